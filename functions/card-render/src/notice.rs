//! Letters to other registries.

use jiff::civil::Date;
use tuntas_cards::{Letterhead, NoticeLetter, NoticeMarriage, NoticePerson, Recipient, Ruling};
use tuntas_city::City;
use tuntas_domain::calendar::{in_prose, on_forms};
use tuntas_domain::decree::{Decree, Domicile, Party, Role, Settled};
use tuntas_domain::identity::{CaseId, CityCode};
use tuntas_domain::people::{Citizenship, MaritalStatus, Person, Text};
use tuntas_domain::plan::Reversal;

use crate::change::Matter;
use crate::documents::Qr;
use crate::kk::{complaint, signer};
use crate::relocation::relocation;
use crate::resident::{Leaving, Resident};

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
/// of that party, and of who moves along.
pub(crate) fn about_resident(
    city: &City,
    decree: &Decree,
    occasion: &Occasion<'_>,
    role: Role,
    resident: &Resident,
    qr: &Qr,
) -> NoticeLetter {
    let party = &decree.parties[role];
    let side = match role {
        Role::Petitioner => 'P',
        Role::Respondent => 'T',
    };
    let letter = match resident {
        Resident::Leaves(leaving) => leaves(city, decree, occasion, leaving, (side, qr)),
        Resident::Elsewhere { region, .. } => lives_there(city, decree, occasion, region, (side, qr)),
    };
    let address = match resident {
        Resident::Leaves(_) => None,
        Resident::Elsewhere { .. } => Some(letter.recipient.place.clone()),
    };
    NoticeLetter {
        person: Some(match resident.person() {
            Some(person) => of_the_register(person, address),
            None => of_the_court(party, address),
        }),
        new_status: Some(status(decree, occasion, role, resident).label().to_owned()),
        ..letter
    }
}

fn lives_there(
    city: &City,
    decree: &Decree,
    occasion: &Occasion<'_>,
    region: &CityCode,
    (side, qr): (char, &Qr),
) -> NoticeLetter {
    let announcement = match occasion.matter {
        Matter::Divorce => {
            "Kami beritahukan bahwa perkawinan penduduk di bawah ini telah berakhir karena putusan pengadilan yang \
             berkekuatan hukum tetap. Menurut data kami, yang bersangkutan bertempat tinggal di wilayah kerja Saudara."
                .to_owned()
        }
        Matter::Correction => CORRECTED.to_owned(),
        Matter::Reversal(ground) => undoing(ground),
    };
    NoticeLetter {
        announcement,
        request: RECORD.to_owned(),
        ..form(city, decree, occasion, &place(decree, region), side, qr)
    }
}

fn leaves(
    city: &City,
    decree: &Decree,
    occasion: &Occasion<'_>,
    leaving: &Leaving,
    (side, qr): (char, &Qr),
) -> NoticeLetter {
    let departure = &leaving.departure;
    let registry = match &departure.region {
        Some(region) => place(decree, region),
        None => departure.destination.as_str().to_owned(),
    };
    let form = form(city, decree, occasion, &registry, side, qr);
    let certificate = match departure.member.person.citizenship {
        Citizenship::Wni => "Surat Keterangan Pindah WNI (SKPWNI)",
        Citizenship::Wna => "surat keterangan pindah",
    };
    match occasion.matter {
        Matter::Divorce => NoticeLetter {
            subject: "Pemberitahuan perceraian dan kepindahan penduduk".to_owned(),
            announcement: format!(
                "Kami beritahukan bahwa penduduk di bawah ini pindah dari {} ke wilayah kerja Saudara. Perkawinan yang \
                 disebut dalam putusan di bawah ini telah berakhir karena putusan tersebut berkekuatan hukum tetap.",
                city.name
            ),
            relocation: Some(relocation(city, leaving)),
            request: format!(
                "Mohon Saudara mencatat kedatangan dan perubahan data tersebut serta menerbitkan Kartu Keluarga dan \
                 KTP-el sesuai ketentuan yang berlaku. Surat ini bukan pengganti {certificate}, yang kami terbitkan \
                 melalui SIAK."
            ),
            ..form
        },
        Matter::Correction => NoticeLetter {
            subject: "Ralat pemberitahuan perceraian dan kepindahan penduduk".to_owned(),
            announcement: CORRECTED.to_owned(),
            relocation: Some(relocation(city, leaving)),
            request: RECORD.to_owned(),
            ..form
        },
        // The move stands, whatever becomes of the divorce.
        Matter::Reversal(ground) => NoticeLetter {
            announcement: undoing(ground),
            request: RECORD.to_owned(),
            ..form
        },
    }
}

const CORRECTED: &str = "\
    Kami sampaikan ralat atas data perceraian penduduk di bawah ini. Data pada surat ini menggantikan data pada surat \
    kami sebelumnya, apabila sudah diterima.";
const RECORD: &str = "\
    Mohon Saudara mencatat perubahan data tersebut serta menerbitkan Kartu Keluarga dan KTP-el yang bersangkutan \
    sesuai ketentuan yang berlaku.";

fn undoing(ground: Reversal) -> String {
    format!(
        "Kami beritahukan bahwa perceraian penduduk di bawah ini dinyatakan tidak berlaku karena {}. Surat kami tentang \
         perceraian tersebut, apabila sudah diterima, tidak berlaku lagi.",
        undone(ground)
    )
}

fn of_the_register(person: &Person, address: Option<String>) -> NoticePerson {
    // What an import did not know stands there as a dash.
    let birth_place =
        Some(person.birth_place.as_str()).filter(|place| place.chars().any(char::is_alphanumeric));
    NoticePerson {
        name: person.name.printed(),
        nik: person.nik.to_string(),
        birth_place: birth_place.map(str::to_uppercase),
        birth_date: in_prose(person.birth_date),
        address,
    }
}

fn of_the_court(party: &Party, address: Option<String>) -> NoticePerson {
    NoticePerson {
        name: party.name.printed(),
        nik: party.nik.as_ref().map(ToString::to_string).unwrap_or_default(),
        birth_place: None,
        birth_date: in_prose(party.birth_date),
        address,
    }
}

/// The status to register: what this register says of them, and what follows from the ruling alone of whom it does not
/// know.
fn status(decree: &Decree, occasion: &Occasion<'_>, role: Role, resident: &Resident) -> MaritalStatus {
    match (resident, occasion.matter) {
        (Resident::Leaves(leaving), _) => leaving.status,
        (Resident::Elsewhere { record, .. }, Matter::Divorce | Matter::Correction) => record
            .as_deref()
            .and_then(|person| of_the_record(decree, role, person))
            .unwrap_or(MaritalStatus::Divorced),
        (Resident::Elsewhere { .. }, Matter::Reversal(_)) => MaritalStatus::Married,
    }
}

/// A record with more marriages than the one that has ended says that the person stays married.
fn of_the_record(decree: &Decree, role: Role, person: &Person) -> Option<MaritalStatus> {
    let other = decree.parties[role.other()].nik.as_ref();
    let ended = person.marriages.iter().any(|marriage| {
        marriage.certificate.as_ref() == Some(&decree.marriage.certificate)
            || (other.is_some() && marriage.spouse.as_ref() == other)
    });
    (ended && person.marriages.len() > 1).then_some(person.marital_status)
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
        relocation: None,
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

/// The city or regency of a registry: by the name the court gave it, or by that of the ministry's list; by its code where
/// the list does not have it.
fn place(decree: &Decree, region: &CityCode) -> String {
    let named = decree
        .parties
        .iter()
        .find_map(|(_, party)| match &party.domicile {
            Domicile::Elsewhere { region: of, name } if of == region => Some(Text::as_str(name)),
            _ => None,
        });
    named.or_else(|| region.name()).map_or_else(
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
