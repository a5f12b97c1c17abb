//! Tables of what courts ask of the police.

use tuntas_figures::{SecurityFigures, SecurityRow};

use super::{ALL, column, of_two};
use crate::table::Kind::{Figure, Key};
use crate::table::Unit as U;
use crate::{Cell, Column, Office, Table, words};

/// All of them.
pub(super) fn tables(security: &SecurityFigures, office: &Office) -> [Table; 3] {
    [
        requests(security, office),
        answers(security),
        outcomes(security, office),
    ]
}

fn of_rows(figures: impl IntoIterator<Item = Column>) -> Vec<Column> {
    of_two(
        [("court", "Kode"), ("activity", "Kegiatan (kode)")],
        [("court_name", "Pengadilan"), ("activity_name", "Kegiatan")],
        figures,
    )
}

fn row(row: &SecurityRow, office: &Office, figures: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
    let named: [Cell; 4] = [
        row.court.as_str().into(),
        row.activity.as_str().into(),
        office.court(row.court.as_str()).into(),
        words::activity(row.activity).into(),
    ];
    named.into_iter().chain(figures).collect()
}

fn requests(security: &SecurityFigures, office: &Office) -> Table {
    Table {
        code: "security_requests",
        title: "Permohonan pengamanan",
        about: "Permohonan pengadilan kepada kepolisian untuk mengamankan sidang, pemeriksaan, sita, dan eksekusi.",
        columns: of_rows([
            column("requested", "Diminta", Figure, U::Requests),
            column("accepted", "Disanggupi", Figure, U::Requests),
            column("declined", "Ditolak", Figure, U::Requests),
            column("proposed", "Usul waktu lain", Figure, U::Requests),
            column("questioned", "Ditanyakan", Figure, U::Requests),
            column("overdue", "Lewat waktu jawab", Figure, U::Requests),
        ]),
        rows: (security.requests.iter())
            .map(|of| {
                let figures = [
                    of.requested,
                    of.accepted,
                    of.declined,
                    of.proposed,
                    of.questioned,
                    of.overdue,
                ];
                row(of, office, figures.map(Cell::from))
            })
            .collect(),
    }
}

fn answers(security: &SecurityFigures) -> Table {
    let answers = &security.answers;
    Table {
        code: "security_answers",
        title: "Lama jawaban kepolisian",
        about: "Dari permohonan diterima sampai disanggupi atau ditolak, dalam jam kerja. Waktu menunggu jawaban pengadilan tidak dihitung.",
        columns: vec![
            column("scope", "Lingkup", Key, U::Text),
            column("count", "Dijawab", Figure, U::Requests),
            column("p50", "Separuh paling lama", Figure, U::WorkingMinutes),
            column("p90", "9 dari 10 paling lama", Figure, U::WorkingMinutes),
            column("p99", "99 dari 100 paling lama", Figure, U::WorkingMinutes),
            column("in_time", "Tepat waktu", Figure, U::Requests),
            column("late", "Terlambat", Figure, U::Requests),
            column("in_time_percent", "Tepat waktu", Figure, U::Percent),
        ],
        rows: vec![vec![
            ALL.into(),
            answers.count.into(),
            answers.p50_minutes.into(),
            answers.p90_minutes.into(),
            answers.p99_minutes.into(),
            answers.in_time.into(),
            answers.late.into(),
            Cell::Permille(answers.in_time_permille),
        ]],
    }
}

fn outcomes(security: &SecurityFigures, office: &Office) -> Table {
    Table {
        code: "security_outcomes",
        title: "Hasil pengamanan",
        about: "Apa yang terjadi dengan permohonan setelah dijawab, dan berapa personel diminta dan dikerahkan untuk yang disanggupi.",
        columns: of_rows([
            column("safe", "Aman", Figure, U::Requests),
            column("postponed", "Ditunda", Figure, U::Requests),
            column("incident", "Insiden", Figure, U::Requests),
            column("taken_back", "Ditarik polisi", Figure, U::Requests),
            column("cancelled", "Batal", Figure, U::Requests),
            column("wished", "Personel diminta", Figure, U::Personnel),
            column("given", "Personel dikerahkan", Figure, U::Personnel),
        ]),
        rows: (security.requests.iter())
            .map(|of| {
                let figures = [
                    of.safe,
                    of.postponed,
                    of.incident,
                    of.taken_back,
                    of.cancelled,
                    of.wished,
                    of.given,
                ];
                row(of, office, figures.map(Cell::from))
            })
            .collect(),
    }
}
