//! The deployed stack and its users.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use aws_config::sts::AssumeRoleProvider;
use aws_config::{BehaviorVersion, Region};
use aws_sdk_dynamodb::config::Credentials;
use serde_json::{Value, json};
use tuntas_domain::case::EventKind;
use tuntas_domain::household::Household;
use tuntas_domain::identity::{CaseId, HouseholdId, Nik};
use tuntas_dossier::Dossiers;
use tuntas_journal::{Journal, Searching, Story};
use tuntas_local_cloud::{Answer, Caller, LocalCloud};
use tuntas_register::Register;
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;

/// How long a test waits for something that happens behind the scenes.
const PATIENCE: Duration = Duration::from_mins(2);

/// Asks again and again until the answer is there, or says what it was last.
pub(crate) async fn patiently<T>(ask: impl AsyncFn() -> Result<T, String>) -> T {
    let start = Instant::now();
    loop {
        match ask().await {
            Ok(answer) => return answer,
            Err(last) => assert!(start.elapsed() < PATIENCE, "{last}"),
        }
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
}

/// The deployed stack with everybody who uses it.
#[derive(Debug)]
pub struct Town {
    /// Where everything is.
    pub cloud: LocalCloud,
    /// Administrator's view of the tables.
    pub dynamodb: aws_sdk_dynamodb::Client,
    /// Administrator's view of the buckets.
    pub s3: aws_sdk_s3::Client,
    /// The court's own view of the buckets: the role that the stack has for it.
    pub court_s3: aws_sdk_s3::Client,
    /// Administrator's view of the queues.
    pub sqs: aws_sdk_sqs::Client,
    /// Administrator's view of the logs.
    pub logs: aws_sdk_cloudwatchlogs::Client,
    /// Administrator's view of the secrets.
    pub secrets: aws_sdk_secretsmanager::Client,
    /// Administrator's view of the keys.
    pub kms: aws_sdk_kms::Client,
    /// Calls functions as a schedule does.
    pub lambda: aws_sdk_lambda::Client,
}

impl Town {
    /// Opens the town that `cargo xtask test` has started.
    pub async fn open() -> Self {
        let cloud = LocalCloud::from_env().unwrap();
        let credentials = Credentials::new(
            &cloud.access_key_id,
            &cloud.secret_access_key,
            None,
            None,
            "local",
        );
        let config = aws_config::defaults(BehaviorVersion::v2026_01_12())
            .endpoint_url(&cloud.endpoint)
            .region(Region::new(cloud.region.clone()))
            .credentials_provider(credentials)
            .load()
            .await;
        let s3 = aws_sdk_s3::config::Builder::from(&config)
            .force_path_style(true)
            .build();
        let roles: BTreeMap<String, String> =
            serde_json::from_str(cloud.output("CourtFileRoleArns").unwrap()).unwrap();
        // Taken on with the first call, so whoever drops no file asks for nothing.
        let court = AssumeRoleProvider::builder(&roles["PA.Pas"])
            .session_name("end-to-end")
            .configure(&config)
            .build()
            .await;
        let court_s3 = s3.to_builder().credentials_provider(court).build();
        Self {
            court_s3: aws_sdk_s3::Client::from_conf(court_s3),
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            s3: aws_sdk_s3::Client::from_conf(s3),
            sqs: aws_sdk_sqs::Client::new(&config),
            logs: aws_sdk_cloudwatchlogs::Client::new(&config),
            secrets: aws_sdk_secretsmanager::Client::new(&config),
            kms: aws_sdk_kms::Client::new(&config),
            lambda: aws_sdk_lambda::Client::new(&config),
            cloud,
        }
    }

    /// The religious court's client.
    pub async fn court(&self) -> Caller<'_> {
        Caller::client(&self.cloud, "court-PA.Pas").await.unwrap()
    }

    /// The registry officer's client.
    pub async fn officer(&self) -> Caller<'_> {
        Caller::client(&self.cloud, "officer-petugas-01").await.unwrap()
    }

    /// Another officer's client, by code.
    pub async fn colleague(&self, code: &str) -> Caller<'_> {
        Caller::client(&self.cloud, &format!("officer-{code}"))
            .await
            .unwrap()
    }

    /// The client of an officer of the police, by code.
    pub async fn police(&self, code: &str) -> Caller<'_> {
        Caller::client(&self.cloud, &format!("police-{code}"))
            .await
            .unwrap()
    }

    /// The client of an officer of an aid office, by code.
    pub async fn aid(&self, code: &str) -> Caller<'_> {
        Caller::client(&self.cloud, &format!("aid-{code}")).await.unwrap()
    }

    /// Anyone.
    pub fn anyone(&self) -> Caller<'_> {
        Caller::anyone(&self.cloud).unwrap()
    }

    /// Hands a document in, signed by the court.
    pub async fn hand_in(&self, path: &str, body: &Value, key: &str) -> Answer {
        let signer = self.cloud.court_signer("PA.Pas").unwrap();
        let bytes = serde_json::to_vec(body).unwrap();
        self.court()
            .await
            .post_signed(path, &bytes, &signer, key)
            .await
            .unwrap()
    }

    /// Hands a decree in under a key of its own and gives the case it opened, or had opened before.
    pub async fn decree(&self, body: &Value) -> CaseId {
        let key = tuntas_signatures::sha256_hex(body.to_string().as_bytes());
        let answer = self.hand_in("/v1/decrees", body, &key).await;
        assert!(
            matches!(answer.status.as_u16(), 200 | 202),
            "{}: {}",
            answer.status,
            answer.body
        );
        answer.body["id"].as_str().unwrap().parse().unwrap()
    }

    /// The court's view of a case.
    pub async fn status(&self, case: CaseId) -> Value {
        let answer = self
            .court()
            .await
            .get(&format!("/v1/decrees/{case}"))
            .await
            .unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body
    }

    /// Waits until the court's view of a case is as wished.
    pub async fn wait_for(&self, case: CaseId, what: &str, wished: impl Fn(&Value) -> bool) -> Value {
        patiently(async || {
            let status = self.status(case).await;
            if wished(&status) {
                Ok(status)
            } else {
                Err(format!("case {case} did not become {what}: {status}"))
            }
        })
        .await
    }

    /// Waits until a case has reached a stage.
    pub async fn wait_for_stage(&self, case: CaseId, stage: &str) -> Value {
        self.wait_for(case, stage, |status| status["stage"] == stage)
            .await
    }

    /// Waits until a party's track has reached a stage.
    pub async fn wait_for_track(&self, case: CaseId, role: &str, stage: &str) -> Value {
        self.wait_for(case, &format!("{role} {stage}"), |status| {
            status["parties"][role]["stage"] == stage
        })
        .await
    }

    /// Waits until so many entries of a kind stand in the journal.
    pub async fn wait_for_events(&self, case: CaseId, kind: EventKind, count: usize) {
        patiently(async || {
            if self.story(case).await.count(kind) >= count {
                return Ok(());
            }
            let status = self.status(case).await;
            Err(format!("case {case}: fewer than {count} of {kind:?}: {status}"))
        })
        .await;
    }

    /// The city's root secret as a key ring: makes the tokens that QR codes carry.
    pub async fn keys(&self) -> KeyRing {
        let arn = self.cloud.output("SecretArn").unwrap();
        let secret = self
            .secrets
            .get_secret_value()
            .secret_id(arn)
            .send()
            .await
            .unwrap();
        KeyRing::from_secret(secret.secret_string().unwrap()).unwrap()
    }

    /// Prints a party's documents and seals the envelope.
    pub async fn print(&self, job: &str) {
        let answer = self
            .officer()
            .await
            .post_json(&format!("/v1/print-jobs/{job}/printed"), &json!({}))
            .await
            .unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// The journal, behind the scenes; loading verifies the chain.
    pub fn journal(&self) -> Journal {
        Journal::new(self.table("CasesTable"))
    }

    /// The whole story of a case.
    pub async fn story(&self, case: CaseId) -> Story {
        self.journal().load(case).await.unwrap()
    }

    /// How often officers have searched for a person.
    pub async fn searches_for(&self, nik: &Nik) -> usize {
        let dossiers = Dossiers::new(self.table("DossiersTable"));
        let Some(searches) = dossiers.party_of(nik).await.unwrap().searches else {
            return 0;
        };
        let journal = self.journal().also::<Searching>();
        journal.load(searches).await.unwrap().entries.len()
    }

    /// The register, behind the scenes.
    pub fn register(&self) -> Register {
        Register::new(self.table("RegisterTable"))
    }

    /// A household version.
    pub async fn household(&self, id: HouseholdId, version: u32) -> Household {
        self.register().version(id, version).await.unwrap().unwrap()
    }

    /// A table of the stack.
    pub fn table(&self, output: &str) -> Table {
        Table::new(self.dynamodb.clone(), self.cloud.output(output).unwrap())
    }

    /// Every item of a table, sorted by key: a picture of everything that is stored.
    pub async fn picture(&self, output: &str) -> Vec<String> {
        let mut items = Vec::new();
        let mut start = None;
        loop {
            let answer = self
                .dynamodb
                .scan()
                .table_name(self.cloud.output(output).unwrap())
                .consistent_read(true)
                .set_exclusive_start_key(start)
                .send()
                .await
                .unwrap();
            for item in answer.items.unwrap_or_default() {
                let mut members: Vec<String> = item
                    .iter()
                    .map(|(name, value)| format!("{name}={value:?}"))
                    .collect();
                members.sort();
                items.push(members.join("|"));
            }
            start = answer.last_evaluated_key;
            if start.is_none() {
                items.sort();
                return items;
            }
        }
    }

    /// How many messages wait in a queue or are being handled.
    pub async fn waiting(&self, queue: &str) -> usize {
        use aws_sdk_sqs::types::QueueAttributeName as Name;
        let names = [
            Name::ApproximateNumberOfMessages,
            Name::ApproximateNumberOfMessagesNotVisible,
            Name::ApproximateNumberOfMessagesDelayed,
        ];
        let answer = self
            .sqs
            .get_queue_attributes()
            .queue_url(self.cloud.output(queue).unwrap())
            .set_attribute_names(Some(names.to_vec()))
            .send()
            .await
            .unwrap();
        answer
            .attributes
            .unwrap_or_default()
            .values()
            .filter_map(|count| count.parse::<usize>().ok())
            .sum()
    }

    /// Waits until nothing waits in the queues.
    pub async fn wait_until_idle(&self) {
        let start = Instant::now();
        let mut quiet = 0;
        while quiet < 3 {
            let mut waiting = 0;
            for queue in [
                "RegisterQueueUrl",
                "RenderQueueUrl",
                "CourierQueueUrl",
                "AidQueueUrl",
                "DocumentQueueUrl",
                "BatchQueueUrl",
            ] {
                waiting += self.waiting(queue).await;
            }
            quiet = if waiting == 0 { quiet + 1 } else { 0 };
            assert!(
                start.elapsed() < 3 * PATIENCE,
                "{waiting} messages are still waiting"
            );
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
    }

    /// Sends a text to a queue.
    pub async fn send(&self, queue: &str, body: &str) {
        let url = self.cloud.output(queue).unwrap();
        self.sqs
            .send_message()
            .queue_url(url)
            .message_body(body)
            .send()
            .await
            .unwrap();
    }
}

/// Other people's errands.
impl Town {
    /// Downloads from a presigned address.
    pub async fn download(&self, url: &str) -> Vec<u8> {
        let answer = self.cloud.http_client().unwrap().get(url).send().await.unwrap();
        assert!(answer.status().is_success(), "download: {}", answer.status());
        answer.bytes().await.unwrap().to_vec()
    }

    /// Puts bytes to the presigned address of an `offer` (`url` and `headers`), with its headers but for some; the status.
    pub async fn upload(&self, offer: &Value, bytes: &[u8], without: &[&str]) -> u16 {
        let url = offer["url"].as_str().unwrap();
        let mut request = self.cloud.http_client().unwrap().put(url);
        for (name, value) in offer["headers"].as_object().unwrap() {
            // The client writes the length of what it sends.
            if name != "content-length" && !without.contains(&name.as_str()) {
                request = request.header(name, value.as_str().unwrap());
            }
        }
        let answer = request.body(bytes.to_vec()).send().await.unwrap();
        answer.status().as_u16()
    }

    /// Lets a failed message of a queue come back soon, so that a test need not wait.
    pub async fn shorten_visibility(&self, queue: &str) {
        self.set_visibility(queue, 2).await;
    }

    /// Lets a failed message of a queue come back after so many seconds.
    pub async fn set_visibility(&self, queue: &str, seconds: u32) {
        self.sqs
            .set_queue_attributes()
            .queue_url(self.cloud.output(queue).unwrap())
            .attributes(
                aws_sdk_sqs::types::QueueAttributeName::VisibilityTimeout,
                seconds.to_string(),
            )
            .send()
            .await
            .unwrap();
    }

    /// Receives messages from a queue, at least `count` of them.
    pub async fn receive(&self, queue: &str, count: usize) -> Vec<String> {
        let url = self.cloud.output(queue).unwrap();
        let mut bodies = Vec::new();
        while bodies.len() < count {
            let answer = self
                .sqs
                .receive_message()
                .queue_url(url)
                .max_number_of_messages(10)
                .wait_time_seconds(2)
                .send()
                .await;
            bodies.extend(
                answer
                    .unwrap()
                    .messages
                    .unwrap_or_default()
                    .into_iter()
                    .filter_map(|message| message.body),
            );
        }
        bodies
    }
}

/// What an office hands out, and what lies in its buckets.
impl Town {
    /// The public half of a key, as KMS gives it to whoever asks: `SubjectPublicKeyInfo` in DER.
    pub async fn public_key(&self, output: &str) -> Vec<u8> {
        let arn = self.cloud.output(output).unwrap();
        let answer = self.kms.get_public_key().key_id(arn).send().await.unwrap();
        answer.public_key.unwrap().into_inner()
    }

    /// Names of all objects in a folder of a bucket, sorted.
    pub async fn objects(&self, output: &str, folder: &str) -> Vec<String> {
        self.objects_for(&self.s3, output, folder).await
    }

    /// As [`Town::objects`], for whoever has this view of the buckets.
    pub(crate) async fn objects_for(
        &self,
        view: &aws_sdk_s3::Client,
        output: &str,
        folder: &str,
    ) -> Vec<String> {
        let bucket = self.cloud.output(output).unwrap();
        let request = view.list_objects_v2().bucket(bucket).prefix(folder);
        let mut pages = request.into_paginator().send();
        let mut names = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.unwrap();
            names.extend(
                page.contents()
                    .iter()
                    .filter_map(|object| object.key().map(str::to_owned)),
            );
        }
        names.sort();
        names
    }

    /// The content of an object.
    pub async fn object(&self, output: &str, name: &str) -> Vec<u8> {
        self.object_for(&self.s3, output, name).await
    }

    /// As [`Town::object`], for whoever has this view of the buckets.
    pub(crate) async fn object_for(&self, view: &aws_sdk_s3::Client, output: &str, name: &str) -> Vec<u8> {
        let bucket = self.cloud.output(output).unwrap();
        let request = view.get_object().bucket(bucket).key(name);
        let object = request.send().await.unwrap();
        object.body.collect().await.unwrap().to_vec()
    }

    /// Calls a function and waits for what it answers, as its schedule would.
    pub async fn invoke(&self, function: &str) -> Value {
        self.ask(function, &serde_json::json!({})).await
    }

    /// Calls a function by its name with that input and waits for its answer, as an operator does.
    pub async fn ask(&self, function: &str, input: &Value) -> Value {
        let call = self.lambda.invoke().function_name(function);
        let answer = call.payload(aws_sdk_lambda::primitives::Blob::new(input.to_string()));
        let answer = answer.send().await.unwrap();
        let payload = answer.payload.unwrap().into_inner();
        let text = String::from_utf8_lossy(&payload);
        assert_eq!(answer.function_error, None, "{function}: {text}");
        serde_json::from_slice(&payload).unwrap()
    }
}

/// Looking at everything at once.
impl Town {
    /// All items of a table whose sort key begins with a prefix.
    pub async fn items(&self, output: &str, prefix: &str) -> Vec<tuntas_tables::Item> {
        let mut items = Vec::new();
        let mut start = None;
        loop {
            let scan = self
                .dynamodb
                .scan()
                .table_name(self.cloud.output(output).unwrap())
                .consistent_read(true);
            let answer = scan.set_exclusive_start_key(start).send().await.unwrap();
            for item in answer.items.unwrap_or_default() {
                if item
                    .get("sk")
                    .and_then(|sk| sk.as_s().ok())
                    .is_some_and(|sk| sk.starts_with(prefix))
                {
                    items.push(tuntas_tables::Item::from(item));
                }
            }
            start = answer.last_evaluated_key;
            if start.is_none() {
                return items;
            }
        }
    }

    /// Takes every free KK number away, as if all were used up.
    pub async fn empty_pools(&self) -> Vec<(String, String)> {
        let mut taken_away = Vec::new();
        for item in self.items("RegisterTable", "35").await {
            let (pool, number) = (
                item.text("pk").unwrap().to_owned(),
                item.text("sk").unwrap().to_owned(),
            );
            if !pool.starts_with("POOL#") {
                continue;
            }
            let key = |text: &str| aws_sdk_dynamodb::types::AttributeValue::S(text.to_owned());
            let delete = self
                .dynamodb
                .delete_item()
                .table_name(self.cloud.output("RegisterTable").unwrap());
            delete
                .key("pk", key(&pool))
                .key("sk", key(&number))
                .send()
                .await
                .unwrap();
            taken_away.push((pool, number));
        }
        taken_away
    }

    /// Imports a few numbers that SIAK issues now, for every kecamatan whose numbers were taken away.
    pub async fn refill_pools(&self, taken_away: &[(String, String)]) {
        let mut pools: Vec<&str> = taken_away.iter().map(|(pool, _)| pool.as_str()).collect();
        pools.sort_unstable();
        pools.dedup();
        for pool in pools {
            let code = pool.strip_prefix("POOL#").unwrap();
            for serial in 1..=3 {
                let number = format!("{}061126{serial:04}", code.replace('.', ""));
                self.register()
                    .import_number(&code.parse().unwrap(), &number.parse().unwrap())
                    .await
                    .unwrap();
            }
        }
    }

    /// A picture of all tables and of the documents bucket.
    pub async fn everything(&self) -> std::collections::BTreeMap<&'static str, Vec<String>> {
        let mut picture = std::collections::BTreeMap::new();
        for table in ["CasesTable", "DossiersTable", "RegisterTable", "FeedTable"] {
            picture.insert(table, self.picture(table).await);
        }
        let bucket = self.cloud.output("DocumentsBucket").unwrap();
        let mut keys = Vec::new();
        let (mut key, mut version) = (None, None);
        loop {
            let list = self.s3.list_object_versions().bucket(bucket);
            let page = list
                .set_key_marker(key)
                .set_version_id_marker(version)
                .send()
                .await
                .unwrap();
            keys.extend(page.versions().iter().map(|object| {
                format!(
                    "{} {}",
                    object.key().unwrap_or_default(),
                    object.version_id().unwrap_or_default()
                )
            }));
            if page.is_truncated() != Some(true) {
                break;
            }
            (key, version) = (page.next_key_marker, page.next_version_id_marker);
        }
        keys.sort();
        picture.insert("documents", keys);
        picture
    }

    /// Sends many texts to a queue.
    pub async fn send_all(&self, queue: &str, bodies: &[String]) {
        let url = self.cloud.output(queue).unwrap();
        for (number, chunk) in bodies.chunks(10).enumerate() {
            let entries = chunk.iter().enumerate().map(|(at, body)| {
                aws_sdk_sqs::types::SendMessageBatchRequestEntry::builder()
                    .id(format!("m{number}-{at}"))
                    .message_body(body)
                    .build()
                    .unwrap()
            });
            let sent = self
                .sqs
                .send_message_batch()
                .queue_url(url)
                .set_entries(Some(entries.collect()))
                .send()
                .await
                .unwrap();
            assert!(sent.failed().is_empty());
        }
    }

    /// Messages of a queue, as far as one look shows them; they stay there.
    pub async fn peek(&self, queue: &str) -> Vec<String> {
        let url = self.cloud.output(queue).unwrap();
        let answer = self
            .sqs
            .receive_message()
            .queue_url(url)
            .max_number_of_messages(10)
            .visibility_timeout(0)
            .send()
            .await;
        answer
            .unwrap()
            .messages
            .unwrap_or_default()
            .into_iter()
            .filter_map(|message| message.body)
            .collect()
    }

    /// Every line that any function or the API has logged, with its log group.
    pub async fn log_lines(&self) -> Vec<(String, String)> {
        let groups = self.logs.describe_log_groups().send().await.unwrap();
        let mut lines = Vec::new();
        for group in groups.log_groups() {
            let name = group.log_group_name().unwrap_or_default().to_owned();
            let mut token = None;
            loop {
                let page = self
                    .logs
                    .filter_log_events()
                    .log_group_name(&name)
                    .set_next_token(token.clone())
                    .send()
                    .await
                    .unwrap();
                lines.extend(
                    page.events()
                        .iter()
                        .filter_map(|event| Some((name.clone(), event.message()?.to_owned()))),
                );
                let next = page.next_token().map(str::to_owned);
                if next.is_none() || next == token {
                    break;
                }
                token = next;
            }
        }
        lines
    }
}
