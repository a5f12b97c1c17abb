//! Where things lie: the checkout, and everything this crate makes under its `.local/`.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// The folders of one checkout.
#[derive(Debug, Clone)]
pub struct Layout {
    root: PathBuf,
}

impl Layout {
    /// The checkout this crate was compiled in.
    pub fn of_this_checkout() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().nth(2).unwrap_or(here);
        Self {
            root: root.to_owned(),
        }
    }

    /// A checkout at `root`.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The checkout itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Everything made by this crate; ignored by git and safe to delete when nothing runs.
    pub fn local(&self) -> PathBuf {
        self.root.join(".local")
    }

    /// The CDK application.
    pub fn infra(&self) -> PathBuf {
        self.root.join("infra")
    }

    /// One folder for each function, with its `bootstrap` and `city.json`, and beside it the same as a zip file,
    /// which is what CDK uploads.
    pub fn functions(&self) -> PathBuf {
        self.local().join("functions")
    }

    /// The folder of one city's configuration.
    pub fn city(&self, city: &str) -> PathBuf {
        self.root.join("cities").join(city)
    }

    /// The merged configuration of the city the local clouds play.
    pub fn city_json(&self) -> PathBuf {
        self.local().join("city.json")
    }

    /// One of this crate's Python scripts.
    pub(crate) fn script(&self, name: &str) -> PathBuf {
        self.root.join("tools/local-cloud/scripts").join(name)
    }

    /// The sample register: households and KK numbers of people who do not exist.
    pub fn sample_register(&self) -> PathBuf {
        self.root.join("events").join("register")
    }

    /// Families to whom more happens after their ruling, with those rulings.
    pub fn later_samples(&self) -> PathBuf {
        self.root.join("events").join("later")
    }

    /// The courts' private keys of the local cloud, made on first use.
    pub fn court_keys(&self) -> PathBuf {
        self.local().join("court-keys")
    }

    /// Logs of the steps that are shared by all local clouds.
    pub fn logs(&self) -> PathBuf {
        self.local().join("logs")
    }

    /// The folder of one local cloud: logs, process ids, state.
    pub fn cloud(&self, name: CloudName) -> PathBuf {
        self.local().join(name.as_str())
    }

    /// The names of all Lambda functions, which are the names of the folders under `functions/`.
    pub fn function_names(&self) -> Result<Vec<String>> {
        let folder = self.root.join("functions");
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(Error::file(&folder))? {
            let entry = entry.map_err(Error::file(&folder))?;
            if entry.path().join("Cargo.toml").is_file() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }
}

/// The local clouds there can be: each has its own folder and ports, so both can run at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloudName {
    /// The one people look at: `cargo xtask demo`.
    Demo,
    /// The one the end-to-end tests use: `cargo xtask test`.
    Test,
}

impl CloudName {
    /// Every local cloud.
    pub const ALL: [Self; 2] = [Self::Demo, Self::Test];

    /// The name, as in `.local/<name>/`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Test => "test",
        }
    }
}

impl fmt::Display for CloudName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
