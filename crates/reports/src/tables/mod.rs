//! Which tables a report has: the one list that PDF, XLSX and CSV are made of.

mod aid;
mod security;

use tuntas_figures::Report;

use crate::table::Kind::{Figure, Key, Name};
use crate::table::Unit as U;
use crate::{Cell, Column, Kind, Office, Table, Unit, words};

/// Code of a row that is a table's only one.
const ALL: &str = "semua";

/// All tables of a report, in the order of its chapters. An empty part is a table without rows, never left out; a part that
/// the city does not have is.
pub fn tables(report: &Report, office: &Office) -> Vec<Table> {
    let mut tables = vec![
        promise(report),
        intake(report, office),
        ages(report),
        holds(report),
        backlog(report),
        couriers(report),
        failures(report),
    ];
    tables.extend(
        report
            .security
            .iter()
            .flat_map(|security| security::tables(security, office)),
    );
    tables.extend(report.aid.iter().flat_map(|aid| aid::tables(aid, office)));
    tables.extend([
        consistency(report),
        stock(report, office),
        officers(report),
        costs(report),
        corrections(report),
        days(report),
    ]);
    tables
}

const fn column(code: &'static str, title: &'static str, kind: Kind, unit: Unit) -> Column {
    Column {
        code,
        title,
        kind,
        unit,
    }
}

/// The columns of rows that two codes name: the codes, what each is called, and the figures. Of each the code and the title.
fn of_two(
    codes: [(&'static str, &'static str); 2],
    names: [(&'static str, &'static str); 2],
    figures: impl IntoIterator<Item = Column>,
) -> Vec<Column> {
    let codes = codes.map(|(code, title)| column(code, title, Kind::Key, Unit::Text));
    let names = names.map(|(code, title)| column(code, title, Kind::Name, Unit::Text));
    codes.into_iter().chain(names).chain(figures).collect()
}

macro_rules! row {
    ($($cell:expr),+ $(,)?) => { vec![$(Cell::from($cell)),+] };
}

fn promise(report: &Report) -> Table {
    let promise = &report.promise;
    Table {
        code: "promise",
        title: "Janji layanan",
        about: "Register diubah dalam satu hari kerja sejak kantor dapat mengerjakannya.",
        columns: vec![
            column("scope", "Lingkup", Key, U::Text),
            column("kept", "Ditepati", Figure, U::Cases),
            column("broken", "Terlambat", Figure, U::Cases),
            column("kept_percent", "Ditepati", Figure, U::Percent),
        ],
        rows: vec![vec![
            ALL.into(),
            promise.kept.into(),
            promise.broken.into(),
            Cell::Permille(promise.kept_permille),
        ]],
    }
}

fn intake(report: &Report, office: &Office) -> Table {
    Table {
        code: "intake",
        title: "Putusan masuk",
        about: "Putusan cerai yang masuk pada periode ini, menurut pengadilan dan jenis, dan apa yang terjadi dengannya.",
        columns: vec![
            column("court", "Kode", Key, U::Text),
            column("kind", "Jenis (kode)", Key, U::Text),
            column("court_name", "Pengadilan", Name, U::Text),
            column("kind_name", "Jenis", Name, U::Text),
            column("received", "Masuk", Figure, U::Cases),
            column("registered", "Register diubah", Figure, U::Cases),
            column("completed", "Tuntas", Figure, U::Cases),
            column("closed", "Ditutup tanpa perubahan", Figure, U::Cases),
            column("returned", "Kembali ke pengadilan", Figure, U::Cases),
            column("reversed", "Putusan dibatalkan", Figure, U::Cases),
        ],
        rows: report
            .intake
            .iter()
            .map(|intake| {
                row![
                    intake.court.as_str(),
                    intake.kind.as_str(),
                    office.court(intake.court.as_str()),
                    words::kind(intake.kind),
                    intake.received,
                    intake.registered,
                    intake.completed,
                    intake.closed,
                    intake.returned,
                    intake.reversed,
                ]
            })
            .collect(),
    }
}

fn ages(report: &Report) -> Table {
    Table {
        code: "ages",
        title: "Lama layanan",
        about: "Berapa lama sampai tiap tahap. Waktu berkas berada di pengadilan untuk perbaikan tidak dihitung.",
        columns: vec![
            column("from", "Dari (kode)", Key, U::Text),
            column("to", "Sampai (kode)", Key, U::Text),
            column("from_name", "Dari", Name, U::Text),
            column("to_name", "Sampai", Name, U::Text),
            column("count", "Jumlah", Figure, U::Pieces),
            column("p50", "Separuh paling lama", Figure, U::Minutes),
            column("p90", "9 dari 10 paling lama", Figure, U::Minutes),
            column("p99", "99 dari 100 paling lama", Figure, U::Minutes),
        ],
        rows: report
            .ages
            .iter()
            .map(|age| {
                row![
                    words::start_code(age.from),
                    words::measure_code(age.to),
                    words::start(age.from),
                    words::measure(age.to),
                    age.count,
                    age.p50_minutes,
                    age.p90_minutes,
                    age.p99_minutes,
                ]
            })
            .collect(),
    }
}

fn holds(report: &Report) -> Table {
    Table {
        code: "holds",
        title: "Berkas ditahan",
        about: "Berkas yang menunggu keputusan petugas, menurut alasannya.",
        columns: vec![
            column("reason", "Kode", Key, U::Text),
            column("reason_name", "Alasan", Name, U::Text),
            column("opened", "Baru ditahan", Figure, U::Cases),
            column("resolved", "Diselesaikan", Figure, U::Cases),
            column("open", "Masih ditahan", Figure, U::Cases),
            column("oldest", "Tertua", Figure, U::Days),
        ],
        rows: report
            .holds
            .iter()
            .map(|hold| {
                row![
                    hold.reason.as_str(),
                    words::hold(&hold.reason),
                    hold.opened,
                    hold.resolved,
                    hold.open,
                    hold.oldest_days.map(u64::from),
                ]
            })
            .collect(),
    }
}

fn backlog(report: &Report) -> Table {
    let backlog = &report.backlog;
    Table {
        code: "backlog",
        title: "Tunggakan dan perkiraan",
        about: "Berkas yang belum tuntas. Perkiraan untuk tujuh hari setelah periode, menurut laju 28 hari terakhir.",
        columns: vec![
            column("scope", "Lingkup", Key, U::Text),
            column("opening", "Awal periode", Figure, U::Cases),
            column("received", "Masuk", Figure, U::Cases),
            column("ended", "Berakhir", Figure, U::Cases),
            column("closing", "Akhir periode", Figure, U::Cases),
            column("expected_in", "Perkiraan masuk", Figure, U::Cases),
            column("expected_closing", "Perkiraan tunggakan", Figure, U::Cases),
        ],
        rows: vec![row![
            ALL,
            backlog.opening,
            backlog.received,
            backlog.ended,
            backlog.closing,
            backlog.expected_in,
            backlog.expected_closing,
        ]],
    }
}

fn couriers(report: &Report) -> Table {
    Table {
        code: "couriers",
        title: "Kurir",
        about: "Perjalanan kurir menurut penyedia. Lama dihitung dari pemesanan sampai kode serah terima.",
        columns: vec![
            column("provider", "Penyedia", Key, U::Text),
            column("booked", "Dipesan", Figure, U::Rides),
            column("delivered", "Diterima", Figure, U::Rides),
            column("failed", "Gagal", Figure, U::Rides),
            column("recalled", "Ditarik kantor", Figure, U::Rides),
            column("p50", "Separuh paling lama", Figure, U::Minutes),
            column("p90", "9 dari 10 paling lama", Figure, U::Minutes),
            column("cost", "Biaya", Figure, U::Rupiah),
        ],
        rows: report
            .couriers
            .iter()
            .map(|courier| {
                row![
                    courier.provider.as_str(),
                    courier.booked,
                    courier.delivered,
                    courier.failed,
                    courier.recalled,
                    courier.p50_minutes,
                    courier.p90_minutes,
                    courier.cost_rupiah,
                ]
            })
            .collect(),
    }
}

fn failures(report: &Report) -> Table {
    Table {
        code: "failures",
        title: "Pengantaran gagal",
        about: "Pengantaran yang tidak sampai, menurut sebabnya.",
        columns: vec![
            column("reason", "Kode", Key, U::Text),
            column("reason_name", "Sebab", Name, U::Text),
            column("count", "Jumlah", Figure, U::Envelopes),
        ],
        rows: report
            .failures
            .iter()
            .map(|failure| {
                row![
                    failure.reason.as_str(),
                    words::failure(&failure.reason),
                    failure.count
                ]
            })
            .collect(),
    }
}

fn consistency(report: &Report) -> Table {
    let checked = row!["checked", "Versi KK yang diperiksa", report.consistency.checked];
    let faults = report
        .consistency
        .faults
        .iter()
        .map(|(code, count)| row![code.as_str(), words::fault(code), *count]);
    Table {
        code: "consistency",
        title: "Pemeriksaan register",
        about: "Setiap kartu keluarga yang diubah pada periode ini diperiksa: satu kepala keluarga, tiap orang di satu kartu, dan seterusnya.",
        columns: vec![
            column("finding", "Kode", Key, U::Text),
            column("finding_name", "Temuan", Name, U::Text),
            column("count", "Jumlah", Figure, U::Households),
        ],
        rows: std::iter::once(checked).chain(faults).collect(),
    }
}

fn stock(report: &Report, office: &Office) -> Table {
    Table {
        code: "stock",
        title: "Persediaan nomor KK",
        about: "Nomor KK dari SIAK yang masih dapat diberikan pada akhir periode, dibulatkan ke bawah ke puluhan.",
        columns: vec![
            column("kecamatan", "Kode", Key, U::Text),
            column("kecamatan_name", "Kecamatan", Name, U::Text),
            column("free", "Tersedia", Figure, U::Numbers),
            column("given", "Diberikan", Figure, U::Numbers),
            column("low", "Menipis", Figure, U::Flag),
        ],
        rows: report
            .stock
            .iter()
            .map(|stock| {
                vec![
                    stock.kecamatan.as_str().into(),
                    office.kecamatan(&stock.kecamatan).into(),
                    stock.free.into(),
                    stock.given.into(),
                    Cell::Flag(stock.low),
                ]
            })
            .collect(),
    }
}

fn officers(report: &Report) -> Table {
    Table {
        code: "officers",
        title: "Pengawasan internal",
        about: "Tindakan petugas yang patut ditanyakan bila jauh dari rekan-rekannya. Angka ini bukan bukti pelanggaran.",
        columns: vec![
            column("officer", "Petugas", Key, U::Text),
            column("decisions", "Keputusan", Figure, U::Deeds),
            column("overrides", "Menimpa data", Figure, U::Deeds),
            column("out_of_turn", "Di luar urutan", Figure, U::Deeds),
            column("views", "Melihat data pribadi", Figure, U::Deeds),
            column(
                "repeated_look_ups",
                "Berkas dilihat 3 kali atau lebih",
                Figure,
                U::Cases,
            ),
            column("searches", "Mencari orang", Figure, U::Deeds),
            column("repeated_searches", "Dicari 3 kali atau lebih", Figure, U::People),
        ],
        rows: report
            .officers
            .iter()
            .map(|deeds| {
                row![
                    deeds.officer.as_str(),
                    deeds.decisions,
                    deeds.overrides,
                    deeds.out_of_turn,
                    deeds.views,
                    deeds.repeated_look_ups,
                    deeds.searches,
                    deeds.repeated_searches,
                ]
            })
            .collect(),
    }
}

fn costs(report: &Report) -> Table {
    Table {
        code: "costs",
        title: "Biaya layanan",
        about: "Biaya bagi kantor; warga tidak membayar apa pun. Selain kurir, dihitung dari harga satuan dalam pengaturan kota.",
        columns: vec![
            column("item", "Kode", Key, U::Text),
            column("item_name", "Pos", Name, U::Text),
            column("quantity", "Banyaknya", Figure, U::Pieces),
            column("cost", "Biaya", Figure, U::Rupiah),
        ],
        rows: report
            .costs
            .iter()
            .map(|cost| {
                row![
                    cost.item.as_str(),
                    words::cost(&cost.item),
                    cost.quantity,
                    cost.rupiah
                ]
            })
            .collect(),
    }
}

fn corrections(report: &Report) -> Table {
    Table {
        code: "corrections",
        title: "Koreksi periode lalu",
        about: "Angka periode sebelumnya yang berubah sejak dilaporkan.",
        columns: vec![
            column("day", "Tanggal", Key, U::Day),
            column("figure", "Kode", Key, U::Text),
            column("figure_name", "Angka", Name, U::Text),
            column("was", "Semula", Figure, U::Pieces),
            column("is", "Menjadi", Figure, U::Pieces),
        ],
        rows: report
            .corrections
            .iter()
            .map(|correction| {
                row![
                    correction.day,
                    correction.figure.as_str(),
                    words::figure(&correction.figure),
                    correction.was,
                    correction.is
                ]
            })
            .collect(),
    }
}

fn days(report: &Report) -> Table {
    let weekly = report.period.is_charted_by_week();
    Table {
        code: "days",
        title: if weekly { "Angka mingguan" } else { "Angka harian" },
        about: if weekly {
            "Angka tiap minggu, dengan tanggal hari Senin."
        } else {
            "Angka tiap hari."
        },
        columns: vec![
            column(
                "day",
                if weekly { "Minggu mulai" } else { "Tanggal" },
                Key,
                U::Day,
            ),
            column("received", "Putusan masuk", Figure, U::Cases),
            column("registered", "Register diubah", Figure, U::Cases),
            column("delivered", "Amplop diterima", Figure, U::Envelopes),
            column("backlog", "Tunggakan", Figure, U::Cases),
        ],
        rows: report
            .days
            .iter()
            .map(|point| {
                row![
                    point.day,
                    point.received,
                    point.registered,
                    point.delivered,
                    point.backlog
                ]
            })
            .collect(),
    }
}
