//! Putting the stack of `infra/` on a running emulator, and reading what came of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::description::{ACCESS_KEY_ID, Client, REGION, SECRET_ACCESS_KEY};
use crate::{
    Activity, CloudName, CourtKeys, Error, Layout, LocalCloud, Node, Ports, Python, Result, Tool, environment,
};

/// The outputs of the stack this crate relies on.
const API_URL: &str = "ApiUrl";
const USER_POOL: &str = "UserPoolId";
const COURIER_SECRET: &str = "CourierSecretArn";
const EVIDENCE_BUCKET: &str = "EvidenceBucket";
const CASES_TABLE: &str = "CasesTable";

const MEND: &str = "The lines above say which resource the emulator refused. Its own view: emulator.log beside \
                    that file.";

/// Where and with what to deploy.
#[derive(Debug)]
pub(crate) struct Deployment<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) node: &'a Node,
    pub(crate) python: &'a Python,
    pub(crate) name: CloudName,
    pub(crate) ports: Ports,
}

/// What was deployed.
#[derive(Debug)]
pub(crate) struct Deployed {
    outputs: BTreeMap<String, String>,
    clients: BTreeMap<String, Client>,
    pub(crate) courier: Courier,
}

/// The courier's account, as the functions read it from their secret.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Courier {
    /// What the dispatch function shows the courier's API.
    pub(crate) api_key: String,
    /// The header in which the courier's webhooks carry their token.
    pub(crate) webhook_header: String,
    /// The token itself.
    pub(crate) webhook_token: String,
}

impl std::fmt::Debug for Courier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Courier")
            .field("webhook_header", &self.webhook_header)
            .finish_non_exhaustive()
    }
}

/// Deploys, and reads outputs and secrets.
pub(crate) async fn deploy(deployment: &Deployment<'_>, activity: &Activity) -> Result<Deployed> {
    let folder = deployment.layout.cloud(deployment.name);
    deployment
        .script(
            "bootstrap.py",
            &[deployment.endpoint(), ACCOUNT.to_owned(), REGION.to_owned()],
        )
        .run(activity, &folder.join("bootstrap.log"))
        .await?;

    let outputs_file = folder.join("outputs.json");
    let _ = std::fs::remove_file(&outputs_file);
    deployment
        .cdk()
        .args([
            "deploy",
            "--all",
            "--require-approval",
            "never",
            "--method",
            "direct",
            "--progress",
            "events",
            "--outputs-file",
        ])
        .arg(&outputs_file)
        .run(activity, &folder.join("cdk-deploy.log"))
        .await?;
    let outputs = read_outputs(&outputs_file)?;

    activity.doing("Finishing the deployment");
    let finished = deployment.finish(&outputs, activity).await?;
    Ok(Deployed {
        outputs,
        clients: finished.clients,
        courier: finished.courier,
    })
}

/// The account every emulator plays.
const ACCOUNT: &str = "000000000000";

/// What the script prints.
#[derive(Deserialize)]
struct Finished {
    clients: BTreeMap<String, Client>,
    courier: Courier,
}

impl Deployment<'_> {
    fn endpoint(&self) -> String {
        endpoint(self.ports)
    }

    /// The CDK command line with the context of the local cloud, able to reach nothing but the emulator.
    fn cdk(&self) -> Tool {
        let infra = self.layout.infra();
        let context = [
            ("local", "true".to_owned()),
            ("localEndpoint", self.endpoint()),
            ("functionsDir", self.layout.functions().display().to_string()),
            ("city", self.layout.city_json().display().to_string()),
            ("courierUrl", simulator_url(self.ports)),
        ];
        let mut cdk = Tool::new(self.node.program("cdk"))
            .args(["--app", "node dist/bin/tuntas.js", "--output"])
            .arg(self.layout.cloud(self.name).join("cdk.out"))
            .args(["--no-color", "--no-notices", "--no-version-reporting", "--ci"])
            .within(infra)
            .mend(MEND);
        for (name, value) in context {
            cdk = cdk.arg("--context").arg(format!("{name}={value}"));
        }
        environment::confined(cdk, &self.endpoint())
    }

    async fn finish(&self, outputs: &BTreeMap<String, String>, activity: &Activity) -> Result<Finished> {
        let output = |name: &str| {
            outputs.get(name).cloned().ok_or_else(|| Error::Answer {
                what: "the outputs of the stack".to_owned(),
                reason: format!("{name} is not among {:?}", outputs.keys().collect::<Vec<_>>()),
            })
        };
        let arguments = [
            self.endpoint(),
            output(USER_POOL)?,
            output(COURIER_SECRET)?,
            output(EVIDENCE_BUCKET)?,
            output(CASES_TABLE)?,
        ];
        let folder = self.layout.cloud(self.name);
        let printed = self
            .script("finish.py", &arguments)
            .prints_secrets()
            .run(activity, &folder.join("finish.log"))
            .await?;
        serde_json::from_str(&printed).map_err(|error| Error::Answer {
            what: "the secrets of the stack's clients".to_owned(),
            reason: error.to_string(),
        })
    }

    /// One of this crate's Python scripts.
    fn script(&self, name: &str, arguments: &[String]) -> Tool {
        let script = Tool::new(self.python.program("python"))
            .arg(self.layout.script(name))
            .args(arguments)
            .mend(MEND);
        environment::confined(script, &self.endpoint())
    }
}

impl Deployed {
    /// The description of the cloud this was deployed to.
    pub(crate) fn describe(
        &self,
        folder: PathBuf,
        ports: Ports,
        name: CloudName,
        keys: &CourtKeys,
    ) -> LocalCloud {
        LocalCloud {
            name: name.to_string(),
            ports,
            endpoint: endpoint(ports),
            region: REGION.to_owned(),
            access_key_id: ACCESS_KEY_ID.to_owned(),
            secret_access_key: SECRET_ACCESS_KEY.to_owned(),
            api_url: self.outputs.get(API_URL).cloned().unwrap_or_default(),
            simulator_url: simulator_url(ports),
            outputs: self.outputs.clone(),
            clients: self.clients.clone(),
            court_keys: keys.private.clone(),
            folder,
        }
    }
}

fn endpoint(ports: Ports) -> String {
    format!("http://127.0.0.1:{}", ports.cloud)
}

fn simulator_url(ports: Ports) -> String {
    format!("http://127.0.0.1:{}", ports.simulator)
}

/// Reads CDK's outputs file, `{"<stack>": {"<output>": "<value>"}}`, with the stacks put together.
fn read_outputs(path: &Path) -> Result<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    let stacks: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(&text).map_err(|error| Error::Content {
            path: path.to_owned(),
            reason: error.to_string(),
            mend: MEND.to_owned(),
        })?;
    Ok(stacks.into_values().flatten().collect())
}
