//! The service promise: the clock runs from receipt and from finality, and stops only while the court has the case.

use jiff::SignedDuration;
use tuntas_domain::case::{
    Clock, Command, CourierStatus, Event, HandedTo, Lapse, Lapses, ReturnReason, ServiceTimes, service_times,
};
use tuntas_domain::decree::{Missing, Parties};
use tuntas_domain::plan::{Amendment, Hold, Outcome, Reissue, Reversal};

use super::case_office::{
    Office, accept, amend, both, cards, cards_of, code, hand_over, hour, moved, notice, officer, register,
    register_as, repair, stayed,
};
use super::fixtures::{BUDI, WATI};

const HELD: Hold = Hold::NameMismatch { role: WATI };

/// An office with a clock on the wall.
#[derive(Default)]
struct Day {
    office: Office,
    entries: Vec<(jiff::Timestamp, Event)>,
}

impl Day {
    fn at(&mut self, hours: i64, command: Command) {
        let events = self.office.does(command);
        self.entries
            .extend(events.into_iter().map(|event| (hour(hours), event)));
    }

    fn read(&self, now: i64) -> ServiceTimes {
        let entries = self.entries.iter().map(|(at, event)| (*at, event));
        service_times(entries, hour(now)).unwrap()
    }

    fn holds_and_returns(&mut self, held: i64, returned: i64) {
        self.at(held, Command::Hold { hold: HELD });
        self.at(
            held,
            Command::Claim {
                officer: officer(1),
                now: hour(held),
                until: hour(returned + 1),
                ahead: 0,
            },
        );
        self.at(
            returned,
            Command::Return {
                officer: officer(1),
                now: hour(returned),
                reason: ReturnReason::WrongDate,
            },
        );
    }
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

fn took(receipt: i64, finality: i64) -> Lapses {
    Lapses {
        from_receipt: Lapse::Took(hours(receipt)),
        from_finality: Lapse::Took(hours(finality)),
    }
}

fn waiting(receipt: i64, finality: i64) -> Lapses {
    Lapses {
        from_receipt: Lapse::Waiting(hours(receipt)),
        from_finality: Lapse::Waiting(hours(finality)),
    }
}

const NOT_DUE: Lapses = Lapses {
    from_receipt: Lapse::NotDue,
    from_finality: Lapse::NotDue,
};

#[test]
fn an_empty_journal_has_no_clock() {
    assert_eq!(service_times([], hour(0)), None);
}

#[test]
fn whoever_sums_up_is_told_the_moments_themselves() {
    let mut day = Day::default();
    day.at(1, accept(&[Missing::Bht]));
    let mut clock = Clock::starting(hour(1));
    let hear = |clock: &mut Clock, day: &Day, known: usize| {
        for (at, event) in &day.entries[known..] {
            clock.hear(*at, event);
        }
    };
    hear(&mut clock, &day, 0);
    assert_eq!((clock.received(), clock.finality()), (hour(1), None));
    assert_eq!(clock.away(), []);

    let known = day.entries.len();
    let completion = Command::Complete {
        evidence: "e2".to_owned(),
        missing: vec![],
    };
    day.at(3, completion);
    day.holds_and_returns(4, 6);
    hear(&mut clock, &day, known);
    assert_eq!((clock.received(), clock.finality()), (hour(1), Some(hour(3))));
    assert_eq!(clock.away(), [(hour(6), None)]);
    assert_eq!(clock.reached().registered, None);

    let known = day.entries.len();
    day.at(8, repair("e3"));
    day.at(9, register(None));
    hear(&mut clock, &day, known);
    assert_eq!(clock.away(), [(hour(6), Some(hour(8)))]);
    assert_eq!(clock.reached().registered, Some(hour(9)));
    assert_eq!(clock.case(), &day.office.case);
}

#[test]
fn from_the_court_to_the_door() {
    let mut day = Day::default();
    day.at(0, accept(&[Missing::Bht]));
    assert_eq!(
        day.read(4).registered,
        Lapses {
            from_receipt: Lapse::Waiting(hours(4)),
            from_finality: Lapse::NotDue
        }
    );
    day.at(
        10,
        Command::Complete {
            evidence: "e2".to_owned(),
            missing: vec![],
        },
    );
    day.at(11, register(None));
    day.at(12, cards(WATI));
    day.at(14, Command::Print { role: WATI });
    day.at(15, Command::RequestCourier { role: WATI });
    day.at(20, moved(WATI, 1, CourierStatus::Delivered));
    assert_eq!(
        day.read(20).delivered[WATI],
        waiting(20, 10),
        "the courier's word is not enough"
    );
    day.at(21, code(WATI, 1));
    let times = day.read(30);
    assert_eq!(times.registered, took(11, 1));
    assert_eq!(times.printed[WATI], took(14, 4));
    assert_eq!(times.delivered[WATI], took(21, 11));
    assert_eq!(times.printed[BUDI], waiting(30, 20));
    assert_eq!(times.delivered[BUDI], waiting(30, 20));
}

#[test]
fn a_hold_does_not_stop_the_clock() {
    let mut day = Day::default();
    day.at(0, accept(&[]));
    day.at(1, Command::Hold { hold: HELD });
    assert_eq!(day.read(50).registered, waiting(50, 50));
    day.at(60, register(None));
    assert_eq!(day.read(70).registered, took(60, 60));
}

#[test]
fn the_clock_stands_still_while_the_court_has_the_case() {
    let mut day = Day::default();
    day.at(0, accept(&[]));
    day.holds_and_returns(1, 5);
    assert_eq!(day.read(5).registered, waiting(5, 5));
    assert_eq!(day.read(500).registered, waiting(5, 5));
    day.at(600, repair("e2"));
    assert_eq!(day.read(603).registered, waiting(8, 8));
}

#[test]
fn a_case_returned_twice_is_charged_for_neither() {
    let mut day = Day::default();
    day.at(0, accept(&[]));
    day.holds_and_returns(1, 5);
    day.at(25, repair("e2"));
    day.holds_and_returns(26, 28);
    assert_eq!(day.read(40).registered, waiting(8, 8));
    day.at(128, repair("e3"));
    day.at(130, register(None));
    let times = day.read(200);
    assert_eq!(times.registered, took(10, 10));
    assert_eq!(times.delivered[WATI], waiting(80, 80));
}

#[test]
fn a_mended_decree_that_is_not_final_starts_the_second_clock_afresh() {
    let mut day = Day::default();
    day.at(0, accept(&[]));
    day.holds_and_returns(1, 2);
    let mut mended = repair("e2");
    if let Command::Repair { missing, .. } = &mut mended {
        missing.push(Missing::Akta);
    }
    day.at(10, mended);
    assert_eq!(
        day.read(12).registered,
        Lapses {
            from_receipt: Lapse::Waiting(hours(4)),
            from_finality: Lapse::NotDue
        }
    );
    day.at(
        20,
        Command::Complete {
            evidence: "e3".to_owned(),
            missing: vec![],
        },
    );
    day.at(23, register(None));
    assert_eq!(day.read(23).registered, took(15, 3));
}

#[test]
fn a_case_closed_without_a_change_owes_nothing_more() {
    let mut day = Day::default();
    day.at(0, accept(&[]));
    day.at(
        3,
        Command::Reverse {
            ground: Reversal::Review,
            evidence: "pk".to_owned(),
        },
    );
    assert_eq!(day.read(9).registered, NOT_DUE);
    assert_eq!(day.read(9).delivered[WATI], NOT_DUE);
}

#[test]
fn nothing_is_owed_to_a_party_for_whom_nothing_is_issued() {
    let mut day = Day::default();
    day.at(0, accept(&[]));
    day.at(
        1,
        register_as(Parties {
            petitioner: stayed(2),
            respondent: Outcome::NothingDue,
        }),
    );
    assert_eq!(day.read(9).delivered[BUDI], NOT_DUE);
    assert_eq!(day.read(9).printed[BUDI], NOT_DUE);
    assert_eq!(day.read(9).delivered[WATI], waiting(9, 9));
}

#[test]
fn a_letter_sent_without_paper_is_printed_when_it_is_sent() {
    let mut day = Day::default();
    day.at(0, accept(&[]));
    day.at(1, register(Some(BUDI)));
    day.at(2, notice(BUDI, 1));
    day.at(6, hand_over(BUDI, HandedTo::Registry));
    assert_eq!(day.read(9).printed[BUDI], took(6, 6));
    assert_eq!(day.read(9).delivered[BUDI], took(6, 6));
}

#[test]
fn what_was_printed_in_vain_does_not_count_and_what_arrived_stays_arrived() {
    let custody = |parent, evidence: &str| Command::ChangeCustody {
        child: 0,
        parent,
        basis: tuntas_domain::decree::CustodyBasis::Ruling,
        evidence: evidence.to_owned(),
    };
    let amended = |parent| amend(Amendment::Custody { child: 0, parent }, both(Reissue::BOTH));
    let mut day = Day::default();
    day.at(0, accept(&[]));
    day.at(1, register(None));
    day.at(2, cards(WATI));
    day.at(3, Command::Print { role: WATI });
    assert_eq!(day.read(3).printed[WATI], took(3, 3));
    day.at(4, custody(WATI, "first"));
    day.at(5, amended(WATI));
    assert_eq!(day.read(5).printed[WATI], waiting(5, 5));
    day.at(6, cards_of(WATI, 2));
    day.at(7, Command::Print { role: WATI });
    day.at(8, hand_over(WATI, HandedTo::Addressee));
    day.at(20, custody(BUDI, "second"));
    day.at(21, amended(BUDI));
    assert_eq!(day.read(40).printed[WATI], took(7, 7));
    assert_eq!(day.read(40).delivered[WATI], took(8, 8));
    assert_eq!(day.read(40).registered, took(1, 1));
}

#[test]
fn times_that_go_backwards_stand_still() {
    let mut day = Day::default();
    day.at(5, accept(&[]));
    day.at(3, register(None));
    assert_eq!(day.read(0).registered, took(0, 0));
    assert_eq!(day.read(0).delivered[WATI], waiting(0, 0));
}
