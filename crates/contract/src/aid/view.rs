//! What officers see.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_aid::book::{Account, Book, Booking, Posting};
use tuntas_aid::criteria::{Explained, Known, Value};
use tuntas_aid::paper::{BankAccount, Person};
use tuntas_aid::programme::{Amount, Funding, Programme, Terms};
use tuntas_aid::referral::{Award, CheckIn, Claim, Due, Instalment, Pause, Payment, Referral, Session, due};
use tuntas_domain::money::Rupiah;
use utoipa::ToSchema;
use uuid::Uuid;

use super::criteria::FindingView;
use super::words::{
    AccountName, AidLetterKindName, AidStageName, AttendanceName, BusinessStateName, CheckInName,
    DeclineAidReasonName, DeskName, FactName, FactOriginName, MovementName, OutcomeOfAidName,
    PauseReasonName, PaymentStateName, StopReasonName, TopicName, VerdictOnCriterionName,
};
use crate::aid_consent::AidKindName;

/// What one person may get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FundingView {
    /// Where it comes from.
    #[schema(example = "dbhcht")]
    pub source: String,
    /// What it is for.
    #[schema(example = "modal-usaha")]
    pub purpose: String,
    /// Whose budget it is.
    #[schema(example = 2027)]
    pub year: i16,
    /// All of it, in rupiah.
    #[schema(example = 150_000_000)]
    pub budget: u64,
    /// Exactly that for one person, in rupiah.
    #[schema(required = true, example = 5_000_000)]
    pub fixed: Option<u64>,
    /// That at most for one person, in rupiah.
    #[schema(required = true, example = 10_000_000)]
    pub ceiling: Option<u64>,
}

impl From<&Funding> for FundingView {
    fn from(funding: &Funding) -> Self {
        let (fixed, ceiling) = match funding.amount {
            Amount::Fixed(amount) => (Some(amount.get()), None),
            Amount::Ceiling(amount) => (None, Some(amount.get())),
        };
        Self {
            source: funding.source.to_string(),
            purpose: funding.purpose.to_string(),
            year: funding.year,
            budget: funding.budget.get(),
            fixed,
            ceiling,
        }
    }
}

/// A programme as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProgrammeView {
    /// Its code.
    #[schema(example = "modal-usaha-2027")]
    pub code: String,
    /// Code of the office.
    #[schema(example = "dinsos")]
    pub office: String,
    /// Its present version. Decisions keep the one they were made under.
    #[schema(example = 1)]
    pub version: u32,
    /// Its name.
    #[schema(example = "CONTOH Modal Usaha Perempuan Kepala Keluarga")]
    pub name: String,
    /// Mentoring or capital.
    pub kind: AidKindName,
    /// Its money.
    #[schema(required = true)]
    pub funding: Option<FundingView>,
    /// Who is meant, one criterion on a line.
    #[schema(example = "tanggungan minimal 1 orang")]
    pub criteria: String,
    /// What is worth a second look in the criteria.
    pub remarks: Vec<FindingView>,
    /// Documents that a person brings.
    pub documents: Vec<String>,
    /// First day on which somebody may be proposed.
    #[schema(value_type = String, format = Date, example = "2027-01-04")]
    pub opens: Date,
    /// Last day.
    #[schema(value_type = String, format = Date, example = "2027-11-30")]
    pub closes: Date,
    /// Whether somebody may be proposed today.
    pub open: bool,
    /// Whether it was ended.
    pub ended: bool,
}

impl ProgrammeView {
    /// The view of a programme on a day; `None` for one nobody has published.
    pub fn new(programme: &Programme, today: Date) -> Option<Self> {
        let terms: &Terms = programme.terms()?;
        Some(Self {
            code: programme.code.as_ref()?.to_string(),
            office: programme.office.as_ref()?.to_string(),
            version: programme.version(),
            name: terms.name.as_str().to_owned(),
            kind: terms.kind.into(),
            funding: terms.funding.as_ref().map(FundingView::from),
            criteria: terms.criteria.as_str().to_owned(),
            remarks: terms.criteria.remarks().iter().map(FindingView::from).collect(),
            documents: terms
                .documents
                .iter()
                .map(|document| document.as_str().to_owned())
                .collect(),
            opens: terms.opens,
            closes: terms.closes,
            open: programme.is_open(today),
            ended: programme.ended,
        })
    }
}

/// A page of an office's programmes, by code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProgrammeList {
    /// By code, ended ones included.
    pub programmes: Vec<ProgrammeView>,
    /// Cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// Both sides of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TotalsView {
    /// Which.
    pub account: AccountName,
    /// Everything on the left, in rupiah.
    #[schema(example = 150_000_000)]
    pub debit: u64,
    /// Everything on the right, in rupiah.
    #[schema(example = 6_000_000)]
    pub credit: u64,
    /// What it holds, in rupiah.
    #[schema(required = true, example = 144_000_000)]
    pub balance: Option<u64>,
}

/// Where the money of a programme stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BudgetView {
    /// Which programme.
    #[schema(example = "modal-usaha-2027")]
    pub programme: String,
    /// Of which year.
    #[schema(example = 2027)]
    pub year: i16,
    /// The accounts of its book.
    pub accounts: Vec<TotalsView>,
    /// How many bookings there are.
    #[schema(example = 2)]
    pub bookings: u32,
    /// Whether both sides are the same and no account holds less than nothing.
    pub balanced: bool,
    /// Whether counting all bookings anew gives these very accounts.
    pub recounted: bool,
}

impl BudgetView {
    /// Where the money stands, by its book.
    pub fn new(programme: String, year: i16, book: &Book, bookings: u32, recounted: bool) -> Self {
        let accounts = Account::ALL.iter().map(|account| {
            let totals = book.totals(*account);
            TotalsView {
                account: (*account).into(),
                debit: totals.debit.get(),
                credit: totals.credit.get(),
                balance: book.balance(*account).map(Rupiah::get),
            }
        });
        Self {
            programme,
            year,
            accounts: accounts.collect(),
            bookings,
            balanced: book.is_balanced(),
            recounted,
        }
    }
}

/// A line of a booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PostingView {
    /// Which account.
    pub account: AccountName,
    /// Added to its left side, in rupiah.
    #[schema(example = 6_000_000)]
    pub debit: u64,
    /// Added to its right side, in rupiah.
    #[schema(example = 0)]
    pub credit: u64,
}

impl From<&Posting> for PostingView {
    fn from(posting: &Posting) -> Self {
        Self {
            account: posting.account.into(),
            debit: posting.debit.get(),
            credit: posting.credit.get(),
        }
    }
}

/// A booking. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LedgerRowView {
    /// Its number: 1, 2, 3 ... in each book.
    #[schema(example = 2)]
    pub number: u32,
    /// When it was booked.
    #[schema(value_type = String, format = DateTime, example = "2027-01-11T03:00:00Z")]
    pub at: Timestamp,
    /// Why.
    pub movement: MovementName,
    /// How much, in rupiah.
    #[schema(example = 6_000_000)]
    pub amount: u64,
    /// Its lines: both sides are the same.
    pub postings: Vec<PostingView>,
    /// For which referral; null for budgets.
    #[schema(required = true)]
    pub referral: Option<Uuid>,
}

impl LedgerRowView {
    /// A booking as it was kept.
    pub fn new(
        number: u32,
        at: Timestamp,
        booking: &Booking,
        postings: &[Posting],
        referral: Option<Uuid>,
    ) -> Self {
        Self {
            number,
            at,
            movement: booking.movement.into(),
            amount: booking.amount.get(),
            postings: postings.iter().map(PostingView::from).collect(),
            referral,
        }
    }
}

/// A page of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LedgerView {
    /// By number.
    pub bookings: Vec<LedgerRowView>,
    /// Cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DueView {
    /// What: `assess`, `decide`, `approve`, `plan`, `session`, `check_in`, `close`, `pay` or `confirm`; `await` where it waits
    /// for the person until that day, `continue` where the ruling was undone and somebody decides whether it goes on.
    #[schema(example = "assess")]
    pub what: String,
    /// By whom.
    pub desk: DeskName,
    /// Until when.
    #[schema(value_type = String, format = Date, example = "2027-01-18")]
    pub on: Date,
    /// Whether that day has passed.
    pub overdue: bool,
}

impl DueView {
    /// Something to be done, on a day.
    pub fn new(what: &Due, on: Date, today: Date) -> Self {
        Self {
            what: what.as_str().to_owned(),
            desk: what.desk().into(),
            on,
            overdue: on < today,
        }
    }
}

/// What a referral waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidPauseView {
    /// Why.
    pub reason: PauseReasonName,
    /// Since when.
    #[schema(value_type = String, format = Date, example = "2027-01-12")]
    pub since: Date,
    /// Until when at most; null where the ruling was undone.
    #[schema(required = true, value_type = Option<String>, format = Date, example = "2027-02-01")]
    pub until: Option<Date>,
}

impl From<&Pause> for AidPauseView {
    fn from(pause: &Pause) -> Self {
        Self {
            reason: pause.reason.into(),
            since: pause.since,
            until: pause.until,
        }
    }
}

/// An officer works on a referral's next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidClaimView {
    /// Who.
    #[schema(example = "dinsos-01")]
    pub officer: String,
    /// Until when, UTC.
    #[schema(value_type = String, format = DateTime, example = "2027-01-11T03:30:00Z")]
    pub until: Timestamp,
}

impl AidClaimView {
    /// The claim, if it has not run out.
    pub fn of(claim: Option<&Claim>, now: Timestamp) -> Option<Self> {
        claim.filter(|claim| claim.holds(now)).map(|claim| Self {
            officer: claim.officer.to_string(),
            until: claim.until,
        })
    }
}

/// A part of an award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InstalmentView {
    /// Its number; they count from 1.
    #[schema(example = 1)]
    pub number: u16,
    /// How much, in rupiah.
    #[schema(example = 4_000_000)]
    pub amount: u64,
    /// When it is to be paid.
    #[schema(value_type = String, format = Date, example = "2027-02-01")]
    pub due: Date,
    /// Where it stands.
    pub state: PaymentStateName,
    /// The reference of its order, to be written into the remark of the transfer.
    #[schema(required = true, example = "TA7Q2M0X9K4RDE")]
    pub reference: Option<String>,
    /// When it was ordered or paid.
    #[schema(required = true, value_type = Option<String>, format = Date, example = "2027-02-01")]
    pub on: Option<Date>,
}

impl InstalmentView {
    fn new(number: u16, instalment: &Instalment) -> Self {
        let (state, on) = match &instalment.payment {
            Payment::Pending => (PaymentStateName::Pending, None),
            Payment::Ordered { on, .. } => (PaymentStateName::Ordered, Some(*on)),
            Payment::Paid { on, .. } => (PaymentStateName::Paid, Some(*on)),
            Payment::Cancelled => (PaymentStateName::Cancelled, None),
        };
        Self {
            number,
            amount: instalment.terms.amount.get(),
            due: instalment.terms.due,
            state,
            reference: instalment.reference().map(ToString::to_string),
            on,
        }
    }
}

/// Money for one person, proposed or approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AwardView {
    /// Under which programme.
    #[schema(example = "modal-usaha-2027")]
    pub programme: String,
    /// Under which version of it.
    #[schema(example = 1)]
    pub version: u32,
    /// How much in all, in rupiah.
    #[schema(example = 6_000_000)]
    pub amount: u64,
    /// Whether two people have agreed.
    pub approved: bool,
    /// In which parts.
    pub instalments: Vec<InstalmentView>,
}

impl AwardView {
    fn new(award: &Award, instalments: &[Instalment]) -> Self {
        let pending: Vec<Instalment> = award
            .instalments
            .iter()
            .map(|terms| Instalment {
                terms: *terms,
                payment: Payment::Pending,
            })
            .collect();
        let shown = if instalments.is_empty() {
            &pending
        } else {
            instalments
        };
        Self {
            programme: award.programme.code.to_string(),
            version: award.programme.version,
            amount: award.amount.get(),
            approved: !instalments.is_empty(),
            instalments: (1..)
                .zip(shown)
                .map(|(number, instalment)| InstalmentView::new(number, instalment))
                .collect(),
        }
    }
}

/// A session, as far as everybody of the office sees it: neither what it is about nor who came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// Its number.
    #[schema(example = 1)]
    pub number: u16,
    /// When it is planned.
    #[schema(value_type = String, format = Date, example = "2027-02-03")]
    pub on: Date,
    /// Whether it is recorded.
    pub recorded: bool,
}

impl From<&Session> for SessionView {
    fn from(session: &Session) -> Self {
        Self {
            number: session.number,
            on: session.planned.on,
            recorded: session.recorded.is_some(),
        }
    }
}

/// A session, for its mentor and the office's lead alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RestrictedSessionView {
    /// Its number.
    #[schema(example = 1)]
    pub number: u16,
    /// What it is about.
    pub topic: TopicName,
    /// When it was.
    #[schema(required = true, value_type = Option<String>, format = Date, example = "2027-02-03")]
    pub held_on: Option<Date>,
    /// Who came.
    #[schema(required = true)]
    pub attendance: Option<AttendanceName>,
    /// What was said.
    #[schema(required = true)]
    pub note: Option<String>,
}

impl RestrictedSessionView {
    /// A session with its note.
    pub fn new(session: &Session, note: Option<String>) -> Self {
        Self {
            number: session.number,
            topic: session.planned.topic.into(),
            held_on: session.recorded.map(|(on, _)| on),
            attendance: session.recorded.map(|(_, attendance)| attendance.into()),
            note,
        }
    }
}

/// A look at the business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckInView {
    /// Which.
    pub check_in: CheckInName,
    /// When it is due; null as long as nothing was paid.
    #[schema(required = true, value_type = Option<String>, format = Date, example = "2027-05-01")]
    pub due: Option<Date>,
    /// When it was.
    #[schema(required = true, value_type = Option<String>, format = Date, example = "2027-05-03")]
    pub on: Option<Date>,
    /// How the business did.
    #[schema(required = true)]
    pub state: Option<BusinessStateName>,
    /// What was seen; for the mentor and the office's lead alone, null for all others.
    #[schema(required = true)]
    pub note: Option<String>,
}

impl CheckInView {
    fn new(referral: &Referral, check_in: CheckIn) -> Self {
        let looked = referral.check_ins.get(&check_in);
        Self {
            check_in: check_in.into(),
            due: referral.check_in_due(check_in),
            on: looked.map(|looked| looked.on),
            state: looked.map(|looked| looked.state.into()),
            note: None,
        }
    }
}

/// A letter of the office, or a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidLetterView {
    /// Names it in addresses: number of the entry that wrote it.
    #[schema(example = 5)]
    pub entry: u32,
    /// What it is.
    pub kind: AidLetterKindName,
    /// Its number as printed.
    #[schema(example = "400.9/1/423.104/2027")]
    pub number: String,
    /// Its date.
    #[schema(value_type = String, format = Date, example = "2027-01-11")]
    pub issued_on: Date,
}

/// A referral as far as it names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidReferralStatus {
    /// The referral.
    #[schema(example = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b")]
    pub id: Uuid,
    /// Code of the office.
    #[schema(example = "dinsos")]
    pub office: String,
    /// For what.
    pub kind: AidKindName,
    /// Where it stands.
    pub stage: AidStageName,
    /// The next thing for each desk, with its day.
    pub due: Vec<DueView>,
    /// What it waits for; null while it does not.
    #[schema(required = true)]
    pub pause: Option<AidPauseView>,
    /// When the office heard that the ruling was undone.
    #[schema(required = true, value_type = Option<String>, format = Date, example = "2027-03-01")]
    pub reversed_on: Option<Date>,
    /// Who works on its next step; null while nobody does.
    #[schema(required = true)]
    pub claim: Option<AidClaimView>,
    /// Whether the assessor is for it.
    #[schema(required = true)]
    pub recommended: Option<bool>,
    /// Money, proposed or approved.
    #[schema(required = true)]
    pub award: Option<AwardView>,
    /// Programme that mentoring was granted under.
    #[schema(required = true, example = "pendampingan-2027")]
    pub programme: Option<String>,
    /// Code of the officer who accompanies the person.
    #[schema(required = true, example = "dinsos-04")]
    pub mentor: Option<String>,
    /// Sessions, by number.
    pub sessions: Vec<SessionView>,
    /// Looks at the business; empty for mentoring.
    pub check_ins: Vec<CheckInView>,
    /// Why it was declined.
    #[schema(required = true)]
    pub declined: Option<DeclineAidReasonName>,
    /// Why it was stopped.
    #[schema(required = true)]
    pub stopped: Option<StopReasonName>,
    /// What came of it.
    #[schema(required = true)]
    pub outcome: Option<OutcomeOfAidName>,
    /// Its letters and receipts, oldest first.
    pub letters: Vec<AidLetterView>,
}

impl AidReferralStatus {
    /// The view of a referral on a day; `None` for one nobody has made, or whose consent was taken back before it was.
    pub fn new(
        id: Uuid,
        referral: &Referral,
        letters: Vec<AidLetterView>,
        today: Date,
        now: Timestamp,
    ) -> Option<Self> {
        let award = referral.award.as_ref();
        Some(Self {
            id,
            office: referral.office.as_ref()?.to_string(),
            kind: referral.kind?.into(),
            stage: AidStageName::of(referral.stage)?,
            due: due(referral)
                .iter()
                .map(|(on, what)| DueView::new(what, *on, today))
                .collect(),
            pause: referral.pause.as_ref().map(AidPauseView::from),
            reversed_on: referral.reversed_on,
            claim: AidClaimView::of(referral.claim.as_ref(), now),
            recommended: referral.recommended,
            award: award.map(|award| AwardView::new(award, &referral.instalments)),
            programme: referral
                .granted_under
                .as_ref()
                .map(|programme| programme.code.to_string()),
            mentor: referral.mentor.as_ref().map(ToString::to_string),
            sessions: referral.sessions.iter().map(SessionView::from).collect(),
            check_ins: match award {
                Some(_) => CheckIn::ALL
                    .iter()
                    .map(|check_in| CheckInView::new(referral, *check_in))
                    .collect(),
                None => Vec::new(),
            },
            declined: referral.declined.map(DeclineAidReasonName::from),
            stopped: referral.stopped.map(StopReasonName::from),
            outcome: referral.outcome.map(OutcomeOfAidName::from),
            letters,
        })
    }
}

/// Who is referred, as far as the officer's duties need it; what they do not is null.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidPersonView {
    /// Name.
    #[schema(example = "CONTOH WATI")]
    pub name: String,
    /// NIK.
    #[schema(required = true)]
    pub nik: Option<String>,
    /// Telephone.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Address.
    #[schema(required = true, example = "Jl. Contoh Melati No. 7")]
    pub address: Option<String>,
    /// Kemendagri code of the kelurahan.
    #[schema(required = true, example = "35.75.01.1001")]
    pub kelurahan: Option<String>,
    /// Whether there was violence at home (KDRT): said to the office that protects from it alone.
    #[schema(required = true)]
    pub violence: Option<bool>,
}

impl AidPersonView {
    /// The name alone.
    pub fn named(person: &Person) -> Self {
        Self {
            name: person.name.as_str().to_owned(),
            nik: None,
            phone: None,
            address: None,
            kelurahan: None,
            violence: None,
        }
    }

    /// Adds how to reach the person, and whether to be careful.
    #[must_use]
    pub fn reached(self, person: &Person) -> Self {
        Self {
            phone: person.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            address: person.address.as_ref().map(|address| address.as_str().to_owned()),
            kelurahan: person.kelurahan.as_ref().map(ToString::to_string),
            violence: person.violence.then_some(true),
            ..self
        }
    }

    /// Adds the NIK.
    #[must_use]
    pub fn numbered(self, person: &Person) -> Self {
        Self {
            nik: person.nik.as_ref().map(|nik| nik.as_str().to_owned()),
            ..self
        }
    }
}

/// A fact, with where it is known from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidFactView {
    /// Which.
    pub fact: FactName,
    /// A number or an amount in rupiah.
    #[schema(required = true, example = 1_500_000)]
    pub number: Option<u64>,
    /// A word.
    #[schema(required = true)]
    pub word: Option<String>,
    /// Where it is known from.
    pub origin: FactOriginName,
}

impl From<&Known> for AidFactView {
    fn from(known: &Known) -> Self {
        let (number, word) = match &known.value {
            Value::Number(number) => (Some(*number), None),
            Value::Word(word) => (None, Some(word.clone())),
        };
        Self {
            fact: known.fact.into(),
            number,
            word,
            origin: known.origin.into(),
        }
    }
}

/// Where money goes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BankAccountView {
    /// Name of the bank.
    #[schema(example = "BANK CONTOH")]
    pub bank: String,
    /// Number of the account.
    #[schema(example = "000123456789")]
    pub number: String,
    /// In whose name.
    #[schema(example = "CONTOH WATI")]
    pub holder: String,
}

impl From<&BankAccount> for BankAccountView {
    fn from(account: &BankAccount) -> Self {
        Self {
            bank: account.bank.as_str().to_owned(),
            number: account.number.as_str().to_owned(),
            holder: account.holder.as_str().to_owned(),
        }
    }
}

/// A referral as an officer sees it: what the officer's duties do not need is null.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidReferralView {
    /// The referral.
    pub referral: AidReferralStatus,
    /// Who is referred.
    #[schema(required = true)]
    pub person: Option<AidPersonView>,
    /// What is known of the person.
    #[schema(required = true)]
    pub facts: Option<Vec<AidFactView>>,
    /// Where money goes.
    #[schema(required = true)]
    pub account: Option<BankAccountView>,
    /// What the assessor saw.
    #[schema(required = true)]
    pub assessment_note: Option<String>,
    /// What was said beside the decision.
    #[schema(required = true)]
    pub decision_note: Option<String>,
    /// Sessions with what they are about, who came and what was said; for the mentor and the office's lead alone.
    #[schema(required = true)]
    pub sessions: Option<Vec<RestrictedSessionView>>,
    /// Why it was stopped, in words.
    #[schema(required = true)]
    pub stop_note: Option<String>,
}

/// Something on a desk's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QueuedReferral {
    /// The referral.
    #[schema(example = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b")]
    pub referral: Uuid,
    /// For what.
    pub kind: AidKindName,
    /// What is to be done, as in `due` of the referral.
    #[schema(example = "assess")]
    pub what: String,
    /// Until when.
    #[schema(value_type = String, format = Date, example = "2027-01-18")]
    pub on: Date,
    /// Whether that day has passed.
    pub overdue: bool,
    /// Who works on it; null while nobody does.
    #[schema(required = true)]
    pub claim: Option<AidClaimView>,
}

/// A page of what a desk has to do, soonest first. Free of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AidQueue {
    /// Soonest first.
    pub referrals: Vec<QueuedReferral>,
    /// Cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// One criterion, and what speaks for or against it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExplainedView {
    /// On which line of the criteria it stands.
    #[schema(example = 1)]
    pub line: u32,
    /// As it is written.
    #[schema(example = "tanggungan minimal 1 orang")]
    pub criterion: String,
    /// Whether it is met.
    pub verdict: VerdictOnCriterionName,
    /// The fact it was held against; null exactly where it is not known.
    #[schema(required = true)]
    pub fact: Option<AidFactView>,
}

impl From<&Explained<'_>> for ExplainedView {
    fn from(explained: &Explained<'_>) -> Self {
        Self {
            line: explained.criterion.line,
            criterion: explained.criterion.text.clone(),
            verdict: explained.verdict.into(),
            fact: explained.fact.as_ref().map(AidFactView::from),
        }
    }
}

/// The criteria of a programme held against what is known. It explains; people decide.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EligibilityView {
    /// Which programme.
    #[schema(example = "modal-usaha-2027")]
    pub programme: String,
    /// Which version of it.
    #[schema(example = 1)]
    pub version: u32,
    /// By line.
    pub criteria: Vec<ExplainedView>,
}
