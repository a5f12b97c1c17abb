//! What may be known of a person, and where it is known from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{KecamatanCode, KelurahanCode};
use tuntas_domain::money::Rupiah;

use super::occupation;

/// What a fact may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A whole number from one to another.
    Number {
        /// The least there is.
        least: u64,
        /// The most there is.
        most: u64,
    },
    /// An amount of money.
    Money,
    /// A kecamatan or a kelurahan.
    Region,
    /// An occupation, as a KK prints it.
    Occupation,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

const YES_NO: Shape = Shape::Choice(&["YA", "TIDAK"]);

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident $stored:literal $word:literal $shape:expr, [$($unit:literal),*]);+ $(;)?) => {
        /// Something that criteria ask about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Fact { $($(#[$doc])* $name),+ }

        impl Fact {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// As it is stored and sent.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $stored),+ }
            }

            /// As an officer writes it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// What it may be.
            pub fn shape(self) -> Shape {
                match self { $(Self::$name => $shape),+ }
            }

            /// Words that may stand behind a number of it.
            pub fn units(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($unit),*]),+ }
            }
        }
    };
}

facts! {
    /// Children and others who live on the person.
    Dependants "dependants" "tanggungan" Shape::Number { least: 0, most: 30 }, ["orang", "jiwa", "anak"];
    /// Age in whole years.
    Age "age" "usia" Shape::Number { least: 0, most: 130 }, ["tahun"];
    /// Income in a month.
    Income "income" "penghasilan" Shape::Money, ["per bulan", "sebulan"];
    /// Decile of welfare in DTSEN: 1 is the poorest.
    Decile "decile" "desil" Shape::Number { least: 1, most: 10 }, [];
    /// Kecamatan where the person lives.
    Kecamatan "kecamatan" "kecamatan" Shape::Region, [];
    /// Kelurahan where the person lives.
    Kelurahan "kelurahan" "kelurahan" Shape::Region, [];
    /// Occupation.
    Occupation "occupation" "pekerjaan" Shape::Occupation, [];
    /// Sex.
    Sex "sex" "jenis kelamin" Shape::Choice(&["PEREMPUAN", "LAKI-LAKI"]), [];
    /// Whether the person heads the family card.
    HeadOfFamily "head_of_family" "kepala keluarga" YES_NO, [];
    /// Whether there is a business already.
    Business "business" "punya usaha" YES_NO, [];
    /// Whether the person has a disability.
    Disability "disability" "disabilitas" YES_NO, [];
    /// Whether the person is in DTSEN, the state's register of welfare.
    Dtsen "dtsen" "terdaftar dtsen" YES_NO, [];
    /// Whether the person is a resident of the city.
    Resident "resident" "penduduk kota" YES_NO, [];
}

/// Where a fact is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The city's register.
    Register,
    /// The ruling of the court.
    Ruling,
    /// The assessor saw it.
    Assessment,
    /// The person said so.
    Person,
}

impl Origin {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Register, Self::Ruling, Self::Assessment, Self::Person];

    /// As officers read it.
    pub fn in_letters(self) -> &'static str {
        match self {
            Self::Register => "data kependudukan",
            Self::Ruling => "putusan pengadilan",
            Self::Assessment => "hasil asesmen",
            Self::Person => "keterangan yang bersangkutan",
        }
    }
}

/// What a fact is. `Debug` shows nothing, because it is personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A number or an amount.
    Number(u64),
    /// A word, in capitals.
    Word(String),
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Value(…)")
    }
}

impl Value {
    /// What a fact is, in the one form in which values are compared; `None` if the fact cannot be that.
    #[must_use]
    pub fn of(self, fact: Fact) -> Option<Self> {
        match (self, fact.shape()) {
            (Self::Number(number), Shape::Number { least, most }) => {
                (least..=most).contains(&number).then_some(Self::Number(number))
            }
            (Self::Number(number), Shape::Money) => Rupiah::new(number).ok().map(|_| Self::Number(number)),
            (Self::Word(word), shape @ (Shape::Region | Shape::Occupation | Shape::Choice(_))) => {
                canonical(fact, shape, &word).map(Self::Word)
            }
            _ => None,
        }
    }
}

/// A word in the one form in which words are compared.
pub(super) fn canonical(fact: Fact, shape: Shape, word: &str) -> Option<String> {
    let word = word
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_uppercase();
    match shape {
        Shape::Region if fact == Fact::Kecamatan => KecamatanCode::parse(&word).ok().map(String::from),
        Shape::Region => KelurahanCode::parse(&word).ok().map(String::from),
        Shape::Occupation => {
            let printable = word.chars().all(|c| !c.is_control()) && word.chars().count() <= 60;
            (printable && !word.is_empty()).then(|| occupation::canonical(&word).to_owned())
        }
        Shape::Choice(words) => words.contains(&word.as_str()).then_some(word),
        Shape::Number { .. } | Shape::Money => None,
    }
}

/// A fact with what it is and where that is known from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Which.
    pub fact: Fact,
    /// What it is.
    pub value: Value,
    /// Where it is known from.
    pub origin: Origin,
}

/// Everything known of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Known>", into = "Vec<Known>")]
pub struct Facts(BTreeMap<Fact, Known>);

/// A fact cannot be what it is said to be, or is said twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{fact:?} cannot be that, or is said twice")]
pub struct InvalidFacts {
    /// Which.
    pub fact: Fact,
}

impl Facts {
    /// Puts facts together.
    ///
    /// # Errors
    /// [`InvalidFacts`].
    pub fn new(all: impl IntoIterator<Item = Known>) -> Result<Self, InvalidFacts> {
        let mut facts = BTreeMap::new();
        for Known { fact, value, origin } in all {
            let value = value.of(fact).ok_or(InvalidFacts { fact })?;
            if facts.insert(fact, Known { fact, value, origin }).is_some() {
                return Err(InvalidFacts { fact });
            }
        }
        Ok(Self(facts))
    }

    /// What is known of a fact. A kelurahan tells its kecamatan.
    pub fn get(&self, fact: Fact) -> Option<Known> {
        if let Some(known) = self.0.get(&fact) {
            return Some(known.clone());
        }
        match (fact, self.0.get(&Fact::Kelurahan)) {
            (
                Fact::Kecamatan,
                Some(Known {
                    value: Value::Word(code),
                    origin,
                    ..
                }),
            ) => {
                let kecamatan = KelurahanCode::parse(code).ok()?.kecamatan();
                Some(Known {
                    fact,
                    value: Value::Word(kecamatan.as_str().to_owned()),
                    origin: *origin,
                })
            }
            _ => None,
        }
    }

    /// These facts, with others in their place or beside them.
    #[must_use]
    pub fn with(mut self, newer: &Self) -> Self {
        self.0
            .extend(newer.0.iter().map(|(fact, known)| (*fact, known.clone())));
        self
    }

    /// These facts without those of which a test holds.
    #[must_use]
    pub fn without(mut self, hidden: impl Fn(Fact) -> bool) -> Self {
        self.0.retain(|fact, _| !hidden(*fact));
        self
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Known> {
        self.0.values()
    }
}

impl TryFrom<Vec<Known>> for Facts {
    type Error = InvalidFacts;
    fn try_from(all: Vec<Known>) -> Result<Self, InvalidFacts> {
        Self::new(all)
    }
}

impl From<Facts> for Vec<Known> {
    fn from(facts: Facts) -> Self {
        facts.0.into_values().collect()
    }
}
