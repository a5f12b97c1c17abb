//! Something happened: it is noted down for everybody it concerns, before anybody is called.

use jiff::SignedDuration;
use tracing::warn;
use tuntas_domain::identity::{CaseId, CourtCode};
use tuntas_journal::{Entry, Story, Subject};
use tuntas_webhooks::{Delivery, Errand, Kind, Message, Occurrence, Office, Owner, Told};

use crate::{Failure, WebhookDispatch};

impl WebhookDispatch {
    /// Notes something down for each subscription it concerns, once for each, however often it comes.
    pub(crate) async fn note(&self, occurrence: Occurrence) -> Result<(), Failure> {
        let Some((message, court)) = self.message(occurrence).await? else {
            return Ok(());
        };
        for office in message.kind.concerns() {
            let owner = match office {
                Office::Court => Owner::Court(court.clone()),
                Office::Registry => Owner::Registry,
                Office::Police => Owner::Police,
            };
            self.note_for(&owner, &message).await?;
        }
        Ok(())
    }

    async fn note_for(&self, owner: &Owner, message: &Message) -> Result<(), Failure> {
        for subscription in self.hooks.owned(owner).await?.subscriptions {
            // What happened before it was made is not told it.
            if !subscription.wants(message.kind) || message.at < subscription.created {
                continue;
            }
            let now = self.now();
            let delivery = Delivery::new(message, now)?;
            let noted = self
                .hooks
                .note(owner, subscription.id, &delivery, now, Vec::new());
            if let Some(row) = noted.await?
                && subscription.is_active()
            {
                let errand = Errand::Deliver {
                    owner: owner.clone(),
                    subscription: subscription.id,
                    due: vec![row],
                };
                self.soon(&errand, SignedDuration::ZERO).await;
            }
        }
        Ok(())
    }

    /// Has an errand done soon. If that cannot be said, the list of what is due says it within a minute of its time.
    pub(crate) async fn soon(&self, errand: &Errand, after: SignedDuration) {
        if let Err(error) = self.errands.send(errand, after).await {
            warn!(%error, "an errand waits for the schedule");
        }
    }

    /// What is told, and the court it concerns; `None` for what concerns nobody.
    async fn message(&self, occurrence: Occurrence) -> Result<Option<(Message, CourtCode)>, Failure> {
        match occurrence {
            Occurrence::Case { id, seq } => {
                let story = self.cases.load(id).await?;
                let (entry, court) = found(&story, id, seq, story.case.court.clone())?;
                let told = Told::Case {
                    case: id,
                    entry: seq,
                    court: court.clone(),
                };
                Ok(message(Kind::of_case(entry.event.kind()), entry, told, court))
            }
            Occurrence::Security { id, seq } => {
                let story = self.requests.load(id).await?;
                let (entry, court) = found(&story, id, seq, story.case.court.clone())?;
                let told = Told::Security {
                    request: id,
                    entry: seq,
                    court: court.clone(),
                };
                Ok(message(Kind::of_security(entry.event.kind()), entry, told, court))
            }
        }
    }
}

fn found<S: Subject>(
    story: &Story<S>,
    id: CaseId,
    seq: u32,
    court: Option<CourtCode>,
) -> Result<(&Entry<S>, CourtCode), Failure> {
    let entry = story.entries.iter().find(|entry| entry.seq == seq);
    entry.zip(court).ok_or(Failure::NoEntry { id, seq })
}

fn message<S: Subject>(
    kind: Option<Kind>,
    entry: &Entry<S>,
    told: Told,
    court: CourtCode,
) -> Option<(Message, CourtCode)> {
    let at = entry.at;
    kind.map(|kind| (Message { kind, at, told }, court))
}
