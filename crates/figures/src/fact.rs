//! What one step of a case means to a report: kept beside the journal's entries, so that a day can be summed up without
//! reading a single case.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tuntas_domain::case::{
    Away, Case, Clock, CourierStatus, Delivery, DocumentKind, Event, Fare, Reached, Stage, counted,
};
use tuntas_domain::decree::{DivorceKind, Role};
use tuntas_domain::identity::{CaseId, CourtCode};
use tuntas_domain::plan::HouseholdRef;
use tuntas_domain::search;

use crate::aid::consent_facts;
use crate::{AidFact, Deed, Matter, SecurityFact};

/// A step: the entries that one command appended to a case, or to another matter, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it is a step of.
    #[serde(default)]
    pub matter: Matter,
    /// The case, or whatever else it is.
    pub case: CaseId,
    /// Number of its first entry.
    pub seq: u32,
    /// How many entries it has.
    pub entries: u32,
    /// When it was recorded.
    pub at: Timestamp,
    /// What it means.
    pub facts: Vec<Fact>,
}

/// Court and kind of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// The court.
    pub court: CourtCode,
    /// *Gugat* or *talak*, as the decree says it now.
    pub kind: DivorceKind,
}

/// Moments from which a time is measured, and the one to which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// It happened.
    pub at: Timestamp,
    /// The decree came in.
    pub received: Timestamp,
    /// The office knew that the ruling is final; `None` if it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Timestamp>,
    /// The marriage ended in law; `None` if that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub divorced: Option<Date>,
    /// Time with the court for repair, which does not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub away: Vec<Away>,
}

impl Timing {
    /// From a moment until it happened, without the time with the court.
    pub fn since(&self, start: Timestamp) -> SignedDuration {
        counted(start, self.at, &self.away)
    }
}

/// Something a report counts. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fact")]
pub enum Fact {
    /// A decree came in.
    Received(Ruling),
    /// The register was changed for the first time.
    Registered {
        /// Which kind of case.
        #[serde(flatten)]
        ruling: Ruling,
        /// How long it took.
        timing: Timing,
    },
    /// A party's envelope was printed and sealed.
    Printed(Timing),
    /// A party had their documents for the first time, or the other registry the letter.
    Delivered(Timing),
    /// Both tracks ended.
    Completed(Ruling),
    /// The case ended without a change.
    Closed(Ruling),
    /// An ended case goes on.
    Reopened(Ruling),
    /// Returned to the court for repair.
    Returned(Ruling),
    /// The ruling was undone after the registration.
    Reversed(Ruling),
    /// The case was put in this hold.
    Held {
        /// Code of the hold.
        reason: String,
    },
    /// The case left this hold.
    Unheld {
        /// Code of the hold.
        reason: String,
        /// When it was put in it.
        since: Timestamp,
    },
    /// Documents were rendered.
    Rendered {
        /// How many.
        documents: u32,
    },
    /// Documents went into an envelope that was sealed.
    Sealed {
        /// Family cards.
        kk: u32,
        /// Identity cards.
        ktp: u32,
    },
    /// A ride was booked.
    Booked {
        /// By which provider, and for how much.
        fare: Fare,
    },
    /// The addressee's code was entered at the door.
    Arrived {
        /// The provider.
        provider: String,
        /// Since the booking; `None` where the booking was not recorded before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booked: Option<Timestamp>,
    },
    /// A booked ride ended without arriving.
    RideFailed {
        /// The provider.
        provider: String,
        /// Code: the courier's last status.
        reason: String,
    },
    /// The provider took no order.
    RideRefused {
        /// Its code, or ours.
        reason: String,
    },
    /// A rider was called back.
    Recalled {
        /// The provider.
        provider: String,
    },
    /// These household versions were written.
    Wrote {
        /// Which.
        households: Vec<HouseholdRef>,
    },
    /// An officer did something.
    Officer(Deed),
    /// Something happened to a request for security.
    Security(SecurityFact),
    /// Something happened to a referral, or a party said something of aid.
    Aid(AidFact),
}

/// Where the provider of a ride is not known: entries from before it was recorded.
const UNKNOWN_PROVIDER: &str = "unknown";

/// The facts of a case's last entries. `history`: all of its entries, oldest first; `known`: how many of them were there
/// before.
pub fn facts<'a>(history: impl IntoIterator<Item = (Timestamp, &'a Event)>, known: usize) -> Vec<Fact> {
    let mut watcher = Watcher::default();
    let mut facts = Vec::new();
    for (position, (at, event)) in history.into_iter().enumerate() {
        let heard = watcher.hear(at, event);
        if position >= known {
            facts.extend(heard);
        }
    }
    facts
}

/// The facts of the last searches for a person. `history` and `known`: as with [`facts`].
pub fn search_facts<'a>(
    history: impl IntoIterator<Item = (Timestamp, &'a search::Event)>,
    known: usize,
) -> Vec<Fact> {
    let new = history.into_iter().skip(known);
    new.map(|(_, event)| Fact::Officer(Deed::of_search(event)))
        .collect()
}

/// A ride that a provider has accepted.
#[derive(Debug)]
struct Ride {
    role: Role,
    attempt: u8,
    provider: String,
    at: Timestamp,
}

/// Hears a case's entries one after the other and says what each means.
#[derive(Debug, Default)]
struct Watcher {
    clock: Option<Clock>,
    divorced: Option<Date>,
    held_since: Option<(String, Timestamp)>,
    rides: Vec<Ride>,
}

/// What has to be compared with how the case was before.
struct Before {
    stage: Stage,
    registered: bool,
    reached: Reached,
    delivery: Option<Delivery>,
}

fn unended(stage: Stage) -> bool {
    !matches!(stage, Stage::Empty | Stage::Completed | Stage::Closed)
}

fn ruling(case: &Case) -> Option<Ruling> {
    Some(Ruling {
        court: case.court.clone()?,
        kind: case.kind?,
    })
}

/// Code of the hold a case stands in. The journal keeps its list of held cases by what is said of it here.
fn held(case: &Case) -> Option<&'static str> {
    match &case.hold {
        Some(hold) if case.stage() == Stage::Held => Some(hold.code()),
        _ => None,
    }
}

/// The attempt an event is about.
fn attempt(event: &Event) -> Option<(Role, u8)> {
    match event {
        Event::CourierBooked { role, attempt, .. }
        | Event::CourierRefused { role, attempt, .. }
        | Event::CourierMoved { role, attempt, .. }
        | Event::HandoverConfirmed { role, attempt }
        | Event::CourierRecalled { role, attempt } => Some((*role, *attempt)),
        _ => None,
    }
}

impl Watcher {
    fn hear(&mut self, at: Timestamp, event: &Event) -> Vec<Fact> {
        let mut clock = (self.clock.take()).unwrap_or_else(|| Clock::starting(at));
        let before = Before {
            stage: clock.case().stage(),
            registered: clock.case().registered,
            reached: clock.reached(),
            delivery: attempt(event)
                .and_then(|(role, attempt)| clock.case().tracks[role].attempt(attempt).cloned()),
        };
        if let Event::RegisterUpdated { divorced_on, .. } = event {
            self.divorced = Some(*divorced_on);
        }
        clock.hear(at, event);
        let mut facts = Vec::new();
        stages(&before, clock.case(), &mut facts);
        self.times(&before, &clock, &mut facts);
        self.holds(at, clock.case(), &mut facts);
        self.ride(at, event, &before, &mut facts);
        papers(event, clock.case(), &mut facts);
        facts.extend(Deed::of(event).map(Fact::Officer));
        facts.extend(consent_facts(event));
        if matches!(event, Event::ReturnedToCourt { .. }) {
            facts.extend(ruling(clock.case()).map(Fact::Returned));
        }
        if before.registered && matches!(event, Event::Reversed { .. }) {
            facts.extend(ruling(clock.case()).map(Fact::Reversed));
        }
        self.clock = Some(clock);
        facts
    }

    fn times(&self, before: &Before, clock: &Clock, facts: &mut Vec<Fact>) {
        let reached = clock.reached();
        let timing = |at: Timestamp| Timing {
            at,
            received: clock.received(),
            known: clock.finality(),
            divorced: self.divorced,
            away: clock.away().to_vec(),
        };
        if let (None, Some(at), Some(ruling)) = (
            before.reached.registered,
            reached.registered,
            ruling(clock.case()),
        ) {
            facts.push(Fact::Registered {
                ruling,
                timing: timing(at),
            });
        }
        for role in Role::BOTH {
            if let (None, Some(at)) = (before.reached.printed[role], reached.printed[role]) {
                facts.push(Fact::Printed(timing(at)));
            }
            if let (None, Some(at)) = (before.reached.delivered[role], reached.delivered[role]) {
                facts.push(Fact::Delivered(timing(at)));
            }
        }
    }

    fn holds(&mut self, at: Timestamp, case: &Case, facts: &mut Vec<Fact>) {
        let is = held(case);
        if self.held_since.as_ref().map(|(reason, _)| reason.as_str()) == is {
            return;
        }
        if let Some((reason, since)) = self.held_since.take() {
            facts.push(Fact::Unheld { reason, since });
        }
        if let Some(reason) = is {
            let reason = reason.to_owned();
            self.held_since = Some((reason.clone(), at));
            facts.push(Fact::Held { reason });
        }
    }

    fn ride(&mut self, at: Timestamp, event: &Event, before: &Before, facts: &mut Vec<Fact>) {
        let Some(delivery) = &before.delivery else { return };
        let known = attempt(event).and_then(|(role, attempt)| {
            self.rides
                .iter()
                .find(|ride| ride.role == role && ride.attempt == attempt)
        });
        let provider = known
            .map_or(UNKNOWN_PROVIDER, |ride| ride.provider.as_str())
            .to_owned();
        match event {
            Event::CourierBooked {
                role, attempt, fare, ..
            } if delivery.order.is_none() => {
                let fare = fare.clone().unwrap_or_else(|| Fare {
                    provider: UNKNOWN_PROVIDER.to_owned(),
                    rupiah: None,
                });
                self.rides.push(Ride {
                    role: *role,
                    attempt: *attempt,
                    provider: fare.provider.clone(),
                    at,
                });
                facts.push(Fact::Booked { fare });
            }
            Event::CourierRefused { code, .. } if delivery.refused.is_none() => {
                facts.push(Fact::RideRefused { reason: code.clone() });
            }
            Event::HandoverConfirmed { .. } if !delivery.code_confirmed => facts.push(Fact::Arrived {
                provider,
                booked: known.map(|ride| ride.at),
            }),
            // A ride that was called back ends as it should.
            Event::CourierMoved { status, .. }
                if status.is_final()
                    && *status != CourierStatus::Delivered
                    && !delivery.status.is_final()
                    && !delivery.recalled =>
            {
                facts.push(Fact::RideFailed {
                    provider,
                    reason: status.as_str().to_owned(),
                });
            }
            Event::CourierRecalled { .. } if !delivery.recalled => facts.push(Fact::Recalled { provider }),
            _ => {}
        }
    }
}

fn stages(before: &Before, case: &Case, facts: &mut Vec<Fact>) {
    let (was, is) = (before.stage, case.stage());
    let Some(ruling) = ruling(case) else { return };
    if was == Stage::Empty && is != Stage::Empty {
        facts.push(Fact::Received(ruling.clone()));
    } else if !unended(was) && unended(is) {
        facts.push(Fact::Reopened(ruling.clone()));
    }
    let went_on = was == Stage::Empty || unended(was);
    match is {
        Stage::Completed if went_on => facts.push(Fact::Completed(ruling)),
        Stage::Closed if went_on => facts.push(Fact::Closed(ruling)),
        _ => {}
    }
}

fn papers(event: &Event, case: &Case, facts: &mut Vec<Fact>) {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match event {
        Event::DocumentsRendered { documents, .. } => facts.push(Fact::Rendered {
            documents: number(documents.len()),
        }),
        Event::MarriageNoticeRendered { .. } => facts.push(Fact::Rendered { documents: 1 }),
        Event::DocumentsPrinted { role } => {
            let documents = &case.tracks[*role].documents;
            let of = |kind| documents.iter().filter(|document| document.kind == kind).count();
            facts.push(Fact::Sealed {
                kk: number(of(DocumentKind::Kk)),
                ktp: number(of(DocumentKind::Ktp)),
            });
        }
        Event::RegisterUpdated { households, .. } | Event::RegisterAmended { households, .. } => {
            facts.push(Fact::Wrote {
                households: households.clone(),
            });
        }
        _ => {}
    }
}
