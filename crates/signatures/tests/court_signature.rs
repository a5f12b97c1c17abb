//! A court signs a decree; the office checks it.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use proptest::prelude::*;
use std::sync::LazyLock;
use tuntas_signatures::{Algorithm, Jwks, JwksError, JwsError, Signer, SignerError};

const DECREE: &[u8] = br#"{"caseNumber":"0318/Pdt.G/2015/PA.Pas"}"#;

/// One signer for each algorithm, all of the same court.
static SIGNERS: LazyLock<Vec<Signer>> = LazyLock::new(|| {
    Algorithm::ALL
        .into_iter()
        .map(|algorithm| Signer::generate(algorithm, algorithm.name(), Some("PA.Pas")).unwrap())
        .collect()
});

fn published() -> Jwks {
    Jwks::new(SIGNERS.iter().map(|signer| signer.jwk().unwrap()).collect()).unwrap()
}

fn ed25519() -> &'static Signer {
    SIGNERS
        .iter()
        .find(|signer| signer.algorithm() == Algorithm::EdDsa)
        .unwrap()
}

#[test]
fn a_signed_decree_leads_to_its_court() {
    // Through the published JSON, as a real deployment reads it.
    let keys = Jwks::parse(&published().to_json()).unwrap();
    assert_eq!(keys, published());
    for signer in SIGNERS.iter() {
        let jws = signer.sign_detached(DECREE).unwrap();
        let verified = keys.verify_detached(&jws, DECREE).unwrap();
        assert_eq!(verified.algorithm, signer.algorithm());
        assert_eq!(verified.key.court(), Some("PA.Pas"));
    }
}

#[test]
fn a_private_key_survives_being_kept_in_a_file() {
    for signer in SIGNERS.iter() {
        let der = signer.to_pkcs8().unwrap();
        let again = Signer::from_pkcs8(signer.algorithm(), signer.algorithm().name(), None, &der).unwrap();
        let jws = again.sign_detached(DECREE).unwrap();
        assert!(published().verify_detached(&jws, DECREE).is_ok());
        assert!(!format!("{again:?}").contains("key"), "{again:?}");
    }
    assert_eq!(
        Signer::from_pkcs8(Algorithm::EdDsa, "k", None, b"not a key").unwrap_err(),
        SignerError::Rejected(Algorithm::EdDsa)
    );
}

#[test]
fn a_key_nobody_published_is_unknown_even_inside_the_header() {
    let stranger = Signer::generate(Algorithm::EdDsa, "stranger", None).unwrap();
    let jws = stranger.sign_detached(DECREE).unwrap();
    assert_eq!(
        published().verify_detached(&jws, DECREE).unwrap_err(),
        JwsError::UnknownKey
    );

    let own_key = Jwks::new(vec![stranger.jwk().unwrap()]).unwrap().to_json();
    let own_key = own_key
        .trim()
        .trim_start_matches("{\n  \"keys\": [")
        .trim_end_matches("]\n}")
        .trim();
    let header = format!(r#"{{"alg":"EdDSA","kid":"EdDSA","jwk":{own_key}}}"#);
    let jws = stranger.sign_with_header(&header, DECREE).unwrap();
    assert_eq!(
        published().verify_detached(&jws, DECREE).unwrap_err(),
        JwsError::BadSignature
    );
}

#[test]
fn every_refusal_has_its_own_name() {
    let refusal = |header: &str| {
        let jws = ed25519().sign_with_header(header, DECREE).unwrap();
        published().verify_detached(&jws, DECREE).unwrap_err()
    };
    for alg in ["none", "HS256", "PS256", "ES384", "eddsa", ""] {
        assert_eq!(
            refusal(&format!(r#"{{"alg":"{alg}","kid":"EdDSA"}}"#)),
            JwsError::AlgorithmNotAllowed,
            "{alg}"
        );
    }
    assert_eq!(refusal(r#"{"alg":"EdDSA"}"#), JwsError::MissingKeyId);
    assert_eq!(refusal(r#"{"alg":"EdDSA","kid":"gone"}"#), JwsError::UnknownKey);
    assert_eq!(refusal(r#"{"alg":"ES256","kid":"EdDSA"}"#), JwsError::KeyMismatch);
    assert_eq!(refusal(r#"{"alg":"EdDSA","kid":"RS256"}"#), JwsError::KeyMismatch);
    assert_eq!(
        refusal(r#"{"alg":"EdDSA","kid":"EdDSA","crit":["b64"],"b64":false}"#),
        JwsError::UnsupportedHeader("crit")
    );
    assert_eq!(
        refusal(r#"{"alg":"EdDSA","kid":"EdDSA","crit":["exp"],"exp":1}"#),
        JwsError::UnsupportedHeader("crit")
    );
    assert_eq!(
        refusal(r#"{"alg":"EdDSA","kid":"EdDSA","b64":false}"#),
        JwsError::UnsupportedHeader("b64")
    );
    for header in [
        "",
        "[]",
        r#"{"kid":"EdDSA"}"#,
        r#"{"alg":"EdDSA","alg":"EdDSA","kid":"EdDSA"}"#,
    ] {
        assert!(matches!(refusal(header), JwsError::Malformed(_)), "{header}");
    }
    assert!(
        published()
            .verify_detached(
                &ed25519()
                    .sign_with_header(r#"{"alg":"EdDSA","kid":"EdDSA","b64":true}"#, DECREE)
                    .unwrap(),
                DECREE
            )
            .is_ok()
    );
}

#[test]
fn an_attached_or_padded_or_cut_signature_is_malformed() {
    let keys = published();
    let jws = ed25519().sign_detached(DECREE).unwrap();
    let (header, signature) = jws.split_once("..").unwrap();
    let body = URL_SAFE_NO_PAD.encode(DECREE);
    for wrong in [
        String::new(),
        ".".into(),
        header.to_owned(),
        format!("{header}.{signature}"),
        format!("{header}.{body}.{signature}"),
        format!("{header}..{signature}."),
        format!("{header}..{signature}=="),
        format!("{header}.. {signature}"),
        format!("{}..{signature}", "A".repeat(4097)),
    ] {
        assert!(
            matches!(keys.verify_detached(&wrong, DECREE), Err(JwsError::Malformed(_))),
            "{wrong}"
        );
    }
    assert_eq!(
        keys.verify_detached(&format!("{header}.."), DECREE).unwrap_err(),
        JwsError::BadSignature
    );
}

#[test]
fn every_bad_key_set_says_what_to_mend() {
    let refusal = |json: &str| Jwks::parse(json).unwrap_err().to_string();
    let x = r#""x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#;
    for (json, said) in [
        ("{", "not a JWK set (line 1, column 1)"),
        (r#"{"keys":{}}"#, "not a JWK set"),
        (
            &*format!(r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519",{x}}}]}}"#),
            "key number 0 has no \"kid\"",
        ),
        (
            &*format!(r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","kid":"",{x}}}]}}"#),
            "key number 0 has no \"kid\"",
        ),
        (
            &*format!(
                r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","kid":"a",{x}}},{{"kty":"OKP","crv":"Ed25519","kid":"a",{x}}}]}}"#
            ),
            "two keys have the kid \"a\"",
        ),
        (
            &*format!(r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","kid":"a","d":"AA",{x}}}]}}"#),
            "key \"a\" holds private key material (\"d\")",
        ),
        (
            r#"{"keys":[{"kty":"oct","kid":"a","k":"AA"}]}"#,
            "holds private key material (\"k\")",
        ),
        (
            &*format!(r#"{{"keys":[{{"kty":"OKP","crv":"X25519","kid":"a",{x}}}]}}"#),
            "supported keys are",
        ),
        (
            r#"{"keys":[{"kty":"EC","crv":"P-384","kid":"a","x":"AA","y":"AA"}]}"#,
            "supported keys are",
        ),
        (
            &*format!(r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","kid":"a","use":"enc",{x}}}]}}"#),
            "\"use\" must be \"sig\"",
        ),
        (
            &*format!(r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","kid":"a","alg":"ES256",{x}}}]}}"#),
            "\"alg\" does not fit",
        ),
        (
            r#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a"}]}"#,
            "\"x\" must be base64url of 32 bytes",
        ),
        (
            r#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"AAAA"}]}"#,
            "not an Ed25519 public key",
        ),
        (
            r#"{"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"AAAA","y":"AAAA"}]}"#,
            "32 bytes each",
        ),
        (
            &*format!(
                r#"{{"keys":[{{"kty":"EC","crv":"P-256","kid":"a",{x},{}}}]}}"#,
                x.replace("\"x\"", "\"y\"")
            ),
            "not a point of P-256",
        ),
        (
            &*format!(
                r#"{{"keys":[{{"kty":"RSA","kid":"a","e":"AQAB","n":"{}"}}]}}"#,
                "_".repeat(172)
            ),
            "at least 2048 bits",
        ),
    ] {
        let message = refusal(json);
        assert!(message.contains(said), "{json}\n{message}");
    }
}

#[test]
fn a_refused_private_key_is_not_repeated_in_the_error() {
    let json = r#"{"keys":[{"kty":"oct","kid":"a","k":"c2VjcmV0"}]}"#;
    let error = Jwks::parse(json).unwrap_err();
    assert_eq!(
        error,
        JwksError::PrivateKey {
            key: "\"a\"".into(),
            member: "k"
        }
    );
    assert!(!format!("{error:?}").contains("c2VjcmV0"));
}

proptest! {
    #[test]
    fn one_flipped_bit_anywhere_voids_the_signature(which in 0..3_usize, body in prop::collection::vec(any::<u8>(), 1..200), place: prop::sample::Index, bit in 0..8_u32) {
        let keys = published();
        let jws = SIGNERS[which].sign_detached(&body).unwrap();
        prop_assert!(keys.verify_detached(&jws, &body).is_ok());

        let mut changed = body.clone();
        changed[place.index(body.len())] ^= 1 << bit;
        prop_assert!(keys.verify_detached(&jws, &changed).is_err());

        let (header, signature) = jws.split_once("..").unwrap();
        let flip = |part: &str| {
            let mut bytes = URL_SAFE_NO_PAD.decode(part).unwrap();
            let at = place.index(bytes.len());
            bytes[at] ^= 1 << bit;
            URL_SAFE_NO_PAD.encode(bytes)
        };
        let other_header = format!("{}..{signature}", flip(header));
        prop_assert!(keys.verify_detached(&other_header, &body).is_err());
        let other_signature = format!("{header}..{}", flip(signature));
        prop_assert!(keys.verify_detached(&other_signature, &body).is_err());
    }

    #[test]
    fn no_text_has_two_spellings_that_verify(which in 0..3_usize, place: prop::sample::Index, to in "[A-Za-z0-9_=. -]") {
        let jws = SIGNERS[which].sign_detached(DECREE).unwrap();
        let at = place.index(jws.len());
        prop_assume!(jws[at..=at] != to);
        let mut changed = jws;
        changed.replace_range(at..=at, &to);
        prop_assert!(published().verify_detached(&changed, DECREE).is_err());
    }

    #[test]
    fn arbitrary_text_is_refused_without_a_panic(jws in "\\PC{0,200}", body in prop::collection::vec(any::<u8>(), 0..50)) {
        prop_assert!(published().verify_detached(&jws, &body).is_err());
    }

    #[test]
    fn an_arbitrary_header_or_key_set_never_panics(header in "\\{?[\"a-z0-9:,\\{\\}\\[\\]]{0,60}\\}?", signature in prop::collection::vec(any::<u8>(), 0..80)) {
        let jws = format!("{}..{}", URL_SAFE_NO_PAD.encode(&header), URL_SAFE_NO_PAD.encode(signature));
        prop_assert!(published().verify_detached(&jws, DECREE).is_err());
        let _ = Jwks::parse(&header);
    }
}
