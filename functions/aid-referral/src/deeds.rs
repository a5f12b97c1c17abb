//! What is to be done about one office, one aid and one party, by what stands of them now. Pure.
//!
//! A referral is named by the consent it follows from, and a referral that was withdrawn never opens again, not even one that
//! had not been opened yet. So whichever messages come, how often and in which order, the last word is what stands.

use tuntas_aid::referral::PROTECTIONS;
use tuntas_domain::case::ConsentLine;
use tuntas_dossier::Safety;

/// One thing to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// The office is not told, and forgets what it was told.
    Withdraw {
        /// By which consent.
        consent: u32,
    },
    /// The office is told.
    Refer {
        /// By which consent.
        consent: u32,
        /// Not if the office knows the party by this protection already.
        unless: Option<u32>,
    },
}

/// What is to be done. `open`: whether the register was changed and the ruling stands. `said`: what the party said of this
/// office and aid. `safety`: what is kept of the party's safety, and only for the office that protects.
pub(crate) fn deeds(open: bool, said: Option<&ConsentLine>, safety: Option<Safety>) -> Vec<Deed> {
    let withdraw = |consent| Deed::Withdraw { consent };
    let protection = safety.map(protection);
    let protected = safety.is_some_and(|safety| safety.protected);
    // Protections that ended before this one began.
    let mut deeds: Vec<Deed> = (PROTECTIONS..protection.unwrap_or_default())
        .map(withdraw)
        .collect();
    let refer = |consent, unless| Deed::Refer { consent, unless };
    match said.map(|line| (u32::from(line.number), line.standing)) {
        // The person's own no goes before what officers see.
        Some((consent, false)) => {
            deeds.push(withdraw(consent));
            deeds.extend(protection.map(withdraw));
        }
        Some((consent, true)) => match protection {
            Some(protection) if protected => deeds.extend(open.then(|| refer(consent, Some(protection)))),
            // Whoever is known by a protection that ended is known by their own consent now. Where nobody is referred any
            // more, they stay known as they are.
            ended if open => {
                deeds.extend(ended.map(withdraw));
                deeds.push(refer(consent, None));
            }
            _ => {}
        },
        None => match protection {
            Some(protection) if protected => deeds.extend(open.then(|| refer(protection, None))),
            ended => deeds.extend(ended.map(withdraw)),
        },
    }
    deeds
}

/// Under which names an office may know a party now.
pub(crate) fn names(said: Option<&ConsentLine>, safety: Option<Safety>) -> impl Iterator<Item = u32> {
    let consent = said.map(|line| u32::from(line.number));
    consent.into_iter().chain(safety.map(protection))
}

/// What follows from a protection is named by when it began.
fn protection(safety: Safety) -> u32 {
    PROTECTIONS.saturating_add(u32::from(safety.since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tuntas_domain::identity::{AidKind, AidOfficeCode};

    fn line(number: u16, standing: bool) -> ConsentLine {
        ConsentLine {
            office: AidOfficeCode::parse("uptd-ppa").unwrap(),
            aid: AidKind::Mentoring,
            number,
            standing,
        }
    }

    fn kept(protected: bool, since: u16) -> Safety {
        Safety { protected, since }
    }

    fn refer(consent: u32, unless: Option<u32>) -> Deed {
        Deed::Refer { consent, unless }
    }

    fn withdraw(consent: u32) -> Deed {
        Deed::Withdraw { consent }
    }

    #[test]
    fn without_a_word_nothing_is_told() {
        assert_eq!(deeds(true, None, None), []);
        assert_eq!(deeds(false, None, None), []);
    }

    #[test]
    fn a_consent_is_followed_once_the_register_was_changed() {
        assert_eq!(deeds(false, Some(&line(1, true)), None), []);
        assert_eq!(deeds(true, Some(&line(2, true)), None), [refer(2, None)]);
    }

    #[test]
    fn what_is_taken_back_is_taken_back_whatever_became_of_the_case() {
        for open in [true, false] {
            assert_eq!(deeds(open, Some(&line(1, false)), None), [withdraw(1)]);
        }
    }

    #[test]
    fn a_protection_refers_by_itself_until_it_ends_or_the_person_says_no() {
        let first = PROTECTIONS;
        assert_eq!(deeds(true, None, Some(kept(true, 0))), [refer(first, None)]);
        assert_eq!(deeds(false, None, Some(kept(true, 0))), []);
        assert_eq!(deeds(true, None, Some(kept(false, 0))), [withdraw(first)]);
        assert_eq!(
            deeds(true, Some(&line(1, false)), Some(kept(true, 0))),
            [withdraw(1), withdraw(first)]
        );
        assert_eq!(
            deeds(true, None, Some(kept(true, 2))),
            [withdraw(first), withdraw(first + 1), refer(first + 2, None)]
        );
    }

    #[test]
    fn one_office_is_not_told_twice_of_one_person() {
        let first = PROTECTIONS;
        assert_eq!(
            deeds(true, Some(&line(3, true)), Some(kept(true, 0))),
            [refer(3, Some(first))]
        );
        assert_eq!(
            deeds(true, Some(&line(3, true)), Some(kept(false, 0))),
            [withdraw(first), refer(3, None)]
        );
    }
}
