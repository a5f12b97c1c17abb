//! Examples in the document. Requests are the sample files that the tests read; people in them are invented.

use serde_json::{Value, json};

/// A decree; proven by the tests of the samples.
pub(super) fn decree() -> Value {
    let text = include_str!("../../../../events/decrees/gugat-with-custody.json");
    serde_json::from_str(text).unwrap_or_default()
}

/// A completion; proven by the tests of the samples.
pub(super) fn completion() -> Value {
    let text = include_str!("../../../../events/completions/talak-awaiting-ikrar.json");
    serde_json::from_str(text).unwrap_or_default()
}

fn status(stage: &str, hold: &Value, duplicate: bool) -> Value {
    json!({
        "id": "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b",
        "stage": stage,
        "missing": [],
        "hold": hold,
        "acceptedSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "receivedAt": "2026-08-24T02:15:00Z",
        "duplicate": duplicate,
        "reference": "SIPP-2026-000325",
        "parties": {
            "petitioner": { "stage": "waiting", "tracking": "https://tuntas.example/v1/tracking/SAMPLE-CODE-P" },
            "respondent": { "stage": "waiting", "tracking": "https://tuntas.example/v1/tracking/SAMPLE-CODE-R" }
        },
        "documents": []
    })
}

/// A decree that was accepted.
pub(super) fn accepted() -> Value {
    status("accepted", &Value::Null, false)
}

/// A decree that had been accepted before.
pub(super) fn duplicate() -> Value {
    status("accepted", &Value::Null, true)
}

/// A decree that is held for an officer.
pub(super) fn held() -> Value {
    let mut held = status(
        "held",
        &json!({ "code": "name_mismatch", "role": "petitioner" }),
        false,
    );
    held["documents"] = json!([accepted_document(), refused_document()]);
    held
}

/// What a party stated about aid; proven by the tests of the samples.
pub(super) fn aid_consents() -> Value {
    let text = include_str!("../../../../events/aid/consents.json");
    serde_json::from_str(text).unwrap_or_default()
}

/// What a party said of aid.
pub(super) fn aid_standing() -> Value {
    json!({
        "offer": "answered",
        "lines": [
            { "office": "dp3akb", "name": "DP3AKB Kota Contoh", "aid": "mentoring", "given": true, "words": 1 },
            { "office": "dinkop", "name": "Dinas Koperasi Kota Contoh", "aid": "capital", "given": false, "words": 0 }
        ]
    })
}

/// An announcement; proven by the tests of the samples.
pub(super) fn document_request() -> Value {
    let text = include_str!("../../../../events/documents/ruling.json");
    serde_json::from_str(text).unwrap_or_default()
}

fn document(state: &str) -> Value {
    json!({
        "id": "5f1c2f0e-7f3b-5b0e-8f43-2d9b6e0c4f22",
        "kind": "ruling",
        "contentType": "application/pdf",
        "sizeBytes": 184_213,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "state": state,
        "requestedAt": "2026-08-24T02:15:00Z",
        "uploadUntil": "2026-08-25T02:15:00Z",
        "checkedAt": null,
        "pages": null,
        "reason": null
    })
}

/// A document that is kept.
pub(super) fn accepted_document() -> Value {
    let mut accepted = document("accepted");
    accepted["checkedAt"] = json!("2026-08-24T02:16:00Z");
    accepted["pages"] = json!(12);
    accepted
}

fn refused_document() -> Value {
    let mut refused = document("refused");
    refused["id"] = json!("0b6e7c1a-95d3-5e57-9a61-4b8f0d1c2e33");
    refused["kind"] = json!("akta_cerai");
    refused["checkedAt"] = json!("2026-08-24T02:16:00Z");
    refused["reason"] = json!("encrypted");
    refused
}

/// An address for a document.
pub(super) fn document_upload() -> Value {
    json!({
        "document": document("awaiting_upload"),
        "upload": {
            "method": "PUT",
            "url": "https://files.example/uploads/sample?signature=sample",
            "headers": {
                "content-length": "184213",
                "content-type": "application/pdf",
                "if-none-match": "*",
                "x-amz-checksum-sha256": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
            },
            "expiresAt": "2026-08-24T02:30:00Z"
        }
    })
}

/// A job with a courier on the way.
pub(super) fn print_job() -> Value {
    json!({
        "id": "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-p",
        "stage": "courier_coming",
        "documents": [
            { "id": "6e9d3a9c-4b0a-5c53-9d2e-0f5a3c1b7d11", "kind": "kk" },
            { "id": "a1c7a2f0-7f3b-5b0e-8f43-2d9b6e0c4f22", "kind": "ktp" }
        ],
        "readyAt": "2026-08-24T02:16:00Z",
        "printed": true,
        "courier": { "status": "assigned", "attempt": 1 }
    })
}

/// The last page of jobs.
pub(super) fn print_jobs() -> Value {
    json!({ "jobs": [print_job()], "next": null })
}

/// Files of a job.
pub(super) fn download() -> Value {
    json!({ "files": [{ "kind": "kk", "url": "https://documents.example/sample?signature=sample", "expiresInSeconds": 300 }] })
}

/// A page while the rider is on the way.
pub(super) fn tracking() -> Value {
    json!({
        "stage": "on_the_way",
        "headline": { "id": "Dokumen Anda sedang diantar.", "en": "Your documents are on the way." },
        "timeline": [{
            "at": "2026-08-24T02:16:00Z",
            "code": "register_updated",
            "id": "Data kependudukan Anda sudah diperbarui.",
            "en": "Your record in the register has been updated."
        }],
        "handoverCode": "123456",
        "courier": { "status": "to_drop", "attempt": 1 },
        "cost": "Rp0",
        "complaint": {
            "phone": "(0343) 421717",
            "email": "dispendukcapil@pasuruan.go.id",
            "website": "https://dispendukcapil.pasuruankota.go.id",
            "app": "E-Sambat",
            "national": "https://www.lapor.go.id"
        },
        "sample": true
    })
}

/// A family card in force.
pub(super) fn verification() -> Value {
    json!({
        "result": "valid",
        "kind": "kk",
        "issuedOn": "2026-08-24",
        "initials": ["C. D. L.", "C. P. L."],
        "label": { "id": "Dokumen ini sah dan masih berlaku.", "en": "This document is genuine and in force." }
    })
}

pub(super) fn reversal() -> Value {
    json!({
        "caseNumber": "0318/Pdt.G/2021/PA.Pas",
        "ground": "cassation",
        "rulingNumber": "224/K/AG/2022",
        "rulingDate": "2022-03-01",
        "bhtDate": "2022-03-15",
    })
}

pub(super) fn custody() -> Value {
    json!({
        "caseNumber": "0318/Pdt.G/2021/PA.Pas",
        "child": "3575034508170001",
        "parent": "respondent",
        "basis": "ruling",
        "date": "2022-05-10",
    })
}

pub(super) fn duty_release() -> Value {
    json!({ "caseNumber": "0318/Pdt.G/2021/PA.Pas", "date": "2022-01-10" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DecreeRequest, DecreeStatus, Download, PrintJobs, Tracking, Verification};
    use serde::{Serialize, de::DeserializeOwned};

    /// The example is what the type writes: nothing missing, nothing more.
    fn fits<T: DeserializeOwned + Serialize>(example: &Value) {
        let typed: T = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(serde_json::to_value(typed).unwrap(), *example);
    }

    #[test]
    fn every_example_is_what_its_type_writes() {
        fits::<DecreeRequest>(&decree());
        fits::<crate::CompletionRequest>(&completion());
        fits::<crate::ReversalRequest>(&reversal());
        fits::<crate::CustodyChangeRequest>(&custody());
        fits::<crate::DutyReleaseRequest>(&duty_release());
        fits::<crate::DocumentRequest>(&document_request());
        fits::<crate::DocumentUpload>(&document_upload());
        for status in [accepted(), duplicate(), held()] {
            fits::<DecreeStatus>(&status);
        }
        fits::<PrintJobs>(&print_jobs());
        fits::<Download>(&download());
        fits::<Tracking>(&tracking());
        fits::<Verification>(&verification());
    }
}
