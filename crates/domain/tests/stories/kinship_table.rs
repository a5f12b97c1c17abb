//! The whole table of SHDK under a new head, and what the records know better.

use jiff::civil::date;
use tuntas_domain::people::{Person, Relationship, Sex, Tie, as_child_of, relationship, under_new_head};

use super::fixtures::*;

fn label(tie: Tie) -> String {
    match tie {
        Tie::Is(relationship) => relationship.label().to_owned(),
        Tie::FormerSpouse => "MANTAN SUAMI/ISTRI".to_owned(),
    }
}

#[test]
fn the_whole_table() {
    let heads: Vec<Tie> = Tie::all()
        .filter(|tie| *tie != Tie::Is(Relationship::Head))
        .collect();
    let mut rows = Vec::new();
    for member in Tie::all() {
        for head in &heads {
            rows.push(format!(
                "{} -> under the old head's {}: {}",
                label(member),
                label(*head),
                under_new_head(member, *head).label()
            ));
        }
    }
    insta::assert_snapshot!("shdk_under_new_head", rows.join("\n"));
}

#[test]
fn under_the_same_head_nothing_changes() {
    for same in Relationship::ALL {
        let head = Tie::Is(Relationship::Head);
        assert_eq!(under_new_head(Tie::Is(*same), head), *same);
    }
}

#[test]
fn nobody_becomes_head_or_former_spouse_by_the_table() {
    for member in Tie::all() {
        for head in Tie::all().filter(|tie| *tie != Tie::Is(Relationship::Head)) {
            assert_ne!(under_new_head(member, head), Relationship::Head);
        }
    }
}

#[test]
fn a_childs_place_follows_from_its_parents() {
    let places: Vec<_> = Relationship::ALL
        .iter()
        .map(|parent| as_child_of(*parent).label())
        .collect();
    assert_eq!(
        places,
        [
            "ANAK",
            "ANAK",
            "ANAK",
            "CUCU",
            "CUCU",
            "FAMILI LAIN",
            "FAMILI LAIN",
            "FAMILI LAIN",
            "FAMILI LAIN",
            "LAINNYA",
            "LAINNYA",
        ]
    );
}

fn under(
    member: &Person,
    tie: Relationship,
    head: &Person,
    head_tie: Relationship,
    house: &[&Person],
) -> Relationship {
    relationship((member, Tie::Is(tie)), (head, Tie::Is(head_tie)), house)
}

#[test]
fn the_records_know_better_than_the_old_card() {
    use Relationship as R;
    let (mut wati, budi, ani) = (wati(), budi(), ani());
    wati.mother_nik = Some(ratna().nik);
    let eka = {
        let mut eka = person(13, "Contoh Eka", Sex::Male, date(2000, 1, 1));
        eka.mother_nik = Some(wati.nik.clone());
        married(eka, &sari(), "0200/020/II/2020", date(2020, 2, 2))
    };
    let house = [&wati, &budi, &ani, &eka];
    // Said to be a relative, known to be a child.
    assert_eq!(
        under(&ani, R::OtherRelative, &wati, R::OtherRelative, &house),
        R::Child
    );
    assert_eq!(
        under(&wati, R::OtherRelative, &eka, R::OtherRelative, &house),
        R::Parent
    );
    assert_eq!(under(&budi, R::Other, &wati, R::Other, &house), R::Husband);
    assert_eq!(under(&wati, R::Other, &budi, R::Other, &house), R::Wife);
    assert_eq!(under(&ani, R::Other, &ratna(), R::Other, &house), R::Grandchild);
    assert_eq!(under(&sari(), R::Other, &wati, R::Other, &house), R::ChildInLaw);
    assert_eq!(under(&ratna(), R::Other, &budi, R::Other, &house), R::ParentInLaw);
    // Said to follow from the old card, known to be wrong: a stepmother is no mother, a stepchild no child.
    assert_eq!(under(&sari(), R::Wife, &ani, R::Child, &house), R::OtherRelative);
    assert_eq!(under(&ani, R::Child, &sari(), R::Wife, &house), R::OtherRelative);
    // Nothing known: the table.
    assert_eq!(under(&sumi(), R::Parent, &sari(), R::Wife, &[]), R::ParentInLaw);
}

fn sari() -> Person {
    person(31, "Contoh Sari", Sex::Female, date(2001, 8, 8))
}
