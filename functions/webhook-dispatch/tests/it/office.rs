//! The function over tables in memory, with journals, a clock of the test's own, and subscriptions.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use memory_tables::DirectTables;
use tuntas_domain::case::Command;
use tuntas_domain::decree::{DivorceKind, Missing};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode};
use tuntas_journal::{Actor, Journal, Prepared, Step, Story};
use tuntas_signatures::{KeyRing, WebhookKeys};
use tuntas_tables::Table;
use tuntas_webhook_delivery::{Errands, Hooks, NotSent, Sender, Sent};
use tuntas_webhooks::{Errand, Kind, Occurrence, Owner, Reach, State, Subscription, Target, Why};
use uuid::Uuid;
use webhook_dispatch::{Notice, Teller, WebhookDispatch};

use crate::receiver::Receiver;

/// What the function asks for besides calling receivers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outside {
    errands: Arc<Mutex<Vec<(Errand, SignedDuration)>>>,
    notices: Arc<Mutex<Vec<(Owner, Notice)>>>,
    /// The queue takes nothing.
    pub(crate) closed: Arc<Mutex<bool>>,
}

impl Errands for Outside {
    fn send<'a>(&'a self, errand: &'a Errand, after: SignedDuration) -> Sent<'a> {
        Box::pin(async move {
            if *self.closed.lock().unwrap() {
                return Err(NotSent("closed".to_owned()));
            }
            self.errands.lock().unwrap().push((errand.clone(), after));
            Ok(())
        })
    }
}

impl Teller for Outside {
    fn tell<'a>(&'a self, owner: &'a Owner, notice: &'a Notice) -> Sent<'a> {
        Box::pin(async move {
            self.notices.lock().unwrap().push((owner.clone(), notice.clone()));
            Ok(())
        })
    }
}

struct Accept;

impl Step for Accept {
    type Error = Infallible;

    fn command(&self, case: &Story) -> CommandId {
        CommandId::new(format!("accept/{}", case.id))
    }

    fn actor(&self) -> Actor {
        Actor::function("test")
    }

    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Infallible> {
        Ok(Some(Prepared::only(Command::Accept {
            court: court(),
            kind: DivorceKind::Gugat,
            evidence: "e".repeat(64),
            missing: vec![Missing::Bht],
            duty: None,
        })))
    }
}

pub(crate) fn court() -> CourtCode {
    CourtCode::parse("PA.Pas").unwrap()
}

pub(crate) struct Office {
    pub(crate) tables: DirectTables,
    pub(crate) function: WebhookDispatch,
    pub(crate) outside: Outside,
    clock: Arc<Mutex<Timestamp>>,
    ring: KeyRing,
}

impl Office {
    pub(crate) fn open() -> Self {
        Self::within(Reach::Loopback)
    }

    pub(crate) fn within(reach: Reach) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "the public library compares with the real time"
        )]
        let clock = Arc::new(Mutex::new(Timestamp::now()));
        let tables = DirectTables::new();
        let (cases, outside) = (Table::new(tables.database(), "cases"), Outside::default());
        let ring = KeyRing::from_secret(&"k".repeat(64)).unwrap();
        let now = Arc::clone(&clock);
        let function = WebhookDispatch {
            cases: Journal::new(cases.clone()),
            requests: Journal::of(cases.clone()),
            referrals: Journal::of(cases.clone()),
            programmes: Journal::of(cases),
            hooks: Hooks::new(Table::new(tables.database(), "hooks")),
            keys: ring.clone(),
            sender: Sender::new(reach, Duration::from_millis(300)).unwrap(),
            errands: Arc::new(outside.clone()),
            teller: Arc::new(outside.clone()),
            clock: Arc::new(move || *now.lock().unwrap()),
            chance: Arc::new(|| 0),
        };
        Self {
            tables,
            function,
            outside,
            clock,
            ring,
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.clock.lock().unwrap()
    }

    pub(crate) fn wait(&self, duration: SignedDuration) {
        let mut clock = self.clock.lock().unwrap();
        *clock += duration;
    }

    pub(crate) async fn subscribe(
        &self,
        owner: Owner,
        number: u128,
        url: &str,
        kinds: Option<Vec<Kind>>,
    ) -> Uuid {
        let (id, url) = (
            Uuid::from_u128(number),
            Target::parse(url, Reach::Loopback).unwrap(),
        );
        let new = Subscription::new(id, owner.clone(), url, kinds, self.now());
        let owned = self.function.hooks.owned(&owner).await.unwrap();
        self.function.hooks.add(&owned, &new, Vec::new()).await.unwrap();
        id
    }

    pub(crate) async fn of_court(&self, receiver: &Receiver) -> Uuid {
        self.subscribe(Owner::Court(court()), 1, &receiver.url("/hook"), None)
            .await
    }

    pub(crate) fn keys(&self, id: Uuid, generation: u32) -> WebhookKeys {
        self.ring.webhook_keys(&id.to_string(), generation).unwrap()
    }

    /// A decree comes in; a moment later than whatever came before it.
    pub(crate) async fn decree(&self, number: u128) -> Occurrence {
        self.wait(SignedDuration::from_millis(1));
        let id = CaseId(Uuid::from_u128(number));
        let now = self.now();
        self.function.cases.run(id, now, &Accept).await.unwrap();
        Occurrence::Case { id, seq: 1 }
    }

    pub(crate) async fn note(&self, occurrence: Occurrence) {
        self.function.handle(Errand::Note { occurrence }).await.unwrap();
    }

    /// A decree comes in, and everybody is told as far as they can be at once.
    pub(crate) async fn told(&self, number: u128) {
        let occurrence = self.decree(number).await;
        self.note(occurrence).await;
        self.work().await;
    }

    /// Everything the queue holds for now is done; what is for later is dropped, as if the queue had lost it.
    pub(crate) async fn work(&self) {
        loop {
            let errands = self.take_errands();
            if errands.is_empty() {
                return;
            }
            for (errand, after) in errands {
                if after.is_zero() {
                    self.function.handle(errand).await.unwrap();
                }
            }
        }
    }

    /// The schedule comes by after that time.
    pub(crate) async fn later(&self, duration: SignedDuration) {
        self.wait(duration);
        self.function.look_around().await.unwrap();
        self.work().await;
    }

    pub(crate) fn take_errands(&self) -> Vec<(Errand, SignedDuration)> {
        std::mem::take(&mut *self.outside.errands.lock().unwrap())
    }

    pub(crate) fn take_notices(&self) -> Vec<(Owner, Notice)> {
        std::mem::take(&mut *self.outside.notices.lock().unwrap())
    }

    pub(crate) async fn subscription(&self, id: Uuid) -> Subscription {
        let owner = Owner::Court(court());
        self.function
            .hooks
            .subscription(&owner, id)
            .await
            .unwrap()
            .unwrap()
    }

    pub(crate) async fn why(&self, id: Uuid) -> Option<Why> {
        match self.subscription(id).await.state {
            State::Active => None,
            State::Disabled { why, .. } => Some(why),
        }
    }
}
