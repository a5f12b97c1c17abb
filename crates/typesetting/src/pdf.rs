//! From laid out pages to PDF bytes.

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::Fault;
use crate::world::Sheet;

/// Writes PDF/A-2a, tagged to PDF/UA-1. `identity` decides the document identifier inside the file: equal
/// content has an equal identifier. No time is written besides the date the template sets.
pub(crate) fn write(document: &PagedDocument, identity: &str, world: &Sheet<'_>) -> Result<Vec<u8>, Fault> {
    let standards =
        PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|_| Fault::Standard {
            place: "the choice of standards".into(),
        })?;
    let options = PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
        creator: Smart::Custom(Some("Tuntas".into())),
        timestamp: None,
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|problems| Fault::Standard {
        place: place_of(&problems, world),
    })
}

/// File and line of the first problem that has one.
pub(crate) fn place_of(problems: &[SourceDiagnostic], world: &Sheet<'_>) -> String {
    let place = |problem: &SourceDiagnostic| {
        let source = world.source(problem.span.id()?).ok()?;
        let start = world.range(problem.span)?.start;
        let line = source.lines().byte_to_line(start)? + 1;
        Some(format!("{}:{line}", source.id().vpath().get_without_slash()))
    };
    problems
        .iter()
        .find_map(place)
        .unwrap_or_else(|| "an unknown place".into())
}
