//! Proofs for outsiders.

use jiff::civil::Date;
use tuntas_domain::identity::CaseId;
use tuntas_seals::{Proof, SealBucket};

use crate::Failure;

/// The proof that a case is under the seal of a day.
///
/// # Errors
/// [`Failure::NoSeal`], [`Failure::NotSealed`], or the bucket's.
pub async fn prove(seals: &SealBucket, case: CaseId, day: Date) -> Result<Proof, Failure> {
    let sealed = seals.seal(day).await?.ok_or(Failure::NoSeal(day))?;
    let leaves = seals.leaves(day).await?.ok_or(Failure::NoSeal(day))?;
    Proof::new(&sealed, &leaves, case).ok_or(Failure::NotSealed { case, day })
}
