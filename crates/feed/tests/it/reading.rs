//! The reader's side: what was tampered with is found, and nothing after it is believed.

use tuntas_feed::{Chain, ChainFault, FeedFile, FileNumber, SignedFile, verify_chain};
use tuntas_signatures::{Algorithm, Jwks, JwsError, Signer};

use crate::family::{first_file, second_file};

fn signer() -> Signer {
    Signer::generate(Algorithm::Es256, "kota-1", None).unwrap()
}

fn keys(signer: &Signer) -> Jwks {
    Jwks::new(vec![signer.jwk().unwrap()]).unwrap()
}

/// Files as they lie in the bucket: bytes and signature.
fn shelf(signer: &Signer, files: &[FeedFile]) -> Vec<(Vec<u8>, String)> {
    files
        .iter()
        .map(|file| signed(signer, file.bytes().to_vec()))
        .collect()
}

fn signed(signer: &Signer, bytes: Vec<u8>) -> (Vec<u8>, String) {
    let jws = signer.sign_detached(&bytes).unwrap();
    (bytes, jws)
}

fn as_read(shelf: &[(Vec<u8>, String)]) -> impl Iterator<Item = SignedFile<'_>> {
    shelf.iter().map(|(bytes, jws)| SignedFile { bytes, jws })
}

/// Where the chain breaks, and by what.
fn fault(shelf: &[(Vec<u8>, String)], signer: &Signer) -> (usize, ChainFault) {
    let broken = verify_chain(as_read(shelf), &keys(signer)).unwrap_err();
    (broken.file, broken.fault)
}

/// A file with another text, signed by the right key: what a thief of the key, or a fault of ours, would leave.
fn rewritten(signer: &Signer, file: &FeedFile, from: &str, to: &str) -> (Vec<u8>, String) {
    let text = std::str::from_utf8(file.bytes()).unwrap();
    assert!(text.contains(from), "{from}");
    signed(signer, text.replacen(from, to, 1).into_bytes())
}

#[test]
fn whole_files_are_read_from_the_first_to_the_last() {
    let signer = signer();
    let shelf = shelf(&signer, &[first_file(), second_file()]);
    let end = verify_chain(as_read(&shelf), &keys(&signer)).unwrap().unwrap();
    assert_eq!(end.number, FileNumber::FIRST.next());
    assert_eq!(end.sha256, second_file().sha256());
    assert_eq!(end.entries, 3);
    assert_eq!(verify_chain([], &keys(&signer)), Ok(None));
}

#[test]
fn reading_goes_on_where_it_ended_yesterday() {
    let signer = signer();
    let keys = keys(&signer);
    let shelf = shelf(&signer, &[first_file(), second_file()]);
    let yesterday = verify_chain(as_read(&shelf[..1]), &keys).unwrap();
    let mut today = Chain::after(yesterday, &keys);
    assert_eq!(
        today.read(as_read(&shelf[1..]).next().unwrap()).unwrap().entries,
        3
    );
    let mut again = as_read(&shelf);
    assert!(matches!(
        today.read(again.next().unwrap()),
        Err(ChainFault::Number { .. })
    ));
    assert_eq!(today.verified().unwrap().number, FileNumber::FIRST.next());
}

#[test]
fn a_changed_byte_breaks_the_signature() {
    let signer = signer();
    for place in [0, 40, first_file().bytes().len() - 1] {
        let mut shelf = shelf(&signer, &[first_file(), second_file()]);
        shelf[0].0[place] ^= 1;
        assert_eq!(
            fault(&shelf, &signer),
            (0, ChainFault::Signature(JwsError::BadSignature))
        );
    }
}

#[test]
fn another_key_or_another_files_signature_is_not_believed() {
    let signer = signer();
    let stranger = self::signer();
    let forged = shelf(&stranger, &[first_file()]);
    assert_eq!(
        fault(&forged, &signer),
        (0, ChainFault::Signature(JwsError::BadSignature))
    );
    let mut swapped = shelf(&signer, &[first_file(), second_file()]);
    swapped[1].1 = swapped[0].1.clone();
    assert_eq!(
        fault(&swapped, &signer),
        (1, ChainFault::Signature(JwsError::BadSignature))
    );
}

#[test]
fn a_file_that_is_left_out_moved_or_told_twice_is_noticed() {
    let signer = signer();
    let both = shelf(&signer, &[first_file(), second_file()]);
    let second = FileNumber::FIRST.next();
    let wrong = |expected, found| ChainFault::Number { expected, found };
    let order = |places: &[usize]| {
        places
            .iter()
            .map(|place| both[*place].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        fault(&order(&[1]), &signer),
        (0, wrong(FileNumber::FIRST, second))
    );
    assert_eq!(
        fault(&order(&[1, 0]), &signer),
        (0, wrong(FileNumber::FIRST, second))
    );
    assert_eq!(
        fault(&order(&[0, 0]), &signer),
        (1, wrong(second, FileNumber::FIRST))
    );
}

#[test]
fn even_the_right_key_cannot_change_what_was_told_before() {
    let signer = signer();
    let first = rewritten(&signer, &first_file(), "CERAI HIDUP TERCATAT", "KAWIN TERCATAT");
    let second = signed(&signer, second_file().bytes().to_vec());
    assert_eq!(fault(&[first, second], &signer), (1, ChainFault::Previous));
}

#[test]
fn a_signed_file_must_still_be_one() {
    let signer = signer();
    let cases = [
        (
            r#""entries":2"#,
            r#""entries":3"#,
            ChainFault::Entries { said: 3, found: 2 },
        ),
        (
            "tuntas/register-feed/1",
            "tuntas/register-feed/9",
            ChainFault::Form(1),
        ),
        (r#""version":2"#, r#""version":"two""#, ChainFault::Form(2)),
    ];
    for (from, to, expected) in cases {
        let file = rewritten(&signer, &first_file(), from, to);
        assert_eq!(fault(&[file], &signer), (0, expected), "{to}");
    }
    let cut = signed(&signer, b"{}".to_vec());
    assert_eq!(fault(&[cut], &signer), (0, ChainFault::Form(1)));
}

#[test]
fn a_households_versions_only_go_up() {
    let signer = signer();
    let first = signed(&signer, first_file().bytes().to_vec());
    for earlier in ["1", "2"] {
        let second = rewritten(
            &signer,
            &second_file(),
            r#""version":3"#,
            &format!(r#""version":{earlier}"#),
        );
        assert_eq!(
            fault(&[first.clone(), second], &signer),
            (1, ChainFault::Order(2))
        );
    }
}
