//! The bodies we send.

use serde::Serialize;

use crate::{Booking, CancelReason, Stop};

/// `POST /v1/orders`. Cash on delivery and insurance have no field here on purpose: nothing is ever collected
/// at the door, and documents have no market value.
#[derive(Serialize)]
pub(super) struct OrderRequest<'a> {
    origin_contact_name: &'a str,
    origin_contact_phone: &'a str,
    origin_address: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    origin_note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_postal_code: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_coordinate: Option<Coordinate>,
    destination_contact_name: &'a str,
    destination_contact_phone: &'a str,
    destination_address: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    destination_note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination_postal_code: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination_coordinate: Option<Coordinate>,
    destination_proof_of_delivery: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination_proof_of_delivery_note: Option<&'a str>,
    courier_company: &'a str,
    courier_type: &'a str,
    delivery_type: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    order_note: &'a str,
    reference_id: &'a str,
    items: [Item; 1],
}

#[derive(Serialize)]
struct Coordinate {
    latitude: f64,
    longitude: f64,
}

/// One envelope: 30 x 22 x 1 cm, 200 g, Rp0.
#[derive(Serialize)]
struct Item {
    name: &'static str,
    description: &'static str,
    value: u32,
    length: u32,
    width: u32,
    height: u32,
    weight: u32,
    quantity: u32,
}

const ENVELOPE: Item = Item {
    name: "Dokumen",
    description: "Amplop dokumen, bukan barang dagangan",
    value: 0,
    length: 30,
    width: 22,
    height: 1,
    weight: 200,
    quantity: 1,
};

impl<'a> OrderRequest<'a> {
    pub(super) fn new(booking: &'a Booking, company: &'a str, service: &'a str) -> Self {
        let (from, to) = (&booking.pickup, &booking.dropoff);
        Self {
            origin_contact_name: &from.contact_name,
            origin_contact_phone: &from.phone,
            origin_address: &from.address,
            origin_note: &from.note,
            origin_postal_code: postcode(from),
            origin_coordinate: coordinate(from),
            destination_contact_name: &to.contact_name,
            destination_contact_phone: &to.phone,
            destination_address: &to.address,
            destination_note: &to.note,
            destination_postal_code: postcode(to),
            destination_coordinate: coordinate(to),
            destination_proof_of_delivery: booking.proof_note.is_some(),
            destination_proof_of_delivery_note: booking.proof_note.as_deref(),
            courier_company: company,
            courier_type: service,
            delivery_type: "now",
            order_note: &booking.note,
            reference_id: &booking.reference,
            items: [ENVELOPE],
        }
    }
}

/// The wire wants a number; what is not five digits is left out rather than sent wrong.
fn postcode(stop: &Stop) -> Option<u32> {
    let text = stop.postcode.as_deref()?.trim();
    (text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn coordinate(stop: &Stop) -> Option<Coordinate> {
    let (latitude, longitude) = (stop.latitude?, stop.longitude?);
    (latitude.is_finite() && longitude.is_finite()).then_some(Coordinate { latitude, longitude })
}

/// `POST /v1/orders/:id/cancel`.
#[derive(Serialize)]
pub(super) struct CancelRequest {
    cancellation_reason_code: &'static str,
    cancellation_reason: &'static str,
}

impl CancelRequest {
    pub(super) fn new(reason: CancelReason) -> Self {
        Self {
            // The list of codes is the couriers' (`GET /v1/orders/cancellation_reasons`) and none fits an
            // office; `others` takes a sentence.
            cancellation_reason_code: "others",
            cancellation_reason: match reason {
                CancelReason::DecreeWithdrawn => "Dokumen ditarik kembali oleh kantor",
                CancelReason::AddressChanged => "Alamat tujuan berubah",
                CancelReason::Stray => "Pesanan ganda",
                CancelReason::OfficeRequest => "Dibatalkan oleh kantor",
            },
        }
    }
}
