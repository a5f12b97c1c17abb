//! Money for one person, as officers send it.

use serde::{Deserialize, Serialize};
use tuntas_aid::referral::{CancelReason, InstalmentTerms};
use tuntas_aid::{PaymentReference, ProgrammeCode};
use tuntas_domain::money::Rupiah;
use utoipa::ToSchema;

use super::programme::rupiah;
use super::words::CancelReasonName;
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, list_of_objects, name};

/// An award is proposed: the first of two people.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposalRequest {
    /// Code of the office's programme.
    #[schema(example = "modal-usaha-2027")]
    pub programme: String,
    /// How much in all, in rupiah.
    #[schema(example = 6_000_000)]
    pub amount: u64,
    /// In which parts, 1 to 12, one after the other.
    #[serde(deserialize_with = "list_of_objects")]
    pub instalments: Vec<InstalmentRequest>,
}

/// A part of an award.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstalmentRequest {
    /// How much, in rupiah.
    #[schema(example = 4_000_000)]
    pub amount: u64,
    /// When it is to be paid.
    #[schema(format = Date, example = "2027-02-01")]
    pub due: String,
}

/// A proposal, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Under which programme.
    pub programme: ProgrammeCode,
    /// How much in all.
    pub amount: Rupiah,
    /// In which parts.
    pub instalments: Vec<InstalmentTerms>,
}

/// The second of two people agrees.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApprovalOfAwardRequest {
    /// The amount that was read, in rupiah, so that an old approval cannot agree to a new proposal.
    #[schema(example = 6_000_000)]
    pub amount: u64,
}

/// The bank is told to pay.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaymentOrderRequest {
    /// The amount of the instalment, in rupiah, as it was read.
    #[schema(example = 4_000_000)]
    pub amount: u64,
}

/// A payment arrived: the person signed the receipt.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaymentRequest {
    /// The reference of the order.
    #[schema(example = "TA7Q2M0X9K4RDE")]
    pub reference: String,
    /// On which day it was paid.
    #[schema(format = Date, example = "2027-02-01")]
    pub paid_on: String,
}

/// A payment that arrived, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The reference of the order.
    pub reference: PaymentReference,
    /// On which day.
    pub paid_on: jiff::civil::Date,
}

/// The bank could not pay, or sent it back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaymentReturnRequest {
    /// The reference of the order.
    #[schema(example = "TA7Q2M0X9K4RDE")]
    pub reference: String,
}

/// An instalment is not paid.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancellationOfInstalmentRequest {
    /// Why.
    #[serde(deserialize_with = "name")]
    pub reason: CancelReasonName,
}

impl ProposalRequest {
    /// Reads a proposal.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8]) -> Result<Proposal, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        let programme = f.identifier(&at("programme"), ProgrammeCode::parse(&request.programme));
        let amount = rupiah(&mut f, &at("amount"), request.amount);
        let instalments: Vec<Option<InstalmentTerms>> = request
            .instalments
            .iter()
            .enumerate()
            .map(|(index, part)| {
                let at = at("instalments").item(index);
                let amount = rupiah(&mut f, &at.member("amount"), part.amount);
                let due = f.date(&at.member("due"), &part.due);
                Some(InstalmentTerms {
                    amount: amount?,
                    due: due?,
                })
            })
            .collect();
        let whole = || {
            Some(Proposal {
                programme: programme?,
                amount: amount?,
                instalments: instalments.into_iter().collect::<Option<_>>()?,
            })
        };
        f.whole(whole())
    }
}

impl ApprovalOfAwardRequest {
    /// Reads an approval of an award of that much.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8], proposed: Option<Rupiah>) -> Result<(), Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        as_read(request.amount, proposed)
    }
}

impl PaymentOrderRequest {
    /// Reads the order of an instalment of that much.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8], agreed: Option<Rupiah>) -> Result<(), Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        as_read(request.amount, agreed)
    }
}

/// Where there is nothing to agree to, the rules say so.
fn as_read(read: u64, standing: Option<Rupiah>) -> Result<(), Vec<FieldError>> {
    match standing {
        Some(standing) if standing.get() != read => {
            Err(vec![OTHER_AMOUNT.at(&Pointer::root().member("amount"))])
        }
        _ => Ok(()),
    }
}

impl PaymentRequest {
    /// Reads a payment that is to be the one ordered by `ordered`.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8], ordered: Option<&PaymentReference>) -> Result<Payment, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        let reference = reference(&mut f, &at("reference"), &request.reference, ordered);
        let paid_on = f.date(&at("paidOn"), &request.paid_on);
        let whole = || {
            Some(Payment {
                reference: reference?,
                paid_on: paid_on?,
            })
        };
        f.whole(whole())
    }
}

impl PaymentReturnRequest {
    /// Reads that the payment ordered by `ordered` came back.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(
        bytes: &[u8],
        ordered: Option<&PaymentReference>,
    ) -> Result<PaymentReference, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let mut f = Findings::default();
        let at = Pointer::root().member("reference");
        let reference = reference(&mut f, &at, &request.reference, ordered);
        f.whole(reference)
    }
}

fn reference(
    f: &mut Findings,
    at: &Pointer,
    text: &str,
    ordered: Option<&PaymentReference>,
) -> Option<PaymentReference> {
    let reference = f.identifier(at, PaymentReference::parse(text))?;
    // Where nothing is ordered, the rules say so.
    if ordered.is_some_and(|ordered| *ordered != reference) {
        f.refuse(at, OTHER_REFERENCE);
        return None;
    }
    Some(reference)
}

impl CancellationOfInstalmentRequest {
    /// Reads why an instalment is not paid.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<CancelReason, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        Ok(request.reason.into())
    }
}

const OTHER_AMOUNT: Rule = Rule::new(
    "other_amount",
    "the body names the amount that stands there now",
    "read the referral again and send its amount",
);
const OTHER_REFERENCE: Rule = Rule::new(
    "other_reference",
    "the reference is that of this instalment's order",
    "read the referral again and send the order's reference",
);
