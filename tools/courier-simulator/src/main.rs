//! The courier simulator as a program of its own.

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use courier_simulator::{Config, Simulator, WebhookTarget};
use tokio::signal::unix::{SignalKind, signal};

const HELP: &str = "\
courier-simulator: a motorcycle courier provider on the loopback interface

  --addr <ip:port>           where to listen           [127.0.0.1:4577]
  --api-key <key>            the key clients present   [biteship_test.local]
  --step-ms <ms>             time between two statuses; 0: only by hand [2000]
  --require-code             deliver only after the hand-over code was accepted
  --seed <n>                 seed of ids and chance    [1]
  --rate-limit <n>           calls per second before 429
  --webhook-url <url>        where webhooks go (loopback only)
  --webhook-header <name>    their static header       [x-tuntas-webhook]
  --webhook-token <value>    its value
  --mishaps <json>           what goes wrong, as for POST /_sim/mishaps
";

/// Reads the command line.
fn configure(mut args: impl Iterator<Item = String>) -> Result<Config, String> {
    let mut config = Config {
        addr: SocketAddr::from(([127, 0, 0, 1], 4577)),
        step: Duration::from_secs(2),
        ..Config::default()
    };
    let (mut url, mut header, mut token) = (None, "x-tuntas-webhook".to_owned(), None);
    while let Some(flag) = args.next() {
        if flag == "--require-code" {
            config.require_code = true;
            continue;
        }
        let value = args
            .next()
            .ok_or_else(|| format!("{flag}: unknown, or its value is missing"))?;
        let bad = |error: &dyn std::fmt::Display| format!("{flag}: {error}");
        match flag.as_str() {
            "--addr" => config.addr = value.parse().map_err(|error| bad(&error))?,
            "--api-key" => config.api_key = value,
            "--step-ms" => config.step = Duration::from_millis(value.parse().map_err(|error| bad(&error))?),
            "--seed" => config.seed = value.parse().map_err(|error| bad(&error))?,
            "--rate-limit" => config.calls_per_second = Some(value.parse().map_err(|error| bad(&error))?),
            "--webhook-url" => url = Some(value),
            "--webhook-header" => header = value,
            "--webhook-token" => token = Some(value),
            "--mishaps" => config.mishaps = serde_json::from_str(&value).map_err(|error| bad(&error))?,
            _ => return Err(format!("{flag}: unknown")),
        }
    }
    config.webhook = match (url, token) {
        (Some(url), Some(token)) => Some(WebhookTarget {
            url,
            header,
            token,
            ping: true,
        }),
        (None, None) => None,
        _ => return Err("--webhook-url and --webhook-token belong together".to_owned()),
    };
    Ok(config)
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_target(false).init();
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help" || arg == "-h") {
        return write(HELP);
    }
    let config = match configure(args.into_iter()) {
        Ok(config) => config,
        Err(error) => {
            tracing::error!("{error}");
            return ExitCode::from(2);
        }
    };
    let handle = match Simulator::start(config).await {
        Ok(handle) => handle,
        Err(error) => {
            tracing::error!("{error}");
            return ExitCode::FAILURE;
        }
    };
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(error) => tracing::error!(%error, "cannot listen for signals"),
    }
    tracing::info!("stopping");
    handle.shutdown().await;
    ExitCode::SUCCESS
}

/// Help goes to standard output, everything else is a log line.
fn write(text: &str) -> ExitCode {
    use std::io::Write;
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Config, String> {
        configure(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn the_command_line_is_read() {
        let config = read(
            "--addr 127.0.0.1:9 --step-ms 0 --require-code --seed 7 --webhook-url http://localhost:1/x \
             --webhook-token t --mishaps {\"camel_case\":true,\"booking\":[\"error_after_created\"]}",
        )
        .unwrap();
        assert!(config.step.is_zero() && config.require_code && config.mishaps.camel_case);
        assert_eq!(
            (config.addr.port(), config.seed, config.mishaps.booking.len()),
            (9, 7, 1)
        );
        assert_eq!(config.webhook.unwrap().header, "x-tuntas-webhook");
    }

    #[test]
    fn a_mistyped_command_line_is_refused_with_what_is_wrong() {
        for (line, wrong) in [
            ("--speed 3", "--speed"),
            ("--seed", "--seed"),
            ("--seed many", "--seed"),
            ("--webhook-url http://localhost:1", "--webhook-token"),
            ("--mishaps {\"camelcase\":true}", "camelcase"),
        ] {
            let error = read(line).unwrap_err();
            assert!(error.contains(wrong), "{line}: {error}");
        }
    }
}
