//! Wires `register-feed` to the register's stream.

use aws_sdk_dynamodb::Client;
use register_feed::{RegisterFeed, Shelf};
use tuntas_city::City;
use tuntas_feed::Feed;
use tuntas_kept_keys::Kms;
use tuntas_platform::{aws, batch, clock, settings, telemetry};
use tuntas_register::Register;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [register, feed, bucket, key] =
        settings::required(["REGISTER_TABLE", "FEED_TABLE", "FEED_BUCKET", "FEED_KEY_ARN"])?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let function = RegisterFeed {
        register: Register::new(Table::new(client.clone(), register)),
        feed: Feed::new(Table::new(client, feed)),
        shelf: Shelf::new(aws::s3(&config), bucket),
        keeper: Kms::new(aws_sdk_kms::Client::new(&config), key),
        city: City::load(&settings::task_root())?.region_code.parse()?,
    };
    batch::run_dynamodb_whole(move |records| {
        let function = function.clone();
        async move { function.handle(&records, clock::now()).await }
    })
    .await
}
