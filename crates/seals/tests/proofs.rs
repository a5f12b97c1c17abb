//! Proofs: all that were made hold, and nothing else does.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod support;

use proptest::prelude::*;
use support::{City, leaf};
use tuntas_domain::identity::CaseId;
use tuntas_seals::{Hash, Leaves, LeavesError, Proof, ProofError, Seal, SealedError, path, root, root_over};
use uuid::Uuid;

#[test]
fn every_leaf_of_every_small_tree_leads_to_its_root() {
    for size in 1..=200 {
        let leaves: Vec<Hash> = (0..size).map(|number| leaf(number).digest()).collect();
        let root = root(&leaves);
        for (at, digest) in (0_u64..).zip(&leaves) {
            let path = path(&leaves, usize::try_from(at).unwrap()).unwrap();
            assert_eq!(
                root_over(*digest, at, u64::from(size), &path),
                Some(root),
                "leaf {at} of {size}"
            );
        }
    }
}

#[test]
fn every_case_is_proved_by_what_was_written_down() {
    let city = City::new();
    for size in [1, 2, 3, 63, 64, 65] {
        let leaves = Leaves::new((0..size).map(leaf).collect()).unwrap();
        let sealed = city.seal(&leaves, None);
        for leaf in &leaves {
            let proof = Proof::new(&sealed, &leaves, leaf.case).unwrap();
            let read = Proof::from_json(proof.to_json().as_bytes()).unwrap();
            let proven = read.check(&city.public_key()).unwrap();
            assert_eq!(proven.leaf, *leaf, "size {size}");
        }
    }
}

#[test]
fn a_case_that_is_not_sealed_cannot_be_proved() {
    let city = City::new();
    let leaves = Leaves::new((0..5).map(leaf).collect()).unwrap();
    let sealed = city.seal(&leaves, None);
    let stranger = CaseId(Uuid::from_u128(1));
    assert_eq!(Proof::new(&sealed, &leaves, stranger), None);
}

#[test]
fn another_key_proves_nothing() {
    let (city, other) = (City::new(), City::new());
    let leaves = Leaves::new((0..5).map(leaf).collect()).unwrap();
    let sealed = city.seal(&leaves, None);
    let proof = Proof::new(&sealed, &leaves, leaf(3).case).unwrap();
    let refused = Err(ProofError::Sealed(SealedError::OtherKey));
    assert_eq!(proof.check(&other.public_key()), refused);

    // Not even if the proof claims to be by that key.
    let mut claims = proof;
    claims.sealed.public_key = other.public_key().to_pem();
    assert!(claims.check(&other.public_key()).is_err());
}

#[test]
fn a_seal_of_no_case_at_all_is_a_seal() {
    let city = City::new();
    let leaves = Leaves::new(vec![]).unwrap();
    let seal = city.seal(&leaves, None).open(&city.public_key()).unwrap();
    assert_eq!((seal.cases, seal.root), (0, Hash::of(&[])));
}

#[test]
fn each_seal_names_the_one_before() {
    let city = City::new();
    let leaves = Leaves::new((0..5).map(leaf).collect()).unwrap();
    let first = city.seal(&leaves, None);
    let second = city.seal(&leaves, Some(first.fingerprint()));
    let seal = second.open(&city.public_key()).unwrap();
    assert_eq!(seal.previous, Some(first.fingerprint()));
    let opened = first.open(&city.public_key()).unwrap();
    assert_eq!(opened.fingerprint(), first.fingerprint());
}

#[test]
fn the_signed_text_never_changes() {
    let seal = Seal {
        format: tuntas_seals::FORMAT.to_owned(),
        day: "2021-09-21".parse().unwrap(),
        city: "35.75".to_owned(),
        cases: 0,
        root: Hash::of(&[]),
        previous: None,
        sealed_at: "2021-09-21T17:30:00Z".parse().unwrap(),
    };
    let text = seal.text();
    assert_eq!(
        text,
        concat!(
            r#"{"format":"tuntas/seal/1","day":"2021-09-21","city":"35.75","cases":0,"#,
            r#""root":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","#,
            r#""previous":null,"sealedAt":"2021-09-21T17:30:00Z"}"#
        )
    );
    assert_eq!(Seal::parse(&text), Ok(seal));
    for other in [
        text.replace("\":", "\": "),
        text.replace("seal/1", "seal/2"),
        "{}".to_owned(),
    ] {
        assert!(Seal::parse(&other).is_err(), "{other}");
    }
}

#[test]
fn leaves_are_read_only_as_they_were_written() {
    let leaves = Leaves::new((0..3).rev().map(leaf).collect()).unwrap();
    let text = leaves.text();
    assert_eq!(Leaves::parse(&text), Ok(leaves));
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(0, 1);
    assert_eq!(Leaves::parse(&lines.join("\n")), Err(LeavesError::Order(2)));
    assert_eq!(
        Leaves::parse(&text.replacen(" 1 ", " 01 ", 1)),
        Err(LeavesError::Line(1))
    );
    assert_eq!(Leaves::new(vec![leaf(1), leaf(1)]), Err(LeavesError::CaseTwice));
}

/// What somebody may do to a proof.
#[derive(Clone, Debug)]
enum Forgery {
    Case(u8),
    Seq(u8),
    Hash(usize),
    Index(u8),
    Size(u8),
    Path(usize, usize),
    Shorter,
    Longer,
    Seal(usize),
    Jws(usize),
    KeyId,
}

fn forgery() -> impl Strategy<Value = Forgery> {
    prop_oneof![
        (0..128_u8).prop_map(Forgery::Case),
        (0..32_u8).prop_map(Forgery::Seq),
        (0..64_usize).prop_map(Forgery::Hash),
        (0..64_u8).prop_map(Forgery::Index),
        (0..64_u8).prop_map(Forgery::Size),
        (0..8_usize, 0..64_usize).prop_map(|(at, digit)| Forgery::Path(at, digit)),
        Just(Forgery::Shorter),
        Just(Forgery::Longer),
        any::<usize>().prop_map(Forgery::Seal),
        any::<usize>().prop_map(Forgery::Jws),
        Just(Forgery::KeyId),
    ]
}

/// Another hexadecimal digit at that place.
fn other_digit(hash: Hash, at: usize) -> Hash {
    let mut text = hash.to_string();
    let other = if text[at..].starts_with('0') { "1" } else { "0" };
    text.replace_range(at..=at, other);
    text.parse().unwrap()
}

/// Flips the lowest bit of one character. Text and signature are ASCII, and stay so.
fn flip(text: &mut String, at: usize) {
    let mut bytes = std::mem::take(text).into_bytes();
    let at = at % bytes.len();
    bytes[at] ^= 1;
    *text = String::from_utf8(bytes).unwrap();
}

fn forge(proof: &mut Proof, forgery: &Forgery) {
    match forgery {
        Forgery::Case(bit) => proof.case = CaseId(Uuid::from_u128(proof.case.0.as_u128() ^ (1 << bit))),
        Forgery::Seq(bit) => proof.seq ^= 1 << bit,
        Forgery::Hash(at) => proof.hash = other_digit(proof.hash, *at),
        Forgery::Index(bit) => proof.index ^= 1 << bit,
        Forgery::Size(bit) => proof.size ^= 1 << bit,
        Forgery::Path(at, digit) => {
            let at = at % proof.path.len();
            proof.path[at] = other_digit(proof.path[at], *digit);
        }
        Forgery::Shorter => drop(proof.path.pop()),
        Forgery::Longer => proof.path.push(proof.hash),
        Forgery::Seal(at) => flip(&mut proof.sealed.seal, *at),
        Forgery::Jws(at) => flip(&mut proof.sealed.jws, *at),
        Forgery::KeyId => proof.sealed.key_id.push('x'),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_is_changed_in_a_proof_it_proves_nothing_any_more(
        size in 2..200_u32,
        which in any::<prop::sample::Index>(),
        forgery in forgery(),
    ) {
        let city = City::new();
        let leaves = Leaves::new((0..size).map(leaf).collect()).unwrap();
        let case = which.get(&leaves.iter().collect::<Vec<_>>()).case;
        let sealed = city.seal(&leaves, None);
        let mut proof = Proof::new(&sealed, &leaves, case).unwrap();
        prop_assert!(proof.check(&city.public_key()).is_ok());
        forge(&mut proof, &forgery);
        prop_assert!(proof.check(&city.public_key()).is_err(), "{forgery:?}");
    }
}
