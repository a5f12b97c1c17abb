//! What is told, as bytes; and what travels on our own queue.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
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
    /// Its name, in `webhook-id`: always the same for the same event, in the order of occurrence, and without a full stop,
    /// which separates it from what is signed with it.
    pub fn id(&self) -> String {
        let nanoseconds = self.at.as_nanosecond().max(0);
        match &self.told {
            Told::Case { case, entry, .. } => {
                format!("msg_{nanoseconds:019}_case_{}_{entry:06}", case.0.simple())
            }
            Told::Security { request, entry, .. } => {
                format!("msg_{nanoseconds:019}_security_{}_{entry:06}", request.0.simple())
            }
            Told::Disabled { subscription, .. } => {
                format!("msg_{nanoseconds:019}_disabled_{}", subscription.simple())
            }
            Told::Test { subscription } => format!("msg_{nanoseconds:019}_test_{}", subscription.simple()),
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
        let occurrence = Occurrence::Case {
            id: CaseId(Uuid::from_u128(7)),
            seq: 3,
        };
        let errands = [
            Errand::Note { occurrence },
            Errand::Deliver {
                owner: Owner::Police,
                subscription: Uuid::from_u128(8),
                due: vec!["0".into()],
            },
        ];
        for errand in &errands {
            let text = serde_json::to_string(errand).unwrap();
            assert_eq!(serde_json::from_str::<Errand>(&text).unwrap(), *errand);
        }
        insta::assert_json_snapshot!(errands);
    }
}
