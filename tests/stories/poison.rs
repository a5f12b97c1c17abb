//! A message that cannot be read never disappears and never takes its batch with it.

use std::time::{Duration, Instant};

use serde_json::json;
use tuntas_tests::{Sample, Town};

#[tokio::test]
async fn garbage_in_a_queue_ends_in_the_dead_letter_queue_and_hurts_nobody() {
    let town = Town::open().await;
    town.shorten_visibility("RegisterQueueUrl").await;
    let garbage = [
        "not JSON at all",
        r#"{"caseId":"nobody","seq":1,"kind":"decree_accepted"}"#,
        "{}",
    ];
    for body in garbage {
        town.send("RegisterQueueUrl", body).await;
    }
    // A decree in the same queue goes its way.
    let case = town.decree(&Sample::named("talak-with-ikrar").decree).await;
    town.wait_for(case, "registered", |status| {
        status["stage"] == "registered" || status["stage"] == "completed"
    })
    .await;
    let start = Instant::now();
    while town.waiting("RegisterDlqUrl").await < garbage.len() {
        assert!(
            start.elapsed() < Duration::from_mins(3),
            "poison did not reach the dead-letter queue"
        );
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let kept = town.receive("RegisterDlqUrl", garbage.len()).await;
    for body in garbage {
        assert!(kept.iter().any(|kept| kept == body), "{}", json!(kept));
    }
}
