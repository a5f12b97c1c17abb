//! The page on which a party says where to stand.

use maud::{Markup, html};
use tuntas_city::City;
use tuntas_contract::{ChoiceStanding, ChoiceState, FieldError};
use tuntas_domain::identity::CityCode;
use tuntas_domain::people::Relationship;
use tuntas_platform::http::HttpResponse;

use super::frame::form_page;
use crate::negotiation::Language;

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ChoiceView {
    /// The form, with what was wrong with the one before.
    Open {
        /// Empty at first.
        faults: Vec<FieldError>,
    },
    /// The wish was taken.
    Taken,
    /// Nothing can be chosen any more.
    TooLate,
}

impl ChoiceView {
    /// For a program.
    pub(crate) fn answer(&self) -> ChoiceStanding {
        let state = match self {
            Self::Open { .. } => ChoiceState::Open,
            Self::Taken => ChoiceState::Taken,
            Self::TooLate => ChoiceState::TooLate,
        };
        ChoiceStanding { state }
    }
}

/// The page, behind a party's tracking code.
pub(crate) fn choice(
    city: &City,
    language: Language,
    status: u16,
    code: &str,
    view: &ChoiceView,
) -> HttpResponse {
    let title = language.say("Pilihan kartu keluarga", "Your family card");
    let content = html! {
        h1 { (title) }
        @match view {
            ChoiceView::Open { faults } => {
                @if !faults.is_empty() { (summary(faults, language)) }
                (form(city, language))
            }
            ChoiceView::Taken => {
                p.advice role="status" {
                    (language.say(
                        "Pilihan Anda diterima. Petugas dan sistem melanjutkan; Anda tidak perlu datang ke kantor.",
                        "Your choice was received. The work goes on; you need not come to the office.",
                    ))
                }
            }
            ChoiceView::TooLate => {
                p.advice role="status" {
                    (language.say(
                        "Pilihan tidak dapat diubah lagi di sini, misalnya karena dokumen sudah dicetak. Hubungi kami melalui saluran di bawah; perubahan tetap gratis.",
                        "The choice cannot be changed here any more, for instance because printing has begun. Contact us below; changes stay free of charge.",
                    ))
                }
            }
        }
        p { a href={ "../" (code) } { (language.say("Kembali ke halaman dokumen Anda", "Back to your documents")) } }
    };
    form_page(city, language, status, title, &content)
}

/// What is to be mended, first on the page and read aloud at once.
fn summary(faults: &[FieldError], language: Language) -> Markup {
    html! {
        section.faults role="alert" {
            h2 { (language.say("Periksa isian ini", "Please check")) }
            ul { @for text in sentences(faults, language) { li { (text) } } }
        }
    }
}

fn sentences(faults: &[FieldError], language: Language) -> Vec<&'static str> {
    let mut told: Vec<&'static str> = faults
        .iter()
        .map(|fault| {
            let (id, en) = match fault.field.rsplit('/').next().unwrap_or_default() {
                "street" => (
                    "Isi nama jalan dan nomor rumah.",
                    "Enter street and house number.",
                ),
                "rt" => (
                    "Isi RT dengan satu sampai tiga angka.",
                    "Enter the RT, one to three digits.",
                ),
                "rw" => (
                    "Isi RW dengan satu sampai tiga angka.",
                    "Enter the RW, one to three digits.",
                ),
                "kelurahan" => (
                    "Pilih kelurahan dari daftar.",
                    "Choose the kelurahan from the list.",
                ),
                "host" => (
                    "Isi nomor KK yang dituju: 16 angka.",
                    "Enter the number of the family card to join: 16 digits.",
                ),
                "relationship" => (
                    "Pilih hubungan Anda dengan kepala keluarga itu.",
                    "Choose how you are related to the head of that family.",
                ),
                "destination" => (
                    "Isi kota atau kabupaten tujuan.",
                    "Enter the city or regency you move to.",
                ),
                "region" => (
                    "Tujuan ini masih di dalam kota. Pilih KK sendiri dengan alamat baru, atau isi tujuan lain.",
                    "This is within the city. Choose an own card with a new address, or enter another destination.",
                ),
                _ => ("Pilih salah satu.", "Choose one."),
            };
            match language {
                Language::Indonesian => id,
                Language::English => en,
            }
        })
        .collect();
    told.dedup();
    told
}

fn form(city: &City, language: Language) -> Markup {
    html! {
        p.advice {
            (language.say(
                "Tanpa pilihan: kepala keluarga tetap di KK lama, yang lain mendapat KK baru. Anda dapat memilih sampai dokumen mulai dicetak.",
                "Without a choice the head of family keeps the card and the other gets a new one. You can choose until printing starts.",
            ))
        }
        form method="post" {
            fieldset {
                legend { (language.say("Saya ingin", "I want to")) }
                (radio("keep", language.say("tetap di KK saya sekarang", "stay on my present family card")))
                (radio("own", language.say("membuat KK sendiri", "have a family card of my own")))
                (radio("join", language.say("masuk KK lain (menumpang)", "join another family card")))
                (radio("leave", language.say("pindah ke luar kota", "move out of the city")))
            }
            fieldset {
                legend {
                    (language.say(
                        "KK sendiri: alamat baru (kosongkan bila alamat tetap)",
                        "Own card: new address (leave empty to keep the present one)",
                    ))
                }
                (text("street", language.say("Jalan dan nomor", "Street and number"), 120, "street-address"))
                (text("rt", "RT", 3, "off"))
                (text("rw", "RW", 3, "off"))
                label for="kelurahan" { "Kelurahan" }
                select id="kelurahan" name="kelurahan" {
                    option value="" { (language.say("pilih", "choose")) }
                    @for kelurahan in &city.kelurahan {
                        option value=(kelurahan.code) { (kelurahan.name) ", " (kelurahan.kecamatan_name) }
                    }
                }
            }
            fieldset {
                legend { (language.say("Masuk KK lain", "Join another card")) }
                label for="host" { (language.say("Nomor KK yang dituju", "Number of that card")) }
                input id="host" name="host" inputmode="numeric" maxlength="16" autocomplete="off";
                label for="relationship" {
                    (language.say("Hubungan dengan kepala keluarganya", "Relationship to its head"))
                }
                select id="relationship" name="relationship" {
                    option value="" { (language.say("pilih", "choose")) }
                    @for relationship in joinable() { option { (relationship.label()) } }
                }
                p.tag {
                    (language.say(
                        "Kepala keluarga itu harus menyatakan bersedia. Petugas akan mencatat persetujuannya.",
                        "The head of that family has to agree. An officer records the consent.",
                    ))
                }
            }
            fieldset {
                legend { (language.say("Pindah ke luar kota", "Move out of the city")) }
                label for="destination" { (language.say("Kota atau kabupaten tujuan", "City or regency")) }
                input id="destination" name="destination" list="regions" maxlength="60" autocomplete="off";
                datalist id="regions" {
                    @for name in nearby(city) { option value=(name) {} }
                }
                p.tag {
                    (language.say(
                        "Tulis lengkap agar surat sampai ke Dukcapil yang tepat: \"Kota Malang\" atau \"Kabupaten Malang\".",
                        "Write it in full, so that the letter reaches the right registry: \"Kota Malang\" or \"Kabupaten Malang\".",
                    ))
                }
            }
            button type="submit" { (language.say("Kirim pilihan", "Send")) }
        }
    }
}

/// The other cities and regencies of the province, to choose from while typing: those of the whole country would make the
/// page heavy.
fn nearby(city: &City) -> impl Iterator<Item = &'static str> {
    let here = CityCode::parse(&city.region_code).ok();
    CityCode::listed()
        .filter(move |(code, _)| {
            here.as_ref()
                .is_some_and(|here| code != here && code.shares_province_with(here))
        })
        .map(|(_, name)| name)
}

/// How a guest may be related to the head of a card: never as its head, and never as the head's spouse.
fn joinable() -> impl Iterator<Item = &'static Relationship> {
    Relationship::ALL.iter().filter(|relationship| {
        !matches!(
            relationship,
            Relationship::Head | Relationship::Husband | Relationship::Wife
        )
    })
}

fn radio(value: &str, label: &str) -> Markup {
    html! {
        label.option { input type="radio" name="kind" value=(value) required; " " (label) }
    }
}

fn text(name: &str, label: &str, longest: u8, autocomplete: &str) -> Markup {
    html! {
        label for=(name) { (label) }
        input id=(name) name=(name) maxlength=(longest) autocomplete=(autocomplete);
    }
}
