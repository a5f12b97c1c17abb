//! Opaque identifiers that may stand in journals, messages and addresses.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

uuid_id!(
    /// One divorce case in Tuntas.
    CaseId
);
uuid_id!(
    /// A household across all its versions, independent of its KK number.
    HouseholdId
);
uuid_id!(
    /// A person in the register, so that nothing outside it needs the NIK.
    PersonId
);
uuid_id!(
    /// One issued document (a KK, a KTP-el print file, a notice).
    DocumentId
);

uuid_id!(
    /// One document that a court announced for a case.
    UploadId
);

impl CaseId {
    /// The household that a party of this case founds. Derived, so that a retried step names the same one.
    pub fn founded_household(&self, founder: &str) -> HouseholdId {
        HouseholdId(Uuid::new_v5(&self.0, format!("household/{founder}").as_bytes()))
    }

    /// A document that the court announces for this case. Derived, so that a request that was repeated names the same one.
    pub fn upload(&self, name: &str) -> UploadId {
        UploadId(Uuid::new_v5(&self.0, format!("upload/{name}").as_bytes()))
    }

    /// A document of this case. Derived, so that rendering again names the same one.
    pub fn document(&self, name: &str) -> DocumentId {
        DocumentId(Uuid::new_v5(&self.0, format!("document/{name}").as_bytes()))
    }
}

/// Names what caused an event, so that the same cause never acts twice. At most 200 visible ASCII characters,
/// free of personal data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommandId(String);

impl CommandId {
    /// Wraps a cause; characters outside visible ASCII become `_`, and the text is cut at 200 characters.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(
            text.as_ref()
                .chars()
                .take(200)
                .map(|c| if c.is_ascii_graphic() { c } else { '_' })
                .collect(),
        )
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CommandId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
