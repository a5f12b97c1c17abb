//! The family card (Kartu Keluarga, KK), A4 landscape.

use std::fmt;

use serde::Serialize;

use crate::{OfficeHead, RenderError};

/// Member rows on one page of the form; more members continue on further pages.
pub const ROWS_PER_PAGE: usize = 10;

/// The most members one family card is rendered for.
pub const MAX_MEMBERS: usize = 100;

/// A family card as printed. Every string is ready for print; an empty one prints as a dash.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct KkSheet {
    /// Nomor KK, 16 digits.
    pub number: String,
    /// Nama Kepala Keluarga.
    pub head_name: String,
    /// Alamat: street and house number.
    pub address: String,
    /// RT, three digits.
    pub rt: String,
    /// RW, three digits.
    pub rw: String,
    /// Kode Pos, where known.
    pub postcode: Option<String>,
    /// Desa/Kelurahan.
    pub kelurahan: String,
    /// Kecamatan.
    pub kecamatan: String,
    /// Kabupaten/Kota.
    pub city: String,
    /// Provinsi.
    pub province: String,
    /// Dikeluarkan Tanggal, written DD-MM-YYYY; also the date of the PDF.
    pub issued_on: String,
    /// Who signs for the office.
    pub office: OfficeHead,
    /// The members in the order of the card, at least one and at most [`MAX_MEMBERS`].
    pub members: Vec<KkMember>,
    /// Address behind the QR symbol, printable ASCII, up to 300 characters.
    pub verify_url: String,
    /// A few characters of the token, for comparing by eye.
    pub verify_token_hint: String,
    /// Complaint channel of the office.
    pub complaint: String,
    /// Marks the card CONTOH / BUKAN DOKUMEN RESMI.
    pub sample: bool,
}

/// One row of both tables of the family card.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct KkMember {
    /// Nama Lengkap.
    pub name: String,
    /// NIK, 16 digits.
    pub nik: String,
    /// Jenis Kelamin.
    pub sex: String,
    /// Tempat Lahir.
    pub birth_place: String,
    /// Tanggal Lahir, DD-MM-YYYY.
    pub birth_date: String,
    /// Agama.
    pub religion: String,
    /// Pendidikan.
    pub education: String,
    /// Jenis Pekerjaan.
    pub occupation: String,
    /// Golongan Darah.
    pub blood_type: String,
    /// Status Perkawinan as on a KK, such as `CERAI HIDUP TERCATAT`.
    pub marital_status: String,
    /// Tanggal Perkawinan/Perceraian, DD-MM-YYYY.
    pub marriage_or_divorce_date: Option<String>,
    /// Status Hubungan Dalam Keluarga (SHDK).
    pub relationship: String,
    /// Kewarganegaraan.
    pub citizenship: String,
    /// No. Paspor.
    pub passport: Option<String>,
    /// No. KITAS/KITAP.
    pub kitas: Option<String>,
    /// Nama Ayah.
    pub father: String,
    /// Nama Ibu.
    pub mother: String,
}

impl KkSheet {
    /// How many pages the card takes, or why it cannot be rendered at all.
    pub(crate) fn page_count(&self) -> Result<usize, RenderError> {
        match self.members.len() {
            0 => Err(RenderError::NoMembers),
            count if count > MAX_MEMBERS => Err(RenderError::TooManyMembers { count }),
            count => Ok(count.div_ceil(ROWS_PER_PAGE)),
        }
    }
}

impl fmt::Debug for KkSheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KkSheet")
            .field("members", &self.members.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for KkMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KkMember").finish_non_exhaustive()
    }
}
