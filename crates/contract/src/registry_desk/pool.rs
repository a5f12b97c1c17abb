//! The stock of KK numbers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Free KK numbers of the city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NumberPool {
    /// One for each kecamatan.
    pub kecamatan: Vec<NumberStock>,
}

/// Free KK numbers of a kecamatan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NumberStock {
    /// Its code.
    #[schema(example = "35.75.01")]
    pub code: String,
    /// Its name.
    #[schema(example = "Gadingrejo")]
    pub name: String,
    /// Free numbers, counted up to 1000.
    #[schema(example = 412)]
    pub free: u16,
    /// Fewer than this are too few.
    #[schema(example = 50)]
    pub low_water: u16,
    /// Whether new numbers have to be asked of SIAK.
    pub low: bool,
}
