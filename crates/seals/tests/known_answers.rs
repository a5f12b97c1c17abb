//! Trees over the inputs that implementations of RFC 6962 compare themselves with.

use tuntas_seals::{Hash, path, root, root_over};

const INPUTS: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// Roots over the first so many inputs.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn leaves(count: usize) -> Vec<Hash> {
    INPUTS[..count]
        .iter()
        .map(|input| Hash::of(&[&[0], input]))
        .collect()
}

#[test]
fn roots_are_those_that_everybody_gets() {
    for (count, expected) in ROOTS.iter().enumerate() {
        assert_eq!(root(&leaves(count)).to_string(), *expected, "{count}");
    }
}

#[test]
fn the_path_of_the_last_of_seven_is_the_one_drawn_in_the_rfc() {
    // RFC 6962 section 2.1.3: the path of d6 is [i, k].
    let leaves = leaves(7);
    let i = root(&leaves[4..6]);
    let k = root(&leaves[..4]);
    assert_eq!(path(&leaves, 6).unwrap(), [i, k]);
    assert_eq!(root_over(leaves[6], 6, 7, &[i, k]), Some(root(&leaves)));
}

#[test]
fn there_is_no_path_to_what_is_not_there() {
    assert_eq!(path(&leaves(3), 3), None);
    assert_eq!(path(&[], 0), None);
    assert_eq!(root_over(leaves(1)[0], 1, 1, &[]), None);
}
