//! A dossier that is erased.

use tuntas_audit::Failure;
use tuntas_audit::erase::{self, Erased};
use tuntas_audit::subjects::Kept;
use tuntas_domain::case::{Event, EventKind, Refusal};
use tuntas_domain::plan::Reversal;
use tuntas_journal::Actor;
use tuntas_tables::{Item, Table};

use crate::office::{Office, at, case};

impl Office {
    pub(crate) fn dossiers(&self) -> Table {
        Table::new(&self.database, "dossiers")
    }

    async fn erase(&self) -> Result<Erased, Failure> {
        let kept = Kept {
            dossiers: self.dossiers(),
            documents: None,
        };
        let now = at("2031-09-21T02:00:00Z");
        erase::erase(&self.journal, &kept, case(1), "op-1", now).await
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
    for number in [1, 2] {
        office.ordinary(case(number)).await;
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
    assert!(office.erase().await.unwrap().now);

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

    assert!(!office.erase().await.unwrap().now, "once is enough");
}

#[tokio::test]
async fn a_case_at_work_keeps_its_dossier() {
    let office = ended().await;
    let Err(Failure::Refused(refusal)) = office.erase().await else {
        panic!("a case at work was erased");
    };
    assert_eq!(refusal.downcast_ref(), Some(&Refusal::StillOpen));
    assert_eq!(office.kept(&partitions(1)[0]).await, 2);
}
