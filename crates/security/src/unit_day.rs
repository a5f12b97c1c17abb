//! One unit on one day: who has been promised what. A unit is in one place at a time.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::KelurahanCode;
use uuid::Uuid;

use crate::{Shift, Strength, Unit, Window};

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// For which request.
    pub request: Uuid,
    /// When.
    pub window: Window,
    /// Where.
    pub kelurahan: KelurahanCode,
    /// How many officers.
    pub strength: Strength,
}

/// What a unit has promised on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitDay {
    /// By time.
    pub bookings: Vec<Booking>,
}

/// Why a unit cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// It is elsewhere at that time.
    Booked {
        /// For that request.
        request: Uuid,
        /// During that time.
        window: Window,
    },
    /// Too few officers are left in a shift.
    Exhausted {
        /// The shift.
        shift: Shift,
        /// How many are left.
        left: u16,
    },
    /// Nobody is on duty for a part of the time.
    OffDuty,
}

impl UnitDay {
    /// Everything that speaks against a promise. A promise made for the same request before does not count: the new one
    /// takes its place.
    pub fn clashes(&self, unit: &Unit, wanted: &Booking) -> Vec<Clash> {
        let others = || self.bookings.iter().filter(|held| held.request != wanted.request);
        let mut clashes: Vec<Clash> = others()
            .filter(|held| held.window.overlaps(&wanted.window))
            .map(|held| Clash::Booked {
                request: held.request,
                window: held.window,
            })
            .collect();
        if !covered(&unit.shifts, &wanted.window) {
            clashes.push(Clash::OffDuty);
        }
        for shift in unit.shifts.iter().filter(|shift| touches(shift, &wanted.window)) {
            let used: u32 = others()
                .filter(|held| touches(shift, &held.window))
                .map(|held| u32::from(held.strength.get()))
                .sum();
            let left = u32::from(shift.strength.get()).saturating_sub(used);
            if u32::from(wanted.strength.get()) > left {
                clashes.push(Clash::Exhausted {
                    shift: *shift,
                    left: u16::try_from(left).unwrap_or(u16::MAX),
                });
            }
        }
        clashes
    }

    /// The day with a promise more.
    ///
    /// # Errors
    /// Every [`Clash`]; never empty.
    pub fn book(&self, unit: &Unit, wanted: Booking) -> Result<Self, Vec<Clash>> {
        let clashes = self.clashes(unit, &wanted);
        if !clashes.is_empty() {
            return Err(clashes);
        }
        let mut day = self.without(wanted.request);
        day.bookings.push(wanted);
        day.bookings
            .sort_by_key(|held| (held.window.from(), held.request));
        Ok(day)
    }

    /// The day without the promise for a request.
    #[must_use]
    pub fn without(&self, request: Uuid) -> Self {
        let kept = self.bookings.iter().filter(|held| held.request != request);
        Self {
            bookings: kept.cloned().collect(),
        }
    }
}

fn touches(shift: &Shift, window: &Window) -> bool {
    shift.from < window.to() && window.from() < shift.to
}

/// Whether somebody is on duty during the whole time; shifts are in order.
fn covered(shifts: &[Shift], window: &Window) -> bool {
    let mut until: Time = window.from();
    for shift in shifts {
        if shift.from <= until && shift.to > until {
            until = shift.to;
        }
    }
    until >= window.to()
}
