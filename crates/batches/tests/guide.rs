//! The guides for clerks say what the code does, and the one in Indonesian says what the one in English does.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::collections::BTreeSet;
use std::path::Path;

use tuntas_batches::{FileFault, column_names};

/// The guides, and what the section with the columns is called in each.
const GUIDES: [(&str, &str); 2] = [
    ("batch-files.md", "## Columns"),
    ("batch-files.id.md", "## Kolom"),
];

fn guide(name: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    std::fs::read_to_string(docs.join(name)).unwrap()
}

/// A text without its blocks of code, and the blocks.
fn parts(text: &str) -> (String, Vec<&str>) {
    let pieces: Vec<&str> = text.split("```").collect();
    let prose = pieces.iter().step_by(2).copied().collect();
    (prose, pieces.into_iter().skip(1).step_by(2).collect())
}

/// What stands between backticks.
fn quoted(prose: &str) -> BTreeSet<String> {
    prose
        .split('`')
        .skip(1)
        .step_by(2)
        .map(|word| word.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn each_guide_lists_every_column() {
    for (name, section) in GUIDES {
        let guide = guide(name);
        let columns = guide.split(section).nth(1).unwrap();
        let listed: Vec<(&str, &str)> = columns
            .lines()
            .filter_map(|line| {
                let mut cells = line.strip_prefix("| `")?.split("` | ");
                Some((cells.next()?, cells.next()?.trim_start_matches('`')))
            })
            .collect();
        let columns: Vec<_> = column_names().collect();
        let wanted: Vec<(&str, &str)> = columns
            .iter()
            .map(|column| (column.sipp.as_str(), column.own.as_str()))
            .collect();
        assert_eq!(listed, wanted, "{name}");
    }
}

#[test]
fn each_guide_tells_every_reason_to_put_a_file_aside() {
    let faults = [
        FileFault::WrongType,
        FileFault::TooLarge,
        FileFault::TooManyRows,
        FileFault::Empty,
        FileFault::Formula { row: 1 },
        FileFault::Macros,
        FileFault::ZipBomb,
        FileFault::Unreadable,
        FileFault::DateSystem,
        FileFault::RowTooLong { row: 1 },
        FileFault::QuoteOpen { row: 1 },
        FileFault::TooManyColumns,
        FileFault::HeaderUnknown,
        FileFault::ColumnsMissing(Vec::new()),
        FileFault::ColumnTwice(Vec::new()),
        FileFault::Broken,
    ];
    for (name, _) in GUIDES {
        let told = quoted(&parts(&guide(name)).0);
        for fault in &faults {
            assert!(
                told.contains(fault.code()),
                "{name}: {} is not told",
                fault.code()
            );
            assert!(fault.mend().ends_with('.'), "{}", fault.code());
        }
    }
}

#[test]
fn both_guides_have_the_same_parts() {
    let texts = GUIDES.map(|(name, _)| guide(name));
    let [english, indonesian] = texts.each_ref().map(|text| parts(text));
    // Commands are the same, letter by letter.
    assert_eq!(english.1, indonesian.1);
    assert!(english.1.len() >= 4);
    // So are names, codes, endings and forms of dates, and in tables they stand in the same rows.
    assert_eq!(quoted(&english.0), quoted(&indonesian.0));
    let first_cells = |prose: &str| -> Vec<String> {
        let cells = prose.lines().filter_map(|line| line.strip_prefix("| `"));
        cells
            .map(|cells| cells.split(" |").next().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(first_cells(&english.0), first_cells(&indonesian.0));
    // And so are the numbers of headings and of steps, and the figures that bound a file.
    for (mark, at_least) in [("\n## ", 7), ("\n**", 4), ("\n1. ", 1), ("\n5. ", 1)] {
        let [first, second] = [&english.0, &indonesian.0].map(|prose| prose.matches(mark).count());
        assert_eq!(first, second, "{mark:?}");
        assert!(first >= at_least, "{mark:?}");
    }
    for (english_form, indonesian_form) in [
        ("50,000", "50.000"),
        ("100 MB", "100 MB"),
        ("512 col", "512 kol"),
        ("64 KiB", "64 KiB"),
        ("15 minutes", "15 menit"),
        ("90 days", "90 hari"),
    ] {
        for (prose, form) in [(&english.0, english_form), (&indonesian.0, indonesian_form)] {
            let words: Vec<&str> = prose.split_whitespace().collect();
            assert!(words.join(" ").contains(form), "{form}");
        }
    }
}
