//! Aid is granted.

use tuntas_cards::{OfficeLetter, Passage};
use tuntas_domain::calendar;

use super::{Matter, fact, figures_and_words};

pub(super) fn letter(matter: &Matter<'_>) -> OfficeLetter {
    let mut body = vec![Passage::Greeting("Dengan hormat,".to_owned())];
    let subject = if matter.after.award.is_some() {
        body.extend(capital_aid(matter));
        "Pemberitahuan Pemberian Bantuan Modal"
    } else {
        body.extend(mentoring(matter));
        "Pemberitahuan Pendampingan"
    };
    body.push(Passage::Paragraph(
        "Bantuan ini tidak dipungut biaya apa pun. Persetujuan Saudara dapat ditarik kembali setiap saat melalui halaman \
         pemantauan Saudara; sejak itu bantuan dihentikan dan data Saudara di kantor kami dihapus."
            .to_owned(),
    ));
    body.push(Passage::Paragraph(
        "Demikian pemberitahuan ini kami sampaikan. Atas perhatian Saudara kami ucapkan terima kasih."
            .to_owned(),
    ));
    OfficeLetter {
        body,
        ..matter.sheet(subject)
    }
}

fn mentoring(matter: &Matter<'_>) -> Vec<Passage> {
    let mut facts = Vec::new();
    if let Some(programme) = &matter.programme {
        facts.push(fact("Program", programme));
    }
    facts.push(fact("Kantor", &matter.office.name));
    facts.push(fact("Jenis", "Pendampingan"));
    vec![
        Passage::Paragraph(
            "Berdasarkan hasil asesmen, dengan ini kami beritahukan bahwa Saudara mendapat pendampingan sebagai berikut:"
                .to_owned(),
        ),
        Passage::Facts(facts),
        Passage::Paragraph(
            "Petugas pendamping akan menghubungi Saudara untuk menyepakati jadwal pertemuan. Isi pertemuan hanya diketahui \
             petugas pendamping dan pimpinan kantor kami."
                .to_owned(),
        ),
    ]
}

fn capital_aid(matter: &Matter<'_>) -> Vec<Passage> {
    let mut facts = Vec::new();
    if let Some(programme) = &matter.programme {
        facts.push(fact("Program", programme));
    }
    if let Some(award) = &matter.after.award {
        facts.push(fact("Tahun anggaran", award.year.to_string()));
        facts.push(fact("Jumlah bantuan", figures_and_words(award.amount)));
        for (number, part) in (1..).zip(&award.instalments) {
            facts.push(fact(
                format!("Angsuran ke-{number}"),
                format!("{}, mulai {}", part.amount, calendar::in_prose(part.due)),
            ));
        }
    }
    vec![
        Passage::Paragraph(
            "Berdasarkan hasil asesmen, dengan ini kami beritahukan bahwa Saudara mendapat bantuan modal usaha sebagai \
             berikut:"
                .to_owned(),
        ),
        Passage::Facts(facts),
        Passage::Paragraph(
            "Bantuan ini bukan pinjaman. Angsuran dibayarkan setelah jadwal pendampingan usaha disusun bersama Saudara. \
             Perkembangan usaha kami tanyakan 3, 6, dan 12 bulan setelah pembayaran pertama."
                .to_owned(),
        ),
    ]
}
