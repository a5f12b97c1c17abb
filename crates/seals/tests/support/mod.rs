//! A city with a key of its own.

use aws_lc_rs::digest::{Digest, SHA256};
use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use tuntas_domain::identity::CaseId;
use tuntas_seals::{FORMAT, Hash, Leaf, Leaves, PublicKey, Seal, Sealed};
use tuntas_signatures::Unsigned;
use uuid::Uuid;

const KEY_ID: &str = "kota-1";

pub(crate) struct City {
    key: EcdsaKeyPair,
}

impl City {
    pub(crate) fn new() -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        Self { key }
    }

    pub(crate) fn public_key(&self) -> PublicKey {
        let der: PublicKeyX509Der<'_> = self.key.public_key().as_der().unwrap();
        PublicKey::from_der(der.as_ref()).unwrap()
    }

    pub(crate) fn seal(&self, leaves: &Leaves, previous: Option<Hash>) -> Sealed {
        let seal = Seal {
            format: FORMAT.to_owned(),
            day: "2021-09-21".parse().unwrap(),
            city: "35.75".to_owned(),
            cases: u64::try_from(leaves.len()).unwrap(),
            root: leaves.root(),
            previous,
            sealed_at: "2021-09-21T17:30:00Z".parse().unwrap(),
        };
        let unsigned = Unsigned::es256(KEY_ID, seal.text().as_bytes());
        let digest = Digest::import_less_safe(unsigned.digest(), &SHA256).unwrap();
        let signature = self.key.sign_digest(&digest).unwrap();
        Sealed {
            seal: seal.text(),
            key_id: KEY_ID.to_owned(),
            jws: unsigned.with_signature(signature.as_ref()).unwrap(),
            public_key: self.public_key().to_pem(),
        }
    }
}

/// The leaf of the n-th case.
pub(crate) fn leaf(number: u32) -> Leaf {
    let id = 0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0000 + u128::from(number);
    Leaf {
        case: CaseId(Uuid::from_u128(id)),
        seq: number % 17 + 1,
        hash: Hash::of(&[&number.to_be_bytes()]),
    }
}
