//! What the rules of aid refuse, as problems: by a code of the catalogue, or as a fault of the field it is about.

use tuntas_aid::{programme, referral};

use super::programme::{ABOVE_BUDGET, CLOSES, DOCUMENTS, FUNDING_KIND};
use crate::findings::Pointer;
use crate::problem::{Problem, ProblemCode, Rule};

fn in_field(member: &str, rule: Rule) -> Problem {
    let at = Pointer::root().member(member);
    Problem::new(ProblemCode::RequestInvalid).with_errors(vec![rule.at(&at)])
}

/// A refusal of a programme. `root` is the member that holds it, or nothing where the body is the programme.
pub fn refused_programme(refusal: programme::Refusal, root: Option<&str>) -> Problem {
    use programme::Refusal;
    let field = |member: &str, rule: Rule| {
        let at = root.map_or_else(Pointer::root, |root| Pointer::root().member(root));
        Problem::new(ProblemCode::RequestInvalid).with_errors(vec![rule.at(&at.member(member))])
    };
    Problem::new(match refusal {
        Refusal::NoProgramme => ProblemCode::NotFound,
        Refusal::CodeTaken => ProblemCode::ProgrammeCodeTaken,
        Refusal::ProgrammeEnded => ProblemCode::ProgrammeEnded,
        Refusal::VersionPassed => ProblemCode::ProgrammeVersionPassed,
        Refusal::NothingChanged => ProblemCode::NothingChanged,
        Refusal::Fixed => ProblemCode::ProgrammeFixed,
        Refusal::FundingKind => return field("funding", FUNDING_KIND),
        Refusal::NoMoney => return field("funding", NO_MONEY),
        Refusal::AmountAboveBudget => return field("funding", ABOVE_BUDGET),
        Refusal::ClosesBeforeOpening => return field("closes", CLOSES),
        Refusal::OutsideYear => return field("closes", OUTSIDE_YEAR),
        Refusal::TooManyDocuments => return field("documents", DOCUMENTS),
    })
}

impl From<referral::Refusal> for Problem {
    fn from(refusal: referral::Refusal) -> Self {
        use referral::Refusal;
        Self::new(match refusal {
            Refusal::NoReferral | Refusal::NoSession | Refusal::NoInstalment => ProblemCode::NotFound,
            // Only a second writer can be met by them.
            Refusal::AlreadyReferred | Refusal::NotOverdue => ProblemCode::Conflict,
            Refusal::Withdrawn => ProblemCode::ConsentWithdrawn,
            Refusal::ReferralEnded => ProblemCode::ReferralEnded,
            Refusal::NotTheTurn => ProblemCode::NotTheTurn,
            Refusal::Paused => ProblemCode::ReferralPaused,
            Refusal::RulingReversed => ProblemCode::AidSuspended,
            Refusal::NotPaused => ProblemCode::NotPaused,
            Refusal::PauseNotSound => return in_field("until", PAUSE),
            Refusal::ClaimedByAnother => ProblemCode::ReferralClaimed,
            Refusal::NotClaimed => ProblemCode::ReferralNotClaimed,
            Refusal::NotAssessed => ProblemCode::NotAssessed,
            Refusal::OtherKind => ProblemCode::OtherKindOfAid,
            Refusal::OtherOffice => return in_field("programme", NO_PROGRAMME),
            Refusal::ProgrammeClosed => ProblemCode::ProgrammeClosed,
            Refusal::ProgrammeChanged => ProblemCode::ProgrammeChanged,
            Refusal::AmountNotAllowed => return in_field("amount", AMOUNT_NOT_ALLOWED),
            Refusal::InstalmentsDoNotAddUp => return in_field("instalments", DO_NOT_ADD_UP),
            Refusal::InstalmentCount => return in_field("instalments", COUNT),
            Refusal::InstalmentDates => return in_field("instalments", DATES),
            Refusal::AssessorDecides => ProblemCode::AssessorDecides,
            Refusal::SameApprover => ProblemCode::SameApprover,
            Refusal::ApproverPays => ProblemCode::ApproverPays,
            Refusal::NoPlan => ProblemCode::NoPlan,
            Refusal::PlanNotSound => return in_field("sessions", PLAN),
            Refusal::SessionRecorded => ProblemCode::SessionRecorded,
            Refusal::NotYet => ProblemCode::NotYet,
            Refusal::NotPending => ProblemCode::InstalmentNotPending,
            Refusal::EarlierUnpaid => ProblemCode::EarlierUnpaid,
            Refusal::NotDue => ProblemCode::InstalmentNotDue,
            Refusal::NotOrdered => ProblemCode::PaymentNotOrdered,
            Refusal::PaidBeforeOrder => return in_field("paidOn", BEFORE_ORDER),
            Refusal::NothingPaid => ProblemCode::NothingPaid,
            Refusal::AlreadyChecked => ProblemCode::AlreadyChecked,
            Refusal::NotDone | Refusal::StillOpen => ProblemCode::NotDone,
        })
    }
}

const NO_MONEY: Rule = Rule::new(
    "no_money",
    "budget and amount are more than nothing",
    "send both in rupiah",
);
const OUTSIDE_YEAR: Rule = Rule::new(
    "outside_year",
    "a programme with a budget is open within the year of that budget",
    "check opens, closes and funding.year",
);
pub(super) const NO_PROGRAMME: Rule = Rule::new(
    "programme_unknown",
    "the programme is one of the office's",
    "send a code of the office's list of programmes",
);
const AMOUNT_NOT_ALLOWED: Rule = Rule::new(
    "amount_not_allowed",
    "the amount is what the programme gives: exactly the fixed one, or up to the ceiling",
    "read the programme",
);
const DO_NOT_ADD_UP: Rule = Rule::new(
    "instalments_do_not_add_up",
    "the instalments add up to the amount",
    "correct the amount or the instalments",
);
const COUNT: Rule = Rule::new(
    "instalment_count",
    "an award is paid in 1 to 12 instalments",
    "send fewer or more",
);
const DATES: Rule = Rule::new(
    "instalment_dates",
    "instalments are due one after the other, from today on, within the budget's year",
    "correct the dates",
);
const PLAN: Rule = Rule::new(
    "plan_not_sound",
    "a plan has 1 to 24 sessions, recorded ones included, from today on and in order",
    "send the sessions to come by their days",
);
const PAUSE: Rule = Rule::new(
    "pause_not_sound",
    "a wait ends after today and within 90 days",
    "send the day on which somebody looks again",
);
const BEFORE_ORDER: Rule = Rule::new(
    "paid_before_order",
    "a payment is made on the day it was ordered or later",
    "send the day on which the bank paid",
);
