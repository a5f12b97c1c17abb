//! What we ask a courier to do.

use std::fmt;

/// One envelope to be carried from the office to one former spouse. The envelope holds documents only: its
/// declared value is Rp0, it weighs 200 g, and money is never collected at the door.
#[derive(Clone, PartialEq)]
pub struct Booking {
    /// Our own reference, `{case uuid}-{p|r}-{attempt}`, unique per attempt and stable across redeliveries.
    /// It is the idempotency key at the provider.
    pub reference: String,
    /// The office.
    pub pickup: Stop,
    /// The addressee.
    pub dropoff: Stop,
    /// Shown to the rider. Holds the hand-over line (`Serah terima: <URL>`).
    pub note: String,
    /// What the rider has to bring back as proof; `None` when the service has no proof of delivery.
    pub proof_note: Option<String>,
}

impl fmt::Debug for Booking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Booking")
            .field("reference", &self.reference)
            .field("pickup", &self.pickup)
            .field("dropoff", &self.dropoff)
            .finish_non_exhaustive()
    }
}

/// One end of the ride. Personal data: its `Debug` shows only whether optional parts are there.
#[derive(Clone, PartialEq)]
pub struct Stop {
    /// Who to ask for.
    pub contact_name: String,
    /// Their phone, as dialled (`08…` or `+62…`).
    pub phone: String,
    /// Street, number, RT/RW, kelurahan, kecamatan, city.
    pub address: String,
    /// How to find the door; may be empty.
    pub note: String,
    /// Five digits.
    pub postcode: Option<String>,
    /// Degrees, north positive. Instant couriers need both coordinates.
    pub latitude: Option<f64>,
    /// Degrees, east positive.
    pub longitude: Option<f64>,
}

impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stop")
            .field("has_postcode", &self.postcode.is_some())
            .field(
                "has_coordinates",
                &(self.latitude.is_some() && self.longitude.is_some()),
            )
            .finish_non_exhaustive()
    }
}
