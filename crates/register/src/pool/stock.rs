//! How many numbers are left.

use tuntas_domain::identity::KecamatanCode;

use crate::{Register, RegisterError, keys};

/// Free numbers of a kecamatan, counted no further than asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// How many are free; counting ended at the low-water mark.
    pub free: u16,
    /// Fewer free numbers than this are too few.
    pub low_water: u16,
}

/// Free numbers below which a kecamatan's pool is low, where nothing is configured.
pub const LOW_WATER: u16 = 50;

impl Stock {
    /// Whether new numbers have to be asked of SIAK: the metric `NumberPoolLow`.
    pub fn is_low(&self) -> bool {
        self.free < self.low_water
    }
}

impl Register {
    /// Counts the free numbers of a kecamatan up to the low-water mark. An item of the pool is smaller than 100 bytes,
    /// so a mark of 200 takes five read units.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn stock(&self, kecamatan: &KecamatanCode, low_water: u16) -> Result<Stock, RegisterError> {
        // A query takes a limit of one at least.
        let counted = self
            .table
            .page(&keys::pool(kecamatan), None, low_water.max(1))
            .await?;
        Ok(Stock {
            free: u16::try_from(counted.len()).unwrap_or(u16::MAX).min(low_water),
            low_water,
        })
    }
}
