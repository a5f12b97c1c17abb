//! Residency is the register's: neither the NIK's first digits nor the court decide it.

use tuntas_domain::decree::Domicile;
use tuntas_domain::household::HouseholdState;
use tuntas_domain::identity::Nik;
use tuntas_domain::people::{MaritalStatus, Relationship};
use tuntas_domain::plan::{Hold, Outcome};

use super::fixtures::*;

fn elsewhere(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Elsewhere { region } if region.as_str() == "35.73")
}

#[test]
fn a_party_of_another_city_gets_a_notice_there() {
    let home = card(1, vec![(Relationship::Head, budi())]);
    let after = Story::of(vec![home]).living(WATI, kota_malang()).carry_out();
    assert!(elsewhere(&after.plan.outcomes[WATI]));
    assert_eq!(after.plan.outcomes[WATI].household(), None);
    assert_eq!(after.plan.reissued, [budi().id]);
    assert_eq!(after.record(&budi()).marital_status, MaritalStatus::Divorced);
    assert!(after.taken.is_empty());
}

#[test]
fn where_both_live_elsewhere_nothing_is_written_here() {
    let neighbours = card(5, vec![(Relationship::Head, sumi())]);
    let story = Story::of(vec![neighbours])
        .living(WATI, kota_malang())
        .living(BUDI, kota_malang())
        .with_children(vec![by_ruling(&ani(), WATI)]);
    let after = story.carry_out();
    assert!(after.plan.drafts.is_empty());
    assert!(after.plan.reissued.is_empty());
    assert!(elsewhere(&after.plan.outcomes[WATI]) && elsewhere(&after.plan.outcomes[BUDI]));
    assert_eq!(after.register, story.register);
}

#[test]
fn the_register_wins_over_what_the_court_believes() {
    let after = Story::of(vec![budis_card(vec![])])
        .living(WATI, kota_malang())
        .living(BUDI, kota_malang())
        .carry_out();
    assert!(matches!(after.plan.outcomes[WATI], Outcome::Founded { .. }));
    assert!(matches!(after.plan.outcomes[BUDI], Outcome::Stayed { .. }));
}

#[test]
fn a_nik_of_another_region_lives_here_like_anybody() {
    let foreign = |person: &tuntas_domain::people::Person| {
        Nik::parse(&person.nik.as_str().replacen("357501", "730105", 1)).unwrap()
    };
    let mut home = budis_card(vec![]);
    let mut story = Story::of(vec![]);
    let hers = foreign(&wati());
    for member in &mut home.members {
        if member.person.nik == wati().nik {
            member.person.nik = hers.clone();
        }
        for marriage in &mut member.person.marriages {
            if marriage.spouse == Some(wati().nik) {
                marriage.spouse = Some(hers.clone());
            }
        }
    }
    story.register.push(home);
    story.decree.parties[WATI].nik = Some(hers);
    let after = story.carry_out();
    assert!(matches!(after.plan.outcomes[WATI], Outcome::Founded { .. }));
    assert!(after.plan.flags.is_empty());
}

#[test]
fn a_closed_card_is_no_residence() {
    let mut moved_away = card(2, vec![]);
    moved_away.state = HouseholdState::Closed;
    let home = card(1, vec![(Relationship::Head, budi())]);
    let story = Story::of(vec![home, moved_away]).living(WATI, Domicile::City);
    assert_eq!(story.hold(), Hold::PartyNotInRegister { role: WATI });
}
