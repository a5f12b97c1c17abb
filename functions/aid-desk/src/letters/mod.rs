//! Letters and receipts. They are typeset each time somebody asks, from what does not change any more, and kept nowhere: so
//! nothing is left of them when consent is taken back. What their QR leads to is kept, and names nobody.

mod decision;
mod receipt;
mod refusal;

use jiff::Timestamp;
use jiff::civil::Date;
use tracing::warn;
use tuntas_aid::paper::{BankAccount, Person};
use tuntas_aid::referral::{Event, Letter, ProgrammeVersion, Referral, evolve};
use tuntas_aiding::{KeptError, ReferralStory};
use tuntas_cards::{House, OfficeHead, OfficeLetter, Recipient, RenderError};
use tuntas_city::AidDuty::{self, Approve, Assess, Cashier, Lead};
use tuntas_city::{AidOffice, Head};
use tuntas_domain::calendar;
use tuntas_domain::identity::{CaseId, DocumentId};
use tuntas_domain::money::Rupiah;
use tuntas_domain::spelled::in_words;
use tuntas_dossier::{DossierError, LetterOf, LetterRecord};
use tuntas_journal::{Entry, JournalError};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_tables::{CommitError, commit};

use crate::{AidDesk, none};

/// Everything a letter stands on.
struct Matter<'a> {
    desk: &'a AidDesk,
    office: &'a AidOffice,
    entry: &'a Entry<tuntas_aiding::Aiding>,
    request: CaseId,
    number: String,
    issued_on: Date,
    /// The referral as the letter left it.
    after: Referral,
    person: Person,
    account: Option<BankAccount>,
    /// Name of the programme, as it was called in the version that was decided under.
    programme: Option<String>,
}

/// Why a letter is not there.
#[derive(Debug, thiserror::Error)]
enum Unwritten {
    /// No letter has that name, or what it stood on was erased.
    #[error("there is no such letter")]
    NoLetter,
    /// Typesetting was interrupted.
    #[error("typesetting was interrupted")]
    Interrupted,
    /// Could not be typeset.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// What it stands on could not be read.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// The programme could not be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// It could not be made verifiable.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// It could not be made verifiable.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// Number and date of the letter or receipt that an event wrote. Receipts are a series of their own, and their numbers say so.
pub(crate) fn printed(event: &Event, office: &AidOffice) -> Option<(String, Date)> {
    let form = &office.writes.letter_form;
    let write = |letter: &Letter| form.write(letter.number, letter.issued_on);
    match (event.letter(), event.receipt()) {
        (Some(letter), _) => Some((write(letter), letter.issued_on)),
        (None, Some(receipt)) => Some((format!("KW-{}", write(receipt)), receipt.issued_on)),
        (None, None) => None,
    }
}

/// Names the letter that an entry wrote.
fn document(referral: CaseId, entry: u32) -> DocumentId {
    referral.document(&format!("letter/{entry}"))
}

impl AidDesk {
    /// Letters name people: that an officer took one is written down first.
    pub(crate) async fn letter(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, &[Assess, Approve, Cashier, Lead])?;
        let entry: u32 = request
            .path("entry")
            .and_then(|entry| entry.parse().ok())
            .ok_or_else(none)?;
        let story = self.load(request, &officer).await?;
        let event = &story.entry(entry).ok_or_else(none)?.event;
        let duties: &[AidDuty] = match (event.letter(), event.receipt()) {
            (Some(_), _) => &[Assess, Approve, Lead],
            (None, Some(_)) => &[Approve, Cashier, Lead],
            (None, None) => &[],
        };
        // Of what is not the officer's to see, not even that it is there.
        if !officer.has(duties) {
            return Err(none().into());
        }
        let story = self.looked(request, &officer, story, at).await?;
        let pdf = match self.typeset(&story, entry, officer.office).await {
            Ok(pdf) => pdf,
            Err(Unwritten::NoLetter) => return Err(none().into()),
            Err(other) => return Err(other.into()),
        };
        Ok(HttpResponse::bytes(200, "application/pdf", &pdf).header(
            "content-disposition",
            format!("inline; filename=\"surat-{entry}.pdf\""),
        ))
    }

    /// Makes the letters of a referral verifiable. Whatever fails is done when somebody asks for the letter.
    pub(crate) async fn issue(&self, story: &ReferralStory, office: &AidOffice) {
        for entry in &story.entries {
            if let Err(error) = self.verifiable(story, entry.seq, office).await {
                warn!(referral = %story.id, %error, "a letter could not be made verifiable yet");
            }
        }
    }

    /// Sees to it that the QR of a letter leads to it, and says whether it is in force.
    async fn verifiable(&self, story: &ReferralStory, seq: u32, office: &AidOffice) -> Result<(), Unwritten> {
        let entry = story.entry(seq).ok_or(Unwritten::NoLetter)?;
        let Some((number, issued_on)) = printed(&entry.event, office) else {
            return Ok(());
        };
        let document = document(story.id, seq);
        let kept = self.dossiers.letter(document).await?;
        if kept.is_none() {
            let record = LetterRecord {
                number,
                issued_on,
                of: LetterOf::Aid,
            };
            let write = self.dossiers.issue_letter(document, &record)?;
            match commit(&self.database, vec![write]).await {
                // Somebody else was faster.
                Ok(()) | Err(CommitError::Condition { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        if is_void(story, entry) && !kept.is_some_and(|kept| kept.replaced) {
            commit(&self.database, vec![self.dossiers.replace_letter(document)]).await?;
        }
        Ok(())
    }

    async fn typeset(
        &self,
        story: &ReferralStory,
        seq: u32,
        office: &AidOffice,
    ) -> Result<Vec<u8>, Unwritten> {
        let entry = story.entry(seq).ok_or(Unwritten::NoLetter)?;
        let (number, issued_on) = printed(&entry.event, office).ok_or(Unwritten::NoLetter)?;
        let upto = story.entries.iter().take_while(|entry| entry.seq <= seq);
        let after = upto.fold(Referral::default(), |state, entry| evolve(state, &entry.event));
        let person = self.aid.papers.person(story.id).await?;
        let matter = Matter {
            desk: self,
            office,
            entry,
            request: story.id,
            number,
            issued_on,
            programme: self.name_of(&after).await?,
            after,
            person: person.ok_or(Unwritten::NoLetter)?,
            account: self.aid.papers.account(story.id).await?,
        };
        let paper = match &entry.event {
            Event::AidDeclined { reason, .. } => Paper::Letter(refusal::letter(&matter, *reason)),
            Event::PaymentOrdered {
                instalment,
                reference,
                ..
            } => {
                Paper::Receipt(receipt::receipt(&matter, *instalment, reference).ok_or(Unwritten::NoLetter)?)
            }
            _ => Paper::Letter(decision::letter(&matter)),
        };
        // Nobody gets a letter whose QR leads nowhere.
        self.verifiable(story, seq, office).await?;
        // Typesetting takes a while: it must not hold up others who wait on this thread.
        let renderer = std::sync::Arc::clone(&self.renderer);
        let pdf = tokio::task::spawn_blocking(move || match &paper {
            Paper::Letter(letter) => renderer.letter(letter),
            Paper::Receipt(receipt) => renderer.receipt(receipt),
        });
        Ok(pdf.await.map_err(|_| Unwritten::Interrupted)??.bytes)
    }

    async fn name_of(&self, referral: &Referral) -> Result<Option<String>, JournalError> {
        let award = referral.award.as_ref().map(|award| &award.programme);
        let Some(ProgrammeVersion { code, version }) = award.or(referral.granted_under.as_ref()) else {
            return Ok(None);
        };
        let story = self.aid.programme(code).await?;
        Ok(story
            .case
            .at(*version)
            .map(|terms| terms.name.as_str().to_owned()))
    }
}

enum Paper {
    Letter(OfficeLetter),
    Receipt(tuntas_cards::Receipt),
}

/// A receipt is void once its payment came back.
fn is_void(story: &ReferralStory, entry: &Entry<tuntas_aiding::Aiding>) -> bool {
    let Event::PaymentOrdered { reference, .. } = &entry.event else {
        return false;
    };
    story.entries.iter().any(
        |later| matches!(&later.event, Event::PaymentReturned { reference: back, .. } if back == reference),
    )
}

impl Matter<'_> {
    /// Address and hint of the QR symbol.
    fn verification(&self) -> (String, String) {
        let document = document(self.request, self.entry.seq);
        let token = self.desk.keys.document_token(document.0);
        let hint: String = token.chars().rev().take(8).collect();
        let hint: String = hint.chars().rev().collect();
        (format!("{}/v1/verify/{token}", self.desk.public_url), hint)
    }

    /// Letterhead, number, date, recipient, signer, QR: what every letter has. It goes to the person by hand or through the
    /// mentor: no address stands on it.
    fn sheet(&self, subject: &str) -> OfficeLetter {
        let (verify_url, verify_token_hint) = self.verification();
        let writes = &self.office.writes;
        OfficeLetter {
            house: House::City,
            letterhead: writes.letterhead.clone(),
            number: self.number.clone(),
            place: writes.place.clone(),
            date: calendar::in_prose(self.issued_on),
            issued_on: calendar::on_forms(self.issued_on),
            nature: "Rahasia".to_owned(),
            attachment: String::new(),
            subject: subject.to_owned(),
            recipient: Recipient {
                office: self.person.name.as_str().to_owned(),
                place: "Tempat".to_owned(),
            },
            body: Vec::new(),
            on_behalf_of: String::new(),
            signer: head(&writes.signer),
            copies: writes.copies.clone(),
            verify_url,
            verify_token_hint,
            sample: self.desk.city.sample,
        }
    }
}

fn head(head: &Head) -> OfficeHead {
    OfficeHead {
        title: head.title.clone(),
        name: head.name.clone(),
        nip: head.nip.clone(),
    }
}

fn fact(label: impl Into<String>, value: impl Into<String>) -> (String, String) {
    (label.into(), value.into())
}

/// `Rp6.000.000 (enam juta rupiah)`.
fn figures_and_words(amount: Rupiah) -> String {
    format!("{amount} ({} rupiah)", in_words(amount.get()))
}

/// The text with its first letter as a capital.
fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
