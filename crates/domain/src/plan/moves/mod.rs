//! Carries out what was decided: who leaves which card, who stays, and under which head.

mod cards;
mod settle;

pub(super) use settle::{anew, under};

use super::Hold;
use super::children::Following;
use super::draft::{Draft, Numbering};
use super::intent::Intent;
use super::matching::{Ending, Standing};
use super::scene::Scene;
use crate::decree::{Parties, Role, Settled};
use crate::household::{Address, Departure, Household, HouseholdState, Member};
use crate::identity::{HouseholdId, Nik};
use crate::people::{MaritalStatus, Person, Relationship, Vital, as_child_of};
use cards::{Card, Cards};

/// Cards rewritten, and who is on none of them any more.
#[derive(Debug, Default)]
pub(super) struct Moved {
    pub(super) drafts: Vec<Draft>,
    pub(super) departures: Vec<Nik>,
    /// Those of them who move away, each with the card they leave, until that card has its new version.
    pub(super) leaving: Vec<(HouseholdId, Departure)>,
}

pub(super) fn carry_out(
    scene: &Scene<'_>,
    settled: &Settled,
    standings: &Parties<Standing<'_>>,
    intents: &Parties<Option<Intent>>,
    following: &[Following],
) -> Result<Moved, Hold> {
    let mut cards = Cards::new(*scene);
    let mut moved = Moved::default();
    divorce(&mut cards, settled, standings)?;

    // Those who go first, so that arrivals meet the cards as they will be.
    let mut parted = Vec::new();
    for role in Role::BOTH {
        if let (Standing::Resident { home, person, .. }, Some(intent)) = (&standings[role], &intents[role])
            && !matches!(intent, Intent::Stay)
        {
            let group = take_group(&mut cards, home.id, &person.nik, role, following)?;
            cards.touch(home.id)?.no_longer_step(scene, person);
            parted.push((role, *home, intent, group));
        }
    }
    for (role, standing) in standings.iter() {
        if let (Standing::Resident { home, person, ending }, Some(Intent::Stay)) = (standing, &intents[role])
        {
            let arriving = take_children_from_elsewhere(&mut cards, home.id, role, following)?;
            if !arriving.is_empty() {
                cards.touch(home.id)?.receive(&person.nik, arriving);
            }
            if *ending != Ending::Untouched {
                cards.touch(home.id)?.no_longer_in_law(&person.nik);
            }
        }
    }
    for (role, home, intent, group) in parted {
        part(&mut cards, &mut moved, role, home, intent, group)?;
    }
    settle::settle(cards, &mut moved, standings)?;
    moved.tell_who_left();
    Ok(moved)
}

impl Moved {
    /// Each card that somebody leaves for another city says so in its new version.
    fn tell_who_left(&mut self) {
        for (home, departure) in self.leaving.drain(..) {
            if let Some(draft) = self.drafts.iter_mut().find(|draft| draft.id == home) {
                draft.departed.push(departure);
            }
        }
    }
}

/// Writes the new marital status into the records, on the card each stands on now. The card of a party who has died gets
/// a new version too.
fn divorce(cards: &mut Cards<'_>, settled: &Settled, standings: &Parties<Standing<'_>>) -> Result<(), Hold> {
    for (_, standing) in standings.iter() {
        match standing {
            Standing::Resident { home, person, ending } if *ending != Ending::Untouched => {
                for member in &mut cards.touch(home.id)?.members {
                    if member.person.nik == person.nik {
                        end(&mut member.person, *ending, settled);
                    }
                }
            }
            Standing::Deceased { home: Some(home) } => {
                cards.touch(home.id)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn end(person: &mut Person, ending: Ending, settled: &Settled) {
    let certificate = &settled.akta.number;
    match ending {
        Ending::Entry(index) => person.divorce(index, settled.divorced_on, certificate),
        Ending::OnPaper => {
            let later = person.divorced_on.filter(|on| *on > settled.divorced_on);
            let stays = later.map(|on| (on, person.divorce_certificate.clone()));
            person.divorce_off_the_list(settled.divorced_on, certificate);
            // What the record shows is the last divorce.
            if let Some((on, certificate)) = stays {
                person.divorced_on = Some(on);
                person.divorce_certificate = certificate;
            }
        }
        // A divorce recorded without a certificate (*belum tercatat*) has one now.
        Ending::Recorded if person.marital_status == MaritalStatus::DivorcedUnrecorded => {
            person.divorce_off_the_list(settled.divorced_on, certificate);
        }
        // The new marriage is what the card shows; the divorce stays on record beside it.
        Ending::Remarried if person.divorced_on.is_none_or(|on| on < settled.divorced_on) => {
            person.divorced_on = Some(settled.divorced_on);
            person.divorce_certificate = Some(certificate.clone());
        }
        Ending::Recorded | Ending::Remarried | Ending::Untouched => {}
    }
}

/// The party and the children who follow them: from the same card and from any other.
fn take_group(
    cards: &mut Cards<'_>,
    home: HouseholdId,
    party: &Nik,
    role: Role,
    following: &[Following],
) -> Result<Vec<Member>, Hold> {
    let mut leaving = vec![party];
    leaving.extend(
        following
            .iter()
            .filter(|f| f.parent == role && f.from == home)
            .map(|f| &f.child),
    );
    let (mut group, children): (Vec<_>, Vec<_>) = cards
        .take(home, &leaving)?
        .into_iter()
        .partition(|member| member.person.nik == *party);
    group.extend(children);
    group.extend(take_children_from_elsewhere(cards, home, role, following)?);
    Ok(group)
}

fn take_children_from_elsewhere(
    cards: &mut Cards<'_>,
    home: HouseholdId,
    role: Role,
    following: &[Following],
) -> Result<Vec<Member>, Hold> {
    let mut children = Vec::new();
    for child in following.iter().filter(|f| f.parent == role && f.from != home) {
        children.extend(cards.take(child.from, &[&child.child])?);
    }
    Ok(children)
}

/// Brings a party and their children to where they go.
fn part(
    cards: &mut Cards<'_>,
    moved: &mut Moved,
    role: Role,
    home: &Household,
    intent: &Intent,
    mut group: Vec<Member>,
) -> Result<(), Hold> {
    let was_head = group.first().ok_or(Hold::RegisterDamaged)?.relationship == Relationship::Head;
    match intent {
        Intent::Stay => {}
        Intent::Found { address } => {
            place(&mut group, Relationship::Head);
            moved.drafts.push(if was_head {
                // The number goes with the head (UU 23/2006 art. 61(3)); those who stay get a new one.
                head_moves(home, address, group)
            } else {
                found(cards.scene.founded(role.as_str()), address, group)
            });
        }
        Intent::Join { host, relationship } => {
            place(&mut group, *relationship);
            cards.touch(*host)?.members.extend(group);
        }
        Intent::Leave { destination, region } => {
            let with = group.first().ok_or(Hold::RegisterDamaged)?.person.nik.clone();
            for member in group {
                let nik = member.person.nik.clone();
                moved.departures.push(nik.clone());
                // Who has died goes nowhere.
                if member.person.vital == Vital::Deceased {
                    continue;
                }
                let (origin, _) = cards.scene.card_of(&nik).ok_or(Hold::RegisterDamaged)?;
                let departure = Departure {
                    member,
                    with: with.clone(),
                    destination: destination.clone(),
                    region: region.clone(),
                };
                moved.leaving.push((origin.id, departure));
            }
        }
    }
    Ok(())
}

/// Gives a group its place on a card: the party first, the children beside them.
fn place(group: &mut [Member], party: Relationship) {
    for (position, member) in group.iter_mut().enumerate() {
        member.relationship = if position == 0 { party } else { as_child_of(party) };
    }
}

fn head_moves(home: &Household, address: &Address, members: Vec<Member>) -> Draft {
    Draft {
        id: home.id,
        replaces: Some(home.version),
        numbering: Numbering::Keep(home.number.clone()),
        address: address.clone(),
        members,
        state: HouseholdState::Active,
        departed: Vec::new(),
    }
}

/// A household that begins now, with the next number SIAK issued for its kecamatan.
pub(super) fn found(id: HouseholdId, address: &Address, members: Vec<Member>) -> Draft {
    Draft {
        id,
        replaces: None,
        numbering: Numbering::FromPool(address.kelurahan.kecamatan()),
        address: address.clone(),
        members,
        state: HouseholdState::Active,
        departed: Vec::new(),
    }
}

/// A household that goes on under its head and number.
pub(super) fn go_on(before: &Household, members: Vec<Member>) -> Draft {
    head_moves(before, &before.address, members)
}

/// A household that nobody is on any more; its number is retired with it.
pub(super) fn close(before: &Household) -> Draft {
    Draft {
        state: HouseholdState::Closed,
        ..go_on(before, Vec::new())
    }
}

impl Card<'_> {
    /// Puts children on the card their parent is on.
    fn receive(&mut self, parent: &Nik, arriving: Vec<Member>) {
        let beside = self
            .members
            .iter()
            .find(|member| member.person.nik == *parent)
            .map_or(Relationship::OtherRelative, |member| {
                as_child_of(member.relationship)
            });
        let head = self.head().map(|head| head.person.clone());
        self.members.extend(arriving.into_iter().map(|member| {
            let of_another = head
                .as_ref()
                .is_some_and(|head| head.nik != *parent && member.person.has_another_parent_than(head));
            Member {
                relationship: if beside == Relationship::Child && of_another {
                    Relationship::OtherRelative
                } else {
                    beside
                },
                ..member
            }
        }));
    }

    /// A former *menantu* who stays in the house is kin without a degree, unless another marriage lasts.
    fn no_longer_in_law(&mut self, party: &Nik) {
        for member in &mut self.members {
            if member.person.nik == *party
                && member.relationship == Relationship::ChildInLaw
                && !member.person.marital_status.is_married()
            {
                member.relationship = Relationship::OtherRelative;
            }
        }
    }

    /// A child of the party who has gone, staying with a head who is no parent of theirs, is *famili lain*: *anak* is a
    /// child of the head. Whom the decree names is a child of both, adopted or not.
    fn no_longer_step(&mut self, scene: &Scene<'_>, gone: &Person) {
        let Some(head) = self.head().map(|head| head.person.clone()) else {
            return;
        };
        for member in &mut self.members {
            let person = &member.person;
            if member.relationship == Relationship::Child
                && person.is_child_of(gone)
                && person.has_another_parent_than(&head)
                && !scene.names_child(&person.nik)
            {
                member.relationship = Relationship::OtherRelative;
            }
        }
    }
}
