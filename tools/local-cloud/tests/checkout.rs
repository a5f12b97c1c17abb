//! What this checkout must hold so that a local cloud can be made of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use tuntas_local_cloud::Layout;

/// The versions a pinned list of Python packages names.
fn pinned(list: &str) -> BTreeMap<&str, &str> {
    list.lines()
        .filter(|line| !line.starts_with([' ', '#']))
        .filter_map(|line| line.trim_end_matches(" \\").split_once("=="))
        .collect()
}

/// The emulator's list.
fn requirements() -> PathBuf {
    Layout::of_this_checkout()
        .root()
        .join("tools/local-cloud/requirements.txt")
}

#[test]
fn every_folder_of_a_function_is_a_package_of_that_name() {
    let layout = Layout::of_this_checkout();
    let names = layout.function_names().unwrap();

    assert!(names.contains(&"decree-intake".to_owned()), "{names:?}");
    for name in names {
        let manifest = layout.root().join("functions").join(&name).join("Cargo.toml");
        let manifest = std::fs::read_to_string(manifest).unwrap();
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

#[test]
fn boto3_and_botocore_carry_the_same_number() {
    let list = std::fs::read_to_string(requirements()).unwrap();
    let pinned = pinned(&list);

    assert_eq!(pinned["boto3"], pinned["botocore"]);
}

#[test]
fn every_python_package_is_pinned_and_has_a_hash() {
    let list = std::fs::read_to_string(requirements()).unwrap();
    let packages = pinned(&list).len();

    assert!(packages > 10, "{packages}");
    let first_hashes = list
        .split("==")
        .skip(1)
        .filter(|package| package.contains("--hash=sha256:"));
    assert_eq!(first_hashes.count(), packages);
}
