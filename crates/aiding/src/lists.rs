//! Lists that desks work from, kept in the transaction that changes what they are of.

use jiff::civil::Date;
use tuntas_aid::ProgrammeCode;
use tuntas_aid::referral::{Claim, Desk, Due, Referral, all_due, due};
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, OfficerCode};
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{KeptError, ProgrammeStory, ReferralStory};

/// Something a desk has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// Of which referral.
    pub referral: CaseId,
    /// Until when.
    pub on: Date,
    /// What: the text of a [`tuntas_aid::referral::Due`], such as `assess`.
    pub what: String,
    /// What the referral is for.
    pub kind: AidKind,
    /// Who works on it, as of the last entry: a claim may have run out since.
    pub claim: Option<Claim>,
    /// The day of the first thing behind it, or of this one, that the office was not told of as overdue.
    pub untold: Option<Date>,
}

/// A page of what a desk has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePage {
    /// Soonest first.
    pub rows: Vec<DueRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A programme on its office's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeRow {
    /// Its code.
    pub code: ProgrammeCode,
    /// Its present version.
    pub version: u32,
    /// Whether it was ended.
    pub ended: bool,
}

/// A page of an office's programmes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammePage {
    /// By code.
    pub rows: Vec<ProgrammeRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

fn list(office: &AidOfficeCode, desk: Desk) -> String {
    format!("AIDDUE#{office}#{}", desk.as_str())
}

fn programmes(office: &AidOfficeCode) -> String {
    format!("AIDPROG#{office}")
}

/// The rows of a referral: one at most for each desk.
fn rows(id: CaseId, referral: &Referral) -> Vec<Item> {
    let (Some(office), Some(kind)) = (&referral.office, referral.kind) else {
        return Vec::new();
    };
    let all = all_due(referral);
    // The day of the first thing that a desk has to do and that it was not told of as overdue.
    let untold = |desk: Desk| {
        let untold = |thing: &&(Date, Due)| thing.1.desk() == desk && !referral.told.contains(thing);
        all.iter().find(untold).map(|(day, _)| day.to_string())
    };
    let row = |(on, due): (Date, Due)| {
        let item = Item::new(list(office, due.desk()), format!("{on}#{id}"))
            .with("entity", "aid-due")
            .with("referral", id.to_string())
            .with("on", on.to_string())
            .with("what", due.as_str())
            .with("kind", kind.as_str())
            .with_some("untold", untold(due.desk()));
        match &referral.claim {
            Some(claim) if due.is_claimed() => item
                .with("claimed_by", claim.officer.as_str())
                .with("claimed_until", claim.until.to_string()),
            _ => item,
        }
    };
    due(referral).into_iter().map(row).collect()
}

/// The writes between how a referral stood and how it stands.
pub(crate) fn referral_changed(table: &str, before: &ReferralStory, after: &ReferralStory) -> Vec<Write> {
    let (old, new) = (rows(after.id, &before.case), rows(after.id, &after.case));
    let same_key = |one: &Item, other: &Item| key_of(one) == key_of(other);
    let gone = old
        .iter()
        .filter(|item| new.iter().all(|other| !same_key(item, other)))
        .map(|item| Write::Delete {
            table: table.to_owned(),
            key: key_of(item),
            expect: Expect::Anything,
        });
    let come = new
        .iter()
        .filter(|item| !old.contains(item))
        .map(|item| Write::Put {
            table: table.to_owned(),
            item: item.clone(),
            expect: Expect::Anything,
        });
    gone.chain(come).collect()
}

fn key_of(item: &Item) -> Key {
    let part = |name| item.text_if_present(name).unwrap_or_default();
    Key::new(part("pk"), part("sk"))
}

/// The write that keeps a programme on its office's list.
pub(crate) fn programme_changed(table: &str, after: &ProgrammeStory) -> Option<Write> {
    let (office, code) = (after.case.office.as_ref()?, after.case.code.as_ref()?);
    Some(Write::Put {
        table: table.to_owned(),
        item: Item::new(programmes(office), code.as_str())
            .with("entity", "aid-programme")
            .with_number("version", after.case.version())
            .with_number("ended", after.case.ended),
        expect: Expect::Anything,
    })
}

/// Reads the lists.
#[derive(Clone, Debug)]
pub struct Lists {
    table: Table,
}

impl Lists {
    /// Opens the table `cases`.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// A page of what a desk of an office has to do, soonest first.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn due(
        &self,
        office: &AidOfficeCode,
        desk: Desk,
        cursor: Option<&str>,
        limit: u16,
    ) -> Result<DuePage, KeptError> {
        let items = self.table.page(&list(office, desk), cursor, limit).await?;
        let next = next(&items, limit)?;
        let row = |item: &Item| {
            let kind = item.text("kind")?;
            let mut kinds = AidKind::ALL.iter();
            Ok(DueRow {
                referral: item.parsed("referral")?,
                on: item.parsed("on")?,
                what: item.text("what")?.to_owned(),
                kind: *kinds
                    .find(|known| known.as_str() == kind)
                    .ok_or(KeptError::UnknownForm)?,
                claim: claim(item)?,
                untold: (item.has("untold").then(|| item.parsed("untold"))).transpose()?,
            })
        };
        let rows: Result<_, KeptError> = items.iter().map(row).collect();
        Ok(DuePage { rows: rows?, next })
    }

    /// A page of an office's programmes, by code, ended ones included.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn programmes(
        &self,
        office: &AidOfficeCode,
        cursor: Option<&str>,
        limit: u16,
    ) -> Result<ProgrammePage, KeptError> {
        let items = self.table.page(&programmes(office), cursor, limit).await?;
        let next = next(&items, limit)?;
        let row = |item: &Item| {
            Ok(ProgrammeRow {
                code: item.parsed("sk")?,
                version: item.number("version")?,
                ended: item.number::<u8>("ended")? == 1,
            })
        };
        let rows: Result<_, KeptError> = items.iter().map(row).collect();
        Ok(ProgrammePage { rows: rows?, next })
    }
}

fn claim(item: &Item) -> Result<Option<Claim>, KeptError> {
    let Some(officer) = item.text_if_present("claimed_by") else {
        return Ok(None);
    };
    Ok(Some(Claim {
        officer: OfficerCode::parse(officer).map_err(|_| KeptError::UnknownForm)?,
        until: item.parsed("claimed_until")?,
    }))
}

pub(crate) fn next(items: &[Item], limit: u16) -> Result<Option<String>, KeptError> {
    match items.last() {
        Some(last) if items.len() >= usize::from(limit) => Ok(Some(last.text("sk")?.to_owned())),
        _ => Ok(None),
    }
}
