//! Signing keys of the courts of the local cloud: drawn on first use, kept under `.local/`, never committed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tuntas_signatures::{Algorithm, Jwks, Signer};

use crate::{Error, Layout, Result};

/// The algorithm of local keys, which is the one recommended to courts.
const ALGORITHM: Algorithm = Algorithm::EdDsa;

/// The private keys of the courts and the set they are published in.
#[derive(Debug, Clone)]
pub struct CourtKeys {
    /// A private key file for each court, by court code: PKCS#8 DER, readable by its owner only.
    pub private: BTreeMap<String, PathBuf>,
    /// The public keys, as a JWK set in JSON.
    pub published: String,
}

/// Reads the keys of these courts, drawing those that do not exist yet.
pub(crate) fn prepare(layout: &Layout, courts: &[String]) -> Result<CourtKeys> {
    let folder = layout.court_keys();
    std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let mut private = BTreeMap::new();
    let mut public = Vec::new();
    for court in courts {
        let path = folder.join(format!("{court}.pk8"));
        let signer = if path.exists() {
            read(court, &path)?
        } else {
            draw(court, &path)?
        };
        public.push(signer.jwk().map_err(|error| unusable(&path, &error))?);
        private.insert(court.clone(), path);
    }
    let published = Jwks::new(public)
        .map_err(|error| unusable(&folder, &error))?
        .to_json();
    Ok(CourtKeys { private, published })
}

/// The signer with the local key of `court`, kept in the file at `path`.
pub(crate) fn read(court: &str, path: &Path) -> Result<Signer> {
    let der = std::fs::read(path).map_err(Error::file(path))?;
    Signer::from_pkcs8(ALGORITHM, &key_id(court), Some(court), &der).map_err(|error| unusable(path, &error))
}

fn draw(court: &str, path: &Path) -> Result<Signer> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;

    let signer =
        Signer::generate(ALGORITHM, &key_id(court), Some(court)).map_err(|error| unusable(path, &error))?;
    let der = signer.to_pkcs8().map_err(|error| unusable(path, &error))?;
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(&der))
        .map_err(Error::file(path))?;
    Ok(signer)
}

fn key_id(court: &str) -> String {
    format!("{court}-local")
}

fn unusable(path: &Path, error: &dyn std::error::Error) -> Error {
    Error::Content {
        path: path.to_owned(),
        reason: error.to_string(),
        mend: "Delete .local/court-keys and run the same command again: new keys are drawn.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decree_signed_with_the_local_key_verifies_against_the_published_set() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::at(folder.path());

        let keys = prepare(&layout, &["PA.Pas".to_owned()]).unwrap();
        let jws = read("PA.Pas", &keys.private["PA.Pas"])
            .unwrap()
            .sign_detached(b"a decree")
            .unwrap();

        let published = Jwks::parse(&keys.published).unwrap();
        let verified = published.verify_detached(&jws, b"a decree").unwrap();
        assert_eq!(verified.key.court(), Some("PA.Pas"));
    }

    #[test]
    fn keys_stay_the_same_from_run_to_run_and_differ_from_court_to_court() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::at(folder.path());
        let courts = ["PA.Pas".to_owned(), "PA.Bgl".to_owned()];

        let first = prepare(&layout, &courts).unwrap();
        let second = prepare(&layout, &courts).unwrap();

        assert_eq!(first.published, second.published);
        let read = |court: &str| std::fs::read(&first.private[court]).unwrap();
        assert_ne!(read("PA.Pas"), read("PA.Bgl"));
    }

    #[test]
    fn a_private_key_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let keys = prepare(&Layout::at(folder.path()), &["PA.Pas".to_owned()]).unwrap();

        let mode = std::fs::metadata(&keys.private["PA.Pas"])
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}
