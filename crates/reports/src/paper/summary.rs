//! The first page: the promise as one figure, and what else a mayor asks first.

use serde::Serialize;
use tuntas_figures::{Count, Measure, Report, Start};

use crate::counting::sum_in_words;
use crate::writing;

/// The promise, large.
#[derive(Serialize)]
pub(crate) struct PromisePanel {
    /// `97,4%`, or a dash.
    figure: String,
    verdict: &'static str,
    kept: String,
    broken: String,
    /// Share kept, between 0 and 1.
    share: Option<f64>,
    alt: String,
}

/// A number of the first page, and what to make of it.
#[derive(Serialize)]
pub(crate) struct KeyNumber {
    label: &'static str,
    value: String,
    note: String,
}

pub(crate) fn promise(report: &Report) -> PromisePanel {
    let promise = &report.promise;
    let (kept, broken) = (writing::count(promise.kept), writing::count(promise.broken));
    let figure = promise
        .kept_permille
        .map_or_else(|| writing::NONE.to_owned(), writing::percent);
    let verdict = match (promise.kept_permille, promise.kept, promise.broken) {
        (None, Count::Exact(0), Count::Exact(0)) => "Tidak ada register yang diubah pada periode ini.",
        (None, _, _) => "Tidak ditampilkan, karena jumlahnya terlalu kecil.",
        (Some(1000..), _, _) => "Janji selalu ditepati.",
        (Some(950..), _, _) => "Janji hampir selalu ditepati.",
        (Some(800..), _, _) => "Janji sebagian besar ditepati.",
        (Some(500..), _, _) => "Janji sering tidak ditepati.",
        (Some(_), _, _) => "Janji lebih sering tidak ditepati.",
    };
    PromisePanel {
        alt: format!("Janji layanan ditepati {figure}: {kept} tepat waktu, {broken} terlambat."),
        share: promise
            .kept_permille
            .map(|permille| f64::from(permille.min(1000)) / 1000.0),
        figure,
        verdict,
        kept,
        broken,
    }
}

pub(crate) fn key_numbers(report: &Report) -> Vec<KeyNumber> {
    let backlog = &report.backlog;
    let received = sum_in_words(report.intake.iter().map(|intake| intake.received));
    let delivered = report
        .ages
        .iter()
        .find(|age| (age.from, age.to) == (Start::Receipt, Measure::Delivered));
    let open = sum_in_words(report.holds.iter().map(|hold| hold.open));
    let oldest = report.holds.iter().filter_map(|hold| hold.oldest_days).max();
    vec![
        KeyNumber {
            label: "Putusan masuk",
            value: received,
            note: match (backlog.received, backlog.ended) {
                (Count::Exact(came), Count::Exact(ended)) if ended > came => {
                    "lebih sedikit daripada yang tuntas".to_owned()
                }
                (Count::Exact(came), Count::Exact(ended)) if ended < came => {
                    "lebih banyak daripada yang tuntas".to_owned()
                }
                (Count::Exact(_), Count::Exact(_)) => "sama banyak dengan yang tuntas".to_owned(),
                _ => "dari semua pengadilan".to_owned(),
            },
        },
        KeyNumber {
            label: "Belum tuntas",
            value: writing::count(backlog.closing),
            note: change(backlog.opening, backlog.closing),
        },
        KeyNumber {
            label: "Masih ditahan",
            value: open,
            note: oldest.map_or_else(
                || "menunggu keputusan petugas".to_owned(),
                |days| format!("tertua {} hari", writing::whole(u64::from(days))),
            ),
        },
        KeyNumber {
            label: "Amplop diterima",
            value: delivered.map_or_else(|| writing::NONE.to_owned(), |age| writing::count(age.count)),
            note: match sum_in_words(report.couriers.iter().map(|courier| courier.failed)).as_str() {
                "0" => "tidak ada pengantaran gagal".to_owned(),
                writing::NONE => "pengantaran gagal tidak ditampilkan".to_owned(),
                failed => format!("{failed} pengantaran gagal"),
            },
        },
        KeyNumber {
            label: "Sampai di pintu",
            value: delivered
                .and_then(|age| age.p50_minutes)
                .map_or_else(|| writing::NONE.to_owned(), writing::duration),
            note: delivered.and_then(|age| age.p90_minutes).map_or_else(
                || "separuh warga, sejak putusan diterima".to_owned(),
                |minutes| {
                    format!(
                        "separuh warga; 9 dari 10 paling lama {}",
                        writing::duration(minutes)
                    )
                },
            ),
        },
    ]
}

/// In which direction the backlog went.
fn change(before: Count, after: Count) -> String {
    match (before, after) {
        (Count::Exact(before), Count::Exact(after)) if after > before => {
            format!("naik dari {} pada awal periode", writing::whole(before))
        }
        (Count::Exact(before), Count::Exact(after)) if after < before => {
            format!("turun dari {} pada awal periode", writing::whole(before))
        }
        (Count::Exact(_), Count::Exact(_)) => "tetap sejak awal periode".to_owned(),
        _ => "pada akhir periode".to_owned(),
    }
}
