//! What the court sends.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{KelurahanCode, Phone};
use tuntas_domain::people::PersonName;
use tuntas_security::{
    Activity, BasisFault, CancelGround, Contact, InvalidWindow, LegalBasis, Object, Order, Paper, RiskReason,
    Strength, Terms, Window,
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::words::{ActivityName, CancelGroundName, ObjectKindName, RiskName, RiskReasonName, UrgencyName};
use crate::findings::{Findings, Pointer, no_identity_number, told};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, name, object, optional_object};

/// A court asks the police to secure something.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SecurityRequest {
    /// What is to be secured.
    #[serde(deserialize_with = "name")]
    pub activity: ActivityName,
    /// How soon an answer is needed.
    #[serde(deserialize_with = "name")]
    pub urgency: UrgencyName,
    /// On what ground.
    #[serde(deserialize_with = "object")]
    pub basis: LegalBasisRequest,
    /// The day.
    #[schema(format = Date, example = "2026-12-01")]
    pub date: String,
    /// When it begins, `HH:MM` in the city's time.
    #[schema(example = "09:00")]
    pub from: String,
    /// When it ends, `HH:MM`: 15 minutes to 12 hours later on the same day.
    #[schema(example = "12:00")]
    pub to: String,
    /// Where.
    #[serde(deserialize_with = "object")]
    pub place: PlaceRequest,
    /// The thing it is about; for everything but a hearing.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "optional_object"
    )]
    pub object: Option<ObjectRequest>,
    /// How much may go wrong.
    #[serde(deserialize_with = "name")]
    pub risk: RiskName,
    /// Why; none for a low risk.
    #[serde(default)]
    pub risk_reasons: Vec<RiskReasonName>,
    /// How many officers the court wishes, 1 to 500.
    #[schema(example = 10)]
    pub officers: u16,
    /// Whom the police call.
    #[serde(deserialize_with = "object")]
    pub contact: CourtContactRequest,
}

/// The legal basis.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LegalBasisRequest {
    /// Number of the court's case, of whatever register.
    #[schema(max_length = 60, example = "0318/Pdt.G/2026/PA.Pas")]
    pub case_number: String,
    /// The order (*penetapan*); for seizures and executions.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "optional_object"
    )]
    pub order: Option<OrderRequest>,
    /// Day of the warning (*aanmaning*), at least eight days before the order; for executions alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date, example = "2026-11-02")]
    pub warned_on: Option<String>,
}

/// An order of the court.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrderRequest {
    /// Its number.
    #[schema(max_length = 60, example = "0318/Pdt.G/2026/PA.Pas")]
    pub number: String,
    /// Its day.
    #[schema(format = Date, example = "2026-11-20")]
    pub date: String,
}

/// A place in the city.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceRequest {
    /// Kemendagri code of the kelurahan.
    #[schema(example = "35.75.01.1001")]
    pub kelurahan: String,
    /// The place as people find it.
    #[schema(max_length = 200, example = "Jl. Contoh Melati No. 7, RT 003/RW 002")]
    pub address: String,
}

/// A thing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ObjectRequest {
    /// What it is.
    #[serde(deserialize_with = "name")]
    pub kind: ObjectKindName,
    /// Which one: certificate, number plate.
    #[schema(max_length = 200, example = "SHM Nomor 123/Contoh, luas 120 m2")]
    pub description: String,
    /// Names on it or of those who hold it, at most ten. Never children.
    #[schema(example = json!(["CONTOH BUDI"]))]
    pub names: Vec<String>,
}

/// Somebody of the court's office.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CourtContactRequest {
    /// Name.
    #[schema(max_length = 60, example = "CONTOH JURUSITA")]
    pub name: String,
    /// Post.
    #[schema(max_length = 60, example = "Jurusita")]
    pub post: String,
    /// Telephone.
    #[schema(example = "081200000001")]
    pub phone: String,
}

/// The court changes what it asked for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SecurityChangeRequest {
    /// The request, so that a signed change cannot be passed off as another's.
    pub request: Uuid,
    /// All of what is asked for now.
    #[serde(deserialize_with = "object")]
    pub to: SecurityRequest,
}

/// The court needs nobody any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancellationRequest {
    /// The request.
    pub request: Uuid,
    /// Why.
    #[serde(deserialize_with = "name")]
    pub ground: CancelGroundName,
}

/// The court answers a proposed time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposalAnswerRequest {
    /// The request.
    pub request: Uuid,
    /// The day that was proposed, so that an old answer cannot agree to a new proposal.
    #[schema(format = Date, example = "2026-12-02")]
    pub date: String,
    /// When it would begin.
    #[schema(example = "13:00")]
    pub from: String,
    /// Whether the court agrees.
    pub agreed: bool,
}

/// What a court asks, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// As far as it names nobody.
    pub terms: Terms,
    /// What names people.
    pub paper: Paper,
}

/// What has to be known of the city to read a request.
pub trait Asking {
    /// Whether the city has that kelurahan.
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool;
    /// The city's time zone.
    fn zone(&self) -> TimeZone;
    /// Today, in the city's time zone.
    fn today(&self) -> Date;
}

impl SecurityRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], asking: &impl Asking) -> Result<Asked, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        request.read(&Pointer::root(), asking)
    }

    fn read(&self, root: &Pointer, asking: &impl Asking) -> Result<Asked, Vec<FieldError>> {
        let (mut f, at) = (Findings::default(), |name: &str| root.member(name));
        let window = span(&mut f, root, (&self.date, &self.from, &self.to), &asking.zone());
        let kelurahan = kelurahan(
            &mut f,
            &at("place").member("kelurahan"),
            &self.place.kelurahan,
            asking,
        );
        let place = told(&mut f, &at("place").member("address"), &self.place.address);
        let officers = Strength::new(self.officers)
            .map_err(|_| f.refuse(&at("officers"), OFFICERS))
            .ok();
        let activity = Activity::from(self.activity);
        let basis = self.basis.read(&mut f, &at("basis"), asking.today());
        if let (Some(basis), Some(window)) = (&basis, &window) {
            for fault in basis.faults(activity, window.date()) {
                f.refuse(&at("basis").member(member_of(fault)), rule_of(fault));
            }
        }
        if self.object.is_none() && activity.has_object() {
            f.refuse(&at("object"), OBJECT_MISSING);
        }
        let thing = (self.object.as_ref()).and_then(|thing| thing.read(&mut f, &at("object")));
        let mut reasons: Vec<RiskReason> = self.risk_reasons.iter().map(|reason| (*reason).into()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        if reasons.len() != self.risk_reasons.len() || (reasons.is_empty() != (self.risk == RiskName::Low)) {
            f.refuse(&at("riskReasons"), RISK_REASONS);
        }
        let contact = self.contact.read(&mut f, &at("contact"));
        let asked = || {
            Some(Asked {
                terms: Terms {
                    activity,
                    window: window?,
                    kelurahan: kelurahan?,
                    officers: officers?,
                    urgency: self.urgency.into(),
                    risk: self.risk.into(),
                },
                paper: Paper {
                    basis: basis?,
                    place: place?,
                    object: thing,
                    risk_reasons: reasons,
                    contact: contact?,
                },
            })
        };
        f.whole(asked())
    }
}

impl LegalBasisRequest {
    fn read(&self, f: &mut Findings, at: &Pointer, today: Date) -> Option<LegalBasis> {
        let case_number = told(f, &at.member("caseNumber"), &self.case_number);
        let before = f.errors.len();
        let order = self.order.as_ref().and_then(|order| {
            let at = at.member("order");
            let number = told(f, &at.member("number"), &order.number);
            let date = f.past_date(&at.member("date"), &order.date, today);
            Some(Order {
                number: number?,
                date: date?,
            })
        });
        let warned_on = self
            .warned_on
            .as_ref()
            .and_then(|date| f.past_date(&at.member("warnedOn"), date, today));
        if f.errors.len() > before {
            return None;
        }
        Some(LegalBasis {
            case_number: case_number?,
            order,
            warned_on,
        })
    }
}

impl ObjectRequest {
    fn read(&self, f: &mut Findings, at: &Pointer) -> Option<Object> {
        let description = told(f, &at.member("description"), &self.description);
        if !(1..=10).contains(&self.names.len()) {
            f.refuse(&at.member("names"), NAMES);
        }
        let names: Vec<Option<PersonName>> = self
            .names
            .iter()
            .enumerate()
            .map(|(index, text)| named(f, &at.member("names").item(index), text))
            .collect();
        Some(Object {
            kind: self.kind.into(),
            description: description?,
            names: names.into_iter().collect::<Option<_>>()?,
        })
    }
}

impl CourtContactRequest {
    fn read(&self, f: &mut Findings, at: &Pointer) -> Option<Contact> {
        let person = named(f, &at.member("name"), &self.name);
        let post = told(f, &at.member("post"), &self.post);
        let phone = f.identifier(&at.member("phone"), Phone::parse(&self.phone));
        Some(Contact {
            name: person?,
            post: post?,
            phone: phone?,
        })
    }
}

impl SecurityChangeRequest {
    /// Reads a change of the request `of`.
    ///
    /// # Errors
    /// As [`SecurityRequest::parse`].
    pub fn parse(bytes: &[u8], of: Uuid, asking: &impl Asking) -> Result<Asked, Vec<FieldError>> {
        let change: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        same(change.request, of)?;
        change.to.read(&Pointer::root().member("to"), asking)
    }
}

impl CancellationRequest {
    /// Reads a cancellation of the request `of`.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8], of: Uuid) -> Result<CancelGround, Vec<FieldError>> {
        let cancellation: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        same(cancellation.request, of)?;
        Ok(cancellation.ground.into())
    }
}

impl ProposalAnswerRequest {
    /// Reads an answer to what was proposed of the request `of`: whether the court agrees.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8], of: Uuid, proposed: Option<Window>) -> Result<bool, Vec<FieldError>> {
        let answer: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        same(answer.request, of)?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        let date = f.date(&at("date"), &answer.date);
        let from = clock(&mut f, &at("from"), &answer.from);
        if let (Some(date), Some(from), Some(proposed)) = (date, from, proposed)
            && (date, from) != (proposed.date(), proposed.from())
        {
            f.refuse(&at("date"), OTHER_PROPOSAL);
        }
        f.finish(answer.agreed)
    }
}

fn same(named: Uuid, of: Uuid) -> Result<(), Vec<FieldError>> {
    if named == of {
        Ok(())
    } else {
        Err(vec![OTHER_REQUEST.at(&Pointer::root().member("request"))])
    }
}

/// A span of time, or `None` and a fault.
pub(super) fn span(
    f: &mut Findings,
    root: &Pointer,
    (date, from, to): (&str, &str, &str),
    zone: &TimeZone,
) -> Option<Window> {
    let date = f.date(&root.member("date"), date);
    let from = clock(f, &root.member("from"), from);
    let to = clock(f, &root.member("to"), to);
    let (date, from, to) = (date?, from?, to?);
    Window::new(date, from, to, zone)
        .map_err(|invalid| {
            let (at, rule) = match invalid {
                InvalidWindow::NoSuchTime | InvalidWindow::Seconds => ("from", TIME_FORM),
                InvalidWindow::Order | InvalidWindow::Length => ("to", SPAN),
            };
            f.refuse(&root.member(at), rule);
        })
        .ok()
}

fn clock(f: &mut Findings, at: &Pointer, text: &str) -> Option<Time> {
    let shaped = text.len() == 5
        && text.bytes().enumerate().all(|(i, b)| match i {
            2 => b == b':',
            _ => b.is_ascii_digit(),
        });
    let time = shaped.then(|| text.parse().ok()).flatten();
    if time.is_none() {
        f.refuse(at, TIME_FORM);
    }
    time
}

fn kelurahan(f: &mut Findings, at: &Pointer, text: &str, asking: &impl Asking) -> Option<KelurahanCode> {
    let code = f.identifier(at, text.parse::<KelurahanCode>())?;
    if !asking.is_kelurahan(&code) {
        f.refuse(at, KELURAHAN);
        return None;
    }
    Some(code)
}

/// A person's name without such a number, or `None` and a fault.
fn named(f: &mut Findings, at: &Pointer, text: &str) -> Option<PersonName> {
    no_identity_number(f, at, text);
    f.name(at, text)
}

fn member_of(fault: BasisFault) -> &'static str {
    match fault {
        BasisFault::OrderMissing | BasisFault::OrderAfterDay => "order",
        BasisFault::WarningMissing | BasisFault::WarningTooShort | BasisFault::WarningNeedless => "warnedOn",
    }
}

fn rule_of(fault: BasisFault) -> Rule {
    match fault {
        BasisFault::OrderMissing => Rule::new(
            "order_missing",
            "a seizure or an execution has an order of the court (penetapan)",
            "send number and date of the order",
        ),
        BasisFault::OrderAfterDay => Rule::new(
            "order_after_day",
            "the order is not younger than the day it is for",
            "check both dates",
        ),
        BasisFault::WarningMissing => Rule::new(
            "warning_missing",
            "an execution has a warning (aanmaning, HIR 196)",
            "send the day of the warning",
        ),
        BasisFault::WarningTooShort => Rule::new(
            "warning_too_short",
            "the order comes eight days after the warning at the earliest",
            "check both dates",
        ),
        BasisFault::WarningNeedless => Rule::new(
            "warning_needless",
            "only a seizure to execute and an execution have a warning",
            "leave it out, or check the activity",
        ),
    }
}

const OFFICERS: Rule = Rule::new(
    "officers_range",
    "the court wishes 1 to 500 officers",
    "send the number of officers wished",
);
const OBJECT_MISSING: Rule = Rule::new(
    "object_missing",
    "everything but a hearing is about a thing",
    "send what is inspected, seized or cleared",
);
const NAMES: Rule = Rule::new(
    "names_count",
    "one to ten names stand on a thing",
    "send the names of those on the object or who hold it",
);
const RISK_REASONS: Rule = Rule::new(
    "risk_reasons",
    "a medium or high risk has reasons, each once; a low one has none",
    "send the reasons, or the right risk",
);
const KELURAHAN: Rule = Rule::new(
    "kelurahan_unknown",
    "the place is in a kelurahan of this city",
    "send the Kemendagri code of the kelurahan",
);
const TIME_FORM: Rule = Rule::new(
    "time_form",
    "a time is written HH:MM, in the city's time",
    "send it like 09:00",
);
const SPAN: Rule = Rule::new(
    "span_length",
    "it ends 15 minutes to 12 hours after it begins, on the same day",
    "check both times",
);
const OTHER_REQUEST: Rule = Rule::new(
    "other_request",
    "the body names the request it is about",
    "send the id that stands in the address",
);
const OTHER_PROPOSAL: Rule = Rule::new(
    "other_proposal",
    "the answer names the time that is proposed now",
    "read the request again and answer what it proposes",
);
