//! Aid: an office knows of a party what the party has said yes to, and forgets it with their no. The office that protects
//! from violence may know without a word, and no other one where a protected party is.

use std::collections::{BTreeMap, BTreeSet};

use memory_tables::Change;
use serde_json::Value;
use tuntas_aid::referral::{self, Event, Referral, Stage};
use tuntas_domain::case::Case;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId};
use tuntas_tables::Item;

use super::Cases;
use crate::World;
use crate::ports::{DOSSIERS, Ports};

/// The office of the sample city that protects.
const PROTECTING: &str = "uptd-ppa";

/// Of whom, to whom and for what.
type Line = (CaseId, Role, AidOfficeCode, AidKind);

/// All referrals, as their journals have told them.
#[derive(Debug, Default)]
pub(crate) struct Referrals {
    all: BTreeMap<CaseId, Referral>,
}

impl Referrals {
    /// Looks at new entries. Whoever is referred may be, until this very transaction.
    pub(super) fn commit<'a>(
        &mut self,
        changes: impl Iterator<Item = &'a Change>,
        cases: &Cases,
        ports: &Ports,
    ) -> Result<(), String> {
        for change in changes.filter(|change| change.key.sk.starts_with("EV#")) {
            let (None, Some(item)) = (&change.before, &change.after) else {
                return Err("an entry of a referral was changed or taken away".to_owned());
            };
            let (id, event) = entry(item)?;
            let referral = referral::evolve(self.all.remove(&id).unwrap_or_default(), &event);
            if matches!(event, Event::AidReferred { .. }) {
                let line = line(&referral).ok_or("a referral of nobody")?;
                let case = &cases.all.get(&line.0).ok_or("a referral of no case")?.case;
                if !is_open(case) || !may_know(&line, case, ports) {
                    return Err(format!(
                        "{} was told of {} of {} without a yes",
                        line.2, line.1, line.0
                    ));
                }
            }
            self.all.insert(id, referral);
        }
        Ok(())
    }

    /// How many offices know of somebody, and how many have forgotten.
    pub(crate) fn told(&self) -> (u64, u64) {
        let count = |stage| {
            // What was taken back before it was told has an ended referral of nobody.
            let told = self.all.values().filter(|referral| line(referral).is_some());
            let those = told.filter(|referral| referral.stage == stage);
            u64::try_from(those.count()).unwrap_or(u64::MAX)
        };
        (count(Stage::Referred), count(Stage::Withdrawn))
    }
}

fn entry(item: &Item) -> Result<(CaseId, Event), String> {
    let unreadable = |error: tuntas_tables::ItemError| error.to_string();
    let id = item.parsed("case").map_err(unreadable)?;
    let event = serde_json::from_str(item.text("body").map_err(unreadable)?);
    Ok((id, event.map_err(|error| error.to_string())?))
}

fn line(referral: &Referral) -> Option<Line> {
    Some((
        referral.case?,
        referral.role?,
        referral.office.clone()?,
        referral.kind?,
    ))
}

/// Whether anything new may follow from what the parties say.
fn is_open(case: &Case) -> bool {
    case.registered && case.reversed.is_none()
}

fn is_protected(case: CaseId, role: Role, ports: &Ports) -> bool {
    let kept = ports.tables.items(DOSSIERS, &format!("SAFETY#{case}#{role}"));
    kept.iter()
        .any(|item| item.text_if_present("protected") == Some("yes"))
}

/// Whether an office may know of a party: by their word, and where they have said none, by their need of protection.
fn may_know((id, role, office, kind): &Line, case: &Case, ports: &Ports) -> bool {
    match case.aid[*role].line(office, *kind) {
        Some(line) => line.standing,
        None => {
            (office.as_str(), *kind) == (PROTECTING, AidKind::Mentoring) && is_protected(*id, *role, ports)
        }
    }
}

/// At rest each office knows of whom it may, once, and keeps papers of nobody else.
pub(super) fn at_rest(world: &World) -> Result<(), String> {
    let mut known: BTreeMap<Line, u32> = BTreeMap::new();
    let mut papers = BTreeSet::new();
    for (id, referral) in &world.records.referrals.all {
        if let Some(line) = line(referral).filter(|_| referral.stage.is_open()) {
            hides_what_it_must(world, *id, &line)?;
            hears_of_a_reversal(world, referral, &line)?;
            papers.insert(format!("AID#{id}"));
            *known.entry(line).or_default() += 1;
        }
    }
    for (id, told) in &world.records.cases.all {
        for line in lines(*id, &told.case) {
            let times = known.remove(&line).unwrap_or_default();
            let right = match (may_know(&line, &told.case, &world.ports), is_open(&told.case)) {
                (true, true) => times == 1,
                // Whoever was told before the ruling was undone.
                (true, false) => times <= 1,
                (false, _) => times == 0,
            };
            if !right {
                return Err(format!("an office knows {times} times of a party: {line:?}"));
            }
        }
    }
    if let Some(line) = known.keys().next() {
        return Err(format!(
            "an office knows of a party who has said nothing: {line:?}"
        ));
    }
    let kept: BTreeSet<String> = (world.ports.tables.items(DOSSIERS, "AID#").iter())
        .filter_map(|item| item.text_if_present("pk").map(str::to_owned))
        .collect();
    if kept == papers {
        Ok(())
    } else {
        Err(format!("offices keep papers of {kept:?}, and know of {papers:?}"))
    }
}

/// What a case's parties have said something of, and the office that may know without a word.
fn lines(id: CaseId, case: &Case) -> BTreeSet<Line> {
    let protecting = AidOfficeCode::parse(PROTECTING).ok();
    Role::BOTH
        .into_iter()
        .flat_map(|role| {
            let said = case.aid[role].lines.iter();
            let said = said.map(move |line| (id, role, line.office.clone(), line.aid));
            let protecting = protecting
                .clone()
                .map(|office| (id, role, office, AidKind::Mentoring));
            said.chain(protecting)
        })
        .collect()
}

/// Aid stands still once its ruling was undone.
fn hears_of_a_reversal(world: &World, referral: &Referral, line: &Line) -> Result<(), String> {
    let told = world
        .records
        .cases
        .all
        .get(&line.0)
        .ok_or("a referral of no case")?;
    let (undone, heard) = (told.case.reversed.is_some(), referral.reversed_on.is_some());
    if undone == heard {
        return Ok(());
    }
    Err(format!(
        "the ruling of {line:?} was undone: {undone}, and its office heard so: {heard}"
    ))
}

/// No office but the one that protects keeps where a protected party is.
fn hides_what_it_must(world: &World, referral: CaseId, line: &Line) -> Result<(), String> {
    let (case, role, office, _) = line;
    if office.as_str() == PROTECTING || !is_protected(*case, *role, &world.ports) {
        return Ok(());
    }
    let kept = world.ports.tables.items(DOSSIERS, &format!("AID#{referral}"));
    let person = kept
        .iter()
        .find(|item| item.text_if_present("sk") == Some("PERSON"));
    let person = person.and_then(|item| item.text_if_present("paper"));
    let person: Value = person
        .and_then(|paper| serde_json::from_str(paper).ok())
        .ok_or("a referral of nobody")?;
    let told = ["address", "kelurahan", "phone"]
        .into_iter()
        .find(|name| person.get(name).is_some_and(|told| !told.is_null()));
    match told {
        Some(told) => Err(format!(
            "{office} keeps the {told} of a protected party: {referral}"
        )),
        None => Ok(()),
    }
}
