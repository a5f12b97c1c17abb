//! Letters: rendered from what does not change any more, the entry that wrote one and the paper of that moment, and kept
//! under their own name.

mod court;
mod police;
mod says;

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_cards::{OfficeHead, OfficeLetter, RenderError};
use tuntas_city::{Head, Writer};
use tuntas_contract::security::LetterDownload;
use tuntas_contract::{Problem, ProblemCode, parse_nothing};
use tuntas_domain::calendar;
use tuntas_domain::identity::{CaseId, CourtCode, DocumentId};
use tuntas_journal::Entry;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_securing::{Request, Securing};
use tuntas_security::{Answer, Event, Letter, LetterKind, Paper, ReportPaper, SecurityRequest, evolve};

use crate::caller::police;
use crate::documents::WORKS_FOR_SECONDS;
use crate::step::Word;
use crate::{SecurityDesk, invalid};
use tuntas_city::PoliceDuty;

/// Everything a letter stands on.
struct Matter<'a> {
    desk: &'a SecurityDesk,
    story: &'a Request,
    entry: &'a Entry<Securing>,
    letter: &'a Letter,
    /// The request as the letter found it, and as it left it.
    before: SecurityRequest,
    after: SecurityRequest,
    paper: Paper,
    answer: Option<Answer>,
    report: Option<ReportPaper>,
}

/// Why a letter is not there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unwritten {
    /// No letter has that name, or what it stood on was erased.
    #[error("there is no such letter")]
    NoLetter,
    /// The city's configuration does not know who writes.
    #[error("the city's configuration does not know who writes")]
    NoWriter,
    /// Typesetting was interrupted.
    #[error("typesetting was interrupted")]
    Interrupted,
    /// Could not be typeset.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// What it stands on could not be read.
    #[error(transparent)]
    Kept(#[from] tuntas_securing::KeptError),
    /// Whether it was erased meanwhile could not be read.
    #[error(transparent)]
    Journal(#[from] tuntas_journal::JournalError),
    /// Could not be kept.
    #[error(transparent)]
    Bucket(#[from] tuntas_buckets::BucketError),
}

/// Names the letter that an entry wrote.
pub(crate) fn document(request: CaseId, entry: u32) -> DocumentId {
    request.document(&format!("letter/{entry}"))
}

/// The letters that a new one of a kind takes the place of. A new word of the court voids what was answered to the old one.
pub(crate) fn replaced_by(story: &Request, kind: LetterKind) -> Vec<u32> {
    let mut standing: Vec<(u32, LetterKind)> = Vec::new();
    for entry in &story.entries {
        if let Some(letter) = entry.event.letter() {
            standing.retain(|(_, held)| !voids(letter.kind, *held));
            standing.push((entry.seq, letter.kind));
        }
    }
    let voided = standing.into_iter().filter(|(_, held)| voids(kind, *held));
    voided.map(|(entry, _)| entry).collect()
}

fn voids(new: LetterKind, old: LetterKind) -> bool {
    match new {
        LetterKind::Request => old != LetterKind::Report,
        LetterKind::Reply => old == LetterKind::Reply,
        LetterKind::Report => false,
    }
}

/// The office that writes letters of a kind about a request.
pub(crate) fn writer_of(desk: &SecurityDesk, story: &Request, kind: LetterKind) -> String {
    match kind {
        LetterKind::Request => story
            .case
            .court
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        LetterKind::Reply | LetterKind::Report => desk.city.security.police.code.clone(),
    }
}

impl SecurityDesk {
    /// How an office writes: a court by its code, or the police.
    pub(crate) fn writer(&self, office: &str) -> Option<&Writer> {
        let police = &self.city.security.police;
        if office == police.code {
            Some(&police.writes)
        } else {
            self.city.writing_court(office)
        }
    }

    pub(crate) async fn court_letter(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let story = self.own(request).await?;
        self.hand_out(request, &story).await
    }

    /// Letters name people: that an officer of the police took one is written down first.
    pub(crate) async fn police_letter(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let officer = police(request, PoliceDuty::DESK)?;
        let story = self.load(request).await?;
        let cause = format!("letter/{}", request.request_id());
        let story = self.utter(story, officer, cause, Word::View, at).await?;
        self.hand_out(request, &story).await
    }

    async fn hand_out(&self, request: &HttpRequest, story: &Request) -> Result<HttpResponse, HttpError> {
        parse_nothing(request.body()).map_err(invalid)?;
        let none = || Problem::new(ProblemCode::NotFound);
        let entry: u32 = request
            .path("entry")
            .and_then(|entry| entry.parse().ok())
            .ok_or_else(none)?;
        match self.typeset(story, entry).await {
            Ok(()) => {}
            Err(Unwritten::NoLetter) => return Err(none().into()),
            Err(other) => return Err(other.into()),
        }
        Ok(HttpResponse::json(
            200,
            &LetterDownload {
                url: self.documents.letter_address(story.id, entry).await?,
                expires_in_seconds: WORKS_FOR_SECONDS,
            },
        ))
    }

    /// Sees to it that a letter is kept as it was sent. Typesetting it again gives the same.
    pub(crate) async fn typeset(&self, story: &Request, seq: u32) -> Result<(), Unwritten> {
        let entry = story.entry(seq).ok_or(Unwritten::NoLetter)?;
        let letter = entry.event.letter().ok_or(Unwritten::NoLetter)?;
        // What was erased is gone, whatever lies about yet.
        if story.case.erased {
            return Err(Unwritten::NoLetter);
        }
        if self.documents.has_letter(story.id, seq).await? {
            return Ok(());
        }
        let upto = |count: u32| {
            let events = story.entries.iter().take_while(|entry| entry.seq <= count);
            events.fold(SecurityRequest::default(), |state, entry| {
                evolve(state, &entry.event)
            })
        };
        let (before, after) = (upto(seq.saturating_sub(1)), upto(seq));
        let paper = self.papers.paper(story.id, after.revision).await?;
        let matter = Matter {
            desk: self,
            story,
            entry,
            letter,
            before,
            after,
            paper: paper.ok_or(Unwritten::NoLetter)?,
            answer: self.papers.answer(story.id, seq).await?,
            report: self.papers.report(story.id, seq).await?,
        };
        let letter = match letter.kind {
            LetterKind::Request => court::letter(&matter)?,
            LetterKind::Reply | LetterKind::Report => police::letter(&matter)?,
        };
        // Typesetting takes a while: it must not hold up others who wait on this thread.
        let renderer = std::sync::Arc::clone(&self.renderer);
        let pdf = tokio::task::spawn_blocking(move || renderer.letter(&letter))
            .await
            .map_err(|_| Unwritten::Interrupted)??;
        self.documents.keep_letter(story.id, seq, pdf.bytes).await?;
        // Whoever erased the request meanwhile has emptied its folder already, and would not have found this one.
        if self.journal.load(story.id).await?.case.erased {
            self.documents.drop_letter(story.id, seq).await?;
            return Err(Unwritten::NoLetter);
        }
        Ok(())
    }
}

impl Matter<'_> {
    fn court(&self) -> Option<&CourtCode> {
        self.story.case.court.as_ref()
    }

    /// The court's name.
    fn court_name(&self) -> String {
        let code = self.court().map_or("", CourtCode::as_str);
        self.desk
            .city
            .court(code)
            .map_or_else(|| code.to_owned(), |court| court.name.clone())
    }

    /// Address and hint of the QR symbol.
    fn verification(&self) -> (String, String) {
        let document = document(self.story.id, self.entry.seq);
        let token = self.desk.keys.document_token(document.0);
        let hint: String = token.chars().rev().take(8).collect();
        let hint: String = hint.chars().rev().collect();
        (format!("{}/v1/verify/{token}", self.desk.public_url), hint)
    }

    /// The letters before this one, with their numbers as written: the court's last, and the police's last.
    fn earlier(&self, kind: LetterKind) -> Option<(String, Date)> {
        let office = writer_of(self.desk, self.story, kind);
        let writer = self.desk.writer(&office)?;
        let mut entries = self.story.entries.iter().rev();
        let letter = entries.find_map(|entry| {
            let letter = entry.event.letter()?;
            (entry.seq < self.entry.seq && letter.kind == kind).then_some(letter)
        })?;
        Some((
            writer.letter_form.write(letter.number, letter.issued_on),
            letter.issued_on,
        ))
    }

    fn event(&self) -> &Event {
        &self.entry.event
    }

    /// Letterhead, number, date, signer, copies, QR: what every letter of an office has.
    fn sheet(&self, writer: &Writer, sample: bool) -> OfficeLetter {
        let (verify_url, verify_token_hint) = self.verification();
        OfficeLetter {
            house: tuntas_cards::House::Court,
            letterhead: writer.letterhead.clone(),
            number: writer
                .letter_form
                .write(self.letter.number, self.letter.issued_on),
            place: writer.place.clone(),
            date: calendar::in_prose(self.letter.issued_on),
            issued_on: calendar::on_forms(self.letter.issued_on),
            nature: String::new(),
            attachment: String::new(),
            subject: String::new(),
            recipient: tuntas_cards::Recipient {
                office: String::new(),
                place: String::new(),
            },
            body: Vec::new(),
            on_behalf_of: String::new(),
            signer: signer(&writer.signer),
            copies: writer.copies.clone(),
            verify_url,
            verify_token_hint,
            sample,
        }
    }
}

fn signer(head: &Head) -> OfficeHead {
    OfficeHead {
        title: head.title.clone(),
        name: head.name.clone(),
        nip: head.nip.clone(),
    }
}
