//! Invented extracts of any size, for trials. Nobody in them exists; every name begins with *Contoh*.

use std::io::{self, Write};

use crate::extract::Column;

/// The order of an invented extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By KK number, as SIAK exports.
    ByNumber,
    /// All heads, then all spouses, then the children: rows of one KK stand far apart.
    Scattered,
}

/// Members of the households, over and over: three rows on average.
const SIZES: [u64; 5] = [1, 2, 3, 4, 5];
const PERIOD: u64 = 15;

/// Days that an invented date may have, so that every month has them.
const DAYS: u64 = 28;
const MONTHS: u64 = 12;
/// Years of recording, birth of grown people, and birth of children.
const RECORDED: (u64, u64) = (2001, 20);
const GROWN: (u64, u64) = (1945, 50);
const YOUNG: (u64, u64) = (2012, 12);

/// Writes an extract with so many rows.
///
/// # Errors
/// It could not be written.
pub fn write(out: impl Write, rows: u64, order: Order) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(Column::ALL.iter().map(|column| column.name()))?;
    // The last household is cut off where the rows end.
    let households = rows.div_ceil(PERIOD) * SIZES.len() as u64;
    let town = Town { households };
    let most = SIZES.iter().copied().max().unwrap_or_default();
    let mut left = rows;
    let passes = match order {
        Order::ByNumber => 0..1,
        Order::Scattered => 0..most,
    };
    for pass in passes {
        for household in 0..households {
            let size = size(household);
            let members = match order {
                Order::ByNumber => 0..size,
                Order::Scattered => pass..(pass + 1).min(size),
            };
            for member in members {
                if left == 0 {
                    return Ok(writer.flush()?);
                }
                left -= 1;
                let person = town.person(household, member);
                writer.write_record(Column::ALL.iter().map(|column| person.field(*column)))?;
            }
        }
    }
    writer.flush().map_err(io::Error::into)
}

fn size(household: u64) -> u64 {
    let at = usize::try_from(household % SIZES.len() as u64).unwrap_or_default();
    SIZES.get(at).copied().unwrap_or(1)
}

/// The invented town.
struct Town {
    households: u64,
}

/// One person, by their place in it.
struct Resident {
    number: String,
    kecamatan: u64,
    household: u64,
    member: u64,
    married: bool,
    born: (u64, u64, u64),
    nik: String,
}

impl Town {
    fn person(&self, household: u64, member: u64) -> Resident {
        // Numbers rise with the household: kecamatan, day, month, year, serial.
        let slots = 4 * DAYS * MONTHS * RECORDED.1;
        let per_slot = self.households.div_ceil(slots).max(1);
        let (slot, serial) = (household / per_slot, household % per_slot + 1);
        let (rest, year) = (slot / RECORDED.1, slot % RECORDED.1 + RECORDED.0);
        let (rest, month) = (rest / MONTHS, rest % MONTHS + 1);
        let (kecamatan, day) = (rest / DAYS + 1, rest % DAYS + 1);
        let number = format!("3575{kecamatan:02}{day:02}{month:02}{:02}{serial:04}", year % 100);
        // People are counted by kind, so that no two have one NIK.
        let (count, (first, years)) = if member < 2 {
            (household * 2 + member, GROWN)
        } else {
            (household * 3 + member - 2, YOUNG)
        };
        let dates = DAYS * MONTHS * years;
        let (date, serial) = (count % dates, count / dates + 1);
        let born = (
            date / (DAYS * MONTHS) + first,
            date / DAYS % MONTHS + 1,
            date % DAYS + 1,
        );
        let day = born.2 + if is_female(member) { 40 } else { 0 };
        let nik = format!("357501{day:02}{:02}{:02}{serial:04}", born.1, born.0 % 100);
        Resident {
            number,
            kecamatan,
            household,
            member,
            married: member < 2 && size(household) > 1,
            born,
            nik,
        }
    }
}

fn is_female(member: u64) -> bool {
    member % 2 == 1
}

impl Resident {
    fn field(&self, column: Column) -> String {
        let married = |text: String| if self.married { text } else { String::new() };
        match column {
            Column::Nik => self.nik.clone(),
            Column::NoKk => self.number.clone(),
            Column::Name => format!("CONTOH {} {}", self.household, self.member + 1),
            Column::Sex => if is_female(self.member) { "2" } else { "1" }.to_owned(),
            Column::BirthPlace => "PASURUAN".to_owned(),
            Column::BirthDate => {
                let (year, month, day) = self.born;
                format!("{day:02}-{month:02}-{year}")
            }
            Column::Religion => "1".to_owned(),
            Column::BloodType => "13".to_owned(),
            Column::MaritalStatus => if self.married {
                "KAWIN TERCATAT"
            } else {
                "BELUM KAWIN"
            }
            .to_owned(),
            Column::MarriageCertificate => married(format!("{:04}/001/I/2011", self.household)),
            Column::MarriageDate => married("10-01-2011".to_owned()),
            Column::Relationship => match self.member {
                0 => "1",
                1 => "3",
                _ => "4",
            }
            .to_owned(),
            Column::Education => "5".to_owned(),
            Column::Occupation => if self.member < 2 { "88" } else { "3" }.to_owned(),
            Column::MotherName => "CONTOH IBU".to_owned(),
            Column::FatherName => "CONTOH AYAH".to_owned(),
            Column::Citizenship => "WNI".to_owned(),
            Column::Street => format!("JL. CONTOH NO. {}", self.household % 500 + 1),
            Column::Rt => (self.household % 9 + 1).to_string(),
            Column::Rw => (self.household % 5 + 1).to_string(),
            Column::Province => "35".to_owned(),
            Column::City => "75".to_owned(),
            Column::Kecamatan => self.kecamatan.to_string(),
            Column::Kelurahan => "1001".to_owned(),
            Column::Postcode => "67100".to_owned(),
            Column::HasDivorceCertificate
            | Column::DivorceCertificate
            | Column::DivorceDate
            | Column::MotherNik
            | Column::FatherNik
            | Column::Passport
            | Column::StayPermit
            | Column::Vital => String::new(),
        }
    }
}
