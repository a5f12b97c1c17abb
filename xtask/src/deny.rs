//! `cargo xtask deny`.

use tuntas_local_cloud::{Layout, Progress, Result, Tool};

use crate::cargo_tool::installed;

/// The version of cargo-deny whose rules `deny.toml` is written for.
const VERSION: &str = "0.20.2";

/// Checks licences, sources and advisories by `deny.toml`, with a pinned cargo-deny of this checkout's own.
pub(crate) async fn run(layout: &Layout, progress: &Progress) -> Result<()> {
    let program = installed(layout, progress, "cargo-deny", VERSION).await?;
    let check = |what: &[&str]| {
        Tool::new(&program)
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
