//! A referral as an officer sees it: by duty, and nothing more.

use jiff::Timestamp;
use tuntas_aid::paper::Note;
use tuntas_aid::referral::{CheckIn, Event};
use tuntas_aiding::{NoteOf, ReferralStory};
use tuntas_city::AidDuty::{self, Approve, Assess, Cashier, Lead, Mentor};
use tuntas_city::AidOffice;
use tuntas_contract::aid::{
    AidFactView, AidLetterKindName, AidLetterView, AidPersonView, AidReferralStatus, AidReferralView,
    BankAccountView, RestrictedSessionView,
};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::caller::Officer;
use crate::letters::printed;
use crate::{AidDesk, none};

/// Who works on referrals: everybody but those who only write programmes.
pub(crate) const ON_REFERRALS: &[AidDuty] = &[Assess, Approve, Mentor, Cashier, Lead];

impl AidDesk {
    /// What names people is shown once it is written down that it was.
    pub(crate) async fn read(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, ON_REFERRALS)?;
        let story = self.load(request, &officer).await?;
        let story = self.looked(request, &officer, story, at).await?;
        self.shown(200, &story, &officer, at).await
    }

    /// The referral, with as much of its papers as the officer's duties need. Whoever calls this has seen to it that an entry of
    /// the journal names the officer.
    pub(crate) async fn shown(
        &self,
        status: u16,
        story: &ReferralStory,
        officer: &Officer<'_>,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let (papers, id) = (&self.aid.papers, story.id);
        let mine = officer.accompanies(&story.case);
        let has = |duties: &[AidDuty]| officer.has(duties);
        let mut referral = AidReferralStatus::new(
            id.0,
            &story.case,
            letters(story, officer.office),
            self.day(at),
            at,
        )
        .ok_or_else(none)?;
        let person = if has(&[Assess, Approve, Cashier, Lead]) || mine {
            papers.person(id).await?.map(|person| {
                let mut shown = AidPersonView::named(&person);
                if has(&[Assess, Lead]) || mine {
                    shown = shown.reached(&person);
                }
                if has(&[Assess, Approve]) {
                    shown = shown.numbered(&person);
                }
                shown
            })
        } else {
            None
        };
        let facts = if has(&[Assess, Approve, Lead]) {
            let facts = papers.facts(id).await?;
            facts.map(|facts| facts.all().map(AidFactView::from).collect())
        } else {
            None
        };
        let account = if has(&[Assess, Cashier]) {
            papers.account(id).await?.as_ref().map(BankAccountView::from)
        } else {
            None
        };
        let sessions = if mine || has(&[Lead]) {
            let mut sessions = Vec::with_capacity(story.case.sessions.len());
            for session in &story.case.sessions {
                let note = match session.recorded {
                    Some(_) => self.note(story, NoteOf::Session(session.number)).await?,
                    None => None,
                };
                sessions.push(RestrictedSessionView::new(session, note));
            }
            for (shown, check_in) in referral.check_ins.iter_mut().zip(CheckIn::ALL) {
                if story.case.check_ins.contains_key(check_in) {
                    shown.note = self.note(story, NoteOf::CheckIn(*check_in)).await?;
                }
            }
            Some(sessions)
        } else {
            None
        };
        let view = AidReferralView {
            person,
            facts,
            account,
            assessment_note: if has(&[Assess, Approve, Lead]) || mine {
                self.note(story, NoteOf::Assessment).await?
            } else {
                None
            },
            decision_note: if has(&[Assess, Approve, Lead]) {
                self.note(story, NoteOf::Decision).await?
            } else {
                None
            },
            sessions,
            stop_note: if has(&[Approve, Lead]) {
                self.note(story, NoteOf::Stop).await?
            } else {
                None
            },
            referral,
        };
        Ok(HttpResponse::json(status, &view))
    }

    async fn note(&self, story: &ReferralStory, of: NoteOf) -> Result<Option<String>, HttpError> {
        let note: Option<Note> = self.aid.papers.note(story.id, of).await?;
        Ok(note.map(|note| note.as_str().to_owned()))
    }
}

/// The office's letters about a referral, oldest first.
fn letters(story: &ReferralStory, office: &AidOffice) -> Vec<AidLetterView> {
    let entries = story.entries.iter();
    let letter = entries.filter_map(|entry| {
        let (number, issued_on) = printed(&entry.event, office)?;
        Some(AidLetterView {
            entry: entry.seq,
            kind: match &entry.event {
                Event::AidDeclined { .. } => AidLetterKindName::Refusal,
                Event::PaymentOrdered { .. } => AidLetterKindName::Receipt,
                _ => AidLetterKindName::Decision,
            },
            number,
            issued_on,
        })
    });
    letter.collect()
}
