//! What an office is told of a person: the least it needs, and what the page says it is told.

use tuntas_aid::criteria::{Fact, Facts, Known, Origin, Value};
use tuntas_aid::paper::Person;
use tuntas_domain::decree::{Contact, Decree, Role};
use tuntas_domain::household::Household;
use tuntas_domain::identity::AidKind;
use tuntas_dossier::Addressee;

/// Of whom, and what is known of them.
pub(crate) struct Source<'a> {
    /// The decree.
    pub(crate) decree: &'a Decree,
    /// Which party.
    pub(crate) role: Role,
    /// How to reach the party; `None` where this office may not learn it, or the court gave no address.
    pub(crate) reached: Option<Addressee>,
    /// Where the party stands in the register; `None` for who lives elsewhere.
    pub(crate) home: Option<&'a Household>,
    /// Whether this office may not learn where that is.
    pub(crate) hidden: bool,
    /// How many children of the decree stand on the party's card.
    pub(crate) children: Option<u64>,
    /// Whether there was violence, for the office that protects alone.
    pub(crate) violence: bool,
}

impl Source<'_> {
    /// Who it is, and how to reach them. The number is told only where money is to be given: nobody is paid twice.
    pub(crate) fn person(&self, kind: AidKind) -> Person {
        let party = &self.decree.parties[self.role];
        let contact = self.reached.as_ref().map(|addressee| &addressee.contact);
        Person {
            name: party.name.clone(),
            nik: match kind {
                AidKind::Capital => party.nik.clone(),
                AidKind::Mentoring => None,
            },
            phone: contact.map(|contact| contact.phone.clone()),
            address: contact.map(|contact| contact.address.clone()),
            kelurahan: contact
                .and_then(|contact| contact.kelurahan.clone())
                .or_else(|| self.place().map(|home| home.address.kelurahan.clone())),
            violence: self.violence,
        }
    }

    /// Where the party lives, if this office may learn it.
    fn place(&self) -> Option<&Household> {
        self.home.filter(|_| !self.hidden)
    }

    /// What criteria may ask about.
    pub(crate) fn facts(&self, kind: AidKind) -> impl Iterator<Item = Known> {
        let register = |fact, value| Known {
            fact,
            value,
            origin: Origin::Register,
        };
        let children = self
            .children
            .map(|children| register(Fact::Dependants, Value::Number(children)));
        let capital = kind == AidKind::Capital;
        let nik = self.decree.parties[self.role].nik.as_ref();
        let kecamatan = self.place().filter(|_| capital).map(|home| {
            let code = home.address.kelurahan.kecamatan();
            register(Fact::Kecamatan, Value::Word(code.as_str().to_owned()))
        });
        let occupation = self
            .home
            .filter(|_| capital)
            .and_then(|home| home.member(nik?))
            .map(|member| {
                let occupation = member.person.occupation.as_str().to_owned();
                register(Fact::Occupation, Value::Word(occupation))
            });
        children.into_iter().chain(kecamatan).chain(occupation)
    }

    /// The facts as the office keeps them. One that cannot be what the register says is left out: the office asks.
    pub(crate) fn known(&self, kind: AidKind) -> Facts {
        self.facts(kind)
            .fold(Facts::default(), |facts, known| match Facts::new([known]) {
                Ok(one) => facts.with(&one),
                Err(_) => facts,
            })
    }
}

/// What an office that was told before is told anew. What it found out itself stays, but for where the person is.
pub(crate) fn again(
    person: &Person,
    facts: &Facts,
    reached: Option<&Addressee>,
    hidden: bool,
    violence: bool,
) -> (Person, Facts) {
    let contact = reached.map(|addressee| &addressee.contact);
    let person = Person {
        phone: contact.map(|contact| contact.phone.clone()),
        address: contact.map(|contact| contact.address.clone()),
        kelurahan: match contact {
            _ if hidden => None,
            Some(Contact {
                kelurahan: Some(kelurahan),
                ..
            }) => Some(kelurahan.clone()),
            _ => person.kelurahan.clone(),
        },
        violence,
        ..person.clone()
    };
    let place = |fact: Fact| matches!(fact, Fact::Kecamatan | Fact::Kelurahan);
    (person, facts.clone().without(|fact| hidden && place(fact)))
}
