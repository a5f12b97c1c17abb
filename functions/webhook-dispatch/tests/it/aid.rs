//! Offices that give aid hear of their own referrals and programmes; nobody else does, and nothing once the consent is taken
//! back. Everybody here is invented.

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use serde_json::Value;
use tuntas_aid::ProgrammeCode;
use tuntas_aid::criteria::{Criteria, Facts};
use tuntas_aid::paper::Person;
use tuntas_aid::programme::{Amount, Funding, Terms};
use tuntas_aid::referral::{InstalmentTerms, PlannedSession, Stage, Topic};
use tuntas_aiding::{Aid, ByOfficer, Referred, Says, Word, programme_id};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, CommandId, OfficerCode};
use tuntas_domain::money::Rupiah;
use tuntas_domain::people::{PersonName, Text};
use tuntas_domain::working_days::WorkingDays;
use tuntas_journal::Actor;
use tuntas_tables::Table;
use tuntas_webhooks::{Errand, Kind, Occurrence, Owner, Standing};
use uuid::Uuid;

use crate::office::{Office, court};
use crate::receiver::{Behaviour, Receiver, Request};

const TODAY: Date = date(2026, 3, 2);
const ID: CaseId = CaseId(Uuid::from_u128(0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0001));
const NAME: &str = "PEMOHON CONTOH";

fn code(text: &str) -> AidOfficeCode {
    AidOfficeCode::parse(text).unwrap()
}

fn owner(text: &str) -> Owner {
    Owner::Aid(code(text))
}

fn rupiah(amount: u64) -> Rupiah {
    Rupiah::new(amount).unwrap()
}

fn programme() -> ProgrammeCode {
    ProgrammeCode::parse("modal-contoh").unwrap()
}

/// The office with what is kept of aid.
struct Aiding<'a> {
    office: &'a Office,
    aid: Aid,
}

impl<'a> Aiding<'a> {
    fn of(office: &'a Office) -> Self {
        let table = |name| Table::new(office.tables.database(), name);
        let keys = office.function.keys.clone();
        Self {
            office,
            aid: Aid::new(&table("cases"), &table("dossiers"), keys),
        }
    }

    fn says(&self, cause: &str) -> Says {
        self.office.wait(SignedDuration::from_millis(1));
        Says {
            actor: Actor::function("aid-referral"),
            cause: CommandId::new(cause),
            at: self.office.now(),
        }
    }

    async fn refer(&self, id: CaseId, office: &str, kind: AidKind, violence: bool) {
        let capital = kind == AidKind::Capital;
        let referred = Referred {
            case: CaseId(Uuid::from_u128(7)),
            role: Role::Petitioner,
            office: code(office),
            kind,
            assess_by: date(2026, 3, 16),
            person: Person {
                name: PersonName::parse(NAME).unwrap(),
                nik: capital.then(|| "3575015203900001".parse().unwrap()),
                phone: None,
                address: None,
                kelurahan: None,
                violence,
            },
            facts: Facts::default(),
            provided: Vec::new(),
        };
        self.aid.refer(id, referred, &self.says("refer")).await.unwrap();
    }

    async fn say(&self, officer: &str, word: Word) {
        self.office.wait(SignedDuration::from_millis(1));
        let by = ByOfficer {
            office: code("dinsos"),
            officer: OfficerCode::parse(officer).unwrap(),
            cause: CommandId::new(format!("{officer}/{}", self.office.now())),
            at: self.office.now(),
            on: TODAY,
            days: WorkingDays::default(),
        };
        self.aid.act(ID, word, &by).await.unwrap();
    }

    async fn withdraw(&self, id: CaseId) {
        self.aid.withdraw(id, &self.says("withdraw")).await.unwrap();
    }

    async fn assess(&self) {
        let word = Word::Assess {
            recommends: true,
            decide_by: date(2026, 3, 30),
            facts: Facts::default(),
            note: None,
            account: None,
        };
        self.say("asesor-01", word).await;
    }

    async fn publish(&self) {
        let terms = Terms {
            name: Text::parse("Modal Usaha (CONTOH)").unwrap(),
            kind: AidKind::Capital,
            funding: Some(Funding {
                source: "dbhcht".parse().unwrap(),
                purpose: "modal-usaha".parse().unwrap(),
                year: 2026,
                budget: rupiah(2_000_000),
                amount: Amount::Ceiling(rupiah(1_000_000)),
            }),
            criteria: Criteria::parse("tanggungan minimal 1").unwrap(),
            documents: Vec::new(),
            opens: date(2026, 1, 1),
            closes: date(2026, 12, 31),
        };
        let by = ByOfficer {
            office: code("dinsos"),
            officer: OfficerCode::parse("pejabat-03").unwrap(),
            cause: CommandId::new("publish"),
            at: self.office.now(),
            on: TODAY,
            days: WorkingDays::default(),
        };
        self.aid.publish(programme(), terms, &by).await.unwrap();
    }

    /// Money is on its way to the person.
    async fn order(&self) {
        self.publish().await;
        self.refer(ID, "dinsos", AidKind::Capital, false).await;
        self.assess().await;
        let (amount, instalment) = (rupiah(1_000_000), 1);
        let instalments = vec![InstalmentTerms { amount, due: TODAY }];
        let propose = Word::Propose {
            programme: programme(),
            amount,
            instalments,
        };
        self.say("pejabat-01", propose).await;
        self.say("pejabat-02", Word::Approve).await;
        let plan = Word::Plan {
            mentor: OfficerCode::parse("pendamping-01").unwrap(),
            sessions: vec![PlannedSession {
                on: date(2026, 3, 9),
                topic: Topic::Business,
            }],
        };
        self.say("pendamping-01", plan).await;
        self.say("bendahara-01", Word::Order { instalment }).await;
    }

    /// How many entries the referral has.
    async fn entries(&self) -> u32 {
        self.aid.journal.load(ID).await.unwrap().version()
    }

    /// The relay tells of these entries.
    async fn told(&self, id: CaseId, entries: impl IntoIterator<Item = u32>) {
        for seq in entries {
            self.office.note(Occurrence::Referral { id, seq }).await;
        }
        self.office.work().await;
    }
}

fn kinds(requests: &[Request]) -> Vec<String> {
    let kind = |request: &Request| {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        body["type"].as_str().unwrap().to_owned()
    };
    requests.iter().map(kind).collect()
}

#[tokio::test]
async fn an_office_hears_of_its_own_referrals_and_nobody_else_hears_of_aid() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let aiding = Aiding::of(&office);
    for (number, owner) in [
        (1, owner("dinsos")),
        (2, owner("dinkop")),
        (3, owner("uptd-ppa")),
        (4, Owner::Court(court())),
        (5, Owner::Registry),
        (6, Owner::Police),
    ] {
        let url = receiver.url(&format!("/{owner}"));
        office.subscribe(owner, number, &url, None).await;
    }
    aiding.order().await;
    office
        .note(Occurrence::Programme {
            id: programme_id(&programme()),
            seq: 1,
        })
        .await;
    aiding.told(ID, 1..=aiding.entries().await).await;
    let requests = receiver.take();
    assert!(requests.iter().all(|request| request.path == "/aid/dinsos"));
    assert_eq!(
        kinds(&requests),
        [
            "aid.programme_published",
            "aid.aid_referred",
            "aid.aid_assessed",
            "aid.award_proposed",
            "aid.award_approved",
            "aid.sessions_planned",
            "aid.payment_ordered",
        ]
    );
    let referred: Value = serde_json::from_str(&requests[1].body).unwrap();
    assert_eq!(
        referred["data"],
        serde_json::json!({ "referral": ID.to_string(), "entry": 1 })
    );
    let published: Value = serde_json::from_str(&requests[0].body).unwrap();
    assert_eq!(published["data"]["programme"], "modal-contoh");
}

#[tokio::test]
async fn a_look_at_the_papers_is_told_nobody() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let aiding = Aiding::of(&office);
    office
        .subscribe(owner("dinsos"), 1, &receiver.url("/"), None)
        .await;
    aiding.refer(ID, "dinsos", AidKind::Mentoring, false).await;
    aiding.say("asesor-01", Word::View).await;
    aiding.told(ID, 1..=2).await;
    assert_eq!(kinds(&receiver.take()), ["aid.aid_referred"]);
}

/// The mark, the name and all else the office learns at its desk alone.
#[tokio::test]
async fn of_whoever_has_to_be_protected_a_message_says_what_it_says_of_anybody() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let aiding = Aiding::of(&office);
    let uptd = owner("uptd-ppa");
    office.subscribe(uptd, 1, &receiver.url("/"), None).await;
    let ids = [ID, CaseId(Uuid::from_u128(ID.0.as_u128() + 1))];
    for (id, violence) in ids.into_iter().zip([true, false]) {
        aiding.refer(id, "uptd-ppa", AidKind::Mentoring, violence).await;
        aiding.told(id, [1]).await;
        aiding.withdraw(id).await;
        aiding.told(id, [2]).await;
    }
    let requests = receiver.take();
    let without_moment = |request: &Request| {
        let mut body: Value = serde_json::from_str(&request.body).unwrap();
        let at = body.as_object_mut().unwrap().remove("timestamp");
        assert!(at.is_some());
        let referral = body["data"].as_object_mut().unwrap().remove("referral");
        assert!(ids.iter().any(|id| referral == Some(id.to_string().into())));
        let headers: Vec<String> = request.headers.iter().map(|(name, _)| name.clone()).collect();
        (body, headers, request.body.len() / 8)
    };
    let said: Vec<_> = requests.iter().map(without_moment).collect();
    let (flagged, unflagged) = said.split_at(2);
    assert_eq!(flagged, unflagged);
    assert_eq!(flagged[0].0["type"], "aid.aid_referred");
    assert_eq!(flagged[1].0["type"], "aid.consent_withdrawn");
}

#[tokio::test]
async fn once_the_consent_is_taken_back_that_is_the_only_thing_that_is_told() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let aiding = Aiding::of(&office);
    let id = office
        .subscribe(owner("dinsos"), 1, &receiver.url("/"), None)
        .await;
    aiding.order().await;
    let before = aiding.entries().await;
    // The receiver is away while the office is at work; one message was not even noted down yet.
    receiver.always(Some(Behaviour::Answers(503, "")));
    aiding.told(ID, 1..before).await;
    assert_eq!(kinds(&receiver.take()), ["aid.aid_referred"]);
    aiding.withdraw(ID).await;
    receiver.always(None);
    aiding.told(ID, [before + 1, before]).await;
    office.later(SignedDuration::from_mins(6)).await;
    let told = receiver.take();
    assert_eq!(kinds(&told), ["aid.consent_withdrawn"]);
    // The bank answers late: the office learns it at its desk.
    let returned = Word::Returned { instalment: 1 };
    aiding.say("bendahara-01", returned).await;
    aiding.told(ID, 1..=aiding.entries().await).await;
    assert_eq!(receiver.take().len(), 0);
    // Nor does a replay say anything but that; what came late was not even noted down.
    let hooks = &office.function.hooks;
    let noted = hooks.since(id, "msg_", 100).await.unwrap();
    for late in [Kind::PaymentOrdered, Kind::PaymentReturned] {
        assert!(noted.iter().all(|kept| kept.delivery.kind != late), "{late}");
    }
    for kept in noted {
        if let Some(again) = kept.delivery.clone().replayed(office.now(), "key") {
            assert_eq!(again.kind, Kind::ConsentWithdrawn);
            let owner = owner("dinsos");
            hooks.keep(&owner, id, &kept, &again, office.now()).await.unwrap();
        }
    }
    office.later(SignedDuration::from_mins(1)).await;
    let again = receiver.take();
    assert_eq!(kinds(&again), ["aid.consent_withdrawn"]);
    assert_eq!(again[0].id(), told[0].id());
}

#[tokio::test]
async fn what_was_delivered_is_not_sent_again_once_the_consent_is_taken_back() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let aiding = Aiding::of(&office);
    let id = office
        .subscribe(owner("dinsos"), 1, &receiver.url("/"), None)
        .await;
    aiding.refer(ID, "dinsos", AidKind::Mentoring, false).await;
    aiding.told(ID, [1]).await;
    let [referred] = receiver.take().try_into().unwrap();
    aiding.withdraw(ID).await;
    // Replayed before anybody has heard of the withdrawal.
    let hooks = &office.function.hooks;
    let kept = hooks.delivery(id, referred.id()).await.unwrap().unwrap();
    let again = kept.delivery.clone().replayed(office.now(), "key").unwrap();
    let owner = owner("dinsos");
    let row = hooks.keep(&owner, id, &kept, &again, office.now()).await.unwrap();
    let due = row.into_iter().collect();
    let errand = Errand::Deliver {
        owner,
        subscription: id,
        due,
    };
    office.function.handle(errand).await.unwrap();
    assert_eq!(receiver.take().len(), 0);
    let kept = hooks.delivery(id, referred.id()).await.unwrap().unwrap();
    assert_eq!(kept.delivery.standing, Standing::Withdrawn);
    assert_eq!(hooks.pending(id, None, 10).await.unwrap(), [""; 0]);
}

#[tokio::test]
async fn whoever_chose_only_some_types_is_still_told_whom_to_forget() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let aiding = Aiding::of(&office);
    let chosen = Some(vec![Kind::AidReferred]);
    office
        .subscribe(owner("dinsos"), 1, &receiver.url("/"), chosen)
        .await;
    aiding.refer(ID, "dinsos", AidKind::Mentoring, false).await;
    aiding.assess().await;
    aiding.told(ID, 1..=2).await;
    aiding.withdraw(ID).await;
    aiding.told(ID, [3]).await;
    assert_eq!(
        kinds(&receiver.take()),
        ["aid.aid_referred", "aid.consent_withdrawn"]
    );
}

#[tokio::test]
async fn a_consent_that_was_taken_back_before_anybody_was_referred_is_told_nobody() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let aiding = Aiding::of(&office);
    office
        .subscribe(owner("dinsos"), 1, &receiver.url("/"), None)
        .await;
    aiding.withdraw(ID).await;
    let story = aiding.aid.journal.load(ID).await.unwrap();
    assert_eq!((story.version(), story.case.stage), (1, Stage::Withdrawn));
    aiding.told(ID, [1]).await;
    assert_eq!(receiver.take().len(), 0);
}
