//! Which page of a list is asked for.

use tuntas_contract::{ProblemCode, page_limit};

use super::{HttpRequest, Problem};

impl HttpRequest {
    /// How many rows the page may have: `limit`, or as many as a page has where nothing is said.
    ///
    /// # Errors
    /// `limit_invalid`.
    pub fn limit(&self) -> Result<u16, Problem> {
        Ok(page_limit(self.query("limit"))?)
    }

    /// Behind which row the page begins: `cursor`, as the list gave it out and `read` knows it again. Nothing else goes into
    /// a query.
    ///
    /// # Errors
    /// `cursor_invalid`.
    pub fn cursor<'a, T>(&'a self, read: impl FnOnce(&'a str) -> Option<T>) -> Result<Option<T>, Problem> {
        self.query("cursor")
            .map(|text| read(text).ok_or_else(|| ProblemCode::CursorInvalid.into()))
            .transpose()
    }
}
