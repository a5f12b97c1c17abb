//! What officers say of a referral.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_aid::ProgrammeCode;
use tuntas_aid::criteria::{Facts, Known, Value};
use tuntas_aid::paper::{BankAccount, Note};
use tuntas_aid::referral::{
    Attendance, BusinessState, DeclineReason, Outcome, PauseReason, PlannedSession, StopReason,
};
use tuntas_domain::identity::OfficerCode;
use utoipa::ToSchema;

use super::words::{
    AttendanceName, BusinessStateName, DeclineAidReasonName, FactName, OutcomeOfAidName, SaidOriginName,
    StopReasonName, TopicName, WaitReasonName,
};
use crate::findings::{Findings, Pointer, told};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, list_of_objects, name, optional_object};

/// What the assessment came to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessmentRequest {
    /// Whether the assessor is for it.
    pub recommends: bool,
    /// What was found out, each fact once. It takes the place of what was known of the same.
    #[serde(default, deserialize_with = "list_of_objects")]
    pub facts: Vec<FactRequest>,
    /// What the assessor saw, without the number of an identity or family card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000, example = "Berjualan sayur, membutuhkan gerobak.")]
    pub note: Option<String>,
    /// Where money would go.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "optional_object"
    )]
    pub account: Option<BankAccountRequest>,
}

/// A fact: exactly one of `number` and `word`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FactRequest {
    /// Which.
    #[serde(deserialize_with = "name")]
    pub fact: FactName,
    /// A number or an amount in rupiah.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 1_500_000)]
    pub number: Option<u64>,
    /// A word, such as `PEREMPUAN`, `YA`, an occupation or a Kemendagri code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    /// Where it is known from.
    #[serde(deserialize_with = "name")]
    pub origin: SaidOriginName,
}

/// Where money is to be sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BankAccountRequest {
    /// Name of the bank.
    #[schema(max_length = 60, example = "BANK CONTOH")]
    pub bank: String,
    /// Number of the account.
    #[schema(max_length = 30, example = "000123456789")]
    pub number: String,
    /// In whose name.
    #[schema(max_length = 120, example = "CONTOH WATI")]
    pub holder: String,
}

/// An assessment, read. `Debug` shows nothing of what was found out.
#[derive(Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Whether the assessor is for it.
    pub recommends: bool,
    /// What was found out.
    pub facts: Facts,
    /// What the assessor saw.
    pub note: Option<Note>,
    /// Where money would go.
    pub account: Option<BankAccount>,
}

/// The office says no.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclineRequest {
    /// Why; the letter says so.
    #[serde(deserialize_with = "name")]
    pub reason: DeclineAidReasonName,
    /// In words, for the office alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

/// Mentoring is granted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantRequest {
    /// Under which programme of the office, if under one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "pendampingan-2027")]
    pub programme: Option<String>,
}

/// A proposal goes back: the second of two people.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReturnProposalRequest {
    /// Why, for the office alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000, example = "Angsuran pertama terlalu besar.")]
    pub note: Option<String>,
}

/// Sessions are planned, in the place of those that are not recorded.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanRequest {
    /// Code of the officer who accompanies the person: one of the office with the duty `mentor`.
    #[schema(example = "dinsos-04")]
    pub mentor: String,
    /// The sessions to come, by their days.
    #[serde(deserialize_with = "list_of_objects")]
    pub sessions: Vec<PlannedSessionRequest>,
}

/// A session to come.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlannedSessionRequest {
    /// When.
    #[schema(format = Date, example = "2027-02-03")]
    pub on: String,
    /// What about.
    #[serde(deserialize_with = "name")]
    pub topic: TopicName,
}

/// What came of a session.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionRequest {
    /// When it was.
    #[schema(format = Date, example = "2027-02-03")]
    pub held_on: String,
    /// Who came.
    #[serde(deserialize_with = "name")]
    pub attendance: AttendanceName,
    /// What was said; for the mentor and the office's lead alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

/// Somebody looked after the business.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckInRequest {
    /// How the business does.
    #[serde(deserialize_with = "name")]
    pub state: BusinessStateName,
    /// What was seen; for the mentor and the office's lead alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

/// It waits for the person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PauseRequest {
    /// Why.
    #[serde(deserialize_with = "name")]
    pub reason: WaitReasonName,
    /// Until when at most: on that day it stands on the desk's list again. After today, and within 90 days.
    #[schema(format = Date, example = "2027-02-01")]
    pub until: String,
}

/// The office ends what it began.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StopRequest {
    /// Why.
    #[serde(deserialize_with = "name")]
    pub reason: StopReasonName,
    /// In words, for the office alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

/// All is done.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClosureRequest {
    /// What came of it.
    #[serde(deserialize_with = "name")]
    pub outcome: OutcomeOfAidName,
}

fn read<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Vec<FieldError>> {
    strict::read(bytes).map_err(|fault| vec![fault])
}

fn at(member: &str) -> Pointer {
    Pointer::root().member(member)
}

fn note(f: &mut Findings, text: Option<&String>) -> Option<Note> {
    text.and_then(|text| told(f, &at("note"), text))
}

impl AssessmentRequest {
    /// Reads an assessment.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8]) -> Result<Assessment, Vec<FieldError>> {
        let request: Self = read(bytes)?;
        let mut f = Findings::default();
        let known: Vec<Option<Known>> = request
            .facts
            .iter()
            .enumerate()
            .map(|(index, fact)| fact.read(&mut f, &at("facts").item(index)))
            .collect();
        let known: Option<Vec<Known>> = known.into_iter().collect();
        let facts = known.and_then(|known| {
            // Each value is a fact's: what is left is a fact that is said twice.
            Facts::new(known)
                .map_err(|_| f.refuse(&at("facts"), FACT_TWICE))
                .ok()
        });
        let note = note(&mut f, request.note.as_ref());
        let account = request
            .account
            .as_ref()
            .map(|account| account.read(&mut f, &at("account")));
        let whole = || {
            Some(Assessment {
                recommends: request.recommends,
                facts: facts?,
                note,
                account: match account {
                    Some(account) => Some(account?),
                    None => None,
                },
            })
        };
        f.whole(whole())
    }
}

impl FactRequest {
    fn read(&self, f: &mut Findings, at: &Pointer) -> Option<Known> {
        let value = match (self.number, &self.word) {
            (Some(number), None) => Value::Number(number),
            (None, Some(word)) => Value::Word(word.clone()),
            _ => {
                f.refuse(at, ONE_VALUE);
                return None;
            }
        };
        let fact = self.fact.into();
        let Some(value) = value.of(fact) else {
            f.refuse(at, FACT_VALUE);
            return None;
        };
        Some(Known {
            fact,
            value,
            origin: self.origin.into(),
        })
    }
}

impl BankAccountRequest {
    fn read(&self, f: &mut Findings, at: &Pointer) -> Option<BankAccount> {
        let bank = f.text(&at.member("bank"), &self.bank);
        let number = f.text(&at.member("number"), &self.number);
        let plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'.');
        if !self.number.bytes().all(plain) {
            f.refuse(&at.member("number"), ACCOUNT_NUMBER);
        }
        let holder = f.name(&at.member("holder"), &self.holder);
        Some(BankAccount {
            bank: bank?,
            number: number?,
            holder: holder?,
        })
    }
}

impl DeclineRequest {
    /// Reads a refusal.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<(DeclineReason, Option<Note>), Vec<FieldError>> {
        let request: Self = read(bytes)?;
        let mut f = Findings::default();
        let note = note(&mut f, request.note.as_ref());
        f.finish((request.reason.into(), note))
    }
}

impl GrantRequest {
    /// Reads under which programme mentoring is granted.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<Option<ProgrammeCode>, Vec<FieldError>> {
        let request: Self = read(bytes)?;
        let mut f = Findings::default();
        let code = request.programme.as_deref().map(ProgrammeCode::parse);
        let code = code.map(|code| f.identifier(&at("programme"), code));
        f.finish(code.flatten())
    }
}

impl ReturnProposalRequest {
    /// Reads why a proposal goes back.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<Option<Note>, Vec<FieldError>> {
        let request: Self = read(bytes)?;
        let mut f = Findings::default();
        let note = note(&mut f, request.note.as_ref());
        f.finish(note)
    }
}

impl PlanRequest {
    /// Reads a plan. `mentors` says whether an officer accompanies people for the office.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(
        bytes: &[u8],
        mentors: impl Fn(&str) -> bool,
    ) -> Result<(OfficerCode, Vec<PlannedSession>), Vec<FieldError>> {
        let request: Self = read(bytes)?;
        let mut f = Findings::default();
        let mentor = OfficerCode::parse(&request.mentor).ok();
        let mentor = mentor.filter(|mentor| mentors(mentor.as_str()));
        if mentor.is_none() {
            f.refuse(&at("mentor"), MENTOR);
        }
        let sessions: Vec<Option<PlannedSession>> = request
            .sessions
            .iter()
            .enumerate()
            .map(|(index, session)| {
                let on = f.date(&at("sessions").item(index).member("on"), &session.on)?;
                Some(PlannedSession {
                    on,
                    topic: session.topic.into(),
                })
            })
            .collect();
        let whole = || Some((mentor?, sessions.into_iter().collect::<Option<_>>()?));
        f.whole(whole())
    }
}

impl SessionRequest {
    /// Reads what came of a session.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8], today: Date) -> Result<(Date, Attendance, Option<Note>), Vec<FieldError>> {
        let request: Self = read(bytes)?;
        let mut f = Findings::default();
        let held_on = f.past_date(&at("heldOn"), &request.held_on, today);
        let note = note(&mut f, request.note.as_ref());
        let whole = || Some((held_on?, request.attendance.into(), note));
        f.whole(whole())
    }
}

impl CheckInRequest {
    /// Reads how a business does.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<(BusinessState, Option<Note>), Vec<FieldError>> {
        let request: Self = read(bytes)?;
        let mut f = Findings::default();
        let note = note(&mut f, request.note.as_ref());
        f.finish((request.state.into(), note))
    }
}

impl PauseRequest {
    /// Reads why it waits, and until when.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<(PauseReason, Date), Vec<FieldError>> {
        let request: Self = read(bytes)?;
        let mut f = Findings::default();
        let until = f.date(&at("until"), &request.until);
        f.whole(until.map(|until| (request.reason.into(), until)))
    }
}

impl StopRequest {
    /// Reads why it ends.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<(StopReason, Option<Note>), Vec<FieldError>> {
        let request: Self = read(bytes)?;
        let mut f = Findings::default();
        let note = note(&mut f, request.note.as_ref());
        f.finish((request.reason.into(), note))
    }
}

impl ClosureRequest {
    /// Reads what came of it.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<Outcome, Vec<FieldError>> {
        let request: Self = read(bytes)?;
        Ok(request.outcome.into())
    }
}

const FACT_TWICE: Rule = Rule::new(
    "fact_twice",
    "each fact is said once",
    "send one value of each fact",
);
const ONE_VALUE: Rule = Rule::new(
    "fact_one_value",
    "a fact is a number or a word",
    "send exactly one of number and word",
);
const FACT_VALUE: Rule = Rule::new(
    "fact_value",
    "the fact can be that: numbers within their range, words of the fact's list, codes as Kemendagri writes them",
    "send e.g. income as number 1500000, sex as word PEREMPUAN, kelurahan as word 35.75.01.1001",
);
const ACCOUNT_NUMBER: Rule = Rule::new(
    "account_number_form",
    "the number of an account has digits alone",
    "copy it from the bank book",
);
const MENTOR: Rule = Rule::new(
    "mentor_unknown",
    "the mentor is an officer of this office with the duty of mentoring",
    "send the code of such an officer",
);
