//! Capital aid, paid: consent, assessment, two approvals, a plan, a payment with its receipt, the bank's file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use tuntas_local_cloud::{Answer, Caller, Error, Layout, LocalCloud, Progress, Result, Tool};

use super::{documents, expect, text};

const OFFICE: &str = "dinsos";
const PROGRAMME: &str = "events/aid/capital-programme.json";
const ASSESSMENT: &str = "events/aid/assessment.json";

/// How often it is asked whether the office was told, and how long to wait in between.
const LOOKS: u32 = 60;
const PAUSE: Duration = Duration::from_millis(500);

/// A referral at its office.
struct Referral<'a> {
    cloud: &'a LocalCloud,
    id: String,
    today: jiff::civil::Date,
    programme: String,
}

/// Tells it on a running cloud, of the petitioner of a registered case.
pub(crate) async fn tell(
    layout: &Layout,
    preview: &Path,
    cloud: &LocalCloud,
    case: &str,
    progress: &Progress,
) -> Result<()> {
    progress.headline("One former spouse, helped");
    let today = today()?;
    let programme = progress
        .step(
            "Dinas Sosial publishes a programme of capital aid",
            async |activity| {
                let published = publish(layout, cloud, today).await?;
                activity.note(text(&published, "/name")?);
                text(&published, "/code")
            },
        )
        .await?;
    let referral = progress
        .step(
            "The petitioner says yes, and the office is told",
            async |activity| {
                consent(cloud, case).await?;
                let id = told(cloud).await?;
                activity.note(format!("referral {id}"));
                Ok(Referral {
                    cloud,
                    id,
                    today,
                    programme,
                })
            },
        )
        .await?;
    progress
        .step("An officer assesses what she needs", async |activity| {
            referral
                .say("01", "assessment", &sample(layout, ASSESSMENT)?)
                .await?;
            activity.note(referral.explained().await?);
            Ok(())
        })
        .await?;
    let approved = progress
        .step("Two people decide over the money", async |activity| {
            let approved = referral.decide().await?;
            activity.note(text(&approved, "/referral/letters/0/number")?);
            Ok(approved)
        })
        .await?;
    let ordered = progress
        .step(
            "The mentor plans sessions, the cashier orders the first instalment",
            async |activity| {
                let ordered = referral.order().await?;
                activity.note(text(&ordered, "/referral/award/instalments/0/reference")?);
                Ok(ordered)
            },
        )
        .await?;
    progress
        .step("The bank's file says that it arrived", async |activity| {
            activity.note(referral.arrive(&ordered).await?);
            Ok(())
        })
        .await?;
    let folder = layout.local().join("demo-aid");
    progress
        .step("Open the decision and the receipt", async |activity| {
            let files = referral.papers(&approved, &ordered, &folder).await?;
            Tool::new(preview)
                .args(&files)
                .within(layout.root())
                .mend("The lines above say which paper could not be drawn.")
                .run(activity, &layout.logs().join("preview.log"))
                .await?;
            Ok(())
        })
        .await?;
    for file in documents::list(&folder)? {
        progress.say(&format!("  {}", file.display()));
    }
    Ok(())
}

/// Today, in the sample city.
fn today() -> Result<jiff::civil::Date> {
    #[expect(clippy::disallowed_methods, reason = "the deployed stack has the real time")]
    let now = jiff::Timestamp::now();
    let zone = jiff::tz::TimeZone::get("Asia/Jakarta").map_err(|error| Error::Answer {
        what: "the time zone".to_owned(),
        reason: error.to_string(),
    })?;
    Ok(now.to_zoned_datetime(zone).date())
}

fn sample(layout: &Layout, name: &str) -> Result<Value> {
    let path = layout.root().join(name);
    let bytes = std::fs::read(&path).map_err(Error::file(&path))?;
    serde_json::from_slice(&bytes).map_err(|error| Error::Answer {
        what: name.to_owned(),
        reason: error.to_string(),
    })
}

async fn officer<'a>(cloud: &'a LocalCloud, number: &str) -> Result<Caller<'a>> {
    Caller::client(cloud, &format!("aid-{OFFICE}-{number}")).await
}

async fn post(caller: &Caller<'_>, path: &str, body: &Value, key: &str) -> Result<Answer> {
    let headers = [("content-type", "application/json"), ("idempotency-key", key)];
    caller
        .post_with(path, body.to_string().as_bytes(), &headers)
        .await
}

async fn publish(layout: &Layout, cloud: &LocalCloud, today: jiff::civil::Date) -> Result<Value> {
    let year = today.year();
    let mut body = sample(layout, PROGRAMME)?;
    body["code"] = json!(format!("modal-usaha-{year}"));
    body["funding"]["year"] = json!(year);
    body["opens"] = json!(format!("{year}-01-01"));
    body["closes"] = json!(format!("{year}-12-31"));
    let caller = officer(cloud, "06").await?;
    let answer = post(&caller, "/v1/aid/programmes", &body, "demo").await?;
    expect(answer, &[201], "the programme")
}

async fn consent(cloud: &LocalCloud, case: &str) -> Result<()> {
    let body = json!({ "answers": [{ "office": OFFICE, "aid": "capital", "given": true }] });
    let path = format!("/v1/cases/{case}/parties/petitioner/aid-consents");
    let registry = Caller::client(cloud, "officer-petugas-01").await?;
    expect(
        post(&registry, &path, &body, "demo").await?,
        &[200, 202],
        "the consent",
    )?;
    Ok(())
}

/// The referral, once it stands on the assessors' list.
async fn told(cloud: &LocalCloud) -> Result<String> {
    let assessor = officer(cloud, "01").await?;
    for _ in 0..LOOKS {
        let queue = assessor.get("/v1/aid/referrals?desk=assessment").await?;
        let queue = expect(queue, &[200], "the list of referrals")?;
        if let Some(id) = queue.pointer("/referrals/0/referral").and_then(Value::as_str) {
            return Ok(id.to_owned());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(Error::Answer {
        what: "the list of referrals".to_owned(),
        reason: "the office was not told".to_owned(),
    })
}

impl Referral<'_> {
    async fn say(&self, number: &str, word: &str, body: &Value) -> Result<Value> {
        let caller = officer(self.cloud, number).await?;
        let path = format!("/v1/aid/referrals/{}/{word}", self.id);
        expect(post(&caller, &path, body, "demo").await?, &[200], word)
    }

    /// How many of the criteria are met.
    async fn explained(&self) -> Result<String> {
        let assessor = officer(self.cloud, "01").await?;
        let path = format!(
            "/v1/aid/referrals/{}/eligibility?programme={}",
            self.id, self.programme
        );
        let told = expect(assessor.get(&path).await?, &[200], "the criteria")?;
        let criteria = told["criteria"].as_array().cloned().unwrap_or_default();
        let met = criteria.iter().filter(|one| one["verdict"] == "met").count();
        Ok(format!("{met} of {} criteria met", criteria.len()))
    }

    async fn decide(&self) -> Result<Value> {
        let proposal = json!({
            "programme": self.programme,
            "amount": 6_000_000,
            "instalments": [
                { "amount": 4_000_000, "due": self.today },
                { "amount": 2_000_000, "due": self.today }
            ]
        });
        self.say("02", "proposal", &proposal).await?;
        self.say("03", "approval", &json!({ "amount": 6_000_000 })).await
    }

    async fn order(&self) -> Result<Value> {
        let plan = json!({
            "mentor": format!("{OFFICE}-04"),
            "sessions": [{ "on": self.today, "topic": "business" }]
        });
        self.say("04", "plan", &plan).await?;
        self.say("05", "instalments/1/order", &json!({ "amount": 4_000_000 }))
            .await
    }

    /// What the book says once the bank's file was sent in.
    async fn arrive(&self, ordered: &Value) -> Result<String> {
        let reference = text(ordered, "/referral/award/instalments/0/reference")?;
        let file = format!("reference,date,amount\n{reference},{},4000000\n", self.today);
        let cashier = officer(self.cloud, "05").await?;
        let headers = [("content-type", "text/csv")];
        let answer = cashier
            .post_with("/v1/aid/bank-statements", file.as_bytes(), &headers)
            .await?;
        let found = expect(answer, &[200], "the bank's file")?;
        if found["matched"].as_array().map(Vec::len) != Some(1) {
            return Err(Error::Answer {
                what: "the bank's file".to_owned(),
                reason: found.to_string(),
            });
        }
        let path = format!("/v1/aid/programmes/{}/budget", self.programme);
        let budget = expect(cashier.get(&path).await?, &[200], "the budget")?;
        let accounts = budget["accounts"].as_array().cloned().unwrap_or_default();
        let paid = accounts.iter().find(|account| account["account"] == "dibayarkan");
        Ok(format!(
            "dibayarkan {}",
            paid.map_or(Value::Null, |paid| paid["balance"].clone())
        ))
    }

    async fn papers(&self, approved: &Value, ordered: &Value, folder: &Path) -> Result<Vec<PathBuf>> {
        std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
        let approver = officer(self.cloud, "03").await?;
        let last = |view: &Value| {
            let letters = view["referral"]["letters"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            letters.last().cloned().unwrap_or_default()
        };
        let mut files = Vec::new();
        for letter in [last(approved), last(ordered)] {
            let path = format!("/v1/aid/referrals/{}/letters/{}", self.id, letter["entry"]);
            let pdf = approver.file(&path).await?;
            let file = folder.join(format!("{}.pdf", text(&letter, "/kind")?));
            std::fs::write(&file, pdf).map_err(Error::file(&file))?;
            files.push(file);
        }
        Ok(files)
    }
}
