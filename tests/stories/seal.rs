//! The daily seal: what is written once cannot be written anew.

use serde_json::{Value, json};
use tuntas_audit::prove::prove;
use tuntas_audit::verify::{Against, verify};
use tuntas_domain::identity::CaseId;
use tuntas_seals::{Leaf, Proof, PublicKey, SealBucket};
use tuntas_tests::{Sample, Town};

const BUCKET: &str = "EvidenceBucket";

/// A case that waits for its legal force as long as the run lasts.
fn waiting_decree() -> Value {
    let mut decree = Sample::named("not-yet-bht").decree;
    decree["caseNumber"] = json!("9301/Pdt.G/2026/PA.Pas");
    decree["reference"] = json!("SEAL-9301");
    decree
}

/// Every version of every object among the seals: what can be read, and what once could.
async fn versions(town: &Town) -> Vec<String> {
    let bucket = town.cloud.output(BUCKET).unwrap();
    let list = town.s3.list_object_versions().bucket(bucket).prefix("seals/");
    let answer = list.send().await.unwrap();
    assert!(answer.delete_markers().is_empty());
    answer
        .versions()
        .iter()
        .map(|object| {
            format!(
                "{:?} {:?} {:?}",
                object.key(),
                object.version_id(),
                object.e_tag()
            )
        })
        .collect()
}

/// Tries to remove an object for good.
async fn delete(town: &Town, name: &str) -> Option<u16> {
    let bucket = town.cloud.output(BUCKET).unwrap();
    let list = town.s3.list_object_versions().bucket(bucket).prefix(name);
    let answer = list.send().await.unwrap();
    let delete = town.s3.delete_object().bucket(bucket).key(name);
    let version = answer.versions()[0].version_id().unwrap();
    let refused = delete.version_id(version).send().await.err()?;
    Some(refused.raw_response()?.status().as_u16())
}

#[tokio::test]
async fn a_day_is_sealed_once_and_every_case_under_the_seal_can_be_proven() {
    let town = Town::open().await;
    let case: CaseId = town.decree(&waiting_decree()).await;
    let first = town.invoke("tuntas-journal-seal").await;
    let sealed_cases = first["cases"].as_u64().unwrap();
    assert!(sealed_cases >= 1, "{first}");
    let day = first["day"].as_str().unwrap().parse().unwrap();

    // Signed by the city's key, as whoever got it from KMS can see; and the root is that of the leaves.
    let key = PublicKey::from_der(&town.public_key("SealKeyArn").await).unwrap();
    let bucket = SealBucket::new(town.s3.clone(), town.cloud.output(BUCKET).unwrap());
    assert_eq!(bucket.days().await.unwrap(), [day]);
    let sealed = bucket.seal(day).await.unwrap().unwrap();
    let seal = sealed.open(&key).unwrap();
    let leaves = bucket.leaves(day).await.unwrap().unwrap();
    assert_eq!(
        (seal.day, seal.city.as_str(), seal.previous),
        (day, "35.75", None)
    );
    assert_eq!((seal.cases, leaves.len() as u64), (sealed_cases, sealed_cases));
    assert_eq!(seal.root, leaves.root());

    // The case's chain ends as sealed, and an outsider can check that without any other case.
    let story = town.story(case).await;
    let proof = prove(&bucket, case, day).await.unwrap();
    let proven = Proof::from_json(proof.to_json().as_bytes())
        .unwrap()
        .check(&key)
        .unwrap();
    let last = story.entries.last().unwrap();
    let leaf = Leaf {
        case,
        seq: last.seq,
        hash: last.hash.parse().unwrap(),
    };
    assert_eq!((proven.leaf, &proven.seal), (leaf, &seal));
    let other = Proof {
        seq: leaf.seq + 1,
        ..proof
    };
    assert!(other.check(&key).is_err());

    // The schedule may fire again: the day has its seal.
    let before = versions(&town).await;
    assert_eq!(before.len(), 2, "{before:?}");
    let again = town.invoke("tuntas-journal-seal").await;
    assert_eq!(again, json!({ "day": first["day"] }));
    assert_eq!(versions(&town).await, before);

    // Not even the administrator removes it.
    for name in town.objects(BUCKET, "seals/").await {
        assert_eq!(delete(&town, &name).await, Some(403), "{name} was removed");
    }
    assert_eq!(versions(&town).await, before);

    // Everything that is written agrees with chains, tips and seal, while the town goes on working.
    let against = Against {
        seals: Some(&bucket),
        key: Some(&key),
    };
    let report = verify(&town.journal(), against, None, |_, _| {}).await.unwrap();
    assert_eq!(report.faults, []);
    assert_eq!(report.seals, 1);
    assert!(report.cases as u64 >= sealed_cases);
}
