//! Finding the case of somebody who stands at the counter, and what is remembered of it.

use crate::log;
use crate::office::{Office, Officer, Said, decree, fault, minute, refused, sample};
use memory_tables::{Call, Fate};
use serde_json::{Value, json};
use tuntas_domain::case::{Event, View};
use tuntas_domain::decree::{Decree, Role};
use tuntas_domain::identity::{CaseId, Nik};
use tuntas_domain::search;
use tuntas_journal::{Searching, Story};

impl Officer<'_> {
    async fn searches(&self, body: Value) -> Said {
        let body = json!({ "body": body.to_string() });
        self.ask("POST /v1/case-searches", json!({}), body).await
    }

    async fn looks_for(&self, nik: &Nik) -> Vec<(String, Value)> {
        let (status, said) = self.searches(json!({ "nik": nik.as_str() })).await;
        assert_eq!(status, 200, "{said}");
        let found = said["cases"].as_array().unwrap().iter();
        found
            .map(|found| {
                (
                    found["case"]["id"].as_str().unwrap().to_owned(),
                    found["role"].clone(),
                )
            })
            .collect()
    }
}

impl Office {
    /// The searches for a person, as the journal has them.
    async fn searches_for(&self, nik: &Nik) -> Story<Searching> {
        let person = self.desk.dossiers.party_of(nik).await.unwrap().searches.unwrap();
        self.desk.journal.also().load(person).await.unwrap()
    }

    async fn looked_up(&self, id: CaseId) -> Vec<(String, View)> {
        let entries = self.story(id).await.entries.into_iter();
        entries
            .filter_map(|entry| match entry.event {
                Event::Viewed { officer, what } => Some((officer.to_string(), what)),
                _ => None,
            })
            .collect()
    }

    async fn commit(&self, writes: Vec<tuntas_tables::Write>) {
        tuntas_tables::commit(self.tables.database(), writes)
            .await
            .unwrap();
    }
}

fn nik_of(decree: &Decree, role: Role) -> Nik {
    decree.parties[role].nik.clone().unwrap()
}

/// Who has no case.
fn stranger() -> Nik {
    Nik::parse("3575031708900009").unwrap()
}

fn by(story: &Story<Searching>) -> Vec<(String, u32)> {
    let entries = story.entries.iter();
    entries
        .map(|entry| {
            let search::Event::Searched { officer, cases } = &entry.event;
            assert_eq!(entry.actor.as_str(), format!("officer:{officer}"));
            (officer.to_string(), *cases)
        })
        .collect()
}

#[tokio::test]
async fn whoever_stands_at_the_counter_is_found_by_their_nik_and_it_is_written_down_twice() {
    let office = Office::new().await;
    let id = office.accepted(1, 0).await;
    let him = nik_of(&decree(), decree().husband());
    let role = decree().husband();
    let found = office.officer("petugas-01", 5).looks_for(&him).await;
    assert_eq!(found, [(id.to_string(), json!(role.as_str()))]);
    assert_eq!(
        office.looked_up(id).await,
        [("petugas-01".to_owned(), View::LookUp { role })]
    );
    let searches = office.searches_for(&him).await;
    assert_eq!(by(&searches), [("petugas-01".to_owned(), 1)]);
    assert_eq!(searches.entries[0].at, minute(5));
}

#[tokio::test]
async fn all_cases_of_a_person_are_shown_the_newest_first() {
    let office = Office::new().await;
    let first = office.accepted(1, 0).await;
    let mut again = sample("talak-awaiting-ikrar");
    let her = nik_of(&decree(), Role::Petitioner);
    again.parties[Role::Respondent].nik = Some(her.clone());
    let second = office.accepted_as(2, 10, &again).await;
    let found = office.officer("petugas-01", 20).looks_for(&her).await;
    let expected = [
        (second.to_string(), json!("respondent")),
        (first.to_string(), json!("petitioner")),
    ];
    assert_eq!(found, expected);
}

#[tokio::test]
async fn asking_again_and_again_whether_a_ruling_has_come_is_remembered_of_each_person() {
    let office = Office::new().await;
    office.accepted(1, 0).await;
    for minute in 1..=3 {
        let officer = office.officer("petugas-03", minute);
        assert_eq!(officer.looks_for(&stranger()).await, []);
    }
    assert_eq!(office.officer("petugas-01", 4).looks_for(&stranger()).await, []);
    let asked = by(&office.searches_for(&stranger()).await);
    let (third, first) = (("petugas-03".to_owned(), 0), ("petugas-01".to_owned(), 0));
    assert_eq!(asked, [third.clone(), third.clone(), third, first]);
    let her = nik_of(&decree(), Role::Petitioner);
    office.officer("petugas-03", 5).looks_for(&her).await;
    assert_eq!(by(&office.searches_for(&her).await).len(), 1);
}

#[tokio::test]
async fn the_journal_of_searches_does_not_say_whose_they_are() {
    let office = Office::new().await;
    office.officer("petugas-01", 1).looks_for(&stranger()).await;
    let searches = office.searches_for(&stranger()).await;
    let stored = format!("{searches:?}");
    assert!(!stored.contains(stranger().as_str()), "{stored}");
    let elsewhere = Office::new().await;
    elsewhere.officer("petugas-01", 2).looks_for(&stranger()).await;
    let other = elsewhere.searches_for(&stranger()).await;
    assert_ne!(searches.id, other.id, "it is not made of the NIK");
    assert!(!log::take().contains(stranger().as_str()));
}

#[tokio::test]
async fn whoever_has_no_case_is_forgotten_after_400_days_and_the_searches_are_not() {
    let office = Office::new().await;
    office.officer("petugas-01", 0).looks_for(&stranger()).await;
    office.officer("petugas-01", 60).looks_for(&stranger()).await;
    let known = office.tables.items("dossiers", "SOUGHT#");
    assert_eq!(known.len(), 1);
    let expires: i64 = known[0].number("expires").unwrap();
    assert_eq!(expires - minute(0).as_second(), 400 * 24 * 3_600);
    assert!(
        office
            .tables
            .items("cases", "SEARCH#")
            .iter()
            .all(|entry| !entry.has("expires"))
    );
}

#[tokio::test]
async fn two_officers_who_search_for_the_first_time_at_once_write_into_one_journal() {
    let office = Office::new().await;
    let (one, other) = (office.officer("petugas-01", 1), office.officer("petugas-03", 2));
    let nik = stranger();
    let found = tokio::join!(one.looks_for(&nik), other.looks_for(&nik));
    assert_eq!(found, (vec![], vec![]));
    let mut asked = by(&office.searches_for(&nik).await);
    asked.sort();
    assert_eq!(
        asked,
        [("petugas-01".to_owned(), 0), ("petugas-03".to_owned(), 0)]
    );
}

#[tokio::test]
async fn nothing_is_shown_of_a_person_before_the_search_is_recorded() {
    let office = Office::new().await;
    let id = office.accepted(1, 0).await;
    let her = nik_of(&decree(), Role::Petitioner);
    // The name of the searches, the first search, and at last the look at the case.
    for (minute, fails_at) in [(1, 1), (2, 2), (3, 2)] {
        let mut commits = 0;
        office.tables.decide_with(move |call| match call {
            Call::Commit(_) => {
                commits += 1;
                if commits == fails_at {
                    Fate::FailsBefore
                } else {
                    Fate::Done
                }
            }
            Call::Read => Fate::Done,
        });
        let officer = office.officer("petugas-01", minute);
        let said = officer.searches(json!({ "nik": her.as_str() })).await;
        assert!(said.0 >= 500, "{}", said.1);
        assert!(!said.1.to_string().contains(&id.to_string()));
        office.tables.decide_with(|_| Fate::Done);
    }
    assert_eq!(office.looked_up(id).await, []);
    let searches = by(&office.searches_for(&her).await);
    assert_eq!(
        searches,
        [("petugas-01".to_owned(), 1)],
        "the last one was recorded"
    );
}

#[tokio::test]
async fn a_nik_that_is_none_is_refused_without_repeating_it() {
    let office = Office::new().await;
    let officer = office.officer("petugas-01", 1);
    for (body, rule) in [
        (json!({ "nik": "35750355069000" }), "nik_length"),
        (json!({ "nik": 3_575_035_506_900_001_u64 }), "field_type"),
        (json!({}), "field_missing"),
        (
            json!({ "nik": "3575035506900001", "name": "Contoh" }),
            "field_unknown",
        ),
    ] {
        let said = officer.searches(body.clone()).await;
        assert_eq!(fault(&said).1, rule, "{body}");
        assert!(!said.1.to_string().contains("35750355069000"), "{}", said.1);
    }
}

#[tokio::test]
async fn only_who_works_on_cases_or_agrees_to_decisions_may_search() {
    let office = Office::new().await;
    let nik = json!({ "nik": stranger().as_str() });
    let printer = office.officer("petugas-04", 1);
    assert_eq!(
        refused(&printer.searches(nik.clone()).await),
        (403, "scope_missing")
    );
    let nobody = office.officer("petugas-01", 1).with_scope("tuntas/cases.desk");
    assert_eq!(refused(&nobody.searches(nik).await), (403, "officer_unknown"));
    let asked = office.desk.dossiers.party_of(&stranger()).await.unwrap();
    assert_eq!(asked.searches, None, "nothing was recorded");
}

#[tokio::test]
async fn a_case_that_named_the_wrong_person_is_found_under_the_right_one_once_the_court_has_mended_it() {
    let office = Office::new().await;
    let mut wrong = decree();
    let her = nik_of(&wrong, Role::Petitioner);
    wrong.parties[Role::Petitioner].nik = Some(stranger());
    let id = office.accepted_as(1, 0, &wrong).await;
    let officer = office.officer("petugas-01", 1);
    assert_eq!(officer.looks_for(&stranger()).await.len(), 1);
    let returned = office.desk.dossiers.decree(id).await.unwrap().unwrap();
    let mended = office.desk.dossiers.replace(id, &returned, &decree()).unwrap();
    office.commit(mended).await;
    let officer = office.officer("petugas-01", 2);
    assert_eq!(officer.looks_for(&stranger()).await, []);
    assert_eq!(
        officer.looks_for(&her).await,
        [(id.to_string(), json!("petitioner"))]
    );
    let him = nik_of(&decree(), Role::Respondent);
    assert_eq!(
        officer.looks_for(&him).await,
        [(id.to_string(), json!("respondent"))]
    );
}

#[tokio::test]
async fn parties_that_the_court_had_the_wrong_way_round_are_found_as_they_are() {
    let office = Office::new().await;
    let mut crossed = decree();
    let [her, him] = Role::BOTH.map(|role| nik_of(&crossed, role));
    crossed.parties[Role::Petitioner].nik = Some(him.clone());
    crossed.parties[Role::Respondent].nik = Some(her.clone());
    let id = office.accepted_as(1, 0, &crossed).await;
    let returned = office.desk.dossiers.decree(id).await.unwrap().unwrap();
    let mended = office.desk.dossiers.replace(id, &returned, &decree()).unwrap();
    office.commit(mended).await;
    let officer = office.officer("petugas-01", 1);
    assert_eq!(
        officer.looks_for(&her).await,
        [(id.to_string(), json!("petitioner"))]
    );
    assert_eq!(
        officer.looks_for(&him).await,
        [(id.to_string(), json!("respondent"))]
    );
}

#[tokio::test]
async fn what_was_erased_is_not_found_and_the_searches_lose_the_person_with_their_last_case() {
    let office = Office::new().await;
    let (first, second) = (office.accepted(1, 0).await, office.accepted(2, 1).await);
    let her = nik_of(&decree(), Role::Petitioner);
    let officer = office.officer("petugas-01", 1);
    assert_eq!(officer.looks_for(&her).await.len(), 2);
    let searches = office.searches_for(&her).await.id;
    office
        .commit(office.desk.dossiers.erase(first).await.unwrap())
        .await;
    let left = office.desk.dossiers.party_of(&her).await.unwrap();
    assert_eq!((left.cases.len(), left.searches), (1, Some(searches)));
    office
        .commit(office.desk.dossiers.erase(second).await.unwrap())
        .await;
    let left = office.desk.dossiers.party_of(&her).await.unwrap();
    assert_eq!(left, tuntas_dossier::PartyOf::default());
    let kept: Story<Searching> = office.desk.journal.also().load(searches).await.unwrap();
    assert_eq!(
        kept.entries.len(),
        1,
        "the journal stays, and says nothing of whom"
    );
}
