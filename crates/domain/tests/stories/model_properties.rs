//! Thousands of households, decrees and lives of cases through the real `decide`, `evolve`, `plan` and `amend`: after every
//! step the register is right, whatever happened.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tuntas_domain::case::{Event, Whom};
use tuntas_domain::decree::{Choice, CustodyBasis, Domicile, Doubt, Parties, Role};
use tuntas_domain::household::{Household, Member};
use tuntas_domain::identity::{CityCode, MarriageCertificateNumber, Nik};
use tuntas_domain::people::{Education, MaritalStatus, Marriage, Person, Sex, Text, Vital, as_child_of};
use tuntas_domain::plan::{Amendment, CloseGround, CorrectedValue, Correction, Decision, Hold, Reversal};

use super::fixtures::*;
use super::plan_properties::{Seed, choice, seed};
use super::registry::Registry;

/// What is odd about a party's record or the decree.
#[derive(Debug, Clone, Copy)]
enum Oddity {
    OnPaper(Role),
    Divorced(Role),
    Remarried(Role),
    Dead(Role),
    Foreign(Role),
    /// A foreigner without NIK, whose name the court spells otherwise.
    OtherSpelling(Role),
    OtherName(Role),
    OtherBook(Role),
    OldCourt,
    OtherChild,
    /// The court believes that both live here.
    SaidToBeHere,
}

/// What happens after the decree has arrived.
#[derive(Debug, Clone)]
enum Step {
    Choose(Role, Choice),
    Custody(usize, Role, CustodyBasis),
    Correct(Whom, CorrectedValue),
    Reverse(Reversal),
    /// Somebody else: a child is born.
    Birth(Role),
    /// Somebody else: the party marries.
    Wedding(Role),
    /// Somebody else: the household moves.
    Move(Role),
}

#[derive(Debug, Clone)]
struct Life {
    seed: Seed,
    oddities: Vec<Oddity>,
    steps: Vec<Step>,
    /// What officers pick of what they may decide.
    picks: Vec<usize>,
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(Role::BOTH.to_vec())
}

fn oddity() -> impl Strategy<Value = Oddity> {
    prop_oneof![
        role().prop_map(Oddity::OnPaper),
        role().prop_map(Oddity::Divorced),
        role().prop_map(Oddity::Remarried),
        role().prop_map(Oddity::Dead),
        role().prop_map(Oddity::Foreign),
        role().prop_map(Oddity::OtherSpelling),
        role().prop_map(Oddity::OtherName),
        role().prop_map(Oddity::OtherBook),
        Just(Oddity::OldCourt),
        Just(Oddity::OtherChild),
        Just(Oddity::SaidToBeHere),
    ]
}

fn correction() -> impl Strategy<Value = Step> {
    let whom = prop_oneof![
        3 => role().prop_map(|role| Whom::Party { role }),
        1 => (0_usize..4).prop_map(|child| Whom::Child { child }),
    ];
    let value = prop_oneof![
        Just(CorrectedValue::Name(name("Contoh Benar"))),
        Just(CorrectedValue::Education(Education::Master)),
        Just(CorrectedValue::Mother(Text::parse("Contoh Bunda").unwrap())),
        Just(CorrectedValue::DivorceDate(date(2021, 9, 1))),
        Just(CorrectedValue::BirthDate(date(2031, 9, 1))),
    ];
    (whom, value).prop_map(|(whom, value)| Step::Correct(whom, value))
}

fn step() -> impl Strategy<Value = Step> {
    let basis = prop::sample::select(vec![
        CustodyBasis::Ruling,
        CustodyBasis::SignedStatement,
        CustodyBasis::OwnChoice,
    ]);
    let ground = prop::sample::select(vec![Reversal::Annulment, Reversal::Cassation, Reversal::Review]);
    prop_oneof![
        5 => (role(), choice()).prop_map(|(role, choice)| Step::Choose(role, choice.unwrap_or(Choice::Keep))),
        3 => (0_usize..4, role(), basis).prop_map(|(child, role, basis)| Step::Custody(child, role, basis)),
        3 => correction(),
        2 => ground.prop_map(Step::Reverse),
        1 => role().prop_map(Step::Birth),
        1 => role().prop_map(Step::Wedding),
        1 => role().prop_map(Step::Move),
    ]
}

fn life() -> impl Strategy<Value = Life> {
    (
        seed(),
        prop::collection::vec(oddity(), 0..2),
        prop::collection::vec(step(), 0..6),
        prop::collection::vec(0_usize..16, 24),
    )
        .prop_map(|(seed, oddities, steps, picks)| Life {
            seed,
            oddities,
            steps,
            picks,
        })
}

/// What the register should say of everybody, kept beside it.
struct World {
    registry: Registry,
    /// As they were, with what others changed since.
    originals: BTreeMap<Nik, Person>,
    expected: BTreeMap<Nik, Person>,
    /// Of whose marriages only the plan can tell.
    unsure: BTreeSet<Nik>,
    seen: usize,
    corrections: Vec<Correction>,
    picks: std::vec::IntoIter<usize>,
    births: u16,
    /// Who the parties are, whatever the court says.
    really: Parties<Option<Nik>>,
}

fn records(register: &[Household]) -> BTreeMap<Nik, Person> {
    register
        .iter()
        .flat_map(|home| &home.members)
        .map(|member| (member.person.nik.clone(), member.person.clone()))
        .collect()
}

fn second_wedding() -> Marriage {
    Marriage {
        spouse: Some(person(62, "Contoh Lain", Sex::Male, date(1984, 1, 1)).nik),
        certificate: Some(MarriageCertificateNumber::parse("0077/007/X/2021").unwrap()),
        date: Some(date(2021, 10, 1)),
    }
}

impl World {
    fn begin(life: &Life) -> Self {
        let mut story = life.seed.story();
        let really = Parties::from_fn(|role| story.decree.parties[role].nik.clone());
        let mut unsure = BTreeSet::new();
        for oddity in &life.oddities {
            unsure.extend(make_odd(&mut story, *oddity));
        }
        let registry = Registry::open(&story);
        Self {
            originals: records(&story.register),
            expected: records(&story.register),
            unsure,
            seen: registry.events.len(),
            registry,
            corrections: Vec::new(),
            picks: life.picks.clone().into_iter(),
            births: 0,
            really,
        }
    }

    fn nik(&self, role: Role) -> Option<Nik> {
        self.registry.filed.parties[role].nik.clone()
    }

    fn person(&self, role: Role) -> Option<Person> {
        let nik = self.nik(role)?;
        records(&self.registry.register()).remove(&nik)
    }

    /// Officers look at what is held until nothing is, or they have no more to say.
    fn office_hours(&mut self) {
        for _ in 0..8 {
            let Some(hold) = self.registry.hold().cloned() else {
                break;
            };
            let Some(pick) = self.picks.next() else { break };
            let allowed = hold.allowed();
            let Some(decision) = self.decision(&hold, allowed[pick % allowed.len()], pick) else {
                continue;
            };
            assert!(hold.accepts(&decision), "{hold:?} {decision:?}");
            let before = self.registry.case.amendments.clone();
            if self.registry.decide(decision.clone()).is_err() {
                continue;
            }
            let about_the_same = before == self.registry.case.amendments;
            let leads_on = !matches!(decision, Decision::TryAgain | Decision::ChooseHead { .. });
            if about_the_same && leads_on {
                assert_ne!(self.registry.hold(), Some(&hold), "{decision:?} leads on");
            }
            self.look();
        }
    }

    fn decision(&self, hold: &Hold, code: &str, pick: usize) -> Option<Decision> {
        let role = hold.role().unwrap_or(WATI);
        let child = match hold {
            Hold::ChildNotInRegister { child } | Hold::ChildMismatch { child } => *child,
            _ => 0,
        };
        Some(match code {
            "try_again" => Decision::TryAgain,
            "accept_identity" => Decision::AcceptIdentity { role },
            "accept_child" => Decision::AcceptChild { child },
            "set_child_aside" => Decision::SetChildAside { child },
            "accept_marriage_record" => Decision::AcceptMarriageRecord { role },
            "accept_paper_record" => Decision::AcceptPaperRecord { role },
            "accept_court" => Decision::AcceptCourt,
            "accept_foreign_spouse" => Decision::AcceptForeignSpouse { role },
            "accept_remarriage" => Decision::AcceptRemarriage { role },
            "accept_recorded_divorce" => Decision::AcceptRecordedDivorce { role },
            "accept_death" => Decision::AcceptDeath { role },
            "treat_as_elsewhere" => Decision::TreatAsElsewhere {
                role,
                region: CityCode::parse("35.73").unwrap(),
            },
            "record_host_consent" => Decision::RecordHostConsent { role },
            "choose_head" => {
                let grown: Vec<_> = records(&self.registry.register())
                    .into_values()
                    .filter(|person| person.may_head(TODAY))
                    .collect();
                Decision::ChooseHead {
                    person: grown[pick % grown.len()].id,
                }
            }
            "leave_households" => Decision::LeaveHouseholds,
            "give_up" => Decision::GiveUp,
            // Most cases should live.
            "close" if pick == 0 => Decision::Close {
                ground: CloseGround::NotOurs,
            },
            "close" => return None,
            other => panic!("no such decision: {other}"),
        })
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Choose(role, choice) => drop(self.registry.choose(role, choice)),
            Step::Custody(child, role, basis) => drop(self.registry.entrust(child, role, basis)),
            Step::Correct(whom, value) => {
                let correction = Correction { whom, value };
                let known = self.registry.case.corrections.len();
                let _ = self.registry.correct(correction.clone());
                if self.registry.case.corrections.len() > known {
                    self.corrections.push(correction);
                }
            }
            Step::Reverse(ground) => drop(self.registry.reverse(ground)),
            Step::Birth(role) => self.birth(role),
            Step::Wedding(role) => self.wedding(role),
            Step::Move(role) => {
                if let Some(party) = self.person(role) {
                    self.registry.meanwhile(&party, |card| {
                        card.address = address("35.75.01.1002", "Jl. Contoh Lain No. 4");
                    });
                }
            }
        }
        self.look();
    }

    fn birth(&mut self, role: Role) {
        let Some(party) = self.person(role) else { return };
        self.births += 1;
        let baby = person(900 + self.births, "Contoh Bayi", Sex::Female, date(2021, 10, 1));
        self.originals.insert(baby.nik.clone(), baby.clone());
        self.expected.insert(baby.nik.clone(), baby.clone());
        self.registry.meanwhile(&party, |card| {
            let beside = card.member(&party.nik).unwrap().relationship;
            card.members.push(Member {
                person: baby,
                relationship: as_child_of(beside),
            });
        });
    }

    fn wedding(&mut self, role: Role) {
        let Some(party) = self.person(role) else { return };
        if !self.registry.case.registered {
            return;
        }
        self.unsure.insert(party.nik.clone());
        self.registry.meanwhile(&party, |card| {
            for member in &mut card.members {
                if member.person.nik == party.nik && !member.person.marriages.contains(&second_wedding()) {
                    member.person.marriages.push(second_wedding());
                    member.person.marital_status = MaritalStatus::Married;
                }
            }
        });
    }

    /// Follows the journal, and compares what should be with what is.
    fn look(&mut self) {
        let news = self.registry.events[self.seen..].to_vec();
        self.seen = self.registry.events.len();
        for event in &news {
            match event {
                Event::RegisterUpdated { .. } => {
                    for role in Role::BOTH {
                        self.divorce(role);
                    }
                }
                Event::RegisterAmended {
                    amendment: Amendment::Correction { number },
                    households,
                    ..
                } if !households.is_empty() => self.corrected(*number),
                Event::RegisterAmended {
                    amendment: Amendment::Reversal { .. },
                    ..
                } => {
                    for role in Role::BOTH {
                        self.undo(role);
                    }
                }
                _ => {}
            }
        }
        if self.registry.case.registered && self.registry.hold().is_none() {
            self.registry.check();
        }
        for (nik, record) in records(&self.registry.register()) {
            let should = &self.expected[&nik];
            if self.unsure.contains(&nik) {
                assert_eq!(unmarried(&record), unmarried(should));
            } else {
                assert_eq!(&record, should);
            }
        }
        self.living_apart();
    }

    fn divorce(&mut self, role: Role) {
        let decree = &self.registry.filed;
        let settled = decree.finality.settle(decree.kind).unwrap();
        let Some(record) = self.nik(role).and_then(|nik| self.expected.get_mut(&nik)) else {
            return;
        };
        let ended = record
            .marriages
            .iter()
            .position(|marriage| marriage.certificate.as_ref() == Some(&decree.marriage.certificate));
        if let Some(ended) = ended {
            record.divorce(ended, settled.divorced_on, &settled.akta.number);
        }
    }

    fn corrected(&mut self, number: u16) {
        let Correction { whom, value } = self.corrections[usize::from(number) - 1].clone();
        let nik = match whom {
            Whom::Party { role } => self.nik(role).unwrap(),
            Whom::Child { child } => self.registry.filed.children[child].nik.clone(),
        };
        let record = self.expected.get_mut(&nik).unwrap();
        if let (Whom::Party { role }, CorrectedValue::DivorceDate(on)) = (whom, &value) {
            let certificate = record.divorce_certificate.clone();
            let other = self.registry.filed.parties[role.other()].nik.clone();
            let other = other.and_then(|nik| self.expected.get_mut(&nik));
            if let Some(other) = other
                && other.divorce_certificate.is_some()
                && other.divorce_certificate == certificate
                && other.vital == Vital::Alive
            {
                other.divorced_on = Some(*on);
            }
        }
        let record = self.expected.get_mut(&nik).unwrap();
        match value {
            CorrectedValue::Name(name) => record.name = name,
            CorrectedValue::Education(education) => record.education = education,
            CorrectedValue::Mother(mother) => record.mother = mother,
            CorrectedValue::DivorceDate(on) => record.divorced_on = Some(on),
            other => panic!("never carried out: {other:?}"),
        }
    }

    fn undo(&mut self, role: Role) {
        let Some(nik) = self.nik(role) else { return };
        if let (Some(record), Some(original)) = (self.expected.get_mut(&nik), self.originals.get(&nik)) {
            record.marital_status = original.marital_status;
            record.marriages.clone_from(&original.marriages);
            record.divorced_on = original.divorced_on;
            record
                .divorce_certificate
                .clone_from(&original.divorce_certificate);
        }
    }

    /// Former spouses share no card while they are divorced, whether the court knows both NIK or not.
    fn living_apart(&self) {
        let case = &self.registry.case;
        if !case.registered || case.reversed.is_some() {
            return;
        }
        let [Some(one), Some(other)] = Role::BOTH.map(|role| self.really[role].clone()) else {
            return;
        };
        for home in self.registry.register().iter().filter(|home| home.is_active()) {
            assert!(home.member(&one).is_none() || home.member(&other).is_none());
        }
    }
}

fn unmarried(person: &Person) -> Person {
    Person {
        marital_status: MaritalStatus::Single,
        marriages: vec![],
        divorced_on: None,
        divorce_certificate: None,
        ..person.clone()
    }
}

/// Makes the story odd; gives whose marriages only the plan can tell from then on.
fn make_odd(story: &mut Story, oddity: Oddity) -> Vec<Nik> {
    let both: Vec<Nik> = Role::BOTH
        .into_iter()
        .filter_map(|role| story.decree.parties[role].nik.clone())
        .collect();
    let mut change = |role: Role, change: &dyn Fn(&mut Person)| {
        let nik = story.decree.parties[role].nik.clone();
        for member in story.register.iter_mut().flat_map(|home| &mut home.members) {
            if Some(&member.person.nik) == nik.as_ref() {
                change(&mut member.person);
            }
        }
    };
    match oddity {
        Oddity::OnPaper(role) => change(role, &|person| person.marriages.clear()),
        Oddity::Divorced(role) => change(role, &|person| person.divorce(0, BHT, &akta())),
        Oddity::Remarried(role) => change(role, &|person| person.marriages = vec![second_wedding()]),
        Oddity::Dead(role) => change(role, &|person| person.vital = Vital::Deceased),
        Oddity::OtherBook(role) => change(role, &|person| {
            person.marriages[0].certificate =
                Some(MarriageCertificateNumber::parse("0099/009/IX/2015").unwrap());
        }),
        Oddity::Foreign(role) | Oddity::OtherSpelling(role) => {
            if let Oddity::OtherSpelling(_) = oddity {
                story.decree.parties[role].name = name("Contoh Salah");
            }
            let other = story.decree.parties[role.other()].nik.clone();
            story.decree.parties[role].nik = None;
            for member in story.register.iter_mut().flat_map(|home| &mut home.members) {
                if Some(&member.person.nik) == other.as_ref() {
                    member.person.marriages[0].spouse = None;
                }
            }
        }
        Oddity::OtherName(role) => {
            story.decree.parties[role].name = name("Contoh Salah");
            return Vec::new();
        }
        Oddity::SaidToBeHere => {
            for role in Role::BOTH {
                story.decree.parties[role].domicile = Domicile::City;
            }
        }
        Oddity::OldCourt => {
            story.decree.doubts = vec![Doubt::CourtCodeOld];
            return Vec::new();
        }
        Oddity::OtherChild => {
            for child in story.decree.children.iter_mut().take(1) {
                child.name = name("Contoh Salah");
            }
            return Vec::new();
        }
    }
    both
}

#[test]
fn any_life_of_a_case_leaves_a_right_register_after_every_step() {
    let config = Config {
        cases: cases(5_000),
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let reached: RefCell<BTreeMap<String, usize>> = RefCell::default();
    runner
        .run(&life(), |life| {
            let mut world = World::begin(&life);
            world.registry.carry_on();
            world.look();
            world.office_hours();
            for step in life.steps {
                world.step(step);
                world.office_hours();
            }
            let mut reached = reached.borrow_mut();
            for event in &world.registry.events {
                let code = match event {
                    Event::Held { hold } => hold.code().to_owned(),
                    Event::RegisterAmended { amendment, .. } => {
                        serde_json::to_value(amendment).unwrap()["kind"]
                            .as_str()
                            .unwrap()
                            .to_owned()
                    }
                    Event::Decided { decision, .. } => decision.code().to_owned(),
                    Event::RegisterUpdated { .. } => "registered".to_owned(),
                    _ => continue,
                };
                *reached.entry(code).or_default() += 1;
            }
            Ok(())
        })
        .unwrap();
    if cases(5_000) < 5_000 {
        return;
    }
    let reached = reached.into_inner();
    for code in [
        "registered",
        "choice",
        "custody",
        "correction",
        "reversal",
        "accept_death",
        "accept_remarriage",
        "accept_foreign_spouse",
        "party_has_nik",
        "accept_recorded_divorce",
        "accept_paper_record",
        "accept_marriage_record",
        "accept_identity",
        "accept_court",
        "accept_child",
        "set_child_aside",
        "treat_as_elsewhere",
        "record_host_consent",
        "choose_head",
        "leave_households",
        "give_up",
        "head_must_be_chosen",
        "changed_since",
        "amendment_impossible",
        "remarried_meanwhile",
    ] {
        let often = reached.get(code).copied().unwrap_or_default();
        assert!(often >= 5, "{code} was reached {often} times only: {reached:?}");
    }
}
