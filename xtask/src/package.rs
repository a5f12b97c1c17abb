//! `cargo xtask package`.

use tuntas_local_cloud::{Layout, Progress, Result};

use crate::prepare;

/// Builds the functions for this machine and lays them out as CDK uploads them.
pub(crate) async fn run(layout: &Layout, progress: &Progress) -> Result<()> {
    let found = prepare::prerequisites(progress).await?;
    prepare::functions(layout, &found, progress).await?;
    Ok(())
}
