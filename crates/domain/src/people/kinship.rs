//! How the members of a house stand to a new head: the full table of SHDK, refined by what the records know of
//! parents and spouses.

use super::{Person, Relationship, Sex};

/// How somebody stands to the head who goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// As the card says.
    Is(Relationship),
    /// As husband or wife until the marriage ended.
    FormerSpouse,
}

impl Tie {
    /// Every tie, in the order of the official list.
    pub fn all() -> impl Iterator<Item = Self> {
        Relationship::ALL
            .iter()
            .copied()
            .map(Self::Is)
            .chain([Self::FormerSpouse])
    }
}

/// The relationship of a member to a new head, from how both stood to the old one.
///
/// Blood moves with the person: *mertua* of the old head are *orang tua* of the spouse who takes over, siblings are
/// relatives without a degree, because the list has no word for them. Whom only a marriage that is over connects is a
/// relative of the house (*famili lain*); whom nothing connects is *lainnya*. The old head's other spouse is no kin of
/// the new head.
pub fn under_new_head(member: Tie, head: Tie) -> Relationship {
    use Relationship as R;
    use Tie::{FormerSpouse, Is};
    match (head, member) {
        (_, Is(R::DomesticWorker)) => R::DomesticWorker,
        (Is(R::Head), Is(same)) => same,
        (Is(R::DomesticWorker | R::Other), _) | (_, Is(R::Other)) => R::Other,
        (Is(R::Husband | R::Wife) | FormerSpouse, _) => under_a_spouse(member, head),
        (Is(R::Child), Is(R::Head | R::Husband | R::Wife) | FormerSpouse) => R::Parent,
        (Is(R::ChildInLaw), Is(R::Head | R::Husband | R::Wife) | FormerSpouse) => R::ParentInLaw,
        (Is(R::Parent), Is(R::Head)) | (Is(R::ParentInLaw), Is(R::Husband | R::Wife) | FormerSpouse) => {
            R::Child
        }
        (Is(R::Parent), Is(R::Husband | R::Wife)) | (Is(R::ParentInLaw), Is(R::Head)) => R::ChildInLaw,
        (Is(R::Parent | R::ParentInLaw), Is(R::Child)) => R::Grandchild,
        _ => R::OtherRelative,
    }
}

/// The spouse takes over, or the former spouse. The couple's children are children of both.
fn under_a_spouse(member: Tie, head: Tie) -> Relationship {
    use Relationship as R;
    use Tie::{FormerSpouse, Is};
    match (member, head) {
        (Is(R::Head), Is(R::Wife)) => R::Husband,
        (Is(R::Head), Is(R::Husband)) => R::Wife,
        (Is(same @ (R::Child | R::ChildInLaw | R::Grandchild)), _) => same,
        (Is(R::ParentInLaw), _) => R::Parent,
        (Is(R::Parent), Is(_)) => R::ParentInLaw,
        (Is(R::Parent | R::OtherRelative), _) => R::OtherRelative,
        (Is(R::Head | R::Husband | R::Wife | R::DomesticWorker | R::Other) | FormerSpouse, _) => R::Other,
    }
}

/// How a child stands to the head of a card on which a parent stands so.
pub fn as_child_of(parent: Relationship) -> Relationship {
    use Relationship as R;
    match parent {
        R::Head | R::Husband | R::Wife => R::Child,
        R::Child | R::ChildInLaw => R::Grandchild,
        R::Grandchild | R::Parent | R::ParentInLaw | R::OtherRelative => R::OtherRelative,
        R::DomesticWorker | R::Other => R::Other,
    }
}

/// The relationship of a member to a new head: what the records know, else what follows from the old card.
///
/// `house` is everybody who stays, as their records are now.
pub fn relationship(member: (&Person, Tie), head: (&Person, Tie), house: &[&Person]) -> Relationship {
    by_records(member.0, head.0, house).unwrap_or_else(|| {
        let follows = under_new_head(member.1, head.1);
        let wrong = match follows {
            Relationship::Child => member.0.has_another_parent_than(head.0),
            Relationship::Parent => head.0.has_another_parent_than(member.0),
            _ => false,
        };
        if wrong {
            Relationship::OtherRelative
        } else {
            follows
        }
    })
}

fn by_records(member: &Person, head: &Person, house: &[&Person]) -> Option<Relationship> {
    let through = |link: &dyn Fn(&Person) -> bool| house.iter().any(|person| link(person));
    if member.is_child_of(head) {
        Some(Relationship::Child)
    } else if head.is_child_of(member) {
        Some(Relationship::Parent)
    } else if member.is_married_to(head) {
        Some(match member.sex {
            Sex::Male => Relationship::Husband,
            Sex::Female => Relationship::Wife,
        })
    } else if through(&|between| between.is_child_of(head) && member.is_child_of(between)) {
        Some(Relationship::Grandchild)
    } else if through(&|between| between.is_child_of(head) && member.is_married_to(between)) {
        Some(Relationship::ChildInLaw)
    } else if through(&|between| between.is_married_to(head) && between.is_child_of(member)) {
        Some(Relationship::ParentInLaw)
    } else {
        None
    }
}

impl Person {
    /// Whether the record names the other as father or mother.
    pub fn is_child_of(&self, other: &Self) -> bool {
        self.father_nik.as_ref() == Some(&other.nik) || self.mother_nik.as_ref() == Some(&other.nik)
    }

    /// Whether the record names somebody else in the parent's place the other could have by their sex.
    pub fn has_another_parent_than(&self, other: &Self) -> bool {
        let place = match other.sex {
            Sex::Male => &self.father_nik,
            Sex::Female => &self.mother_nik,
        };
        place.as_ref().is_some_and(|known| *known != other.nik)
    }

    /// Whether a marriage between the two lasts, as far as one of the records knows.
    pub fn is_married_to(&self, other: &Self) -> bool {
        let names = |one: &Self, spouse: &Self| {
            one.marriages
                .iter()
                .any(|marriage| marriage.spouse.as_ref() == Some(&spouse.nik))
        };
        names(self, other) || names(other, self)
    }
}
