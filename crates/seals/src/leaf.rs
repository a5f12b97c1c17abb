//! What a seal covers: the last entry of every chain.

use std::fmt::Write as _;

use tuntas_domain::identity::CaseId;

use crate::{Hash, tree};

/// The last entry of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The case.
    pub case: CaseId,
    /// Number of the entry.
    pub seq: u32,
    /// Hash of the entry.
    pub hash: Hash,
}

impl Leaf {
    /// SHA-256 over the byte 0 and, each after its length in eight bytes, most significant first: the case, the number
    /// of the entry and its hash, all as text.
    pub fn digest(&self) -> Hash {
        let texts = [self.case.to_string(), self.seq.to_string(), self.hash.to_string()];
        let mut content = vec![0];
        for text in &texts {
            content.extend(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            content.extend(text.as_bytes());
        }
        Hash::of(&[&content])
    }
}

/// The leaves of one seal: one for each case, in the order of the cases' ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaves(Vec<Leaf>);

/// These are not the leaves of a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeavesError {
    /// A line is not `case seq hash`.
    #[error("line {0} is not a case, a number and a hash")]
    Line(usize),
    /// A case does not come after the one before.
    #[error("line {0} is out of order, or its case stands there twice")]
    Order(usize),
    /// Two tips of one case.
    #[error("a case has two tips")]
    CaseTwice,
}

impl Leaves {
    /// Puts leaves in order.
    ///
    /// # Errors
    /// [`LeavesError::CaseTwice`].
    pub fn new(mut leaves: Vec<Leaf>) -> Result<Self, LeavesError> {
        leaves.sort_by_key(|leaf| leaf.case);
        if leaves.is_sorted_by(|one, next| one.case < next.case) {
            Ok(Self(leaves))
        } else {
            Err(LeavesError::CaseTwice)
        }
    }

    /// One line for each case: case, number and hash, with a space between.
    pub fn text(&self) -> String {
        self.0.iter().fold(String::new(), |mut text, leaf| {
            // Writing into a String cannot fail.
            let _ = writeln!(text, "{} {} {}", leaf.case, leaf.seq, leaf.hash);
            text
        })
    }

    /// Reads what [`Leaves::text`] wrote.
    ///
    /// # Errors
    /// [`LeavesError`], with the line, from 1.
    pub fn parse(text: &str) -> Result<Self, LeavesError> {
        let mut leaves: Vec<Leaf> = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            let leaf = parse_line(line).ok_or(LeavesError::Line(number))?;
            if leaves.last().is_some_and(|last| last.case >= leaf.case) {
                return Err(LeavesError::Order(number));
            }
            leaves.push(leaf);
        }
        Ok(Self(leaves))
    }

    /// The leaves in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Leaf> {
        self.0.iter()
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no case.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        tree::root(&self.digests())
    }

    /// A case's place and audit path.
    pub(crate) fn way(&self, case: CaseId) -> Option<(Leaf, usize, Vec<Hash>)> {
        let index = self.0.binary_search_by_key(&case, |leaf| leaf.case).ok()?;
        let path = tree::path(&self.digests(), index)?;
        Some((*self.0.get(index)?, index, path))
    }

    /// A case's leaf.
    pub fn get(&self, case: CaseId) -> Option<&Leaf> {
        let index = self.0.binary_search_by_key(&case, |leaf| leaf.case).ok()?;
        self.0.get(index)
    }

    fn digests(&self) -> Vec<Hash> {
        self.0.iter().map(Leaf::digest).collect()
    }
}

impl<'a> IntoIterator for &'a Leaves {
    type Item = &'a Leaf;
    type IntoIter = std::slice::Iter<'a, Leaf>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn parse_line(line: &str) -> Option<Leaf> {
    let mut words = line.split(' ');
    let leaf = Leaf {
        case: words.next()?.parse().ok()?,
        seq: words.next()?.parse().ok()?,
        hash: words.next()?.parse().ok()?,
    };
    // One form only: what is written again must be the same.
    let same = format!("{} {} {}", leaf.case, leaf.seq, leaf.hash) == line;
    (same && words.next().is_none()).then_some(leaf)
}
