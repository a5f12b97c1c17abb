//! Values that come as a number or as the printed words.

use tuntas_domain::people::{
    BloodType, Citizenship, Education, MaritalStatus, Relationship, Religion, Sex, Text, Vital,
    numbered_occupation,
};

/// What the numbers of the column `STAT_KWN` mean. Two lists are in use and disagree from 3 on, so that nobody may guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaritalCodes {
    /// 1 *belum kawin*, 2 *kawin tercatat*, 3 *kawin belum tercatat*, 4 *cerai hidup tercatat*, 5 *cerai hidup belum
    /// tercatat*, 6 *cerai mati*.
    Six,
    /// 1 *belum kawin*, 2 *kawin*, 3 *cerai hidup*, 4 *cerai mati*; 21 and 31 for those not recorded.
    Four,
}

impl MaritalCodes {
    /// Finds a list by the word for it.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Six, Self::Four]
            .into_iter()
            .find(|codes| codes.word() == word)
    }

    /// The word for it on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Six => "six",
            Self::Four => "four",
        }
    }
}

/// Whether a marriage or a divorce stands on a certificate, where the status does not say so.
#[derive(Clone, Copy)]
pub(super) struct OnRecord {
    pub(super) marriage: bool,
    pub(super) divorce: bool,
}

/// A code, if the text is one.
pub(super) fn code(text: &str) -> Option<u16> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Letters and digits in capitals: spelling of spaces and slashes differs.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

fn listed<T: Copy>(
    all: &[T],
    label: impl Fn(T) -> &'static str,
    text: &str,
    also: &[(&str, T)],
) -> Option<T> {
    if let Some(code) = code(text) {
        return all.get(usize::from(code.checked_sub(1)?)).copied();
    }
    let text = folded(text);
    let printed = all.iter().copied().find(|value| folded(label(*value)) == text);
    printed.or_else(|| {
        also.iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value)
    })
}

pub(super) fn sex(text: &str) -> Option<Sex> {
    let also = [("L", Sex::Male), ("P", Sex::Female)];
    listed(Sex::ALL, Sex::label, text, &also)
}

/// Only what is known to mean the one or the other: a guess would bury somebody, or raise them.
pub(super) fn vital(text: &str) -> Option<Vital> {
    let label = |vital| match vital {
        Vital::Alive => "HIDUP",
        Vital::Deceased => "MATI",
    };
    let also = [
        ("MENINGGAL", Vital::Deceased),
        ("MENINGGALDUNIA", Vital::Deceased),
    ];
    listed(&[Vital::Alive, Vital::Deceased], label, text, &also)
}

pub(super) fn religion(text: &str) -> Option<Religion> {
    let also = [
        ("KATOLIK", Religion::Katholik),
        ("BUDDHA", Religion::Budha),
        ("KONGHUCU", Religion::Khonghucu),
        ("KEPERCAYAAN", Religion::Kepercayaan),
        ("KEPERCAYAANTERHADAPTUHANYANGMAHAESA", Religion::Kepercayaan),
        ("PENGHAYATKEPERCAYAAN", Religion::Kepercayaan),
    ];
    listed(Religion::ALL, Religion::label, text, &also)
}

pub(super) fn education(text: &str) -> Option<Education> {
    let also = [
        ("AKADEMIDIPLOMAIIISARJANAMUDA", Education::DiplomaThree),
        ("STRATAI", Education::Bachelor),
    ];
    listed(Education::ALL, Education::label, text, &also)
}

pub(super) fn relationship(text: &str) -> Option<Relationship> {
    let also = [("ISTERI", Relationship::Wife)];
    listed(Relationship::ALL, Relationship::label, text, &also)
}

pub(super) fn citizenship(text: &str) -> Option<Citizenship> {
    listed(Citizenship::ALL, Citizenship::label, text, &[])
}

/// Signs matter here: `A+` is not `A`.
pub(super) fn blood_type(text: &str) -> Option<BloodType> {
    if let Some(code) = code(text) {
        return BloodType::ALL.get(usize::from(code.checked_sub(1)?)).copied();
    }
    let bare: String = text.split_whitespace().collect();
    match bare.as_str() {
        "" | "-" => Some(BloodType::Unknown),
        _ => BloodType::from_label(&bare).or_else(|| BloodType::from_label(text)),
    }
}

/// The words are kept as they are; only numbers are looked up.
pub(super) fn occupation(text: &str) -> Option<Text<60>> {
    let words = match code(text) {
        Some(code) => numbered_occupation(code)?,
        None => text,
    };
    Text::parse(words).ok().filter(|words| words.as_str() != "-")
}

pub(super) fn marital_status(
    text: &str,
    codes: Option<MaritalCodes>,
    on_record: OnRecord,
) -> Option<MaritalStatus> {
    let married = if on_record.marriage {
        MaritalStatus::Married
    } else {
        MaritalStatus::MarriedUnrecorded
    };
    let divorced = if on_record.divorce {
        MaritalStatus::Divorced
    } else {
        MaritalStatus::DivorcedUnrecorded
    };
    match (code(text), codes) {
        (Some(1), _) => Some(MaritalStatus::Single),
        (Some(code), Some(MaritalCodes::Six)) => {
            MaritalStatus::ALL.get(usize::from(code.checked_sub(1)?)).copied()
        }
        (Some(2), Some(MaritalCodes::Four)) => Some(married),
        (Some(3), Some(MaritalCodes::Four)) => Some(divorced),
        (Some(4), Some(MaritalCodes::Four)) => Some(MaritalStatus::Widowed),
        (Some(21), Some(MaritalCodes::Four)) => Some(MaritalStatus::MarriedUnrecorded),
        (Some(31), Some(MaritalCodes::Four)) => Some(MaritalStatus::DivorcedUnrecorded),
        (Some(_), _) => None,
        (None, _) => listed(
            MaritalStatus::ALL,
            MaritalStatus::label,
            text,
            &[
                ("KAWIN", married),
                ("CERAIHIDUP", divorced),
                ("CERAITERCATAT", MaritalStatus::Divorced),
                ("CERAIHIDUPTIDAKTERCATAT", MaritalStatus::DivorcedUnrecorded),
            ],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_official_lists() {
        assert_eq!(sex("2"), Some(Sex::Female));
        assert_eq!(religion("07"), Some(Religion::Kepercayaan));
        assert_eq!(education("9"), Some(Education::Master));
        assert_eq!(relationship("11"), Some(Relationship::Other));
        assert_eq!(blood_type("13"), Some(BloodType::Unknown));
        assert_eq!(citizenship("1"), Some(Citizenship::Wni));
        assert_eq!(occupation("88").unwrap().as_str(), "WIRASWASTA");
        assert_eq!(occupation("89").unwrap().as_str(), "LAINNYA");
        for beyond in ["0", "90"] {
            assert_eq!(occupation(beyond), None);
            assert_eq!(sex(beyond), None);
        }
    }

    #[test]
    fn words_are_read_however_they_are_spelt() {
        assert_eq!(sex("laki laki"), Some(Sex::Male));
        assert_eq!(religion("Buddha"), Some(Religion::Budha));
        assert_eq!(education("tamat sd / sederajat"), Some(Education::Primary));
        assert_eq!(
            education("AKADEMI/DIPLOMA III/SARJANA MUDA"),
            Some(Education::DiplomaThree)
        );
        assert_eq!(relationship("ORANGTUA"), Some(Relationship::Parent));
        assert_eq!(blood_type("a +"), Some(BloodType::APositive));
        assert_eq!(blood_type("tidak tahu"), Some(BloodType::Unknown));
        assert_eq!(
            occupation("Penjahit kampung").unwrap().as_str(),
            "Penjahit kampung"
        );
        assert_eq!(occupation("-"), None);
        for unknown in ["", "LAIN"] {
            assert_eq!(religion(unknown), None);
        }
    }

    #[test]
    fn the_numbers_of_marital_status_mean_what_the_operator_says() {
        use MaritalStatus as S;
        let certificates = OnRecord {
            marriage: true,
            divorce: true,
        };
        let none = OnRecord {
            marriage: false,
            divorce: false,
        };
        for (text, codes, with, without) in [
            ("1", None, Some(S::Single), Some(S::Single)),
            ("3", None, None, None),
            (
                "3",
                Some(MaritalCodes::Six),
                Some(S::MarriedUnrecorded),
                Some(S::MarriedUnrecorded),
            ),
            (
                "3",
                Some(MaritalCodes::Four),
                Some(S::Divorced),
                Some(S::DivorcedUnrecorded),
            ),
            ("6", Some(MaritalCodes::Six), Some(S::Widowed), Some(S::Widowed)),
            ("6", Some(MaritalCodes::Four), None, None),
            (
                "21",
                Some(MaritalCodes::Four),
                Some(S::MarriedUnrecorded),
                Some(S::MarriedUnrecorded),
            ),
            ("Kawin", None, Some(S::Married), Some(S::MarriedUnrecorded)),
            ("kawin tercatat", None, Some(S::Married), Some(S::Married)),
        ] {
            assert_eq!(marital_status(text, codes, certificates), with, "{text}");
            assert_eq!(marital_status(text, codes, none), without, "{text}");
        }
    }
}
