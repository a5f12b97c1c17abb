//! What the police write: that they come, another time, that they do not come, what came of it.

use tuntas_cards::{House, OfficeHead, OfficeLetter, Passage, Recipient};
use tuntas_domain::calendar;
use tuntas_security::{Event, LetterKind, Outcome, Terms, Urgency};

use super::says::{capital, day, fact, hours, people, place};
use super::{Matter, Unwritten};

pub(super) fn letter(matter: &Matter<'_>) -> Result<OfficeLetter, Unwritten> {
    // A refusal of what was promised speaks of what was asked for.
    let terms = matter.before.terms.as_ref().ok_or(Unwritten::NoLetter)?;
    let city = &matter.desk.city;
    let police = &city.security.police;
    let activity = terms.activity.in_letters();
    let subject = match matter.event() {
        Event::TimeProposed { .. } => format!("Usulan perubahan waktu pengamanan {activity}"),
        Event::SecurityReported { .. } => format!("Laporan hasil pengamanan {activity}"),
        _ => format!("Jawaban permohonan bantuan pengamanan {activity}"),
    };
    let court = matter.court_name();
    let mut body = vec![Passage::List("Rujukan:".to_owned(), references(matter, &court))];
    body.extend(said(matter, terms)?);
    body.push(Passage::Paragraph("Demikian untuk menjadi maklum.".to_owned()));
    Ok(OfficeLetter {
        house: House::Police,
        nature: match terms.urgency {
            Urgency::Immediate => "SEGERA".to_owned(),
            Urgency::Important | Urgency::Ordinary => "BIASA".to_owned(),
        },
        subject,
        attachment: match matter.event() {
            Event::SecurityReported { minutes: Some(_), .. } => "1 (satu) berkas".to_owned(),
            _ => String::new(),
        },
        recipient: Recipient {
            office: format!("Ketua {court}"),
            place: city.office.place_of_issue.clone(),
        },
        body,
        on_behalf_of: police.addressee.to_uppercase(),
        signer: OfficeHead {
            title: police.writes.signer.title.to_uppercase(),
            ..super::signer(&police.writes.signer)
        },
        ..matter.sheet(&police.writes, city.sample)
    })
}

fn references(matter: &Matter<'_>, court: &str) -> Vec<String> {
    let mut references =
        vec!["Undang-Undang Nomor 2 Tahun 2002 tentang Kepolisian Negara Republik Indonesia;".to_owned()];
    if let Some((number, date)) = matter.earlier(LetterKind::Request) {
        references.push(format!(
            "Surat {court} Nomor {number} tanggal {} perihal permohonan bantuan pengamanan;",
            calendar::in_prose(date)
        ));
    }
    if let Some(answer) = &matter.answer {
        references.push(format!("Surat Perintah Nomor {};", answer.warrant.as_str()));
    }
    if let (Event::SecurityReported { .. }, Some((number, date))) =
        (matter.event(), matter.earlier(LetterKind::Reply))
    {
        references.push(format!(
            "Surat kami Nomor {number} tanggal {};",
            calendar::in_prose(date)
        ));
    }
    // The last of a list ends with a full stop.
    if let Some(last) = references.last_mut() {
        last.pop();
        last.push('.');
    }
    references
}

fn said(matter: &Matter<'_>, terms: &Terms) -> Result<Vec<Passage>, Unwritten> {
    let city = &matter.desk.city;
    let activity = terms.activity.in_letters();
    let times = |window: &tuntas_security::Window| {
        vec![
            fact("Hari, tanggal", day(window.date())),
            fact("Pukul", hours(window, city)),
        ]
    };
    let referring =
        "Sehubungan dengan rujukan tersebut di atas, bersama ini diberitahukan kepada Ketua bahwa";
    Ok(match matter.event() {
        Event::RequestAccepted { unit, strength, .. } => {
            let answer = matter.answer.as_ref().ok_or(Unwritten::NoLetter)?;
            let name = city
                .security
                .police
                .unit(unit.as_str())
                .map_or_else(|| unit.to_string(), |unit| unit.name.clone());
            let mut facts = times(&terms.window);
            facts.push(fact("Tempat", place(&matter.paper, terms, city)));
            facts.push(fact("Satuan", name));
            facts.push(fact("Kekuatan", people(strength.get(), "personel")));
            facts.push(fact(
                "Perwira pengendali",
                format!("{}, {}", answer.officer_in_charge.as_str(), answer.phone.as_str()),
            ));
            vec![
                Passage::Paragraph(format!(
                    "{referring} permohonan bantuan pengamanan pelaksanaan {activity} dapat kami penuhi sebagai berikut:"
                )),
                Passage::Facts(facts),
                Passage::Paragraph(
                    "Untuk kelancaran tugas, kiranya jurusita berkoordinasi dengan perwira pengendali selambat-lambatnya \
                     satu hari sebelum pelaksanaan."
                        .to_owned(),
                ),
            ]
        }
        Event::TimeProposed { window, .. } => vec![
            Passage::Paragraph(format!(
                "{referring} pengamanan pelaksanaan {activity} pada hari {} pukul {} belum dapat kami penuhi. Kami \
                 mengusulkan waktu sebagai berikut:",
                day(terms.window.date()),
                hours(&terms.window, city)
            )),
            Passage::Facts(times(window)),
            Passage::Paragraph("Kami mohon jawaban Ketua atas usulan waktu tersebut.".to_owned()),
        ],
        Event::RequestDeclined { reason, .. } => vec![Passage::Paragraph(format!(
            "{referring} permohonan bantuan pengamanan pelaksanaan {activity} pada hari {} pukul {} tidak dapat kami \
             penuhi, karena {}.",
            day(terms.window.date()),
            hours(&terms.window, city),
            reason.in_letters()
        ))],
        Event::SecurityReported { outcome, .. } => {
            let mut facts = times(&terms.window);
            facts.push(fact("Tempat", place(&matter.paper, terms, city)));
            if let Some(booked) = &matter.before.booked {
                facts.push(fact("Kekuatan", people(booked.strength.get(), "personel")));
            }
            facts.push(fact("Situasi", capital(outcome.in_letters())));
            let note = matter.report.as_ref().and_then(|report| report.note.as_ref());
            if let Some(note) = note {
                facts.push(fact("Uraian", note.as_str()));
            }
            let ended = match outcome {
                Outcome::Postponed => "tidak jadi dilaksanakan pada waktunya",
                Outcome::Safe | Outcome::Incident => "telah dilaksanakan",
            };
            vec![
                Passage::Paragraph(format!(
                    "{referring} pengamanan pelaksanaan {activity} {ended}, dengan laporan sebagai berikut:"
                )),
                Passage::Facts(facts),
            ]
        }
        _ => return Err(Unwritten::NoLetter),
    })
}
