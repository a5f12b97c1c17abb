//! Indonesian for letters: days, times, numbers, places.

use jiff::civil::{Date, Time, Weekday};
use tuntas_city::City;
use tuntas_domain::calendar;
use tuntas_domain::spelled::in_words;
use tuntas_security::{Paper, Risk, Terms, Window};

pub(super) fn fact(label: &str, value: impl Into<String>) -> (String, String) {
    (label.to_owned(), value.into())
}

/// `Selasa, 1 Desember 2026`.
pub(super) fn day(date: Date) -> String {
    let weekday = match date.weekday() {
        Weekday::Monday => "Senin",
        Weekday::Tuesday => "Selasa",
        Weekday::Wednesday => "Rabu",
        Weekday::Thursday => "Kamis",
        Weekday::Friday => "Jumat",
        Weekday::Saturday => "Sabtu",
        Weekday::Sunday => "Minggu",
    };
    format!("{weekday}, {}", calendar::in_prose(date))
}

/// `09.00 s.d. 12.00 WIB`.
pub(super) fn hours(window: &Window, city: &City) -> String {
    let clock = |time: Time| format!("{:02}.{:02}", time.hour(), time.minute());
    let zone = window.starts().to_zoned_datetime(city.time_zone());
    format!(
        "{} s.d. {} {}",
        clock(window.from()),
        clock(window.to()),
        zone.strftime("%Z")
    )
}

/// `10 (sepuluh) orang`.
pub(super) fn people(count: u16, unit: &str) -> String {
    format!("{count} ({}) {unit}", in_words(count.into()))
}

/// The address with its kelurahan and kecamatan.
pub(super) fn place(paper: &Paper, terms: &Terms, city: &City) -> String {
    let address = paper.place.as_str();
    match city.kelurahan(terms.kelurahan.as_str()) {
        Some(kelurahan) => format!(
            "{address}, Kelurahan {}, Kecamatan {}",
            kelurahan.name, kelurahan.kecamatan_name
        ),
        None => address.to_owned(),
    }
}

/// `Sedang: perkiraan kehadiran massa`.
pub(super) fn risk(paper: &Paper, terms: &Terms) -> String {
    let level = capital(terms.risk.in_letters());
    if terms.risk == Risk::Low || paper.risk_reasons.is_empty() {
        return level;
    }
    let reasons: Vec<&str> = paper
        .risk_reasons
        .iter()
        .map(|reason| reason.in_letters())
        .collect();
    format!("{level}: {}", reasons.join("; "))
}

/// The text with its first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// Each word of a subject with a capital, as courts write them: `Permohonan Bantuan Pengamanan Sita Marital`.
pub(super) fn title(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(capital).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn people_are_counted_in_figures_and_words() {
        assert_eq!(people(12, "personel"), "12 (dua belas) personel");
        assert_eq!(people(500, "orang"), "500 (lima ratus) orang");
    }

    #[test]
    fn days_have_their_names() {
        assert_eq!(day(date(2026, 12, 1)), "Selasa, 1 Desember 2026");
        assert_eq!(day(date(2026, 12, 6)), "Minggu, 6 Desember 2026");
    }

    #[test]
    fn a_subject_is_written_as_courts_write_it() {
        assert_eq!(
            title("bantuan pengamanan sita marital"),
            "Bantuan Pengamanan Sita Marital"
        );
        assert_eq!(
            title("pemeriksaan setempat (descente)"),
            "Pemeriksaan Setempat (descente)"
        );
    }
}
