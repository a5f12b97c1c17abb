//! One former spouse's documents on their way.

use super::{CourierStatus, Document, DocumentKind, OldCard};
use crate::plan::{Outcome, Reissue};

/// The track of one party. The two tracks of a case never meet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact that happened or not, in no fixed order"
)]
pub struct Track {
    /// Where the party stands in the register, once it has been changed.
    pub outcome: Option<Outcome>,
    /// Which of the case's changes began this round; 0 before the registration.
    pub change: u32,
    /// What this round issues: what its change made out of date, and what of earlier rounds never arrived.
    pub due: Reissue,
    /// The how-manieth identity card of the party is the newest this case issued.
    pub card: Option<u32>,
    /// Rendered documents of this round.
    pub documents: Vec<Document>,
    /// Whether an officer has taken the files of this round to the printer.
    pub printing: bool,
    /// Whether printing has begun in any round; from then on a choice comes too late.
    pub choice_over: bool,
    /// Whether they are printed and sealed.
    pub printed: bool,
    /// Courier attempts of all rounds, first to last.
    pub deliveries: Vec<Delivery>,
    /// Attempts of earlier rounds: envelopes that a later change has made out of date, or that were lost.
    pub earlier: usize,
    /// Whether an officer gave the envelope to the rider.
    pub with_courier: bool,
    /// Whether the track has ended at the office instead of at the door.
    pub collected: bool,
    /// Whether a notice has gone to the other registry.
    pub notice_sent: bool,
    /// What became of the old identity card, where somebody recorded it.
    pub old_card: Option<OldCard>,
}

/// One attempt to deliver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Counts from 1.
    pub attempt: u8,
    /// The provider's order number, once booked.
    pub order: Option<String>,
    /// The provider's refusal, if any.
    pub refused: Option<String>,
    /// Last status.
    pub status: CourierStatus,
    /// Whether the addressee's code was entered.
    pub code_confirmed: bool,
    /// Wrong codes entered so far.
    pub wrong_codes: u8,
    /// Whether the rider was called back.
    pub recalled: bool,
}

/// Wrong codes after which nobody can try any more.
const WRONG_CODES_AT_MOST: u8 = 5;

impl Delivery {
    /// How many wrong codes may still be entered before the attempt is locked.
    pub fn tries_left(&self) -> u8 {
        WRONG_CODES_AT_MOST.saturating_sub(self.wrong_codes)
    }

    /// Whether nobody rode, or whoever did has brought the envelope back.
    pub fn came_to_nothing(&self) -> bool {
        self.refused.is_some() || self.status.leaves_it_at_office()
    }
}

/// The stages a citizen sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackStage {
    /// Nothing has been changed yet.
    Waiting,
    /// The register has been changed.
    Registered,
    /// Documents wait to be printed.
    Rendered,
    /// Printed, waiting for a rider.
    Printed,
    /// A rider is being looked for or on the way to the office.
    CourierComing,
    /// On the way to the addressee.
    OnTheWay,
    /// The courier says delivered, but the addressee's code is missing.
    DeliveryUnconfirmed,
    /// In the addressee's hands.
    Delivered,
    /// Could not be delivered; waits at the office.
    AtOffice,
    /// A notice waits to be sent to the other registry.
    NoticeReady,
    /// A notice has gone to the other registry.
    NoticeSent,
    /// Nothing is issued for this party.
    NothingDue,
}

impl Track {
    /// The current attempt of this round.
    pub fn delivery(&self) -> Option<&Delivery> {
        self.deliveries.get(self.earlier..)?.last()
    }

    /// An attempt by its number, of any round.
    pub fn attempt(&self, number: u8) -> Option<&Delivery> {
        self.deliveries.iter().find(|delivery| delivery.attempt == number)
    }

    /// Whether a rider of this round is still under way, or may be, with an envelope nobody has confirmed.
    pub fn rider_to_recall(&self) -> Option<u8> {
        let delivery = self.delivery()?;
        let over = delivery.refused.is_some()
            || delivery.status.is_final()
            || delivery.code_confirmed
            || delivery.recalled;
        (!over).then_some(delivery.attempt)
    }

    /// Whether the rider of this round was called back before anybody was booked. Nobody comes for the envelope: an order
    /// that turns up is a stray.
    pub fn was_recalled_unbooked(&self) -> bool {
        self.delivery().is_some_and(|delivery| {
            delivery.recalled
                && delivery.order.is_none()
                && !delivery.came_to_nothing()
                && !delivery.status.has_envelope()
                && !self.with_courier
        })
    }

    /// Whether a change of the register makes out of date what this track has issued or is about to issue.
    /// `letters`: whether it makes letters to other registries out of date.
    pub(super) fn outdated_by(&self, outcome: &Outcome, reissued: Reissue, letters: bool) -> bool {
        let moved = self.outcome.as_ref() != Some(outcome);
        match outcome {
            Outcome::Stayed { .. } | Outcome::Founded { .. } | Outcome::Joined { .. } => {
                reissued.any() || !self.has_card()
            }
            Outcome::Left | Outcome::Elsewhere { .. } => letters || moved,
            Outcome::NothingDue => moved,
        }
    }

    /// Starts another round: new documents, a new envelope. What riders of earlier rounds report stays history.
    pub(super) fn begin_round(&mut self, change: u32, outcome: &Outcome, reissued: Reissue) {
        let arrived = self.is_in_hand();
        self.due = match (self.has_card(), outcome.household()) {
            (_, None) => Reissue::NONE,
            (false, Some(_)) => Reissue::BOTH,
            (true, Some(_)) if arrived => reissued,
            (true, Some(_)) => Reissue {
                kk: self.due.kk || reissued.kk,
                ktp: self.due.ktp || reissued.ktp,
            },
        };
        // The card that arrived is the old one now.
        if arrived && self.due.ktp {
            self.old_card = None;
        }
        self.change = change;
        self.documents.clear();
        self.reseal();
    }

    fn has_card(&self) -> bool {
        self.outcome
            .as_ref()
            .is_some_and(|outcome| outcome.household().is_some())
    }

    /// Whether the addressee has what this round issues.
    fn is_in_hand(&self) -> bool {
        self.collected || self.delivery().is_some_and(|delivery| delivery.code_confirmed)
    }

    /// Another envelope with the same documents.
    pub(super) fn reseal(&mut self) {
        self.printing = false;
        self.printed = false;
        self.with_courier = false;
        self.collected = false;
        self.notice_sent = false;
        self.earlier = self.deliveries.len();
    }

    /// Whether the party gets a notice instead of documents.
    pub fn is_notice(&self) -> bool {
        self.documents
            .iter()
            .any(|document| document.kind == DocumentKind::Notice)
    }

    /// The stage.
    pub fn stage(&self) -> TrackStage {
        if matches!(self.outcome, Some(Outcome::NothingDue)) {
            return TrackStage::NothingDue;
        }
        if self.collected {
            return TrackStage::Delivered;
        }
        if self.notice_sent {
            return TrackStage::NoticeSent;
        }
        if let Some(delivery) = self.delivery()
            && !self.was_recalled_unbooked()
        {
            return match delivery.status {
                _ if delivery.refused.is_some() => TrackStage::AtOffice,
                CourierStatus::Delivered if delivery.code_confirmed => TrackStage::Delivered,
                CourierStatus::Delivered => TrackStage::DeliveryUnconfirmed,
                CourierStatus::Searching | CourierStatus::Assigned | CourierStatus::ToPickup => {
                    TrackStage::CourierComing
                }
                CourierStatus::Picked | CourierStatus::ToDrop | CourierStatus::OnHold => TrackStage::OnTheWay,
                CourierStatus::NoDriver
                | CourierStatus::Cancelled
                | CourierStatus::Returning
                | CourierStatus::Returned
                | CourierStatus::Lost => TrackStage::AtOffice,
            };
        }
        match (self.printed, self.documents.is_empty(), &self.outcome) {
            _ if self.is_notice() => TrackStage::NoticeReady,
            (true, _, _) => TrackStage::Printed,
            (false, false, _) => TrackStage::Rendered,
            (false, true, Some(_)) => TrackStage::Registered,
            (false, true, None) => TrackStage::Waiting,
        }
    }

    /// Whether the rider has the envelope now: by the provider's word, or by the officer's who gave it away.
    pub fn is_with_rider(&self) -> bool {
        self.delivery().is_some_and(|delivery| {
            delivery.refused.is_none()
                && !delivery.status.is_final()
                && (self.with_courier || delivery.status.has_envelope())
        })
    }

    /// Whether nothing more happens.
    pub fn is_finished(&self) -> bool {
        matches!(
            self.stage(),
            TrackStage::Delivered | TrackStage::NoticeSent | TrackStage::NothingDue
        )
    }
}
