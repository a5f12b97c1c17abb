//! The way of a referral, as an office goes it.

use jiff::civil::{Date, date};
use tuntas_aid::book::{Booking, Movement};
use tuntas_aid::programme;
use tuntas_aid::referral::{
    Attendance, BusinessState, CancelReason, CheckIn, Command, DeclineReason, Desk, Due, Event, Outcome,
    Payment, Referral, Refusal, Stage, StopReason, booked, decide, due, evolve, holds_the_guard, id,
};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, CaseId};
use uuid::Uuid;

use crate::fixtures::*;

fn recorded(session: u16, on: Date) -> Command {
    Command::RecordSession {
        session,
        held_on: on,
        attendance: Attendance::Attended,
        officer: mentor(),
        on,
    }
}

fn looked(check_in: CheckIn, on: Date) -> Command {
    Command::CheckBusiness {
        check_in,
        state: BusinessState::Growing,
        on,
        officer: mentor(),
    }
}

fn close() -> Command {
    Command::Close {
        outcome: Outcome::Reached,
        officer: mentor(),
    }
}

fn stop() -> Command {
    Command::Stop {
        reason: StopReason::MovedAway,
        officer: first(),
    }
}

#[test]
fn mentoring_goes_from_consent_to_the_last_session() {
    let (referral, _) = after([refer(AidKind::Mentoring), assess(), grant()]);
    assert_eq!(due(&referral), [(date(2026, 3, 16), Due::Plan)]);
    let (referral, _) = after([
        refer(AidKind::Mentoring),
        assess(),
        grant(),
        plan(&[date(2026, 3, 9), date(2026, 4, 9)]),
        recorded(1, date(2026, 3, 9)),
    ]);
    assert_eq!(due(&referral), [(date(2026, 4, 9), Due::Session(2))]);
    assert_eq!(refused(&referral, close()), Refusal::NotDone);
    let (referral, events) = after([
        refer(AidKind::Mentoring),
        assess(),
        grant(),
        plan(&[date(2026, 3, 9)]),
        recorded(1, date(2026, 3, 9)),
        close(),
    ]);
    assert_eq!(referral.stage, Stage::Closed);
    assert_eq!(due(&referral), []);
    let mut standing = Referral::default();
    for event in &events {
        assert_eq!(booked(&standing, event), None, "mentoring moves no money");
        standing = evolve(standing, event);
    }
}

#[test]
fn capital_goes_over_two_people_two_payments_and_three_looks_at_the_business() {
    let (spring, summer) = (date(2026, 3, 10), date(2026, 6, 10));
    let mut wishes = running();
    wishes.extend([
        order(1, 1, spring),
        arrived(1, 1, date(2026, 3, 12)),
        recorded(1, date(2026, 3, 9)),
        recorded(2, date(2026, 4, 9)),
    ]);
    let (referral, _) = after(wishes.clone());
    assert_eq!(
        due(&referral),
        [
            (summer, Due::Pay(2)),
            (date(2026, 6, 12), Due::CheckIn(CheckIn::ThreeMonths))
        ]
    );
    let early = looked(CheckIn::ThreeMonths, date(2026, 6, 11));
    assert_eq!(refused(&referral, early), Refusal::NotYet);
    wishes.extend([
        order(2, 2, summer),
        arrived(2, 2, summer),
        looked(CheckIn::ThreeMonths, date(2026, 6, 15)),
        looked(CheckIn::SixMonths, date(2026, 9, 14)),
    ]);
    let (referral, _) = after(wishes.clone());
    assert_eq!(refused(&referral, close()), Refusal::NotDone);
    let twice = looked(CheckIn::SixMonths, date(2026, 9, 20));
    assert_eq!(refused(&referral, twice), Refusal::AlreadyChecked);
    wishes.push(looked(CheckIn::TwelveMonths, date(2027, 3, 12)));
    let (referral, _) = after(wishes.clone());
    assert_eq!(due(&referral), [(date(2027, 3, 12), Due::Close)]);
    wishes.push(close());
    let (referral, events) = after(wishes);
    assert_eq!(referral.stage, Stage::Closed);
    let mut standing = Referral::default();
    let mut moved = Vec::new();
    for event in &events {
        moved.extend(booked(&standing, event));
        standing = evolve(standing, event);
    }
    let of = |movement, amount| Booking {
        movement,
        amount: rupiah(amount),
    };
    assert_eq!(
        moved,
        [
            of(Movement::Reserve, 2_500_000),
            of(Movement::Pay, 1_500_000),
            of(Movement::Pay, 1_000_000)
        ]
    );
}

#[test]
fn over_money_two_people_decide_and_a_third_pays() {
    let by = |wish: Command, who: &tuntas_domain::identity::OfficerCode| match wish {
        Command::Propose {
            programme,
            amount,
            instalments,
            on,
            ..
        } => Command::Propose {
            programme,
            amount,
            instalments,
            officer: who.clone(),
            on,
        },
        Command::Approve {
            programme,
            letter,
            plan_by,
            ..
        } => Command::Approve {
            programme,
            officer: who.clone(),
            letter,
            plan_by,
        },
        other => other,
    };
    let (assessed, _) = after([refer(AidKind::Capital), assess()]);
    assert_eq!(
        refused(&assessed, by(two_parts(), &assessor())),
        Refusal::AssessorDecides
    );
    let (proposed, _) = after([refer(AidKind::Capital), assess(), two_parts()]);
    assert_eq!(refused(&proposed, by(approve(), &first())), Refusal::SameApprover);
    assert_eq!(
        refused(&proposed, by(approve(), &assessor())),
        Refusal::AssessorDecides
    );
    assert!(!holds_the_guard(&proposed), "a proposal holds nothing");
    let (running, _) = after(running());
    for approver in [first(), second()] {
        let order = Command::Order {
            instalment: 1,
            reference: reference(1),
            receipt: letter(1, date(2026, 3, 10)),
            confirm_by: date(2026, 3, 13),
            officer: approver,
        };
        assert_eq!(refused(&running, order), Refusal::ApproverPays);
    }
}

#[test]
fn what_the_second_person_sends_back_is_decided_anew() {
    let back = Command::ReturnProposal { officer: second() };
    let (referral, _) = after([refer(AidKind::Capital), assess(), two_parts(), back]);
    assert_eq!((referral.stage, &referral.award), (Stage::Assessed, &None));
    assert_eq!(refused(&referral, approve()), Refusal::NotTheTurn);
    let decline = Command::Decline {
        reason: DeclineReason::HelpedElsewhere,
        officer: second(),
        letter: letter(1, TODAY),
    };
    let events = decide(&referral, decline).unwrap();
    let declined = events.iter().fold(referral, evolve);
    assert_eq!(declined.stage, Stage::Declined);
    assert_eq!(refused(&declined, two_parts()), Refusal::ReferralEnded);
}

#[test]
fn an_approval_is_of_the_version_that_was_proposed() {
    let (proposed, _) = after([refer(AidKind::Capital), assess(), two_parts()]);
    let terms = programme::Terms {
        documents: Vec::new(),
        ..capital_terms()
    };
    let edit = programme::Command::Edit {
        version: 1,
        terms,
        officer: first(),
    };
    let before = published(capital_terms());
    let events = programme::decide(&before, edit).unwrap();
    let edited = events.iter().fold(before, programme::evolve);
    let approval = Command::Approve {
        programme: Box::new(edited),
        officer: second(),
        letter: letter(1, TODAY),
        plan_by: TODAY,
    };
    assert_eq!(refused(&proposed, approval), Refusal::ProgrammeChanged);
    // What was decided keeps its version.
    let (approved, _) = after([refer(AidKind::Capital), assess(), two_parts(), approve()]);
    assert_eq!(approved.award.unwrap().programme.version, 1);
}

#[test]
fn an_award_keeps_to_its_programme() {
    let (assessed, _) = after([refer(AidKind::Capital), assess()]);
    let day = date(2026, 3, 10);
    for (wish, refusal) in [
        (propose(&[(2_500_001, day)]), Refusal::AmountNotAllowed),
        (propose(&[]), Refusal::AmountNotAllowed),
        (
            propose(&[(1_000_000, day), (0, day)]),
            Refusal::InstalmentsDoNotAddUp,
        ),
        (propose(&[(100_000, day); 13]), Refusal::InstalmentCount),
        (
            propose(&[(1_000_000, day), (1_000_000, date(2026, 3, 9))]),
            Refusal::InstalmentDates,
        ),
        (
            propose(&[(1_000_000, date(2026, 3, 1))]),
            Refusal::InstalmentDates,
        ),
        (
            propose(&[(1_000_000, date(2027, 1, 4))]),
            Refusal::InstalmentDates,
        ),
    ] {
        assert_eq!(refused(&assessed, wish), refusal);
    }
    let not_the_sum = match two_parts() {
        Command::Propose {
            programme,
            instalments,
            officer,
            on,
            ..
        } => Command::Propose {
            programme,
            amount: rupiah(2_400_000),
            instalments,
            officer,
            on,
        },
        other => other,
    };
    assert_eq!(refused(&assessed, not_the_sum), Refusal::InstalmentsDoNotAddUp);
    let (other_kind, _) = after([refer(AidKind::Mentoring), assess()]);
    assert_eq!(refused(&other_kind, two_parts()), Refusal::OtherKind);
    let (assessed_for_money, _) = after([refer(AidKind::Capital), assess()]);
    assert_eq!(refused(&assessed_for_money, grant()), Refusal::OtherKind);
    let (referred, _) = after([refer(AidKind::Capital)]);
    assert_eq!(refused(&referred, two_parts()), Refusal::NotAssessed);
}

#[test]
fn instalments_are_paid_in_order_when_due_and_once() {
    let (approved, _) = after([refer(AidKind::Capital), assess(), two_parts(), approve()]);
    let spring = date(2026, 3, 10);
    assert_eq!(refused(&approved, order(1, 1, spring)), Refusal::NoPlan);
    let (standing, _) = after(running());
    assert_eq!(refused(&standing, order(1, 1, date(2026, 3, 9))), Refusal::NotDue);
    assert_eq!(
        refused(&standing, order(2, 1, date(2026, 6, 10))),
        Refusal::EarlierUnpaid
    );
    assert_eq!(refused(&standing, order(3, 1, spring)), Refusal::NoInstalment);
    assert_eq!(refused(&standing, arrived(1, 1, spring)), Refusal::NotOrdered);
    let (ordered, _) = after(running().into_iter().chain([order(1, 1, spring)]));
    assert_eq!(refused(&ordered, order(1, 2, spring)), Refusal::NotPending);
    assert_eq!(refused(&ordered, arrived(1, 2, spring)), Refusal::NotOrdered);
    assert_eq!(
        refused(&ordered, arrived(1, 1, date(2026, 3, 9))),
        Refusal::PaidBeforeOrder
    );
    let (paid, _) = after(
        running()
            .into_iter()
            .chain([order(1, 1, spring), arrived(1, 1, spring)]),
    );
    assert_eq!(refused(&paid, arrived(1, 1, spring)), Refusal::NotOrdered);
    assert_eq!(refused(&paid, order(1, 2, spring)), Refusal::NotPending);
}

#[test]
fn what_the_bank_sends_back_is_paid_again_by_another_reference() {
    let spring = date(2026, 3, 10);
    let back = |on: Date| Command::Returned {
        instalment: 1,
        reference: reference(1),
        on,
        officer: cashier(),
    };
    let wishes = [
        order(1, 1, spring),
        arrived(1, 1, spring),
        back(date(2026, 3, 12)),
    ];
    let (referral, events) = after(running().into_iter().chain(wishes));
    assert_eq!(referral.instalments[0].payment, Payment::Pending);
    assert!(holds_the_guard(&referral));
    let (paid, _) = after(
        running()
            .into_iter()
            .chain([order(1, 1, spring), arrived(1, 1, spring)]),
    );
    assert_eq!(
        booked(&paid, events.last().unwrap()).unwrap().movement,
        Movement::Refund
    );
    let again = [order(1, 2, date(2026, 3, 13)), arrived(1, 2, date(2026, 3, 13))];
    let wishes = [order(1, 1, spring), back(spring)];
    let (referral, _) = after(running().into_iter().chain(wishes).chain(again));
    assert_eq!(referral.first_paid_on(), Some(date(2026, 3, 13)));
}

#[test]
fn consent_that_is_taken_back_ends_it_at_every_stage() {
    let mut wishes = running();
    wishes.extend([order(1, 1, date(2026, 3, 10)), arrived(1, 1, date(2026, 3, 10))]);
    for until in 0..=wishes.len() {
        let (referral, _) = after(wishes.clone().into_iter().take(until));
        let events = decide(&referral, Command::Withdraw).unwrap();
        assert_eq!(events, [Event::ConsentWithdrawn]);
        let unpaid = referral
            .instalments
            .iter()
            .filter(|instalment| instalment.payment == Payment::Pending)
            .map(|instalment| instalment.terms.amount.get())
            .sum::<u64>();
        let returned = booked(&referral, &events[0]);
        assert_eq!(returned.map_or(0, |booking| booking.amount.get()), unpaid);
        let withdrawn = events.iter().fold(referral, evolve);
        assert_eq!(withdrawn.stage, Stage::Withdrawn);
        assert_eq!(decide(&withdrawn, Command::Withdraw).unwrap(), []);
        for wish in [
            refer(AidKind::Capital),
            order(2, 9, date(2026, 6, 10)),
            approve(),
            close(),
        ] {
            assert_eq!(refused(&withdrawn, wish), Refusal::Withdrawn);
        }
        // What the bank has on its way is waited for, and nothing else.
        let (ordered, paid) = (until + 1 == wishes.len(), until == wishes.len());
        assert_eq!(due(&withdrawn).len(), usize::from(ordered));
        let held = holds_the_guard(&withdrawn);
        assert_eq!(held, ordered || paid, "who was paid is not paid again");
    }
}

#[test]
fn what_the_bank_has_on_its_way_arrives_or_returns_after_the_end() {
    let spring = date(2026, 3, 10);
    for end in [Command::Withdraw, stop()] {
        let wishes = running().into_iter().chain([order(1, 1, spring), end]);
        let (ended, _) = after(wishes);
        assert_eq!(due(&ended), [(date(2026, 3, 13), Due::Confirm(1))]);
        assert!(holds_the_guard(&ended));
        let arrives = decide(&ended, arrived(1, 1, spring)).unwrap();
        assert_eq!(booked(&ended, &arrives[0]).unwrap().movement, Movement::Pay);
        let returns = decide(
            &ended,
            Command::Returned {
                instalment: 1,
                reference: reference(1),
                on: spring,
                officer: cashier(),
            },
        )
        .unwrap();
        assert_eq!(booked(&ended, &returns[0]).unwrap().movement, Movement::Release);
        let returned = returns.iter().fold(ended, evolve);
        assert!(!holds_the_guard(&returned));
        assert_eq!(due(&returned), []);
    }
}

#[test]
fn a_cancelled_instalment_returns_and_the_rest_goes_on() {
    let spring = date(2026, 3, 10);
    let cancel = |instalment| Command::CancelInstalment {
        instalment,
        reason: CancelReason::Misused,
        officer: first(),
    };
    let wishes = [order(1, 1, spring), arrived(1, 1, spring), cancel(2)];
    let (referral, _) = after(running().into_iter().chain(wishes));
    assert_eq!(referral.instalments[1].payment, Payment::Cancelled);
    assert_eq!(
        refused(&referral, order(2, 2, date(2026, 6, 10))),
        Refusal::NotPending
    );
    assert_eq!(refused(&referral, cancel(1)), Refusal::NotPending);
    assert!(due(&referral).iter().all(|(_, due)| due.desk() != Desk::Cashier));
}

#[test]
fn a_plan_is_changed_without_touching_what_was_recorded() {
    let wishes = [
        recorded(1, date(2026, 3, 9)),
        plan(&[date(2026, 5, 4), date(2026, 5, 11)]),
    ];
    let (referral, _) = after(running().into_iter().chain(wishes));
    let numbers: Vec<u16> = referral.sessions.iter().map(|session| session.number).collect();
    assert_eq!(
        numbers,
        [1, 3, 4],
        "the number of a session that is off is not used again"
    );
    assert_eq!(
        refused(&referral, recorded(2, date(2026, 4, 9))),
        Refusal::NoSession
    );
    assert_eq!(
        refused(&referral, recorded(1, date(2026, 4, 9))),
        Refusal::SessionRecorded
    );
    let too_many: Vec<Date> = vec![date(2026, 5, 4); 24];
    assert_eq!(refused(&referral, plan(&too_many)), Refusal::PlanNotSound);
    for days in [
        &[][..],
        &[date(2026, 3, 1)],
        &[date(2026, 5, 4), date(2026, 5, 3)],
    ] {
        assert_eq!(refused(&referral, plan(days)), Refusal::PlanNotSound);
    }
}

#[test]
fn each_consent_has_a_referral_of_its_own() {
    let case = CaseId(Uuid::from_u128(7));
    let of = |role, kind, consent| id(case, role, &office(), kind, consent);
    let one = of(Role::Petitioner, AidKind::Capital, 1);
    assert_eq!(one, of(Role::Petitioner, AidKind::Capital, 1));
    for other in [
        of(Role::Respondent, AidKind::Capital, 1),
        of(Role::Petitioner, AidKind::Mentoring, 1),
        of(Role::Petitioner, AidKind::Capital, 2),
    ] {
        assert_ne!(one, other);
    }
}
