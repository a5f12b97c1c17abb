//! The page on which a party says which offices may hear of them.

use maud::{Markup, html};
use tuntas_city::City;
use tuntas_contract::{AidKindName, AidLine, AidOfferName, AidStanding};
use tuntas_platform::http::HttpResponse;

use super::frame::form_page;
use crate::negotiation::Language;

/// What was just heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// The page was only opened.
    Nothing,
    /// A word was taken.
    Taken,
    /// A word could not be read.
    Unread,
    /// The rules said no.
    Refused,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AidView {
    /// What was just heard.
    pub(crate) heard: Heard,
    /// What stands.
    pub(crate) standing: AidStanding,
}

/// The page, behind a party's tracking code.
pub(crate) fn aid(city: &City, language: Language, status: u16, code: &str, view: &AidView) -> HttpResponse {
    let title = language.say("Bantuan setelah perceraian", "Help after the divorce");
    let AidView { heard, standing } = view;
    let open = standing.offer != AidOfferName::Closed;
    let shown: Vec<&AidLine> = (standing.lines.iter())
        .filter(|line| open || line.given)
        .collect();
    let content = html! {
        h1 { (title) }
        (just_heard(*heard, language))
        @if shown.is_empty() {
            p.advice {
                (language.say(
                    "Belum ada bantuan yang ditawarkan di sini.",
                    "No help is offered here yet.",
                ))
            }
        } @else {
            (promise(language))
            @for line in &shown { (office(line, language)) }
            @if standing.offer == AidOfferName::Open { (decline(language)) }
        }
        p { a href={ "../" (code) } { (language.say("Kembali ke halaman dokumen Anda", "Back to your documents")) } }
    };
    form_page(city, language, status, title, &content)
}

fn just_heard(heard: Heard, language: Language) -> Markup {
    let text = match heard {
        Heard::Nothing => return html! {},
        Heard::Taken => language.say("Jawaban Anda dicatat.", "Your answer was recorded."),
        Heard::Unread => language.say(
            "Jawaban tidak terbaca. Silakan pilih lagi di bawah.",
            "The answer could not be read. Please choose again below.",
        ),
        Heard::Refused => language.say(
            "Persetujuan baru tidak dapat diberikan di sini lagi. Menarik persetujuan selalu bisa. Untuk bertanya, gunakan saluran di bawah.",
            "No new consent can be given here any more. Taking consent back is always possible. To ask about it, use a channel below.",
        ),
    };
    html! { p.advice role="status" { strong { (text) } } }
}

fn promise(language: Language) -> Markup {
    html! {
        p.advice {
            (language.say(
                "Kantor-kantor di bawah ini dapat membantu Anda. Sukarela dan gratis; dokumen Anda tetap diantar, apa pun jawaban Anda.",
                "The offices below can help you. It is voluntary and free; your documents are brought to you whatever you answer.",
            ))
        }
        ul {
            li {
                (language.say(
                    "Tanpa persetujuan Anda, tidak ada data yang dikirim.",
                    "Without your consent no data are sent.",
                ))
            }
            li {
                (language.say(
                    "Setiap kantor ditanyakan sendiri-sendiri. Mantan pasangan Anda tidak diberi tahu.",
                    "Each office is asked about by itself. Your former spouse is not told.",
                ))
            }
            li {
                (language.say(
                    "Persetujuan dapat Anda tarik kapan saja di halaman ini. Pemrosesan berhenti dan salinan data untuk kantor itu dihapus.",
                    "You can take consent back on this page at any time. The work stops and that office's copy of your data is deleted.",
                ))
            }
        }
    }
}

/// One office and one aid: what is told, what for, and the one button that changes it.
fn office(line: &AidLine, language: Language) -> Markup {
    let (aid, purpose, data) = words(line.aid, language);
    let label = format!("{}-{}", line.office, line.aid.id());
    html! {
        section.office-aid aria-labelledby=(label) {
            h2 id=(label) { (aid) ": " (line.name) }
            p { (language.say("Untuk: ", "For: ")) (purpose) }
            p { (language.say("Data yang dikirim: ", "Data that are sent: ")) (data) }
            @if line.given {
                p { strong { (language.say("Anda menyetujui.", "You agreed.")) } }
                (button(line, "withdraw", language.say("Tarik persetujuan", "Take consent back"), &label))
            } @else {
                p { (language.say("Anda belum menyetujui.", "You have not agreed.")) }
                (button(line, "give", language.say("Saya setuju", "I agree"), &label))
            }
        }
    }
}

fn button(line: &AidLine, word: &str, text: &str, about: &str) -> Markup {
    html! {
        form method="post" {
            input type="hidden" name="word" value=(word);
            input type="hidden" name="office" value=(line.office);
            input type="hidden" name="aid" value=(line.aid.id());
            input type="hidden" name="after" value=(line.words);
            button type="submit" aria-describedby=(about) { (text) }
        }
    }
}

fn decline(language: Language) -> Markup {
    html! {
        form method="post" {
            input type="hidden" name="word" value="decline";
            button.quiet type="submit" { (language.say("Tidak, terima kasih", "No, thank you")) }
        }
    }
}

/// Name of the aid, what it is for, and which data the office gets: those that `aid-referral` passes on, and no more.
fn words(aid: AidKindName, language: Language) -> (&'static str, &'static str, &'static str) {
    match (aid, language) {
        (AidKindName::Mentoring, Language::Indonesian) => (
            "Pendampingan",
            "menghubungi Anda tentang konseling, bantuan hukum, pendampingan psikologis, dan kebutuhan anak.",
            "nama, telepon, dan alamat Anda; jumlah anak dalam asuhan Anda.",
        ),
        (AidKindName::Mentoring, Language::English) => (
            "Mentoring",
            "getting in touch with you about counselling, legal and psychological help, and what your children need.",
            "your name, telephone and address; the number of children in your care.",
        ),
        (AidKindName::Capital, Language::Indonesian) => (
            "Bantuan modal",
            "menilai bantuan modal untuk usaha kecil Anda.",
            "nama, NIK, telepon, dan alamat Anda; kecamatan, pekerjaan, dan jumlah anak dalam asuhan Anda.",
        ),
        (AidKindName::Capital, Language::English) => (
            "Capital",
            "assessing money to begin a small business.",
            "your name, NIK, telephone and address; your kecamatan, occupation, and the number of children in your care.",
        ),
    }
}
