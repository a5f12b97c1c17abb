//! Letters to other registries.

use jiff::civil::Date;
use tuntas_cards::{Letterhead, NoticeLetter, NoticeMarriage, NoticePerson, Recipient, Ruling};
use tuntas_city::City;
use tuntas_domain::calendar::{in_prose, on_forms};
use tuntas_domain::decree::{Choice, Decree, Domicile, Role, Settled};
use tuntas_domain::identity::{CaseId, CityCode};
use tuntas_domain::people::{MaritalStatus, Text};
use tuntas_domain::plan::{Outcome, Reversal};

use crate::change::Matter;
use crate::documents::Qr;
use crate::kk::{complaint, signer};

/// What a letter needs besides the decree.
pub(crate) struct Occasion<'a> {
    pub(crate) case: CaseId,
    pub(crate) settled: &'a Settled,
    pub(crate) issued_on: Date,
    pub(crate) matter: Matter,
    /// Which of the case's changes it tells of.
    pub(crate) change: u32,
}

/// Tells the registry of the place where a party lives, or moves to, that the marriage has ended, or has not. It speaks
/// of that party alone.
pub(crate) fn about_resident(
    city: &City,
    decree: &Decree,
    occasion: &Occasion<'_>,
    role: Role,
    outcome: &Outcome,
    qr: &Qr,
) -> NoticeLetter {
    let party = &decree.parties[role];
    let destination = match (outcome, &party.choice) {
        (Outcome::Elsewhere { region }, _) => place(decree, region),
        (_, Some(Choice::Leave { destination })) => destination.as_str().to_owned(),
        _ => String::new(),
    };
    let side = match role {
        Role::Petitioner => 'P',
        Role::Respondent => 'T',
    };
    let status = match occasion.matter {
        Matter::Divorce | Matter::Correction => MaritalStatus::Divorced,
        Matter::Reversal(_) => MaritalStatus::Married,
    };
    let announcement = match occasion.matter {
        Matter::Divorce => {
            "Kami beritahukan bahwa perkawinan penduduk di bawah ini telah berakhir karena putusan pengadilan yang \
             berkekuatan hukum tetap. Menurut data kami, yang bersangkutan bertempat tinggal di wilayah kerja Saudara."
                .to_owned()
        }
        Matter::Correction => {
            "Kami sampaikan ralat atas data perceraian penduduk di bawah ini. Data pada surat ini menggantikan data \
             pada surat kami sebelumnya, apabila sudah diterima."
                .to_owned()
        }
        Matter::Reversal(ground) => format!(
            "Kami beritahukan bahwa perceraian penduduk di bawah ini dinyatakan tidak berlaku karena {}. Surat kami \
             tentang perceraian tersebut, apabila sudah diterima, tidak berlaku lagi.",
            undone(ground)
        ),
    };
    NoticeLetter {
        announcement,
        person: Some(NoticePerson {
            name: party.name.printed(),
            nik: party.nik.as_ref().map(ToString::to_string).unwrap_or_default(),
            birth_place: String::new(),
            birth_date: in_prose(party.birth_date),
            address: destination.clone(),
        }),
        new_status: Some(status.label().to_owned()),
        request:
            "Mohon Saudara mencatat perubahan data tersebut serta menerbitkan Kartu Keluarga dan KTP-el yang \
                  bersangkutan sesuai ketentuan yang berlaku."
                .to_owned(),
        ..form(city, decree, occasion, &destination, side, qr)
    }
}

/// Tells the registry that recorded the marriage, so that it can note the end of it in the margin of its record
/// (*catatan pinggir*).
pub(crate) fn about_marriage(
    city: &City,
    decree: &Decree,
    occasion: &Occasion<'_>,
    region: &CityCode,
    qr: &Qr,
) -> NoticeLetter {
    let name = |role: Role| decree.parties[role].name.printed();
    let husband = decree.husband();
    let (announcement, request) = match occasion.matter {
        Matter::Divorce => (
            "Kami beritahukan bahwa perkawinan di bawah ini, yang dicatat di wilayah kerja Saudara, telah berakhir \
             karena putusan pengadilan yang berkekuatan hukum tetap."
                .to_owned(),
            "Mohon Saudara membuat catatan pinggir tentang perceraian tersebut pada akta perkawinan.",
        ),
        Matter::Correction => (
            "Kami sampaikan ralat atas data perceraian dari perkawinan di bawah ini. Data pada surat ini \
             menggantikan data pada surat kami sebelumnya, apabila sudah diterima."
                .to_owned(),
            "Mohon Saudara membetulkan catatan pinggir tentang perceraian tersebut pada akta perkawinan.",
        ),
        Matter::Reversal(ground) => (
            format!(
                "Kami beritahukan bahwa perceraian dari perkawinan di bawah ini dinyatakan tidak berlaku karena {}. \
                 Perkawinan tersebut tetap berlangsung.",
                undone(ground)
            ),
            "Mohon Saudara membatalkan catatan pinggir tentang perceraian tersebut pada akta perkawinan.",
        ),
    };
    NoticeLetter {
        announcement,
        marriage: Some(NoticeMarriage {
            husband: name(husband),
            wife: name(husband.other()),
            certificate_number: decree.marriage.certificate.to_string(),
            date: in_prose(decree.marriage.date),
            office: decree
                .marriage
                .office
                .as_ref()
                .map(|office| office.as_str().to_owned())
                .unwrap_or_default(),
        }),
        request: request.to_owned(),
        ..form(city, decree, occasion, &place(decree, region), 'N', qr)
    }
}

/// What every letter has: its head, the ruling, the signature.
fn form(
    city: &City,
    decree: &Decree,
    occasion: &Occasion<'_>,
    destination: &str,
    side: char,
    qr: &Qr,
) -> NoticeLetter {
    let court_code = decree.case_number.court().as_str();
    let court = city.court(court_code);
    let court_name = court.map_or_else(|| court_code.to_owned(), |court| court.name.clone());
    let subject = match occasion.matter {
        Matter::Divorce => "Pemberitahuan perceraian penduduk",
        Matter::Correction => "Ralat pemberitahuan perceraian penduduk",
        Matter::Reversal(_) => "Pemberitahuan pembatalan perceraian penduduk",
    };
    NoticeLetter {
        letterhead: letterhead(city),
        number: number(occasion, side),
        place: city.office.place_of_issue.clone(),
        date: in_prose(occasion.issued_on),
        issued_on: on_forms(occasion.issued_on),
        nature: "Biasa".to_owned(),
        attachment: String::new(),
        subject: subject.to_owned(),
        recipient: Recipient {
            office: format!("Kepala Dinas Kependudukan dan Pencatatan Sipil {destination}"),
            place: destination.to_owned(),
        },
        announcement: String::new(),
        person: None,
        marriage: None,
        ruling: Ruling {
            court: court_name,
            case_number: decree.case_number.to_string(),
            ruling_date: in_prose(decree.ruling_date),
            final_on: decree.finality.bht.map(in_prose).unwrap_or_default(),
            certificate_number: occasion.settled.akta.number.to_string(),
            certificate_date: in_prose(occasion.settled.akta.date),
            divorce_date: in_prose(occasion.settled.divorced_on),
        },
        new_status: None,
        request: String::new(),
        office: signer(city),
        copies: vec![court.map_or_else(|| court_code.to_owned(), |court| format!("Ketua {}", court.name))],
        verify_url: qr.url.clone(),
        verify_token_hint: qr.hint(),
        complaint: complaint(city),
        sample: city.sample,
    }
}

fn letterhead(city: &City) -> Letterhead {
    Letterhead {
        government: city.letterhead.first().cloned().unwrap_or_default(),
        office: city
            .letterhead
            .get(1)
            .cloned()
            .unwrap_or_else(|| city.office.name.to_uppercase()),
        address: city.office.address.clone(),
        contact: format!(
            "Telepon {} · {} · {}",
            city.complaints.phone, city.complaints.email, city.complaints.website
        ),
    }
}

/// The city or regency of a registry: by the name the court gave it, or by its code where nobody named it.
fn place(decree: &Decree, region: &CityCode) -> String {
    let named = decree
        .parties
        .iter()
        .find_map(|(_, party)| match &party.domicile {
            Domicile::Elsewhere { region: of, name } if of == region => Some(Text::as_str(name)),
            _ => None,
        });
    named.map_or_else(
        || format!("Kabupaten/Kota (kode wilayah {region})"),
        str::to_owned,
    )
}

fn undone(ground: Reversal) -> &'static str {
    match ground {
        Reversal::Annulment => "pembatalan perceraian",
        Reversal::Cassation => "putusan kasasi",
        Reversal::Review => "putusan peninjauan kembali",
    }
}

/// Number of the letter: unique by its case, side and change, and the same when rendered again.
fn number(occasion: &Occasion<'_>, side: char) -> String {
    let case = occasion.case.to_string().to_uppercase();
    let short = case.rsplit('-').next().unwrap_or_default();
    let again = match occasion.change {
        0 | 1 => String::new(),
        later => format!(".{later}"),
    };
    format!("470/{short}.{side}{again}/{}", occasion.issued_on.year())
}
