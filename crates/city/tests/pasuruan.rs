//! The sample city, and every way its files can be wrong.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::path::Path;
use tuntas_city::{City, Duty, LoadError, Sources};
use tuntas_domain::identity::AidKind;
use tuntas_signatures::{Algorithm, Jwks, Signer};

const CITY_TOML: &str = include_str!("../../../cities/pasuruan/city.toml");
const WILAYAH_CSV: &str = include_str!("../../../cities/pasuruan/wilayah.csv");

/// Keys of PA Pasuruan, drawn for the test as the demonstration draws them.
fn keys() -> String {
    keys_of(Some("PA.Pas"))
}

fn keys_of(court: Option<&str>) -> String {
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", court).unwrap();
    Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json()
}

fn pasuruan() -> City {
    City::assemble(Sources {
        city_toml: CITY_TOML,
        wilayah_csv: WILAYAH_CSV,
        courts_jwks: &keys(),
    })
    .unwrap()
}

#[test]
fn pasuruan_has_34_kelurahan_in_4_kecamatan() {
    let city = pasuruan();
    assert_eq!(city.kelurahan.len(), 34);
    let kecamatan: Vec<_> = city
        .kecamatan()
        .iter()
        .map(|kecamatan| (kecamatan.code, kecamatan.name))
        .collect();
    assert_eq!(
        kecamatan,
        [
            ("35.75.01", "Gadingrejo"),
            ("35.75.02", "Purworejo"),
            ("35.75.03", "Bugul Kidul"),
            ("35.75.04", "Panggungrejo")
        ]
    );
    let per_kecamatan = |code: &str| city.kelurahan.iter().filter(|k| k.kecamatan_code == code).count();
    assert_eq!(
        ["35.75.01", "35.75.02", "35.75.03", "35.75.04"].map(per_kecamatan),
        [8, 7, 6, 13]
    );
    // Codes in the table have gaps (35.75.01.1008 does not exist); the look-up must not count.
    assert_eq!(city.kelurahan("35.75.01.1009").unwrap().name, "Gadingrejo");
    assert_eq!(city.kelurahan("35.75.04.1002").unwrap().name, "Tamba'an");
    assert_eq!(
        city.kelurahan("35.75.04.1002").unwrap().kecamatan_name,
        "Panggungrejo"
    );
    assert!(city.kelurahan("35.75.01.1008").is_none());
    // A village of the regency around the city.
    assert!(city.kelurahan("35.14.01.2001").is_none());
}

#[test]
fn pasuruan_is_a_sample_that_bears_nobodys_name() {
    let city = pasuruan();
    assert!(city.sample);
    assert!(city.office.head.name.contains("CONTOH"));
    assert_eq!(city.region_digits(), "3575");
    assert_eq!(city.time_zone().iana_name(), Some("Asia/Jakarta"));
}

#[test]
fn a_key_leads_to_its_court() {
    let city = pasuruan();
    let (court, key) = city.court_key("pa-pas-1").unwrap();
    assert_eq!(
        (court.name.as_str(), key.kid()),
        ("Pengadilan Agama Pasuruan", "pa-pas-1")
    );
    assert!(city.court_key("pa-pas-2").is_none());
    assert!(city.court("PA.Bgl").is_none());
}

#[test]
fn an_officer_has_a_client_of_their_own_and_a_scope_for_each_duty() {
    let city = pasuruan();
    assert_eq!(
        city.officer("petugas-03").unwrap().scopes(),
        ["officer/petugas-03", "tuntas/print.desk", "tuntas/cases.desk"]
    );
    assert!(city.officer("petugas-99").is_none());
    let scopes: std::collections::BTreeSet<_> = Duty::ALL.iter().map(|duty| duty.scope()).collect();
    assert_eq!(scopes.len(), Duty::ALL.len());
}

#[test]
fn somebody_else_can_agree_to_what_an_officer_proposes() {
    let one =
        "[[officers]]\ncode = \"petugas-01\"\nduties = [\"print\", \"cases\", \"approve\", \"feed\"]\n\n";
    let (before, after) = (
        CITY_TOML.find("[[officers]]").unwrap(),
        CITY_TOML.find("# Where the courier").unwrap(),
    );
    let toml = |officers: &str| format!("{}{officers}{}", &CITY_TOML[..before], &CITY_TOML[after..]);
    let said = faults(&toml(one), WILAYAH_CSV, &keys());
    assert!(
        said.contains("city.toml: officers: nobody but petugas-01 could agree to what petugas-01 proposes."),
        "{said}"
    );
    let printer = "[[officers]]\ncode = \"petugas-01\"\nduties = [\"print\"]\n\n";
    let said = faults(&toml(printer), WILAYAH_CSV, &keys());
    assert!(
        said.contains("officers: no officer has the duty of tuntas/cases.desk."),
        "{said}"
    );
    assert!(
        said.contains("officers: no officer has the duty of tuntas/register.feed."),
        "{said}"
    );
}

#[test]
fn a_function_reads_back_what_was_built() {
    let city = pasuruan();
    let json = city.to_json();
    assert_eq!(City::from_json(json.as_bytes()).unwrap(), city);
    assert_eq!(City::from_json(json.as_bytes()).unwrap().to_json(), json);

    let edited = json.replace("\"regionCode\": \"35.75\"", "\"regionCode\": \"35.14\"");
    assert!(matches!(
        City::from_json(edited.as_bytes()),
        Err(LoadError::Faulty(_))
    ));
    assert!(matches!(City::from_json(b"{}"), Err(LoadError::NotACity(_))));
    assert!(matches!(
        City::load(Path::new("no/such/folder")),
        Err(LoadError::Unreadable(_))
    ));
}

#[test]
fn the_folder_itself_builds_once_it_has_keys() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/pasuruan");
    let generated = std::env::temp_dir().join(format!("tuntas-city-{}.jwks.json", std::process::id()));
    std::fs::write(&generated, keys()).unwrap();
    let city = City::build(&folder, Some(&generated));
    std::fs::remove_file(&generated).unwrap();
    assert_eq!(city.unwrap().name, "Kota Pasuruan");

    let faults = City::build(&folder, Some(Path::new("no/such/keys.json"))).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "courts.jwks.json: file: could not be read (entity not found). \
         Put the courts' public keys there as a JWK set, or name another file."
    );
    assert_eq!(
        City::build(Path::new("no/such/city"), None).unwrap_err().0.len(),
        3
    );
}

/// The faults of a configuration, one a line.
fn faults(city_toml: &str, wilayah_csv: &str, courts_jwks: &str) -> String {
    City::assemble(Sources {
        city_toml,
        wilayah_csv,
        courts_jwks,
    })
    .unwrap_err()
    .to_string()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of examples, one a rule")]
fn each_fault_in_city_toml_names_field_rule_and_mend() {
    for (right, wrong, message) in [
        (
            "name = \"Pengadilan Agama Pasuruan\"",
            "name = \"Pengadilan Agama Pasuruan\"\nfile_principals = [\"*\"]",
            "city.toml: courts[0].file_principals: \"*\" names no account, role or user. Write an ARN such as",
        ),
        (
            "region_code = \"35.75\"",
            "region_code = \"3575\"",
            "city.toml: region_code: \"3575\" is not a region code PP.KK. \
             Use the code of the Ministry of Home Affairs, such as 35.75.",
        ),
        (
            "name = \"Kota Pasuruan\"",
            "name = \"\"",
            "city.toml: name: must be one line of text.",
        ),
        (
            "\"Asia/Jakarta\"",
            "\"WIB\"",
            "city.toml: timezone: \"WIB\" is not an IANA time zone.",
        ),
        (
            "[\"id\", \"en\"]",
            "[\"en\"]",
            "city.toml: languages: must contain \"id\"",
        ),
        (
            "[\"id\", \"en\"]",
            "[\"id\", \"Indonesia\"]",
            "city.toml: languages: must list each language once",
        ),
        (
            "[\"id\", \"en\"]",
            "[\"id\", \"id\"]",
            "city.toml: languages: must list each language once",
        ),
        (
            "\"PEMERINTAH KOTA PASURUAN\"",
            "\"\"",
            "city.toml: letterhead: must have one to four lines of text.",
        ),
        (
            "NAMA KEPALA DINAS (CONTOH)",
            "Siti Aminah",
            "city.toml: office.head.name: a sample city must not bear a real name.",
        ),
        (
            "nip = \"000000000000000000\"",
            "nip = \"198001012005012001\"",
            "city.toml: office.head.nip: a sample city must not bear a real NIP.",
        ),
        (
            "nip = \"000000000000000000\"",
            "nip = \"1980 0101\"",
            "city.toml: office.head.nip: must have 18 digits.",
        ),
        (
            "\nsample = true",
            "\nsample = false",
            "city.toml: office.head: a real city must bear the real head of office.",
        ),
        (
            "phone = \"(0343) 421717\"",
            "phone = \"-\"",
            "city.toml: complaints.phone: must be a telephone number.",
        ),
        (
            "dispendukcapil@pasuruan.go.id",
            "pasuruan.go.id",
            "city.toml: complaints.email: must be an e-mail",
        ),
        (
            "https://www.lapor.go.id",
            "www.lapor.go.id",
            "city.toml: complaints.national: must be an https address.",
        ),
        (
            "contact_phone = \"+6281200000000\"",
            "contact_phone = \"081200000000\"",
            "city.toml: pickup.contact_phone: must be +62 and 8 to 12 digits. \
             Replace the leading 0 by +62, without spaces.",
        ),
        (
            "\"67115\"",
            "\"6711\"",
            "city.toml: pickup.postal_code: must have five digits.",
        ),
        (
            "latitude = -7.6453",
            "latitude = 112.9075",
            "city.toml: pickup.latitude, pickup.longitude: must be",
        ),
        (
            "latitude = -7.6453",
            "latitude = nan",
            "city.toml: pickup.latitude, pickup.longitude: must be",
        ),
        (
            "code = \"PA.Pas\"",
            "code = \"Pasuruan\"",
            "city.toml: courts[0].code: \"Pasuruan\" is not a court's",
        ),
        (
            "code = \"petugas-02\"",
            "code = \"Siti Aminah\"",
            "city.toml: officers[1].code: must be 2 to 30 lower-case letters, digits and hyphens",
        ),
        (
            "code = \"petugas-02\"",
            "code = \"petugas-01\"",
            "city.toml: officers[1].code: petugas-01 occurs twice.",
        ),
        (
            "duties = [\"print\", \"feed\"]",
            "duties = [\"print\", \"print\"]",
            "city.toml: officers[3].duties: must list each duty of the officer once.",
        ),
        (
            "duties = [\"print\", \"feed\"]",
            "duties = [\"dance\"]",
            "city.toml: line ",
        ),
        (
            "province = ",
            "provinsi = ",
            "city.toml: line 12: unknown field `provinsi`",
        ),
        ("\nsample = true", "\nsample = yes", "city.toml: line 7: "),
        ("[pickup]", "[pick_up]", "city.toml: line "),
    ] {
        assert!(CITY_TOML.contains(right), "the sample lost {right}");
        let said = faults(&CITY_TOML.replacen(right, wrong, 1), WILAYAH_CSV, &keys());
        assert!(
            said.contains(message),
            "{wrong}\nexpected: {message}\nsaid: {said}"
        );
    }
}

#[test]
fn each_fault_in_the_table_names_line_rule_and_mend() {
    let bps = "3575010,Karangketug,3575010,Gadingrejo,35.75,Kota Pasuruan";
    for (right, wrong, message) in [
        (
            "kode_kelurahan,nama_kelurahan",
            "kode,nama",
            "wilayah.csv: line 1: the columns are not the expected ones. Make the first line \"kode_kelurahan,",
        ),
        (
            "35.75.01.1002,Gentong,35.75.01,Gadingrejo,35.75,Kota Pasuruan",
            "35.75.01.1002,Gentong",
            "wilayah.csv: line 3: the line does not have six columns",
        ),
        (
            "35.75.01.1001,Karangketug,35.75.01,Gadingrejo,35.75,Kota Pasuruan",
            bps,
            "Use the codes of the Ministry of Home Affairs, not those of BPS.",
        ),
        (
            "35.75.02.1001,Pohjentrek,35.75.02,Purworejo,35.75,Kota Pasuruan",
            "35.14.02.1001,Pohjentrek,35.14.02,Purworejo,35.14,Kabupaten Pasuruan",
            "wilayah.csv: line 10, kode_kota: 35.14 (Kabupaten Pasuruan) is another city than 35.75 (Kota Pasuruan).",
        ),
        (
            "35.75.01.1002,Gentong",
            "35.75.01.1001,Gentong",
            "wilayah.csv: 35.75.01.1001, kode_kelurahan: the code occurs twice.",
        ),
        (
            "Gentong,35.75.01,Gadingrejo",
            "Gentong,35.75.01,Gadingrejo'an",
            "wilayah.csv: 35.75.01.1002, nama_kecamatan: the kecamatan is called \"Gadingrejo'an\" here",
        ),
        (
            "35.75.01.1002,Gentong,35.75.01",
            "35.75.01.1002,Gentong,35.75.02",
            "wilayah.csv: 35.75.01.1002, kode_kelurahan: \"35.75.01.1002\" is not a code PP.KK.CC.DDDD inside its",
        ),
        (
            "35.75.01.1002,Gentong",
            "35.75.01.1002,",
            "wilayah.csv: 35.75.01.1002, nama_kelurahan: kelurahan and kecamatan must have a name.",
        ),
    ] {
        assert!(WILAYAH_CSV.contains(right), "the table lost {right}");
        let said = faults(CITY_TOML, &WILAYAH_CSV.replacen(right, wrong, 1), &keys());
        assert!(
            said.contains(message),
            "{wrong}\nexpected: {message}\nsaid: {said}"
        );
    }
    let other_region = CITY_TOML.replace("\"35.75\"", "\"35.76\"");
    let said = faults(&other_region, WILAYAH_CSV, &keys());
    assert!(
        said.contains("kode_kecamatan: \"35.75.01\" is not a code PP.KK.CC inside the city."),
        "{said}"
    );
    let header = WILAYAH_CSV.lines().next().unwrap();
    assert!(
        faults(CITY_TOML, header, &keys())
            .contains("wilayah.csv: kode_kelurahan: the city has no kelurahan.")
    );
}

#[test]
fn each_fault_in_the_keys_names_the_key() {
    for (keys, message) in [
        (
            keys_of(Some("PA.Bgl")),
            "courts.jwks.json: key \"pa-pas-1\", court: \"PA.Bgl\" is not among the city's courts. \
             List the court in city.toml or remove the key.",
        ),
        (
            keys_of(None),
            "courts.jwks.json: key \"pa-pas-1\", court: the key does not say whose it is. \
             Add a member \"court\" with the court's code.",
        ),
        (
            "{\"keys\":[]}".to_owned(),
            "courts.jwks.json: keys: no key belongs to PA.Pas, so none of its decrees could be accepted. \
             Add its public key with \"court\": \"PA.Pas\".",
        ),
        (
            "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"pa-pas-1\",\"k\":\"AA\"}]}".to_owned(),
            "courts.jwks.json: keys: key \"pa-pas-1\" holds private key material (\"k\")",
        ),
        (
            "-----BEGIN PUBLIC KEY-----".to_owned(),
            "courts.jwks.json: keys: not a JWK set (line 1, column ",
        ),
    ] {
        let said = faults(CITY_TOML, WILAYAH_CSV, &keys);
        assert!(said.contains(message), "expected: {message}\nsaid: {said}");
    }
}

#[test]
fn faults_of_all_files_are_reported_together() {
    let city = CITY_TOML.replace("\"67115\"", "\"\"");
    let table = WILAYAH_CSV.replace("35.75.01.1002,Gentong", "35.75.01.1001,Gentong");
    let said = faults(&city, &table, &keys_of(None));
    for file in ["city.toml: ", "wilayah.csv: ", "courts.jwks.json: "] {
        assert!(said.contains(file), "{said}");
    }
}

#[test]
fn pasuruan_knows_the_holidays_of_2026() {
    let city = pasuruan();
    let year = &city.holidays[0];
    assert_eq!(year.year, 2026);
    let (collective, national): (Vec<_>, Vec<_>) = year.days.iter().partition(|day| day.collective);
    assert_eq!((national.len(), collective.len()), (17, 8));
    assert!(city.reports.subscribers.is_empty());
    assert_eq!(City::from_json(city.to_json().as_bytes()).unwrap(), city);
}

#[test]
fn holidays_and_prices_are_checked() {
    for (field, wrong, from, to) in [
        ("holidays[0].days", "is not in 2026", "2026-08-17", "2025-08-17"),
        ("holidays[0].days", "occurs twice", "2026-08-25", "2026-08-17"),
        (
            "holidays[0].decree",
            "joint decree",
            "SKB 3 Menteri No. 1497 Tahun 2025, No. 2 Tahun 2025, No. 5 Tahun 2025",
            "",
        ),
        (
            "reports.rupiah_per_thousand",
            "no item of the costs",
            "envelopes = 500000",
            "envelops = 500000",
        ),
        (
            "reports.subscribers[0]",
            "e-mail",
            "subscribers = []",
            "subscribers = [\"dinas\"]",
        ),
    ] {
        let toml = CITY_TOML.replace(from, to);
        assert_ne!(toml, CITY_TOML, "{from}");
        let faults = City::assemble(Sources {
            city_toml: &toml,
            wilayah_csv: WILAYAH_CSV,
            courts_jwks: &keys(),
        })
        .unwrap_err()
        .to_string();
        assert!(faults.contains(field) && faults.contains(wrong), "{faults}");
    }
    let gap = CITY_TOML.replace(
        "[reports]",
        &format!(
            "[[holidays]]\nyear = 2028\ndecree = \"CONTOH\"\ndays = [{}]\n\n[reports]",
            (1..=10)
                .map(|day| format!("{{ date = \"2028-01-{day:02}\", name = \"CONTOH\" }}"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    );
    let faults = City::assemble(Sources {
        city_toml: &gap,
        wilayah_csv: WILAYAH_CSV,
        courts_jwks: &keys(),
    });
    assert!(
        faults
            .unwrap_err()
            .to_string()
            .contains("gap between 2026 and 2028")
    );
}

#[test]
fn aid_offices_are_asked_one_by_one_and_one_protects() {
    let city = pasuruan();
    let offered: Vec<(&str, AidKind)> = (city.aid.offered())
        .map(|(office, kind)| (office.code.as_str(), kind))
        .collect();
    assert_eq!(
        offered,
        [
            ("dp3akb", AidKind::Mentoring),
            ("dinsos", AidKind::Mentoring),
            ("dinsos", AidKind::Capital),
            ("dinkop", AidKind::Capital),
            ("uptd-ppa", AidKind::Mentoring),
        ]
    );
    assert_eq!(city.aid.protecting().unwrap().code.as_str(), "uptd-ppa");
    for (from, to, fault) in [
        (
            "code = \"dinsos\"",
            "code = \"dp3akb\"",
            "city.toml: aid.offices[1].code: dp3akb occurs twice.",
        ),
        (
            "kinds = [\"capital\"]",
            "kinds = [\"capital\", \"capital\"]",
            "city.toml: aid.offices[2].kinds: must list each kind of aid of the office once.",
        ),
        (
            "protects = true",
            "protects = false",
            "city.toml: aid.offices: 0 offices protect from violence, but exactly one has to.",
        ),
        (
            "+6281200000009",
            "081200000009",
            "city.toml: aid.safe_place.contact_phone: must be +62 and 8 to 12 digits.",
        ),
        (
            "assess_within_days = 10",
            "assess_within_days = 0",
            "city.toml: aid.assess_within_days: must be 1 to 90 working days.",
        ),
        (
            "decide_within_days = 5",
            "decide_within_days = 0",
            "city.toml: aid.decide_within_days: must be 1 to 90 working days.",
        ),
        (
            "duties = [\"cashier\"]",
            "duties = [\"lead\"]",
            "city.toml: aid.offices[1].officers: dinsos has 0 officers with the duty of tuntas/aid.cashier, but needs 1.",
        ),
        (
            "code = \"dinsos-03\"\nduties = [\"approve\"]",
            "code = \"dinsos-03\"\nduties = [\"mentor\"]",
            "city.toml: aid.offices[1].officers: dinsos has 1 officers with the duty of tuntas/aid.approve, but needs 2.",
        ),
        (
            "code = \"dinsos-03\"",
            "code = \"polisi-01\"",
            "city.toml: aid.offices[1].officers[2].code: \"polisi-01\" is no code, or taken.",
        ),
        (
            "duties = [\"programme\", \"lead\"]",
            "duties = [\"lead\", \"lead\"]",
            "city.toml: aid.offices[1].officers[5].duties: must list each duty of the officer once.",
        ),
        ("code = \"dinkop\"", "code = \"Dinkop\"", "city.toml: line "),
    ] {
        let told = faults(&CITY_TOML.replacen(from, to, 1), WILAYAH_CSV, &keys());
        assert!(told.contains(fault), "{told}");
    }
}
