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
    let check = |what: &[&str]| {
        Tool::new(root.join("bin/cargo-deny"))
            .args(["--workspace", "check"])
            .args(what)
            .within(layout.root())
            .mend("deny.toml says what is allowed, and why. Advisories are fetched anew each time.")
    };
    progress
        .step_in_the_open("Licences, sources and banned crates", async {
            check(&["licenses", "sources", "bans"]).run_in_the_open().await
        })
        .await?;
    progress
        .step_in_the_open("Advisories", async {
            check(&["advisories"]).run_in_the_open().await
        })
        .await
}
