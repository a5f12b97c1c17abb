//! The environment of the programs this crate starts: what they get, and what of the shell must not leak in.

use std::ffi::OsString;
use std::path::Path;

use crate::Tool;
use crate::description::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};

/// Names that must never leak from the developer's shell into a program that could reach a cloud.
const NEVER: [&str; 8] = [
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/// Reads one variable of the developer's shell; absent and not UTF-8 are the same.
#[expect(
    clippy::disallowed_methods,
    reason = "a developer's tool, not a function: it has no settings crate"
)]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Variables to remove before a program is started that speaks to the local cloud.
pub(crate) fn removed() -> impl Iterator<Item = &'static str> {
    NEVER.into_iter()
}

/// `PATH` with `first` in front of it.
pub(crate) fn path_with(first: &Path) -> OsString {
    let inherited = variable("PATH").unwrap_or_default();
    let folders = std::iter::once(first.to_owned()).chain(std::env::split_paths(&inherited));
    std::env::join_paths(folders).unwrap_or_else(|_| OsString::from(inherited))
}

/// Hosts that must be reached without a proxy, in the form of `NO_PROXY`.
pub(crate) const LOOPBACK: &str = "localhost,.localhost,127.0.0.1,::1";

/// Gives a program the credentials and the address of one emulator only: no profile, no metadata service, no
/// proxy for loopback.
pub(crate) fn confined(tool: Tool, endpoint: &str) -> Tool {
    tool.variable("AWS_ENDPOINT_URL", endpoint)
        .variable("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID)
        .variable("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY)
        .variable("AWS_REGION", REGION)
        .variable("AWS_DEFAULT_REGION", REGION)
        .variable("AWS_CONFIG_FILE", "/dev/null")
        .variable("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .variable("AWS_EC2_METADATA_DISABLED", "true")
        .variable("CDK_DISABLE_CLI_TELEMETRY", "true")
        .variable("NO_PROXY", LOOPBACK)
        .variable("no_proxy", LOOPBACK)
}
