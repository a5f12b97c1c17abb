//! Handing the envelope over: the addressee's six-digit code, and the rider's page where it is typed in.
//!
//! The addressee sees the code on the tracking page, tells it to the rider at the door, and the rider enters
//! it on a page whose address holds a hand-over token. So a delivery is confirmed only by someone who stands
//! before the addressee. Six digits can be tried out: the caller must count wrong tries per attempt and close it.

use crate::{KeyRing, constant_time_eq, key_ring::mac};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use std::fmt;
use tuntas_domain::decree::Role;
use uuid::Uuid;

/// One delivery attempt: the case, the party and the number of the attempt, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The case.
    pub case: Uuid,
    /// The addressee.
    pub role: Role,
    /// Number of the attempt.
    pub attempt: u8,
}

/// The six digits the addressee tells the rider.
#[derive(Clone, PartialEq, Eq)]
pub struct HandoverCode([u8; 6]);

impl KeyRing {
    /// The code of this delivery attempt; another attempt has another code.
    pub fn handover_code(&self, handover: Handover) -> HandoverCode {
        let number = u128::from_be_bytes(mac(&self.keys().handover_code, &handover.bytes()));
        // The remainder of 128 bits by a million favours no code by more than one part in 10^32.
        let mut rest = number % 1_000_000;
        let mut digits = [b'0'; 6];
        for digit in digits.iter_mut().rev() {
            *digit += u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        HandoverCode(digits)
    }

    /// The token in the address of the rider's page: base64url of case, role, attempt and a 16-byte
    /// HMAC-SHA256, 46 characters. It holds no personal data.
    pub fn handover_token(&self, handover: Handover) -> String {
        let content = handover.bytes();
        let tag: [u8; 16] = mac(&self.keys().handover_token, &content);
        URL_SAFE_NO_PAD.encode([&content[..], &tag].concat())
    }

    /// The delivery attempt a token belongs to, or `None` when we never issued it.
    pub fn verify_handover_token(&self, token: &str) -> Option<Handover> {
        if token.len() != 46 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (content, tag) = bytes.split_at_checked(18)?;
        let expected: [u8; 16] = mac(&self.keys().handover_token, content);
        if !constant_time_eq(&expected, tag) {
            return None;
        }
        let (case, rest) = content.split_at_checked(16)?;
        let &[role, attempt] = rest else { return None };
        Some(Handover {
            case: Uuid::from_slice(case).ok()?,
            role: role_of_byte(role)?,
            attempt,
        })
    }
}

impl Handover {
    fn bytes(&self) -> [u8; 18] {
        let mut bytes = [0; 18];
        let content = self
            .case
            .as_bytes()
            .iter()
            .copied()
            .chain([role_byte(self.role), self.attempt]);
        for (target, byte) in bytes.iter_mut().zip(content) {
            *target = byte;
        }
        bytes
    }
}

impl HandoverCode {
    /// The six digits, for the addressee's own page. Never for a log.
    pub fn expose(&self) -> String {
        self.0.iter().copied().map(char::from).collect()
    }

    /// Whether the typed text is this code; spaces and hyphens do not matter. Takes constant time.
    pub fn matches(&self, typed: &str) -> bool {
        let typed: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        constant_time_eq(&self.0, typed.as_bytes())
    }
}

impl fmt::Debug for HandoverCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HandoverCode(<redacted>)")
    }
}

/// The byte that stands for a role in every code. Never change it: codes are in citizens' hands.
pub(crate) const fn role_byte(role: Role) -> u8 {
    match role {
        Role::Petitioner => b'p',
        Role::Respondent => b'r',
    }
}

fn role_of_byte(byte: u8) -> Option<Role> {
    Role::BOTH.into_iter().find(|&role| role_byte(role) == byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys() -> KeyRing {
        KeyRing::from_secret(&"k".repeat(64)).unwrap()
    }

    fn first_attempt() -> Handover {
        Handover {
            case: Uuid::from_u128(7),
            role: Role::Petitioner,
            attempt: 1,
        }
    }

    #[test]
    fn codes_stay_the_same_across_releases() {
        assert_eq!(keys().handover_code(first_attempt()).expose(), "357579");
        assert_eq!(
            keys().handover_token(first_attempt()),
            "AAAAAAAAAAAAAAAAAAAAB3ABXRWJqOLgU4uhswHEQEfutg"
        );
    }

    #[test]
    fn a_second_attempt_and_the_other_party_have_other_codes() {
        let code = keys().handover_code(first_attempt());
        assert_ne!(
            code,
            keys().handover_code(Handover {
                attempt: 2,
                ..first_attempt()
            })
        );
        assert_ne!(
            code,
            keys().handover_code(Handover {
                role: Role::Respondent,
                ..first_attempt()
            })
        );
    }

    #[test]
    fn the_rider_types_the_code_as_heard() {
        let code = HandoverCode(*b"042917");
        assert!(code.matches("042917"));
        assert!(code.matches("042 917"));
        assert!(code.matches("04-29-17"));
        for wrong in ["42917", "042918", "", "0429170", "０４２９１７"] {
            assert!(!code.matches(wrong), "{wrong}");
        }
        assert_eq!(format!("{code:?}"), "HandoverCode(<redacted>)");
    }

    #[test]
    fn a_document_token_or_a_tracking_code_opens_no_hand_over() {
        let keys = keys();
        assert_eq!(
            keys.verify_handover_token(&keys.document_token(Uuid::from_u128(7))),
            None
        );
        let code = keys.tracking_code(Uuid::from_u128(7), Role::Petitioner);
        assert_eq!(keys.verify_handover_token(&code.expose()), None);
    }

    proptest! {
        #[test]
        fn a_code_has_six_digits(case: u128, attempt: u8) {
            let code = keys().handover_code(Handover { case: Uuid::from_u128(case), role: Role::Respondent, attempt });
            prop_assert!(code.expose().len() == 6 && code.expose().bytes().all(|b| b.is_ascii_digit()));
            prop_assert!(code.matches(&code.expose()));
        }

        #[test]
        fn a_token_leads_back_to_its_attempt(case: u128, attempt: u8, petitioner: bool) {
            let role = if petitioner { Role::Petitioner } else { Role::Respondent };
            let handover = Handover { case: Uuid::from_u128(case), role, attempt };
            let token = keys().handover_token(handover);
            prop_assert_eq!(token.len(), 46);
            prop_assert_eq!(keys().verify_handover_token(&token), Some(handover));
        }

        #[test]
        fn a_token_with_one_character_changed_is_false(at in 0..46_usize, to in "[A-Za-z0-9_-]") {
            let mut token = keys().handover_token(first_attempt());
            prop_assume!(token[at..=at] != to);
            token.replace_range(at..=at, &to);
            prop_assert_eq!(keys().verify_handover_token(&token), None);
        }

        #[test]
        fn arbitrary_text_is_false(text in "\\PC{0,60}") {
            prop_assert_eq!(keys().verify_handover_token(&text), None);
        }
    }
}
