//! What comes after a decree was accepted or the register changed: returns, decisions, choices, reversals.

use tuntas_domain::case::{Event, OldCard};
use tuntas_domain::decree::{Duty, Role};
use tuntas_domain::plan::{Amendment, Decision, Reissue};

use super::Told;

/// Code, Indonesian, English. Both know the ruling, so both are told what it makes of the debtor's documents, and until
/// when.
pub(super) fn ordered(event: &Event, party: Role) -> Option<(&'static str, String, String)> {
    let (Event::DecreeAccepted { duty, .. } | Event::DecreeRepaired { duty, .. }) = event else {
        return None;
    };
    let order = duty.as_ref()?;
    let (id, en) = owed(&order.duties);
    let (id, en) = if order.role == party {
        (
            format!(
                "Putusan menahan dokumen Anda sampai kewajiban nafkah Anda dipenuhi{id}. Pengadilan yang membukanya."
            ),
            format!(
                "The ruling holds your documents back until your support duties are met{en}. The court releases them."
            ),
        )
    } else {
        (
            format!(
                "Putusan menahan dokumen mantan pasangan Anda sampai kewajiban nafkahnya dipenuhi{id}. Dokumen Anda tidak ditahan."
            ),
            format!(
                "The ruling holds your former spouse's documents back until support duties are met{en}. Yours are not held back."
            ),
        )
    };
    Some(("duty_ordered", id, en))
}

/// The duties in Indonesian and English, behind a colon; nothing where the journal does not tell.
fn owed(duties: &[Duty]) -> (String, String) {
    let named = |name: fn(Duty) -> &'static str| {
        let names: Vec<_> = duties.iter().map(|duty| name(*duty)).collect();
        if names.is_empty() {
            String::new()
        } else {
            format!(": {}", names.join(", "))
        }
    };
    let id = named(|duty| match duty {
        Duty::ChildSupport => "nafkah anak",
        Duty::IddahSupport => "nafkah iddah",
        Duty::Mutah => "mut'ah",
    });
    let en = named(|duty| match duty {
        Duty::ChildSupport => "support of the children (nafkah anak)",
        Duty::IddahSupport => "support in the waiting period (nafkah iddah)",
        Duty::Mutah => "the parting gift (mut'ah)",
    });
    (id, en)
}

/// Code, Indonesian, English; `None` for what says nothing new to a citizen.
pub(super) fn told(event: &Event, party: Role) -> Option<Told> {
    Some(match event {
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
        Event::AidConsentGiven { .. } => (
            "aid_consent_given",
            "Persetujuan Anda untuk bantuan dicatat.",
            "Your consent for help was recorded.",
        ),
        Event::AidConsentWithdrawn { .. } => (
            "aid_consent_withdrawn",
            "Persetujuan Anda untuk bantuan ditarik. Salinan data untuk kantor itu dihapus.",
            "Your consent for help was taken back. That office's copy of your data is deleted.",
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
        _ => return None,
    })
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
