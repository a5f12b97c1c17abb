//! Makes the sample proof that lies in `tests/sample-proof/`, with a key that is thrown away.
//!
//! ```text
//! cargo run -p tuntas-audit --example sample_proof -- tools/tuntas-audit/tests/sample-proof
//! ```
#![expect(clippy::unwrap_used, reason = "run by hand, and stops at a broken assumption")]

use std::path::PathBuf;

use aws_lc_rs::digest::{Digest, SHA256};
use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use tuntas_domain::identity::CaseId;
use tuntas_seals::{FORMAT, Hash, Leaf, Leaves, Proof, PublicKey, Seal, Sealed};
use tuntas_signatures::Unsigned;
use uuid::Uuid;

fn leaf(number: u32) -> Leaf {
    let id = 0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0000 + u128::from(number);
    Leaf {
        case: CaseId(Uuid::from_u128(id)),
        seq: number % 17 + 1,
        hash: Hash::of(&[&number.to_be_bytes()]),
    }
}

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap());
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
    let der: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
    let public_key = PublicKey::from_der(der.as_ref()).unwrap();
    let leaves = Leaves::new((0..11).map(leaf).collect()).unwrap();
    let seal = Seal {
        format: FORMAT.to_owned(),
        day: "2021-09-21".parse().unwrap(),
        city: "35.75".to_owned(),
        cases: 11,
        root: leaves.root(),
        previous: Some(Hash::of(&[b"the seal of the day before"])),
        sealed_at: "2021-09-21T17:30:00Z".parse().unwrap(),
    };
    let unsigned = Unsigned::es256("contoh-1", seal.text().as_bytes());
    let digest = Digest::import_less_safe(unsigned.digest(), &SHA256).unwrap();
    let signature = pair.sign_digest(&digest).unwrap();
    let sealed = Sealed {
        key_id: "contoh-1".to_owned(),
        jws: unsigned.with_signature(signature.as_ref()).unwrap(),
        public_key: public_key.to_pem(),
        seal: seal.text(),
    };
    let proof = Proof::new(&sealed, &leaves, leaf(7).case).unwrap();
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("proof.json"), proof.to_json()).unwrap();
    std::fs::write(folder.join("key.pem"), public_key.to_pem()).unwrap();
}
