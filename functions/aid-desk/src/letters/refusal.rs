//! Aid is not granted.

use tuntas_aid::referral::DeclineReason;
use tuntas_cards::{OfficeLetter, Passage};
use tuntas_domain::identity::AidKind;

use super::Matter;

pub(super) fn letter(matter: &Matter<'_>, reason: DeclineReason) -> OfficeLetter {
    let aid = matter.after.kind.map_or("bantuan", AidKind::in_letters);
    let body = vec![
        Passage::Greeting("Dengan hormat,".to_owned()),
        Passage::Paragraph(format!(
            "Terima kasih atas kepercayaan Saudara kepada {}. Setelah kami pelajari, dengan menyesal kami beritahukan bahwa \
             {aid} belum dapat kami berikan, karena {}.",
            matter.office.name,
            reason.in_letters()
        )),
        Passage::Paragraph(
            "Apabila Saudara tidak sependapat, Saudara dapat menyampaikan keberatan secara tertulis kepada kantor kami paling \
             lambat 21 hari kerja sejak surat ini Saudara terima. Keberatan tidak dipungut biaya."
                .to_owned(),
        ),
        Passage::Paragraph("Demikian pemberitahuan ini kami sampaikan.".to_owned()),
    ];
    OfficeLetter {
        body,
        ..matter.sheet("Pemberitahuan Hasil Permohonan Bantuan")
    }
}
