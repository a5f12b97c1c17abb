//! No name, phone, address, code or key in anything that could be logged.

use std::{error::Error, fmt::Write};

use courier_simulator::Mishaps;
use serde_json::json;
use tuntas_couriers::Courier;

use crate::{
    canned::{Act, nobody, play},
    support::{KEY, PERSONAL, client_at, provider, sample},
};

fn told(error: &dyn Error) -> String {
    let mut text = format!("{error:?} {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = write!(text, " {cause:?} {cause}");
        source = cause.source();
    }
    text
}

#[tokio::test]
async fn nothing_personal_is_in_debug_output_or_errors_even_when_the_provider_echoes_it() {
    let live = provider(Mishaps::default()).await;
    let client = client_at(&live.base_url());
    let order = client.book(&sample()).await.unwrap();
    live.advance(order.id.as_str(), Some("allocated")).unwrap();
    let order = client.order(&order.id).await.unwrap();
    let driver = order.driver.clone().unwrap();
    let link = order.tracking_link.clone().unwrap();

    let mut shown = format!("{client:?} {order:?} {:?}", sample());
    let echo = format!("{} {} tidak dilayani", PERSONAL[3], PERSONAL[5]);
    for (status, code) in [
        (400, 40_002_020),
        (400, 40_002_040),
        (400, 40_002_060),
        (500, 0),
        (401, 0),
    ] {
        let body = json!({"success": false, "error": echo, "code": code, "details": {"order_id": echo}});
        let provider = play(vec![Act::Answer(status, "", body.to_string())]).await;
        let error = client_at(&provider.base_url()).book(&sample()).await.unwrap_err();
        shown.push_str(&told(&error));
    }
    let error = client_at(&nobody().await).book(&sample()).await.unwrap_err();
    shown.push_str(&told(&error));

    let (name, phone) = (driver.name.unwrap(), driver.phone.unwrap());
    for hidden in PERSONAL.into_iter().chain([KEY, &name, &phone, &link]) {
        assert!(!shown.contains(hidden), "{hidden} is shown in: {shown}");
    }
    assert!(
        shown.contains(&sample().reference),
        "our own reference may be shown"
    );
}
