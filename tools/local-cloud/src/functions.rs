//! The functions: compiled once for this machine, and laid out as CDK uploads them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{Activity, Error, Layout, Result, Tool};

/// The courier simulator's package and program.
const SIMULATOR: &str = "courier-simulator";

/// The programs that were compiled.
#[derive(Debug, Clone)]
pub struct Artifacts {
    programs: BTreeMap<String, PathBuf>,
}

impl Artifacts {
    /// The compiled program of a package.
    fn program(&self, name: &str) -> Result<&Path> {
        self.programs
            .get(name)
            .map(PathBuf::as_path)
            .ok_or_else(|| Error::Answer {
                what: "cargo build".to_owned(),
                reason: format!(
                    "made no program named {name}; a function's package, folder and program share one name"
                ),
            })
    }

    /// The courier simulator.
    pub(crate) fn simulator(&self) -> Result<&Path> {
        self.program(SIMULATOR)
    }
}

/// One of cargo's messages for machines; only finished programs matter here.
#[derive(Deserialize)]
struct Message {
    target: Option<Target>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Compiles all functions and the courier simulator with the plain development profile.
pub async fn build(layout: &Layout, activity: &Activity) -> Result<Artifacts> {
    let mut names = layout.function_names()?;
    names.push(SIMULATOR.to_owned());
    let mut cargo = Tool::new("cargo")
        .args([
            "build",
            "--locked",
            "--bins",
            "--message-format=json-render-diagnostics",
        ])
        .within(layout.root())
        .mend("The lines above say which crate does not compile, and where.");
    for name in &names {
        cargo = cargo.args(["--package", name]);
    }
    let printed = cargo.run(activity, &layout.logs().join("build.log")).await?;
    let programs = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter_map(|message| Some((message.target?.name, message.executable?)))
        .collect();
    Ok(Artifacts { programs })
}

/// Lays out `.local/functions/<name>/{bootstrap,city.json}` for every function and removes what is not one.
/// Unchanged files are left alone. Returns the folder.
///
/// `city.json` is the one [`crate::prepare_city`] wrote.
pub fn lay_out(layout: &Layout, artifacts: &Artifacts, activity: &Activity) -> Result<PathBuf> {
    let city_json = layout.city_json();
    let city_json = std::fs::read_to_string(&city_json).map_err(Error::file(&city_json))?;
    let folder = layout.functions();
    std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let names = layout.function_names()?;
    remove_others(&folder, &names)?;
    let mut changed = 0_usize;
    for name in &names {
        let function = folder.join(name);
        std::fs::create_dir_all(&function).map_err(Error::file(&function))?;
        let bootstrap = link(artifacts.program(name)?, &function.join("bootstrap"))?;
        let city = write_if_changed(&function.join("city.json"), &city_json)?;
        changed += usize::from(bootstrap || city);
    }
    activity.note(if changed == 0 {
        "up to date".to_owned()
    } else {
        format!("{changed} of {} renewed", names.len())
    });
    Ok(folder)
}

/// A function that no longer exists must not be deployed.
fn remove_others(folder: &Path, names: &[String]) -> Result<()> {
    for entry in std::fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        let known = path
            .file_name()
            .is_some_and(|file| names.iter().any(|name| file == name.as_str()));
        if !known && path.is_dir() {
            std::fs::remove_dir_all(&path).map_err(Error::file(&path))?;
        }
    }
    Ok(())
}

/// Makes `to` the same file as `from` by a hard link, or a copy across file systems. Whether it was not yet.
fn link(from: &Path, to: &Path) -> Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    let source = std::fs::metadata(from).map_err(Error::file(from))?;
    if let Ok(present) = std::fs::metadata(to) {
        let same_file = present.dev() == source.dev() && present.ino() == source.ino();
        let same_copy = present.len() == source.len() && present.mtime() == source.mtime();
        if same_file || (present.dev() != source.dev() && same_copy) {
            return Ok(false);
        }
        std::fs::remove_file(to).map_err(Error::file(to))?;
    }
    if std::fs::hard_link(from, to).is_err() {
        std::fs::copy(from, to).map_err(Error::file(to))?;
        if let (Ok(copy), Ok(time)) = (std::fs::File::options().write(true).open(to), source.modified()) {
            let _ = copy.set_modified(time);
        }
    }
    Ok(true)
}

/// Writes a file unless it already holds just that. Whether it did not.
pub(crate) fn write_if_changed(path: &Path, content: &str) -> Result<bool> {
    if std::fs::read_to_string(path).is_ok_and(|present| present == content) {
        return Ok(false);
    }
    std::fs::write(path, content).map_err(Error::file(path))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A checkout with two functions that were just compiled.
    fn checkout() -> (tempfile::TempDir, Layout, Artifacts) {
        let folder = tempfile::tempdir().unwrap();
        let mut programs = BTreeMap::new();
        for name in ["decree-intake", "card-render"] {
            let package = folder.path().join("functions").join(name);
            std::fs::create_dir_all(&package).unwrap();
            std::fs::write(package.join("Cargo.toml"), "").unwrap();
            let program = folder.path().join(name);
            std::fs::write(&program, format!("the program {name}")).unwrap();
            programs.insert(name.to_owned(), program);
        }
        let layout = Layout::at(folder.path());
        std::fs::create_dir_all(layout.local()).unwrap();
        std::fs::write(layout.city_json(), "{}").unwrap();
        (folder, layout, Artifacts { programs })
    }

    #[test]
    fn every_function_gets_its_own_program_and_the_city() {
        let (_folder, layout, artifacts) = checkout();

        let laid = lay_out(&layout, &artifacts, &Activity::default()).unwrap();

        let program = std::fs::read_to_string(laid.join("card-render/bootstrap")).unwrap();
        assert_eq!(program, "the program card-render");
        assert_eq!(
            std::fs::read_to_string(laid.join("decree-intake/city.json")).unwrap(),
            "{}"
        );
    }

    #[test]
    fn a_second_run_leaves_unchanged_functions_alone() {
        let (_folder, layout, artifacts) = checkout();
        lay_out(&layout, &artifacts, &Activity::default()).unwrap();

        let again = Activity::default();
        lay_out(&layout, &artifacts, &again).unwrap();
        assert_eq!(again.last_note().as_deref(), Some("up to date"));

        let moved = Activity::default();
        std::fs::write(layout.city_json(), r#"{"name":"another city"}"#).unwrap();
        lay_out(&layout, &artifacts, &moved).unwrap();
        assert_eq!(moved.last_note().as_deref(), Some("2 of 2 renewed"));
    }

    #[test]
    fn a_rebuilt_program_replaces_the_old_one() {
        let (folder, layout, artifacts) = checkout();
        let laid = lay_out(&layout, &artifacts, &Activity::default()).unwrap();

        let program = folder.path().join("card-render");
        std::fs::remove_file(&program).unwrap();
        std::fs::write(&program, "rebuilt").unwrap();
        lay_out(&layout, &artifacts, &Activity::default()).unwrap();

        assert_eq!(
            std::fs::read_to_string(laid.join("card-render/bootstrap")).unwrap(),
            "rebuilt"
        );
    }

    #[test]
    fn a_function_that_was_removed_is_not_deployed_any_more() {
        let (folder, layout, artifacts) = checkout();
        let laid = lay_out(&layout, &artifacts, &Activity::default()).unwrap();
        std::fs::remove_dir_all(folder.path().join("functions/card-render")).unwrap();

        lay_out(&layout, &artifacts, &Activity::default()).unwrap();

        assert!(!laid.join("card-render").exists());
        assert!(laid.join("decree-intake/bootstrap").exists());
    }
}
