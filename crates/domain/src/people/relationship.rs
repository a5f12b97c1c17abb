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
