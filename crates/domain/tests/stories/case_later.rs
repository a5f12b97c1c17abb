//! What comes after the decree: choices, custody, corrections, reversal, duties, letters, erasure.

use tuntas_domain::case::{
    Choices, Command, CorrectedField, CourierStatus, DocumentKind, Event, HandedTo, MarriageNotice, Refusal,
    ReturnReason, Stage, TrackStage, View, Whom,
};
use tuntas_domain::decree::{ChoiceKind, ChoiceSource, CustodyBasis, Parties, Role};
use tuntas_domain::identity::CityCode;
use tuntas_domain::plan::{Amendment, Decision, Flag, Hold, Outcome, Reissue, Reversal};

use super::case_office::{
    Office, accept_with_duty, amend, amend_to, book, both, cards, cards_of, code, document, elsewhere,
    flagged, hand_over, hour, moved, notice, officer, register, register_as,
    register_with_marriage_elsewhere, repair, start_printing, stayed,
};
use super::fixtures::{BUDI, WATI};

const REVERSAL: Amendment = Amendment::Reversal {
    ground: Reversal::Cassation,
};

fn choose(role: Role) -> Command {
    Command::Choose {
        role,
        choice: ChoiceKind::Own,
        source: ChoiceSource::Citizen,
    }
}

fn chosen(role: Role) -> Amendment {
    Amendment::Choice { role }
}

fn give_child_to(parent: Role, evidence: &str) -> Command {
    Command::ChangeCustody {
        child: 0,
        parent,
        basis: CustodyBasis::SignedStatement,
        evidence: evidence.to_owned(),
    }
}

fn reverse() -> Command {
    Command::Reverse {
        ground: Reversal::Cassation,
        evidence: "kasasi".to_owned(),
    }
}

fn wrong(whom: Whom, field: CorrectedField) -> Command {
    Command::ProposeCorrection {
        officer: officer(1),
        whom,
        field,
    }
}

fn agree(number: u16) -> Command {
    Command::DecideCorrection {
        officer: officer(2),
        number,
        agreed: true,
    }
}

fn decided(office: &mut Office, decision: Decision) {
    office.does(Command::Decide {
        officer: officer(1),
        now: hour(1),
        decision,
    });
    let number = office.case.proposals;
    office.does(Command::Approve {
        officer: officer(2),
        number,
        agreed: true,
    });
}

#[test]
fn a_choice_before_the_registration_is_part_of_the_plan() {
    let mut office = Office::accepted();
    office.does(choose(WATI));
    office.does(choose(WATI));
    assert_eq!(
        office.case.choices[WATI],
        Choices {
            made: 2,
            counts: 2,
            carried_out: 0
        }
    );
    assert_eq!(office.case.amendments, []);
    office.does(register(None));
    assert_eq!(office.case.choices[WATI].carried_out, 2);
    assert_eq!(office.case.choices[BUDI], Choices::default());
}

#[test]
fn a_choice_counts_until_printing_starts_and_then_never_again() {
    let mut office = Office::registered();
    assert_eq!(
        office.does(choose(WATI)),
        [Event::ChoiceMade {
            role: WATI,
            choice: ChoiceKind::Own,
            source: ChoiceSource::Citizen,
            revision: 1
        }]
    );
    assert_eq!(office.case.amendments, [chosen(WATI)]);
    office.does(amend(chosen(WATI), both(Reissue::BOTH)));
    assert_eq!(office.case.choices[WATI].carried_out, 1);
    office.does(choose(WATI));
    office.does(amend(chosen(WATI), both(Reissue::BOTH)));
    office.does(cards_of(WATI, 3));
    office.does(start_printing(WATI));
    assert_eq!(office.refuses(choose(WATI)), Refusal::ChoiceTooLate);
    office.does(choose(BUDI));
    office.does(amend(chosen(BUDI), both(Reissue::BOTH)));
    assert_eq!(
        office.refuses(choose(WATI)),
        Refusal::ChoiceTooLate,
        "a new round does not open it again"
    );
    office.does(choose(BUDI));
}

#[test]
fn who_lives_elsewhere_has_no_choice_here() {
    let mut office = Office::accepted();
    office.does(register(Some(BUDI)));
    assert_eq!(office.refuses(choose(BUDI)), Refusal::NotResident);
    let correction = wrong(Whom::Party { role: BUDI }, CorrectedField::Name);
    assert_eq!(office.refuses(correction), Refusal::NotResident);
}

#[test]
fn the_last_choice_takes_the_place_of_one_still_waiting() {
    let mut office = Office::registered();
    office.does(choose(WATI));
    office.does(give_child_to(BUDI, "statement"));
    office.does(choose(WATI));
    let custody = Amendment::Custody {
        child: 0,
        parent: BUDI,
    };
    assert_eq!(office.case.amendments, [chosen(WATI), custody]);
}

#[test]
fn a_new_choice_takes_the_old_one_from_the_officers_desk() {
    let mut office = Office::registered();
    office.does(choose(WATI));
    office.does(give_child_to(BUDI, "statement"));
    office.holds(Hold::AmendmentImpossible);
    office.does(Command::Decide {
        officer: officer(1),
        now: hour(1),
        decision: Decision::GiveUp,
    });
    office.does(choose(WATI));
    assert_eq!((&office.case.hold, &office.case.proposal), (&None, &None));
    assert_eq!(
        office.refuses(Command::Approve {
            officer: officer(2),
            number: 1,
            agreed: true
        }),
        Refusal::NoSuchProposal,
        "what was to be given up was the old choice"
    );
    office.holds(Hold::AmendmentImpossible);
    office.does(give_child_to(WATI, "another statement"));
    assert!(office.case.hold.is_some(), "that one waits further back");
}

#[test]
fn a_choice_given_up_is_not_carried_out_in_passing_later() {
    let mut office = Office::accepted();
    office.does(choose(WATI));
    office.does(register(None));
    office.does(choose(WATI));
    office.holds(Hold::AmendmentImpossible);
    decided(&mut office, Decision::GiveUp);
    assert_eq!(
        office.case.choices[WATI],
        Choices {
            made: 2,
            counts: 1,
            carried_out: 1
        }
    );
    assert_eq!((&office.case.hold, &office.case.amendments[..]), (&None, &[][..]));
    office.does(choose(WATI));
    assert_eq!(
        office.case.choices[WATI].counts, 3,
        "revisions are never used twice"
    );
}

#[test]
fn the_last_word_on_a_child_counts_and_one_given_up_does_not() {
    let mut office = Office::registered();
    office.does(give_child_to(BUDI, "first"));
    office.knows(give_child_to(BUDI, "first"));
    office.does(give_child_to(WATI, "second"));
    assert_eq!(office.case.custody, [(0, WATI)]);
    assert_eq!(office.case.amendments.len(), 1);
    office.holds(Hold::AmendmentImpossible);
    decided(&mut office, Decision::GiveUp);
    assert_eq!(office.case.custody, []);
    assert_eq!(office.case.stage(), Stage::Registered);
}

#[test]
fn to_leave_the_households_alone_is_said_of_one_change_and_not_of_the_next() {
    let mut office = Office::registered();
    office.does(give_child_to(BUDI, "first"));
    office.does(choose(WATI));
    office.holds(Hold::ChangedSince);
    office.does(Command::Decide {
        officer: officer(1),
        now: hour(1),
        decision: Decision::LeaveHouseholds,
    });
    assert_eq!(office.case.decisions, [Decision::LeaveHouseholds]);
    let custody = Amendment::Custody {
        child: 0,
        parent: BUDI,
    };
    office.does(amend(custody, both(Reissue::NONE)));
    assert_eq!(office.case.decisions, []);
}

#[test]
fn a_wrong_field_is_put_right_by_two_officers() {
    let field = CorrectedField::Mother;
    let child = Whom::Child { child: 0 };
    assert_eq!(
        Office::accepted().refuses(wrong(child, field)),
        Refusal::NotRegistered
    );
    let mut office = Office::registered();
    assert_eq!(
        office.does(wrong(child, field)),
        [Event::CorrectionProposed {
            officer: officer(1),
            number: 1,
            whom: child,
            field
        }]
    );
    assert_eq!(office.refuses(wrong(child, field)), Refusal::AwaitingApproval);
    let own = Command::DecideCorrection {
        officer: officer(1),
        number: 1,
        agreed: true,
    };
    assert_eq!(office.refuses(own), Refusal::SecondOfficerNeeded);
    for number in [0, 2] {
        assert_eq!(office.refuses(agree(number)), Refusal::NoSuchProposal);
    }
    office.does(agree(1));
    office.knows(agree(1));
    let regret = Command::DecideCorrection {
        officer: officer(2),
        number: 1,
        agreed: false,
    };
    assert_eq!(office.refuses(regret), Refusal::NoSuchProposal);
    assert_eq!(office.case.amendments, [Amendment::Correction { number: 1 }]);
    office.does(amend(Amendment::Correction { number: 1 }, both(Reissue::BOTH)));
}

#[test]
fn a_correction_taken_back_changes_nothing_and_can_be_proposed_anew() {
    let mut office = Office::registered();
    let proposal = wrong(Whom::Party { role: WATI }, CorrectedField::Name);
    office.does(proposal.clone());
    office.does(Command::DecideCorrection {
        officer: officer(1),
        number: 1,
        agreed: false,
    });
    assert_eq!(office.case.amendments, []);
    office.does(proposal);
    assert_eq!(office.case.corrections.len(), 2);
}

#[test]
fn which_corrections_touch_which_documents() {
    assert!(CorrectedField::Name.on_identity_card());
    assert!(!CorrectedField::Mother.on_identity_card());
    assert!(CorrectedField::DivorceDate.concerns_the_divorce());
    assert!(!CorrectedField::Religion.concerns_the_divorce());
}

#[test]
fn a_ruling_undone_before_it_changed_anything_ends_the_case() {
    let mut office = Office::held(Hold::NameMismatch { role: WATI });
    office.does(Command::Decide {
        officer: officer(1),
        now: hour(1),
        decision: Decision::AcceptIdentity { role: WATI },
    });
    office.does(reverse());
    assert_eq!(office.case.stage(), Stage::Closed);
    assert_eq!(
        (&office.case.hold, &office.case.claim, &office.case.proposal),
        (&None, &None, &None)
    );
    office.knows(reverse());
    assert_eq!(office.refuses(register(None)), Refusal::CaseClosed);

    let mut returned = Office::held(Hold::NameMismatch { role: WATI });
    returned.does(Command::Return {
        officer: officer(1),
        now: hour(1),
        reason: ReturnReason::WrongParty,
    });
    returned.does(reverse());
    assert_eq!(returned.case.stage(), Stage::Closed);
    assert_eq!(returned.refuses(repair("e2")), Refusal::CaseClosed);
}

#[test]
fn a_ruling_undone_turns_every_rider_round_at_once() {
    let mut office = Office::with_rider_coming(WATI);
    office.sends_a_rider(BUDI, 1);
    office.does(moved(BUDI, 1, CourierStatus::Picked));
    let recalled = |role| Event::CourierRecalled { role, attempt: 1 };
    assert_eq!(office.does(reverse())[1..], [recalled(WATI), recalled(BUDI)]);

    // Until the register says so, nothing about the divorce leaves the office.
    assert_eq!(office.refuses(code(WATI, 1)), Refusal::NoSuchDelivery);
    office.does(moved(WATI, 1, CourierStatus::Cancelled));
    assert_eq!(
        office.refuses(Command::RequestCourier { role: WATI }),
        Refusal::RulingReversed
    );
    for to in [HandedTo::Addressee, HandedTo::Courier] {
        assert_eq!(office.refuses(hand_over(WATI, to)), Refusal::RulingReversed);
    }
    assert_eq!(office.refuses(start_printing(WATI)), Refusal::RulingReversed);

    let events = office.does(amend(REVERSAL, both(Reissue::BOTH)));
    assert_eq!(events.len(), 1, "nobody is called back twice");
    for role in Role::BOTH {
        office.delivers(role, 2);
    }
    assert_eq!(office.case.stage(), Stage::Completed);
    assert_eq!(office.refuses(choose(WATI)), Refusal::RulingReversed);
    assert_eq!(
        office.refuses(give_child_to(WATI, "late")),
        Refusal::RulingReversed
    );
    let again = Command::Reverse {
        ground: Reversal::Review,
        evidence: "pk".to_owned(),
    };
    assert_eq!(office.refuses(again), Refusal::RulingReversed);
}

#[test]
fn a_booking_answered_after_the_ruling_was_undone_is_refused() {
    let mut office = Office::registered();
    office.does(cards(WATI));
    office.does(Command::Print { role: WATI });
    office.does(Command::RequestCourier { role: WATI });
    office.does(reverse());
    assert_eq!(office.refuses(book(WATI, 1)), Refusal::NoSuchDelivery);
}

#[test]
fn a_ruling_undone_comes_before_everything_that_waits() {
    let mut office = Office::registered();
    for field in [CorrectedField::Name, CorrectedField::DivorceDate] {
        office.does(wrong(Whom::Party { role: WATI }, field));
    }
    office.does(agree(1));
    office.does(agree(2));
    office.does(choose(BUDI));
    office.does(give_child_to(WATI, "statement"));
    office.holds(Hold::ChangedSince);
    office.does(reverse());
    assert_eq!(
        office.case.amendments,
        [REVERSAL, Amendment::Correction { number: 1 }],
        "her name is still wrong; the date of a divorce that never was is not"
    );
    assert_eq!(office.case.hold, None);
    let date = wrong(Whom::Party { role: WATI }, CorrectedField::DivorceDate);
    assert_eq!(office.refuses(date), Refusal::RulingReversed);
    assert_eq!(
        office.refuses(amend(Amendment::Correction { number: 1 }, both(Reissue::BOTH))),
        Refusal::NotOrdered
    );
    office.does(amend(REVERSAL, both(Reissue::BOTH)));
    office.does(amend(Amendment::Correction { number: 1 }, both(Reissue::BOTH)));
}

#[test]
fn nobody_agrees_to_the_date_of_a_divorce_that_was_undone() {
    let mut office = Office::registered();
    office.does(wrong(Whom::Party { role: WATI }, CorrectedField::DivorceDate));
    office.does(reverse());
    assert_eq!(office.refuses(agree(1)), Refusal::RulingReversed);
    office.does(Command::DecideCorrection {
        officer: officer(2),
        number: 1,
        agreed: false,
    });
}

#[test]
fn officers_cannot_give_up_that_the_ruling_was_undone() {
    let mut office = Office::completed();
    office.does(reverse());
    office.holds(Hold::ChangedSince);
    let decide = |decision| Command::Decide {
        officer: officer(1),
        now: hour(1),
        decision,
    };
    assert_eq!(
        office.refuses(decide(Decision::GiveUp)),
        Refusal::DecisionNotAllowed
    );
    office.does(decide(Decision::LeaveHouseholds));
    assert_eq!(office.case.decisions, [Decision::LeaveHouseholds]);
    office.does(amend(REVERSAL, both(Reissue::BOTH)));
}

#[test]
fn the_other_registry_hears_that_the_ruling_was_undone() {
    let mut office = Office::accepted();
    office.does(register(Some(BUDI)));
    office.does(notice(BUDI, 1));
    office.does(hand_over(BUDI, HandedTo::Registry));
    office.does(reverse());
    let outcomes = Parties {
        petitioner: stayed(3),
        respondent: elsewhere(),
    };
    office.does(amend_to(REVERSAL, outcomes, both(Reissue::NONE)));
    assert_eq!(
        office.stage(BUDI),
        TrackStage::Registered,
        "another letter is due"
    );
    office.knows(notice(BUDI, 1));
    office.does(notice(BUDI, 2));
    office.does(hand_over(BUDI, HandedTo::Registry));
    assert_eq!(office.stage(BUDI), TrackStage::NoticeSent);
}

fn registered_with_marriage_elsewhere() -> Office {
    let mut office = Office::accepted();
    office.does(register_with_marriage_elsewhere());
    office
}

fn letter(change: u32) -> Command {
    Command::RenderMarriageNotice {
        change,
        document: document(DocumentKind::Notice, &format!("marriage-{change}")),
    }
}

#[test]
fn the_registry_that_recorded_the_marriage_gets_a_letter() {
    let office = Office::registered();
    assert_eq!(office.refuses(letter(1)), Refusal::NothingToPrint);
    assert_eq!(
        office.refuses(Command::SendMarriageNotice),
        Refusal::NothingToPrint
    );
    let mut office = registered_with_marriage_elsewhere();
    for role in Role::BOTH {
        office.delivers(role, 1);
    }
    assert_eq!(
        office.refuses(Command::SendMarriageNotice),
        Refusal::NothingToPrint
    );
    office.does(letter(1));
    office.knows(letter(1));
    assert_eq!(
        office.case.stage(),
        Stage::Registered,
        "the case ends when the letter has gone"
    );
    office.does(Command::SendMarriageNotice);
    office.knows(Command::SendMarriageNotice);
    office.knows(letter(1));
    assert_eq!(office.case.stage(), Stage::Completed);
}

#[test]
fn a_letter_with_a_wrong_divorce_date_is_written_anew() {
    let mut office = registered_with_marriage_elsewhere();
    office.does(wrong(Whom::Party { role: WATI }, CorrectedField::DivorceDate));
    office.does(agree(1));
    office.does(amend(Amendment::Correction { number: 1 }, both(Reissue::BOTH)));
    office.knows(letter(1));
    office.does(letter(2));
    let notice = office.case.marriage_notice.as_ref().unwrap();
    assert_eq!(
        notice.document,
        Some(document(DocumentKind::Notice, "marriage-2")),
        "the letter that came too late did not take its place"
    );
}

#[test]
fn a_registry_that_never_heard_of_the_divorce_need_not_hear_that_it_was_undone() {
    let mut office = registered_with_marriage_elsewhere();
    office.does(letter(1));
    office.does(reverse());
    assert_eq!(
        office.refuses(Command::SendMarriageNotice),
        Refusal::RulingReversed
    );
    office.does(amend(REVERSAL, both(Reissue::BOTH)));
    assert_eq!(office.case.marriage_notice, None);

    let mut office = registered_with_marriage_elsewhere();
    office.does(letter(1));
    office.does(Command::SendMarriageNotice);
    office.does(reverse());
    office.knows(Command::SendMarriageNotice);
    office.does(amend(REVERSAL, both(Reissue::BOTH)));
    assert_eq!(
        office.case.marriage_notice,
        Some(MarriageNotice {
            region: CityCode::parse("35.73").unwrap(),
            change: 2,
            document: None,
            sent: false,
            earlier: true,
        })
    );
    office.does(letter(2));
    office.does(Command::SendMarriageNotice);
}

#[test]
fn what_the_ruling_holds_back_is_not_printed_until_the_court_releases_it() {
    let release = Command::ReleaseDuty {
        evidence: "met".to_owned(),
    };
    assert_eq!(
        Office::registered().refuses(release.clone()),
        Refusal::NothingWithheld
    );
    let mut office = Office::default();
    office.does(accept_with_duty(BUDI));
    office.does(register(None));
    office.does(cards(BUDI));
    assert_eq!(office.refuses(start_printing(BUDI)), Refusal::Withheld);
    assert_eq!(office.refuses(Command::Print { role: BUDI }), Refusal::Withheld);
    office.delivers(WATI, 1);
    office.does(release.clone());
    office.knows(release);
    assert_eq!(
        office.refuses(Command::ReleaseDuty {
            evidence: "again".to_owned()
        }),
        Refusal::NothingWithheld
    );
    office.delivers(BUDI, 1);
}

#[test]
fn duties_released_before_the_registration_stay_released() {
    let mut office = Office::default();
    office.does(accept_with_duty(BUDI));
    office.does(Command::ReleaseDuty {
        evidence: "met".to_owned(),
    });
    office.does(register(None));
    office.delivers(BUDI, 1);
}

#[test]
fn a_childs_papers_are_never_held_back() {
    let with_child = [Flag::DutyNotApplied { role: BUDI }];
    let mut office = Office::default();
    office.does(accept_with_duty(BUDI));
    office.does(flagged(register(None), &with_child));
    assert!(!office.case.withholds(BUDI));

    // The child comes to his card later on.
    let mut office = Office::default();
    office.does(accept_with_duty(BUDI));
    office.does(register(None));
    office.does(give_child_to(BUDI, "statement"));
    let custody = Amendment::Custody {
        child: 0,
        parent: BUDI,
    };
    assert!(office.case.withholds(BUDI));
    office.does(flagged(amend(custody, both(Reissue::BOTH)), &with_child));
    assert!(!office.case.withholds(BUDI));
}

#[test]
fn a_letter_to_another_registry_is_no_document_to_hold_back() {
    for outcome in [elsewhere(), Outcome::Left, Outcome::NothingDue] {
        let mut office = Office::default();
        office.does(accept_with_duty(BUDI));
        assert!(office.case.withholds(BUDI));
        office.does(register_as(Parties {
            petitioner: stayed(2),
            respondent: outcome,
        }));
        assert!(!office.case.withholds(BUDI));
    }
    let mut office = Office::default();
    office.does(accept_with_duty(BUDI));
    office.does(register(Some(BUDI)));
    office.does(notice(BUDI, 1));
    office.does(Command::Print { role: BUDI });
}

#[test]
fn an_undone_ruling_holds_nothing_back() {
    let mut office = Office::default();
    office.does(accept_with_duty(BUDI));
    office.does(register(None));
    office.does(reverse());
    office.does(amend(REVERSAL, both(Reissue::BOTH)));
    office.delivers(BUDI, 1);
}

#[test]
fn personal_data_are_erased_when_nothing_needs_them_and_then_nothing_asks_for_them() {
    let mut office = Office::registered();
    assert_eq!(office.refuses(Command::Erase), Refusal::StillOpen);
    for role in Role::BOTH {
        office.delivers(role, 1);
    }
    office.does(wrong(Whom::Child { child: 0 }, CorrectedField::Name));
    assert_eq!(
        office.refuses(Command::Erase),
        Refusal::StillOpen,
        "a second officer still has to look at the right name"
    );
    office.does(Command::DecideCorrection {
        officer: officer(2),
        number: 1,
        agreed: false,
    });
    office.does(Command::Erase);
    office.knows(Command::Erase);
    let view = |what| Command::View {
        officer: officer(1),
        what,
    };
    for command in [
        choose(WATI),
        give_child_to(WATI, "late"),
        reverse(),
        wrong(Whom::Party { role: WATI }, CorrectedField::Name),
        Command::ReleaseDuty {
            evidence: "late".to_owned(),
        },
        view(View::Facts),
        view(View::Documents { role: WATI }),
    ] {
        assert_eq!(office.refuses(command), Refusal::CaseClosed);
    }
    office.does(view(View::LookUp { role: WATI }));
    assert_eq!(
        office.refuses(amend(chosen(WATI), both(Reissue::BOTH))),
        Refusal::NotOrdered
    );
    assert_eq!(office.refuses(register(None)), Refusal::AlreadyRegistered);
    assert_eq!(office.refuses(start_printing(WATI)), Refusal::AlreadyDelivered);
    assert_eq!(
        office.refuses(Command::Reprint { role: WATI }),
        Refusal::AlreadyDelivered
    );
    office.knows(cards(WATI));
    assert_eq!(office.case.stage(), Stage::Completed);
}
