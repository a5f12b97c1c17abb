//! Figures of mentoring and capital aid: whom offices were told of, what they decided, and what became of the money.

mod fact;
mod figures;
mod flow;
mod report;

pub(crate) use fact::consent_facts;
pub use fact::{AidFact, Decision, Ended, Ending, Moved, Movement, Of, Sessions, Work, aid_facts};
pub(crate) use figures::{
    covered, end, ends, goes_with, hidden, is_of_aid, moved, relate, rows, set_all, shows_change,
    shows_levels, standing,
};
pub use flow::{AidFlow, Done, OfficeFlow, Payments, Referrals, Turn};
pub use report::{AidFigures, CheckInRow, ConsentRow, PaymentRow, Reasons, ReferralRow, WorkRow};
pub(crate) use report::{report, unknown_years};
