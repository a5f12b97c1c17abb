//! People who stand on another card in SIAK than here: the cards they left and the cards they came to, in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use tuntas_domain::household::{Cause, Household, HouseholdState};
use tuntas_domain::identity::{HouseholdId, KkNumber, Nik};
use tuntas_register::{ImportError, Whereabouts};
use tuntas_tables::CommitError;

use super::over::moved;
use super::take::{Ready, Sources};
use super::{Laid, Obstacle, TakeError, Taken};
use crate::extract::Told;

/// A card that people left or came to.
struct Node {
    /// As the extract has it; none where it has no row any more.
    told: Option<Told>,
    /// As the register has it; none where it is new.
    stored: Option<Household>,
    /// As it would be by the extract: a new card as told, one that has no row any more closed. None where that is settled.
    laid: Option<Laid>,
    outcome: Option<Result<Taken, Obstacle>>,
}

impl Node {
    fn missing(&self) -> &[Nik] {
        self.laid.as_ref().map_or(&[], |laid| &laid.missing)
    }

    fn blocked(&mut self, obstacle: Obstacle) {
        self.outcome.get_or_insert(Err(obstacle));
    }
}

/// Somebody who comes from another card.
struct Move {
    nik: Nik,
    to: usize,
    /// Place in the list of members as told.
    place: usize,
    from: usize,
}

/// Households that differ from the register by who is on them.
pub struct Moves {
    nodes: Vec<Node>,
    steps: Vec<Move>,
}

impl Moves {
    /// Looks up where everybody stands who is new on one of these households.
    ///
    /// # Errors
    /// [`TakeError`].
    pub async fn read(sources: &Sources, told: Vec<Told>) -> Result<Self, TakeError> {
        let mut moves = Self {
            nodes: Vec::with_capacity(told.len()),
            steps: Vec::new(),
        };
        let mut by_id = BTreeMap::new();
        for told in told {
            let stored = sources.register.by_number(&told.household.number).await?;
            let (laid, outcome) = match &stored {
                None => (Some(founded(&told)), None),
                Some(stored) => match sources.ready(stored, &told).await? {
                    Ready::Done(outcome) => (None, Some(outcome)),
                    Ready::Laid(laid) => (Some(*laid), None),
                },
            };
            if let (Some(stored), Some(_)) = (&stored, &laid) {
                by_id.insert(stored.id, moves.nodes.len());
            }
            moves.nodes.push(Node {
                told: Some(told),
                stored,
                laid,
                outcome,
            });
        }
        for to in 0..moves.nodes.len() {
            moves.where_from(sources, to, &mut by_id).await?;
        }
        Ok(moves)
    }

    async fn where_from(
        &mut self,
        sources: &Sources,
        to: usize,
        by_id: &mut BTreeMap<HouseholdId, usize>,
    ) -> Result<(), TakeError> {
        let newcomers: Vec<(usize, Nik)> = self.nodes.get(to).map_or_else(Vec::new, |node| {
            let nik = |place: &usize| {
                let member = node.told.as_ref()?.household.members.get(*place)?;
                Some((*place, member.person.nik.clone()))
            };
            let newcomers = node.laid.iter().flat_map(|laid| &laid.newcomers);
            newcomers.filter_map(nik).collect()
        });
        for (place, nik) in newcomers {
            match sources.register.whereabouts(&nik).await? {
                Whereabouts::Nowhere => {}
                Whereabouts::Departed => self.block(to, Obstacle::PersonDeparted(place)),
                Whereabouts::At(id) => {
                    let from = match by_id.get(&id) {
                        Some(from) => *from,
                        None => self.left_behind(sources, id).await?,
                    };
                    by_id.insert(id, from);
                    self.steps.push(Move { nik, to, place, from });
                }
            }
        }
        Ok(())
    }

    /// A card of the register that is none of those that differ: it has no row in the extract, or stands there unchanged.
    async fn left_behind(&mut self, sources: &Sources, id: HouseholdId) -> Result<usize, TakeError> {
        let stored = sources.register.latest(id).await?;
        let obstacle = match &stored {
            Some(stored) => sources.obstacle(stored).await?,
            None => Some(Obstacle::ChangedHere),
        };
        let at = self.nodes.len();
        self.nodes.push(Node {
            told: None,
            laid: stored.as_ref().map(closed),
            stored,
            outcome: obstacle.map(Err),
        });
        Ok(at)
    }

    /// Numbers of cards that would be closed because the extract has no row of them. Whoever calls has to know whether that
    /// is so, and whether it means that nobody is on them.
    pub fn without_rows(&self) -> BTreeSet<KkNumber> {
        let gone = self.nodes.iter().filter(|node| node.told.is_none());
        gone.filter_map(|node| Some(node.stored.as_ref()?.number.clone()))
            .collect()
    }

    /// Writes all that come out; those in `in_use` are not closed. What became of each household, in the order they were
    /// given.
    ///
    /// # Errors
    /// [`TakeError`].
    pub async fn carry_out(
        mut self,
        sources: &Sources,
        in_use: &BTreeSet<KkNumber>,
    ) -> Result<Vec<Result<Taken, Obstacle>>, TakeError> {
        self.match_up(in_use);
        for group in self.groups() {
            self.write(sources, &group).await?;
        }
        let told = self.nodes.into_iter().filter(|node| node.told.is_some());
        Ok(told
            .map(|node| node.outcome.unwrap_or(Err(Obstacle::MovesWith)))
            .collect())
    }

    /// Whoever comes must be missed where they come from, and whoever is missed must come somewhere.
    fn match_up(&mut self, in_use: &BTreeSet<KkNumber>) {
        let mut arriving: BTreeMap<Nik, usize> = BTreeMap::new();
        for step in &self.steps {
            *arriving.entry(step.nik.clone()).or_default() += 1;
        }
        for node in &mut self.nodes {
            let missed = node.missing().iter().all(|nik| arriving.contains_key(nik));
            let stands_there = |stored: &Household| node.told.is_none() && in_use.contains(&stored.number);
            if !missed || node.stored.as_ref().is_some_and(stands_there) {
                node.blocked(Obstacle::MemberMissing);
            }
        }
        for step in &self.steps {
            let Some(origin) = self.nodes.get(step.from) else {
                continue;
            };
            let elsewhere = Obstacle::PersonElsewhere(step.place);
            let obstacle = match origin {
                // Of a card that has no row here, nobody else would say why it stays as it is.
                Node {
                    told: None,
                    outcome: Some(Err(why)),
                    ..
                } => {
                    if *why == Obstacle::MemberMissing {
                        elsewhere
                    } else {
                        *why
                    }
                }
                origin if !origin.missing().contains(&step.nik) => elsewhere,
                _ if arriving.get(&step.nik) != Some(&1) => elsewhere,
                _ => continue,
            };
            if let Some(node) = self.nodes.get_mut(step.to) {
                node.blocked(obstacle);
            }
        }
    }

    fn block(&mut self, at: usize, obstacle: Obstacle) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.blocked(obstacle);
        }
    }

    /// Households that are tied by people who move.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut of: Vec<usize> = (0..self.nodes.len()).collect();
        for step in &self.steps {
            let (Some(one), Some(other)) = (of.get(step.from).copied(), of.get(step.to).copied()) else {
                continue;
            };
            let (least, most) = (one.min(other), one.max(other));
            for group in of.iter_mut().filter(|group| **group == most) {
                *group = least;
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, group) in of.into_iter().enumerate() {
            groups.entry(group).or_default().push(at);
        }
        groups.into_values().collect()
    }

    async fn write(&mut self, sources: &Sources, group: &[usize]) -> Result<(), TakeError> {
        let blocked = |at: &usize| self.nodes.get(*at).is_some_and(|node| node.outcome.is_some());
        if group.iter().any(blocked) {
            return Ok(());
        }
        let (before, after) = match self.versions(group) {
            Ok(versions) => versions,
            Err((at, obstacle)) => {
                self.block(at, obstacle);
                return Ok(());
            }
        };
        let written = match sources.record(&before, &after).await {
            // More than one transaction takes, or rows that contradict each other about somebody: other households do not
            // wait for that.
            Err(TakeError::Import(
                ImportError::Commit(CommitError::TooLarge(_))
                | ImportError::PersonTwice(_)
                | ImportError::PersonLost(_)
                | ImportError::Breach { .. },
            )) => return Ok(()),
            written => written?,
        };
        if !written {
            return Err(TakeError::Busy);
        }
        for at in group {
            if let Some(node) = self.nodes.get_mut(*at) {
                node.outcome = Some(Ok(if node.stored.is_some() {
                    Taken::Updated
                } else {
                    Taken::New
                }));
            }
        }
        Ok(())
    }

    /// The versions as they are and as they will be.
    fn versions(&self, group: &[usize]) -> Result<(Vec<Household>, Vec<Household>), (usize, Obstacle)> {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for at in group {
            let Some(Node {
                told,
                stored,
                laid: Some(laid),
                ..
            }) = self.nodes.get(*at)
            else {
                continue;
            };
            before.extend(stored.clone());
            after.push(match told {
                Some(told) => self.settled(*at, told, laid.household.clone())?,
                None => laid.household.clone(),
            });
        }
        Ok((before, after))
    }

    /// A household whose newcomers keep what the register knows of them.
    fn settled(
        &self,
        at: usize,
        told: &Told,
        mut household: Household,
    ) -> Result<Household, (usize, Obstacle)> {
        for step in self.steps.iter().filter(|step| step.to == at) {
            let origin = self.nodes.get(step.from);
            let was = origin.and_then(|origin| origin.stored.as_ref()?.member(&step.nik));
            let here = household
                .members
                .iter_mut()
                .find(|member| member.person.nik == step.nik);
            if let (Some(was), Some(here)) = (was, here) {
                here.person = moved(&was.person, told, step.place)
                    .ok_or((at, Obstacle::DivorceOnRecord(step.place)))?;
            }
        }
        Ok(household)
    }
}

/// A card that is new: everybody comes to it.
fn founded(told: &Told) -> Laid {
    Laid {
        household: told.household.clone(),
        newcomers: (0..told.household.members.len()).collect(),
        missing: Vec::new(),
    }
}

/// Everybody has left; the number is never used again.
fn closed(stored: &Household) -> Laid {
    let members = stored.members.iter();
    Laid {
        household: Household {
            version: stored.version.saturating_add(1),
            members: Vec::new(),
            state: HouseholdState::Closed,
            cause: Cause::Import,
            departed: Vec::new(),
            ..stored.clone()
        },
        newcomers: Vec::new(),
        missing: members.map(|member| member.person.nik.clone()).collect(),
    }
}
