//! When a ruling has legal force.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::identity::AktaCeraiNumber;

/// The two ways to divorce before a religious court.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DivorceKind {
    /// *Cerai gugat*: the wife sues. Divorced from the day the ruling is final (KHI art. 146(2)).
    Gugat,
    /// *Cerai talak*: the husband petitions and must pronounce the *ikrar talak* in a later hearing. Divorced
    /// from that day (UU 7/1989 art. 71(2)).
    Talak,
}

impl DivorceKind {
    /// Its code: `gugat` or `talak`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gugat => "gugat",
            Self::Talak => "talak",
        }
    }
}

/// What is known of a ruling's legal force. The court completes it as time passes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Finality {
    /// BHT (*berkekuatan hukum tetap*): the day no ordinary appeal was possible any more.
    pub bht: Option<Date>,
    /// Day of the *ikrar talak*; for *cerai talak* only.
    pub ikrar: Option<Date>,
    /// The divorce certificate.
    pub akta: Option<Akta>,
}

/// A divorce certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Akta {
    /// Its number.
    pub number: AktaCeraiNumber,
    /// Day it was issued.
    pub date: Date,
}

/// A ruling that may change the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The day the marriage ended.
    pub divorced_on: Date,
    /// The certificate.
    pub akta: Akta,
}

/// What is still missing before a ruling may change anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The BHT date.
    Bht,
    /// The date of the *ikrar talak*.
    Ikrar,
    /// The *akta cerai*.
    Akta,
}

/// Dates that contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FinalityError {
    /// A date lies in the future.
    #[error("{0} lies in the future")]
    Future(&'static str),
    /// BHT before the ruling.
    #[error("the BHT date is before the ruling")]
    BhtBeforeRuling,
    /// Ikrar given for a cerai gugat.
    #[error("a cerai gugat has no ikrar talak")]
    IkrarForGugat,
    /// Ikrar before BHT.
    #[error("the ikrar talak is before the BHT date")]
    IkrarBeforeBht,
    /// Ikrar without a BHT date.
    #[error("an ikrar talak needs a BHT date")]
    IkrarWithoutBht,
    /// Certificate before the marriage ended.
    #[error("the akta cerai is dated before the marriage ended")]
    AktaBeforeEnd,
    /// Certificate without the dates it rests on.
    #[error("an akta cerai needs the BHT date, and for cerai talak the ikrar date")]
    AktaWithoutEnd,
}

impl Finality {
    /// Checks the order of dates: ruling ≤ BHT ≤ ikrar ≤ akta, none after `today`.
    ///
    /// # Errors
    /// The first contradiction.
    pub fn check(&self, kind: DivorceKind, ruling: Date, today: Date) -> Result<(), FinalityError> {
        for (date, what) in [
            (Some(ruling), "the ruling date"),
            (self.bht, "the BHT date"),
            (self.ikrar, "the ikrar date"),
            (self.akta.as_ref().map(|a| a.date), "the akta cerai date"),
        ] {
            if date.is_some_and(|date| date > today) {
                return Err(FinalityError::Future(what));
            }
        }
        if self.bht.is_some_and(|bht| bht < ruling) {
            return Err(FinalityError::BhtBeforeRuling);
        }
        if let Some(ikrar) = self.ikrar {
            if kind == DivorceKind::Gugat {
                return Err(FinalityError::IkrarForGugat);
            }
            match self.bht {
                None => return Err(FinalityError::IkrarWithoutBht),
                Some(bht) if ikrar < bht => return Err(FinalityError::IkrarBeforeBht),
                Some(_) => {}
            }
        }
        if let Some(akta) = &self.akta {
            match self.end_of_marriage(kind) {
                None => return Err(FinalityError::AktaWithoutEnd),
                Some(end) if akta.date < end => return Err(FinalityError::AktaBeforeEnd),
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// The ruling's effect, or everything that is still missing. Nothing may change before this is `Ok`.
    ///
    /// # Errors
    /// The missing parts, never empty.
    pub fn settle(&self, kind: DivorceKind) -> Result<Settled, Vec<Missing>> {
        let mut missing = Vec::new();
        if self.bht.is_none() {
            missing.push(Missing::Bht);
        }
        if kind == DivorceKind::Talak && self.ikrar.is_none() {
            missing.push(Missing::Ikrar);
        }
        match (self.end_of_marriage(kind), &self.akta) {
            (Some(divorced_on), Some(akta)) if missing.is_empty() => Ok(Settled {
                divorced_on,
                akta: akta.clone(),
            }),
            (_, akta) => {
                if akta.is_none() {
                    missing.push(Missing::Akta);
                }
                Err(missing)
            }
        }
    }

    /// Adds what `later` knows. A part already known must be repeated unchanged.
    ///
    /// # Errors
    /// The part that would have been overwritten.
    pub fn completed(&self, later: &Self) -> Result<Self, Missing> {
        fn add<T: Clone + PartialEq>(
            have: Option<&T>,
            more: Option<&T>,
            part: Missing,
        ) -> Result<Option<T>, Missing> {
            match (have, more) {
                (Some(have), Some(more)) if have != more => Err(part),
                (have, more) => Ok(have.or(more).cloned()),
            }
        }
        Ok(Self {
            bht: add(self.bht.as_ref(), later.bht.as_ref(), Missing::Bht)?,
            ikrar: add(self.ikrar.as_ref(), later.ikrar.as_ref(), Missing::Ikrar)?,
            akta: add(self.akta.as_ref(), later.akta.as_ref(), Missing::Akta)?,
        })
    }

    fn end_of_marriage(&self, kind: DivorceKind) -> Option<Date> {
        match kind {
            DivorceKind::Gugat => self.bht,
            DivorceKind::Talak => self.bht.and(self.ikrar),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn akta(day: Date) -> Akta {
        Akta {
            number: AktaCeraiNumber::parse("0140/AC/2021/PA.Pas").unwrap(),
            date: day,
        }
    }

    #[test]
    fn a_cerai_gugat_ends_the_marriage_when_it_becomes_final() {
        let finality = Finality {
            bht: Some(date(2021, 9, 15)),
            ikrar: None,
            akta: Some(akta(date(2021, 9, 20))),
        };
        assert_eq!(
            finality.settle(DivorceKind::Gugat).unwrap().divorced_on,
            date(2021, 9, 15)
        );
    }

    #[test]
    fn a_cerai_talak_ends_it_when_the_ikrar_is_pronounced() {
        let finality = Finality {
            bht: Some(date(2021, 9, 15)),
            ikrar: Some(date(2021, 10, 5)),
            akta: Some(akta(date(2021, 10, 6))),
        };
        assert_eq!(
            finality.settle(DivorceKind::Talak).unwrap().divorced_on,
            date(2021, 10, 5)
        );
    }

    #[test]
    fn a_talak_without_ikrar_never_settles() {
        let finality = Finality {
            bht: Some(date(2021, 9, 15)),
            ikrar: None,
            akta: Some(akta(date(2021, 9, 20))),
        };
        assert_eq!(finality.settle(DivorceKind::Talak), Err(vec![Missing::Ikrar]));
        assert_eq!(
            finality.check(DivorceKind::Talak, date(2021, 9, 1), date(2022, 1, 1)),
            Err(FinalityError::AktaWithoutEnd)
        );
    }

    #[test]
    fn everything_missing_is_told_at_once() {
        assert_eq!(
            Finality::default().settle(DivorceKind::Talak),
            Err(vec![Missing::Bht, Missing::Ikrar, Missing::Akta])
        );
        assert_eq!(
            Finality::default().settle(DivorceKind::Gugat),
            Err(vec![Missing::Bht, Missing::Akta])
        );
    }

    #[test]
    fn dates_run_from_ruling_to_certificate() {
        use FinalityError as E;
        let (ruling, today) = (date(2021, 9, 1), date(2021, 12, 1));
        let bht = Some(date(2021, 9, 15));
        let check = |kind, bht, ikrar, akta| Finality { bht, ikrar, akta }.check(kind, ruling, today);
        let (gugat, talak) = (DivorceKind::Gugat, DivorceKind::Talak);
        assert_eq!(
            check(gugat, Some(date(2021, 8, 31)), None, None),
            Err(E::BhtBeforeRuling)
        );
        assert_eq!(
            check(gugat, bht, Some(date(2021, 9, 20)), None),
            Err(E::IkrarForGugat)
        );
        assert_eq!(
            check(talak, bht, Some(date(2021, 9, 14)), None),
            Err(E::IkrarBeforeBht)
        );
        assert_eq!(
            check(talak, None, Some(date(2021, 9, 14)), None),
            Err(E::IkrarWithoutBht)
        );
        assert_eq!(
            check(gugat, bht, None, Some(akta(date(2021, 9, 14)))),
            Err(E::AktaBeforeEnd)
        );
        assert_eq!(
            check(gugat, None, None, Some(akta(date(2021, 9, 14)))),
            Err(E::AktaWithoutEnd)
        );
        assert_eq!(
            check(gugat, Some(date(2021, 12, 2)), None, None),
            Err(E::Future("the BHT date"))
        );
        assert_eq!(
            Finality::default().check(gugat, date(2021, 12, 2), today),
            Err(E::Future("the ruling date"))
        );
        assert_eq!(check(gugat, bht, None, Some(akta(date(2021, 9, 15)))), Ok(()));
        assert_eq!(check(talak, bht, bht, Some(akta(date(2021, 9, 15)))), Ok(()));
    }

    #[test]
    fn the_court_may_add_but_not_rewrite() {
        let first = Finality {
            bht: Some(date(2021, 9, 15)),
            ..Finality::default()
        };
        let added = first
            .completed(&Finality {
                akta: Some(akta(date(2021, 9, 20))),
                ..Finality::default()
            })
            .unwrap();
        assert_eq!(added.bht, first.bht);
        assert!(added.akta.is_some());
        let rewritten = Finality {
            bht: Some(date(2021, 9, 16)),
            ..Finality::default()
        };
        assert_eq!(first.completed(&rewritten), Err(Missing::Bht));
    }
}
