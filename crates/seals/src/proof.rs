//! A proof that a case is under a seal.

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::CaseId;

use crate::{Hash, Leaf, Leaves, PublicKey, Seal, Sealed, SealedError, root_over};

const FORMAT: &str = "tuntas/proof/1";

/// Shows that on the day of a seal the chain of a case ended with an entry, to anybody who has the public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Proof {
    /// `tuntas/proof/1`.
    pub format: String,
    /// The case.
    pub case: CaseId,
    /// Number of its last entry.
    pub seq: u32,
    /// Hash of its last entry.
    pub hash: Hash,
    /// Place of the leaf in the tree, from 0.
    pub index: u64,
    /// How many leaves the tree has.
    pub size: u64,
    /// Hashes beside the way to the root, lowest first.
    pub path: Vec<Hash>,
    /// The signed seal.
    pub sealed: Sealed,
}

/// What a proof proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The last entry of the case.
    pub leaf: Leaf,
    /// The seal over it.
    pub seal: Seal,
}

/// Why a proof proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Not the JSON of a proof.
    #[error("not the JSON of a proof in the format {FORMAT}")]
    Malformed,
    /// The seal.
    #[error(transparent)]
    Sealed(#[from] SealedError),
    /// The tree has another number of cases than the seal says.
    #[error("the proof is of a tree of another size than the sealed one")]
    Size,
    /// Leaf and path do not lead to the sealed root.
    #[error("leaf and path do not lead to the sealed root")]
    Root,
}

impl Proof {
    /// The proof for a case; `None` if it is not among the leaves.
    pub fn new(sealed: &Sealed, leaves: &Leaves, case: CaseId) -> Option<Self> {
        let (leaf, index, path) = leaves.way(case)?;
        Some(Self {
            format: FORMAT.to_owned(),
            case,
            seq: leaf.seq,
            hash: leaf.hash,
            index: u64::try_from(index).ok()?,
            size: u64::try_from(leaves.len()).ok()?,
            path,
            sealed: sealed.clone(),
        })
    }

    /// Reads the JSON of a proof.
    ///
    /// # Errors
    /// [`ProofError::Malformed`].
    pub fn from_json(json: &[u8]) -> Result<Self, ProofError> {
        let proof: Self = serde_json::from_slice(json).map_err(|_| ProofError::Malformed)?;
        if proof.format == FORMAT {
            Ok(proof)
        } else {
            Err(ProofError::Malformed)
        }
    }

    /// The JSON, indented for people.
    pub fn to_json(&self) -> String {
        // Texts, numbers and lists of them always have a JSON form.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Checks the proof. Needs nothing but a key that is trusted already.
    ///
    /// # Errors
    /// [`ProofError`].
    pub fn check(&self, trusted: &PublicKey) -> Result<Proven, ProofError> {
        let seal = self.sealed.open(trusted)?;
        if self.size != seal.cases {
            return Err(ProofError::Size);
        }
        let leaf = Leaf {
            case: self.case,
            seq: self.seq,
            hash: self.hash,
        };
        if root_over(leaf.digest(), self.index, self.size, &self.path) == Some(seal.root) {
            Ok(Proven { leaf, seal })
        } else {
            Err(ProofError::Root)
        }
    }
}
