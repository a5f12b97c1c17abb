//! The ruling is undone while offices help.

use tuntas_aid::referral::{EventKind, PauseReason, Stage};
use tuntas_aiding::ReferralStory;
use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::AidKind;

use crate::office::{DINKOP, DP3AKB, Office, P, PROTECTION, R, TODAY, UPTD_PPA};

async fn story(office: &Office, role: Role, line: (&str, AidKind), consent: u32) -> ReferralStory {
    let id = office.id(role, line, consent);
    office.function.aid.journal.load(id).await.unwrap()
}

async fn is_suspended(office: &Office, role: Role, line: (&str, AidKind), consent: u32) -> bool {
    let pause = story(office, role, line, consent).await.case.pause;
    pause.is_some_and(|pause| pause.reason == PauseReason::RulingReversed)
}

#[tokio::test]
async fn every_office_that_helps_either_of_them_hears_of_it_once() {
    let hers = Parties {
        petitioner: true,
        respondent: false,
    };
    let office = Office::accepted(hers).await;
    let registered = office.register().await;
    office.deliver(&registered).await.unwrap();
    for (role, line) in [(P, DP3AKB), (R, DINKOP)] {
        let given = office.say(role, line, true).await;
        office.told(given).await;
    }
    let reversed = office.reverse().await;
    for _ in 0..2 {
        office.deliver(&reversed).await.unwrap();
    }
    for (role, line, consent) in [(P, DP3AKB, 1), (R, DINKOP, 1), (P, UPTD_PPA, PROTECTION)] {
        let story = story(&office, role, line, consent).await;
        assert_eq!(story.case.reversed_on, Some(TODAY), "{line:?}");
        assert_eq!(story.count(EventKind::RulingReversed), 1, "{line:?}");
        assert!(is_suspended(&office, role, line, consent).await);
    }
}

#[tokio::test]
async fn who_took_the_consent_back_or_never_gave_it_is_not_touched() {
    let office = Office::nobody_protected().await;
    let given = office.say(P, DP3AKB, true).await;
    office.told(given).await;
    let withdrawn = office.say(P, DP3AKB, false).await;
    office.told(withdrawn).await;
    let reversed = office.reverse().await;
    office.deliver(&reversed).await.unwrap();
    let withdrawn = story(&office, P, DP3AKB, 1).await.case;
    assert_eq!((withdrawn.stage, withdrawn.reversed_on), (Stage::Withdrawn, None));
    assert_eq!(story(&office, P, DINKOP, 1).await.version(), 0);
}

/// Whichever message comes first: the office is told of the person and of the reversal, or of neither.
#[tokio::test]
async fn a_consent_and_a_reversal_may_come_in_any_order() {
    let office = Office::nobody_protected().await;
    let given = office.say(P, DP3AKB, true).await;
    let reversed = office.reverse().await;
    office.deliver(&reversed).await.unwrap();
    office.told(given).await;
    office.deliver(&reversed).await.unwrap();
    assert!(office.person(P, DP3AKB, 1).await.is_none());

    let office = Office::nobody_protected().await;
    let given = office.say(P, DP3AKB, true).await;
    office.told(given).await;
    let reversed = office.reverse().await;
    office.told(given).await;
    office.deliver(&reversed).await.unwrap();
    assert!(is_suspended(&office, P, DP3AKB, 1).await);
    assert!(
        office.person(P, DP3AKB, 1).await.is_some(),
        "the consent still stands"
    );
}
