//! What has happened, as one party may know it.

use jiff::Timestamp;
use tuntas_contract::{Bilingual, Moment};
use tuntas_domain::case::{CourierStatus, DocumentKind, Event, HandedTo, OldCard};
use tuntas_domain::decree::Role;
use tuntas_domain::plan::{Amendment, Decision, Outcome, Reissue};

/// The moments of one party, oldest first. Of the other party there is nothing, not even that something happened.
/// What is repeated without a change in between is told once.
pub(crate) fn timeline<'a>(
    events: impl IntoIterator<Item = (Timestamp, &'a Event)>,
    role: Role,
) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    for (at, event) in events {
        if !concerns(event, role) {
            continue;
        }
        let told = told(event, role).into_iter().chain(ordered(event, role));
        for (code, id, en) in told {
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
        // Between officers, or between this office and another one.
        Event::HoldClaimed { .. }
        | Event::ClaimReleased { .. }
        | Event::DecisionProposed { .. }
        | Event::DecisionRejected { .. }
        | Event::Viewed { .. }
        | Event::CorrectionProposed { .. }
        | Event::CorrectionDecided { .. }
        | Event::MarriageNoticeRendered { .. }
        | Event::MarriageNoticeSent => false,
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
        | Event::OldCardRecorded { role, .. }
        | Event::PrintingStarted { role }
        | Event::ReprintOrdered { role }
        | Event::CourierRecalled { role, .. } => *role == party,
    }
}

type Told = (&'static str, &'static str, &'static str);

/// Both know the ruling, so both are told what it makes of the debtor's documents.
fn ordered(event: &Event, party: Role) -> Option<Told> {
    let (Event::DecreeAccepted { duty, .. } | Event::DecreeRepaired { duty, .. }) = event else {
        return None;
    };
    let debtor = (*duty)?;
    Some(if debtor == party {
        (
            "duty_ordered",
            "Putusan menahan dokumen Anda sampai kewajiban nafkah Anda dipenuhi. Pengadilan yang membukanya.",
            "The ruling holds your documents back until your support duties are met. The court releases them.",
        )
    } else {
        (
            "duty_ordered",
            "Putusan menahan dokumen mantan pasangan Anda sampai kewajiban nafkahnya dipenuhi. Dokumen Anda tidak ditahan.",
            "The ruling holds your former spouse's documents back until support duties are met. Yours are not held back.",
        )
    })
}

/// Code, Indonesian, English; `None` for what says nothing new to a citizen.
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
        Event::RegisterAmended {
            amendment, reissued, ..
        } => amended(amendment, reissued[party])?,
        Event::DecreeRepaired { .. } => (
            "decree_repaired",
            "Pengadilan mengirim data putusan yang sudah diperbaiki.",
            "The court sent the file again, repaired.",
        ),
        Event::ReturnedToCourt { .. } => (
            "returned_to_court",
            "Data dikembalikan ke Pengadilan Agama untuk diperbaiki.",
            "The file was returned to the religious court for repair.",
        ),
        Event::Decided {
            decision: Decision::Close { .. },
            ..
        } => (
            "closed",
            "Perkara ini ditutup tanpa perubahan data. Untuk bertanya, gunakan saluran di bawah.",
            "This case was closed without a change to your records. To ask about it, use a channel below.",
        ),
        Event::Decided { .. } => (
            "checked",
            "Pemeriksaan selesai. Proses dilanjutkan.",
            "The check is done. The work goes on.",
        ),
        Event::CustodyChanged { .. } => (
            "custody_changed",
            "Keputusan baru tentang pengasuhan anak diterima.",
            "A new decision on the care of a child was received.",
        ),
        Event::Reversed { .. } => (
            "ruling_undone",
            "Putusan cerai dibatalkan oleh putusan kemudian. Data dan dokumen Anda dipulihkan.",
            "A later ruling undid the divorce. Your records and documents are being put right.",
        ),
        Event::DutyReleased { .. } => (
            "duty_released",
            "Pengadilan menyatakan kewajiban nafkah terpenuhi. Tidak ada dokumen yang ditahan lagi.",
            "The court found the support duties met. No documents are held back any more.",
        ),
        Event::DossierErased => (
            "erased",
            "Data pribadi perkara ini sudah dihapus.",
            "The personal data of this case were erased.",
        ),
        Event::ChoiceMade { .. } => (
            "choice_made",
            "Pilihan KK Anda diterima.",
            "Your choice for your family card was received.",
        ),
        Event::OldCardRecorded { state, .. } => match state {
            OldCard::Withdrawn => (
                "old_card_withdrawn",
                "KTP-el lama Anda ditarik.",
                "Your old ID card was taken back.",
            ),
            OldCard::Missing => (
                "old_card_missing",
                "KTP-el lama Anda dicatat hilang.",
                "Your old ID card was recorded as missing.",
            ),
        },
        Event::ReprintOrdered { .. } => (
            "reprint_ordered",
            "Amplop Anda dicetak ulang.",
            "Your envelope is printed again.",
        ),
        Event::CourierRecalled { .. } => (
            "courier_recalled",
            "Kurir dipanggil kembali karena isi amplop diperbarui. Jangan serahkan kode.",
            "The courier was called back because the documents changed. Do not give the code away.",
        ),
        // The print desk's own work.
        Event::PrintingStarted { .. } => return None,
        // Of these nothing concerns a party.
        Event::HoldClaimed { .. }
        | Event::ClaimReleased { .. }
        | Event::DecisionProposed { .. }
        | Event::DecisionRejected { .. }
        | Event::Viewed { .. }
        | Event::CorrectionProposed { .. }
        | Event::CorrectionDecided { .. }
        | Event::MarriageNoticeRendered { .. }
        | Event::MarriageNoticeSent => return None,
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
        Event::CourierBooked { .. } => return None,
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
        Event::HandedOver { to, .. } => match to {
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
        },
    })
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

/// A later change, told to whoever gets new documents by it.
fn amended(amendment: &Amendment, reissue: Reissue) -> Option<Told> {
    if !reissue.any() {
        return None;
    }
    Some(match amendment {
        Amendment::Choice { .. } => (
            "choice_carried_out",
            "KK disusun ulang menurut pilihan yang diterima.",
            "The family card was set up anew by the choice received.",
        ),
        Amendment::Custody { .. } => (
            "custody_carried_out",
            "KK disusun ulang menurut keputusan pengasuhan anak.",
            "The family card was set up anew by the decision on the care of a child.",
        ),
        Amendment::Correction { .. } => (
            "corrected",
            "Data yang keliru sudah diperbaiki. Dokumen baru diterbitkan, gratis.",
            "A wrong entry was put right. New documents are issued, free of charge.",
        ),
        Amendment::Reversal { .. } => (
            "restored",
            "Data Anda dipulihkan. Dokumen lama tidak berlaku lagi; dokumen baru diterbitkan, gratis.",
            "Your records were restored. Old documents are out of force; new ones are issued, free of charge.",
        ),
    })
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
