//! A key in memory, for tests.

use std::sync::Arc;

use tuntas_signatures::Signer;

use crate::{KeeperError, KeyKeeper};

impl KeyKeeper for Arc<Signer> {
    fn key_id(&self) -> &str {
        Signer::key_id(self)
    }

    async fn sign(&self, bytes: &[u8]) -> Result<String, KeeperError> {
        self.sign_detached(bytes).map_err(|_| KeeperError::NoSignature)
    }

    async fn public_key(&self) -> Result<Vec<u8>, KeeperError> {
        self.public_key_der().map_err(|_| KeeperError::NoPublicKey)
    }
}
