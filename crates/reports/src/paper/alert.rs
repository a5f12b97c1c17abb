//! What somebody should look at: each a sentence made of figures that the report shows.

use tuntas_figures::{Count, Courier, Report};

use crate::counting::sum;
use crate::{Office, words, writing};

/// Days after which a held case is old.
const OLD: u32 = 7;
/// Names told before the rest is counted.
const NAMED: usize = 3;
/// Failed rides of a hundred that are many.
const MANY_FAILED: u64 = 10;

pub(crate) fn alerts(report: &Report, office: &Office) -> Vec<String> {
    [
        holidays(report),
        faults(report),
        stock(report, office),
        outlook(report),
        oldest(report),
        failed(report),
        unanswered(report),
        incidents(report),
        late_aid(report),
        out_of_turn(report),
        corrections(report),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn holidays(report: &Report) -> Option<String> {
    let years = writing::years(&report.holidays_unknown)?;
    Some(format!(
        "Hari libur nasional tahun {years} belum diisi dalam pengaturan kota; dari hari kerja hanya akhir pekan yang dikecualikan."
    ))
}

fn faults(report: &Report) -> Option<String> {
    let found = report
        .consistency
        .faults
        .iter()
        .fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
    (found > 0).then(|| {
        format!(
            "Pemeriksaan register menemukan {} kejanggalan; pengelola sistem harus memeriksanya.",
            writing::whole(found)
        )
    })
}

fn stock(report: &Report, office: &Office) -> Option<String> {
    let low: Vec<String> = report
        .stock
        .iter()
        .filter(|stock| stock.low)
        .map(|stock| {
            format!(
                "{} ({})",
                office.kecamatan(&stock.kecamatan),
                writing::whole(stock.free)
            )
        })
        .collect();
    let named = low.get(..NAMED.min(low.len()))?.join(", ");
    match low.len() {
        0 => None,
        1..=NAMED => Some(format!(
            "Persediaan nomor KK menipis: {named}. Minta nomor baru dari SIAK."
        )),
        all => Some(format!(
            "Persediaan nomor KK menipis: {named}, dan {} kecamatan lain. Minta nomor baru dari SIAK.",
            all - NAMED
        )),
    }
}

fn outlook(report: &Report) -> Option<String> {
    let (Count::Exact(closing), Some(expected)) = (report.backlog.closing, report.backlog.expected_closing)
    else {
        return None;
    };
    (expected > closing).then(|| {
        format!(
            "Tunggakan diperkirakan naik dari {} menjadi {} dalam tujuh hari.",
            writing::whole(closing),
            writing::whole(expected)
        )
    })
}

fn oldest(report: &Report) -> Option<String> {
    let oldest = report
        .holds
        .iter()
        .filter(|hold| hold.oldest_days.is_some_and(|days| days >= OLD))
        .max_by_key(|hold| hold.oldest_days)?;
    Some(format!(
        "Berkas ditahan paling lama sudah {} hari: {}.",
        writing::whole(u64::from(oldest.oldest_days?)),
        words::hold(&oldest.reason)
    ))
}

fn failed(report: &Report) -> Option<String> {
    let total = |of: fn(&Courier) -> Count| sum(report.couriers.iter().map(of)).exact();
    let (booked, failed) = (total(|courier| courier.booked)?, total(|courier| courier.failed)?);
    let share = failed.saturating_mul(100).checked_div(booked)?;
    (share >= MANY_FAILED).then(|| format!("{share} dari 100 pengantaran gagal."))
}

fn unanswered(report: &Report) -> Option<String> {
    let overdue = sum(report
        .security
        .iter()
        .flat_map(|security| &security.requests)
        .map(|row| row.overdue))
    .exact()?;
    (overdue > 0).then(|| {
        format!(
            "{} permohonan pengamanan tidak dijawab kepolisian sampai batas waktunya.",
            writing::whole(overdue)
        )
    })
}

fn incidents(report: &Report) -> Option<String> {
    let incidents = sum(report
        .security
        .iter()
        .flat_map(|security| &security.requests)
        .map(|row| row.incident))
    .exact()?;
    (incidents > 0).then(|| {
        format!(
            "{} pengamanan berakhir dengan insiden.",
            writing::whole(incidents)
        )
    })
}

fn late_aid(report: &Report) -> Option<String> {
    let rows = report.aid.iter().flat_map(|aid| &aid.referrals);
    // Most offices' numbers are withheld most of the time, so this is what can be said at least.
    let late = rows
        .flat_map(|row| [row.assessment.late, row.decision.late])
        .filter_map(Count::exact)
        .fold(0_u64, u64::saturating_add);
    (late > 0).then(|| {
        format!(
            "Sedikitnya {} kali rujukan bantuan diasesmen atau diputuskan melewati batas waktunya.",
            writing::whole(late)
        )
    })
}

fn out_of_turn(report: &Report) -> Option<String> {
    let times = report
        .officers
        .iter()
        .fold(0_u64, |sum, deeds| sum.saturating_add(deeds.out_of_turn));
    (times > 0).then(|| {
        format!(
            "{} kali berkas dikerjakan di luar urutan; lihat bab Pengawasan internal.",
            writing::whole(times)
        )
    })
}

fn corrections(report: &Report) -> Option<String> {
    let corrected = u64::try_from(report.corrections.len()).ok()?;
    (corrected > 0).then(|| {
        format!(
            "{} angka periode sebelumnya dikoreksi; lihat bab Koreksi periode lalu.",
            writing::whole(corrected)
        )
    })
}
