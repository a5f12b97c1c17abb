//! What the days tell of aid is what cases, referrals and the ledgers say.

use std::collections::{BTreeMap, BTreeSet};

use tuntas_aid::ProgrammeCode;
use tuntas_aid::book::Account;
use tuntas_aid::referral::{Event, Payment, evolve, replay};
use tuntas_aiding::{Aiding, Books, ReferralStory};
use tuntas_domain::case;
use tuntas_domain::identity::CaseId;
use tuntas_figures::{DaySum, Flow, Payments};
use tuntas_journal::Story;
use tuntas_tests::Town;

/// All referrals of the run.
async fn referrals(town: &Town) -> Vec<ReferralStory> {
    let mut ids: BTreeSet<CaseId> = BTreeSet::new();
    for item in town.picture("CasesTable").await {
        let id = item
            .split("pk=S(\"AID#")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        ids.extend(id.and_then(|id| id.parse::<CaseId>().ok()));
    }
    let journal = town.journal().also::<Aiding>();
    let mut referrals = Vec::new();
    for id in ids {
        referrals.push(journal.load(id).await.unwrap());
    }
    referrals
}

/// What was counted, by office and word.
type Words = BTreeMap<(String, String), u64>;

fn slowly(cases: &[Story], referrals: &[ReferralStory]) -> Words {
    let mut words = Words::new();
    let mut add = |office: &str, word: &str, by: u64| {
        *words.entry((office.to_owned(), word.to_owned())).or_default() += by;
    };
    for entry in cases.iter().flat_map(|story| &story.entries) {
        match &entry.event {
            case::Event::AidConsentGiven { office, .. } => add(office.as_str(), "consented", 1),
            case::Event::AidConsentWithdrawn { office, .. } => add(office.as_str(), "taken back", 1),
            case::Event::AidDeclined { .. } => add("", "refused", 1),
            _ => {}
        }
    }
    for story in referrals {
        let mut assessed = false;
        for position in 0..story.entries.len() {
            let before = replay(story.entries[..position].iter().map(|entry| &entry.event));
            let event = &story.entries[position].event;
            let after = evolve(before.clone(), event);
            // A consent that was taken back before anybody was told is no referral.
            let Some(office) = &after.office else { continue };
            let part = |number: u16| before.instalment(number).unwrap();
            let open = u64::from(before.stage.is_open());
            let mut tell = |word: &str, by: u64| add(office.as_str(), word, by);
            match event {
                Event::AidReferred { .. } => tell("referred", 1),
                Event::AidAssessed { .. } => {
                    tell("assessed", u64::from(!assessed));
                    assessed = true;
                }
                Event::MentoringGranted { .. } => tell("granted", 1),
                Event::AwardApproved { .. } => {
                    tell("granted", 1);
                    tell("approved", before.award.as_ref().unwrap().amount.get());
                }
                Event::AidDeclined { reason, .. } => tell(reason.as_str(), 1),
                Event::SessionsPlanned { .. } => tell("started", u64::from(before.sessions_planned == 0)),
                Event::BusinessChecked { state, .. } => tell(state.as_str(), 1),
                Event::AidClosed { outcome, .. } => tell(outcome.as_str(), 1),
                Event::PaymentConfirmed { instalment, .. } => {
                    tell("paid", part(*instalment).terms.amount.get());
                }
                Event::PaymentReturned { instalment, .. } => {
                    let amount = part(*instalment).terms.amount.get();
                    let arrived = matches!(part(*instalment).payment, Payment::Paid { .. });
                    tell("returned", amount * u64::from(arrived));
                    tell("cancelled", amount * (1 - open));
                }
                Event::InstalmentCancelled { instalment, .. } => {
                    tell("cancelled", part(*instalment).terms.amount.get());
                }
                Event::ConsentWithdrawn | Event::AidStopped { .. } => {
                    let taken = matches!(event, Event::ConsentWithdrawn);
                    tell(if taken { "withdrawn" } else { "stopped" }, open);
                    for part in &before.instalments {
                        if part.payment == Payment::Pending {
                            tell("cancelled", part.terms.amount.get());
                        }
                    }
                }
                _ => {}
            }
        }
    }
    words.retain(|_, count| *count > 0);
    words
}

fn told(flow: &Flow) -> Words {
    let mut words = Words::new();
    let mut add = |office: &str, word: &str, by: u64| {
        *words.entry((office.to_owned(), word.to_owned())).or_default() += by;
    };
    add("", "refused", flow.aid.refused);
    for (office, of) in &flow.aid.offices {
        let mut tell = |word: &str, by: u64| add(office.as_str(), word, by);
        tell("consented", of.consented);
        tell("taken back", of.taken_back);
        for row in of.referrals.values() {
            tell("referred", row.referred);
            tell("assessed", row.assessed.count());
            tell("granted", row.granted);
            tell("withdrawn", row.withdrawn);
            tell("stopped", row.stopped.values().sum());
            tell("started", row.started);
            row.declined
                .iter()
                .for_each(|(reason, count)| tell(reason.as_str(), *count));
            row.closed
                .iter()
                .for_each(|(outcome, count)| tell(outcome.as_str(), *count));
        }
        let states = of.check_ins.values().flatten();
        states.for_each(|(state, count)| tell(state.as_str(), *count));
        for payments in of.payments.values().flat_map(BTreeMap::values) {
            tell("approved", payments.approved_rupiah);
            tell("paid", payments.paid_rupiah);
            tell("returned", payments.returned_rupiah);
            tell("cancelled", payments.cancelled_rupiah);
        }
    }
    words.retain(|_, count| *count > 0);
    words
}

/// Rupiah that the ledgers hold in an account, of all programmes out of which somebody gets money.
async fn held(town: &Town, referrals: &[ReferralStory], account: Account) -> u64 {
    let books = Books::new(town.table("CasesTable"));
    let programmes: BTreeSet<(ProgrammeCode, i16)> = (referrals.iter())
        .filter_map(|story| story.case.award.as_ref())
        .map(|award| (award.programme.code.clone(), award.year))
        .collect();
    let mut held = 0;
    for (programme, year) in programmes {
        let kept = books.book(&programme, year).await.unwrap();
        held += kept.book.balance(account).unwrap().get();
    }
    held
}

/// Compares, and says how many steps of referrals there were.
pub(crate) async fn compare(town: &Town, cases: &[Story], flow: &Flow, last: &DaySum) -> u64 {
    let referrals = referrals(town).await;
    assert!(!referrals.is_empty(), "the stories referred somebody");
    assert_eq!(told(flow), slowly(cases, &referrals));
    let entries: usize = referrals.iter().map(|story| story.entries.len()).sum();
    assert_eq!(u64::try_from(entries).unwrap(), flow.aid.entries);
    let open = referrals
        .iter()
        .filter(|story| story.case.stage.is_open())
        .count();
    let level: i64 = last.level.aid.values().flat_map(BTreeMap::values).sum();
    assert_eq!(level, i64::try_from(open).unwrap());

    let offices = || flow.aid.offices.values();
    let sum = |of: fn(&Payments) -> u64| -> u64 {
        let sources = offices().flat_map(|of| of.payments.values());
        sources.flat_map(BTreeMap::values).map(of).sum()
    };
    let (approved, paid) = (sum(|row| row.approved_rupiah), sum(|row| row.paid_rupiah));
    let (returned, cancelled) = (sum(|row| row.returned_rupiah), sum(|row| row.cancelled_rupiah));
    assert_eq!(held(town, &referrals, Account::Paid).await, paid - returned);
    let reserved = held(town, &referrals, Account::Reserved).await;
    assert_eq!(reserved, approved + returned - paid - cancelled);
    flow.aid.steps
}
