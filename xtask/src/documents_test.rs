//! The documents tell the truth, as far as a program can see: what they name exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tuntas_contract::{DecreeRequest, Places};
use tuntas_domain::identity::{CityCode, CourtCode, KelurahanCode};
use tuntas_signatures::Jwks;

/// Folders that hold what was made or fetched, not written.
const NOT_OURS: [&str; 6] = ["target", ".local", "node_modules", "cdk.out", "dist", ".git"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below the checkout with this ending.
fn files(ending: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !NOT_OURS.contains(&name.as_str()) {
                    walk(&path, ending, found);
                }
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), ending, &mut found);
    found
}

fn documents() -> Vec<(PathBuf, String)> {
    let documents = files("md");
    assert!(
        documents.len() >= 8,
        "only {} documents were found",
        documents.len()
    );
    documents
}

fn document(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The text of each fenced block of `language`.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(named) = line.trim().strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
            if named == language {
                blocks.push(block.join("\n"));
            }
        }
    }
    blocks
}

/// The words between each pair of backticks.
fn quoted(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(|word| word.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// How a heading is named in an address: lower case, hyphens for spaces, without punctuation.
fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn commands_in_documents_exist() {
    let mut seen = BTreeSet::new();
    for (path, text) in documents() {
        for rest in text.split("cargo xtask ").skip(1) {
            let line: String = rest
                .chars()
                .take_while(|c| !matches!(c, '`' | '\n' | ';' | '#'))
                .collect();
            // Of a sentence that goes on behind it, only a word that can be one is a part of the command.
            let words: Vec<String> = line
                .split_whitespace()
                .map(|word| word.trim_end_matches([',', '.', ':', ')']).to_owned())
                .collect();
            let command = words.first().cloned().unwrap_or_default();
            if command == "<command>" {
                continue;
            }
            let read = crate::arguments::parse(words.clone());
            assert!(read.is_ok(), "{}: cargo xtask {line}: {read:?}", path.display());
            seen.insert(command);
        }
    }
    for needed in ["demo", "down", "test", "city", "help"] {
        assert!(
            seen.contains(needed),
            "no document speaks of cargo xtask {needed}"
        );
    }
}

#[test]
fn links_in_documents_lead_somewhere() {
    let mut links = 0;
    for (path, text) in documents() {
        for rest in text.split("](").skip(1) {
            let Some((target, _)) = rest.split_once(')') else {
                continue;
            };
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            links += 1;
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() {
                path.clone()
            } else {
                path.parent().unwrap().join(file)
            };
            assert!(file.exists(), "{}: {target} leads nowhere", path.display());
            if !heading.is_empty() {
                let text = std::fs::read_to_string(&file).unwrap();
                let found = text
                    .lines()
                    .filter(|line| line.starts_with('#'))
                    .any(|line| anchor(line.trim_start_matches('#').trim()) == heading);
                assert!(found, "{}: {target} has no such heading", path.display());
            }
        }
    }
    assert!(links > 20, "only {links} links were found");
}

#[test]
fn files_named_in_documents_exist() {
    let tops = [
        "crates/",
        "functions/",
        "infra/",
        "docs/",
        "events/",
        "cities/",
        "tools/",
        "tests/",
        "xtask/",
    ];
    let mut named = 0;
    for (path, text) in documents() {
        // Inside a folder's own README, paths are those of that folder.
        if path.parent() != Some(root().as_path()) && !path.starts_with(root().join("docs")) {
            continue;
        }
        for word in quoted(&text) {
            let is_path = tops.iter().any(|top| word.starts_with(top)) && !word.contains(['<', ' ', '*']);
            if is_path {
                named += 1;
                assert!(
                    root().join(&word).exists(),
                    "{}: there is no {word}",
                    path.display()
                );
            }
        }
    }
    assert!(named > 15, "only {named} files are named");
}

#[test]
fn documents_are_free_of_one_machines_paths_and_hosts() {
    for (path, text) in documents() {
        for line in text.lines() {
            for home in ["work", "root", "home", "tmp", "Users"] {
                assert!(!line.contains(&format!("/{home}/")), "{}: {line}", path.display());
            }
            for address in line.split("://").skip(1) {
                let host = address
                    .split(['/', ' ', ')', '`', '"'])
                    .next()
                    .unwrap_or_default();
                for word in ["registry", "mirror", "proxy", "artifact", "internal"] {
                    assert!(!host.contains(word), "{}: {host}", path.display());
                }
            }
        }
    }
}

/// Whether `tests` has a function of this name, or a sentence of the stack's tests that ends so.
fn is_a_test(tests: &str, name: &str) -> bool {
    let ends: &[&str] = if name.contains(' ') {
        &["'", "`"]
    } else {
        &[" ", "\n"]
    };
    let begin = if name.contains(' ') { "" } else { "fn " };
    ends.iter()
        .any(|end| tests.contains(&format!("{begin}{name}{end}")))
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let mut tests = String::new();
    for (_, text) in files("rs") {
        for line in text.lines().map(str::trim_start) {
            if line.starts_with("fn ") || line.starts_with("async fn ") {
                tests.push_str(&line.replace('(', " "));
                tests.push('\n');
            }
        }
    }
    for (path, text) in files("ts") {
        if path.parent().is_some_and(|folder| folder.ends_with("infra/test")) {
            tests.push_str(&text);
        }
    }
    let text = document("docs/architecture.md");
    let mut invariants = 0;
    for part in text.split("**Invariant:**").skip(1) {
        let end = part
            .find("\n- ")
            .or_else(|| part.find("\n\n"))
            .unwrap_or(part.len());
        let invariant = &part[..end.min(part.find("\n\n").unwrap_or(part.len()))];
        let names: Vec<String> = quoted(invariant)
            .into_iter()
            .filter(|name| {
                let snake = name.matches('_').count() >= 3 && !name.contains(' ');
                let sentence = name.matches(' ').count() >= 3;
                snake || sentence
            })
            .collect();
        assert!(!names.is_empty(), "no test holds{invariant}");
        for name in names {
            assert!(is_a_test(&tests, &name), "there is no test {name}");
        }
        invariants += 1;
    }
    assert!(invariants > 20, "only {invariants} invariants were found");
    // Tests that the walkthroughs name; no code of the contract has so many words.
    for name in quoted(&text) {
        if name.matches('_').count() >= 4 && !name.contains(' ') {
            assert!(is_a_test(&tests, &name), "there is no test {name}");
        }
    }
}

#[test]
fn the_worked_signature_is_right() {
    let text = document("docs/court-integration.md");
    let json = blocks(&text, "json");
    let keys = json.iter().find(|block| block.contains("\"keys\"")).unwrap();
    let body = json
        .iter()
        .find(|block| block.starts_with("{\"caseNumber\""))
        .unwrap();
    let texts = blocks(&text, "text");
    let jws = texts.iter().find(|block| block.contains("..")).unwrap();

    let keys = Jwks::parse(keys).unwrap();
    let verified = keys.verify_detached(jws, body.as_bytes()).unwrap();
    assert_eq!(verified.key.court(), Some("PA.Pas"));
    assert!(keys.verify_detached(jws, format!("{body}\n").as_bytes()).is_err());

    assert!(text.contains(&format!("The body, {} bytes", body.len())));
    let digest = tuntas_signatures::sha256_hex(body.as_bytes());
    assert!(text.contains(&format!("`{digest}`")), "the digest is {digest}");
}

#[test]
fn the_table_of_problems_is_that_of_the_contract() {
    let api: Value = serde_json::from_str(&document("docs/openapi.json")).unwrap();
    let mut wanted = BTreeMap::new();
    for (path, operations) in api["paths"].as_object().unwrap() {
        let of_courts = ["/v1/decrees", "/v1/security-requests"];
        if !of_courts.iter().any(|own| path.starts_with(own)) {
            continue;
        }
        for operation in operations.as_object().unwrap().values() {
            for response in operation["responses"].as_object().unwrap().values() {
                let examples = &response["content"]["application/problem+json"]["examples"];
                for (code, example) in examples.as_object().into_iter().flatten() {
                    let problem = &example["value"];
                    let text = |name: &str| problem[name].as_str().unwrap().to_owned();
                    let row = format!("{} | {} | {}", problem["status"], text("title"), text("detail"));
                    wanted.insert(code.clone(), row);
                }
            }
        }
    }
    assert!(wanted.len() > 15, "only {} problems were found", wanted.len());
    let text = document("docs/court-integration.md");
    let table = text.split("| code | status |").nth(1).unwrap();
    let told: BTreeMap<String, String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "))
        .map(|(code, row)| (code.to_owned(), row.to_owned()))
        .collect();
    assert_eq!(told, wanted);
}

/// What stands below a heading, up to the next one of its rank or above.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let (_, below) = text.split_once(&format!("\n{heading}\n")).unwrap();
    let rank = heading.bytes().take_while(|byte| *byte == b'#').count();
    let end = (1..=rank)
        .filter_map(|rank| below.find(&format!("\n{} ", "#".repeat(rank))))
        .min();
    &below[..end.unwrap_or(below.len())]
}

/// The JSON blocks of a text, read.
fn bodies(text: &str) -> Vec<Value> {
    blocks(text, "json")
        .iter()
        .map(|block| serde_json::from_str(block).unwrap_or_else(|error| panic!("{error}: {block}")))
        .collect()
}

#[test]
fn bodies_in_the_guides_are_the_samples_of_the_contract() {
    fn gather(node: &Value, samples: &mut Vec<Value>) {
        match node {
            Value::Object(members) => {
                samples.extend(members.get("example").cloned());
                members.values().for_each(|member| gather(member, samples));
            }
            Value::Array(items) => items.iter().for_each(|item| gather(item, samples)),
            _ => {}
        }
    }
    let mut samples = Vec::new();
    gather(
        &serde_json::from_str(&document("docs/openapi.json")).unwrap(),
        &mut samples,
    );
    let court = document("docs/court-integration.md");
    for (text, at_least) in [
        (section(&court, "## What comes later"), 3),
        (&document("docs/officers.md"), 4),
    ] {
        let bodies = bodies(text);
        assert!(
            bodies.len() >= at_least,
            "only {} bodies were found",
            bodies.len()
        );
        for body in bodies {
            assert!(samples.contains(&body), "the contract has no sample {body}");
        }
    }
}

/// The sample city's court, which signed.
struct Pasuruan;

impl Places for Pasuruan {
    fn is_kelurahan(&self, _: &KelurahanCode) -> bool {
        true
    }

    fn city(&self) -> CityCode {
        CityCode::parse("35.75").unwrap()
    }

    fn court(&self) -> Option<CourtCode> {
        Some(CourtCode::parse("PA.Pas").unwrap())
    }
}

#[test]
fn every_unusual_part_makes_a_decree_that_is_taken() {
    let usual: Value = serde_json::from_str(&document("events/decrees/gugat-without-children.json")).unwrap();
    let guide = document("docs/court-integration.md");
    let parts = bodies(section(&guide, "### Not the usual case"));
    assert!(parts.len() >= 4, "only {} parts were found", parts.len());
    for part in parts {
        let mut decree = usual.clone();
        for (name, value) in part.as_object().unwrap() {
            decree[name] = value.clone();
        }
        let bytes = serde_json::to_vec(&decree).unwrap();
        let read = DecreeRequest::parse(&bytes, jiff::civil::date(2026, 12, 1), &Pasuruan);
        assert!(read.is_ok(), "{part}: {:?}", read.err());
    }
}

/// The words between backticks, as a set.
fn words(text: &str) -> BTreeSet<String> {
    quoted(text).into_iter().collect()
}

#[test]
fn the_closed_lists_in_the_guides_are_whole() {
    let api: Value = serde_json::from_str(&document("docs/openapi.json")).unwrap();
    let court = words(&document("docs/court-integration.md"));
    let officers = document("docs/officers.md");
    // Bodies in a shell line hold some of them, too.
    let officers: BTreeSet<_> = words(&officers)
        .into_iter()
        .chain(officers.split('"').map(str::to_owned))
        .collect();
    for (guide, lists) in [
        (
            &court,
            &[
                "StageName",
                "GroundName",
                "DutyName",
                "MissingName",
                "CourtDocumentKindName",
                "DocumentType",
                "DocumentState",
                "DocumentFaultName",
            ][..],
        ),
        (
            &officers,
            &[
                "DecisionName",
                "ReturnReasonName",
                "CloseGroundName",
                "CorrectedFieldName",
                "OldCardName",
                "HandedToName",
            ][..],
        ),
    ] {
        for list in lists {
            let values = api["components"]["schemas"][list]["enum"].as_array();
            let values = values.unwrap_or_else(|| panic!("the contract has no list {list}"));
            for value in values {
                let value = value.as_str().unwrap();
                assert!(guide.contains(value), "{value} of {list} is not told");
            }
        }
    }
    for duty in tuntas_city::Duty::ALL {
        assert!(officers.contains(duty.scope()), "{} is not told", duty.scope());
    }
}

#[test]
fn the_runbook_has_a_line_for_every_count_that_rings() {
    let alarms = document("infra/lib/alarms.ts");
    let told = words(&document("docs/runbook.md"));
    let counts: Vec<&str> = alarms
        .split("metric: '")
        .skip(1)
        .filter_map(|rest| rest.split('\'').next())
        .collect();
    assert!(counts.len() >= 6, "only {} counts were found", counts.len());
    for count in counts {
        assert!(
            told.contains(count),
            "the runbook does not tell what to do about {count}"
        );
    }
}
