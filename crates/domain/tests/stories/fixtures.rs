//! Invented people, households in Kota Pasuruan, and decrees about them.
//!
//! The usual couple: Wati sues (*cerai gugat*) and is the petitioner, Budi is the respondent.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use tuntas_domain::decree::{
    Akta, ChildCustody, Choice, CustodyBasis, Decree, DivorceKind, Domicile, Finality, MarriageRecord,
    Parties, Party, Role,
};
use tuntas_domain::household::{Address, Cause, Household, HouseholdState, Member, check_register};
use tuntas_domain::identity::{
    AktaCeraiNumber, CaseId, CaseNumber, CityCode, HouseholdId, KkNumber, MarriageCertificateNumber, Nik,
    PersonId,
};
use tuntas_domain::people::{
    BloodType, Citizenship, Education, MaritalStatus, Marriage, Person, PersonName, Relationship, Religion,
    Sex, Text, Vital,
};
use tuntas_domain::plan::{Decision, Hold, Plan, Situation, plan};
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2021, 10, 4);
pub(crate) const BHT: Date = date(2021, 9, 15);
pub(crate) const WEDDING: Date = date(2016, 12, 4);
pub(crate) const MARRIAGE: &str = "0035/005/XII/2016";
pub(crate) const AKTA: &str = "0140/AC/2021/PA.Pas";

/// Wati sues.
pub(crate) const WATI: Role = Role::Petitioner;
/// Budi is sued.
pub(crate) const BUDI: Role = Role::Respondent;

pub(crate) fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

pub(crate) fn akta() -> AktaCeraiNumber {
    AktaCeraiNumber::parse(AKTA).unwrap()
}

pub(crate) fn case_id() -> CaseId {
    CaseId(Uuid::from_u128(0xCA5E))
}

/// A person whose NIK agrees with sex and birth date. `serial` names the person everywhere.
pub(crate) fn person(serial: u16, called: &str, sex: Sex, born: Date) -> Person {
    let day = born.day() + if sex == Sex::Female { 40 } else { 0 };
    let nik = format!(
        "357501{day:02}{:02}{:02}{serial:04}",
        born.month(),
        born.year().rem_euclid(100)
    );
    Person {
        id: PersonId(Uuid::from_u128(0x9E_0000 + u128::from(serial))),
        nik: Nik::parse(&nik).unwrap(),
        name: name(called),
        sex,
        birth_place: Text::parse("Pasuruan").unwrap(),
        birth_date: born,
        religion: Religion::Islam,
        education: Education::SeniorSecondary,
        occupation: Text::parse("Karyawan Swasta").unwrap(),
        blood_type: BloodType::Unknown,
        citizenship: Citizenship::Wni,
        passport: None,
        stay_permit: None,
        father: Text::parse(&format!("Contoh Ayah {serial}")).unwrap(),
        mother: Text::parse(&format!("Contoh Ibu {serial}")).unwrap(),
        father_nik: None,
        mother_nik: None,
        marital_status: MaritalStatus::Single,
        marriages: Vec::new(),
        divorced_on: None,
        divorce_certificate: None,
        vital: Vital::Alive,
    }
}

/// Writes a recorded marriage to `spouse` into a person's record.
pub(crate) fn married(mut person: Person, spouse: &Person, certificate: &str, on: Date) -> Person {
    person.marital_status = MaritalStatus::Married;
    person.marriages.push(Marriage {
        spouse: Some(spouse.nik.clone()),
        certificate: Some(MarriageCertificateNumber::parse(certificate).unwrap()),
        date: Some(on),
    });
    person
}

fn single_budi() -> Person {
    person(1, "Contoh Budi", Sex::Male, date(1985, 5, 17))
}

fn single_wati() -> Person {
    person(2, "Contoh Wati", Sex::Female, date(1990, 3, 12))
}

/// The husband.
pub(crate) fn budi() -> Person {
    married(single_budi(), &single_wati(), MARRIAGE, WEDDING)
}

/// The wife.
pub(crate) fn wati() -> Person {
    married(single_wati(), &single_budi(), MARRIAGE, WEDDING)
}

/// A child of Budi and Wati.
pub(crate) fn child_of_both(serial: u16, called: &str, born: Date) -> Person {
    let mut child = person(serial, called, Sex::Female, born);
    child.father = Text::parse("Contoh Budi").unwrap();
    child.mother = Text::parse("Contoh Wati").unwrap();
    child.father_nik = Some(budi().nik);
    child.mother_nik = Some(wati().nik);
    child
}

/// Eight years old.
pub(crate) fn ani() -> Person {
    child_of_both(11, "Contoh Ani", date(2013, 2, 1))
}

/// Three years old.
pub(crate) fn dewi() -> Person {
    child_of_both(12, "Contoh Dewi", date(2018, 7, 30))
}

/// A grandmother, widowed.
pub(crate) fn grandmother(serial: u16, called: &str) -> Person {
    let mut person = person(serial, called, Sex::Female, date(1958, 1, 20));
    person.marital_status = MaritalStatus::Widowed;
    person
}

/// Budi's mother.
pub(crate) fn sumi() -> Person {
    grandmother(21, "Contoh Sumi")
}

/// Wati's mother.
pub(crate) fn ratna() -> Person {
    grandmother(22, "Contoh Ratna")
}

pub(crate) fn address(kelurahan: &str, street: &str) -> Address {
    Address {
        street: Text::parse(street).unwrap(),
        rt: Text::parse("003").unwrap(),
        rw: Text::parse("002").unwrap(),
        kelurahan: kelurahan.parse().unwrap(),
        postcode: None,
    }
}

/// Where the couple lives, in kecamatan Gadingrejo.
pub(crate) fn home_address() -> Address {
    address("35.75.01.1001", "Jl. Contoh Rumah No. 1")
}

/// Another address of the city, in kecamatan Panggungrejo.
pub(crate) fn new_address() -> Address {
    address("35.75.04.1005", "Jl. Contoh Baru No. 9")
}

pub(crate) fn household_id(serial: u16) -> HouseholdId {
    HouseholdId(Uuid::from_u128(0x40_0000 + u128::from(serial)))
}

pub(crate) fn number(serial: u16) -> KkNumber {
    KkNumber::parse(&format!("357501120916{serial:04}")).unwrap()
}

/// A card as it was taken over from the old register, head first.
pub(crate) fn card(serial: u16, members: Vec<(Relationship, Person)>) -> Household {
    Household {
        id: household_id(serial),
        version: 1,
        number: number(serial),
        address: home_address(),
        members: members
            .into_iter()
            .map(|(relationship, person)| Member { person, relationship })
            .collect(),
        state: HouseholdState::Active,
        cause: Cause::Import,
        issued_on: date(2016, 12, 20),
        departed: Vec::new(),
    }
}

/// Budi heads the card; Wati and whoever else stand on it.
pub(crate) fn budis_card(others: Vec<(Relationship, Person)>) -> Household {
    let mut members = vec![(Relationship::Head, budi()), (Relationship::Wife, wati())];
    members.extend(others);
    card(1, members)
}

pub(crate) fn custody(child: &Person, custody: Option<(Role, CustodyBasis)>) -> ChildCustody {
    ChildCustody {
        nik: child.nik.clone(),
        name: child.name.clone(),
        birth_date: child.birth_date,
        custody,
    }
}

pub(crate) fn by_ruling(child: &Person, parent: Role) -> ChildCustody {
    custody(child, Some((parent, CustodyBasis::Ruling)))
}

pub(crate) fn party(person: &Person) -> Party {
    Party {
        nik: Some(person.nik.clone()),
        passport: None,
        name: person.name.clone(),
        birth_date: person.birth_date,
        domicile: Domicile::City,
        contact: None,
        choice: None,
    }
}

/// The city of the stories.
pub(crate) fn pasuruan() -> CityCode {
    CityCode::parse("35.75").unwrap()
}

pub(crate) fn kota_malang() -> Domicile {
    Domicile::Elsewhere {
        region: CityCode::parse("35.73").unwrap(),
        name: Text::parse("Kota Malang").unwrap(),
    }
}

/// A final *cerai gugat* of Wati against Budi.
pub(crate) fn decree() -> Decree {
    Decree {
        case_number: CaseNumber::parse("0318/Pdt.G/2021/PA.Pas").unwrap(),
        kind: DivorceKind::Gugat,
        ruling_date: date(2021, 8, 31),
        finality: Finality {
            bht: Some(BHT),
            ikrar: None,
            akta: Some(Akta {
                number: akta(),
                date: date(2021, 9, 20),
            }),
        },
        marriage: MarriageRecord {
            certificate: MarriageCertificateNumber::parse(MARRIAGE).unwrap(),
            date: WEDDING,
            office: None,
            region: None,
        },
        parties: Parties {
            petitioner: party(&wati()),
            respondent: party(&budi()),
        },
        children: Vec::new(),
        duty_order: None,
        doubts: Vec::new(),
    }
}

/// A register and a decree.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) register: Vec<Household>,
    pub(crate) decree: Decree,
    pub(crate) decisions: Vec<Decision>,
}

impl Story {
    pub(crate) fn of(register: Vec<Household>) -> Self {
        Self {
            register,
            decree: decree(),
            decisions: Vec::new(),
        }
    }

    pub(crate) fn wishing(mut self, role: Role, choice: Choice) -> Self {
        self.decree.parties[role].choice = Some(choice);
        self
    }

    pub(crate) fn with_children(mut self, children: Vec<ChildCustody>) -> Self {
        self.decree.children = children;
        self
    }

    /// What officers decided so far.
    pub(crate) fn decided(mut self, decision: Decision) -> Self {
        self.decisions.push(decision);
        self
    }

    pub(crate) fn living(mut self, role: Role, domicile: Domicile) -> Self {
        self.decree.parties[role].domicile = domicile;
        self
    }

    /// Turns the case round: Budi petitions, and has pronounced the ikrar.
    pub(crate) fn turned_into_a_talak(mut self, ikrar: Date) -> Self {
        let parties = self.decree.parties;
        self.decree.parties = Parties {
            petitioner: parties.respondent,
            respondent: parties.petitioner,
        };
        self.decree.kind = DivorceKind::Talak;
        self.decree.finality.ikrar = Some(ikrar);
        self
    }

    /// Plans as `register-update` does: each party's active home, and everything else it could find.
    pub(crate) fn plan(&self) -> Result<Plan, Hold> {
        let settled = self.decree.finality.settle(self.decree.kind).unwrap();
        plan(&Situation {
            case: case_id(),
            city: &pasuruan(),
            decree: &self.decree,
            settled: &settled,
            homes: Parties::from_fn(|role| {
                let nik = self.decree.parties[role].nik.as_ref()?;
                self.register
                    .iter()
                    .find(|home| home.is_active() && home.member(nik).is_some())
            }),
            others: &self.register,
            decisions: &self.decisions,
            today: TODAY,
        })
    }

    /// Why the case is held.
    pub(crate) fn hold(&self) -> Hold {
        self.plan().unwrap_err()
    }

    /// Plans, takes numbers from the pool and stores; the register must be sound before and after, and
    /// nobody may get lost.
    pub(crate) fn carry_out(&self) -> After {
        let plan = self.plan().unwrap();
        check_register(&self.register, TODAY).unwrap();
        let taken: Vec<KkNumber> = plan
            .numbers_needed()
            .into_iter()
            .enumerate()
            .map(|(position, kecamatan)| pool_number(&kecamatan.digits(), position))
            .collect();
        let written = plan.number(case_id(), TODAY, &taken).unwrap();
        let register = store(&self.register, &written);
        check_register(&register, TODAY).unwrap();
        let mut expected = people(&self.register);
        for nik in &plan.departures {
            assert!(expected.remove(nik), "somebody left who was never here");
        }
        assert_eq!(
            people(&register),
            expected,
            "somebody got lost or came from nowhere"
        );
        After {
            plan,
            taken,
            register,
        }
    }
}

/// A number as SIAK would have issued it on [`TODAY`].
pub(crate) fn pool_number(kecamatan_digits: &str, position: usize) -> KkNumber {
    KkNumber::parse(&format!("{kecamatan_digits}041021{:04}", position + 1)).unwrap()
}

/// The register with new versions in place of those they replace.
pub(crate) fn store(before: &[Household], written: &[Household]) -> Vec<Household> {
    let mut register: BTreeMap<_, _> = before.iter().map(|home| (home.id, home.clone())).collect();
    for home in written {
        let replaced = register.insert(home.id, home.clone());
        assert_eq!(
            home.version,
            replaced.map_or(1, |old| old.version + 1),
            "versions count up"
        );
    }
    register.into_values().collect()
}

/// Everybody on an active card.
pub(crate) fn people(register: &[Household]) -> BTreeSet<Nik> {
    register
        .iter()
        .filter(|home| home.is_active())
        .flat_map(|home| &home.members)
        .map(|member| member.person.nik.clone())
        .collect()
}

/// The register after the case.
pub(crate) struct After {
    pub(crate) plan: Plan,
    pub(crate) taken: Vec<KkNumber>,
    pub(crate) register: Vec<Household>,
}

impl After {
    /// The card somebody stands on.
    pub(crate) fn card_of(&self, person: &Person) -> &Household {
        self.register
            .iter()
            .find(|home| home.is_active() && home.member(&person.nik).is_some())
            .unwrap()
    }

    /// How somebody stands to the head of their card.
    pub(crate) fn shdk(&self, person: &Person) -> Relationship {
        self.card_of(person).member(&person.nik).unwrap().relationship
    }

    /// What the register says of somebody now.
    pub(crate) fn record(&self, person: &Person) -> &Person {
        &self.card_of(person).member(&person.nik).unwrap().person
    }

    /// Whether two people share a card.
    pub(crate) fn together(&self, one: &Person, other: &Person) -> bool {
        self.card_of(one).id == self.card_of(other).id
    }

    /// Whether somebody's card has a number that came from the pool.
    pub(crate) fn has_new_number(&self, person: &Person) -> bool {
        self.taken.contains(&self.card_of(person).number)
    }

    /// The household with this id, closed or not.
    pub(crate) fn household(&self, id: HouseholdId) -> &Household {
        self.register.iter().find(|home| home.id == id).unwrap()
    }
}

/// How many cases a property tries: so many as `PROPTEST_CASES` says, else the usual number. A run over faults in the rules
/// asks for few.
#[expect(clippy::disallowed_methods, reason = "a test may be told how long to search")]
pub(crate) fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(usual)
}
