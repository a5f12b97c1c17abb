//! The Python environments under `.local/`, from pinned and hash-checked wheels only.

use std::path::{Path, PathBuf};

use crate::{Activity, Error, Layout, Prerequisites, Result, Tool, environment};

const MEND: &str = "Python packages come from the index pip is set up for; check that it can be reached, then run \
                    the same command again.";

/// The programs of the environment.
#[derive(Debug, Clone)]
pub struct Python {
    venv: PathBuf,
}

impl Python {
    /// A program of the environment, such as `python` or `ministack`.
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs().join(name)
    }

    /// The folder with all of its programs.
    pub fn programs(&self) -> PathBuf {
        self.venv.join("bin")
    }

    /// `PATH` with those programs before all others.
    pub fn path(&self) -> std::ffi::OsString {
        environment::path_with(&self.programs())
    }
}

/// The environment the emulator runs in: `.local/venv`, from the list beside this crate.
pub async fn install_emulator(
    layout: &Layout,
    prerequisites: &Prerequisites,
    activity: &Activity,
) -> Result<Python> {
    let list = layout.root().join("tools/local-cloud/requirements.txt");
    install("venv", &list, layout, prerequisites, activity).await
}

/// The environment of the programs that check the stack's template: `.local/venv-checks`, from
/// `infra/requirements.txt`. They want another SDK than the emulator's.
pub async fn install_checks(
    layout: &Layout,
    prerequisites: &Prerequisites,
    activity: &Activity,
) -> Result<Python> {
    install(
        "venv-checks",
        &layout.infra().join("requirements.txt"),
        layout,
        prerequisites,
        activity,
    )
    .await
}

/// Makes an environment, or leaves it alone when it already holds what the pinned list says.
async fn install(
    name: &str,
    list: &Path,
    layout: &Layout,
    prerequisites: &Prerequisites,
    activity: &Activity,
) -> Result<Python> {
    let python = Python {
        venv: layout.local().join(name),
    };
    let wanted = std::fs::read_to_string(list).map_err(Error::file(list))?;
    let stamp = python.venv.join("installed-requirements.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        activity.note("up to date");
        return Ok(python);
    }

    let log = layout.logs().join(format!("{name}.log"));
    Tool::new(&prerequisites.python)
        .args(["-m", "venv", "--clear"])
        .arg(&python.venv)
        .mend("Debian: sudo apt-get install -y python3-venv; macOS: brew install python")
        .run(activity, &log)
        .await?;
    Tool::new(python.program("python"))
        .args([
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--progress-bar",
            "off",
        ])
        .args(["--require-hashes", "--only-binary", ":all:", "--requirement"])
        .arg(list)
        .mend(MEND)
        .run(activity, &log)
        .await?;
    std::fs::write(&stamp, wanted).map_err(Error::file(&stamp))?;
    Ok(python)
}
