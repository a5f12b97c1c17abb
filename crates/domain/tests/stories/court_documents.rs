//! Documents that the court hands in beside a decree.

use tuntas_domain::case::{
    AnnouncedDocument, Command, CourtDocumentKind, DocumentFault, DocumentOutcome, DocumentStanding, Event,
    FileFormat, MAX_DOCUMENTS, Refusal, View,
};
use tuntas_domain::plan::{CloseGround, Decision, Hold};

use super::case_office::{Office, announce, hour, judge, officer, scan};
use super::fixtures::{BUDI, case_id};

const RULING: CourtDocumentKind = CourtDocumentKind::Ruling;

fn standing(office: &Office, name: &str, at: i64) -> DocumentStanding {
    let document = office.case.court_document(case_id().upload(name)).unwrap();
    document.standing(hour(at))
}

fn look(name: &str) -> Command {
    Command::View {
        officer: officer(1),
        what: View::CourtDocument {
            upload: case_id().upload(name),
        },
    }
}

fn closed(mut office: Office) -> Office {
    office.holds(Hold::PartyDeceased { role: BUDI });
    office.does(Command::Decide {
        officer: officer(1),
        now: hour(0),
        decision: Decision::Close {
            ground: CloseGround::EndedByDeath,
        },
    });
    if office.case.closed.is_none() {
        office.does(Command::Approve {
            officer: officer(2),
            number: 1,
            agreed: true,
        });
    }
    office
}

#[test]
fn a_ruling_is_announced_arrives_and_is_seen() {
    let mut office = Office::accepted();
    office.does(announce("a", scan(RULING, "1a"), 0));
    assert_eq!(standing(&office, "a", 1), DocumentStanding::AwaitingUpload);
    assert_eq!(
        office.refuses(look("a")),
        Refusal::NoSuchDocument,
        "there is nothing to see"
    );
    office.does(judge("a", Ok(12)));
    assert_eq!(
        standing(&office, "a", 99),
        DocumentStanding::Judged(DocumentOutcome::Accepted { pages: 12 })
    );
    assert_eq!(office.does(look("a")).len(), 1);
    assert_eq!(office.does(look("a")).len(), 1, "every look counts");
}

#[test]
fn what_was_judged_stays_so_whatever_comes_in_its_place() {
    let mut office = Office::accepted();
    office.does(announce("a", scan(RULING, "1a"), 0));
    office.does(announce("b", scan(RULING, "2b"), 0));
    office.does(judge("a", Ok(2)));
    office.does(judge("b", Err(DocumentFault::WrongHash)));
    for found in [Ok(2), Ok(3), Err(DocumentFault::Damaged)] {
        office.knows(judge("a", found));
        office.knows(judge("b", found));
    }
    assert_eq!(office.refuses(look("b")), Refusal::NoSuchDocument);
    assert_eq!(office.refuses(judge("nobody", Ok(1))), Refusal::NoSuchDocument);
}

#[test]
fn a_document_announced_twice_is_one_until_nothing_came_of_the_first() {
    let ruling = || scan(RULING, "1a");
    let mut office = Office::accepted();
    office.does(announce("a", ruling(), 0));
    office.knows(announce("a", ruling(), 0));
    office.knows(announce("b", ruling(), 23));
    assert_eq!(standing(&office, "a", 24), DocumentStanding::Expired);
    office.does(announce("b", ruling(), 24));
    office.does(judge("b", Err(DocumentFault::WrongHash)));
    office.does(announce("c", ruling(), 25));
    office.does(judge("c", Ok(9)));
    office.knows(announce("d", ruling(), 90));
    // Another kind, type or content is another document.
    let picture = AnnouncedDocument {
        format: FileFormat::Png,
        ..ruling()
    };
    for (name, other) in [
        ("e", scan(CourtDocumentKind::AktaCerai, "1a")),
        ("f", scan(RULING, "2b")),
        ("g", picture),
    ] {
        assert_eq!(office.does(announce(name, other, 90)).len(), 1, "{name}");
    }
}

#[test]
fn what_comes_late_is_taken_all_the_same() {
    let mut office = Office::accepted();
    office.does(announce("a", scan(RULING, "1a"), 0));
    assert_eq!(standing(&office, "a", 30), DocumentStanding::Expired);
    office.does(judge("a", Ok(1)));
    assert_eq!(
        standing(&office, "a", 30),
        DocumentStanding::Judged(DocumentOutcome::Accepted { pages: 1 })
    );
}

#[test]
fn a_case_that_has_ended_takes_no_document() {
    let mut office = Office::accepted();
    office.does(announce("a", scan(RULING, "1a"), 0));
    let mut office = closed(office);
    assert_eq!(
        office.refuses(announce("b", scan(RULING, "2b"), 1)),
        Refusal::CaseClosed
    );
    assert_eq!(
        office.does(judge("a", Ok(12))),
        [Event::CourtDocumentRefused {
            upload: case_id().upload("a"),
            reason: DocumentFault::CaseClosed
        }]
    );
}

#[test]
fn what_was_erased_is_not_shown_any_more() {
    let mut office = Office::accepted();
    office.does(announce("a", scan(RULING, "1a"), 0));
    office.does(judge("a", Ok(12)));
    let mut office = closed(office);
    office.does(look("a"));
    office.does(Command::Erase);
    assert_eq!(office.refuses(look("a")), Refusal::CaseClosed);
}

#[test]
fn a_case_does_not_take_documents_without_end() {
    let mut office = Office::accepted();
    for number in 0..MAX_DOCUMENTS {
        office.does(announce(
            &number.to_string(),
            scan(RULING, &format!("{number:02}")),
            0,
        ));
    }
    assert_eq!(
        office.refuses(announce("more", scan(RULING, "ff"), 0)),
        Refusal::TooManyDocuments
    );
    office.knows(announce("again", scan(RULING, "00"), 0));
}

#[test]
fn each_format_is_named_as_browsers_and_folders_name_it() {
    let names = FileFormat::ALL.map(|format| (format.media_type(), format.extension()));
    assert_eq!(
        names,
        [
            ("application/pdf", "pdf"),
            ("image/jpeg", "jpg"),
            ("image/png", "png")
        ]
    );
}
