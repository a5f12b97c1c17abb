//! What SIAK has recorded since the first import, told by a later extract.

use jiff::civil::{Date, date};
use register_import::extract::{Column, Reason};
use register_import::import::{Destination, Figures, Stop};
use tuntas_domain::decree::Role;
use tuntas_domain::household::{Cause, HouseholdState};
use tuntas_domain::people::{MaritalStatus, Vital};
use tuntas_domain::plan::Hold;
use tuntas_tables::CommitError;

use crate::court::{AKTA, BHT, HERS, carried_out, divorced, entered, ruling};
use crate::town::{
    ANI, BUDI, CERTIFICATE, NUMBER, Office, Row, SITI, alone, csv, csv_of, family, married, person,
};

pub(crate) const FIRST: Date = date(2026, 9, 1);
const OCTOBER: Date = date(2026, 10, 1);
const NOVEMBER: Date = date(2026, 11, 1);

/// A child born this year.
const RINI: &str = "3575015203260001";

/// What a column says of somebody by now.
fn with(mut rows: Vec<Row>, nik: &str, fields: &[(&'static str, &str)]) -> Vec<Row> {
    for row in rows.iter_mut().filter(|row| row.get("NIK") == nik) {
        for (column, value) in fields {
            *row = row.clone().with(column, value);
        }
    }
    rows
}

fn rini() -> Row {
    person(RINI, "4").with("TGL_LHR", "12-03-2026")
}

/// An office that has taken the family over.
pub(crate) async fn with_family() -> Office {
    let office = Office::of(&[]);
    assert_eq!(office.extract(&family(), FIRST).await.new, 1);
    office
}

fn counted(figures: &Figures) -> [u64; 4] {
    [figures.new, figures.updated, figures.known, figures.rejected]
}

/// The reason that all rows of a household have.
async fn refused(office: &Office, rows: &[Row], as_of: Date, reason: Reason) {
    let before = office.items();
    let figures = office.extract(rows, as_of).await;
    assert_eq!(figures.rejected, 1, "{figures:?}");
    assert!(
        figures.reasons.contains_key(reason.code()),
        "{:?}",
        figures.reasons
    );
    assert!(office.items() == before, "nothing was written");
}

#[tokio::test]
async fn who_died_since_is_not_divorced() {
    let office = with_family().await;
    assert_eq!(ruling(&office).await.hold(), None);
    let rows = with(family(), SITI, &[("STAT_HIDUP", "2")]);
    let rows = with(rows, BUDI, &[("STAT_KWN", "CERAI MATI"), ("STAT_HIDUP", "HIDUP")]);
    assert_eq!(counted(&office.extract(&rows, OCTOBER).await), [0, 1, 0, 0]);
    assert_eq!(
        ruling(&office).await.hold(),
        Some(Hold::PartyDeceased {
            role: Role::Petitioner
        })
    );
    let home = office.household(NUMBER).await.unwrap();
    assert_eq!((home.version, home.cause), (2, Cause::Import));
    assert_eq!(home.members.len(), 3, "until another card is made");
    let told = office.register.extract_of(home.id, 2).await.unwrap().unwrap();
    assert_eq!(told.as_of, OCTOBER);
    // The version before is still what it was.
    let before = office.register.version(home.id, 1).await.unwrap().unwrap();
    assert_eq!(before.members[1].person.vital, Vital::Alive);
    assert!(before.members[0].person.marital_status.is_married());
}

#[tokio::test]
async fn a_head_who_died_heads_the_card_until_there_is_another() {
    let office = with_family().await;
    let rows = with(family(), BUDI, &[("STAT_HIDUP", "MENINGGAL DUNIA")]);
    let rows = with(rows, SITI, &[("STAT_KWN", "CERAI MATI")]);
    let figures = office.extract(&rows, OCTOBER).await;
    assert_eq!(counted(&figures), [0, 1, 0, 0]);
    assert_eq!(figures.warnings["head_has_died"], 1);
    // Of her marriage nothing is left to be ended, and he is looked at either way.
    assert!(ruling(&office).await.hold().is_some());
    let his = office.citizen(BUDI).await;
    assert_eq!(his.vital, Vital::Deceased);
    assert!(office.citizen(SITI).await.marriages.is_empty());
}

#[tokio::test]
async fn nobody_comes_back_to_life_because_a_file_does_not_say_who_lives() {
    let office = with_family().await;
    let dead = with(family(), SITI, &[("STAT_HIDUP", "2")]);
    office.extract(&dead, OCTOBER).await;
    assert_eq!(counted(&office.extract(&family(), NOVEMBER).await), [0, 0, 1, 0]);
    assert_eq!(office.citizen(SITI).await.vital, Vital::Deceased);
    // Where it was a mistake, SIAK says so.
    let alive = with(family(), SITI, &[("STAT_HIDUP", "1")]);
    office.extract(&alive, NOVEMBER).await;
    assert_eq!(office.citizen(SITI).await.vital, Vital::Alive);
}

#[tokio::test]
async fn nobody_comes_back_to_life_by_a_sign_that_says_nothing() {
    let office = with_family().await;
    let dead = with(family(), SITI, &[("STAT_HIDUP", "MATI")]);
    office.extract(&dead, OCTOBER).await;
    for sign in [".", "?", "*"] {
        let unclear = with(family(), SITI, &[("STAT_HIDUP", sign)]);
        refused(&office, &unclear, NOVEMBER, Reason::Vital).await;
    }
    assert_eq!(office.citizen(SITI).await.vital, Vital::Deceased);
}

#[tokio::test]
async fn a_divorce_that_siak_has_already_is_seen() {
    let office = with_family().await;
    let divorce = [
        ("STAT_KWN", "CERAI HIDUP TERCATAT"),
        ("NO_AKTA_CRAI", AKTA),
        ("TGL_CRAI", "05-10-2026"),
        ("STAT_HBKEL", "9"),
    ];
    let rows = with(family(), SITI, &divorce);
    let rows = with(rows, BUDI, &divorce[..3]);
    assert_eq!(counted(&office.extract(&rows, OCTOBER).await), [0, 1, 0, 0]);
    assert_eq!(
        ruling(&office).await.hold(),
        Some(Hold::AlreadyDivorced {
            role: Role::Petitioner
        })
    );
}

#[tokio::test]
async fn who_married_somebody_else_since_is_seen() {
    let office = with_family().await;
    let rows: Vec<Row> = family()
        .into_iter()
        .map(|row| {
            if row.get("NIK") == SITI {
                married(row, "0077/007/X/2026")
                    .with("TGL_KWN", "12-10-2026")
                    .with("STAT_HBKEL", "9")
            } else if row.get("NIK") == BUDI {
                row.with("STAT_KWN", "CERAI HIDUP")
            } else {
                row
            }
        })
        .collect();
    assert_eq!(counted(&office.extract(&rows, NOVEMBER).await), [0, 1, 0, 0]);
    assert_eq!(
        ruling(&office).await.hold(),
        Some(Hold::RemarriedMeanwhile {
            role: Role::Petitioner
        })
    );
}

#[tokio::test]
async fn a_daughter_who_married_and_a_child_who_was_born_are_on_the_card() {
    let office = with_family().await;
    let mut rows = family();
    rows.push(rini());
    let rows = with(
        rows,
        ANI,
        &[("STAT_KWN", "KAWIN TERCATAT"), ("TGL_KWN", "02-10-2026")],
    );
    let rows = with(
        rows,
        BUDI,
        &[("JENIS_PKRJN", "15"), ("ALAMAT", "JL. CONTOH NO. 1")],
    );
    assert_eq!(counted(&office.extract(&rows, NOVEMBER).await), [0, 1, 0, 0]);
    let home = office.household(NUMBER).await.unwrap();
    let order: Vec<&str> = home
        .members
        .iter()
        .map(|member| member.person.nik.as_str())
        .collect();
    assert_eq!(order, [BUDI, SITI, ANI, RINI]);
    assert!(office.citizen(ANI).await.marital_status.is_married());
    assert_eq!(office.citizen(BUDI).await.occupation.as_str(), "KARYAWAN SWASTA");
    assert_eq!(office.citizen(RINI).await.birth_date, date(2026, 3, 12));
}

#[tokio::test]
async fn the_same_extract_again_changes_nothing() {
    let office = with_family().await;
    let mut rows = with(family(), SITI, &[("NAMA_LGKP", "CONTOH SITI AMINAH")]);
    rows.push(rini());
    rows.push(alone(1));
    assert_eq!(counted(&office.extract(&rows, OCTOBER).await), [1, 1, 0, 0]);
    let before = office.items();
    assert_eq!(counted(&office.extract(&rows, OCTOBER).await), [0, 0, 2, 0]);
    rows.reverse();
    assert_eq!(counted(&office.extract(&rows, NOVEMBER).await), [0, 0, 2, 0]);
    assert!(office.items() == before, "nor in another order, on a later day");
}

#[tokio::test]
async fn an_older_extract_brings_nothing_back() {
    let office = with_family().await;
    let rows = with(family(), SITI, &[("STAT_HIDUP", "2")]);
    office.extract(&rows, OCTOBER).await;
    let older = office.next(&csv(&family(), b','));
    assert!(matches!(
        older.run_as_of(FIRST).await,
        Err(Stop::Older(day)) if day == OCTOBER
    ));
    // One that was begun before the newer one stops at the household.
    office.forget_extracts().await;
    let alive = with(family(), SITI, &[("STAT_HIDUP", "1")]);
    refused(&office, &alive, FIRST, Reason::Older).await;
}

#[tokio::test]
async fn a_household_that_a_case_changed_is_left_alone_until_siak_has_entered_it() {
    let office = with_family().await;
    let after = divorced(&office).await;
    let before = office.items();
    // SIAK has said nothing new: no wonder, and no news.
    assert_eq!(counted(&office.extract(&family(), NOVEMBER).await), [0, 0, 1, 0]);
    let mut with_child = family();
    with_child.push(rini());
    refused(&office, &with_child, NOVEMBER, Reason::ChangedHere).await;
    // Entered, and the extract is of that day: it may be from before.
    entered(&office, &after, "2026-11-01T03:00:00Z").await;
    refused(&office, &with_child, NOVEMBER, Reason::ChangedHere).await;
    assert!(office.items() == before);

    let mut rows = siaks_cards();
    rows.push(rini());
    assert_eq!(
        counted(&office.extract(&rows, date(2026, 11, 2)).await),
        [0, 1, 1, 0],
        "hers is known, though SIAK's rows were never imported"
    );
    let his = office.household(NUMBER).await.unwrap();
    assert_eq!((his.version, his.members.len()), (3, 3));
    let budi = office.citizen(BUDI).await;
    assert_eq!(budi.marital_status, MaritalStatus::Divorced);
    assert_eq!(budi.divorce_certificate.unwrap().as_str(), AKTA);
    assert_eq!(budi.divorced_on, Some(BHT));
}

/// Both cards as SIAK has them once its operators have entered the divorce.
fn siaks_cards() -> Vec<Row> {
    let divorce = [
        ("STAT_KWN", "CERAI HIDUP"),
        ("NO_AKTA_KWN", ""),
        ("TGL_KWN", ""),
        ("TGL_CRAI", "05-10-2026"),
        ("AKTA_CRAI", "ADA"),
    ];
    let rows = with(family(), BUDI, &divorce);
    let rows = with(rows, SITI, &divorce);
    with(rows, SITI, &[("NO_KK", HERS), ("STAT_HBKEL", "1")])
}

#[tokio::test]
async fn without_the_feed_no_household_that_a_case_changed_is_touched() {
    let office = with_family().await;
    let after = divorced(&office).await;
    entered(&office, &after, "2026-10-15T03:00:00Z").await;
    let mut rows = siaks_cards();
    rows.push(rini());
    let again = office.next(&csv(&rows, b','));
    let destination = register_import::import::Destination {
        feed: None,
        as_of: NOVEMBER,
        ..again.destination()
    };
    let figures = again.run_into(&again.job(), &destination).await.unwrap();
    assert_eq!(figures.reasons[Reason::ChangedHere.code()], 3);
}

#[tokio::test]
async fn a_divorce_that_was_called_entered_and_is_not_stays() {
    let office = with_family().await;
    let after = divorced(&office).await;
    entered(&office, &after, "2026-10-15T03:00:00Z").await;
    // She moved; he is still married to her in SIAK.
    let rows: Vec<Row> = with(family(), ANI, &[("NAMA_LGKP", "CONTOH ANI")])
        .into_iter()
        .filter(|row| row.get("NIK") != SITI)
        .collect();
    refused(&office, &rows, NOVEMBER, Reason::DivorceOnRecord).await;
    let unmarried = with(rows, BUDI, &[("STAT_KWN", "BELUM KAWIN"), ("NO_AKTA_KWN", "")]);
    refused(&office, &unmarried, NOVEMBER, Reason::DivorceOnRecord).await;
    // A marriage after the divorce is another one.
    let again = with(
        unmarried,
        BUDI,
        &[
            ("STAT_KWN", "KAWIN TERCATAT"),
            ("NO_AKTA_KWN", "0078/008/X/2026"),
            ("TGL_KWN", "20-10-2026"),
        ],
    );
    assert_eq!(counted(&office.extract(&again, NOVEMBER).await), [0, 1, 0, 0]);
    let budi = office.citizen(BUDI).await;
    assert!(budi.marital_status.is_married());
    assert_eq!(budi.divorce_certificate.unwrap().as_str(), AKTA);
}

/// SIAK's clerk typed another day and no number, or another number: what the court said of the divorce stays.
#[tokio::test]
async fn a_divorce_that_was_entered_keeps_its_day_and_its_certificate() {
    let office = with_family().await;
    let after = divorced(&office).await;
    entered(&office, &after, "2026-10-15T03:00:00Z").await;
    let was = office.citizen(BUDI).await;
    let told = |number: &str| {
        let fields = [
            ("STAT_KWN", "CERAI HIDUP"),
            ("NO_AKTA_KWN", ""),
            ("TGL_KWN", ""),
            ("NO_AKTA_CRAI", number),
            ("TGL_CRAI", "09-10-2026"),
            ("NAMA_LGKP", "CONTOH BUDI PRASETYO"),
        ];
        let rows = with(family(), BUDI, &fields).into_iter();
        rows.filter(|row| row.get("NIK") != SITI).collect::<Vec<Row>>()
    };
    refused(
        &office,
        &told("9999/AC/2026/PA.Pas"),
        NOVEMBER,
        Reason::DivorceOnRecord,
    )
    .await;
    assert_eq!(counted(&office.extract(&told(""), NOVEMBER).await), [0, 1, 0, 0]);
    let now = office.citizen(BUDI).await;
    assert_eq!(
        (now.marital_status, now.divorced_on, now.divorce_certificate),
        (was.marital_status, was.divorced_on, was.divorce_certificate)
    );
    assert_ne!(now.name, was.name, "the rest is taken");
}

#[tokio::test]
async fn a_case_that_was_planned_before_an_import_notices() {
    let office = with_family().await;
    let planned = ruling(&office).await;
    let rows = with(family(), SITI, &[("STAT_HIDUP", "2")]);
    office.extract(&rows, OCTOBER).await;
    let before = office.household(NUMBER).await.unwrap();
    let refused = carried_out(&office, &planned).await;
    assert!(matches!(refused, Err(CommitError::Condition { .. })));
    assert_eq!(office.household(NUMBER).await.unwrap(), before);
    assert!(ruling(&office).await.hold().is_some());
}

#[tokio::test]
async fn a_column_that_a_file_lacks_takes_nothing_away() {
    let office = with_family().await;
    let full = with(
        family(),
        BUDI,
        &[
            ("GOL_DRH", "AB"),
            ("NAMA_LGKP_IBU", "CONTOH SUMI"),
            ("NO_PASPOR", "X1234567"),
        ],
    );
    let full = full
        .into_iter()
        .map(|row| row.with("KODE_POS", "67135"))
        .collect::<Vec<_>>();
    office.extract(&full, OCTOBER).await;
    let before = office.household(NUMBER).await.unwrap();
    let lean = full.iter().map(|row| {
        row.clone().with(
            "STAT_KWN",
            if row.get("NIK") == ANI {
                "BELUM KAWIN"
            } else {
                "KAWIN"
            },
        )
    });
    let mut columns = Column::ALL.to_vec();
    columns.retain(|column| column.is_required());
    let again = office.next(&csv_of(&columns, &lean.collect::<Vec<_>>(), b','));
    let figures = again.run_as_of(NOVEMBER).await.unwrap();
    assert_eq!(counted(&figures), [0, 0, 1, 0]);
    assert_eq!(office.household(NUMBER).await.unwrap(), before);
    // A certificate that cannot be read is not gone either.
    let illegible = with(full, BUDI, &[("NO_AKTA_KWN", "lihat berkas"), ("GOL_DRH", "")]);
    let illegible = with(illegible, SITI, &[("NO_AKTA_KWN", "lihat berkas")]);
    assert_eq!(counted(&office.extract(&illegible, NOVEMBER).await), [0, 1, 0, 0]);
    let budi = office.citizen(BUDI).await;
    assert_eq!(budi.marriages, before.members[0].person.marriages);
    assert_eq!(
        budi.blood_type.label(),
        "TIDAK TAHU",
        "what SIAK says to be unknown is"
    );
}

#[tokio::test]
async fn a_number_does_not_change_its_head_or_its_people() {
    let office = with_family().await;
    let rows = with(family(), BUDI, &[("STAT_HBKEL", "2")]);
    let rows = with(rows, SITI, &[("STAT_HBKEL", "1")]);
    refused(&office, &rows, OCTOBER, Reason::HeadChanged).await;
    let strangers = [alone(1).with("NO_KK", NUMBER)];
    refused(&office, &strangers, OCTOBER, Reason::NumberTaken).await;
    let without_ani: Vec<Row> = family().into_iter().filter(|row| row.get("NIK") != ANI).collect();
    refused(&office, &without_ani, OCTOBER, Reason::MemberMissing).await;
    assert_eq!(
        office.citizen(ANI).await.nik.as_str(),
        ANI,
        "and is where she was"
    );
}

/// Whoever mends the rows that were given back has mended a part.
#[tokio::test]
async fn rows_that_were_rejected_are_never_the_whole_city() {
    let office = with_family().await;
    let text = String::from_utf8(csv(&family(), b',')).unwrap();
    let mended: Vec<String> = text.lines().map(|line| format!("{line},ALASAN_KODE")).collect();
    std::fs::write(office.file(), mended.join("\n")).unwrap();
    let into = Destination {
        as_of: OCTOBER,
        whole: true,
        ..office.destination()
    };
    let stopped = office.run_into(&office.job(), &into).await;
    assert!(matches!(stopped, Err(Stop::WholeOfAPart)), "{stopped:?}");
}

#[tokio::test]
async fn a_closed_household_stays_closed() {
    let office = with_family().await;
    let gone: Vec<Row> = family().into_iter().map(|row| row.with("NO_KK", HERS)).collect();
    refused(&office, &gone, OCTOBER, Reason::PersonElsewhere).await;
    // Only of a whole extract it is known that nobody else is on the old card.
    assert_eq!(counted(&office.whole_extract(&gone, OCTOBER).await), [1, 0, 0, 0]);
    let closed = office.household(NUMBER).await.unwrap();
    assert_eq!((closed.state, closed.version), (HouseholdState::Closed, 2));
    refused(&office, &family(), NOVEMBER, Reason::Closed).await;
}

#[tokio::test]
async fn a_couple_that_siak_knows_without_number_and_day_waits_for_an_officer() {
    let office = Office::of(&[]);
    let rows: Vec<Row> = family()
        .into_iter()
        .map(|row| {
            if row.get("NO_AKTA_KWN") == CERTIFICATE {
                row.with("NO_AKTA_KWN", "").with("TGL_KWN", "")
            } else {
                row
            }
        })
        .collect();
    office.extract(&rows, FIRST).await;
    let paper = Some(Hold::PaperRecordOnly {
        role: Role::Petitioner,
    });
    assert_eq!(ruling(&office).await.hold(), paper);
    // Once SIAK has the book, the ruling is carried out by itself.
    office.extract(&family(), OCTOBER).await;
    assert_eq!(ruling(&office).await.hold(), None);
}
