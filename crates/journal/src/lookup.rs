//! Names by which a case is found: the court's numbers, codes, orders. Numbers are stored as hashes.

use aws_lc_rs::digest::{SHA256, digest};
use tuntas_domain::case::Event;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AktaCeraiNumber, CaseId, CaseNumber, CourtCode};
use tuntas_tables::{Item, ItemError, Key, Write};

use crate::chain::hex;

/// Something that names a case.
#[derive(Debug, Clone)]
pub enum LookupKey<'a> {
    /// The divorce certificate: one certificate, one case.
    Akta(&'a AktaCeraiNumber),
    /// The court's case number.
    CaseNumber(&'a CaseNumber),
    /// The court's own reference.
    Reference(&'a CourtCode, &'a str),
    /// An `Idempotency-Key` of a client on an operation.
    Idempotency(&'a str, &'a str, &'a str),
    /// A tracking code, by its hash.
    Tracking(&'a str),
    /// A courier's order number.
    CourierOrder(&'a str),
}

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    /// The case.
    pub case: CaseId,
    /// The party, where the name belongs to one.
    pub role: Option<Role>,
    /// SHA-256 over the request behind an idempotency key, hex. Where a body could be guessed, its key is hashed with it.
    pub digest: Option<String>,
    /// Whether the request behind an idempotency key only met a case that was there before.
    pub repeats: bool,
}

impl Lookup {
    /// A name of the case as a whole.
    pub fn case(case: CaseId) -> Self {
        Self {
            case,
            role: None,
            digest: None,
            repeats: false,
        }
    }
}

impl LookupKey<'_> {
    pub(crate) fn key(&self) -> Key {
        let pk = match self {
            Self::Akta(number) => format!("AKTA#{}", hashed(&[&number.canonical()])),
            Self::CaseNumber(number) => format!("PERKARA#{}", hashed(&[&number.canonical()])),
            Self::Reference(court, reference) => format!("REF#{}", hashed(&[court.as_str(), reference])),
            Self::Idempotency(client, operation, key) => {
                format!("IDEM#{}", hashed(&[client, operation, key]))
            }
            Self::Tracking(hash) => format!("TRACK#{hash}"),
            Self::CourierOrder(order) => format!("COURIER#{order}"),
        };
        Key::new(pk, "LOOKUP")
    }
}

fn hashed(parts: &[&str]) -> String {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        bytes.extend(part.as_bytes());
    }
    hex(digest(&SHA256, &bytes).as_ref())
}

pub(crate) fn write(table: &str, key: &LookupKey<'_>, lookup: &Lookup) -> Write {
    let key = key.key();
    Write::create(
        table,
        Item::new(key.pk, key.sk)
            .with("entity", "lookup")
            .with("case", lookup.case.to_string())
            .with_some("role", lookup.role.map(Role::as_str))
            .with_some("digest", lookup.digest.as_deref())
            .with_some("repeats", lookup.repeats.then_some("yes")),
    )
}

pub(crate) fn read(item: &Item) -> Result<Lookup, ItemError> {
    Ok(Lookup {
        case: item.parsed("case")?,
        role: item.text_if_present("role").and_then(Role::named),
        digest: item.text_if_present("digest").map(str::to_owned),
        repeats: item.text_if_present("repeats").is_some(),
    })
}

/// A booked order is found again by its number when the courier calls back.
pub(crate) fn opened_by(table: &str, case: CaseId, event: &Event) -> Option<Write> {
    match event {
        Event::CourierBooked { role, order, .. } => Some(write(
            table,
            &LookupKey::CourierOrder(order),
            &Lookup {
                role: Some(*role),
                ..Lookup::case(case)
            },
        )),
        _ => None,
    }
}
