//! The days that the functions have told add up to what the journal says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use report_export::{Herald, HeraldError, Notice, Outcome, ReportExport, Wanted};
use serde_json::{Value, json};
use tuntas_buckets::Bucket;
use tuntas_domain::case::{Event, Lapse, Stage, View, replay, service_times};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, KecamatanCode};
use tuntas_figures::{Calendar, DaySum, Flow, Setting};
use tuntas_journal::{Searching, Story};
use tuntas_reports::Press;
use tuntas_securing::{Request, Securing};
use tuntas_security::{Event as Said, OfficeHours, Stage as Standing, replay as standing};
use tuntas_signatures::{Algorithm, Signer};
use tuntas_tests::Town;

use crate::aid;

#[derive(Clone, Debug)]
struct Nobody;

impl Herald for Nobody {
    async fn announce(&self, _: &Notice) -> Result<(), HeraldError> {
        Ok(())
    }
}

/// What a slow look at every case says.
#[derive(Debug, Default, PartialEq)]
struct Counted {
    entries: u64,
    received: u64,
    unended: i64,
    registered: u64,
    delivered: u64,
    booked: u64,
    rupiah: u64,
    arrived: u64,
    views: u64,
    held: BTreeMap<String, i64>,
    documents: u64,
    households: u64,
}

fn slowly(stories: &[Story]) -> Counted {
    let mut counted = Counted::default();
    for story in stories {
        let case = replay(story.entries.iter().map(|entry| &entry.event));
        counted.entries += story.entries.len() as u64;
        counted.received += 1;
        match case.stage() {
            Stage::Empty | Stage::Completed | Stage::Closed => {}
            Stage::Held => {
                counted.unended += 1;
                let reason = case.hold.as_ref().unwrap().code().to_owned();
                *counted.held.entry(reason).or_default() += 1;
            }
            _ => counted.unended += 1,
        }
        let times = service_times(
            story.entries.iter().map(|entry| (entry.at, &entry.event)),
            Timestamp::MAX,
        );
        let times = times.unwrap();
        let took = |lapse: Lapse| u64::from(matches!(lapse, Lapse::Took(_)));
        counted.registered += took(times.registered.from_receipt);
        counted.delivered += Role::BOTH
            .map(|role| took(times.delivered[role].from_receipt))
            .iter()
            .sum::<u64>();
        for entry in &story.entries {
            match &entry.event {
                Event::CourierBooked { fare, .. } => {
                    counted.booked += 1;
                    counted.rupiah += fare.as_ref().and_then(|fare| fare.rupiah).unwrap_or(0);
                }
                Event::HandoverConfirmed { .. } => counted.arrived += 1,
                // A case that was found by a search is no view of it.
                Event::Viewed { what, .. } => {
                    counted.views += u64::from(!matches!(what, View::LookUp { .. }));
                }
                Event::DocumentsRendered { documents, .. } => counted.documents += documents.len() as u64,
                Event::MarriageNoticeRendered { .. } => counted.documents += 1,
                Event::RegisterUpdated { households, .. } | Event::RegisterAmended { households, .. } => {
                    counted.households += households.len() as u64;
                }
                _ => {}
            }
        }
    }
    counted
}

fn told(flow: &Flow, last: &DaySum) -> Counted {
    let rides = || flow.rides.values();
    Counted {
        entries: flow.entries,
        received: flow.received(),
        unended: last.level.unended,
        registered: flow.registered(),
        delivered: flow.from_receipt.delivered.count(),
        booked: rides().map(|rides| rides.booked).sum(),
        rupiah: rides().map(|rides| rides.rupiah).sum(),
        arrived: rides().map(|rides| rides.delivered).sum(),
        views: flow.officers.tallies.values().map(|tally| tally.views).sum(),
        held: last
            .level
            .held
            .keys()
            .map(|reason| (reason.clone(), last.level.held(reason)))
            .collect(),
        documents: flow.documents,
        households: flow.households.checked,
    }
}

/// What was said of requests, by court, activity and word, and how many officers.
type Words = BTreeMap<(String, &'static str, &'static str), u64>;

/// What a slow look at every request for security says.
fn slowly_secured(requests: &[Request]) -> Words {
    let mut words = Words::new();
    for request in requests {
        for position in 0..request.entries.len() {
            let before = standing(request.entries[..position].iter().map(|entry| &entry.event));
            let after = standing(request.entries[..=position].iter().map(|entry| &entry.event));
            let terms = after.terms.as_ref().unwrap();
            let mut add = |word, by: u64| {
                let court = after.court.as_ref().unwrap().to_string();
                *words.entry((court, terms.activity.as_str(), word)).or_default() += by;
            };
            match &request.entries[position].event {
                Said::SecurityRequested { .. } => add("requested", 1),
                Said::RequestAccepted { strength, .. } => {
                    add("accepted", 1);
                    add("wished", u64::from(terms.officers.get()));
                    add("given", u64::from(strength.get()));
                }
                Said::RequestDeclined { .. } if before.stage == Standing::Accepted => add("taken back", 1),
                Said::RequestDeclined { .. } => add("declined", 1),
                Said::TimeProposed { .. } => add("proposed", 1),
                Said::RequestQuestioned { .. } => add("questioned", 1),
                Said::RequestCancelled { .. } => add("cancelled", 1),
                Said::AnswerOverdue => add("overdue", 1),
                Said::SecurityReported { outcome, .. } => add(outcome.as_str(), 1),
                _ => {}
            }
        }
    }
    words
}

fn told_secured(flow: &Flow) -> Words {
    let mut words = Words::new();
    for (court, activities) in &flow.security.requests {
        for (activity, row) in activities {
            for (word, count) in [
                ("requested", row.requested),
                ("accepted", row.accepted),
                ("wished", row.wished),
                ("given", row.given),
                ("taken back", row.taken_back),
                ("declined", row.declined),
                ("proposed", row.proposed),
                ("questioned", row.questioned),
                ("cancelled", row.cancelled),
                ("overdue", row.overdue),
                ("safe", row.safe),
                ("postponed", row.postponed),
                ("incident", row.incident),
            ] {
                if count > 0 {
                    words.insert((court.to_string(), activity.as_str(), word), count);
                }
            }
        }
    }
    words
}

/// All requests for security of the run.
async fn requests(town: &Town) -> Vec<Request> {
    let mut ids: BTreeSet<CaseId> = BTreeSet::new();
    for item in town.picture("CasesTable").await {
        let id = item
            .split("pk=S(\"SEC#")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        ids.extend(id.and_then(|id| id.parse::<CaseId>().ok()));
    }
    let journal = town.journal().also::<Securing>();
    let mut requests = Vec::new();
    for id in ids {
        requests.push(journal.load(id).await.unwrap());
    }
    requests
}

/// Closes all days of the run, as the function will when they are over, and compares.
pub(crate) async fn add_up(town: &Town, cases: &BTreeSet<CaseId>) {
    let objects = memory_tables::Bucket::start().await.unwrap();
    let hours = OfficeHours {
        from: time(8, 0, 0, 0),
        to: time(16, 0, 0, 0),
    };
    let function = ReportExport {
        journal: town.journal(),
        register: town.register(),
        bucket: Bucket::new(objects.client(), "reports"),
        keeper: Arc::new(Signer::generate(Algorithm::Es256, "kota-1", None).unwrap()),
        herald: Nobody,
        calendar: Calendar::new(TimeZone::get("Asia/Jakarta").unwrap(), [], [2026], hours),
        setting: Setting::default(),
        press: Arc::new(Press::new()),
        kecamatan: vec![KecamatanCode::parse("35.75.01").unwrap()],
    };
    #[expect(clippy::disallowed_methods, reason = "the run was today")]
    let tomorrow = Timestamp::now() + SignedDuration::from_hours(24);
    let wanted = Wanted::read(&json!({"span": "daily"})).unwrap();
    let Outcome::Made(made) = function.handle(&wanted, tomorrow).await.unwrap() else {
        unreachable!("days are made unasked")
    };
    let mut flow = Flow::default();
    let mut last = None;
    for key in objects
        .keys()
        .iter()
        .filter(|key| key.starts_with("reports/sums/"))
    {
        let sum: DaySum = serde_json::from_slice(&objects.object(key).unwrap()).unwrap();
        flow.merge(&sum.flow);
        last = Some(sum);
    }
    let last = last.unwrap();
    let mut stories = Vec::new();
    for case in cases {
        stories.push(town.story(*case).await);
    }
    assert_eq!(told(&flow, &last), slowly(&stories));
    assert_eq!(flow.kept + flow.broken, flow.registered());
    let requests = requests(town).await;
    assert!(!requests.is_empty(), "the stories asked the police for something");
    assert_eq!(told_secured(&flow), slowly_secured(&requests));
    let answered = flow.security.in_time + flow.security.late;
    assert_eq!(flow.security.times.count(), answered);
    let entries: usize = requests.iter().map(|request| request.entries.len()).sum();
    assert_eq!(u64::try_from(entries).unwrap(), flow.security.entries);
    let (searches, mut searched) = (town.journal().also::<Searching>(), 0);
    for shard in 0..=u8::MAX {
        let tips = searches.tips(shard).await.unwrap();
        searched += tips.iter().map(|tip| u64::from(tip.seq)).sum::<u64>();
    }
    assert!(searched > 0, "the stories searched for somebody");
    assert_eq!(searched, flow.searches.entries);
    let referred = aid::compare(town, &stories, &flow, &last).await;
    // And somebody who audits the index of days finds nothing.
    let checked = tuntas_audit::days::check(&town.journal(), tomorrow, |_, _| {})
        .await
        .unwrap();
    assert_eq!(checked.faults, []);
    let others = flow.security.steps + flow.searches.steps + referred;
    assert_eq!(checked.steps, flow.steps + others);
    assert!(flow.households.faults.is_empty(), "{:?}", flow.households.faults);
    // And what the report of the last day shows is that, or nothing.
    let shown = made.last().unwrap();
    let json = shown
        .files
        .iter()
        .find(|name| name.strip_suffix(".json").is_some())
        .unwrap();
    let report = objects
        .object(&format!("reports/{}{json}", shown.folder))
        .unwrap();
    let report: Value = serde_json::from_slice(&report).unwrap();
    let closing = u64::try_from(last.level.unended).unwrap();
    assert!(report["backlog"]["closing"].is_null() || report["backlog"]["closing"] == closing);
}
