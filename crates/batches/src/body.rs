//! From a row to the body of a request, and from a fault in the body back to the column.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tuntas_contract::{CompletionRequest, DecreeRequest, FieldError};
use tuntas_domain::identity::{AktaCeraiNumber, CaseNumber};

use crate::fields::{FIELDS, Field, Kind};
use crate::{Cell, Columns, Layout, date};

/// The body that a row becomes. Holds personal data: there is no `Debug`.
pub struct Body {
    /// As it came; a body that was made of columns is written once it is asked for.
    text: Option<String>,
    value: Value,
    layout: Layout,
    own: Vec<FieldError>,
    /// For each child of the body, its number in the columns, from 0.
    children: Vec<usize>,
    /// What the columns were; a body that came as such has none.
    columns: Option<Columns>,
}

/// One fault of a row, as the court is told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The column as the court wrote it; empty for the row as a whole.
    pub column: String,
    /// Stable code: that of the API.
    pub code: Cow<'static, str>,
    /// The rule that was broken.
    pub rule: Cow<'static, str>,
    /// What to do about it.
    pub mend: Cow<'static, str>,
}

impl Columns {
    /// Makes a body of the cells under these columns. `city` is the code of the city, such as `35.75`: whoever lives there
    /// lives in the city.
    pub fn body(&self, cells: &[Cell], city: &str) -> Body {
        let mut root = Value::Object(Map::new());
        let mut children: BTreeMap<usize, Value> = BTreeMap::new();
        let mut own = Vec::new();
        // The columns in the order of the fields, so that the order in the file does not matter.
        let mut known: Vec<(usize, &Cell)> = self
            .fields
            .iter()
            .zip(cells)
            .filter_map(|(field, cell)| Some(((*field)?, cell)))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        known.sort_by_key(|(field, _)| *field);
        for (field, cell) in known {
            let Some(field) = FIELDS.get(field) else { continue };
            let value = convert(field, cell, &mut own);
            match child_of(&field.pointer) {
                Some((number, rest)) => {
                    let child = children
                        .entry(number)
                        .or_insert_with(|| Value::Object(Map::new()));
                    set(child, rest, value);
                }
                None => set(&mut root, &field.pointer, value),
            }
        }
        if self.layout() == Layout::Decrees {
            for party in ["petitioner", "respondent"] {
                domicile(&mut root, party, city);
            }
        }
        let numbers: Vec<usize> = children.keys().copied().collect();
        for fault in &mut own {
            // A child's number among the columns becomes its place in the list.
            if let Some((number, rest)) = child_of(&fault.field)
                && let Some(place) = numbers.iter().position(|known| *known == number)
            {
                fault.field = format!("/children/{place}{rest}");
            }
        }
        if let (Value::Object(members), false) = (&mut root, children.is_empty()) {
            members.insert(
                "children".to_owned(),
                Value::Array(children.into_values().collect()),
            );
        }
        Body {
            text: None,
            value: root,
            layout: self.layout(),
            own,
            children: numbers,
            columns: Some(self.clone()),
        }
    }
}

impl Body {
    /// A body that was written as such. Whether it is one, the API's rules will tell.
    pub fn of_json(text: &str) -> Self {
        Self {
            text: Some(text.to_owned()),
            value: serde_json::from_str(text).unwrap_or_default(),
            layout: Layout::Decrees,
            own: Vec::new(),
            children: Vec::new(),
            columns: None,
        }
    }

    /// The bytes of the body: the same for the same content, in whatever file and form it came.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match &self.text {
            Some(text) => Cow::Borrowed(text.as_bytes()),
            None => Cow::Owned(canonical(&self.value, self.layout)),
        }
    }

    /// What it asks for.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Whether the row has faults that the body no longer shows.
    pub fn is_faulty(&self) -> bool {
        !self.own.is_empty()
    }

    /// The court's case number, if it is one: nothing else is ever repeated to anybody.
    pub fn case_number(&self) -> Option<CaseNumber> {
        let text = self.value.pointer("/caseNumber")?.as_str()?;
        CaseNumber::parse(text).ok()
    }

    /// The legal force alone, as the body of a completion; `None` if the row knows nothing of it.
    pub fn completion(&self) -> Option<Vec<u8>> {
        let finality = self.value.pointer("/finality")?.clone();
        let completion = Value::Object(Map::from_iter([
            (
                "caseNumber".to_owned(),
                self.value.pointer("/caseNumber")?.clone(),
            ),
            ("finality".to_owned(), finality),
        ]));
        Some(canonical(&completion, Layout::Completions))
    }

    /// What a case of this row would be found by, each once: rows that share one have to be taken one after the other.
    pub fn names(&self) -> Vec<String> {
        let text = |pointer: &str| self.value.pointer(pointer).and_then(Value::as_str);
        let mut names = Vec::new();
        if let Some(number) = text("/caseNumber") {
            let canonical =
                CaseNumber::parse(number).map_or_else(|_| number.to_owned(), |number| number.canonical());
            names.push(format!("perkara/{canonical}"));
        }
        if let Some(number) = text("/finality/akta/number") {
            let canonical = AktaCeraiNumber::parse(number)
                .map_or_else(|_| number.to_owned(), |number| number.canonical());
            names.push(format!("akta/{canonical}"));
        }
        if let Some(reference) = text("/reference") {
            names.push(format!("reference/{reference}"));
        }
        names
    }

    /// Leads the faults of the body back to the columns, after those that the row has by itself.
    pub fn explain(&self, found: &[FieldError]) -> Vec<Fault> {
        let unsaid = found
            .iter()
            .filter(|fault| !self.own.iter().any(|own| own.field == fault.field));
        self.own
            .iter()
            .chain(unsaid)
            .map(|fault| Fault {
                column: self.column(&fault.field),
                code: fault.code.clone(),
                rule: fault.rule.clone(),
                mend: fault.mend.clone(),
            })
            .collect()
    }

    /// The column of a member of the body; for a body that came as such, the pointer itself.
    pub fn column(&self, pointer: &str) -> String {
        let Some(columns) = &self.columns else {
            return pointer.to_owned();
        };
        match child_of(pointer) {
            Some((place, rest)) => {
                let number = self.children.get(place).copied().unwrap_or(place);
                columns.name_of(&format!("/children/{number}{rest}"))
            }
            None => columns.name_of(pointer),
        }
    }
}

/// The same content has the same bytes: in the order of the contract, whatever order the columns had.
fn canonical(value: &Value, layout: Layout) -> Vec<u8> {
    let bytes = value.to_string().into_bytes();
    let ordered = match layout {
        Layout::Decrees => serde_json::from_slice::<DecreeRequest>(&bytes)
            .ok()
            .and_then(|request| serde_json::to_vec(&request).ok()),
        Layout::Completions => serde_json::from_slice::<CompletionRequest>(&bytes)
            .ok()
            .and_then(|request| serde_json::to_vec(&request).ok()),
    };
    // What is no request is told so by the contract.
    ordered.unwrap_or(bytes)
}

/// The number of a child and the rest of its pointer.
fn child_of(pointer: &str) -> Option<(usize, &str)> {
    let rest = pointer.strip_prefix("/children/")?;
    let end = rest.find('/').unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    Some((number.parse().ok()?, rest))
}

/// Puts a value at a pointer whose objects may not be there yet; what is there stays.
fn set(root: &mut Value, pointer: &str, value: Value) {
    let mut at = root;
    let mut parts = pointer.split('/').skip(1).peekable();
    while let Some(part) = parts.next() {
        let Value::Object(members) = at else { return };
        if parts.peek().is_none() {
            members.entry(part).or_insert(value);
            return;
        }
        at = members.entry(part).or_insert_with(|| Value::Object(Map::new()));
    }
}

/// Courts know where somebody lives outside the city; of whom they say nothing lives in it, and the register decides.
fn domicile(root: &mut Value, party: &str, city: &str) {
    let Some(Value::Object(party)) = root.get_mut(party) else {
        return;
    };
    let domicile = party
        .entry("domicile")
        .or_insert_with(|| Value::Object(Map::new()));
    let Value::Object(members) = domicile else { return };
    if members.get("region").and_then(Value::as_str) == Some(city) {
        members.remove("region");
        members.remove("name");
    }
    if !members.contains_key("kind") {
        let kind = if members.is_empty() { "city" } else { "elsewhere" };
        members.insert("kind".to_owned(), kind.into());
    }
}

fn convert(field: &Field, cell: &Cell, faults: &mut Vec<FieldError>) -> Value {
    let text = cell.as_str();
    match field.kind {
        Kind::Text => text.into(),
        Kind::Digits => digits(field, cell, faults),
        Kind::Date => {
            let day = match cell {
                Cell::Number { number } => date::serial(number),
                Cell::Text(text) => date::read(text),
            };
            day.map_or_else(|| text.to_owned(), |day| day.to_string()).into()
        }
        Kind::Divorce => one_of(text, &[("talak", &["346"]), ("gugat", &["347"])]),
        Kind::Role => one_of(
            text,
            &[
                ("petitioner", &["penggugat", "pemohon", "pihak1", "pihak 1"]),
                ("respondent", &["tergugat", "termohon", "pihak2", "pihak 2"]),
            ],
        ),
        Kind::Basis => one_of(
            text,
            &[
                ("ruling", &["putusan"]),
                ("signed_statement", &["pernyataan", "surat pernyataan"]),
                ("own_choice", &["pilihan sendiri", "pilihan anak"]),
            ],
        ),
        Kind::Name => one_of(
            text,
            &[
                ("city", &["kota", "dalam kota"]),
                ("elsewhere", &["luar", "luar kota"]),
                ("keep", &["tetap"]),
                ("own", &["sendiri", "kk sendiri"]),
                ("join", &["menumpang", "ikut"]),
                ("leave", &["pindah"]),
            ],
        ),
        Kind::Flag => match text.to_lowercase().as_str() {
            "ya" | "y" | "true" | "1" => true.into(),
            "tidak" | "t" | "n" | "false" | "0" => false.into(),
            _ => text.into(),
        },
        Kind::Degrees => text
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map_or_else(|| text.into(), Value::from),
        Kind::List => text
            .split([';', ','])
            .map(|part| {
                one_of(
                    part,
                    &[
                        ("child_support", &["nafkah anak"]),
                        ("iddah_support", &["nafkah iddah", "nafkah idah"]),
                        ("mutah", &["mut'ah"]),
                    ],
                )
            })
            .collect(),
    }
}

/// The name of a list that a text means; a text that means none stays, for the contract to refuse.
fn one_of(text: &str, names: &[(&str, &[&str])]) -> Value {
    let wanted = text.trim().to_lowercase();
    let plain = wanted.strip_prefix("cerai ").unwrap_or(&wanted);
    let found = names
        .iter()
        .find(|(name, others)| *name == plain || others.contains(&wanted.as_str()));
    found.map_or_else(|| wanted.as_str().into(), |(name, _)| (*name).into())
}

/// Digits of a number that a spreadsheet has not calculated with. Beyond fifteen it rounds, and nobody sees it.
fn digits(field: &Field, cell: &Cell, faults: &mut Vec<FieldError>) -> Value {
    let text = cell.as_str();
    let plain: String = text
        .strip_prefix('\'')
        .unwrap_or(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let scientific = plain.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let number = number.replace(['.', ','], "");
        !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && power
                .trim_start_matches(['+', '-'])
                .bytes()
                .all(|byte| byte.is_ascii_digit())
    });
    let calculated = matches!(cell, Cell::Number { .. }) && plain.len() > 15;
    if scientific || calculated {
        faults.push(FieldError {
            field: field.pointer.clone(),
            code: "digits_lost".into(),
            rule: "a number of which every digit counts is kept as text".into(),
            mend: "format the column as text before typing, and type the number again: the spreadsheet has rounded it".into(),
        });
    }
    plain.into()
}

#[cfg(test)]
mod tests;
