//! Whether the journal is what it was.
//!
//! Four things have to agree: the hashes within each chain, the tip that was moved with each entry, the seals with each
//! other, and every seal's leaves with the chains of today. An entry changed or removed in the middle breaks its chain; a
//! tail taken away leaves a tip behind; a whole chain written anew contradicts the seals that saw the old one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use tuntas_domain::identity::CaseId;
use tuntas_journal::{Journal, JournalError, Tip};
use tuntas_seals::{BucketError, Hash, Leaves, PublicKey, Seal, SealBucket, Sealed, SealedError};

use crate::{Failure, subjects};

/// What there is to check against beside the chains and tips.
#[derive(Clone, Copy, Debug, Default)]
pub struct Against<'a> {
    /// The seals.
    pub seals: Option<&'a SealBucket>,
    /// The key that signed them. Without it, signatures are only checked against the key each seal brings along.
    pub key: Option<&'a PublicKey>,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Cases looked at.
    pub cases: usize,
    /// Their entries.
    pub entries: usize,
    /// Seals looked at.
    pub seals: usize,
    /// What does not agree; empty if all is well.
    pub faults: Vec<Fault>,
}

/// Something that does not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An entry was changed, removed, added or moved.
    Chain {
        /// The case.
        case: CaseId,
        /// The first entry that does not fit.
        seq: u32,
    },
    /// An entry cannot be read.
    Unreadable {
        /// The case.
        case: CaseId,
        /// What is wrong.
        why: String,
    },
    /// The chain ends elsewhere than the tip says: a tail was taken away, or entries came in another way.
    Tip {
        /// The case.
        case: CaseId,
        /// Last entry of the chain.
        chain: u32,
        /// Last entry according to the tip.
        tip: u32,
    },
    /// The case has entries and no tip.
    NoTip {
        /// The case.
        case: CaseId,
    },
    /// A seal cannot be read, or nobody trusted signed it.
    Seal {
        /// The day.
        day: Date,
        /// What is wrong.
        why: String,
    },
    /// A seal does not follow the one before it.
    Previous {
        /// The day.
        day: Date,
    },
    /// The stored leaves are not the ones that were sealed.
    Leaves {
        /// The day.
        day: Date,
    },
    /// The sealed entry is not there any more.
    SealedEntryGone {
        /// The case.
        case: CaseId,
        /// The seal that saw it.
        day: Date,
        /// The entry.
        seq: u32,
    },
    /// Another entry stands where the sealed one stood.
    SealedEntryOther {
        /// The case.
        case: CaseId,
        /// The seal that saw it.
        day: Date,
        /// The entry.
        seq: u32,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chain { case, seq } => write!(f, "case {case}: the chain is broken at entry {seq}"),
            Self::Unreadable { case, why } => write!(f, "case {case}: {why}"),
            Self::Tip { case, chain, tip } => {
                write!(
                    f,
                    "case {case}: the chain ends with entry {chain}, the tip says {tip}"
                )
            }
            Self::NoTip { case } => write!(f, "case {case}: there is no tip"),
            Self::Seal { day, why } => write!(f, "seal of {day}: {why}"),
            Self::Previous { day } => write!(f, "seal of {day}: does not follow the seal before it"),
            Self::Leaves { day } => write!(f, "seal of {day}: the stored leaves are not the sealed ones"),
            Self::SealedEntryGone { case, day, seq } => {
                write!(f, "case {case}: entry {seq}, sealed on {day}, is gone")
            }
            Self::SealedEntryOther { case, day, seq } => {
                write!(
                    f,
                    "case {case}: entry {seq} is not the one that was sealed on {day}"
                )
            }
        }
    }
}

/// Checks one case, or all. `progress` is told how many of how many cases are done.
///
/// # Errors
/// [`Failure`] where something could not be read at all; what does not agree is in the [`Report`].
pub async fn verify(
    journal: &Journal,
    against: Against<'_>,
    which: Option<CaseId>,
    mut progress: impl FnMut(usize, usize),
) -> Result<Report, Failure> {
    let mut check = Check::default();
    let tips: Vec<(CaseId, Option<Tip>)> = if let Some(case) = which {
        vec![(case, journal.tip(case).await?)]
    } else {
        let tips = subjects::tips(journal).await?;
        tips.into_iter().map(|tip| (tip.case, Some(tip))).collect()
    };
    let count = tips.len();
    for ((case, tip), done) in tips.into_iter().zip(1..) {
        check.case(journal, case, tip).await?;
        progress(done, count);
    }
    if let Some(seals) = against.seals {
        check.seals(journal, seals, against.key, which).await?;
    }
    match which {
        Some(case) if check.report.entries == 0 && check.report.faults.is_empty() => {
            Err(Failure::Unknown(case))
        }
        _ => Ok(check.report),
    }
}

/// Looks at a case whose tip and chain do not agree, before that is a fault.
const LOOKS: usize = 4;

#[derive(Default)]
struct Check {
    report: Report,
    /// Hashes of the entries of every chain that holds.
    chains: BTreeMap<CaseId, Vec<Hash>>,
    broken: BTreeSet<CaseId>,
}

impl Check {
    async fn case(&mut self, journal: &Journal, case: CaseId, mut tip: Option<Tip>) -> Result<(), Failure> {
        self.report.cases += 1;
        let mut looks = 1;
        let hashes = loop {
            let Some(hashes) = self.load(journal, case).await? else {
                return Ok(());
            };
            if looks == LOOKS || ends_with(&hashes, tip.as_ref()) {
                break hashes;
            }
            // Work goes on while this runs: the case may have moved on between the two reads.
            looks += 1;
            tip = journal.tip(case).await?;
        };
        let chain = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
        self.report.entries += hashes.len();
        match tip {
            None if chain > 0 => self.report.faults.push(Fault::NoTip { case }),
            Some(tip) if !ends_with(&hashes, Some(&tip)) => {
                self.report.faults.push(Fault::Tip {
                    case,
                    chain,
                    tip: tip.seq,
                });
            }
            _ => {}
        }
        self.chains.insert(case, hashes);
        Ok(())
    }

    /// The hashes of a chain that holds; otherwise what is wrong with it becomes a fault.
    async fn load(&mut self, journal: &Journal, case: CaseId) -> Result<Option<Vec<Hash>>, Failure> {
        let fault = match hashes(journal, case).await {
            Ok(hashes) => {
                let hashes = hashes.iter().map(|hash| hash.parse()).collect();
                match hashes {
                    Ok(hashes) => return Ok(Some(hashes)),
                    Err(error) => unreadable(case, &error),
                }
            }
            Err(Failure::Journal(JournalError::Chain(error))) => Fault::Chain { case, seq: error.seq },
            Err(Failure::Journal(error)) if error.is_damage() => unreadable(case, &error),
            Err(failure) => return Err(failure),
        };
        self.report.faults.push(fault);
        self.broken.insert(case);
        Ok(None)
    }

    async fn seals(
        &mut self,
        journal: &Journal,
        seals: &SealBucket,
        key: Option<&PublicKey>,
        which: Option<CaseId>,
    ) -> Result<(), Failure> {
        let mut previous = None;
        for day in seals.days().await? {
            self.report.seals += 1;
            let Some(sealed) = self.readable(day, seals.seal(day).await)? else {
                previous = None;
                continue;
            };
            let follows = previous.replace(sealed.fingerprint());
            match open(&sealed, key) {
                Ok(seal) if seal.day == day => {
                    if follows.is_some() && seal.previous != follows {
                        self.report.faults.push(Fault::Previous { day });
                    }
                    if let Some(leaves) = self.readable(day, seals.leaves(day).await)? {
                        self.leaves(journal, &seal, &leaves, which).await?;
                    }
                }
                Ok(seal) => {
                    let why = format!("it is the seal of {}", seal.day);
                    self.report.faults.push(Fault::Seal { day, why });
                }
                Err(error) => {
                    let why = error.to_string();
                    self.report.faults.push(Fault::Seal { day, why });
                }
            }
        }
        Ok(())
    }

    /// What was read; what is missing or damaged becomes a fault.
    fn readable<T>(&mut self, day: Date, read: Result<Option<T>, BucketError>) -> Result<Option<T>, Failure> {
        match read {
            Ok(Some(value)) => return Ok(Some(value)),
            Ok(None) | Err(BucketError::Leaves(..)) => self.report.faults.push(Fault::Leaves { day }),
            Err(BucketError::Seal(_, error)) => {
                let why = error.to_string();
                self.report.faults.push(Fault::Seal { day, why });
            }
            Err(error) => return Err(error.into()),
        }
        Ok(None)
    }

    async fn leaves(
        &mut self,
        journal: &Journal,
        seal: &Seal,
        leaves: &Leaves,
        which: Option<CaseId>,
    ) -> Result<(), Failure> {
        let day = seal.day;
        let count = u64::try_from(leaves.len()).unwrap_or(u64::MAX);
        if count != seal.cases || leaves.root() != seal.root {
            self.report.faults.push(Fault::Leaves { day });
            return Ok(());
        }
        for leaf in leaves {
            let (case, seq) = (leaf.case, leaf.seq);
            if which.is_some_and(|which| which != case) || self.broken.contains(&case) {
                continue;
            }
            // A case that a seal knows and no tip does.
            if !self.chains.contains_key(&case) {
                self.case(journal, case, None).await?;
            }
            let Some(chain) = self.chains.get(&case) else {
                continue;
            };
            let index = usize::try_from(seq).ok().and_then(|seq| seq.checked_sub(1));
            match index.and_then(|index| chain.get(index)) {
                Some(hash) if *hash == leaf.hash => {}
                Some(_) => self
                    .report
                    .faults
                    .push(Fault::SealedEntryOther { case, day, seq }),
                None => self.report.faults.push(Fault::SealedEntryGone { case, day, seq }),
            }
        }
        Ok(())
    }
}

/// The hashes of a chain that holds; empty where the journal knows nothing.
async fn hashes(journal: &Journal, id: CaseId) -> Result<Vec<String>, Failure> {
    let found = subjects::find(journal, id).await?;
    Ok(found.map(|(_, told)| told.hashes()).unwrap_or_default())
}

/// Whether a tip names the last entry of a chain; no tip, that there is none.
fn ends_with(hashes: &[Hash], tip: Option<&Tip>) -> bool {
    match (hashes.last(), tip) {
        (Some(last), Some(tip)) => {
            usize::try_from(tip.seq) == Ok(hashes.len()) && last.to_string() == tip.hash
        }
        (None, None) => true,
        _ => false,
    }
}

fn open(sealed: &Sealed, key: Option<&PublicKey>) -> Result<Seal, SealedError> {
    match key {
        Some(key) => sealed.open(key),
        None => sealed.open(&PublicKey::from_pem(&sealed.public_key)?),
    }
}

fn unreadable(case: CaseId, why: &impl fmt::Display) -> Fault {
    Fault::Unreadable {
        case,
        why: why.to_string(),
    }
}
