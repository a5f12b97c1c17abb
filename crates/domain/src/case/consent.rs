//! What a party lets be passed on to aid offices. Consent is given for each office and each aid by itself, and taken back
//! as easily.

use serde::{Deserialize, Serialize};

use crate::identity::{AidKind, AidOfficeCode};

/// Consents a party may give at most, over all offices and times. Taking back is never bounded.
pub const MAX_AID_CONSENTS: u16 = 60;

/// Who told of a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentSource {
    /// The party, on the tracking page.
    Citizen,
    /// The court, by a signed statement.
    Court,
    /// An officer, for the party.
    Officer,
}

/// A party's word about one office and one aid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidAnswer {
    /// Which office.
    pub office: AidOfficeCode,
    /// Which aid.
    pub aid: AidKind,
    /// Whether the office may be told; `false` takes a consent back.
    pub given: bool,
}

/// Whether aid is offered to a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AidOffer {
    /// Not yet, or not any more.
    Closed,
    /// It waits for an answer.
    Open,
    /// It was answered; it is not made again, but every answer may be changed.
    Answered,
}

/// What a party said of all offices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AidConsents {
    /// Whether the party has answered the offer, one way or the other.
    pub answered: bool,
    /// What was said, one line for each office and aid, in the order of the first word.
    pub lines: Vec<ConsentLine>,
}

/// What a party said of one office and one aid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentLine {
    /// Which office.
    pub office: AidOfficeCode,
    /// Which aid.
    pub aid: AidKind,
    /// How often consent was given: the number of the last consent.
    pub number: u16,
    /// Whether the last one still stands.
    pub standing: bool,
}

impl ConsentLine {
    /// How many words were said: each consent, and each time it was taken back.
    pub fn words(&self) -> u16 {
        self.number
            .saturating_mul(2)
            .saturating_sub(u16::from(self.standing))
    }
}

impl AidConsents {
    /// What was said of an office and an aid, if anything.
    pub fn line(&self, office: &AidOfficeCode, aid: AidKind) -> Option<&ConsentLine> {
        (self.lines.iter()).find(|line| line.office == *office && line.aid == aid)
    }

    /// Whether an office may be told of the party.
    pub fn stands(&self, office: &AidOfficeCode, aid: AidKind) -> bool {
        self.line(office, aid).is_some_and(|line| line.standing)
    }

    /// Consents given so far, taken back or not.
    pub(super) fn made(&self) -> u16 {
        (self.lines.iter()).fold(0, |made, line| made.saturating_add(line.number))
    }

    pub(super) fn given(&mut self, office: &AidOfficeCode, aid: AidKind, number: u16) {
        self.answered = true;
        let said = ConsentLine {
            office: office.clone(),
            aid,
            number,
            standing: true,
        };
        match (self.lines.iter_mut()).find(|line| line.office == *office && line.aid == aid) {
            Some(line) => *line = said,
            None => self.lines.push(said),
        }
    }

    pub(super) fn withdrawn(&mut self, office: &AidOfficeCode, aid: AidKind, number: u16) {
        self.answered = true;
        let mut lines = self.lines.iter_mut();
        if let Some(line) =
            lines.find(|line| line.office == *office && line.aid == aid && line.number == number)
        {
            line.standing = false;
        }
    }
}
