//! A city is configuration, never code.
//!
//! A city's folder (`cities/<name>/`) holds `city.toml` (office, letterhead, courts, courier pick-up,
//! complaint channels) and `wilayah.csv` (its kelurahan). The courts' public keys come as a JWK set,
//! `courts.jwks.json`, beside them or from elsewhere. [`City::build`] checks all three together and says, for
//! each fault, the file, the field, the rule and the mend. The result is written as one `city.json` beside
//! every function, where [`City::load`] reads it back.

mod aid;
mod aid_desk;
mod aid_rules;
mod city;
mod fault;
mod officer;
mod principal;
mod region;
mod rules;
mod security;
mod security_rules;
mod source;
mod wilayah;

pub use aid::{Aid, AidOffice};
pub use aid_desk::{AidDuty, AidOfficer};
pub use city::{
    COST_ITEMS, City, Complaints, Court, Head, Holiday, Holidays, LoadError, Office, PickUp, Reports,
};
pub use fault::{Fault, Faults};
pub use officer::{Duty, Officer};
pub use region::{Kecamatan, Kelurahan};
pub use security::{Police, PoliceDuty, PoliceOfficer, SecurityOffices, Writer, WritingCourt};
pub use source::{CITY_JSON, CITY_TOML, COLUMNS, COURTS_JWKS, Sources, WILAYAH_CSV};
