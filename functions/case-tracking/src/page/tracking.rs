//! The citizen's page.

use maud::{Markup, html};
use tuntas_city::City;
use tuntas_contract::AidOfferName;
use tuntas_platform::http::HttpResponse;

use super::{frame::page, when};
use crate::negotiation::Language;
use crate::tracking::View;

/// The page of one party.
pub(crate) fn tracking(city: &City, language: Language, view: &View) -> HttpResponse {
    let content = html! {
        h1 { (language.of(&view.tracking.headline)) }
        p.advice { (language.of(&view.advice)) }
        @if let Some(code) = &view.tracking.handover_code { (handover(code, language)) }
        @if let Some(address) = &view.choice {
            p { a href=(address) { (language.say("Pilih kartu keluarga Anda", "Choose your family card")) } }
        }
        @if let Some((address, offer)) = &view.aid { (help(address, *offer, language)) }
        h2 { (language.say("Perjalanan dokumen Anda", "The way of your documents")) }
        (way(city, language, view))
        p { a href={ "?lang=" (language.code()) } { (language.say("Muat ulang halaman ini", "Load this page again")) } }
        p.tag {
            (language.say(
                "Alamat halaman ini rahasia Anda. Jangan diteruskan kepada siapa pun.",
                "The address of this page is your secret. Do not pass it on.",
            ))
        }
    };
    page(
        city,
        language,
        200,
        language.say("Dokumen Anda", "Your documents"),
        &content,
    )
}

/// The offer is made once; afterwards only the way to change the answer stays.
fn help(address: &str, offer: AidOfferName, language: Language) -> Markup {
    html! {
        @if offer == AidOfferName::Open {
            p {
                (language.say(
                    "Kantor-kantor di kota Anda menawarkan pendampingan dan bantuan modal. Sukarela; tanpa persetujuan Anda tidak ada data yang dikirim.",
                    "Offices of your city offer mentoring and money to begin a small business. It is voluntary; without your consent no data are sent.",
                ))
            }
            p { a href=(address) { (language.say("Lihat tawaran bantuan", "See what help is offered")) } }
        } @else {
            p { a href=(address) { (language.say("Bantuan dan persetujuan Anda", "Help, and what you agreed to")) } }
        }
    }
}

fn handover(code: &str, language: Language) -> Markup {
    let (first, last) = code.split_at_checked(3).unwrap_or((code, ""));
    html! {
        section.code aria-labelledby="code" {
            h2 id="code" { (language.say("Kode serah terima", "Hand-over code")) }
            p.digits { (first) " " (last) }
            p {
                (language.say(
                    "Sebutkan hanya kepada kurir di depan pintu, setelah amplop tersegel di tangan Anda. Jangan lewat telepon atau pesan.",
                    "Tell it only to the courier at your door, once you hold the sealed envelope. Never by telephone or message.",
                ))
            }
        }
    }
}

fn way(city: &City, language: Language, view: &View) -> Markup {
    let zone = city.time_zone();
    let last = view.tracking.timeline.len().saturating_sub(1);
    html! {
        ol {
            @for (position, moment) in view.tracking.timeline.iter().enumerate() {
                li aria-current=[(position == last).then_some("step")] {
                    (language.of(&moment.text))
                    time datetime=(moment.at) { (when::moment(moment.at, &zone, language)) }
                }
            }
            @for (position, step) in view.upcoming.iter().enumerate() {
                li.next {
                    @if position == 0 { span.tag { (language.say("Berikutnya", "Next")) } }
                    (language.of(step))
                }
            }
        }
    }
}
