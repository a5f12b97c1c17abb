//! Cases to which anything may happen, in any order.

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use tuntas_domain::case::{CourierStatus, Document, DocumentKind, Event, Fare, HandedTo, ReturnReason, View};
use tuntas_domain::decree::{DivorceKind, Missing, Parties, Role};
use tuntas_domain::identity::{CaseId, CourtCode, DocumentId, HouseholdId, OfficerCode};
use tuntas_domain::plan::{CloseGround, Decision, Hold, HouseholdRef, Outcome, Reversal};
use tuntas_figures::{Calendar, Matter, Step, facts};
use tuntas_security::OfficeHours;
use uuid::Uuid;

/// A case: what happened to it and when, in steps.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) case: CaseId,
    pub(crate) entries: Vec<(Timestamp, Event)>,
    /// How many entries each step has.
    pub(crate) steps: Vec<usize>,
}

impl Life {
    pub(crate) fn new(number: u128, entries: Vec<(Timestamp, Event)>) -> Self {
        let steps = vec![1; entries.len()];
        Self {
            case: CaseId(Uuid::from_u128(number)),
            entries,
            steps,
        }
    }

    /// The steps as the journal keeps them.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let mut known = 0;
        let mut steps = Vec::new();
        for size in &self.steps {
            let upto = &self.entries[..known + size];
            let history = upto.iter().map(|(at, event)| (*at, event));
            steps.push(Step {
                matter: Matter::Case,
                case: self.case,
                seq: u32::try_from(known + 1).unwrap(),
                entries: u32::try_from(*size).unwrap(),
                at: self.entries[known].0,
                facts: facts(history, known),
            });
            known += size;
        }
        steps
    }
}

/// From eight to four.
pub(crate) fn hours() -> OfficeHours {
    OfficeHours {
        from: time(8, 0, 0, 0),
        to: time(16, 0, 0, 0),
    }
}

pub(crate) fn calendar() -> Calendar {
    let zone = TimeZone::get("Asia/Jakarta").unwrap();
    Calendar::new(zone, [date(2026, 11, 11)], [2026], hours())
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn court(code: &str) -> CourtCode {
    CourtCode::parse(code).unwrap()
}

pub(crate) fn officer(number: u8) -> OfficerCode {
    OfficerCode::parse(&format!("petugas-0{number}")).unwrap()
}

pub(crate) fn accepted(code: &str, kind: DivorceKind, missing: Vec<Missing>) -> Event {
    Event::DecreeAccepted {
        court: court(code),
        kind,
        evidence: "0f".repeat(32),
        missing,
        duty: None,
    }
}

pub(crate) fn household(number: u128) -> HouseholdRef {
    HouseholdRef {
        id: HouseholdId(Uuid::from_u128(number)),
        version: 1,
    }
}

pub(crate) fn registered(day: i8) -> Event {
    Event::RegisterUpdated {
        divorced_on: date(2026, 11, day),
        issued_on: date(2026, 11, day),
        outcomes: Parties {
            petitioner: Outcome::Founded {
                household: household(1),
            },
            respondent: Outcome::Stayed {
                household: household(2),
            },
        },
        households: vec![household(1), household(2)],
        flags: Vec::new(),
        cards: Parties::default(),
        marriage_registry: None,
    }
}

pub(crate) fn rendered(role: Role) -> Event {
    let document = |kind| Document {
        id: DocumentId(Uuid::from_u128(9)),
        kind,
        sha256: "ab".repeat(32),
    };
    Event::DocumentsRendered {
        role,
        documents: vec![document(DocumentKind::Kk), document(DocumentKind::Ktp)],
    }
}

pub(crate) fn booked(role: Role, attempt: u8, rupiah: Option<u64>) -> Event {
    Event::CourierBooked {
        role,
        attempt,
        order: format!("o{attempt}"),
        fare: Some(Fare {
            provider: "biteship".to_owned(),
            rupiah,
        }),
    }
}

fn kind() -> impl Strategy<Value = DivorceKind> {
    prop_oneof![Just(DivorceKind::Gugat), Just(DivorceKind::Talak)]
}

fn missing() -> impl Strategy<Value = Vec<Missing>> {
    prop_oneof![2 => Just(Vec::new()), 1 => Just(vec![Missing::Bht])]
}

fn role() -> impl Strategy<Value = Role> {
    prop_oneof![Just(Role::Petitioner), Just(Role::Respondent)]
}

fn hold() -> impl Strategy<Value = Hold> {
    prop_oneof![
        role().prop_map(|role| Hold::NameMismatch { role }),
        Just(Hold::CourtNameMissing),
        Just(Hold::RegisterDamaged),
    ]
}

fn status() -> impl Strategy<Value = CourierStatus> {
    prop_oneof![
        Just(CourierStatus::Picked),
        Just(CourierStatus::Delivered),
        Just(CourierStatus::NoDriver),
        Just(CourierStatus::Returned),
        Just(CourierStatus::Lost),
    ]
}

/// Anything that may come after the decree.
fn event() -> impl Strategy<Value = Event> {
    let evidence = || "1f".repeat(32);
    let attempt = || 1..3_u8;
    let courier = prop_oneof![
        3 => (role(), attempt()).prop_map(|(role, attempt)| Event::CourierRequested { role, attempt }),
        3 => (role(), attempt(), proptest::option::of(10_000..20_000_u64))
            .prop_map(|(role, attempt, rupiah)| booked(role, attempt, rupiah)),
        1 => (role(), attempt()).prop_map(|(role, attempt)| Event::CourierRefused {
            role,
            attempt,
            code: "no_address".to_owned(),
        }),
        2 => (role(), attempt(), status())
            .prop_map(|(role, attempt, status)| Event::CourierMoved { role, attempt, status }),
        2 => (role(), attempt()).prop_map(|(role, attempt)| Event::HandoverConfirmed { role, attempt }),
        1 => (role(), attempt()).prop_map(|(role, attempt)| Event::CourierRecalled { role, attempt }),
    ];
    let office = prop_oneof![
        2 => hold().prop_map(|hold| Event::Held { hold }),
        1 => (1..4_u8, any::<bool>()).prop_map(|(by, close)| Event::Decided {
            decision: if close {
                Decision::Close { ground: CloseGround::EndedByDeath }
            } else {
                Decision::TryAgain
            },
            officer: officer(by),
            approved_by: None,
        }),
        2 => (1..4_u8).prop_map(|by| Event::Viewed { officer: officer(by), what: View::Facts }),
        1 => (role(), 1..4_u8, 0..3_u32).prop_map(|(role, by, ahead)| Event::PrintingStarted {
            role,
            officer: Some(officer(by)),
            ahead,
        }),
        1 => (1..4_u8, 0..3_u32).prop_map(|(by, ahead)| Event::HoldClaimed {
            officer: officer(by),
            until: Timestamp::UNIX_EPOCH,
            ahead,
        }),
        1 => (1..4_u8).prop_map(|by| Event::ReturnedToCourt {
            officer: officer(by),
            reason: ReturnReason::WrongDate,
        }),
    ];
    let court = prop_oneof![
        3 => missing().prop_map(move |missing| Event::FinalityCompleted { evidence: evidence(), missing }),
        1 => (kind(), missing()).prop_map(move |(kind, missing)| Event::DecreeRepaired {
            kind,
            evidence: evidence(),
            missing,
            duty: None,
        }),
        1 => Just(Event::Reversed { ground: Reversal::Cassation, evidence: evidence() }),
    ];
    let papers = prop_oneof![
        3 => (1..9_i8).prop_map(registered),
        3 => role().prop_map(rendered),
        3 => role().prop_map(|role| Event::DocumentsPrinted { role }),
        1 => role().prop_map(|role| Event::ReprintOrdered { role }),
        2 => role().prop_map(|role| Event::HandedOver {
            role,
            to: HandedTo::Addressee,
            old_card_withdrawn: None,
        }),
    ];
    prop_oneof![4 => courier, 3 => office, 2 => court, 4 => papers]
}

/// Lives of some cases in one week of November.
pub(crate) fn lives(most: usize) -> impl Strategy<Value = Vec<Life>> {
    let first = (prop_oneof![Just("PA.Pas"), Just("PA.Bgl")], kind(), missing())
        .prop_map(|(court, kind, missing)| accepted(court, kind, missing));
    let later = proptest::collection::vec((event(), 0..20_000_i64, any::<bool>()), 0..14);
    proptest::collection::vec((first, 0..40_000_i64, later), 0..=most).prop_map(|cases| {
        (1..)
            .zip(cases)
            .map(|(number, (first, start, later))| life(number, first, start, later))
            .collect()
    })
}

fn life(number: u128, first: Event, start: i64, later: Vec<(Event, i64, bool)>) -> Life {
    let mut now = at("2026-11-08T17:00:00Z") + SignedDuration::from_secs(start * 10);
    let mut life = Life::new(number, vec![(now, first)]);
    for (event, seconds, with_the_one_before) in later {
        if with_the_one_before {
            *life.steps.last_mut().unwrap() += 1;
        } else {
            now += SignedDuration::from_secs(seconds);
            life.steps.push(1);
        }
        life.entries.push((now, event));
    }
    life
}
