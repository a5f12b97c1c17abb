//! Criteria as officers write them.

use proptest::prelude::*;
use tuntas_aid::criteria::{
    Criteria, Fact, Facts, Finding, Known, Origin, Shape, Test, Value, Verdict, explain,
};

const SAMPLE: &str = "\
# Untuk kepala keluarga perempuan
jenis kelamin adalah perempuan
tanggungan minimal 1 orang
penghasilan <= Rp2.000.000 per bulan
usia antara 18 dan 60 tahun

kecamatan termasuk 35.75.01, 35.75.02   # dua kecamatan
pekerjaan bukan PNS, TNI, POLRI
";

fn wrong(text: &str) -> Vec<(u32, u32, &'static str)> {
    let findings = Criteria::parse(text).unwrap_err().0;
    for Finding { rule, mend, .. } in &findings {
        assert!(!rule.is_empty() && !mend.is_empty());
    }
    let short = |finding: &Finding| (finding.line, finding.column, finding.code);
    findings.iter().map(short).collect()
}

fn remarks(text: &str) -> Vec<(u32, &'static str)> {
    let criteria = Criteria::parse(text).unwrap();
    let remarks = criteria.remarks();
    remarks
        .iter()
        .map(|finding| (finding.line, finding.code))
        .collect()
}

fn known(fact: Fact, value: Value, origin: Origin) -> Known {
    Known { fact, value, origin }
}

fn word(text: &str) -> Value {
    Value::Word(text.to_owned())
}

#[test]
fn criteria_are_plain_words() {
    let criteria = Criteria::parse(SAMPLE).unwrap();
    let lines: Vec<(u32, Fact)> = criteria
        .all()
        .iter()
        .map(|criterion| (criterion.line, criterion.fact))
        .collect();
    assert_eq!(
        lines,
        [
            (2, Fact::Sex),
            (3, Fact::Dependants),
            (4, Fact::Income),
            (5, Fact::Age),
            (7, Fact::Kecamatan),
            (8, Fact::Occupation)
        ]
    );
    assert_eq!(criteria.all()[4].text, "kecamatan termasuk 35.75.01, 35.75.02");
    assert_eq!(criteria.remarks(), []);
    assert_eq!(criteria.as_str(), SAMPLE);
}

#[test]
fn one_thing_can_be_said_in_several_ways() {
    let test = |line: &str| Criteria::parse(line).unwrap().all()[0].test.clone();
    for (one, other) in [
        ("tanggungan >= 2", "TANGGUNGAN paling sedikit 2 anak"),
        ("tanggungan > 1", "tanggungan minimal 2"),
        ("usia < 61", "usia maksimal 60 tahun"),
        ("usia ≤ 60", "usia antara 0 dan 60"),
        ("penghasilan = 2000000", "penghasilan adalah Rp 2.000.000 sebulan"),
        ("jenis_kelamin = perempuan", "jenis  kelamin adalah PEREMPUAN"),
        (
            "pekerjaan bukan asn",
            "pekerjaan tidak termasuk Pegawai Negeri Sipil",
        ),
        ("terdaftar dtsen adalah ya", "terdaftar DTSEN = YA"),
    ] {
        assert_eq!(test(one), test(other), "{one} / {other}");
    }
    assert_eq!(test("desil <= 4"), Test::Range { least: 0, most: 4 });
}

#[test]
fn what_cannot_be_read_is_told_by_line_column_rule_and_mend() {
    assert_eq!(
        wrong(
            "tanggungan minimal 1\numur >= 18\ndesil kira-kira 3\npenghasilan <= dua juta\nusia >= 18 dan sehat"
        ),
        [
            (2, 1, "criterion_unknown_fact"),
            (3, 7, "criterion_comparison"),
            (4, 16, "criterion_value"),
            (5, 12, "criterion_rest"),
        ]
    );
    for (text, code) in [
        ("tanggungan", "criterion_comparison"),
        ("tanggungan termasuk 1, 2", "criterion_comparison"),
        ("tanggungan >=", "criterion_value"),
        ("tanggungan >= -1", "criterion_value"),
        ("tanggungan >= 1,5", "criterion_rest"),
        ("penghasilan <= 2.5", "criterion_value"),
        ("kecamatan minimal 3", "criterion_comparison"),
        ("kecamatan termasuk Purworejo", "criterion_value"),
        ("kecamatan termasuk 35.75.01,", "criterion_value"),
        ("kelurahan termasuk 35.75.01", "criterion_value"),
        ("jenis kelamin adalah wanita", "criterion_value"),
        ("usia antara 18 60", "criterion_value"),
        ("tanggunganku >= 1", "criterion_unknown_fact"),
    ] {
        assert_eq!(wrong(text)[0].2, code, "{text}");
    }
    let known = Criteria::parse("umur >= 18").unwrap_err().0;
    assert!(known[0].mend.contains("usia"), "{}", known[0].mend);
    assert_eq!(wrong(&"#".repeat(4_001))[0].2, "criteria_too_long");
    assert_eq!(wrong(&"usia >= 18\n".repeat(41))[0].2, "criteria_too_many");
}

#[test]
fn what_nobody_can_meet_is_refused() {
    for (text, line, code) in [
        ("usia >= 60\nusia < 60", 2, "criteria_empty_range"),
        ("usia antara 60 dan 18", 1, "criteria_empty_range"),
        ("desil <= 0", 1, "criteria_empty_range"),
        ("desil > 10", 1, "criteria_empty_range"),
        ("tanggungan < 0", 1, "criteria_empty_range"),
        (
            "kecamatan termasuk 35.75.01\nkecamatan termasuk 35.75.02",
            2,
            "criteria_disjoint",
        ),
        (
            "kecamatan termasuk 35.75.01\nkecamatan bukan 35.75.01",
            2,
            "criteria_disjoint",
        ),
        (
            "jenis kelamin bukan perempuan\njenis kelamin bukan laki-laki",
            2,
            "criteria_disjoint",
        ),
        (
            "pekerjaan termasuk PNS\npekerjaan bukan Pegawai Negeri Sipil",
            2,
            "criteria_disjoint",
        ),
        (
            "kecamatan termasuk 35.75.01\nkelurahan termasuk 35.75.02.1001",
            2,
            "criteria_disjoint",
        ),
        (
            "kelurahan termasuk 35.75.02.1001\nkecamatan bukan 35.75.02",
            2,
            "criteria_disjoint",
        ),
        // Each two of them can be met, all three cannot.
        (
            "kecamatan termasuk 35.75.01, 35.75.02\nkecamatan termasuk 35.75.02, 35.75.03\nkecamatan termasuk 35.75.01, 35.75.03",
            3,
            "criteria_disjoint",
        ),
    ] {
        let found = wrong(text);
        assert_eq!((found[0].0, found[0].2), (line, code), "{text}");
    }
}

#[test]
fn what_says_nothing_new_is_remarked_on() {
    assert_eq!(
        remarks("tanggungan >= 2\ntanggungan >= 1\nusia >= 0\npekerjaan bukan PNSS"),
        [
            (2, "criteria_implied"),
            (3, "criteria_always_met"),
            (4, "criterion_unknown_word")
        ]
    );
    assert_eq!(remarks("usia >= 18\nusia minimal 18"), [(2, "criteria_implied")]);
    assert_eq!(
        remarks("kecamatan termasuk 35.75.01\nkelurahan termasuk 35.75.01.1001"),
        [(1, "criteria_implied")]
    );
    assert_eq!(
        remarks("jenis kelamin termasuk perempuan, laki-laki"),
        [(1, "criteria_always_met")]
    );
}

#[test]
fn each_criterion_is_explained_by_its_fact_and_where_that_is_from() {
    let criteria = Criteria::parse(SAMPLE).unwrap();
    let facts = Facts::new([
        known(Fact::Sex, word("perempuan"), Origin::Register),
        known(Fact::Dependants, Value::Number(0), Origin::Ruling),
        known(Fact::Income, Value::Number(1_200_000), Origin::Assessment),
        known(Fact::Kelurahan, word("35.75.02.1003"), Origin::Register),
        known(Fact::Occupation, word("Kepolisian RI (POLRI)"), Origin::Register),
    ])
    .unwrap();
    let explained: Vec<_> = explain(&criteria, &facts)
        .into_iter()
        .map(|one| {
            (
                one.criterion.line,
                one.verdict,
                one.fact.map(|known| known.origin),
            )
        })
        .collect();
    assert_eq!(
        explained,
        [
            (2, Verdict::Met, Some(Origin::Register)),
            (3, Verdict::NotMet, Some(Origin::Ruling)),
            (4, Verdict::Met, Some(Origin::Assessment)),
            (5, Verdict::NotKnown, None),
            // Of a kelurahan the kecamatan is known.
            (7, Verdict::Met, Some(Origin::Register)),
            (8, Verdict::NotMet, Some(Origin::Register)),
        ]
    );
}

#[test]
fn a_fact_is_what_it_can_be_or_nothing() {
    for (fact, value) in [
        (Fact::Decile, Value::Number(11)),
        (Fact::Age, word("18")),
        (Fact::Kecamatan, word("Purworejo")),
        (Fact::Sex, word("wanita")),
        (Fact::Occupation, word("")),
    ] {
        assert!(
            Facts::new([known(fact, value, Origin::Person)]).is_err(),
            "{fact:?}"
        );
    }
    let twice = [
        known(Fact::Age, Value::Number(30), Origin::Register),
        known(Fact::Age, Value::Number(31), Origin::Person),
    ];
    assert!(Facts::new(twice).is_err());
    let facts = Facts::new([known(Fact::Age, Value::Number(30), Origin::Register)]).unwrap();
    let newer = Facts::new([known(Fact::Age, Value::Number(31), Origin::Assessment)]).unwrap();
    let stored = serde_json::to_string(&facts.with(&newer)).unwrap();
    assert_eq!(stored, r#"[{"fact":"age","value":31,"origin":"assessment"}]"#);
    assert_eq!(serde_json::from_str::<Facts>(&stored).unwrap(), newer);
    assert!(!format!("{newer:?}").contains("31"), "facts are not printed");
}

/// A line about a fact that has few values here, so that all of them can be tried.
fn any_line() -> impl Strategy<Value = String> {
    let number = 0..12_u8;
    let sign = proptest::sample::select(&[">=", "<=", ">", "<", "="][..]);
    let set = proptest::sample::subsequence(&["35.75.01", "35.75.02", "35.75.03"][..], 1..4);
    let inner = proptest::sample::subsequence(&["35.75.01.1001", "35.75.01.1002", "35.75.02.1001"][..], 1..4);
    let sex = proptest::sample::subsequence(&["perempuan", "laki-laki"][..], 1..3);
    let how = proptest::sample::select(&["termasuk", "bukan"][..]);
    prop_oneof![
        2 => (sign, number.clone()).prop_map(|(sign, number)| format!("desil {sign} {number}")),
        1 => (number.clone(), number).prop_map(|(a, b)| format!("desil antara {a} dan {b}")),
        2 => (how.clone(), set).prop_map(|(how, set)| format!("kecamatan {how} {}", set.join(", "))),
        2 => (how.clone(), inner).prop_map(|(how, set)| format!("kelurahan {how} {}", set.join(", "))),
        1 => (how, sex).prop_map(|(how, set)| format!("jenis kelamin {how} {}", set.join(", "))),
    ]
}

/// Everybody there could be, as far as such lines tell people apart. The last two kelurahan are on no list.
fn everybody() -> Vec<Facts> {
    let places = [
        "35.75.01.1001",
        "35.75.01.1002",
        "35.75.02.1001",
        "35.75.01.1099",
        "35.75.02.1099",
        "35.75.03.1099",
        "35.75.04.1099",
    ];
    let mut all = Vec::new();
    for decile in 1..=10 {
        for place in places {
            for sex in ["PEREMPUAN", "LAKI-LAKI"] {
                let facts = [
                    known(Fact::Decile, Value::Number(decile), Origin::Person),
                    known(Fact::Kelurahan, word(place), Origin::Person),
                    known(Fact::Sex, word(sex), Origin::Person),
                ];
                all.push(Facts::new(facts).unwrap());
            }
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn criteria_are_refused_exactly_where_nobody_could_meet_them(lines in proptest::collection::vec(any_line(), 1..6)) {
        let text = lines.join("\n");
        // Each line alone, and nothing else, says who meets it.
        let meets = |line: &str, facts: &Facts| match Criteria::parse(line) {
            Ok(criteria) => explain(&criteria, facts).iter().all(|one| one.verdict == Verdict::Met),
            Err(_) => false,
        };
        let possible = everybody().iter().any(|facts| lines.iter().all(|line| meets(line, facts)));
        prop_assert_eq!(Criteria::parse(&text).is_ok(), possible, "{}", text);
    }

    #[test]
    fn a_line_that_is_implied_can_be_left_out(lines in proptest::collection::vec(any_line(), 1..6)) {
        let Ok(criteria) = Criteria::parse(&lines.join("\n")) else { return Ok(()) };
        let met = |criteria: &Criteria, facts: &Facts| explain(criteria, facts).iter().all(|one| one.verdict == Verdict::Met);
        for remark in criteria.remarks() {
            let left: Vec<&str> = lines
                .iter()
                .zip(1_u32..)
                .filter(|(_, number)| *number != remark.line)
                .map(|(line, _)| line.as_str())
                .collect();
            let shorter = Criteria::parse(&left.join("\n")).unwrap();
            for facts in everybody() {
                prop_assert_eq!(met(&criteria, &facts), met(&shorter, &facts), "{:?}", remark);
            }
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic_and_what_it_takes_it_takes_again(text in "[a-z0-9 .,<>=#_\n≥Rp]{0,80}|\\PC{0,60}") {
        if let Ok(criteria) = Criteria::parse(&text) {
            prop_assert_eq!(Criteria::parse(criteria.as_str()).unwrap(), criteria);
        }
    }
}

#[test]
fn every_fact_has_a_word_of_its_own_and_can_be_asked_about() {
    for fact in Fact::ALL {
        let line = match fact.shape() {
            Shape::Number { least, .. } => format!("{} >= {}", fact.word(), least + 1),
            Shape::Money => format!("{} <= 1", fact.word()),
            Shape::Region if *fact == Fact::Kecamatan => format!("{} termasuk 35.75.01", fact.word()),
            Shape::Region => format!("{} termasuk 35.75.01.1001", fact.word()),
            Shape::Occupation => format!("{} bukan PNS", fact.word()),
            Shape::Choice(words) => format!("{} adalah {}", fact.word(), words[0]),
        };
        assert_eq!(Criteria::parse(&line).unwrap().all()[0].fact, *fact, "{line}");
    }
}
