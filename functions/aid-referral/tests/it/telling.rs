//! What an office is told, when, and that it forgets.

use jiff::civil::date;
use tuntas_aid::criteria::{Fact, Value};
use tuntas_aid::referral::Stage;
use tuntas_domain::decree::Parties;

use crate::office::{DINKOP, DP3AKB, Office, P, PROTECTION, R, TODAY, UPTD_PPA, decree};

const HERS: Parties<bool> = Parties {
    petitioner: true,
    respondent: false,
};

#[tokio::test]
async fn without_consent_no_data_leave() {
    let office = Office::accepted(Parties::default()).await;
    let registered = office.register().await;
    office.deliver(&registered).await.unwrap();
    assert_eq!(office.copies(), Vec::<String>::new());
}

#[tokio::test]
async fn an_office_that_was_agreed_to_is_told_the_least_it_needs() {
    let office = Office::nobody_protected().await;
    let (mentoring, capital) = (
        office.say(P, DP3AKB, true).await,
        office.say(P, DINKOP, true).await,
    );
    office.told(mentoring).await;
    office.told(capital).await;
    let wife = &decree().parties[P];
    let contact = wife.contact.clone().unwrap();

    let person = office.person(P, DP3AKB, 1).await.unwrap();
    assert_eq!(
        (&person.name, &person.nik),
        (&wife.name, &None),
        "no number to counsel somebody"
    );
    assert_eq!(
        (person.phone, person.address),
        (Some(contact.phone), Some(contact.address))
    );
    assert!(!person.violence);
    let person = office.person(P, DINKOP, 1).await.unwrap();
    assert_eq!(person.nik, wife.nik, "nobody is paid twice");

    let facts = async |line| {
        let facts = office
            .function
            .aid
            .papers
            .facts(office.id(P, line, 1))
            .await
            .unwrap()
            .unwrap();
        facts.all().map(|known| known.fact).collect::<Vec<_>>()
    };
    assert_eq!(facts(DP3AKB).await, [Fact::Dependants]);
    assert_eq!(
        facts(DINKOP).await,
        [Fact::Dependants, Fact::Kecamatan, Fact::Occupation]
    );
    let children = office
        .function
        .aid
        .papers
        .facts(office.id(P, DP3AKB, 1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(children.get(Fact::Dependants).unwrap().value, Value::Number(2));

    let referral = office
        .function
        .aid
        .journal
        .load(office.id(P, DP3AKB, 1))
        .await
        .unwrap();
    assert_eq!(
        referral.case.assess_by,
        Some(date(2026, 12, 8)),
        "two weeks after {TODAY}"
    );
    assert_eq!(
        office.person(R, DP3AKB, 1).await,
        None,
        "nothing of the other one"
    );
}

#[tokio::test]
async fn a_consent_given_before_the_registration_is_followed_after_it() {
    let office = Office::accepted(Parties::default()).await;
    let given = office.say(R, DP3AKB, true).await;
    office.told(given).await;
    assert_eq!(office.copies().len(), 0);
    let registered = office.register().await;
    office.deliver(&registered).await.unwrap();
    assert!(office.person(R, DP3AKB, 1).await.is_some());
}

#[tokio::test]
async fn what_is_taken_back_stops_the_work_and_leaves_no_copy() {
    let office = Office::nobody_protected().await;
    let given = office.say(P, DP3AKB, true).await;
    office.told(given).await;
    assert_eq!(office.copies().len(), 2);
    let withdrawn = office.say(P, DP3AKB, false).await;
    office.told(withdrawn).await;
    assert_eq!(office.copies().len(), 0);
    assert_eq!(office.stage(P, DP3AKB, 1).await, Stage::Withdrawn);
    // Given anew, it is another referral.
    let again = office.say(P, DP3AKB, true).await;
    office.told(again).await;
    assert!(office.person(P, DP3AKB, 2).await.is_some());
    assert!(office.person(P, DP3AKB, 1).await.is_none());
}

#[tokio::test]
async fn a_withdrawal_that_comes_before_its_consent_leaves_nothing() {
    let office = Office::nobody_protected().await;
    let given = office.say(P, DP3AKB, true).await;
    let withdrawn = office.say(P, DP3AKB, false).await;
    office.told(withdrawn).await;
    office.told(given).await;
    office.told(withdrawn).await;
    assert_eq!(office.copies().len(), 0);
    assert_eq!(office.stage(P, DP3AKB, 1).await, Stage::Withdrawn);
}

#[tokio::test]
async fn an_undone_ruling_opens_nothing_and_still_lets_everybody_take_back() {
    let office = Office::nobody_protected().await;
    let kept = office.say(P, DP3AKB, true).await;
    office.told(kept).await;
    let late = office.say(P, DINKOP, true).await;
    office.reverse().await;
    office.told(late).await;
    assert!(office.person(P, DINKOP, 1).await.is_none());
    let withdrawn = office.say(P, DP3AKB, false).await;
    office.told(withdrawn).await;
    assert_eq!(office.copies().len(), 0);
}

#[tokio::test]
async fn whom_the_court_protects_is_known_to_the_one_office_from_the_registration_on() {
    let office = Office::accepted(HERS).await;
    assert_eq!(office.copies().len(), 0);
    let registered = office.register().await;
    office.deliver(&registered).await.unwrap();
    let person = office.person(P, UPTD_PPA, PROTECTION).await.unwrap();
    assert!(person.violence && person.phone.is_some() && person.address.is_some());
    assert_eq!(
        office.copies().len(),
        2,
        "nobody else is told anything, and of him nothing"
    );
}

/// The others help her as anybody, and cannot find her.
#[tokio::test]
async fn no_other_office_learns_of_the_violence_or_where_she_lives() {
    let office = Office::registered(HERS).await;
    for line in [DP3AKB, DINKOP] {
        let given = office.say(P, line, true).await;
        office.told(given).await;
        let person = office.person(P, line, 1).await.unwrap();
        assert_eq!(
            (person.phone, person.address, person.kelurahan),
            (None, None, None)
        );
        assert!(!person.violence);
        let facts = office
            .function
            .aid
            .papers
            .facts(office.id(P, line, 1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (facts.get(Fact::Kecamatan), facts.get(Fact::Kelurahan)),
            (None, None)
        );
    }
    let contact = decree().parties[P].contact.clone().unwrap();
    let all = office.copies().concat();
    assert!(!all.contains(contact.phone.as_str()) && !all.contains(contact.address.as_str()));
    assert!(!all.contains("violence"), "not even that there is none");
}

/// Whoever was told before has to forget it, too; what the office found out itself stays.
#[tokio::test]
async fn a_protection_takes_the_address_out_of_what_offices_were_told_before() {
    let office = Office::nobody_protected().await;
    for line in [DP3AKB, DINKOP] {
        let given = office.say(P, line, true).await;
        office.told(given).await;
    }
    assert!(office.person(P, DINKOP, 1).await.unwrap().address.is_some());
    let asked = office.protect(P, true).await;
    office.deliver(&asked).await.unwrap();
    office.deliver(&asked).await.unwrap();
    for line in [DP3AKB, DINKOP] {
        let person = office.person(P, line, 1).await.unwrap();
        assert_eq!(
            (person.phone, person.address, person.kelurahan),
            (None, None, None)
        );
        let facts = office
            .function
            .aid
            .papers
            .facts(office.id(P, line, 1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(facts.get(Fact::Kecamatan), None);
        assert!(facts.get(Fact::Dependants).is_some());
    }
    let over = office.protect(P, false).await;
    office.deliver(&over).await.unwrap();
    assert!(
        office.person(P, DINKOP, 1).await.unwrap().address.is_some(),
        "it was a mistake"
    );
}

#[tokio::test]
async fn a_protection_by_an_officer_comes_and_goes() {
    let office = Office::nobody_protected().await;
    let asked = office.protect(P, true).await;
    office.deliver(&asked).await.unwrap();
    assert!(office.person(P, UPTD_PPA, PROTECTION + 1).await.unwrap().violence);
    let again = office.protect(P, true).await;
    office.deliver(&again).await.unwrap();
    assert_eq!(office.copies().len(), 2, "one protection, one referral");
    let over = office.protect(P, false).await;
    office.deliver(&over).await.unwrap();
    assert_eq!(office.copies().len(), 0);
    let anew = office.protect(P, true).await;
    office.deliver(&over).await.unwrap();
    office.deliver(&anew).await.unwrap();
    assert!(office.person(P, UPTD_PPA, PROTECTION + 4).await.is_some());
}

/// Her own no goes before what others see.
#[tokio::test]
async fn who_takes_consent_back_from_the_protecting_office_is_not_referred_by_the_protection_either() {
    let office = Office::accepted(HERS).await;
    let registered = office.register().await;
    office.deliver(&registered).await.unwrap();
    let given = office.say(P, UPTD_PPA, true).await;
    office.told(given).await;
    assert_eq!(office.copies().len(), 2, "the office knows her already");
    let withdrawn = office.say(P, UPTD_PPA, false).await;
    office.told(withdrawn).await;
    office.deliver(&registered).await.unwrap();
    assert_eq!(office.copies().len(), 0);
    let again = office.say(P, UPTD_PPA, true).await;
    office.told(again).await;
    assert!(office.person(P, UPTD_PPA, 2).await.unwrap().violence);
}

#[tokio::test]
async fn nothing_personal_enters_the_journal_of_a_referral() {
    let office = Office::registered(HERS).await;
    for line in [DP3AKB, DINKOP, UPTD_PPA] {
        let given = office.say(P, line, true).await;
        office.told(given).await;
    }
    let cases = format!("{:?}", office.tables.items("cases", ""));
    let party = &decree().parties[P];
    let contact = party.contact.clone().unwrap();
    for secret in [
        party.name.as_str(),
        party.nik.as_ref().unwrap().as_str(),
        contact.phone.as_str(),
        contact.address.as_str(),
        "violence",
        "protected",
    ] {
        assert!(!cases.contains(secret), "{secret}");
    }
}
