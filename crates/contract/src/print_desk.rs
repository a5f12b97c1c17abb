//! The print desk: one job per party whose documents are rendered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_domain::case::{Delivery, Document, HandedTo, JobId, Track};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::findings::Pointer;
use crate::problem::{FieldError, Rule};
use crate::strict;
use crate::vocabulary::{CourierStatusName, DocumentKindName, HandedToName, TrackStageName};

/// Documents of one party at the print desk. Free of personal data: those are in the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PrintJob {
    /// The job: `<case uuid>-p` for the petitioner, `<case uuid>-r` for the respondent.
    #[schema(value_type = String, example = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-p")]
    pub id: JobId,
    /// Where the documents are.
    pub stage: TrackStageName,
    /// What is to be printed.
    pub documents: Vec<PrintDocument>,
    /// Since when they are ready, UTC.
    #[schema(value_type = String, format = DateTime, example = "2021-09-21T02:16:00Z")]
    pub ready_at: Timestamp,
    /// Whether they are printed and sealed.
    pub printed: bool,
    /// The last courier attempt, if there was one.
    #[schema(required = true)]
    pub courier: Option<CourierState>,
}

/// A document to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PrintDocument {
    /// The document; also named by the QR on it.
    pub id: Uuid,
    /// What it is.
    pub kind: DocumentKindName,
}

impl From<&Document> for PrintDocument {
    fn from(document: &Document) -> Self {
        Self {
            id: document.id.0,
            kind: document.kind.into(),
        }
    }
}

/// A courier attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CourierState {
    /// Where the envelope is.
    pub status: CourierStatusName,
    /// Counts from 1.
    #[schema(example = 1)]
    pub attempt: u8,
    /// The provider's order, as the rider's app shows it; for officers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "65f1c0ffee0123456789abcd")]
    pub order: Option<String>,
    /// The provider's stable code, if it refused the order; for officers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

impl From<&Delivery> for CourierState {
    fn from(delivery: &Delivery) -> Self {
        Self {
            status: delivery.status.into(),
            attempt: delivery.attempt,
            order: delivery.order.clone(),
            refused: delivery.refused.clone(),
        }
    }
}

impl PrintJob {
    /// The job of one track, whose documents have been ready since `ready_at`.
    pub fn new(id: JobId, track: &Track, ready_at: Timestamp) -> Self {
        Self {
            id,
            stage: track.stage().into(),
            documents: track.documents.iter().map(PrintDocument::from).collect(),
            ready_at,
            printed: track.printed,
            courier: track.delivery().map(CourierState::from),
        }
    }
}

/// A page of jobs, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PrintJobs {
    /// The jobs.
    pub jobs: Vec<PrintJob>,
    /// Cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// A letter to the registry that recorded the marriage. Free of personal data: those are in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MarriageLetter {
    /// The case.
    #[schema(example = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b")]
    pub id: Uuid,
    /// Kemendagri code of the city or regency it goes to.
    #[schema(example = "35.73")]
    pub region: String,
    /// Whether it has gone out.
    pub sent: bool,
}

/// A page of letters that wait to be sent, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MarriageLetters {
    /// The letters.
    pub letters: Vec<MarriageLetter>,
    /// Cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// Files of a job, each at an address that works for a short while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Download {
    /// The files.
    pub files: Vec<DownloadFile>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DownloadFile {
    /// What it is.
    pub kind: DocumentKindName,
    /// Presigned address of the PDF.
    pub url: String,
    /// Seconds until the address stops working.
    #[schema(example = 300)]
    pub expires_in_seconds: u32,
}

/// Says who took the envelope at the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandedOverRequest {
    /// Who took it.
    #[serde(deserialize_with = "strict::name")]
    pub to: HandedToName,
    /// Which ride, where a courier took it: `courier.attempt` of the job, whose `courier.order` the rider's app shows. Another
    /// rider may be at the counter who was called off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 1)]
    pub attempt: Option<u8>,
    /// Whether the old identity card was taken back. Not for a notice to another registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_card_withdrawn: Option<bool>,
}

/// A hand-over at the office, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandedOver {
    /// Who took the envelope.
    pub to: HandedTo,
    /// The courier's attempt, where a courier took it.
    pub ride: Option<u8>,
    /// Whether the old identity card was taken back; `None` where that was not the moment.
    pub old_card_withdrawn: Option<bool>,
}

impl HandedOverRequest {
    /// Reads a hand-over at the office.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<HandedOver, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        if request.to == HandedToName::Registry && request.old_card_withdrawn.is_some() {
            return Err(vec![
                NO_CARD_WITH_A_NOTICE.at(&Pointer::root().member("oldCardWithdrawn")),
            ]);
        }
        let attempt = Pointer::root().member("attempt");
        match (request.to, request.attempt) {
            (HandedToName::Courier, None) => return Err(vec![RIDE_MISSING.at(&attempt)]),
            (HandedToName::Addressee | HandedToName::Registry, Some(_)) => {
                return Err(vec![RIDE_OF_NOBODY.at(&attempt)]);
            }
            _ => {}
        }
        Ok(HandedOver {
            to: request.to.into(),
            ride: request.attempt,
            old_card_withdrawn: request.old_card_withdrawn,
        })
    }
}

const NO_CARD_WITH_A_NOTICE: Rule = Rule::new(
    "old_card_not_for_registry",
    "a notice to another registry exchanges no identity card",
    "leave it out",
);

const RIDE_MISSING: Rule = Rule::new(
    "ride_missing",
    "an envelope goes to the rider of one ride and to no other",
    "give `courier.attempt` of the print job, after comparing `courier.order` with the rider's app",
);

const RIDE_OF_NOBODY: Rule = Rule::new(
    "ride_only_of_courier",
    "only a courier rides",
    "leave it out, or say `courier`",
);

/// Reads the body of an operation that takes nothing: no body, or `{}`.
///
/// # Errors
/// What is wrong with the body; never empty.
pub fn parse_nothing(bytes: &[u8]) -> Result<(), Vec<FieldError>> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}
    if bytes.trim_ascii().is_empty() {
        return Ok(());
    }
    strict::read::<Nothing>(bytes)
        .map(|Nothing {}| ())
        .map_err(|fault| vec![fault])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_exchanges_no_card() {
        let handed = HandedOverRequest::parse(br#"{"to":"addressee","oldCardWithdrawn":true}"#).unwrap();
        assert_eq!(handed.old_card_withdrawn, Some(true));
        let faults = HandedOverRequest::parse(br#"{"to":"registry","oldCardWithdrawn":false}"#).unwrap_err();
        assert_eq!(faults[0].field, "/oldCardWithdrawn");
        let faults = HandedOverRequest::parse(br#"{"to":"neighbour"}"#).unwrap_err();
        assert_eq!(
            (faults[0].field.as_str(), faults[0].code.as_ref()),
            ("/to", "value_not_listed")
        );
        assert!(faults[0].rule.contains("`addressee`"), "{}", faults[0].rule);
    }

    #[test]
    fn an_envelope_goes_to_the_rider_of_one_ride() {
        let handed = HandedOverRequest::parse(br#"{"to":"courier","attempt":2}"#).unwrap();
        assert_eq!((handed.to, handed.ride), (HandedTo::Courier, Some(2)));
        for (body, code) in [
            (&br#"{"to":"courier"}"#[..], "ride_missing"),
            (br#"{"to":"addressee","attempt":1}"#, "ride_only_of_courier"),
            (br#"{"to":"registry","attempt":1}"#, "ride_only_of_courier"),
        ] {
            let faults = HandedOverRequest::parse(body).unwrap_err();
            assert_eq!(
                (faults[0].field.as_str(), faults[0].code.as_ref()),
                ("/attempt", code)
            );
        }
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(parse_nothing(b""), Ok(()));
        assert_eq!(parse_nothing(b" {} "), Ok(()));
        assert_eq!(parse_nothing(br#"{"a":1}"#).unwrap_err()[0].code, "field_unknown");
        assert_eq!(parse_nothing(b"[]").unwrap_err()[0].code, "field_type");
    }
}
