//! Held cases at the officers' desk: one officer at a time, four eyes where it matters, back to the court where only the
//! court can help.

use tuntas_domain::case::{Claim, Command, Event, Refusal, ReturnReason, Stage, View};
use tuntas_domain::decree::{ChoiceKind, ChoiceSource, Duty, DutyOrder, Missing, Parties, Role};
use tuntas_domain::identity::KecamatanCode;
use tuntas_domain::plan::{Amendment, CloseGround, Decision, Hold, Reissue};

use super::case_office::{
    Office, accept, accept_with_duty, amend, hour, officer, register, repair, start_printing,
};
use super::fixtures::{BUDI, WATI};

const MISMATCH: Hold = Hold::NameMismatch { role: WATI };
const SAME_PERSON: Decision = Decision::AcceptIdentity { role: WATI };

fn claim(number: u8, now: i64, until: i64) -> Command {
    Command::Claim {
        officer: officer(number),
        now: hour(now),
        until: hour(until),
        ahead: 3,
    }
}

fn decide(number: u8, decision: Decision) -> Command {
    Command::Decide {
        officer: officer(number),
        now: hour(1),
        decision,
    }
}

fn approve(officer_number: u8, number: u16, agreed: bool) -> Command {
    Command::Approve {
        officer: officer(officer_number),
        number,
        agreed,
    }
}

fn give_back(number: u8) -> Command {
    Command::Return {
        officer: officer(number),
        now: hour(1),
        reason: ReturnReason::WrongParty,
    }
}

fn choose(role: Role) -> Command {
    Command::Choose {
        role,
        choice: ChoiceKind::Own,
        source: ChoiceSource::Citizen,
    }
}

#[test]
fn one_officer_at_a_time_works_on_a_held_case() {
    let mut office = Office::accepted();
    assert_eq!(office.refuses(claim(1, 0, 2)), Refusal::NotHeld);
    office.does(Command::Hold { hold: MISMATCH });
    assert_eq!(office.refuses(decide(1, SAME_PERSON)), Refusal::NotClaimed);
    assert_eq!(
        office.does(claim(1, 0, 2)),
        [Event::HoldClaimed {
            officer: officer(1),
            until: hour(2),
            ahead: 3
        }]
    );
    office.knows(claim(1, 0, 2));
    assert_eq!(office.refuses(claim(2, 1, 3)), Refusal::ClaimedByAnother);
    assert_eq!(office.refuses(decide(2, SAME_PERSON)), Refusal::ClaimedByAnother);
    assert_eq!(office.refuses(give_back(2)), Refusal::ClaimedByAnother);
    assert_eq!(office.does(claim(1, 1, 4)).len(), 1, "the claim is renewed");
    assert_eq!(
        office.refuses(Command::Release { officer: officer(2) }),
        Refusal::NotClaimed
    );
    office.does(Command::Release { officer: officer(1) });
    assert_eq!(
        office.refuses(Command::Release { officer: officer(1) }),
        Refusal::NotClaimed
    );
    office.does(claim(2, 1, 3));
}

#[test]
fn a_claim_runs_out_by_itself() {
    let mut office = Office::held(MISMATCH);
    assert_eq!(office.refuses(claim(2, 1, 5)), Refusal::ClaimedByAnother);
    let late = Command::Decide {
        officer: officer(1),
        now: hour(2),
        decision: SAME_PERSON,
    };
    assert_eq!(office.refuses(late), Refusal::NotClaimed);
    office.does(claim(2, 2, 5));
    assert_eq!(
        office.case.claim,
        Some(Claim {
            officer: officer(2),
            until: hour(5)
        })
    );
}

#[test]
fn a_simple_decision_lets_the_case_go_on_at_once() {
    let mut office = Office::held(Hold::ChildNotInRegister { child: 0 });
    let aside = Decision::SetChildAside { child: 0 };
    assert_eq!(
        office.does(decide(1, aside.clone())),
        [Event::Decided {
            decision: aside.clone(),
            officer: officer(1),
            approved_by: None
        }]
    );
    assert_eq!(office.case.stage(), Stage::Accepted);
    assert_eq!((&office.case.hold, &office.case.claim), (&None, &None));
    assert_eq!(office.case.decisions, std::slice::from_ref(&aside));
    assert_eq!(office.refuses(decide(1, aside)), Refusal::NotHeld);
}

#[test]
fn only_a_decision_about_this_hold_lifts_it() {
    let office = Office::held(MISMATCH);
    for decision in [
        Decision::AcceptIdentity { role: BUDI },
        Decision::AcceptCourt,
        Decision::GiveUp,
    ] {
        assert_eq!(office.refuses(decide(1, decision)), Refusal::DecisionNotAllowed);
    }
}

#[test]
fn who_passes_one_person_for_another_needs_a_second_officer() {
    let mut office = Office::held(MISMATCH);
    assert_eq!(
        office.does(decide(1, SAME_PERSON)),
        [Event::DecisionProposed {
            officer: officer(1),
            number: 1,
            decision: SAME_PERSON
        }]
    );
    assert_eq!(office.case.stage(), Stage::Held, "nothing is decided yet");
    office.knows(decide(1, SAME_PERSON));
    assert_eq!(
        office.refuses(decide(1, Decision::TryAgain)),
        Refusal::AwaitingApproval
    );
    assert_eq!(office.refuses(approve(1, 1, true)), Refusal::SecondOfficerNeeded);
    assert_eq!(office.refuses(approve(2, 2, true)), Refusal::NoSuchProposal);
    assert_eq!(
        office.does(approve(2, 1, true)),
        [Event::Decided {
            decision: SAME_PERSON,
            officer: officer(1),
            approved_by: Some(officer(2))
        }]
    );
    assert_eq!(office.case.stage(), Stage::Accepted);
    assert_eq!(office.refuses(approve(2, 1, true)), Refusal::NoSuchProposal);
}

#[test]
fn a_rejected_proposal_can_be_made_anew_and_an_old_approval_does_not_fit_it() {
    let mut office = Office::held(MISMATCH);
    office.does(decide(1, SAME_PERSON));
    office.does(approve(2, 1, false));
    assert_eq!(office.case.proposal, None);
    assert!(office.case.claim.is_some(), "officer 1 still works on it");
    office.does(decide(1, SAME_PERSON));
    assert_eq!(office.refuses(approve(2, 1, true)), Refusal::NoSuchProposal);
    office.does(approve(2, 2, true));
    let mut office = Office::held(MISMATCH);
    office.does(decide(1, SAME_PERSON));
    office.does(approve(1, 1, false));
    assert_eq!(office.case.proposal, None, "a proposal can be taken back");
}

#[test]
fn another_hold_makes_the_proposal_about_the_first_one_void() {
    let mut office = Office::held(MISMATCH);
    office.does(decide(1, SAME_PERSON));
    office.knows(Command::Hold { hold: MISMATCH });
    assert!(office.case.proposal.is_some(), "the same hold is no news");
    office.does(Command::Hold {
        hold: Hold::BirthDateMismatch { role: WATI },
    });
    assert_eq!((&office.case.claim, &office.case.proposal), (&None, &None));
    assert_eq!(office.refuses(approve(2, 1, true)), Refusal::NoSuchProposal);
}

#[test]
fn a_case_closed_by_two_officers_takes_nothing_more() {
    let close = Decision::Close {
        ground: CloseGround::EndedByDeath,
    };
    let mut office = Office::held(Hold::PartyDeceased { role: BUDI });
    office.does(decide(1, close));
    // A choice that arrives meanwhile neither helps nor hinders.
    office.does(choose(WATI));
    office.does(approve(2, 1, true));
    assert_eq!(office.case.stage(), Stage::Closed);
    assert_eq!(office.refuses(register(None)), Refusal::CaseClosed);
    assert_eq!(
        office.refuses(Command::Hold { hold: MISMATCH }),
        Refusal::CaseClosed
    );
    assert_eq!(office.refuses(choose(WATI)), Refusal::CaseClosed);
    assert_eq!(office.refuses(repair("e2")), Refusal::CaseClosed);
    let completion = Command::Complete {
        evidence: "e2".to_owned(),
        missing: vec![],
    };
    assert_eq!(office.refuses(completion), Refusal::CaseClosed);
    let release = Command::ReleaseDuty {
        evidence: "e2".to_owned(),
    };
    assert_eq!(office.refuses(release), Refusal::CaseClosed);
    assert_eq!(office.refuses(claim(1, 0, 2)), Refusal::NotHeld);
    assert_eq!(office.refuses(start_printing(WATI)), Refusal::NothingToPrint);
}

#[test]
fn a_choice_ends_the_hold_that_waited_for_it() {
    let mut office = Office::held(Hold::HostConsentMissing { role: WATI });
    office.does(choose(WATI));
    assert_eq!(office.case.stage(), Stage::Accepted);
    assert_eq!(office.case.claim, None);
    let mut office = Office::held(MISMATCH);
    office.does(choose(WATI));
    assert_eq!(
        office.case.stage(),
        Stage::Held,
        "a name is not mended by a choice"
    );
}

#[test]
fn what_stood_in_the_way_is_mended_and_the_plan_made_again() {
    let mut office = Office::held(MISMATCH);
    office.does(decide(1, Decision::TryAgain));
    assert_eq!(office.case.stage(), Stage::Accepted);
    assert_eq!(
        office.case.decisions,
        [],
        "it says nothing that a plan could go by"
    );
    // Held by mistake or mended elsewhere: the register does not wait for officers.
    office.holds(MISMATCH);
    office.does(decide(1, SAME_PERSON));
    office.does(register(None));
    assert_eq!(office.case.stage(), Stage::Registered);
    assert_eq!(office.refuses(approve(2, 1, true)), Refusal::NoSuchProposal);
}

#[test]
fn a_number_handed_out_by_hand_is_used_once() {
    let kecamatan = KecamatanCode::parse("35.75.01").unwrap();
    let empty = Hold::NumberPoolEmpty {
        kecamatan: kecamatan.clone(),
    };
    let by_hand = Decision::UseNumber { kecamatan };
    let mut office = Office::held(Hold::ChildNotInRegister { child: 0 });
    let aside = Decision::SetChildAside { child: 0 };
    office.does(decide(1, aside.clone()));
    office.holds(empty.clone());
    office.does(decide(1, by_hand.clone()));
    office.does(approve(2, 1, true));
    assert_eq!(office.case.decisions, [aside.clone(), by_hand.clone()]);
    office.does(register(None));
    assert_eq!(office.case.decisions, std::slice::from_ref(&aside));

    // A later change that wants a number is another question.
    office.does(choose(WATI));
    office.holds(empty);
    office.does(decide(1, by_hand));
    office.does(approve(2, 2, true));
    assert_eq!(office.case.decisions.len(), 2);
    office.does(amend(
        Amendment::Choice { role: WATI },
        Parties::from_fn(|_| Reissue::BOTH),
    ));
    assert_eq!(
        office.case.decisions,
        [aside],
        "who was set aside at the registration stays so"
    );
}

#[test]
fn a_decree_goes_back_to_the_court_and_comes_back_mended() {
    let mut office = Office::held(MISMATCH);
    office.does(decide(1, SAME_PERSON));
    assert_eq!(office.refuses(repair("e2")), Refusal::NotReturned);
    office.does(give_back(1));
    assert_eq!(office.case.stage(), Stage::Returned);
    assert_eq!((&office.case.claim, &office.case.proposal), (&None, &None));

    // Until the court answers, nothing else moves.
    assert_eq!(office.refuses(claim(2, 1, 3)), Refusal::NotHeld);
    assert_eq!(office.refuses(decide(1, SAME_PERSON)), Refusal::NotHeld);
    assert_eq!(office.refuses(give_back(1)), Refusal::NotHeld);
    assert_eq!(office.refuses(register(None)), Refusal::WithCourt);
    assert_eq!(
        office.refuses(Command::Hold { hold: MISMATCH }),
        Refusal::WithCourt
    );
    let completion = Command::Complete {
        evidence: "e3".to_owned(),
        missing: vec![],
    };
    assert_eq!(office.refuses(completion), Refusal::WithCourt);

    office.knows(repair("e1"));
    assert_eq!(
        office.case.stage(),
        Stage::Returned,
        "the version that was returned repairs nothing"
    );
    office.does(repair("e2"));
    assert_eq!(office.case.stage(), Stage::Accepted);
    assert_eq!((&office.case.hold, &office.case.returned), (&None, &None));
    office.knows(repair("e2"));
    assert_eq!(office.refuses(repair("e3")), Refusal::NotReturned);
}

#[test]
fn a_mended_decree_voids_what_officers_decided_about_the_old_one() {
    let mut office = Office::held(Hold::ChildNotInRegister { child: 0 });
    office.does(decide(1, Decision::SetChildAside { child: 0 }));
    office.holds(MISMATCH);
    office.does(give_back(1));
    office.does(repair("e2"));
    assert_eq!(office.case.decisions, []);
    office.holds(MISMATCH);
    office.does(give_back(1));
    office.knows(repair("e2"));
    assert_eq!(
        office.case.stage(),
        Stage::Returned,
        "returned twice, repaired twice"
    );
    office.does(repair("e3"));
    assert_eq!(office.case.stage(), Stage::Accepted);
}

#[test]
fn a_mended_decree_may_lack_finality_again() {
    let mut office = Office::held(MISMATCH);
    office.does(give_back(1));
    let mut mended = repair("e2");
    if let Command::Repair { missing, .. } = &mut mended {
        missing.push(Missing::Akta);
    }
    office.does(mended);
    assert_eq!(office.case.stage(), Stage::AwaitingFinality);
    assert_eq!(office.refuses(register(None)), Refusal::NotFinal);
    office.does(Command::Complete {
        evidence: "e3".to_owned(),
        missing: vec![],
    });
    office.does(register(None));
}

#[test]
fn a_registered_case_is_not_returned_any_more() {
    let mut office = Office::registered();
    assert_eq!(office.refuses(give_back(1)), Refusal::AlreadyRegistered);
    office.does(choose(WATI));
    office.holds(Hold::ChangedSince);
    assert_eq!(office.refuses(give_back(1)), Refusal::AlreadyRegistered);
    let close = Decision::Close {
        ground: CloseGround::NotOurs,
    };
    assert_eq!(office.refuses(decide(1, close)), Refusal::DecisionNotAllowed);
}

#[test]
fn duties_the_court_released_stay_released_in_a_mended_decree() {
    let release = Command::ReleaseDuty {
        evidence: "met".to_owned(),
    };
    let mended = |of| {
        let mut command = repair("e2");
        if let Command::Repair { duty, .. } = &mut command {
            *duty = Some(DutyOrder {
                role: of,
                duties: vec![Duty::Mutah],
            });
        }
        command
    };
    for (owes_now, withheld) in [(BUDI, false), (WATI, true)] {
        let mut office = Office::default();
        office.does(accept_with_duty(BUDI));
        office.does(release.clone());
        office.holds(MISMATCH);
        office.does(give_back(1));
        office.does(mended(owes_now));
        assert_eq!(office.case.withholds(owes_now), withheld);
    }
}

#[test]
fn who_looked_at_what_is_written_down_each_time() {
    let mut office = Office::held(MISMATCH);
    for what in [
        View::Facts,
        View::LookUp { role: WATI },
        View::Documents { role: WATI },
    ] {
        let look = Command::View {
            officer: officer(3),
            what,
        };
        for _ in 0..2 {
            assert_eq!(
                office.does(look.clone()),
                [Event::Viewed {
                    officer: officer(3),
                    what
                }]
            );
        }
    }
}

#[test]
fn no_officer_acts_on_a_case_without_a_decree() {
    let office = Office::default();
    for command in [
        claim(1, 0, 1),
        Command::Release { officer: officer(1) },
        decide(1, Decision::TryAgain),
        approve(2, 1, true),
        give_back(1),
        repair("e2"),
        choose(WATI),
        start_printing(WATI),
        Command::Reprint { role: WATI },
        Command::SendMarriageNotice,
        Command::Erase,
        Command::View {
            officer: officer(1),
            what: View::LookUp { role: WATI },
        },
    ] {
        assert_eq!(office.refuses(command), Refusal::NoDecree);
    }
    let mut office = Office::default();
    office.does(accept(&[]));
    assert_eq!(office.refuses(approve(2, 1, true)), Refusal::NoSuchProposal);
}
