//! Bringing a local cloud up, and taking it down.

use std::ffi::OsString;

use crate::claim::Claim;
use crate::deploy::Deployment;
use crate::service::{Kind, Service, stop_left_over};
use crate::{
    Artifacts, CloudName, CourtKeys, Error, Layout, LocalCloud, Node, Ports, Progress, Python, Result,
    deploy, emulator, sample_register, simulator,
};

/// A local cloud that is up. Dropping it stops it with everything it started.
#[derive(Debug)]
pub struct RunningCloud {
    description: LocalCloud,
    // Dropped in this order: the simulator calls the cloud, not the other way round.
    simulator: Service,
    emulator: Service,
    _claim: Claim,
}

/// Everything that was prepared before a cloud can start.
#[derive(Debug)]
pub struct Parts<'a> {
    /// The checkout.
    pub layout: &'a Layout,
    /// The Python environment with the emulator.
    pub python: &'a Python,
    /// The CDK application's packages.
    pub node: &'a Node,
    /// The compiled programs.
    pub artifacts: &'a Artifacts,
    /// The keys the courts sign with.
    pub court_keys: &'a CourtKeys,
}

impl RunningCloud {
    /// Starts the emulator with nothing in it, deploys the stack and starts the courier simulator. A cloud of
    /// the same name left over from an earlier run is stopped first.
    pub async fn bring_up(
        prepared: &Parts<'_>,
        name: CloudName,
        ports: Ports,
        progress: &Progress,
    ) -> Result<Self> {
        let layout = prepared.layout;
        let folder = layout.cloud(name);
        let claim = Claim::on(name, &folder)?;
        let emulator = progress
            .step("Start the AWS emulator", async |activity| {
                if stop_named(layout, name) {
                    activity.note("an earlier one was stopped");
                }
                ports.check_free()?;
                clear(&folder)?;
                emulator::start(prepared.python, layout, &folder, ports).await
            })
            .await?;
        let deployed = progress
            .step("Deploy the stack", async |activity| {
                let deployment = Deployment {
                    layout,
                    node: prepared.node,
                    python: prepared.python,
                    name,
                    ports,
                };
                deploy::deploy(&deployment, activity).await
            })
            .await?;
        let description = deployed.describe(folder, ports, name, prepared.court_keys);
        progress
            .step("Fill the register with sample households", async |activity| {
                sample_register::import(layout, prepared.artifacts, &description, activity).await
            })
            .await?;
        let simulator = progress
            .step("Start the courier simulator", async |_| {
                simulator::start(
                    prepared.artifacts.simulator()?,
                    name,
                    &description,
                    &deployed.courier,
                )
                .await
            })
            .await?;
        description.save()?;
        Ok(Self {
            description,
            simulator,
            emulator,
            _claim: claim,
        })
    }

    /// The cloud as its clients see it.
    pub fn description(&self) -> &LocalCloud {
        &self.description
    }

    /// Names the variable by which [`LocalCloud::from_env`] finds this cloud, and its value.
    pub fn variable(&self) -> (&'static str, OsString) {
        (crate::description::VARIABLE, self.description.file().into())
    }

    /// Lets the cloud go on when this program ends; `cargo xtask down` stops it.
    pub fn leave_running(self) {
        self.simulator.leave_running();
        self.emulator.leave_running();
    }
}

/// Stops the local cloud of this name, if one is left from an earlier run. Returns whether one was running.
pub fn stop_named(layout: &Layout, name: CloudName) -> bool {
    let folder = layout.cloud(name);
    let stopped = Kind::ALL.map(|kind| stop_left_over(kind, &folder));
    let _ = std::fs::remove_file(folder.join("cloud.json"));
    stopped.contains(&true)
}

/// Stops all local clouds of this checkout. Returns the names of those that were running.
pub fn stop_all(layout: &Layout) -> Vec<CloudName> {
    CloudName::ALL
        .into_iter()
        .filter(|name| stop_named(layout, *name))
        .collect()
}

/// Removes what an earlier run left behind: extracted functions, copies of uploads. Logs are written anew anyway.
fn clear(folder: &std::path::Path) -> Result<()> {
    for scratch in ["tmp", "home", "cdk.out"] {
        let path = folder.join(scratch);
        if path.exists() {
            std::fs::remove_dir_all(&path).map_err(Error::file(&path))?;
        }
    }
    Ok(())
}
