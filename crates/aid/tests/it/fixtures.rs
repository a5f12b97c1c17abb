//! An office, its people and its programme.

use jiff::civil::{Date, date};
use tuntas_aid::criteria::Criteria;
use tuntas_aid::programme::{self, Amount, Funding, Programme, Terms};
use tuntas_aid::referral::{
    Command, Event, InstalmentTerms, Letter, PauseReason, PlannedSession, Referral, Refusal, Topic, decide,
    evolve, replay, resumed,
};
use tuntas_aid::{FundingSource, PaymentReference, ProgrammeCode, Purpose};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, LetterNumber, OfficerCode};
use tuntas_domain::money::Rupiah;
use tuntas_domain::people::Text;
use tuntas_domain::working_days::WorkingDays;
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2026, 3, 2);

pub(crate) fn officer(code: &str) -> OfficerCode {
    OfficerCode::parse(code).unwrap()
}

pub(crate) fn assessor() -> OfficerCode {
    officer("asesor-01")
}

pub(crate) fn first() -> OfficerCode {
    officer("pejabat-01")
}

pub(crate) fn second() -> OfficerCode {
    officer("pejabat-02")
}

pub(crate) fn mentor() -> OfficerCode {
    officer("pendamping-01")
}

pub(crate) fn cashier() -> OfficerCode {
    officer("bendahara-01")
}

pub(crate) fn office() -> AidOfficeCode {
    AidOfficeCode::parse("dp3akb").unwrap()
}

pub(crate) fn rupiah(amount: u64) -> Rupiah {
    Rupiah::new(amount).unwrap()
}

pub(crate) fn letter(number: u32, issued_on: Date) -> Letter {
    Letter {
        number: LetterNumber(number),
        issued_on,
    }
}

pub(crate) fn capital_terms() -> Terms {
    Terms {
        name: Text::parse("Modal Usaha PEKKA (CONTOH)").unwrap(),
        kind: AidKind::Capital,
        funding: Some(Funding {
            source: FundingSource::parse("dbhcht").unwrap(),
            purpose: Purpose::parse("modal-usaha").unwrap(),
            year: 2026,
            budget: rupiah(25_000_000),
            amount: Amount::Ceiling(rupiah(2_500_000)),
        }),
        criteria: Criteria::parse("jenis kelamin adalah perempuan\ntanggungan minimal 1").unwrap(),
        documents: vec![Text::parse("Fotokopi KTP-el").unwrap()],
        opens: date(2026, 1, 1),
        closes: date(2026, 12, 31),
    }
}

pub(crate) fn published(terms: Terms) -> Programme {
    let command = programme::Command::Publish {
        code: ProgrammeCode::parse("modal-pekka-2026").unwrap(),
        office: office(),
        terms,
        officer: first(),
    };
    let events = programme::decide(&Programme::default(), command).unwrap();
    events.iter().fold(Programme::default(), programme::evolve)
}

pub(crate) fn refer(kind: AidKind) -> Command {
    Command::Refer {
        case: CaseId(Uuid::from_u128(7)),
        role: Role::Petitioner,
        office: office(),
        kind,
        assess_by: date(2026, 3, 16),
    }
}

pub(crate) fn assess() -> Command {
    Command::Assess {
        officer: assessor(),
        recommends: true,
        decide_by: date(2026, 3, 30),
    }
}

pub(crate) fn grant() -> Command {
    Command::Grant {
        programme: None,
        officer: first(),
        letter: letter(1, TODAY),
        plan_by: date(2026, 3, 16),
    }
}

pub(crate) fn pause(reason: PauseReason, until: Date, on: Date) -> Command {
    Command::Pause {
        reason,
        until,
        officer: assessor(),
        on,
    }
}

pub(crate) fn resume(referral: &Referral, on: Date) -> Command {
    Command::Resume {
        officer: assessor(),
        on,
        by: resumed(referral, on, &working_days()),
    }
}

/// Nyepi is on a Thursday, and Idulfitri begins on a Saturday, with leave around it.
pub(crate) fn working_days() -> WorkingDays {
    WorkingDays::without([
        date(2026, 3, 19),
        date(2026, 3, 20),
        date(2026, 3, 23),
        date(2026, 3, 24),
    ])
}

pub(crate) fn propose(parts: &[(u64, Date)]) -> Command {
    let part = |(amount, due): &(u64, Date)| InstalmentTerms {
        amount: rupiah(*amount),
        due: *due,
    };
    Command::Propose {
        programme: Box::new(published(capital_terms())),
        amount: rupiah(parts.iter().map(|(amount, _)| amount).sum()),
        instalments: parts.iter().map(part).collect(),
        officer: first(),
        on: TODAY,
    }
}

pub(crate) fn two_parts() -> Command {
    propose(&[(1_500_000, date(2026, 3, 10)), (1_000_000, date(2026, 6, 10))])
}

pub(crate) fn approve() -> Command {
    Command::Approve {
        programme: Box::new(published(capital_terms())),
        officer: second(),
        letter: letter(1, TODAY),
        plan_by: date(2026, 3, 16),
    }
}

pub(crate) fn plan(days: &[Date]) -> Command {
    let session = |on: &Date| PlannedSession {
        on: *on,
        topic: Topic::Business,
    };
    Command::Plan {
        mentor: mentor(),
        sessions: days.iter().map(session).collect(),
        on: TODAY,
    }
}

pub(crate) fn reference(order: u32) -> PaymentReference {
    PaymentReference::of(CaseId(Uuid::from_u128(1)), order)
}

pub(crate) fn order(instalment: u16, number: u32, on: Date) -> Command {
    Command::Order {
        instalment,
        reference: reference(number),
        receipt: letter(number, on),
        confirm_by: on.saturating_add(jiff::Span::new().days(3)),
        officer: cashier(),
    }
}

pub(crate) fn arrived(instalment: u16, number: u32, paid_on: Date) -> Command {
    Command::Confirm {
        instalment,
        reference: reference(number),
        paid_on,
        by: tuntas_aid::referral::Confirmation::Bank,
        on: paid_on,
    }
}

/// What is left after wishes that are all fulfilled.
pub(crate) fn after(wishes: impl IntoIterator<Item = Command>) -> (Referral, Vec<Event>) {
    let (mut referral, mut all) = (Referral::default(), Vec::new());
    for wish in wishes {
        let said = format!("{wish:?}");
        let events = decide(&referral, wish)
            .map_err(|refusal| format!("{refusal}: {said}"))
            .unwrap();
        referral = events.iter().fold(referral, evolve);
        all.extend(events);
    }
    assert_eq!(replay(&all), referral);
    (referral, all)
}

pub(crate) fn refused(referral: &Referral, wish: Command) -> Refusal {
    decide(referral, wish).unwrap_err()
}

/// A referral for capital that was approved, in two parts, with a plan of two sessions.
pub(crate) fn running() -> Vec<Command> {
    vec![
        refer(AidKind::Capital),
        assess(),
        two_parts(),
        approve(),
        plan(&[date(2026, 3, 9), date(2026, 4, 9)]),
    ]
}
