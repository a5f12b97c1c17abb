//! Criteria while an officer writes them.

use serde::{Deserialize, Serialize};
use tuntas_aid::criteria::{Criteria, Criterion, Finding};
use utoipa::ToSchema;

use super::words::FactName;
use crate::findings::Pointer;
use crate::problem::FieldError;
use crate::strict;

/// Criteria to be looked at, without a programme.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CriteriaRequest {
    /// One criterion on a line, in Indonesian words.
    #[schema(
        max_length = 4000,
        example = "tanggungan minimal 1 orang\npenghasilan <= Rp2.000.000 per bulan"
    )]
    pub criteria: String,
}

impl CriteriaRequest {
    /// Reads the criteria, as text.
    ///
    /// # Errors
    /// What is wrong with the body; what is wrong with the criteria, the answer says.
    pub fn parse(bytes: &[u8]) -> Result<String, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        Ok(request.criteria)
    }
}

/// What is wrong, or worth a second look, about a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// On which line; they count from 1.
    #[schema(example = 2)]
    pub line: u32,
    /// At which character; they count from 1.
    #[schema(example = 13)]
    pub column: u32,
    /// Stable code.
    #[schema(example = "criterion_value")]
    pub code: String,
    /// What is not so, as a sentence.
    #[schema(example = "the value is whole rupiah")]
    pub rule: String,
    /// What to do about it.
    #[schema(example = "write e.g. Rp2.000.000")]
    pub mend: String,
}

impl From<&Finding> for FindingView {
    fn from(finding: &Finding) -> Self {
        Self {
            line: finding.line,
            column: finding.column,
            code: finding.code.to_owned(),
            rule: finding.rule.clone(),
            mend: finding.mend.clone(),
        }
    }
}

/// A criterion, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CriterionView {
    /// On which line it stands.
    #[schema(example = 1)]
    pub line: u32,
    /// As it is written.
    #[schema(example = "tanggungan minimal 1 orang")]
    pub text: String,
    /// What it is about.
    pub fact: FactName,
}

impl From<&Criterion> for CriterionView {
    fn from(criterion: &Criterion) -> Self {
        Self {
            line: criterion.line,
            text: criterion.text.clone(),
            fact: criterion.fact.into(),
        }
    }
}

/// What came of reading criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CriteriaCheck {
    /// Whether a programme can have them.
    pub usable: bool,
    /// Line by line; empty where they are not usable.
    pub criteria: Vec<CriterionView>,
    /// What is wrong with them.
    pub faults: Vec<FindingView>,
    /// What is worth a second look.
    pub remarks: Vec<FindingView>,
}

impl CriteriaCheck {
    /// Reads criteria.
    pub fn of(text: &str) -> Self {
        match Criteria::parse(text) {
            Ok(criteria) => Self {
                usable: true,
                criteria: criteria.all().iter().map(CriterionView::from).collect(),
                faults: Vec::new(),
                remarks: criteria.remarks().iter().map(FindingView::from).collect(),
            },
            Err(invalid) => Self {
                usable: false,
                criteria: Vec::new(),
                faults: invalid.0.iter().map(FindingView::from).collect(),
                remarks: Vec::new(),
            },
        }
    }
}

/// A finding as a fault in the field that holds the criteria.
pub(super) fn fault(at: &Pointer, finding: Finding) -> FieldError {
    let Finding {
        line,
        column,
        code,
        rule,
        mend,
    } = finding;
    FieldError {
        field: at.as_str().to_owned(),
        code: code.into(),
        rule: format!("line {line}, column {column}: {rule}").into(),
        mend: mend.into(),
    }
}
