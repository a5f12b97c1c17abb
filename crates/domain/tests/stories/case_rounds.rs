//! Rounds of documents: what a later change makes out of date is called back, and nothing of an old round comes into a
//! new one.

use tuntas_domain::case::{
    Command, CorrectedField, CourierStatus, DocumentKind, Event, HandedTo, OldCard, Refusal, Stage,
    TrackStage, View, Whom,
};
use tuntas_domain::decree::{ChoiceKind, ChoiceSource, CustodyBasis, Parties, Role};
use tuntas_domain::plan::{Amendment, Outcome, Reissue};

use super::case_office::{
    Office, accept, amend, amend_to, book, both, cards, cards_of, code, document, elsewhere, hand_over,
    moved, notice, officer, only, register, register_as, start_printing, stayed, to_rider,
};
use super::fixtures::{BUDI, WATI};

const KK: Reissue = Reissue { kk: true, ktp: false };
const CUSTODY: Amendment = Amendment::Custody {
    child: 0,
    parent: WATI,
};

/// The court gives a child to Wati, which makes documents out of date.
fn custody_changes(office: &mut Office, reissued: Parties<Reissue>) -> Vec<Event> {
    let round = office.case.changes;
    office.does(Command::ChangeCustody {
        child: 0,
        parent: WATI,
        basis: CustodyBasis::Ruling,
        evidence: format!("custody-{round}"),
    });
    office.does(amend(CUSTODY, reissued))
}

#[test]
fn a_change_while_the_rider_is_under_way_calls_the_rider_back() {
    let mut office = Office::with_rider_coming(WATI);
    office.does(moved(WATI, 1, CourierStatus::Picked));
    let events = custody_changes(&mut office, both(KK));
    assert_eq!(
        events[1..],
        [Event::CourierRecalled {
            role: WATI,
            attempt: 1
        }]
    );
    assert_eq!(office.stage(WATI), TrackStage::Registered, "a new round");
    assert!(office.case.tracks[WATI].deliveries[0].recalled);
    assert_eq!(
        office.refuses(code(WATI, 1)),
        Refusal::NoSuchDelivery,
        "what is in that envelope is out of date"
    );

    // The rider turns round; that is history and no news of the new envelope.
    office.does(moved(WATI, 1, CourierStatus::Returning));
    office.does(moved(WATI, 1, CourierStatus::Returned));
    assert_eq!(office.stage(WATI), TrackStage::Registered);
    assert_eq!(
        office.refuses(Command::RequestCourier { role: WATI }),
        Refusal::NotPrinted
    );
    office.delivers(WATI, 2);
}

#[test]
fn a_rider_who_delivers_all_the_same_does_not_end_the_new_round() {
    let mut office = Office::with_rider_coming(WATI);
    office.does(moved(WATI, 1, CourierStatus::Picked));
    custody_changes(&mut office, both(KK));
    office.does(cards_of(WATI, 2));
    office.does(start_printing(WATI));
    office.does(Command::Print { role: WATI });
    office.does(moved(WATI, 1, CourierStatus::Delivered));
    assert_eq!(office.stage(WATI), TrackStage::Printed);
    assert!(!office.case.tracks[WATI].with_courier);
    assert_eq!(
        office.does(Command::RequestCourier { role: WATI }),
        [Event::CourierRequested {
            role: WATI,
            attempt: 2
        }],
        "references of bookings are never used twice"
    );
    office.does(to_rider(WATI, 2));
    office.does(moved(WATI, 2, CourierStatus::Picked));
    assert_eq!(office.stage(WATI), TrackStage::OnTheWay);
}

#[test]
fn an_envelope_lost_in_an_old_round_is_not_printed_again() {
    let mut office = Office::with_rider_coming(WATI);
    custody_changes(&mut office, both(KK));
    office.does(moved(WATI, 1, CourierStatus::Lost));
    assert_eq!(office.refuses(Command::Reprint { role: WATI }), Refusal::NotLost);
}

#[test]
fn the_answer_to_a_booking_of_an_old_round_does_not_pass_in_silence() {
    let mut office = Office::registered();
    office.does(cards(WATI));
    office.does(Command::Print { role: WATI });
    office.does(Command::RequestCourier { role: WATI });
    let events = custody_changes(&mut office, both(KK));
    assert_eq!(events.len(), 2, "there may be a rider: {events:?}");
    assert_eq!(
        office.refuses(book(WATI, 1)),
        Refusal::NoSuchDelivery,
        "whoever booked must call that rider off"
    );
    office.does(Command::RefuseCourier {
        role: WATI,
        attempt: 1,
        code: "out_of_area".to_owned(),
    });
    assert_eq!(office.stage(WATI), TrackStage::Registered);
}

#[test]
fn a_booking_answered_after_the_envelope_was_collected_is_refused() {
    let mut office = Office::registered();
    office.does(cards(WATI));
    office.does(Command::Print { role: WATI });
    office.does(Command::RequestCourier { role: WATI });
    office.does(hand_over(WATI, HandedTo::Addressee));
    assert_eq!(office.refuses(book(WATI, 1)), Refusal::NoSuchDelivery);
}

#[test]
fn whoever_collects_the_envelope_sends_the_rider_who_is_coming_home() {
    let mut office = Office::with_rider_coming(WATI);
    office.does(moved(WATI, 1, CourierStatus::ToPickup));
    let events = office.does(hand_over(WATI, HandedTo::Addressee));
    assert_eq!(
        events[1..],
        [Event::CourierRecalled {
            role: WATI,
            attempt: 1
        }]
    );
    assert_eq!(office.stage(WATI), TrackStage::Delivered);
    assert_eq!(office.refuses(code(WATI, 1)), Refusal::NoSuchDelivery);
    office.knows(hand_over(WATI, HandedTo::Addressee));
    office.does(moved(WATI, 1, CourierStatus::Cancelled));
    assert_eq!(office.stage(WATI), TrackStage::Delivered);
}

#[test]
fn nobody_is_called_off_where_no_rider_is_coming() {
    let mut office = Office::with_rider_coming(WATI);
    office.does(moved(WATI, 1, CourierStatus::Returned));
    assert_eq!(office.does(hand_over(WATI, HandedTo::Addressee)).len(), 1);

    let mut unbooked = Office::registered();
    unbooked.does(cards(WATI));
    unbooked.does(Command::Print { role: WATI });
    assert_eq!(unbooked.does(hand_over(WATI, HandedTo::Addressee)).len(), 1);
}

#[test]
fn who_has_read_out_the_code_is_not_recalled() {
    let mut office = Office::with_rider_coming(WATI);
    office.does(moved(WATI, 1, CourierStatus::ToDrop));
    office.does(code(WATI, 1));
    let events = custody_changes(&mut office, both(KK));
    assert_eq!(events.len(), 1, "the addressee has the envelope");
}

#[test]
fn documents_of_an_older_change_never_come_into_a_newer_round() {
    let mut office = Office::registered();
    custody_changes(&mut office, both(KK));
    office.knows(cards(WATI));
    assert_eq!(office.stage(WATI), TrackStage::Registered);
    office.does(cards_of(WATI, 2));
    office.knows(cards(WATI));
    assert_eq!(
        office.case.tracks[WATI].documents[0],
        document(DocumentKind::Kk, "kk-2")
    );
    office.knows(cards_of(WATI, 3));
}

#[test]
fn a_change_that_concerns_one_party_leaves_the_other_in_peace() {
    let mut office = Office::with_rider_coming(BUDI);
    office.does(cards(WATI));
    let before = office.case.tracks[BUDI].clone();
    let events = custody_changes(&mut office, only(WATI, KK));
    assert_eq!(events.len(), 1, "Budi's rider rides on");
    assert_eq!(office.stage(WATI), TrackStage::Registered);
    assert_eq!(office.case.tracks[BUDI].change, 1);
    assert_eq!(office.case.tracks[BUDI].deliveries, before.deliveries);
    assert_eq!(office.stage(BUDI), TrackStage::CourierComing);
    office.does(cards_of(WATI, 2));
}

#[test]
fn what_never_arrived_stays_due() {
    let mut office = Office::registered();
    office.does(cards(WATI));
    custody_changes(&mut office, both(KK));
    assert_eq!(
        office.case.tracks[WATI].due,
        Reissue::BOTH,
        "the identity card was never handed out"
    );
    office.delivers(WATI, 1);
    custody_changes(&mut office, both(KK));
    assert_eq!(
        office.case.tracks[WATI].due, KK,
        "the identity card is in her hands"
    );
    custody_changes(&mut office, both(Reissue { kk: false, ktp: true }));
    assert_eq!(office.case.tracks[WATI].due, Reissue::BOTH);
}

#[test]
fn a_change_after_the_end_opens_the_case_again() {
    let mut office = Office::completed();
    assert_eq!(office.case.stage(), Stage::Completed);
    custody_changes(&mut office, both(KK));
    assert_eq!(office.case.stage(), Stage::Registered);
    for role in Role::BOTH {
        assert_eq!(office.stage(role), TrackStage::Registered);
        office.delivers(role, 2);
    }
    assert_eq!(office.case.stage(), Stage::Completed);
}

#[test]
fn a_change_without_new_documents_leaves_a_finished_case_finished() {
    let mut office = Office::completed();
    custody_changes(&mut office, both(Reissue::NONE));
    assert_eq!(office.case.stage(), Stage::Completed);
    assert_eq!(office.case.changes, 2);
}

#[test]
fn changes_are_carried_out_one_after_the_other_and_each_once() {
    let mut office = Office::registered();
    office.does(Command::ProposeCorrection {
        officer: officer(1),
        whom: Whom::Party { role: BUDI },
        field: CorrectedField::Name,
    });
    office.does(Command::DecideCorrection {
        officer: officer(2),
        number: 1,
        agreed: true,
    });
    office.does(Command::ChangeCustody {
        child: 0,
        parent: WATI,
        basis: CustodyBasis::Ruling,
        evidence: "custody".to_owned(),
    });
    let correction = Amendment::Correction { number: 1 };
    assert_eq!(
        office.refuses(amend(CUSTODY, both(KK))),
        Refusal::NotOrdered,
        "the correction comes first"
    );
    office.does(amend(correction.clone(), only(BUDI, Reissue::BOTH)));
    assert_eq!(
        office.refuses(amend(correction, only(BUDI, Reissue::BOTH))),
        Refusal::NotOrdered
    );
    office.does(amend(CUSTODY, both(KK)));
    assert_eq!(office.refuses(amend(CUSTODY, both(KK))), Refusal::NotOrdered);
    assert_eq!(office.case.changes, 3);
}

#[test]
fn nothing_is_printed_while_a_change_waits() {
    let mut office = Office::registered();
    office.does(cards(WATI));
    office.does(Command::Choose {
        role: WATI,
        choice: ChoiceKind::Own,
        source: ChoiceSource::Citizen,
    });
    assert_eq!(office.refuses(start_printing(WATI)), Refusal::ChangePending);
    assert_eq!(
        office.refuses(Command::Print { role: WATI }),
        Refusal::ChangePending
    );
    office.does(amend(Amendment::Choice { role: WATI }, both(Reissue::BOTH)));
    assert_eq!(office.refuses(start_printing(WATI)), Refusal::NothingToPrint);
    office.does(cards_of(WATI, 2));
    office.does(start_printing(WATI));
}

#[test]
fn taking_files_to_the_printer_is_written_down_each_time() {
    let mut office = Office::registered();
    office.does(cards(WATI));
    let seen = Event::Viewed {
        officer: officer(1),
        what: View::Documents { role: WATI },
    };
    let taken = Event::PrintingStarted {
        role: WATI,
        officer: Some(officer(1)),
        ahead: 4,
    };
    assert_eq!(office.does(start_printing(WATI)), [taken, seen.clone()]);
    assert_eq!(office.does(start_printing(WATI)), [seen], "the paper jammed");
    office.does(Command::Print { role: WATI });
    office.does(hand_over(WATI, HandedTo::Addressee));
    assert_eq!(office.refuses(start_printing(WATI)), Refusal::AlreadyDelivered);
}

#[test]
fn a_lost_envelope_is_printed_again_and_sent_again() {
    let reprint = Command::Reprint { role: WATI };
    let mut office = Office::with_rider_coming(WATI);
    assert_eq!(office.refuses(reprint.clone()), Refusal::NotLost);
    office.does(moved(WATI, 1, CourierStatus::Lost));
    let documents = office.case.tracks[WATI].documents.clone();
    office.does(reprint.clone());
    assert_eq!(office.stage(WATI), TrackStage::Rendered);
    assert_eq!(office.case.tracks[WATI].documents, documents);
    assert_eq!(office.refuses(reprint), Refusal::NotLost, "once is enough");
    assert_eq!(
        office.refuses(Command::Choose {
            role: WATI,
            choice: ChoiceKind::Own,
            source: ChoiceSource::Officer,
        }),
        Refusal::ChoiceTooLate,
        "printing began long ago"
    );
    office.does(start_printing(WATI));
    office.does(Command::Print { role: WATI });
    office.does(Command::RequestCourier { role: WATI });
    office.does(book(WATI, 2));
    office.does(code(WATI, 2));
    office.does(moved(WATI, 2, CourierStatus::Delivered));
    assert_eq!(office.stage(WATI), TrackStage::Delivered);
}

#[test]
fn an_envelope_that_was_found_and_collected_is_not_printed_again() {
    let mut office = Office::with_rider_coming(WATI);
    office.does(moved(WATI, 1, CourierStatus::Lost));
    office.does(hand_over(WATI, HandedTo::Addressee));
    assert_eq!(
        office.refuses(Command::Reprint { role: WATI }),
        Refusal::AlreadyDelivered
    );
}

#[test]
fn the_old_identity_card_is_taken_back_or_missing() {
    let missing = Command::RecordOldCard {
        role: WATI,
        state: OldCard::Missing,
    };
    assert_eq!(
        Office::accepted().refuses(missing.clone()),
        Refusal::NotRegistered
    );
    let mut office = Office::registered();
    office.does(missing.clone());
    office.knows(missing);
    office.does(cards(WATI));
    office.does(Command::Print { role: WATI });
    office.does(Command::HandOver {
        ride: None,
        role: WATI,
        to: HandedTo::Addressee,
        old_card_withdrawn: Some(true),
    });
    assert_eq!(
        office.case.tracks[WATI].old_card,
        Some(OldCard::Withdrawn),
        "it turned up"
    );
    custody_changes(&mut office, both(KK));
    assert!(office.case.tracks[WATI].old_card.is_some());
    office.does(cards_of(WATI, 2));
    office.does(Command::Print { role: WATI });
    office.does(hand_over(WATI, HandedTo::Addressee));
    custody_changes(&mut office, both(Reissue::BOTH));
    assert_eq!(
        office.case.tracks[WATI].old_card, None,
        "the card handed out then is the old one now"
    );
}

#[test]
fn the_newest_identity_card_of_each_party_is_known() {
    let mut office = Office::accepted();
    let mut registration = register(None);
    if let Command::Register { cards, .. } = &mut registration {
        (cards.petitioner, cards.respondent) = (Some(4), Some(2));
    }
    office.does(registration);
    custody_changes(&mut office, both(KK));
    assert_eq!(office.case.tracks[WATI].card, Some(4));
    assert_eq!(office.case.tracks[BUDI].card, Some(2));
}

#[test]
fn who_leaves_the_city_by_a_late_choice_gets_a_letter_instead_of_cards() {
    let mut office = Office::registered();
    office.does(cards(WATI));
    office.does(Command::Choose {
        role: WATI,
        choice: ChoiceKind::Leave,
        source: ChoiceSource::Citizen,
    });
    let outcomes = Parties {
        petitioner: Outcome::Left,
        respondent: stayed(3),
    };
    office.does(amend_to(
        Amendment::Choice { role: WATI },
        outcomes,
        only(BUDI, KK),
    ));
    assert_eq!(office.stage(WATI), TrackStage::Registered, "her cards are void");
    assert_eq!(office.case.tracks[WATI].due, Reissue::NONE);
    office.does(notice(WATI, 2));
    assert_eq!(office.stage(WATI), TrackStage::NoticeReady);
    assert_eq!(
        office.refuses(Command::Choose {
            role: WATI,
            choice: ChoiceKind::Keep,
            source: ChoiceSource::Officer,
        }),
        Refusal::NotResident
    );
}

#[test]
fn the_letter_about_one_party_is_not_written_again_for_a_change_of_the_others() {
    let mut office = Office::accepted();
    office.does(register(Some(BUDI)));
    office.does(notice(BUDI, 1));
    office.does(hand_over(BUDI, HandedTo::Registry));
    let outcomes = Parties {
        petitioner: stayed(3),
        respondent: elsewhere(),
    };
    office.does(Command::ChangeCustody {
        child: 0,
        parent: WATI,
        basis: CustodyBasis::Ruling,
        evidence: "custody".to_owned(),
    });
    office.does(amend_to(CUSTODY, outcomes, only(WATI, KK)));
    assert_eq!(office.stage(BUDI), TrackStage::NoticeSent);
}

#[test]
fn nothing_is_issued_for_a_party_who_has_died() {
    let mut office = Office::default();
    office.does(accept(&[]));
    office.does(register_as(Parties {
        petitioner: stayed(2),
        respondent: Outcome::NothingDue,
    }));
    assert_eq!(office.stage(BUDI), TrackStage::NothingDue);
    office.knows(cards(BUDI));
    assert_eq!(
        office.refuses(Command::Print { role: BUDI }),
        Refusal::NothingToPrint
    );
    assert_eq!(
        office.refuses(Command::RequestCourier { role: BUDI }),
        Refusal::AlreadyDelivered
    );
    office.delivers(WATI, 1);
    assert_eq!(office.case.stage(), Stage::Completed);
}
