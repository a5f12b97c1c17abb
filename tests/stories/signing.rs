//! What the guide for files says to run signs a file, and what it signs is taken.
//!
//! The blocks of the guide are run as they stand, by bash, with OpenSSL 3 and with the Python of the local cloud.

use std::path::Path;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tuntas_local_cloud::Layout;
use tuntas_signatures::{Jwks, JwsError};
use tuntas_tests::Town;

use crate::guides::{bash as run, block};

/// The file and the name of the key that the guide speaks of.
const FILE: &str = "putusan-2026-11.csv";
const KID: &str = "pa-pas-2026-1";

fn with_python() -> String {
    block("docs/batch-files.md", "sh", "python3 docs/sign_file.py")
}

fn with_openssl() -> String {
    block("docs/batch-files.md", "sh", "b64url()")
}

/// A court's folder: the file, and the program of the guide where the guide has it.
fn desk(content: &[u8]) -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    std::fs::write(desk.path().join(FILE), content).unwrap();
    std::fs::create_dir(desk.path().join("docs")).unwrap();
    let program = Layout::of_this_checkout().root().join("docs/sign_file.py");
    std::fs::copy(program, desk.path().join("docs/sign_file.py")).unwrap();
    desk
}

fn signature(desk: &Path) -> String {
    let path = desk.join(format!("{FILE}.jws"));
    let jws = std::fs::read_to_string(&path).unwrap();
    // The next way to sign is to write its own.
    std::fs::remove_file(path).unwrap();
    jws
}

/// Whether a signature holds over the file, whole and piece by piece, and over no other.
fn holds(key: &Value, jws: &str, content: &[u8]) {
    let keys = Jwks::parse(&json!({ "keys": [key] }).to_string()).unwrap();
    let verified = keys.verify_detached(jws, content).unwrap();
    assert_eq!((verified.key.kid(), verified.key.court()), (KID, Some("PA.Pas")));
    let in_pieces = |content: &[u8]| {
        let mut verification = keys.begin_detached(jws).unwrap();
        for piece in content.chunks(1000) {
            verification.update(piece);
        }
        verification.finish().map(drop)
    };
    assert_eq!(in_pieces(content), Ok(()));
    let mut altered = content.to_vec();
    altered[0] ^= 1;
    assert_eq!(in_pieces(&altered), Err(JwsError::BadSignature));
}

/// The public half of `court.pem` as the office publishes it.
fn published(desk: &Path, kind: &str) -> Value {
    let der = run(desk, "openssl pkey -in court.pem -pubout -outform DER");
    let mut key = match kind {
        "ed25519" => {
            json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "x": encoded(&der[der.len() - 32..]) })
        }
        "p256" => {
            let (x, y) = der[der.len() - 64..].split_at(32);
            json!({ "kty": "EC", "crv": "P-256", "alg": "ES256", "x": encoded(x), "y": encoded(y) })
        }
        _ => {
            let modulus = run(desk, "openssl rsa -in court.pem -noout -modulus");
            let modulus = String::from_utf8(modulus).unwrap();
            let digits = modulus.trim().strip_prefix("Modulus=").unwrap();
            let bytes: Vec<u8> = (0..digits.len() / 2)
                .map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap())
                .collect();
            json!({ "kty": "RSA", "alg": "RS256", "n": encoded(&bytes), "e": "AQAB" })
        }
    };
    key["kid"] = KID.into();
    key["court"] = "PA.Pas".into();
    key
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[test]
fn what_the_guide_says_to_run_signs_a_file() {
    // Longer than a piece and no multiple of three; not text, so that no line ending is mended on the way.
    let content: Vec<u8> = (0..100_000_u32).map(|n| (n % 251) as u8).collect();
    let desk = desk(&content);
    let desk = desk.path();

    // The key of the guide for courts, and its public half as that guide prints it.
    let x = run(desk, &block("docs/court-integration.md", "sh", "openssl genpkey"));
    let key = published(desk, "ed25519");
    assert_eq!(key["x"], String::from_utf8(x).unwrap().trim());
    for script in [with_openssl(), with_python()] {
        run(desk, &script);
        holds(&key, &signature(desk), &content);
    }
    // The other keys that are accepted, which the program signs with as well.
    for (kind, draw) in [
        (
            "p256",
            "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out court.pem",
        ),
        (
            "rsa",
            "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out court.pem",
        ),
    ] {
        run(desk, draw);
        run(desk, &with_python());
        holds(&published(desk, kind), &signature(desk), &content);
    }
}

#[tokio::test]
async fn what_was_signed_as_the_guide_says_is_taken() {
    let town = Town::open().await;
    let key = &town.cloud.court_keys["PA.Pas"];
    for (name, script) in [
        ("contoh-openssl.csv", with_openssl()),
        ("contoh-python.csv", with_python()),
    ] {
        // A ruling for each, so that both are new.
        let content = format!(
            "nomor_perkara;jenis_perkara_nama;tanggal_putusan;no_kutipan_akta_nikah;tgl_nikah;pihak1_nama;\
             pihak1_nomor_indentitas;pihak1_tanggal_lahir;pihak1_telepon;pihak1_alamat;pihak2_nama;\
             pihak2_nomor_indentitas;pihak2_tanggal_lahir;pihak2_telepon;pihak2_alamat\r\n\
             {}/Pdt.G/2026/PA.Pas;Cerai Gugat;1 April 2026;0035/005/XII/2016;10-12-2016;Contoh Sinta;\
             3575035506900001;15-06-1990;081200000001;Jl. Contoh Mawar No. 1;Contoh Tono;\
             3575031010880001;10-10-1988;081200000002;Jl. Contoh Melati No. 2\r\n",
            7500 + name.len()
        );
        let desk = desk(content.as_bytes());
        run(
            desk.path(),
            &format!("openssl pkey -inform DER -in '{}' -out court.pem", key.display()),
        );
        run(desk.path(), &script.replace(KID, "PA.Pas-local"));
        town.drop_object(&format!("{name}.jws"), signature(desk.path()).as_bytes())
            .await;
        town.drop_object(name, content.as_bytes()).await;
        let summary = town.summary_of(name).await;
        assert_eq!(
            (&summary["accepted"], &summary["rows"]),
            (&json!(1), &json!(1)),
            "{summary}"
        );
    }
}
