//! The table of kelurahan, `wilayah.csv`.

use crate::{Faults, Kelurahan, WILAYAH_CSV};

const HEADER: [&str; 6] = [
    "kode_kelurahan",
    "nama_kelurahan",
    "kode_kecamatan",
    "nama_kecamatan",
    "kode_kota",
    "nama_kota",
];

/// The kelurahan of the table, ascending by code. Rows that cannot be read are reported and left out; whether
/// the codes are right is checked with the rest of the city.
pub(crate) fn parse(text: &str, faults: &mut Faults) -> Vec<Kelurahan> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    match reader.headers() {
        Ok(header) if *header == HEADER[..] => {}
        _ => {
            let mend = format!("Make the first line \"{}\"", HEADER.join(","));
            faults.push(
                WILAYAH_CSV,
                "line 1",
                "the columns are not the expected ones",
                mend,
            );
            return Vec::new();
        }
    }
    let mut kelurahan = Vec::new();
    let mut city: Option<(String, String)> = None;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                let rule = "the line does not have six columns of UTF-8 text";
                faults.push(
                    WILAYAH_CSV,
                    format!("line {line}"),
                    rule,
                    "Give every line all six columns",
                );
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let column = |index: usize| record.get(index).unwrap_or_default().to_owned();
        let of_city = (column(4), column(5));
        let expected = city.get_or_insert_with(|| of_city.clone());
        if *expected != of_city {
            faults.push(
                WILAYAH_CSV,
                format!("line {line}, kode_kota"),
                format!(
                    "{} ({}) is another city than {} ({})",
                    of_city.0, of_city.1, expected.0, expected.1
                ),
                "Keep one city in one table",
            );
        }
        let code = column(0);
        if !code.starts_with(&format!("{}.", of_city.0)) {
            faults.push(
                WILAYAH_CSV,
                format!("line {line}, kode_kelurahan"),
                format!("\"{code}\" does not begin with the city's code \"{}\"", of_city.0),
                "Use the codes of the Ministry of Home Affairs, not those of BPS",
            );
        }
        kelurahan.push(Kelurahan {
            code,
            name: column(1),
            kecamatan_code: column(2),
            kecamatan_name: column(3),
        });
    }
    kelurahan.sort_by(|left, right| left.code.cmp(&right.code));
    kelurahan
}
