//! What a party lets be passed on to aid offices: told on the tracking page, by the court, or to an officer. And what an
//! officer takes down about a party's safety.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::case::{AidAnswer, AidConsents, AidOffer};
use tuntas_domain::decree::{Decree, Role};
use tuntas_domain::identity::{AidKind, AidOfficeCode};
use utoipa::ToSchema;

use crate::decree::same_case;
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, list_of_objects, name, optional_name};
use crate::vocabulary::{RoleName, mirror};

/// Answers one body may hold at most.
pub const MAX_AID_ANSWERS: usize = 20;

mirror!(
    /// What an office helps with.
    AidKindName = AidKind {
        /// *Pendampingan*: counselling, legal and psychological help, help for the children.
        Mentoring,
        /// *Bantuan modal*: money to begin a small business.
        Capital,
    }
);
mirror!(
    /// Whether aid is offered to a party.
    AidOfferName = AidOffer {
        /// Not yet, or not any more.
        Closed,
        /// It waits for an answer.
        Open,
        /// It was answered; every answer may be changed.
        Answered,
    }
);

impl AidKindName {
    /// `mentoring` or `capital`, as it stands in bodies.
    pub fn id(self) -> &'static str {
        AidKind::from(self).as_str()
    }
}

/// What the city's configuration knows of aid: whether an office helps with something.
pub type AidOffices<'a> = dyn Fn(&AidOfficeCode, AidKind) -> bool + 'a;

/// A party's word about one office and one aid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AidAnswerRequest {
    /// Code of the office, as the city configures it.
    #[schema(example = "dp3akb")]
    pub office: String,
    /// Which aid.
    #[serde(deserialize_with = "name")]
    pub aid: AidKindName,
    /// `true`: the office may be told of the party. `false` takes that back.
    pub given: bool,
}

/// The court says what a party stated about aid, signed like a decree.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AidConsentRequest {
    /// Case number of the decree.
    #[schema(example = "0318/Pdt.G/2021/PA.Pas")]
    pub case_number: String,
    /// Whose statement it is.
    #[serde(deserialize_with = "name")]
    pub party: RoleName,
    /// What the party stated, 1 to 20 answers, each office and aid once.
    #[serde(deserialize_with = "list_of_objects")]
    #[schema(min_items = 1, max_items = 20)]
    pub answers: Vec<AidAnswerRequest>,
    /// Day of the party's signed statement.
    #[schema(format = Date, example = "2026-08-20")]
    pub date: String,
}

impl AidConsentRequest {
    /// Reads a statement of a party of `decree`. `today` is the day in the city's time zone.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(
        bytes: &[u8],
        today: Date,
        decree: &Decree,
        offices: &AidOffices<'_>,
    ) -> Result<(Role, Vec<AidAnswer>), Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let mut f = Findings::default();
        let at = Pointer::root();
        same_case(&mut f, &request.case_number, decree);
        f.past_date(&at.member("date"), &request.date, today);
        let answers = read_answers(&mut f, &at.member("answers"), &request.answers, offices);
        f.finish((request.party.into(), answers))
    }
}

/// An officer writes down what a party said about aid.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AidAnswersRequest {
    /// What the party said, 1 to 20 answers, each office and aid once.
    #[serde(deserialize_with = "list_of_objects")]
    #[schema(min_items = 1, max_items = 20)]
    pub answers: Vec<AidAnswerRequest>,
}

impl AidAnswersRequest {
    /// Reads what an officer wrote down.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], offices: &AidOffices<'_>) -> Result<Vec<AidAnswer>, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let mut f = Findings::default();
        let answers = read_answers(
            &mut f,
            &Pointer::root().member("answers"),
            &request.answers,
            offices,
        );
        f.finish(answers)
    }
}

fn read_answers(
    f: &mut Findings,
    at: &Pointer,
    sent: &[AidAnswerRequest],
    offices: &AidOffices<'_>,
) -> Vec<AidAnswer> {
    if sent.is_empty() || sent.len() > MAX_AID_ANSWERS {
        f.refuse(at, ANSWERS);
        return Vec::new();
    }
    let mut answers: Vec<AidAnswer> = Vec::new();
    for (position, answer) in sent.iter().enumerate() {
        let at = at.item(position);
        let Some(read) = read_answer(f, &at, &answer.office, answer.aid, answer.given, offices) else {
            continue;
        };
        if (answers.iter()).any(|other| other.office == read.office && other.aid == read.aid) {
            f.refuse(&at, ANSWERED_TWICE);
        }
        answers.push(read);
    }
    answers
}

/// Consent can be taken back from an office that the city no longer names.
fn read_answer(
    f: &mut Findings,
    at: &Pointer,
    office: &str,
    aid: AidKindName,
    given: bool,
    offices: &AidOffices<'_>,
) -> Option<AidAnswer> {
    let office = f.identifier(&at.member("office"), AidOfficeCode::parse(office))?;
    let aid = aid.into();
    if given && !offices(&office, aid) {
        f.refuse(&at.member("office"), OFFICE_UNKNOWN);
        return None;
    }
    Some(AidAnswer { office, aid, given })
}

/// What a party says on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidWordName {
    /// The office may be told.
    Give,
    /// It may not be told any more.
    Withdraw,
    /// No aid is wanted from anybody.
    Decline,
}

/// A party's own word about aid. `give` and `withdraw` have `office`, `aid` and `after`; `decline` has none of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AidWordRequest {
    /// The word.
    #[serde(deserialize_with = "name")]
    pub word: AidWordName,
    /// Code of the office, as the standing lists it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "dp3akb")]
    pub office: Option<String>,
    /// Which aid.
    #[serde(
        default,
        deserialize_with = "optional_name",
        skip_serializing_if = "Option::is_none"
    )]
    pub aid: Option<AidKindName>,
    /// `words` of the line as it was read. A word that was overtaken changes nothing, so that a request that comes late
    /// never brings back a consent that was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 0)]
    pub after: Option<u16>,
}

/// A party's word that keeps every rule of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AidWord {
    /// About one office and one aid, said when so many words had been said before.
    Answer {
        /// What.
        answer: AidAnswer,
        /// How many words had been said of this office and aid.
        after: u16,
    },
    /// No aid is wanted.
    Decline,
}

impl AidWordRequest {
    /// Reads a party's word.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], offices: &AidOffices<'_>) -> Result<AidWord, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), Pointer::root());
        let given = match request.word {
            AidWordName::Give => true,
            AidWordName::Withdraw => false,
            AidWordName::Decline => {
                for (member, sent) in [
                    ("office", request.office.is_some()),
                    ("aid", request.aid.is_some()),
                    ("after", request.after.is_some()),
                ] {
                    if sent {
                        f.refuse(&at.member(member), NOT_FOR_DECLINE);
                    }
                }
                return f.finish(AidWord::Decline);
            }
        };
        for (member, missing) in [
            ("office", request.office.is_none()),
            ("aid", request.aid.is_none()),
            ("after", request.after.is_none()),
        ] {
            if missing {
                f.refuse(&at.member(member), WORD_MEMBER_MISSING);
            }
        }
        let (Some(office), Some(aid), Some(after)) = (&request.office, request.aid, request.after) else {
            return Err(f.errors);
        };
        match read_answer(&mut f, &at, office, aid, given, offices) {
            Some(answer) => f.finish(AidWord::Answer { answer, after }),
            None => Err(f.errors),
        }
    }
}

/// What a party said of aid, as the party and an officer may read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidStanding {
    /// Whether aid is offered.
    pub offer: AidOfferName,
    /// Every office with each aid, as the city offers them; then what was said of offices that it no longer names.
    pub lines: Vec<AidLine>,
}

/// What a party said of one office and one aid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidLine {
    /// Code of the office.
    #[schema(example = "dp3akb")]
    pub office: String,
    /// Its name.
    #[schema(example = "DP3AKB Kota Contoh")]
    pub name: String,
    /// Which aid.
    pub aid: AidKindName,
    /// Whether the office may be told of the party.
    pub given: bool,
    /// How many words were said of this line.
    #[schema(example = 0)]
    pub words: u16,
}

impl AidStanding {
    /// What was said, beside what is offered: code, name and aid of each office.
    pub fn new<'a>(
        offer: AidOffer,
        said: &AidConsents,
        offered: impl IntoIterator<Item = (&'a AidOfficeCode, &'a str, AidKind)>,
    ) -> Self {
        let line = |office: &AidOfficeCode, name: &str, aid: AidKind| {
            let said = said.line(office, aid);
            AidLine {
                office: office.to_string(),
                name: name.to_owned(),
                aid: aid.into(),
                given: said.is_some_and(|said| said.standing),
                words: said.map_or(0, tuntas_domain::case::ConsentLine::words),
            }
        };
        let mut lines: Vec<AidLine> = (offered.into_iter())
            .map(|(office, name, aid)| line(office, name, aid))
            .collect();
        for other in said.lines.iter().filter(|said| said.standing) {
            let known = |shown: &AidLine| {
                shown.office == other.office.as_str() && AidKind::from(shown.aid) == other.aid
            };
            if !lines.iter().any(known) {
                lines.push(line(&other.office, other.office.as_str(), other.aid));
            }
        }
        Self {
            offer: offer.into(),
            lines,
        }
    }
}

/// An officer asked a party about their safety.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SafetyRequest {
    /// `true`: nobody may learn where the party lives, and the office that protects from violence is told. `false` ends
    /// that, and takes another officer than the one who wrote it down last.
    pub protected: bool,
}

impl SafetyRequest {
    /// Reads the answer.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<bool, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        Ok(request.protected)
    }
}

const ANSWERS: Rule = Rule::new(
    "aid_answers_count",
    "a body has 1 to 20 answers",
    "send what the party said, in several bodies if need be",
);
const ANSWERED_TWICE: Rule = Rule::new(
    "aid_answered_twice",
    "a body answers each office and aid once",
    "remove the answer that does not count",
);
const OFFICE_UNKNOWN: Rule = Rule::new(
    "aid_office_unknown",
    "the office is one that the city names for this aid",
    "send an office and aid of the city's list",
);
const WORD_MEMBER_MISSING: Rule = Rule::new(
    "aid_word_member_missing",
    "give and withdraw have office, aid and after",
    "add it, as the standing lists them",
);
const NOT_FOR_DECLINE: Rule = Rule::new(
    "aid_word_member_not_allowed",
    "decline is about no office",
    "remove it, or send give or withdraw",
);
