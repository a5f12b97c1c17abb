//! A dossier that is erased.

use tuntas_audit::Failure;
use tuntas_audit::erase::{self, Erased};
use tuntas_audit::subjects::Kept;
use tuntas_buckets::Bucket;
use tuntas_domain::case::{Document, DocumentKind, Event, EventKind, Refusal};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;
use tuntas_domain::plan::Reversal;
use tuntas_journal::Actor;
use tuntas_tables::{Item, Table};

use crate::office::{Office, at, case};

impl Office {
    pub(crate) fn dossiers(&self) -> Table {
        Table::new(&self.database, "dossiers")
    }

    pub(crate) async fn file(&self, key: &str) {
        let content = b"%PDF-1.7".to_vec();
        let documents = Bucket::new(self.bucket.clone(), "documents");
        documents.put(key, "application/pdf", content).await.unwrap();
    }

    pub(crate) async fn files(&self) -> Vec<String> {
        let documents = Bucket::new(self.bucket.clone(), "documents");
        documents.keys("").await.unwrap()
    }

    pub(crate) async fn erases(&self, id: CaseId) -> Result<Erased, Failure> {
        let kept = Kept {
            dossiers: self.dossiers(),
            documents: Some(Bucket::new(self.bucket.clone(), "documents")),
        };
        let now = at("2031-09-21T02:00:00Z");
        erase::erase(&self.journal, &kept, id, "op-1", now).await
    }

    pub(crate) async fn kept(&self, partition: &str) -> usize {
        self.dossiers().all(partition, "").await.unwrap().len()
    }
}

fn partitions(number: u128) -> [String; 8] {
    let id = case(number);
    [
        format!("CASE#{id}"),
        format!("CONTACT#{id}#petitioner"),
        format!("CONTACT#{id}#respondent"),
        format!("CHOICE#{id}#petitioner"),
        format!("CHOICE#{id}#respondent"),
        format!("DECISION#{id}"),
        format!("CORRECTION#{id}"),
        format!("NOTE#{id}"),
    ]
}

/// A case that was held, undone by the court and so ended, and another one; both with a full dossier.
async fn ended() -> Office {
    let office = Office::open().await;
    for (number, digit) in [(1, "1"), (2, "2")] {
        office.ordinary(case(number)).await;
        let rendered = |role, sha256: String| Event::DocumentsRendered {
            role,
            documents: vec![Document {
                id: case(number).document(role.as_str()),
                kind: DocumentKind::Kk,
                sha256,
            }],
        };
        let documents = [(Role::Petitioner, "a"), (Role::Respondent, "b")]
            .map(|(role, party)| rendered(role, format!("{digit}{party}").repeat(32)));
        office
            .happens(
                case(number),
                "02:30",
                Actor::function("card-render"),
                documents.into(),
            )
            .await;
        for party in ["a", "b"] {
            let sha256 = format!("{digit}{party}").repeat(32);
            office.file(&Document::file(&sha256)).await;
        }
        for partition in partitions(number) {
            for sort in ["A", "B"] {
                office.put("dossiers", Item::new(partition.as_str(), sort)).await;
            }
        }
    }
    let document = case(1).document("kk");
    office
        .put("dossiers", Item::new(format!("DOC#{document}"), "DOC"))
        .await;
    office
}

#[tokio::test]
async fn a_dossier_goes_whole_and_the_chain_still_verifies() {
    let office = ended().await.seal("2021-09-21").await;
    let reversed = Event::Reversed {
        ground: Reversal::Cassation,
        evidence: "f".repeat(64),
    };
    office
        .happens(case(1), "03:00", Actor::client("contoh-pa-pas"), vec![reversed])
        .await;
    let nowhere = Kept {
        dossiers: office.dossiers(),
        documents: None,
    };
    let refused = erase::erase(
        &office.journal,
        &nowhere,
        case(1),
        "op-1",
        at("2031-09-21T01:00:00Z"),
    )
    .await;
    assert!(
        matches!(refused, Err(Failure::NoDocuments)),
        "its cards would stay"
    );
    let erased = office.erases(case(1)).await.unwrap();
    assert_eq!(erased, Erased { now: true, files: 2 });
    let left = ["2a", "2b"].map(|digits| Document::file(&digits.repeat(32)));
    assert_eq!(office.files().await, left);

    for (mine, other) in partitions(1).iter().zip(&partitions(2)) {
        assert_eq!(
            (office.kept(mine).await, office.kept(other).await),
            (0, 2),
            "{mine}"
        );
    }
    let document = case(1).document("kk");
    assert_eq!(office.kept(&format!("DOC#{document}")).await, 1);

    let story = office.journal.load(case(1)).await.unwrap();
    let last = story.entries.last().unwrap();
    assert_eq!(last.event.kind(), EventKind::DossierErased);
    assert_eq!(last.actor.as_str(), "operator:op-1");
    assert!(story.case.erased);
    assert_eq!(office.faults().await, []);

    assert!(!office.erases(case(1)).await.unwrap().now, "once is enough");
}

#[tokio::test]
async fn a_case_at_work_keeps_its_dossier() {
    let office = ended().await;
    let Err(Failure::Refused(refusal)) = office.erases(case(1)).await else {
        panic!("a case at work was erased");
    };
    assert_eq!(refusal.downcast_ref(), Some(&Refusal::StillOpen));
    assert_eq!(office.kept(&partitions(1)[0]).await, 2);
}
