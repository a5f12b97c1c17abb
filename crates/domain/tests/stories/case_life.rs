//! The life of a case, from the court's decree to the envelope in the addressee's hands.

use tuntas_domain::case::{
    Command, CourierStatus, DocumentKind, Event, HandedTo, Refusal, Stage, TrackStage, evolve,
};
use tuntas_domain::decree::{DivorceKind, Missing, Role};
use tuntas_domain::identity::CourtCode;
use tuntas_domain::plan::Hold;

use super::case_office::{Office, accept, cards, document, hand_over, moved, notice, register, to_rider};
use super::fixtures::{BUDI, WATI};

#[test]
fn from_the_court_to_the_door() {
    let mut office = Office::default();
    assert_eq!(office.case.stage(), Stage::Empty);
    office.does(accept(&[Missing::Ikrar, Missing::Akta]));
    assert_eq!(office.case.stage(), Stage::AwaitingFinality);
    assert_eq!(office.refuses(register(None)), Refusal::NotFinal);
    office.does(Command::Complete {
        evidence: "e2".to_owned(),
        missing: vec![Missing::Akta],
    });
    assert_eq!(office.case.stage(), Stage::AwaitingFinality);
    office.does(Command::Complete {
        evidence: "e3".to_owned(),
        missing: vec![],
    });
    assert_eq!(office.case.stage(), Stage::Accepted);
    assert_eq!(office.stage(WATI), TrackStage::Waiting);
    office.does(register(None));
    assert_eq!(office.case.stage(), Stage::Registered);

    for role in Role::BOTH {
        assert_eq!(office.stage(role), TrackStage::Registered);
        assert_eq!(office.refuses(Command::Print { role }), Refusal::NothingToPrint);
        office.does(cards(role));
        assert_eq!(office.stage(role), TrackStage::Rendered);
        assert_eq!(
            office.refuses(Command::RequestCourier { role }),
            Refusal::NotPrinted
        );
        office.does(Command::Print { role });
        assert_eq!(office.stage(role), TrackStage::Printed);
        office.does(Command::RequestCourier { role });
        office.does(Command::BookCourier {
            role,
            attempt: 1,
            order: "o1".to_owned(),
            fare: None,
        });
        assert_eq!(office.stage(role), TrackStage::CourierComing);
        office.does(hand_over(role, HandedTo::Courier));
        office.does(moved(role, 1, CourierStatus::Picked));
        assert_eq!(office.stage(role), TrackStage::OnTheWay);
        office.does(Command::EnterCode {
            role,
            attempt: 1,
            correct: true,
        });
        assert_eq!(
            office.stage(role),
            TrackStage::OnTheWay,
            "the courier's word is missing still"
        );
        office.does(moved(role, 1, CourierStatus::Delivered));
        assert_eq!(office.stage(role), TrackStage::Delivered);
        assert_eq!(
            office.refuses(Command::RequestCourier { role }),
            Refusal::AlreadyDelivered
        );
    }
    assert_eq!(office.case.stage(), Stage::Completed);
}

#[test]
fn nothing_happens_before_a_decree() {
    let office = Office::default();
    for command in [
        register(None),
        cards(WATI),
        Command::Print { role: WATI },
        Command::Hold {
            hold: Hold::ChoiceNeeded,
        },
    ] {
        assert_eq!(office.refuses(command), Refusal::NoDecree);
    }
}

#[test]
fn the_same_decree_twice_is_one_and_another_is_refused() {
    let mut office = Office::default();
    office.does(accept(&[]));
    assert_eq!(office.does(accept(&[])), []);
    let another = Command::Accept {
        court: CourtCode::parse("PA.Pas").unwrap(),
        kind: DivorceKind::Gugat,
        evidence: "other".to_owned(),
        missing: vec![],
        duty: None,
    };
    assert_eq!(office.refuses(another), Refusal::AlreadyAccepted);
    let completion = Command::Complete {
        evidence: "e2".to_owned(),
        missing: vec![],
    };
    assert_eq!(office.refuses(completion), Refusal::AlreadyFinal);
}

#[test]
fn a_held_case_waits_and_goes_on_when_the_reason_is_gone() {
    let hold = Command::Hold {
        hold: Hold::NameMismatch { role: WATI },
    };
    let mut office = Office::default();
    office.does(accept(&[Missing::Bht]));
    assert_eq!(office.refuses(hold.clone()), Refusal::NotFinal);
    office.does(Command::Complete {
        evidence: "e2".to_owned(),
        missing: vec![],
    });
    office.does(hold.clone());
    assert_eq!(office.case.stage(), Stage::Held);
    assert_eq!(office.does(hold.clone()), [], "the same reason is told once");
    assert_eq!(
        office
            .does(Command::Hold {
                hold: Hold::ChildrenAlone
            })
            .len(),
        1,
        "another reason is news"
    );
    office.does(register(None));
    assert_eq!(office.case.stage(), Stage::Registered);
    assert_eq!(office.case.hold, None);
    assert_eq!(office.refuses(hold), Refusal::AlreadyRegistered);
    assert_eq!(office.refuses(register(None)), Refusal::AlreadyRegistered);
}

#[test]
fn the_two_tracks_never_meet() {
    let mut office = Office::with_rider_coming(WATI);
    assert_eq!(office.stage(BUDI), TrackStage::Registered);
    office.does(hand_over(WATI, HandedTo::Courier));
    assert!(!office.case.tracks[BUDI].with_courier);
    assert_eq!(
        office.refuses(moved(BUDI, 1, CourierStatus::Picked)),
        Refusal::NoSuchDelivery
    );
}

#[test]
fn a_notice_goes_to_the_registry_and_to_nobody_else() {
    let mut office = Office::default();
    office.does(accept(&[]));
    office.does(register(Some(BUDI)));
    office.does(notice(BUDI, 1));
    assert_eq!(office.stage(BUDI), TrackStage::NoticeReady);
    office.does(Command::Print { role: BUDI });
    assert_eq!(
        office.stage(BUDI),
        TrackStage::NoticeReady,
        "printed for the post, still not sent"
    );
    assert_eq!(
        office.refuses(Command::RequestCourier { role: BUDI }),
        Refusal::WrongRecipient
    );
    for to in [HandedTo::Courier, HandedTo::Addressee] {
        assert_eq!(office.refuses(hand_over(BUDI, to)), Refusal::WrongRecipient);
    }
    office.does(hand_over(BUDI, HandedTo::Registry));
    assert_eq!(office.stage(BUDI), TrackStage::NoticeSent);
    assert_eq!(office.does(hand_over(BUDI, HandedTo::Registry)), []);
    assert_eq!(
        office.does(Command::Render {
            role: BUDI,
            change: 1,
            documents: vec![document(DocumentKind::Notice, "later")],
        }),
        [],
        "what was sent is not exchanged"
    );
    office.does(cards(WATI));
    assert_eq!(
        office.refuses(hand_over(WATI, HandedTo::Registry)),
        Refusal::WrongRecipient
    );
}

#[test]
fn documents_may_be_rendered_again_until_they_are_printed() {
    let mut office = Office::default();
    office.does(accept(&[]));
    assert_eq!(office.refuses(cards(WATI)), Refusal::NotRegistered);
    office.does(register(None));
    office.does(cards(WATI));
    assert_eq!(office.does(cards(WATI)), []);
    let corrected = Command::Render {
        role: WATI,
        change: 1,
        documents: vec![document(DocumentKind::Kk, "corrected")],
    };
    assert_eq!(office.does(corrected).len(), 1);
    office.does(Command::Print { role: WATI });
    assert_eq!(office.does(cards(WATI)), [], "the envelope is sealed");
}

#[test]
fn where_no_rider_is_found_another_is_called() {
    for failed in [
        CourierStatus::NoDriver,
        CourierStatus::Cancelled,
        CourierStatus::Returned,
    ] {
        let mut office = Office::with_rider_coming(WATI);
        assert_eq!(
            office.refuses(Command::RequestCourier { role: WATI }),
            Refusal::CourierOnTheWay
        );
        office.does(moved(WATI, 1, failed));
        assert_eq!(office.stage(WATI), TrackStage::AtOffice);
        assert_eq!(
            office.does(Command::RequestCourier { role: WATI }),
            [Event::CourierRequested {
                role: WATI,
                attempt: 2
            }]
        );
        assert_eq!(office.stage(WATI), TrackStage::CourierComing);
        assert_eq!(
            office.does(to_rider(WATI, 2)).len(),
            1,
            "the second rider takes the envelope too"
        );
    }
}

#[test]
fn a_rider_who_gives_up_at_the_counter_leaves_the_envelope_to_the_next() {
    let mut office = Office::with_rider_coming(WATI);
    office.does(hand_over(WATI, HandedTo::Courier));
    office.does(moved(WATI, 1, CourierStatus::Cancelled));
    office.does(Command::RequestCourier { role: WATI });
    assert!(!office.case.tracks[WATI].with_courier);
    assert_eq!(office.does(to_rider(WATI, 2)).len(), 1);
}

#[test]
fn a_refused_order_is_not_booked_afterwards_in_silence() {
    let mut office = Office::default();
    office.does(accept(&[]));
    office.does(register(None));
    office.does(cards(WATI));
    office.does(Command::Print { role: WATI });
    office.does(Command::RequestCourier { role: WATI });
    let refuse = Command::RefuseCourier {
        role: WATI,
        attempt: 1,
        code: "out_of_area".to_owned(),
    };
    office.does(refuse.clone());
    assert_eq!(office.does(refuse), []);
    assert_eq!(office.stage(WATI), TrackStage::AtOffice);
    let book = Command::BookCourier {
        role: WATI,
        attempt: 1,
        order: "late".to_owned(),
        fare: None,
    };
    assert_eq!(office.refuses(book), Refusal::NoSuchDelivery);
    assert_eq!(
        office.refuses(hand_over(WATI, HandedTo::Courier)),
        Refusal::NoSuchDelivery
    );
    office.does(hand_over(WATI, HandedTo::Addressee));
    assert_eq!(office.stage(WATI), TrackStage::Delivered);
}

#[test]
fn a_rider_who_has_reported_exists_whatever_the_provider_says_of_another_booking() {
    let mut office = Office::registered();
    office.does(cards(WATI));
    office.does(Command::Print { role: WATI });
    office.does(Command::RequestCourier { role: WATI });
    office.does(moved(WATI, 1, CourierStatus::Picked));
    office.knows(Command::RefuseCourier {
        role: WATI,
        attempt: 1,
        code: "reference_taken".to_owned(),
    });
    assert_eq!(office.stage(WATI), TrackStage::OnTheWay);
}

#[test]
fn the_addressee_collects_at_the_counter_unless_a_rider_has_the_envelope() {
    for status in [
        CourierStatus::Picked,
        CourierStatus::ToDrop,
        CourierStatus::OnHold,
        CourierStatus::Returning,
    ] {
        let mut office = Office::with_rider_coming(WATI);
        office.does(moved(WATI, 1, status));
        assert_eq!(
            office.refuses(hand_over(WATI, HandedTo::Addressee)),
            Refusal::CourierOnTheWay,
            "{status:?}"
        );
    }
    let mut office = Office::with_rider_coming(WATI);
    office.does(hand_over(WATI, HandedTo::Courier));
    assert_eq!(
        office.refuses(hand_over(WATI, HandedTo::Addressee)),
        Refusal::CourierOnTheWay,
        "the officer's word is enough, the webhook may be late"
    );
    office.does(moved(WATI, 1, CourierStatus::Returned));
    office.does(hand_over(WATI, HandedTo::Addressee));
    assert_eq!(office.stage(WATI), TrackStage::Delivered);
    assert_eq!(
        office.refuses(hand_over(WATI, HandedTo::Courier)),
        Refusal::AlreadyDelivered
    );
}

#[test]
fn the_couriers_word_alone_does_not_end_the_track() {
    let mut office = Office::with_rider_coming(WATI);
    office.does(moved(WATI, 1, CourierStatus::Delivered));
    assert_eq!(office.stage(WATI), TrackStage::DeliveryUnconfirmed);
    assert!(!office.case.tracks[WATI].is_finished());
    office.does(Command::EnterCode {
        role: WATI,
        attempt: 1,
        correct: true,
    });
    assert_eq!(office.stage(WATI), TrackStage::Delivered);
}

#[test]
fn five_wrong_codes_lock_the_attempt() {
    let mut office = Office::with_rider_coming(WATI);
    office.does(moved(WATI, 1, CourierStatus::Picked));
    let enter = |correct| Command::EnterCode {
        role: WATI,
        attempt: 1,
        correct,
    };
    for _ in 0..5 {
        assert_eq!(office.does(enter(false)).len(), 1, "each try counts");
    }
    assert_eq!(office.refuses(enter(true)), Refusal::CodeLocked);
    office.does(moved(WATI, 1, CourierStatus::Returned));
    office.does(Command::RequestCourier { role: WATI });
    let second = Command::EnterCode {
        role: WATI,
        attempt: 2,
        correct: true,
    };
    assert_eq!(office.does(second).len(), 1, "another rider, another count");
}

#[test]
fn an_event_that_makes_no_sense_changes_nothing() {
    let office = Office::with_rider_coming(WATI);
    for event in [
        Event::CourierRequested {
            role: WATI,
            attempt: 1,
        },
        Event::CourierMoved {
            role: WATI,
            attempt: 9,
            status: CourierStatus::Picked,
        },
        Event::CourierBooked {
            role: BUDI,
            attempt: 1,
            order: "o9".to_owned(),
            fare: None,
        },
    ] {
        assert_eq!(evolve(office.case.clone(), &event), office.case, "{event:?}");
    }
}
