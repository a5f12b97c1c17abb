//! What codes are called in Indonesian, for readers who know no code.

use tuntas_aid::referral::{BusinessState, CheckIn, DeclineReason, Outcome, StopReason};
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::AidKind;
use tuntas_figures::{Measure, PaymentRow, Span, Start};
use tuntas_security::Activity;

/// *Cerai gugat* or *cerai talak*.
pub(crate) fn kind(kind: DivorceKind) -> &'static str {
    match kind {
        DivorceKind::Gugat => "Cerai gugat",
        DivorceKind::Talak => "Cerai talak",
    }
}

/// What is secured: the court's word for it.
pub(crate) fn activity(activity: Activity) -> &'static str {
    match activity {
        Activity::Hearing => "Sidang",
        Activity::SiteInspection => "Pemeriksaan setempat",
        Activity::MaritalSeizure => "Sita marital",
        Activity::ExecutionSeizure => "Sita eksekusi",
        Activity::Execution => "Eksekusi",
    }
}

/// *Pendampingan* or *bantuan modal*.
pub(crate) fn aid(kind: AidKind) -> &'static str {
    match kind {
        AidKind::Mentoring => "Pendampingan",
        AidKind::Capital => "Modal",
    }
}

/// An aid office in short: its code, as such offices are abbreviated.
pub(crate) fn office(code: &str) -> String {
    code.to_uppercase().replace('-', " ")
}

/// An aid office with its full name, where one is known.
pub(crate) fn helper(code: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{}: {name}", office(code)),
        None => office(code),
    }
}

/// Source and instalment, such as *DBHCHT, tahap 2*.
pub(crate) fn instalment(row: &PaymentRow) -> String {
    let source = office(row.source.as_str());
    match row.turn {
        0 | 1 => format!("{source}, tahap {}", row.instalment),
        turn => format!("{source}, tahap {}, pembayaran ke-{turn}", row.instalment),
    }
}

pub(crate) fn start(start: Start) -> &'static str {
    match start {
        Start::Finality => "Perceraian sah (BHT/ikrar)",
        Start::Receipt => "Putusan diterima",
    }
}

pub(crate) fn start_code(start: Start) -> &'static str {
    match start {
        Start::Finality => "finality",
        Start::Receipt => "receipt",
    }
}

pub(crate) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Registered => "register diubah",
        Measure::Printed => "dokumen disegel",
        Measure::Delivered => "dokumen diterima warga",
    }
}

pub(crate) fn measure_code(measure: Measure) -> &'static str {
    match measure {
        Measure::Registered => "registered",
        Measure::Printed => "printed",
        Measure::Delivered => "delivered",
    }
}

/// The adjective after *Laporan*.
pub fn span_in_words(span: Span) -> &'static str {
    match span {
        Span::Daily => "harian",
        Span::Weekly => "mingguan",
        Span::Monthly => "bulanan",
        Span::Yearly => "tahunan",
        Span::Custom => "khusus",
    }
}

/// Why a case is held; a code of later times is shown as it is.
pub(crate) fn hold(code: &str) -> String {
    let known = match code {
        "party_not_in_register" => "Pihak tidak ditemukan di register",
        "party_deceased" => "Pihak tercatat meninggal",
        "name_mismatch" => "Nama berbeda",
        "birth_date_mismatch" => "Tanggal lahir berbeda",
        "sex_mismatch" => "Jenis kelamin berbeda",
        "not_married" => "Pihak tidak tercatat kawin",
        "not_married_to_each_other" => "Tercatat kawin dengan orang lain",
        "marriage_record_mismatch" => "Data akta nikah berbeda",
        "paper_record_only" => "Perkawinan hanya tercatat di buku",
        "already_divorced" => "Sudah tercatat cerai",
        "remarried_meanwhile" => "Sudah kawin lagi",
        "foreign_spouse" => "Pihak WNA tanpa NIK",
        "party_has_nik" => "NIK pihak belum disebut pengadilan",
        "court_name_missing" => "Nomor perkara tanpa nama pengadilan",
        "court_code_old" => "Kode pengadilan lama",
        "child_not_in_register" => "Anak tidak ditemukan di register",
        "child_mismatch" => "Data anak berbeda",
        "contradictory_choices" => "Pilihan kedua pihak bertentangan",
        "choice_needed" => "Menunggu pilihan alamat dari warga",
        "host_not_found" => "KK tujuan tidak ditemukan",
        "host_consent_missing" => "Menunggu persetujuan kepala keluarga tujuan",
        "head_must_be_chosen" => "Kepala keluarga harus ditentukan",
        "children_alone" => "Anak di bawah 17 tahun akan sendirian",
        "head_not_eligible" => "Calon kepala keluarga belum memenuhi syarat",
        "register_damaged" => "Data register rusak",
        "household_too_large" => "Keluarga terlalu besar",
        "changed_since" => "Data berubah sejak pendaftaran",
        "amendment_impossible" => "Perubahan tidak dapat dilakukan",
        "number_pool_empty" => "Nomor KK habis",
        other => return spaced(other),
    };
    known.to_owned()
}

/// Why a delivery failed: the courier's last status, or why no ride could be booked.
pub(crate) fn failure(code: &str) -> String {
    let known = match code {
        "no_driver" => "Tidak ada pengemudi",
        "cancelled" => "Dibatalkan kurir",
        "on_hold" => "Tertahan di kurir",
        "returning" => "Dalam perjalanan kembali ke kantor",
        "returned" => "Dikembalikan ke kantor",
        "lost" => "Hilang di kurir",
        "refused_contact_missing" => "Ditolak: nama atau telepon tidak lengkap",
        "refused_address_missing" => "Ditolak: alamat tidak lengkap atau tidak dilayani",
        "refused_coordinates_missing" => "Ditolak: titik koordinat tidak ada",
        "refused_service_unknown" => "Ditolak: layanan kurir tidak dikenal",
        "refused_feature_unavailable" => "Ditolak: layanan tidak tersedia",
        "refused_waybill_taken" => "Ditolak: nomor resi sudah dipakai",
        "refused_other" => "Ditolak: sebab lain",
        other => return spaced(other),
    };
    known.to_owned()
}

/// What a check of households found.
pub(crate) fn fault(code: &str) -> String {
    let known = match code {
        "version_missing" => "Riwayat KK berlubang",
        "household_empty" => "KK aktif tanpa anggota",
        "not_one_head" => "KK tanpa kepala keluarga atau dengan lebih dari satu",
        "head_not_eligible" => "Kepala keluarga belum memenuhi syarat",
        "closed_with_members" => "KK tertutup masih beranggota",
        "person_twice" => "Orang yang sama tercatat dua kali",
        other => return spaced(other),
    };
    known.to_owned()
}

/// What was paid for.
pub(crate) fn cost(code: &str) -> String {
    let known = match code {
        "courier" => "Kurir",
        "steps" => "Langkah berkas dalam sistem",
        "documents" => "Dokumen dibuat",
        "envelopes" => "Amplop",
        "sheets" => "Lembar kertas",
        "cards" => "Blangko KTP-el",
        other => return spaced(other),
    };
    known.to_owned()
}

/// A figure of an earlier day, by its path such as `intake/PA.Pas/gugat/received`.
pub(crate) fn figure(path: &str) -> String {
    if let Some(of_aid) = path.strip_prefix("aid/") {
        return figure_of_aid(of_aid);
    }
    let step = |step: &str| match step {
        "intake" => "Putusan masuk".to_owned(),
        "holds" => "Berkas ditahan".to_owned(),
        "rides" => "Kurir".to_owned(),
        "failures" => "Pengantaran gagal".to_owned(),
        "refusals" => "Pemesanan kurir ditolak".to_owned(),
        "given" if path.starts_with("security/") => "personel dikerahkan".to_owned(),
        "given" => "Nomor KK diberikan".to_owned(),
        "costs" => "Biaya".to_owned(),
        "received" => "masuk".to_owned(),
        "begun" => "dimulai".to_owned(),
        "ended" => "berakhir".to_owned(),
        "registered" => "register diubah".to_owned(),
        "printed" => "disegel".to_owned(),
        "completed" => "tuntas".to_owned(),
        "closed" => "ditutup".to_owned(),
        "returned" => "dikembalikan".to_owned(),
        "reversed" => "dibatalkan".to_owned(),
        "opened" => "baru ditahan".to_owned(),
        "resolved" => "diselesaikan".to_owned(),
        "open" => "masih ditahan".to_owned(),
        "opening" => "awal".to_owned(),
        "closing" => "akhir".to_owned(),
        "booked" => "dipesan".to_owned(),
        "delivered" => "diterima".to_owned(),
        "failed" => "gagal".to_owned(),
        "recalled" => "ditarik".to_owned(),
        "security" => "Pengamanan".to_owned(),
        "answered" => "dijawab".to_owned(),
        "in_time" => "dijawab tepat waktu".to_owned(),
        "late" => "dijawab terlambat".to_owned(),
        "requested" => "diminta".to_owned(),
        "accepted" => "disanggupi".to_owned(),
        "declined" => "ditolak".to_owned(),
        "proposed" => "waktu lain diusulkan".to_owned(),
        "questioned" => "ditanyakan".to_owned(),
        "overdue" => "jawaban lewat waktu".to_owned(),
        "taken_back" => "kesanggupan ditarik".to_owned(),
        "cancelled" => "dibatalkan pengadilan".to_owned(),
        "safe" => "aman".to_owned(),
        "postponed" => "ditunda".to_owned(),
        "incident" => "insiden".to_owned(),
        "wished" => "personel diminta".to_owned(),
        code => Activity::ALL
            .iter()
            .find(|known| known.as_str() == code)
            .map_or_else(|| hold(code), |known| activity(*known).to_lowercase()),
    };
    path.split('/').map(step).collect::<Vec<_>>().join(", ")
}

/// `dinsos/capital/referred`: an office, and what is counted of it.
fn figure_of_aid(path: &str) -> String {
    let step = |step: &str| match step {
        "mentoring" => "pendampingan".to_owned(),
        "capital" => "modal".to_owned(),
        "refused" => "tidak ingin dibantu".to_owned(),
        "consented" => "persetujuan diberikan".to_owned(),
        "taken_back" => "persetujuan dicabut".to_owned(),
        "referred" => "dirujuk".to_owned(),
        "assessed" => "diasesmen".to_owned(),
        "assessed_in_time" => "diasesmen tepat waktu".to_owned(),
        "assessed_late" => "diasesmen terlambat".to_owned(),
        "decided" => "diputuskan".to_owned(),
        "decided_in_time" => "diputuskan tepat waktu".to_owned(),
        "decided_late" => "diputuskan terlambat".to_owned(),
        "granted" => "diberi bantuan".to_owned(),
        "declined" => "ditolak".to_owned(),
        "withdrawn" => "dicabut".to_owned(),
        "stopped" => "dihentikan".to_owned(),
        "closed" => "selesai".to_owned(),
        "started" => "mulai didampingi".to_owned(),
        "accompanied" => "berakhir setelah didampingi".to_owned(),
        "sessions_planned" => "pertemuan direncanakan".to_owned(),
        "sessions_held" => "pertemuan dihadiri".to_owned(),
        "sessions_missed" => "pertemuan tidak dihadiri".to_owned(),
        "sessions_not_held" => "pertemuan tidak terlaksana".to_owned(),
        "check_in" => "usaha".to_owned(),
        "money" => "bantuan modal".to_owned(),
        "approved" => "disetujui".to_owned(),
        "approved_rupiah" => "rupiah disetujui".to_owned(),
        "paid" => "dibayar".to_owned(),
        "paid_rupiah" => "rupiah dibayar".to_owned(),
        "returned" => "kembali".to_owned(),
        "returned_rupiah" => "rupiah kembali".to_owned(),
        "cancelled" => "tidak dibayarkan".to_owned(),
        "cancelled_rupiah" => "rupiah tidak dibayarkan".to_owned(),
        code => reason_of_aid(code).map_or_else(|| spaced(code), str::to_owned),
    };
    let mut steps = path.split('/');
    let first = steps.next().unwrap_or_default();
    // An office, or what is counted of the whole city.
    let first = if first == "refused" {
        step(first)
    } else {
        office(first)
    };
    let all: Vec<String> = std::iter::once(first).chain(steps.map(step)).collect();
    format!("Bantuan, {}", all.join(", "))
}

/// What a word of one of the closed lists is called.
fn reason_of_aid(code: &str) -> Option<&'static str> {
    let declined = DeclineReason::ALL
        .iter()
        .map(|word| (word.as_str(), word.in_letters()));
    let stopped = StopReason::ALL
        .iter()
        .map(|word| (word.as_str(), word.in_letters()));
    let outcomes = Outcome::ALL.iter().map(|word| (word.as_str(), word.in_letters()));
    let states = BusinessState::ALL
        .iter()
        .map(|word| (word.as_str(), word.in_letters()));
    let check_ins = CheckIn::ALL.iter().map(|word| (word.as_str(), word.in_letters()));
    let mut all = declined
        .chain(stopped)
        .chain(outcomes)
        .chain(states)
        .chain(check_ins);
    all.find(|(word, _)| *word == code).map(|(_, said)| said)
}

fn spaced(code: &str) -> String {
    code.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The officers' guide lists them all, which a test of it makes sure of.
    #[test]
    fn every_hold_of_the_officers_guide_has_words() {
        let guide = include_str!("../../../docs/officers.md");
        let holds = guide
            .split("## The holds")
            .nth(1)
            .unwrap()
            .split("\n## ")
            .next()
            .unwrap();
        let codes: Vec<&str> = holds
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
            .collect();
        assert!(codes.len() >= 28, "{codes:?}");
        for code in codes {
            assert_ne!(hold(code), spaced(code), "{code}");
        }
    }

    #[test]
    fn what_has_no_words_yet_is_shown_as_it_is() {
        assert_eq!(hold("sesuatu_yang_baru"), "sesuatu yang baru");
        assert_eq!(
            figure("intake/PA.Pas/gugat/received"),
            "Putusan masuk, PA.Pas, gugat, masuk"
        );
        assert_eq!(
            figure("holds/name_mismatch/open"),
            "Berkas ditahan, Nama berbeda, masih ditahan"
        );
        assert_eq!(
            figure("security/PA.Pas/marital_seizure/given"),
            "Pengamanan, PA.Pas, sita marital, personel dikerahkan"
        );
        assert_eq!(figure("given/35.75.01"), "Nomor KK diberikan, 35.75.01");
        assert_eq!(
            figure("aid/uptd-ppa/mentoring/declined/no_budget"),
            "Bantuan, UPTD PPA, pendampingan, ditolak, anggaran tidak tersedia"
        );
        assert_eq!(
            figure("aid/dinsos/money/dbhcht/1.1/paid_rupiah"),
            "Bantuan, DINSOS, bantuan modal, dbhcht, 1.1, rupiah dibayar"
        );
        assert_eq!(figure("aid/refused"), "Bantuan, tidak ingin dibantu");
    }
}
