//! A couple, and with whom they live.

use jiff::civil::{Date, date};
use tuntas_domain::identity::{KkNumber, MarriageCertificateNumber, Nik};
use tuntas_domain::people::{Person, Relationship, Sex};

use super::registrar::Registrar;
use crate::Chance;

/// Where a couple lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Living {
    HeHeads,
    SheHeads,
    WithHisMother,
    WithHerMother,
    /// On a card of somebody who is a parent of neither: who stays does not follow from anything.
    WithAStranger,
    Apart,
    HeIsAway,
    SheIsAway,
}

const LIVING: [Living; 12] = [
    Living::HeHeads,
    Living::HeHeads,
    Living::HeHeads,
    Living::HeHeads,
    Living::SheHeads,
    Living::SheHeads,
    Living::WithHisMother,
    Living::WithHerMother,
    Living::WithAStranger,
    Living::Apart,
    Living::HeIsAway,
    Living::SheIsAway,
];

/// A marriage that a ruling is to end.
#[derive(Clone, Debug)]
pub(super) struct Ruling {
    pub(super) husband: Person,
    pub(super) wife: Person,
    /// Whether the register of this city has them.
    pub(super) husband_lives_here: bool,
    pub(super) wife_lives_here: bool,
    pub(super) certificate: MarriageCertificateNumber,
    pub(super) married_on: Date,
    pub(super) children: Vec<Person>,
    /// Cards they may join.
    pub(super) hosts: Vec<KkNumber>,
}

/// A husband and his wives.
pub(super) struct Couple {
    rulings: Vec<Ruling>,
}

impl Couple {
    /// Draws a couple with children and relatives, and writes their cards.
    pub(super) fn draw(chance: &mut Chance, registrar: &mut Registrar, hosts: &[KkNumber]) -> Self {
        let living = LIVING[chance.below(LIVING.len())];
        let born = registrar.day(1975..=1995);
        let mut husband = registrar.person(Sex::Male, born);
        let born = registrar.day(1975..=1998);
        let mut wife = registrar.person(Sex::Female, born);
        let (certificate, married_on) = registrar.marry(&mut husband, &mut wife);
        // Another wife, with a card of her own or beside the first one.
        let second = (living == Living::HeHeads && chance.per_mille(200)).then(|| {
            let born = registrar.day(1980..=2000);
            let mut second = registrar.person(Sex::Female, born);
            let record = registrar.marry(&mut husband, &mut second);
            (second, record, chance.per_mille(500))
        });
        let children: Vec<Person> = (0..chance.below(4))
            .map(|_| {
                let sex = if chance.per_mille(500) {
                    Sex::Male
                } else {
                    Sex::Female
                };
                let born = registrar.day(2005..=2024);
                let mut child = registrar.person(sex, born);
                child.father_nik = Some(husband.nik.clone());
                child.mother_nik = Some(wife.nik.clone());
                child
            })
            .collect();

        let mut home = home(living, registrar, &husband, &wife);
        if let Some((second, _, beside)) = &second {
            if *beside {
                home.push((Relationship::Wife, second.clone()));
            } else {
                let address = registrar.address();
                registrar.card(address, vec![(Relationship::Head, second.clone())]);
            }
        }
        let under_a_grandmother = matches!(
            living,
            Living::WithHisMother | Living::WithHerMother | Living::WithAStranger
        );
        let child_of_the_house = if under_a_grandmother {
            Relationship::Grandchild
        } else {
            Relationship::Child
        };
        home.extend(children.iter().map(|child| (child_of_the_house, child.clone())));
        if chance.per_mille(250) {
            let relative = elder(registrar);
            let kinship = [
                Relationship::Parent,
                Relationship::ParentInLaw,
                Relationship::OtherRelative,
            ];
            home.push((kinship[chance.below(kinship.len())], relative));
        }
        let address = registrar.address();
        registrar.card(address, home);
        if living == Living::Apart {
            let address = registrar.address();
            registrar.card(address, vec![(Relationship::Head, wife.clone())]);
        }

        let first = Ruling {
            husband_lives_here: living != Living::HeIsAway,
            wife_lives_here: living != Living::SheIsAway,
            husband: husband.clone(),
            wife,
            certificate,
            married_on,
            children,
            hosts: hosts.to_vec(),
        };
        let other = second.map(|(second, (certificate, married_on), _)| Ruling {
            husband,
            wife: second,
            husband_lives_here: true,
            wife_lives_here: true,
            certificate,
            married_on,
            children: Vec::new(),
            hosts: hosts.to_vec(),
        });
        Self {
            rulings: std::iter::once(first)
                .chain(other.filter(|_| chance.per_mille(500)))
                .collect(),
        }
    }

    /// What the court is going to rule about them.
    pub(super) fn rulings(&self) -> Vec<Ruling> {
        self.rulings.clone()
    }
}

/// The couple's card; his alone where they live apart, and that of whoever is here where one is away.
fn home(
    living: Living,
    registrar: &mut Registrar,
    husband: &Person,
    wife: &Person,
) -> Vec<(Relationship, Person)> {
    use Relationship as R;
    let (him, her) = (husband.clone(), wife.clone());
    match living {
        Living::HeHeads => vec![(R::Head, him), (R::Wife, her)],
        Living::SheHeads => vec![(R::Head, her), (R::Husband, him)],
        Living::WithHisMother => vec![(R::Head, elder(registrar)), (R::Child, him), (R::ChildInLaw, her)],
        Living::WithHerMother => vec![(R::Head, elder(registrar)), (R::Child, her), (R::ChildInLaw, him)],
        Living::WithAStranger => vec![(R::Head, elder(registrar)), (R::Other, her), (R::Other, him)],
        Living::Apart | Living::SheIsAway => vec![(R::Head, him)],
        Living::HeIsAway => vec![(R::Head, her)],
    }
}

fn elder(registrar: &mut Registrar) -> Person {
    let born = registrar.day(1945..=1960);
    registrar.person(Sex::Female, born)
}

/// The card of somebody who takes others in.
pub(super) fn grandmothers_card(registrar: &mut Registrar) -> KkNumber {
    let (address, grandmother) = (registrar.address(), elder(registrar));
    registrar.card(address, vec![(Relationship::Head, grandmother)])
}

impl Ruling {
    /// Days of a ruling: read, final, pronounced, certified.
    pub(super) const DAYS: [Date; 4] = [
        date(2026, 8, 5),
        date(2026, 8, 20),
        date(2026, 8, 22),
        date(2026, 8, 24),
    ];

    /// Whether a NIK is the wife's.
    pub(super) fn is_wife(&self, nik: &Nik) -> bool {
        self.wife.nik == *nik
    }
}
