//! The Merkle tree of RFC 6962 section 2.1, over hashes of leaves.

use crate::Hash;

/// Hash of a node over two others.
fn node(left: Hash, right: Hash) -> Hash {
    Hash::of(&[&[1], left.bytes(), right.bytes()])
}

/// Where a tree of more than one leaf parts: the largest power of two below its size.
fn split(size: usize) -> usize {
    size.next_power_of_two() / 2
}

/// The root over leaf hashes in their order. That of no leaves is the SHA-256 of nothing.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of(&[]),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(root(left), root(right))
        }
    }
}

/// The audit path of a leaf: the hashes beside its way to the root, lowest first. `None` if there is no such leaf.
pub fn path(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut beside, other) = match index.checked_sub(left.len()) {
        None => (path(left, index)?, root(right)),
        Some(index) => (path(right, index)?, root(left)),
    };
    beside.push(other);
    Some(beside)
}

/// The root that a leaf and its path lead to in a tree of that size (RFC 9162 section 2.1.3.2). `None` if the path is
/// too long or too short.
pub fn root_over(leaf: Hash, index: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for beside in path {
        if last == 0 {
            return None;
        }
        if at % 2 == 1 || at == last {
            hash = node(*beside, hash);
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(hash, *beside);
        }
        at >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(hash)
}
