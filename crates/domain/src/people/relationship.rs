//! SHDK (*status hubungan dalam keluarga*): how a member of a family card stands to its head.

use serde::{Deserialize, Serialize};

use super::vocabulary::printed;

printed!(
    /// Relationship to the head of family.
    Relationship {
        /// The head.
        Head => "KEPALA KELUARGA",
        /// Husband of the head.
        Husband => "SUAMI",
        /// Wife of the head.
        Wife => "ISTRI",
        /// Child of the head.
        Child => "ANAK",
        /// Son- or daughter-in-law of the head.
        ChildInLaw => "MENANTU",
        /// Grandchild of the head.
        Grandchild => "CUCU",
        /// Parent of the head.
        Parent => "ORANG TUA",
        /// Parent-in-law of the head.
        ParentInLaw => "MERTUA",
        /// Another relative.
        OtherRelative => "FAMILI LAIN",
        /// Domestic worker.
        DomesticWorker => "PEMBANTU",
        /// Anyone else.
        Other => "LAINNYA",
    }
);

/// The relationship of a member who stays, once the head has left and the head's former spouse takes over.
///
/// The new head's own kin move closer (*mertua* become *orang tua*); the old head's kin stay relatives of
/// the house without a degree. Children remain *anak*: the couple's children are children of both, and the
/// parents' columns of the card are not touched. Another spouse of the old head is no kin of the new one; a
/// plan never gets that far ([`Hold::HeadMustBeChosen`](crate::plan::Hold::HeadMustBeChosen)).
pub fn after_head_leaves(to_old_head: Relationship) -> Relationship {
    match to_old_head {
        Relationship::Head | Relationship::Husband | Relationship::Wife => Relationship::Other,
        Relationship::ParentInLaw => Relationship::Parent,
        Relationship::Parent => Relationship::OtherRelative,
        same @ (Relationship::Child
        | Relationship::ChildInLaw
        | Relationship::Grandchild
        | Relationship::OtherRelative
        | Relationship::DomesticWorker
        | Relationship::Other) => same,
    }
}
