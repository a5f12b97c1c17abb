//! What became of a row.

use std::io::Write;

use serde::{Deserialize, Serialize};
use tuntas_batches::Fault;
use tuntas_contract::MissingName;
use uuid::Uuid;

use crate::Failure;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It opened a case.
    Accepted,
    /// The ruling had been handed in before.
    Known,
    /// It completed a ruling that was handed in before.
    Completed,
    /// It was refused; nothing of it was taken.
    Refused,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Known => "known",
            Self::Completed => "completed",
            Self::Refused => "refused",
        }
    }
}

/// What the court is told of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// Number of the row.
    pub row: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// The court's case number, if the row holds one.
    pub case_number: Option<String>,
    /// The case.
    pub case: Option<Uuid>,
    /// What the ruling lacks before anything may change.
    pub missing: Vec<MissingName>,
    /// Addresses of the tracking pages of petitioner and respondent, each for that party alone.
    pub tracking: Option<[String; 2]>,
    /// Why it was refused.
    pub faults: Vec<Fault>,
}

/// How many rows of each outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) accepted: u32,
    pub(crate) known: u32,
    pub(crate) completed: u32,
    pub(crate) refused: u32,
}

impl Counts {
    pub(crate) fn of(lines: &[Line]) -> Self {
        let mut counts = Self::default();
        for line in lines {
            match line.outcome {
                Outcome::Accepted => counts.accepted += 1,
                Outcome::Known => counts.known += 1,
                Outcome::Completed => counts.completed += 1,
                Outcome::Refused => counts.refused += 1,
            }
        }
        counts
    }

    pub(crate) fn rows(&self) -> u32 {
        self.accepted + self.known + self.completed + self.refused
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.accepted += other.accepted;
        self.known += other.known;
        self.completed += other.completed;
        self.refused += other.refused;
    }
}

/// The columns of a result.
const HEADER: [&str; 11] = [
    "row",
    "outcome",
    "case_number",
    "case",
    "missing",
    "code",
    "column",
    "rule",
    "mend",
    "tracking_petitioner",
    "tracking_respondent",
];

/// Writes results as CSV: one line for each row, and for a refused one a line for each fault.
pub(crate) struct ResultFile<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> ResultFile<W> {
    pub(crate) fn begin(output: W) -> Result<Self, Failure> {
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(output);
        csv.write_record(HEADER).map_err(|_| Failure::Encode("result"))?;
        Ok(Self { csv })
    }

    pub(crate) fn write(&mut self, line: &Line) -> Result<(), Failure> {
        let missing: Vec<String> = line
            .missing
            .iter()
            .filter_map(|missing| serde_json::to_value(missing).ok()?.as_str().map(str::to_owned))
            .collect();
        let nothing = Fault::default();
        let faults = if line.faults.is_empty() {
            std::slice::from_ref(&nothing)
        } else {
            line.faults.as_slice()
        };
        let [petitioner, respondent] = line.tracking.clone().unwrap_or_default();
        for fault in faults {
            let cells = [
                line.row.to_string(),
                line.outcome.as_str().to_owned(),
                line.case_number.clone().unwrap_or_default(),
                line.case.map(|case| case.to_string()).unwrap_or_default(),
                missing.join(" "),
                fault.code.clone().into_owned(),
                fault.column.clone(),
                fault.rule.clone().into_owned(),
                fault.mend.clone().into_owned(),
                petitioner.clone(),
                respondent.clone(),
            ];
            self.csv
                .write_record(cells.iter().map(|cell| harmless(cell)))
                .map_err(|_| Failure::Encode("result"))?;
        }
        Ok(())
    }

    pub(crate) fn end(self) -> Result<W, Failure> {
        self.csv.into_inner().map_err(|_| Failure::Encode("result"))
    }
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guides_tell_every_column_and_outcome_of_a_result() {
        let outcomes = [
            Outcome::Accepted,
            Outcome::Known,
            Outcome::Completed,
            Outcome::Refused,
        ];
        for guide in crate::GUIDES {
            let told: Vec<&str> = guide.split('`').skip(1).step_by(2).collect();
            for word in HEADER.into_iter().chain(outcomes.map(Outcome::as_str)) {
                assert!(told.contains(&word), "{word} is not told");
            }
            for code in ["digits_lost", "row_cells", "case_unknown"] {
                assert!(told.contains(&code), "{code} is not told");
            }
        }
    }

    #[test]
    fn a_result_is_a_line_for_each_fault_and_no_formula() {
        let refused = Line {
            row: 7,
            outcome: Outcome::Refused,
            case_number: Some("0318/Pdt.G/2021/PA.Pas".into()),
            case: None,
            missing: Vec::new(),
            tracking: None,
            faults: ["=nama", "tgl, \"lahir\""]
                .map(|column| Fault {
                    column: column.into(),
                    code: "name_form".into(),
                    rule: "r".into(),
                    mend: "m".into(),
                })
                .to_vec(),
        };
        let accepted = Line {
            row: 8,
            outcome: Outcome::Accepted,
            missing: vec![MissingName::Bht, MissingName::Akta],
            case: Some(Uuid::nil()),
            tracking: Some(["https://t/1".into(), "https://t/2".into()]),
            faults: Vec::new(),
            ..refused.clone()
        };
        let mut file = ResultFile::begin(Vec::new()).unwrap();
        for line in [&refused, &accepted] {
            file.write(line).unwrap();
        }
        assert_eq!(
            String::from_utf8(file.end().unwrap()).unwrap(),
            "row,outcome,case_number,case,missing,code,column,rule,mend,tracking_petitioner,tracking_respondent\r\n\
             7,refused,0318/Pdt.G/2021/PA.Pas,,,name_form,'=nama,r,m,,\r\n\
             7,refused,0318/Pdt.G/2021/PA.Pas,,,name_form,\"tgl, \"\"lahir\"\"\",r,m,,\r\n\
             8,accepted,0318/Pdt.G/2021/PA.Pas,00000000-0000-0000-0000-000000000000,bht akta,,,,,https://t/1,https://t/2\r\n"
        );
        let counts = Counts::of(&[refused, accepted]);
        assert_eq!((counts.accepted, counts.refused, counts.rows()), (1, 1, 2));
    }
}
