//! What courts and police see.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use tuntas_security::{Answer, AnswerTime, Booking, Clash, Letter, Object, Paper, SecurityRequest, Window};
use utoipa::ToSchema;
use uuid::Uuid;

use super::minutes::MinutesView;
use super::words::{
    ActivityName, ClashName, HoldReasonName, LetterKindName, ObjectKindName, OutcomeName, RiskName,
    RiskReasonName, SecurityStageName, UrgencyName,
};

/// A span of time on one day, in the city's time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SpanView {
    /// The day.
    #[schema(value_type = String, format = Date, example = "2026-12-01")]
    pub date: Date,
    /// When it begins.
    #[schema(example = "09:00")]
    pub from: String,
    /// When it ends.
    #[schema(example = "12:00")]
    pub to: String,
}

impl From<&Window> for SpanView {
    fn from(window: &Window) -> Self {
        Self {
            date: window.date(),
            from: hours_and_minutes(window.from()),
            to: hours_and_minutes(window.to()),
        }
    }
}

fn hours_and_minutes(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A letter of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LetterView {
    /// Names it in addresses: number of the entry that wrote it.
    #[schema(example = 1)]
    pub entry: u32,
    /// What it is.
    pub kind: LetterKindName,
    /// Its number as printed.
    #[schema(example = "1/PAN.PA.W13-A00/HK2.6/XI/2026")]
    pub number: String,
    /// Its date.
    #[schema(value_type = String, format = Date, example = "2026-11-24")]
    pub issued_on: Date,
}

impl LetterView {
    /// A letter with its number as the office writes it.
    pub fn new(entry: u32, letter: &Letter, number: String) -> Self {
        Self {
            entry,
            kind: letter.kind.into(),
            number,
            issued_on: letter.issued_on,
        }
    }
}

/// Who comes, as far as it names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UnitView {
    /// Code of the unit.
    #[schema(example = "samapta-1")]
    pub unit: String,
    /// How many officers.
    #[schema(example = 12)]
    pub officers: u16,
}

/// How long the police take to answer. Time with the court does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerClock {
    /// Whether there is an answer.
    pub answered: bool,
    /// Seconds until the answer, or so far.
    #[schema(example = 7200)]
    pub seconds: i64,
}

/// A request as far as it names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityStatus {
    /// The request.
    #[schema(example = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b")]
    pub id: Uuid,
    /// Code of the court.
    #[schema(example = "PA.Pas")]
    pub court: String,
    /// Where it stands.
    pub stage: SecurityStageName,
    /// What is to be secured.
    pub activity: ActivityName,
    /// How soon an answer is needed.
    pub urgency: UrgencyName,
    /// How much may go wrong.
    pub risk: RiskName,
    /// When.
    pub time: SpanView,
    /// Kemendagri code of the kelurahan.
    #[schema(example = "35.75.01.1001")]
    pub kelurahan: String,
    /// How many officers the court wishes.
    #[schema(example = 10)]
    pub officers: u16,
    /// Until when it is to be answered; null where it is not waiting.
    #[schema(required = true, value_type = Option<String>, format = DateTime, example = "2026-11-25T02:00:00Z")]
    pub answer_by: Option<Timestamp>,
    /// Whether it was told that nobody answered in time.
    pub overdue: bool,
    /// How long the answer takes.
    #[schema(required = true)]
    pub answer_time: Option<AnswerClock>,
    /// The time the police propose.
    #[schema(required = true)]
    pub proposal: Option<SpanView>,
    /// The question the police have.
    #[schema(required = true)]
    pub question: Option<HoldReasonName>,
    /// Who comes.
    #[schema(required = true)]
    pub booked: Option<UnitView>,
    /// How it ended.
    #[schema(required = true)]
    pub outcome: Option<OutcomeName>,
    /// Goes up whenever calendars have to change.
    #[schema(example = 1)]
    pub sequence: u32,
    /// Its letters, oldest first.
    pub letters: Vec<LetterView>,
}

impl SecurityStatus {
    /// The view of a request; `None` for one nobody has made.
    pub fn new(
        id: Uuid,
        request: &SecurityRequest,
        letters: Vec<LetterView>,
        time: Option<AnswerTime>,
    ) -> Option<Self> {
        let terms = request.terms.as_ref()?;
        Some(Self {
            id,
            court: request.court.as_ref()?.to_string(),
            stage: SecurityStageName::of(request.stage)?,
            activity: terms.activity.into(),
            urgency: terms.urgency.into(),
            risk: terms.risk.into(),
            time: (&terms.window).into(),
            kelurahan: terms.kelurahan.to_string(),
            officers: terms.officers.get(),
            answer_by: request.answer_by,
            overdue: request.escalated,
            answer_time: match time {
                Some(AnswerTime::Took(time)) => Some(AnswerClock {
                    answered: true,
                    seconds: time.as_secs(),
                }),
                Some(AnswerTime::Waiting(time)) => Some(AnswerClock {
                    answered: false,
                    seconds: time.as_secs(),
                }),
                Some(AnswerTime::NeverDue) | None => None,
            },
            proposal: request.proposal.as_ref().map(SpanView::from),
            question: request.question.map(HoldReasonName::from),
            booked: request.booked.as_ref().map(|booked| UnitView {
                unit: booked.unit.to_string(),
                officers: booked.strength.get(),
            }),
            outcome: request.outcome.map(OutcomeName::from),
            sequence: request.sequence,
            letters,
        })
    }
}

/// A thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ObjectView {
    /// What it is.
    pub kind: ObjectKindName,
    /// Which one.
    #[schema(example = "SHM Nomor 123/Contoh, luas 120 m2")]
    pub description: String,
    /// Names on it.
    #[schema(example = json!(["CONTOH BUDI"]))]
    pub names: Vec<String>,
}

impl From<&Object> for ObjectView {
    fn from(object: &Object) -> Self {
        Self {
            kind: object.kind.into(),
            description: object.description.as_str().to_owned(),
            names: object.names.iter().map(|name| name.as_str().to_owned()).collect(),
        }
    }
}

/// Whom to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactView {
    /// Name.
    #[schema(example = "CONTOH JURUSITA")]
    pub name: String,
    /// Post.
    #[schema(example = "Jurusita")]
    pub post: String,
    /// Telephone.
    #[schema(example = "+6281200000001")]
    pub phone: String,
}

/// What the court's letter says beside the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaperView {
    /// Number of the court's case.
    #[schema(example = "0318/Pdt.G/2026/PA.Pas")]
    pub case_number: String,
    /// Number of the order.
    #[schema(required = true, example = "0318/Pdt.G/2026/PA.Pas")]
    pub order_number: Option<String>,
    /// Day of the order.
    #[schema(required = true, value_type = Option<String>, format = Date, example = "2026-11-20")]
    pub order_date: Option<Date>,
    /// Day of the warning.
    #[schema(required = true, value_type = Option<String>, format = Date, example = "2026-11-02")]
    pub warned_on: Option<Date>,
    /// The place as people find it.
    #[schema(example = "Jl. Contoh Melati No. 7, RT 003/RW 002")]
    pub address: String,
    /// The thing.
    #[schema(required = true)]
    pub object: Option<ObjectView>,
    /// Why there is a risk.
    pub risk_reasons: Vec<RiskReasonName>,
    /// Whom to call.
    pub contact: ContactView,
}

impl From<&Paper> for PaperView {
    fn from(paper: &Paper) -> Self {
        Self {
            case_number: paper.basis.case_number.as_str().to_owned(),
            order_number: paper
                .basis
                .order
                .as_ref()
                .map(|order| order.number.as_str().to_owned()),
            order_date: paper.basis.order.as_ref().map(|order| order.date),
            warned_on: paper.basis.warned_on,
            address: paper.place.as_str().to_owned(),
            object: paper.object.as_ref().map(ObjectView::from),
            risk_reasons: paper.risk_reasons.iter().map(|reason| (*reason).into()).collect(),
            contact: ContactView {
                name: paper.contact.name.as_str().to_owned(),
                post: paper.contact.post.as_str().to_owned(),
                phone: paper.contact.phone.as_str().to_owned(),
            },
        }
    }
}

/// Who comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// Number of the *surat perintah*.
    #[schema(example = "Sprin/412/XI/PAM.3.3./2026")]
    pub warrant: String,
    /// Officer in charge, with rank.
    #[schema(example = "IPTU CONTOH PERWIRA")]
    pub officer_in_charge: String,
    /// Telephone of the officer in charge.
    #[schema(example = "+6281200000002")]
    pub phone: String,
}

impl From<&Answer> for AnswerView {
    fn from(answer: &Answer) -> Self {
        Self {
            warrant: answer.warrant.as_str().to_owned(),
            officer_in_charge: answer.officer_in_charge.as_str().to_owned(),
            phone: answer.phone.as_str().to_owned(),
        }
    }
}

/// A request with what names people: for the court it is of and for the police.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityView {
    /// The request.
    pub request: SecurityStatus,
    /// What the court asks; null once it was erased.
    #[schema(required = true)]
    pub paper: Option<PaperView>,
    /// Who comes.
    #[schema(required = true)]
    pub answer: Option<AnswerView>,
    /// What the police reported, in a few words.
    #[schema(required = true, example = "Kegiatan berlangsung tertib.")]
    pub note: Option<String>,
    /// Files of minutes that were announced, oldest first.
    pub minutes: Vec<MinutesView>,
}

/// A page of the queue. Free of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityQueue {
    /// By urgency, then by time.
    pub requests: Vec<SecurityStatus>,
    /// Cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// A promise of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BookingView {
    /// For which request.
    pub request: Uuid,
    /// When.
    pub time: SpanView,
    /// Where: code of the kelurahan.
    #[schema(example = "35.75.01.1001")]
    pub kelurahan: String,
    /// How many officers.
    #[schema(example = 12)]
    pub officers: u16,
}

impl From<&Booking> for BookingView {
    fn from(booking: &Booking) -> Self {
        Self {
            request: booking.request,
            time: (&booking.window).into(),
            kelurahan: booking.kelurahan.to_string(),
            officers: booking.strength.get(),
        }
    }
}

/// Something that speaks against sending a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClashView {
    /// What.
    pub kind: ClashName,
    /// During that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<SpanView>,
    /// For that request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Uuid>,
    /// So many officers are left in the shift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u16>,
}

impl ClashView {
    /// A clash on a day.
    pub fn new(clash: &Clash, date: Date) -> Self {
        match clash {
            Clash::Booked { request, window } => Self {
                kind: ClashName::Booked,
                time: Some(window.into()),
                request: Some(*request),
                left: None,
            },
            Clash::Exhausted { shift, left } => Self {
                kind: ClashName::Exhausted,
                time: Some(SpanView {
                    date,
                    from: hours_and_minutes(shift.from),
                    to: hours_and_minutes(shift.to),
                }),
                request: None,
                left: Some(*left),
            },
            Clash::OffDuty => Self {
                kind: ClashName::OffDuty,
                time: None,
                request: None,
                left: None,
            },
        }
    }
}

/// A unit's day, and what speaks against sending it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UnitDayView {
    /// Code of the unit.
    #[schema(example = "samapta-1")]
    pub unit: String,
    /// Its name.
    #[schema(example = "Satuan Samapta, Peleton I")]
    pub name: String,
    /// Whether it can be sent.
    pub free: bool,
    /// What it has promised that day.
    pub bookings: Vec<BookingView>,
    /// What speaks against it.
    pub clashes: Vec<ClashView>,
}

/// All units on the day of a request. What is accepted meanwhile is not in it; accepting checks again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Clashes {
    /// The time that was looked at.
    pub time: SpanView,
    /// With how many officers.
    #[schema(example = 12)]
    pub officers: u16,
    /// The units.
    pub units: Vec<UnitDayView>,
    /// What else happens at that time in the same kelurahan, whoever secures it.
    pub same_place: Vec<BookingView>,
}

/// Where a letter can be had for a short while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LetterDownload {
    /// Presigned address of the PDF.
    pub url: String,
    /// Seconds until the address stops working.
    #[schema(example = 120)]
    pub expires_in_seconds: u32,
}

/// Where an office's calendar can be subscribed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarAddress {
    /// Address of the feed (iCalendar, RFC 5545). Whoever has it can read the feed, which names nobody.
    pub url: String,
}
