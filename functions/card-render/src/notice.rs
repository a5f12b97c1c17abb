//! A notice to another registry.

use jiff::civil::Date;
use tuntas_cards::{Letterhead, NoticeLetter, NoticePerson, Recipient, Ruling};
use tuntas_city::City;
use tuntas_domain::calendar::{in_prose, on_forms};
use tuntas_domain::decree::{Choice, Decree, Domicile, Role, Settled};
use tuntas_domain::identity::CaseId;
use tuntas_domain::people::MaritalStatus;

use crate::documents::Qr;
use crate::kk::{complaint, signer};

/// What the letter needs besides the decree.
pub(crate) struct Occasion<'a> {
    pub(crate) case: CaseId,
    pub(crate) role: Role,
    pub(crate) settled: &'a Settled,
    pub(crate) issued_on: Date,
}

/// Tells the registry of the place where a party lives, or moves to, that the marriage has ended. It speaks of
/// that party alone.
pub(crate) fn letter(city: &City, decree: &Decree, occasion: &Occasion<'_>, qr: &Qr) -> NoticeLetter {
    let party = &decree.parties[occasion.role];
    let destination = match (&party.domicile, &party.choice) {
        (_, Some(Choice::Leave { destination })) => destination.as_str(),
        (Domicile::Elsewhere { name, .. }, _) => name.as_str(),
        (Domicile::City, _) => "",
    };
    let court_code = decree.case_number.court().as_str();
    NoticeLetter {
        letterhead: Letterhead {
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
        },
        number: number(occasion),
        place: city.office.place_of_issue.clone(),
        date: in_prose(occasion.issued_on),
        issued_on: on_forms(occasion.issued_on),
        nature: "Biasa".to_owned(),
        attachment: String::new(),
        subject: "Pemberitahuan perceraian penduduk".to_owned(),
        recipient: Recipient {
            office: format!("Kepala Dinas Kependudukan dan Pencatatan Sipil {destination}"),
            place: destination.to_owned(),
        },
        person: NoticePerson {
            name: party.name.printed(),
            nik: party.nik.to_string(),
            birth_place: String::new(),
            birth_date: in_prose(party.birth_date),
            address: destination.to_owned(),
        },
        ruling: Ruling {
            court: city
                .court(court_code)
                .map_or_else(|| court_code.to_owned(), |court| court.name.clone()),
            case_number: decree.case_number.to_string(),
            ruling_date: in_prose(decree.ruling_date),
            final_on: decree.finality.bht.map(in_prose).unwrap_or_default(),
            certificate_number: occasion.settled.akta.number.to_string(),
            certificate_date: in_prose(occasion.settled.akta.date),
            divorce_date: in_prose(occasion.settled.divorced_on),
        },
        new_status: MaritalStatus::Divorced.label().to_owned(),
        office: signer(city),
        copies: vec![
            city.court(court_code)
                .map_or_else(|| court_code.to_owned(), |court| format!("Ketua {}", court.name)),
        ],
        verify_url: qr.url.clone(),
        verify_token_hint: qr.hint(),
        complaint: complaint(city),
        sample: city.sample,
    }
}

/// Number of the letter: unique by its case and side, and the same when rendered again.
fn number(occasion: &Occasion<'_>) -> String {
    let side = match occasion.role {
        Role::Petitioner => 'P',
        Role::Respondent => 'T',
    };
    let case = occasion.case.to_string().to_uppercase();
    let short = case.rsplit('-').next().unwrap_or_default();
    format!("470/{short}.{side}/{}", occasion.issued_on.year())
}
