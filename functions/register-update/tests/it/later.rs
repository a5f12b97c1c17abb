//! What is asked for after the registration.

use jiff::civil::date;
use tuntas_domain::case::{CorrectedField, Event, EventKind, Whom};
use tuntas_domain::decree::{Choice, Decree, Parties, Role};
use tuntas_domain::household::{Household, HouseholdState};
use tuntas_domain::identity::{KecamatanCode, Nik};
use tuntas_domain::people::{MaritalStatus, Marriage, Text};
use tuntas_domain::plan::{Amendment, CorrectedValue, Hold, HouseholdRef, Outcome, Reissue, Reversal};
use tuntas_register::Change;
use tuntas_tables::commit;

use crate::meanwhile::Meanwhile;
use crate::town::{CASE, P, R, Town, address, decree, last, nik};

#[tokio::test]
async fn a_party_who_chooses_late_is_moved_once_and_gets_new_cards() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    let his = nik(&decree, R);
    let before = town.home(&his).await;
    let new = address("35.75.03.1003");
    let choice = Choice::Own {
        address: Some(new.clone()),
    };
    town.choose(R, choice).await;
    town.carry_on().await;

    let after = town.home(&his).await;
    assert_eq!(after.address, new);
    assert_eq!(after.number, before.number, "the head keeps the number");
    assert_eq!(after.version, before.version + 1);
    let story = town.story().await;
    assert_eq!(story.case.amendments, []);
    let household = HouseholdRef {
        id: after.id,
        version: after.version,
    };
    assert_eq!(story.case.tracks[R].outcome, Some(Outcome::Stayed { household }));
    let Event::RegisterAmended {
        amendment,
        cards,
        reissued,
        ..
    } = last(&story, EventKind::RegisterAmended)
    else {
        unreachable!()
    };
    assert_eq!(amendment, Amendment::Choice { role: R });
    assert_eq!((reissued[R], reissued[P]), (Reissue::BOTH, Reissue::NONE));
    let expected = Parties {
        petitioner: None,
        respondent: Some(2),
    };
    assert_eq!(cards, expected, "his second card, and none for her");
    let person = after.member(&his).unwrap().person.id;
    assert_eq!(town.register().card_issue(person).await.unwrap(), 2);
}

#[tokio::test]
async fn a_ruling_that_is_undone_brings_everybody_back_and_gives_the_marriage_back() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    let (hers, his) = (nik(&decree, P), nik(&decree, R));
    let before = town.home(&his).await;
    town.registered(&decree).await;
    let her_own = town.home(&hers).await;
    assert_ne!(her_own.id, before.id);

    town.reverse(Reversal::Cassation).await;
    town.carry_on().await;

    let after = town.home(&hers).await;
    assert_eq!((after.id, &after.number), (before.id, &before.number));
    assert_eq!(after.version, before.version + 2);
    let names = |home: &Household| {
        home.members
            .iter()
            .map(|member| (member.person.nik.clone(), member.relationship))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    assert_eq!(names(&after), names(&before));
    for party in [&hers, &his] {
        let person = &after.member(party).unwrap().person;
        assert_eq!(person.marital_status, MaritalStatus::Married);
        assert_eq!(person.divorced_on, None);
        assert_eq!(person.marriages, before.member(party).unwrap().person.marriages);
    }
    let closed = town.register().by_number(&her_own.number).await.unwrap().unwrap();
    assert_eq!(closed.state, HouseholdState::Closed);
}

#[tokio::test]
async fn a_child_whose_custody_changes_goes_to_the_other_parent_s_card() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    let child = &decree.children[1].nik;
    assert_eq!(town.home(child).await.id, town.home(&nik(&decree, P)).await.id);

    town.entrust(1, R).await;
    town.carry_on().await;

    assert_eq!(town.home(child).await.id, town.home(&nik(&decree, R)).await.id);
    let elder = &decree.children[0].nik;
    assert_eq!(town.home(elder).await.id, town.home(&nik(&decree, P)).await.id);
    let Event::RegisterAmended { reissued, cards, .. } =
        last(&town.story().await, EventKind::RegisterAmended)
    else {
        unreachable!()
    };
    let kk = Reissue { kk: true, ktp: false };
    assert_eq!((reissued[P], reissued[R]), (kk, kk));
    assert_eq!(cards, Parties::default(), "nobody's identity card names a child");
}

#[tokio::test]
async fn a_wrong_field_is_put_right_and_nothing_else_changes() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    let hers = nik(&decree, P);
    let before = town.home(&hers).await;
    let right: Text<60> = Text::parse("DOSEN").unwrap();
    let value = CorrectedValue::Occupation(right.clone());
    town.correct(Whom::Party { role: P }, CorrectedField::Occupation, value)
        .await;
    town.carry_on().await;

    let mut expected = before.clone();
    expected.version += 1;
    for member in &mut expected.members {
        if member.person.nik == hers {
            member.person.occupation = right.clone();
        }
    }
    assert_eq!(town.home(&hers).await, expected);
}

#[tokio::test]
async fn two_changes_asked_for_at_once_are_carried_out_one_after_the_other_by_one_message() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    town.entrust(0, R).await;
    let choice = Choice::Own {
        address: Some(address("35.75.03.1003")),
    };
    town.choose(R, choice).await;
    let story = town.story().await;
    assert_eq!(story.case.amendments.len(), 2);

    let last = story.entries.last().unwrap();
    town.tell_register(last.seq, last.event.kind()).await.unwrap();

    let story = town.story().await;
    assert_eq!(story.case.amendments, []);
    assert_eq!(story.count(EventKind::RegisterAmended), 2);
    let home = town.home(&nik(&decree, R)).await;
    assert_eq!(home.address, address("35.75.03.1003"));
    assert!(
        home.member(&decree.children[0].nik).is_some(),
        "the child came along"
    );
    assert_eq!(home.cause, tuntas_domain::household::Cause::Case(CASE));
}

/// The party who joined her parents by the decree has a household of her own now; who she is, and her parents' card.
async fn leaves_her_parents(town: &Town, decree: &Decree) -> (Role, Household) {
    let role = Role::BOTH
        .into_iter()
        .find(|role| matches!(decree.parties[*role].choice, Some(Choice::Join { .. })))
        .unwrap();
    town.registered(decree).await;
    let parents = town.home(&nik(decree, role)).await;
    let choice = Choice::Own {
        address: Some(address("35.75.03.1003")),
    };
    town.choose(role, choice).await;
    town.carry_on().await;
    (role, parents)
}

#[tokio::test]
async fn a_party_who_leaves_her_parents_late_gets_a_number_of_her_own() {
    let (town, decree) = (Town::new().await, decree("wife-joins-parents"));
    let (role, parents) = leaves_her_parents(&town, &decree).await;
    let own = town.home(&nik(&decree, role)).await;
    assert_ne!(own.id, parents.id);
    assert_eq!(own.version, 1);
    assert_eq!(KecamatanCode::issuing(&own.number).as_str(), "35.75.03");
    let story = town.story().await;
    assert!(matches!(
        story.case.tracks[role].outcome,
        Some(Outcome::Founded { .. })
    ));
    let kecamatan = KecamatanCode::issuing(&own.number);
    let free = town.register().free_numbers(&kecamatan, 100).await.unwrap();
    assert!(!free.contains(&own.number));
}

/// Her parents' card, on which nobody of the case stands any more, is read at the same moment as the others: with what
/// stood there before beside what stands there after, officers would be told a reason that was never true.
#[tokio::test]
async fn what_a_reversal_goes_by_is_read_at_one_moment() {
    let (town, decree) = (Town::new().await, decree("wife-joins-parents"));
    let (role, parents) = leaves_her_parents(&town, &decree).await;
    town.reverse(Reversal::Annulment).await;

    // While the register is asked, her former husband marries a woman of that house.
    let his = nik(&decree, role.other());
    let parents = town.register().by_number(&parents.number).await.unwrap().unwrap();
    let home = town.home(&his).await;
    assert_ne!(home.id, parents.id);
    let bride = parents.members[0].person.nik.clone();
    let after = [married(&home, &his, &bride), married(&parents, &bride, &his)];
    let wedding = town
        .register()
        .change(&Change {
            before: &[home, parents.clone()],
            after: &after,
            taken: &[],
            by_hand: &[],
            departures: &[],
            arrivals: &[],
            reissued: &[],
        })
        .unwrap();
    let client = town.tables.client();
    let meanwhile = Meanwhile::before_reading(&town, &parents, async move {
        commit(client, wedding).await.unwrap();
    });
    let last = town.story().await.version();
    meanwhile.tell_register(last, EventKind::Reversed).await.unwrap();
    let hold = town.story().await.case.hold;
    assert_eq!(hold, Some(Hold::RemarriedMeanwhile { role: role.other() }));
}

/// The next version of a card, with somebody on it married.
fn married(home: &Household, who: &Nik, to: &Nik) -> Household {
    let mut after = home.clone();
    after.version += 1;
    for member in &mut after.members {
        if member.person.nik == *who {
            member.person.marital_status = MaritalStatus::Married;
            member.person.marriages.push(Marriage {
                spouse: Some(to.clone()),
                certificate: None,
                date: Some(date(2026, 11, 23)),
            });
        }
    }
    after
}
