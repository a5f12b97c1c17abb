//! What a court writes: a request, a change of it, its cancellation.

use tuntas_cards::{House, OfficeLetter, Passage, Recipient};
use tuntas_domain::calendar;
use tuntas_domain::people::PersonName;
use tuntas_security::{Activity, Event, LetterKind, Terms};

use super::says::{capital, day, fact, hours, people, place, risk, title};
use super::{Matter, Unwritten, writer_of};

pub(super) fn letter(matter: &Matter<'_>) -> Result<OfficeLetter, Unwritten> {
    let terms = matter.after.terms.as_ref().ok_or(Unwritten::NoLetter)?;
    let city = &matter.desk.city;
    let office = writer_of(matter.desk, matter.story, LetterKind::Request);
    let writer = matter.desk.writer(&office).ok_or(Unwritten::NoWriter)?;
    let police = &city.security.police;
    let activity = terms.activity.in_letters();
    let subject = match matter.event() {
        Event::RequestChanged { .. } => {
            format!("Perubahan Permohonan Bantuan Pengamanan {}", title(activity))
        }
        Event::RequestCancelled { .. } => {
            format!("Pembatalan Permohonan Bantuan Pengamanan {}", title(activity))
        }
        _ => format!("Permohonan Bantuan Pengamanan {}", title(activity)),
    };
    let mut body = vec![Passage::Greeting("Assalamu'alaikum Wr. Wb.".to_owned())];
    if let Event::RequestCancelled { ground, .. } = matter.event() {
        body.extend(cancellation(matter, terms, ground.in_letters()));
    } else {
        body.extend(wish(matter, terms));
    }
    body.push(Passage::Greeting("Wassalamu'alaikum Wr. Wb.".to_owned()));
    Ok(OfficeLetter {
        house: House::Court,
        nature: terms.urgency.in_letters().to_owned(),
        subject,
        recipient: Recipient {
            office: police.addressee.clone(),
            place: police.writes.place.clone(),
        },
        body,
        ..matter.sheet(writer, city.sample)
    })
}

fn wish(matter: &Matter<'_>, terms: &Terms) -> Vec<Passage> {
    let city = &matter.desk.city;
    let activity = terms.activity.in_letters();
    let mut grounds: Vec<String> = law(terms.activity).iter().map(|law| format!("{law};")).collect();
    let basis = &matter.paper.basis;
    let case = basis.case_number.as_str();
    if let Some(warned) = basis.warned_on {
        grounds.push(format!("Aanmaning tanggal {};", calendar::in_prose(warned)));
    }
    grounds.push(match &basis.order {
        Some(order) => format!(
            "Penetapan Nomor {} tanggal {} dalam perkara Nomor {case},",
            order.number.as_str(),
            calendar::in_prose(order.date)
        ),
        None => format!("Perkara Nomor {case},"),
    });
    let opening = match (matter.event(), matter.earlier(LetterKind::Request)) {
        (Event::RequestChanged { .. }, Some((number, date))) => format!(
            "menyusuli surat kami Nomor {number} tanggal {}, dengan ini kami sampaikan perubahan permohonan bantuan \
             pengamanan pelaksanaan {activity}, sehingga menjadi sebagai berikut:",
            calendar::in_prose(date)
        ),
        _ => format!(
            "dengan ini kami mohon bantuan pengamanan dari jajaran Saudara pada pelaksanaan {activity} sebagai berikut:"
        ),
    };
    let mut facts = vec![
        fact("Hari, tanggal", day(terms.window.date())),
        fact("Pukul", hours(&terms.window, city)),
        fact("Tempat", place(&matter.paper, terms, city)),
    ];
    if let Some(object) = &matter.paper.object {
        let names: Vec<&str> = object.names.iter().map(PersonName::as_str).collect();
        facts.push(fact(
            "Objek",
            format!(
                "{}, {}",
                capital(object.kind.in_letters()),
                object.description.as_str()
            ),
        ));
        facts.push(fact("Nama pada objek", names.join("; ")));
    }
    let contact = &matter.paper.contact;
    facts.push(fact("Tingkat risiko", risk(&matter.paper, terms)));
    facts.push(fact("Jumlah personel", people(terms.officers.get(), "orang")));
    facts.push(fact(
        "Narahubung",
        format!(
            "{} ({}), {}",
            contact.name.as_str(),
            contact.post.as_str(),
            contact.phone.as_str()
        ),
    ));
    vec![
        Passage::List("Berdasarkan:".to_owned(), grounds),
        Passage::Paragraph(opening),
        Passage::Facts(facts),
        Passage::Paragraph(
            "Demikian permohonan ini kami sampaikan. Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih."
                .to_owned(),
        ),
    ]
}

fn cancellation(matter: &Matter<'_>, terms: &Terms, ground: &str) -> Vec<Passage> {
    let activity = terms.activity.in_letters();
    let earlier = matter.earlier(LetterKind::Request);
    let following = earlier.map_or_else(String::new, |(number, date)| {
        format!(
            "Menyusuli surat kami Nomor {number} tanggal {}, dengan ",
            calendar::in_prose(date)
        )
    });
    vec![
        Passage::Paragraph(format!(
            "{}ini kami sampaikan bahwa permohonan bantuan pengamanan pelaksanaan {activity} pada hari {} kami batalkan, \
             karena {ground}.",
            if following.is_empty() { "Dengan " } else { &following },
            day(terms.window.date())
        )),
        Passage::Paragraph(
            "Personel yang telah disiapkan kiranya dapat dialihkan untuk tugas lain. Atas perhatian dan kerja sama \
             Saudara kami ucapkan terima kasih."
                .to_owned(),
        ),
    ]
}

/// The law each activity stands on.
fn law(activity: Activity) -> &'static [&'static str] {
    const PERMA: &str = "Peraturan Mahkamah Agung Nomor 5 Tahun 2020 tentang Protokol Persidangan dan Keamanan dalam Lingkungan Pengadilan";
    match activity {
        Activity::Hearing => &[PERMA],
        Activity::SiteInspection => &["Pasal 153 HIR", PERMA],
        Activity::MaritalSeizure | Activity::ExecutionSeizure => &["Pasal 197 HIR", PERMA],
        Activity::Execution => &["Pasal 196, Pasal 197, dan Pasal 200 ayat (11) HIR", PERMA],
    }
}
