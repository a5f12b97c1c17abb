//! Wires `webhook-desk` to the HTTP API.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use tuntas_city::City;
use tuntas_platform::{aws, clock, http, ids, settings, telemetry};
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;
use tuntas_webhook_delivery::{ErrandQueue, Hooks};
use tuntas_webhooks::Reach;
use webhook_desk::{Moment, WebhookDesk};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [hooks, secret, queue] = settings::required(["HOOKS_TABLE", "SECRET_ARN", "WEBHOOK_QUEUE_URL"])?;
    let config = aws::config().await;
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let desk = WebhookDesk {
        hooks: Hooks::new(Table::new(Client::new(&config), hooks)),
        keys: KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?,
        city: Arc::new(City::load(&settings::task_root())?),
        reach: match settings::in_development("WEBHOOK_LOOPBACK") {
            Some(_) => Reach::Loopback,
            None => Reach::Public,
        },
        errands: Arc::new(ErrandQueue::new(aws_sdk_sqs::Client::new(&config), queue)),
    };
    http::run(move |request| {
        let desk = desk.clone();
        let moment = Moment {
            at: clock::now(),
            new_subscription: ids::time_ordered(),
        };
        async move { desk.handle(request, moment).await }
    })
    .await
}
