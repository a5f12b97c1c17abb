//! What a QR symbol proves.

use maud::html;
use tuntas_city::City;
use tuntas_contract::{IssuedKindName, Verdict, Verification};
use tuntas_platform::http::HttpResponse;

use super::{frame::page, when};
use crate::negotiation::Language;

/// The page that a QR symbol opens.
pub(crate) fn verification(city: &City, language: Language, found: &Verification) -> HttpResponse {
    let (class, icon, advice) = match found.result {
        Verdict::Valid => (
            "valid",
            "✓",
            language.say(
                "Bandingkan dengan kertas di tangan Anda: semuanya harus sama.",
                "Compare with the paper in your hands: everything must be the same.",
            ),
        ),
        Verdict::Superseded => (
            "superseded",
            "!",
            language.say(
                "Dokumen ini kami terbitkan, tetapi sudah ada yang lebih baru. Mintalah dokumen terbaru.",
                "We issued this document, but there is a newer one. Ask for the newest.",
            ),
        ),
        Verdict::False => (
            "false",
            "✗",
            language.say(
                "Jangan menerima dokumen ini. Bila Anda memindai kertas yang tampak resmi, laporkan kepada kami.",
                "Do not accept this document. If you scanned a paper that looks official, report it to us.",
            ),
        ),
    };
    let content = html! {
        div class={ "verdict " (class) } {
            span.icon aria-hidden="true" { (icon) }
            h1 { (language.of(&found.label)) }
        }
        @if found.kind.is_some() {
            dl {
                @if let Some(kind) = found.kind {
                    dt { (language.say("Jenis", "Kind")) }
                    dd { (name(kind, language)) }
                }
                @if let Some(issued_on) = found.issued_on {
                    dt { (language.say("Diterbitkan", "Issued")) }
                    dd { (when::day(issued_on, language)) }
                }
                @if let Some(number) = &found.number {
                    dt { (language.say("Nomor", "Number")) }
                    dd { (number) }
                }
                @if let Some(initials) = found.initials.as_ref().filter(|initials| !initials.is_empty()) {
                    dt { (language.say("Inisial", "Initials")) }
                    dd { (initials.join(", ")) }
                }
            }
        }
        p.advice { (advice) }
    };
    page(
        city,
        language,
        200,
        language.say("Pemeriksaan dokumen", "Document check"),
        &content,
    )
}

fn name(kind: IssuedKindName, language: Language) -> &'static str {
    match kind {
        IssuedKindName::Kk => language.say("Kartu Keluarga (KK)", "Family card (KK)"),
        IssuedKindName::Ktp => language.say("KTP elektronik (KTP-el)", "Identity card (KTP-el)"),
        IssuedKindName::Notice => language.say("Surat pemberitahuan", "Letter to another registry"),
        IssuedKindName::SecurityLetter => language.say(
            "Surat antara pengadilan dan kepolisian",
            "Letter between court and police",
        ),
        IssuedKindName::AidLetter => language.say(
            "Surat atau kuitansi kantor pemberi bantuan",
            "Letter or receipt of an aid office",
        ),
    }
}
