//! Programmes and their versions.

use jiff::civil::date;
use tuntas_aid::programme::{Amount, Command, Event, Funding, Programme, Refusal, Terms, decide, evolve};
use tuntas_domain::identity::AidKind;

use crate::fixtures::{capital_terms, first, published, rupiah};

fn edit(version: u32, terms: Terms) -> Command {
    Command::Edit {
        version,
        terms,
        officer: first(),
    }
}

fn with_funding(change: impl FnOnce(&mut Funding)) -> Terms {
    let mut terms = capital_terms();
    change(terms.funding.as_mut().unwrap());
    terms
}

fn publish(terms: Terms) -> Result<Vec<Event>, Refusal> {
    let command = Command::Publish {
        code: "modal-pekka-2026".parse().unwrap(),
        office: crate::fixtures::office(),
        terms,
        officer: first(),
    };
    decide(&Programme::default(), command)
}

#[test]
fn an_edit_is_another_version_and_the_old_one_stays() {
    let before = published(capital_terms());
    let raised = with_funding(|funding| funding.budget = rupiah(50_000_000));
    let events = decide(&before, edit(1, raised.clone())).unwrap();
    let after = events.iter().fold(before, evolve);
    assert_eq!(after.version(), 2);
    assert_eq!(after.terms(), Some(&raised));
    assert_eq!(after.at(1), Some(&capital_terms()));
    assert_eq!(after.at(0), None);
    // Somebody who looked at the first version does not overwrite the second one.
    assert_eq!(
        decide(&after, edit(1, capital_terms())),
        Err(Refusal::VersionPassed)
    );
    assert_eq!(decide(&after, edit(2, raised)), Err(Refusal::NothingChanged));
}

#[test]
fn what_money_was_booked_under_never_changes() {
    let before = published(capital_terms());
    for terms in [
        with_funding(|funding| funding.source = "apbd".parse().unwrap()),
        with_funding(|funding| funding.purpose = "pelatihan".parse().unwrap()),
        with_funding(|funding| funding.year = 2027),
        Terms {
            kind: AidKind::Mentoring,
            funding: None,
            ..capital_terms()
        },
    ] {
        assert_eq!(decide(&before, edit(1, terms)), Err(Refusal::Fixed));
    }
}

#[test]
fn a_programme_that_cannot_work_is_not_published() {
    let none = rupiah(0);
    for (terms, refusal) in [
        (
            Terms {
                funding: None,
                ..capital_terms()
            },
            Refusal::FundingKind,
        ),
        (
            Terms {
                kind: AidKind::Mentoring,
                ..capital_terms()
            },
            Refusal::FundingKind,
        ),
        (with_funding(|funding| funding.budget = none), Refusal::NoMoney),
        (
            with_funding(|funding| funding.amount = Amount::Fixed(none)),
            Refusal::NoMoney,
        ),
        (
            with_funding(|funding| funding.amount = Amount::Fixed(rupiah(25_000_001))),
            Refusal::AmountAboveBudget,
        ),
        (
            Terms {
                closes: date(2025, 12, 31),
                ..capital_terms()
            },
            Refusal::ClosesBeforeOpening,
        ),
        (
            Terms {
                closes: date(2027, 1, 1),
                ..capital_terms()
            },
            Refusal::OutsideYear,
        ),
        (
            Terms {
                documents: vec!["Fotokopi KK".to_owned().try_into().unwrap(); 21],
                ..capital_terms()
            },
            Refusal::TooManyDocuments,
        ),
    ] {
        assert_eq!(publish(terms).err(), Some(refusal));
    }
}

#[test]
fn an_ended_programme_takes_nobody_and_is_not_edited() {
    let before = published(capital_terms());
    assert!(before.is_open(date(2026, 1, 1)) && before.is_open(date(2026, 12, 31)));
    assert!(!before.is_open(date(2025, 12, 31)) && !before.is_open(date(2027, 1, 1)));
    let events = decide(&before, Command::End { officer: first() }).unwrap();
    let ended = events.iter().fold(before, evolve);
    assert!(!ended.is_open(date(2026, 6, 1)));
    let raised = with_funding(|funding| funding.budget = rupiah(50_000_000));
    assert_eq!(decide(&ended, edit(1, raised)), Err(Refusal::ProgrammeEnded));
    assert_eq!(
        decide(&Programme::default(), Command::End { officer: first() }),
        Err(Refusal::NoProgramme)
    );
}

#[test]
fn a_fixed_amount_is_that_and_a_ceiling_is_at_most_that() {
    let amount = rupiah(2_500_000);
    assert!(Amount::Fixed(amount).allows(amount));
    assert!(!Amount::Fixed(amount).allows(rupiah(2_499_999)));
    assert!(Amount::Ceiling(amount).allows(rupiah(1)));
    assert!(!Amount::Ceiling(amount).allows(rupiah(2_500_001)));
    assert!(!Amount::Ceiling(amount).allows(rupiah(0)));
}
