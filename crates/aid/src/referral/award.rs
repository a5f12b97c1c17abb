//! What is awarded, and how it is paid.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::money::Rupiah;

use crate::{FundingSource, PaymentReference, ProgrammeCode, Purpose};

/// Instalments at most.
pub const MOST_INSTALMENTS: usize = 12;

/// A version of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeVersion {
    /// Which programme.
    pub code: ProgrammeCode,
    /// Which version; they count from 1.
    pub version: u32,
}

/// An instalment as it is agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalmentTerms {
    /// How much.
    pub amount: Rupiah,
    /// When it is to be paid.
    pub due: Date,
}

/// Money for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// Under which version of which programme.
    pub programme: ProgrammeVersion,
    /// Out of which source.
    pub source: FundingSource,
    /// For what.
    pub purpose: Purpose,
    /// Out of which year's budget.
    pub year: i16,
    /// How much in all.
    pub amount: Rupiah,
    /// In which parts; they add up to the amount.
    pub instalments: Vec<InstalmentTerms>,
}

/// Where an instalment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payment {
    /// It is still to be paid.
    Pending,
    /// The bank was told to pay.
    Ordered {
        /// By this reference.
        reference: PaymentReference,
        /// On that day.
        on: Date,
        /// Until when the bank's file should know it.
        confirm_by: Date,
    },
    /// It was paid.
    Paid {
        /// By this reference.
        reference: PaymentReference,
        /// On that day.
        on: Date,
    },
    /// It is not paid; its money has returned.
    Cancelled,
}

/// An instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalment {
    /// As agreed.
    pub terms: InstalmentTerms,
    /// Where it stands.
    pub payment: Payment,
}

impl Instalment {
    /// The reference under which it was ordered or paid.
    pub fn reference(&self) -> Option<&PaymentReference> {
        match &self.payment {
            Payment::Ordered { reference, .. } | Payment::Paid { reference, .. } => Some(reference),
            Payment::Pending | Payment::Cancelled => None,
        }
    }
}
