//! Cargo's further programs, pinned and of this checkout's own.

use std::path::PathBuf;

use tuntas_local_cloud::{Layout, Progress, Result, Tool};

/// Installs a program of crates.io into `.local/cargo`, unless it is there; where it is then.
pub(crate) async fn installed(
    layout: &Layout,
    progress: &Progress,
    name: &str,
    version: &str,
) -> Result<PathBuf> {
    let root = layout.local().join("cargo");
    progress
        .step(&format!("Install {name} into .local/cargo"), async |activity| {
            Tool::new("cargo")
                .args(["install", "--locked", name, "--version", version, "--root"])
                .arg(&root)
                .mend("Crates come from the registry cargo is set up for; check that it can be reached.")
                .run(activity, &layout.logs().join(format!("{name}.log")))
                .await
        })
        .await?;
    Ok(root.join("bin").join(name))
}
