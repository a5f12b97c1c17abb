//! Addresses on family cards.

use serde::{Deserialize, Serialize};

use crate::identity::KelurahanCode;
use crate::people::Text;

/// An address as a family card prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub street: Text<120>,
    /// *Rukun tetangga*, three digits.
    pub rt: Text<3>,
    /// *Rukun warga*, three digits.
    pub rw: Text<3>,
    /// Kelurahan.
    pub kelurahan: KelurahanCode,
    /// Five digits, where known.
    pub postcode: Option<Text<5>>,
}
