//! The Node side: the CDK application's packages, exactly as its lock file says, and its compiled form.

use std::path::PathBuf;

use crate::{Activity, Error, Layout, Result, Tool};

/// The programs of `infra/node_modules`.
#[derive(Debug, Clone)]
pub struct Node {
    infra: PathBuf,
}

impl Node {
    /// A program of the installed packages, such as `cdk`.
    pub fn program(&self, name: &str) -> PathBuf {
        self.infra.join("node_modules/.bin").join(name)
    }
}

/// Installs the packages by `npm ci`, or leaves them alone when they already are what the lock file says.
pub async fn install(layout: &Layout, activity: &Activity) -> Result<Node> {
    let node = Node {
        infra: layout.infra(),
    };
    let lock = node.infra.join("package-lock.json");
    let wanted = std::fs::read_to_string(&lock).map_err(Error::file(&lock))?;
    let stamp = node.infra.join("node_modules/.installed-package-lock.json");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        activity.note("up to date");
        return Ok(node);
    }
    Tool::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=http"])
        .within(&node.infra)
        .mend("Node packages come from the registry npm is set up for; check that it can be reached, then run the same command again.")
        .run(activity, &layout.logs().join("npm.log"))
        .await?;
    std::fs::write(&stamp, wanted).map_err(Error::file(&stamp))?;
    Ok(node)
}

/// Compiles the CDK application to `infra/dist`, so that each `cdk` call starts at once.
pub async fn compile(layout: &Layout, activity: &Activity) -> Result<()> {
    Tool::new("npm")
        .args(["run", "--silent", "build"])
        .within(layout.infra())
        .mend("The TypeScript of infra/ does not compile; the lines above say where.")
        .run(activity, &layout.logs().join("infra-build.log"))
        .await?;
    Ok(())
}
