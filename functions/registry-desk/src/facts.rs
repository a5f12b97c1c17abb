//! The facts of a held case: the court's words beside the register's, and no more than its reason asks for.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_contract::Problem;
use tuntas_contract::decree::ChoiceRequest;
use tuntas_contract::registry_desk::{
    ChangedHousehold, ChildFacts, CourtPerson, HeldFacts, HeldHousehold, MarriageFacts, NamedChild,
    NumberFacts, PartyChoice, PartyFacts, RegisterPerson, RulingFacts,
};
use tuntas_domain::case::{Event, Refusal, Stage, View};
use tuntas_domain::decree::{Choice, Decree, Parties, Role};
use tuntas_domain::household::Household;
use tuntas_domain::identity::{HouseholdId, KecamatanCode, Nik, OfficerCode};
use tuntas_domain::people::{Person, Relationship};
use tuntas_domain::plan::{Decision, Hold};
use tuntas_journal::Story;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_register::RegisterError;

use crate::{RegistryDesk, answer, documents};

/// What a hold asks an officer to look at.
#[derive(Debug, Default, PartialEq, Eq)]
struct Needs<'a> {
    party: Option<Role>,
    /// Whose record of the marriage.
    marriage: Option<Role>,
    child: Option<usize>,
    households: bool,
    since: bool,
    host_of: Option<Role>,
    numbers: Option<&'a KecamatanCode>,
}

impl<'a> Needs<'a> {
    fn of(hold: &'a Hold) -> Self {
        let nothing = Self::default();
        match hold {
            Hold::PartyNotInRegister { role } | Hold::PartyDeceased { role } => Self {
                party: Some(*role),
                ..nothing
            },
            // Whether the other's card has them after all, and whether the marriage is that to them.
            Hold::ForeignSpouse { role } | Hold::PartyHasNik { role } => Self {
                party: Some(*role),
                marriage: Some(role.other()),
                households: true,
                ..nothing
            },
            // The marriage book in the officer's hand is the one of this marriage.
            Hold::NameMismatch { role }
            | Hold::BirthDateMismatch { role }
            | Hold::SexMismatch { role }
            | Hold::NotMarried { role, .. }
            | Hold::NotMarriedToEachOther { role }
            | Hold::MarriageRecordMismatch { role }
            | Hold::PaperRecordOnly { role }
            | Hold::AlreadyDivorced { role }
            | Hold::RemarriedMeanwhile { role } => Self {
                party: Some(*role),
                marriage: Some(*role),
                ..nothing
            },
            Hold::CourtNameMissing | Hold::CourtCodeOld => nothing,
            Hold::ChildNotInRegister { child } | Hold::ChildMismatch { child } => Self {
                child: Some(*child),
                ..nothing
            },
            Hold::HostNotFound { role } | Hold::HostConsentMissing { role } => Self {
                households: true,
                host_of: Some(*role),
                ..nothing
            },
            Hold::ContradictoryChoices
            | Hold::ChoiceNeeded
            | Hold::HeadMustBeChosen
            | Hold::ChildrenAlone
            | Hold::HeadNotEligible
            | Hold::RegisterDamaged
            | Hold::HouseholdTooLarge => Self {
                households: true,
                ..nothing
            },
            Hold::ChangedSince | Hold::AmendmentImpossible => Self {
                households: true,
                since: true,
                ..nothing
            },
            Hold::NumberPoolEmpty { kecamatan } => Self {
                numbers: Some(kecamatan),
                ..nothing
            },
        }
    }
}

impl RegistryDesk {
    /// The facts of a held case. Who asks is recorded first; without the record nothing is shown.
    pub(crate) async fn held_facts(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let story = self.open(request).await?;
        if story.case.stage() != Stage::Held {
            return Err(Problem::from(Refusal::NotHeld).into());
        }
        let story = self.view(request, story, officer, View::Facts, at).await?;
        let hold = story.case.hold.as_ref().ok_or(Problem::from(Refusal::NotHeld))?;
        Ok(HttpResponse::json(200, &self.facts(&story, hold, at).await?))
    }

    async fn facts(&self, story: &Story, hold: &Hold, at: Timestamp) -> Result<HeldFacts, HttpError> {
        let decree = self.decree(story).await?;
        let needs = Needs::of(hold);
        let mut facts = HeldFacts {
            case: answer::desk_case(story, at)?,
            note: self.open_note(story).await?,
            ruling: RulingFacts::new(&decree, registered_on(story)),
            party: None,
            marriage: None,
            child: None,
            wishes: Vec::new(),
            households: Vec::new(),
            changed_since: Vec::new(),
            numbers: None,
            documents: documents::list(story, at),
        };
        if let Some(role) = needs.party {
            let record = self.record_of(&decree, role).await?;
            facts.party = Some(PartyFacts {
                role: role.into(),
                court: CourtPerson::new(&decree, role),
                register: record.as_ref().map(RegisterPerson::from),
            });
            // Mostly the party's own marriage, as the same record has it.
            if let Some(of) = needs.marriage {
                let record = if of == role {
                    record
                } else {
                    self.record_of(&decree, of).await?
                };
                facts.marriage = Some(MarriageFacts::new(&decree, of, record.as_ref()));
            }
        }
        if let Some(child) = needs.child {
            facts.child = self.child(&decree, child).await?;
        }
        if needs.households {
            self.add_households(&mut facts, story, &decree, needs.host_of, at)
                .await?;
        }
        if needs.since {
            facts.changed_since = self.changed_since(story, &decree, at).await?;
        }
        if let Some(kecamatan) = needs.numbers {
            facts.numbers = Some(NumberFacts {
                kecamatan: kecamatan.to_string(),
                free: self.free_numbers(kecamatan).await?,
                proposed: self.proposed_number(story, kecamatan).await?,
            });
        }
        Ok(facts)
    }

    async fn add_households(
        &self,
        facts: &mut HeldFacts,
        story: &Story,
        decree: &Decree,
        host_of: Option<Role>,
        at: Timestamp,
    ) -> Result<(), HttpError> {
        let today = self.day(at);
        let guarded = Parties {
            petitioner: self.dossiers.is_protected(story.id, Role::Petitioner).await?,
            respondent: self.dossiers.is_protected(story.id, Role::Respondent).await?,
        };
        // Whoever must not be found lives there, or wants to.
        let hidden = |home: &Household, joins: Option<Role>| {
            let lives_here = |role: Role| {
                (decree.parties[role].nik.as_ref()).is_some_and(|nik| home.member(nik).is_some())
            };
            Role::BOTH
                .into_iter()
                .any(|role| guarded[role] && (joins == Some(role) || lives_here(role)))
        };
        let shown = |home: &Household, hidden: bool| {
            let mut shown = HeldHousehold::new(home, decree, today);
            if hidden {
                shown.hide_address();
            }
            shown
        };
        for household in self.households(decree).await? {
            facts.households.push(shown(&household, hidden(&household, None)));
        }
        for role in Role::BOTH {
            let (choice, revision) = self.choice_that_counts(story, decree, role).await?;
            if host_of == Some(role)
                && let Some(Choice::Join { host, .. }) = &choice
                && let Some(mut host) = self.register.by_number(host).await?
            {
                let hidden = hidden(&host, Some(role));
                // Of the hosts only the head is needed: whose consent it is.
                host.members
                    .retain(|member| member.relationship == Relationship::Head);
                facts.households.push(shown(&host, hidden));
            }
            facts.wishes.push(PartyChoice {
                role: role.into(),
                choice: choice.as_ref().map(|choice| shown_choice(choice, guarded[role])),
                revision,
            });
        }
        Ok(())
    }

    /// The homes of parties and children, as they are now, each once.
    pub(crate) async fn households(&self, decree: &Decree) -> Result<Vec<Household>, RegisterError> {
        let parties = decree.niks().map(|(_, nik)| nik);
        let mut found: BTreeMap<HouseholdId, Household> = BTreeMap::new();
        for nik in parties.chain(decree.children.iter().map(|child| &child.nik)) {
            if let Some(home) = self.register.home_of(nik).await? {
                found.insert(home.id, home);
            }
        }
        Ok(found.into_values().collect())
    }

    /// What the register says of a person on an active card.
    pub(crate) async fn record(&self, nik: &Nik) -> Result<Option<Person>, RegisterError> {
        let home = self.register.home_of(nik).await?;
        Ok(home.and_then(|home| Some(home.member(nik)?.person.clone())))
    }

    async fn record_of(&self, decree: &Decree, role: Role) -> Result<Option<Person>, RegisterError> {
        match &decree.parties[role].nik {
            Some(nik) => self.record(nik).await,
            None => Ok(None),
        }
    }

    /// The households that the case wrote, as it wrote them last, beside what they are now.
    async fn changed_since(
        &self,
        story: &Story,
        decree: &Decree,
        at: Timestamp,
    ) -> Result<Vec<ChangedHousehold>, HttpError> {
        let today = self.day(at);
        let mut changed = Vec::new();
        for (id, version) in last_written(story) {
            let Some(latest) = self.register.latest_version(id).await? else {
                continue;
            };
            if latest == version {
                continue;
            }
            let (then, now) = (
                self.register.version(id, version).await?,
                self.register.version(id, latest).await?,
            );
            if let (Some(then), Some(now)) = (then, now) {
                changed.push(ChangedHousehold::between(&then, &now, decree, today));
            }
        }
        Ok(changed)
    }

    async fn child(&self, decree: &Decree, child: usize) -> Result<Option<ChildFacts>, HttpError> {
        let Some(named) = decree.children.get(child) else {
            return Ok(None);
        };
        let record = self.record(&named.nik).await?;
        Ok(Some(ChildFacts {
            child,
            court: named.into(),
            register: record.as_ref().map(RegisterPerson::from),
            also_named: (decree.children.iter().enumerate())
                .filter(|(other, entry)| *other != child && entry.nik == named.nik)
                .map(|(child, entry)| NamedChild {
                    child,
                    court: entry.into(),
                })
                .collect(),
        }))
    }

    /// What a party said last that counts, and its revision; 0 for the decree.
    async fn choice_that_counts(
        &self,
        story: &Story,
        decree: &Decree,
        role: Role,
    ) -> Result<(Option<Choice>, u16), HttpError> {
        match story.case.choices[role].counts {
            0 => Ok((decree.parties[role].choice.clone(), 0)),
            revision => Ok((self.dossiers.choice(story.id, role, revision).await?, revision)),
        }
    }

    /// Why the open proposal was made.
    async fn open_note(&self, story: &Story) -> Result<Option<String>, HttpError> {
        let Some(proposal) = &story.case.proposal else {
            return Ok(None);
        };
        self.note(
            story,
            |event| matches!(event, Event::DecisionProposed { number, .. } if *number == proposal.number),
        )
        .await
    }

    /// What was noted with the event, if there is one.
    pub(crate) async fn note(
        &self,
        story: &Story,
        with: impl Fn(&Event) -> bool,
    ) -> Result<Option<String>, HttpError> {
        let entry = story.entries.iter().find(|entry| with(&entry.event));
        let Some(entry) = entry else { return Ok(None) };
        let note = self.dossiers.note(story.id, entry.seq).await?;
        Ok(note.map(|note| note.as_str().to_owned()))
    }

    async fn proposed_number(
        &self,
        story: &Story,
        kecamatan: &KecamatanCode,
    ) -> Result<Option<String>, HttpError> {
        match &story.case.proposal {
            Some(proposal) if matches!(proposal.decision, Decision::UseNumber { .. }) => {
                let number = self.dossiers.kept_number(story.id, kecamatan).await?;
                Ok(number.map(|number| number.as_str().to_owned()))
            }
            _ => Ok(None),
        }
    }
}

/// The day on which the case changed the register first.
fn registered_on(story: &Story) -> Option<Date> {
    story.entries.iter().find_map(|entry| match &entry.event {
        Event::RegisterUpdated { issued_on, .. } => Some(*issued_on),
        _ => None,
    })
}

/// The latest version that the case wrote of each household.
fn last_written(story: &Story) -> BTreeMap<HouseholdId, u32> {
    let mut last = BTreeMap::new();
    for written in story.entries.iter().flat_map(|entry| entry.event.written()) {
        let version = last.entry(written.id).or_insert(written.version);
        *version = written.version.max(*version);
    }
    last
}

/// Where somebody who has to be protected wants to live is nobody's to read here.
fn shown_choice(choice: &Choice, guarded: bool) -> ChoiceRequest {
    let mut shown = ChoiceRequest::from(choice);
    if guarded {
        shown.address = None;
        shown.destination = None;
        shown.region = None;
    }
    shown
}
