//! On what ground the court acts.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::people::Text;

use crate::Activity;

/// Days between the warning (*aanmaning*) and the order to execute (HIR 196).
pub const WARNING_DAYS: i64 = 8;

/// An order of the court (*penetapan*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Its number.
    pub number: Text<60>,
    /// Its date.
    pub date: Date,
}

/// The legal basis of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalBasis {
    /// Number of the court's case, of whatever register: `318/Pdt.G/2026/PA.Pas`, `5/Pdt.Eks/2026/PA.Pas`.
    pub case_number: Text<60>,
    /// The order.
    pub order: Option<Order>,
    /// Date of the warning.
    pub warned_on: Option<Date>,
}

/// Why a basis does not carry an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BasisFault {
    /// The activity needs an order.
    #[error("a seizure or an execution needs an order (penetapan)")]
    OrderMissing,
    /// The order was made after the day it is for.
    #[error("the order is not younger than the day it is for")]
    OrderAfterDay,
    /// An execution needs a warning.
    #[error("an execution needs a warning (aanmaning)")]
    WarningMissing,
    /// The order came too soon after the warning.
    #[error("the order comes {WARNING_DAYS} days after the warning at the earliest")]
    WarningTooShort,
    /// A warning where nothing is executed.
    #[error("only an execution has a warning (aanmaning)")]
    WarningNeedless,
}

impl LegalBasis {
    /// What the basis lacks for an activity on a day.
    pub fn faults(&self, activity: Activity, day: Date) -> Vec<BasisFault> {
        let mut faults = Vec::new();
        match &self.order {
            None if activity.needs_order() => faults.push(BasisFault::OrderMissing),
            Some(order) if order.date > day => faults.push(BasisFault::OrderAfterDay),
            _ => {}
        }
        match self.warned_on {
            None if activity.needs_warning() => faults.push(BasisFault::WarningMissing),
            Some(_) if !activity.needs_warning() => faults.push(BasisFault::WarningNeedless),
            Some(warned) => {
                let soonest = warned.checked_add(WARNING_DAYS.days()).ok();
                let late_enough = |order: &Order| soonest.is_some_and(|soonest| order.date >= soonest);
                if self.order.as_ref().is_some_and(|order| !late_enough(order)) {
                    faults.push(BasisFault::WarningTooShort);
                }
            }
            None => {}
        }
        faults
    }
}
