//! The letter to another city's registry, about a resident of theirs or a marriage in their books, A4 portrait.

use std::fmt;

use serde::Serialize;

use crate::OfficeHead;

/// A letter that tells another city's registry of a final ruling, so that it can do its part. To the registry where a
/// resident lives, or moves to, it speaks of that resident and of who moves along, and says nothing of the former spouse;
/// to the registry that recorded the marriage it speaks of the record.
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
    /// The move out of the city, where the resident leaves it.
    pub relocation: Option<Relocation>,
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
    /// Place of birth; `None` where it is not known, and then the date stands alone.
    pub birth_place: Option<String>,
    /// Date of birth in prose.
    pub birth_date: String,
    /// Address in the recipient's city, where the resident lives there already.
    pub address: Option<String>,
}

/// A move out of the city, with what the certificate of moving (*SKPWNI*) is made of.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Relocation {
    /// Number of the family card that is left, 16 digits.
    pub card_number: String,
    /// Address on that card.
    pub origin: String,
    /// Where to.
    pub destination: String,
    /// Klasifikasi kepindahan, such as `Antarprovinsi`; `None` where the region is not known.
    pub class: Option<String>,
    /// Jenis kepindahan, such as `Anggota keluarga`.
    pub kind: String,
    /// Day of recording, in prose.
    pub recorded_on: String,
    /// Everybody who moves, the resident first.
    pub members: Vec<Mover>,
}

/// Somebody who moves.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Mover {
    /// NIK, 16 digits.
    pub nik: String,
    /// Name.
    pub name: String,
    /// SHDK on the family card that is left.
    pub relationship: String,
    /// Number of that card, where it is another one than the resident's.
    pub card_number: Option<String>,
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

impl NoticeLetter {
    /// Two, and more where more people move than their rows fit on these.
    pub(crate) fn pages_at_most(&self) -> usize {
        let movers = self
            .relocation
            .as_ref()
            .map_or(0, |relocation| relocation.members.len());
        2 + movers / MOVERS_ON_A_PAGE
    }
}

/// So many rows fit on a page of their own, even where each is three lines high.
const MOVERS_ON_A_PAGE: usize = 14;

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

impl fmt::Debug for Relocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relocation").finish_non_exhaustive()
    }
}

impl fmt::Debug for Mover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mover").finish_non_exhaustive()
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
