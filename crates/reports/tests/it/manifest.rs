//! The manifest: what is signed.

use tuntas_reports::{Manifest, ManifestFault, open_data};
use tuntas_signatures::{Algorithm, Jwks, Signer};

use crate::{files, samples};

#[test]
fn the_manifest_names_every_file_with_its_hash() {
    let report = samples::month();
    let [pdf, workbook, csv, json, manifest] = files(&report);
    let read = Manifest::parse(&manifest.bytes).unwrap();
    assert_eq!(read.files.len(), 4);
    for file in [&pdf, &workbook, &csv, &json] {
        assert_eq!(read.check(&file.name, &file.bytes), Ok(()));
        let mut changed = file.bytes.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(read.check(&file.name, &changed), Err(ManifestFault::Changed));
        assert_eq!(
            read.check(&file.name, &file.bytes[1..]),
            Err(ManifestFault::Changed)
        );
    }
    assert_eq!(read.check("lain.pdf", &pdf.bytes), Err(ManifestFault::Unknown));
}

#[test]
fn a_manifest_has_one_form() {
    let report = samples::month();
    let manifest = Manifest::of(&report, &open_data(&report).unwrap());
    insta::assert_snapshot!(String::from_utf8(manifest.bytes()).unwrap());
    let spaced = serde_json::to_vec_pretty(&manifest).unwrap();
    assert_eq!(Manifest::parse(&spaced), Err(ManifestFault::Malformed));
    let mut other = manifest;
    other.format = "tuntas/report-manifest/2".into();
    assert_eq!(Manifest::parse(&other.bytes()), Err(ManifestFault::Malformed));
}

/// The way of the change feed: a detached JWS over the exact bytes, stored beside them.
#[test]
fn the_manifest_is_signed_as_the_change_feed_is() {
    let [.., manifest] = files(&samples::month());
    let signer = Signer::generate(Algorithm::Es256, "laporan-1", None).unwrap();
    let jws = signer.sign_detached(&manifest.bytes).unwrap();
    let keys = Jwks::new(vec![signer.jwk().unwrap()]).unwrap();
    assert!(keys.verify_detached(&jws, &manifest.bytes).is_ok());
    let mut changed = manifest.bytes.clone();
    changed[20] ^= 1;
    assert!(keys.verify_detached(&jws, &changed).is_err());
}
