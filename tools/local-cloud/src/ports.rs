//! The ports of a local cloud, and who else may be sitting on them.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

use crate::{CloudName, Error, Result};

/// The courier simulator listens this far above the emulator.
const SIMULATOR_ABOVE: u16 = 11;

/// The two ports of one local cloud, both on 127.0.0.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Ports {
    /// Every AWS API and the stack's own HTTP API.
    pub cloud: u16,
    /// The courier simulator.
    pub simulator: u16,
}

impl Ports {
    /// The ports a cloud has unless told otherwise: 4566 and 4577 for the demo, 4666 and 4677 for tests.
    pub fn usual(name: CloudName) -> Self {
        Self::from(match name {
            CloudName::Demo => 4566,
            CloudName::Test => 4666,
        })
    }

    /// Refuses when another program has one of them.
    pub(crate) fn check_free(self) -> Result<()> {
        check_free(self.cloud, "the local cloud")?;
        check_free(self.simulator, "the courier simulator")
    }
}

impl From<u16> for Ports {
    fn from(cloud: u16) -> Self {
        Self {
            cloud,
            simulator: cloud.saturating_add(SIMULATOR_ABOVE),
        }
    }
}

fn check_free(port: u16, purpose: &'static str) -> Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    // Some systems allow the bind beside a listener on every interface; an answer tells on it.
    let answered = TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok();
    if answered || TcpListener::bind(address).is_err() {
        return Err(Error::PortInUse {
            port,
            purpose,
            holder: holder(port),
        });
    }
    Ok(())
}

/// Who listens on `port`, where the machine has a program that can tell.
fn holder(port: u16) -> String {
    let told = Command::new("lsof")
        .args(["-nP", "-t", &format!("-iTCP:{port}"), "-sTCP:LISTEN"])
        .output()
        .ok()
        .filter(|output| output.status.success())
        .and_then(|output| {
            String::from_utf8_lossy(&output.stdout)
                .lines()
                .next()
                .map(str::to_owned)
        });
    match told {
        Some(pid) => format!("another program (process {pid})"),
        None => "another program".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_named_with_the_mend() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();

        let refused = Ports::from(port).check_free().unwrap_err();

        assert!(refused.to_string().contains(&port.to_string()), "{refused}");
        assert!(refused.mend().is_some_and(|mend| mend.contains("--port")));
    }

    #[test]
    fn both_clouds_can_run_at_once() {
        let (demo, test) = (Ports::usual(CloudName::Demo), Ports::usual(CloudName::Test));
        let mut all = [demo.cloud, demo.simulator, test.cloud, test.simulator];
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "{all:?}");
    }
}
