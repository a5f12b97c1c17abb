//! The hash chain.

use aws_lc_rs::digest::{Context, SHA256};
use jiff::Timestamp;
use tuntas_domain::identity::{CaseId, CommandId};

use crate::{Actor, Entry, Subject};

/// What the first entry of a case chains to.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A chain does not hold: somebody changed, removed or inserted an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the journal of case {case} is broken at entry {seq}")]
pub struct ChainError {
    /// The case.
    pub case: CaseId,
    /// The first entry that does not fit.
    pub seq: u32,
}

/// SHA-256 over the length-prefixed fields of an entry, hex. `body` is the exact stored text of the event, so that
/// no re-serialisation can change the hash.
pub fn hash_entry(
    prev: &str,
    case: CaseId,
    seq: u32,
    at: Timestamp,
    actor: &Actor,
    command: &CommandId,
    body: &str,
) -> String {
    let mut context = Context::new(&SHA256);
    let (case, seq, at) = (case.to_string(), seq.to_string(), at.to_string());
    for field in [
        "tuntas/journal/1",
        prev,
        &case,
        &seq,
        &at,
        actor.as_str(),
        command.as_str(),
        body,
    ] {
        context.update(&u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        context.update(field.as_bytes());
    }
    hex(context.finish().as_ref())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let digits = |byte: &u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    bytes.iter().flat_map(digits).collect()
}

/// Checks numbers, links and hashes.
pub(crate) fn verify<S: Subject>(case: CaseId, entries: &[Entry<S>]) -> Result<(), ChainError> {
    let mut prev = GENESIS;
    for (entry, expected_seq) in entries.iter().zip(1_u32..) {
        let hash = hash_entry(
            prev,
            case,
            entry.seq,
            entry.at,
            &entry.actor,
            &entry.command,
            &entry.body,
        );
        if entry.seq != expected_seq || entry.prev != prev || entry.hash != hash {
            return Err(ChainError {
                case,
                seq: expected_seq,
            });
        }
        prev = &entry.hash;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::append::chained;
    use tuntas_domain::case::Event;
    use tuntas_domain::decree::Role;
    use uuid::Uuid;

    fn chain() -> (CaseId, Vec<Entry>) {
        let case = CaseId(Uuid::from_u128(7));
        let events = [
            Event::DocumentsPrinted {
                role: Role::Petitioner,
            },
            Event::CourierRequested {
                role: Role::Petitioner,
                attempt: 1,
            },
            Event::HandoverConfirmed {
                role: Role::Petitioner,
                attempt: 1,
            },
        ];
        let entries = chained(
            case,
            0,
            GENESIS,
            "2021-09-21T02:00:00Z".parse().unwrap(),
            &Actor::function("test"),
            &CommandId::new("c"),
            events.to_vec(),
        )
        .unwrap();
        (case, entries)
    }

    #[test]
    fn an_untouched_chain_holds() {
        let (case, entries) = chain();
        assert_eq!(verify(case, &entries), Ok(()));
    }

    #[test]
    fn every_change_breaks_the_chain_where_it_was_made() {
        type Tamper = fn(&mut Vec<Entry>);
        let tampered: [(Tamper, u32); 7] = [
            (
                |e| e[1].body = e[1].body.replace("\"attempt\":1", "\"attempt\":2"),
                2,
            ),
            (|e| e[0].actor = Actor::client("somebody-else"), 1),
            (|e| e[2].at = "2021-09-22T02:00:00Z".parse().unwrap(), 3),
            (|e| e[1].command = CommandId::new("d"), 2),
            (|e| drop(e.remove(0)), 1),
            (|e| drop(e.remove(1)), 2),
            (|e| e.swap(0, 1), 1),
        ];
        for (number, (tamper, seq)) in tampered.into_iter().enumerate() {
            let (case, mut entries) = chain();
            tamper(&mut entries);
            assert_eq!(
                verify(case, &entries),
                Err(ChainError { case, seq }),
                "tampering {number}"
            );
        }
    }

    #[test]
    fn a_chain_cannot_be_passed_off_as_another_case() {
        let (_, entries) = chain();
        assert!(verify(CaseId(Uuid::from_u128(8)), &entries).is_err());
    }
}
