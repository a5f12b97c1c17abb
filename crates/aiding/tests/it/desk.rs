//! An office at work: programmes, budgets, marks and lists.

use jiff::civil::date;
use memory_tables::{Call, Fate};
use tuntas_aid::book::{Account, Movement};
use tuntas_aid::criteria::{Fact, Facts, Known, Origin, Value, Verdict, explain};
use tuntas_aid::programme;
use tuntas_aid::referral::{Desk, Refusal, Stage, StopReason};
use tuntas_aiding::{Aiding, BookFault, NoteOf, Programming, Unready, Word, programme_id};
use tuntas_domain::identity::{AidKind, AidOfficeCode};
use tuntas_journal::{Journal, RunError};
use tuntas_tables::{Expect, Item, Table, Write};

use crate::office::{
    Office, TODAY, assess, by, office_code, on, plan, programme_code, propose, referral, rupiah, says, terms,
};

async fn due(office: &Office, desk: Desk) -> Vec<(String, String)> {
    let page = office
        .aid
        .lists
        .due(&office_code(), desk, None, 25)
        .await
        .unwrap();
    let row = |row: &tuntas_aiding::DueRow| (row.on.to_string(), row.what.clone());
    page.rows.iter().map(row).collect()
}

async fn held(office: &Office, account: Account) -> u64 {
    let kept = office.aid.books.book(&programme_code(0), 2026).await.unwrap();
    kept.book.balance(account).unwrap().get()
}

/// She looked at a proposal of one million. Meanwhile it went back, and two millions were proposed.
#[tokio::test]
async fn an_approval_is_of_the_proposal_that_was_seen_and_a_look_does_not_disturb_it() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.proposed(1, 1, 0, &[1_000_000]).await;
    let (seen, approver) = (office.story(1).await, on("pejabat-02", "approve", TODAY));
    office.say(1, "pejabat-03", Word::View).await.unwrap();
    let back = Word::ReturnProposal { note: None };
    office.say(1, "pejabat-03", back).await.unwrap();
    let again = on("pejabat-01", "propose/again", TODAY);
    office
        .aid
        .act(referral(1), propose(0, &[2_000_000]), &again)
        .await
        .unwrap();

    let refused = office.aid.act_on(seen, Word::Approve, &approver).await;
    assert!(
        matches!(refused, Err(RunError::Prepare(Unready::Changed))),
        "{refused:?}"
    );
    assert_eq!(office.story(1).await.case.stage, Stage::Proposed);
    assert_eq!(held(&office, Account::Reserved).await, 0);

    let seen = office.story(1).await;
    let look = on("pejabat-03", "view/again", TODAY);
    office.aid.act(referral(1), Word::View, &look).await.unwrap();
    office.aid.act_on(seen, Word::Approve, &approver).await.unwrap();
    assert_eq!(held(&office, Account::Reserved).await, 2_000_000);
}

#[tokio::test]
async fn a_referral_wanders_from_desk_to_desk() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.refer(1, AidKind::Capital, 0).await.unwrap();
    let row = |day: &str, what: &str| vec![(day.to_owned(), what.to_owned())];
    assert_eq!(due(&office, Desk::Assessment).await, row("2026-03-16", "assess"));
    office.say(1, "asesor-01", assess()).await.unwrap();
    assert_eq!(due(&office, Desk::Assessment).await, []);
    assert_eq!(due(&office, Desk::Decision).await, row("2026-03-30", "decide"));
    office
        .say(1, "pejabat-01", propose(0, &[1_000_000, 500_000]))
        .await
        .unwrap();
    assert_eq!(due(&office, Desk::Decision).await, row("2026-03-30", "approve"));
    office.say(1, "pejabat-02", Word::Approve).await.unwrap();
    assert_eq!(due(&office, Desk::Decision).await, []);
    assert_eq!(due(&office, Desk::Mentoring).await, row("2026-03-16", "plan"));
    assert_eq!(due(&office, Desk::Cashier).await, []);
    office.say(1, "pendamping-01", plan()).await.unwrap();
    assert_eq!(due(&office, Desk::Mentoring).await, row("2026-03-09", "session"));
    assert_eq!(due(&office, Desk::Cashier).await, row("2026-03-02", "pay"));
    assert_eq!(held(&office, Account::Reserved).await, 1_500_000);
    office.order(1, 1).await.unwrap();
    assert_eq!(due(&office, Desk::Cashier).await, row("2026-03-02", "pay"));
    assert_eq!(held(&office, Account::Paid).await, 0, "an order is no payment");
    let paid_on = TODAY;
    let arrives = Word::Confirm {
        instalment: 1,
        paid_on,
    };
    office.say(1, "bendahara-01", arrives).await.unwrap();
    assert_eq!(held(&office, Account::Paid).await, 1_000_000);
    assert_eq!(held(&office, Account::Reserved).await, 500_000);
    assert_eq!(held(&office, Account::Available).await, 3_500_000);
}

#[tokio::test]
async fn lists_have_pages_and_belong_to_one_office() {
    let office = Office::open();
    for number in 0..3 {
        office.refer(number, AidKind::Mentoring, number).await.unwrap();
        office.publish(number * 2, 5_000_000).await;
    }
    let lists = &office.aid.lists;
    let code = office_code();
    let page = lists.due(&code, Desk::Assessment, None, 2).await.unwrap();
    assert_eq!(page.rows.len(), 2);
    let rest = lists
        .due(&code, Desk::Assessment, page.next.as_deref(), 2)
        .await
        .unwrap();
    assert_eq!((rest.rows.len(), rest.next), (1, None));
    let page = lists.programmes(&code, None, 2).await.unwrap();
    let rest = lists.programmes(&code, page.next.as_deref(), 2).await.unwrap();
    assert_eq!((page.rows.len(), rest.rows.len()), (2, 1));
    assert_eq!((page.rows[0].version, page.rows[0].ended), (1, false));
    let other = AidOfficeCode::parse("dinsos").unwrap();
    assert_eq!(
        lists.due(&other, Desk::Assessment, None, 2).await.unwrap().rows,
        []
    );
    assert_eq!(lists.programmes(&other, None, 2).await.unwrap().rows, []);
}

#[tokio::test]
async fn nobody_touches_what_is_another_offices() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.proposed(1, 0, 0, &[1_000_000]).await;
    let mut stranger = by("pejabat-02", "approve");
    stranger.office = AidOfficeCode::parse("dinsos").unwrap();
    let said = office.aid.act(referral(1), Word::Approve, &stranger).await;
    assert!(matches!(said, Err(RunError::Prepare(Unready::OtherOffice))));
    let ended = office.aid.end(&programme_code(0), &stranger).await;
    assert!(matches!(ended, Err(RunError::Prepare(Unready::OtherOffice))));
    let unknown = office.say(9, "pejabat-02", Word::View).await;
    assert!(matches!(unknown, Err(RunError::Refused(Refusal::NoReferral))));
}

#[tokio::test]
async fn what_is_not_left_in_the_budget_is_not_approved() {
    let office = Office::open();
    office.publish(0, 3_000_000).await;
    office.proposed(1, 0, 0, &[2_000_000]).await;
    office.proposed(2, 1, 0, &[2_000_000]).await;
    office.say(1, "pejabat-02", Word::Approve).await.unwrap();
    let refused = office.say(2, "pejabat-02", Word::Approve).await;
    assert!(
        matches!(refused, Err(RunError::Prepare(Unready::Overspent { left })) if left == rupiah(1_000_000)),
        "{refused:?}"
    );
    assert_eq!(office.story(2).await.case.stage, Stage::Proposed);
    // What is given up can be given to somebody else.
    let stop = Word::Stop {
        reason: StopReason::MovedAway,
        note: None,
    };
    office.say(1, "pejabat-01", stop).await.unwrap();
    office.say(2, "pejabat-02", Word::Approve).await.unwrap();
    assert_eq!(held(&office, Account::Reserved).await, 2_000_000);
    assert_eq!(held(&office, Account::Returned).await, 0);
    let kept = office.aid.books.book(&programme_code(0), 2026).await.unwrap();
    assert_eq!(kept.book.totals(Account::Returned).debit, rupiah(2_000_000));
}

#[tokio::test]
async fn a_budget_is_raised_and_lowered_no_further_than_what_is_left() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.running(1, 0, 0, &[2_000_000]).await;
    office.set_budget(0, 6_000_000, "raise").await.unwrap();
    let refused = office.set_budget(0, 2_500_000, "lower").await;
    assert!(refused.is_ok(), "half a million is left");
    assert_eq!(held(&office, Account::Available).await, 500_000);
    office.proposed(2, 1, 0, &[500_000]).await;
    office.say(2, "pejabat-02", Word::Approve).await.unwrap();
    let mut less = terms(2_500_000);
    let funding = less.funding.as_mut().unwrap();
    (funding.budget, funding.amount) = (rupiah(2_400_000), programme::Amount::Ceiling(rupiah(2_000_000)));
    let edit = office
        .aid
        .edit(&programme_code(0), 3, less, &by("pejabat-01", "too-low"))
        .await;
    assert!(matches!(edit, Err(RunError::Prepare(Unready::Overspent { left })) if left.is_zero()));
    let page = office
        .aid
        .books
        .ledger(&programme_code(0), 2026, None, 10)
        .await
        .unwrap();
    let movements: Vec<Movement> = page.rows.iter().map(|row| row.booking.movement).collect();
    assert_eq!(
        movements,
        [
            Movement::Grant,
            Movement::Reserve,
            Movement::Grant,
            Movement::Reduce,
            Movement::Reserve
        ]
    );
    assert_eq!(page.rows[1].referral, Some(referral(1)));
}

#[tokio::test]
async fn an_approval_notices_an_edit_that_was_faster() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.proposed(1, 0, 0, &[1_000_000]).await;
    // The programme is edited between the approval's look at it and its transaction.
    let (mut first, other) = (true, office.clone());
    let before = office.aid.books.book(&programme_code(0), 2026).await.unwrap();
    office.tables.decide_with(move |call| match call {
        Call::Commit(_) if std::mem::take(&mut first) => Fate::Contended,
        _ => Fate::Done,
    });
    let (approved, edited) = tokio::join!(
        office.say(1, "pejabat-02", Word::Approve),
        other.set_budget(0, 6_000_000, "raise")
    );
    edited.unwrap();
    assert!(
        matches!(approved, Err(RunError::Refused(Refusal::ProgrammeChanged))),
        "{approved:?}"
    );
    let after = office.aid.books.book(&programme_code(0), 2026).await.unwrap();
    assert_eq!(after.bookings, before.bookings + 1, "the budget alone was booked");
}

#[tokio::test]
async fn nobody_gets_money_of_one_source_for_one_purpose_twice_across_programmes() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.publish(1, 5_000_000).await;
    office.proposed(1, 0, 0, &[1_000_000]).await;
    office.proposed(2, 0, 1, &[1_000_000]).await;
    office.proposed(3, 1, 1, &[1_000_000]).await;
    let (one, other) = tokio::join!(
        office.say(1, "pejabat-02", Word::Approve),
        office.say(2, "pejabat-02", Word::Approve)
    );
    let refused = [&one, &other]
        .into_iter()
        .filter(|said| matches!(said, Err(RunError::Prepare(Unready::AlreadyAided))));
    assert_eq!(refused.count(), 1);
    assert!(one.is_ok() || other.is_ok());
    // Somebody else may.
    office.say(3, "pejabat-02", Word::Approve).await.unwrap();
}

#[tokio::test]
async fn who_has_no_nik_is_told_so_before_money_is_given() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    let mut referred = crate::office::referred(AidKind::Capital, 0);
    referred.person.nik = None;
    office
        .aid
        .refer(referral(1), referred, &says("consent/1"))
        .await
        .unwrap();
    office.say(1, "asesor-01", assess()).await.unwrap();
    office
        .say(1, "pejabat-01", propose(0, &[1_000_000]))
        .await
        .unwrap();
    let approved = office.say(1, "pejabat-02", Word::Approve).await;
    assert!(matches!(approved, Err(RunError::Prepare(Unready::NikMissing))));
}

#[tokio::test]
async fn an_answer_that_was_lost_reserves_and_numbers_once() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.proposed(1, 0, 0, &[1_000_000]).await;
    let mut first = true;
    office.tables.decide_with(move |call| match call {
        Call::Commit(_) if std::mem::take(&mut first) => Fate::AnswerLost,
        _ => Fate::Done,
    });
    assert!(office.say(1, "pejabat-02", Word::Approve).await.is_err());
    let again = office.say(1, "pejabat-02", Word::Approve).await.unwrap();
    assert_eq!(again.events, []);
    assert_eq!(again.story.case.stage, Stage::Approved);
    assert_eq!(held(&office, Account::Reserved).await, 1_000_000);
}

#[tokio::test]
async fn what_was_found_out_takes_the_place_of_what_was_said_and_explains_the_criteria() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.refer(1, AidKind::Capital, 0).await.unwrap();
    let found = Facts::new([Known {
        fact: Fact::Dependants,
        value: Value::Number(0),
        origin: Origin::Assessment,
    }])
    .unwrap();
    let Word::Assess {
        recommends,
        decide_by,
        note,
        account,
        ..
    } = assess()
    else {
        return;
    };
    let word = Word::Assess {
        recommends,
        decide_by,
        facts: found,
        note: note.clone(),
        account,
    };
    office.say(1, "asesor-01", word).await.unwrap();
    let facts = office.aid.papers.facts(referral(1)).await.unwrap().unwrap();
    let programme = office.aid.programme(&programme_code(0)).await.unwrap().case;
    let explained = explain(&programme.terms().unwrap().criteria, &facts);
    assert_eq!(explained[0].verdict, Verdict::NotMet);
    assert_eq!(explained[0].fact.as_ref().unwrap().origin, Origin::Assessment);
    let kept = office
        .aid
        .papers
        .note(referral(1), NoteOf::Assessment)
        .await
        .unwrap();
    assert_eq!(kept, note);
    // It decides nothing: people do.
    office
        .say(1, "pejabat-01", propose(0, &[1_000_000]))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_booking_that_was_changed_removed_or_forgotten_is_found_by_the_recount() {
    let code = programme_code(0);
    let damage = |change: fn(&str, &Item) -> Write| {
        let code = code.clone();
        async move {
            let office = Office::open();
            office.publish(0, 5_000_000).await;
            office.running(1, 0, 0, &[1_000_000]).await;
            let rows = office.tables.items("cases", "LEDGER#");
            let table = Table::new(office.tables.database(), "cases");
            tuntas_tables::commit(table.database(), vec![change("cases", &rows[1])])
                .await
                .unwrap();
            office.aid.books.recount(&code, 2026).await.unwrap().faults
        }
    };
    let changed = damage(|table, item| Write::Put {
        table: table.to_owned(),
        item: item.clone().with("amount", "1"),
        expect: Expect::Present,
    })
    .await;
    assert!(
        changed.contains(&BookFault::Unbalanced { number: 2 }),
        "{changed:?}"
    );
    assert!(changed.contains(&BookFault::Total {
        account: Account::Reserved
    }));
    let removed = damage(|table, item| Write::Delete {
        table: table.to_owned(),
        key: tuntas_tables::Key::new(
            item.text_if_present("pk").unwrap_or_default(),
            item.text_if_present("sk").unwrap_or_default(),
        ),
        expect: Expect::Present,
    })
    .await;
    assert!(removed.contains(&BookFault::Count { told: 2 }), "{removed:?}");
}

#[tokio::test]
async fn referrals_and_programmes_are_under_the_seals_of_all_journals() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.refer(1, AidKind::Mentoring, 0).await.unwrap();
    let cases: Journal = office.aid.journal.also();
    let mut subjects = Vec::new();
    for shard in 0..=u8::MAX {
        for tip in cases.tips_of_all(shard).await.unwrap() {
            subjects.push((tip.case, tip.subject));
        }
        assert_eq!(cases.tips(shard).await.unwrap(), [], "neither is a case");
    }
    subjects.sort();
    let mut expected = vec![
        (referral(1), "AID".to_owned()),
        (programme_id(&programme_code(0)), "PROG".to_owned()),
    ];
    expected.sort();
    assert_eq!(subjects, expected);
    let aiding: Journal<Aiding> = cases.also();
    assert_eq!(aiding.load(referral(1)).await.unwrap().version(), 1);
    let programming: Journal<Programming> = cases.also();
    let id = programme_id(&programme_code(0));
    assert_eq!(programming.load(id).await.unwrap().version(), 1);
}

#[tokio::test]
async fn the_turn_of_the_year_begins_numbers_anew() {
    let office = Office::open();
    for (number, day, expected) in [
        (1, date(2026, 3, 3), 1),
        (2, date(2026, 12, 31), 2),
        (3, date(2027, 1, 4), 1),
    ] {
        office.refer(number, AidKind::Mentoring, number).await.unwrap();
        office.say(number, "asesor-01", assess()).await.unwrap();
        let grant = Word::Grant { programme: None };
        let ran = office
            .aid
            .act(referral(number), grant, &on("pejabat-01", "grant", day))
            .await
            .unwrap();
        let letter = ran.events[0].letter().copied().unwrap();
        assert_eq!((letter.number.0, letter.issued_on), (expected, day));
    }
}
