//! The same report is the same files, byte for byte, whoever makes them and when.

use tuntas_figures::Report;
use tuntas_reports::{Press, open_data};

use crate::{PRESS, files, samples};

#[test]
fn making_the_files_again_gives_the_same_bytes() {
    let report = samples::month();
    let first = files(&report);
    // Other work in between, so that nothing is simply remembered.
    files(&samples::empty());
    let another = Press::new();
    for press in [&*PRESS, &another] {
        assert!(press.files(&report, &samples::office()).unwrap() == first);
    }
    assert!(open_data(&report).unwrap() == open_data(&report).unwrap());
}

/// Everything in the workbook that could tell the time of its making says the day of the report instead.
#[test]
fn no_file_knows_on_which_day_it_was_made() {
    let [pdf, workbook, ..] = files(&samples::month());
    let xmp = String::from_utf8_lossy(&pdf.bytes).into_owned();
    assert!(xmp.contains("2021-09-30"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&workbook.bytes)).unwrap();
    let mut dates = 0;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let made = entry.last_modified().unwrap();
        assert_eq!((made.year(), made.month(), made.day()), (1980, 1, 1), "{name}");
        if name == "docProps/core.xml" {
            let mut core = String::new();
            std::io::Read::read_to_string(&mut entry, &mut core).unwrap();
            dates = core.matches("2021-09-30T00:00:00Z").count();
            assert_eq!(core.matches("W3CDTF").count(), dates, "{core}");
        }
    }
    assert_eq!(dates, 2, "created and modified");
}

#[test]
fn a_file_says_by_its_name_what_it_is() {
    let names = |report: &Report| files(report).map(|file| file.name);
    assert_eq!(
        names(&samples::month()),
        [
            "laporan-35.75-2021-09.pdf",
            "laporan-35.75-2021-09.xlsx",
            "laporan-35.75-2021-09.csv",
            "laporan-35.75-2021-09.json",
            "laporan-35.75-2021-09.manifest.json",
        ]
    );
    assert_eq!(names(&samples::empty())[0], "laporan-35.75-2021-W36.pdf");
    assert_eq!(names(&samples::day())[0], "laporan-35.75-2021-09-21.pdf");
    let mut odd = samples::empty();
    odd.city = "../35 75\n".into();
    assert_eq!(names(&odd)[0], "laporan-..-35-75--2021-W36.pdf");
}
