//! What the city knows of places and courts, for the court that signed.

use tuntas_contract::Places;
use tuntas_domain::identity::{CityCode, CourtCode, KelurahanCode};

use crate::Intake;

/// The city as one court sees it.
pub(crate) struct Reading<'a> {
    pub(crate) intake: &'a Intake,
    pub(crate) court: &'a CourtCode,
}

impl Reading<'_> {
    /// Whether a case number is of the court that signed, by its code or one it used before.
    pub(crate) fn is_of_this_court(&self, code: &CourtCode) -> bool {
        code == self.court || self.former_codes().iter().any(|former| former == code.as_str())
    }

    fn former_codes(&self) -> &[String] {
        self.intake
            .city
            .court(self.court.as_str())
            .map_or(&[], |court| &court.former_codes)
    }
}

impl Places for Reading<'_> {
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool {
        self.intake.city.kelurahan(code.as_str()).is_some()
    }

    fn city(&self) -> CityCode {
        self.intake.city_code.clone()
    }

    fn court(&self) -> Option<CourtCode> {
        Some(self.court.clone())
    }

    fn is_former(&self, code: &CourtCode) -> bool {
        code != self.court && self.is_of_this_court(code)
    }
}
