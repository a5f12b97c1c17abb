//! Every hold, and what leads past it.

use jiff::civil::date;
use tuntas_domain::decree::{Choice, Doubt};
use tuntas_domain::identity::{AktaCeraiNumber, CityCode, KecamatanCode, MarriageCertificateNumber};
use tuntas_domain::people::{MaritalStatus, Marriage, Person, Relationship as R, Text, Vital};
use tuntas_domain::plan::{Decision, Hold};

use super::choices::{join, own};
use super::render::planned;
use super::{Row, law};
use crate::fixtures::*;

fn couple() -> Story {
    Story::of(vec![budis_card(vec![])])
}

fn with_wati(change: impl FnOnce(&mut Person)) -> Story {
    let mut story = couple();
    change(&mut story.register[0].members[1].person);
    story
}

/// A hold that only the caller of the plan can find.
fn told(situation: &'static str, hold: &Hold, ground: &'static str) -> Row {
    let allowed: Vec<String> = hold.allowed().iter().map(|code| format!("`{code}`")).collect();
    Row {
        situation,
        outcome: format!("held: `{}`; may be decided: {}", hold.code(), allowed.join(", ")),
        ground,
    }
}

#[expect(clippy::too_many_lines, reason = "a table: one entry for each row")]
pub(super) fn rows() -> Vec<Row> {
    let absent = Story::of(vec![card(1, vec![(R::Head, budi())])]);
    let treated = absent.clone().decided(Decision::TreatAsElsewhere {
        role: WATI,
        region: CityCode::parse("35.73").unwrap(),
    });
    let dead = with_wati(|wati| wati.vital = Vital::Deceased);
    let mut other_name = couple();
    other_name.decree.parties[WATI].name = name("Contoh Wita");
    let named = other_name
        .clone()
        .decided(Decision::AcceptIdentity { role: WATI });
    let mut other_birth = couple();
    other_birth.decree.parties[WATI].birth_date = date(1990, 3, 13);
    let mut other_sex = couple();
    other_sex.register[0].members[1].person.sex = tuntas_domain::people::Sex::Male;
    let single = with_wati(|wati| wati.marital_status = MaritalStatus::Single);
    let paper = with_wati(|wati| wati.marriages.clear());
    let bare = with_wati(|wati| {
        wati.marriages[0].certificate = None;
        wati.marriages[0].date = None;
    });
    let seen = bare.clone().decided(Decision::AcceptPaperRecord { role: WATI });
    let on_paper = paper.clone().decided(Decision::AcceptPaperRecord { role: WATI });
    let divorced = with_wati(|wati| wati.divorce(0, BHT, &akta()));
    let recorded = divorced
        .clone()
        .decided(Decision::AcceptRecordedDivorce { role: WATI });
    let divorced_on =
        |on| with_wati(|wati| wati.divorce(0, on, &AktaCeraiNumber::parse("0099/AC/2011/PA.Pas").unwrap()));
    let earlier = divorced_on(date(2011, 3, 14));
    let second = earlier
        .clone()
        .decided(Decision::AcceptPaperRecord { role: WATI });
    let overtaken = divorced_on(date(2021, 9, 28)).decided(Decision::AcceptPaperRecord { role: WATI });
    let joko = |on| Marriage {
        spouse: Some(
            person(
                61,
                "Contoh Joko",
                tuntas_domain::people::Sex::Male,
                date(1988, 4, 4),
            )
            .nik,
        ),
        certificate: Some(MarriageCertificateNumber::parse("0077/007/IX/2021").unwrap()),
        date: Some(on),
    };
    let remarried = with_wati(|wati| wati.marriages = vec![joko(date(2021, 9, 30))]);
    let accepted = remarried
        .clone()
        .decided(Decision::AcceptRemarriage { role: WATI });
    let another = with_wati(|wati| wati.marriages = vec![joko(date(2018, 9, 30))]);
    let other_book = with_wati(|wati| wati.marriages[0].date = Some(date(2015, 1, 1)));
    let book = other_book
        .clone()
        .decided(Decision::AcceptMarriageRecord { role: WATI });
    let without_nik = |mut story: Story| {
        story.decree.parties[BUDI].nik = None;
        story.decree.parties[BUDI].passport = Some(Text::parse("X1234567").unwrap());
        story
    };
    let foreign = without_nik(Story::of(vec![card(1, vec![(R::Head, wati())])]));
    let has_nik = without_nik(couple());
    let doubtful = |doubt| {
        let mut story = couple();
        story.decree.doubts = vec![doubt];
        story
    };
    let no_child = couple().with_children(vec![by_ruling(&ani(), WATI)]);
    let mut said = by_ruling(&ani(), WATI);
    said.name = name("Contoh Ana");
    let other_child = Story::of(vec![budis_card(vec![(R::Child, ani())])]).with_children(vec![said]);
    let strangers = Story::of(vec![card(
        1,
        vec![
            (R::Head, sumi()),
            (R::OtherRelative, budi()),
            (R::OtherRelative, wati()),
        ],
    )]);
    let host = || Story::of(vec![budis_card(vec![]), card(2, vec![(R::Head, ratna())])]);
    let no_consent = host().wishing(
        WATI,
        Choice::Join {
            host: number(2),
            relationship: R::Child,
            host_consents: false,
        },
    );
    let consent = no_consent
        .clone()
        .decided(Decision::RecordHostConsent { role: WATI });
    let headless = Story::of(vec![budis_card(vec![
        (R::Parent, sumi()),
        (R::ParentInLaw, ratna()),
    ])])
    .wishing(BUDI, own())
    .wishing(WATI, own());
    let alone = Story::of(vec![budis_card(vec![(R::Child, ani())])])
        .with_children(vec![custody(&ani(), None)])
        .wishing(BUDI, own())
        .wishing(WATI, own());
    let mut dead_host = host().wishing(WATI, join(R::Child));
    dead_host.register[1].members[0].person.vital = Vital::Deceased;
    let twice = Story::of(vec![
        card(1, vec![(R::Head, budi()), (R::Child, ani())]),
        card(2, vec![(R::Head, wati()), (R::Child, ani())]),
    ])
    .with_children(vec![by_ruling(&ani(), WATI)]);
    vec![
        planned(
            "A party is on no card, and the court says they live here",
            &absent,
            law::ELSEWHERE,
        ),
        planned("… an officer knows where", &treated, law::ELSEWHERE),
        planned("The register says a party has died", &dead, law::DEATH),
        planned("The name differs", &other_name, law::IDENTITY),
        planned("… an officer accepts it", &named, law::IDENTITY),
        planned("The birth date differs", &other_birth, law::IDENTITY),
        planned("The sex does not fit the side", &other_sex, law::IDENTITY),
        planned("The register says unmarried", &single, law::EVIDENCE),
        planned("The marriage itself is not on record", &paper, law::EVIDENCE),
        planned("… an officer has seen the book", &on_paper, law::STATUS),
        planned(
            "The register names the spouse, and neither number nor date of the marriage",
            &bare,
            law::ONE_MARRIAGE,
        ),
        planned("… an officer has seen the book", &seen, law::STATUS),
        planned("The register has the divorce already", &divorced, law::EVIDENCE),
        planned("… an officer accepts it", &recorded, law::STATUS),
        planned(
            "The register has an earlier divorce, and this marriage stands in the books only",
            &earlier,
            law::EVIDENCE,
        ),
        planned("… an officer has seen the book", &second, law::STATUS),
        planned(
            "… an officer has seen the book, and the divorce on record is a later one",
            &overtaken,
            law::STATUS,
        ),
        planned(
            "Married to somebody else since the divorce",
            &remarried,
            law::ONE_MARRIAGE,
        ),
        planned("… an officer accepts it", &accepted, law::ONE_MARRIAGE),
        planned(
            "Married to somebody else, before the divorce",
            &another,
            law::ONE_MARRIAGE,
        ),
        planned(
            "Number or date of the marriage differs",
            &other_book,
            law::ONE_MARRIAGE,
        ),
        planned("… an officer accepts it", &book, law::ONE_MARRIAGE),
        planned("A spouse has no NIK", &foreign, law::EVIDENCE),
        planned(
            "The court gives no NIK of a spouse who stands on the other's card",
            &has_nik,
            law::IDENTITY,
        ),
        planned(
            "The case number names no court",
            &doubtful(Doubt::CourtNameMissing),
            law::EVIDENCE,
        ),
        planned(
            "The case number carries an old court code",
            &doubtful(Doubt::CourtCodeOld),
            law::EVIDENCE,
        ),
        planned("A child of the ruling is on no card", &no_child, law::CUSTODY),
        planned(
            "… an officer sets it aside",
            &no_child.clone().decided(Decision::SetChildAside { child: 0 }),
            law::CUSTODY,
        ),
        planned("A child's name differs", &other_child, law::IDENTITY),
        planned(
            "… an officer accepts it",
            &other_child.clone().decided(Decision::AcceptChild { child: 0 }),
            law::IDENTITY,
        ),
        planned(
            "Both want to keep the card",
            &couple().wishing(WATI, Choice::Keep),
            law::NUMBER_WITH_HEAD,
        ),
        planned(
            "Neither heads the card, and nobody says who goes",
            &strangers,
            law::NEW_CARD,
        ),
        planned(
            "The card to be joined is not in the register",
            &couple().wishing(WATI, join(R::Child)),
            law::CONSENT,
        ),
        planned("The host's head has not agreed", &no_consent, law::CONSENT),
        planned("… the consent is on file now", &consent, law::CONSENT),
        planned("Both leave, several of age stay", &headless, law::NEW_CARD),
        planned("Both leave, only a child would stay", &alone, law::MINOR),
        planned("The head of the host card has died", &dead_host, law::DEATH),
        planned("A child is on two cards", &twice, law::ONE_CARD),
        told(
            "No number is left for a kecamatan",
            &Hold::NumberPoolEmpty {
                kecamatan: KecamatanCode::parse("35.75.01").unwrap(),
            },
            law::SIAK,
        ),
        told(
            "More people move than one transaction takes",
            &Hold::HouseholdTooLarge,
            law::EVIDENCE,
        ),
    ]
}
