//! Whom children follow.

use jiff::civil::date;
use tuntas_domain::decree::{CustodyBasis, Duty, DutyOrder};
use tuntas_domain::people::{Person, Relationship as R, Sex};

use super::choices::own;
use super::render::{later, planned};
use super::{Row, law};
use crate::fixtures::*;
use crate::registry::Registry;

fn eka() -> Person {
    child_of_both(13, "Contoh Eka", date(2003, 6, 1))
}

fn of_hers(serial: u16, called: &str, born: jiff::civil::Date) -> Person {
    let mut child = person(serial, called, Sex::Male, born);
    child.mother_nik = Some(wati().nik);
    child.father_nik = Some(person(62, "Contoh Anton", Sex::Male, date(1984, 1, 1)).nik);
    child
}

fn adopted() -> Person {
    let mut child = person(19, "Contoh Nisa", Sex::Female, date(2014, 4, 4));
    child.mother_nik = Some(person(64, "Contoh Asih", Sex::Female, date(1982, 1, 1)).nik);
    child
}

#[expect(clippy::too_many_lines, reason = "a table: one entry for each row")]
pub(super) fn rows() -> Vec<Row> {
    let with = |child: &Person, said| {
        Story::of(vec![budis_card(vec![(R::Child, child.clone())])]).with_children(vec![custody(child, said)])
    };
    let ruling = |role| Some((role, CustodyBasis::Ruling));
    let mut duty = with(&ani(), ruling(BUDI));
    duty.decree.duty_order = Some(DutyOrder {
        role: BUDI,
        duties: vec![Duty::ChildSupport],
    });
    let turned = child_of_both(14, "Contoh Fajar", date(2004, 9, 20));
    let mut changed = Registry::after(&with(&ani(), ruling(WATI)));
    changed.entrust(0, BUDI, CustodyBasis::SignedStatement).unwrap();
    let house_left = |child: &Person| with(child, None).wishing(BUDI, own());
    vec![
        planned(
            "The ruling gives her the child",
            &with(&ani(), ruling(WATI)),
            law::CUSTODY,
        ),
        planned(
            "The ruling gives him the child",
            &with(&ani(), ruling(BUDI)),
            law::CUSTODY,
        ),
        planned(
            "A statement signed by both",
            &with(&ani(), Some((WATI, CustodyBasis::SignedStatement))),
            law::CUSTODY,
        ),
        planned("Ruling and parents are silent", &with(&ani(), None), law::SILENT),
        planned(
            "The decree does not name the couple's child",
            &Story::of(vec![budis_card(vec![(R::Child, ani())])]),
            law::SILENT,
        ),
        planned(
            "A child below 17 wishes",
            &with(&ani(), Some((WATI, CustodyBasis::OwnChoice))),
            law::MINOR,
        ),
        planned(
            "A child of 18 chooses her",
            &with(&eka(), Some((WATI, CustodyBasis::OwnChoice))),
            law::OWN_WILL,
        ),
        planned(
            "A child of 18 has not chosen",
            &with(&eka(), ruling(WATI)),
            law::OWN_WILL,
        ),
        planned(
            "A child turned 17 between ruling and update",
            &with(&turned, ruling(WATI)),
            law::OWN_WILL,
        ),
        planned(
            "Her child of an earlier marriage, not named",
            &Story::of(vec![budis_card(vec![(
                R::OtherRelative,
                of_hers(16, "Contoh Dimas", date(2012, 3, 3)),
            )])]),
            law::MINOR,
        ),
        planned(
            "Her grown child of an earlier marriage stays with him",
            &Story::of(vec![budis_card(vec![(
                R::Child,
                of_hers(17, "Contoh Bagas", date(2002, 3, 3)),
            )])]),
            law::RELATIONS,
        ),
        planned(
            "An adopted child, by the ruling hers",
            &with(&adopted(), ruling(WATI)),
            law::PARENTS,
        ),
        planned(
            "The head moves away, an adopted child stays in the house",
            &house_left(&adopted()),
            law::PARENTS,
        ),
        planned(
            "The child lives with its grandmother, the ruling gives it to the mother",
            &Story::of(vec![
                budis_card(vec![]),
                card(2, vec![(R::Head, ratna()), (R::Grandchild, ani())]),
            ])
            .with_children(vec![by_ruling(&ani(), WATI)]),
            law::ONE_CARD,
        ),
        planned(
            "The ruling gives the child to the mother, who lives in another city",
            &Story::of(vec![card(1, vec![(R::Head, budi()), (R::Child, ani())])])
                .living(WATI, kota_malang())
                .with_children(vec![by_ruling(&ani(), WATI)]),
            law::ELSEWHERE,
        ),
        planned(
            "She moves from a card where only she and the child are; nothing is said of the child",
            &Story::of(vec![
                card(1, vec![(R::Head, budi())]),
                card(2, vec![(R::Head, wati()), (R::Child, ani())]),
            ])
            .with_children(vec![custody(&ani(), None)])
            .wishing(WATI, own()),
            law::MINOR,
        ),
        planned(
            "The ruling holds his documents back; the child is on his card",
            &duty,
            law::DUTY,
        ),
        later(
            "Custody goes to him later, by a statement of both",
            &changed,
            law::CUSTODY,
        ),
    ]
}
