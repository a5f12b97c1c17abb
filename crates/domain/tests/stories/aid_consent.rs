//! What a party lets be passed on to aid offices, and what officers take down about their safety.

use tuntas_domain::case::{
    AidAnswer, AidOffer, Command, ConsentSource, CourierStatus, Event, MAX_AID_CONSENTS, Refusal,
};
use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::{AidKind, AidOfficeCode};
use tuntas_domain::plan::Reversal;

use super::case_office::{Office, moved, officer, register};
use super::fixtures::{BUDI, WATI};

fn office_code(code: &str) -> AidOfficeCode {
    AidOfficeCode::parse(code).unwrap()
}

fn word(office: &str, aid: AidKind, given: bool) -> AidAnswer {
    AidAnswer {
        office: office_code(office),
        aid,
        given,
    }
}

fn says(role: Role, source: ConsentSource, answers: Vec<AidAnswer>) -> Command {
    Command::AnswerAid {
        role,
        answers,
        source,
        evidence: (source == ConsentSource::Court).then(|| "pernyataan".to_owned()),
    }
}

fn yes(role: Role) -> Command {
    says(
        role,
        ConsentSource::Citizen,
        vec![word("dp3akb", AidKind::Mentoring, true)],
    )
}

fn no(role: Role) -> Command {
    says(
        role,
        ConsentSource::Citizen,
        vec![word("dp3akb", AidKind::Mentoring, false)],
    )
}

fn consented(number: u16) -> Event {
    Event::AidConsentGiven {
        role: WATI,
        office: office_code("dp3akb"),
        aid: AidKind::Mentoring,
        number,
        source: ConsentSource::Citizen,
        evidence: None,
    }
}

fn stands(office: &Office, role: Role) -> bool {
    office.case.aid[role].stands(&office_code("dp3akb"), AidKind::Mentoring)
}

#[test]
fn aid_is_offered_once_from_the_registration_until_it_is_answered() {
    let mut office = Office::accepted();
    let offers = |office: &Office| Parties::from_fn(|role| office.case.aid_offer(role));
    assert_eq!(offers(&office).petitioner, AidOffer::Closed);
    assert_eq!(
        office.refuses(yes(WATI)),
        Refusal::NotRegistered,
        "not offered yet"
    );
    office.does(register(None));
    assert_eq!(office.case.aid_offer(WATI), AidOffer::Open);
    assert_eq!(office.case.aid_offer(BUDI), AidOffer::Open);

    let decline = |role| Command::DeclineAid {
        role,
        source: ConsentSource::Citizen,
    };
    office.does(decline(BUDI));
    assert_eq!(office.does(decline(BUDI)), [], "once");
    assert_eq!(office.case.aid_offer(BUDI), AidOffer::Answered);
    assert_eq!(office.case.aid_offer(WATI), AidOffer::Open, "each for themselves");
    office.does(yes(BUDI));
    assert!(stands(&office, BUDI), "who said no may say yes later");
}

#[test]
fn without_a_word_nothing_stands_and_each_office_and_aid_is_asked_by_itself() {
    let mut office = Office::registered();
    assert!(!stands(&office, WATI));
    assert_eq!(office.does(yes(WATI)), [consented(1)]);
    assert_eq!(office.does(yes(WATI)), [], "said before");
    let said = &office.case.aid[WATI];
    assert!(!said.stands(&office_code("dp3akb"), AidKind::Capital));
    assert!(!said.stands(&office_code("dinsos"), AidKind::Mentoring));
    assert!(!stands(&office, BUDI));
}

/// An office may help in two ways, and two offices in the same one.
#[test]
fn what_is_said_of_one_aid_of_an_office_says_nothing_of_its_other_one_nor_of_another_office() {
    use AidKind::{Capital, Mentoring};
    let mut office = Office::registered();
    let said = [("dinsos", Capital), ("dp3akb", Mentoring), ("dinsos", Mentoring)];
    for (code, aid) in said {
        let yes = says(WATI, ConsentSource::Citizen, vec![word(code, aid, true)]);
        office.does(yes);
    }
    let standing =
        |office: &Office| said.map(|(code, aid)| office.case.aid[WATI].stands(&office_code(code), aid));
    assert_eq!(standing(&office), [true, true, true]);

    let no = word("dinsos", Mentoring, false);
    office.does(says(WATI, ConsentSource::Citizen, vec![no]));
    assert_eq!(standing(&office), [true, true, false]);
}

#[test]
fn a_consent_is_taken_back_as_often_as_it_was_given_and_each_has_its_number() {
    let mut office = Office::registered();
    office.does(yes(WATI));
    office.does(no(WATI));
    assert!(!stands(&office, WATI));
    assert_eq!(office.does(no(WATI)), [], "taken back before");
    assert_eq!(office.does(yes(WATI)), [consented(2)]);
    assert_eq!(
        office.case.aid[WATI]
            .line(&office_code("dp3akb"), AidKind::Mentoring)
            .unwrap()
            .words(),
        3
    );
}

#[test]
fn taking_back_is_never_refused() {
    let mut office = Office::registered();
    office.does(yes(WATI));
    office.does(Command::Reverse {
        ground: Reversal::Cassation,
        evidence: "kasasi".to_owned(),
    });
    assert_eq!(
        office.case.aid_offer(BUDI),
        AidOffer::Closed,
        "nobody is asked any more"
    );
    assert_eq!(office.refuses(yes(BUDI)), Refusal::RulingReversed);
    assert_eq!(office.does(no(WATI)).len(), 1);
    assert!(!stands(&office, WATI));
}

#[test]
fn the_court_says_everything_in_one_statement_and_once() {
    let mut office = Office::accepted();
    let statement = says(
        WATI,
        ConsentSource::Court,
        vec![
            word("dp3akb", AidKind::Mentoring, true),
            word("dinkop", AidKind::Capital, true),
            word("dinsos", AidKind::Capital, false),
        ],
    );
    let told = office.does(statement.clone());
    assert_eq!(told.len(), 2, "nothing is taken back that was never given");
    assert_eq!(office.case.evidence, ["e1", "pernyataan"]);
    office.does(no(WATI));
    assert_eq!(
        office.does(statement),
        [],
        "the statement does not undo what the party said since"
    );
    assert!(!stands(&office, WATI));
}

#[test]
fn consents_have_an_end_and_taking_back_has_none() {
    let mut office = Office::registered();
    for _ in 0..MAX_AID_CONSENTS {
        office.does(yes(WATI));
        office.does(no(WATI));
    }
    assert_eq!(office.refuses(yes(WATI)), Refusal::TooManyConsents);
    assert_eq!(office.does(no(WATI)), []);
    office.does(yes(BUDI));
}

fn safety(officer_number: u8, lifts: bool) -> Command {
    Command::RecordSafety {
        role: WATI,
        officer: officer(officer_number),
        lifts,
    }
}

#[test]
fn the_journal_tells_that_somebody_asked_and_never_what_was_answered() {
    let (mut protected, mut lifted) = (Office::registered(), Office::registered());
    protected.does(safety(1, false));
    lifted.does(safety(1, false));
    let (again, over) = (protected.does(safety(2, false)), lifted.does(safety(2, true)));
    assert_eq!(again, over);
    assert_eq!(protected.case, lifted.case);
}

#[test]
fn nobody_lifts_a_protection_alone() {
    let mut office = Office::registered();
    assert_eq!(
        office.refuses(safety(2, true)),
        Refusal::SecondOfficerNeeded,
        "the court's word"
    );
    office.does(safety(1, false));
    assert_eq!(office.refuses(safety(1, true)), Refusal::SecondOfficerNeeded);
    office.does(safety(2, true));
    assert_eq!(office.case.safety[WATI].revision, 2);
    assert_eq!(office.case.safety[BUDI].revision, 0);
}

#[test]
fn a_rider_who_is_on_the_way_to_a_door_is_called_back_and_the_other_one_is_not() {
    let mut office = Office::with_rider_coming(WATI);
    office.sends_a_rider(BUDI, 1);
    office.does(moved(WATI, 1, CourierStatus::ToPickup));
    let recalled = Event::CourierRecalled {
        role: WATI,
        attempt: 1,
    };
    assert!(office.does(safety(1, false)).contains(&recalled));
    assert!(office.case.tracks[BUDI].rider_to_recall().is_some());
}
