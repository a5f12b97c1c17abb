//! What citizens see: the tracking page, and the check of a document's QR.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use tuntas_domain::case::DocumentKind;
use utoipa::ToSchema;

use crate::print_desk::CourierState;
use crate::vocabulary::TrackStageName;

/// A sentence in Indonesian and in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bilingual {
    /// Indonesian.
    #[schema(example = "Dokumen Anda sedang dicetak.")]
    pub id: String,
    /// English.
    #[schema(example = "Your documents are being printed.")]
    pub en: String,
}

impl Bilingual {
    /// A sentence in both languages.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            en: en.into(),
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Moment {
    /// When, UTC.
    #[schema(value_type = String, format = DateTime, example = "2021-09-21T02:16:00Z")]
    pub at: Timestamp,
    /// Stable code.
    #[schema(example = "documents_rendered")]
    pub code: String,
    /// In words.
    #[serde(flatten)]
    pub text: Bilingual,
}

/// Where a citizen complains. Every page carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Complaint {
    /// Telephone.
    #[schema(example = "(0343) 421717")]
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// The office's web page.
    pub website: String,
    /// The city's complaint application, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// The national channel.
    #[schema(example = "https://www.lapor.go.id")]
    pub national: String,
}

/// Where one party's documents are. Holds no name, number or address, and nothing of the other party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tracking {
    /// The stage.
    pub stage: TrackStageName,
    /// The stage in one sentence.
    pub headline: Bilingual,
    /// What happened, oldest first.
    pub timeline: Vec<Moment>,
    /// Six digits to tell the rider at the door; only while a courier attempt is open.
    #[schema(required = true, example = "123456")]
    pub handover_code: Option<String>,
    /// The courier, if one was asked.
    #[schema(required = true)]
    pub courier: Option<CourierState>,
    /// Always `Rp0`.
    #[schema(example = "Rp0")]
    pub cost: String,
    /// Where to complain.
    pub complaint: Complaint,
    /// Whether this is a sample city's page, whose documents say CONTOH.
    pub sample: bool,
}

impl Tracking {
    /// A page without courier.
    pub fn new(
        stage: TrackStageName,
        headline: Bilingual,
        timeline: Vec<Moment>,
        complaint: Complaint,
        sample: bool,
    ) -> Self {
        Self {
            stage,
            headline,
            timeline,
            handover_code: None,
            courier: None,
            cost: "Rp0".to_owned(),
            complaint,
            sample,
        }
    }

    /// Adds the courier, and the code while the attempt is open.
    #[must_use]
    pub fn with_courier(mut self, courier: CourierState, handover_code: Option<String>) -> Self {
        self.courier = Some(courier);
        self.handover_code = handover_code;
        self
    }
}

/// What a QR code proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Issued here and still in force.
    Valid,
    /// Issued here, replaced by a newer one.
    Superseded,
    /// Not issued here, or altered.
    False,
}

/// Whether a party can say where to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceState {
    /// Choosing is open.
    Open,
    /// The wish was taken.
    Taken,
    /// Printing has begun, or there is nothing to choose.
    TooLate,
}

/// Whether a party can say where to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceStanding {
    /// How it stands.
    pub state: ChoiceState,
}

/// The check of a document. Tells a stranger no more than initials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// The verdict.
    pub result: Verdict,
    /// What the document is; null if false.
    #[schema(required = true)]
    pub kind: Option<IssuedKindName>,
    /// Date of issue printed on it; null if false.
    #[schema(required = true, value_type = Option<String>, format = Date, example = "2021-09-21")]
    pub issued_on: Option<Date>,
    /// Initials of the people on it; null if false.
    #[schema(required = true, example = json!(["C. S. R."]))]
    pub initials: Option<Vec<String>>,
    /// Number printed on it, for a letter of an office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "B/1/XI/PAM.3.3./2026/Res Pasuruan Kota")]
    pub number: Option<String>,
    /// The verdict in words.
    pub label: Bilingual,
}

/// Kinds of what can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IssuedKindName {
    /// Family card (*Kartu Keluarga*).
    Kk,
    /// Identity card (KTP-el).
    Ktp,
    /// Notice to another registry.
    Notice,
    /// Letter between court and police.
    SecurityLetter,
    /// Letter or receipt of an office that helps after a divorce.
    AidLetter,
}

impl From<DocumentKind> for IssuedKindName {
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Kk => Self::Kk,
            DocumentKind::Ktp => Self::Ktp,
            DocumentKind::Notice => Self::Notice,
        }
    }
}

impl Verification {
    /// A document issued here.
    pub fn issued(
        in_force: bool,
        kind: IssuedKindName,
        issued_on: Date,
        initials: Vec<String>,
        label: Bilingual,
    ) -> Self {
        Self {
            result: if in_force {
                Verdict::Valid
            } else {
                Verdict::Superseded
            },
            kind: Some(kind),
            issued_on: Some(issued_on),
            initials: Some(initials),
            number: None,
            label,
        }
    }

    /// A letter of an office; it names nobody's initials, but its number.
    pub fn letter(
        in_force: bool,
        kind: IssuedKindName,
        number: String,
        issued_on: Date,
        label: Bilingual,
    ) -> Self {
        Self {
            number: Some(number),
            ..Self::issued(in_force, kind, issued_on, Vec::new(), label)
        }
    }

    /// A token that was not made here.
    pub fn not_issued(label: Bilingual) -> Self {
        Self {
            result: Verdict::False,
            kind: None,
            issued_on: None,
            initials: None,
            number: None,
            label,
        }
    }
}
