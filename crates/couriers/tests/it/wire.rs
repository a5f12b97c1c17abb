//! What exactly goes over the wire.

use courier_simulator::Mishaps;
use tuntas_couriers::{Courier, Stop};

use crate::support::{client_at, provider, sample};

#[tokio::test]
async fn a_booking_as_the_provider_receives_it() {
    let provider = provider(Mishaps::default()).await;
    client_at(&provider.base_url()).book(&sample()).await.unwrap();
    insta::assert_json_snapshot!(provider.request(&sample().reference).unwrap());
}

#[tokio::test]
async fn what_is_not_known_is_left_out_rather_than_sent_empty_or_wrong() {
    let provider = provider(Mishaps::default()).await;
    let mut booking = sample();
    booking.proof_note = None;
    booking.note.clear();
    booking.pickup = Stop {
        note: String::new(),
        postcode: Some("6711A".to_owned()),
        ..booking.pickup
    };
    booking.dropoff = Stop {
        note: String::new(),
        postcode: None,
        ..booking.dropoff
    };
    client_at(&provider.base_url()).book(&booking).await.unwrap();
    insta::assert_json_snapshot!(provider.request(&booking.reference).unwrap());
}
