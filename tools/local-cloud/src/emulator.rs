//! The AWS emulator: how it is started, and when it is ready.

use std::ffi::OsString;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::description::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};
use crate::service::{Kind, Plan, Service};
use crate::{Error, Layout, Ports, Python, Result, environment, http};

/// How long it may take until it answers; usually below one second.
const PATIENCE: Duration = Duration::from_mins(1);

/// Starts it on loopback with IAM enforced, and waits until it answers. Its state is in memory and ends with it.
pub(crate) async fn start(python: &Python, layout: &Layout, folder: &Path, ports: Ports) -> Result<Service> {
    let mut service = Service::start(Plan {
        kind: Kind::Emulator,
        program: python.program("python"),
        arguments: vec![layout.script("emulator.py").into()],
        variables: variables(python, folder, ports)?,
        folder: folder.to_owned(),
    })?;
    let client = http::client(None, ports.cloud)?;
    let ready = format!("http://127.0.0.1:{}/_ministack/ready", ports.cloud);
    let start = Instant::now();
    loop {
        service.check_alive()?;
        if client
            .get(&ready)
            .send()
            .await
            .is_ok_and(|answer| answer.status().is_success())
        {
            return Ok(service);
        }
        if start.elapsed() > PATIENCE {
            return Err(service.did_not_come_up(format!("no answer within {} s", PATIENCE.as_secs())));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Its whole environment, which is also what the functions inherit beside their own variables.
fn variables(python: &Python, folder: &Path, ports: Ports) -> Result<Vec<(&'static str, OsString)>> {
    let scratch = folder.join("tmp");
    let home = folder.join("home");
    for needed in [&scratch, &home] {
        std::fs::create_dir_all(needed).map_err(Error::file(needed))?;
    }
    let mut variables: Vec<(&'static str, OsString)> = [
        // Loopback only; the default is every interface.
        ("BIND_HOST", "127.0.0.1"),
        // Every call by a function's role is checked against its policies.
        ("AUTH", "true"),
        // No second port.
        ("IOT_MTLS_ENABLED", "0"),
        ("SFTP_ENABLED", "0"),
        ("MINISTACK_REGION", REGION),
        ("AWS_REGION", REGION),
        ("AWS_DEFAULT_REGION", REGION),
        ("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("NO_PROXY", environment::LOOPBACK),
        ("no_proxy", environment::LOOPBACK),
        ("LANG", "C.UTF-8"),
        ("PYTHONUNBUFFERED", "1"),
    ]
    .into_iter()
    .map(|(name, value)| (name, OsString::from(value)))
    .collect();
    variables.extend([
        ("GATEWAY_PORT", OsString::from(ports.cloud.to_string())),
        // Compiled functions find the emulator by this one.
        (
            "AWS_ENDPOINT_URL",
            OsString::from(format!("http://127.0.0.1:{}", ports.cloud)),
        ),
        // CDK's helper functions are Python and run in the environment with its SDK.
        ("PATH", python.path()),
        ("TMPDIR", scratch.into()),
        // An own home: neither it nor a function ever sees the developer's profiles.
        ("HOME", home.into()),
    ]);
    Ok(variables)
}
