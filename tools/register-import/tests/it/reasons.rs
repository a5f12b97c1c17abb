//! Every reason why a row is rejected, and what stays in the office's hands then.

use std::collections::BTreeSet;

use register_import::extract::Reason;
use register_import::import::Job;
use tuntas_domain::identity::CityCode;

use crate::town::{
    ANI, BUDI, CERTIFICATE, NUMBER, Office, Row, SITI, alone, csv, family, married, person, rejected,
};

/// What one changed field of Siti's row makes of her household.
const OF_ONE_ROW: &[(&str, &str, Reason)] = &[
    ("NIK", "35750155O6900001", Reason::NikDigits),
    ("NIK", "357501550690000", Reason::NikLength),
    ("NIK", "3575015513900001", Reason::NikBirthDigits),
    ("NIK", "3575015506900000", Reason::NikSerial),
    ("NAMA_LGKP", "", Reason::Name),
    ("JENIS_KLMIN", "3", Reason::Sex),
    ("TMPT_LHR", "", Reason::BirthPlace),
    ("TGL_LHR", "31-02-1990", Reason::BirthDate),
    ("TGL_LHR", "15-06-1890", Reason::BirthDateRange),
    ("TGL_LHR", "15-06-2090", Reason::BirthDateRange),
    ("AGAMA", "8", Reason::Religion),
    ("GOL_DRH", "C", Reason::BloodType),
    ("STAT_KWN", "7", Reason::MaritalStatus),
    ("STAT_KWN", "", Reason::MaritalStatus),
    ("TGL_KWN", "kemarin", Reason::MarriageDate),
    ("TGL_KWN", "10-12-1980", Reason::MarriageDateRange),
    ("TGL_CRAI", "99-99-9999", Reason::DivorceDate),
    ("TGL_CRAI", "10-12-2099", Reason::DivorceDateRange),
    ("STAT_HBKEL", "12", Reason::Relationship),
    ("PDDK_AKH", "11", Reason::Education),
    ("JENIS_PKRJN", "90", Reason::Occupation),
    ("KEWARGANEGARAAN", "3", Reason::Citizenship),
    ("NO_PASPOR", "CONTOH-PASPOR-TERLALU-PANJANG", Reason::Passport),
    (
        "NO_KITAS",
        "CONTOH-KITAS-YANG-TERLALU-PANJANG",
        Reason::StayPermit,
    ),
    ("NAMA_LGKP_AYAH", "CONTOH 李", Reason::FatherName),
    ("NAMA_LGKP_IBU", "CONTOH 李", Reason::MotherName),
    ("ALAMAT", "", Reason::Street),
    ("NO_RT", "1000", Reason::Rt),
    ("NO_RW", "RW 2", Reason::Rw),
    ("NO_KEL", "0", Reason::Region),
    ("NO_KEC", "010", Reason::AddressDiffers),
    ("NO_PROP", "3575", Reason::Region),
    ("KODE_POS", "6710", Reason::Postcode),
    ("STAT_HIDUP", "3", Reason::Vital),
    ("STAT_HIDUP", "0", Reason::Vital),
    ("ALAMAT", "JL. CONTOH NO. 2", Reason::AddressDiffers),
    ("JENIS_KLMIN", "1", Reason::SpouseSex),
    ("STAT_KWN", "CERAI HIDUP TERCATAT", Reason::SpouseStatus),
];

#[tokio::test]
async fn one_bad_row_keeps_its_household_out_and_says_why() {
    for (column, value, reason) in OF_ONE_ROW {
        let mut rows = family();
        rows[1] = rows[1].clone().with(column, value);
        let neighbour = alone(1);
        rows.push(neighbour.clone());
        let office = Office::of(&rows);
        let figures = office.import().await;
        assert_eq!(
            (figures.new, figures.rejected, figures.rejected_rows),
            (1, 1, 3),
            "{column} {value}"
        );
        assert!(office.household(NUMBER).await.is_none());
        assert!(office.household(neighbour.get("NO_KK")).await.is_some());
        let out = rejected(&office.job().rejected);
        let codes: Vec<&str> = out.iter().map(|row| row["ALASAN_KODE"].as_str()).collect();
        assert_eq!(
            codes,
            ["other_row", reason.code(), "other_row"],
            "{column} {value}"
        );
        assert_eq!(out[1]["ALASAN"], reason.sentence());
        assert_eq!(
            out[1]["KOLOM"],
            reason.column().map_or("", |column| column.name())
        );
        // The row is as it was.
        for name in ["NIK", "NO_KK", "NAMA_LGKP", "TGL_LHR", column] {
            assert_eq!(out[1][name], rows[1].get(name), "{name}");
        }
    }
}

/// Whole households, and the reason for each of their rows.
fn of_households() -> Vec<(Vec<Row>, Vec<Reason>)> {
    use Reason as R;
    let with = |at: usize, column: &'static str, value: &str| {
        let mut rows = family();
        rows[at] = rows[at].clone().with(column, value);
        rows
    };
    let everywhere = |column: &'static str, value: &str| -> Vec<Row> {
        family().into_iter().map(|row| row.with(column, value)).collect()
    };
    let child = |shdk: &str| person("3575011403150001", shdk).with("TGL_LHR", "14-03-2015");
    let second_wife = |certificate: &str| married(person("3575014907850003", "3"), certificate);
    let wives = |first: &str, second: &str| {
        vec![
            married(person(BUDI, "1"), CERTIFICATE),
            married(person(SITI, "3"), first),
            second_wife(second),
        ]
    };
    vec![
        (everywhere("NO_KK", "35750112011700O4"), vec![R::KkDigits; 3]),
        (everywhere("NO_KK", "357501120117"), vec![R::KkLength; 3]),
        (everywhere("NO_KK", ""), vec![R::KkLength; 3]),
        (everywhere("NO_KK", "3575011213170004"), vec![R::KkDateDigits; 3]),
        (everywhere("NO_KK", "3575011201170000"), vec![R::KkSerial; 3]),
        (with(0, "STAT_HBKEL", "11"), vec![R::NoHead; 3]),
        (
            with(2, "STAT_HBKEL", "1"),
            vec![R::SeveralHeads, R::OtherRow, R::SeveralHeads],
        ),
        (
            with(2, "NIK", BUDI),
            vec![R::PersonTwice, R::OtherRow, R::PersonTwice],
        ),
        (vec![child("1")], vec![R::ChildrenAlone]),
        (
            vec![child("1"), person(ANI, "11")],
            vec![R::HeadNotEligible, R::OtherRow],
        ),
        (
            with(0, "STAT_KWN", "CERAI HIDUP TERCATAT"),
            vec![R::SpouseStatus, R::OtherRow, R::OtherRow],
        ),
        (
            with(1, "NO_AKTA_KWN", "0099/099/XII/2016"),
            vec![R::CertificatesDiffer, R::CertificatesDiffer, R::OtherRow],
        ),
        (
            wives(CERTIFICATE, CERTIFICATE),
            vec![R::OtherRow, R::CertificatesShared, R::CertificatesShared],
        ),
        (
            wives("", ""),
            vec![R::OtherRow, R::CertificatesShared, R::CertificatesShared],
        ),
        (wives("1/1/I/2001", "2/2/I/2002"), vec![R::CertificatesDiffer; 3]),
    ]
}

#[tokio::test]
async fn a_household_that_breaks_a_rule_is_rejected_as_a_whole() {
    for (rows, reasons) in of_households() {
        let office = Office::of(&rows);
        let figures = office.import().await;
        assert_eq!((figures.new, figures.rejected), (0, 1), "{reasons:?}");
        let expected: Vec<(String, String)> = rows
            .iter()
            .zip(&reasons)
            .map(|(row, reason)| (row.get("NIK").to_owned(), reason.code().to_owned()))
            .collect();
        assert_eq!(office.rejected(), expected);
    }
}

#[tokio::test]
async fn a_household_without_end_is_rejected_without_filling_the_memory() {
    let mut rows: Vec<Row> = (0..300)
        .map(|serial| alone(serial).with("NO_KK", NUMBER))
        .collect();
    rows.push(alone(1).with("NO_KK", "3575011201170005").with("NIK", BUDI));
    let office = Office::of(&rows);
    let figures = office.import().await;
    assert_eq!((figures.new, figures.rejected_rows), (1, 300));
    assert_eq!(figures.reasons[Reason::TooManyMembers.code()], 300);
}

#[tokio::test]
async fn a_row_with_a_field_too_few_is_kept_readable() {
    let whole = String::from_utf8(csv(&family(), b',')).unwrap();
    let cut: Vec<&str> = whole
        .lines()
        .map(|line| {
            if line.contains(SITI) && !line.contains(ANI) {
                line.rsplit_once(',').unwrap().0
            } else {
                line
            }
        })
        .collect();
    let office = Office::with(cut.join("\n").as_bytes());
    office.import().await;
    let code = |reason: Reason| reason.code().to_owned();
    assert_eq!(
        office.rejected(),
        [
            (BUDI.to_owned(), code(Reason::OtherRow)),
            (SITI.to_owned(), code(Reason::RowFields)),
            (ANI.to_owned(), code(Reason::OtherRow)),
        ]
    );
}

#[tokio::test]
async fn a_household_of_another_city_is_rejected_where_one_was_named() {
    let office = Office::of(&[alone(1), alone(2).with("NO_KAB", "14")]);
    let job = Job {
        region: Some(CityCode::parse("35.75").unwrap()),
        ..office.job()
    };
    let figures = office.run(&job).await.unwrap();
    assert_eq!(figures.new, 1);
    assert_eq!(figures.reasons[Reason::RegionOutside.code()], 1);
}

#[tokio::test]
async fn a_person_on_two_households_stays_on_the_first() {
    let second = vec![alone(1), person(ANI, "4").with("NO_KK", alone(1).get("NO_KK"))];
    let rows: Vec<Row> = family().into_iter().chain(second).collect();
    let office = Office::of(&rows);
    let figures = office.import().await;
    assert_eq!((figures.new, figures.rejected), (1, 1));
    assert_eq!(
        office.rejected(),
        [
            (alone(1).get("NIK").to_owned(), Reason::OtherRow.code().to_owned()),
            (ANI.to_owned(), Reason::PersonElsewhere.code().to_owned()),
        ]
    );
    assert_eq!(office.citizen(ANI).await.nik.as_str(), ANI);
}

#[tokio::test]
async fn who_left_the_city_does_not_come_back_by_an_extract() {
    let office = Office::of(&family());
    office.import().await;
    let before = office.household(NUMBER).await.unwrap();
    let mut after = before.clone();
    after.version = 2;
    let gone = after.members.pop().unwrap().person.nik;
    let change = tuntas_register::Change {
        before: std::slice::from_ref(&before),
        after: std::slice::from_ref(&after),
        taken: &[],
        by_hand: &[],
        departures: std::slice::from_ref(&gone),
        arrivals: &[],
        reissued: &[],
    };
    let writes = office.register.change(&change).unwrap();
    tuntas_tables::commit(&office.tables.database(), writes)
        .await
        .unwrap();

    let row = person(ANI, "1").with("NO_KK", alone(1).get("NO_KK"));
    let later = office.next(&csv(&[row], b','));
    let figures = later.import().await;
    assert_eq!(figures.reasons[Reason::PersonDeparted.code()], 1);
}

#[test]
fn every_reason_has_a_story() {
    let mut told: BTreeSet<Reason> = OF_ONE_ROW.iter().map(|(_, _, reason)| *reason).collect();
    told.extend(of_households().into_iter().flat_map(|(_, reasons)| reasons));
    // Stories of their own, above.
    told.extend([
        Reason::RowFields,
        Reason::RegionOutside,
        Reason::TooManyMembers,
        Reason::PersonElsewhere,
        Reason::PersonDeparted,
        // And in `later`.
        Reason::NumberTaken,
        Reason::ChangedHere,
        Reason::Older,
        Reason::Closed,
        Reason::HeadChanged,
        Reason::MemberMissing,
        Reason::MovesWith,
        Reason::DivorceOnRecord,
    ]);
    let untold: Vec<&Reason> = Reason::ALL
        .iter()
        .filter(|reason| !told.contains(reason))
        .collect();
    assert!(untold.is_empty(), "{untold:?}");
    let codes: BTreeSet<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!(codes.len(), Reason::ALL.len());
}
