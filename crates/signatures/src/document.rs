//! The token in a printed document's QR code, which anyone may present to ask whether the document is valid.

use crate::{KeyRing, constant_time_eq, key_ring::mac};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

impl KeyRing {
    /// The token of a document: base64url of its 16-byte id and a 16-byte HMAC-SHA256, 43 characters.
    /// It holds an id only, no personal data.
    pub fn document_token(&self, document: Uuid) -> String {
        let tag: [u8; 16] = mac(&self.keys().document, document.as_bytes());
        URL_SAFE_NO_PAD.encode([*document.as_bytes(), tag].concat())
    }

    /// The document a token belongs to, or `None` when we never issued it. The comparison takes constant time.
    pub fn verify_document_token(&self, token: &str) -> Option<Uuid> {
        if token.len() != 43 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (id, tag) = bytes.split_at_checked(16)?;
        let expected: [u8; 16] = mac(&self.keys().document, id);
        constant_time_eq(&expected, tag)
            .then(|| Uuid::from_slice(id).ok())
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys() -> KeyRing {
        KeyRing::from_secret(&"k".repeat(64)).unwrap()
    }

    #[test]
    fn tokens_stay_the_same_across_releases() {
        // A change here would turn every printed document into a false one.
        assert_eq!(
            keys().document_token(Uuid::from_u128(7)),
            "AAAAAAAAAAAAAAAAAAAAB6SvAP84s9AndRXASQpopR4"
        );
    }

    #[test]
    fn another_deployments_token_is_false() {
        let other = KeyRing::from_secret(&"j".repeat(64)).unwrap();
        assert_eq!(
            keys().verify_document_token(&other.document_token(Uuid::from_u128(7))),
            None
        );
    }

    proptest! {
        #[test]
        fn a_token_leads_back_to_its_document(id: u128) {
            let token = keys().document_token(Uuid::from_u128(id));
            prop_assert_eq!(token.len(), 43);
            prop_assert_eq!(keys().verify_document_token(&token), Some(Uuid::from_u128(id)));
        }

        #[test]
        fn a_token_with_one_character_changed_is_false(id: u128, at in 0..43_usize, to in "[A-Za-z0-9_-]") {
            let mut token = keys().document_token(Uuid::from_u128(id));
            prop_assume!(token[at..=at] != to);
            token.replace_range(at..=at, &to);
            prop_assert_eq!(keys().verify_document_token(&token), None);
        }

        #[test]
        fn arbitrary_text_is_false(text in "\\PC{0,60}") {
            prop_assert_eq!(keys().verify_document_token(&text), None);
        }
    }
}
