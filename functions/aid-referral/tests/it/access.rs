//! Who learns what of a party: a table of offices and fields, for every way in which an office comes to hold a copy.

use std::collections::BTreeSet;

use serde_json::Value;
use tuntas_domain::decree::Parties;
use tuntas_domain::identity::AidKind;

use crate::office::{DINKOP, DP3AKB, Office, P, PROTECTION, UPTD_PPA};

/// Fields of a copy that an office may hold, as they are stored.
const FIELDS: [&str; 9] = [
    "name",
    "nik",
    "phone",
    "address",
    "kelurahan",
    "violence",
    "dependants",
    "kecamatan",
    "occupation",
];

/// An office with its aid; then, field by field, `x` if it learns it and `.` if not: of anybody, and of somebody protected.
const TABLE: [((&str, AidKind), &str, &str); 3] = [
    //           name nik phone address kelurahan violence dependants kecamatan occupation
    (DP3AKB, "x . x x x . x . .", "x . . . . . x . ."),
    (DINKOP, "x x x x x . x x x", "x x . . . . x . x"),
    (UPTD_PPA, "x . x x x . x . .", "x . x x x x x . ."),
];

fn fields(row: &str) -> BTreeSet<&'static str> {
    let marks: Vec<&str> = row.split(' ').collect();
    assert_eq!(marks.len(), FIELDS.len());
    FIELDS
        .into_iter()
        .zip(marks)
        .filter(|(_, mark)| *mark == "x")
        .map(|(field, _)| field)
        .collect()
}

/// What an office holds of a party, by the names under which it is stored.
async fn held(office: &Office, line: (&str, AidKind), consent: u32) -> BTreeSet<&'static str> {
    let id = office.id(P, line, consent);
    let papers = &office.function.aid.papers;
    let mut found = BTreeSet::new();
    let mut add = |name: &str| {
        let known = FIELDS.into_iter().find(|field| *field == name);
        found.insert(known.unwrap_or_else(|| panic!("the table says nothing of {name}")));
    };
    if let Some(person) = papers.person(id).await.unwrap() {
        let Value::Object(person) = serde_json::to_value(&person).unwrap() else {
            panic!("a person is an object")
        };
        person.keys().for_each(|name| add(name));
    }
    if let Some(facts) = papers.facts(id).await.unwrap() {
        facts.all().for_each(|known| add(known.fact.as_str()));
    }
    found
}

fn hers(protected: bool) -> Parties<bool> {
    Parties {
        petitioner: protected,
        respondent: false,
    }
}

#[tokio::test]
async fn each_office_learns_what_the_table_says_field_by_field() {
    for (line, of_anybody, of_somebody_protected) in TABLE {
        let (anybody, guarded) = (fields(of_anybody), fields(of_somebody_protected));
        let nothing = BTreeSet::new();

        // Told by consent.
        for (protected, expected) in [(false, &anybody), (true, &guarded)] {
            let office = Office::registered(hers(protected)).await;
            assert_eq!(held(&office, line, 1).await, nothing, "{line:?} before a word");
            let given = office.say(P, line, true).await;
            office.told(given).await;
            assert_eq!(
                &held(&office, line, 1).await,
                expected,
                "{line:?}, protected: {protected}"
            );
            let withdrawn = office.say(P, line, false).await;
            office.told(withdrawn).await;
            assert_eq!(
                held(&office, line, 1).await,
                nothing,
                "{line:?} after the consent"
            );
        }

        // Told before a protection began, and before it ended.
        let office = Office::registered(hers(false)).await;
        let given = office.say(P, line, true).await;
        office.told(given).await;
        let asked = office.protect(P, true).await;
        office.deliver(&asked).await.unwrap();
        assert_eq!(held(&office, line, 1).await, guarded, "{line:?} once it began");
        let over = office.protect(P, false).await;
        office.deliver(&over).await.unwrap();
        let after = held(&office, line, 1).await;
        assert!(
            after.is_subset(&anybody) && after.contains("phone"),
            "{line:?} once it ended: {after:?}"
        );

        // Told by the protection alone.
        let office = Office::accepted(hers(true)).await;
        let registered = office.register().await;
        office.deliver(&registered).await.unwrap();
        let expected = if line == UPTD_PPA { guarded } else { nothing };
        assert_eq!(
            held(&office, line, PROTECTION).await,
            expected,
            "{line:?} by protection"
        );
    }
}
