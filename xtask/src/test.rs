//! `cargo xtask test`: everything that must pass before a change goes in.

use tuntas_local_cloud::{
    CloudName, Layout, Ports, Progress, Python, Result, RunningCloud, Tool, compile_infra, install_checks,
};

use crate::arguments::Part;
use crate::prepare::{self, Tools};

/// The feature that switches the end-to-end tests on.
const DEPLOYED: &str = "tuntas-tests/deployed";

/// Runs all parts, or one. Parts are independent: one that fails does not keep the others from running.
pub(crate) async fn run(layout: &Layout, progress: &Progress, only: Option<Part>) -> Result<()> {
    let wanted = |part: Part| only.is_none_or(|only| only == part);
    let mut first_failure = Ok(());
    let mut keep_first = |result: Result<()>| {
        if let Err(error) = result {
            progress.explain(&error);
            if first_failure.is_ok() {
                first_failure = Err(error);
            }
        }
    };

    progress.headline("Setting up");
    let tools = prepare::tools(layout, progress).await?;
    if wanted(Part::Lint) {
        keep_first(format(layout, progress).await);
        keep_first(clippy(layout, progress).await);
    }
    if wanted(Part::Unit) {
        keep_first(unit_tests(layout, progress).await);
    }
    if wanted(Part::Infra) {
        keep_first(infra(layout, &tools, progress).await);
    }
    if wanted(Part::EndToEnd) {
        keep_first(end_to_end(layout, &tools, progress).await);
    }
    summarise(progress);
    first_failure
}

async fn format(layout: &Layout, progress: &Progress) -> Result<()> {
    progress
        .step("Format", async |activity| {
            Tool::new("cargo")
                .args(["fmt", "--all", "--check"])
                .within(layout.root())
                .mend("cargo fmt --all; if cargo knows no fmt: rustup component add rustfmt")
                .run(activity, &layout.logs().join("format.log"))
                .await
        })
        .await
        .map(drop)
}

async fn clippy(layout: &Layout, progress: &Progress) -> Result<()> {
    progress
        .step("Clippy", async |activity| {
            Tool::new("cargo")
                .args(["clippy", "--locked", "--workspace", "--all-targets", "--features", DEPLOYED])
                .args(["--", "--deny", "warnings"])
                .within(layout.root())
                .mend("The lines above say what to change; if cargo knows no clippy: rustup component add clippy")
                .run(activity, &layout.logs().join("clippy.log"))
                .await
        })
        .await
        .map(drop)
}

async fn unit_tests(layout: &Layout, progress: &Progress) -> Result<()> {
    progress
        .step_in_the_open("Unit, property and snapshot tests", async {
            Tool::new("cargo")
                .args(["test", "--locked", "--workspace", "--no-fail-fast"])
                // A new snapshot is a failure here, never a file that appears.
                .variable("INSTA_UPDATE", "no")
                .within(layout.root())
                .mend("The failing tests are named above; run one alone: cargo test -p <crate> <name>")
                .run_in_the_open()
                .await
        })
        .await
}

async fn infra(layout: &Layout, tools: &Tools, progress: &Progress) -> Result<()> {
    let checks = progress
        .step("Install cfn-lint into .local/venv-checks", async |activity| {
            install_checks(layout, &tools.found, activity).await
        })
        .await?;
    progress
        .step_in_the_open("Stack: its own tests and every rule it must keep", async {
            npm(layout, &checks, "test").run_in_the_open().await
        })
        .await?;
    progress
        .step("Stack: template checked by cfn-lint", async |activity| {
            npm(layout, &checks, "lint:cfn")
                .run(activity, &layout.logs().join("cfn-lint.log"))
                .await
        })
        .await
        .map(drop)
}

fn npm(layout: &Layout, checks: &Python, script: &str) -> Tool {
    Tool::new("npm")
        .args(["run", "--silent", script])
        .within(layout.infra())
        .variable("PATH", checks.path())
        .mend(format!("Run it alone: cd infra && npm run {script}"))
}

async fn end_to_end(layout: &Layout, tools: &Tools, progress: &Progress) -> Result<()> {
    progress.headline("End to end");
    let built = prepare::functions(layout, &tools.found, progress).await?;
    progress
        .step("Compile the stack", async |activity| {
            compile_infra(layout, activity).await
        })
        .await?;
    let prepared = prepare::parts(layout, tools, &built);
    let cloud = RunningCloud::bring_up(
        &prepared,
        CloudName::Test,
        Ports::usual(CloudName::Test),
        progress,
    )
    .await?;
    let (name, value) = cloud.variable();
    let result = progress
        .step_in_the_open("End-to-end tests on the deployed stack", async {
            Tool::new("cargo")
                // The whole workspace, like every other step, so that nothing is compiled with other features.
                .args([
                    "test",
                    "--locked",
                    "--workspace",
                    "--no-fail-fast",
                    "--features",
                    DEPLOYED,
                ])
                .args(["--test", "end_to_end", "--test", "whole_run"])
                .variable(name, value)
                .within(layout.root())
                .mend(format!(
                    "Logs of the cloud and its functions: {}",
                    layout.cloud(CloudName::Test).display()
                ))
                .run_in_the_open()
                .await
        })
        .await;
    progress
        .step("Stop the local cloud", async |_| {
            drop(cloud);
            Ok(())
        })
        .await?;
    result
}

/// Every step with its time, and a last line that counts them.
fn summarise(progress: &Progress) {
    progress.headline("Summary");
    let steps = progress.steps();
    for step in &steps {
        let verdict = if step.passed { "ok" } else { "FAILED" };
        progress.say(&format!(
            "  {verdict:<7} {:>12}  {}",
            step.took_text(),
            step.title
        ));
    }
    let passed = steps.iter().filter(|step| step.passed).count();
    progress.say(&format!("  all in {}", progress.elapsed_text()));
    progress.say(&format!("\n{passed} passed, {} failed", steps.len() - passed));
}
