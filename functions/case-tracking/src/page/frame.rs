//! What every page has: who runs it, that it is free, where to complain, the other language.

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use tuntas_city::City;
use tuntas_platform::http::HttpResponse;

use crate::negotiation::Language;

/// The only style sheet, inside the page.
const STYLE: &str = include_str!("style.css");

/// Nothing may run, be loaded, be framed or be sent; this style sheet alone applies.
static POLICY: LazyLock<String> = LazyLock::new(|| policy("'none'"));

/// The same, but the page's own form may be sent back to us.
static FORM_POLICY: LazyLock<String> = LazyLock::new(|| policy("'self'"));

fn policy(forms: &str) -> String {
    let hash = STANDARD.encode(digest(&SHA256, STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action {forms}; frame-ancestors 'none'"
    )
}

/// A page in its frame.
pub(super) fn page(
    city: &City,
    language: Language,
    status: u16,
    title: &str,
    content: &Markup,
) -> HttpResponse {
    framed(city, language, status, title, content, POLICY.as_str())
}

/// A page with a form.
pub(super) fn form_page(
    city: &City,
    language: Language,
    status: u16,
    title: &str,
    content: &Markup,
) -> HttpResponse {
    framed(city, language, status, title, content, FORM_POLICY.as_str())
}

fn framed(
    city: &City,
    language: Language,
    status: u16,
    title: &str,
    content: &Markup,
    policy: &str,
) -> HttpResponse {
    let body = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                meta name="referrer" content="no-referrer";
                title { (title) " – " (city.office.short_name) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @if city.sample {
                    p.sample {
                        strong { "CONTOH" }
                        (language.say(" – bukan layanan resmi", " – sample, not official"))
                    }
                }
                header {
                    p.office { (city.office.name) }
                    (other_language(city, language))
                }
                main { (content) }
                (footer(city, language))
            }
        }
    };
    HttpResponse::text(status, "text/html; charset=utf-8", body.into_string())
        .header("content-security-policy", policy)
        .header("content-language", language.code())
        .header("vary", "accept")
        .header("x-robots-tag", "noindex, nofollow")
}

fn other_language(city: &City, language: Language) -> Markup {
    let other = match language {
        Language::Indonesian => Language::English,
        Language::English => Language::Indonesian,
    };
    html! {
        @if city.languages.iter().any(|known| known == other.code()) {
            a.language href={ "?lang=" (other.code()) } lang=(other.code()) hreflang=(other.code()) {
                (other.say("Bahasa Indonesia", "English"))
            }
        }
    }
}

fn footer(city: &City, language: Language) -> Markup {
    let channels = &city.complaints;
    html! {
        footer {
            p.free {
                strong { "Rp0" }
                (language.say(
                    " – layanan ini tidak dipungut biaya, termasuk pengantaran.",
                    " – this service is free of charge, delivery included.",
                ))
            }
            h2 { (language.say("Diminta uang atau ada masalah?", "Asked for money, or is something wrong?")) }
            ul {
                li { a href={ "tel:" (dialled(&channels.phone)) } { (channels.phone) } }
                li { a href={ "mailto:" (channels.email) } { (channels.email) } }
                li { a href=(channels.website) rel="noreferrer" { (shown(&channels.website)) } }
                @if let Some(app) = &channels.app {
                    li { (language.say("Aplikasi ", "App ")) (app) }
                }
                li { "SP4N-LAPOR! " a href=(channels.national) rel="noreferrer" { (shown(&channels.national)) } }
            }
        }
    }
}

/// A telephone number as it is dialled: `(0343) 421717` becomes `0343421717`.
fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect()
}

/// An address as it is read aloud.
fn shown(url: &str) -> &str {
    url.strip_prefix("https://").unwrap_or(url).trim_end_matches('/')
}
