//! What the caller wants: JSON, or a page in one of the city's languages.

use tuntas_contract::Bilingual;
use tuntas_platform::http::HttpRequest;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// Indonesian.
    Indonesian,
    /// English.
    English,
}

impl Language {
    /// ISO 639-1 code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
        }
    }

    /// The sentence in this language.
    pub(crate) fn of(self, text: &Bilingual) -> &str {
        self.say(&text.id, &text.en)
    }

    /// The one of two texts in this language.
    pub(crate) fn say<'a>(self, indonesian: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Indonesian => indonesian,
            Self::English => english,
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Indonesian, Self::English]
            .into_iter()
            .find(|language| language.code() == code)
    }
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// For a program.
    Json,
    /// For a person.
    Page(Language),
}

impl Wanted {
    /// Reads the `Accept` header and the query parameter `lang`. A browser asks for `text/html`; whoever does
    /// not, gets JSON. The first of the city's languages is the usual one.
    pub(crate) fn of(request: &HttpRequest, languages: &[String]) -> Self {
        if prefers_page(request.header("accept").unwrap_or_default()) {
            Self::Page(language(request.query("lang"), languages))
        } else {
            Self::Json
        }
    }
}

fn language(asked: Option<&str>, languages: &[String]) -> Language {
    asked
        .filter(|asked| languages.iter().any(|known| known == asked))
        .or(languages.first().map(String::as_str))
        .and_then(Language::from_code)
        .unwrap_or(Language::Indonesian)
}

/// Whether `text/html` is named, and not less wanted than JSON (RFC 9110 section 12.5.1).
fn prefers_page(accept: &str) -> bool {
    let weight = |wanted: &[&str]| {
        accept
            .split(',')
            .filter_map(|range| {
                let mut parts = range.split(';').map(str::trim);
                let named = parts
                    .next()
                    .is_some_and(|name| wanted.iter().any(|w| name.eq_ignore_ascii_case(w)));
                let weight = parts
                    .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
                    .map_or(Some(1.0), |q| q.parse::<f32>().ok());
                named.then_some(weight?)
            })
            .fold(0.0_f32, f32::max)
    };
    let page = weight(&["text/html", "application/xhtml+xml"]);
    page > 0.0 && page >= weight(&["application/json"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_a_page_and_a_program_json() {
        for browser in [
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
            "TEXT/HTML",
            "application/json;q=0.5, text/html",
        ] {
            assert!(prefers_page(browser), "{browser}");
        }
        for program in [
            "",
            "*/*",
            "application/json",
            "application/json, text/html;q=0.9",
            "text/html;q=0",
            "text/html;q=x",
            "text/htmlx",
        ] {
            assert!(!prefers_page(program), "{program}");
        }
    }

    #[test]
    fn a_city_decides_its_languages() {
        let both = ["id".to_owned(), "en".to_owned()];
        assert_eq!(language(None, &both), Language::Indonesian);
        assert_eq!(language(Some("en"), &both), Language::English);
        assert_eq!(language(Some("<script>"), &both), Language::Indonesian);
        assert_eq!(language(Some("en"), &both[..1]), Language::Indonesian);
        assert_eq!(language(None, &["jv".to_owned()]), Language::Indonesian);
    }
}
