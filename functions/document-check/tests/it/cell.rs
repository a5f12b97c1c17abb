//! The process in which a document is opened.

use document_check::Cell;
use std::path::PathBuf;
use tuntas_domain::case::{DocumentFault, FileFormat};

use super::papers::{RULING, jpeg, png};

/// This function's own binary.
pub(crate) fn cell() -> Cell {
    Cell::new(PathBuf::from(env!("CARGO_BIN_EXE_document-check")))
}

#[tokio::test]
async fn a_cell_says_what_the_document_is() {
    let of = |format, bytes: Vec<u8>| async move { cell().examine(format, &bytes).await.unwrap() };
    assert_eq!(of(FileFormat::Pdf, RULING.to_vec()).await, Ok(2));
    assert_eq!(of(FileFormat::Jpeg, jpeg(9, 9)).await, Ok(1));
    assert_eq!(of(FileFormat::Png, png(9, 9)).await, Ok(1));
    assert_eq!(
        of(FileFormat::Pdf, jpeg(9, 9)).await,
        Err(DocumentFault::WrongType)
    );
    assert_eq!(of(FileFormat::Pdf, vec![]).await, Err(DocumentFault::WrongType));
}

/// Half a million objects that are all the same array of a hundred thousand numbers: small as a file, without end in memory,
/// whatever reads it. The cell dies of it, and nothing else does.
#[tokio::test]
async fn what_takes_all_memory_takes_that_of_the_cell() {
    let array = format!("[{}]", "1 ".repeat(100_000));
    let pairs: Vec<String> = (10..100_010).map(|number| format!("{number} 0 ")).collect();
    let index = pairs.concat();
    let content = format!("{index}{array}");
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 100000 /First {} /Length {} >>\nstream\n",
        index.len(),
        content.len()
    );
    let objects = format!("{head}{content}\nendstream\nendobj\n");
    let table = objects.len();
    let file = format!(
        "{objects}xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    assert!(file.len() < 2_000_000, "{}", file.len());
    let found = cell().examine(FileFormat::Pdf, file.as_bytes()).await.unwrap();
    assert_eq!(found, Err(DocumentFault::TooLarge));
}

#[tokio::test]
async fn without_a_cell_nothing_is_said_of_the_document() {
    let nowhere = Cell::new(PathBuf::from("/nowhere/at/all"));
    assert!(nowhere.examine(FileFormat::Pdf, RULING).await.is_err());
}

/// A program that says something else, or nothing, has said nothing good of the document.
#[tokio::test]
async fn only_a_cell_s_own_words_count() {
    for program in ["/bin/true", "/bin/false", "/bin/echo", "/bin/cat"] {
        let found = Cell::new(PathBuf::from(program))
            .examine(FileFormat::Pdf, RULING)
            .await
            .unwrap();
        assert_eq!(found, Err(DocumentFault::TooLarge), "{program}");
    }
}
