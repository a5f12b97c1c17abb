//! Examples of the officers' desk; people in them are invented.

use serde_json::{Value, json};

use super::super::samples::accepted_document;
use super::{CASE, FILE};

pub(super) fn held_list() -> Value {
    json!({
        "cases": [{
            "id": CASE,
            "reason": "name_mismatch",
            "since": "2026-08-24T02:15:00Z",
            "claim": { "officer": "petugas-01", "until": "2026-08-24T02:45:00Z" },
            "awaitingApproval": false
        }],
        "next": null
    })
}

pub(super) fn desk_case() -> Value {
    json!({
        "id": CASE,
        "stage": "held",
        "hold": { "code": "name_mismatch", "role": "petitioner" },
        "claim": { "officer": "petugas-01", "until": "2026-08-24T02:45:00Z" },
        "proposal": {
            "number": 1,
            "officer": "petugas-01",
            "decision": { "kind": "accept_identity", "role": "petitioner" }
        },
        "allowed": [
            { "kind": "accept_identity", "needsApproval": true, "needsNote": true },
            { "kind": "try_again", "needsApproval": false, "needsNote": false }
        ],
        "returnable": true,
        "returned": null,
        "change": null,
        "decisions": [],
        "choices": { "petitioner": 0, "respondent": 0 },
        "corrections": [],
        "oldCards": { "petitioner": null, "respondent": null }
    })
}

pub(super) fn held_facts() -> Value {
    let mut facts = desk_case();
    facts["note"] = json!("Nama di buku nikah sama dengan KK");
    facts["ruling"] = json!({
        "caseNumber": "0318/Pdt.G/2021/PA.Pas",
        "kind": "gugat",
        "rulingDate": "2021-08-31",
        "bhtDate": "2021-09-15",
        "ikrarDate": null,
        "akta": { "number": "0140/AC/2021/PA.Pas", "date": "2021-09-20" },
        "divorcedOn": "2021-09-15",
        "registeredOn": null,
        "doubts": []
    });
    facts["party"] = json!({
        "role": "petitioner",
        "court": {
            "nik": "3575035506900001",
            "name": "Contoh Siti Rahayu binti Contoh Karto",
            "birthDate": "1990-06-15",
            "sex": "PEREMPUAN"
        },
        "register": {
            "person": "5f4c9a3e-2d1b-5e6f-8a7b-9c0d1e2f3a4b",
            "name": "CONTOH SITI RAHAYUNINGSIH",
            "birthDate": "1990-06-15",
            "sex": "PEREMPUAN",
            "maritalStatus": "KAWIN TERCATAT",
            "deceased": false
        }
    });
    facts["marriage"] = json!({
        "court": {
            "certificateNumber": "0035/005/XII/2016",
            "date": "2016-12-10",
            "office": "KUA Kecamatan Contoh",
            "region": "35.75"
        },
        "role": "petitioner",
        "maritalStatus": "KAWIN TERCATAT",
        "register": [
            { "certificateNumber": "0035/005/XII/2016", "date": "2016-12-10", "spouse": "other_party" }
        ],
        "divorcedOn": null,
        "divorceCertificate": null
    });
    facts
}

pub(super) fn decision() -> Value {
    json!({
        "decision": { "kind": "accept_identity", "role": "petitioner" },
        "note": "Nama di buku nikah sama dengan KK"
    })
}

pub(super) fn correction() -> Value {
    json!({
        "whom": { "role": "petitioner" },
        "field": "occupation",
        "value": "GURU",
        "ground": "Surat keterangan contoh"
    })
}

pub(super) fn correction_facts() -> Value {
    json!({
        "number": 1,
        "officer": "petugas-01",
        "whom": { "role": "petitioner" },
        "field": "occupation",
        "before": "MENGURUS RUMAH TANGGA",
        "value": "GURU",
        "ground": "Surat keterangan contoh",
        "agreed": null
    })
}

pub(super) fn number_pool() -> Value {
    json!({
        "kecamatan": [
            { "code": "35.75.01", "name": "Gadingrejo", "free": 412, "lowWater": 50, "low": false }
        ]
    })
}

pub(super) fn feed_files() -> Value {
    json!({
        "files": [{
            "number": FILE,
            "madeAt": "2026-08-24T02:15:00Z",
            "stage": "open",
            "entries": 3,
            "entered": 0,
            "differing": 0
        }],
        "next": null
    })
}

pub(super) fn feed_answers() -> Value {
    json!({
        "answers": [{
            "household": "e04c0c00-2479-5769-a9cc-3118c97e701f",
            "version": 2,
            "answer": "differs",
            "columns": [{ "row": 2, "column": "STAT_KWN", "inSiak": "KAWIN TERCATAT" }]
        }]
    })
}

pub(super) fn feed_differences() -> Value {
    json!({
        "differences": [{
            "file": FILE,
            "household": "e04c0c00-2479-5769-a9cc-3118c97e701f",
            "version": 2,
            "columns": [{ "row": 2, "column": "STAT_KWN", "inSiak": "KAWIN TERCATAT" }],
            "officer": "petugas-04",
            "at": "2026-08-24T02:15:00Z"
        }],
        "next": null
    })
}

pub(super) fn case_documents() -> Value {
    json!({ "documents": [accepted_document()] })
}

pub(super) fn case_document_file() -> Value {
    json!({
        "document": accepted_document(),
        "url": "https://documents.example/sample?signature=sample",
        "expiresInSeconds": 120
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry_desk as desk;
    use serde::{Serialize, de::DeserializeOwned};

    /// The example is what the type writes: nothing missing, nothing more.
    fn fits<T: DeserializeOwned + Serialize>(example: &Value) {
        let typed: T = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(serde_json::to_value(typed).unwrap(), *example);
    }

    #[test]
    fn every_example_is_what_its_type_writes() {
        fits::<desk::HeldCases>(&held_list());
        fits::<desk::DeskCase>(&desk_case());
        fits::<desk::HeldFacts>(&held_facts());
        fits::<desk::DecisionRequest>(&decision());
        fits::<desk::CorrectionRequest>(&correction());
        fits::<desk::CorrectionFacts>(&correction_facts());
        fits::<desk::CaseDocuments>(&case_documents());
        fits::<desk::CaseDocumentFile>(&case_document_file());
        fits::<desk::NumberPool>(&number_pool());
        fits::<desk::FeedFiles>(&feed_files());
        fits::<desk::FeedAnswersRequest>(&feed_answers());
        fits::<desk::FeedDifferences>(&feed_differences());
    }
}
