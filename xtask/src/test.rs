//! `cargo xtask test`: everything that must pass before a change goes in.

use std::path::PathBuf;

use tuntas_local_cloud::{
    CloudName, Error, Layout, LocalCloud, Ports, Progress, Python, Result, RunningCloud, Tool, compile_infra,
    install_checks,
};

use crate::arguments::Part;
use crate::prepare::{self, Tools};

/// The feature that switches the end-to-end tests on.
const DEPLOYED: &str = "tuntas-tests/deployed";

/// Runs all parts, or one, and tells whether every check passed. Checks are independent: one that fails does not
/// keep the others from running.
pub(crate) async fn run(layout: &Layout, progress: &Progress, only: Option<Part>) -> Result<bool> {
    let wanted = |part: Part| only.is_none_or(|only| only == part);
    let mut verdicts = Verdicts {
        progress,
        passed: 0,
        failed: 0,
    };

    progress.headline("Setting up");
    let tools = prepare::tools(layout, progress).await?;
    if wanted(Part::Lint) {
        verdicts.record(format(layout, progress).await)?;
        verdicts.record(clippy(layout, progress).await)?;
    }
    if wanted(Part::Unit) {
        verdicts.record(unit_tests(layout, progress).await)?;
    }
    if wanted(Part::Infra) {
        verdicts.record(stack_tests(layout, progress).await)?;
        verdicts.record(template(layout, &tools, progress).await)?;
        verdicts.record(saved_queries(layout, &tools, progress).await)?;
    }
    if wanted(Part::EndToEnd) {
        end_to_end(layout, &tools, progress, &mut verdicts).await?;
    }
    verdicts.summarise();
    Ok(verdicts.failed == 0)
}

/// How the checks went.
struct Verdicts<'a> {
    progress: &'a Progress,
    passed: usize,
    failed: usize,
}

impl Verdicts<'_> {
    /// Explains a failure at once and goes on; only an interruption ends the whole run.
    fn record(&mut self, result: Result<()>) -> Result<()> {
        match result {
            Ok(()) => self.passed += 1,
            Err(Error::Interrupted) => return Err(Error::Interrupted),
            Err(error) => {
                self.progress.explain(&error);
                self.failed += 1;
            }
        }
        Ok(())
    }

    /// Every step with its time, and a last line that counts the checks.
    fn summarise(&self) {
        self.progress.headline("Summary");
        for step in self.progress.steps() {
            let verdict = if step.passed { "ok" } else { "FAILED" };
            self.progress.say(&format!(
                "  {verdict:<7} {:>12}  {}",
                step.took_text(),
                step.title
            ));
        }
        self.progress
            .say(&format!("  all in {}", self.progress.elapsed_text()));
        self.progress
            .say(&format!("\n{} passed, {} failed", self.passed, self.failed));
    }
}

async fn format(layout: &Layout, progress: &Progress) -> Result<()> {
    progress
        .step("Format", async |activity| {
            Tool::new("cargo")
                .args(["fmt", "--all", "--check", "--", "--files-with-diff"])
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
                .args(["clippy", "--locked", "--keep-going", "--workspace", "--all-targets", "--features", DEPLOYED])
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

async fn stack_tests(layout: &Layout, progress: &Progress) -> Result<()> {
    progress
        .step_in_the_open("Stack: its own tests and every rule it must keep", async {
            npm(layout, "test").run_in_the_open().await
        })
        .await
}

async fn template(layout: &Layout, tools: &Tools, progress: &Progress) -> Result<()> {
    let checks = checks(layout, tools, progress).await?;
    progress
        .step("Stack: template checked by cfn-lint", async |activity| {
            npm(layout, "lint:cfn")
                .variable("PATH", checks.path())
                .run(activity, &layout.logs().join("cfn-lint.log"))
                .await
        })
        .await
        .map(drop)
}

async fn checks(layout: &Layout, tools: &Tools, progress: &Progress) -> Result<Python> {
    progress
        .step("Install the checkers into .local/venv-checks", async |activity| {
            install_checks(layout, &tools.found, activity).await
        })
        .await
}

/// The saved queries over invented steps. Needs the template that cfn-lint has checked.
async fn saved_queries(layout: &Layout, tools: &Tools, progress: &Progress) -> Result<()> {
    let checks = checks(layout, tools, progress).await?;
    progress
        .step(
            "Saved queries over Parquet, answered by DuckDB",
            async |activity| {
                queries(layout, &checks)
                    .arg("sample")
                    .arg(synthesised(layout))
                    .run(activity, &layout.logs().join("queries.log"))
                    .await
            },
        )
        .await
        .map(drop)
}

/// The saved queries over what the stories left in the table, against the journal itself.
async fn queries_of_the_run(
    layout: &Layout,
    checks: &Python,
    cloud: &LocalCloud,
    progress: &Progress,
) -> Result<()> {
    progress
        .step(
            "Saved queries over the stories' table, counted anew from the journal",
            async |activity| {
                npm(layout, "synth")
                    .run(activity, &layout.logs().join("synth.log"))
                    .await?;
                let check = queries(layout, checks)
                    .arg("table")
                    .arg(synthesised(layout))
                    .arg(cloud.output("CasesTable")?);
                cloud
                    .confine(check)
                    .run(activity, &layout.logs().join("queries-of-the-run.log"))
                    .await
            },
        )
        .await
        .map(drop)
}

fn queries(layout: &Layout, checks: &Python) -> Tool {
    Tool::new(checks.program("python"))
        .arg("queries/check.py")
        .within(layout.infra())
        .mend("The lines above say which query answers what, and what it should")
}

fn synthesised(layout: &Layout) -> PathBuf {
    layout.infra().join("cdk.out/Tuntas.template.json")
}

fn npm(layout: &Layout, script: &str) -> Tool {
    Tool::new("npm")
        .args(["run", "--silent", script])
        .within(layout.infra())
        .mend(format!("Run it alone: cd infra && npm run {script}"))
}

async fn end_to_end(
    layout: &Layout,
    tools: &Tools,
    progress: &Progress,
    verdicts: &mut Verdicts<'_>,
) -> Result<()> {
    progress.headline("End to end");
    match deployed(layout, tools, progress).await {
        Ok((cloud, checks)) => {
            verdicts.record(stories(layout, &cloud, progress).await)?;
            verdicts.record(queries_of_the_run(layout, &checks, cloud.description(), progress).await)?;
            progress
                .step("Stop the local cloud", async |_| {
                    drop(cloud);
                    Ok(())
                })
                .await
        }
        Err(error) => verdicts.record(Err(error)),
    }
}

/// A running cloud with the stack on it, and the programs that check what is in it.
async fn deployed(layout: &Layout, tools: &Tools, progress: &Progress) -> Result<(RunningCloud, Python)> {
    let built = prepare::functions(layout, &tools.found, progress).await?;
    progress
        .step("Compile the stack", async |activity| {
            compile_infra(layout, activity).await
        })
        .await?;
    let checks = checks(layout, tools, progress).await?;
    let prepared = prepare::parts(layout, tools, &built);
    let ports = Ports::usual(CloudName::Test);
    let cloud = RunningCloud::bring_up(&prepared, CloudName::Test, ports, progress).await?;
    Ok((cloud, checks))
}

async fn stories(layout: &Layout, cloud: &RunningCloud, progress: &Progress) -> Result<()> {
    let (name, value) = cloud.variable();
    progress
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
                .args([
                    "--test",
                    "end_to_end",
                    "--test",
                    "whole_run",
                    "--test",
                    "wholesale",
                ])
                .variable(name, value)
                .within(layout.root())
                .mend(format!(
                    "Logs of the cloud and its functions: {}",
                    layout.cloud(CloudName::Test).display()
                ))
                .run_in_the_open()
                .await
        })
        .await
}
