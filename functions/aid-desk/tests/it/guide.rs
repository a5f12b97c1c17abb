//! The guide for offices: every example of criteria in it is read, and every address in it exists.

use tuntas_aid::criteria::Criteria;

const GUIDE: &str = include_str!("../../../../docs/aid.md");

/// The blocks of the guide under a language's name.
fn blocks(language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    let blocks = GUIDE.split(&opening).skip(1);
    blocks
        .map(|rest| rest.split("\n```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_example_of_criteria_is_read_as_the_guide_says() {
    let (right, wrong) = (blocks("kriteria"), blocks("kriteria-salah"));
    assert!(
        right.len() >= 3 && wrong.len() >= 3,
        "{} {}",
        right.len(),
        wrong.len()
    );
    for example in right {
        let criteria =
            Criteria::parse(&example).unwrap_or_else(|invalid| panic!("{example}\n{:?}", invalid.0));
        assert!(!criteria.all().is_empty());
        assert_eq!(criteria.remarks(), [], "{example}");
    }
    for example in wrong {
        // The last line of the example says what the answer is.
        let (lines, told) = example.rsplit_once("\n# ").unwrap();
        let invalid = Criteria::parse(lines).unwrap_err();
        let found: Vec<String> = invalid
            .0
            .iter()
            .map(|finding| format!("{} baris {} kolom {}", finding.code, finding.line, finding.column))
            .collect();
        assert_eq!(found, [told], "{example}");
    }
}

#[test]
fn every_fact_of_the_language_stands_in_the_guide() {
    for fact in tuntas_aid::criteria::Fact::ALL {
        assert!(GUIDE.contains(&format!("`{}`", fact.word())), "{}", fact.word());
    }
}
