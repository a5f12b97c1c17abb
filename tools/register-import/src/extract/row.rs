//! One row as a person.

use std::borrow::Cow;

use csv::ByteRecord;
use jiff::civil::{Date, date};
use tuntas_domain::household::Address;
use tuntas_domain::identity::{
    AktaCeraiNumber, CityCode, KelurahanCode, KkNumber, MarriageCertificateNumber, Nik,
};
use tuntas_domain::people::{Citizenship, MaritalStatus, Person, PersonName, Relationship, Text, Vital};

use super::codes::{self, OnRecord};
use super::columns::{Column, Columns};
use super::dates;
use super::encoding::decoded;
use super::household::Reading;
use super::reasons::{Reason, Warning};
use crate::ids;

/// A person, and what only the rows of the household together tell.
pub(super) struct Row {
    pub(super) person: Person,
    pub(super) relationship: Relationship,
    pub(super) number: KkNumber,
    pub(super) address: Address,
    pub(super) certificate: Option<MarriageCertificateNumber>,
    pub(super) marriage_date: Option<Date>,
    pub(super) warnings: Vec<Warning>,
    /// Columns that tell nothing of this person: the file has them not, or what stands there could not be read.
    pub(super) silent: Vec<Column>,
}

/// The fields of a row.
struct Fields<'a> {
    columns: &'a Columns,
    row: &'a ByteRecord,
}

impl<'a> Fields<'a> {
    fn get(&self, column: Column) -> Cow<'a, str> {
        let bytes = self.columns.place(column).and_then(|at| self.row.get(at));
        decoded(bytes.unwrap_or_default().trim_ascii())
    }

    /// The text of a field that may be empty; a dash and a lone zero are how extracts write nothing.
    fn some(&self, column: Column) -> Option<Cow<'a, str>> {
        let text = self.get(column);
        let nothing = text.chars().all(|c| matches!(c, '-' | '.' | '0'));
        (!nothing).then_some(text)
    }

    fn text<const MAX: usize>(&self, column: Column, reason: Reason) -> Result<Text<MAX>, Reason> {
        Text::parse(&self.get(column)).map_err(|_| reason)
    }

    fn some_text<const MAX: usize>(
        &self,
        column: Column,
        reason: Reason,
    ) -> Result<Option<Text<MAX>>, Reason> {
        let text = self.some(column);
        text.map(|text| Text::parse(&text).map_err(|_| reason))
            .transpose()
    }

    /// A parent's name; the card prints a dash where none is on record.
    fn parent(&self, column: Column, reason: Reason) -> Result<Text<60>, Reason> {
        let text = self.some(column);
        Text::parse(text.as_deref().unwrap_or("-")).map_err(|_| reason)
    }

    /// A date that may be missing. Zeros stand for none.
    fn some_date(&self, column: Column, reason: Reason) -> Result<Option<Date>, Reason> {
        let text = self.get(column);
        let nothing = text.chars().all(|c| matches!(c, '-' | '/' | '0' | ' ' | ':'));
        if nothing {
            Ok(None)
        } else {
            dates::date(&text).map(Some).ok_or(reason)
        }
    }
}

impl Row {
    pub(super) fn read(reading: &Reading<'_>, row: &ByteRecord) -> Result<Self, Reason> {
        if row.len() != reading.columns.count {
            return Err(Reason::RowFields);
        }
        let fields = Fields {
            columns: reading.columns,
            row,
        };
        let number = number(&fields.get(Column::NoKk))?;
        let nik = nik(&fields.get(Column::Nik))?;
        let sex = codes::sex(&fields.get(Column::Sex)).ok_or(Reason::Sex)?;
        let birth_date = birth_date(&fields, reading.today)?;
        let mut warnings = Vec::new();
        if !nik.warnings(sex, birth_date).is_empty() {
            warnings.push(Warning::NikDigits);
        }
        let (certificate, divorce_certificate) = certificates(&fields, &mut warnings);
        let marriage_date = fields.some_date(Column::MarriageDate, Reason::MarriageDate)?;
        let divorced_on = fields.some_date(Column::DivorceDate, Reason::DivorceDate)?;
        let in_life = |day: Date| (birth_date..=reading.today).contains(&day);
        if !marriage_date.is_none_or(in_life) {
            return Err(Reason::MarriageDateRange);
        }
        if !divorced_on.is_none_or(in_life) {
            return Err(Reason::DivorceDateRange);
        }
        let [father_nik, mother_nik] =
            [Column::FatherNik, Column::MotherNik].map(|column| parent_nik(&fields, column, &mut warnings));
        let vital = vital(&fields)?;
        let silent = [
            (Column::Vital, vital.is_none()),
            (Column::MarriageCertificate, certificate.is_none()),
            (Column::DivorceCertificate, divorce_certificate.is_none()),
            (Column::FatherNik, father_nik.is_none()),
            (Column::MotherNik, mother_nik.is_none()),
        ];
        let unread = silent
            .into_iter()
            .filter(|(column, nothing)| {
                *nothing && (*column == Column::Vital || fields.some(*column).is_some())
            })
            .map(|(column, _)| column);
        let silent = reading.columns.missing().chain(unread).collect();
        Ok(Self {
            relationship: codes::relationship(&fields.get(Column::Relationship))
                .ok_or(Reason::Relationship)?,
            address: address(&fields, reading.region)?,
            person: Person {
                id: ids::person(reading.namespace, &nik),
                nik,
                name: PersonName::parse(&fields.get(Column::Name)).map_err(|_| Reason::Name)?,
                sex,
                birth_place: fields.text(Column::BirthPlace, Reason::BirthPlace)?,
                birth_date,
                religion: codes::religion(&fields.get(Column::Religion)).ok_or(Reason::Religion)?,
                education: codes::education(&fields.get(Column::Education)).ok_or(Reason::Education)?,
                occupation: codes::occupation(&fields.get(Column::Occupation)).ok_or(Reason::Occupation)?,
                blood_type: codes::blood_type(&fields.get(Column::BloodType)).ok_or(Reason::BloodType)?,
                citizenship: citizenship(&fields)?,
                passport: fields.some_text(Column::Passport, Reason::Passport)?,
                stay_permit: fields.some_text(Column::StayPermit, Reason::StayPermit)?,
                father: fields.parent(Column::FatherName, Reason::FatherName)?,
                mother: fields.parent(Column::MotherName, Reason::MotherName)?,
                father_nik,
                mother_nik,
                marital_status: marital_status(&fields, reading, marriage_date)?,
                marriages: Vec::new(),
                divorced_on,
                divorce_certificate,
                vital: vital.unwrap_or(Vital::Alive),
            },
            number,
            certificate,
            marriage_date,
            warnings,
            silent,
        })
    }
}

fn number(text: &str) -> Result<KkNumber, Reason> {
    KkNumber::parse(text).map_err(|invalid| match invalid.code {
        "kk_digits" => Reason::KkDigits,
        "kk_date_digits" => Reason::KkDateDigits,
        "kk_serial" => Reason::KkSerial,
        _ => Reason::KkLength,
    })
}

fn nik(text: &str) -> Result<Nik, Reason> {
    Nik::parse(text).map_err(|invalid| match invalid.code {
        "nik_digits" => Reason::NikDigits,
        "nik_birth_digits" => Reason::NikBirthDigits,
        "nik_serial" => Reason::NikSerial,
        _ => Reason::NikLength,
    })
}

fn vital(fields: &Fields<'_>) -> Result<Option<Vital>, Reason> {
    let text = fields.get(Column::Vital);
    if text.chars().all(|c| c == '-') {
        return Ok(None);
    }
    codes::vital(&text).map(Some).ok_or(Reason::Vital)
}

fn birth_date(fields: &Fields<'_>, today: Date) -> Result<Date, Reason> {
    let born = dates::date(&fields.get(Column::BirthDate)).ok_or(Reason::BirthDate)?;
    if (date(1900, 1, 1)..=today).contains(&born) {
        Ok(born)
    } else {
        Err(Reason::BirthDateRange)
    }
}

/// Certificates are written in too many ways to keep a household out for one; what is not understood is not kept.
fn certificates(
    fields: &Fields<'_>,
    warnings: &mut Vec<Warning>,
) -> (Option<MarriageCertificateNumber>, Option<AktaCeraiNumber>) {
    let marriage = fields.some(Column::MarriageCertificate).and_then(|text| {
        let parsed = MarriageCertificateNumber::parse(&text).ok();
        warnings.extend(parsed.is_none().then_some(Warning::MarriageCertificate));
        parsed
    });
    let divorce = fields.some(Column::DivorceCertificate).and_then(|text| {
        let parsed = AktaCeraiNumber::parse(&text).ok();
        warnings.extend(parsed.is_none().then_some(Warning::DivorceCertificate));
        parsed
    });
    (marriage, divorce)
}

fn parent_nik(fields: &Fields<'_>, column: Column, warnings: &mut Vec<Warning>) -> Option<Nik> {
    let text = fields.some(column)?;
    let parsed = Nik::parse(&text).ok();
    warnings.extend(parsed.is_none().then_some(Warning::ParentNik));
    parsed
}

fn marital_status(
    fields: &Fields<'_>,
    reading: &Reading<'_>,
    marriage_date: Option<Date>,
) -> Result<MaritalStatus, Reason> {
    let told = fields.get(Column::HasDivorceCertificate).to_uppercase();
    let on_record = OnRecord {
        marriage: fields.some(Column::MarriageCertificate).is_some() || marriage_date.is_some(),
        divorce: fields.some(Column::DivorceCertificate).is_some() || matches!(told.as_str(), "ADA" | "YA"),
    };
    codes::marital_status(
        &fields.get(Column::MaritalStatus),
        reading.marital_codes,
        on_record,
    )
    .ok_or(Reason::MaritalStatus)
}

/// Who has a stay permit is a foreigner, where the extract has no column that says so.
fn citizenship(fields: &Fields<'_>) -> Result<Citizenship, Reason> {
    match fields.some(Column::Citizenship) {
        Some(text) => codes::citizenship(&text).ok_or(Reason::Citizenship),
        None if fields.some(Column::StayPermit).is_some() => Ok(Citizenship::Wna),
        None => Ok(Citizenship::Wni),
    }
}

fn address(fields: &Fields<'_>, region: Option<&CityCode>) -> Result<Address, Reason> {
    let kelurahan = kelurahan(fields).ok_or(Reason::Region)?;
    if region.is_some_and(|region| kelurahan.city() != *region) {
        return Err(Reason::RegionOutside);
    }
    let postcode = match fields.some(Column::Postcode) {
        Some(text) if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(Text::parse(&text).map_err(|_| Reason::Postcode)?)
        }
        Some(_) => return Err(Reason::Postcode),
        None => None,
    };
    Ok(Address {
        street: fields.text(Column::Street, Reason::Street)?,
        rt: neighbourhood(fields, Column::Rt).ok_or(Reason::Rt)?,
        rw: neighbourhood(fields, Column::Rw).ok_or(Reason::Rw)?,
        kelurahan,
        postcode,
    })
}

/// Three digits; zeros where there is none.
fn neighbourhood(fields: &Fields<'_>, column: Column) -> Option<Text<3>> {
    let text = fields.some(column);
    let number = text.map_or(Some(0), |text| codes::code(&text))?;
    Text::parse(&format!("{number:03}")).ok()
}

fn kelurahan(fields: &Fields<'_>) -> Option<KelurahanCode> {
    let part = |column| codes::code(&fields.get(column));
    let (province, city) = (part(Column::Province)?, part(Column::City)?);
    let (kecamatan, kelurahan) = (part(Column::Kecamatan)?, part(Column::Kelurahan)?);
    if [province, city, kecamatan, kelurahan].contains(&0) {
        return None;
    }
    KelurahanCode::parse(&format!("{province:02}.{city:02}.{kecamatan:02}.{kelurahan:04}")).ok()
}
