//! Nothing is here, and no word about why.

use maud::html;
use tuntas_city::City;
use tuntas_platform::http::HttpResponse;

use super::frame::page;
use crate::negotiation::Language;

/// The page for a code that leads nowhere.
pub(crate) fn missing(city: &City, language: Language) -> HttpResponse {
    let title = language.say("Tidak ditemukan", "Not found");
    let content = html! {
        h1 { (title) }
        p.advice {
            (language.say(
                "Kode atau alamat ini tidak kami kenal. Periksa setiap huruf dan angka, atau buka lagi tautan dari Pengadilan Agama.",
                "We do not know this code or address. Check every letter and digit, or open the link from the religious court again.",
            ))
        }
    };
    page(city, language, 404, title, &content)
}
