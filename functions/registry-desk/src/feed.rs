//! The change feed for SIAK: what its operator has not answered yet, the answers, and what differs.

use jiff::Timestamp;
use tracing::info;
use tuntas_contract::registry_desk::{
    FeedColumn, FeedDifference, FeedDifferences, FeedFileRow, FeedFiles, FeedStanding,
};
use tuntas_contract::{FieldError, Problem, ProblemCode};
use tuntas_domain::identity::OfficerCode;
use tuntas_feed::{
    AcknowledgeError, AnswersError, Column, Differing, EntryId, FileNumber, OpenDifference, parse_answers,
};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::{RegistryDesk, invalid, part};

impl RegistryDesk {
    /// Files that are not acknowledged, oldest first.
    pub(crate) async fn feed_files(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let cursor: Option<FileNumber> = request.cursor(|text| text.parse().ok())?;
        let page = self.feed.open(cursor, request.limit()?).await?;
        let files = page.files.iter().map(|file| FeedFileRow {
            number: file.number.to_string(),
            made_at: file.made_at,
            stage: file.stage.as_str().to_owned(),
            entries: file.entries,
            entered: file.entered,
            differing: file.differing,
        });
        Ok(HttpResponse::json(
            200,
            &FeedFiles {
                files: files.collect(),
                next: page.next.map(|number| number.to_string()),
            },
        ))
    }

    /// What SIAK's operator found about entries of a file.
    pub(crate) async fn acknowledge(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let number: FileNumber = part(request, "number")?;
        let answers = parse_answers(request.body()).map_err(|error| invalid(vec![unreadable(error)]))?;
        let done = self
            .feed
            .acknowledge(number, &answers, officer, at)
            .await
            .map_err(refused)?;
        Ok(HttpResponse::json(
            200,
            &FeedStanding {
                kept: done.kept,
                repeated: done.repeated,
                stage: done.stage.as_str().to_owned(),
            },
        ))
    }

    /// Entries that SIAK differs from, those of the oldest file first.
    pub(crate) async fn differences(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
    ) -> Result<HttpResponse, HttpError> {
        let cursor: Option<EntryId> = request.cursor(|text| text.parse().ok())?;
        let page = self.feed.differences(cursor, request.limit()?).await?;
        // What stands in SIAK may be personal data. The feed is no case: the log is where a look is kept.
        info!(
            officer = officer.as_str(),
            entries = page.differences.len(),
            "differences shown"
        );
        Ok(HttpResponse::json(
            200,
            &FeedDifferences {
                differences: page.differences.iter().map(difference).collect(),
                next: page.next.map(|entry| entry.to_string()),
            },
        ))
    }
}

fn difference(open: &OpenDifference) -> FeedDifference {
    FeedDifference {
        file: open.entry.number.to_string(),
        household: open.entry.household.0,
        version: open.entry.version,
        columns: open.columns.iter().map(column).collect(),
        officer: open.officer.clone(),
        at: open.at,
    }
}

fn column(differing: &Differing) -> FeedColumn {
    FeedColumn {
        row: differing.row,
        column: name(differing.column),
        in_siak: differing.in_siak.as_ref().map(|text| text.as_str().to_owned()),
    }
}

/// A column as the feed's files name it.
fn name(column: Column) -> String {
    let named = serde_json::to_value(column).ok();
    named
        .as_ref()
        .and_then(|name| name.as_str())
        .unwrap_or_default()
        .to_owned()
}

fn refused(error: AcknowledgeError) -> HttpError {
    let at = |place: usize, code, rule: &'static str, mend| {
        invalid(vec![fault(
            &format!("/answers/{place}"),
            code,
            rule.to_owned(),
            mend,
        )])
        .into()
    };
    match error {
        AcknowledgeError::NoSuchFile => Problem::new(ProblemCode::NotFound).into(),
        AcknowledgeError::NoSuchEntry(place) => at(
            place,
            "entry_not_in_file",
            "an answer is about a household version that the file tells of, once",
            "send household and version as the file names them",
        ),
        AcknowledgeError::NoSuchRow(place) => at(
            place,
            "row_not_in_entry",
            "a row is one of the entry's members",
            "count the members of the entry from 1",
        ),
        AcknowledgeError::Busy => Problem::new(ProblemCode::Conflict).into(),
        AcknowledgeError::Feed(error) => error.into(),
    }
}

/// The feed's own words: they name places, never values.
fn unreadable(error: AnswersError) -> FieldError {
    let (field, code, mend) = match error {
        AnswersError::Json { .. } => (
            String::new(),
            "json_syntax",
            "send the answers as the contract describes them",
        ),
        AnswersError::Count(_) => (
            "/answers".to_owned(),
            "answers_count",
            "send one answer for each entry",
        ),
        AnswersError::Twice(place) => (
            format!("/answers/{place}"),
            "entry_twice",
            "answer about each entry once",
        ),
        AnswersError::Columns(place) => (
            format!("/answers/{place}/columns"),
            "columns_form",
            "name the differing columns, each once",
        ),
        AnswersError::Row(place) => (
            format!("/answers/{place}/columns"),
            "row_form",
            "give a member's column its row, and a column of the card none",
        ),
    };
    fault(&field, code, error.to_string(), mend)
}

fn fault(field: &str, code: &'static str, rule: String, mend: &'static str) -> FieldError {
    FieldError {
        field: field.to_owned(),
        code: code.into(),
        rule: rule.into(),
        mend: mend.into(),
    }
}
