//! What of the stream concerns offices' own systems.

use aws_lambda_events::dynamodb::EventRecord;
use serde::de::DeserializeOwned;
use tuntas_aiding::{Aiding, Programming};
use tuntas_domain::identity::CaseId;
use tuntas_journal::{Divorce, Subject};
use tuntas_securing::Securing;
use tuntas_webhooks::{Kind, Occurrence};

use crate::{Failure, parsed, text};

/// What a record tells an office's own system; `None` if it concerns the desks alone.
///
/// # Errors
/// [`Failure::Unreadable`] if it is no entry of a journal that is known here.
pub fn occurrence(record: &EventRecord) -> Result<Option<Occurrence>, Failure> {
    let (id, seq): (CaseId, u32) = (parsed(record, "case")?, parsed(record, "seq")?);
    let (told, occurrence) = match text(record, "entity") {
        Some(Divorce::ENTITY) => (Kind::of_case(kind(record)?), Occurrence::Case { id, seq }),
        Some(Securing::ENTITY) => (Kind::of_security(kind(record)?), Occurrence::Security { id, seq }),
        Some(Aiding::ENTITY) => (Kind::of_referral(kind(record)?), Occurrence::Referral { id, seq }),
        Some(Programming::ENTITY) => (
            Some(Kind::of_programme(kind(record)?)),
            Occurrence::Programme { id, seq },
        ),
        _ => return Err(Failure::Unreadable("entity")),
    };
    Ok(told.map(|_| occurrence))
}

fn kind<K: DeserializeOwned>(record: &EventRecord) -> Result<K, Failure> {
    text(record, "kind")
        .and_then(|text| serde_json::from_value(text.into()).ok())
        .ok_or(Failure::Unreadable("kind"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ID: &str = "0198c1de-7a3b-7cc0-8f11-000000000001";

    fn record(entity: &str, kind: &str) -> EventRecord {
        let image = json!({
            "entity": { "S": entity },
            "case": { "S": ID },
            "seq": { "N": "3" },
            "kind": { "S": kind },
        });
        serde_json::from_value(json!({
            "awsRegion": "ap-southeast-3",
            "eventID": "1",
            "eventName": "INSERT",
            "dynamodb": { "NewImage": image, "SizeBytes": 1 },
        }))
        .unwrap()
    }

    #[test]
    fn what_happens_in_a_case_or_to_a_request_is_told_by_its_name_alone() {
        let id = ID.parse().unwrap();
        let case = occurrence(&record("event", "register_updated")).unwrap();
        assert_eq!(case, Some(Occurrence::Case { id, seq: 3 }));
        let request = occurrence(&record("security-event", "request_accepted")).unwrap();
        assert_eq!(request, Some(Occurrence::Security { id, seq: 3 }));
        let referral = occurrence(&record("aid-event", "consent_withdrawn")).unwrap();
        assert_eq!(referral, Some(Occurrence::Referral { id, seq: 3 }));
        let programme = occurrence(&record("programme-event", "programme_ended")).unwrap();
        assert_eq!(programme, Some(Occurrence::Programme { id, seq: 3 }));
    }

    #[test]
    fn a_look_is_told_nobody() {
        for (entity, look) in [
            ("event", "viewed"),
            ("security-event", "request_viewed"),
            ("aid-event", "papers_viewed"),
        ] {
            assert_eq!(occurrence(&record(entity, look)).unwrap(), None, "{entity}");
        }
    }

    #[test]
    fn what_a_party_says_of_aid_and_safety_is_told_no_system() {
        for kind in [
            "aid_consent_given",
            "aid_consent_withdrawn",
            "aid_declined",
            "safety_recorded",
        ] {
            assert_eq!(occurrence(&record("event", kind)).unwrap(), None, "{kind}");
        }
    }

    #[test]
    fn what_is_no_entry_of_a_known_journal_is_no_silence() {
        assert!(occurrence(&record("receipt", "viewed")).is_err());
        assert!(occurrence(&record("event", "unheard_of")).is_err());
        assert!(occurrence(&record("security-event", "register_updated")).is_err());
        assert!(occurrence(&record("aid-event", "programme_ended")).is_err());
    }
}
