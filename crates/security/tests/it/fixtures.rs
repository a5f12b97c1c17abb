//! A court, a police office and an afternoon.

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tuntas_domain::case::{DocumentFault, FileFormat};
use tuntas_domain::identity::{CaseId, CourtCode, KelurahanCode, LetterNumber, OfficerCode, UploadId};
use tuntas_security::{
    Activity, Command, Event, Letter, LetterKind, MinutesFile, Outcome, Risk, SecurityRequest, Shift,
    Strength, Terms, Unit, UnitCode, Urgency, Window, decide, evolve,
};

pub(crate) fn zone() -> TimeZone {
    TimeZone::get("Asia/Jakarta").unwrap()
}

/// Tuesday, the first of December, from hour to hour.
pub(crate) fn window(from: i8, to: i8) -> Window {
    Window::new(date(2026, 12, 1), time(from, 0, 0, 0), time(to, 0, 0, 0), &zone()).unwrap()
}

/// So many hours before nine o'clock of that day; negative ones are after it.
pub(crate) fn hours_before(hours: i64) -> Timestamp {
    window(9, 12).starts() - SignedDuration::from_hours(hours)
}

pub(crate) fn terms() -> Terms {
    Terms {
        activity: Activity::MaritalSeizure,
        window: window(9, 12),
        kelurahan: "35.75.01.1001".parse::<KelurahanCode>().unwrap(),
        officers: strength(10),
        urgency: Urgency::Important,
        risk: Risk::Medium,
    }
}

pub(crate) fn strength(officers: u16) -> Strength {
    Strength::new(officers).unwrap()
}

pub(crate) fn officer() -> OfficerCode {
    OfficerCode::parse("polisi-01").unwrap()
}

pub(crate) fn letter(kind: LetterKind, number: u32) -> Letter {
    Letter {
        kind,
        number: LetterNumber(number),
        issued_on: date(2026, 11, 24),
    }
}

pub(crate) fn unit() -> Unit {
    let shift = |from, to, officers| Shift {
        from: time(from, 0, 0, 0),
        to: time(to, 0, 0, 0),
        strength: strength(officers),
    };
    Unit {
        code: UnitCode::parse("samapta-1").unwrap(),
        name: "Satuan Samapta, Peleton I".to_owned(),
        shifts: vec![shift(7, 14, 30), shift(14, 21, 20)],
    }
}

pub(crate) fn request() -> Command {
    Command::Request {
        court: CourtCode::parse("PA.Pas").unwrap(),
        terms: terms(),
        letter: letter(LetterKind::Request, 1),
        evidence: "e".repeat(64),
        answer_by: hours_before(120),
        at: hours_before(168),
    }
}

pub(crate) fn change() -> Command {
    Command::Change {
        terms: Terms {
            window: window(13, 15),
            ..terms()
        },
        letter: letter(LetterKind::Request, 2),
        evidence: "f".repeat(64),
        answer_by: hours_before(80),
        at: hours_before(100),
    }
}

pub(crate) fn accept() -> Command {
    Command::Accept {
        unit: unit().code,
        strength: strength(12),
        officer: officer(),
        letter: letter(LetterKind::Reply, 1),
        at: hours_before(100),
    }
}

/// Names the n-th file of minutes.
pub(crate) fn upload(number: u8) -> UploadId {
    CaseId(uuid::Uuid::from_u128(7)).upload(&number.to_string())
}

/// A file of minutes whose digest is made of that letter.
pub(crate) fn minutes(digit: char) -> MinutesFile {
    MinutesFile {
        format: FileFormat::Pdf,
        size: 48_213,
        sha256: digit.to_string().repeat(64),
    }
}

/// Announced an hour after the beginning, for a day.
pub(crate) fn announce(number: u8, digit: char) -> Command {
    Command::AnnounceMinutes {
        upload: upload(number),
        file: minutes(digit),
        until: hours_before(-25),
        officer: officer(),
        at: hours_before(-1),
    }
}

pub(crate) fn judge(number: u8, found: Result<u16, DocumentFault>) -> Command {
    Command::JudgeMinutes {
        upload: upload(number),
        found,
    }
}

/// So many hours after the beginning, on the minutes of that letter.
pub(crate) fn report(outcome: Outcome, minutes: Option<char>, hours: i64) -> Command {
    Command::Report {
        outcome,
        minutes: minutes.map(|digit| digit.to_string().repeat(64)),
        officer: officer(),
        letter: letter(LetterKind::Report, 1),
        at: hours_before(-hours),
    }
}

pub(crate) fn propose(window: Window) -> Command {
    Command::Propose {
        window,
        officer: officer(),
        letter: letter(LetterKind::Reply, 2),
        at: hours_before(150),
    }
}

/// A request after some wishes, all of which are granted, with what happened.
pub(crate) fn after(wishes: impl IntoIterator<Item = Command>) -> (SecurityRequest, Vec<Event>) {
    let mut request = SecurityRequest::default();
    let mut all = Vec::new();
    for wish in wishes {
        let events = decide(&request, wish).unwrap();
        request = events.iter().fold(request, evolve);
        all.extend(events);
    }
    (request, all)
}
