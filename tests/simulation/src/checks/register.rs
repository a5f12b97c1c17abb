//! After every commit: the register is sound; versions follow each other and never change; a number is kept only with its
//! head, never made up, and either free or used.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use memory_tables::Change;
use tuntas_domain::household::{Household, check_register};
use tuntas_domain::identity::{HouseholdId, KkNumber, Nik};
use tuntas_tables::Item;

/// The register, as its items have told it.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    /// Latest version of each household.
    pub(crate) latest: BTreeMap<HouseholdId, Household>,
    /// Every version of each household.
    pub(crate) versions: BTreeMap<(HouseholdId, u32), Household>,
    /// Latest version by the pointers.
    heads: BTreeMap<String, u32>,
    /// Household of each person by the pointers; `None` for who has left.
    people: BTreeMap<String, Option<String>>,
    /// Household of each number.
    numbers: BTreeMap<String, String>,
    /// Free numbers.
    free: BTreeSet<String>,
    /// Every number that was ever issued.
    issued: BTreeSet<String>,
    /// How often each identity card was issued.
    cards: BTreeMap<String, u32>,
}

impl Registry {
    /// Numbers that SIAK may issue by hand.
    pub(crate) fn may_be_issued<'a>(&mut self, numbers: impl Iterator<Item = &'a KkNumber>) {
        self.issued.extend(numbers.map(ToString::to_string));
    }

    pub(super) fn commit<'a>(
        &mut self,
        changes: impl Iterator<Item = &'a Change>,
        now: Timestamp,
    ) -> Result<(), String> {
        for change in changes {
            self.item(change)
                .map_err(|what| format!("the register: {what}"))?;
        }
        self.sound(now).map_err(|what| format!("the register: {what}"))
    }

    fn item(&mut self, change: &Change) -> Result<(), String> {
        let Some((kind, name)) = change.key.pk.split_once('#') else {
            return Ok(());
        };
        let (sk, after) = (change.key.sk.as_str(), change.after.as_ref());
        match (kind, after) {
            ("HH", after) if sk.starts_with("V#") => match (&change.before, after) {
                (None, Some(item)) => self.version(item)?,
                _ => return Err("a household version was changed or taken away".to_owned()),
            },
            ("HH", Some(item)) => {
                let version = item.number("version").map_err(|error| error.to_string())?;
                self.heads.insert(name.to_owned(), version);
            }
            ("NIK", Some(item)) => {
                let home = item.text_if_present("household").map(str::to_owned);
                self.people.insert(name.to_owned(), home);
            }
            ("KK", Some(item)) => {
                let household = item.text("household").map_err(|error| error.to_string())?;
                if let Some(before) = self.numbers.insert(name.to_owned(), household.to_owned())
                    && before != household
                {
                    return Err("a number was given to a second household".to_owned());
                }
            }
            ("POOL", Some(_)) => {
                self.issued.insert(sk.to_owned());
                self.free.insert(sk.to_owned());
            }
            ("POOL", None) => {
                self.free.remove(sk);
            }
            ("PERSON", Some(item)) => {
                let issue = item.number("issue").map_err(|error| error.to_string())?;
                let before = self.cards.insert(name.to_owned(), issue).unwrap_or(0);
                if issue != before + 1 {
                    return Err(format!(
                        "an identity card was issued {issue} times after {before}"
                    ));
                }
            }
            ("HH" | "NIK" | "KK" | "PERSON", None) => {
                return Err(format!("an item {kind} was taken away"));
            }
            _ => {}
        }
        Ok(())
    }

    fn version(&mut self, item: &Item) -> Result<(), String> {
        let body = item.text("body").map_err(|error| error.to_string())?;
        let household: Household = serde_json::from_str(body).map_err(|error| error.to_string())?;
        self.versions
            .insert((household.id, household.version), household.clone());
        let before = self.latest.insert(household.id, household.clone());
        let Some(before) = before else {
            // What was imported had its number before; all others come from the pool.
            if household.cause == tuntas_domain::household::Cause::Import {
                self.issued.insert(household.number.to_string());
            }
            return if household.version == 1 {
                Ok(())
            } else {
                Err("a household begins in its middle".to_owned())
            };
        };
        if household.version != before.version + 1 {
            return Err(format!(
                "version {} follows version {}",
                household.version, before.version
            ));
        }
        if household.number != before.number {
            return Err("a household changed its number".to_owned());
        }
        let head = |household: &Household| household.head().map(|head| head.person.nik.clone());
        if household.is_active() && before.is_active() && head(&household) != head(&before) {
            return Err("a number was kept by another head".to_owned());
        }
        Ok(())
    }

    fn sound(&self, now: Timestamp) -> Result<(), String> {
        let wib = TimeZone::fixed(Offset::constant(7));
        let today = now.to_zoned_datetime(wib).date();
        check_register(self.latest.values(), today).map_err(|breach| breach.to_string())?;
        let mut at_home: BTreeMap<&Nik, HouseholdId> = BTreeMap::new();
        for household in self.latest.values() {
            if self.heads.get(&household.id.to_string()) != Some(&household.version) {
                return Err("the pointer to a household's latest version is wrong".to_owned());
            }
            if self.numbers.get(household.number.as_str()) != Some(&household.id.to_string()) {
                return Err("a household's number does not lead to it".to_owned());
            }
            if !self.issued.contains(household.number.as_str()) {
                return Err("a number was made up".to_owned());
            }
            at_home.extend(
                household
                    .members
                    .iter()
                    .map(|member| (&member.person.nik, household.id)),
            );
        }
        let by_pointer = self
            .people
            .iter()
            .filter_map(|(nik, home)| Some((nik.as_str(), home.as_deref()?)));
        let by_card: BTreeMap<&str, String> = at_home
            .iter()
            .map(|(nik, home)| (nik.as_str(), home.to_string()))
            .collect();
        if !by_pointer.eq(by_card.iter().map(|(nik, home)| (*nik, home.as_str()))) {
            return Err("the pointers and the cards disagree about where people live".to_owned());
        }
        if let Some(number) = self.free.iter().find(|number| self.numbers.contains_key(*number)) {
            return Err(format!("the number …{} is free and used", &number[12..]));
        }
        Ok(())
    }
}
