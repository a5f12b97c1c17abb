//! Aid offices with programmes of one source, and people who need it. All of them are invented.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use memory_tables::DirectTables;
use tuntas_aid::criteria::{Criteria, Fact, Facts, Known, Origin, Value};
use tuntas_aid::paper::{Note, Person};
use tuntas_aid::programme::{Amount, Funding, Terms};
use tuntas_aid::referral::{InstalmentTerms, PlannedSession, Refusal, Topic};
use tuntas_aid::{ProgrammeCode, programme};
use tuntas_aiding::{Aid, Aiding, ByOfficer, ReferralStory, Referred, Says, Unready, Word};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, CommandId, Nik, OfficerCode, Phone};
use tuntas_domain::money::Rupiah;
use tuntas_domain::people::{PersonName, Text};
use tuntas_domain::working_days::WorkingDays;
use tuntas_journal::{Actor, Ran, RunError};
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2026, 3, 2);
pub(crate) const NAME: &str = "PEMOHON CONTOH";
pub(crate) const PHONE: &str = "+6281200000001";

pub(crate) type Done = Result<Ran<Aiding>, RunError<Unready, Refusal>>;

pub(crate) fn now() -> Timestamp {
    "2026-03-02T02:00:00Z".parse().unwrap()
}

pub(crate) fn rupiah(amount: u64) -> Rupiah {
    Rupiah::new(amount).unwrap()
}

pub(crate) fn office_code() -> AidOfficeCode {
    AidOfficeCode::parse("dp3akb").unwrap()
}

/// Whose a programme is: the second one is another office's, with series of letters of its own.
pub(crate) fn office_of(programme: usize) -> AidOfficeCode {
    let code = if programme == 1 { "dinsos" } else { "dp3akb" };
    AidOfficeCode::parse(code).unwrap()
}

pub(crate) fn programme_code(number: usize) -> ProgrammeCode {
    ProgrammeCode::parse(&format!("modal-{number}")).unwrap()
}

pub(crate) fn referral(number: usize) -> CaseId {
    let number = u128::try_from(number).unwrap();
    CaseId(Uuid::from_u128(
        0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0000 + number,
    ))
}

/// NIK of the person with a number below ten.
pub(crate) fn nik(person: usize) -> Nik {
    Nik::parse(&format!("357501520390000{}", person + 1)).unwrap()
}

pub(crate) fn terms(budget: u64) -> Terms {
    Terms {
        name: Text::parse("Modal Usaha (CONTOH)").unwrap(),
        kind: AidKind::Capital,
        funding: Some(Funding {
            source: "dbhcht".parse().unwrap(),
            purpose: "modal-usaha".parse().unwrap(),
            year: 2026,
            budget: rupiah(budget),
            amount: Amount::Ceiling(rupiah(2_500_000)),
        }),
        criteria: Criteria::parse("tanggungan minimal 1").unwrap(),
        documents: Vec::new(),
        opens: date(2026, 1, 1),
        closes: date(2026, 12, 31),
    }
}

pub(crate) fn by(officer: &str, cause: &str) -> ByOfficer {
    on(officer, cause, TODAY)
}

pub(crate) fn on(officer: &str, cause: &str, day: Date) -> ByOfficer {
    ByOfficer {
        office: office_code(),
        officer: OfficerCode::parse(officer).unwrap(),
        cause: CommandId::new(cause),
        at: now(),
        on: day,
        days: WorkingDays::default(),
    }
}

pub(crate) fn says(cause: &str) -> Says {
    Says {
        actor: Actor::function("aid-referral"),
        cause: CommandId::new(cause),
        at: now(),
    }
}

pub(crate) fn referred(kind: AidKind, person: usize) -> Referred {
    Referred {
        case: CaseId(Uuid::from_u128(7)),
        role: Role::Petitioner,
        office: office_code(),
        kind,
        assess_by: date(2026, 3, 16),
        person: Person {
            name: PersonName::parse(NAME).unwrap(),
            nik: (kind == AidKind::Capital).then(|| nik(person)),
            phone: Some(Phone::parse(PHONE).unwrap()),
            address: None,
            kelurahan: Some("35.75.01.1001".parse().unwrap()),
            violence: false,
        },
        facts: Facts::new([Known {
            fact: Fact::Dependants,
            value: Value::Number(2),
            origin: Origin::Register,
        }])
        .unwrap(),
        provided: Vec::new(),
    }
}

pub(crate) fn assess() -> Word {
    Word::Assess {
        recommends: true,
        decide_by: date(2026, 3, 30),
        facts: Facts::default(),
        note: Some(Note::parse("Ibu dengan dua anak, berjualan di rumah (CONTOH)").unwrap()),
        account: None,
    }
}

pub(crate) fn propose(programme: usize, parts: &[u64]) -> Word {
    let part = |amount: &u64| InstalmentTerms {
        amount: rupiah(*amount),
        due: TODAY,
    };
    Word::Propose {
        programme: programme_code(programme),
        amount: rupiah(parts.iter().sum()),
        instalments: parts.iter().map(part).collect(),
    }
}

pub(crate) fn plan() -> Word {
    Word::Plan {
        mentor: OfficerCode::parse("pendamping-01").unwrap(),
        sessions: vec![PlannedSession {
            on: date(2026, 3, 9),
            topic: Topic::Business,
        }],
    }
}

#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) tables: DirectTables,
    pub(crate) aid: Aid,
}

impl Office {
    pub(crate) fn open() -> Self {
        let tables = DirectTables::new();
        let aid = Aid::new(
            &Table::new(tables.database(), "cases"),
            &Table::new(tables.database(), "dossiers"),
            KeyRing::from_secret(&"k".repeat(64)).unwrap(),
        );
        Self { tables, aid }
    }

    pub(crate) async fn publish(&self, number: usize, budget: u64) {
        let mut by = by("pejabat-01", &format!("publish/{number}"));
        by.office = office_of(number);
        let published = self.aid.publish(programme_code(number), terms(budget), &by);
        published.await.unwrap();
    }

    pub(crate) async fn set_budget(
        &self,
        number: usize,
        budget: u64,
        cause: &str,
    ) -> Result<(), RunError<Unready, programme::Refusal>> {
        let code = programme_code(number);
        let version = self.aid.programme(&code).await?.case.version();
        let mut by = by("pejabat-01", cause);
        by.office = office_of(number);
        self.aid.edit(&code, version, terms(budget), &by).await?;
        Ok(())
    }

    pub(crate) async fn refer(&self, number: usize, kind: AidKind, person: usize) -> Done {
        let id = referral(number);
        self.aid
            .refer(id, referred(kind, person), &says("consent/1"))
            .await
    }

    /// A word under a cause of its own.
    pub(crate) async fn say(&self, number: usize, officer: &str, word: Word) -> Done {
        let cause = format!("{officer}/{word:?}");
        let cause: String = cause.chars().filter(char::is_ascii_graphic).take(150).collect();
        let mut by = by(officer, &cause);
        if let Some(office) = self.story(number).await.case.office {
            by.office = office;
        }
        self.aid.act(referral(number), word, &by).await
    }

    pub(crate) async fn withdraw(&self, number: usize) -> Done {
        self.aid.withdraw(referral(number), &says("withdrawal/1")).await
    }

    /// Whether the office was told that the ruling was undone.
    pub(crate) async fn reverse(&self, number: usize) -> bool {
        let says = says("reversed");
        let days = WorkingDays::default();
        self.aid
            .reverse(referral(number), TODAY, &days, &says)
            .await
            .is_ok()
    }

    pub(crate) async fn story(&self, number: usize) -> ReferralStory {
        self.aid.journal.load(referral(number)).await.unwrap()
    }

    /// Brings a person to the point where an award is proposed.
    pub(crate) async fn proposed(&self, number: usize, person: usize, programme: usize, parts: &[u64]) {
        let mut referred = referred(AidKind::Capital, person);
        referred.office = office_of(programme);
        let consent = says("consent/1");
        self.aid
            .refer(referral(number), referred, &consent)
            .await
            .unwrap();
        self.say(number, "asesor-01", assess()).await.unwrap();
        self.say(number, "pejabat-01", propose(programme, parts))
            .await
            .unwrap();
    }

    /// Brings a person to the point where instalments can be paid.
    pub(crate) async fn running(&self, number: usize, person: usize, programme: usize, parts: &[u64]) {
        self.proposed(number, person, programme, parts).await;
        self.say(number, "pejabat-02", Word::Approve).await.unwrap();
        self.say(number, "pendamping-01", plan()).await.unwrap();
    }

    pub(crate) async fn order(&self, number: usize, instalment: u16) -> Done {
        self.say(number, "bendahara-01", Word::Order { instalment }).await
    }
}
