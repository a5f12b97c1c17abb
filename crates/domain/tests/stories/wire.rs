//! Wire formats. Events and household versions are stored forever, so a changed snapshot here means that
//! what was written years ago can no longer be read: add fields as options or with a default, never rename.

use insta::{assert_json_snapshot, with_settings};
use tuntas_domain::case::{
    AnnouncedDocument, ConsentSource, CorrectedField, CourierStatus, CourtDocumentKind, DocumentFault,
    DocumentKind, Event, EventKind, Fare, FileFormat, HandedTo, OldCard, ReturnReason, View, Whom,
};
use tuntas_domain::decree::{
    Choice, ChoiceKind, ChoiceSource, Contact, CustodyBasis, Decree, DivorceKind, Duty, DutyOrder, Missing,
    Parties, Role,
};
use tuntas_domain::household::Household;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CityCode, CourtCode, KecamatanCode, Phone};
use tuntas_domain::people::{MaritalStatus, Relationship, Text};
use tuntas_domain::plan::{
    Amendment, CloseGround, Decision, Flag, Hold, HouseholdRef, Outcome, Reissue, Reversal,
};

use super::case_office::{document, elsewhere, hour, household, officer, scan, stayed};
use super::fixtures::*;

/// The events of the first release, as it wrote them.
fn the_first() -> Vec<Event> {
    let household = |serial, version| HouseholdRef {
        id: household_id(serial),
        version,
    };
    vec![
        Event::DecreeAccepted {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: DivorceKind::Talak,
            evidence: "0f".repeat(32),
            missing: vec![Missing::Bht, Missing::Ikrar, Missing::Akta],
            duty: None,
        },
        Event::FinalityCompleted {
            evidence: "1e".repeat(32),
            missing: vec![],
        },
        Event::RegisterUpdated {
            divorced_on: BHT,
            issued_on: TODAY,
            outcomes: Parties {
                petitioner: Outcome::Founded {
                    household: household(2, 1),
                },
                respondent: Outcome::Elsewhere {
                    region: CityCode::parse("35.73").unwrap(),
                },
            },
            households: vec![household(1, 2), household(2, 1)],
            flags: vec![
                Flag::CustodySilent { child: 0 },
                Flag::ChildrenNotMentioned { count: 2 },
                Flag::GrownChildStays { child: 1 },
                Flag::CustodianElsewhere { child: 2 },
                Flag::ChildElsewhere { child: 3 },
                Flag::NikDigits { role: WATI },
            ],
            cards: Parties::default(),
            marriage_registry: None,
        },
        Event::Held {
            hold: Hold::NotMarried {
                role: BUDI,
                status: MaritalStatus::DivorcedUnrecorded,
            },
        },
        Event::DocumentsRendered {
            role: WATI,
            documents: vec![
                document(DocumentKind::Kk, "kk"),
                document(DocumentKind::Ktp, "ktp"),
                document(DocumentKind::Notice, "notice"),
            ],
        },
        Event::DocumentsPrinted { role: WATI },
        Event::CourierRequested {
            role: WATI,
            attempt: 1,
        },
        Event::CourierBooked {
            role: WATI,
            attempt: 1,
            order: "order-1".to_owned(),
            fare: None,
        },
        Event::CourierRefused {
            role: WATI,
            attempt: 1,
            code: "out_of_area".to_owned(),
        },
        Event::CourierMoved {
            role: WATI,
            attempt: 1,
            status: CourierStatus::ToDrop,
        },
        Event::HandoverConfirmed {
            role: WATI,
            attempt: 1,
        },
        Event::HandoverCodeWrong {
            role: WATI,
            attempt: 1,
        },
        Event::HandedOver {
            role: BUDI,
            to: HandedTo::Addressee,
            old_card_withdrawn: Some(true),
        },
    ]
}

/// The events that came later, in the order of [`place`].
fn the_later() -> Vec<Event> {
    vec![
        Event::DecreeRepaired {
            kind: DivorceKind::Gugat,
            evidence: "2d".repeat(32),
            missing: vec![Missing::Akta],
            duty: None,
        },
        Event::RegisterAmended {
            amendment: Amendment::Choice { role: WATI },
            issued_on: TODAY,
            outcomes: Parties {
                petitioner: Outcome::Left,
                respondent: stayed(3),
            },
            households: vec![household(3)],
            reissued: Parties {
                petitioner: Reissue::NONE,
                respondent: Reissue::BOTH,
            },
            cards: Parties::default(),
            flags: vec![],
        },
        Event::HoldClaimed {
            officer: officer(1),
            until: hour(1),
            ahead: 2,
        },
        Event::ClaimReleased { officer: officer(1) },
        Event::DecisionProposed {
            officer: officer(1),
            number: 1,
            decision: Decision::AcceptIdentity { role: WATI },
        },
        Event::DecisionRejected {
            officer: officer(2),
            number: 1,
        },
        Event::Decided {
            decision: Decision::SetChildAside { child: 0 },
            officer: officer(1),
            approved_by: None,
        },
        Event::ReturnedToCourt {
            officer: officer(1),
            reason: ReturnReason::WrongParty,
        },
        Event::Viewed {
            officer: officer(1),
            what: View::Facts,
        },
        Event::ChoiceMade {
            role: WATI,
            choice: ChoiceKind::Own,
            source: ChoiceSource::Citizen,
            revision: 1,
        },
        Event::CustodyChanged {
            child: 0,
            parent: WATI,
            basis: CustodyBasis::SignedStatement,
            evidence: "3c".repeat(32),
        },
        Event::Reversed {
            ground: Reversal::Cassation,
            evidence: "4b".repeat(32),
        },
        Event::CorrectionProposed {
            officer: officer(1),
            number: 1,
            whom: Whom::Party { role: BUDI },
            field: CorrectedField::BirthPlace,
        },
        Event::CorrectionDecided {
            officer: officer(2),
            number: 1,
            agreed: true,
        },
        Event::DutyReleased {
            evidence: "5a".repeat(32),
        },
        Event::OldCardRecorded {
            role: WATI,
            state: OldCard::Missing,
        },
        Event::MarriageNoticeRendered {
            document: document(DocumentKind::Notice, "marriage"),
        },
        Event::MarriageNoticeSent,
        Event::PrintingStarted {
            role: WATI,
            officer: Some(officer(1)),
            ahead: 2,
        },
        Event::ReprintOrdered { role: WATI },
        Event::CourierRecalled {
            role: WATI,
            attempt: 1,
        },
        Event::DossierErased,
    ]
}

/// Documents of the court, in the order of [`place`].
fn of_court_documents() -> Vec<Event> {
    vec![
        Event::CourtDocumentRequested {
            upload: case_id().upload("1"),
            document: scan(CourtDocumentKind::Ruling, "6e"),
            until: hour(24),
            evidence: "7d".repeat(32),
        },
        Event::CourtDocumentAccepted {
            upload: case_id().upload("1"),
            pages: 12,
        },
        Event::CourtDocumentRefused {
            upload: case_id().upload("2"),
            reason: DocumentFault::WrongHash,
        },
    ]
}

/// What parties say of aid, and what officers take down about their safety, in the order of [`place`].
fn of_aid() -> Vec<Event> {
    let office = AidOfficeCode::parse("dp3akb").unwrap();
    vec![
        Event::AidConsentGiven {
            role: WATI,
            office: office.clone(),
            aid: AidKind::Mentoring,
            number: 1,
            source: ConsentSource::Citizen,
            evidence: None,
        },
        Event::AidConsentWithdrawn {
            role: WATI,
            office,
            aid: AidKind::Mentoring,
            number: 1,
            source: ConsentSource::Officer,
            evidence: None,
        },
        Event::AidDeclined {
            role: BUDI,
            source: ConsentSource::Citizen,
        },
        Event::SafetyRecorded {
            role: WATI,
            officer: officer(1),
            revision: 1,
        },
    ]
}

/// A court's statement, which is kept as evidence.
fn consents_of_the_court() -> [Event; 2] {
    let (office, evidence) = (AidOfficeCode::parse("dinkop").unwrap(), Some("5c".repeat(32)));
    [
        Event::AidConsentGiven {
            role: BUDI,
            office: office.clone(),
            aid: AidKind::Capital,
            number: 2,
            source: ConsentSource::Court,
            evidence: evidence.clone(),
        },
        Event::AidConsentWithdrawn {
            role: BUDI,
            office,
            aid: AidKind::Capital,
            number: 2,
            source: ConsentSource::Court,
            evidence,
        },
    ]
}

/// Events with every field that may be absent, and every form of the words in them.
#[expect(clippy::too_many_lines, reason = "one event after the other")]
fn in_full() -> Vec<Event> {
    let mut events = vec![
        Event::CourierBooked {
            role: WATI,
            attempt: 2,
            order: "order-2".to_owned(),
            fare: Some(Fare {
                provider: "biteship".to_owned(),
                rupiah: Some(14_000),
            }),
        },
        Event::DecreeAccepted {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: DivorceKind::Gugat,
            evidence: "0f".repeat(32),
            missing: vec![],
            duty: Some(DutyOrder {
                role: BUDI,
                duties: vec![Duty::ChildSupport, Duty::IddahSupport, Duty::Mutah],
            }),
        },
        Event::DecreeRepaired {
            kind: DivorceKind::Talak,
            evidence: "0f".repeat(32),
            missing: vec![],
            duty: Some(DutyOrder {
                role: WATI,
                duties: vec![Duty::ChildSupport],
            }),
        },
        Event::RegisterUpdated {
            divorced_on: BHT,
            issued_on: TODAY,
            outcomes: Parties {
                petitioner: stayed(2),
                respondent: Outcome::NothingDue,
            },
            households: vec![household(2)],
            flags: vec![
                Flag::GrownChildFollows { child: 0 },
                Flag::StepchildrenFollow { count: 1 },
                Flag::DutyNotApplied { role: BUDI },
            ],
            cards: Parties {
                petitioner: Some(2),
                respondent: None,
            },
            marriage_registry: Some(CityCode::parse("35.73").unwrap()),
        },
        Event::Decided {
            decision: Decision::GiveUp,
            officer: officer(1),
            approved_by: Some(officer(2)),
        },
        Event::ChoiceMade {
            role: BUDI,
            choice: ChoiceKind::Leave,
            source: ChoiceSource::Officer,
            revision: 2,
        },
    ];
    let amendments = [
        Amendment::Custody {
            child: 1,
            parent: BUDI,
        },
        Amendment::Correction { number: 3 },
        Amendment::Reversal {
            ground: Reversal::Annulment,
        },
        Amendment::Reversal {
            ground: Reversal::Review,
        },
    ];
    events.extend(amendments.map(|amendment| Event::RegisterAmended {
        amendment,
        issued_on: TODAY,
        outcomes: Parties::from_fn(|_| elsewhere()),
        households: vec![],
        reissued: Parties::from_fn(|_| Reissue { kk: true, ktp: false }),
        cards: Parties {
            petitioner: None,
            respondent: Some(3),
        },
        flags: vec![Flag::CustodySilent { child: 0 }],
    }));
    events.extend(
        [
            View::LookUp {
                role: Role::Petitioner,
            },
            View::Notes,
            View::Documents {
                role: Role::Respondent,
            },
            View::CourtDocument {
                upload: case_id().upload("1"),
            },
        ]
        .map(|what| Event::Viewed {
            officer: officer(1),
            what,
        }),
    );
    events.push(Event::CorrectionProposed {
        officer: officer(1),
        number: 2,
        whom: Whom::Child { child: 1 },
        field: CorrectedField::DivorceCertificate,
    });
    events.extend(every_court_document());
    events.extend(consents_of_the_court());
    events.extend(every_other_decision().map(|decision| Event::DecisionProposed {
        officer: officer(1),
        number: 1,
        decision,
    }));
    events
}

/// Every kind of document and every fault.
fn every_court_document() -> Vec<Event> {
    let announced = CourtDocumentKind::ALL.map(|kind| Event::CourtDocumentRequested {
        upload: case_id().upload("3"),
        document: AnnouncedDocument {
            format: FileFormat::Jpeg,
            ..scan(kind, "8c")
        },
        until: hour(24),
        evidence: "9b".repeat(32),
    });
    let refused = DocumentFault::ALL.map(|reason| Event::CourtDocumentRefused {
        upload: case_id().upload("3"),
        reason,
    });
    announced.into_iter().chain(refused).collect()
}

fn every_other_decision() -> [Decision; 15] {
    [
        Decision::TryAgain,
        Decision::AcceptChild { child: 0 },
        Decision::AcceptMarriageRecord { role: WATI },
        Decision::AcceptPaperRecord { role: WATI },
        Decision::AcceptCourt,
        Decision::AcceptForeignSpouse { role: BUDI },
        Decision::AcceptRemarriage { role: WATI },
        Decision::AcceptRecordedDivorce { role: WATI },
        Decision::AcceptDeath { role: BUDI },
        Decision::TreatAsElsewhere {
            role: BUDI,
            region: CityCode::parse("35.73").unwrap(),
        },
        Decision::RecordHostConsent { role: WATI },
        Decision::ChooseHead { person: ani().id },
        Decision::UseNumber {
            kecamatan: KecamatanCode::parse("35.75.01").unwrap(),
        },
        Decision::LeaveHouseholds,
        Decision::Close {
            ground: CloseGround::EndedByDeath,
        },
    ]
}

fn one_of_each() -> Vec<Event> {
    [the_first(), the_later(), of_court_documents(), of_aid()].concat()
}

/// The name of a kind, so that the compiler asks for a new line in [`the_later`] or below it when a kind is added.
fn place(kind: EventKind) -> usize {
    match kind {
        EventKind::DecreeAccepted => 0,
        EventKind::FinalityCompleted => 1,
        EventKind::RegisterUpdated => 2,
        EventKind::Held => 3,
        EventKind::DocumentsRendered => 4,
        EventKind::DocumentsPrinted => 5,
        EventKind::CourierRequested => 6,
        EventKind::CourierBooked => 7,
        EventKind::CourierRefused => 8,
        EventKind::CourierMoved => 9,
        EventKind::HandoverConfirmed => 10,
        EventKind::HandoverCodeWrong => 11,
        EventKind::HandedOver => 12,
        EventKind::DecreeRepaired => 13,
        EventKind::RegisterAmended => 14,
        EventKind::HoldClaimed => 15,
        EventKind::ClaimReleased => 16,
        EventKind::DecisionProposed => 17,
        EventKind::DecisionRejected => 18,
        EventKind::Decided => 19,
        EventKind::ReturnedToCourt => 20,
        EventKind::Viewed => 21,
        EventKind::ChoiceMade => 22,
        EventKind::CustodyChanged => 23,
        EventKind::Reversed => 24,
        EventKind::CorrectionProposed => 25,
        EventKind::CorrectionDecided => 26,
        EventKind::DutyReleased => 27,
        EventKind::OldCardRecorded => 28,
        EventKind::MarriageNoticeRendered => 29,
        EventKind::MarriageNoticeSent => 30,
        EventKind::PrintingStarted => 31,
        EventKind::ReprintOrdered => 32,
        EventKind::CourierRecalled => 33,
        EventKind::DossierErased => 34,
        EventKind::CourtDocumentRequested => 35,
        EventKind::CourtDocumentAccepted => 36,
        EventKind::CourtDocumentRefused => 37,
        EventKind::AidConsentGiven => 38,
        EventKind::AidConsentWithdrawn => 39,
        EventKind::AidDeclined => 40,
        EventKind::SafetyRecorded => 41,
    }
}

#[test]
fn every_event_is_stored_like_this() {
    let events = one_of_each();
    with_settings!({ prepend_module_to_snapshot => false }, {
        assert_json_snapshot!("events", events);
        assert_json_snapshot!("events_in_full", in_full());
    });
    for (position, event) in events.iter().enumerate() {
        assert_eq!(place(event.kind()), position);
        let stored = serde_json::to_value(event).unwrap();
        assert_eq!(
            stored["type"],
            serde_json::to_value(event.kind()).unwrap(),
            "the kind in a queue message is the type in the journal"
        );
    }
    for event in events.iter().chain(&in_full()) {
        let stored = serde_json::to_string(event).unwrap();
        assert_eq!(&serde_json::from_str::<Event>(&stored).unwrap(), event);
    }
}

/// Journals of the first release are read as they were meant.
#[test]
fn what_the_first_release_stored_is_still_read() {
    let stored = include_str!("stored/first-events.json");
    assert_eq!(serde_json::from_str::<Vec<Event>>(stored).unwrap(), the_first());
}

#[test]
fn every_outcome_is_stored_like_this() {
    let household = HouseholdRef {
        id: household_id(1),
        version: 2,
    };
    let outcomes = [
        Outcome::Stayed { household },
        Outcome::Founded { household },
        Outcome::Joined { household },
        Outcome::Left,
        Outcome::Elsewhere {
            region: CityCode::parse("35.73").unwrap(),
        },
        Outcome::NothingDue,
    ];
    with_settings!({ prepend_module_to_snapshot => false }, {
        assert_json_snapshot!("outcomes", outcomes);
    });
    let stored = serde_json::to_string(&outcomes).unwrap();
    assert_eq!(serde_json::from_str::<[Outcome; 6]>(&stored).unwrap(), outcomes);
}

#[test]
fn who_left_the_city_is_stored_like_this() {
    let malang = |region: Option<&str>| Choice::Leave {
        destination: Text::parse("Kota Malang").unwrap(),
        region: region.map(|code| code.parse().unwrap()),
    };
    let after = Story::of(vec![budis_card(vec![])])
        .wishing(WATI, malang(Some("35.73")))
        .carry_out();
    let his = after.card_of(&budi());
    with_settings!({ prepend_module_to_snapshot => false }, {
        assert_json_snapshot!("household_departed", his.departed);
    });
    let stored = serde_json::to_string(his).unwrap();
    assert_eq!(&serde_json::from_str::<Household>(&stored).unwrap(), his);
    // A wish as it was kept before it could name a region.
    let kept = r#"{"leave":{"destination":"Kota Malang"}}"#;
    assert_eq!(serde_json::from_str::<Choice>(kept).unwrap(), malang(None));
    assert_eq!(serde_json::to_string(&malang(None)).unwrap(), kept);
}

#[test]
fn a_hold_that_names_a_kecamatan_is_stored_like_this() {
    let hold = Hold::NumberPoolEmpty {
        kecamatan: KecamatanCode::parse("35.75.01").unwrap(),
    };
    assert_eq!(
        serde_json::to_string(&hold).unwrap(),
        r#"{"reason":"number_pool_empty","kecamatan":"35.75.01"}"#
    );
}

#[test]
fn a_household_is_stored_like_this() {
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
        .with_children(vec![by_ruling(&ani(), WATI)])
        .carry_out();
    let hers = after.card_of(&wati());
    with_settings!({ prepend_module_to_snapshot => false }, {
        assert_json_snapshot!("household", hers);
    });
    let stored = serde_json::to_string(hers).unwrap();
    assert_eq!(&serde_json::from_str::<Household>(&stored).unwrap(), hers);

    let imported = budis_card(vec![]);
    with_settings!({ prepend_module_to_snapshot => false }, {
        assert_json_snapshot!("household_imported", imported);
    });
    let stored = serde_json::to_string(&imported).unwrap();
    assert_eq!(serde_json::from_str::<Household>(&stored).unwrap(), imported);
}

#[test]
fn a_decree_is_stored_like_this() {
    let mut decree = Story::of(vec![])
        .living(BUDI, kota_malang())
        .wishing(
            WATI,
            Choice::Join {
                host: number(2),
                relationship: Relationship::Child,
                host_consents: true,
            },
        )
        .wishing(
            BUDI,
            Choice::Own {
                address: Some(new_address()),
            },
        )
        .with_children(vec![
            custody(&ani(), Some((WATI, CustodyBasis::SignedStatement))),
            custody(&dewi(), None),
        ])
        .decree;
    decree.parties[WATI].contact = Some(Contact {
        phone: Phone::parse("081200000000").unwrap(),
        address: Text::parse("Jl. Contoh Rumah No. 1, RT 003/RW 002").unwrap(),
        kelurahan: Some(home_address().kelurahan),
        postcode: None,
        coordinates: Some((-7_645_000, 112_906_000)),
        note: None,
    });
    with_settings!({ prepend_module_to_snapshot => false }, {
        assert_json_snapshot!("decree", decree);
    });
    let stored = serde_json::to_string(&decree).unwrap();
    assert_eq!(serde_json::from_str::<Decree>(&stored).unwrap(), decree);
}

/// Stored words and printed words of the closed lists.
#[test]
fn the_lists_of_a_family_card_are_stored_like_this() {
    macro_rules! list {
        ($($name:ident),+) => {
            vec![$((
                stringify!($name),
                tuntas_domain::people::$name::ALL
                    .iter()
                    .map(|value| {
                        assert_eq!(tuntas_domain::people::$name::from_label(value.label()), Some(*value));
                        let stored = serde_json::to_value(value).unwrap();
                        format!("{} = {}", stored.as_str().unwrap(), value.label())
                    })
                    .collect::<Vec<_>>(),
            )),+]
        };
    }
    let lists = list!(
        Sex,
        Religion,
        Education,
        BloodType,
        Citizenship,
        MaritalStatus,
        CardStatus,
        Relationship
    );
    with_settings!({ prepend_module_to_snapshot => false }, {
        assert_json_snapshot!("vocabulary", lists);
    });
}

/// An older binary reads what a newer one wrote, as long as it knows the variant: unknown fields are passed
/// over, and an absent option is `None`. An unknown variant or an absent other field is an error, never a guess.
#[test]
fn unknown_fields_are_passed_over_and_unknown_events_are_not() {
    let newer = r#"{"type":"handed_over","role":"respondent","to":"addressee","counter":3}"#;
    assert_eq!(
        serde_json::from_str::<Event>(newer).unwrap(),
        Event::HandedOver {
            role: BUDI,
            to: HandedTo::Addressee,
            old_card_withdrawn: None
        }
    );
    assert!(serde_json::from_str::<Event>(r#"{"type":"annulled","role":"respondent"}"#).is_err());
    assert!(serde_json::from_str::<Event>(r#"{"type":"courier_requested","role":"respondent"}"#).is_err());

    let mut home = serde_json::to_value(budis_card(vec![])).unwrap();
    home["members"][0]["person"]["phone_of_the_future"] = "x".into();
    assert_eq!(
        serde_json::from_value::<Household>(home.clone()).unwrap(),
        budis_card(vec![])
    );
    home["number"] = "357501120916000".into();
    assert!(
        serde_json::from_value::<Household>(home).is_err(),
        "identifiers are checked when they are read, too"
    );
}

#[test]
fn no_event_holds_a_number_or_name_of_a_person() {
    let events = [one_of_each(), in_full()].concat();
    let journal = serde_json::to_string(&events).unwrap();
    for person in [budi(), wati(), ani(), dewi()] {
        assert!(!journal.contains(person.nik.as_str()));
        assert!(!journal.contains(person.name.as_str()));
    }
    let longest_digits = journal.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
    assert!(
        longest_digits < Some(16),
        "something looks like a NIK or KK number"
    );
}

#[test]
fn what_was_printed_before_it_was_recorded_by_whom_can_still_be_read() {
    let stored = r#"{"type":"printing_started","role":"petitioner"}"#;
    let read: Event = serde_json::from_str(stored).unwrap();
    let event = Event::PrintingStarted {
        role: Role::Petitioner,
        officer: None,
        ahead: 0,
    };
    assert_eq!(read, event);
}
