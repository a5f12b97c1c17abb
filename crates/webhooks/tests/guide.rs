//! The guide for whoever receives messages tells of every type.

use std::path::Path;

use tuntas_webhooks::{Kind, Office};

#[test]
fn the_guide_lists_every_type_of_message_with_those_who_are_told() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/webhooks.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let told: Vec<&str> = guide
        .lines()
        .filter(|line| {
            ["case.", "security.", "aid.", "tuntas."]
                .iter()
                .any(|begin| line.starts_with(&format!("| `{begin}")))
        })
        .collect();
    let wanted: Vec<String> = Kind::ALL
        .iter()
        .map(|kind| {
            let offices = kind.concerns().iter().map(|office| match office {
                Office::Court => "court",
                Office::Registry => "registry",
                Office::Police => "police",
                Office::Aid => "aid office",
            });
            let offices: Vec<&str> = offices.collect();
            let who = match kind {
                Kind::WebhookDisabled => "the office's others".to_owned(),
                Kind::Test => "this one".to_owned(),
                _ => offices.join(", "),
            };
            format!("| `{kind}` | {who} | {} |", kind.meaning().trim_end_matches('.'))
        })
        .collect();
    assert_eq!(told, wanted);
}
