//! What the stories share.

use std::time::Duration;

use courier_simulator::{BookingMishap, Config, Handle, Mishaps, Simulator};
use tuntas_couriers::{
    Booking, Patience, Stop,
    biteship::{Biteship, Settings},
};

pub(crate) const KEY: &str = "biteship_test.story";

/// Everything personal in [`sample`], to be looked for where it must not be.
pub(crate) const PERSONAL: [&str; 8] = [
    "Loket Adminduk",
    "0343421000",
    "Jl. Pahlawan 22",
    "Siti Aminah",
    "081234567890",
    "Jl. Kartini 5 RT 02",
    "pagar hijau",
    "x9TokenSerahTerima",
];

/// An envelope for the petitioner of a case, from the Pasuruan office.
pub(crate) fn sample() -> Booking {
    Booking {
        reference: "0198c1de-7a3b-7cc0-8f11-2f6f1d0c9a01-p-1".to_owned(),
        pickup: Stop {
            contact_name: "Loket Adminduk".to_owned(),
            phone: "0343421000".to_owned(),
            address: "Jl. Pahlawan 22, Pasuruan".to_owned(),
            note: "Loket 3".to_owned(),
            postcode: Some("67115".to_owned()),
            latitude: Some(-7.6453),
            longitude: Some(112.9075),
        },
        dropoff: Stop {
            contact_name: "Siti Aminah".to_owned(),
            phone: "081234567890".to_owned(),
            address: "Jl. Kartini 5 RT 02/RW 01, Bugul Kidul, Pasuruan".to_owned(),
            note: "pagar hijau".to_owned(),
            postcode: Some("67121".to_owned()),
            latitude: Some(-7.6491),
            longitude: Some(112.9311),
        },
        note: "Dokumen, jangan dilipat.\nSerah terima: http://127.0.0.1:1/v1/handovers/x9TokenSerahTerima"
            .to_owned(),
        proof_note: Some("Foto serah terima".to_owned()),
    }
}

/// Short limits, so that a story about waiting does not take long.
pub(crate) fn impatient() -> Patience {
    Patience {
        connect: Duration::from_millis(500),
        request: Duration::from_millis(400),
        total: Duration::from_secs(4),
        settle: Duration::from_millis(100),
        backoff: Duration::from_millis(20),
        attempts: 3,
    }
}

pub(crate) fn client_at(base_url: &str) -> Biteship {
    client_with(base_url, impatient())
}

pub(crate) fn client_with(base_url: &str, patience: Patience) -> Biteship {
    Biteship::new(&Settings {
        patience,
        ..Settings::new(base_url, KEY)
    })
    .unwrap()
}

/// A provider that moves orders only by hand.
pub(crate) async fn provider(mishaps: Mishaps) -> Handle {
    Simulator::start(Config {
        api_key: KEY.to_owned(),
        mishaps,
        ..Config::default()
    })
    .await
    .unwrap()
}

/// A provider whose next booking calls go wrong in this order.
pub(crate) async fn provider_with(mishaps: &[BookingMishap]) -> Handle {
    provider(Mishaps {
        booking: mishaps.iter().copied().collect(),
        ..Mishaps::default()
    })
    .await
}
