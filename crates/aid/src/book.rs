//! Double entry: the money of one programme in one year.
//!
//! | account | | holds |
//! |---|---|---|
//! | *pagu* | granted | what was granted, less what was taken back: the other side of all the rest |
//! | *anggaran* | available | what can still be reserved |
//! | *dicadangkan* | reserved | what is promised and not paid |
//! | *dibayarkan* | paid | what arrived |
//! | *dikembalikan* | returned | what comes back passes through it: its balance is nothing, its turnover what has returned |
//!
//! Every booking has the same amount on both sides, so pagu is always what the other four hold together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tuntas_domain::money::Rupiah;

/// An account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Account {
    /// *Pagu.*
    #[serde(rename = "pagu")]
    Granted,
    /// *Anggaran.*
    #[serde(rename = "anggaran")]
    Available,
    /// *Dicadangkan.*
    #[serde(rename = "dicadangkan")]
    Reserved,
    /// *Dibayarkan.*
    #[serde(rename = "dibayarkan")]
    Paid,
    /// *Dikembalikan.*
    #[serde(rename = "dikembalikan")]
    Returned,
}

impl Account {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Granted,
        Self::Available,
        Self::Reserved,
        Self::Paid,
        Self::Returned,
    ];

    /// As it is stored, sent and written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "pagu",
            Self::Available => "anggaran",
            Self::Reserved => "dicadangkan",
            Self::Paid => "dibayarkan",
            Self::Returned => "dikembalikan",
        }
    }
}

/// Why money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// A budget is granted, or raised.
    Grant,
    /// A budget is lowered.
    Reduce,
    /// An award is approved.
    Reserve,
    /// What was reserved is not paid.
    Release,
    /// It is paid.
    Pay,
    /// What was paid comes back and is paid again.
    Refund,
    /// What was paid comes back and is not.
    RefundRelease,
}

impl Movement {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Grant,
        Self::Reduce,
        Self::Reserve,
        Self::Release,
        Self::Pay,
        Self::Refund,
        Self::RefundRelease,
    ];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Reduce => "reduce",
            Self::Reserve => "reserve",
            Self::Release => "release",
            Self::Pay => "pay",
            Self::Refund => "refund",
            Self::RefundRelease => "refund_release",
        }
    }

    /// Pairs of accounts: the debited one, the credited one.
    pub fn pairs(self) -> &'static [(Account, Account)] {
        use Account::{Available, Granted, Paid, Reserved, Returned};
        match self {
            Self::Grant => &[(Available, Granted)],
            Self::Reduce => &[(Granted, Available)],
            Self::Reserve => &[(Reserved, Available)],
            Self::Release => &[(Returned, Reserved), (Available, Returned)],
            Self::Pay => &[(Paid, Reserved)],
            Self::Refund => &[(Returned, Paid), (Reserved, Returned)],
            Self::RefundRelease => &[(Returned, Paid), (Available, Returned)],
        }
    }
}

/// One amount moved for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// Why.
    pub movement: Movement,
    /// How much.
    pub amount: Rupiah,
}

/// One line of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Which account.
    pub account: Account,
    /// What is added to its left side.
    pub debit: Rupiah,
    /// What is added to its right side.
    pub credit: Rupiah,
}

impl Booking {
    /// The booking as lines: the sum of all debits is that of all credits.
    pub fn postings(&self) -> Vec<Posting> {
        let (amount, none) = (self.amount, Rupiah::ZERO);
        let lines = self.movement.pairs().iter().flat_map(|(debited, credited)| {
            [
                Posting {
                    account: *debited,
                    debit: amount,
                    credit: none,
                },
                Posting {
                    account: *credited,
                    debit: none,
                    credit: amount,
                },
            ]
        });
        lines.collect()
    }
}

/// Both sides of an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Everything on the left.
    pub debit: Rupiah,
    /// Everything on the right.
    pub credit: Rupiah,
}

/// Why something cannot be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unbooked {
    /// There is less money left than that.
    #[error("there is not enough money left in the budget")]
    Overspent {
        /// How much is left.
        left: Rupiah,
    },
    /// An account would hold less than nothing: the journal and the books disagree.
    #[error("the account {} would hold less than nothing", .0.as_str())]
    Short(Account),
    /// More has moved than an amount can say.
    #[error("the turnover of an account is larger than any amount")]
    TooMuch,
}

/// The running totals of one programme and year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Book(BTreeMap<Account, Totals>);

impl Book {
    /// Both sides of an account.
    pub fn totals(&self, account: Account) -> Totals {
        self.0.get(&account).copied().unwrap_or_default()
    }

    /// What an account holds. Pagu grows on the right, the others on the left. `None` if it holds less than nothing, which
    /// no booking leads to.
    pub fn balance(&self, account: Account) -> Option<Rupiah> {
        let Totals { debit, credit } = self.totals(account);
        match account {
            Account::Granted => credit.minus(debit),
            _ => debit.minus(credit),
        }
    }

    /// Whether everything on the left is everything on the right, and no account holds less than nothing.
    pub fn is_balanced(&self) -> bool {
        let side = |of: fn(&Totals) -> Rupiah| {
            self.0
                .values()
                .map(|totals| u128::from(of(totals).get()))
                .sum::<u128>()
        };
        side(|totals| totals.debit) == side(|totals| totals.credit)
            && Account::ALL
                .iter()
                .all(|account| self.balance(*account).is_some())
    }

    /// The book with a booking more.
    ///
    /// # Errors
    /// [`Unbooked`]; nothing of it is booked then.
    pub fn posted(&self, booking: &Booking) -> Result<Self, Unbooked> {
        let left = self.balance(Account::Available).unwrap_or_default();
        if matches!(booking.movement, Movement::Reserve | Movement::Reduce) && booking.amount > left {
            return Err(Unbooked::Overspent { left });
        }
        let mut after = self.clone();
        for Posting {
            account,
            debit,
            credit,
        } in booking.postings()
        {
            let totals = after.0.entry(account).or_default();
            totals.debit = totals.debit.plus(debit).ok_or(Unbooked::TooMuch)?;
            totals.credit = totals.credit.plus(credit).ok_or(Unbooked::TooMuch)?;
        }
        match Account::ALL
            .iter()
            .find(|account| after.balance(**account).is_none())
        {
            Some(account) => Err(Unbooked::Short(*account)),
            None => Ok(after),
        }
    }
}
