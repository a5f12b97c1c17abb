//! What changes a registered case afterwards.

use serde::{Deserialize, Serialize};

use crate::decree::Role;

/// A change asked for after the registration. They are carried out one after the other, each with new household versions.
/// Free of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Amendment {
    /// A party chose where to stand, before printing began.
    Choice {
        /// Who.
        role: Role,
    },
    /// Another parent has custody of a child.
    Custody {
        /// Position in the decree's list, from 0.
        child: usize,
        /// With whom the child lives from now on.
        parent: Role,
    },
    /// A wrong field is put right; what is right stands beside the case, under this number.
    Correction {
        /// Counts from 1 within the case.
        number: u16,
    },
    /// The divorce did not take place in law.
    Reversal {
        /// How it was undone.
        ground: Reversal,
    },
}

/// How a ruling was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reversal {
    /// *Pembatalan perceraian* (Perpres 96/2018 art. 44, Permendagri 108/2019 art. 60).
    Annulment,
    /// *Kasasi*.
    Cassation,
    /// *Peninjauan kembali* (PK).
    Review,
}

/// Which of a party's documents a change makes out of date, so that they are issued anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reissue {
    /// The family card.
    pub kk: bool,
    /// The identity card.
    pub ktp: bool,
}

impl Reissue {
    /// Neither.
    pub const NONE: Self = Self {
        kk: false,
        ktp: false,
    };
    /// Both.
    pub const BOTH: Self = Self { kk: true, ktp: true };

    /// Whether there is anything to issue.
    pub fn any(self) -> bool {
        self.kk || self.ktp
    }
}
