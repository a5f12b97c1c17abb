//! Who is on which card.

use jiff::civil::date;
use tuntas_domain::household::Household;
use tuntas_domain::identity::CityCode;
use tuntas_domain::people::{Citizenship, Person, Relationship as R, Sex, Text, Vital};
use tuntas_domain::plan::Decision;

use super::render::planned;
use super::{Row, law};
use crate::fixtures::*;

fn sari() -> Person {
    married(
        person(31, "Contoh Sari", Sex::Female, date(1992, 8, 8)),
        &budi(),
        "0101/011/II/2019",
        date(2019, 2, 2),
    )
}

fn with_a_second_wife() -> Household {
    let of_two = married(budi(), &sari(), "0101/011/II/2019", date(2019, 2, 2));
    card(1, vec![(R::Head, of_two), (R::Wife, wati()), (R::Wife, sari())])
}

fn dead(mut person: Person) -> Person {
    person.vital = Vital::Deceased;
    person
}

#[expect(clippy::too_many_lines, reason = "a table: one entry for each row")]
pub(super) fn rows() -> Vec<Row> {
    let couple = || Story::of(vec![budis_card(vec![])]);
    let mut foreigner = budis_card(vec![]);
    foreigner.members[0].person.citizenship = Citizenship::Wna;
    let mut without_nik = wati();
    without_nik.marriages[0].spouse = None;
    let mut foreign = Story::of(vec![card(1, vec![(R::Head, without_nik)])])
        .decided(Decision::AcceptForeignSpouse { role: BUDI });
    foreign.decree.parties[BUDI].nik = None;
    foreign.decree.parties[BUDI].passport = Some(Text::parse("X1234567").unwrap());
    let mut wife_died = couple().decided(Decision::AcceptDeath { role: WATI });
    wife_died.register[0].members[1].person = dead(wati());
    let mut head_died = Story::of(vec![budis_card(vec![(R::Child, ani()), (R::Parent, sumi())])])
        .with_children(vec![by_ruling(&ani(), WATI)])
        .decided(Decision::AcceptDeath { role: BUDI });
    head_died.register[0].members[0].person = dead(budi());
    let many = (100..110)
        .map(|serial| (R::OtherRelative, grandmother(serial, "Contoh Famili")))
        .collect();
    let mut elsewhere_married = couple();
    elsewhere_married.decree.marriage.region = Some(CityCode::parse("35.73").unwrap());
    let under_sumi = card(
        1,
        vec![
            (R::Head, sumi()),
            (R::Child, budi()),
            (R::ChildInLaw, wati()),
            (R::Grandchild, ani()),
        ],
    );
    vec![
        planned(
            "The husband heads the card, nothing is said",
            &couple(),
            law::NUMBER_WITH_HEAD,
        ),
        planned(
            "The wife heads the card",
            &Story::of(vec![card(1, vec![(R::Head, wati()), (R::Husband, budi())])]),
            law::NUMBER_WITH_HEAD,
        ),
        planned("*Cerai gugat*, final on 15-09-2021", &couple(), law::BHT),
        planned(
            "*Cerai talak*, he petitions; *ikrar* on 18-09-2021",
            &couple().turned_into_a_talak(date(2021, 9, 18)),
            law::IKRAR,
        ),
        planned(
            "Each has an own card already",
            &Story::of(vec![
                card(1, vec![(R::Head, budi())]),
                card(2, vec![(R::Head, wati())]),
            ]),
            law::STATUS,
        ),
        planned(
            "They live on his mother's card; nothing is said",
            &Story::of(vec![under_sumi]).with_children(vec![by_ruling(&ani(), WATI)]),
            law::NEW_CARD,
        ),
        planned(
            "They live on her mother's card",
            &Story::of(vec![card(
                1,
                vec![(R::Head, ratna()), (R::Child, wati()), (R::ChildInLaw, budi())],
            )]),
            law::NEW_CARD,
        ),
        planned(
            "Parents-in-law, a grandchild, a relative and a domestic worker in the house",
            &Story::of(vec![budis_card(vec![
                (R::ParentInLaw, ratna()),
                (R::Parent, sumi()),
                (R::Grandchild, child_of_grown()),
                (R::OtherRelative, grandmother(82, "Contoh Bibi")),
                (R::DomesticWorker, grandmother(83, "Contoh Tukiyem")),
            ])]),
            law::ONE_CARD,
        ),
        planned(
            "A card of more than ten",
            &Story::of(vec![budis_card(many)]),
            law::ONE_CARD,
        ),
        planned(
            "He has a second wife",
            &Story::of(vec![with_a_second_wife()]),
            law::ONE_MARRIAGE,
        ),
        planned(
            "He is a foreigner with a NIK",
            &Story::of(vec![foreigner]),
            law::IDENTITY,
        ),
        planned(
            "He is a foreigner without a NIK (accepted)",
            &foreign,
            law::EVIDENCE,
        ),
        planned("She died after the divorce (accepted)", &wife_died, law::DEATH),
        planned(
            "The head died after the divorce (accepted)",
            &head_died,
            law::DEATH,
        ),
        planned(
            "She lives in another city",
            &Story::of(vec![card(1, vec![(R::Head, budi())])]).living(WATI, kota_malang()),
            law::ELSEWHERE,
        ),
        planned(
            "The court believes she lives elsewhere, the register has her here",
            &couple().living(WATI, kota_malang()),
            law::ELSEWHERE,
        ),
        planned(
            "The marriage is recorded in another region",
            &elsewhere_married,
            law::NOTICE,
        ),
    ]
}

fn child_of_grown() -> Person {
    person(84, "Contoh Cici", Sex::Female, date(2020, 2, 2))
}
