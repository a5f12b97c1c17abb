//! What the bank says held against what was ordered.
//!
//! Whatever the bank paid as it was ordered is confirmed, once, however often its file comes; everything else is told and
//! changes nothing. The same file gives the same report again, as long as nobody orders anything in between.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use tuntas_aid::PaymentReference;
use tuntas_aid::referral::{self, Confirmation, Event, Payment};
use tuntas_domain::identity::{AidOfficeCode, CaseId};
use tuntas_domain::money::Rupiah;
use tuntas_journal::{JournalError, RunError};

use crate::aid::Arrived;
use crate::{Aid, ByOfficer, KeptError, Outstanding, ReferralStory, Statement, StatementLine, Unready};

/// A payment that arrived as it was ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// On which line of the file.
    pub line: u32,
    /// By which reference.
    pub reference: PaymentReference,
    /// Of which referral.
    pub referral: CaseId,
    /// Which instalment.
    pub instalment: u16,
}

/// An order that the file should know and does not.
pub type Missing = Outstanding;

/// How a payment is not what was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Another amount.
    Amount {
        /// What was ordered.
        ordered: Rupiah,
        /// What the bank says.
        paid: Rupiah,
    },
    /// It was paid before it was ordered, in the future, or on another day than its receipt says.
    Date,
    /// The bank paid it more than once.
    PaidAgain,
    /// It was returned or cancelled, or ordered anew by another reference.
    NotOrdered,
}

impl Difference {
    /// As it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Amount { .. } => "amount",
            Self::Date => "date",
            Self::PaidAgain => "paid_again",
            Self::NotOrdered => "not_ordered",
        }
    }
}

/// A payment that is not what was ordered. Nothing is booked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// On which line of the file.
    pub line: u32,
    /// By which reference.
    pub reference: PaymentReference,
    /// Of which referral.
    pub referral: CaseId,
    /// Which instalment.
    pub instalment: u16,
    /// How it differs.
    pub difference: Difference,
}

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// As ordered.
    pub matched: Vec<Matched>,
    /// Ordered until the file's last day, and not in it.
    pub missing: Vec<Missing>,
    /// Lines of which this office knows nothing.
    pub unknown: Vec<u32>,
    /// Otherwise than ordered.
    pub differing: Vec<Differing>,
}

/// A file was not held against the orders to its end. What was confirmed until then stays confirmed; the file may come again.
#[derive(Debug, thiserror::Error)]
pub enum NotReconciled {
    /// Something is kept in a wrong way.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// A journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A payment could not be confirmed.
    #[error(transparent)]
    Confirm(Box<RunError<Unready, referral::Refusal>>),
}

impl Aid {
    /// Holds a bank's file against the orders of the officer's office.
    ///
    /// # Errors
    /// [`NotReconciled`].
    pub async fn reconcile(
        &self,
        statement: &Statement,
        by: &ByOfficer,
    ) -> Result<Reconciliation, NotReconciled> {
        let mut found = Reconciliation {
            unknown: statement.others.clone(),
            ..Reconciliation::default()
        };
        let mut seen: BTreeSet<&PaymentReference> = BTreeSet::new();
        let mut stories: BTreeMap<CaseId, ReferralStory> = BTreeMap::new();
        for line in &statement.lines {
            let again = !seen.insert(&line.reference);
            let order = self.payments.order(&line.reference).await?;
            let Some(order) = order.filter(|order| order.office == by.office) else {
                found.unknown.push(line.line);
                continue;
            };
            let story = match stories.remove(&order.referral) {
                Some(story) => story,
                None => self.journal.load(order.referral).await?,
            };
            let (difference, story) = if again {
                (Some(Difference::PaidAgain), story)
            } else {
                self.settle(story, order.instalment, line, by).await?
            };
            stories.insert(order.referral, story);
            match difference {
                None => found.matched.push(Matched {
                    line: line.line,
                    reference: line.reference.clone(),
                    referral: order.referral,
                    instalment: order.instalment,
                }),
                Some(difference) => found.differing.push(Differing {
                    line: line.line,
                    reference: line.reference.clone(),
                    referral: order.referral,
                    instalment: order.instalment,
                    difference,
                }),
            }
        }
        found.unknown.sort_unstable();
        found.missing = self.missing(&by.office, statement.until, &seen).await?;
        Ok(found)
    }

    /// Confirms what the bank paid, or says how it differs.
    async fn settle(
        &self,
        story: ReferralStory,
        instalment: u16,
        line: &StatementLine,
        by: &ByOfficer,
    ) -> Result<(Option<Difference>, ReferralStory), NotReconciled> {
        let Some(standing) = story.case.instalment(instalment).cloned() else {
            return Ok((Some(Difference::NotOrdered), story));
        };
        let ordered = standing.terms.amount;
        if ordered != line.amount {
            let paid = line.amount;
            return Ok((Some(Difference::Amount { ordered, paid }), story));
        }
        if let Some((on, by)) = confirmed(&story, &line.reference) {
            let difference = match by {
                _ if on == line.date => None,
                Confirmation::Bank => Some(Difference::PaidAgain),
                // Who signed a receipt may have done so on another day.
                Confirmation::Receipt => Some(Difference::Date),
            };
            return Ok((difference, story));
        }
        match &standing.payment {
            Payment::Ordered { reference, .. } if *reference == line.reference => {}
            _ => return Ok((Some(Difference::NotOrdered), story)),
        }
        let arrived = Arrived {
            instalment,
            reference: line.reference.clone(),
            paid_on: line.date,
        };
        let id = story.id;
        match self.arrived(story, arrived, by).await {
            Ok(ran) => Ok((None, ran.story)),
            Err(RunError::Refused(refusal)) => {
                let difference = match refusal {
                    referral::Refusal::PaidBeforeOrder | referral::Refusal::NotYet => Difference::Date,
                    _ => Difference::NotOrdered,
                };
                Ok((Some(difference), self.journal.load(id).await?))
            }
            Err(error) => Err(NotReconciled::Confirm(Box::new(error))),
        }
    }

    async fn missing(
        &self,
        office: &AidOfficeCode,
        until: Option<Date>,
        seen: &BTreeSet<&PaymentReference>,
    ) -> Result<Vec<Missing>, KeptError> {
        let Some(until) = until else {
            return Ok(Vec::new());
        };
        let outstanding = self.payments.outstanding(office).await?;
        Ok(outstanding
            .into_iter()
            .filter(|order| order.ordered_on <= until && !seen.contains(&order.reference))
            .collect())
    }
}

/// The day on which a reference was confirmed, and how that is known, whatever became of it since.
fn confirmed(story: &ReferralStory, wanted: &PaymentReference) -> Option<(Date, Confirmation)> {
    story.entries.iter().find_map(|entry| match &entry.event {
        Event::PaymentConfirmed {
            reference, on, by, ..
        } if reference == wanted => Some((*on, *by)),
        _ => None,
    })
}
