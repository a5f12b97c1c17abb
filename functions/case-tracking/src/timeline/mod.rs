//! What has happened, as one party may know it.

mod later;

use jiff::Timestamp;
use tuntas_contract::{Bilingual, Moment};
use tuntas_domain::case::{CourierStatus, DocumentKind, Event, HandedTo};
use tuntas_domain::decree::Role;
use tuntas_domain::plan::Outcome;

/// The moments of one party, oldest first. Of the other party there is nothing, not even that something happened.
/// What is repeated without a change in between is told once.
pub(crate) fn timeline<'a>(
    events: impl IntoIterator<Item = (Timestamp, &'a Event)>,
    role: Role,
) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    let (mut collected, mut asked) = (false, false);
    for (at, event) in events {
        // Nor must anybody see it from what follows: a rider who is called back for it is one who was called off.
        if matches!(event, Event::CourierRecalled { .. }) && asked {
            continue;
        }
        asked = matches!(event, Event::SafetyRecorded { role: of, .. } if *of == role);
        if !concerns(event, role) {
            continue;
        }
        match event {
            Event::HandedOver { to, .. } => collected = *to == HandedTo::Addressee,
            Event::CourierRequested { .. } => collected = false,
            // What becomes of a rider whom nobody waits for any more says nothing to who has the envelope.
            Event::CourierRecalled { .. } | Event::CourierMoved { .. } if collected => continue,
            _ => {}
        }
        let told = told(event, role).map(|(code, id, en)| (code, id.to_owned(), en.to_owned()));
        for (code, id, en) in told.into_iter().chain(later::ordered(event, role)) {
            if moments.last().is_none_or(|last| last.code != code) {
                moments.push(Moment {
                    at,
                    code: code.to_owned(),
                    text: Bilingual::new(id, en),
                });
            }
        }
    }
    moments
}

/// Whether an event is of the case as a whole, or of this party.
fn concerns(event: &Event, party: Role) -> bool {
    match event {
        Event::DecreeAccepted { .. }
        | Event::FinalityCompleted { .. }
        | Event::RegisterUpdated { .. }
        | Event::RegisterAmended { .. }
        | Event::Held { .. }
        | Event::DecreeRepaired { .. }
        | Event::ReturnedToCourt { .. }
        | Event::Decided { .. }
        | Event::CustodyChanged { .. }
        | Event::Reversed { .. }
        | Event::DutyReleased { .. }
        | Event::DossierErased => true,
        // Between officers, or between this office and another one or the court.
        Event::HoldClaimed { .. }
        | Event::ClaimReleased { .. }
        | Event::DecisionProposed { .. }
        | Event::DecisionRejected { .. }
        | Event::Viewed { .. }
        | Event::CorrectionProposed { .. }
        | Event::CorrectionDecided { .. }
        | Event::MarriageNoticeRendered { .. }
        | Event::MarriageNoticeSent
        | Event::CourtDocumentRequested { .. }
        | Event::CourtDocumentAccepted { .. }
        | Event::CourtDocumentRefused { .. }
        // Whoever looks over a shoulder must not see that it was talked about.
        | Event::SafetyRecorded { .. } => false,
        Event::DocumentsRendered { role, .. }
        | Event::DocumentsPrinted { role }
        | Event::CourierRequested { role, .. }
        | Event::CourierBooked { role, .. }
        | Event::CourierRefused { role, .. }
        | Event::CourierMoved { role, .. }
        | Event::HandoverConfirmed { role, .. }
        | Event::HandoverCodeWrong { role, .. }
        | Event::HandedOver { role, .. }
        | Event::ChoiceMade { role, .. }
        | Event::AidConsentGiven { role, .. }
        | Event::AidConsentWithdrawn { role, .. }
        | Event::AidDeclined { role, .. }
        | Event::OldCardRecorded { role, .. }
        | Event::PrintingStarted { role, .. }
        | Event::ReprintOrdered { role }
        | Event::CourierRecalled { role, .. } => *role == party,
    }
}

type Told = (&'static str, &'static str, &'static str);

/// Code, Indonesian, English; `None` for what says nothing new to a citizen.
#[expect(clippy::too_many_lines, reason = "a few lines for each event")]
fn told(event: &Event, party: Role) -> Option<Told> {
    Some(match event {
        Event::DecreeAccepted { .. } => (
            "decree_received",
            "Data putusan diterima dari Pengadilan Agama.",
            "The ruling was received from the religious court.",
        ),
        Event::FinalityCompleted { missing, .. } if missing.is_empty() => (
            "ruling_final",
            "Pengadilan melengkapi data: putusan berkekuatan hukum tetap dan akta cerai terbit.",
            "The court completed the file: the ruling is final and the divorce certificate is issued.",
        ),
        Event::FinalityCompleted { .. } => (
            "ruling_completed_in_part",
            "Pengadilan melengkapi sebagian data putusan.",
            "The court completed part of the file.",
        ),
        // Why is between the office and the person it concerns, who may be the other one.
        Event::Held { .. } => (
            "being_checked",
            "Petugas Dispendukcapil memeriksa data.",
            "An officer of the civil registry is checking the data.",
        ),
        Event::RegisterUpdated { outcomes, .. } => updated(&outcomes[party]),
        Event::RegisterAmended { .. }
        | Event::DecreeRepaired { .. }
        | Event::ReturnedToCourt { .. }
        | Event::Decided { .. }
        | Event::CustodyChanged { .. }
        | Event::Reversed { .. }
        | Event::DutyReleased { .. }
        | Event::DossierErased
        | Event::ChoiceMade { .. }
        | Event::AidConsentGiven { .. }
        | Event::AidConsentWithdrawn { .. }
        | Event::OldCardRecorded { .. }
        | Event::ReprintOrdered { .. }
        | Event::CourierRecalled { .. } => return later::told(event, party),
        // Between us and the courier, the print desk's own work, and what is between officers or offices.
        Event::CourierBooked { .. }
        | Event::PrintingStarted { .. }
        | Event::HoldClaimed { .. }
        | Event::ClaimReleased { .. }
        | Event::DecisionProposed { .. }
        | Event::DecisionRejected { .. }
        | Event::Viewed { .. }
        | Event::CorrectionProposed { .. }
        | Event::CorrectionDecided { .. }
        | Event::MarriageNoticeRendered { .. }
        | Event::MarriageNoticeSent
        | Event::CourtDocumentRequested { .. }
        | Event::CourtDocumentAccepted { .. }
        | Event::CourtDocumentRefused { .. }
        | Event::SafetyRecorded { .. }
        | Event::AidDeclined { .. } => return None,
        Event::DocumentsRendered { documents, .. } => {
            if documents
                .iter()
                .any(|document| document.kind == DocumentKind::Notice)
            {
                (
                    "notice_ready",
                    "Surat pemberitahuan untuk Dukcapil di daerah Anda siap dikirim.",
                    "A letter to the civil registry where you live is ready.",
                )
            } else {
                (
                    "documents_ready",
                    "KK dan KTP-el Anda siap dicetak.",
                    "Your family card (KK) and ID card (KTP-el) are ready to be printed.",
                )
            }
        }
        Event::DocumentsPrinted { .. } => (
            "documents_printed",
            "KK dan KTP-el Anda dicetak dan dimasukkan ke amplop tersegel.",
            "Your family card and ID card were printed and put into a sealed envelope.",
        ),
        Event::CourierRequested { attempt: 0..=1, .. } => {
            ("courier_requested", "Kurir dipesan.", "A courier was requested.")
        }
        Event::CourierRequested { .. } => (
            "courier_requested_again",
            "Kurir dipesan lagi.",
            "Another courier was requested.",
        ),
        Event::CourierRefused { .. } => (
            "courier_unavailable",
            "Kurir belum dapat dipesan. Amplop tetap di kantor.",
            "No courier could be booked. The envelope stays at the office.",
        ),
        Event::CourierMoved { status, .. } => moved(*status)?,
        Event::HandoverConfirmed { .. } => (
            "handover_confirmed",
            "Kode serah terima cocok. Amplop Anda terima.",
            "The hand-over code was right. You received the envelope.",
        ),
        Event::HandoverCodeWrong { .. } => (
            "handover_code_wrong",
            "Kode serah terima yang dimasukkan kurir tidak cocok.",
            "The hand-over code the courier entered was wrong.",
        ),
        Event::HandedOver { to, .. } => handed(*to),
    })
}

/// Who took the envelope at the office.
fn handed(to: HandedTo) -> Told {
    match to {
        HandedTo::Courier => (
            "handed_to_courier",
            "Petugas menyerahkan amplop kepada kurir.",
            "An officer handed the envelope to the courier.",
        ),
        HandedTo::Addressee => (
            "collected",
            "Amplop Anda diambil di kantor.",
            "Your envelope was collected at the office.",
        ),
        HandedTo::Registry => (
            "notice_sent",
            "Surat pemberitahuan dikirim ke Dukcapil di daerah Anda.",
            "The letter was sent to the civil registry where you live.",
        ),
    }
}

/// The register's change. That it happened is one code; how it ended is said in the words.
fn updated(outcome: &Outcome) -> Told {
    let code = "register_updated";
    match outcome {
        Outcome::Stayed { .. } => (
            code,
            "Data kependudukan Anda diperbarui. Nomor KK Anda tetap.",
            "Your civil records were updated. Your family card keeps its number.",
        ),
        Outcome::Founded { .. } => (
            code,
            "Data kependudukan Anda diperbarui. Anda mendapat KK dengan nomor baru.",
            "Your civil records were updated. You get a family card with a new number.",
        ),
        Outcome::Joined { .. } => (
            code,
            "Data kependudukan Anda diperbarui. Anda tercatat di KK yang Anda pilih.",
            "Your civil records were updated. You are now on the family card you chose.",
        ),
        Outcome::Left => (
            code,
            "Data kependudukan Anda diperbarui. Kepindahan Anda ke luar kota dicatat.",
            "Your civil records were updated. Your move to another place was recorded.",
        ),
        Outcome::Elsewhere { .. } => (
            code,
            "Perceraian dicatat. Data Anda dikelola Dukcapil di daerah Anda.",
            "The divorce was recorded. Your own records are kept by the civil registry where you live.",
        ),
        Outcome::NothingDue => (
            code,
            "Perceraian dicatat. Tidak ada dokumen yang perlu diterbitkan untuk Anda.",
            "The divorce was recorded. No document needs to be issued for you.",
        ),
    }
}

fn moved(status: CourierStatus) -> Option<Told> {
    Some(match status {
        CourierStatus::Searching => return None,
        CourierStatus::Assigned => ("courier_found", "Kurir ditemukan.", "A courier was found."),
        CourierStatus::ToPickup => (
            "courier_to_office",
            "Kurir menuju kantor.",
            "The courier is on the way to the office.",
        ),
        CourierStatus::Picked => (
            "courier_has_envelope",
            "Kurir membawa amplop Anda.",
            "The courier has your envelope.",
        ),
        CourierStatus::ToDrop => (
            "courier_to_you",
            "Kurir menuju alamat Anda.",
            "The courier is on the way to you.",
        ),
        CourierStatus::Delivered => (
            "courier_says_delivered",
            "Kurir menyatakan amplop sudah diserahkan.",
            "The courier says the envelope was handed over.",
        ),
        CourierStatus::NoDriver => (
            "courier_not_found",
            "Kurir tidak ditemukan. Amplop tetap di kantor.",
            "No courier was found. The envelope stays at the office.",
        ),
        CourierStatus::Cancelled => (
            "courier_cancelled",
            "Pesanan kurir dibatalkan. Amplop tetap di kantor.",
            "The courier was cancelled. The envelope stays at the office.",
        ),
        CourierStatus::OnHold => (
            "courier_on_hold",
            "Pengantaran tertunda di jalan.",
            "The delivery is held up on the way.",
        ),
        CourierStatus::Returning => (
            "courier_returning",
            "Kurir membawa amplop kembali ke kantor.",
            "The courier is bringing the envelope back to the office.",
        ),
        CourierStatus::Returned => (
            "courier_returned",
            "Amplop kembali di kantor.",
            "The envelope is back at the office.",
        ),
        CourierStatus::Lost => (
            "courier_lost",
            "Kurir melaporkan amplop hilang atau rusak. Petugas menindaklanjuti.",
            "The courier reported the envelope lost or damaged. An officer is following it up.",
        ),
    })
}
