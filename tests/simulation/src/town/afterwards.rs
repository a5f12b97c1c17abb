//! What the court may say of a decree once it was accepted.

use serde_json::{Value, json};

use super::decree::bytes;
use super::family::Ruling;
use super::registrar::Registrar;
use crate::Chance;

/// Something the court says of a decree, once.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The operation.
    pub(crate) route: &'static str,
    /// The body.
    pub(crate) body: Vec<u8>,
}

/// All of it. Only in a busy town is anything said.
#[derive(Clone, Debug)]
pub(crate) struct Afterwards {
    /// The decree without its mistakes, and complete; without a reference.
    mended: Value,
    /// In any order.
    pub(crate) words: Vec<Word>,
}

impl Afterwards {
    pub(super) fn draw(
        chance: &mut Chance,
        registrar: &Registrar,
        ruling: &Ruling,
        decree: &Value,
        finality: Value,
    ) -> Self {
        let mut mended = decree.clone();
        mended["finality"] = finality;
        for party in ["petitioner", "respondent"] {
            let person = [&ruling.husband, &ruling.wife]
                .into_iter()
                .find(|person| decree[party]["nik"] == person.nik.as_str());
            if let Some(person) = person {
                mended[party]["name"] = json!(person.name.as_str());
            }
        }
        let words = if registrar.busy {
            custody(chance, decree)
                .into_iter()
                .chain(reversal(chance, decree))
        } else {
            None.into_iter().chain(None)
        };
        Self {
            mended,
            words: words.collect(),
        }
    }

    /// The mended decree; each version of it is another one.
    pub(crate) fn mended(&self, version: usize) -> Vec<u8> {
        let mut decree = self.mended.clone();
        let reference = decree["reference"].as_str().unwrap_or_default();
        decree["reference"] = json!(format!("{reference}-{version}"));
        bytes(&decree)
    }
}

/// A child is given to one of the parents.
fn custody(chance: &mut Chance, decree: &Value) -> Option<Word> {
    let child = chance.pick(decree["children"].as_array()?)?["nik"].clone();
    let parent = if chance.per_mille(500) {
        "petitioner"
    } else {
        "respondent"
    };
    let body = json!({
        "caseNumber": decree["caseNumber"],
        "child": child,
        "parent": parent,
        "basis": "ruling",
        "date": "2026-10-01",
    });
    chance.per_mille(500).then(|| Word {
        route: "POST /v1/decrees/{id}/custody",
        body: bytes(&body),
    })
}

/// The ruling is undone.
fn reversal(chance: &mut Chance, decree: &Value) -> Option<Word> {
    let ground = ["annulment", "cassation", "review"][chance.below(3)];
    let body = json!({
        "caseNumber": decree["caseNumber"],
        "ground": ground,
        "rulingNumber": "224/K/AG/2026",
        "rulingDate": "2026-10-20",
        "bhtDate": "2026-11-02",
    });
    chance.per_mille(350).then(|| Word {
        route: "POST /v1/decrees/{id}/reversal",
        body: bytes(&body),
    })
}
