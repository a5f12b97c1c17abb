//! Names of the files that go with a request: letters and minutes in the bucket of documents, and minutes that arrive on the
//! doorstep. They are named by ids and digests alone.

use tuntas_domain::identity::{CaseId, UploadId};
use tuntas_security::MinutesFile;

/// Folder of minutes, on the doorstep as among the documents.
pub const MINUTES: &str = "minutes";

/// Folder of letters.
const LETTERS: &str = "letters";

/// The letter that an entry of the request's journal wrote.
pub fn letter_key(request: CaseId, entry: u32) -> String {
    format!("{LETTERS}/{request}/{entry}.pdf")
}

/// Minutes that were found sound.
pub fn minutes_key(request: CaseId, file: &MinutesFile) -> String {
    format!("{MINUTES}/{request}/{}.{}", file.sha256, file.format.extension())
}

/// Minutes on the doorstep, until they are looked at.
pub fn arrival_key(request: CaseId, upload: UploadId) -> String {
    format!("{MINUTES}/{request}/{upload}")
}

/// The folders of documents in which all files of a request lie.
pub fn folders(request: CaseId) -> [String; 2] {
    [LETTERS, MINUTES].map(|folder| format!("{folder}/{request}/"))
}
