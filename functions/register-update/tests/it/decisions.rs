//! What officers decide about held cases.

use jiff::civil::date;
use register_update::Failure;
use tuntas_domain::case::{Command, EventKind, ReturnReason, Stage};
use tuntas_domain::decree::Choice;
use tuntas_domain::identity::{KkNumber, OfficerCode};
use tuntas_domain::people::Relationship;
use tuntas_domain::plan::{Decision, Hold, Outcome};
use tuntas_register::SpoilReason;

use crate::meanwhile::Meanwhile;
use crate::town::{CASE, P, R, Town, decree, kecamatan, nik, now};

async fn hold(town: &Town) -> Option<Hold> {
    town.story().await.case.hold
}

#[tokio::test]
async fn a_held_case_goes_on_once_two_officers_accept_who_it_is() {
    let (town, decree) = (Town::new().await, decree("name-mismatch"));
    town.accept(&decree).await;
    town.carry_on().await;
    let Some(Hold::NameMismatch { role }) = hold(&town).await else {
        unreachable!()
    };
    town.decide(Decision::AcceptIdentity { role }).await;
    town.carry_on().await;
    let story = town.story().await;
    assert_eq!(story.case.stage(), Stage::Registered);
    assert_eq!(story.count(EventKind::RegisterUpdated), 1);
    let person = town.home(&nik(&decree, role)).await;
    let name = &person.member(&nik(&decree, role)).unwrap().person.name;
    assert_ne!(name, &decree.parties[role].name, "the register's name stays");
}

#[tokio::test]
async fn a_returned_decree_is_carried_out_as_the_court_mended_it() {
    let town = Town::new().await;
    let (wrong, mut mended) = (decree("name-mismatch"), decree("name-mismatch"));
    town.accept(&wrong).await;
    town.carry_on().await;
    let officer = town.claim().await;
    let give_back = Command::Return {
        officer,
        now: now(),
        reason: ReturnReason::WrongParty,
    };
    town.act(give_back, vec![]).await;
    town.carry_on().await;
    assert_eq!(town.story().await.case.stage(), Stage::Returned);

    for role in [P, R] {
        let party = nik(&mended, role);
        mended.parties[role].name = town
            .home(&party)
            .await
            .member(&party)
            .unwrap()
            .person
            .name
            .clone();
    }
    let repair = Command::Repair {
        kind: mended.kind,
        evidence: "b".repeat(64),
        missing: vec![],
        duty: None,
    };
    let returned = town.dossiers().decree(CASE).await.unwrap().unwrap();
    let dossier = town.dossiers().replace(CASE, &returned, &mended).unwrap();
    town.act(repair, dossier).await;
    town.carry_on().await;
    assert_eq!(town.story().await.case.stage(), Stage::Registered);
}

#[tokio::test]
async fn without_a_number_the_message_stays_until_numbers_are_imported() {
    let (town, decree) = (Town::without_numbers().await, decree("gugat-with-custody"));
    town.accept(&decree).await;
    for _ in 0..3 {
        let kept = town.tell_register(1, EventKind::DecreeAccepted).await;
        assert!(matches!(kept, Err(Failure::NumberPoolEmpty)), "{kept:?}");
    }
    assert_eq!(town.story().await.count(EventKind::Held), 1);
    town.import_numbers().await;
    town.tell_register(1, EventKind::DecreeAccepted).await.unwrap();
    assert!(town.story().await.case.registered);
}

/// Two officers agree on a number that SIAK issued for this case.
async fn use_number(town: &Town, number: &KkNumber) {
    let kecamatan = kecamatan("35.75.01");
    let officer = town.claim().await;
    let write = town.dossiers().keep_number(CASE, &kecamatan, number);
    let decided = Command::Decide {
        officer,
        now: now(),
        decision: Decision::UseNumber { kecamatan },
    };
    town.act(decided, vec![write]).await;
    let second = Command::Approve {
        officer: OfficerCode::parse("petugas-02").unwrap(),
        number: town.story().await.case.proposals,
        agreed: true,
    };
    town.act(second, vec![]).await;
}

#[tokio::test]
async fn a_number_issued_by_hand_is_used_in_the_place_of_one_of_the_pool() {
    let (town, decree) = (Town::without_numbers().await, decree("gugat-with-custody"));
    town.accept(&decree).await;
    let kept = town.tell_register(1, EventKind::DecreeAccepted).await;
    assert!(matches!(kept, Err(Failure::NumberPoolEmpty)), "{kept:?}");

    let taken = KkNumber::parse("3575011201170004").unwrap();
    use_number(&town, &taken).await;
    let kept = town.tell_register(1, EventKind::DecreeAccepted).await;
    assert!(
        matches!(kept, Err(Failure::NumberPoolEmpty)),
        "that number is another family's: {kept:?}"
    );

    let number = KkNumber::parse("3575012411260001").unwrap();
    use_number(&town, &number).await;
    town.carry_on().await;
    let home = town.home(&nik(&decree, P)).await;
    assert_eq!(home.number, number);
    assert_eq!(
        town.register().by_number(&number).await.unwrap(),
        Some(home),
        "recorded like any"
    );
}

#[tokio::test]
async fn a_number_issued_by_hand_that_is_written_off_before_it_is_used_is_not_used() {
    let (town, decree) = (Town::without_numbers().await, decree("gugat-with-custody"));
    town.accept(&decree).await;
    let kept = town.tell_register(1, EventKind::DecreeAccepted).await;
    assert!(matches!(kept, Err(Failure::NumberPoolEmpty)), "{kept:?}");
    let (kecamatan, number) = (
        kecamatan("35.75.01"),
        KkNumber::parse("3575012411260001").unwrap(),
    );
    use_number(&town, &number).await;
    town.register().import_number(&kecamatan, &number).await.unwrap();
    let (register, spoiled) = (town.register().clone(), number.clone());
    let meanwhile = Meanwhile::before_a_commit(&town, async move {
        let reason = SpoilReason::WithdrawnBySiak;
        register
            .spoil(&spoiled, reason, date(2026, 11, 24))
            .await
            .unwrap();
    });
    let last = town.story().await.version();
    let kept = meanwhile.tell_register(last, EventKind::Decided).await;
    assert!(matches!(kept, Err(Failure::NumberPoolEmpty)), "{kept:?}");
    assert_eq!(town.register().by_number(&number).await.unwrap(), None);
    assert_eq!(hold(&town).await, Some(Hold::NumberPoolEmpty { kecamatan }));
}

#[tokio::test]
async fn the_consent_of_one_host_is_not_that_of_another() {
    let (town, decree) = (Town::new().await, decree("gugat-without-children"));
    let join = |host: &str| Choice::Join {
        host: KkNumber::parse(host).unwrap(),
        relationship: Relationship::OtherRelative,
        host_consents: false,
    };
    town.registered(&decree).await;
    let (first, second) = ("3575030508110011", "3575041503080007");
    let waiting = Some(Hold::HostConsentMissing { role: P });

    town.choose(P, join(first)).await;
    town.carry_on().await;
    assert_eq!(hold(&town).await, waiting);
    town.decide(Decision::RecordHostConsent { role: P }).await;
    // Before the register hears of it she thinks of another house.
    town.choose(P, join(second)).await;
    town.carry_on().await;
    assert_eq!(hold(&town).await, waiting, "nobody asked the second host");
    town.decide(Decision::RecordHostConsent { role: P }).await;
    town.carry_on().await;

    assert_eq!(town.home(&nik(&decree, P)).await.number.as_str(), second);
    let story = town.story().await;
    assert!(matches!(
        story.case.tracks[P].outcome,
        Some(Outcome::Joined { .. })
    ));
}

#[tokio::test]
async fn a_change_that_officers_give_up_leaves_the_register_and_the_next_one_is_carried_out() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    let before = town.home(&nik(&decree, P)).await;
    // Her own former husband's card: never.
    let host = town.home(&nik(&decree, R)).await.number;
    town.choose(
        P,
        Choice::Join {
            host,
            relationship: Relationship::OtherRelative,
            host_consents: true,
        },
    )
    .await;
    town.entrust(1, R).await;
    town.carry_on().await;
    assert!(hold(&town).await.is_some());
    assert_eq!(town.home(&nik(&decree, P)).await, before);

    town.decide(Decision::GiveUp).await;
    town.carry_on().await;
    let story = town.story().await;
    assert_eq!((story.case.hold, story.case.amendments), (None, vec![]));
    let home = town.home(&decree.children[1].nik).await;
    assert_eq!(home.id, town.home(&nik(&decree, R)).await.id);
}
