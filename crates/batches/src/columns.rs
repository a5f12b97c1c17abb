//! What each column of a file is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use crate::FileFault;
use crate::fields::{FIELDS, Field};

/// Columns without which no row can be a decree, by their pointers.
const NEEDED: [&str; 9] = [
    "/caseNumber",
    "/kind",
    "/rulingDate",
    "/marriage/certificateNumber",
    "/marriage/date",
    "/petitioner/name",
    "/petitioner/birthDate",
    "/respondent/name",
    "/respondent/birthDate",
];

/// Tables of SIPP whose names exports put before a column, and what remains of them in our names.
const TABLES: [(&str, &str); 9] = [
    ("perkara", ""),
    ("perkaraputusan", ""),
    ("perkaraikrartalak", ""),
    ("perkaraaktacerai", ""),
    ("perkaradatapernikahan", ""),
    ("perkarapihak1", "pihak1"),
    ("perkarapihak2", "pihak2"),
    ("pihak1", "pihak1"),
    ("pihak2", "pihak2"),
];

/// Every name of every column, without what does not matter in a name.
static NAMES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (index, field) in FIELDS.iter().enumerate() {
        for name in field.sipp.iter().chain([&field.own]) {
            // Of two fields of one name the first has it: our own name of what gives way.
            names.entry(folded(name)).or_insert(index);
        }
    }
    names
});

/// Our own names alone, without what does not matter in a name.
static OWN_NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| FIELDS.iter().map(|field| folded(&field.own)).collect());

/// Names that a court gives to columns, and what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(BTreeMap<String, usize>);

/// A mapping leads to a column that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no column of the guide")]
pub struct MappingFault(
    /// What the mapping says.
    pub String,
);

impl Mapping {
    /// From a court's own names to those of SIPP or ours.
    ///
    /// # Errors
    /// [`MappingFault`] for the first name that leads nowhere.
    pub fn new(names: &BTreeMap<String, String>) -> Result<Self, MappingFault> {
        let known = |(from, to): (&String, &String)| {
            let index = find(to).ok_or_else(|| MappingFault(to.clone()))?;
            Ok((folded(from), index))
        };
        names.iter().map(known).collect::<Result<_, _>>().map(Self)
    }
}

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Whole decrees.
    Decrees,
    /// Case number and legal force alone: completions of decrees that were handed in before.
    Completions,
}

/// What each column of a file is, or of one object of JSON Lines.
#[derive(Clone, Debug)]
pub struct Columns {
    /// For each column, its place in [`FIELDS`].
    pub(crate) fields: Vec<Option<usize>>,
    /// As the court wrote them.
    names: Vec<String>,
    layout: Layout,
    /// Whether missing columns are called by our own names.
    own: bool,
}

impl Columns {
    /// Reads a header. What it does not know is left aside: an export of SIPP has many columns more.
    ///
    /// # Errors
    /// [`FileFault`] where no row could become anything.
    pub fn of_header(names: &[String], mapping: &Mapping) -> Result<Self, FileFault> {
        let columns = Self::of_names(names, mapping)?;
        if columns.layout == Layout::Decrees {
            let missing: Vec<String> = NEEDED
                .iter()
                .filter(|pointer| columns.position(pointer).is_none())
                .map(|pointer| columns.name_of(pointer))
                .collect();
            if !missing.is_empty() {
                return Err(FileFault::ColumnsMissing(missing));
            }
        }
        Ok(columns)
    }

    /// Reads the names of one object, which may leave out what is empty.
    ///
    /// # Errors
    /// [`FileFault::HeaderUnknown`], [`FileFault::ColumnTwice`].
    pub fn of_names(names: &[String], mapping: &Mapping) -> Result<Self, FileFault> {
        let fields: Vec<Option<usize>> = names
            .iter()
            .map(|name| mapping.0.get(&folded(name)).copied().or_else(|| find(name)))
            .collect();
        let mut seen: BTreeMap<usize, &str> = BTreeMap::new();
        for (field, name) in fields.iter().zip(names) {
            if let Some(field) = field
                && let Some(other) = seen.insert(*field, name)
            {
                return Err(FileFault::ColumnTwice(vec![other.to_owned(), name.clone()]));
            }
        }
        if seen.is_empty() {
            return Err(FileFault::HeaderUnknown);
        }
        let pointers: BTreeSet<&str> = seen
            .keys()
            .filter_map(|index| FIELDS.get(*index))
            .map(|field| field.pointer.as_str())
            .collect();
        let only_finality = pointers.iter().all(|pointer| {
            matches!(*pointer, "/caseNumber" | "/reference") || pointer.starts_with("/finality/")
        });
        let completes = only_finality
            && pointers.contains("/caseNumber")
            && pointers.iter().any(|pointer| pointer.starts_with("/finality/"));
        let own = names
            .iter()
            .filter(|name| OWN_NAMES.contains(&folded(name)))
            .count()
            * 2
            > seen.len();
        Ok(Self {
            fields,
            names: names.to_vec(),
            layout: if completes {
                Layout::Completions
            } else {
                Layout::Decrees
            },
            own,
        })
    }

    /// What the rows are.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Names of the columns that are left aside.
    pub fn ignored(&self) -> impl Iterator<Item = &str> {
        self.names
            .iter()
            .zip(&self.fields)
            .filter(|(name, field)| field.is_none() && !name.is_empty())
            .map(|(name, _)| name.as_str())
    }

    /// The column of a member of the body: as the court wrote it, or as it would be called if it were there.
    pub(crate) fn name_of(&self, pointer: &str) -> String {
        if let Some(name) = self.position(pointer).and_then(|at| self.names.get(at)) {
            return name.clone();
        }
        let folder = format!("{pointer}/");
        let Some(field) = FIELDS
            .iter()
            .find(|field| field.pointer == pointer || field.pointer.starts_with(&folder))
        else {
            return String::new();
        };
        match field.sipp.first() {
            Some(name) if !self.own => name.clone(),
            _ => field.own.clone(),
        }
    }

    fn position(&self, pointer: &str) -> Option<usize> {
        self.fields.iter().position(|field| {
            field
                .and_then(|index| FIELDS.get(index))
                .is_some_and(|field: &Field| field.pointer == pointer)
        })
    }
}

fn find(name: &str) -> Option<usize> {
    let whole = NAMES.get(&folded(name)).copied();
    whole.or_else(|| {
        let (table, column) = name.rsplit_once('.')?;
        let table = folded(table);
        let (_, remains) = TABLES.iter().find(|(known, _)| *known == table)?;
        NAMES.get(&format!("{remains}{}", folded(column))).copied()
    })
}

/// A name without capitals, blanks and signs.
fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Result<Columns, FileFault> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Columns::of_names(&names, &Mapping::default())
    }

    #[test]
    fn a_column_is_known_by_sipp_by_us_and_by_its_table() {
        for name in [
            "nomor_perkara",
            "Nomor Perkara",
            "perkara.nomor_perkara",
            "caseNumber",
            "CASE_NUMBER",
            "No. Perkara",
        ] {
            assert_eq!(
                columns(&[name]).unwrap().position("/caseNumber"),
                Some(0),
                "{name}"
            );
        }
        for name in [
            "pihak1_nomor_indentitas",
            "perkara_pihak1.nomor_indentitas",
            "Penggugat NIK",
            "petitioner.nik",
        ] {
            assert_eq!(
                columns(&[name]).unwrap().position("/petitioner/nik"),
                Some(0),
                "{name}"
            );
        }
        assert_eq!(
            columns(&["anak20_nama"]).unwrap().position("/children/19/name"),
            Some(0)
        );
        assert_eq!(columns(&["anak21_nama"]).unwrap_err(), FileFault::HeaderUnknown);
    }

    #[test]
    fn no_two_names_of_different_columns_are_alike() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for field in FIELDS.iter() {
            for name in field.sipp.iter().chain([&field.own]) {
                let other = seen.insert(folded(name), &field.pointer);
                assert!(other.is_none_or(|other| other == field.pointer), "{name}");
            }
        }
    }

    #[test]
    fn two_columns_for_one_thing_are_refused() {
        let twice = columns(&["nomor_perkara", "caseNumber"]).unwrap_err();
        assert_eq!(
            twice,
            FileFault::ColumnTwice(vec!["nomor_perkara".into(), "caseNumber".into()])
        );
        // The day of the excerpt gives way to that of the marriage.
        assert!(columns(&["tgl_nikah", "tgl_kutipan_akta_nikah"]).is_ok());
    }

    #[test]
    fn a_court_calls_its_columns_as_it_likes() {
        let names = BTreeMap::from([("Nomer".to_owned(), "nomor_perkara".to_owned())]);
        let mapping = Mapping::new(&names).unwrap();
        let columns = Columns::of_names(&["nomer".to_owned()], &mapping).unwrap();
        assert_eq!(columns.name_of("/caseNumber"), "nomer");
        let wrong = BTreeMap::from([("Nomer".to_owned(), "nomor".to_owned())]);
        assert_eq!(Mapping::new(&wrong), Err(MappingFault("nomor".to_owned())));
    }

    #[test]
    fn missing_columns_are_named_in_the_files_own_style() {
        let header = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            Columns::of_header(&names, &Mapping::default())
        };
        let Err(FileFault::ColumnsMissing(sipp)) = header(&["nomor_perkara", "pihak1_nama"]) else {
            panic!("columns are missing")
        };
        assert!(
            sipp.contains(&"tanggal_putusan".to_owned()) && sipp.contains(&"tgl_nikah".to_owned()),
            "{sipp:?}"
        );
        let Err(FileFault::ColumnsMissing(own)) = header(&["caseNumber", "petitioner.name"]) else {
            panic!("columns are missing")
        };
        assert!(own.contains(&"rulingDate".to_owned()), "{own:?}");
        let completion = header(&[
            "nomor_perkara",
            "tanggal_bht",
            "nomor_akta_cerai",
            "tgl_akta_cerai",
            "catatan",
        ])
        .unwrap();
        assert_eq!(completion.layout(), Layout::Completions);
        assert_eq!(completion.ignored().collect::<Vec<_>>(), ["catatan"]);
    }
}
