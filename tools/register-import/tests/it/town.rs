//! Invented people as rows of an extract, and an office that imports them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use csv::{ByteRecord, ReaderBuilder, WriterBuilder};
use jiff::civil::{Date, date};
use memory_tables::DirectTables;
use register_import::extract::{Column, Columns, MaritalCodes};
use register_import::import::{self, Destination, Figures, Job, Stop};
use register_import::meter::Meter;
use tempfile::TempDir;
use tuntas_domain::household::Household;
use tuntas_domain::identity::{KkNumber, Nik};
use tuntas_domain::people::Person;
use tuntas_feed::Feed;
use tuntas_register::Register;
use tuntas_tables::Table;
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2026, 11, 24);

pub(crate) const NAMESPACE: Uuid = Uuid::from_u128(0x5110);

/// One row, by column name.
#[derive(Clone)]
pub(crate) struct Row(BTreeMap<&'static str, String>);

impl Row {
    pub(crate) fn with(mut self, column: &'static str, value: &str) -> Self {
        self.0.insert(column, value.to_owned());
        self
    }

    pub(crate) fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }
}

/// Somebody of the first household; unmarried, with everything that is needed.
pub(crate) fn person(nik: &str, shdk: &str) -> Row {
    let woman = nik.as_bytes()[6] >= b'4';
    let day: u8 = nik[6..8].parse().unwrap();
    let born = format!(
        "{:02}-{}-19{}",
        if woman { day - 40 } else { day },
        &nik[8..10],
        &nik[10..12]
    );
    Row(BTreeMap::new())
        .with("NIK", nik)
        .with("NO_KK", NUMBER)
        .with("NAMA_LGKP", if woman { "CONTOH SITI" } else { "CONTOH BUDI" })
        .with("JENIS_KLMIN", if woman { "2" } else { "1" })
        .with("TMPT_LHR", "PASURUAN")
        .with("TGL_LHR", &born)
        .with("AGAMA", "1")
        .with("STAT_KWN", "BELUM KAWIN")
        .with("STAT_HBKEL", shdk)
        .with("PDDK_AKH", "5")
        .with("JENIS_PKRJN", "88")
        .with("ALAMAT", "JL. CONTOH NO. 1")
        .with("NO_RT", "1")
        .with("NO_RW", "2")
        .with("NO_PROP", "35")
        .with("NO_KAB", "75")
        .with("NO_KEC", "1")
        .with("NO_KEL", "1001")
}

pub(crate) const NUMBER: &str = "3575011201170004";
pub(crate) const BUDI: &str = "3575011403880001";
pub(crate) const SITI: &str = "3575015506900001";
pub(crate) const ANI: &str = "3575014801950002";
pub(crate) const CERTIFICATE: &str = "0035/005/XII/2016";

pub(crate) fn married(row: Row, certificate: &str) -> Row {
    row.with("STAT_KWN", "KAWIN TERCATAT")
        .with("NO_AKTA_KWN", certificate)
        .with("TGL_KWN", "10-12-2016")
}

/// Budi, his wife Siti, and their daughter Ani.
pub(crate) fn family() -> Vec<Row> {
    vec![
        married(person(BUDI, "1"), CERTIFICATE),
        married(person(SITI, "3"), CERTIFICATE),
        person(ANI, "4").with("NIK_AYAH", BUDI).with("NIK_IBU", SITI),
    ]
}

/// A man who lives alone; each `serial` is another one, with another number.
pub(crate) fn alone(serial: u16) -> Row {
    person(&format!("357501140388{:04}", 1_000 + serial), "1")
        .with("NO_KK", &format!("357501120117{:04}", 1_000 + serial))
        .with("NAMA_LGKP", &format!("CONTOH {serial}"))
}

/// The rows as a file.
pub(crate) fn csv(rows: &[Row], delimiter: u8) -> Vec<u8> {
    csv_of(Column::ALL, rows, delimiter)
}

/// The rows as a file that has these columns alone.
pub(crate) fn csv_of(columns: &[Column], rows: &[Row], delimiter: u8) -> Vec<u8> {
    let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let names = || columns.iter().map(|column| column.name());
    writer.write_record(names()).unwrap();
    for row in rows {
        writer.write_record(names().map(|name| row.get(name))).unwrap();
    }
    writer.into_inner().unwrap()
}

/// A folder with one extract in it, and a register.
pub(crate) struct Office {
    pub(crate) folder: TempDir,
    pub(crate) tables: DirectTables,
    pub(crate) register: Register,
}

impl Office {
    pub(crate) fn with(file: &[u8]) -> Self {
        Self::on(DirectTables::default(), file)
    }

    /// Another folder with another extract, the same register.
    pub(crate) fn next(&self, file: &[u8]) -> Self {
        Self::on(self.tables.clone(), file)
    }

    fn on(tables: DirectTables, file: &[u8]) -> Self {
        let register = Register::new(Table::new(tables.database(), "register"));
        let office = Self {
            folder: TempDir::new().unwrap(),
            tables,
            register,
        };
        std::fs::write(office.file(), file).unwrap();
        office
    }

    pub(crate) fn of(rows: &[Row]) -> Self {
        Self::with(&csv(rows, b','))
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("extract.csv")
    }

    pub(crate) fn job(&self) -> Job {
        Job {
            file: self.file(),
            rejected: self.folder.path().join("rejected.csv"),
            marital_codes: Some(MaritalCodes::Six),
            region: None,
            today: TODAY,
            memory: 1 << 20,
        }
    }

    pub(crate) async fn import(&self) -> Figures {
        self.run(&self.job()).await.unwrap()
    }

    pub(crate) async fn run(&self, job: &Job) -> Result<Figures, Stop> {
        self.run_into(job, &self.destination()).await
    }

    pub(crate) async fn run_into(&self, job: &Job, into: &Destination) -> Result<Figures, Stop> {
        import::import(job, into, &mut Meter::start()).await
    }

    pub(crate) async fn run_as_of(&self, as_of: Date) -> Result<Figures, Stop> {
        let into = Destination {
            as_of,
            ..self.destination()
        };
        self.run_into(&self.job(), &into).await
    }

    /// An extract of a day, taken over in a folder of its own.
    pub(crate) async fn extract(&self, rows: &[Row], as_of: Date) -> Figures {
        let office = self.next(&csv(rows, b','));
        office.run_as_of(as_of).await.unwrap()
    }

    /// An extract with every household of the city.
    pub(crate) async fn whole_extract(&self, rows: &[Row], as_of: Date) -> Figures {
        let office = self.next(&csv(rows, b','));
        let into = Destination {
            as_of,
            whole: true,
            ..office.destination()
        };
        office.run_into(&office.job(), &into).await.unwrap()
    }

    /// Everything in the register but which extract is the newest, which says nothing of anybody.
    pub(crate) fn items(&self) -> Vec<tuntas_tables::Item> {
        let items = self.tables.items("register", "").into_iter();
        items.filter(|item| item.text("sk") != Ok("EXTRACT")).collect()
    }

    pub(crate) fn feed(&self) -> Feed {
        Feed::new(Table::new(self.tables.database(), "feed"))
    }

    /// As if the newest extract had begun after the one that comes.
    pub(crate) async fn forget_extracts(&self) {
        let delete = tuntas_tables::Write::Delete {
            table: "register".to_owned(),
            key: tuntas_tables::Key::new("IMPORT", "EXTRACT"),
            expect: tuntas_tables::Expect::Present,
        };
        tuntas_tables::commit(&self.tables.database(), vec![delete])
            .await
            .unwrap();
    }

    /// The register, as of today, with the answers of SIAK's operators.
    pub(crate) fn destination(&self) -> Destination {
        Destination {
            register: self.register.clone(),
            feed: Some(self.feed()),
            namespace: NAMESPACE,
            as_of: TODAY,
            whole: false,
            settings: "--table register".to_owned(),
        }
    }

    /// Code, sentence and column of each rejected row, with its NIK.
    pub(crate) fn rejected(&self) -> Vec<(String, String)> {
        rejected(&self.job().rejected)
            .iter()
            .map(|row| (row["NIK"].clone(), row["ALASAN_KODE"].clone()))
            .collect()
    }

    /// Names in the folder.
    pub(crate) fn left_over(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub(crate) async fn household(&self, number: &str) -> Option<Household> {
        self.register
            .by_number(&KkNumber::parse(number).unwrap())
            .await
            .unwrap()
    }

    pub(crate) async fn citizen(&self, nik: &str) -> Person {
        let nik = Nik::parse(nik).unwrap();
        let home = self.register.home_of(&nik).await.unwrap().unwrap();
        home.member(&nik).unwrap().person.clone()
    }
}

/// Rows of a file of rejected rows, by column name.
pub(crate) fn rejected(path: &Path) -> Vec<BTreeMap<String, String>> {
    if !path.exists() {
        return Vec::new();
    }
    let mut reader = ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<ByteRecord> = reader.byte_records().map(Result::unwrap).collect();
    rows.iter()
        .map(|row| {
            header
                .iter()
                .cloned()
                .zip(row.iter().map(|field| String::from_utf8(field.to_vec()).unwrap()))
                .collect()
        })
        .collect()
}

/// Every column, in the order `csv` writes them.
pub(crate) fn columns() -> Columns {
    Columns::find(Column::ALL.iter().map(|column| column.name())).unwrap()
}
