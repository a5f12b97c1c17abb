//! Codes that an office chooses.

use tuntas_domain::chosen_code;

chosen_code!(
    /// Code of a programme, such as `modal-pekka-2026`. It is for good: an edit is another version under the same code.
    ProgrammeCode,
    40,
    "programme_code_form",
    "a programme's code is 2 to 40 lower-case letters, digits and hyphens, beginning with a letter",
    "choose a short code, e.g. modal-pekka-2026"
);

chosen_code!(
    /// Where money comes from, such as `apbd`, `dbhcht` or `baznas`. Programmes that draw on the same source share its code,
    /// so that nobody is paid twice from it for one purpose.
    FundingSource,
    40,
    "funding_source_form",
    "a funding source is 2 to 40 lower-case letters, digits and hyphens, beginning with a letter",
    "use the code that other programmes of this source have, e.g. dbhcht"
);

chosen_code!(
    /// What money is for, such as `modal-usaha`.
    Purpose,
    40,
    "purpose_form",
    "a purpose is 2 to 40 lower-case letters, digits and hyphens, beginning with a letter",
    "use the code that other programmes of this purpose have, e.g. modal-usaha"
);
