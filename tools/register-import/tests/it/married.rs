//! Who is married to whom, and what else rows tell of people.

use register_import::import::Job;
use tuntas_domain::identity::{MarriageCertificateNumber, Nik};
use tuntas_domain::people::{BloodType, Citizenship, MaritalStatus, Marriage, Relationship};

use crate::town::{ANI, BUDI, CERTIFICATE, NUMBER, Office, Row, SITI, family, married, person};

const FATHER: &str = "3575010102600004";
const MOTHER: &str = "3575014302620005";

/// Spouse's NIK and certificate of each marriage.
fn marriages(marriages: &[Marriage]) -> Vec<(Option<&str>, Option<&str>)> {
    marriages
        .iter()
        .map(|marriage| {
            (
                marriage.spouse.as_ref().map(Nik::as_str),
                marriage
                    .certificate
                    .as_ref()
                    .map(MarriageCertificateNumber::as_str),
            )
        })
        .collect()
}

async fn imported(rows: &[Row]) -> Office {
    let office = Office::of(rows);
    let figures = office.import().await;
    assert_eq!(figures.rejected, 0, "{:?}", figures.reasons);
    office
}

#[tokio::test]
async fn a_couple_is_married_to_each_other() {
    let office = imported(&family()).await;
    let (budi, siti) = (office.citizen(BUDI).await, office.citizen(SITI).await);
    assert_eq!(marriages(&budi.marriages), [(Some(SITI), Some(CERTIFICATE))]);
    assert_eq!(marriages(&siti.marriages), [(Some(BUDI), Some(CERTIFICATE))]);
    assert_eq!(budi.marital_date().unwrap().to_string(), "2016-12-10");
    assert!(office.citizen(ANI).await.marriages.is_empty());
    assert_eq!(office.citizen(ANI).await.mother_nik.unwrap().as_str(), SITI);
    let home = office.household(NUMBER).await.unwrap();
    assert_eq!(home.issued_on.to_string(), "2017-01-12");
    assert_eq!(home.address.kelurahan.as_str(), "35.75.01.1001");
    assert_eq!(
        (home.address.rt.as_str(), home.address.rw.as_str()),
        ("001", "002")
    );
}

#[tokio::test]
async fn one_certificate_in_either_row_is_enough() {
    for (his, hers) in [
        (CERTIFICATE, "-"),
        ("", CERTIFICATE),
        ("35/5/xii/2016", CERTIFICATE),
    ] {
        let mut rows = family();
        rows[0] = rows[0].clone().with("NO_AKTA_KWN", his);
        rows[1] = rows[1].clone().with("NO_AKTA_KWN", hers);
        let office = imported(&rows).await;
        let budi = office.citizen(BUDI).await;
        let [marriage] = budi.marriages.as_slice() else {
            panic!("{his} {hers}");
        };
        assert_eq!(marriage.spouse.as_ref().unwrap().as_str(), SITI);
        let certificate = marriage.certificate.clone().unwrap();
        assert_eq!(certificate, CERTIFICATE.parse().unwrap());
    }
}

#[tokio::test]
async fn a_marriage_on_no_record_is_still_a_marriage() {
    let rows: Vec<Row> = family()
        .into_iter()
        .map(|row| {
            if row.get("NO_AKTA_KWN").is_empty() {
                row
            } else {
                row.with("NO_AKTA_KWN", "")
                    .with("TGL_KWN", "00-00-0000")
                    .with("STAT_KWN", "KAWIN")
            }
        })
        .collect();
    let office = imported(&rows).await;
    let budi = office.citizen(BUDI).await;
    assert_eq!(budi.marital_status, MaritalStatus::MarriedUnrecorded);
    assert_eq!(marriages(&budi.marriages), [(Some(SITI), None)]);
}

#[tokio::test]
async fn a_husband_of_two_has_two_marriages() {
    let second = "3575014907850003";
    let rows = [
        married(person(BUDI, "1"), CERTIFICATE),
        married(person(SITI, "3"), CERTIFICATE),
        married(person(second, "3"), "0077/007/I/2020").with("TGL_KWN", "05-01-2020"),
    ];
    let office = imported(&rows).await;
    let budi = office.citizen(BUDI).await;
    assert_eq!(
        marriages(&budi.marriages),
        [
            (Some(SITI), Some(CERTIFICATE)),
            (Some(second), Some("0077/007/I/2020"))
        ]
    );
    assert_eq!(budi.marriages[1].date.unwrap().to_string(), "2020-01-05");
    assert_eq!(marriages(&office.citizen(second).await.marriages).len(), 1);
}

#[tokio::test]
async fn the_second_couple_in_the_house_is_found_by_its_certificate() {
    let mut rows = family();
    rows.push(married(person(FATHER, "7"), "0001/001/I/1985").with("TGL_KWN", "01-02-1985"));
    rows.push(married(person(MOTHER, "7"), "1/1/i/1985").with("TGL_KWN", "01-02-1985"));
    let office = imported(&rows).await;
    assert_eq!(
        marriages(&office.citizen(FATHER).await.marriages),
        [(Some(MOTHER), Some("0001/001/I/1985"))]
    );
    assert_eq!(
        office.citizen(MOTHER).await.marriages[0]
            .spouse
            .as_ref()
            .unwrap()
            .as_str(),
        FATHER
    );
}

#[tokio::test]
async fn a_spouse_elsewhere_is_not_invented() {
    let office = imported(&[married(person(SITI, "1"), CERTIFICATE), person(ANI, "4")]).await;
    assert_eq!(
        marriages(&office.citizen(SITI).await.marriages),
        [(None, Some(CERTIFICATE))]
    );
}

/// A ruling would find an entry that says nothing by nothing.
#[tokio::test]
async fn a_marriage_of_which_the_row_tells_nothing_is_no_entry() {
    for told in ["KAWIN", "KAWIN TERCATAT"] {
        let office = imported(&[person(SITI, "1").with("STAT_KWN", told), person(ANI, "4")]).await;
        let siti = office.citizen(SITI).await;
        assert!(siti.marital_status.is_married());
        assert_eq!(siti.marriages, []);
    }
    let office = imported(&[person(SITI, "1")
        .with("STAT_KWN", "KAWIN")
        .with("TGL_KWN", "10-12-2016")])
    .await;
    assert_eq!(office.citizen(SITI).await.marriages.len(), 1);
}

#[tokio::test]
async fn the_head_comes_first_and_the_others_as_they_stand() {
    let mut rows = family();
    rows.rotate_left(1);
    let home = imported(&rows).await.household(NUMBER).await.unwrap();
    let order: Vec<Relationship> = home.members.iter().map(|member| member.relationship).collect();
    assert_eq!(
        order,
        [Relationship::Head, Relationship::Wife, Relationship::Child]
    );
}

#[tokio::test]
async fn what_is_not_on_record_is_left_open() {
    let office = imported(&[person(SITI, "1")
        .with("NAMA_LGKP_AYAH", "-")
        .with("NIK_IBU", "0000000000000000")
        .with("KODE_POS", "0")])
    .await;
    let siti = office.citizen(SITI).await;
    assert_eq!((siti.father.as_str(), siti.mother.as_str()), ("-", "-"));
    assert_eq!(siti.mother_nik, None);
    assert_eq!(siti.blood_type, BloodType::Unknown);
    assert_eq!(siti.citizenship, Citizenship::Wni);
    let foreign = imported(&[person(SITI, "1").with("NO_KITAS", "2C21JE0001")]).await;
    assert_eq!(foreign.citizen(SITI).await.citizenship, Citizenship::Wna);
}

#[tokio::test]
async fn what_is_odd_is_counted_and_keeps_nobody_out() {
    let office = Office::of(&[person(SITI, "1")
        .with("TGL_LHR", "16-06-1990")
        .with("STAT_KWN", "CERAI HIDUP")
        .with("TGL_CRAI", "01/03/2020")
        .with("NO_AKTA_CRAI", "3575-CR-01032020-0001")
        .with("NO_AKTA_KWN", "lihat berkas")
        .with("NIK_AYAH", "12")]);
    let figures = office.import().await;
    assert_eq!(figures.new, 1);
    let counted: Vec<(&str, u64)> = figures
        .warnings
        .iter()
        .map(|(code, count)| (code.as_str(), *count))
        .collect();
    assert_eq!(
        counted,
        [
            ("divorce_certificate_not_kept", 1),
            ("marriage_certificate_not_kept", 1),
            ("nik_digits_disagree", 1),
            ("parent_nik_not_kept", 1)
        ]
    );
    let siti = office.citizen(SITI).await;
    assert_eq!(siti.marital_status, MaritalStatus::Divorced);
    assert_eq!(siti.divorced_on.unwrap().to_string(), "2020-03-01");
    assert_eq!(siti.divorce_certificate, None);
}

#[tokio::test]
async fn nobody_guesses_what_a_number_of_the_marital_status_means() {
    let office = Office::of(&[person(SITI, "1").with("STAT_KWN", "4")]);
    let job = Job {
        marital_codes: None,
        ..office.job()
    };
    let stopped = office.run(&job).await;
    assert!(matches!(
        stopped,
        Err(register_import::import::Stop::MaritalCodes)
    ));
    for (codes, status) in [
        (
            register_import::extract::MaritalCodes::Six,
            MaritalStatus::Divorced,
        ),
        (
            register_import::extract::MaritalCodes::Four,
            MaritalStatus::Widowed,
        ),
    ] {
        let office = Office::of(&[person(SITI, "1").with("STAT_KWN", "4")]);
        let job = Job {
            marital_codes: Some(codes),
            ..office.job()
        };
        office.run(&job).await.unwrap();
        assert_eq!(office.citizen(SITI).await.marital_status, status);
    }
}
