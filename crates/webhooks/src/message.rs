//! What is told, as bytes; and what travels on our own queue.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_aid::ProgrammeCode;
use tuntas_domain::identity::{CaseId, CourtCode};
use uuid::Uuid;

use crate::{Kind, Owner, Why};

/// Something that happened, as the relay tells of it: which entry of which journal. The reader loads the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case", deny_unknown_fields)]
pub enum Occurrence {
    /// In a case.
    Case {
        /// The case.
        id: CaseId,
        /// Which entry of its journal.
        seq: u32,
    },
    /// In a request for security.
    Security {
        /// The request.
        id: CaseId,
        /// Which entry of its journal.
        seq: u32,
    },
    /// To a referral.
    Referral {
        /// The referral.
        id: CaseId,
        /// Which entry of its journal.
        seq: u32,
    },
    /// To a programme of an aid office.
    Programme {
        /// The id of its journal.
        id: CaseId,
        /// Which entry of its journal.
        seq: u32,
    },
}

/// A message of our own queue. Identifiers only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Errand {
    /// Something happened: note it down for everybody it concerns.
    Note {
        /// What.
        occurrence: Occurrence,
    },
    /// Bring a subscription what waits for it.
    Deliver {
        /// Whose subscription.
        owner: Owner,
        /// The subscription.
        subscription: Uuid,
        /// Rows of the list of what is due that are done with then.
        due: Vec<String>,
    },
}

/// What a message is about. Identifiers only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// A case.
    Case {
        /// The case.
        case: CaseId,
        /// Which entry of its journal.
        entry: u32,
        /// The court that sent its decree.
        court: CourtCode,
    },
    /// A request for security.
    Security {
        /// The request.
        request: CaseId,
        /// Which entry of its journal.
        entry: u32,
        /// The court that asked.
        court: CourtCode,
    },
    /// A referral: who and what for is read at the desk, as long as the consent stands.
    Referral {
        /// The referral.
        referral: CaseId,
        /// Which entry of its journal.
        entry: u32,
    },
    /// A programme of the office.
    Programme {
        /// Its code.
        programme: ProgrammeCode,
        /// Which entry of its journal.
        entry: u32,
    },
    /// A subscription of the same owner.
    Disabled {
        /// The subscription.
        subscription: Uuid,
        /// Why nothing is sent to it any more.
        why: Why,
    },
    /// The subscription itself.
    Test {
        /// The subscription.
        subscription: Uuid,
    },
}

/// A message before it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub kind: Kind,
    /// When it happened.
    pub at: Timestamp,
    /// About what.
    pub told: Told,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: Kind,
    timestamp: Timestamp,
    data: &'a Told,
}

impl Message {
    /// How the names of all messages of a moment begin.
    pub fn begin(at: Timestamp) -> String {
        format!("msg_{:019}", at.as_nanosecond().max(0))
    }

    /// Its name, in `webhook-id`: always the same for the same event, in the order of occurrence, and without a full stop,
    /// which separates it from what is signed with it.
    pub fn id(&self) -> String {
        let begin = Self::begin(self.at);
        match &self.told {
            Told::Case { case, entry, .. } => format!("{begin}_case_{}_{entry:06}", case.0.simple()),
            Told::Security { request, entry, .. } => {
                format!("{begin}_security_{}_{entry:06}", request.0.simple())
            }
            Told::Referral { referral, entry } => {
                format!("{begin}_referral_{}_{entry:06}", referral.0.simple())
            }
            Told::Programme { programme, entry } => format!("{begin}_programme_{programme}_{entry:06}"),
            Told::Disabled { subscription, .. } => format!("{begin}_disabled_{}", subscription.simple()),
            Told::Test { subscription } => format!("{begin}_test_{}", subscription.simple()),
        }
    }

    /// The referral under whose consent it is told. That a person is to be forgotten is told without one.
    pub(crate) fn consent(&self) -> Option<CaseId> {
        match &self.told {
            Told::Referral { referral, .. } if !self.kind.asks_to_forget() => Some(*referral),
            _ => None,
        }
    }

    /// The body, byte for byte as it is signed and sent.
    ///
    /// # Errors
    /// It could not be written as JSON.
    pub fn body(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Body {
            r#type: self.kind,
            timestamp: self.at,
            data: &self.told,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tuntas_domain::identity::AidOfficeCode;

    fn message(told: Told, kind: Kind) -> Message {
        Message {
            kind,
            at: "2026-12-01T02:03:04.5Z".parse().unwrap(),
            told,
        }
    }

    fn every() -> Vec<Message> {
        let (id, court) = (Uuid::from_u128(7), CourtCode::parse("PA.Pas").unwrap());
        vec![
            message(
                Told::Case {
                    case: CaseId(id),
                    entry: 3,
                    court: court.clone(),
                },
                Kind::RegisterUpdated,
            ),
            message(
                Told::Security {
                    request: CaseId(id),
                    entry: 1,
                    court,
                },
                Kind::SecurityRequested,
            ),
            message(
                Told::Referral {
                    referral: CaseId(id),
                    entry: 2,
                },
                Kind::ConsentWithdrawn,
            ),
            message(
                Told::Programme {
                    programme: ProgrammeCode::parse("modal-pekka-2026").unwrap(),
                    entry: 1,
                },
                Kind::ProgrammePublished,
            ),
            message(
                Told::Disabled {
                    subscription: id,
                    why: Why::Failing,
                },
                Kind::WebhookDisabled,
            ),
            message(Told::Test { subscription: id }, Kind::Test),
        ]
    }

    #[test]
    fn every_message_is_sent_like_this() {
        let sent: Vec<String> = every()
            .iter()
            .map(|message| format!("{}\n{}", message.id(), message.body().unwrap()))
            .collect();
        insta::assert_snapshot!(sent.join("\n\n"));
    }

    #[test]
    fn a_message_is_thin_and_its_name_holds_no_full_stop() {
        for message in every() {
            assert!(message.body().unwrap().len() < 20_000);
            assert!(!message.id().contains('.'));
        }
    }

    #[test]
    fn errands_travel_like_this() {
        let (id, seq) = (CaseId(Uuid::from_u128(7)), 3);
        let occurrences = [
            Occurrence::Case { id, seq },
            Occurrence::Security { id, seq },
            Occurrence::Referral { id, seq },
            Occurrence::Programme { id, seq },
        ];
        let notes = occurrences.map(|occurrence| Errand::Note { occurrence });
        let deliveries = [
            Errand::Deliver {
                owner: Owner::Police,
                subscription: Uuid::from_u128(8),
                due: vec!["0".into()],
            },
            Errand::Deliver {
                owner: Owner::Aid(AidOfficeCode::parse("uptd-ppa").unwrap()),
                subscription: Uuid::from_u128(9),
                due: Vec::new(),
            },
        ];
        let errands: Vec<Errand> = notes.into_iter().chain(deliveries).collect();
        for errand in &errands {
            let text = serde_json::to_string(errand).unwrap();
            assert_eq!(serde_json::from_str::<Errand>(&text).unwrap(), *errand);
        }
        insta::assert_json_snapshot!(errands);
    }
}
