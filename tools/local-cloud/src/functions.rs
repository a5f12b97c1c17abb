//! The functions: compiled once for this machine, and laid out as CDK uploads them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{Activity, Error, Layout, Prerequisites, Result, Tool};

/// The courier simulator's package and program.
const SIMULATOR: &str = "courier-simulator";

/// The package and program that imports households and KK numbers.
const REGISTER_IMPORT: &str = "register-import";

/// The package and program that draws PDFs.
const DOCUMENT_PREVIEW: &str = "document-preview";

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

    /// The program that draws PDFs.
    pub fn document_preview(&self) -> Result<&Path> {
        self.program(DOCUMENT_PREVIEW)
    }

    /// The program that imports households and KK numbers into the register.
    pub(crate) fn register_import(&self) -> Result<&Path> {
        self.program(REGISTER_IMPORT)
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

/// Compiles all functions and tools with the plain development profile.
///
/// Cargo gives a shared dependency the features that the selected packages ask for, development dependencies
/// included if a test is among what it makes. Selecting the whole workspace and one small test therefore makes
/// just what `cargo test --workspace` makes, so that the demo and the tests compile every crate only once.
pub async fn build(layout: &Layout, activity: &Activity) -> Result<Artifacts> {
    let cargo = Tool::new("cargo")
        .args(["build", "--locked", "--workspace", "--exclude", "xtask"])
        .args([
            "--bins",
            "--test",
            "checkout",
            "--message-format=json-render-diagnostics",
        ])
        .within(layout.root())
        .mend("The lines above say which crate does not compile, and where.");
    let printed = cargo.run(activity, &layout.logs().join("build.log")).await?;
    let programs = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter_map(|message| Some((message.target?.name, message.executable?)))
        .collect();
    Ok(Artifacts { programs })
}

/// Lays out `.local/functions/<name>/{bootstrap,city.json}` for every function with the `city.json` that
/// [`crate::prepare_city`] wrote, packs each as `<name>.zip`, and removes what is no function. Unchanged ones are
/// left alone.
pub async fn lay_out(
    layout: &Layout,
    artifacts: &Artifacts,
    prerequisites: &Prerequisites,
    activity: &Activity,
) -> Result<()> {
    let changed = arrange(layout, artifacts)?;
    if changed.is_empty() {
        activity.note("up to date");
        return Ok(());
    }
    Tool::new(&prerequisites.python)
        .arg(layout.script("pack.py"))
        .args(&changed)
        .mend("Delete .local/functions and run the same command again.")
        .run(activity, &layout.logs().join("pack.log"))
        .await?;
    activity.note(format!("{} renewed", changed.len()));
    Ok(())
}

/// Puts the files in place and returns the folders that must be packed anew.
fn arrange(layout: &Layout, artifacts: &Artifacts) -> Result<Vec<PathBuf>> {
    let city_json = layout.city_json();
    let city_json = std::fs::read_to_string(&city_json).map_err(Error::file(&city_json))?;
    let folder = layout.functions();
    std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let names = layout.function_names()?;
    remove_others(&folder, &names)?;
    let mut to_pack = Vec::new();
    for name in &names {
        let function = folder.join(name);
        let packed = folder.join(format!("{name}.zip"));
        std::fs::create_dir_all(&function).map_err(Error::file(&function))?;
        let bootstrap = link(artifacts.program(name)?, &function.join("bootstrap"))?;
        let city = write_if_changed(&function.join("city.json"), &city_json)?;
        if bootstrap || city {
            // Gone until it is packed anew, so that an interrupted run cannot leave an old one behind.
            let _ = std::fs::remove_file(&packed);
        }
        if !packed.exists() {
            to_pack.push(function);
        }
    }
    Ok(to_pack)
}

/// A function that no longer exists must not be deployed.
fn remove_others(folder: &Path, names: &[String]) -> Result<()> {
    for entry in std::fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        let known = path
            .file_stem()
            .is_some_and(|file| names.iter().any(|name| file == name.as_str()));
        if !known {
            let removed = if path.is_dir() {
                std::fs::remove_dir_all(&path)
            } else {
                std::fs::remove_file(&path)
            };
            removed.map_err(Error::file(&path))?;
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

    /// Lays out and packs with a stand-in for the compressor; returns the names that were packed.
    fn pack(layout: &Layout, artifacts: &Artifacts) -> Vec<String> {
        let changed = arrange(layout, artifacts).unwrap();
        let name = |folder: &PathBuf| folder.file_name().unwrap().to_string_lossy().into_owned();
        for folder in &changed {
            std::fs::write(folder.with_extension("zip"), "packed").unwrap();
        }
        changed.iter().map(name).collect()
    }

    #[test]
    fn every_function_gets_its_own_program_and_the_city() {
        let (_folder, layout, artifacts) = checkout();

        assert_eq!(pack(&layout, &artifacts), ["card-render", "decree-intake"]);

        let laid = layout.functions();
        let program = std::fs::read_to_string(laid.join("card-render/bootstrap")).unwrap();
        assert_eq!(program, "the program card-render");
        assert_eq!(
            std::fs::read_to_string(laid.join("decree-intake/city.json")).unwrap(),
            "{}"
        );
    }

    #[test]
    fn a_second_run_packs_only_what_changed() {
        let (folder, layout, artifacts) = checkout();
        pack(&layout, &artifacts);
        assert!(pack(&layout, &artifacts).is_empty());

        let program = folder.path().join("card-render");
        std::fs::remove_file(&program).unwrap();
        std::fs::write(&program, "rebuilt").unwrap();
        assert_eq!(pack(&layout, &artifacts), ["card-render"]);
        let bootstrap = layout.functions().join("card-render/bootstrap");
        assert_eq!(std::fs::read_to_string(bootstrap).unwrap(), "rebuilt");

        std::fs::write(layout.city_json(), r#"{"name":"another city"}"#).unwrap();
        assert_eq!(pack(&layout, &artifacts), ["card-render", "decree-intake"]);
    }

    #[test]
    fn a_run_that_was_interrupted_while_packing_is_made_up_for_by_the_next() {
        let (_folder, layout, artifacts) = checkout();
        arrange(&layout, &artifacts).unwrap();

        assert_eq!(pack(&layout, &artifacts), ["card-render", "decree-intake"]);
    }

    #[test]
    fn a_function_that_was_removed_is_not_deployed_any_more() {
        let (folder, layout, artifacts) = checkout();
        pack(&layout, &artifacts);
        std::fs::remove_dir_all(folder.path().join("functions/card-render")).unwrap();

        assert!(pack(&layout, &artifacts).is_empty());

        let laid = layout.functions();
        assert!(!laid.join("card-render").exists() && !laid.join("card-render.zip").exists());
        assert!(laid.join("decree-intake/bootstrap").exists() && laid.join("decree-intake.zip").exists());
    }
}
