//! The letter about somebody who leaves the city, or lives elsewhere already.

use tuntas_domain::case::{CorrectedField, DocumentKind, Whom};
use tuntas_domain::decree::{Choice, Decree, Role};
use tuntas_domain::household::{Cause, Departure, Household, HouseholdState};
use tuntas_domain::identity::{AktaCeraiNumber, CaseId, MarriageCertificateNumber};
use tuntas_domain::people::{Marriage, PersonName, Text};
use tuntas_domain::plan::{CorrectedValue, Decision, Reversal};
use tuntas_register::Change;

use crate::town::{P, R, Town, decree, nik, sample_register};

/// A wish to leave.
#[expect(clippy::unnecessary_wraps, reason = "a party of a decree may have a choice")]
fn leave(destination: &str, region: Option<&str>) -> Option<Choice> {
    Some(Choice::Leave {
        destination: Text::parse(destination).unwrap(),
        region: region.map(|code| code.parse().unwrap()),
    })
}

/// The letter about a party, as [`bare`] text.
async fn letter(town: &Town, role: Role) -> String {
    town.print_shop().await;
    bare(&town.text(&town.document(role, DocumentKind::Notice).await))
}

/// Without white space and the colons of labels.
fn bare(words: &str) -> String {
    words
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ':')
        .collect()
}

fn says(letter: &str, told: &[&str]) {
    for words in told {
        let words = bare(words);
        assert!(letter.contains(&words), "{words} is missing from {letter}");
    }
}

fn keeps_to_itself(letter: &str, secrets: &[&str]) {
    for words in secrets {
        let words = bare(words);
        assert!(!letter.contains(&words), "{words} is in {letter}");
    }
}

/// She leaves with both children.
fn she_leaves(region: Option<&str>) -> Decree {
    let mut decree = decree("gugat-with-custody");
    decree.parties[P].choice = leave("rumah orang tua, Lowokwaru", region);
    decree
}

#[tokio::test]
async fn a_mother_who_leaves_with_her_children_is_announced_where_she_goes() {
    let town = Town::new().await;
    town.registered(&she_leaves(Some("35.73"))).await;
    let letter = letter(&town, P).await;
    says(
        &letter,
        &[
            "Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Malang",
            "pindah dari Kota Pasuruan ke wilayah kerja Saudara",
            "Nama CONTOH DEWI LESTARI NIK 3575014211870001",
            "Tempat, tanggal lahir PASURUAN, 2 November 1987",
            "Nomor KK asal 3575022007140002",
            "Jl. Contoh Kenanga No. 12, RT 003/RW 001, Kelurahan Purutrejo, Kecamatan Purworejo, Kota Pasuruan, \
             Jawa Timur 67117",
            "rumah orang tua, Lowokwaru, Kota Malang (kode wilayah 35.73)",
            "Antar kabupaten/kota dalam satu provinsi",
            "Jenis kepindahan Anggota keluarga",
            "24 November 2026",
            "1 3575014211870001 CONTOH DEWI LESTARI ISTRI",
            "2 3575024508170001 CONTOH PUTRI LESTARI ANAK",
            "3 3575022902200001 CONTOH BAYU WIBOWO ANAK",
            "Status perkawinan CERAI HIDUP TERCATAT",
            "bukan pengganti Surat Keterangan Pindah WNI (SKPWNI)",
        ],
    );
    // The court writes her name with her title and her father's name, and says that she lives here.
    keeps_to_itself(
        &letter,
        &["S.Pd.", "binti", "AGUS", "bertempat tinggal di wilayah kerja"],
    );
}

#[tokio::test]
async fn without_a_region_the_letter_goes_where_she_says() {
    let town = Town::new().await;
    let mut decree = she_leaves(None);
    decree.parties[P].choice = leave("Kabupaten Malang", None);
    town.registered(&decree).await;
    let letter = letter(&town, P).await;
    says(
        &letter,
        &[
            "Kepala Dinas Kependudukan dan Pencatatan Sipil Kabupaten Malang",
            "Tujuan Kabupaten Malang Jenis kepindahan",
        ],
    );
    keeps_to_itself(&letter, &["kode wilayah", "Klasifikasi"]);
}

#[tokio::test]
async fn a_husband_whose_other_marriage_lasts_is_announced_as_married() {
    let mut register = sample_register();
    let other = Marriage {
        spouse: None,
        certificate: Some(MarriageCertificateNumber::parse("0101/011/II/2019").unwrap()),
        date: Some(jiff::civil::date(2019, 2, 2)),
    };
    register[0].members[0].person.marriages.push(other);
    let town = Box::pin(Town::of(register)).await;
    town.import_numbers().await;
    let mut decree = decree("gugat-without-children");
    decree.parties[R].choice = leave("Kota Denpasar", Some("51.71"));
    town.registered(&decree).await;
    let letter = letter(&town, R).await;
    says(
        &letter,
        &[
            "Status perkawinan KAWIN TERCATAT",
            "Antar provinsi",
            "Jenis kepindahan Kepala keluarga Tanggal",
        ],
    );
    keeps_to_itself(&letter, &["CERAI HIDUP", "SITI"]);
}

#[tokio::test]
async fn whom_an_officer_recognised_is_announced_by_the_registers_name() {
    let (town, mut decree) = (Town::new().await, decree("name-mismatch"));
    decree.parties[P].choice = leave("Kota Batu", Some("35.79"));
    town.accept(&decree).await;
    town.carry_on().await;
    town.decide(Decision::AcceptIdentity { role: P }).await;
    town.carry_on().await;
    let letter = letter(&town, P).await;
    says(&letter, &["Nama CONTOH MENTARI PUSPITA"]);
    keeps_to_itself(&letter, &["MENUR"]);
}

#[tokio::test]
async fn an_unknown_birth_place_is_left_out() {
    let mut register = sample_register();
    register[1].members[1].person.birth_place = Text::parse("-").unwrap();
    let town = Box::pin(Town::of(register)).await;
    town.registered(&she_leaves(None)).await;
    says(&letter(&town, P).await, &["Tanggal lahir 2 November 1987"]);
    keeps_to_itself(
        &letter(&town, P).await,
        &["Tempat, tanggal lahir", ", 2 November 1987"],
    );
}

#[tokio::test]
async fn who_leaves_later_is_announced_from_the_card_of_that_day() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    town.print_shop().await;
    let own = town.home(&nik(&decree, P)).await;
    town.choose(P, leave("Kota Malang", Some("35.73")).unwrap()).await;
    town.carry_on().await;
    let letter = letter(&town, P).await;
    says(
        &letter,
        &[
            &format!("Nomor KK asal {}", own.number),
            "Jl. Contoh Kutilang No. 3",
            "Kepala keluarga dan seluruh anggota keluarga",
            "CONTOH DEWI LESTARI KEPALA KELUARGA",
            "Tujuan Kota Malang (kode wilayah 35.73)",
        ],
    );
}

#[tokio::test]
async fn a_correction_tells_of_the_move_again_and_a_reversal_of_the_marriage_alone() {
    let (town, decree) = (Town::new().await, she_leaves(Some("35.73")));
    town.registered(&decree).await;
    let first = letter(&town, P).await;
    says(&first, &["Nomor akta cerai 0143/AC/2026/PA.Pas"]);
    let akta = AktaCeraiNumber::parse("0999/AC/2026/PA.Pas").unwrap();
    town.correct(
        Whom::Party { role: R },
        CorrectedField::DivorceCertificate,
        CorrectedValue::DivorceCertificate(akta),
    )
    .await;
    town.carry_on().await;
    let again = letter(&town, P).await;
    says(
        &again,
        &[
            "Ralat pemberitahuan perceraian dan kepindahan penduduk",
            "0999/AC/2026/PA.Pas",
            "Nomor KK asal 3575022007140002",
            "CONTOH BAYU WIBOWO",
        ],
    );

    town.reverse(Reversal::Cassation).await;
    town.carry_on().await;
    let undone = letter(&town, P).await;
    says(
        &undone,
        &[
            "dinyatakan tidak berlaku karena putusan kasasi",
            "Nama CONTOH DEWI LESTARI",
            "Status perkawinan KAWIN TERCATAT",
        ],
    );
    keeps_to_itself(&undone, &["KK asal", "BAYU", "CERAI HIDUP"]);
}

/// He moved away by another case, and the register keeps what it knew of him.
async fn has_left(town: &Town, home: &Household) {
    let member = home.members[0].clone();
    let nik = member.person.nik.clone();
    let mut after = home.clone();
    (after.version, after.cause) = (2, Cause::Case(CaseId(uuid::Uuid::from_u128(99))));
    (after.members, after.state) = (Vec::new(), HouseholdState::Closed);
    after.departed = vec![Departure {
        member,
        with: nik.clone(),
        destination: Text::parse("Kabupaten Pasuruan").unwrap(),
        region: None,
    }];
    let change = Change {
        before: std::slice::from_ref(home),
        after: &[after],
        taken: &[],
        by_hand: &[],
        departures: &[nik],
        arrivals: &[],
        reissued: &[],
    };
    let writes = town.register().change(&change).unwrap();
    tuntas_tables::commit(town.tables.client(), writes).await.unwrap();
}

#[tokio::test]
async fn who_left_once_is_announced_by_the_record_where_the_court_means_the_same_person() {
    for same in [true, false] {
        let mut register = sample_register();
        let mut decree = decree("non-resident-respondent");
        let his = &mut register[11].members[0].person;
        his.marriages = vec![
            Marriage {
                spouse: decree.parties[P].nik.clone(),
                certificate: Some(decree.marriage.certificate.clone()),
                date: Some(decree.marriage.date),
            },
            Marriage {
                spouse: None,
                certificate: None,
                date: Some(jiff::civil::date(2020, 2, 2)),
            },
        ];
        let party = &mut decree.parties[R];
        let nik = Some(his.nik.clone());
        party.nik.clone_from(&nik);
        party.birth_date = his.birth_date;
        if same {
            party.name = PersonName::parse("Contoh Imam Syafii, S.H.").unwrap();
        }
        let hers = &mut register[5].members[2].person;
        hers.marriages[0].spouse = nik;
        let home = register[11].clone();
        let town = Box::pin(Town::of(register)).await;
        town.import_numbers().await;
        has_left(&town, &home).await;
        town.registered(&decree).await;

        let letter = letter(&town, R).await;
        says(
            &letter,
            &[
                "Kepala Dinas Kependudukan dan Pencatatan Sipil Kabupaten Pasuruan",
                "bertempat tinggal di wilayah kerja Saudara",
                "Alamat Kabupaten Pasuruan",
            ],
        );
        if same {
            says(
                &letter,
                &[
                    "Nama CONTOH IMAM SYAFII NIK",
                    "Tempat, tanggal lahir PASURUAN, 7 Juli 1987",
                ],
            );
            says(&letter, &["Status perkawinan KAWIN TERCATAT"]);
        } else {
            // A wrong digit in the court's file gives nobody's record away.
            says(&letter, &["Nama CONTOH EKO SAPUTRA NIK", "CERAI HIDUP TERCATAT"]);
            keeps_to_itself(&letter, &["IMAM", "Tempat, tanggal lahir"]);
        }
    }
}
