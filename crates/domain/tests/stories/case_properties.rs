//! Any sequence of wishes, in any order and more than once, leaves a case sound.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tuntas_domain::case::{
    AidAnswer, Case, Command, ConsentSource, CorrectedField, CourierStatus, CourtDocument, CourtDocumentKind,
    Document, DocumentFault, DocumentKind, Event, EventKind, Fare, HandedTo, MAX_DOCUMENTS, OldCard,
    ReturnReason, Stage, TrackStage, View, Whom, decide, evolve, replay,
};
use tuntas_domain::decree::{
    ChoiceKind, ChoiceSource, CustodyBasis, DivorceKind, Duty, DutyOrder, Missing, Parties, Role,
};
use tuntas_domain::identity::{AidKind, AidOfficeCode, CityCode, OfficerCode};
use tuntas_domain::plan::{
    Amendment, CloseGround, Decision, Flag, Hold, HouseholdRef, Outcome, Reissue, Reversal,
};

use super::case_office::{
    accept, accept_with_duty, announce, book, cards, cards_of, code, document, elsewhere, hand_over, hour,
    household, judge, moved, notice, officer, register, register_with_marriage_elsewhere, scan, stayed,
};
use super::fixtures::{BHT, BUDI, TODAY, WATI, case_id, cases};

const STATUSES: [CourierStatus; 12] = [
    CourierStatus::Searching,
    CourierStatus::Assigned,
    CourierStatus::ToPickup,
    CourierStatus::Picked,
    CourierStatus::ToDrop,
    CourierStatus::Delivered,
    CourierStatus::NoDriver,
    CourierStatus::Cancelled,
    CourierStatus::OnHold,
    CourierStatus::Returning,
    CourierStatus::Returned,
    CourierStatus::Lost,
];

/// What somebody does. Some look at the case first, as the functions do.
#[derive(Debug, Clone)]
enum Wish {
    /// Whatever the case is like.
    Blindly(Command),
    /// Carry out what waits, if anything does.
    CarryOut(Changed),
    /// Render what the register shows now.
    RenderNow(Role),
    /// Agree to what waits for a second officer, or not.
    Approve(OfficerCode, bool),
    /// An officer takes up a held case and decides it, or returns it to the court.
    Desk(Hold, OfficerCode, Option<Decision>),
    /// The latest rider gets on.
    Ride(Role, CourierStatus),
    /// The addressee reads out the code to the latest rider.
    Open(Role),
    /// A round from rendering on, to such an end.
    Round(Role, End),
    /// The registry that recorded the marriage gets its letter.
    Letter,
    /// Two officers put a field right.
    Correct(Whom, CorrectedField),
}

/// How far a round gets.
#[derive(Debug, Clone, Copy)]
enum End {
    OnTheWay,
    Delivered,
    LostAndPrintedAgain,
    Collected,
    LetterSent,
}

#[derive(Debug, Clone)]
struct Changed {
    outcomes: Parties<Outcome>,
    reissued: Parties<Reissue>,
    cards: Parties<Option<u32>>,
    flags: Vec<Flag>,
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(Role::BOTH.to_vec())
}

fn somebody() -> impl Strategy<Value = OfficerCode> {
    (1..4_u8).prop_map(officer)
}

fn word(initial: &'static str) -> impl Strategy<Value = String> {
    (0..6).prop_map(move |n| format!("{initial}{n}"))
}

fn missing() -> impl Strategy<Value = Vec<Missing>> {
    prop_oneof![
        2 => Just(vec![]),
        1 => prop::sample::subsequence(vec![Missing::Bht, Missing::Ikrar, Missing::Akta], 1..=3),
    ]
}

fn duty() -> impl Strategy<Value = Option<Role>> {
    prop_oneof![3 => Just(None), 1 => role().prop_map(Some)]
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(values: &[T]) -> impl Strategy<Value = T> + use<T> {
    prop::sample::select(values.to_vec())
}

fn documents() -> impl Strategy<Value = (u32, Vec<Document>)> {
    (1..4_u32).prop_flat_map(|change| {
        let of = |kind, name: &str| document(kind, &format!("{name}-{change}"));
        let all = vec![
            of(DocumentKind::Kk, "kk"),
            of(DocumentKind::Ktp, "ktp"),
            of(DocumentKind::Notice, "notice"),
        ];
        (Just(change), prop::sample::subsequence(all, 0..=3))
    })
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        8 => (2..5_u32).prop_map(stayed),
        1 => Just(Outcome::Left),
        1 => Just(elsewhere()),
        1 => Just(Outcome::NothingDue),
    ]
}

fn reissue() -> impl Strategy<Value = Reissue> {
    any::<(bool, bool)>().prop_map(|(kk, ktp)| Reissue { kk, ktp })
}

fn pair<T: std::fmt::Debug>(each: impl Strategy<Value = T> + Clone) -> impl Strategy<Value = Parties<T>> {
    (each.clone(), each).prop_map(|(petitioner, respondent)| Parties {
        petitioner,
        respondent,
    })
}

fn flags() -> impl Strategy<Value = Vec<Flag>> {
    prop::sample::subsequence(
        vec![
            Flag::DutyNotApplied { role: WATI },
            Flag::NikDigits { role: BUDI },
        ],
        0..=1,
    )
}

fn changed() -> impl Strategy<Value = Changed> {
    (
        prop_oneof![1 => pair(outcome().boxed()), 2 => Just(Parties::from_fn(|_| stayed(3)))],
        pair(reissue().boxed()),
        pair(prop::option::of(1..4_u32).boxed()),
        flags(),
    )
        .prop_map(|(outcomes, reissued, cards, flags)| Changed {
            outcomes,
            reissued,
            cards,
            flags,
        })
}

fn holds() -> impl Strategy<Value = Hold> {
    prop_oneof![
        role().prop_map(|role| Hold::NameMismatch { role }),
        one_of(&[
            Hold::ChildNotInRegister { child: 0 },
            Hold::PartyDeceased { role: BUDI },
            Hold::HeadMustBeChosen,
            Hold::ChangedSince,
            Hold::AmendmentImpossible,
        ]),
    ]
}

fn decisions() -> impl Strategy<Value = Decision> {
    prop_oneof![
        role().prop_map(|role| Decision::AcceptIdentity { role }),
        one_of(&[
            Decision::TryAgain,
            Decision::SetChildAside { child: 0 },
            Decision::LeaveHouseholds,
            Decision::GiveUp,
            Decision::Close {
                ground: CloseGround::EndedByDeath
            },
        ]),
    ]
}

fn fields() -> impl Strategy<Value = CorrectedField> {
    one_of(&[
        CorrectedField::Name,
        CorrectedField::Mother,
        CorrectedField::DivorceDate,
    ])
}

fn whom() -> impl Strategy<Value = Whom> {
    prop_oneof![
        role().prop_map(|role| Whom::Party { role }),
        (0..2_usize).prop_map(|child| Whom::Child { child }),
    ]
}

fn of_the_court() -> impl Strategy<Value = Command> {
    prop_oneof![
        1 => missing().prop_map(|missing| accept(&missing)),
        2 => (word("e"), missing(), duty()).prop_map(|(evidence, missing, duty)| Command::Repair {
            kind: DivorceKind::Gugat,
            evidence,
            missing,
            duty: duty.map(|role| DutyOrder {
                role,
                duties: vec![Duty::IddahSupport],
            }),
        }),
        2 => (word("e"), missing()).prop_map(|(evidence, missing)| Command::Complete { evidence, missing }),
        4 => ((0..2_usize), role(), "c[0-9]").prop_map(|(child, parent, evidence)| Command::ChangeCustody {
            child,
            parent,
            basis: CustodyBasis::Ruling,
            evidence,
        }),
        1 => "r[0-9]".prop_map(|evidence| Command::Reverse { ground: Reversal::Review, evidence }),
        2 => word("d").prop_map(|evidence| Command::ReleaseDuty { evidence }),
    ]
}

/// Documents of the court. The hours run on in any order, as the clocks of several machines may.
fn of_the_courts_papers() -> impl Strategy<Value = Command> {
    let kinds = || one_of(&[CourtDocumentKind::Ruling, CourtDocumentKind::AktaCerai]);
    let found = prop_oneof![
        1 => (1..9_u16).prop_map(Ok),
        1 => one_of(&[DocumentFault::WrongHash, DocumentFault::ActiveContent]).prop_map(Err),
    ];
    prop_oneof![
        3 => ("[a-c]", kinds(), "[1-3]", 0..90_i64).prop_map(|(name, kind, digest, at)| announce(
            &name,
            scan(kind, &digest),
            at
        )),
        5 => ("[a-d]", found).prop_map(|(name, found)| judge(&name, found)),
        2 => (somebody(), "[a-d]").prop_map(|(officer, name)| Command::View {
            officer,
            what: View::CourtDocument {
                upload: case_id().upload(&name),
            },
        }),
    ]
}

/// What parties, courts and officers say of aid, and what is taken down about a party's safety.
fn of_aid() -> impl Strategy<Value = Command> {
    let said = || {
        (one_of(&["dp3akb", "dinkop"]), one_of(AidKind::ALL), any::<bool>()).prop_map(
            |(office, aid, given)| AidAnswer {
                office: AidOfficeCode::parse(office).unwrap(),
                aid,
                given,
            },
        )
    };
    let source = one_of(&[ConsentSource::Citizen, ConsentSource::Officer]);
    prop_oneof![
        5 => (role(), proptest::collection::vec(said(), 0..4), source)
            .prop_map(|(role, answers, source)| Command::AnswerAid { role, answers, source, evidence: None }),
        1 => (role(), proptest::collection::vec(said(), 0..4), word("s")).prop_map(|(role, answers, evidence)| {
            Command::AnswerAid { role, answers, source: ConsentSource::Court, evidence: Some(evidence) }
        }),
        1 => role().prop_map(|role| Command::DeclineAid { role, source: ConsentSource::Citizen }),
        2 => (role(), somebody(), any::<bool>())
            .prop_map(|(role, officer, lifts)| Command::RecordSafety { role, officer, lifts }),
    ]
}

fn of_the_register() -> impl Strategy<Value = Command> {
    prop_oneof![
        (changed(), any::<bool>()).prop_map(|(changed, abroad)| Command::Register {
            divorced_on: BHT,
            issued_on: TODAY,
            outcomes: changed.outcomes,
            households: vec![household(2)],
            flags: changed.flags,
            cards: changed.cards,
            marriage_registry: abroad.then(|| CityCode::parse("35.73").unwrap()),
        }),
        holds().prop_map(|hold| Command::Hold { hold }),
        role().prop_map(|role| amended(
            Amendment::Choice { role },
            Changed {
                outcomes: Parties::from_fn(|_| stayed(3)),
                reissued: Parties::from_fn(|_| Reissue::BOTH),
                cards: Parties::default(),
                flags: vec![],
            }
        )),
    ]
}

fn amended(amendment: Amendment, changed: Changed) -> Command {
    Command::Amend {
        amendment,
        issued_on: TODAY,
        outcomes: changed.outcomes,
        households: vec![HouseholdRef {
            version: 3,
            ..household(3)
        }],
        reissued: changed.reissued,
        cards: changed.cards,
        flags: changed.flags,
    }
}

fn of_officers() -> impl Strategy<Value = Command> {
    let what = one_of(&[
        View::Facts,
        View::LookUp { role: WATI },
        View::Documents { role: WATI },
    ]);
    prop_oneof![
        3 => (somebody(), 0..4_i64, 1..4_i64).prop_map(|(officer, now, lasts)| Command::Claim {
            officer,
            now: hour(now),
            until: hour(now + lasts),
            ahead: 0,
        }),
        1 => somebody().prop_map(|officer| Command::Release { officer }),
        5 => (somebody(), 0..4_i64, decisions()).prop_map(|(officer, now, decision)| Command::Decide {
            officer,
            now: hour(now),
            decision,
        }),
        1 => (somebody(), 1..4_u16, any::<bool>())
            .prop_map(|(officer, number, agreed)| Command::Approve { officer, number, agreed }),
        2 => (somebody(), 0..4_i64).prop_map(|(officer, now)| Command::Return {
            officer,
            now: hour(now),
            reason: ReturnReason::Unclear,
        }),
        1 => (somebody(), what).prop_map(|(officer, what)| Command::View { officer, what }),
        2 => (somebody(), whom(), fields())
            .prop_map(|(officer, whom, field)| Command::ProposeCorrection { officer, whom, field }),
        3 => (somebody(), 1..5_u16, any::<bool>())
            .prop_map(|(officer, number, agreed)| Command::DecideCorrection { officer, number, agreed }),
        2 => role().prop_map(|role| Command::Choose {
            role,
            choice: ChoiceKind::Own,
            source: ChoiceSource::Officer,
        }),
        1 => (role(), one_of(&[OldCard::Withdrawn, OldCard::Missing]))
            .prop_map(|(role, state)| Command::RecordOldCard { role, state }),
        1 => (1..4_u32).prop_map(|change| Command::RenderMarriageNotice {
            change,
            document: document(DocumentKind::Notice, &format!("marriage-{change}")),
        }),
        1 => Just(Command::SendMarriageNotice),
        1 => Just(Command::Erase),
    ]
}

fn of_documents() -> impl Strategy<Value = Command> {
    let attempt = || 0..5_u8;
    prop_oneof![
        2 => (role(), documents())
            .prop_map(|(role, (change, documents))| Command::Render { role, change, documents }),
        2 => (role(), somebody()).prop_map(|(role, officer)| Command::StartPrinting { role, officer, ahead: 0 }),
        3 => role().prop_map(|role| Command::Print { role }),
        2 => role().prop_map(|role| Command::Reprint { role }),
        3 => role().prop_map(|role| Command::RequestCourier { role }),
        2 => (role(), attempt(), word("o"), proptest::option::of(proptest::option::of(0..90_000_u64)))
            .prop_map(|(role, attempt, order, fare)| Command::BookCourier {
                role,
                attempt,
                order,
                fare: fare.map(|rupiah| Fare { provider: "biteship".to_owned(), rupiah }),
            }),
        1 => (role(), attempt())
            .prop_map(|(role, attempt)| Command::RefuseCourier { role, attempt, code: "no".to_owned() }),
        3 => (role(), attempt(), one_of(&STATUSES))
            .prop_map(|(role, attempt, status)| Command::MoveCourier { role, attempt, status }),
        2 => (role(), attempt(), any::<bool>())
            .prop_map(|(role, attempt, correct)| Command::EnterCode { role, attempt, correct }),
        2 => (
            role(),
            one_of(&[HandedTo::Courier, HandedTo::Addressee, HandedTo::Registry]),
            prop::option::weighted(0.9, attempt()),
            any::<Option<bool>>()
        )
            .prop_map(|(role, to, ride, old_card_withdrawn)| {
                Command::HandOver { role, to, ride, old_card_withdrawn }
            }),
    ]
}

/// A hold and what officers may do about it.
fn desk() -> impl Strategy<Value = Wish> {
    let (mismatch, missing) = (
        Hold::NameMismatch { role: WATI },
        Hold::ChildNotInRegister { child: 0 },
    );
    let dead = Hold::PartyDeceased { role: BUDI };
    let close = Decision::Close {
        ground: CloseGround::EndedByDeath,
    };
    let acts = [
        (mismatch.clone(), Some(Decision::AcceptIdentity { role: WATI })),
        (mismatch, None),
        (missing.clone(), Some(Decision::SetChildAside { child: 0 })),
        (missing, None),
        (dead, Some(close)),
        (Hold::ChangedSince, Some(Decision::LeaveHouseholds)),
        (Hold::ChangedSince, Some(Decision::GiveUp)),
        (Hold::AmendmentImpossible, Some(Decision::GiveUp)),
    ];
    (one_of(&acts), somebody()).prop_map(|((hold, decision), officer)| Wish::Desk(hold, officer, decision))
}

fn ends() -> impl Strategy<Value = End> {
    one_of(&[
        End::OnTheWay,
        End::OnTheWay,
        End::Delivered,
        End::Delivered,
        End::Delivered,
        End::LostAndPrintedAgain,
        End::Collected,
        End::LetterSent,
    ])
}

fn wish() -> impl Strategy<Value = Wish> {
    prop_oneof![
        3 => of_the_court().prop_map(Wish::Blindly),
        2 => of_the_register().prop_map(Wish::Blindly),
        6 => of_officers().prop_map(Wish::Blindly),
        7 => of_documents().prop_map(Wish::Blindly),
        5 => of_the_courts_papers().prop_map(Wish::Blindly),
        3 => of_aid().prop_map(Wish::Blindly),
        3 => changed().prop_map(Wish::CarryOut),
        2 => role().prop_map(Wish::RenderNow),
        2 => (somebody(), any::<bool>()).prop_map(|(officer, agreed)| Wish::Approve(officer, agreed)),
        3 => desk(),
        3 => (role(), one_of(&STATUSES)).prop_map(|(role, status)| Wish::Ride(role, status)),
        1 => role().prop_map(Wish::Open),
        8 => (role(), ends()).prop_map(|(role, end)| Wish::Round(role, end)),
        1 => Just(Wish::Letter),
        2 => (whom(), fields()).prop_map(|(whom, field)| Wish::Correct(whom, field)),
    ]
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let usual = |duty: bool, registration: Command| {
        [
            if duty { accept_with_duty(BUDI) } else { accept(&[]) },
            registration,
            cards(WATI),
            cards(BUDI),
            Command::Print { role: WATI },
        ]
        .map(Wish::Blindly)
    };
    // Half of the cases begin before the registration, half with the documents of both.
    let begun = prop_oneof![Just(1), 0..=5_usize];
    let registration = prop_oneof![
        3 => Just(register(None)),
        1 => role().prop_map(|role| register(Some(role))),
        2 => Just(register_with_marriage_elsewhere()),
    ];
    (
        begun,
        any::<bool>(),
        registration,
        prop::collection::vec(wish(), 1..60),
    )
        .prop_map(move |(begun, duty, registration, rest)| {
            let usual = usual(duty, registration).into_iter();
            usual.take(begun).chain(rest).collect()
        })
}

fn commands(case: &Case, wish: Wish) -> Vec<Command> {
    let latest = |role: Role| case.tracks[role].deliveries.last().map_or(0, |last| last.attempt);
    match wish {
        Wish::Blindly(command) => vec![command],
        Wish::CarryOut(changed) => {
            let next = case.amendments.first().cloned();
            next.map(|next| amended(next, changed)).into_iter().collect()
        }
        Wish::RenderNow(role) => vec![cards_of(role, case.tracks[role].change)],
        Wish::Approve(officer, agreed) => vec![Command::Approve {
            officer,
            number: case.proposals,
            agreed,
        }],
        Wish::Desk(hold, officer, decision) => {
            let (now, until) = (hour(4), hour(5));
            let act = match decision {
                Some(decision) => Command::Decide {
                    officer: officer.clone(),
                    now,
                    decision,
                },
                None => Command::Return {
                    officer: officer.clone(),
                    now,
                    reason: ReturnReason::WrongChild,
                },
            };
            let claim = Command::Claim {
                officer,
                now,
                until,
                ahead: 0,
            };
            vec![Command::Hold { hold }, claim, act]
        }
        Wish::Ride(role, status) => vec![Command::MoveCourier {
            role,
            attempt: latest(role),
            status,
        }],
        Wish::Open(role) => vec![Command::EnterCode {
            role,
            attempt: latest(role),
            correct: true,
        }],
        Wish::Round(role, end) => round(role, case.tracks[role].change, latest(role) + 1, end),
        Wish::Letter => {
            let change = case.marriage_notice.as_ref().map_or(0, |notice| notice.change);
            let document = document(DocumentKind::Notice, &format!("marriage-{change}"));
            vec![
                Command::RenderMarriageNotice { change, document },
                Command::SendMarriageNotice,
            ]
        }
        Wish::Correct(whom, field) => vec![
            Command::ProposeCorrection {
                officer: officer(1),
                whom,
                field,
            },
            Command::DecideCorrection {
                officer: officer(2),
                number: u16::try_from(case.corrections.len() + 1).unwrap(),
                agreed: true,
            },
        ],
    }
}

fn round(role: Role, change: u32, attempt: u8, end: End) -> Vec<Command> {
    let documents = match end {
        End::LetterSent => notice(role, change),
        _ => cards_of(role, change),
    };
    let printed = [documents, Command::Print { role }];
    let ride = [Command::RequestCourier { role }, book(role, attempt)];
    let last = match end {
        End::OnTheWay => vec![moved(role, attempt, CourierStatus::Picked)],
        End::Delivered => vec![
            code(role, attempt),
            moved(role, attempt, CourierStatus::Delivered),
        ],
        End::LostAndPrintedAgain => {
            vec![
                moved(role, attempt, CourierStatus::Lost),
                Command::Reprint { role },
            ]
        }
        End::Collected => return [&printed[..], &[hand_over(role, HandedTo::Addressee)]].concat(),
        End::LetterSent => return [&printed[..], &[hand_over(role, HandedTo::Registry)]].concat(),
    };
    [&printed[..], &ride, &last].concat()
}

/// A wrong code, a choice and a look at papers count each time; everything else is the same wish when wished again.
fn counts_each_time(command: &Command) -> bool {
    matches!(
        command,
        Command::EnterCode { correct: false, .. }
            | Command::Choose { .. }
            | Command::RecordSafety { .. }
            | Command::View { .. }
            | Command::StartPrinting { .. }
    )
}

/// The party an event is about, where it is about the documents of one.
fn track_of(event: &Event) -> Option<Role> {
    match event {
        Event::DocumentsRendered { role, .. }
        | Event::DocumentsPrinted { role }
        | Event::PrintingStarted { role, .. }
        | Event::ReprintOrdered { role }
        | Event::CourierRequested { role, .. }
        | Event::CourierBooked { role, .. }
        | Event::CourierRefused { role, .. }
        | Event::CourierMoved { role, .. }
        | Event::CourierRecalled { role, .. }
        | Event::HandoverConfirmed { role, .. }
        | Event::HandoverCodeWrong { role, .. }
        | Event::HandedOver { role, .. }
        | Event::OldCardRecorded { role, .. } => Some(*role),
        _ => None,
    }
}

/// What must hold whatever has happened.
fn check_case(case: &Case) {
    assert!(case.claim.is_none() || case.hold.is_some());
    assert!(case.proposal.is_none() || case.hold.is_some());
    assert!(case.returned.is_none() || (!case.registered && case.claim.is_none() && case.proposal.is_none()));
    assert!(case.closed.is_none() || (!case.registered && case.hold.is_none() && case.returned.is_none()));
    assert!(case.registered || case.amendments.is_empty());
    assert!(
        !case.registered || case.hold.is_none() || !case.amendments.is_empty(),
        "a hold is about what waits"
    );
    assert_eq!(case.registered, case.changes > 0);
    assert!(!case.erased || matches!(case.stage(), Stage::Completed | Stage::Closed));
    assert!(case.lasting_decisions <= case.decisions.len());
    let mut row = case.amendments.clone();
    row.dedup_by_key(|open| format!("{open:?}"));
    assert_eq!(row, case.amendments, "nothing waits twice");
    for amendment in case.amendments.iter().skip(1) {
        assert!(
            !matches!(amendment, Amendment::Reversal { .. }),
            "that comes first"
        );
    }
    for (role, choices) in case.choices.iter() {
        assert!(choices.counts <= choices.made && choices.carried_out <= choices.counts);
        let waiting = case.amendments.contains(&Amendment::Choice { role });
        assert!(
            !case.registered || case.reversed.is_some() || waiting == (choices.carried_out < choices.counts),
            "a choice that counts is carried out or waits"
        );
    }
    for (role, track) in case.tracks.iter() {
        assert_eq!(track.outcome.is_some(), case.registered);
        assert!(track.change <= case.changes);
        assert!(track.earlier <= track.deliveries.len());
        assert!(!track.printed || !track.documents.is_empty());
        assert!(!(track.printing || track.printed) || track.choice_over);
        for document in &track.documents {
            assert!(
                document.sha256.ends_with(&format!("-{}", track.change)),
                "documents of another change"
            );
        }
        assert!(
            !track.collected || track.rider_to_recall().is_none(),
            "nobody rides for an envelope that was collected"
        );
        for (position, delivery) in track.deliveries.iter().enumerate() {
            assert_eq!(usize::from(delivery.attempt), position + 1);
            assert!(delivery.wrong_codes <= 5);
            assert!(delivery.order.is_none() || delivery.refused.is_none());
        }
        if track.delivery().is_some_and(|delivery| delivery.recalled) {
            assert!(
                case.reversed.is_some() || track.collected || case.safety[role].revision > 0,
                "what is called back belongs to the past, or would go to the wrong door"
            );
        }
    }
}

/// What one event may do.
fn check_step(before: &Case, event: &Event, after: &Case) {
    assert!(before.court.is_none() || before.court == after.court);
    assert!(after.evidence.starts_with(&before.evidence));
    assert!(!before.registered || (after.registered && before.missing == after.missing));
    assert!(!before.erased || after.erased);
    assert!(before.closed.is_none() || before.closed == after.closed);
    assert!(before.reversed.is_none() || before.reversed == after.reversed);
    assert!(
        before.reversed.is_some()
            || after.reversed.is_none()
            || after.amendments.len() <= 1 + before.amendments.len()
    );

    let carries_out = matches!(event, Event::RegisterAmended { .. });
    assert_eq!(
        after.changes,
        before.changes + u32::from(carries_out || event.kind() == EventKind::RegisterUpdated)
    );
    if let Event::RegisterAmended { amendment, .. } = event {
        assert_eq!(before.amendments.first(), Some(amendment));
        assert_eq!(before.amendments[1..], after.amendments[..], "each once");
    }
    let may_leave_the_row = carries_out
        || matches!(
            event,
            Event::Decided {
                decision: Decision::GiveUp,
                ..
            }
        );
    assert!(
        may_leave_the_row
            || event.kind() == EventKind::Reversed
            || after.amendments.len() >= before.amendments.len()
    );
    if before.stage() == Stage::Completed && after.stage() != Stage::Completed {
        assert!(
            carries_out || !after.amendments.is_empty(),
            "an ended case begins anew for a change alone: {event:?}"
        );
    }
    check_court_documents(before, event, after);
    check_permission(before, event);
    check_four_eyes(before, event);
    check_consents(before, event, after);
    for role in Role::BOTH {
        let anew = carries_out || event.kind() == EventKind::RegisterUpdated;
        assert!(
            anew || track_of(event) == Some(role) || before.tracks[role] == after.tracks[role],
            "the two tracks never meet: {event:?}"
        );
        check_track(before, role, event, after);
    }
}

/// A document is announced once, judged once, and seen only if it was accepted.
fn check_court_documents(before: &Case, event: &Event, after: &Case) {
    for (old, new) in before.court_documents.iter().zip(&after.court_documents) {
        assert_eq!(
            (old.id, &old.announced, old.until),
            (new.id, &new.announced, new.until)
        );
        assert!(
            old.outcome.is_none() || old.outcome == new.outcome,
            "judged twice"
        );
    }
    let announced = usize::from(event.kind() == EventKind::CourtDocumentRequested);
    assert_eq!(
        after.court_documents.len(),
        before.court_documents.len() + announced
    );
    assert!(after.court_documents.len() <= MAX_DOCUMENTS);
    if let Event::CourtDocumentAccepted { .. } | Event::CourtDocumentRequested { .. } = event {
        assert!(before.closed.is_none() && !before.erased);
    }
    if let Event::Viewed {
        what: View::CourtDocument { upload },
        ..
    } = event
    {
        assert!(
            before
                .court_document(*upload)
                .is_some_and(CourtDocument::is_accepted)
        );
    }
}

/// What may not happen in such a case.
fn check_permission(before: &Case, event: &Event) {
    if before.returned.is_some() {
        assert!(
            !matches!(
                event,
                Event::RegisterUpdated { .. }
                    | Event::Held { .. }
                    | Event::FinalityCompleted { .. }
                    | Event::HoldClaimed { .. }
                    | Event::Decided { .. }
            ),
            "the court has it: {event:?}"
        );
    }
    if let Event::PrintingStarted { role, .. } | Event::DocumentsPrinted { role } = event {
        assert!(!before.withholds(*role), "printed what is held back");
        assert_eq!(before.amendments, [], "printed while a change waits");
    }
    if before.is_being_undone() {
        assert!(
            !matches!(
                event,
                Event::CourierRequested { .. } | Event::HandedOver { .. } | Event::MarriageNoticeSent
            ),
            "left the office although the ruling was undone: {event:?}"
        );
    }
    if before.erased {
        assert!(
            matches!(
                event,
                Event::Viewed {
                    what: View::LookUp { .. },
                    ..
                } | Event::OldCardRecorded { .. }
                    | Event::AidConsentWithdrawn { .. }
                    | Event::CourtDocumentRefused {
                        reason: DocumentFault::CaseClosed,
                        ..
                    }
                    | Event::CourierBooked { .. }
                    | Event::CourierRefused { .. }
                    | Event::CourierMoved { .. }
                    | Event::HandoverConfirmed { .. }
                    | Event::HandoverCodeWrong { .. }
            ),
            "needs what was erased: {event:?}"
        );
    }
}

/// A consent changes nothing but itself, is numbered without a gap, and needs a case that lives; taking it back needs nothing.
fn check_consents(before: &Case, event: &Event, after: &Case) {
    for role in Role::BOTH {
        let said = matches!(event,
            Event::AidConsentGiven { role: of, .. }
            | Event::AidConsentWithdrawn { role: of, .. }
            | Event::AidDeclined { role: of, .. } if *of == role);
        assert!(
            said || before.aid[role] == after.aid[role],
            "without a word nothing changes"
        );
        let asked = matches!(event, Event::SafetyRecorded { role: of, .. } if *of == role);
        assert!(asked || before.safety[role] == after.safety[role]);
    }
    match event {
        Event::AidConsentGiven {
            role,
            office,
            aid,
            number,
            ..
        } => {
            let line = before.aid[*role].line(office, *aid);
            assert_eq!(*number, line.map_or(0, |line| line.number) + 1);
            assert!(!before.aid[*role].stands(office, *aid) && after.aid[*role].stands(office, *aid));
            assert!(before.closed.is_none() && before.reversed.is_none() && !before.erased);
        }
        Event::AidConsentWithdrawn {
            role,
            office,
            aid,
            number,
            ..
        } => {
            let line = before.aid[*role].line(office, *aid).unwrap();
            assert!(line.standing && line.number == *number);
            assert!(!after.aid[*role].stands(office, *aid));
        }
        _ => {}
    }
}

fn check_four_eyes(before: &Case, event: &Event) {
    match event {
        Event::Decided {
            decision,
            officer,
            approved_by,
        } => {
            assert_eq!(decision.needs_approval(), approved_by.is_some());
            assert_ne!(Some(officer), approved_by.as_ref());
            assert!(before.hold.as_ref().is_some_and(|hold| hold.accepts(decision)));
        }
        Event::CorrectionDecided {
            officer,
            number,
            agreed: true,
        } => assert_ne!(&before.correction(*number).unwrap().officer, officer),
        _ => {}
    }
}

fn check_track(before: &Case, role: Role, event: &Event, after: &Case) {
    let (track, next) = (&before.tracks[role], &after.tracks[role]);
    let new_round = track.change != next.change;
    assert!(!new_round || next.change == after.changes);
    assert!(!track.choice_over || next.choice_over);
    assert!(!track.printed || next.printed || new_round || event.kind() == EventKind::ReprintOrdered);
    if matches!(
        track.stage(),
        TrackStage::Delivered | TrackStage::NoticeSent | TrackStage::NothingDue
    ) {
        assert!(
            new_round || next.stage() == track.stage(),
            "an ended track stays ended: {event:?}"
        );
    }
    assert!(next.deliveries.len() <= track.deliveries.len() + 1);
    for (old, new) in track.deliveries.iter().zip(&next.deliveries) {
        assert!(old.order.is_none() || old.order == new.order);
        assert!(!old.code_confirmed || new.code_confirmed);
        assert!(!old.recalled || (new.recalled && old.code_confirmed == new.code_confirmed));
        if old.status != new.status {
            assert!(!old.status.is_final(), "nothing follows a final status");
            assert!(
                out_and_back(new.status) > out_and_back(old.status)
                    || (old.status == CourierStatus::OnHold
                        && matches!(new.status, CourierStatus::Picked | CourierStatus::ToDrop)),
                "{:?} after {:?}",
                new.status,
                old.status
            );
        }
    }
}

/// Nobody takes a case from an officer whose claim has not run out.
fn check_claim(before: &Case, command: &Command, after: &Case) {
    let Command::Claim { now, .. } = command else {
        return;
    };
    if let (Some(old), Some(new)) = (&before.claim, &after.claim) {
        assert!(old.until <= *now || old.officer == new.officer);
    }
}

/// How far along its way an envelope is.
fn out_and_back(status: CourierStatus) -> usize {
    match status {
        CourierStatus::Searching => 0,
        CourierStatus::Assigned => 1,
        CourierStatus::ToPickup => 2,
        CourierStatus::Picked => 3,
        CourierStatus::ToDrop => 4,
        CourierStatus::OnHold => 5,
        CourierStatus::Returning => 6,
        CourierStatus::Delivered
        | CourierStatus::NoDriver
        | CourierStatus::Cancelled
        | CourierStatus::Returned
        | CourierStatus::Lost => 7,
    }
}

fn live_through(wishes: Vec<Wish>) -> (Case, Vec<Event>) {
    let mut case = Case::default();
    let mut journal = Vec::new();
    for wish in wishes {
        for command in commands(&case, wish) {
            let before = case.clone();
            let Ok(events) = decide(&case, command.clone()) else {
                continue;
            };
            for event in &events {
                let next = evolve(case.clone(), event);
                assert!(
                    next != case || event.kind() == EventKind::Viewed,
                    "an event that was decided changes something: {event:?}"
                );
                check_step(&case, event, &next);
                case = next;
            }
            check_case(&case);
            check_claim(&before, &command, &case);
            if !counts_each_time(&command) {
                let again = decide(&case, command.clone());
                assert!(
                    again.as_ref().is_ok_and(Vec::is_empty) || again.is_err(),
                    "wished twice, done twice: {command:?}"
                );
            }
            journal.extend(events);
        }
    }
    (case, journal)
}

#[test]
fn any_sequence_of_wishes_leaves_a_case_sound() {
    let config = Config {
        cases: cases(1_500),
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let seen = std::cell::RefCell::new(BTreeMap::<String, u32>::new());
    runner
        .run(&wishes(), |wishes| {
            let (case, journal) = live_through(wishes);
            prop_assert_eq!(&replay(&journal), &case, "a replay is the same case");
            let stored: Vec<String> = journal
                .iter()
                .map(|event| serde_json::to_string(event).unwrap())
                .collect();
            let read: Vec<Event> = stored
                .iter()
                .map(|text| serde_json::from_str(text).unwrap())
                .collect();
            prop_assert_eq!(&read, &journal, "stored and read again");
            let mut seen = seen.borrow_mut();
            let kinds = journal.iter().map(|event| format!("{:?}", event.kind()));
            for what in kinds.chain([format!("{:?} at the end", case.stage())]) {
                *seen.entry(what).or_default() += 1;
            }
            Ok(())
        })
        .unwrap();
    if cases(1_500) < 1_500 {
        return;
    }
    let seen = seen.into_inner();
    for (what, at_least) in OFTEN_ENOUGH {
        let count = seen.get(*what).copied().unwrap_or_default();
        assert!(count >= *at_least, "{what}: only {count}; all: {seen:#?}");
    }
}

/// What the wishes must lead to often enough for the properties to say something.
const OFTEN_ENOUGH: &[(&str, u32)] = &[
    ("AidConsentGiven", 300),
    ("AidConsentWithdrawn", 30),
    ("AidDeclined", 30),
    ("Closed at the end", 50),
    ("Completed at the end", 20),
    ("CorrectionDecided", 100),
    ("CourtDocumentAccepted", 80),
    ("CourtDocumentRefused", 80),
    ("CourtDocumentRequested", 300),
    ("CourierRecalled", 30),
    ("CustodyChanged", 100),
    ("Decided", 100),
    ("DecisionProposed", 100),
    ("DecisionRejected", 20),
    ("DecreeRepaired", 20),
    ("DossierErased", 5),
    ("DutyReleased", 20),
    ("HandedOver", 100),
    ("HandoverConfirmed", 100),
    ("MarriageNoticeRendered", 30),
    ("MarriageNoticeSent", 30),
    ("PrintingStarted", 30),
    ("RegisterAmended", 300),
    ("ReprintOrdered", 30),
    ("Returned at the end", 30),
    ("ReturnedToCourt", 100),
    ("Reversed", 100),
    ("SafetyRecorded", 100),
];
