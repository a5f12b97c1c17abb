//! `cargo xtask deny`.

use tuntas_local_cloud::{Layout, Progress, Result, Tool};

/// The version of cargo-deny whose rules `deny.toml` is written for.
const VERSION: &str = "0.20.2";

/// Checks licences, sources and advisories by `deny.toml`, with a pinned cargo-deny of this checkout's own.
pub(crate) async fn run(layout: &Layout, progress: &Progress) -> Result<()> {
    let root = layout.local().join("cargo");
    progress
        .step("Install cargo-deny into .local/cargo", async |activity| {
            Tool::new("cargo")
                .args([
                    "install",
                    "--locked",
                    "cargo-deny",
                    "--version",
                    VERSION,
                    "--root",
                ])
                .arg(&root)
                .mend("Crates come from the registry cargo is set up for; check that it can be reached.")
                .run(activity, &layout.logs().join("cargo-deny.log"))
                .await
        })
        .await?;
    progress
        .step_in_the_open("Licences and advisories", async {
            Tool::new(root.join("bin/cargo-deny"))
                .args(["--all-features", "check"])
                .within(layout.root())
                .mend("deny.toml says which licences and sources are allowed, and why.")
                .run_in_the_open()
                .await
        })
        .await
}
