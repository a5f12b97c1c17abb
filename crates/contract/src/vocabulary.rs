//! The closed lists of the contract. They mirror those of the domain, so that a new value there cannot be
//! forgotten here: the conversions would not compile.

use serde::{Deserialize, Serialize};
use tuntas_domain::case::{CourierStatus, DocumentKind, HandedTo, Stage, TrackStage};
use tuntas_domain::decree::{CustodyBasis, DivorceKind, Duty, Missing, Role};
use tuntas_domain::plan::Reversal;
use utoipa::ToSchema;

macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident = $domain:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl From<$domain> for $name {
            fn from(value: $domain) -> Self {
                match value { $($domain::$variant => Self::$variant),+ }
            }
        }
        impl From<$name> for $domain {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

pub(crate) use mirror;

mirror!(
    /// `gugat`: the wife sued. `talak`: the husband petitioned and pronounces the *ikrar talak*.
    KindName = DivorceKind {
        /// *Cerai gugat.*
        Gugat,
        /// *Cerai talak.*
        Talak,
    }
);
mirror!(
    /// A side of the case.
    RoleName = Role {
        /// *Penggugat* or *Pemohon*.
        Petitioner,
        /// *Tergugat* or *Termohon*.
        Respondent,
    }
);
mirror!(
    /// Ground on which a child follows a parent.
    BasisName = CustodyBasis {
        /// The ruling itself.
        Ruling,
        /// A statement signed by both parents.
        SignedStatement,
        /// The child's own wish; from 17 on only.
        OwnChoice,
    }
);
mirror!(
    /// A support duty.
    DutyName = Duty {
        /// *Nafkah anak.*
        ChildSupport,
        /// *Nafkah iddah.*
        IddahSupport,
        /// *Mut'ah.*
        Mutah,
    }
);
mirror!(
    /// How a ruling was undone.
    GroundName = Reversal {
        /// *Pembatalan perceraian.*
        Annulment,
        /// *Kasasi.*
        Cassation,
        /// *Peninjauan kembali.*
        Review,
    }
);
mirror!(
    /// What the ruling lacks before anything may change.
    MissingName = Missing {
        /// The BHT date.
        Bht,
        /// The date of the *ikrar talak*.
        Ikrar,
        /// The *akta cerai*.
        Akta,
    }
);
mirror!(
    /// Where one former spouse's documents are.
    TrackStageName = TrackStage {
        /// Nothing has been changed yet.
        Waiting,
        /// The register has been changed.
        Registered,
        /// Documents wait to be printed.
        Rendered,
        /// Printed, waiting for a rider.
        Printed,
        /// A rider is being looked for or on the way to the office.
        CourierComing,
        /// On the way to the addressee.
        OnTheWay,
        /// The courier says delivered, but the addressee's code is missing.
        DeliveryUnconfirmed,
        /// In the addressee's hands.
        Delivered,
        /// Could not be delivered; waits at the office.
        AtOffice,
        /// A notice waits to be sent to another registry.
        NoticeReady,
        /// A notice has gone to another registry.
        NoticeSent,
        /// Nothing is issued for this party.
        NothingDue,
    }
);
mirror!(
    /// Kinds of documents.
    DocumentKindName = DocumentKind {
        /// Family card (*Kartu Keluarga*), plain A4.
        Kk,
        /// Print file for an identity card (KTP-el).
        Ktp,
        /// Notice to another registry.
        Notice,
    }
);
mirror!(
    /// Where the envelope is, in one vocabulary for all couriers.
    CourierStatusName = CourierStatus {
        /// Looking for a rider.
        Searching,
        /// A rider has accepted.
        Assigned,
        /// On the way to the office.
        ToPickup,
        /// Has the envelope.
        Picked,
        /// On the way to the addressee.
        ToDrop,
        /// Says it has been handed over.
        Delivered,
        /// No rider was found.
        NoDriver,
        /// Called off before pick-up.
        Cancelled,
        /// Stopped on the way.
        OnHold,
        /// On the way back to the office.
        Returning,
        /// Back at the office.
        Returned,
        /// Lost or destroyed.
        Lost,
    }
);
mirror!(
    /// Who took the envelope at the office.
    HandedToName = HandedTo {
        /// The courier.
        Courier,
        /// The addressee, at the counter.
        Addressee,
        /// Another registry.
        Registry,
    }
);

/// Where a case as a whole stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageName {
    /// The ruling has no legal force yet; the court completes it.
    AwaitingFinality,
    /// Final; the register is about to be changed.
    Accepted,
    /// An officer has to look.
    Held,
    /// The register has been changed; documents are on their way.
    Registered,
    /// Both tracks have ended.
    Completed,
    /// The court has to repair the decree (*dikembalikan*).
    Returned,
    /// Ended without a change.
    Closed,
}

impl StageName {
    /// The stage of a case; `None` for one that has no decree.
    pub fn of(stage: Stage) -> Option<Self> {
        match stage {
            Stage::Empty => None,
            Stage::AwaitingFinality => Some(Self::AwaitingFinality),
            Stage::Accepted => Some(Self::Accepted),
            Stage::Held => Some(Self::Held),
            Stage::Registered => Some(Self::Registered),
            Stage::Completed => Some(Self::Completed),
            Stage::Returned => Some(Self::Returned),
            Stage::Closed => Some(Self::Closed),
        }
    }
}
