//! The stock of KK numbers.

use tuntas_contract::registry_desk::{NumberPool, NumberStock};
use tuntas_domain::identity::KecamatanCode;
use tuntas_platform::http::{HttpError, HttpResponse};

use crate::RegistryDesk;

/// Free numbers are counted no further.
const COUNTED: u16 = 1000;

impl RegistryDesk {
    pub(crate) async fn number_pool(&self) -> Result<HttpResponse, HttpError> {
        let mut kecamatan = Vec::new();
        for place in self.city.kecamatan() {
            let free = self.free_numbers(&KecamatanCode::parse(place.code)?).await?;
            kecamatan.push(NumberStock {
                code: place.code.to_owned(),
                name: place.name.to_owned(),
                free,
                low_water: self.low_water,
                low: free < self.low_water,
            });
        }
        Ok(HttpResponse::json(200, &NumberPool { kecamatan }))
    }

    /// Free numbers of a kecamatan, counted up to [`COUNTED`].
    pub(crate) async fn free_numbers(&self, kecamatan: &KecamatanCode) -> Result<u16, HttpError> {
        Ok(self.register.stock(kecamatan, COUNTED).await?.free)
    }
}
