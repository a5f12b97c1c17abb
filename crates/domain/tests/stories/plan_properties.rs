//! Any register and any decree about a couple in it: either the case is held, or the register is sound
//! afterwards and only what the ruling is about has changed.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tuntas_domain::decree::{Choice, CustodyBasis, Role};
use tuntas_domain::household::{Cause, Household, HouseholdState, Member, check_register};
use tuntas_domain::identity::{CityCode, HouseholdId, KkNumber, Nik};
use tuntas_domain::people::{MaritalStatus, Person, Relationship, Sex, Text};
use tuntas_domain::plan::{Outcome, Plan};

use super::fixtures::*;

/// How the couple lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Living {
    HeHeads,
    SheHeads,
    WithHisMother,
    WithHerMother,
    WithAStranger,
    Apart,
    HeIsAway,
    SheIsAway,
    BothAreAway,
}

/// Where a child stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ChildHome {
    WithTheCouple,
    WithTheOther,
    WithGrandmother,
    NotHere,
}

#[derive(Debug, Clone)]
struct ChildSeed {
    born: Date,
    home: ChildHome,
    mentioned: bool,
    custody: Option<(Role, CustodyBasis)>,
    /// A child of hers or of his alone, from an earlier marriage.
    of_one: Option<Role>,
}

/// What a random story is built from.
#[derive(Debug, Clone)]
pub(crate) struct Seed {
    living: Living,
    talak: Option<Date>,
    second_wife: Option<bool>,
    relatives: Vec<Relationship>,
    children: Vec<ChildSeed>,
    neighbours: u16,
    choices: [Option<Choice>; 2],
}

/// Who stands on a card that is still to be made.
type Members = Vec<(Relationship, Person)>;

const OTHER_MARRIAGE: &str = "0101/011/II/2019";
const HER_MOTHERS: u16 = 2;
const HIS_MOTHERS: u16 = 3;

pub(crate) fn choice() -> impl Strategy<Value = Option<Choice>> {
    let address = prop_oneof![
        4 => Just(None),
        2 => Just(Some(home_address())),
        4 => Just(Some(new_address())),
        1 => Just(Some(address("35.73.01.1001", "Jl. Contoh Jauh No. 3"))),
    ];
    let host = prop_oneof![
        6 => Just(number(HER_MOTHERS)),
        6 => Just(number(HIS_MOTHERS)),
        2 => Just(number(50)),
        1 => Just(number(1)),
        1 => Just(number(99)),
    ];
    let relationship = prop_oneof![
        8 => Just(Relationship::Child),
        3 => Just(Relationship::OtherRelative),
        1 => Just(Relationship::Wife),
    ];
    prop_oneof![
        6 => Just(None),
        1 => Just(Some(Choice::Keep)),
        4 => address.prop_map(|address| Some(Choice::Own { address })),
        4 => (host, relationship, prop::bool::weighted(0.9)).prop_map(|(host, relationship, host_consents)| {
            Some(Choice::Join { host, relationship, host_consents })
        }),
        2 => prop::option::of(Just(CityCode::parse("35.73").unwrap())).prop_map(|region| {
            Some(Choice::Leave { destination: Text::parse("Kota Malang").unwrap(), region })
        }),
    ]
}

fn child() -> impl Strategy<Value = ChildSeed> {
    let custody = prop_oneof![
        1 => Just(None),
        4 => (
            prop::sample::select(Role::BOTH.to_vec()),
            prop::sample::select(vec![
                CustodyBasis::Ruling,
                CustodyBasis::SignedStatement,
                CustodyBasis::OwnChoice,
            ])
        )
            .prop_map(Some),
    ];
    let home = prop_oneof![
        8 => Just(ChildHome::WithTheCouple),
        2 => Just(ChildHome::WithTheOther),
        3 => Just(ChildHome::WithGrandmother),
        1 => Just(ChildHome::NotHere),
    ];
    let born = (2000_i16..=2021, 1_i8..=9, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d));
    let of_one = prop::option::weighted(0.2, prop::sample::select(Role::BOTH.to_vec()));
    (born, home, prop::bool::weighted(0.8), custody, of_one).prop_map(
        |(born, home, mentioned, custody, of_one)| ChildSeed {
            born,
            home,
            mentioned,
            custody,
            of_one,
        },
    )
}

pub(crate) fn seed() -> impl Strategy<Value = Seed> {
    let living = prop_oneof![
        6 => Just(Living::HeHeads),
        3 => Just(Living::SheHeads),
        2 => Just(Living::WithHisMother),
        2 => Just(Living::WithHerMother),
        1 => Just(Living::WithAStranger),
        2 => Just(Living::Apart),
        1 => Just(Living::HeIsAway),
        1 => Just(Living::SheIsAway),
        1 => Just(Living::BothAreAway),
    ];
    let talak =
        prop::option::of((0_i32..5).prop_map(|days| BHT.checked_add(jiff::Span::new().days(days)).unwrap()));
    let relatives = prop::collection::vec(
        prop::sample::select(vec![
            Relationship::Parent,
            Relationship::ParentInLaw,
            Relationship::OtherRelative,
            Relationship::DomesticWorker,
        ]),
        0..3,
    );
    (
        living,
        talak,
        prop::option::weighted(0.15, any::<bool>()),
        relatives,
        prop::collection::vec(child(), 0..4),
        0..4_u16,
        [choice(), choice()],
    )
        .prop_map(
            |(living, talak, second_wife, relatives, children, neighbours, choices)| Seed {
                living,
                talak,
                second_wife,
                relatives,
                children,
                neighbours,
                choices,
            },
        )
}

impl Seed {
    /// The cards the couple stands on, heads first; the second is the other party's where they live apart.
    fn homes(&self, budi: Person, wati: Person) -> (Members, Members) {
        use Relationship as R;
        let host = || grandmother(23, "Contoh Lastri");
        match self.living {
            Living::HeHeads => (vec![(R::Head, budi), (R::Wife, wati)], vec![]),
            Living::SheHeads => (vec![(R::Head, wati), (R::Husband, budi)], vec![]),
            Living::WithHisMother => (
                vec![(R::Head, host()), (R::Child, budi), (R::ChildInLaw, wati)],
                vec![],
            ),
            Living::WithHerMother => (
                vec![(R::Head, host()), (R::Child, wati), (R::ChildInLaw, budi)],
                vec![],
            ),
            Living::WithAStranger => (
                vec![(R::Head, host()), (R::Other, wati), (R::Other, budi)],
                vec![],
            ),
            Living::Apart => (vec![(R::Head, budi)], vec![(R::Head, wati)]),
            Living::HeIsAway => (vec![(R::Head, wati)], vec![]),
            Living::SheIsAway => (vec![(R::Head, budi)], vec![]),
            Living::BothAreAway => (vec![], vec![]),
        }
    }

    pub(crate) fn story(&self) -> Story {
        let sari = person(31, "Contoh Sari", Sex::Female, date(1992, 8, 8));
        let mut husband = budi();
        let mut register = Vec::new();
        let mut beside_him = Vec::new();
        if let Some(on_his_card) = self.second_wife {
            husband = married(husband, &sari, OTHER_MARRIAGE, date(2019, 2, 2));
            let sari = married(sari, &budi(), OTHER_MARRIAGE, date(2019, 2, 2));
            if on_his_card && self.living == Living::HeHeads {
                beside_him.push((Relationship::Wife, sari));
            } else {
                register.push(card(4, vec![(Relationship::Head, sari)]));
            }
        }
        let (mut home, mut other_home) = self.homes(husband, wati());
        home.extend(beside_him);
        let mut with_grandmother = vec![(Relationship::Head, ratna())];
        for (serial, relationship) in (60..).zip(&self.relatives) {
            if !home.is_empty() {
                home.push((*relationship, grandmother(serial, "Contoh Kerabat")));
            }
        }
        let mut decreed = Vec::new();
        for (serial, seed) in (70..).zip(&self.children) {
            let mut child = child_of_both(serial, "Contoh Anak", seed.born);
            let earlier = Some(Nik::parse("3575010101800777").unwrap());
            match seed.of_one {
                Some(WATI) => child.father_nik = earlier,
                Some(BUDI) => child.mother_nik = earlier,
                None => {}
            }
            if seed.mentioned {
                decreed.push(custody(&child, seed.custody));
            }
            match seed.home {
                ChildHome::NotHere => {}
                ChildHome::WithTheOther if !other_home.is_empty() => {
                    other_home.push((Relationship::Child, child));
                }
                ChildHome::WithTheCouple if !home.is_empty() => {
                    let under_a_grandmother = matches!(
                        self.living,
                        Living::WithHisMother | Living::WithHerMother | Living::WithAStranger
                    );
                    home.push((
                        if under_a_grandmother {
                            Relationship::Grandchild
                        } else {
                            Relationship::Child
                        },
                        child,
                    ));
                }
                _ => with_grandmother.push((Relationship::Grandchild, child)),
            }
        }
        for (serial, members) in [(1, home), (5, other_home)] {
            if !members.is_empty() {
                register.push(card(serial, members));
            }
        }
        register.push(card(HER_MOTHERS, with_grandmother));
        register.push(card(HIS_MOTHERS, vec![(Relationship::Head, sumi())]));
        for neighbour in 0..self.neighbours {
            register.push(card(
                50 + neighbour,
                vec![(Relationship::Head, grandmother(80 + neighbour, "Contoh Tetangga"))],
            ));
        }
        let mut story = Story::of(register).with_children(decreed);
        if matches!(self.living, Living::SheIsAway | Living::BothAreAway) {
            story = story.living(WATI, kota_malang());
        }
        if matches!(self.living, Living::HeIsAway | Living::BothAreAway) {
            story = story.living(BUDI, kota_malang());
        }
        if let Some(ikrar) = self.talak {
            story = story.turned_into_a_talak(ikrar);
        }
        for (role, choice) in Role::BOTH.into_iter().zip(&self.choices) {
            story.decree.parties[role].choice.clone_from(choice);
        }
        story
    }
}

/// Active cards by person.
fn by_person(register: &[Household]) -> BTreeMap<Nik, (HouseholdId, Member)> {
    register
        .iter()
        .filter(|home| home.is_active())
        .flat_map(|home| {
            home.members
                .iter()
                .map(|member| (member.person.nik.clone(), (home.id, member.clone())))
        })
        .collect()
}

/// A person without what a divorce changes.
fn without_marriage(person: &Person) -> Person {
    Person {
        marital_status: MaritalStatus::Single,
        marriages: vec![],
        divorced_on: None,
        divorce_certificate: None,
        ..person.clone()
    }
}

/// The story of one planned case, before and after.
struct Change<'a> {
    story: &'a Story,
    plan: &'a Plan,
    pool: &'a [KkNumber],
    written: &'a [Household],
    after: &'a [Household],
}

impl Change<'_> {
    fn check(&self) {
        check_register(self.after, TODAY).unwrap();
        self.nobody_is_lost();
        self.numbers_stay_with_heads();
        self.parties_are_divorced();
        self.nobody_else_changes();
        self.custody_is_followed();
        self.outcomes_are_true();
    }

    fn nobody_is_lost(&self) {
        let mut expected = people(&self.story.register);
        for nik in &self.plan.departures {
            assert!(expected.remove(nik), "who leaves was here, once");
        }
        assert_eq!(people(self.after), expected);
        let leaving: BTreeSet<_> = self
            .story
            .decree
            .parties
            .iter()
            .filter(|(role, _)| self.plan.outcomes[*role] == Outcome::Left)
            .filter_map(|(_, party)| party.nik.as_ref())
            .collect();
        for nik in &self.plan.departures {
            assert!(
                leaving.contains(nik)
                    || self.goes_with(nik).is_some_and(|role| {
                        self.story.decree.parties[role]
                            .nik
                            .as_ref()
                            .is_some_and(|nik| leaving.contains(nik))
                    }),
                "who leaves is a party, or goes with one"
            );
        }
        self.departures_are_told();
    }

    /// Each of them once, on the card they leave.
    fn departures_are_told(&self) {
        let before = by_person(&self.story.register);
        let mut told = BTreeSet::new();
        for card in self.after {
            for departure in &card.departed {
                let nik = &departure.member.person.nik;
                assert!(told.insert(nik.clone()), "told once");
                assert_eq!(before[nik].0, card.id);
                assert_eq!(before[nik].1.relationship, departure.member.relationship);
                let goes = self.story.decree.parties.iter().any(|(role, party)| {
                    party.is(&departure.with) && self.plan.outcomes[role] == Outcome::Left
                });
                assert!(goes, "they go with a party who leaves");
            }
        }
        assert_eq!(told, self.plan.departures.iter().cloned().collect());
    }

    fn numbers_stay_with_heads(&self) {
        let mut new = Vec::new();
        for home in self.written {
            assert_eq!(home.cause, Cause::Case(case_id()));
            assert_eq!(home.issued_on, TODAY);
            let before = self.story.register.iter().find(|old| old.number == home.number);
            match (before, home.state) {
                (Some(old), HouseholdState::Active) => {
                    assert_eq!(old.id, home.id);
                    let head = |home: &Household| home.head().map(|m| m.person.nik.clone());
                    assert_eq!(head(old), head(home), "a number is kept only with its head");
                }
                (Some(old), HouseholdState::Closed) => assert_eq!(old.id, home.id),
                (None, state) => {
                    assert_eq!(state, HouseholdState::Active);
                    assert_eq!(home.version, 1);
                    let kecamatan = home.address.kelurahan.kecamatan().digits();
                    assert!(home.number.as_str().starts_with(&kecamatan));
                    new.push(home.number.clone());
                }
            }
            if home.is_active() {
                assert_eq!(home.members[0].relationship, Relationship::Head, "head first");
            }
        }
        assert_eq!(
            new, self.pool,
            "every new number is the next of the pool, and all are used"
        );
        for old in self.story.register.iter().filter(|home| home.is_active()) {
            assert!(
                self.after.iter().any(|home| home.number == old.number),
                "no number disappears"
            );
        }
    }

    fn parties_are_divorced(&self) {
        let settled = self.story.decree.finality.settle(self.story.decree.kind).unwrap();
        let (before, after) = (by_person(&self.story.register), by_person(self.after));
        for (role, party) in self.story.decree.parties.iter() {
            let (Some((_, was)), Some((_, is))) = (
                party.nik.as_ref().and_then(|nik| before.get(nik)),
                party.nik.as_ref().and_then(|nik| after.get(nik)),
            ) else {
                assert!(matches!(
                    self.plan.outcomes[role],
                    Outcome::Left | Outcome::Elsewhere { .. }
                ));
                continue;
            };
            let another_lasts = was.person.marriages.len() > 1;
            assert_eq!(is.person.marriages.len(), was.person.marriages.len() - 1);
            assert_eq!(
                is.person.marital_status,
                if another_lasts {
                    MaritalStatus::Married
                } else {
                    MaritalStatus::Divorced
                }
            );
            assert_eq!(is.person.divorced_on, Some(settled.divorced_on));
            assert_eq!(is.person.divorce_certificate, Some(akta()));
            assert_eq!(
                without_marriage(&is.person),
                without_marriage(&was.person),
                "names, parents and everything else stay"
            );
            assert!(self.plan.reissued.contains(&is.person.id));
        }
        let parties = &self.story.decree.parties;
        if let (Some((one, _)), Some((other, _))) = (
            parties.petitioner.nik.as_ref().and_then(|nik| after.get(nik)),
            parties.respondent.nik.as_ref().and_then(|nik| after.get(nik)),
        ) {
            assert_ne!(one, other, "former spouses do not share a card");
        }
    }

    fn nobody_else_changes(&self) {
        let parties = &self.story.decree.parties;
        let (before, after) = (by_person(&self.story.register), by_person(self.after));
        let drafted: BTreeSet<_> = self.plan.drafts.iter().map(|draft| draft.id).collect();
        for (nik, (home, member)) in &before {
            if parties.iter().any(|(_, party)| party.is(nik)) {
                continue;
            }
            let Some((home_after, member_after)) = after.get(nik) else {
                continue;
            };
            assert_eq!(member.person, member_after.person, "the record of a third person");
            let same_head = {
                let head = |register: &[Household], id| {
                    let found = register.iter().find(|home| home.id == id);
                    found.and_then(|home| home.head().map(|m| m.person.nik.clone()))
                };
                head(&self.story.register, *home) == head(self.after, *home_after)
            };
            if home == home_after && same_head && self.goes_with(nik).is_none() && !self.is_step(member) {
                assert_eq!(member.relationship, member_after.relationship);
            }
            if home != home_after && self.goes_with(nik).is_none() {
                assert!(
                    self.plan
                        .drafts
                        .iter()
                        .any(|d| d.id == *home_after && d.replaces.is_none()),
                    "who is not concerned only ever follows their own house under its new head"
                );
            }
        }
        for home in &self.story.register {
            if !drafted.contains(&home.id) {
                assert!(
                    self.after.contains(home),
                    "an untouched card is the same, byte for byte"
                );
            }
        }
        for draft in &self.plan.drafts {
            if let Some(old) = self.story.register.iter().find(|home| home.id == draft.id) {
                assert!(
                    old.members != draft.members || old.address != draft.address,
                    "no version is written for nothing"
                );
            }
        }
    }

    /// Whom a child follows by the decree: below 17 the parent with custody, from 17 on the parent of its own choice.
    fn custodian(&self, nik: &Nik) -> Option<Role> {
        let child = self
            .story
            .decree
            .children
            .iter()
            .find(|child| child.nik == *nik)?;
        let (role, basis) = child.custody?;
        let grown = by_person(&self.story.register).get(nik)?.1.person.age_on(TODAY) >= 17;
        let counts = grown == (basis == CustodyBasis::OwnChoice);
        let here = self.home_before(role).is_some();
        (counts && here).then_some(role)
    }

    fn home_before(&self, role: Role) -> Option<HouseholdId> {
        let nik = self.story.decree.parties[role].nik.as_ref()?;
        by_person(&self.story.register).get(nik).map(|(home, _)| *home)
    }

    /// A child of one party alone.
    fn is_step(&self, member: &Member) -> bool {
        let parents = [&member.person.father_nik, &member.person.mother_nik];
        let of = |role: Role| {
            let party = &self.story.decree.parties[role];
            parents
                .iter()
                .any(|nik| nik.as_ref().is_some_and(|nik| party.is(nik)))
        };
        of(WATI) != of(BUDI)
    }

    /// Whom a child goes with: by the decree, or because they are the only parent it has in the house, or the only
    /// person of age.
    fn goes_with(&self, nik: &Nik) -> Option<Role> {
        if let Some(role) = self.custodian(nik) {
            return Some(role);
        }
        let before = by_person(&self.story.register);
        let (home, member) = before.get(nik)?;
        if member.person.may_head(TODAY) {
            return None;
        }
        let named = self.story.decree.children.iter().any(|child| child.nik == *nik);
        Role::BOTH.into_iter().find(|role| {
            let party = &self.story.decree.parties[*role];
            let parent = [&member.person.father_nik, &member.person.mother_nik]
                .into_iter()
                .any(|nik| nik.as_ref().is_some_and(|nik| party.is(nik)));
            let alone_otherwise = before.values().all(|(other, person)| {
                other != home
                    || party.is(&person.person.nik)
                    || !person.person.may_head(TODAY)
                    || self.custodian(&person.person.nik).is_some()
            });
            self.home_before(*role) == Some(*home)
                && (parent || named)
                && ((self.is_step(member) && !named) || alone_otherwise)
        })
    }

    fn custody_is_followed(&self) {
        let (before, after) = (by_person(&self.story.register), by_person(self.after));
        for (nik, (home, member)) in &before {
            let is_party = self.story.decree.parties.iter().any(|(_, party)| party.is(nik));
            if is_party || member.relationship == Relationship::Head {
                continue;
            }
            let now = after.get(nik).map(|(home, _)| *home);
            if let Some(role) = self.goes_with(nik) {
                let parent = self.story.decree.parties[role].nik.as_ref().unwrap();
                assert_eq!(
                    after.get(parent).map(|(home, _)| *home),
                    now,
                    "a child is where the parent is whom it follows"
                );
            } else {
                let house_moved = self
                    .plan
                    .drafts
                    .iter()
                    .any(|draft| Some(draft.id) == now && draft.replaces.is_none());
                assert!(now == Some(*home) || house_moved, "else everybody stays");
            }
        }
    }

    fn outcomes_are_true(&self) {
        for (role, party) in self.story.decree.parties.iter() {
            let now = party
                .nik
                .as_ref()
                .and_then(|nik| by_person(self.after).remove(nik));
            let outcome = &self.plan.outcomes[role];
            let Some(reference) = outcome.household() else {
                assert!(now.is_none());
                continue;
            };
            let (home, member) = now.unwrap();
            assert_eq!(reference.id, home);
            let version = self.written.iter().find(|written| written.id == home).unwrap();
            assert_eq!(reference.version, version.version);
            match outcome {
                Outcome::Founded { .. } => {
                    assert_eq!(member.relationship, Relationship::Head);
                    assert!(self.pool.contains(&version.number));
                }
                Outcome::Stayed { .. } => assert!(!self.pool.contains(&version.number)),
                Outcome::Joined { .. } => assert_ne!(member.relationship, Relationship::Head),
                Outcome::Left | Outcome::Elsewhere { .. } | Outcome::NothingDue => {}
            }
        }
    }
}

#[test]
fn any_plan_leaves_a_sound_register() {
    let cases = cases(1_000);
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let planned = Cell::new(0);
    runner
        .run(&seed(), |seed| {
            let story = seed.story();
            check_register(&story.register, TODAY).unwrap();
            let result = story.plan();
            let mut turned = story.clone();
            turned.register.reverse();
            prop_assert_eq!(
                &result,
                &turned.plan(),
                "the order of the register does not matter"
            );
            let Ok(plan) = result else {
                return Ok(());
            };
            planned.set(planned.get() + 1);
            let pool: Vec<KkNumber> = plan
                .numbers_needed()
                .into_iter()
                .enumerate()
                .map(|(position, kecamatan)| pool_number(&kecamatan.digits(), position))
                .collect();
            let written = plan.number(case_id(), TODAY, &pool).unwrap();
            let after = store(&story.register, &written);
            Change {
                story: &story,
                plan: &plan,
                pool: &pool,
                written: &written,
                after: &after,
            }
            .check();
            Ok(())
        })
        .unwrap();
    assert!(
        planned.get() > cases / 2,
        "only {} of {cases} were planned",
        planned.get()
    );
}
