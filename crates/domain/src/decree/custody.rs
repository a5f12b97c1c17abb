//! Children in the ruling (*hadhanah*).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Role;
use crate::identity::Nik;
use crate::people::PersonName;

/// What is decided for one child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildCustody {
    /// NIK of the child.
    pub nik: Nik,
    /// Name as the court writes it.
    pub name: PersonName,
    /// Birth date.
    pub birth_date: Date,
    /// Whose family card the child follows, and on what ground; `None` where both are silent.
    pub custody: Option<(Role, CustodyBasis)>,
}

/// Ground on which a child follows a parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustodyBasis {
    /// The ruling itself.
    Ruling,
    /// A statement signed by both parents (*surat pernyataan pengasuhan*).
    SignedStatement,
    /// The child's own wish; from 17 on only.
    OwnChoice,
}
