//! The description of a running local cloud: everything a client needs to use it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use tuntas_signatures::Signer;

use crate::{Error, Ports, Result, Tool, court_keys, environment, http};

/// The variable that names the file with the description.
pub(crate) const VARIABLE: &str = "TUNTAS_LOCAL_CLOUD";

/// The region the local cloud plays: Jakarta, as the default on AWS.
pub(crate) const REGION: &str = "ap-southeast-3";

/// The emulator's administrator. Worth nothing anywhere else, and known to everyone.
pub(crate) const ACCESS_KEY_ID: &str = "test";

/// See [`ACCESS_KEY_ID`].
pub(crate) const SECRET_ACCESS_KEY: &str = "test";

/// A running local cloud, as its clients see it.
///
/// The file form is JSON with these fields in camel case. It holds client secrets of the local cloud and is
/// readable by its owner only.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LocalCloud {
    /// `demo` or `test`.
    pub name: String,
    /// The ports on 127.0.0.1.
    pub ports: Ports,
    /// Where every AWS API answers, such as `http://127.0.0.1:4566`.
    pub endpoint: String,
    /// The AWS region it plays.
    pub region: String,
    /// The administrator's access key id.
    pub access_key_id: String,
    /// The administrator's secret access key.
    pub secret_access_key: String,
    /// The HTTP API, without a slash at the end, such as `http://1a2b3c4d.execute-api.localhost:4566`.
    /// Use [`LocalCloud::http_client`], which resolves that name.
    pub api_url: String,
    /// The courier simulator, such as `http://127.0.0.1:4577`.
    pub simulator_url: String,
    /// The outputs of the stack, by name.
    pub outputs: BTreeMap<String, String>,
    /// The machine clients of the user pool, by name: `court-PA.Pas`, `officer-petugas-01`.
    pub clients: BTreeMap<String, Client>,
    /// The private signing key of each court, by court code: a file with PKCS#8 DER.
    pub court_keys: BTreeMap<String, PathBuf>,
    /// The folder with this cloud's logs.
    pub folder: PathBuf,
}

/// A machine client of the user pool.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    /// Its `OAuth2` client id.
    pub id: String,
    /// Its `OAuth2` client secret.
    pub secret: String,
    /// The scopes it may ask for.
    pub scopes: Vec<String>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("id", &self.id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

impl LocalCloud {
    /// The cloud that `cargo xtask test` has started for the end-to-end tests, named by `TUNTAS_LOCAL_CLOUD`.
    pub fn from_env() -> Result<Self> {
        let path = environment::variable(VARIABLE).ok_or_else(|| Error::Answer {
            what: VARIABLE.to_owned(),
            reason: "not set: the end-to-end tests need a running local cloud; start them by `cargo xtask test --only e2e`"
                .to_owned(),
        })?;
        Self::load(Path::new(&path))
    }

    /// Reads a description.
    pub fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
        serde_json::from_str(&text).map_err(|error| Error::Content {
            path: path.to_owned(),
            reason: error.to_string(),
            mend: "Start the local cloud anew.".to_owned(),
        })
    }

    /// Writes the description into the cloud's folder, for its owner only, and returns the file.
    pub(crate) fn save(&self) -> Result<PathBuf> {
        use std::io::Write as _;
        use std::os::unix::fs::OpenOptionsExt as _;

        let path = self.file();
        let _ = std::fs::remove_file(&path);
        let text = serde_json::to_string_pretty(self).map_err(|error| Error::Answer {
            what: path.display().to_string(),
            reason: error.to_string(),
        })?;
        std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(Error::file(&path))?;
        Ok(path)
    }

    /// The file the description is kept in.
    pub fn file(&self) -> PathBuf {
        self.folder.join("cloud.json")
    }

    /// A client for the HTTP API, the emulator and the courier simulator: it uses no proxy, follows no
    /// redirect and resolves the API's name to 127.0.0.1.
    pub fn http_client(&self) -> Result<reqwest::Client> {
        let host = self
            .api_url
            .split("://")
            .nth(1)
            .and_then(|rest| rest.split([':', '/']).next());
        http::client(host, self.ports.cloud)
    }

    /// Gives a program this cloud's address and its administrator's credentials, and no others.
    pub fn confine(&self, tool: Tool) -> Tool {
        environment::confined(tool, &self.endpoint)
    }

    /// One output of the stack.
    pub fn output(&self, name: &str) -> Result<&str> {
        self.outputs
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| Error::Answer {
                what: format!("the stack's output {name}"),
                reason: format!("not among {:?}", self.outputs.keys().collect::<Vec<_>>()),
            })
    }

    /// An access token with all scopes of the named client, by the client-credentials grant. Valid one hour.
    pub async fn token(&self, client: &str) -> Result<String> {
        self.token_with_scopes(client, &[]).await
    }

    /// An access token with just these scopes.
    pub async fn token_with_scopes(&self, client: &str, scopes: &[&str]) -> Result<String> {
        #[derive(Deserialize)]
        struct Token {
            access_token: String,
        }

        let what = format!("a token for {client}");
        let unexpected = |reason: String| Error::Answer {
            what: what.clone(),
            reason,
        };
        let known = self
            .clients
            .get(client)
            .ok_or_else(|| unexpected(format!("not among {:?}", self.clients.keys().collect::<Vec<_>>())))?;
        let mut form = "grant_type=client_credentials".to_owned();
        if !scopes.is_empty() {
            form.push_str("&scope=");
            form.push_str(&scopes.join("+").replace('/', "%2F"));
        }
        let answer = http::client(None, self.ports.cloud)?
            .post(format!("{}/oauth2/token", self.endpoint))
            .basic_auth(&known.id, Some(&known.secret))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form)
            .send()
            .await
            .map_err(|error| unexpected(error.to_string()))?;
        let status = answer.status();
        if !status.is_success() {
            return Err(unexpected(format!(
                "{status}: {}",
                answer.text().await.unwrap_or_default()
            )));
        }
        let token: Token = answer
            .json()
            .await
            .map_err(|error| unexpected(error.to_string()))?;
        Ok(token.access_token)
    }

    /// A signer with the private key of a court of this cloud.
    pub fn court_signer(&self, court: &str) -> Result<Signer> {
        let path = self.court_keys.get(court).ok_or_else(|| Error::Answer {
            what: format!("the key of court {court}"),
            reason: format!("not among {:?}", self.court_keys.keys().collect::<Vec<_>>()),
        })?;
        court_keys::read(court, path)
    }
}
