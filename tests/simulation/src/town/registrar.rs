//! Whoever wrote the register before: draws people, cards and numbers.

use jiff::civil::{Date, date};
use tuntas_domain::household::{Address, Cause, Household, HouseholdState, Member};
use tuntas_domain::identity::{
    HouseholdId, KecamatanCode, KkNumber, MarriageCertificateNumber, Nik, PersonId,
};
use tuntas_domain::people::{
    BloodType, Citizenship, Education, MaritalStatus, Marriage, Person, PersonName, Relationship, Religion,
    Sex, Text, Vital,
};

use crate::Chance;

/// Kecamatan of the sample city, with one kelurahan each.
const PLACES: [(&str, &str); 4] = [
    ("35.75.01", "35.75.01.1001"),
    ("35.75.02", "35.75.02.1004"),
    ("35.75.03", "35.75.03.1009"),
    ("35.75.04", "35.75.04.1001"),
];

/// Draws what stands in the register.
pub(super) struct Registrar {
    chance: Chance,
    serial: u16,
    /// Whether everybody lives in one kecamatan, and comes to the same door.
    pub(super) crowded: bool,
    /// Whether more is said than the decrees, and more is wrong in them.
    pub(super) busy: bool,
    pub(super) households: Vec<Household>,
}

impl Registrar {
    pub(super) fn new(chance: Chance, crowded: bool, busy: bool) -> Self {
        Self {
            chance,
            crowded,
            busy,
            serial: 0,
            households: Vec::new(),
        }
    }

    /// The next number, for whatever has to differ.
    pub(super) fn serial(&mut self) -> u16 {
        self.serial += 1;
        self.serial
    }

    /// A day between the first of one year and the 28 December of another.
    pub(super) fn day(&mut self, years: std::ops::RangeInclusive<i16>) -> Date {
        let span = usize::try_from(years.end() - years.start() + 1).unwrap_or(1);
        let year = years.start() + i16::try_from(self.chance.below(span)).unwrap_or(0);
        let small = |drawn: usize| i8::try_from(drawn).unwrap_or(0) + 1;
        date(year, small(self.chance.below(12)), small(self.chance.below(28)))
    }

    /// Somebody single.
    pub(super) fn person(&mut self, sex: Sex, born: Date) -> Person {
        let serial = self.serial();
        let day = born.day() + if sex == Sex::Female { 40 } else { 0 };
        let nik = format!(
            "357501{day:02}{:02}{:02}{serial:04}",
            born.month(),
            born.year() % 100
        );
        Person {
            id: PersonId(self.chance.id()),
            nik: Nik::parse(&nik).expect("sixteen digits with a date"),
            name: PersonName::parse(&format!("Contoh {}", word(serial))).expect("a name"),
            sex,
            birth_place: text("PASURUAN"),
            birth_date: born,
            religion: Religion::Islam,
            education: Education::SeniorSecondary,
            occupation: text("WIRASWASTA"),
            blood_type: BloodType::O,
            citizenship: Citizenship::Wni,
            passport: None,
            stay_permit: None,
            father: text("Contoh Ayah"),
            mother: text("Contoh Ibu"),
            father_nik: None,
            mother_nik: None,
            marital_status: MaritalStatus::Single,
            marriages: vec![],
            divorced_on: None,
            divorce_certificate: None,
            vital: Vital::Alive,
        }
    }

    /// Marries two people; the number and day of their certificate.
    pub(super) fn marry(
        &mut self,
        husband: &mut Person,
        wife: &mut Person,
    ) -> (MarriageCertificateNumber, Date) {
        let (serial, day) = (self.serial(), self.day(2010..=2020));
        let certificate = MarriageCertificateNumber::parse(&format!(
            "{serial:04}/{:03}/V/{}",
            serial % 900 + 1,
            day.year()
        ))
        .expect("a certificate's number");
        let (his, hers) = (husband.nik.clone(), wife.nik.clone());
        for (person, spouse) in [(husband, hers), (wife, his)] {
            person.marital_status = MaritalStatus::Married;
            person.marriages.push(Marriage {
                spouse: Some(spouse),
                certificate: Some(certificate.clone()),
                date: Some(day),
            });
        }
        (certificate, day)
    }

    /// An address somewhere in the city.
    pub(super) fn address(&mut self) -> Address {
        let places = if self.crowded { 1 } else { PLACES.len() };
        let place = PLACES[self.chance.below(places)];
        let serial = self.serial();
        Address {
            street: text(&format!("Jl. Contoh Mawar No. {serial}")),
            rt: text("001"),
            rw: text("002"),
            kelurahan: place.1.parse().expect("a kelurahan of the sample city"),
            postcode: Some(text("67135")),
        }
    }

    /// Puts people on a card, the head first.
    pub(super) fn card(&mut self, address: Address, members: Vec<(Relationship, Person)>) -> KkNumber {
        let number = self.number(&address.kelurahan.kecamatan());
        self.households.push(Household {
            id: HouseholdId(self.chance.id()),
            version: 1,
            number: number.clone(),
            address,
            members: members
                .into_iter()
                .map(|(relationship, person)| Member { person, relationship })
                .collect(),
            state: HouseholdState::Active,
            cause: Cause::Import,
            issued_on: date(2021, 1, 12),
            departed: Vec::new(),
        });
        number
    }

    /// Free numbers, so many for each kecamatan.
    pub(super) fn numbers(&mut self, many: usize) -> Vec<(KecamatanCode, KkNumber)> {
        let mut numbers = Vec::new();
        for (kecamatan, _) in PLACES {
            let kecamatan: KecamatanCode = kecamatan.parse().expect("a kecamatan of the sample city");
            for _ in 0..many {
                let number = self.number(&kecamatan);
                numbers.push((kecamatan.clone(), number));
            }
        }
        numbers
    }

    fn number(&mut self, kecamatan: &KecamatanCode) -> KkNumber {
        let serial = self.serial();
        KkNumber::parse(&format!("{}120121{serial:04}", kecamatan.digits()))
            .expect("sixteen digits with a date")
    }
}

/// A word of letters for a number, so that names differ.
fn word(mut number: u16) -> String {
    const SYLLABLES: [&str; 8] = ["sa", "ri", "bu", "di", "wa", "ti", "ko", "na"];
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(SYLLABLES[usize::from(number % 8)]);
        number /= 8;
    }
    word
}

/// A printed text.
pub(super) fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).expect("a short text")
}
