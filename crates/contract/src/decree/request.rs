//! The shape of a decree. None of these types has a `Debug`: they hold what people sent, unread.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::strict::{list_of_objects, name, object, optional_object};
use crate::vocabulary::{BasisName, DutyName, KindName, RoleName};

/// A divorce ruling as the court reports it: the excerpt (*petikan*) of SEMA 1/2017 and what delivery needs.
#[derive(Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecreeRequest {
    /// The court's own reference, to find the case again; free of personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        min_length = 1,
        max_length = 64,
        pattern = "^[A-Za-z0-9._/-]{1,64}$",
        example = "SIPP-2021-000318"
    )]
    pub reference: Option<String>,
    /// Case number at first instance; its last part is the court.
    #[schema(example = "0318/Pdt.G/2021/PA.Pas")]
    pub case_number: String,
    /// *Cerai gugat* or *cerai talak*.
    #[serde(deserialize_with = "name")]
    pub kind: KindName,
    /// Day the ruling was read.
    #[schema(format = Date, example = "2021-09-01")]
    pub ruling_date: String,
    /// Legal force, as far as it is known. What is missing is sent later as a completion.
    #[serde(default, deserialize_with = "object")]
    #[schema(required = false)]
    pub finality: FinalityRequest,
    /// The marriage that ends.
    #[serde(deserialize_with = "object")]
    pub marriage: MarriageRequest,
    /// *Penggugat* or *Pemohon*.
    #[serde(deserialize_with = "object")]
    pub petitioner: PartyRequest,
    /// *Tergugat* or *Termohon*.
    #[serde(deserialize_with = "object")]
    pub respondent: PartyRequest,
    /// The children the ruling or the parents speak of; at most 20.
    #[serde(
        default,
        deserialize_with = "list_of_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schema(required = false, max_items = 20)]
    pub children: Vec<ChildRequest>,
    /// Only where the ruling itself says so: the party's documents are held back until the court releases them.
    #[serde(
        default,
        deserialize_with = "optional_object",
        skip_serializing_if = "Option::is_none"
    )]
    pub duty_order: Option<DutyOrderRequest>,
}

/// An order to hold back a party's documents until duties are met.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DutyOrderRequest {
    /// Who owes.
    #[serde(deserialize_with = "name")]
    pub party: RoleName,
    /// What is owed, each once; at least one.
    #[schema(min_items = 1, max_items = 3)]
    pub duties: Vec<DutyName>,
}

/// When a ruling has legal force. Dates run: ruling, BHT, ikrar, akta; none lies in the future.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FinalityRequest {
    /// BHT (*berkekuatan hukum tetap*): the day no ordinary appeal was possible any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date, example = "2021-09-15")]
    pub bht_date: Option<String>,
    /// Day of the *ikrar talak*; only for *cerai talak*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date, example = json!(null))]
    pub ikrar_date: Option<String>,
    /// The divorce certificate.
    #[serde(
        default,
        deserialize_with = "optional_object",
        skip_serializing_if = "Option::is_none"
    )]
    pub akta: Option<AktaRequest>,
}

/// A divorce certificate (*akta cerai*).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AktaRequest {
    /// Its number, not the serial number of the blank.
    #[schema(example = "0140/AC/2021/PA.Pas")]
    pub number: String,
    /// Day it was issued.
    #[schema(format = Date, example = "2021-09-20")]
    pub date: String,
}

/// The marriage as the court's file names it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarriageRequest {
    /// Number of the *kutipan akta nikah*.
    #[schema(example = "0035/005/XII/2016")]
    pub certificate_number: String,
    /// Day of the marriage.
    #[schema(format = Date, example = "2016-12-10")]
    pub date: String,
    /// KUA that recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 80, example = "KUA Bugul Kidul")]
    pub office: Option<String>,
    /// Kemendagri code of the city or regency of that KUA. A registry elsewhere is told, so that it can note the
    /// divorce in the margin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "35.75")]
    pub region: Option<String>,
}

/// A former spouse.
#[derive(Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartyRequest {
    /// NIK; decides who is meant. Left out only for a foreigner who has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9]{16}$", example = "3575035506900001")]
    pub nik: Option<String>,
    /// Passport number of a foreigner without a NIK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 20, example = json!(null))]
    pub passport: Option<String>,
    /// Name as the court writes it. It is compared with the register and never taken over.
    #[schema(max_length = 60, example = "Contoh Siti Rahayu binti Contoh Karto")]
    pub name: String,
    /// Birth date; compared with the register.
    #[schema(format = Date, example = "1990-06-15")]
    pub birth_date: String,
    /// Where the court believes the person lives. The register decides about residents.
    #[serde(deserialize_with = "object")]
    pub domicile: DomicileRequest,
    /// How the courier reaches the person. Required for a party who lives in the city, unless they have to be protected;
    /// the other party never sees it.
    #[serde(
        default,
        deserialize_with = "optional_object",
        skip_serializing_if = "Option::is_none"
    )]
    pub contact: Option<ContactRequest>,
    /// The court says that this person has to be protected from violence at home (KDRT). Nobody learns where they live:
    /// the envelope goes to a safe place, and the office that protects from violence is told. Nothing that the other party
    /// can see tells of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false, example = false)]
    pub protected: bool,
    /// What the person wishes for their family card. Without a wish the head keeps the card and its number, and
    /// the other party heads a new one.
    #[serde(
        default,
        deserialize_with = "optional_object",
        skip_serializing_if = "Option::is_none"
    )]
    pub choice: Option<ChoiceRequest>,
}

/// Where a person lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DomicileKind {
    /// In the city of this service.
    City,
    /// In another city or regency.
    Elsewhere,
}

/// Where a person lives: `{"kind":"city"}`, or elsewhere with region and name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DomicileRequest {
    /// In the city or elsewhere.
    #[serde(deserialize_with = "name")]
    pub kind: DomicileKind,
    /// For `elsewhere`: Kemendagri code of the other city or regency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "35.14")]
    pub region: Option<String>,
    /// For `elsewhere`: its name, for the letter to its registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, example = "Kabupaten Pasuruan")]
    pub name: Option<String>,
}

/// Where and how the envelope is delivered.
#[derive(Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactRequest {
    /// Indonesian telephone number, `08…` or `+62…`.
    #[schema(example = "081200000001")]
    pub phone: String,
    /// Delivery address on one line.
    #[schema(max_length = 200, example = "Jl. Contoh Mawar No. 1, RT 001 RW 002")]
    pub address: String,
    /// Kemendagri code of the kelurahan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "35.75.03.1009")]
    pub kelurahan: Option<String>,
    /// Five digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9]{5}$", example = "67121")]
    pub postcode: Option<String>,
    /// Degrees north, negative in Java; together with `longitude`. Instant couriers need both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = -11.1, maximum = 6.2, example = -7.64)]
    pub latitude: Option<f64>,
    /// Degrees east; together with `latitude`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 94.9, maximum = 141.1, example = 112.91)]
    pub longitude: Option<f64>,
    /// Hint for the rider, such as a landmark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 120, example = "pagar hijau, sebelah musala")]
    pub note: Option<String>,
}

/// What a party wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceKind {
    /// Stay on the present family card.
    Keep,
    /// Head an own family card.
    Own,
    /// Join another household.
    Join,
    /// Move out of the city.
    Leave,
}

/// A party's wish. Which other members it has follows from `kind`: `keep` has none; `own` may have `address`;
/// `join` has `host`, `relationship` and `hostConsents`; `leave` has `destination`, and may have `region`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChoiceRequest {
    /// The wish.
    #[serde(deserialize_with = "name")]
    pub kind: ChoiceKind,
    /// For `own`: the new address; the present one if absent.
    #[serde(
        default,
        deserialize_with = "optional_object",
        skip_serializing_if = "Option::is_none"
    )]
    pub address: Option<AddressRequest>,
    /// For `join`: KK number of the household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9]{16}$", example = "3575011203120004")]
    pub host: Option<String>,
    /// For `join`: relationship to its head (SHDK), as printed (`ANAK`, `FAMILI LAIN`) or in snake case
    /// (`child`, `other_relative`). Not the head, and not the head's spouse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "ANAK")]
    pub relationship: Option<String>,
    /// For `join`: whether the head's consent (*pernyataan bersedia menampung*) is on file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_consents: Option<bool>,
    /// For `leave`: where to, for the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, example = "Kota Malang")]
    pub destination: Option<String>,
    /// For `leave`: Kemendagri code of the city or regency the destination lies in, so that its registry is told by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^[0-9]{2}\.[0-9]{2}$", example = "35.73")]
    pub region: Option<String>,
}

/// An address in the city, as a family card prints it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddressRequest {
    /// Street and number.
    #[schema(max_length = 120, example = "Jl. Contoh Melati No. 7")]
    pub street: String,
    /// *Rukun tetangga*, one to three digits.
    #[schema(pattern = "^[0-9]{1,3}$", example = "003")]
    pub rt: String,
    /// *Rukun warga*, one to three digits.
    #[schema(pattern = "^[0-9]{1,3}$", example = "001")]
    pub rw: String,
    /// Kemendagri code of a kelurahan of the city.
    #[schema(example = "35.75.01.1001")]
    pub kelurahan: String,
    /// Five digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9]{5}$", example = "67135")]
    pub postcode: Option<String>,
}

/// A child of the couple.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChildRequest {
    /// NIK.
    #[schema(pattern = "^[0-9]{16}$", example = "3575034508170001")]
    pub nik: String,
    /// Name as the court writes it; compared with the register.
    #[schema(max_length = 60, example = "Contoh Putri Lestari")]
    pub name: String,
    /// Birth date; compared with the register.
    #[schema(format = Date, example = "2017-08-05")]
    pub birth_date: String,
    /// Whose family card the child follows. Absent where ruling and parents are silent: the child stays.
    #[serde(
        default,
        deserialize_with = "optional_object",
        skip_serializing_if = "Option::is_none"
    )]
    pub custody: Option<CustodyRequest>,
}

/// Whose family card a child follows, and on what ground.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustodyRequest {
    /// The parent.
    #[serde(deserialize_with = "name")]
    pub parent: RoleName,
    /// The ground.
    #[serde(deserialize_with = "name")]
    pub basis: BasisName,
}
