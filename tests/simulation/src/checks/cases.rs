//! After every commit: journals only grow, each entry chained to the one before; each cause acted once; and what an event
//! names is there.

use std::collections::{BTreeMap, BTreeSet};

use memory_tables::Change;
use tuntas_domain::case::{Case, Document, Event, EventKind, JobId, Stage, Track, TrackStage, evolve};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;
use tuntas_domain::plan::{Decision, Hold};
use tuntas_tables::Item;

use super::{Told, officers};
use crate::ports::{DOCUMENTS, DOSSIERS, EVIDENCE, Ports};

/// One case, as its journal has told it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chronicle {
    pub(crate) case: Case,
    pub(crate) events: Vec<Event>,
    causes: BTreeSet<String>,
    hash: String,
    /// When the register was first changed, or the case held for something that numbers do not mend: counts over all cases.
    pub(crate) decided: Option<usize>,
}

/// All cases.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    pub(crate) all: BTreeMap<CaseId, Chronicle>,
    decided: usize,
}

impl Cases {
    pub(super) fn commit<'a>(
        &mut self,
        changes: impl Iterator<Item = &'a Change>,
        ports: &Ports,
    ) -> Result<Vec<Told>, String> {
        let mut told = Vec::new();
        let mut new_causes = BTreeSet::new();
        for change in changes.filter(|change| change.key.sk.starts_with("EV#")) {
            let (None, Some(item)) = (&change.before, &change.after) else {
                return Err("an entry of a journal was changed or taken away".to_owned());
            };
            told.push(
                self.entry(item, &mut new_causes)
                    .map_err(|what| format!("a journal: {what}"))?,
            );
        }
        for (case, cause) in new_causes {
            if !self.all.entry(case).or_default().causes.insert(cause.clone()) {
                return Err(format!("the cause {cause} has acted twice on case {case}"));
            }
        }
        for Told { case, seq, event } in &told {
            named(*case, *seq, event, ports)
                .map_err(|what| format!("entry {seq} of case {case} names {what}"))?;
        }
        Ok(told)
    }

    fn entry(&mut self, item: &Item, causes: &mut BTreeSet<(CaseId, String)>) -> Result<Told, String> {
        let unreadable = |error: tuntas_tables::ItemError| error.to_string();
        let case: CaseId = item.parsed("case").map_err(unreadable)?;
        let seq: u32 = item.number("seq").map_err(unreadable)?;
        let body = item.text("body").map_err(unreadable)?;
        let event: Event = serde_json::from_str(body).map_err(|error| error.to_string())?;
        let chronicle = self.all.entry(case).or_default();
        let expected = u32::try_from(chronicle.events.len()).unwrap_or(u32::MAX) + 1;
        let prev = item.text("prev").map_err(unreadable)?;
        if seq != expected || (seq > 1 && prev != chronicle.hash) {
            return Err(format!(
                "entry {seq} of case {case} does not follow entry {}",
                expected - 1
            ));
        }
        item.text("hash")
            .map_err(unreadable)?
            .clone_into(&mut chronicle.hash);
        causes.insert((case, item.text("command").map_err(unreadable)?.to_owned()));
        let at = item.parsed("at").map_err(unreadable)?;
        officers::may(&chronicle.case, &event, at)
            .map_err(|what| format!("entry {seq} of case {case}: {what}"))?;
        chronicle.case = evolve(std::mem::take(&mut chronicle.case), &event);
        chronicle.events.push(event.clone());
        let decides = match &event {
            Event::RegisterUpdated { .. } => true,
            Event::Held { hold } => !matches!(hold, Hold::NumberPoolEmpty { .. }),
            _ => false,
        };
        if decides && chronicle.decided.is_none() {
            self.decided += 1;
            chronicle.decided = Some(self.decided);
        }
        Ok(Told { case, seq, event })
    }

    /// What is at the print desk: rendered, and not ended.
    pub(crate) fn jobs(&self) -> impl Iterator<Item = (JobId, &Track)> {
        let cases = self.all.iter().map(|(case, chronicle)| (*case, chronicle));
        cases
            .flat_map(|(case, told)| Role::BOTH.map(|role| (JobId { case, role }, &told.case.tracks[role])))
            .filter(|(_, track)| !track.documents.is_empty() && !track.is_finished())
    }

    /// How often something happened.
    pub(crate) fn happened(&self, kind: EventKind) -> u64 {
        let events = self.all.values().flat_map(|chronicle| &chronicle.events);
        let many = events.filter(|event| event.kind() == kind).count();
        u64::try_from(many).unwrap_or(u64::MAX)
    }

    /// How many cases changed the register, how many are held, how many envelopes arrived.
    pub(crate) fn ended(&self) -> (u64, u64, u64) {
        let cases = || self.all.values().map(|chronicle| &chronicle.case);
        let arrived = cases()
            .flat_map(|case| Role::BOTH.map(|role| case.tracks[role].stage()))
            .filter(|stage| *stage == TrackStage::Delivered);
        let many = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        (
            many(cases().filter(|case| case.registered).count()),
            many(cases().filter(|case| case.stage() == Stage::Held).count()),
            many(arrived.count()),
        )
    }
}

/// Whether what an event names is there: evidence and documents were stored before it, and what is personal about a wish
/// stands in the dossier.
fn named(case: CaseId, seq: u32, event: &Event, ports: &Ports) -> Result<(), String> {
    let dossier = match event {
        Event::ChoiceMade { role, revision, .. } => {
            Some((format!("CHOICE#{case}#{role}"), format!("R#{revision}")))
        }
        Event::CorrectionProposed { number, .. } => {
            Some((format!("CORRECTION#{case}"), format!("C#{number}")))
        }
        Event::DecisionProposed {
            decision: Decision::UseNumber { kecamatan },
            ..
        } => Some((format!("DECISION#{case}"), format!("NUMBER#{kecamatan}"))),
        Event::DecisionProposed { .. } => Some((format!("NOTE#{case}"), format!("E#{seq:010}"))),
        _ => None,
    };
    if let Some((partition, name)) = dossier {
        let kept = ports.tables.items(DOSSIERS, &partition);
        if kept
            .iter()
            .all(|item| item.text_if_present("sk") != Some(name.as_str()))
        {
            return Err("a part of the dossier that is not there".to_owned());
        }
    }

    let evidence = match event {
        Event::DecreeAccepted { evidence, .. }
        | Event::DecreeRepaired { evidence, .. }
        | Event::FinalityCompleted { evidence, .. }
        | Event::CustodyChanged { evidence, .. }
        | Event::Reversed { evidence, .. }
        | Event::DutyReleased { evidence }
        | Event::CourtDocumentRequested { evidence, .. } => Some(evidence),
        _ => None,
    };
    if evidence.is_some_and(|digest| !ports.buckets.holds(&format!("{EVIDENCE}/decrees/{digest}.json"))) {
        return Err("evidence that is not there".to_owned());
    }
    let documents: &[Document] = match event {
        Event::DocumentsRendered { documents, .. } => documents,
        Event::MarriageNoticeRendered { document } => std::slice::from_ref(document),
        _ => &[],
    };
    let there = |document: &Document| {
        ports
            .buckets
            .holds(&format!("{DOCUMENTS}/documents/{}.pdf", document.sha256))
    };
    if documents.iter().all(there) {
        Ok(())
    } else {
        Err("a document that is not there".to_owned())
    }
}
