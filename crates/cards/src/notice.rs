//! The letter to another city's registry, about a resident of theirs or a marriage in their books, A4 portrait.

use std::fmt;

use serde::Serialize;

use crate::OfficeHead;

/// A letter that tells another city's registry of a final ruling, so that it can do its part. To the registry where a
/// resident lives it speaks of that resident alone and says nothing of the former spouse; to the registry that recorded
/// the marriage it speaks of the record.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct NoticeLetter {
    /// Who writes.
    pub letterhead: Letterhead,
    /// Nomor of the letter.
    pub number: String,
    /// Place of writing, such as `Pasuruan`.
    pub place: String,
    /// Date as written in prose, such as `24 September 2021`.
    pub date: String,
    /// The same date written DD-MM-YYYY; the date of the PDF.
    pub issued_on: String,
    /// Sifat, such as `Biasa`.
    pub nature: String,
    /// Lampiran; empty prints as a dash.
    pub attachment: String,
    /// Hal: the subject.
    pub subject: String,
    /// Who receives it.
    pub recipient: Recipient,
    /// The paragraph that says what has happened.
    pub announcement: String,
    /// The resident concerned, where it is about one.
    pub person: Option<NoticePerson>,
    /// The recorded marriage, where it is about that.
    pub marriage: Option<NoticeMarriage>,
    /// The ruling.
    pub ruling: Ruling,
    /// Status perkawinan to register, where one is.
    pub new_status: Option<String>,
    /// The paragraph that says what is asked for.
    pub request: String,
    /// Who signs.
    pub office: OfficeHead,
    /// Tembusan: who gets a copy.
    pub copies: Vec<String>,
    /// Address behind the QR symbol, printable ASCII, up to 300 characters.
    pub verify_url: String,
    /// A few characters of the token, for comparing by eye.
    pub verify_token_hint: String,
    /// Complaint channel of the office.
    pub complaint: String,
    /// Marks the letter CONTOH / BUKAN DOKUMEN RESMI.
    pub sample: bool,
}

/// The head of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// The government, such as `PEMERINTAH KOTA PASURUAN`.
    pub government: String,
    /// The office, such as `DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL`.
    pub office: String,
    /// Its postal address.
    pub address: String,
    /// Telephone, e-mail, website in one line.
    pub contact: String,
}

/// The office a letter goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recipient {
    /// The officer addressed, such as `Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Malang`.
    pub office: String,
    /// The place, printed after `di`.
    pub place: String,
}

/// The resident a letter is about.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct NoticePerson {
    /// Name.
    pub name: String,
    /// NIK, 16 digits.
    pub nik: String,
    /// Place of birth.
    pub birth_place: String,
    /// Date of birth in prose.
    pub birth_date: String,
    /// Address in the recipient's city.
    pub address: String,
}

/// A marriage as the recipient's books have it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct NoticeMarriage {
    /// Husband's name.
    pub husband: String,
    /// Wife's name.
    pub wife: String,
    /// Nomor akta nikah.
    pub certificate_number: String,
    /// Date of the marriage in prose.
    pub date: String,
    /// Office that recorded it; empty prints as a dash.
    pub office: String,
}

/// The ruling and the certificate of divorce. Dates are in prose, such as `16 September 2021`.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Ruling {
    /// The court.
    pub court: String,
    /// Nomor perkara.
    pub case_number: String,
    /// Tanggal putusan.
    pub ruling_date: String,
    /// Date the ruling got legal force (berkekuatan hukum tetap).
    pub final_on: String,
    /// Nomor akta cerai.
    pub certificate_number: String,
    /// Tanggal akta cerai.
    pub certificate_date: String,
    /// Tanggal perceraian.
    pub divorce_date: String,
}

impl fmt::Debug for NoticeLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoticeLetter").finish_non_exhaustive()
    }
}

impl fmt::Debug for NoticePerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoticePerson").finish_non_exhaustive()
    }
}

impl fmt::Debug for NoticeMarriage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoticeMarriage").finish_non_exhaustive()
    }
}

impl fmt::Debug for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ruling").finish_non_exhaustive()
    }
}
