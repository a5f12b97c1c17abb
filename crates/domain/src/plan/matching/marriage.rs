//! The one marriage a ruling ends: found by certificate, date and the spouse's NIK, never by names.

use crate::decree::{Role, Settled};
use crate::people::{MaritalStatus, Marriage, Person};
use crate::plan::scene::Scene;
use crate::plan::{Decision, Hold};

/// What the ruling does to a party's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::plan) enum Ending {
    /// Ends this entry of the list of marriages.
    Entry(usize),
    /// Ends a marriage that stands in the paper books only.
    OnPaper,
    /// Nothing: the divorce is recorded already.
    Recorded,
    /// Ends nothing that is still listed: the party has married again since.
    Remarried,
    /// Nothing: the change is about something else.
    Untouched,
}

/// Finds what the ruling ends in a party's record.
pub(in crate::plan) fn ending(
    scene: &Scene<'_>,
    settled: &Settled,
    role: Role,
    person: &Person,
) -> Result<Ending, Hold> {
    let or = |decision: Decision, ending: Ending, hold: Hold| {
        if scene.decided(&decision) {
            Ok(ending)
        } else {
            Err(hold)
        }
    };
    let on_paper = |hold| or(Decision::AcceptPaperRecord { role }, Ending::OnPaper, hold);
    // The divorce on record is this one, or an earlier one of somebody whose next marriage stands in the books only.
    let recorded = || {
        or(
            Decision::AcceptRecordedDivorce { role },
            Ending::Recorded,
            Hold::AlreadyDivorced { role },
        )
        .or_else(on_paper)
    };
    match person.marital_status {
        MaritalStatus::Divorced | MaritalStatus::DivorcedUnrecorded => return recorded(),
        status @ (MaritalStatus::Single | MaritalStatus::Widowed) => {
            return on_paper(Hold::NotMarried { role, status });
        }
        MaritalStatus::Married | MaritalStatus::MarriedUnrecorded => {}
    }
    if person.marriages.is_empty() {
        return on_paper(Hold::PaperRecordOnly { role });
    }
    let candidates = candidates(scene, settled, role, person);
    if let Some(bare) = on_paper_only(&candidates) {
        on_paper(Hold::PaperRecordOnly { role })?;
        return match bare.as_slice() {
            [index] => Ok(Ending::Entry(*index)),
            // An officer has seen the book, and nothing tells which of several entries stands for it.
            _ => Err(Hold::RegisterDamaged),
        };
    }
    if !candidates.is_empty() {
        let accepted = scene.decided(&Decision::AcceptMarriageRecord { role });
        return the_one(scene, role, &candidates, accepted).map(Ending::Entry);
    }
    if person
        .marriages
        .iter()
        .any(|marriage| begun_later(marriage, settled))
    {
        return or(
            Decision::AcceptRemarriage { role },
            Ending::Remarried,
            Hold::RemarriedMeanwhile { role },
        );
    }
    if person.divorce_certificate.as_ref() == Some(&settled.akta.number) {
        return recorded();
    }
    Err(Hold::NotMarriedToEachOther { role })
}

/// Entries that can be the marriage. One that began after the divorce never is: it is a second marriage, even where it
/// is to the same person.
fn candidates<'a>(
    scene: &Scene<'_>,
    settled: &Settled,
    role: Role,
    person: &'a Person,
) -> Vec<(usize, &'a Marriage)> {
    let spouse = &scene.decree.parties[role.other()];
    person
        .marriages
        .iter()
        .enumerate()
        .filter(|(_, marriage)| marriage.spouse.as_ref().is_none_or(|known| spouse.is(known)))
        .filter(|(_, marriage)| certified(scene, marriage) || !begun_later(marriage, settled))
        .collect()
}

/// The entries that can be meant, where none of them says more than who is married: neither number nor day. That two people
/// are married to each other does not tell that it is this marriage which the ruling ends, so its record is the paper book.
/// Entries that name the spouse come before those that name nobody.
fn on_paper_only(candidates: &[(usize, &Marriage)]) -> Option<Vec<usize>> {
    let named = candidates.iter().any(|(_, marriage)| marriage.spouse.is_some());
    let meant = || {
        candidates
            .iter()
            .filter(|(_, marriage)| marriage.spouse.is_some() == named)
    };
    let bare = meant().all(|(_, marriage)| marriage.certificate.is_none() && marriage.date.is_none());
    (bare && !candidates.is_empty()).then(|| meant().map(|(index, _)| *index).collect())
}

/// Somebody divorced and remarried to the same person has two books; the one the court names tells.
fn the_one(
    scene: &Scene<'_>,
    role: Role,
    candidates: &[(usize, &Marriage)],
    accepted: bool,
) -> Result<usize, Hold> {
    let wedding = scene.decree.marriage.date;
    let mismatch = Err(Hold::MarriageRecordMismatch { role });
    if let Some((index, marriage)) = candidates.iter().find(|(_, marriage)| certified(scene, marriage)) {
        let agrees = marriage.date.is_none_or(|date| date == wedding);
        return if agrees || accepted { Ok(*index) } else { mismatch };
    }
    // The register knows the spouse and the day but no certificate: an old record, and enough.
    let old_record = candidates.iter().find(|(_, marriage)| {
        marriage.spouse.is_some() && marriage.certificate.is_none() && marriage.date == Some(wedding)
    });
    if let Some((index, _)) = old_record {
        return Ok(*index);
    }
    if !accepted {
        return mismatch;
    }
    let of_the_day = candidates
        .iter()
        .find(|(_, marriage)| marriage.date == Some(wedding));
    match (candidates, of_the_day) {
        ([(index, _)], _) | (_, Some((index, _))) => Ok(*index),
        // An officer has seen that the record is meant, and it is still not told which of two.
        _ => Err(Hold::RegisterDamaged),
    }
}

fn certified(scene: &Scene<'_>, marriage: &Marriage) -> bool {
    marriage.certificate.as_ref() == Some(&scene.decree.marriage.certificate)
}

fn begun_later(marriage: &Marriage, settled: &Settled) -> bool {
    marriage.date.is_some_and(|date| date > settled.divorced_on)
}
