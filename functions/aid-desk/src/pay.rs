//! Paying out, and what the bank says of it.

use jiff::Timestamp;
use tuntas_aiding::{Difference, NotReconciled, Reconciliation, Statement, StatementFault, Word};
use tuntas_city::AidDuty;
use tuntas_contract::aid::{
    CancellationOfInstalmentRequest, DifferenceName, DifferingView, MatchedView, MissingView,
    PaymentOrderRequest, PaymentRequest, PaymentReturnRequest, ReconciliationView,
};
use tuntas_contract::{FieldError, Problem, ProblemCode};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::AidDesk;
use crate::mentor::number;

const CASHIER: &[AidDuty] = &[AidDuty::Cashier];

impl AidDesk {
    pub(crate) async fn order(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let instalment = number(request)?;
        let operation = format!("order/{instalment}");
        self.say(request, at, CASHIER, &operation, |body, referral, _| {
            let agreed = referral.instalment(instalment).map(|part| part.terms.amount);
            PaymentOrderRequest::parse(body, agreed)?;
            Ok(Word::Order { instalment })
        })
        .await
    }

    pub(crate) async fn confirm(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let instalment = number(request)?;
        let operation = format!("payment/{instalment}");
        self.say(request, at, CASHIER, &operation, |body, referral, _| {
            let ordered = referral.instalment(instalment);
            let payment = PaymentRequest::parse(body, ordered.and_then(|part| part.reference()))?;
            Ok(Word::Confirm {
                instalment,
                paid_on: payment.paid_on,
            })
        })
        .await
    }

    pub(crate) async fn returned(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let instalment = number(request)?;
        let operation = format!("return/{instalment}");
        self.say(request, at, CASHIER, &operation, |body, referral, _| {
            let ordered = referral.instalment(instalment);
            PaymentReturnRequest::parse(body, ordered.and_then(|part| part.reference()))?;
            Ok(Word::Returned { instalment })
        })
        .await
    }

    /// What was decided, those who decide take back; the cashier does not.
    pub(crate) async fn cancel(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let instalment = number(request)?;
        let (duties, operation) = (&[AidDuty::Approve], format!("cancellation/{instalment}"));
        self.say(request, at, duties, &operation, |body, _, _| {
            let reason = CancellationOfInstalmentRequest::parse(body)?;
            Ok(Word::CancelInstalment { instalment, reason })
        })
        .await
    }

    /// Holds a bank's file against the orders. It may come again: what it says is confirmed once.
    pub(crate) async fn reconcile(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, CASHIER)?;
        if request.body().is_empty() {
            return Err(Problem::new(ProblemCode::BodyEmpty).into());
        }
        let statement = Statement::parse(request.body()).map_err(|faults| {
            let faults = faults.iter().map(fault).collect();
            Problem::new(ProblemCode::StatementInvalid).with_errors(faults)
        })?;
        let by = self.by(&officer, "bank-statement", at);
        match self.aid.reconcile(&statement, &by).await {
            Ok(found) => Ok(HttpResponse::json(200, &view(found))),
            Err(NotReconciled::Confirm(error))
                if matches!(*error, tuntas_journal::RunError::Contended(_)) =>
            {
                Err(Problem::new(ProblemCode::Conflict).into())
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A line's fault, by a pointer into the file: line and column.
fn fault(fault: &StatementFault) -> FieldError {
    FieldError {
        field: format!("/{}/{}", fault.line, fault.column),
        code: fault.code.into(),
        rule: fault.rule.into(),
        mend: fault.mend.into(),
    }
}

fn view(found: Reconciliation) -> ReconciliationView {
    let matched = found.matched.into_iter().map(|matched| MatchedView {
        line: matched.line,
        reference: matched.reference.to_string(),
        referral: matched.referral.0,
        instalment: matched.instalment,
    });
    let missing = found.missing.into_iter().map(|missing| MissingView {
        reference: missing.reference.to_string(),
        referral: missing.referral.0,
        instalment: missing.instalment,
        amount: missing.amount.get(),
        ordered_on: missing.ordered_on,
    });
    let differing = found.differing.into_iter().map(|differing| {
        let (difference, amounts) = match differing.difference {
            Difference::Amount { ordered, paid } => (DifferenceName::Amount, Some((ordered, paid))),
            Difference::Date => (DifferenceName::Date, None),
            Difference::PaidAgain => (DifferenceName::PaidAgain, None),
            Difference::NotOrdered => (DifferenceName::NotOrdered, None),
        };
        DifferingView {
            line: differing.line,
            reference: differing.reference.to_string(),
            referral: differing.referral.0,
            instalment: differing.instalment,
            difference,
            ordered: amounts.map(|(ordered, _)| ordered.get()),
            paid: amounts.map(|(_, paid)| paid.get()),
        }
    });
    ReconciliationView {
        matched: matched.collect(),
        missing: missing.collect(),
        unknown: found.unknown,
        differing: differing.collect(),
    }
}
