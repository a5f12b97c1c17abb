//! The one place that reads the environment. Settings are named without their prefix, `TUNTAS_`.

use std::{env, path::PathBuf};

const PREFIX: &str = "TUNTAS_";

/// Settings that are missing or empty, all at once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("missing settings: {}", .0.join(", "))]
pub struct MissingSettings(
    /// Names of the environment variables.
    pub Vec<String>,
);

/// Reads the settings of these names, in their order.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // Reads TUNTAS_CASES_TABLE and TUNTAS_SECRET_ARN.
/// let [cases, secret] = tuntas_platform::settings::required(["CASES_TABLE", "SECRET_ARN"])?;
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`MissingSettings`] lists every variable that is unset, empty or not Unicode.
pub fn required<const N: usize>(names: [&str; N]) -> Result<[String; N], MissingSettings> {
    required_from(names, variable)
}

/// Reads a setting that may be absent; an empty one counts as absent.
pub fn optional(name: &str) -> Option<String> {
    variable(&format!("{PREFIX}{name}"))
}

/// Reads a setting that a development build alone knows, for what must never happen in earnest; a release build finds it
/// absent, whoever sets it.
pub fn in_development(name: &str) -> Option<String> {
    if cfg!(debug_assertions) {
        optional(name)
    } else {
        None
    }
}

/// The folder of the function's own files: `LAMBDA_TASK_ROOT`, or the current folder outside Lambda.
pub fn task_root() -> PathBuf {
    variable("LAMBDA_TASK_ROOT").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

fn required_from<const N: usize>(
    names: [&str; N],
    lookup: impl Fn(&str) -> Option<String>,
) -> Result<[String; N], MissingSettings> {
    let mut missing = Vec::new();
    let values = names.map(|name| {
        let name = format!("{PREFIX}{name}");
        lookup(&name).unwrap_or_else(|| {
            missing.push(name);
            String::new()
        })
    });
    if missing.is_empty() {
        Ok(values)
    } else {
        Err(MissingSettings(missing))
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that may read the environment"
)]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deployed(name: &str) -> Option<String> {
        match name {
            "TUNTAS_CASES_TABLE" => Some("cases".into()),
            "TUNTAS_SECRET_ARN" => Some("arn".into()),
            _ => None,
        }
    }

    #[test]
    fn settings_come_in_the_order_asked() {
        let [secret, cases] = required_from(["SECRET_ARN", "CASES_TABLE"], deployed).unwrap();
        assert_eq!((cases.as_str(), secret.as_str()), ("cases", "arn"));
    }

    #[test]
    fn every_missing_name_is_listed_at_once() {
        let error = required_from(["PUBLIC_URL", "CASES_TABLE", "EVIDENCE_BUCKET"], deployed).unwrap_err();
        assert_eq!(
            error.to_string(),
            "missing settings: TUNTAS_PUBLIC_URL, TUNTAS_EVIDENCE_BUCKET"
        );
    }

    #[test]
    fn the_environment_is_read() {
        // Cargo sets this one for every test.
        assert!(variable("CARGO_MANIFEST_DIR").is_some());
        assert_eq!(optional("NO_SUCH_SETTING"), None);
        assert_eq!(task_root(), PathBuf::from("."));
    }
}
