//! A feed file: its bytes, and what the table keeps of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_domain::household::{Cause, Departure, Household};
use tuntas_domain::identity::{CityCode, HouseholdId, Nik};
use tuntas_domain::people::Text;
use tuntas_signatures::sha256_hex;

use crate::card::{card, row};
use crate::{Difference, FileNumber, Row, difference};

/// Format of a file, in its first line.
pub const FORMAT: &str = "tuntas/register-feed/1";

/// Entries of a file at most. Each needs up to two writes of the transaction that takes the file's number, which has
/// room for 100; acknowledging a whole file likewise.
pub const ENTRIES_AT_MOST: usize = 40;

/// A change of the register: a household version and the one before it.
#[derive(Clone)]
pub struct Change {
    /// The version before; none for a household's first version.
    pub before: Option<Household>,
    /// The version that came about.
    pub after: Household,
}

/// Which household version an entry of a file tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntryRef {
    /// The household.
    pub household: HouseholdId,
    /// Its version.
    pub version: u32,
    /// Members of that version and, after them, who left the city with it: the rows an answer may name.
    pub members: usize,
}

/// A whole file, ready to be signed and stored. `Debug` shows no content.
#[derive(Clone, PartialEq, Eq)]
pub struct FeedFile {
    pub(crate) number: FileNumber,
    pub(crate) previous: Option<String>,
    pub(crate) city: CityCode,
    pub(crate) made_at: Timestamp,
    pub(crate) entries: Vec<EntryRef>,
    /// Versions that must be in the feed before this file.
    pub(crate) after: Vec<(HouseholdId, u32)>,
    bytes: Vec<u8>,
    sha256: String,
}

/// The first line of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Header {
    pub(crate) format: String,
    pub(crate) number: FileNumber,
    pub(crate) previous: Option<String>,
    pub(crate) city: CityCode,
    pub(crate) made_at: Timestamp,
    pub(crate) entries: usize,
}

/// A line of a file. The order of the members is part of the format.
#[derive(Serialize)]
struct Line<'a> {
    household: HouseholdId,
    version: u32,
    cause: Cause,
    head: Option<&'a Nik>,
    card: Row,
    members: Vec<Row>,
    differences: Difference,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    departed: Vec<Departed<'a>>,
}

/// Somebody who left the city, with what SIAK's operator makes the certificate of moving (*SKPWNI*) of.
#[derive(Serialize)]
struct Departed<'a> {
    #[serde(rename = "NIK")]
    nik: &'a Nik,
    /// With whom they go.
    with: &'a Nik,
    destination: Destination<'a>,
    /// All columns, as they leave; the relationship is that on this card.
    columns: Row,
}

/// Where to.
#[derive(Serialize)]
struct Destination<'a> {
    /// Code of the city or regency, where known.
    region: Option<&'a CityCode>,
    /// Its name in the ministry's list.
    region_name: Option<&'static str>,
    /// The party's own words.
    text: &'a Text<60>,
}

/// Whether a version is a change of the register that SIAK is to learn of. What was imported came from there.
pub fn is_change(cause: Cause) -> bool {
    cause != Cause::Import
}

impl FeedFile {
    /// Writes a file. The same arguments give the same bytes.
    ///
    /// # Errors
    /// A line could not be written as JSON.
    pub fn make(
        number: FileNumber,
        previous: Option<&str>,
        city: &CityCode,
        made_at: Timestamp,
        changes: &[Change],
    ) -> Result<Self, serde_json::Error> {
        let mut bytes = serde_json::to_vec(&Header {
            format: FORMAT.to_owned(),
            number,
            previous: previous.map(str::to_owned),
            city: city.clone(),
            made_at,
            entries: changes.len(),
        })?;
        bytes.push(b'\n');
        let mut entries: Vec<EntryRef> = Vec::with_capacity(changes.len());
        let mut after = Vec::new();
        for change in changes {
            if let Some(before) = &change.before
                && is_change(before.cause)
                && !entries
                    .iter()
                    .any(|entry| (entry.household, entry.version) == (before.id, before.version))
            {
                after.push((before.id, before.version));
            }
            serde_json::to_writer(&mut bytes, &line(change))?;
            bytes.push(b'\n');
            entries.push(EntryRef {
                household: change.after.id,
                version: change.after.version,
                members: change.after.members.len() + change.after.departed.len(),
            });
        }
        Ok(Self {
            number,
            previous: previous.map(str::to_owned),
            city: city.clone(),
            made_at,
            entries,
            after,
            sha256: sha256_hex(&bytes),
            bytes,
        })
    }

    /// The file's number.
    pub fn number(&self) -> FileNumber {
        self.number
    }

    /// What is signed and stored.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the bytes in lower-case hexadecimal: what the next file names as `previous`.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How many household versions it tells of.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it tells of none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl std::fmt::Debug for FeedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FeedFile")
            .field("number", &self.number)
            .field("entries", &self.entries.len())
            .field("sha256", &self.sha256)
            .finish_non_exhaustive()
    }
}

fn line(change: &Change) -> Line<'_> {
    let after = &change.after;
    Line {
        household: after.id,
        version: after.version,
        cause: after.cause,
        head: after.head().map(|head| &head.person.nik),
        card: card(after),
        members: after.members.iter().map(row).collect(),
        differences: difference(change.before.as_ref(), after),
        departed: after.departed.iter().map(departed).collect(),
    }
}

fn departed(departure: &Departure) -> Departed<'_> {
    let region = departure.region.as_ref();
    Departed {
        nik: &departure.member.person.nik,
        with: &departure.with,
        destination: Destination {
            region,
            region_name: region.and_then(CityCode::name),
            text: &departure.destination,
        },
        columns: row(&departure.member),
    }
}

/// Key of a file in the bucket: `register-feed/<number>.jsonl`.
pub fn object_key(number: FileNumber) -> String {
    format!("register-feed/{number}.jsonl")
}

/// Key of its signature: `register-feed/<number>.jsonl.jws`.
pub fn signature_key(number: FileNumber) -> String {
    format!("register-feed/{number}.jsonl.jws")
}
