//! Payment orders: what a reference stands for, and which orders nobody has heard of again.

use jiff::civil::Date;
use tuntas_aid::PaymentReference;
use tuntas_aid::referral::{Event, Payment, Referral};
use tuntas_domain::identity::{AidOfficeCode, CaseId};
use tuntas_domain::money::Rupiah;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{KeptError, ReferralStory};

/// An order of which nobody knows yet whether it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outstanding {
    /// By which reference.
    pub reference: PaymentReference,
    /// Of which referral.
    pub referral: CaseId,
    /// Which instalment.
    pub instalment: u16,
    /// How much.
    pub amount: Rupiah,
    /// When it was ordered.
    pub ordered_on: Date,
}

/// What a reference stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) office: AidOfficeCode,
    pub(crate) referral: CaseId,
    pub(crate) instalment: u16,
}

fn order_key(reference: &PaymentReference) -> Key {
    Key::new(format!("AIDPAY#{reference}"), "ORDER")
}

fn list(office: &AidOfficeCode) -> String {
    format!("AIDOUT#{office}")
}

/// Rows of what is outstanding.
fn rows(id: CaseId, referral: &Referral) -> Vec<Item> {
    let Some(office) = &referral.office else {
        return Vec::new();
    };
    let numbered = (1_u16..).zip(&referral.instalments);
    let row = |(number, instalment): (u16, &tuntas_aid::referral::Instalment)| {
        let Payment::Ordered { reference, on, .. } = &instalment.payment else {
            return None;
        };
        Some(
            Item::new(list(office), format!("{on}#{reference}"))
                .with("entity", "aid-outstanding")
                .with("reference", reference.as_str())
                .with("referral", id.to_string())
                .with_number("instalment", number)
                .with("amount", instalment.terms.amount.get().to_string())
                .with("on", on.to_string()),
        )
    };
    numbered.filter_map(row).collect()
}

/// The writes between how a referral stood and how it stands.
pub(crate) fn changed(table: &str, before: &ReferralStory, after: &ReferralStory) -> Vec<Write> {
    let (old, new) = (rows(after.id, &before.case), rows(after.id, &after.case));
    let gone = old
        .iter()
        .filter(|item| !new.contains(item))
        .map(|item| Write::Delete {
            table: table.to_owned(),
            key: Key::new(
                item.text_if_present("pk").unwrap_or_default(),
                item.text_if_present("sk").unwrap_or_default(),
            ),
            expect: Expect::Anything,
        });
    let come = new
        .iter()
        .filter(|item| !old.contains(item))
        .map(|item| Write::create(table, item.clone()));
    let ordered = after
        .entries
        .iter()
        .skip(before.entries.len())
        .filter_map(|entry| match &entry.event {
            Event::PaymentOrdered {
                instalment,
                reference,
                ..
            } => {
                let key = order_key(reference);
                let item = Item::new(key.pk, key.sk)
                    .with("entity", "aid-order")
                    .with("office", after.case.office.as_ref()?.as_str())
                    .with("referral", after.id.to_string())
                    .with_number("instalment", *instalment);
                // Two orders never share a reference: the second one fails.
                Some(Write::create(table, item))
            }
            _ => None,
        });
    gone.chain(come).chain(ordered).collect()
}

/// Reads payment orders.
#[derive(Clone, Debug)]
pub(crate) struct Payments {
    table: Table,
}

impl Payments {
    pub(crate) fn new(table: Table) -> Self {
        Self { table }
    }

    pub(crate) async fn order(&self, reference: &PaymentReference) -> Result<Option<Order>, KeptError> {
        let Some(item) = self.table.get(&order_key(reference)).await? else {
            return Ok(None);
        };
        Ok(Some(Order {
            office: item.parsed("office")?,
            referral: item.parsed("referral")?,
            instalment: item.number("instalment")?,
        }))
    }

    /// Orders of an office that are outstanding, oldest first.
    pub(crate) async fn outstanding(&self, office: &AidOfficeCode) -> Result<Vec<Outstanding>, KeptError> {
        let items = self.table.all(&list(office), "").await?;
        let read = |item: &Item| {
            let amount: u64 = item.parsed("amount")?;
            Ok(Outstanding {
                reference: item.parsed("reference")?,
                referral: item.parsed("referral")?,
                instalment: item.number("instalment")?,
                amount: Rupiah::new(amount).map_err(|_| KeptError::UnknownForm)?,
                ordered_on: item.parsed("on")?,
            })
        };
        items.iter().map(read).collect()
    }
}
