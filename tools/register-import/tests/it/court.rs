//! A court that divorces Budi and Siti, and the clerks who enter it into SIAK.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use tuntas_domain::decree::{
    Akta, Decree, DivorceKind, Domicile, Finality, MarriageRecord, Parties, Party, Settled,
};
use tuntas_domain::household::Household;
use tuntas_domain::identity::{
    AktaCeraiNumber, CaseId, CaseNumber, CityCode, KecamatanCode, KkNumber, MarriageCertificateNumber, Nik,
};
use tuntas_domain::people::PersonName;
use tuntas_domain::plan::{Hold, Plan, Situation, plan};
use tuntas_feed::{Answer, Appended, FeedFile, FileNumber, Outcome};
use tuntas_register::Change;
use tuntas_tables::{CommitError, Write, commit};
use uuid::Uuid;

use crate::town::{BUDI, CERTIFICATE, Office, SITI, TODAY};

pub(crate) const BHT: Date = date(2026, 10, 5);
pub(crate) const AKTA: &str = "0140/AC/2026/PA.Pas";
/// The number SIAK issued for her card.
pub(crate) const HERS: &str = "3575010510260001";
const CASE: CaseId = CaseId(Uuid::from_u128(0xCA5E));

fn party(nik: &str, name: &str, birth_date: Date) -> Party {
    Party {
        nik: Some(Nik::parse(nik).unwrap()),
        passport: None,
        name: PersonName::parse(name).unwrap(),
        birth_date,
        domicile: Domicile::City,
        contact: None,
        choice: None,
    }
}

fn akta() -> Akta {
    Akta {
        number: AktaCeraiNumber::parse(AKTA).unwrap(),
        date: date(2026, 10, 6),
    }
}

fn decree() -> Decree {
    Decree {
        case_number: CaseNumber::parse("0318/Pdt.G/2026/PA.Pas").unwrap(),
        kind: DivorceKind::Gugat,
        ruling_date: date(2026, 9, 14),
        finality: Finality {
            bht: Some(BHT),
            ikrar: None,
            akta: Some(akta()),
        },
        marriage: MarriageRecord {
            certificate: MarriageCertificateNumber::parse(CERTIFICATE).unwrap(),
            date: date(2016, 12, 10),
            office: None,
            region: None,
        },
        parties: Parties {
            petitioner: party(SITI, "CONTOH SITI", date(1990, 6, 15)),
            respondent: party(BUDI, "CONTOH BUDI", date(1988, 3, 14)),
        },
        children: Vec::new(),
        duty_order: None,
        doubts: Vec::new(),
    }
}

/// What the register was when the ruling was planned, and what it comes to.
pub(crate) struct Ruling {
    before: Vec<Household>,
    pub(crate) plan: Result<Plan, Hold>,
}

impl Ruling {
    pub(crate) fn hold(&self) -> Option<Hold> {
        self.plan.as_ref().err().cloned()
    }
}

/// The ruling, planned on the register as it is.
pub(crate) async fn ruling(office: &Office) -> Ruling {
    let decree = decree();
    let mut homes = Vec::new();
    for nik in [SITI, BUDI] {
        let nik = Nik::parse(nik).unwrap();
        homes.push(office.register.home_of(&nik).await.unwrap());
    }
    let settled = Settled {
        divorced_on: BHT,
        akta: akta(),
    };
    let plan = plan(&Situation {
        case: CASE,
        city: &CityCode::parse("35.75").unwrap(),
        decree: &decree,
        settled: &settled,
        homes: Parties {
            petitioner: homes[0].as_ref(),
            respondent: homes[1].as_ref(),
        },
        others: &[],
        decisions: &[],
        today: TODAY,
    });
    let mut before: Vec<Household> = homes.into_iter().flatten().collect();
    before.dedup_by_key(|home| home.id);
    Ruling { before, plan }
}

/// Carries a ruling out; what became of it, where the register is still as it was.
pub(crate) async fn carried_out(office: &Office, ruling: &Ruling) -> Result<Vec<Household>, CommitError> {
    let number = KkNumber::parse(HERS).unwrap();
    let kecamatan = KecamatanCode::parse("35.75.01").unwrap();
    office.register.import_number(&kecamatan, &number).await.unwrap();
    let plan = ruling.plan.as_ref().unwrap();
    let after = plan.number(CASE, TODAY, std::slice::from_ref(&number)).unwrap();
    let writes: Vec<Write> = office
        .register
        .change(&Change {
            before: &ruling.before,
            after: &after,
            taken: &[(kecamatan, number)],
            by_hand: &[],
            departures: &plan.departures,
            arrivals: &[],
            reissued: &[],
        })
        .unwrap();
    commit(&office.tables.database(), writes).await?;
    let changes: Vec<tuntas_feed::Change> = after
        .iter()
        .map(|after| tuntas_feed::Change {
            before: ruling.before.iter().find(|before| before.id == after.id).cloned(),
            after: after.clone(),
        })
        .collect();
    let city = CityCode::parse("35.75").unwrap();
    let made_at = "2026-10-12T02:00:00Z".parse().unwrap();
    let file = FeedFile::make(FileNumber::FIRST, None, &city, made_at, &changes).unwrap();
    assert_eq!(office.feed().append(None, &file).await.unwrap(), Appended::Done);
    Ok(after)
}

/// The ruling, carried out and told to SIAK's operators.
pub(crate) async fn divorced(office: &Office) -> Vec<Household> {
    carried_out(office, &ruling(office).await).await.unwrap()
}

/// SIAK's operators have entered these.
pub(crate) async fn entered(office: &Office, households: &[Household], at: &str) {
    let answers: Vec<Answer> = households
        .iter()
        .map(|household| Answer {
            household: household.id,
            version: household.version,
            outcome: Outcome::Entered,
        })
        .collect();
    let at: Timestamp = at.parse().unwrap();
    let officer = "petugas-01".parse().unwrap();
    office
        .feed()
        .acknowledge(FileNumber::FIRST, &answers, &officer, at)
        .await
        .unwrap();
}
