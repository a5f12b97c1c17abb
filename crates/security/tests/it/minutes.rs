//! Files of minutes: announced, looked at, reported, taken by the court, erased.

use tuntas_domain::case::{DocumentFault, DocumentOutcome};
use tuntas_security::{
    CancelGround, Command, Event, LetterKind, MAX_MINUTES, Outcome, Refusal, SecurityRequest, decide,
};

use crate::fixtures::{
    accept, after, announce, change, hours_before, judge, letter, minutes, officer, report, request, upload,
};

fn reporting(request: &SecurityRequest, digit: char) -> Result<Vec<Event>, Refusal> {
    decide(request, report(Outcome::Safe, Some(digit), 2))
}

#[test]
fn a_report_waits_until_its_file_was_looked_at() {
    let (accepted, _) = after([request(), accept()]);
    assert_eq!(reporting(&accepted, 'b'), Err(Refusal::MinutesUnknown));
    let (announced, _) = after([request(), accept(), announce(1, 'b')]);
    assert_eq!(reporting(&announced, 'b'), Err(Refusal::MinutesUnchecked));
    assert_eq!(reporting(&announced, 'c'), Err(Refusal::MinutesUnknown));
    let (sound, _) = after([request(), accept(), announce(1, 'b'), judge(1, Ok(2))]);
    assert_eq!(reporting(&sound, 'b').unwrap().len(), 1);
    let expired = decide(&announced, report(Outcome::Safe, Some('b'), 26));
    assert_eq!(
        expired,
        Err(Refusal::MinutesUnknown),
        "nothing came of it in a day"
    );
}

#[test]
fn no_report_stands_on_a_file_that_was_refused() {
    let scripted = judge(1, Err(DocumentFault::ActiveContent));
    let (refused, _) = after([request(), accept(), announce(1, 'b'), scripted.clone()]);
    assert_eq!(reporting(&refused, 'b'), Err(Refusal::MinutesUnfit));
    // The same bytes, announced as what they are this time, or another file.
    let (again, _) = after([
        request(),
        accept(),
        announce(1, 'b'),
        scripted,
        announce(2, 'b'),
        judge(2, Ok(1)),
    ]);
    assert_eq!(reporting(&again, 'b').unwrap().len(), 1);
}

#[test]
fn a_file_is_judged_once() {
    let (sound, _) = after([request(), accept(), announce(1, 'b'), judge(1, Ok(2))]);
    assert_eq!(
        decide(&sound, judge(1, Err(DocumentFault::Encrypted))),
        Ok(vec![])
    );
    assert_eq!(decide(&sound, judge(2, Ok(1))), Err(Refusal::MinutesUnknown));
    let kept = sound.minutes_of(upload(1)).unwrap();
    assert_eq!(kept.outcome, Some(DocumentOutcome::Accepted { pages: 2 }));
}

#[test]
fn a_file_is_announced_once_until_it_was_refused_or_nothing_came_of_it() {
    let (announced, _) = after([request(), accept(), announce(1, 'b')]);
    assert_eq!(decide(&announced, announce(2, 'b')), Ok(vec![]));
    let standing = announced.standing_minutes(&minutes('b'), hours_before(-1));
    assert_eq!(standing.map(|known| known.id), Some(upload(1)));
    assert_eq!(announced.standing_minutes(&minutes('b'), hours_before(-25)), None);
    let (refused, _) = after([
        request(),
        accept(),
        announce(1, 'b'),
        judge(1, Err(DocumentFault::WrongType)),
    ]);
    assert_eq!(decide(&refused, announce(2, 'b')).unwrap().len(), 1);
}

#[test]
fn only_what_was_accepted_has_minutes_and_not_without_end() {
    let (waiting, _) = after([request()]);
    assert_eq!(decide(&waiting, announce(1, 'b')), Err(Refusal::NotAccepted));
    let mut wishes = vec![request(), accept()];
    for number in 0..u8::try_from(MAX_MINUTES).unwrap() {
        wishes.push(announce(number, 'b'));
        wishes.push(judge(number, Err(DocumentFault::Damaged)));
    }
    let (full, _) = after(wishes);
    assert_eq!(decide(&full, announce(99, 'b')), Err(Refusal::TooManyMinutes));
}

#[test]
fn what_arrives_after_the_end_is_not_taken_in() {
    let cancel = Command::Cancel {
        ground: CancelGround::Settled,
        letter: letter(LetterKind::Request, 2),
        evidence: "c".repeat(64),
    };
    let (cancelled, _) = after([request(), accept(), announce(1, 'b'), cancel]);
    let reason = DocumentFault::CaseClosed;
    let upload = upload(1);
    assert_eq!(
        decide(&cancelled, judge(1, Ok(2))),
        Ok(vec![Event::MinutesRefused { upload, reason }])
    );
    let (changed, _) = after([request(), accept(), announce(1, 'b'), change()]);
    let pages = 2;
    assert_eq!(
        decide(&changed, judge(1, Ok(pages))),
        Ok(vec![Event::MinutesAccepted { upload, pages }])
    );
}

#[test]
fn the_court_takes_the_minutes_of_a_report_and_nothing_else() {
    let (sound, _) = after([request(), accept(), announce(1, 'b'), judge(1, Ok(2))]);
    assert_eq!(decide(&sound, Command::TakeMinutes), Err(Refusal::NoMinutes));
    let (reported, _) = after([
        request(),
        accept(),
        announce(1, 'b'),
        judge(1, Ok(2)),
        report(Outcome::Safe, Some('b'), 2),
    ]);
    assert_eq!(
        decide(&reported, Command::TakeMinutes),
        Ok(vec![Event::MinutesTaken])
    );
    let (postponed, _) = after([request(), accept(), report(Outcome::Postponed, None, 2)]);
    assert_eq!(decide(&postponed, Command::TakeMinutes), Err(Refusal::NoMinutes));
    let (erased, _) = after([
        request(),
        accept(),
        announce(1, 'b'),
        judge(1, Ok(2)),
        report(Outcome::Safe, Some('b'), 2),
        Command::Erase,
    ]);
    assert_eq!(decide(&erased, Command::TakeMinutes), Err(Refusal::NoMinutes));
}

#[test]
fn what_has_ended_is_erased_once_and_what_has_not_never() {
    for open in [
        vec![request()],
        vec![request(), accept()],
        vec![request(), accept(), change()],
    ] {
        let (open, _) = after(open);
        assert_eq!(decide(&open, Command::Erase), Err(Refusal::StillOpen));
    }
    let wishes = [request(), accept(), report(Outcome::Postponed, None, 2)];
    let (ended, _) = after(wishes.clone());
    assert_eq!(decide(&ended, Command::Erase), Ok(vec![Event::PapersErased]));
    let (erased, _) = after(wishes.into_iter().chain([Command::Erase]));
    assert!(erased.erased);
    assert_eq!(decide(&erased, Command::Erase), Ok(vec![]));
    let look = Command::View { officer: officer() };
    assert_eq!(
        decide(&erased, look).unwrap().len(),
        1,
        "a look is written down all the same"
    );
}
