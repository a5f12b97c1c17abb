//! What changed, laid over what was, gives what is.

use jiff::civil::date;
use proptest::prelude::*;
use tuntas_domain::household::{Household, HouseholdState};
use tuntas_domain::people::{Citizenship, MaritalStatus, Marriage, Relationship, Text, Vital};
use tuntas_feed::{Card, Column, difference};

use crate::family::{hers, his, together};

/// Any change a register may see: who is on the card, in which order, and what stands in which column.
fn any_card() -> impl Strategy<Value = Household> {
    let member = (
        any::<bool>(),
        prop::sample::select(Relationship::ALL),
        prop::sample::select(MaritalStatus::ALL),
        prop::option::of(0_i8..28),
        prop::option::of("[A-Z]{1,5}"),
        (any::<bool>(), any::<bool>(), any::<bool>()),
    );
    (
        prop::collection::vec(member, 4),
        "[A-Z][a-z]{0,8}",
        prop::option::of("[0-9]{5}"),
        (any::<bool>(), any::<bool>()),
        0_i8..28,
    )
        .prop_map(|(members, street, postcode, (closed, reversed), day)| {
            let mut card = together();
            card.address.street = Text::parse(&street).unwrap();
            card.address.postcode = postcode.map(|code| Text::parse(&code).unwrap());
            card.issued_on = date(2026, 11, day + 1);
            if closed {
                card.state = HouseholdState::Closed;
            }
            let mut stays = members.iter().map(|member| member.0);
            card.members.retain(|_| stays.next().unwrap_or(false));
            for (member, (_, shdk, status, divorced, passport, (foreign, dead, married))) in
                card.members.iter_mut().zip(members)
            {
                member.relationship = shdk;
                let person = &mut member.person;
                person.marital_status = status;
                person.divorced_on = divorced.map(|day| date(2026, 10, day + 1));
                person.passport = passport.map(|number| Text::parse(&number).unwrap());
                person.citizenship = if foreign {
                    Citizenship::Wna
                } else {
                    Citizenship::Wni
                };
                person.vital = if dead { Vital::Deceased } else { Vital::Alive };
                if married {
                    person.marriages.push(Marriage {
                        spouse: None,
                        certificate: None,
                        date: divorced.map(|day| date(2020, 1, day + 1)),
                    });
                }
            }
            if reversed {
                card.members.reverse();
            }
            card
        })
}

proptest! {
    #[test]
    fn the_difference_laid_over_the_card_before_gives_the_card_after(
        before in prop::option::of(any_card()),
        after in any_card(),
    ) {
        let differences = difference(before.as_ref(), &after);
        let before = before.as_ref().map(Card::of).unwrap_or_default();
        let after = Card::of(&after);
        prop_assert!(differences.apply(&before) == after);
        prop_assert_eq!(differences.is_empty(), before == after);
        for change in &differences.changed {
            prop_assert!(change.from != change.to);
        }
    }
}

#[test]
fn nothing_changes_between_a_card_and_itself_however_its_members_stand() {
    let card = together();
    let mut turned = card.clone();
    turned.members.reverse();
    assert!(difference(Some(&card), &card).is_empty());
    assert!(difference(Some(&card), &turned).is_empty());
}

#[test]
fn a_divorce_shows_who_left_and_what_became_of_those_who_stay() {
    let (before, after) = (together(), his());
    let differences = difference(Some(&before), &after);
    let gone = [1, 2].map(|row: usize| before.members[row].person.nik.clone());
    assert!(differences.joined.is_empty());
    assert!(differences.left.iter().eq(sorted(gone).iter()));
    let his = &after.members[0].person.nik;
    let changed: Vec<_> = differences
        .changed
        .iter()
        .map(|change| (change.nik.as_ref() == Some(his), change.column))
        .collect();
    assert_eq!(
        changed,
        [
            (false, Column::IssuedOn),
            (true, Column::MaritalStatus),
            (true, Column::MarriageCertificate),
            (true, Column::MarriedOn),
            (true, Column::HasDivorceCertificate),
            (true, Column::DivorceCertificate),
            (true, Column::DivorcedOn),
        ]
    );
}

#[test]
fn a_new_card_is_all_new() {
    let new = difference(None, &hers());
    assert_eq!(new.joined.len(), 2);
    assert!(new.left.is_empty());
    assert!(
        new.changed
            .iter()
            .all(|change| change.nik.is_none() && change.from.is_none())
    );
    assert!(
        new.changed
            .iter()
            .any(|change| change.column == Column::CardNumber)
    );
}

fn sorted<T: Ord, const N: usize>(mut things: [T; N]) -> [T; N] {
    things.sort();
    things
}
