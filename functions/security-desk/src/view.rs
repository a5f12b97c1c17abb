//! A request as courts and police see it.

use jiff::Timestamp;
use tuntas_contract::security::{AnswerView, LetterView, PaperView, SecurityStatus, SecurityView};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_platform::http::{HttpError, HttpResponse};
use tuntas_securing::Request;
use tuntas_security::{Event, EventKind, answer_time};

use crate::SecurityDesk;
use crate::letters::writer_of;

impl SecurityDesk {
    /// The request as far as it names nobody.
    pub(crate) fn status(&self, story: &Request, at: Timestamp) -> Result<SecurityStatus, HttpError> {
        let letters = story.entries.iter().filter_map(|entry| {
            let letter = entry.event.letter()?;
            let writer = self.writer(&writer_of(self, story, letter.kind))?;
            Some(LetterView::new(
                entry.seq,
                letter,
                writer.letter_form.write(letter.number, letter.issued_on),
            ))
        });
        let time = answer_time(story.entries.iter().map(|entry| (entry.at, &entry.event)), at);
        SecurityStatus::new(story.id.0, &story.case, letters.collect(), time)
            .ok_or_else(|| Problem::new(ProblemCode::NotFound).into())
    }

    /// The request with what names people. Whoever calls this has seen to it that the caller may see it.
    pub(crate) async fn shown(
        &self,
        status: u16,
        story: &Request,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let paper = self.papers.paper(story.id, story.case.revision).await?;
        let answer = match last(story, EventKind::RequestAccepted) {
            Some(entry) if story.case.booked.is_some() => self.papers.answer(story.id, entry).await?,
            _ => None,
        };
        let report = match last(story, EventKind::SecurityReported) {
            Some(entry) => self.papers.report(story.id, entry).await?,
            None => None,
        };
        let view = SecurityView {
            request: self.status(story, at)?,
            paper: paper.as_ref().map(PaperView::from),
            answer: answer.as_ref().map(AnswerView::from),
            note: report
                .and_then(|report| report.note)
                .map(|note| note.as_str().to_owned()),
        };
        Ok(HttpResponse::json(status, &view))
    }
}

/// The last entry of a kind.
pub(crate) fn last(story: &Request, kind: EventKind) -> Option<u32> {
    let mut entries = story.entries.iter().rev();
    let found = entries.find(|entry| Event::kind(&entry.event) == kind);
    found.map(|entry| entry.seq)
}
