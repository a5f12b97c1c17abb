//! The story the demo tells: one decree, from the court to two doors.

use tuntas_local_cloud::{Caller, LocalCloud, Progress, Result};

/// Tells it on a running cloud.
pub(crate) async fn tell(cloud: &LocalCloud, progress: &Progress) -> Result<()> {
    progress.headline("The story");
    progress
        .step("The court gets its token", async |activity| {
            let court = Caller::client(cloud, "court-PA.Pas").await?;
            let answer = court.get("/v1/decrees?reference=none").await?;
            activity.note(format!("HTTP API answers {}", answer.status));
            Ok(())
        })
        .await
}
