//! The rider's page: made for a telephone in the sun, works without scripts, and names nobody.

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use tuntas_city::City;
use tuntas_platform::http::HttpResponse;

const STYLE: &str = include_str!("page.css");

/// Allows the page its own style, named by its hash, and its own form. Nothing else.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = STANDARD.encode(digest(&SHA256, STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
});

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// The code is asked for.
    Open,
    /// Six digits are asked for again: what was typed was something else.
    Malformed,
    /// The code was wrong.
    Wrong {
        /// Tries left.
        left: u8,
    },
    /// The envelope is in the right hands.
    Confirmed,
    /// Too many wrong codes.
    Locked,
    /// The attempt has ended otherwise.
    Ended,
    /// We never gave this address out.
    Unknown,
}

/// The page.
pub(crate) fn page(city: &City, status: u16, view: View) -> HttpResponse {
    HttpResponse::text(
        status,
        "text/html; charset=utf-8",
        markup(city, view).into_string(),
    )
    .header("content-security-policy", POLICY.as_str())
}

pub(crate) fn markup(city: &City, view: View) -> Markup {
    html! {
        (DOCTYPE)
        html lang="id" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { "Serah terima dokumen" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @if city.sample {
                    p.sample { strong { "CONTOH" } " Halaman percobaan, bukan layanan sungguhan." }
                }
                header { (city.office.short_name) }
                main {
                    h1 { "Serah terima dokumen" }
                    (content(city, view))
                }
                footer {
                    p { "Pengiriman ini gratis (Rp0). Jangan meminta atau menerima uang dari penerima." }
                    p {
                        "Keluhan: " (city.complaints.phone) " atau "
                        a href=(city.complaints.national) { (bare(&city.complaints.national)) }
                    }
                }
            }
        }
    }
}

fn content(city: &City, view: View) -> Markup {
    match view {
        View::Open => form(None),
        View::Malformed => form(Some("Kode terdiri dari 6 angka. Silakan periksa dan ketik lagi.")),
        View::Wrong { left: 0 } | View::Locked => html! {
            p.bad role="alert" { strong { "Kode terkunci." } " Terlalu banyak kode yang salah." }
            p { "Jangan serahkan amplop. Bawa kembali ke kantor, atau telepon " (call(city)) "." }
        },
        View::Wrong { left } => form(Some(&format!(
            "Kode salah. Sisa percobaan: {left}. Minta penerima membacakan kodenya lagi."
        ))),
        View::Confirmed => html! {
            p.good role="status" { strong { "Terkonfirmasi." } " Serahkan amplop kepada penerima. Terima kasih." }
        },
        View::Ended => html! {
            p.bad role="alert" { strong { "Pengiriman ini sudah berakhir." } " Kode tidak diperlukan lagi." }
            p { "Amplop masih di tangan Anda? Bawa kembali ke kantor, atau telepon " (call(city)) "." }
        },
        View::Unknown => html! {
            p.bad role="alert" { strong { "Tautan tidak dikenal." } " Periksa tautan pada catatan pesanan." }
            p { "Butuh bantuan? Telepon " (call(city)) "." }
        },
    }
}

/// Without `action` the form goes to the page's own address.
fn form(wrong: Option<&str>) -> Markup {
    html! {
        p { "Minta kode 6 angka kepada penerima. Kode itu ada di halaman pelacakan miliknya." }
        form method="post" {
            @if let Some(wrong) = wrong {
                p.bad id="wrong" role="alert" { (wrong) }
            }
            label for="code" { "Kode dari penerima" }
            input id="code" name="code" type="text" inputmode="numeric" pattern="[0-9]{3}[ \\-]?[0-9]{3}" maxlength="7"
                autocomplete="off" title="6 angka" required autofocus
                aria-invalid=[wrong.is_some().then_some("true")] aria-describedby=[wrong.is_some().then_some("wrong")];
            button type="submit" { "Konfirmasi" }
        }
    }
}

/// The desk that gave the envelope out.
fn call(city: &City) -> Markup {
    let phone = &city.pickup.contact_phone;
    html! { a href={ "tel:" (phone) } { (phone) } }
}

fn bare(url: &str) -> &str {
    let url = url.trim_start_matches("https://").trim_start_matches("www.");
    url.trim_end_matches('/')
}
