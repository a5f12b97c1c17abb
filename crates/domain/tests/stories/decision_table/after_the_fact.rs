//! What comes after the registration.

use jiff::civil::date;
use tuntas_domain::case::Whom;
use tuntas_domain::identity::MarriageCertificateNumber;
use tuntas_domain::people::{MaritalStatus, Marriage, Person, Relationship as R, Sex};
use tuntas_domain::plan::{CorrectedValue, Correction, Decision, Reversal};

use super::choices::{join, leave, own};
use super::render::later;
use super::{Row, law};
use crate::fixtures::*;
use crate::registry::Registry;

fn family() -> Story {
    Story::of(vec![
        budis_card(vec![(R::Child, ani()), (R::ParentInLaw, ratna())]),
        card(2, vec![(R::Head, sumi())]),
    ])
    .with_children(vec![by_ruling(&ani(), WATI)])
}

fn reversed(story: &Story) -> Registry {
    let mut registry = Registry::after(story);
    registry.reverse(Reversal::Annulment).unwrap();
    registry
}

fn weds(registry: &mut Registry, who: &Person, to: &Person) {
    registry.meanwhile(who, |card| {
        for member in card
            .members
            .iter_mut()
            .filter(|member| member.person.nik == who.nik)
        {
            member.person.marital_status = MaritalStatus::Married;
            member.person.marriages.push(Marriage {
                spouse: Some(to.nik.clone()),
                certificate: Some(MarriageCertificateNumber::parse("0077/007/X/2021").unwrap()),
                date: Some(date(2021, 10, 1)),
            });
        }
    });
}

pub(super) fn rows() -> Vec<Row> {
    let joko = person(61, "Contoh Joko", Sex::Male, date(1988, 4, 4));
    let mut moved = Registry::after(&family());
    moved.meanwhile(&wati(), |card| card.address = new_address());
    moved.reverse(Reversal::Review).unwrap();
    let mut left_there = moved.clone();
    left_there.decide(Decision::LeaveHouseholds).unwrap();
    let mut remarried = Registry::after(&family());
    weds(&mut remarried, &wati(), &joko);
    remarried.reverse(Reversal::Cassation).unwrap();
    let mut both = remarried.clone();
    both.decide(Decision::AcceptRemarriage { role: WATI }).unwrap();
    both.decide(Decision::LeaveHouseholds).unwrap();
    let corrected = |whom, value| {
        let mut registry = Registry::after(&family());
        registry.correct(Correction { whom, value }).unwrap();
        registry
    };
    let hers = Whom::Party { role: WATI };
    let mut reconciled = Registry::after(&family());
    weds(&mut reconciled, &wati(), &budi());
    weds(&mut reconciled, &budi(), &wati());
    reconciled.choose(WATI, own()).unwrap();
    vec![
        later(
            "The divorce is annulled; he heads the old card",
            &reversed(&family()),
            law::REVERSAL,
        ),
        later(
            "… he had moved and taken the number along",
            &reversed(&family().wishing(BUDI, own())),
            law::REVERSAL,
        ),
        later(
            "… he had joined another card, his was closed",
            &reversed(&family().wishing(BUDI, join(R::Child))),
            law::REVERSAL,
        ),
        later(
            "… she had left the city",
            &reversed(&family().wishing(WATI, leave())),
            law::REVERSAL,
        ),
        later(
            "… he had left the city",
            &reversed(&family().wishing(BUDI, leave())),
            law::REVERSAL,
        ),
        later("… others have changed a card since", &moved, law::LATER),
        later(
            "… others have, and an officer leaves the households",
            &left_there,
            law::REVERSAL,
        ),
        later(
            "… she has married somebody else since",
            &remarried,
            law::ONE_MARRIAGE,
        ),
        later(
            "… and an officer accepts it and leaves the households",
            &both,
            law::REVERSAL,
        ),
        later(
            "A name is corrected",
            &corrected(hers, CorrectedValue::Name(name("Contoh Wati Ayu"))),
            law::CORRECTION,
        ),
        later(
            "The date of the divorce is corrected",
            &corrected(hers, CorrectedValue::DivorceDate(date(2021, 9, 14))),
            law::BHT,
        ),
        later(
            "A date of the divorce before the ruling is proposed",
            &corrected(hers, CorrectedValue::DivorceDate(date(2021, 8, 30))),
            law::BHT,
        ),
        later(
            "A date of birth in the future is proposed",
            &corrected(hers, CorrectedValue::BirthDate(date(2030, 1, 1))),
            law::CORRECTION,
        ),
        later(
            "They marry each other again; a choice was still open",
            &reconciled,
            law::LATER,
        ),
    ]
}
