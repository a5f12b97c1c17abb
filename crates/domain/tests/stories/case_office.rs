//! A case under test, and the wishes its stories are told with.

use jiff::Timestamp;
use tuntas_domain::case::{
    AnnouncedDocument, Case, Command, CourierStatus, CourtDocumentKind, Document, DocumentFault,
    DocumentKind, Event, FileFormat, HandedTo, Refusal, TrackStage, decide, evolve,
};
use tuntas_domain::decree::{DivorceKind, Duty, DutyOrder, Missing, Parties, Role};
use tuntas_domain::identity::{CityCode, CourtCode, OfficerCode};
use tuntas_domain::plan::{Amendment, Flag, Hold, HouseholdRef, Outcome, Reissue};

use super::fixtures::{BHT, TODAY, case_id, household_id};

/// So many hours after the first case of the day.
pub(crate) fn hour(hours: i64) -> Timestamp {
    Timestamp::from_second(1_633_305_600 + hours * 3_600).unwrap()
}

pub(crate) fn officer(number: u8) -> OfficerCode {
    OfficerCode::parse(&format!("petugas-{number:02}")).unwrap()
}

/// A document of the court, as it is announced. `digest` is repeated to the length of a SHA-256.
pub(crate) fn scan(kind: CourtDocumentKind, digest: &str) -> AnnouncedDocument {
    AnnouncedDocument {
        kind,
        format: FileFormat::Pdf,
        size: 120_000,
        sha256: digest.repeat(32),
    }
}

/// The court announces it in such an hour, and has a day to upload it.
pub(crate) fn announce(name: &str, document: AnnouncedDocument, at: i64) -> Command {
    Command::RequestCourtDocument {
        upload: case_id().upload(name),
        document,
        now: hour(at),
        until: hour(at + 24),
        evidence: format!("announced-{name}"),
    }
}

pub(crate) fn judge(name: &str, found: Result<u16, DocumentFault>) -> Command {
    Command::JudgeCourtDocument {
        upload: case_id().upload(name),
        found,
    }
}

pub(crate) fn accept(missing: &[Missing]) -> Command {
    Command::Accept {
        court: CourtCode::parse("PA.Pas").unwrap(),
        kind: DivorceKind::Talak,
        evidence: "e1".to_owned(),
        missing: missing.to_vec(),
        duty: None,
    }
}

/// A decree that holds back a party's documents until duties are met.
pub(crate) fn accept_with_duty(of: Role) -> Command {
    Command::Accept {
        court: CourtCode::parse("PA.Pas").unwrap(),
        kind: DivorceKind::Talak,
        evidence: "e1".to_owned(),
        missing: vec![],
        duty: Some(DutyOrder {
            role: of,
            duties: vec![Duty::IddahSupport],
        }),
    }
}

pub(crate) fn repair(evidence: &str) -> Command {
    Command::Repair {
        kind: DivorceKind::Talak,
        evidence: evidence.to_owned(),
        missing: vec![],
        duty: None,
    }
}

pub(crate) fn household(version: u32) -> HouseholdRef {
    HouseholdRef {
        id: household_id(1),
        version,
    }
}

pub(crate) fn elsewhere() -> Outcome {
    Outcome::Elsewhere {
        region: CityCode::parse("35.73").unwrap(),
    }
}

pub(crate) fn stayed(version: u32) -> Outcome {
    Outcome::Stayed {
        household: household(version),
    }
}

pub(crate) fn register(away: Option<Role>) -> Command {
    register_as(Parties::from_fn(|role| {
        if Some(role) == away {
            elsewhere()
        } else {
            stayed(2)
        }
    }))
}

pub(crate) fn register_as(outcomes: Parties<Outcome>) -> Command {
    Command::Register {
        divorced_on: BHT,
        issued_on: TODAY,
        outcomes,
        households: vec![household(2)],
        flags: vec![],
        cards: Parties::default(),
        marriage_registry: None,
    }
}

/// The marriage was recorded in Kota Malang, whose registry is to hear of the divorce.
pub(crate) fn register_with_marriage_elsewhere() -> Command {
    let mut command = register(None);
    if let Command::Register {
        marriage_registry, ..
    } = &mut command
    {
        *marriage_registry = Some(CityCode::parse("35.73").unwrap());
    }
    command
}

/// The same change of the register, with remarks.
pub(crate) fn flagged(mut command: Command, remarks: &[Flag]) -> Command {
    if let Command::Register { flags, .. } | Command::Amend { flags, .. } = &mut command {
        *flags = remarks.to_vec();
    }
    command
}

/// The next change is carried out: both stay where they are, each with these documents anew.
pub(crate) fn amend(amendment: Amendment, reissued: Parties<Reissue>) -> Command {
    amend_to(amendment, Parties::from_fn(|_| stayed(3)), reissued)
}

pub(crate) fn amend_to(
    amendment: Amendment,
    outcomes: Parties<Outcome>,
    reissued: Parties<Reissue>,
) -> Command {
    Command::Amend {
        amendment,
        issued_on: TODAY,
        outcomes,
        households: vec![household(3)],
        reissued,
        cards: Parties::default(),
        flags: vec![],
    }
}

/// Documents of one party alone.
pub(crate) fn only(role: Role, reissue: Reissue) -> Parties<Reissue> {
    Parties::from_fn(|of| if of == role { reissue } else { Reissue::NONE })
}

pub(crate) fn both(reissue: Reissue) -> Parties<Reissue> {
    Parties::from_fn(|_| reissue)
}

pub(crate) fn document(kind: DocumentKind, name: &str) -> Document {
    Document {
        id: case_id().document(name),
        kind,
        sha256: name.to_owned(),
    }
}

/// Both cards as the registration made them.
pub(crate) fn cards(role: Role) -> Command {
    cards_of(role, 1)
}

/// Both cards as a change of the register made them.
pub(crate) fn cards_of(role: Role, change: u32) -> Command {
    let (kk, ktp) = (format!("kk-{change}"), format!("ktp-{change}"));
    Command::Render {
        role,
        change,
        documents: vec![document(DocumentKind::Kk, &kk), document(DocumentKind::Ktp, &ktp)],
    }
}

pub(crate) fn notice(role: Role, change: u32) -> Command {
    Command::Render {
        role,
        change,
        documents: vec![document(DocumentKind::Notice, &format!("notice-{change}"))],
    }
}

/// To the first rider, where it goes to a courier.
pub(crate) fn hand_over(role: Role, to: HandedTo) -> Command {
    Command::HandOver {
        role,
        to,
        ride: (to == HandedTo::Courier).then_some(1),
        old_card_withdrawn: None,
    }
}

pub(crate) fn to_rider(role: Role, attempt: u8) -> Command {
    Command::HandOver {
        role,
        to: HandedTo::Courier,
        ride: Some(attempt),
        old_card_withdrawn: None,
    }
}

pub(crate) fn moved(role: Role, attempt: u8, status: CourierStatus) -> Command {
    Command::MoveCourier {
        role,
        attempt,
        status,
    }
}

pub(crate) fn code(role: Role, attempt: u8) -> Command {
    Command::EnterCode {
        role,
        attempt,
        correct: true,
    }
}

pub(crate) fn book(role: Role, attempt: u8) -> Command {
    Command::BookCourier {
        role,
        attempt,
        order: format!("o{attempt}"),
        fare: None,
    }
}

pub(crate) fn start_printing(role: Role) -> Command {
    Command::StartPrinting {
        role,
        officer: officer(1),
        ahead: 4,
    }
}

/// The case and its journal.
#[derive(Default)]
pub(crate) struct Office {
    pub(crate) case: Case,
    pub(crate) journal: Vec<Event>,
}

impl Office {
    pub(crate) fn does(&mut self, command: Command) -> Vec<Event> {
        let events = decide(&self.case, command).unwrap();
        for event in &events {
            self.case = evolve(std::mem::take(&mut self.case), event);
        }
        self.journal.extend(events.clone());
        events
    }

    /// What is asked for has happened already.
    pub(crate) fn knows(&self, command: Command) {
        assert_eq!(decide(&self.case, command), Ok(vec![]));
    }

    pub(crate) fn refuses(&self, command: Command) -> Refusal {
        decide(&self.case, command).unwrap_err()
    }

    pub(crate) fn stage(&self, role: Role) -> TrackStage {
        self.case.tracks[role].stage()
    }

    pub(crate) fn accepted() -> Self {
        let mut office = Self::default();
        office.does(accept(&[]));
        office
    }

    pub(crate) fn registered() -> Self {
        let mut office = Self::accepted();
        office.does(register(None));
        office
    }

    /// A final ruling that an officer has to look at, and officer 1 does.
    pub(crate) fn held(hold: Hold) -> Self {
        let mut office = Self::accepted();
        office.holds(hold);
        office
    }

    /// Somebody has to look, and officer 1 does.
    pub(crate) fn holds(&mut self, hold: Hold) {
        self.does(Command::Hold { hold });
        self.does(Command::Claim {
            officer: officer(1),
            now: hour(0),
            until: hour(2),
            ahead: 0,
        });
    }

    /// Documents of the present round printed, sealed, and a rider booked.
    pub(crate) fn sends_a_rider(&mut self, role: Role, attempt: u8) {
        let change = self.case.tracks[role].change;
        self.does(cards_of(role, change));
        self.does(start_printing(role));
        self.does(Command::Print { role });
        self.does(Command::RequestCourier { role });
        self.does(book(role, attempt));
    }

    pub(crate) fn delivers(&mut self, role: Role, attempt: u8) {
        self.sends_a_rider(role, attempt);
        self.does(code(role, attempt));
        self.does(moved(role, attempt, CourierStatus::Delivered));
        assert_eq!(self.stage(role), TrackStage::Delivered);
    }

    /// A case whose documents are printed and whose first rider is booked.
    pub(crate) fn with_rider_coming(role: Role) -> Self {
        let mut office = Self::registered();
        office.sends_a_rider(role, 1);
        office
    }

    /// Both have their documents.
    pub(crate) fn completed() -> Self {
        let mut office = Self::registered();
        for role in Role::BOTH {
            office.delivers(role, 1);
        }
        office
    }
}
