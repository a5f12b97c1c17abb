//! The town moves in.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use tuntas_register::Register;

use super::Town;
use crate::alone::alone;

impl Town {
    /// Imports the register and the pool, as an operator does before the first decree.
    pub(crate) fn settle(&self, register: &Register, now: Timestamp) -> Result<(), String> {
        let today = now.to_zoned_datetime(TimeZone::fixed(Offset::constant(7))).date();
        for household in &self.households {
            alone(register.import_household(household, today)).map_err(|error| error.to_string())?;
        }
        for (kecamatan, number) in &self.pool {
            alone(register.import_number(kecamatan, number)).map_err(|error| error.to_string())?;
        }
        Ok(())
    }
}
