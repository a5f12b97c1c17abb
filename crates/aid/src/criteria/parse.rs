//! Reading lines.

use tuntas_domain::money::Rupiah;

use super::fact::canonical;
use super::{Criterion, Fact, Finding, LONGEST, MOST, Shape, Test};

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    AtLeast,
    AtMost,
    Above,
    Below,
    Between,
    Is,
    OneOf,
    NoneOf,
}

/// How comparisons are written; the longer one of two that begin alike comes first.
const COMPARISONS: &[(&str, Comparison)] = &[
    (">=", Comparison::AtLeast),
    ("≥", Comparison::AtLeast),
    ("minimal", Comparison::AtLeast),
    ("paling sedikit", Comparison::AtLeast),
    ("paling rendah", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    ("≤", Comparison::AtMost),
    ("maksimal", Comparison::AtMost),
    ("paling banyak", Comparison::AtMost),
    ("paling tinggi", Comparison::AtMost),
    (">", Comparison::Above),
    ("lebih dari", Comparison::Above),
    ("di atas", Comparison::Above),
    ("<", Comparison::Below),
    ("kurang dari", Comparison::Below),
    ("di bawah", Comparison::Below),
    ("antara", Comparison::Between),
    ("tidak termasuk", Comparison::NoneOf),
    ("selain", Comparison::NoneOf),
    ("bukan", Comparison::NoneOf),
    ("termasuk", Comparison::OneOf),
    ("adalah", Comparison::Is),
    ("=", Comparison::Is),
];

const FOR_NUMBERS: &str = ">=, <=, >, <, =, minimal, maksimal, lebih dari, kurang dari or antara ... dan ...";
const FOR_WORDS: &str = "adalah, termasuk, bukan or tidak termasuk";

/// Reads all lines.
///
/// # Errors
/// Every line that cannot be read.
pub(super) fn lines(text: &str) -> Result<Vec<Criterion>, Vec<Finding>> {
    let whole = |code, rule: String, mend: &str| {
        Err(vec![Finding {
            line: 1,
            column: 1,
            code,
            rule,
            mend: mend.to_owned(),
        }])
    };
    if text.chars().count() > LONGEST {
        let rule = format!("criteria have {LONGEST} characters at most");
        return whole(
            "criteria_too_long",
            rule,
            "say it shorter, or make two programmes of it",
        );
    }
    let (mut criteria, mut findings) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        let written = line.split('#').next().unwrap_or_default();
        if written.trim().is_empty() {
            continue;
        }
        match Line::of(number, written).criterion() {
            Ok(criterion) => criteria.push(criterion),
            Err(finding) => findings.push(finding),
        }
    }
    if criteria.len() > MOST {
        let rule = format!("there are {MOST} criteria at most");
        return whole("criteria_too_many", rule, "put values of one fact on one line");
    }
    if findings.is_empty() {
        Ok(criteria)
    } else {
        Err(findings)
    }
}

/// A line and how far it is read, in characters.
struct Line {
    number: u32,
    text: Vec<char>,
    at: usize,
}

impl Line {
    fn of(number: u32, text: &str) -> Self {
        Self {
            number,
            text: text.chars().collect(),
            at: 0,
        }
    }

    fn criterion(mut self) -> Result<Criterion, Finding> {
        self.skip_space();
        let fact = self.fact()?;
        self.skip_space();
        let test = match fact.shape() {
            Shape::Number { .. } | Shape::Money => self.range(fact)?,
            shape => self.words(fact, shape)?,
        };
        let text: String = self.text.iter().collect();
        Ok(Criterion {
            line: self.number,
            text: text.trim().to_owned(),
            fact,
            test,
        })
    }

    fn fact(&mut self) -> Result<Fact, Finding> {
        let mut names: Vec<Fact> = Fact::ALL.to_vec();
        names.sort_by_key(|fact| std::cmp::Reverse(fact.word().len()));
        for fact in names {
            if self.eat(fact.word()) {
                return Ok(fact);
            }
        }
        let words: Vec<&str> = Fact::ALL.iter().map(|fact| fact.word()).collect();
        Err(self.wrong(
            "criterion_unknown_fact",
            "a criterion begins with a fact that is known".to_owned(),
            format!("begin with one of: {}", words.join(", ")),
        ))
    }

    fn comparison(&mut self) -> Option<Comparison> {
        COMPARISONS
            .iter()
            .find(|(word, _)| self.eat(word))
            .map(|(_, comparison)| *comparison)
    }

    fn range(&mut self, fact: Fact) -> Result<Test, Finding> {
        let begins = self.at;
        let comparison = self.comparison();
        self.skip_space();
        let top = match fact.shape() {
            Shape::Number { most, .. } => most,
            _ => Rupiah::MOST.get(),
        };
        let nobody = Test::Range { least: 1, most: 0 };
        let test = match comparison {
            Some(Comparison::AtLeast) => Test::Range {
                least: self.number(fact)?,
                most: top,
            },
            Some(Comparison::AtMost) => Test::Range {
                least: 0,
                most: self.number(fact)?,
            },
            Some(Comparison::Above) => self
                .number(fact)?
                .checked_add(1)
                .map_or(nobody, |least| Test::Range { least, most: top }),
            Some(Comparison::Below) => self
                .number(fact)?
                .checked_sub(1)
                .map_or(nobody, |most| Test::Range { least: 0, most }),
            Some(Comparison::Is) => {
                let number = self.number(fact)?;
                Test::Range {
                    least: number,
                    most: number,
                }
            }
            Some(Comparison::Between) => {
                let least = self.number(fact)?;
                self.skip_space();
                if !self.eat("dan") && !self.eat("sampai") {
                    return Err(self.wrong(
                        "criterion_value",
                        "between two values stands `dan`".to_owned(),
                        "write e.g. `antara 18 dan 60`".to_owned(),
                    ));
                }
                self.skip_space();
                Test::Range {
                    least,
                    most: self.number(fact)?,
                }
            }
            Some(Comparison::OneOf | Comparison::NoneOf) | None => {
                self.at = begins;
                return Err(self.wrong(
                    "criterion_comparison",
                    format!("{} is compared as a number", fact.word()),
                    format!("compare with {FOR_NUMBERS}"),
                ));
            }
        };
        self.end()?;
        Ok(test)
    }

    /// A number or an amount, with its unit if there is one.
    fn number(&mut self, fact: Fact) -> Result<u64, Finding> {
        let begins = self.at;
        let money = fact.shape() == Shape::Money;
        if money && self.eat_plain("rp") {
            self.skip_space();
        }
        let from = self.at;
        while self
            .text
            .get(self.at)
            .is_some_and(|c| c.is_ascii_digit() || (money && matches!(c, '.' | ',')))
        {
            self.at += 1;
        }
        let digits: String = self.text.get(from..self.at).unwrap_or_default().iter().collect();
        let number = if money {
            Rupiah::parse(&digits).ok().map(Rupiah::get)
        } else {
            digits.parse().ok()
        };
        let Some(number) = number else {
            self.at = begins;
            let (rule, mend) = if money {
                ("the value is whole rupiah", "write e.g. Rp2.000.000")
            } else {
                ("the value is a whole number", "write e.g. 1")
            };
            return Err(self.wrong("criterion_value", rule.to_owned(), mend.to_owned()));
        };
        let ends = self.at;
        self.skip_space();
        if !fact.units().iter().any(|unit| self.eat(unit)) {
            self.at = ends;
        }
        Ok(number)
    }

    fn words(&mut self, fact: Fact, shape: Shape) -> Result<Test, Finding> {
        let begins = self.at;
        let comparison = self.comparison();
        let none_of = match comparison {
            Some(Comparison::Is | Comparison::OneOf) => false,
            Some(Comparison::NoneOf) => true,
            _ => {
                self.at = begins;
                return Err(self.wrong(
                    "criterion_comparison",
                    format!("{} is compared as a word", fact.word()),
                    format!("compare with {FOR_WORDS}"),
                ));
            }
        };
        let mut words = std::collections::BTreeSet::new();
        loop {
            self.skip_space();
            let from = self.at;
            while self.text.get(self.at).is_some_and(|c| *c != ',') {
                self.at += 1;
            }
            let word: String = self.text.get(from..self.at).unwrap_or_default().iter().collect();
            let Some(word) = canonical(fact, shape, &word) else {
                self.at = from;
                return Err(self.wrong("criterion_value", value_rule(shape), value_mend(fact, shape)));
            };
            words.insert(word);
            if self.at >= self.text.len() {
                break;
            }
            self.at += 1;
        }
        Ok(if none_of {
            Test::Outside(words)
        } else {
            Test::Among(words)
        })
    }

    fn end(&mut self) -> Result<(), Finding> {
        self.skip_space();
        if self.at < self.text.len() {
            return Err(self.wrong(
                "criterion_rest",
                "nothing stands behind the value".to_owned(),
                "begin another line for another criterion, or put a # before a remark".to_owned(),
            ));
        }
        Ok(())
    }

    fn skip_space(&mut self) {
        while self.text.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
    }

    /// Reads a word or sign that stands whole, whatever its capitals; a space in it may be several, or a low line.
    fn eat(&mut self, word: &str) -> bool {
        let begins = self.at;
        let whole = self.eat_plain(word)
            && !(word.ends_with(|c: char| c.is_alphanumeric())
                && self.text.get(self.at).is_some_and(|c| c.is_alphanumeric()));
        if !whole {
            self.at = begins;
        }
        whole
    }

    fn eat_plain(&mut self, word: &str) -> bool {
        let begins = self.at;
        for wanted in word.chars() {
            let found = match self.text.get(self.at) {
                Some(c) if wanted == ' ' => {
                    let space = c.is_whitespace() || *c == '_';
                    while self.text.get(self.at + 1).is_some_and(|c| c.is_whitespace()) {
                        self.at += 1;
                    }
                    space
                }
                Some(c) => c.to_ascii_lowercase() == wanted,
                None => false,
            };
            if !found {
                self.at = begins;
                return false;
            }
            self.at += 1;
        }
        true
    }

    fn wrong(&self, code: &'static str, rule: String, mend: String) -> Finding {
        Finding {
            line: self.number,
            column: u32::try_from(self.at + 1).unwrap_or(u32::MAX),
            code,
            rule,
            mend,
        }
    }
}

fn value_rule(shape: Shape) -> String {
    match shape {
        Shape::Region => "the value is a dotted Kemendagri code".to_owned(),
        Shape::Choice(words) => format!("the value is {}", words.join(" or ").to_lowercase()),
        _ => "the value is an occupation of 60 characters at most".to_owned(),
    }
}

fn value_mend(fact: Fact, shape: Shape) -> String {
    match shape {
        Shape::Region if fact == Fact::Kecamatan => {
            "write e.g. 35.75.01, with commas between codes".to_owned()
        }
        Shape::Region => "write e.g. 35.75.01.1001, with commas between codes".to_owned(),
        Shape::Choice(words) => format!("write {}", words.join(" or ").to_lowercase()),
        _ => "write it as a family card does, with commas between several".to_owned(),
    }
}
