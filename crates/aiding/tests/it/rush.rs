//! Many desks at once never overspend a budget, never pay twice, and crashes leave nothing half done.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use memory_tables::{Call, Fate};
use proptest::prelude::*;
use tokio::task::JoinSet;
use tuntas_aid::book::Account;
use tuntas_aid::referral::{
    CancelReason, Event, PauseReason, Payment, Referral, Stage, StopReason, evolve, holds_the_guard,
};
use tuntas_aiding::Word;
use tuntas_domain::identity::AidOfficeCode;

use crate::office::{NAME, Office, PHONE, nik, programme_code, referral};

const PROGRAMMES: usize = 2;

/// Somebody who needs money: who it is, from which programme, and the two parts, in hundreds of thousands.
type Need = (usize, usize, u64, u64);

/// What somebody does to a referral after everybody has approved everything.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Plan,
    Order(u16),
    Confirm(u16),
    Returned(u16),
    Cancel(u16),
    Stop,
    /// The person is waited for.
    Pause,
    Resume,
    /// The ruling is undone.
    Reverse,
    Continue,
    Withdraw,
    /// Sets a programme's budget, in hundreds of thousands.
    Budget(usize, u64),
}

fn needs() -> impl Strategy<Value = Vec<Need>> {
    proptest::collection::vec((0..4_usize, 0..PROGRAMMES, 1..13_u64, 1..13_u64), 2..8)
}

fn deeds() -> impl Strategy<Value = Vec<(usize, Deed)>> {
    let part = 1..3_u16;
    let deed = prop_oneof![
        3 => Just(Deed::Plan),
        4 => part.clone().prop_map(Deed::Order),
        4 => part.clone().prop_map(Deed::Confirm),
        1 => part.clone().prop_map(Deed::Returned),
        1 => part.prop_map(Deed::Cancel),
        1 => Just(Deed::Stop),
        1 => Just(Deed::Pause),
        2 => Just(Deed::Resume),
        1 => Just(Deed::Reverse),
        2 => Just(Deed::Continue),
        1 => Just(Deed::Withdraw),
        1 => (0..PROGRAMMES, 25..90_u64).prop_map(|(programme, budget)| Deed::Budget(programme, budget)),
    ];
    proptest::collection::vec((0..8_usize, deed), 0..30)
}

fn fates() -> impl Strategy<Value = Vec<Fate>> {
    let fate = prop_oneof![
        8 => Just(Fate::Done),
        1 => Just(Fate::FailsBefore),
        1 => Just(Fate::AnswerLost),
        1 => Just(Fate::Contended),
    ];
    proptest::collection::vec(fate, 0..80)
}

async fn do_it(office: &Office, number: usize, deed: Deed, attempt: usize) -> bool {
    let said = match deed {
        Deed::Plan => office.say(number, "pendamping-01", crate::office::plan()).await,
        Deed::Order(instalment) => office.order(number, instalment).await,
        Deed::Confirm(instalment) => {
            let paid_on = crate::office::TODAY;
            let word = Word::Confirm { instalment, paid_on };
            office.say(number, "bendahara-01", word).await
        }
        Deed::Returned(instalment) => {
            office
                .say(number, "bendahara-01", Word::Returned { instalment })
                .await
        }
        Deed::Cancel(instalment) => {
            let reason = CancelReason::Misused;
            let word = Word::CancelInstalment { instalment, reason };
            office.say(number, "pejabat-01", word).await
        }
        Deed::Stop => {
            let word = Word::Stop {
                reason: StopReason::MovedAway,
                note: None,
            };
            office.say(number, "pejabat-01", word).await
        }
        Deed::Pause => {
            let word = Word::Pause {
                reason: PauseReason::NoContact,
                until: jiff::civil::date(2026, 3, 20),
            };
            office.say(number, "asesor-01", word).await
        }
        Deed::Resume => office.say(number, "asesor-01", Word::Resume).await,
        Deed::Reverse => return office.reverse(number).await,
        Deed::Continue => office.say(number, "pejabat-01", Word::Continue).await,
        Deed::Withdraw => office.withdraw(number).await,
        Deed::Budget(programme, budget) => {
            let cause = format!("budget/{number}/{attempt}");
            return office
                .set_budget(programme, budget * 100_000, &cause)
                .await
                .is_ok();
        }
    };
    said.is_ok()
}

/// Everybody at once, each two times over, as impatient people do; whoever meets a failure tries again.
async fn rush(office: &Office, needs: &[Need], deeds: &[(usize, Deed)]) {
    let mut desks = JoinSet::new();
    for number in 0..needs.len() {
        for officer in ["pejabat-02", "pejabat-03"] {
            let office = office.clone();
            desks.spawn(async move {
                for _ in 0..4 {
                    if office.say(number, officer, Word::Approve).await.is_ok() {
                        break;
                    }
                }
            });
        }
    }
    // The first few deeds happen among the approvals.
    for (number, deed) in deeds.iter().copied().take(4) {
        let office = office.clone();
        desks.spawn(async move {
            do_it(&office, number, deed, 0).await;
        });
    }
    while let Some(done) = desks.join_next().await {
        done.unwrap();
    }
    for chunk in deeds.chunks(5) {
        for (number, deed) in chunk.iter().copied() {
            for twin in 0..2 {
                let office = office.clone();
                desks.spawn(async move {
                    for attempt in 0..3 {
                        if do_it(&office, number, deed, twin * 10 + attempt).await {
                            break;
                        }
                    }
                });
            }
        }
        while let Some(done) = desks.join_next().await {
            done.unwrap();
        }
    }
}

fn sum(all: &[Referral], programme: usize, wanted: fn(&Payment) -> bool) -> u64 {
    let code = programme_code(programme);
    all.iter()
        .filter(|referral| {
            referral
                .award
                .as_ref()
                .is_some_and(|award| award.programme.code == code)
        })
        .flat_map(|referral| &referral.instalments)
        .filter(|part| wanted(&part.payment))
        .map(|part| part.terms.amount.get())
        .sum()
}

/// What the books say is what the journals say, to the rupiah.
async fn books_are_right(office: &Office, all: &[Referral]) -> Result<(), TestCaseError> {
    for programme in 0..PROGRAMMES {
        let code = programme_code(programme);
        let recount = office.aid.books.recount(&code, 2026).await.unwrap();
        prop_assert_eq!(recount.faults, vec![]);
        prop_assert!(recount.book.is_balanced());
        let held = |account| recount.book.balance(account).unwrap().get();
        let reserved = sum(all, programme, |payment| {
            matches!(payment, Payment::Pending | Payment::Ordered { .. })
        });
        let paid = sum(all, programme, |payment| matches!(payment, Payment::Paid { .. }));
        prop_assert_eq!(held(Account::Reserved), reserved);
        prop_assert_eq!(held(Account::Paid), paid);
        let standing = office.aid.programme(&code).await.unwrap().case;
        let budget = standing.terms().unwrap().funding.as_ref().unwrap().budget.get();
        prop_assert_eq!(held(Account::Granted), budget);
        prop_assert!(reserved + paid <= budget, "overspent");
        prop_assert_eq!(held(Account::Available), budget - reserved - paid);
    }
    Ok(())
}

/// Nobody gets money of one source for one purpose by two referrals, whatever the programmes.
fn nobody_is_paid_twice(office: &Office, needs: &[Need], all: &[Referral]) -> Result<(), TestCaseError> {
    let mut holders: BTreeMap<usize, usize> = BTreeMap::new();
    for ((person, ..), referral) in needs.iter().zip(all) {
        if holds_the_guard(referral) {
            *holders.entry(*person).or_default() += 1;
        }
    }
    prop_assert!(holders.values().all(|count| *count == 1), "{:?}", holders);
    let marks = |prefix| office.tables.items("cases", prefix).len();
    prop_assert_eq!(marks("AIDONCE#"), holders.len());
    prop_assert_eq!(marks("AIDHOLD#"), holders.len());
    Ok(())
}

async fn numbers_have_no_gap(office: &Office, count: usize) -> Result<(), TestCaseError> {
    let mut all: BTreeMap<(AidOfficeCode, &str), Vec<u32>> = BTreeMap::new();
    for number in 0..count {
        let story = office.story(number).await;
        let whose = story.case.office.unwrap();
        for entry in story.entries {
            for (kind, paper) in [
                ("letter", entry.event.letter()),
                ("receipt", entry.event.receipt()),
            ] {
                let series = all.entry((whose.clone(), kind)).or_default();
                series.extend(paper.map(|letter| letter.number.0));
            }
        }
    }
    for mut series in all.into_values() {
        series.sort_unstable();
        let expected: Vec<u32> = (1..).take(series.len()).collect();
        prop_assert_eq!(series, expected, "numbers have no gap and no double");
    }
    Ok(())
}

/// However many desks act at once: nothing is approved, planned or ordered of what waits.
async fn what_waits_stands_still(office: &Office, count: usize) -> Result<(), TestCaseError> {
    for number in 0..count {
        let mut standing = Referral::default();
        for entry in office.story(number).await.entries {
            let forward = matches!(
                entry.event,
                Event::AwardApproved { .. } | Event::SessionsPlanned { .. } | Event::PaymentOrdered { .. }
            );
            prop_assert!(standing.pause.is_none() || !forward, "{:?}", entry.event);
            standing = evolve(standing, &entry.event);
        }
    }
    Ok(())
}

/// Nothing outside the dossiers names anybody, and of who took the consent back nothing is left there.
fn nobody_is_named(office: &Office, all: &[Referral]) -> Result<(), TestCaseError> {
    let secrets: Vec<String> = (0..4)
        .map(|person| nik(person).to_string())
        .chain([NAME.to_owned(), PHONE.to_owned()])
        .collect();
    for item in office.tables.items("cases", "") {
        for text in item.texts() {
            prop_assert!(
                secrets.iter().all(|secret| !text.contains(secret.as_str())),
                "{}",
                text
            );
        }
    }
    for (number, standing) in all.iter().enumerate() {
        let papers = office
            .tables
            .items("dossiers", &format!("AID#{}", referral(number)));
        prop_assert_eq!(papers.is_empty(), standing.stage == Stage::Withdrawn);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn approvals_at_once_never_overspend_nor_pay_twice_and_crashes_leave_no_gap(
        needs in needs(),
        deeds in deeds(),
        fates in fates(),
        budgets in (25..60_u64, 25..60_u64),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let office = Office::open();
            office.publish(0, budgets.0 * 100_000).await;
            office.publish(1, budgets.1 * 100_000).await;
            for (number, (person, programme, one, other)) in needs.iter().enumerate() {
                let parts = [one * 100_000, other * 100_000];
                office.proposed(number, *person, *programme, &parts).await;
            }
            let queue = Arc::new(Mutex::new(fates.into_iter()));
            office.tables.decide_with(move |call| match call {
                Call::Commit(_) => queue.lock().unwrap().next().unwrap_or(Fate::Done),
                Call::Read => Fate::Done,
            });
            let deeds: Vec<(usize, Deed)> = deeds
                .into_iter()
                .map(|(number, deed)| (number % needs.len(), deed))
                .collect();
            rush(&office, &needs, &deeds).await;
            office.tables.decide_with(|_| Fate::Done);

            let mut all = Vec::new();
            for number in 0..needs.len() {
                all.push(office.story(number).await.case);
            }
            books_are_right(&office, &all).await?;
            nobody_is_paid_twice(&office, &needs, &all)?;
            numbers_have_no_gap(&office, needs.len()).await?;
            what_waits_stands_still(&office, needs.len()).await?;
            nobody_is_named(&office, &all)
        })?;
    }
}
