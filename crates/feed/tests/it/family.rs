//! Contoh Agus and Contoh Dewi of the sample register, with two children, before and after their divorce.

use jiff::Timestamp;
use jiff::civil::date;
use tuntas_domain::household::{Cause, Departure, Household};
use tuntas_domain::identity::{AktaCeraiNumber, CaseId, CityCode, HouseholdId, KkNumber};
use tuntas_domain::people::Relationship;
use tuntas_feed::{Change, FeedFile, FileNumber};
use uuid::Uuid;

pub(crate) const CASE: CaseId = CaseId(Uuid::from_u128(0xCA5E));

pub(crate) fn city() -> CityCode {
    "35.75".parse().unwrap()
}

pub(crate) fn noon() -> Timestamp {
    "2026-11-24T05:00:00Z".parse().unwrap()
}

/// As imported: head, wife, two children.
pub(crate) fn together() -> Household {
    let all: Vec<Household> =
        serde_json::from_str(include_str!("../../../../events/register/households.json")).unwrap();
    all.into_iter().nth(1).unwrap()
}

/// He keeps the card and the younger child.
pub(crate) fn his() -> Household {
    let mut card = together();
    card.version = 2;
    card.cause = Cause::Case(CASE);
    card.issued_on = date(2026, 11, 24);
    card.members
        .retain(|member| member.relationship != Relationship::Wife);
    card.members.remove(1);
    divorce(&mut card);
    card
}

/// She founds her own with the elder one.
pub(crate) fn hers() -> Household {
    let mut card = together();
    card.id = HouseholdId(Uuid::from_u128(0x4E25));
    card.number = KkNumber::parse("3575022411260001").unwrap();
    card.cause = Cause::Case(CASE);
    card.issued_on = date(2026, 11, 24);
    card.members.remove(3);
    card.members.remove(0);
    if let Some(wife) = card.members.first_mut() {
        wife.relationship = Relationship::Head;
    }
    divorce(&mut card);
    card
}

fn divorce(card: &mut Household) {
    let akta = AktaCeraiNumber::parse("0140/AC/2026/PA.Pas").unwrap();
    card.members[0].person.divorce(0, date(2026, 11, 2), &akta);
}

/// He keeps the card, and she moves away with both children.
pub(crate) fn his_alone() -> Household {
    let (mut card, hers) = (his(), hers());
    let mut left = hers.members;
    left[0].relationship = Relationship::Wife;
    left.push(card.members.remove(1));
    let with = left[0].person.nik.clone();
    card.departed = left
        .into_iter()
        .map(|member| Departure {
            member,
            with: with.clone(),
            destination: tuntas_domain::people::Text::parse("rumah orang tua, Lowokwaru").unwrap(),
            region: Some("35.73".parse().unwrap()),
        })
        .collect();
    card
}

/// He moves to another street afterwards.
pub(crate) fn his_moved() -> Household {
    let mut card = his();
    card.version = 3;
    card.address.street = tuntas_domain::people::Text::parse("Jl. Contoh Kenanga No. 9").unwrap();
    card
}

pub(crate) fn divorce_changes() -> Vec<Change> {
    vec![
        Change {
            before: Some(together()),
            after: his(),
        },
        Change {
            before: None,
            after: hers(),
        },
    ]
}

pub(crate) fn first_file() -> FeedFile {
    FeedFile::make(FileNumber::FIRST, None, &city(), noon(), &divorce_changes()).unwrap()
}

pub(crate) fn second_file() -> FeedFile {
    let changes = [Change {
        before: Some(his()),
        after: his_moved(),
    }];
    let first = first_file();
    FeedFile::make(
        first.number().next(),
        Some(first.sha256()),
        &city(),
        noon(),
        &changes,
    )
    .unwrap()
}
