//! `cargo xtask demo` and `cargo xtask down`.

use tuntas_local_cloud::{CloudName, Layout, Ports, Progress, Result, RunningCloud, stop_all};

use crate::arguments::Story;
use crate::{prepare, story};

/// Sets everything up, starts the demo cloud, tells the story, and stops the cloud unless it is to be kept.
pub(crate) async fn run(
    layout: &Layout,
    progress: &Progress,
    keep: bool,
    ports: Ports,
    story: Story,
) -> Result<()> {
    progress.headline("Setting up");
    let tools = prepare::tools(layout, progress).await?;
    let built = prepare::functions(layout, &tools.found, progress).await?;
    prepare::infra(layout, progress).await?;

    progress.headline("Starting the local cloud");
    let prepared = prepare::parts(layout, &tools, &built);
    let cloud = RunningCloud::bring_up(&prepared, CloudName::Demo, ports, progress).await?;

    let description = cloud.description();
    let preview = built.artifacts.document_preview()?;
    let told = match story {
        Story::Decree => story::tell(layout, preview, description, progress).await,
        Story::Files => story::files::tell(layout, preview, description, progress).await,
    };
    if keep {
        show_addresses(&cloud, progress);
        cloud.leave_running();
    } else {
        progress
            .step("Stop the local cloud", async |_| {
                drop(cloud);
                Ok(())
            })
            .await?;
        progress.say("\n  To look around in it, keep it running: cargo xtask demo --keep");
    }
    progress.say(&format!("  All in {}", progress.elapsed_text()));
    told
}

/// Stops every local cloud.
pub(crate) fn down(layout: &Layout, progress: &Progress) {
    let stopped = stop_all(layout);
    if stopped.is_empty() {
        progress.say("no local cloud was running");
    }
    for name in stopped {
        progress.say(&format!("stopped the {name} cloud"));
    }
}

fn show_addresses(cloud: &RunningCloud, progress: &Progress) {
    let cloud = cloud.description();
    progress.headline("The local cloud goes on");
    for (what, address) in [
        ("HTTP API", &cloud.api_url),
        ("AWS APIs", &cloud.endpoint),
        ("courier simulator", &cloud.simulator_url),
        ("everything else", &cloud.file().display().to_string()),
    ] {
        progress.say(&format!("  {what:<18} {address}"));
    }
    progress.say("  Stop it with: cargo xtask down");
}
