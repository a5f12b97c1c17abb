//! A city's police with two units, and requests for them.

use jiff::civil::{Date, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use memory_tables::DirectTables;
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, LetterNumber, OfficerCode};
use tuntas_journal::{Actor, Journal, JournalError, Numbers, Prepared, RunError, Step};
use tuntas_securing::{KeptError, Lists, Request, Securing, Units};
use tuntas_security::{
    Activity, Booking, Command, Letter, LetterKind, Refusal, Risk, Shift, Strength, Terms, Unit, UnitCode,
    Urgency, Window,
};
use tuntas_tables::Table;
use uuid::Uuid;

pub(crate) const DAY: Date = date(2026, 12, 1);

pub(crate) fn now() -> Timestamp {
    "2026-11-24T02:00:00Z".parse().unwrap()
}

pub(crate) fn window(quarter: i64, quarters: i64) -> Window {
    let at = |quarter: i64| {
        let minutes = quarter * 15;
        time(
            i8::try_from(minutes / 60).unwrap(),
            i8::try_from(minutes % 60).unwrap(),
            0,
            0,
        )
    };
    let zone = TimeZone::get("Asia/Jakarta").unwrap();
    Window::new(DAY, at(quarter), at(quarter + quarters), &zone).unwrap()
}

pub(crate) fn terms(window: Window, officers: u16) -> Terms {
    Terms {
        activity: Activity::MaritalSeizure,
        window,
        kelurahan: "35.75.01.1001".parse().unwrap(),
        officers: Strength::new(officers).unwrap(),
        urgency: Urgency::Important,
        risk: Risk::Medium,
    }
}

pub(crate) fn unit(number: usize) -> Unit {
    let shift = |from, to, officers| Shift {
        from: time(from, 0, 0, 0),
        to: time(to, 0, 0, 0),
        strength: Strength::new(officers).unwrap(),
    };
    Unit {
        code: UnitCode::parse(&format!("samapta-{number}")).unwrap(),
        name: format!("Peleton {number}"),
        shifts: vec![shift(6, 14, 30), shift(14, 22, 20)],
    }
}

pub(crate) fn request(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(
        0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0000 + number,
    ))
}

#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) tables: DirectTables,
    pub(crate) journal: Journal<Securing>,
    pub(crate) units: Units,
    pub(crate) numbers: Numbers,
    pub(crate) lists: Lists,
}

/// Why an acceptance was not made.
#[derive(Debug)]
pub(crate) enum No {
    Clash,
    Kept,
}

impl From<KeptError> for No {
    fn from(_: KeptError) -> Self {
        Self::Kept
    }
}

impl From<JournalError> for No {
    fn from(_: JournalError) -> Self {
        Self::Kept
    }
}

fn letter(kind: LetterKind, number: LetterNumber) -> Letter {
    Letter {
        kind,
        number,
        issued_on: date(2026, 11, 24),
    }
}

impl Office {
    pub(crate) fn open() -> Self {
        let tables = DirectTables::new();
        let table = Table::new(tables.database(), "cases");
        Self {
            journal: Journal::of(table.clone()),
            units: Units::new(table.clone()),
            numbers: Numbers::new(table.clone()),
            lists: Lists::new(table),
            tables,
        }
    }

    pub(crate) async fn ask(&self, id: CaseId, terms: Terms) -> Result<Request, RunError<No, Refusal>> {
        let step = Asks { office: self, terms };
        Ok(self.journal.run(id, now(), &step).await?.story)
    }

    pub(crate) async fn accept(
        &self,
        id: CaseId,
        unit: &Unit,
        officers: u16,
        cause: &str,
    ) -> Result<Request, RunError<No, Refusal>> {
        let step = Accepts {
            office: self,
            unit,
            officers: Strength::new(officers).unwrap(),
            cause,
        };
        Ok(self.journal.run(id, now(), &step).await?.story)
    }

    /// Anything that takes no number and no unit.
    pub(crate) async fn wish(&self, id: CaseId, at: Timestamp, wish: Command) -> Request {
        let step = Plain { wish };
        self.journal.run(id, at, &step).await.unwrap().story
    }
}

struct Asks<'a> {
    office: &'a Office,
    terms: Terms,
}

impl Step<Securing> for Asks<'_> {
    type Error = No;

    fn command(&self, _: &Request) -> CommandId {
        CommandId::new("ask")
    }

    fn actor(&self) -> Actor {
        Actor::client("court")
    }

    async fn prepare(&self, _: &Request) -> Result<Option<Prepared<Securing>>, No> {
        let (number, taken) = self.office.numbers.next("PA.Pas", 2026).await?;
        let command = Command::Request {
            court: CourtCode::parse("PA.Pas").unwrap(),
            terms: self.terms.clone(),
            letter: letter(LetterKind::Request, number),
            evidence: "e".repeat(64),
            answer_by: now() + SignedDuration::from_hours(48),
            at: now(),
        };
        Ok(Some(Prepared {
            command,
            with: vec![taken],
        }))
    }
}

struct Accepts<'a> {
    office: &'a Office,
    unit: &'a Unit,
    officers: Strength,
    cause: &'a str,
}

impl Step<Securing> for Accepts<'_> {
    type Error = No;

    fn command(&self, _: &Request) -> CommandId {
        CommandId::new(self.cause)
    }

    fn actor(&self) -> Actor {
        Actor::police("polisi-01")
    }

    async fn prepare(&self, request: &Request) -> Result<Option<Prepared<Securing>>, No> {
        let Some(terms) = &request.case.terms else {
            return Ok(None);
        };
        let kept = self
            .office
            .units
            .day(&self.unit.code, terms.window.date())
            .await?;
        let wanted = Booking {
            request: request.id.0,
            window: terms.window,
            kelurahan: terms.kelurahan.clone(),
            strength: self.officers,
        };
        let day = kept.day.book(self.unit, wanted).map_err(|_| No::Clash)?;
        let (number, taken) = self.office.numbers.next("polres", 2026).await?;
        let command = Command::Accept {
            unit: self.unit.code.clone(),
            strength: self.officers,
            officer: OfficerCode::parse("polisi-01").unwrap(),
            letter: letter(LetterKind::Reply, number),
            at: now(),
        };
        Ok(Some(Prepared {
            command,
            with: vec![taken, self.office.units.change(&kept, &day)?],
        }))
    }
}

struct Plain {
    wish: Command,
}

impl Step<Securing> for Plain {
    type Error = No;

    fn command(&self, request: &Request) -> CommandId {
        CommandId::new(format!("wish/{}", request.version()))
    }

    fn actor(&self) -> Actor {
        Actor::function("test")
    }

    async fn prepare(&self, _: &Request) -> Result<Option<Prepared<Securing>>, No> {
        Ok(Some(Prepared::only(self.wish.clone())))
    }
}
