//! The print desk's list.

use tuntas_domain::case::{Command, Document, DocumentKind, JobId};
use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::{HouseholdId, OfficerCode};
use tuntas_domain::plan::{Amendment, HouseholdRef, Outcome, Reissue, Reversal};
use tuntas_journal::OpenJob;
use uuid::Uuid;

use crate::office::{Office, case};

fn outcomes() -> Parties<Outcome> {
    let household = |version| HouseholdRef {
        id: HouseholdId(Uuid::from_u128(9)),
        version,
    };
    Parties {
        petitioner: Outcome::Stayed {
            household: household(2),
        },
        respondent: Outcome::Founded {
            household: household(1),
        },
    }
}

fn render(name: &str, change: u32) -> Command {
    Command::Render {
        change,
        role: Role::Petitioner,
        documents: vec![Document {
            id: case(1).document(name),
            kind: DocumentKind::Kk,
            sha256: "d".repeat(64),
        }],
    }
}

impl Office {
    async fn jobs(&self) -> Vec<OpenJob> {
        self.journal.print_jobs(None, 25).await.unwrap().jobs
    }
}

#[tokio::test]
async fn documents_that_a_later_change_made_out_of_date_leave_the_list_until_they_are_rendered_anew() {
    let office = Office::open().await;
    let id = JobId {
        case: case(1),
        role: Role::Petitioner,
    };
    office.accept(case(1), 0).await;
    let register = Command::Register {
        divorced_on: "2021-09-01".parse().unwrap(),
        issued_on: "2021-09-21".parse().unwrap(),
        outcomes: outcomes(),
        households: vec![],
        flags: vec![],
        cards: Parties {
            petitioner: None,
            respondent: None,
        },
        marriage_registry: None,
    };
    office.wish(case(1), 1, register).await;
    assert_eq!(office.jobs().await, []);
    office.wish(case(1), 2, render("first", 1)).await;
    assert_eq!(office.jobs().await, [OpenJob { id, taken: false }]);
    // It stays, until its addressee has it; whoever counts the turn sees that somebody has taken it.
    let start = Command::StartPrinting {
        role: Role::Petitioner,
        officer: OfficerCode::parse("petugas-01").unwrap(),
        ahead: 0,
    };
    office.wish(case(1), 20, start).await;
    assert_eq!(office.jobs().await, [OpenJob { id, taken: true }]);

    let ground = Reversal::Annulment;
    let reverse = Command::Reverse {
        ground,
        evidence: "f".repeat(64),
    };
    office.wish(case(1), 3, reverse).await;
    let amend = Command::Amend {
        amendment: Amendment::Reversal { ground },
        issued_on: "2021-09-22".parse().unwrap(),
        outcomes: outcomes(),
        households: vec![],
        reissued: Parties {
            petitioner: Reissue::BOTH,
            respondent: Reissue::BOTH,
        },
        cards: Parties {
            petitioner: None,
            respondent: None,
        },
        flags: vec![],
    };
    office.wish(case(1), 4, amend).await;
    assert_eq!(office.jobs().await, []);
    office.wish(case(1), 5, render("second", 2)).await;
    assert_eq!(office.jobs().await, [OpenJob { id, taken: false }]);
}
