//! What codes are called in Indonesian, for readers who know no code.

use tuntas_domain::decree::DivorceKind;
use tuntas_figures::{Measure, Span, Start};

/// *Cerai gugat* or *cerai talak*.
pub(crate) fn kind(kind: DivorceKind) -> &'static str {
    match kind {
        DivorceKind::Gugat => "Cerai gugat",
        DivorceKind::Talak => "Cerai talak",
    }
}

pub(crate) fn kind_code(kind: DivorceKind) -> &'static str {
    match kind {
        DivorceKind::Gugat => "gugat",
        DivorceKind::Talak => "talak",
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
pub(crate) fn span(span: Span) -> &'static str {
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
        "waiting_for_finality" => "Menunggu putusan berkekuatan hukum tetap",
        other => return spaced(other),
    };
    known.to_owned()
}

/// Why a delivery failed.
pub(crate) fn failure(code: &str) -> String {
    let known = match code {
        "failed" => "Tidak sampai",
        "refused" => "Ditolak penerima",
        "returned" => "Dikembalikan ke kantor",
        "cancelled" => "Dibatalkan kurir",
        "lost" => "Hilang",
        "expired" => "Tidak ada kurir sampai batas waktu",
        "address_not_found" => "Alamat tidak ditemukan",
        "nobody_home" => "Penerima tidak di tempat",
        "no_courier" => "Tidak ada kurir",
        other => return spaced(other),
    };
    known.to_owned()
}

/// What a check of households found.
pub(crate) fn fault(code: &str) -> String {
    let known = match code {
        "empty" => "KK aktif tanpa anggota",
        "heads" => "KK tanpa kepala keluarga atau dengan lebih dari satu",
        "head_not_eligible" => "Kepala keluarga belum memenuhi syarat",
        "children_alone" => "Anak di bawah 17 tahun sendirian",
        "closed_with_members" => "KK tertutup masih beranggota",
        "person_twice" => "Orang yang sama tercatat dua kali",
        "number_twice" => "Nomor KK dipakai dua keluarga",
        other => return spaced(other),
    };
    known.to_owned()
}

/// What was paid for.
pub(crate) fn cost(code: &str) -> String {
    let known = match code {
        "courier" => "Kurir",
        "journal_entries" => "Catatan jurnal",
        "household_versions" => "Perubahan kartu keluarga",
        "documents" => "Dokumen dibuat",
        "kk" => "Kartu keluarga dicetak",
        "ktp" => "KTP-el dicetak",
        "envelopes" => "Amplop",
        "lambda" => "Komputasi",
        "storage" => "Penyimpanan",
        "messages" => "Pesan antrean",
        other => return spaced(other),
    };
    known.to_owned()
}

fn spaced(code: &str) -> String {
    code.replace('_', " ")
}
