//! What a party may say of aid, and what officers take down about a party's safety.

use super::documents;
use super::later::{changeable, not_over};
use crate::case::{AidAnswer, AidOffer, Case, ConsentSource, Event, MAX_AID_CONSENTS, Refusal};
use crate::decree::Role;
use crate::identity::OfficerCode;

/// Consent needs a case that lives; taking it back needs nothing, ever. Saying the same again says nothing new.
pub(super) fn answer(
    case: &Case,
    role: Role,
    answers: Vec<AidAnswer>,
    source: ConsentSource,
    evidence: Option<&String>,
) -> Result<Vec<Event>, Refusal> {
    if evidence.is_some_and(|key| case.evidence.contains(key)) {
        return Ok(vec![]);
    }
    let mut said = case.aid[role].clone();
    let mut events = Vec::new();
    for AidAnswer { office, aid, given } in last_words(answers) {
        let line = said.line(&office, aid);
        let (number, standing) = line.map_or((0, false), |line| (line.number, line.standing));
        if given == standing {
            continue;
        }
        let evidence = evidence.cloned();
        if given {
            offered(case, role, source)?;
            if said.made() >= MAX_AID_CONSENTS {
                return Err(Refusal::TooManyConsents);
            }
            let number = number.checked_add(1).ok_or(Refusal::TooManyConsents)?;
            said.given(&office, aid, number);
            events.push(Event::AidConsentGiven {
                role,
                office,
                aid,
                number,
                source,
                evidence,
            });
        } else {
            said.withdrawn(&office, aid, number);
            events.push(Event::AidConsentWithdrawn {
                role,
                office,
                aid,
                number,
                source,
                evidence,
            });
        }
    }
    Ok(events)
}

/// Of several words about one line only the last one counts, so that all of them together, said again, say nothing new.
fn last_words(answers: Vec<AidAnswer>) -> Vec<AidAnswer> {
    let mut last: Vec<AidAnswer> = Vec::new();
    for answer in answers {
        last.retain(|other| (&other.office, other.aid) != (&answer.office, answer.aid));
        last.push(answer);
    }
    last
}

/// The page makes the offer after the registration. Court and officers may have heard the party before.
fn offered(case: &Case, role: Role, source: ConsentSource) -> Result<(), Refusal> {
    changeable(case)?;
    if source == ConsentSource::Citizen && case.aid_offer(role) == AidOffer::Closed {
        return Err(Refusal::NotRegistered);
    }
    Ok(())
}

pub(super) fn decline(case: &Case, role: Role, source: ConsentSource) -> Result<Vec<Event>, Refusal> {
    if case.aid[role].answered {
        return Ok(vec![]);
    }
    offered(case, role, source)?;
    Ok(vec![Event::AidDeclined { role, source }])
}

/// The envelope may have to go elsewhere now: a rider on the way is called back, whatever was answered, so that the
/// journal does not tell it. Only what another officer took down last is lifted.
pub(super) fn record_safety(
    case: &Case,
    role: Role,
    officer: OfficerCode,
    lifts: bool,
) -> Result<Vec<Event>, Refusal> {
    not_over(case)?;
    let known = &case.safety[role];
    if lifts && known.officer.as_ref().is_none_or(|last| *last == officer) {
        return Err(Refusal::SecondOfficerNeeded);
    }
    let revision = known.revision.saturating_add(1);
    let mut events = vec![Event::SafetyRecorded {
        role,
        officer,
        revision,
    }];
    events.extend(documents::recalled(case, |of| of == role));
    Ok(events)
}
