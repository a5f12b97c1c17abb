//! Filling the register of a fresh local cloud with the sample households and KK numbers, as an operator would.

use std::path::PathBuf;

use crate::command::Tool;
use crate::{Activity, Artifacts, Layout, LocalCloud, Result, environment};

/// The stack's output that names the register.
const TABLE: &str = "RegisterTable";

/// Imports `events/register/`, and the families of `events/later/` to whom more happens afterwards.
pub(crate) async fn import(
    layout: &Layout,
    artifacts: &Artifacts,
    cloud: &LocalCloud,
    activity: &Activity,
) -> Result<()> {
    let households = |file: PathBuf| -> Result<Tool> {
        let import = Tool::new(artifacts.register_import()?)
            .args(["--table", cloud.output(TABLE)?])
            .arg("--households")
            .arg(file)
            .mend("The lines above say which sample the register refused.");
        Ok(environment::confined(import, &cloud.endpoint))
    };
    let log = cloud.folder.join("register-import.log");
    households(layout.later_samples().join("households.json"))?
        .run(activity, &log)
        .await?;
    let samples = layout.sample_register();
    let printed = households(samples.join("households.json"))?
        .arg("--numbers")
        .arg(samples.join("kk-numbers.csv"))
        .run(activity, &log)
        .await?;
    if let Some(line) = printed.lines().last() {
        activity.note(line);
    }
    Ok(())
}
