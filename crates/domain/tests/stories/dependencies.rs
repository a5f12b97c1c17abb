//! The rules depend on no crate that reads or writes the world.

use std::collections::BTreeSet;

/// Dates, serde, error messages, identifiers. None of them does I/O here: jiff's clock and uuid's random
/// versions are forbidden by `clippy.toml`.
const ALLOWED: [&str; 4] = ["jiff", "serde", "thiserror", "uuid"];

#[test]
fn the_rules_depend_on_no_io_crate() {
    let manifest = include_str!("../../Cargo.toml");
    let mut section = "";
    let mut found = BTreeSet::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            assert!(
                !section.starts_with("dependencies."),
                "write dependencies as one list, so that this test sees them"
            );
            assert!(
                !section.starts_with("target"),
                "no dependency may hide behind a target"
            );
            assert_ne!(section, "build-dependencies", "a build script does I/O");
        } else if section == "dependencies" && !line.is_empty() && !line.starts_with('#') {
            found.insert(line.split(['.', '=', ' ']).next().unwrap());
        }
    }
    assert_eq!(found, BTreeSet::from(ALLOWED));
}

#[test]
fn the_rules_name_no_io_of_the_standard_library() {
    fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut files = Vec::new();
    sources(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    assert!(files.len() > 20, "the sources were not found");
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for word in [
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::time",
            "std::thread",
            "async fn",
            "::now(",
        ] {
            assert!(!text.contains(word), "{word} in {}", file.display());
        }
    }
}
