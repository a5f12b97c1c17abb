//! The steps from a bare checkout to something that can be started.

use tuntas_local_cloud::{
    Artifacts, CourtKeys, Layout, Node, Parts, Prerequisites, Progress, Python, Result, build,
    check_prerequisites, compile_infra, install_emulator, install_node_modules, lay_out, prepare_city,
};

/// The city the local clouds play.
pub(crate) const CITY: &str = "pasuruan";

/// The installed tools.
pub(crate) struct Tools {
    pub(crate) found: Prerequisites,
    pub(crate) python: Python,
    pub(crate) node: Node,
}

/// The built functions.
pub(crate) struct Built {
    pub(crate) artifacts: Artifacts,
    pub(crate) court_keys: CourtKeys,
}

/// Checks what the machine has.
pub(crate) async fn prerequisites(progress: &Progress) -> Result<Prerequisites> {
    progress
        .step("Look for Rust, Python and Node", async |activity| {
            check_prerequisites(activity)
        })
        .await
}

/// Installs the pinned rest under `.local/` and `infra/node_modules`.
pub(crate) async fn tools(layout: &Layout, progress: &Progress) -> Result<Tools> {
    let found = prerequisites(progress).await?;
    let python = progress
        .step("Install the AWS emulator into .local/venv", async |activity| {
            install_emulator(layout, &found, activity).await
        })
        .await?;
    let node = progress
        .step("Install CDK into infra/node_modules", async |activity| {
            install_node_modules(layout, activity).await
        })
        .await?;
    Ok(Tools { found, python, node })
}

/// Builds everything that is deployed.
pub(crate) async fn functions(layout: &Layout, found: &Prerequisites, progress: &Progress) -> Result<Built> {
    let artifacts = progress
        .step("Build the functions", async |activity| {
            build(layout, activity).await
        })
        .await?;
    let court_keys = progress
        .step("Check the city", async |activity| {
            prepare_city(layout, CITY, activity)
        })
        .await?;
    progress
        .step("Lay out the functions in .local/functions", async |activity| {
            lay_out(layout, &artifacts, found, activity).await
        })
        .await?;
    Ok(Built {
        artifacts,
        court_keys,
    })
}

/// Compiles the CDK application.
pub(crate) async fn infra(layout: &Layout, progress: &Progress) -> Result<()> {
    progress
        .step("Compile the stack", async |activity| {
            compile_infra(layout, activity).await
        })
        .await
}

/// What a cloud is started from.
pub(crate) fn parts<'a>(layout: &'a Layout, tools: &'a Tools, built: &'a Built) -> Parts<'a> {
    Parts {
        layout,
        python: &tools.python,
        node: &tools.node,
        artifacts: &built.artifacts,
        court_keys: &built.court_keys,
    }
}
