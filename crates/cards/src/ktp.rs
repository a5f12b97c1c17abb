//! The print file of an ID card (KTP-el), one ID-1 face of 85.60 x 53.98 mm.

use std::fmt;

use serde::Serialize;

/// The face of a KTP-el as printed on the chip blank. Every string is ready for print; an empty one prints as
/// a dash. Photo and signature are left as marked empty places.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct KtpCard {
    /// Provinsi, without the word itself.
    pub province: String,
    /// Kota or Kabupaten with that word, such as `KOTA PASURUAN`.
    pub city: String,
    /// NIK, 16 digits.
    pub nik: String,
    /// Nama, up to 60 characters.
    pub name: String,
    /// Tempat lahir.
    pub birth_place: String,
    /// Tanggal lahir, DD-MM-YYYY.
    pub birth_date: String,
    /// Jenis kelamin.
    pub sex: String,
    /// Golongan darah.
    pub blood_type: String,
    /// Alamat: street and house number.
    pub address: String,
    /// RT/RW, such as `003/002`.
    pub rt_rw: String,
    /// Kel/Desa.
    pub kelurahan: String,
    /// Kecamatan.
    pub kecamatan: String,
    /// Agama.
    pub religion: String,
    /// Status perkawinan as on a KTP-el, such as `CERAI HIDUP`.
    pub marital_status: String,
    /// Pekerjaan.
    pub occupation: String,
    /// Kewarganegaraan.
    pub citizenship: String,
    /// Berlaku hingga, normally `SEUMUR HIDUP`.
    pub valid_until: String,
    /// Place of issue.
    pub issued_place: String,
    /// Date of issue, written DD-MM-YYYY; also the date of the PDF.
    pub issued_on: String,
    /// Address behind the QR symbol, printable ASCII, up to 192 characters.
    pub verify_url: String,
    /// Complaint channel of the office; keep it short.
    pub complaint: String,
    /// Marks the card CONTOH / BUKAN DOKUMEN RESMI.
    pub sample: bool,
}

impl fmt::Debug for KtpCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KtpCard").finish_non_exhaustive()
    }
}
