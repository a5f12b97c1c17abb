//! Who answers for a document.

use std::fmt;

use serde::Serialize;

/// The head of the issuing office, as printed under the signature area.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct OfficeHead {
    /// Title, such as `KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KOTA PASURUAN`.
    pub title: String,
    /// Name with academic titles.
    pub name: String,
    /// NIP, the civil servant number, without the prefix `NIP.`.
    pub nip: String,
}

impl fmt::Debug for OfficeHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfficeHead").finish_non_exhaustive()
    }
}
