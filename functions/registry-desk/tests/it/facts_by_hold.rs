//! For every hold and every decision it allows: what the officer compares stands in the facts.

use std::collections::BTreeSet;

use jiff::civil::date;
use tuntas_domain::case::Event;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AktaCeraiNumber, CaseId, KecamatanCode, Nik};
use tuntas_domain::people::{MaritalStatus, Person, Text};
use tuntas_domain::plan::Hold;

use crate::office::{Office, register, sample};

const P: Role = Role::Petitioner;

/// One hold of every kind.
fn every_hold(kecamatan: &KecamatanCode) -> Vec<Hold> {
    vec![
        Hold::PartyNotInRegister { role: P },
        Hold::PartyDeceased { role: P },
        Hold::NameMismatch { role: P },
        Hold::BirthDateMismatch { role: P },
        Hold::SexMismatch { role: P },
        Hold::NotMarried {
            role: P,
            status: MaritalStatus::Single,
        },
        Hold::NotMarriedToEachOther { role: P },
        Hold::MarriageRecordMismatch { role: P },
        Hold::PaperRecordOnly { role: P },
        Hold::AlreadyDivorced { role: P },
        Hold::RemarriedMeanwhile { role: P },
        Hold::ForeignSpouse { role: P },
        Hold::PartyHasNik { role: P },
        Hold::CourtNameMissing,
        Hold::CourtCodeOld,
        Hold::ChildNotInRegister { child: 0 },
        Hold::ChildMismatch { child: 0 },
        Hold::ContradictoryChoices,
        Hold::ChoiceNeeded,
        Hold::HostNotFound { role: P },
        Hold::HostConsentMissing { role: P },
        Hold::HeadMustBeChosen,
        Hold::ChildrenAlone,
        Hold::HeadNotEligible,
        Hold::RegisterDamaged,
        Hold::HouseholdTooLarge,
        Hold::ChangedSince,
        Hold::AmendmentImpossible,
        Hold::NumberPoolEmpty {
            kecamatan: kecamatan.clone(),
        },
    ]
}

/// An office where the case is held with a register that gives cause to it, or could.
async fn held(number: u128, sample_name: &str, hold: &Hold) -> (Office, CaseId) {
    let mut decree = sample(sample_name);
    let party = decree.parties[P].nik.clone().unwrap();
    let mut households = register();
    let people = households.iter_mut().flat_map(|home| &mut home.members);
    for person in people.map(|member| &mut member.person) {
        // So that it would be seen where it is shown.
        person.passport = Some(Text::parse(PASSPORT).unwrap());
        person.stay_permit = Some(Text::parse("KITAP-CONTOH-1").unwrap());
        if person.nik == party {
            disagree(person, hold);
        }
    }
    let office = Office::of(&households).await;
    if matches!(hold, Hold::ForeignSpouse { .. } | Hold::PartyHasNik { .. }) {
        decree.parties[P].nik = None;
        decree.parties[P].passport = Some(Text::parse(PASSPORT).unwrap());
    }
    let id = match hold {
        Hold::ChangedSince | Hold::AmendmentImpossible => office.moved_since(number, &decree).await.2,
        _ => office.accepted_as(number, 0, &decree).await,
    };
    office
        .happen(id, 2, vec![Event::Held { hold: hold.clone() }])
        .await;
    (office, id)
}

const PASSPORT: &str = "X0000001";

/// Makes a record what the hold says of it.
fn disagree(person: &mut Person, hold: &Hold) {
    match hold {
        Hold::AlreadyDivorced { .. } => {
            let akta = AktaCeraiNumber::parse("0099/AC/2020/PA.Pas").unwrap();
            person.divorce(0, date(2020, 3, 14), &akta);
        }
        Hold::NotMarried { status, .. } => person.marital_status = *status,
        Hold::PaperRecordOnly { .. } => person.marriages.clear(),
        Hold::NotMarriedToEachOther { .. } | Hold::RemarriedMeanwhile { .. } => {
            person.marriages[0].spouse = Some(Nik::parse("3575010101900009").unwrap());
        }
        Hold::MarriageRecordMismatch { .. } => person.marriages[0].date = Some(date(2015, 1, 1)),
        _ => {}
    }
}

/// What has to be there to decide so, by JSON pointer. The ruling's own facts are looked for in every case.
#[expect(clippy::too_many_lines, reason = "a table: one entry for each hold")]
fn needed(hold: &Hold, decision: &str) -> Vec<&'static str> {
    let identity = [
        "/party/court/name",
        "/party/court/birthDate",
        "/party/court/sex",
        "/party/register/name",
        "/party/register/birthDate",
        "/party/register/sex",
        "/marriage/court/certificateNumber",
    ];
    let marriage = [
        "/marriage/court/certificateNumber",
        "/marriage/court/date",
        "/marriage/court/office",
        "/marriage/role",
        "/marriage/maritalStatus",
        "/marriage/register",
        "/party/court/name",
        "/party/register/name",
    ];
    let members = [
        "/households/0/number",
        "/households/0/version",
        "/households/0/members/0/name",
        "/households/0/members/0/birthDate",
        "/households/0/members/0/relationship",
        "/households/0/members/0/mayHead",
        "/wishes/0/role",
        "/wishes/1/role",
    ];
    match (hold, decision) {
        // No card has the NIK: what the court says is all there is, and the officer looks in SIAK.
        (Hold::PartyNotInRegister { .. }, _) => vec!["/party/court/nik", "/party/court/name"],
        // When somebody died, the register does not hold: the certificate is compared with the day of the divorce.
        (Hold::PartyDeceased { .. }, _) => {
            vec![
                "/party/register/deceased",
                "/party/register/name",
                "/ruling/divorcedOn",
            ]
        }
        (Hold::NameMismatch { .. } | Hold::BirthDateMismatch { .. } | Hold::SexMismatch { .. }, _) => {
            identity.to_vec()
        }
        (Hold::AlreadyDivorced { .. }, _) => [
            &marriage[..],
            &["/marriage/divorcedOn", "/marriage/divorceCertificate"],
        ]
        .concat(),
        (Hold::RemarriedMeanwhile { .. } | Hold::NotMarriedToEachOther { .. }, _) => [
            &marriage[..],
            &["/marriage/register/0/date", "/marriage/register/0/spouse"],
        ]
        .concat(),
        (Hold::MarriageRecordMismatch { .. }, _) => [
            &marriage[..],
            &[
                "/marriage/register/0/certificateNumber",
                "/marriage/register/0/date",
            ],
        ]
        .concat(),
        (Hold::NotMarried { .. } | Hold::PaperRecordOnly { .. }, _) => marriage.to_vec(),
        (Hold::ForeignSpouse { .. } | Hold::PartyHasNik { .. }, _) => [
            &members[..],
            &[
                "/party/court/passport",
                "/party/court/birthDate",
                "/households/0/members/0/passport",
                "/households/0/members/0/stayPermit",
                "/marriage/court/certificateNumber",
                "/marriage/register/0/spouse",
            ],
        ]
        .concat(),
        (Hold::CourtNameMissing | Hold::CourtCodeOld, _) => {
            vec!["/ruling/caseNumber", "/ruling/akta/number", "/ruling/doubts"]
        }
        (Hold::ChildNotInRegister { .. }, _) => {
            vec!["/child/court/nik", "/child/court/name", "/child/court/birthDate"]
        }
        (Hold::ChildMismatch { .. }, _) => vec![
            "/child/court/name",
            "/child/court/birthDate",
            "/child/register/name",
            "/child/register/birthDate",
            "/child/register/deceased",
        ],
        (Hold::HeadMustBeChosen | Hold::HeadNotEligible, "choose_head") => [
            &members[..],
            &[
                "/households/0/members/0/person",
                "/households/0/members/0/deceased",
            ],
        ]
        .concat(),
        (Hold::NumberPoolEmpty { .. }, _) => vec!["/numbers/kecamatan", "/numbers/free"],
        (Hold::ChangedSince | Hold::AmendmentImpossible, _) => [
            &members[..],
            &[
                "/changedSince/0/versionThen",
                "/changedSince/0/versionNow",
                "/changedSince/0/left",
                "/changedSince/0/came",
                "/changedSince/0/changed",
                "/ruling/registeredOn",
            ],
        ]
        .concat(),
        // Wishes, cards and who lives there.
        _ => members.to_vec(),
    }
}

#[tokio::test]
async fn every_decision_that_a_hold_allows_finds_what_it_is_decided_by() {
    let kecamatan = KecamatanCode::parse("35.75.01").unwrap();
    let both_dates = ["gugat-with-custody", "talak-with-ikrar"];
    let (mut number, mut asked) = (0, 0);
    for hold in every_hold(&kecamatan) {
        for sample_name in both_dates {
            number += 1;
            let (office, id) = held(number, sample_name, &hold).await;
            let facts = office.officer("petugas-01", 9).facts(id).await.1;
            let mut ruling = vec![
                "/ruling/caseNumber",
                "/ruling/kind",
                "/ruling/rulingDate",
                "/ruling/bhtDate",
                "/ruling/akta/number",
                "/ruling/akta/date",
                "/ruling/divorcedOn",
            ];
            if sample_name.starts_with("talak") {
                ruling.push("/ruling/ikrarDate");
                assert_eq!(facts["ruling"]["divorcedOn"], facts["ruling"]["ikrarDate"]);
            } else {
                assert_eq!(facts["ruling"]["divorcedOn"], facts["ruling"]["bhtDate"]);
            }
            for decision in hold.allowed() {
                for pointer in ruling.iter().chain(&needed(&hold, decision)) {
                    let found = facts.pointer(pointer).is_some_and(|value| !value.is_null());
                    assert!(found, "{} {decision} lacks {pointer}: {facts:#}", hold.code());
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 500, "{asked} facts were looked for");
}

#[tokio::test]
async fn passports_are_shown_only_where_a_party_without_nik_is_looked_for() {
    let kecamatan = KecamatanCode::parse("35.75.01").unwrap();
    let mut shown = BTreeSet::new();
    for (number, hold) in (1..).zip(every_hold(&kecamatan)) {
        let (office, id) = held(number, "gugat-with-custody", &hold).await;
        let facts = office.officer("petugas-01", 9).facts(id).await.1;
        if facts.to_string().contains(PASSPORT) {
            shown.insert(hold.code());
        }
    }
    assert_eq!(shown, BTreeSet::from(["foreign_spouse", "party_has_nik"]));
}
