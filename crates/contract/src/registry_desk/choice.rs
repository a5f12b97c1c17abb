//! A party's wish, taken down by an officer or told by the party.

use tuntas_domain::decree::Choice;
use tuntas_domain::household::Address;

use super::finish;
use crate::decree::{AddressRequest, ChoiceKind, ChoiceRequest, Places, read_choice};
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict;

impl ChoiceRequest {
    /// Reads a choice that is a body by itself.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], places: &dyn Places) -> Result<Choice, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), Pointer::root());
        let choice = read_choice(&mut f, &at, &request, places);
        finish(f, choice, || UNREADABLE.at(&at))
    }

    fn bare(kind: ChoiceKind) -> Self {
        Self {
            kind,
            address: None,
            host: None,
            relationship: None,
            host_consents: None,
            destination: None,
            region: None,
        }
    }
}

const UNREADABLE: Rule = Rule::new(
    "choice_form",
    "a choice has the members of its kind",
    "send the members of the kind",
);

impl From<&Choice> for ChoiceRequest {
    fn from(choice: &Choice) -> Self {
        match choice {
            Choice::Keep => Self::bare(ChoiceKind::Keep),
            Choice::Own { address } => Self {
                address: address.as_ref().map(AddressRequest::from),
                ..Self::bare(ChoiceKind::Own)
            },
            Choice::Join {
                host,
                relationship,
                host_consents,
            } => Self {
                host: Some(host.as_str().to_owned()),
                relationship: Some(relationship.label().to_owned()),
                host_consents: Some(*host_consents),
                ..Self::bare(ChoiceKind::Join)
            },
            Choice::Leave { destination, region } => Self {
                destination: Some(destination.as_str().to_owned()),
                region: region.as_ref().map(ToString::to_string),
                ..Self::bare(ChoiceKind::Leave)
            },
        }
    }
}

impl From<&Address> for AddressRequest {
    fn from(address: &Address) -> Self {
        Self {
            street: address.street.as_str().to_owned(),
            rt: address.rt.as_str().to_owned(),
            rw: address.rw.as_str().to_owned(),
            kelurahan: address.kelurahan.to_string(),
            postcode: address.postcode.as_ref().map(|code| code.as_str().to_owned()),
        }
    }
}
