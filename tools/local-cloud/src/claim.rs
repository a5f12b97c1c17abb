//! One run at a time for each local cloud: a second one would stop the first one's emulator under it.

use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use crate::{CloudName, Error, Result};

/// A cloud's folder, claimed by this program until the claim is dropped or the program ends, however it ends.
#[derive(Debug)]
pub(crate) struct Claim {
    // The system releases the lock with the file.
    _locked: File,
}

impl Claim {
    /// Claims the folder, or says who has it.
    pub(crate) fn on(name: CloudName, folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
        let path = folder.join("in-use");
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(Error::file(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = file.read_to_string(&mut holder);
                return Err(Error::InUse { name, holder });
            }
            Err(TryLockError::Error(source)) => return Err(Error::File { path, source }),
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| write!(file, "process {}", std::process::id()))
            .map_err(Error::file(&path))?;
        Ok(Self { _locked: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_is_told_who_has_the_cloud_and_may_have_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let first = Claim::on(CloudName::Test, folder.path()).unwrap();

        let refused = Claim::on(CloudName::Test, folder.path()).unwrap_err().to_string();
        assert!(
            refused.contains(&format!("process {}", std::process::id())),
            "{refused}"
        );

        drop(first);
        assert!(Claim::on(CloudName::Test, folder.path()).is_ok());
    }
}
