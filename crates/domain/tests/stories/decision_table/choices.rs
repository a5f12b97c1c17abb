//! What a party wishes.

use jiff::civil::date;
use tuntas_domain::decree::Choice;
use tuntas_domain::people::{Relationship as R, Text};
use tuntas_domain::plan::Decision;

use super::render::{later, planned};
use super::{Row, law};
use crate::fixtures::*;
use crate::registry::Registry;

pub(super) fn own() -> Choice {
    Choice::Own {
        address: Some(new_address()),
    }
}

pub(super) fn leave() -> Choice {
    Choice::Leave {
        destination: Text::parse("Kota Malang").unwrap(),
        region: None,
    }
}

pub(super) fn join(relationship: R) -> Choice {
    Choice::Join {
        host: number(2),
        relationship,
        host_consents: true,
    }
}

pub(super) fn rows() -> Vec<Row> {
    let family = || {
        Story::of(vec![
            budis_card(vec![(R::Child, ani()), (R::ParentInLaw, ratna())]),
            card(2, vec![(R::Head, sumi())]),
        ])
        .with_children(vec![by_ruling(&ani(), WATI)])
    };
    let in_laws = || {
        Story::of(vec![budis_card(vec![
            (R::Parent, sumi()),
            (R::ParentInLaw, ratna()),
            (R::Child, child_of_both(15, "Contoh Rini", date(2001, 5, 5))),
        ])])
        .wishing(BUDI, own())
        .wishing(WATI, own())
    };
    let mut joined = Registry::after(&family());
    joined.choose(WATI, join(R::OtherRelative)).unwrap();
    let mut moved = Registry::after(&family());
    moved.choose(BUDI, own()).unwrap();
    let mut kept = Registry::after(&family());
    kept.choose(WATI, Choice::Keep).unwrap();
    let mut left = Registry::after(&family());
    left.choose(WATI, leave()).unwrap();
    vec![
        planned(
            "She wants an own card at another address",
            &family().wishing(WATI, own()),
            law::SPLIT,
        ),
        planned(
            "The head moves within the city",
            &family().wishing(BUDI, own()),
            law::NUMBER_WITH_HEAD,
        ),
        planned(
            "The head joins another card",
            &family().wishing(BUDI, join(R::Child)),
            law::NEW_CARD,
        ),
        planned(
            "She joins another card, as a relative",
            &family().wishing(WATI, join(R::OtherRelative)),
            law::CONSENT,
        ),
        planned(
            "She leaves the city",
            &family().wishing(WATI, leave()),
            law::SKPWNI,
        ),
        planned(
            "The head leaves the city",
            &family().wishing(BUDI, leave()),
            law::SKPWNI,
        ),
        planned(
            "Both leave the house, one person of age stays",
            &Story::of(vec![budis_card(vec![(R::Parent, sumi())])])
                .wishing(BUDI, own())
                .wishing(WATI, own()),
            law::NEW_CARD,
        ),
        planned(
            "Both leave, an officer chose her mother among those who stay",
            &in_laws().decided(Decision::ChooseHead { person: ratna().id }),
            law::RELATIONS,
        ),
        planned(
            "Both leave, an officer chose the grown daughter",
            &in_laws().decided(Decision::ChooseHead {
                person: child_of_both(15, "Contoh Rini", date(2001, 5, 5)).id,
            }),
            law::RELATIONS,
        ),
        later("Later she joins another card", &joined, law::LATER),
        later("Later the head moves", &moved, law::NUMBER_WITH_HEAD),
        later("Later she says that she keeps what she has", &kept, law::LATER),
        later("Later she leaves the city", &left, law::SKPWNI),
    ]
}
