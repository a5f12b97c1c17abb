//! One world: a town, the functions, everything on its way, and chance.

use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll, Waker};

use jiff::{SignedDuration, Timestamp};
use memory_tables::Change;
use tuntas_domain::case::EventKind;
use tuntas_domain::identity::CaseId;

use crate::actors::{self, Actor, Petition};
use crate::checks::Records;
use crate::letter::{After, Letter, Work};
use crate::ports::{Functions, Ports};
use crate::town::Town;
use crate::{Chance, Damage, Weather};
use crate::{replay, twin};

/// 24 November 2026, nine in the morning in Pasuruan.
const BEGINNING: Timestamp = Timestamp::constant(1_795_485_600, 0);

/// Turns after which a calm world must have come to rest.
const PATIENCE: u32 = 20_000;

/// Failures of one letter in calm weather after which it lies in a dead-letter queue.
const RECEIVES: u32 = 5;

/// How often the operator sends dead letters once more.
const REDRIVES: u32 = 3;

/// How much of what ended last is told with a failure.
const TRAIL: usize = 30;

/// A world.
pub(crate) struct World {
    /// Decides what happens next.
    pub(crate) chance: Chance,
    /// The clock: it goes on by some seconds with every turn.
    pub(crate) now: Timestamp,
    /// The outside of the functions.
    pub(crate) ports: Ports,
    /// The functions.
    pub(crate) functions: Functions,
    /// What the commits have told so far.
    pub(crate) records: Records,
    /// What the court sends.
    pub(crate) petitions: Vec<Petition>,
    /// What the world started with.
    pub(crate) town: Town,
    /// What does not work on purpose.
    pub(crate) damage: Damage,
    /// The held cases, as officers saw their list last.
    pub(crate) on_the_list: Vec<CaseId>,
    /// Every transaction, where the town is busy.
    pub(crate) history: Vec<Vec<Change>>,
    turn: u32,
    letters: VecDeque<Letter>,
    /// What lies in dead-letter queues, with the last error.
    dead: Vec<(Letter, String)>,
    redrives: u32,
    tasks: Vec<Task>,
    actors: Vec<Option<Box<dyn Actor>>>,
    broken: Option<String>,
    /// What ended last, for the report of a failure.
    trail: VecDeque<String>,
    lived: Lived,
}

struct Task {
    letter: Letter,
    work: Work,
}

/// What a world has been through.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lived {
    /// Transactions that changed something.
    pub commits: u64,
    /// Functions that were stopped half-way.
    pub crashes: u64,
    /// Letters that came again.
    pub repeats: u64,
    /// Cases whose register was changed.
    pub registered: u64,
    /// Cases that an officer has to look at.
    pub held: u64,
    /// Envelopes that reached their addressee.
    pub arrived: u64,
    /// What officers decided about held cases.
    pub decided: u64,
    /// Changes of the register after the ruling's own.
    pub amended: u64,
    /// Rulings that were undone.
    pub reversed: u64,
    /// Decrees that came back mended.
    pub repaired: u64,
    /// Offices that were told of a party.
    pub referred: u64,
    /// Offices that had to forget a party.
    pub forgotten: u64,
}

/// A rule that did not hold.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Of which world.
    pub seed: u64,
    /// When.
    pub turn: u32,
    /// What was wrong.
    pub what: String,
    /// What ended last before that, oldest first.
    pub trail: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            seed,
            turn,
            what,
            trail,
        } = self;
        writeln!(f, "seed {seed}, turn {turn}: {what}")?;
        for ended in trail {
            writeln!(f, "    {ended}")?;
        }
        write!(
            f,
            "  again: TUNTAS_SEED={seed} cargo test -p tuntas-simulation --test seeds -- --nocapture"
        )
    }
}

impl std::error::Error for Failure {}

/// Lives the world of a seed from its first decree to rest, with everything going wrong in between.
///
/// # Errors
/// The first rule that did not hold.
pub fn live(seed: u64) -> Result<Lived, Failure> {
    live_with(seed, Damage::None)
}

/// The same with something broken on purpose, to see that it is noticed.
///
/// # Errors
/// The first rule that did not hold.
pub fn live_with(seed: u64, damage: Damage) -> Result<Lived, Failure> {
    let mut world = World::new(seed, damage);
    let mut lived = || {
        world.begin()?;
        world.storm()?;
        world.calm()?;
        world.end()
    };
    match lived() {
        Ok(()) => Ok(world.lived),
        Err(what) => Err(Failure {
            seed,
            turn: world.turn,
            what,
            trail: world.trail.into(),
        }),
    }
}

impl World {
    fn new(seed: u64, damage: Damage) -> Self {
        let mut chance = Chance::new(seed);
        let town = Town::draw(&mut chance);
        let ports = Ports::new(Weather::new(chance.branch()));
        let database = damage.of(&ports.tables);
        Self {
            functions: Functions::new(&ports, &database),
            records: Records::default(),
            actors: actors::all(town.busy).into_iter().map(Some).collect(),
            petitions: town.filings.iter().cloned().map(Petition::new).collect(),
            chance,
            now: BEGINNING,
            ports,
            town,
            damage,
            on_the_list: Vec::new(),
            history: Vec::new(),
            turn: 0,
            letters: VecDeque::new(),
            dead: Vec::new(),
            redrives: 0,
            tasks: Vec::new(),
            broken: None,
            trail: VecDeque::new(),
            lived: Lived::default(),
        }
    }

    /// Whether nothing goes wrong any more, and everybody finishes what they have begun.
    pub(crate) fn is_calm(&self) -> bool {
        self.ports.weather.is_calm()
    }

    /// Puts a letter on its way.
    pub(crate) fn post(&mut self, letter: Letter) {
        self.letters.push_back(letter);
    }

    /// Says that a rule did not hold. The first word counts.
    pub(crate) fn is_wrong(&mut self, what: impl Into<String>) {
        self.broken.get_or_insert_with(|| what.into());
    }

    /// Fills the register, before anything goes wrong.
    fn begin(&mut self) -> Result<(), String> {
        self.town.settle(&self.functions.register, self.now)?;
        let by_hand = self.town.by_hand.iter().map(|(_, number)| number);
        self.records.register.may_be_issued(by_hand);
        self.notice()?;
        self.ports.weather.turn_bad();
        Ok(())
    }

    fn storm(&mut self) -> Result<(), String> {
        let more = if self.town.busy { 300 } else { 0 };
        let turns = 200 + more + self.chance.below(600);
        for _ in 0..turns {
            self.tick();
            match self.chance.below(100) {
                0..60 if !self.tasks.is_empty() => {
                    let task = self.chance.below(self.tasks.len());
                    self.step(task)?;
                }
                60..62 if !self.tasks.is_empty() => self.crash(),
                62..64 => self.lose(),
                64..68 => self.deliver(true),
                0..82 => self.deliver(false),
                _ => {
                    let actor = self.chance.below(self.actors.len());
                    self.let_act(actor);
                }
            }
            self.check()?;
        }
        Ok(())
    }

    /// Everybody finishes what they have begun, one after another, until nobody has anything to do.
    fn calm(&mut self) -> Result<(), String> {
        self.ports.weather.settle();
        // Here is much on them; at rest there is little.
        crate::checks::the_lists_are_true(self)?;
        for _ in 0..PATIENCE {
            self.tick();
            if !self.tasks.is_empty() {
                self.step(0)?;
            } else if !self.letters.is_empty() {
                self.deliver(false);
            } else if !(0..self.actors.len()).any(|actor| self.let_act(actor)) && !self.redrive()? {
                return Ok(());
            }
            self.check()?;
        }
        let on_their_way: Vec<&str> = self.letters.iter().map(|letter| &*letter.what).collect();
        Err(format!(
            "the world does not come to rest; on their way: {}",
            on_their_way.join(", ")
        ))
    }

    fn end(&mut self) -> Result<(), String> {
        crate::checks::at_rest(self)?;
        if self.town.busy {
            replay::compare(self)?;
        } else {
            twin::compare(self)?;
        }
        (self.lived.registered, self.lived.held, self.lived.arrived) = self.records.cases.ended();
        (self.lived.referred, self.lived.forgotten) = self.records.referrals.told();
        self.lived.decided = self.records.cases.happened(EventKind::Decided);
        self.lived.amended = self.records.cases.happened(EventKind::RegisterAmended);
        self.lived.reversed = self.records.cases.happened(EventKind::Reversed);
        self.lived.repaired = self.records.cases.happened(EventKind::DecreeRepaired);
        Ok(())
    }

    fn tick(&mut self) {
        self.turn += 1;
        let seconds = 1 + self.chance.below(20);
        self.now += SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(1));
    }

    fn let_act(&mut self, which: usize) -> bool {
        let Some(mut actor) = self.actors[which].take() else {
            return false;
        };
        let acted = actor.act(self);
        self.actors[which] = Some(actor);
        acted
    }

    /// Sets a function to work on a letter: any one in a storm, the oldest in calm.
    fn deliver(&mut self, twice: bool) {
        if self.letters.is_empty() {
            return;
        }
        let which = if self.is_calm() {
            0
        } else {
            self.chance.below(self.letters.len())
        };
        let Some(letter) = self.letters.remove(which) else {
            return;
        };
        if twice {
            self.letters.push_back(letter.clone());
            self.lived.repeats += 1;
        }
        let open = std::rc::Rc::clone(&letter.open);
        let work = open(self);
        self.tasks.push(Task { letter, work });
    }

    /// Lets a function go on until it gives way. It does one thing to the outside at most.
    fn step(&mut self, which: usize) -> Result<(), String> {
        let mut context = Context::from_waker(Waker::noop());
        let task = &mut self.tasks[which];
        let polled = catch_unwind(AssertUnwindSafe(|| task.work.as_mut().poll(&mut context)))
            .map_err(|_| format!("a function panicked over {}", task.letter.what))?;
        if let Poll::Ready(done) = polled {
            let task = self.tasks.swap_remove(which);
            // What it has done is told before what follows from it.
            self.notice()?;
            self.finish(task.letter, done);
        }
        Ok(())
    }

    fn finish(&mut self, mut letter: Letter, done: Result<After, String>) {
        let outcome = done.as_ref().map_or_else(String::as_str, |_| "done");
        self.remember(&format!("{}: {outcome}", letter.what));
        match done {
            Ok(after) => {
                // The acknowledgement is lost with the outcome, or only itself.
                let unheard = self.ports.weather.strikes(60);
                if unheard {
                    self.come_back(letter);
                }
                if !unheard || self.chance.per_mille(500) {
                    after(self);
                }
            }
            Err(error) => {
                if self.is_calm() {
                    letter.failures += 1;
                    if letter.failures >= RECEIVES {
                        self.dead.push((letter, error));
                        return;
                    }
                }
                self.come_back(letter);
            }
        }
    }

    /// Sends dead letters once more, after whatever kept them has been mended. False if there are none.
    fn redrive(&mut self) -> Result<bool, String> {
        let Some((letter, error)) = self.dead.first() else {
            return Ok(false);
        };
        if self.redrives == REDRIVES {
            return Err(format!("{} is never done: {error}", letter.what));
        }
        self.redrives += 1;
        for (mut letter, _) in std::mem::take(&mut self.dead) {
            letter.failures = 0;
            self.letters.push_back(letter);
        }
        Ok(true)
    }

    fn crash(&mut self) {
        let which = self.chance.below(self.tasks.len());
        let task = self.tasks.swap_remove(which);
        drop(task.work);
        self.remember(&format!("{}: stopped", task.letter.what));
        self.lived.crashes += 1;
        self.come_back(task.letter);
    }

    /// Keeps what ended last, for the report of a failure.
    pub(crate) fn remember(&mut self, ended: &str) {
        if self.trail.len() == TRAIL {
            self.trail.pop_front();
        }
        self.trail.push_back(format!("{} {ended}", self.turn));
    }

    fn come_back(&mut self, letter: Letter) {
        if letter.certain {
            self.lived.repeats += 1;
            self.letters.push_back(letter);
        }
    }

    /// Loses a letter for good, if it is one that may be lost.
    fn lose(&mut self) {
        let which = self.chance.below(self.letters.len());
        if self.letters.get(which).is_some_and(|letter| !letter.certain) {
            self.letters.remove(which);
        }
    }

    fn check(&mut self) -> Result<(), String> {
        self.notice()?;
        self.broken.take().map_or(Ok(()), Err)
    }

    /// Looks at what was committed, and tells the relay of new events.
    fn notice(&mut self) -> Result<(), String> {
        let changes: Vec<Change> = self.ports.tables.take_changes();
        if changes.is_empty() {
            return Ok(());
        }
        self.lived.commits += 1;
        for told in self.records.commit(&changes, &self.ports, self.now)? {
            self.post(actors::stream_record(told));
        }
        if self.town.busy {
            self.history.push(changes);
        }
        Ok(())
    }
}

impl std::ops::AddAssign for Lived {
    fn add_assign(&mut self, other: Self) {
        self.commits += other.commits;
        self.crashes += other.crashes;
        self.repeats += other.repeats;
        self.registered += other.registered;
        self.held += other.held;
        self.arrived += other.arrived;
        self.decided += other.decided;
        self.amended += other.amended;
        self.reversed += other.reversed;
        self.repaired += other.repaired;
        self.referred += other.referred;
        self.forgotten += other.forgotten;
    }
}
