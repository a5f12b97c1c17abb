//! Tables of what offices did for former spouses.

use tuntas_aid::referral::{BusinessState, DeclineReason, Outcome, StopReason};
use tuntas_figures::{AidFigures, Count, PaymentRow, Reasons, ReferralRow, WorkRow};

use super::{ALL, column, of_two};
use crate::table::Kind::{Figure, Key, Name};
use crate::table::Unit as U;
use crate::{Cell, Column, Office, Table, words};

/// All of them. Those in which everything is withheld are left out, but for the offer, the consents and the referrals.
pub(super) fn tables(aid: &AidFigures, office: &Office) -> Vec<Table> {
    let mut tables = vec![offers(aid), consents(aid, office), referrals(aid)];
    let further = [
        work(
            aid,
            "aid_assessments",
            "Lama asesmen bantuan",
            "Dari rujukan sampai asesmen pertama, dalam hari kerja. Tepat waktu: paling lambat pada hari yang ditetapkan.",
            |row| row.assessment,
        ),
        work(
            aid,
            "aid_decisions",
            "Lama keputusan bantuan",
            "Dari asesmen terakhir sampai diputuskan, dalam hari kerja. Tepat waktu: paling lambat pada hari yang ditetapkan.",
            |row| row.decision,
        ),
        declined(aid),
        endings(aid),
        stopped(aid),
        mentoring(aid),
        check_ins(aid),
        approved(aid),
        returned(aid),
    ];
    tables.extend(further.into_iter().filter(|table| !table.rows.is_empty()));
    tables
}

fn offers(aid: &AidFigures) -> Table {
    Table {
        code: "aid_offers",
        title: "Penawaran bantuan",
        about: "Kedua pihak dari setiap perceraian yang didaftar ditanyai apakah ingin dibantu. Pada angka bantuan, jumlah 0 pun ditulis <5.",
        columns: vec![
            column("scope", "Lingkup", Key, U::Text),
            column("offered", "Ditawari", Figure, U::People),
            column("refused", "Tidak ingin dibantu", Figure, U::People),
        ],
        rows: vec![vec![ALL.into(), aid.offered.into(), aid.refused.into()]],
    }
}

fn consents(aid: &AidFigures, office: &Office) -> Table {
    Table {
        code: "aid_consents",
        title: "Persetujuan bantuan",
        about: "Persetujuan agar data diteruskan ke perangkat daerah yang membantu. Untuk perangkat daerah yang melindungi dari kekerasan selalu ditulis <5.",
        columns: vec![
            column("office", "Kode", Key, U::Text),
            column("office_name", "Perangkat daerah", Name, U::Text),
            column("consented", "Diberikan", Figure, U::Consents),
            column("taken_back", "Dicabut", Figure, U::Consents),
        ],
        rows: (aid.consents.iter())
            .map(|row| {
                vec![
                    row.office.as_str().into(),
                    words::helper(row.office.as_str(), office.helper(row.office.as_str())).into(),
                    row.consented.into(),
                    row.taken_back.into(),
                ]
            })
            .collect(),
    }
}

fn of_rows(figures: impl IntoIterator<Item = Column>) -> Vec<Column> {
    of_two(
        [("office", "Kode"), ("kind", "Bantuan (kode)")],
        [("office_name", "Perangkat daerah"), ("kind_name", "Bantuan")],
        figures,
    )
}

fn named(row: &ReferralRow) -> [Cell; 4] {
    [
        row.office.as_str().into(),
        row.kind.as_str().into(),
        words::office(row.office.as_str()).into(),
        words::aid(row.kind).into(),
    ]
}

/// Rows of which some figure is shown.
fn shown<const N: usize>(aid: &AidFigures, figures: impl Fn(&ReferralRow) -> [Count; N]) -> Vec<Vec<Cell>> {
    (aid.referrals.iter())
        .map(|row| (row, figures(row)))
        .filter(|(_, figures)| figures.iter().any(|count| *count != Count::Withheld))
        .map(|(row, figures)| named(row).into_iter().chain(figures.map(Cell::from)).collect())
        .collect()
}

fn referrals(aid: &AidFigures) -> Table {
    Table {
        code: "aid_referrals",
        title: "Rujukan bantuan",
        about: "Rujukan ke perangkat daerah dan keputusannya. Tiap perangkat daerah tercantum, ada rujukan atau tidak. Awal dan akhir periode hanya ditampilkan pada laporan bulanan dan tahunan; selain itu, dan untuk perangkat daerah yang melindungi dari kekerasan, selalu ditulis <5.",
        columns: of_rows([
            column("opening", "Awal periode", Figure, U::Referrals),
            column("referred", "Dirujuk", Figure, U::Referrals),
            column("granted", "Diberi bantuan", Figure, U::Referrals),
            column("declined", "Ditolak", Figure, U::Referrals),
            column("open", "Akhir periode", Figure, U::Referrals),
        ]),
        rows: (aid.referrals.iter())
            .map(|row| {
                let figures = [row.opening, row.referred, row.granted, row.declined, row.open];
                named(row).into_iter().chain(figures.map(Cell::from)).collect()
            })
            .collect(),
    }
}

fn work(
    aid: &AidFigures,
    code: &'static str,
    title: &'static str,
    about: &'static str,
    of: fn(&ReferralRow) -> WorkRow,
) -> Table {
    let is_shown = |row: &&ReferralRow| {
        let work = of(row);
        [work.count, work.in_time, work.late]
            .iter()
            .any(|count| *count != Count::Withheld)
    };
    Table {
        code,
        title,
        about,
        columns: of_rows([
            column("count", "Selesai", Figure, U::Referrals),
            column("p50", "Separuh paling lama", Figure, U::WorkingDays),
            column("p90", "9 dari 10 paling lama", Figure, U::WorkingDays),
            column("p99", "99 dari 100 paling lama", Figure, U::WorkingDays),
            column("in_time", "Tepat waktu", Figure, U::Referrals),
            column("late", "Terlambat", Figure, U::Referrals),
            column("in_time_percent", "Tepat waktu", Figure, U::Percent),
        ]),
        rows: (aid.referrals.iter())
            .filter(is_shown)
            .map(|row| {
                let work = of(row);
                let figures: [Cell; 7] = [
                    work.count.into(),
                    work.p50_days.into(),
                    work.p90_days.into(),
                    work.p99_days.into(),
                    work.in_time.into(),
                    work.late.into(),
                    Cell::Permille(work.in_time_permille),
                ];
                named(row).into_iter().chain(figures).collect()
            })
            .collect(),
    }
}

/// A count by a closed list of words; a report of other times may know fewer.
fn by<K: Ord>(reasons: &Reasons<K>, reason: &K) -> Count {
    reasons.get(reason).copied().unwrap_or(Count::Withheld)
}

/// Referrals by a closed list of reasons: each with its code and its title.
fn by_reason<K: Copy + Ord, const N: usize>(
    aid: &AidFigures,
    (code, title, about): (&'static str, &'static str, &'static str),
    reasons: [(K, &'static str, &'static str); N],
    of: fn(&ReferralRow) -> &Reasons<K>,
) -> Table {
    Table {
        code,
        title,
        about,
        columns: of_rows(reasons.map(|(_, code, title)| column(code, title, Figure, U::Referrals))),
        rows: shown(aid, |row| reasons.map(|(reason, ..)| by(of(row), &reason))),
    }
}

fn declined(aid: &AidFigures) -> Table {
    use DeclineReason as R;
    by_reason(
        aid,
        (
            "aid_declined",
            "Penolakan bantuan",
            "Rujukan yang ditolak, menurut alasannya.",
        ),
        [
            (R::CriteriaNotMet, "criteria_not_met", "Kriteria tidak terpenuhi"),
            (R::NotNeeded, "not_needed", "Tidak perlu"),
            (R::NoBudget, "no_budget", "Tidak ada anggaran"),
            (R::HelpedElsewhere, "helped_elsewhere", "Sudah dibantu"),
            (R::DocumentsMissing, "documents_missing", "Dokumen kurang"),
            (R::NoContact, "no_contact", "Tidak ada kontak"),
        ],
        |row| &row.declined_by,
    )
}

fn endings(aid: &AidFigures) -> Table {
    Table {
        code: "aid_endings",
        title: "Akhir bantuan",
        about: "Rujukan yang berakhir: persetujuan dicabut, dihentikan perangkat daerah, atau selesai; yang selesai menurut hasilnya.",
        columns: of_rows([
            column("withdrawn", "Dicabut", Figure, U::Referrals),
            column("stopped", "Dihentikan", Figure, U::Referrals),
            column("closed", "Selesai", Figure, U::Referrals),
            column("reached", "Tujuan tercapai", Figure, U::Referrals),
            column("partly_reached", "Tercapai sebagian", Figure, U::Referrals),
            column("not_reached", "Tidak tercapai", Figure, U::Referrals),
        ]),
        rows: shown(aid, |row| {
            [
                row.withdrawn,
                row.stopped,
                row.closed,
                by(&row.closed_by, &Outcome::Reached),
                by(&row.closed_by, &Outcome::PartlyReached),
                by(&row.closed_by, &Outcome::NotReached),
            ]
        }),
    }
}

fn stopped(aid: &AidFigures) -> Table {
    use StopReason as R;
    by_reason(
        aid,
        (
            "aid_stopped",
            "Penghentian bantuan",
            "Bantuan yang dihentikan perangkat daerah, menurut alasannya.",
        ),
        [
            (R::MovedAway, "moved_away", "Pindah"),
            (R::Died, "died", "Meninggal"),
            (R::Misused, "misused", "Salah guna"),
            (R::NoContact, "no_contact", "Tidak ada kontak"),
            (R::OwnWish, "own_wish", "Permintaan sendiri"),
            (R::HelpedElsewhere, "helped_elsewhere", "Sudah dibantu"),
        ],
        |row| &row.stopped_by,
    )
}

fn mentoring(aid: &AidFigures) -> Table {
    Table {
        code: "aid_mentoring",
        title: "Pertemuan pendampingan",
        about: "Yang mulai didampingi, dan semua pertemuan dari mereka yang pendampingannya berakhir pada periode ini, sejak awal pendampingan.",
        columns: of_rows([
            column("started", "Mulai", Figure, U::Referrals),
            column("accompanied", "Berakhir", Figure, U::Referrals),
            column("planned", "Direncanakan", Figure, U::Sessions),
            column("held", "Hadir", Figure, U::Sessions),
            column("missed", "Izin atau tidak hadir", Figure, U::Sessions),
            column("not_held", "Tidak terlaksana", Figure, U::Sessions),
        ]),
        rows: shown(aid, |row| {
            [
                row.started,
                row.accompanied,
                row.sessions_planned,
                row.sessions_held,
                row.sessions_missed,
                row.sessions_not_held,
            ]
        }),
    }
}

fn check_ins(aid: &AidFigures) -> Table {
    use BusinessState as S;
    Table {
        code: "aid_check_ins",
        title: "Perkembangan usaha",
        about: "Keadaan usaha penerima modal ketika ditengok, sekian bulan sejak pembayaran pertama.",
        columns: of_two(
            [("office", "Kode"), ("check_in", "Bulan (kode)")],
            [("office_name", "Perangkat daerah"), ("check_in_name", "Sesudah")],
            [
                column("growing", "Berkembang", Figure, U::Businesses),
                column("steady", "Bertahan", Figure, U::Businesses),
                column("struggling", "Kesulitan", Figure, U::Businesses),
                column("given_up", "Berhenti", Figure, U::Businesses),
                column("no_contact", "Tidak ada kontak", Figure, U::Businesses),
            ],
        ),
        rows: (aid.check_ins.iter())
            .map(|row| {
                let states = [S::Growing, S::Steady, S::Struggling, S::GivenUp, S::NoContact];
                let named: [Cell; 4] = [
                    row.office.as_str().into(),
                    row.check_in.as_str().into(),
                    words::office(row.office.as_str()).into(),
                    row.check_in.in_letters().into(),
                ];
                let states = states.map(|state| by(&row.states, &state).into());
                named.into_iter().chain(states).collect()
            })
            .collect(),
    }
}

/// Some money of each instalment: people and rupiah.
type Money = [(Count, Option<u64>); 2];

fn money(
    aid: &AidFigures,
    (code, title, about): (&'static str, &'static str, &'static str),
    figures: [Column; 4],
    of: fn(&PaymentRow) -> Money,
) -> Table {
    Table {
        code,
        title,
        about,
        columns: of_two(
            [("office", "Kode"), ("instalment", "Sumber dan tahap (kode)")],
            [
                ("office_name", "Perangkat daerah"),
                ("instalment_name", "Sumber dan tahap"),
            ],
            figures,
        ),
        rows: (aid.payments.iter())
            .filter(|row| of(row).iter().any(|(people, _)| *people != Count::Withheld))
            .map(|row| {
                let [one, other] = of(row);
                vec![
                    row.office.as_str().into(),
                    format!("{}/{}.{}", row.source, row.instalment, row.turn).into(),
                    words::office(row.office.as_str()).into(),
                    words::instalment(row).into(),
                    one.0.into(),
                    one.1.into(),
                    other.0.into(),
                    other.1.into(),
                ]
            })
            .collect(),
    }
}

fn approved(aid: &AidFigures) -> Table {
    money(
        aid,
        (
            "aid_payments",
            "Bantuan modal",
            "Uang yang disetujui dan yang sampai pada periode ini, menurut sumber dana dan tahap. Jumlah uang untuk kurang dari lima orang tidak ditampilkan.",
        ),
        [
            column("approved", "Disetujui", Figure, U::People),
            column("approved_rupiah", "Disetujui", Figure, U::Rupiah),
            column("paid", "Dibayar", Figure, U::People),
            column("paid_rupiah", "Dibayar", Figure, U::Rupiah),
        ],
        |row| [(row.approved, row.approved_rupiah), (row.paid, row.paid_rupiah)],
    )
}

fn returned(aid: &AidFigures) -> Table {
    money(
        aid,
        (
            "aid_returns",
            "Bantuan modal yang kembali",
            "Uang yang telah sampai lalu kembali, dan uang yang disetujui tetapi tidak dibayarkan.",
        ),
        [
            column("returned", "Kembali", Figure, U::People),
            column("returned_rupiah", "Kembali", Figure, U::Rupiah),
            column("cancelled", "Tidak dibayarkan", Figure, U::People),
            column("cancelled_rupiah", "Tidak dibayarkan", Figure, U::Rupiah),
        ],
        |row| {
            [
                (row.returned, row.returned_rupiah),
                (row.cancelled, row.cancelled_rupiah),
            ]
        },
    )
}
