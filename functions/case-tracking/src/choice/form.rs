//! The wish as a browser sends it: a URL-encoded form, turned into the body a program would send.

use serde_json::{Map, Value};
use tuntas_domain::identity::CityCode;

/// The JSON body of a form. Fields of other wishes than the one chosen are left out: a browser sends them all. What is
/// missing or wrong is found where a program's body is read.
pub(super) fn as_json(body: &[u8]) -> Vec<u8> {
    let fields: Map<String, Value> = form_urlencoded::parse(body)
        .map(|(name, value)| (name.into_owned(), Value::from(value.trim())))
        .filter(|(_, value)| value != "")
        .collect();
    let pick = |names: &[&str]| -> Map<String, Value> {
        names
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), fields.get(*name)?.clone())))
            .collect()
    };
    let mut wish = pick(&["kind"]);
    match fields.get("kind").and_then(Value::as_str) {
        Some("own") => {
            let address = pick(&["street", "rt", "rw", "kelurahan", "postcode"]);
            if !address.is_empty() {
                wish.insert("address".to_owned(), Value::Object(address));
            }
        }
        Some("join") => {
            wish.extend(pick(&["host", "relationship"]));
            wish.insert("hostConsents".to_owned(), Value::Bool(false));
        }
        Some("leave") => {
            wish.extend(pick(&["destination"]));
            // A name from the list says which registry is meant.
            let named = fields.get("destination").and_then(Value::as_str);
            if let Some(region) = named.and_then(CityCode::named) {
                wish.insert("region".to_owned(), Value::from(region.as_str()));
            }
        }
        _ => {}
    }
    Value::Object(wish).to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::as_json;
    use serde_json::{Value, json};

    fn read(form: &str) -> Value {
        serde_json::from_slice(&as_json(form.as_bytes())).unwrap()
    }

    #[test]
    fn only_the_fields_of_the_chosen_wish_are_taken() {
        let all = "street=Jl.+Contoh+Baru+No.+9&rt=003&rw=002&kelurahan=35.75.04.1005&host=3575011203120004\
                   &relationship=ANAK&destination=Kota+Malang&postcode=";
        assert_eq!(read(&format!("kind=keep&{all}")), json!({ "kind": "keep" }));
        assert_eq!(
            read(&format!("kind=own&{all}")),
            json!({ "kind": "own", "address": {
                "street": "Jl. Contoh Baru No. 9", "rt": "003", "rw": "002", "kelurahan": "35.75.04.1005",
            } })
        );
        assert_eq!(
            read(&format!("kind=join&{all}")),
            json!({ "kind": "join", "host": "3575011203120004", "relationship": "ANAK", "hostConsents": false })
        );
        assert_eq!(
            read(&format!("kind=leave&{all}")),
            json!({ "kind": "leave", "destination": "Kota Malang", "region": "35.73" })
        );
    }

    #[test]
    fn a_destination_that_is_no_name_of_the_list_stays_words() {
        assert_eq!(
            read("kind=leave&destination=rumah+ibu+di+Malang"),
            json!({ "kind": "leave", "destination": "rumah ibu di Malang" })
        );
    }

    #[test]
    fn an_own_card_at_the_same_address_needs_no_address() {
        assert_eq!(
            read("kind=own&street=&rt=&rw=&kelurahan="),
            json!({ "kind": "own" })
        );
        assert_eq!(read(""), json!({}));
        assert_eq!(read("kind=%F0%9F"), json!({ "kind": "\u{fffd}" }));
    }
}
