//! One officer works on a step at a time.

use jiff::Timestamp;
use tuntas_aid::referral::{CLAIM, Command, Desk, PauseReason, Refusal, claimed_by_another, decide, evolve};
use tuntas_domain::identity::{AidKind, OfficerCode};

use crate::fixtures::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn claim(officer: OfficerCode, desk: Desk, now: Timestamp) -> Command {
    Command::Claim {
        officer,
        desks: vec![desk],
        now,
        until: now.checked_add(CLAIM).unwrap(),
    }
}

#[test]
fn a_claim_keeps_others_away_for_half_an_hour_and_ends_with_the_step() {
    let nine = at("2026-03-02T02:00:00Z");
    let other = officer("asesor-02");
    let (claimed, _) = after([refer(AidKind::Capital), claim(assessor(), Desk::Assessment, nine)]);
    assert!(claimed_by_another(&claimed, &other, nine));
    assert!(!claimed_by_another(&claimed, &assessor(), nine));
    assert_eq!(
        refused(&claimed, claim(other.clone(), Desk::Assessment, nine)),
        Refusal::ClaimedByAnother
    );
    let later = at("2026-03-02T02:30:00Z");
    assert!(!claimed_by_another(&claimed, &other, later), "it has run out");
    assert!(decide(&claimed, claim(other, Desk::Assessment, later)).is_ok());
    // The same claim again is the same; a later one lasts longer.
    assert_eq!(
        decide(&claimed, claim(assessor(), Desk::Assessment, nine)),
        Ok(vec![])
    );
    let longer = claim(assessor(), Desk::Assessment, at("2026-03-02T02:10:00Z"));
    assert_eq!(decide(&claimed, longer).unwrap().len(), 1);
    let assessed = decide(&claimed, assess()).unwrap().iter().fold(claimed, evolve);
    assert_eq!(assessed.claim, None);
}

#[test]
fn only_whose_turn_it_is_claims_and_only_who_claimed_gives_back() {
    let nine = at("2026-03-02T02:00:00Z");
    let (referred, _) = after([refer(AidKind::Capital)]);
    assert_eq!(
        refused(&referred, claim(first(), Desk::Decision, nine)),
        Refusal::NotTheTurn
    );
    let (proposed, _) = after([refer(AidKind::Capital), assess(), two_parts()]);
    let claimed = decide(&proposed, claim(second(), Desk::Decision, nine)).unwrap();
    let claimed = claimed.iter().fold(proposed, evolve);
    let by_another = Command::Release { officer: first() };
    assert_eq!(refused(&claimed, by_another), Refusal::NotClaimed);
    let released = decide(&claimed, Command::Release { officer: second() }).unwrap();
    assert_eq!(released.iter().fold(claimed, evolve).claim, None);
    let (running, _) = after(running());
    assert_eq!(
        refused(&running, claim(first(), Desk::Decision, nine)),
        Refusal::NotTheTurn
    );
}

#[test]
fn what_waits_for_the_person_nobody_works_on() {
    let nine = at("2026-03-02T02:00:00Z");
    let wait = pause(PauseReason::NoContact, jiff::civil::date(2026, 3, 9), TODAY);
    let (waiting, _) = after([
        refer(AidKind::Capital),
        claim(assessor(), Desk::Assessment, nine),
        wait,
    ]);
    assert_eq!(waiting.claim, None);
    assert_eq!(
        refused(&waiting, claim(assessor(), Desk::Assessment, nine)),
        Refusal::Paused
    );
}
