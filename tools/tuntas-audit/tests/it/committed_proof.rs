//! The sample proof of `docs/audit.md`. `docs/check_proof.py` must say the same of it.

use tuntas_seals::{Proof, ProofError, PublicKey};

const PROOF: &str = include_str!("../sample-proof/proof.json");
const KEY: &str = include_str!("../sample-proof/key.pem");

#[test]
fn a_proof_handed_out_once_holds_in_every_later_version() {
    let proof = Proof::from_json(PROOF.as_bytes()).unwrap();
    let proven = proof.check(&PublicKey::from_pem(KEY).unwrap()).unwrap();
    assert_eq!(
        proven.leaf.case.to_string(),
        "0198c1de-7a3b-7cc0-8f11-000000000007"
    );
    assert_eq!(proven.leaf.seq, 8);
    assert_eq!(proven.seal.day, "2021-09-21".parse().unwrap());
    assert_eq!(proof.to_json(), PROOF);
}

#[test]
fn with_one_digit_changed_it_does_not() {
    let mut proof = Proof::from_json(PROOF.as_bytes()).unwrap();
    proof.seq = 9;
    assert_eq!(
        proof.check(&PublicKey::from_pem(KEY).unwrap()),
        Err(ProofError::Root)
    );
}
