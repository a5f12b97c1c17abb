//! Criteria held against each other.

use std::collections::BTreeMap;

use tuntas_domain::identity::KelurahanCode;

use super::allowed::Allowed;
use super::{Criterion, Fact, Finding, Test, occupation};

/// Every line that nobody can meet, alone or together with lines before it.
pub(super) fn contradictions(all: &[Criterion]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut left: BTreeMap<Fact, (Allowed, Vec<u32>)> = BTreeMap::new();
    for criterion in all {
        let own = Allowed::by(criterion);
        if own.is_empty() {
            findings.push(finding(
                criterion,
                "criteria_empty_range",
                format!("nobody can meet this: {} is never so", criterion.fact.word()),
                "put the smaller value first, or take another value".to_owned(),
            ));
            continue;
        }
        let (before, lines) = left
            .entry(criterion.fact)
            .or_insert_with(|| (Allowed::anything(criterion.fact), Vec::new()));
        let both = before.and(&own);
        if both.is_empty() {
            let code = match criterion.test {
                Test::Range { .. } => "criteria_empty_range",
                Test::Among(_) | Test::Outside(_) => "criteria_disjoint",
            };
            findings.push(contradicts(criterion, code, lines));
            continue;
        }
        *before = both;
        lines.push(criterion.line);
    }
    findings.extend(regions(all, &left));
    findings
}

/// Kelurahan that lie in no kecamatan that is left.
fn regions(all: &[Criterion], left: &BTreeMap<Fact, (Allowed, Vec<u32>)>) -> Option<Finding> {
    let (Allowed::Only(kelurahan), inner) = left.get(&Fact::Kelurahan)? else {
        return None;
    };
    let (kecamatan, outer) = left.get(&Fact::Kecamatan)?;
    if kelurahan.iter().any(|code| lies_in(code, kecamatan)) {
        return None;
    }
    let (last, others) = match (inner.last(), outer.last()) {
        (Some(i), Some(o)) if i > o => (i, outer),
        (_, Some(o)) => (o, inner),
        _ => return None,
    };
    let criterion = all.iter().find(|criterion| criterion.line == *last)?;
    Some(contradicts(criterion, "criteria_disjoint", others))
}

fn lies_in(kelurahan: &str, kecamatan: &Allowed) -> bool {
    let Ok(code) = KelurahanCode::parse(kelurahan) else {
        return false;
    };
    let own = Allowed::Only([code.kecamatan().as_str().to_owned()].into());
    own.is_within(kecamatan)
}

fn contradicts(criterion: &Criterion, code: &'static str, lines: &[u32]) -> Finding {
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let (word, lines) = (if lines.len() == 1 { "line" } else { "lines" }, lines.join(", "));
    finding(
        criterion,
        code,
        format!("nobody can meet this together with {word} {lines}"),
        format!("change or take out this line or {word} {lines}"),
    )
}

/// What an officer may want to look at again.
pub(super) fn remarks(all: &[Criterion]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for criterion in all {
        let own = Allowed::by(criterion);
        if Allowed::anything(criterion.fact).is_within(&own) {
            findings.push(finding(
                criterion,
                "criteria_always_met",
                "everybody meets this".to_owned(),
                "take the line out, or ask for more".to_owned(),
            ));
        } else if let Some(other) = implied_by(criterion, &own, all) {
            findings.push(finding(
                criterion,
                "criteria_implied",
                format!("whoever meets line {other} meets this, too"),
                format!("take this line out, or change line {other}"),
            ));
        }
        if let (Fact::Occupation, Test::Among(words) | Test::Outside(words)) =
            (criterion.fact, &criterion.test)
        {
            for word in words.iter().filter(|word| !occupation::is_known(word)) {
                findings.push(finding(
                    criterion,
                    "criterion_unknown_word",
                    format!("no family card is known to print the occupation {word}"),
                    "look at the spelling on a family card".to_owned(),
                ));
            }
        }
    }
    findings
}

/// The line that says as much or more. Of two that say the same, the earlier one counts.
fn implied_by(criterion: &Criterion, own: &Allowed, all: &[Criterion]) -> Option<u32> {
    let implies = |other: &&Criterion| {
        if other.line == criterion.line {
            return false;
        }
        let theirs = Allowed::by(other);
        match (criterion.fact, other.fact) {
            (one, another) if one == another => {
                theirs.is_within(own) && (theirs != *own || other.line < criterion.line)
            }
            (Fact::Kecamatan, Fact::Kelurahan) => {
                matches!(&theirs, Allowed::Only(codes) if codes.iter().all(|code| lies_in(code, own)))
            }
            _ => false,
        }
    };
    all.iter().find(implies).map(|other| other.line)
}

fn finding(criterion: &Criterion, code: &'static str, rule: String, mend: String) -> Finding {
    Finding {
        line: criterion.line,
        column: 1,
        code,
        rule,
        mend,
    }
}
