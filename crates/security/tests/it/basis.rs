//! What a seizure needs to stand on.

use jiff::civil::date;
use tuntas_domain::people::Text;
use tuntas_security::{Activity, BasisFault, LegalBasis, Order};

fn basis(order: Option<i8>, warned: Option<i8>) -> LegalBasis {
    LegalBasis {
        case_number: Text::parse("5/Pdt.Eks/2026/PA.Pas").unwrap(),
        order: order.map(|day| Order {
            number: Text::parse("5/Pdt.Eks/2026/PA.Pas").unwrap(),
            date: date(2026, 11, day),
        }),
        warned_on: warned.map(|day| date(2026, 11, day)),
    }
}

fn faults(activity: Activity, order: Option<i8>, warned: Option<i8>) -> Vec<BasisFault> {
    basis(order, warned).faults(activity, date(2026, 11, 25))
}

#[test]
fn a_hearing_needs_its_case_alone() {
    assert_eq!(faults(Activity::Hearing, None, None), []);
    assert_eq!(faults(Activity::SiteInspection, None, None), []);
}

#[test]
fn a_seizure_needs_an_order_and_an_execution_a_warning_too() {
    assert_eq!(
        faults(Activity::MaritalSeizure, None, None),
        [BasisFault::OrderMissing]
    );
    assert_eq!(faults(Activity::MaritalSeizure, Some(10), None), []);
    assert_eq!(
        faults(Activity::ExecutionSeizure, None, None),
        [BasisFault::OrderMissing, BasisFault::WarningMissing]
    );
    assert_eq!(
        faults(Activity::MaritalSeizure, Some(10), Some(1)),
        [BasisFault::WarningNeedless]
    );
}

#[test]
fn who_was_warned_has_eight_days() {
    assert_eq!(faults(Activity::Execution, Some(9), Some(1)), []);
    assert_eq!(
        faults(Activity::Execution, Some(8), Some(1)),
        [BasisFault::WarningTooShort]
    );
}

#[test]
fn no_order_comes_after_its_day() {
    assert_eq!(
        faults(Activity::MaritalSeizure, Some(26), None),
        [BasisFault::OrderAfterDay]
    );
}
