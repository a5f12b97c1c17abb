//! A court, its files, and the function over tables, buckets and a queue in memory.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use decree_batch::{DecreeBatch, Failure, Message, Notice, Order, Outlet, OutletError, Place, Runs};
use jiff::Timestamp;
use memory_tables::{DirectBuckets, DirectTables};
use serde_json::{Value, json};
use tuntas_city::{City, Sources};
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_intake::Intake;
use tuntas_journal::Journal;
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer, sha256_hex};
use tuntas_tables::Table;

static CITY: LazyLock<(Arc<City>, Signer)> = LazyLock::new(|| {
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
    let city = City::assemble(Sources {
        city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
        wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
        courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
    });
    (Arc::new(city.unwrap()), signer)
});

/// A queue and a topic in memory.
#[derive(Debug, Default)]
pub(crate) struct Post {
    pub(crate) queue: Mutex<VecDeque<Order>>,
    pub(crate) waiting: Mutex<Vec<Order>>,
    pub(crate) notices: Mutex<Vec<Notice>>,
    /// Sends that fail from now on: how many are left until one does.
    pub(crate) fails_after: Mutex<Option<usize>>,
}

impl Post {
    fn fate(&self) -> Result<(), OutletError> {
        let mut left = self.fails_after.lock().unwrap();
        match left.as_mut() {
            Some(0) => {
                *left = None;
                Err(OutletError("the queue is away".to_owned()))
            }
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Outlet for Post {
    fn send<'a>(
        &'a self,
        orders: &'a [Order],
        delay: Duration,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), OutletError>> + Send + 'a>> {
        Box::pin(async move {
            self.fate()?;
            if delay.is_zero() {
                self.queue.lock().unwrap().extend(orders.iter().cloned());
            } else {
                self.waiting.lock().unwrap().extend(orders.iter().cloned());
            }
            Ok(())
        })
    }

    fn publish<'a>(
        &'a self,
        notice: &'a Notice,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), OutletError>> + Send + 'a>> {
        Box::pin(async move {
            self.fate()?;
            self.notices.lock().unwrap().push(notice.clone());
            Ok(())
        })
    }
}

/// Everything.
pub(crate) struct Court {
    pub(crate) function: DecreeBatch,
    pub(crate) tables: DirectTables,
    pub(crate) buckets: DirectBuckets,
    pub(crate) post: Arc<Post>,
}

pub(crate) const AT: &str = "2026-11-24T02:00:00Z";

pub(crate) fn court() -> Court {
    let (tables, buckets, post) = (
        DirectTables::new(),
        DirectBuckets::default(),
        Arc::new(Post::default()),
    );
    let (city, _) = &*CITY;
    let function = DecreeBatch {
        intake: Intake {
            journal: Journal::new(Table::new(tables.database(), "cases")),
            dossiers: Dossiers::new(Table::new(tables.database(), "dossiers")),
            evidence: EvidenceStore::on(buckets.bucket("evidence")),
            keys: KeyRing::from_secret(&"k".repeat(64)).unwrap(),
            city_code: city.region_code.parse().unwrap(),
            city: Arc::clone(city),
            public_url: "https://tuntas.example".to_owned(),
        },
        files: buckets.bucket("files"),
        evidence: buckets.bucket("evidence"),
        runs: Runs::new(Table::new(tables.database(), "cases")),
        outlet: Arc::clone(&post) as Arc<dyn Outlet>,
        mappings: Arc::new(BTreeMap::new()),
        patience: Duration::from_mins(15),
        draw_id: tuntas_platform::ids::time_ordered,
    };
    Court {
        function,
        tables,
        buckets,
        post,
    }
}

impl Court {
    pub(crate) fn sign(content: &[u8]) -> String {
        CITY.1.sign_detached(content).unwrap()
    }

    /// Puts a file and its signature into the inbox.
    pub(crate) fn drop_in(&self, name: &str, content: &[u8]) {
        self.buckets
            .drop_in(&format!("files/inbox/PA.Pas/{name}"), content);
        let jws = Self::sign(content);
        self.buckets
            .drop_in(&format!("files/inbox/PA.Pas/{name}.jws"), jws.as_bytes());
    }

    /// Tells of a stored object, as S3 does.
    pub(crate) async fn told(&self, key: &str) -> Result<(), Failure> {
        let message = json!({"Records": [{"s3": {"object": {"key": key, "size": 1}}}]});
        self.handle(serde_json::from_value(message).unwrap()).await
    }

    async fn handle(&self, message: Message) -> Result<(), Failure> {
        let at: Timestamp = AT.parse().unwrap();
        self.function.handle(message, at).await
    }

    /// Works the queue off; what fails comes again, as it does there.
    pub(crate) async fn work(&self) {
        for _ in 0..10_000 {
            let next = self.post.queue.lock().unwrap().pop_front();
            let Some(order) = next else { return };
            if self.handle(Message::Order(order.clone())).await.is_err() {
                self.post.queue.lock().unwrap().push_back(order);
            }
        }
        panic!("the queue never becomes empty");
    }

    /// Time is up for every file that waits for its signature.
    pub(crate) async fn time_is_up(&self) {
        let waiting = std::mem::take(&mut *self.post.waiting.lock().unwrap());
        for order in waiting {
            self.handle(Message::Order(order)).await.unwrap();
        }
    }

    /// Drops a file in and works until it is done.
    pub(crate) async fn hand_in(&self, name: &str, content: &[u8]) -> Answer {
        self.drop_in(name, content);
        self.told(&format!("inbox/PA.Pas/{name}")).await.unwrap();
        self.work().await;
        self.result(name, content)
    }

    pub(crate) fn out(&self, name: &str, content: &[u8], what: &str) -> Option<Vec<u8>> {
        let place = Place {
            court: "PA.Pas".to_owned(),
            name: name.to_owned(),
        };
        let run = place.run(&sha256_hex(content));
        self.buckets
            .object(&format!("files/outbox/PA.Pas/{name}.{}.{what}", &run[..12]))
    }

    pub(crate) fn result(&self, name: &str, content: &[u8]) -> Answer {
        let csv = self.out(name, content, "result.csv").expect("a result");
        let text = String::from_utf8(csv).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let lines = reader.records().map(|record| record.unwrap()).collect();
        let summary = self.out(name, content, "summary.json").expect("a summary");
        Answer {
            lines,
            summary: serde_json::from_slice(&summary).unwrap(),
            text,
        }
    }

    /// How many cases there are.
    pub(crate) fn cases(&self) -> usize {
        self.tables.items("cases", "PERKARA#").len()
    }

    /// Why the one file in the quarantine is there.
    pub(crate) fn reason(&self) -> Value {
        let keys = self.buckets.keys("files/quarantine/");
        let reasons: Vec<&String> = keys.iter().filter(|key| key.ends_with(".reason.json")).collect();
        assert_eq!(reasons.len(), 1, "{keys:?}");
        serde_json::from_slice(&self.buckets.object(reasons[0]).unwrap()).unwrap()
    }
}

/// A result as the court reads it.
pub(crate) struct Answer {
    pub(crate) lines: Vec<csv::StringRecord>,
    pub(crate) summary: Value,
    pub(crate) text: String,
}

impl Answer {
    /// Row, outcome, code and column of each line.
    pub(crate) fn told(&self) -> Vec<(u32, &str, &str, &str)> {
        self.lines
            .iter()
            .map(|line| (line[0].parse().unwrap(), &line[1], &line[5], &line[6]))
            .collect()
    }
}

/// The columns of a simple file.
pub(crate) const HEADER: &str = "perkara_id;nomor_perkara;jenis_perkara_id;tanggal_putusan;tanggal_bht;nomor_akta_cerai;tgl_akta_cerai;no_kutipan_akta_nikah;tgl_nikah;pihak1_nama;pihak1_nomor_indentitas;pihak1_tanggal_lahir;pihak1_telepon;pihak1_alamat;pihak2_nama;pihak2_nomor_indentitas;pihak2_tanggal_lahir;pihak2_telepon;pihak2_alamat";

/// A row of a ruling that is not final yet.
pub(crate) fn row(number: u32) -> String {
    format!(
        "C-{number};{number}/Pdt.G/2026/PA.Pas;347;1 September 2026;;;;0035/005/XII/2016;10-12-2016;Contoh Siti Rahayu;357503550690{number:04};15-06-1990;081200000001;Jl. Contoh Mawar No. 1;Contoh Budi;357503101088{number:04};10-10-1988;081200000002;Jl. Contoh Melati No. 2"
    )
}

pub(crate) fn csv(rows: &[String]) -> Vec<u8> {
    format!("{HEADER}\r\n{}\r\n", rows.join("\r\n")).into_bytes()
}
