//! Grounds, each with how certain it is.

pub(super) const NUMBER_WITH_HEAD: &str =
    "The number lasts until the head changes, and a head who moves takes it along: UU 23/2006 art. 61(3)";
pub(super) const NEW_CARD: &str = "KK with a new number on a change of head, a split, or a move the head does not follow: \
     Permendagri 108/2019 art. 1 no. 13";
pub(super) const SPLIT: &str =
    "An own card at 17, or once married, also at the same address: Permendagri 108/2019 art. 10(4)";
pub(super) const BHT: &str = "Divorced from the day the ruling is final: KHI art. 146(2)";
pub(super) const IKRAR: &str = "Divorced from the day of the *ikrar talak*: UU 7/1989 art. 71(2)";
pub(super) const STATUS: &str = "*Cerai hidup tercatat* needs the certificate; the KTP-el says *cerai hidup*: practice of \
     registries, KTP-el wording partly (GK)";
pub(super) const ONE_CARD: &str = "A person is on one card only: practice of SIAK";
pub(super) const RELATIONS: &str =
    "Relations are told anew to the new head: (INF) from UU 23/2006 art. 61(1)";
pub(super) const MINOR: &str =
    "Below 17 nobody has an own card; they join that of an adult: Permendagri 108/2019 art. 12";
pub(super) const CUSTODY: &str =
    "Ruling on *hak asuh*, else a statement signed by both: requirements of registries";
pub(super) const SILENT: &str =
    "Silent on custody: the child stays and the case is flagged: (INF) from disputes reported";
pub(super) const OWN_WILL: &str =
    "From 17 on a person decides about their card: (INF) from Permendagri 108/2019 art. 10(4)";
pub(super) const PARENTS: &str = "The parents' columns do not change: (GK)";
pub(super) const ELSEWHERE: &str = "A registry issues for its own residents and tells the other one: (INF); residency is the register's, not the NIK's";
pub(super) const SKPWNI: &str = "Moving out is by SKPWNI, form F-1.03: requirements of registries";
pub(super) const CONSENT: &str = "The host's head declares to take them in (*pernyataan bersedia menampung*): Dirjen Dukcapil 470/13287, 2021";
pub(super) const ONE_MARRIAGE: &str = "A ruling ends one marriage, named by number and date: SEMA 1/2017";
pub(super) const NOTICE: &str = "A marriage recorded in another region: its registry is told, for the note in the margin: \
     practice of registries";
pub(super) const IDENTITY: &str = "Digits of the NIK prove nothing, the record does: Permendagri 108/2019 art. 15(3); a \
     mismatch goes to a person: (INF)";
pub(super) const DEATH: &str = "A card is for the living, and a dead head's number is not used again: (INF) from UU \
     23/2006 art. 61(3)";
pub(super) const EVIDENCE: &str = "Nothing changes before an officer has seen the evidence: (INF)";
pub(super) const SIAK: &str = "Numbers are issued by SIAK and never made up: practice of SIAK";
pub(super) const DUTY: &str =
    "Holding back only where the ruling orders it, never a child's papers: (INF) from a local practice";
pub(super) const REVERSAL: &str = "Annulment of a divorce: Perpres 96/2018 art. 44, Permendagri 108/2019 art. 60; cassation and \
     review alike: (INF)";
pub(super) const CORRECTION: &str = "*Pembetulan*; the NIK stays: Permendagri 108/2019 art. 15(3)";
pub(super) const LATER: &str = "A new version each time, nothing is rewritten: (INF)";
