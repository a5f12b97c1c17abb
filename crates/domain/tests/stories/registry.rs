//! A small registry: the real `decide`, `evolve`, `plan` and `amend` over a register that keeps every version.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, ToSpan};
use tuntas_domain::case::{Case, Command, Event, Refusal, Stage, decide, evolve};
use tuntas_domain::decree::{Choice, ChoiceSource, CustodyBasis, Decree, Parties, Role};
use tuntas_domain::household::{Cause, Household, HouseholdState, check_register};
use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber, Nik, OfficerCode};
use tuntas_domain::people::Person;
use tuntas_domain::plan::{
    Amended, Amendment, Correction, Decision, Hold, HouseholdRef, Later, Plan, Reversal, Situation, amend,
    plan,
};

use super::fixtures::*;

/// One case, from its decree on, and the register it changes.
#[derive(Clone)]
pub(crate) struct Registry {
    pub(crate) filed: Decree,
    choices: Parties<Vec<Choice>>,
    bases: Vec<((usize, Role), CustodyBasis)>,
    corrections: Vec<Correction>,
    versions: Vec<Household>,
    /// Who was on a card at the beginning, and came or went by other hands.
    here: BTreeSet<Nik>,
    evidence: u16,
    pub(crate) case: Case,
    pub(crate) events: Vec<Event>,
    /// Numbers that SIAK issued and the case took.
    pub(crate) taken: Vec<KkNumber>,
    /// People who are on no card any more by what the case did.
    pub(crate) gone: BTreeSet<Nik>,
    pub(crate) planned: Option<Plan>,
    pub(crate) amended: Option<Amended>,
}

fn now() -> Timestamp {
    "2021-10-04T02:00:00Z".parse().unwrap()
}

fn officer(serial: u8) -> OfficerCode {
    OfficerCode::parse(&format!("petugas-{serial:02}")).unwrap()
}

impl Registry {
    /// The decree has arrived and is final; nothing has been done yet.
    pub(crate) fn open(story: &Story) -> Self {
        let mut registry = Self {
            filed: story.decree.clone(),
            choices: Parties::default(),
            bases: Vec::new(),
            corrections: Vec::new(),
            versions: story.register.clone(),
            here: people(&story.register),
            evidence: 0,
            case: Case::default(),
            events: Vec::new(),
            taken: Vec::new(),
            gone: BTreeSet::new(),
            planned: None,
            amended: None,
        };
        let accept = Command::Accept {
            court: story.decree.case_number.court().clone(),
            kind: story.decree.kind,
            evidence: registry.next_evidence(),
            missing: Vec::new(),
            duty: story.decree.duty_order.clone(),
        };
        registry.command(accept).unwrap();
        registry
    }

    /// The decree has been carried out, or is held.
    pub(crate) fn after(story: &Story) -> Self {
        let mut registry = Self::open(story);
        registry.carry_on();
        registry
    }

    pub(crate) fn command(&mut self, command: Command) -> Result<(), Refusal> {
        for event in decide(&self.case, command)? {
            self.case = evolve(std::mem::take(&mut self.case), &event);
            self.events.push(event);
        }
        Ok(())
    }

    fn next_evidence(&mut self) -> String {
        self.evidence += 1;
        format!("evidence-{}", self.evidence)
    }

    /// The ruling with everything said since laid over it.
    fn ruling(&self) -> Decree {
        let mut decree = self.filed.clone();
        for role in Role::BOTH {
            let revision = usize::from(self.case.choices[role].counts);
            if let Some(choice) = revision.checked_sub(1).and_then(|at| self.choices[role].get(at)) {
                decree.parties[role].choice = Some(choice.clone());
            }
        }
        for given in &self.case.custody {
            let (_, basis) = self.bases.iter().rev().find(|(said, _)| said == given).unwrap();
            if let Some(child) = decree.children.get_mut(given.0) {
                child.custody = Some((given.1, *basis));
            }
        }
        decree
    }

    /// Latest version of every household.
    pub(crate) fn register(&self) -> Vec<Household> {
        let latest: BTreeMap<HouseholdId, &Household> = self
            .versions
            .iter()
            .map(|household| (household.id, household))
            .collect();
        latest.into_values().cloned().collect()
    }

    /// Every version ever written.
    pub(crate) fn versions(&self) -> &[Household] {
        &self.versions
    }

    /// Does what is to be done next, until nothing is left or an officer has to look.
    pub(crate) fn carry_on(&mut self) -> &mut Self {
        loop {
            if self.case.hold.is_some() {
                return self;
            }
            if self.case.stage() == Stage::Accepted {
                self.change_register();
            } else if let Some(amendment) = self.case.amendments.first().cloned() {
                self.change_again(&amendment);
            } else {
                return self;
            }
            if self.case.hold.is_none() {
                self.check();
            }
        }
    }

    fn change_register(&mut self) {
        let (decree, register) = (self.ruling(), self.register());
        let settled = decree.finality.settle(decree.kind).unwrap();
        let planned = plan(&Situation {
            case: case_id(),
            city: &pasuruan(),
            decree: &decree,
            settled: &settled,
            homes: homes(&decree, &register),
            others: &register,
            decisions: &self.case.decisions,
            today: TODAY,
        });
        let plan = match planned {
            Ok(plan) => plan,
            Err(hold) => return self.command(Command::Hold { hold }).unwrap(),
        };
        let numbers = self.take(plan.numbers_needed());
        let written = plan.number(case_id(), TODAY, &numbers).unwrap();
        let households = self.write(written, &plan.departures);
        self.command(Command::Register {
            divorced_on: settled.divorced_on,
            issued_on: TODAY,
            outcomes: plan.outcomes.clone(),
            households,
            flags: plan.flags.clone(),
            cards: Parties::default(),
            marriage_registry: plan.marriage_registry.clone(),
        })
        .unwrap();
        self.planned = Some(plan);
    }

    fn change_again(&mut self, amendment: &Amendment) {
        let (decree, register) = (self.ruling(), self.register());
        let settled = decree.finality.settle(decree.kind).unwrap();
        let written = self.written();
        let before = match amendment {
            Amendment::Reversal { .. } => self.before(&written),
            _ => Vec::new(),
        };
        let correction = match amendment {
            Amendment::Correction { number } => self.corrections.get(usize::from(*number) - 1),
            _ => None,
        };
        let amended = amend(&Later {
            case: case_id(),
            decree: &decree,
            settled: &settled,
            decisions: &self.case.decisions,
            amendment,
            correction,
            outcomes: &Parties::from_fn(|role| self.case.tracks[role].outcome.clone().unwrap()),
            homes: homes(&decree, &register),
            others: &register,
            before: &before,
            written: &written,
            today: TODAY,
        });
        let amended = match amended {
            Ok(amended) => amended,
            Err(hold) => return self.command(Command::Hold { hold }).unwrap(),
        };
        let numbers = self.take(amended.numbers_needed());
        let after = amended.number(case_id(), TODAY, &numbers).unwrap();
        let households = self.write(after, &amended.departures);
        self.command(Command::Amend {
            amendment: amendment.clone(),
            issued_on: TODAY,
            outcomes: amended.outcomes.clone(),
            households,
            reissued: amended.reissued,
            cards: Parties::default(),
            flags: amended.flags.clone(),
        })
        .unwrap();
        self.amended = Some(amended);
    }

    /// The next numbers of the pool, each once.
    fn take(&mut self, needed: Vec<&KecamatanCode>) -> Vec<KkNumber> {
        let first = self.taken.len();
        self.taken.extend(
            needed
                .into_iter()
                .enumerate()
                .map(|(position, kecamatan)| pool_number(&kecamatan.digits(), first + position)),
        );
        self.taken[first..].to_vec()
    }

    fn write(&mut self, written: Vec<Household>, departures: &[Nik]) -> Vec<HouseholdRef> {
        for household in &written {
            let latest = self.versions.iter().rev().find(|old| old.id == household.id);
            assert_eq!(household.version, latest.map_or(1, |old| old.version + 1));
        }
        self.gone.extend(departures.iter().cloned());
        let references = written
            .iter()
            .map(|household| HouseholdRef {
                id: household.id,
                version: household.version,
            })
            .collect();
        self.versions.extend(written);
        references
    }

    fn written(&self) -> Vec<HouseholdRef> {
        self.events
            .iter()
            .flat_map(|event| match event {
                Event::RegisterUpdated { households, .. } | Event::RegisterAmended { households, .. } => {
                    households.clone()
                }
                _ => Vec::new(),
            })
            .collect()
    }

    fn before(&self, written: &[HouseholdRef]) -> Vec<Household> {
        let mut first = BTreeMap::new();
        for household in written {
            first.entry(household.id).or_insert(household.version);
        }
        self.versions
            .iter()
            .filter(|old| first.get(&old.id).is_some_and(|first| old.version + 1 == *first))
            .cloned()
            .collect()
    }

    /// An officer decides the hold, and a second one agrees where that is needed; then the case goes on.
    pub(crate) fn decide(&mut self, decision: Decision) -> Result<&mut Self, Refusal> {
        self.command(Command::Claim {
            officer: officer(1),
            now: now(),
            until: now() + 1.hour(),
            ahead: 0,
        })?;
        self.command(Command::Decide {
            officer: officer(1),
            now: now(),
            decision,
        })?;
        if let Some(proposal) = &self.case.proposal {
            let number = proposal.number;
            self.command(Command::Approve {
                officer: officer(2),
                number,
                agreed: true,
            })?;
        }
        Ok(self.carry_on())
    }

    pub(crate) fn choose(&mut self, role: Role, choice: Choice) -> Result<&mut Self, Refusal> {
        self.wish(role, choice)?;
        Ok(self.carry_on())
    }

    /// A choice that nobody has carried out yet.
    pub(crate) fn wish(&mut self, role: Role, choice: Choice) -> Result<(), Refusal> {
        self.command(Command::Choose {
            role,
            choice: choice.kind(),
            source: ChoiceSource::Citizen,
        })?;
        self.choices[role].push(choice);
        Ok(())
    }

    pub(crate) fn entrust(
        &mut self,
        child: usize,
        parent: Role,
        basis: CustodyBasis,
    ) -> Result<&mut Self, Refusal> {
        let evidence = self.next_evidence();
        self.command(Command::ChangeCustody {
            child,
            parent,
            basis,
            evidence,
        })?;
        self.bases.push(((child, parent), basis));
        Ok(self.carry_on())
    }

    pub(crate) fn correct(&mut self, correction: Correction) -> Result<&mut Self, Refusal> {
        self.command(Command::ProposeCorrection {
            officer: officer(1),
            whom: correction.whom,
            field: correction.value.field(),
        })?;
        self.corrections.push(correction);
        let number = u16::try_from(self.corrections.len()).unwrap();
        self.command(Command::DecideCorrection {
            officer: officer(2),
            number,
            agreed: true,
        })?;
        Ok(self.carry_on())
    }

    pub(crate) fn reverse(&mut self, ground: Reversal) -> Result<&mut Self, Refusal> {
        let evidence = self.next_evidence();
        self.command(Command::Reverse { ground, evidence })?;
        Ok(self.carry_on())
    }

    /// Somebody else changes a household: another event of the register, outside this case.
    pub(crate) fn meanwhile(&mut self, of: &Person, change: impl FnOnce(&mut Household)) -> &mut Self {
        let mut card = self
            .card_of(of)
            .unwrap_or_else(|| panic!("on no card: {:?}", of.id));
        let before: BTreeSet<Nik> = people(std::slice::from_ref(&card));
        change(&mut card);
        card.version += 1;
        card.cause = Cause::Import;
        let after = people(std::slice::from_ref(&card));
        for nik in before.difference(&after) {
            self.here.remove(nik);
        }
        self.here.extend(after.difference(&before).cloned());
        self.versions.push(card);
        self
    }

    /// The active card somebody stands on.
    pub(crate) fn card_of(&self, person: &Person) -> Option<Household> {
        self.register()
            .into_iter()
            .find(|home| home.is_active() && home.member(&person.nik).is_some())
    }

    /// What the register says of somebody.
    pub(crate) fn record(&self, person: &Person) -> Person {
        let card = self.card_of(person).unwrap();
        card.member(&person.nik).unwrap().person.clone()
    }

    /// Names the members of a card with their SHDK, as printed.
    pub(crate) fn lines(&self, person: &Person) -> Vec<String> {
        lines(&self.card_of(person).unwrap())
    }

    pub(crate) fn hold(&self) -> Option<&Hold> {
        self.case.hold.as_ref()
    }

    /// What must hold after every step.
    pub(crate) fn check(&self) {
        let register = self.register();
        check_register(&register, TODAY).unwrap();
        let expected: BTreeSet<Nik> = self.here.difference(&self.gone).cloned().collect();
        assert_eq!(
            people(&register),
            expected,
            "nobody is lost, nobody comes from nowhere"
        );
        self.check_numbers();
    }

    /// A number is one household's for ever, is kept only with its head, and is never minted.
    fn check_numbers(&self) {
        let mut owners: BTreeMap<&KkNumber, HouseholdId> = BTreeMap::new();
        for household in &self.versions {
            let owner = owners.entry(&household.number).or_insert(household.id);
            assert_eq!(*owner, household.id, "a number is never used again");
            if household.version == 1 && household.cause == Cause::Case(case_id()) {
                assert!(self.taken.contains(&household.number), "numbers come from SIAK");
            }
            let Some(before) = self
                .versions
                .iter()
                .find(|old| old.id == household.id && old.version + 1 == household.version)
            else {
                continue;
            };
            assert_eq!(before.number, household.number, "a household keeps its number");
            assert_eq!(
                before.state,
                HouseholdState::Active,
                "what is closed stays closed"
            );
            if household.cause == Cause::Case(case_id()) && household.is_active() {
                let head = |home: &Household| home.head().map(|head| head.person.nik.clone());
                assert_eq!(
                    head(before),
                    head(household),
                    "a number is kept only with its head"
                );
            }
        }
        for number in &self.taken {
            assert!(owners.contains_key(number), "no number is taken in vain");
        }
    }
}

/// Each member with their SHDK.
pub(crate) fn lines(card: &Household) -> Vec<String> {
    card.members
        .iter()
        .map(|member| format!("{} {}", member.person.name.as_str(), member.relationship.label()))
        .collect()
}

fn homes<'a>(decree: &Decree, register: &'a [Household]) -> Parties<Option<&'a Household>> {
    Parties::from_fn(|role| {
        let nik = decree.parties[role].nik.as_ref()?;
        register
            .iter()
            .find(|home| home.is_active() && home.member(nik).is_some())
    })
}
