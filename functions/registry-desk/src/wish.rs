//! Wishes that are each a new one, unless the `Idempotency-Key` says that they are not.

use tuntas_contract::{Problem, ProblemCode, idempotency_key};
use tuntas_domain::identity::OfficerCode;
use tuntas_journal::{Lookup, LookupKey, Story};
use tuntas_platform::http::{HttpError, HttpRequest};
use tuntas_signatures::sha256_hex;
use tuntas_tables::Write;

use crate::RegistryDesk;

/// A wish that was not heard before.
pub(crate) struct Wish {
    /// Names it; the key is the client's own text, so only its hash is kept.
    pub(crate) key: String,
    /// The write by which it will be known.
    pub(crate) name: Write,
}

impl RegistryDesk {
    /// `None` if this wish was granted before. A key that was used for another body or another address is refused.
    pub(crate) async fn wish(
        &self,
        request: &HttpRequest,
        story: &Story,
        officer: &OfficerCode,
        operation: &str,
    ) -> Result<Option<Wish>, HttpError> {
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        // The key goes into the hash because a KK number in the body could be found by trying.
        let role = request.path("role").unwrap_or_default();
        let digest = sha256_hex(&[key.as_bytes(), b"\n", role.as_bytes(), b"\n", request.body()].concat());
        let named = LookupKey::Idempotency(officer.as_str(), operation, key);
        match self.journal.find(&named).await? {
            Some(known) if known.case == story.id && known.digest.as_ref() == Some(&digest) => Ok(None),
            Some(_) => Err(Problem::new(ProblemCode::IdempotencyKeyReused).into()),
            None => Ok(Some(Wish {
                key: sha256_hex(format!("{officer} {key}").as_bytes()),
                name: self.journal.name(
                    &named,
                    &Lookup {
                        digest: Some(digest),
                        ..Lookup::case(story.id)
                    },
                ),
            })),
        }
    }
}
