//! Something happened: it is noted down for everybody it concerns, before anybody is called.

use jiff::SignedDuration;
use tuntas_aid::referral::Stage;
use tuntas_domain::identity::{AidOfficeCode, CaseId, CourtCode};
use tuntas_journal::{Entry, Story, Subject};
use tuntas_webhook_delivery::soon;
use tuntas_webhooks::{Delivery, Errand, Kind, Message, Occurrence, Office, Owner, Subscription, Told};

use crate::{Failure, WebhookDispatch};

/// Whose something is.
enum Whose {
    /// A court's case or request.
    Court(CourtCode),
    /// An aid office's referral or programme.
    Aid(AidOfficeCode),
}

impl Whose {
    /// The owner of that kind whom it concerns. What is one office's concerns no other of its kind.
    fn owner(&self, office: Office) -> Option<Owner> {
        match (office, self) {
            (Office::Court, Self::Court(court)) => Some(Owner::Court(court.clone())),
            (Office::Registry, Self::Court(_)) => Some(Owner::Registry),
            (Office::Police, Self::Court(_)) => Some(Owner::Police),
            (Office::Aid, Self::Aid(office)) => Some(Owner::Aid(office.clone())),
            (Office::Aid, Self::Court(_))
            | (Office::Court | Office::Registry | Office::Police, Self::Aid(_)) => None,
        }
    }
}

impl WebhookDispatch {
    /// Notes something down for each subscription it concerns, once for each, however often it comes.
    pub(crate) async fn note(&self, occurrence: Occurrence) -> Result<(), Failure> {
        let Some((message, whose)) = self.message(occurrence).await? else {
            return Ok(());
        };
        let concerned = message.kind.concerns().iter();
        for owner in concerned.filter_map(|office| whose.owner(*office)) {
            for subscription in self.hooks.owned(&owner).await?.subscriptions {
                // What happened before it was made is not told it.
                if message.at >= subscription.created {
                    self.note_down(&subscription, &message).await?;
                }
            }
        }
        Ok(())
    }

    /// Notes a message down for a subscription that wants it, and has it brought at once if anything is sent to it.
    pub(crate) async fn note_down(
        &self,
        subscription: &Subscription,
        message: &Message,
    ) -> Result<(), Failure> {
        if !subscription.wants(message.kind) {
            return Ok(());
        }
        let (owner, now) = (&subscription.owner, self.now());
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
        Ok(())
    }

    pub(crate) async fn soon(&self, errand: &Errand, after: SignedDuration) {
        soon(self.errands.as_ref(), errand, after).await;
    }

    /// What is told, and whose it is; `None` for what concerns nobody.
    async fn message(&self, occurrence: Occurrence) -> Result<Option<(Message, Whose)>, Failure> {
        match occurrence {
            Occurrence::Case { id, seq } => {
                let story = self.cases.load(id).await?;
                let (entry, court) = found(&story, id, seq, story.case.court.clone())?;
                let told = Told::Case {
                    case: id,
                    entry: seq,
                    court: court.clone(),
                };
                let kind = Kind::of_case(entry.event.kind());
                Ok(message(kind, entry, told, Whose::Court(court)))
            }
            Occurrence::Security { id, seq } => {
                let story = self.requests.load(id).await?;
                let (entry, court) = found(&story, id, seq, story.case.court.clone())?;
                let told = Told::Security {
                    request: id,
                    entry: seq,
                    court: court.clone(),
                };
                let kind = Kind::of_security(entry.event.kind());
                Ok(message(kind, entry, told, Whose::Court(court)))
            }
            Occurrence::Referral { id, seq } => self.of_referral(id, seq).await,
            Occurrence::Programme { id, seq } => {
                let story = self.programmes.load(id).await?;
                let owned = story.case.code.clone().zip(story.case.office.clone());
                let (entry, (programme, office)) = found(&story, id, seq, owned)?;
                let told = Told::Programme {
                    programme,
                    entry: seq,
                };
                let kind = Kind::of_programme(entry.event.kind());
                Ok(message(Some(kind), entry, told, Whose::Aid(office)))
            }
        }
    }

    /// Once the consent was taken back nothing is told of a referral but that, whatever comes late and whatever the bank still
    /// answers. Taken back before anybody was referred, it is the first entry and leaves nobody to tell.
    async fn of_referral(&self, referral: CaseId, seq: u32) -> Result<Option<(Message, Whose)>, Failure> {
        let story = self.referrals.load(referral).await?;
        let (entry, office) = found(&story, referral, seq, Some(story.case.office.clone()))?;
        let kind = Kind::of_referral(entry.event.kind());
        let over = story.case.stage == Stage::Withdrawn && kind != Some(Kind::ConsentWithdrawn);
        let told = Told::Referral { referral, entry: seq };
        let message = |office| message(kind, entry, told, Whose::Aid(office));
        Ok(office.filter(|_| !over).and_then(message))
    }
}

/// An entry, and whose it is.
fn found<S: Subject, O>(
    story: &Story<S>,
    id: CaseId,
    seq: u32,
    owned: Option<O>,
) -> Result<(&Entry<S>, O), Failure> {
    story.entry(seq).zip(owned).ok_or(Failure::NoEntry { id, seq })
}

fn message<S: Subject>(
    kind: Option<Kind>,
    entry: &Entry<S>,
    told: Told,
    whose: Whose,
) -> Option<(Message, Whose)> {
    let at = entry.at;
    kind.map(|kind| (Message { kind, at, told }, whose))
}
