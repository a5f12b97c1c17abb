//! What SIAK's operator answers about the entries of a file.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::HouseholdId;
use tuntas_domain::people::Text;

use crate::{Column, ENTRIES_AT_MOST};

/// Columns an answer may name. A card with ten members has about 250.
const COLUMNS_AT_MOST: usize = 250;

/// The answer about one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The household of the entry.
    pub household: HouseholdId,
    /// The version of the entry.
    pub version: u32,
    /// What was found.
    pub outcome: Outcome,
}

/// What SIAK holds after the operator was at work on an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Outcome {
    /// What the entry says, or what a later version of the household says.
    Entered,
    /// Something else, in these columns.
    Differs {
        /// The columns, in the order of row and column, each once.
        columns: Vec<Differing>,
    },
}

/// A column that holds something else in SIAK.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Differing {
    /// Whose: the member's row in the entry, from 1. None for the card's own columns. So an answer needs no NIK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u16>,
    /// The column.
    pub column: Column,
    /// What stands in SIAK, where the operator tells. Personal data: kept, and shown to officers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_siak: Option<Text<120>>,
}

/// Why answers cannot be read. Names places, never values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswersError {
    /// Not the JSON expected.
    #[error("not the JSON of answers (line {line}, column {column})")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// No answer, or more than a file has entries.
    #[error("there are {0} answers; 1 to {ENTRIES_AT_MOST} are possible")]
    Count(usize),
    /// Two answers about one entry.
    #[error("answer {0} is about an entry that was answered before it")]
    Twice(usize),
    /// `differs` without columns, with too many, or one of them twice; or `entered` with columns.
    #[error("answer {0}: `differs` names 1 to {COLUMNS_AT_MOST} columns, each once; `entered` none")]
    Columns(usize),
    /// A column of the card with a row, a member's without one, or row 0.
    #[error("answer {0}: a member's column needs its row from 1, a column of the card none")]
    Row(usize),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    answers: Vec<WireAnswer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireAnswer {
    household: HouseholdId,
    version: u32,
    answer: Word,
    #[serde(default)]
    columns: Vec<Differing>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Entered,
    Differs,
}

/// Reads answers: `{"answers": [{"household", "version", "answer": "entered"}, {"household", "version", "answer":
/// "differs", "columns": [{"row", "column", "inSiak"}]}]}`.
///
/// # Errors
/// The first [`AnswersError`]; answers are counted from 0.
pub fn parse_answers(json: &[u8]) -> Result<Vec<Answer>, AnswersError> {
    let wire: Wire = serde_json::from_slice(json).map_err(|error| AnswersError::Json {
        line: error.line(),
        column: error.column(),
    })?;
    if !(1..=ENTRIES_AT_MOST).contains(&wire.answers.len()) {
        return Err(AnswersError::Count(wire.answers.len()));
    }
    let mut seen = BTreeSet::new();
    let mut answers = Vec::with_capacity(wire.answers.len());
    for (place, answer) in wire.answers.into_iter().enumerate() {
        if !seen.insert((answer.household, answer.version)) {
            return Err(AnswersError::Twice(place));
        }
        answers.push(Answer {
            household: answer.household,
            version: answer.version,
            outcome: outcome(&answer.answer, answer.columns, place)?,
        });
    }
    Ok(answers)
}

fn outcome(word: &Word, mut columns: Vec<Differing>, place: usize) -> Result<Outcome, AnswersError> {
    // In one order, so that the same answer given in another order is the same answer.
    columns.sort_by_key(|differing| (differing.row, differing.column));
    let repeated = columns
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if (a.row, a.column) == (b.row, b.column)));
    let misplaced = columns.iter().any(|differing| match differing.row {
        None => !differing.column.is_of_the_card(),
        Some(row) => row == 0 || differing.column.is_of_the_card(),
    });
    match word {
        Word::Entered if columns.is_empty() => Ok(Outcome::Entered),
        Word::Entered => Err(AnswersError::Columns(place)),
        Word::Differs if misplaced => Err(AnswersError::Row(place)),
        Word::Differs if repeated || !(1..=COLUMNS_AT_MOST).contains(&columns.len()) => {
            Err(AnswersError::Columns(place))
        }
        Word::Differs => Ok(Outcome::Differs { columns }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(rest: &str) -> Result<Vec<Answer>, AnswersError> {
        let json = format!(
            r#"{{"answers":[{{"household":"e04c0c00-2479-5769-a9cc-3118c97e701f","version":2,{rest}}}]}}"#
        );
        parse_answers(json.as_bytes())
    }

    #[test]
    fn an_operator_names_row_and_column_and_no_person() {
        let answers = one(
            r#""answer":"differs","columns":[{"row":2,"column":"STAT_KWN","inSiak":"KAWIN TERCATAT"},{"column":"NO_RT"}]"#,
        )
        .unwrap();
        let Outcome::Differs { columns } = &answers[0].outcome else {
            panic!("differs")
        };
        assert_eq!((columns[0].row, columns[0].column), (None, Column::Rt));
        assert_eq!(
            (columns[1].row, columns[1].column),
            (Some(2), Column::MaritalStatus)
        );
        assert!(!format!("{answers:?}").contains("KAWIN"));
        assert_eq!(one(r#""answer":"entered""#).unwrap()[0].outcome, Outcome::Entered);
    }

    #[test]
    fn what_does_not_fit_is_refused_by_its_place() {
        for (rest, refused) in [
            (r#""answer":"differs""#, AnswersError::Columns(0)),
            (
                r#""answer":"entered","columns":[{"column":"NO_RT"}]"#,
                AnswersError::Columns(0),
            ),
            (
                r#""answer":"differs","columns":[{"column":"NO_RT"},{"column":"NO_RT","inSiak":"004"}]"#,
                AnswersError::Columns(0),
            ),
            (
                r#""answer":"differs","columns":[{"column":"STAT_KWN"}]"#,
                AnswersError::Row(0),
            ),
            (
                r#""answer":"differs","columns":[{"row":0,"column":"STAT_KWN"}]"#,
                AnswersError::Row(0),
            ),
            (
                r#""answer":"differs","columns":[{"row":1,"column":"NO_RT"}]"#,
                AnswersError::Row(0),
            ),
        ] {
            assert_eq!(one(rest), Err(refused), "{rest}");
        }
        for rest in [r#""answer":"perhaps""#, r#""answer":"entered","nik":"x""#] {
            assert!(matches!(one(rest), Err(AnswersError::Json { .. })), "{rest}");
        }
        assert_eq!(parse_answers(br#"{"answers":[]}"#), Err(AnswersError::Count(0)));
        let entry = r#"{"household":"e04c0c00-2479-5769-a9cc-3118c97e701f","version":2,"answer":"entered"}"#;
        let twice = format!(r#"{{"answers":[{entry},{entry}]}}"#);
        assert_eq!(parse_answers(twice.as_bytes()), Err(AnswersError::Twice(1)));
    }
}
