//! Reading the children.

use jiff::civil::Date;
use tuntas_domain::decree::{ChildCustody, Party};
use tuntas_domain::identity::Nik;

use super::{ChildRequest, DecreeRequest, MAX_CHILDREN};
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};

pub(super) fn read_children(
    f: &mut Findings,
    at: &Pointer,
    sent: &[ChildRequest],
    today: Date,
) -> Option<Vec<ChildCustody>> {
    if sent.len() > MAX_CHILDREN {
        f.errors.push(FieldError::new(
            at,
            "children_too_many",
            format!("a decree names at most {MAX_CHILDREN} children"),
            "send the children of this marriage only",
        ));
        return None;
    }
    let children: Vec<Option<ChildCustody>> = sent
        .iter()
        .enumerate()
        .map(|(index, child)| read_child(f, &at.item(index), child, today))
        .collect();
    children.into_iter().collect()
}

fn read_child(f: &mut Findings, at: &Pointer, sent: &ChildRequest, today: Date) -> Option<ChildCustody> {
    let nik = f.identifier(&at.member("nik"), Nik::parse(&sent.nik));
    let name = f.name(&at.member("name"), &sent.name);
    let birth_date = f.past_date(&at.member("birthDate"), &sent.birth_date, today);
    let custody = sent
        .custody
        .as_ref()
        .map(|custody| (custody.parent.into(), custody.basis.into()));
    Some(ChildCustody {
        nik: nik?,
        name: name?,
        birth_date: birth_date?,
        custody,
    })
}

/// Children are neither parties nor each other, and younger than both parties.
pub(super) fn check_children(
    f: &mut Findings,
    at: &Pointer,
    sent: &DecreeRequest,
    petitioner: Option<&Party>,
    respondent: Option<&Party>,
) {
    if sent.children.len() > MAX_CHILDREN {
        return;
    }
    for (index, child) in sent.children.iter().enumerate() {
        let at = at.item(index);
        let named = Some(&child.nik);
        if named == sent.petitioner.nik.as_ref() || named == sent.respondent.nik.as_ref() {
            f.refuse(&at.member("nik"), CHILD_IS_PARTY);
        } else if sent.children[..index].iter().any(|other| other.nik == child.nik) {
            f.refuse(&at.member("nik"), CHILD_TWICE);
        }
        let born: Option<Date> = child.birth_date.parse().ok();
        let older = |party: Option<&Party>| {
            party
                .zip(born)
                .is_some_and(|(party, born)| born <= party.birth_date)
        };
        if older(petitioner) || older(respondent) {
            f.refuse(&at.member("birthDate"), CHILD_OLDER_THAN_PARENT);
        }
    }
}

const CHILD_IS_PARTY: Rule = Rule::new(
    "child_is_party",
    "a child is not one of the parties",
    "send the child's own NIK",
);
const CHILD_TWICE: Rule = Rule::new(
    "child_twice",
    "every child stands once in the list",
    "send each child's own NIK, once",
);
const CHILD_OLDER_THAN_PARENT: Rule = Rule::new(
    "child_older_than_parent",
    "a child is younger than both parties",
    "check the birth dates",
);
