//! The daily seal: one signed hash over the chains of all cases, kept where nobody can change or delete it.
//!
//! A chain shows that nothing in it was changed, but whoever can write the whole table could write a whole new chain.
//! So once a day the last entry of every chain goes into a Merkle tree (RFC 6962 section 2.1), whose root is signed and
//! stored under Object Lock. What a seal has seen can neither be rewritten nor taken away unnoticed, and a [`Proof`] shows
//! that to anybody who has the public key, without showing any other case.
//!
//! Everything but [`SealBucket`] is pure.

mod bucket;
mod hash;
mod leaf;
mod proof;
mod public_key;
mod seal;
mod sealed;
mod tree;

pub use bucket::{BucketError, SealBucket};
pub use hash::{Hash, MalformedHash};
pub use leaf::{Leaf, Leaves, LeavesError};
pub use proof::{Proof, ProofError, Proven};
pub use public_key::{KeyError, PublicKey};
pub use seal::{FORMAT, MalformedSeal, Seal};
pub use sealed::{Sealed, SealedError};
pub use tree::{path, root, root_over};
pub use tuntas_buckets::Put as Kept;
