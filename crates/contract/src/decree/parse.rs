//! Reading a whole decree.

use jiff::civil::Date;
use tuntas_domain::decree::{
    Decree, DivorceKind, Doubt, Duty, DutyOrder, MarriageRecord, Parties, Party, Role,
};
use tuntas_domain::identity::{CaseNumber, CityCode, CourtCode, KelurahanCode, MarriageCertificateNumber};

use super::children::{check_children, read_children};
use super::finality::{check_order, read_finality};
use super::party::read_party;
use super::{DecreeRequest, DutyOrderRequest};
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict;

/// Children a decree may name at most.
pub const MAX_CHILDREN: usize = 20;

/// What the city's configuration knows of places.
pub trait Places {
    /// Whether this kelurahan is one of the city's.
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool;
    /// The city.
    fn city(&self) -> CityCode;
    /// The court that signed, where it is known: it completes a case number that does not name its court.
    fn court(&self) -> Option<CourtCode> {
        None
    }
    /// Whether a court no longer uses this code.
    fn is_former(&self, _code: &CourtCode) -> bool {
        false
    }
}

/// A decree that keeps every rule of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedDecree {
    /// The decree.
    pub decree: Decree,
    /// The court's own reference.
    pub reference: Option<String>,
    /// Who has to be protected from violence. Apart from the decree, which more functions read.
    pub protected: Parties<bool>,
}

impl DecreeRequest {
    /// Reads a decree from the exact bytes that were signed.
    ///
    /// `today` is the day in the city's time zone.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values. Never empty, and never repeats a value.
    pub fn parse(bytes: &[u8], today: Date, places: &dyn Places) -> Result<ParsedDecree, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        request.read(today, places)
    }

    /// Checks a decree that is read already.
    ///
    /// # Errors
    /// Every fault in the values; never empty.
    pub fn read(&self, today: Date, places: &dyn Places) -> Result<ParsedDecree, Vec<FieldError>> {
        let mut findings = Findings::default();
        let at = |name: &str| Pointer::root().member(name);
        let f = &mut findings;
        let kind = DivorceKind::from(self.kind);

        if self.reference.as_deref().is_some_and(|text| !is_reference(text)) {
            f.refuse(&at("reference"), REFERENCE);
        }
        let (case_number, doubts) = read_case_number(f, &at("caseNumber"), &self.case_number, places);
        let ruling = f.past_date(&at("rulingDate"), &self.ruling_date, today);
        let finality = read_finality(f, &at("finality"), &self.finality, case_number.as_ref(), today);
        let marriage = self.read_marriage(f, &at("marriage"), today);
        let duty_order = read_duty_order(f, &at("dutyOrder"), self.duty_order.as_ref());
        let petitioner = read_party(f, &at("petitioner"), &self.petitioner, today, places);
        let respondent = read_party(f, &at("respondent"), &self.respondent, today, places);
        let children = read_children(f, &at("children"), &self.children, today);

        if let (Some(case), Some(ruling)) = (&case_number, ruling)
            && i32::from(case.year()) > i32::from(ruling.year())
        {
            f.refuse(&at("rulingDate"), RULING_BEFORE_CASE);
        }
        if let (Some(finality), Some(ruling)) = (&finality, ruling) {
            check_order(f, &at("finality"), finality, kind, ruling, today);
        }
        if let (Some(marriage), Some(ruling)) = (&marriage, ruling)
            && marriage.date >= ruling
        {
            f.refuse(&at("marriage").member("date"), MARRIAGE_AFTER_RULING);
        }
        // NIKs are compared as sent, so that a fault elsewhere in a party does not hide this one.
        if self.petitioner.nik.is_some() && self.petitioner.nik == self.respondent.nik {
            f.refuse(&at("respondent").member("nik"), PARTIES_SAME_NIK);
        }
        for (role, party) in [(Role::Petitioner, &petitioner), (Role::Respondent, &respondent)] {
            if let (Some(party), Some(marriage)) = (party, &marriage)
                && party.birth_date >= marriage.date
            {
                f.refuse(&at(role.as_str()).member("birthDate"), BORN_AFTER_MARRIAGE);
            }
        }
        check_children(f, &at("children"), self, petitioner.as_ref(), respondent.as_ref());

        let built = assemble(
            kind,
            case_number,
            ruling,
            finality,
            marriage,
            petitioner,
            respondent,
            children,
        );
        match built {
            Some(decree) if findings.errors.is_empty() => Ok(ParsedDecree {
                decree: Decree {
                    duty_order,
                    doubts,
                    ..decree
                },
                reference: self.reference.clone(),
                protected: Parties {
                    petitioner: self.petitioner.protected,
                    respondent: self.respondent.protected,
                },
            }),
            _ => Err(findings.errors),
        }
    }

    fn read_marriage(&self, f: &mut Findings, at: &Pointer, today: Date) -> Option<MarriageRecord> {
        let sent = &self.marriage;
        let certificate = f.identifier(
            &at.member("certificateNumber"),
            MarriageCertificateNumber::parse(&sent.certificate_number),
        );
        let date = f.past_date(&at.member("date"), &sent.date, today);
        let office = match &sent.office {
            Some(office) => Some(f.text(&at.member("office"), office)?),
            None => None,
        };
        let region = match &sent.region {
            Some(region) => Some(f.identifier(&at.member("region"), CityCode::parse(region))?),
            None => None,
        };
        Some(MarriageRecord {
            certificate: certificate?,
            date: date?,
            office,
            region,
        })
    }
}

/// The case number, and what is doubtful about it: an old ruling may not name its court, or name it by a code that is
/// no longer used. An officer looks at both.
pub(super) fn read_case_number(
    f: &mut Findings,
    at: &Pointer,
    sent: &str,
    places: &dyn Places,
) -> (Option<CaseNumber>, Vec<Doubt>) {
    let whole = CaseNumber::parse(sent);
    let completed = match (&whole, places.court()) {
        (Err(_), Some(court)) => CaseNumber::parse(&format!("{sent}/{court}")).ok(),
        _ => None,
    };
    if let Some(completed) = completed {
        return (Some(completed), vec![Doubt::CourtNameMissing]);
    }
    let number = f.identifier(at, whole);
    let old = number
        .as_ref()
        .is_some_and(|number| places.is_former(number.court()));
    (number, old.then_some(Doubt::CourtCodeOld).into_iter().collect())
}

fn read_duty_order(f: &mut Findings, at: &Pointer, sent: Option<&DutyOrderRequest>) -> Option<DutyOrder> {
    let sent = sent?;
    let mut duties: Vec<Duty> = sent.duties.iter().map(|duty| (*duty).into()).collect();
    duties.sort_unstable();
    duties.dedup();
    if duties.is_empty() || duties.len() != sent.duties.len() {
        f.refuse(&at.member("duties"), DUTIES);
        return None;
    }
    Some(DutyOrder {
        role: sent.party.into(),
        duties,
    })
}

const DUTIES: Rule = Rule::new(
    "duties_form",
    "a duty order names at least one duty, each once",
    "list the duties the ruling names, or leave dutyOrder out",
);

#[expect(
    clippy::too_many_arguments,
    reason = "one per part of a decree, named by its variable"
)]
fn assemble(
    kind: DivorceKind,
    case_number: Option<CaseNumber>,
    ruling: Option<Date>,
    finality: Option<tuntas_domain::decree::Finality>,
    marriage: Option<MarriageRecord>,
    petitioner: Option<Party>,
    respondent: Option<Party>,
    children: Option<Vec<tuntas_domain::decree::ChildCustody>>,
) -> Option<Decree> {
    Some(Decree {
        case_number: case_number?,
        kind,
        ruling_date: ruling?,
        finality: finality?,
        marriage: marriage?,
        parties: Parties {
            petitioner: petitioner?,
            respondent: respondent?,
        },
        children: children?,
        duty_order: None,
        doubts: Vec::new(),
    })
}

/// Whether a text may be a court's reference: 1 to 64 of `A-Z a-z 0-9 . _ / -`, without sixteen digits in a
/// row, which would be a NIK or a KK number.
pub fn is_reference(text: &str) -> bool {
    is_plain(text, 64)
}

/// Whether a text may stand in a name: 1 to `longest` bytes of what a reference is made of, and no number of a person.
pub fn is_plain(text: &str, longest: usize) -> bool {
    let mut digits = 0;
    let mut most = 0;
    for byte in text.bytes() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        most = most.max(digits);
    }
    (1..=longest).contains(&text.len())
        && most < 16
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._/-".contains(&b))
}

const REFERENCE: Rule = Rule::new(
    "reference_form",
    "a reference has 1 to 64 letters, digits and . _ / -, and no sixteen digits in a row",
    "send the court's own file reference, not a number of a person",
);
const RULING_BEFORE_CASE: Rule = Rule::new(
    "ruling_before_case",
    "the ruling is not older than the year in the case number",
    "check the ruling date and the year in the case number",
);
const MARRIAGE_AFTER_RULING: Rule = Rule::new(
    "marriage_after_ruling",
    "the marriage is older than the ruling that ends it",
    "check the marriage date against the marriage book",
);
const PARTIES_SAME_NIK: Rule = Rule::new(
    "parties_same_nik",
    "petitioner and respondent are two people",
    "send each party's own NIK",
);
const BORN_AFTER_MARRIAGE: Rule = Rule::new(
    "born_after_marriage",
    "a party is born before the marriage",
    "check the birth date and the marriage date",
);
