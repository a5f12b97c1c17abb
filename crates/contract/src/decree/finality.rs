//! Reading legal force.

use jiff::civil::Date;
use tuntas_domain::decree::{Akta, DivorceKind, Finality, FinalityError};
use tuntas_domain::identity::{AktaCeraiNumber, CaseNumber};

use super::FinalityRequest;
use crate::findings::{Findings, Pointer};
use crate::problem::Rule;

/// Reads the parts. `None` if any of them is faulty.
pub(super) fn read_finality(
    f: &mut Findings,
    at: &Pointer,
    sent: &FinalityRequest,
    case: Option<&CaseNumber>,
    today: Date,
) -> Option<Finality> {
    let before = f.errors.len();
    let bht = sent
        .bht_date
        .as_deref()
        .and_then(|text| f.past_date(&at.member("bhtDate"), text, today));
    let ikrar = sent
        .ikrar_date
        .as_deref()
        .and_then(|text| f.past_date(&at.member("ikrarDate"), text, today));
    let akta = sent.akta.as_ref().and_then(|akta| {
        let at = at.member("akta");
        let number = f.identifier(&at.member("number"), AktaCeraiNumber::parse(&akta.number));
        let date = f.past_date(&at.member("date"), &akta.date, today);
        if let (Some(number), Some(case)) = (&number, case)
            && number.court() != case.court()
        {
            f.refuse(&at.member("number"), AKTA_OF_OTHER_COURT);
        }
        Some(Akta {
            number: number?,
            date: date?,
        })
    });
    (f.errors.len() == before).then_some(Finality { bht, ikrar, akta })
}

/// Checks the order of dates and points to the member to be mended.
pub(super) fn check_order(
    f: &mut Findings,
    at: &Pointer,
    finality: &Finality,
    kind: DivorceKind,
    ruling: Date,
    today: Date,
) {
    let Err(contradiction) = finality.check(kind, ruling, today) else {
        return;
    };
    let (field, rule) = match contradiction {
        FinalityError::Future(_) => (at.clone(), FUTURE),
        FinalityError::BhtBeforeRuling => (at.member("bhtDate"), BHT_BEFORE_RULING),
        FinalityError::IkrarForGugat => (at.member("ikrarDate"), IKRAR_FOR_GUGAT),
        FinalityError::IkrarBeforeBht => (at.member("ikrarDate"), IKRAR_BEFORE_BHT),
        FinalityError::IkrarWithoutBht => (at.member("bhtDate"), IKRAR_WITHOUT_BHT),
        FinalityError::AktaBeforeEnd => (at.member("akta").member("date"), AKTA_BEFORE_END),
        FinalityError::AktaWithoutEnd if finality.bht.is_none() => (at.member("bhtDate"), AKTA_WITHOUT_BHT),
        FinalityError::AktaWithoutEnd => (at.member("ikrarDate"), AKTA_WITHOUT_IKRAR),
    };
    f.refuse(&field, rule);
}

pub(crate) const AKTA_OF_OTHER_COURT: Rule = Rule::new(
    "akta_of_other_court",
    "the akta cerai is issued by the court of the case number",
    "check the court code at the end of both numbers",
);
const FUTURE: Rule = Rule::new(
    "date_in_future",
    "the date is not after today",
    "correct the date",
);
const BHT_BEFORE_RULING: Rule = Rule::new(
    "bht_before_ruling",
    "the BHT date is not before the ruling",
    "check the BHT date and the ruling date",
);
const IKRAR_FOR_GUGAT: Rule = Rule::new(
    "ikrar_for_gugat",
    "a cerai gugat has no ikrar talak",
    "leave the ikrar date out, or send the kind talak",
);
const IKRAR_BEFORE_BHT: Rule = Rule::new(
    "ikrar_before_bht",
    "the ikrar talak is not before the BHT date",
    "check both dates",
);
const IKRAR_WITHOUT_BHT: Rule = Rule::new(
    "ikrar_without_bht",
    "an ikrar talak needs a BHT date",
    "add the BHT date",
);
const AKTA_BEFORE_END: Rule = Rule::new(
    "akta_before_end",
    "the akta cerai is not dated before the marriage ended: the BHT date for gugat, the ikrar date for talak",
    "check the date of the akta cerai",
);
const AKTA_WITHOUT_BHT: Rule = Rule::new(
    "akta_without_bht",
    "an akta cerai needs a BHT date",
    "add the BHT date",
);
const AKTA_WITHOUT_IKRAR: Rule = Rule::new(
    "akta_without_ikrar",
    "the akta cerai of a cerai talak needs an ikrar date",
    "add the date of the ikrar talak",
);
