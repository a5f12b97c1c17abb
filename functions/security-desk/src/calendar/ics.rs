//! Writing iCalendar. Nobody is named: what, where in the city, and which unit.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use tuntas_city::City;
use tuntas_securing::Request;
use tuntas_security::{Stage, Terms, Window};

/// Longest line, in octets, without its end (RFC 5545 section 3.1).
const LINE: usize = 75;

/// A calendar under construction.
pub(super) struct Calendar<'a> {
    city: &'a City,
    text: String,
}

impl<'a> Calendar<'a> {
    /// An empty calendar with that title, as of now.
    pub(super) fn new(title: &str, city: &'a City, at: Timestamp) -> Self {
        let mut calendar = Self {
            city,
            text: String::new(),
        };
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//Tuntas//Pengamanan//ID");
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("METHOD", "PUBLISH");
        calendar.line("X-WR-CALNAME", &escaped(&format!("Pengamanan - {title}")));
        calendar.line("X-WR-TIMEZONE", &city.timezone);
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
        calendar.zone(at);
        calendar
    }

    /// The city's time zone as it is now: Indonesia keeps one time all year, but has changed it before.
    fn zone(&mut self, at: Timestamp) {
        let city = self.city;
        let now = at.to_zoned_datetime(city.time_zone());
        let offset = now.strftime("%z").to_string();
        let name = now.strftime("%Z").to_string();
        self.line("BEGIN", "VTIMEZONE");
        self.line("TZID", &city.timezone);
        self.line("BEGIN", "STANDARD");
        self.line("DTSTART", "19700101T000000");
        self.line("TZOFFSETFROM", &offset);
        self.line("TZOFFSETTO", &offset);
        self.line("TZNAME", &name);
        self.line("END", "STANDARD");
        self.line("END", "VTIMEZONE");
    }

    /// A request as it stands. Its `UID` stays, its `SEQUENCE` goes up: whoever has it is moved or told that it is off.
    pub(super) fn add(&mut self, story: &Request) {
        let request = &story.case;
        let (Some(terms), Some(last)) = (&request.terms, story.entries.last()) else {
            return;
        };
        let status = match request.stage {
            Stage::Accepted | Stage::Reported => "CONFIRMED",
            Stage::Declined | Stage::Cancelled => "CANCELLED",
            Stage::New | Stage::Waiting | Stage::WithCourt | Stage::Questioned => "TENTATIVE",
        };
        let city = self.city;
        let zone = format!("TZID={}", city.timezone);
        self.line("BEGIN", "VEVENT");
        self.line(
            "UID",
            &format!("{}@tuntas.{}", story.id, city.region_code.replace('.', "-")),
        );
        self.line("DTSTAMP", &instant(last.at));
        self.line("LAST-MODIFIED", &instant(last.at));
        self.line("SEQUENCE", &request.sequence.to_string());
        self.line(
            &format!("DTSTART;{zone}"),
            &local(terms.window.date(), terms.window.from()),
        );
        self.line(
            &format!("DTEND;{zone}"),
            &local(terms.window.date(), terms.window.to()),
        );
        self.line("STATUS", status);
        self.line(
            "SUMMARY",
            &escaped(&format!("Pengamanan {}", terms.activity.in_letters())),
        );
        self.line("LOCATION", &escaped(&self.place(terms)));
        self.line("DESCRIPTION", &escaped(&self.description(story, terms)));
        self.line("CATEGORIES", &escaped(terms.urgency.in_letters()));
        self.line(
            "TRANSP",
            if status == "CONFIRMED" {
                "OPAQUE"
            } else {
                "TRANSPARENT"
            },
        );
        self.line("CLASS", "CONFIDENTIAL");
        if status == "CONFIRMED" && request.stage == Stage::Accepted {
            self.alarm("-P1D");
            self.alarm("-PT2H");
        }
        self.line("END", "VEVENT");
    }

    fn alarm(&mut self, before: &str) {
        self.line("BEGIN", "VALARM");
        self.line("ACTION", "DISPLAY");
        self.line("DESCRIPTION", "Pengamanan");
        self.line("TRIGGER", before);
        self.line("END", "VALARM");
    }

    fn place(&self, terms: &Terms) -> String {
        match self.city.kelurahan(terms.kelurahan.as_str()) {
            Some(kelurahan) => format!(
                "Kel. {}, Kec. {}, {}",
                kelurahan.name, kelurahan.kecamatan_name, self.city.name
            ),
            None => self.city.name.clone(),
        }
    }

    fn description(&self, story: &Request, terms: &Terms) -> String {
        let request = &story.case;
        let mut lines = vec![format!("Personel diminta: {}", terms.officers.get())];
        if let Some(booked) = &request.booked {
            let name = self
                .city
                .security
                .police
                .unit(booked.unit.as_str())
                .map_or_else(|| booked.unit.to_string(), |unit| unit.name.clone());
            lines.push(format!("{name}: {} personel", booked.strength.get()));
        }
        if let Some(proposal) = &request.proposal {
            lines.push(format!("Usulan waktu: {}", span(proposal)));
        }
        lines.push(match request.stage {
            Stage::Accepted => "Diterima kepolisian".to_owned(),
            Stage::Reported => "Selesai dan dilaporkan".to_owned(),
            Stage::Declined => "Tidak dapat dipenuhi kepolisian".to_owned(),
            Stage::Cancelled => "Dibatalkan pengadilan".to_owned(),
            Stage::WithCourt => "Menunggu jawaban pengadilan".to_owned(),
            Stage::Questioned => "Menunggu penjelasan pengadilan".to_owned(),
            Stage::New | Stage::Waiting => "Menunggu jawaban kepolisian".to_owned(),
        });
        lines.push(format!("ID {}", story.id));
        lines.join("\n")
    }

    /// The whole text.
    pub(super) fn finish(mut self) -> String {
        self.line("END", "VCALENDAR");
        self.text
    }

    /// A content line, folded: no line is longer than 75 octets, and none is cut inside a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if length + character.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(character);
            length += character.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn span(window: &Window) -> String {
    let clock = |time: Time| format!("{:02}.{:02}", time.hour(), time.minute());
    format!(
        "{} {}-{}",
        window.date().strftime("%d-%m-%Y"),
        clock(window.from()),
        clock(window.to())
    )
}

fn local(date: Date, time: Time) -> String {
    date.to_datetime(time).strftime("%Y%m%dT%H%M%S").to_string()
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Text as a value: backslash, semicolon, comma and line breaks are escaped (section 3.3.11).
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                value.push('\\');
                value.push(character);
            }
            '\n' => value.push_str("\\n"),
            character if character.is_control() => {}
            character => value.push(character),
        }
    }
    value
}
