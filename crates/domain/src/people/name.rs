//! Names and other short printed texts.

use serde::{Deserialize, Serialize};

use crate::identity::InvalidText;

/// A printable line of Latin text, 1 to `MAX` characters, white space folded. Its `Debug` shows nothing,
/// because such texts are names, places and addresses.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// Folds white space and checks length and characters.
    ///
    /// # Errors
    /// [`InvalidText`].
    pub fn parse(text: &str) -> Result<Self, InvalidText> {
        if text.chars().any(|c| c.is_control() && c != '\t') {
            return Err(InvalidText::Unprintable);
        }
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if folded.is_empty() {
            return Err(InvalidText::Empty);
        }
        if folded.chars().count() > MAX {
            return Err(InvalidText::TooLong(MAX));
        }
        let latin = |c: char| {
            (' '..='~').contains(&c)
                || ('\u{c0}'..='\u{24f}').contains(&c)
                || matches!(c, '’' | '‘' | '–' | '°' | 'ʼ')
        };
        if !folded.chars().all(latin) {
            return Err(InvalidText::Unprintable);
        }
        Ok(Self(folded))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = InvalidText;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> Self {
        text.0
    }
}

impl<const MAX: usize> std::fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Text(…)")
    }
}

/// A person's name, at most 60 characters (Permendagri 73/2022). One word is enough: single names given
/// before that rule stay valid.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(Text<60>);

/// Academic and religious titles that may stand on cards but not in court papers, or the other way round.
const TITLES: &[&str] = &[
    "H",
    "HJ",
    "HAJI",
    "HAJJAH",
    "KH",
    "K",
    "DR",
    "DRA",
    "DRS",
    "IR",
    "PROF",
    "R",
    "RA",
    "RR",
    "RADEN",
    "USTADZ",
    "ALM",
    "ALMARHUM",
    "ALMARHUMAH",
    "SH",
    "SE",
    "SPD",
    "SPDI",
    "SAG",
    "SSOS",
    "SKOM",
    "ST",
    "STP",
    "SPSI",
    "SKM",
    "SFARM",
    "SIP",
    "SHI",
    "SSI",
    "SKEP",
    "AMD",
    "AMDKEB",
    "MM",
    "MH",
    "MPD",
    "MSI",
    "MKES",
    "MA",
    "MAG",
    "BA",
    "NERS",
];

impl PersonName {
    /// Parses a name.
    ///
    /// # Errors
    /// [`InvalidText`].
    pub fn parse(text: &str) -> Result<Self, InvalidText> {
        let text = Text::parse(text)?;
        if text.as_str().chars().any(char::is_alphabetic) {
            Ok(Self(text))
        } else {
            Err(InvalidText::Unprintable)
        }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// As printed on cards: in capitals.
    pub fn printed(&self) -> String {
        self.as_str().to_uppercase()
    }

    /// What two spellings of one name share: capitals, without titles, punctuation and the `bin`/`binti`
    /// that court papers add.
    pub fn comparable(&self) -> String {
        let upper = self.as_str().to_uppercase();
        let words: Vec<String> = upper
            .replace(',', " ")
            .split_whitespace()
            .flat_map(bare_words)
            .collect();
        let untitled = own_part(words.iter().filter(|word| !is_title(word)));
        if untitled.is_empty() {
            own_part(words.iter())
        } else {
            untitled
        }
    }

    /// Whether two spellings name the same person.
    pub fn matches(&self, other: &Self) -> bool {
        self.comparable() == other.comparable()
    }

    /// First letters, e.g. `C. W.`, the only trace of a name that a public answer may carry.
    pub fn initials(&self) -> String {
        self.comparable()
            .split(' ')
            .filter_map(|word| word.chars().next())
            .map(|c| format!("{c}."))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl TryFrom<String> for PersonName {
    type Error = InvalidText;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0.into()
    }
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// A written word without punctuation. A title may be glued to the name by its dot (`H.CONTOH`), and has
/// dots of its own (`S.PD.I`).
fn bare_words(written: &str) -> Vec<String> {
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let whole = bare(written);
    let parts = if is_title(&whole) {
        vec![whole]
    } else {
        written.split('.').map(bare).collect()
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// Up to the father's name. *Binti* is a first name too, so it only cuts after another word.
fn own_part<'a>(words: impl Iterator<Item = &'a String>) -> String {
    words
        .enumerate()
        .take_while(|(position, word)| *position == 0 || !matches!(word.as_str(), "BIN" | "BINTI"))
        .map(|(_, word)| word.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

impl std::fmt::Debug for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonName(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::parse(text).unwrap()
    }

    #[test]
    fn court_spelling_matches_card_spelling() {
        for (court, card) in [
            ("Contoh Wati binti Contoh Karto", "CONTOH WATI"),
            ("H. Contoh Budi, S.H., M.H.", "CONTOH BUDI"),
            ("Dra. Hj. CONTOH  Sari", "Contoh Sari"),
            ("Contoh Sa’diyah", "CONTOH SA'DIYAH"),
            ("Contoh bin Sampel", "CONTOH"),
            ("H.Contoh Budi,S.Pd.I", "CONTOH BUDI"),
            ("Hj. Binti Contoh binti Karto", "BINTI CONTOH"),
            ("C.W. Contoh", "C. W. CONTOH"),
        ] {
            assert!(name(court).matches(&name(card)), "{court} / {card}");
        }
    }

    #[test]
    fn another_name_does_not_match() {
        assert!(!name("Contoh Wati").matches(&name("Contoh Wita")));
        assert!(!name("Contoh Wati").matches(&name("Contoh")));
        assert!(!name("Hj. Binti Contoh").matches(&name("Hj. Binti Sampel")));
    }

    #[test]
    fn a_name_that_is_only_a_title_is_still_a_name() {
        assert_eq!(name("Raden").comparable(), "RADEN");
        assert_eq!(name("Binti").comparable(), "BINTI");
    }

    #[test]
    fn initials_are_all_a_stranger_sees() {
        assert_eq!(name("Hj. Contoh Wati binti Karto").initials(), "C. W.");
    }

    #[test]
    fn unprintable_names_are_refused() {
        assert_eq!(PersonName::parse("  "), Err(InvalidText::Empty));
        assert_eq!(PersonName::parse("A\u{0}B"), Err(InvalidText::Unprintable));
        assert_eq!(PersonName::parse("李"), Err(InvalidText::Unprintable));
        assert_eq!(PersonName::parse("12"), Err(InvalidText::Unprintable));
        assert_eq!(PersonName::parse(&"a".repeat(61)), Err(InvalidText::TooLong(60)));
        assert_eq!(format!("{:?}", name("Contoh Wati")), "PersonName(…)");
        assert!(serde_json::from_str::<PersonName>("\"12\"").is_err());
        assert_eq!(
            serde_json::to_string(&name("Contoh Wati")).unwrap(),
            "\"Contoh Wati\""
        );
    }
}
