//! The courier simulator: a courier company on this machine, with the API of the real provider.

use std::ffi::OsString;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::deploy::Courier;
use crate::service::{Kind, Plan, Service};
use crate::{CloudName, LocalCloud, Result, environment};

/// How long it may take until it answers.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the stack's HTTP API takes the courier's webhooks.
const WEBHOOK: &str = "/v1/courier/biteship";

/// Starts it with the account the functions know, sending its webhooks to the stack's HTTP API.
///
/// In the demo an order moves on by itself, as fast as one can watch; for the tests it moves only when a test
/// says so through the simulator's `/_sim/`. Either way a parcel is handed over only for the right code.
pub(crate) async fn start(
    program: &Path,
    name: CloudName,
    cloud: &LocalCloud,
    courier: &Courier,
) -> Result<Service> {
    let step_ms = match name {
        CloudName::Demo => "700",
        CloudName::Test => "0",
    };
    let address = format!("127.0.0.1:{}", cloud.ports.simulator);
    let webhook = format!("{}{WEBHOOK}", cloud.api_url);
    let arguments = [
        "--addr",
        &address,
        "--api-key",
        &courier.api_key,
        "--step-ms",
        step_ms,
        "--require-code",
        "--webhook-url",
        &webhook,
        "--webhook-header",
        &courier.webhook_header,
        "--webhook-token",
        &courier.webhook_token,
    ];
    let mut service = Service::start(Plan {
        kind: Kind::Simulator,
        program: program.to_owned(),
        arguments: arguments.into_iter().map(OsString::from).collect(),
        variables: vec![("NO_PROXY", OsString::from(environment::LOOPBACK))],
        folder: cloud.folder.clone(),
    })?;
    let start = Instant::now();
    loop {
        service.check_alive()?;
        if tokio::net::TcpStream::connect(("127.0.0.1", cloud.ports.simulator))
            .await
            .is_ok()
        {
            return Ok(service);
        }
        if start.elapsed() > PATIENCE {
            return Err(service.did_not_come_up(format!("no answer within {} s", PATIENCE.as_secs())));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
