//! What the public may have of a month: the promise and how it was kept.
//!
//! A closed list of figures. None is about an officer, a court, a courier, an aid office, a reason or the stock of numbers. A
//! figure that would have to be made of withheld ones is withheld; those of aid, of which few offices have enough, are made
//! of what is shown, and say so.

use serde::Serialize;
use tuntas_figures::{AidFigures, Count, Measure, ReferralRow, Report, Span, Start};

use crate::counting::sum;
use crate::table::line;
use crate::{File, RenderError, file};

/// Names the format of the JSON file.
pub const FORMAT: &str = "tuntas/open-data/1";

const LICENCE: &str = "CC BY 4.0";
const LICENCE_URL: &str = "https://creativecommons.org/licenses/by/4.0/";
const PROMISE_ID: &str = "Data kependudukan diubah dalam satu hari kerja sejak kantor dapat mengerjakannya, lalu kartu \
     keluarga dan KTP-el baru diantar ke rumah masing-masing. Tidak dipungut biaya.";
const PROMISE_EN: &str = "The register is changed within one working day of the moment the office could do so; then the new \
     family card and identity card are brought to each person's door. Free of charge.";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Month {
    format: &'static str,
    title: Both,
    licence: Licence,
    publisher: String,
    city: String,
    /// `YYYY-MM`.
    #[serde(rename = "month")]
    named: String,
    /// Last day whose events are counted.
    closed: String,
    sample: bool,
    promise: Both,
    withheld: Both,
    figures: Vec<Entry>,
}

#[derive(Serialize)]
struct Licence {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Both {
    id: &'static str,
    en: &'static str,
}

/// A figure with its line of the data dictionary.
#[derive(Serialize)]
struct Entry {
    figure: &'static str,
    /// `null` where it is withheld or missing.
    value: Option<serde_json::Number>,
    status: Status,
    unit: &'static str,
    id: &'static str,
    en: &'static str,
}

#[derive(Serialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Status {
    Shown,
    Withheld,
    Missing,
}

impl Status {
    fn code(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Withheld => "withheld",
            Self::Missing => "missing",
        }
    }
}

/// The open data of a month as JSON and CSV (RFC 4180: commas, points before decimals, UTF-8), data dictionary and licence
/// inside. No file for any other period: of a day or a week, numbers are too small to be anybody's business.
///
/// # Errors
/// [`RenderError::Json`], [`RenderError::Csv`].
pub fn open_data(report: &Report) -> Result<Vec<File>, RenderError> {
    if report.period.span != Span::Monthly {
        return Ok(Vec::new());
    }
    let month = Month {
        format: FORMAT,
        title: Both {
            id: "Layanan dokumen kependudukan setelah perceraian: janji dan kenyataan",
            en: "Population documents after a divorce: the promise and how it was kept",
        },
        licence: Licence {
            name: LICENCE,
            url: LICENCE_URL,
        },
        publisher: line(&report.city_name),
        city: line(&report.city),
        named: file::period(report.period),
        closed: report.closed.to_string(),
        sample: report.sample,
        promise: Both {
            id: PROMISE_ID,
            en: PROMISE_EN,
        },
        withheld: withheld(report),
        figures: figures(report),
    };
    let stem = file::stem("data-terbuka", report);
    let mut json = serde_json::to_vec_pretty(&month)?;
    json.push(b'\n');
    Ok(vec![
        File {
            name: format!("{stem}.json"),
            content_type: "application/json",
            bytes: json,
        },
        File {
            name: format!("{stem}.csv"),
            content_type: "text/csv; charset=utf-8",
            bytes: csv(&month)?,
        },
    ])
}

fn withheld(report: &Report) -> Both {
    if report.aid.is_some() {
        Both {
            id: "Jumlah 1 sampai 4, dan angka yang akan membukanya, tidak ditampilkan. Pada angka bantuan, jumlah 0 pun tidak ditampilkan.",
            en: "Counts from 1 to 4, and numbers that would give them away, are withheld. Of aid, nought is withheld as well.",
        }
    } else {
        Both {
            id: "Jumlah 1 sampai 4, dan angka yang akan membukanya, tidak ditampilkan.",
            en: "Counts from 1 to 4, and numbers that would give them away, are withheld.",
        }
    }
}

fn csv(month: &Month) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record([
        "city",
        "publisher",
        "month",
        "sample",
        "figure",
        "value",
        "status",
        "unit",
        "keterangan",
        "description",
        "licence",
    ])?;
    for entry in &month.figures {
        writer.write_record([
            crate::csv_file::harmless(&month.city).as_str(),
            crate::csv_file::harmless(&month.publisher).as_str(),
            &month.named,
            if month.sample { "true" } else { "false" },
            entry.figure,
            &entry.value.as_ref().map(ToString::to_string).unwrap_or_default(),
            entry.status.code(),
            entry.unit,
            entry.id,
            entry.en,
            LICENCE_URL,
        ])?;
    }
    Ok(writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?)
}

#[expect(clippy::too_many_lines, reason = "a list of figures with their words")]
fn figures(report: &Report) -> Vec<Entry> {
    let age = |to: Measure| {
        report
            .ages
            .iter()
            .find(|age| (age.from, age.to) == (Start::Receipt, to))
    };
    // One of the two with all registrations beside it would give the other away, and so would the share.
    let (kept, broken) = match (report.promise.kept, report.promise.broken) {
        (Count::Exact(kept), Count::Exact(broken)) => (Count::Exact(kept), Count::Exact(broken)),
        _ => (Count::Withheld, Count::Withheld),
    };
    let percent = report
        .promise
        .kept_permille
        .filter(|_| kept != Count::Withheld)
        .map(|permille| f64::from(permille) / 10.0);
    let counted = |figure, count, unit, id, en| {
        let (value, status) = match count {
            Some(Count::Exact(number)) => (Some(number.into()), Status::Shown),
            Some(Count::Withheld) => (None, Status::Withheld),
            None => (None, Status::Missing),
        };
        Entry {
            figure,
            value,
            status,
            unit,
            id,
            en,
        }
    };
    let timed = |figure, to: Measure, minutes: Option<u64>, id, en| Entry {
        figure,
        value: minutes.map(Into::into),
        status: match (minutes, age(to).map(|age| age.count)) {
            (Some(_), _) => Status::Shown,
            (None, Some(Count::Withheld)) => Status::Withheld,
            (None, _) => Status::Missing,
        },
        unit: "minutes",
        id,
        en,
    };
    let mut figures = vec![
        counted(
            "promise_kept",
            Some(kept),
            "cases",
            "Berkas yang datanya diubah dalam satu hari kerja",
            "Cases whose register change was made within one working day",
        ),
        counted(
            "promise_broken",
            Some(broken),
            "cases",
            "Berkas yang datanya diubah lebih lambat",
            "Cases whose register change was made later",
        ),
        Entry {
            figure: "promise_kept_percent",
            value: percent.and_then(serde_json::Number::from_f64),
            status: match (percent, kept) {
                (Some(_), _) => Status::Shown,
                (None, Count::Withheld) => Status::Withheld,
                (None, Count::Exact(_)) => Status::Missing,
            },
            unit: "percent",
            id: "Bagian janji yang ditepati, dibulatkan ke bawah ke sepersepuluh persen",
            en: "Share of the promise kept, rounded down to a tenth of a percent",
        },
        counted(
            "received",
            Some(sum(report.intake.iter().map(|intake| intake.received))),
            "cases",
            "Putusan cerai yang diterima dari pengadilan",
            "Divorce rulings received from the courts",
        ),
        counted(
            "registered",
            Some(sum(report.intake.iter().map(|intake| intake.registered))),
            "cases",
            "Berkas yang datanya diubah",
            "Cases whose register change was made",
        ),
        counted(
            "delivered",
            age(Measure::Delivered).map(|age| age.count),
            "envelopes",
            "Amplop dokumen yang sampai di tangan warga",
            "Envelopes of documents that reached the citizen",
        ),
        counted(
            "held",
            Some(sum(report.holds.iter().map(|hold| hold.opened))),
            "cases",
            "Penahanan berkas untuk diperiksa petugas",
            "Times that a case was held for an officer to look at",
        ),
        timed(
            "registered_p50_minutes",
            Measure::Registered,
            age(Measure::Registered).and_then(|age| age.p50_minutes),
            "Separuh perubahan data selesai dalam waktu ini sejak putusan diterima",
            "Half of the register changes took no longer since the receipt of the ruling",
        ),
        timed(
            "registered_p90_minutes",
            Measure::Registered,
            age(Measure::Registered).and_then(|age| age.p90_minutes),
            "Sembilan dari sepuluh perubahan data selesai dalam waktu ini sejak putusan diterima",
            "Nine of ten register changes took no longer since the receipt of the ruling",
        ),
        timed(
            "delivered_p50_minutes",
            Measure::Delivered,
            age(Measure::Delivered).and_then(|age| age.p50_minutes),
            "Separuh amplop sampai dalam waktu ini sejak putusan diterima",
            "Half of the envelopes arrived no later than this after the receipt of the ruling",
        ),
        timed(
            "delivered_p90_minutes",
            Measure::Delivered,
            age(Measure::Delivered).and_then(|age| age.p90_minutes),
            "Sembilan dari sepuluh amplop sampai dalam waktu ini sejak putusan diterima",
            "Nine of ten envelopes arrived no later than this after the receipt of the ruling",
        ),
    ];
    figures.extend(report.aid.iter().flat_map(aid));
    figures
}

/// What is shown of offices, added up: of those with fewer than five people nothing is in it.
fn aid(aid: &AidFigures) -> [Entry; 3] {
    let least = |figure, shown: Vec<Option<u64>>, unit, id, en| {
        let shown: Vec<u64> = shown.into_iter().flatten().collect();
        let sum = shown.iter().fold(0_u64, |sum, part| sum.saturating_add(*part));
        let (value, status) = if shown.is_empty() {
            (None, Status::Withheld)
        } else {
            (Some(sum.into()), Status::Shown)
        };
        Entry {
            figure,
            value,
            status,
            unit,
            id,
            en,
        }
    };
    let counts = |of: fn(&ReferralRow) -> Count| aid.referrals.iter().map(|row| of(row).exact()).collect();
    [
        least(
            "aid_referred",
            counts(|row| row.referred),
            "referrals",
            "Rujukan bantuan, sedikitnya: tanpa angka perangkat daerah di bawah lima, nol pun, dan tanpa angka yang akan membukanya",
            "Referrals for aid, at least: without numbers of offices under five, nought among them, and without numbers that would give one away",
        ),
        least(
            "aid_granted",
            counts(|row| row.granted),
            "referrals",
            "Rujukan yang diberi pendampingan atau modal, sedikitnya: tanpa angka perangkat daerah di bawah lima, nol pun, dan tanpa angka yang akan membukanya",
            "Referrals that were granted mentoring or capital, at least: without numbers of offices under five, nought among them, and without numbers that would give one away",
        ),
        least(
            "aid_paid_rupiah",
            aid.payments.iter().map(|row| row.paid_rupiah).collect(),
            "rupiah",
            "Bantuan modal yang dibayarkan, sedikitnya: tanpa pembayaran kepada kurang dari lima orang, dan tanpa angka yang akan membukanya",
            "Capital paid, at least: without payments to fewer than five people, and without numbers that would give one away",
        ),
    ]
}
