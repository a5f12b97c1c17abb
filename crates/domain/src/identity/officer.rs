//! Codes of officers.

crate::chosen_code!(
    /// Code of an officer of the civil registry, such as `petugas-01`. It stands in the journal and in the OAuth scope
    /// `officer/<code>`; who it is, the office keeps to itself.
    OfficerCode,
    30,
    "officer_code_form",
    "an officer's code is 2 to 30 lower-case letters, digits and hyphens, beginning with a letter",
    "use the code the office configured, e.g. petugas-01",
);
