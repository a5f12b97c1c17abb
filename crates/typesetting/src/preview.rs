//! A page as a picture, for screens and for looking at a layout.

use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use crate::Fault;

/// Points in an inch.
const POINTS_PER_INCH: f64 = 72.0;
/// Most pixels of one picture, some 160 MB while it is drawn: A4 at 600 pixels per inch fits.
const MAX_PIXELS: f64 = 40_000_000.0;

/// Draws page `page` (counted from 0) as a PNG with `ppi` pixels per inch.
pub(crate) fn png(document: &PagedDocument, page: usize, ppi: f64) -> Result<Vec<u8>, Fault> {
    let page = document.pages().get(page).ok_or(Fault::Preview)?;
    let scale = ppi / POINTS_PER_INCH;
    let size = page.frame.size();
    let pixels = size.x.to_pt() * scale * (size.y.to_pt() * scale);
    if !(ppi.is_finite() && ppi >= 1.0 && pixels <= MAX_PIXELS) {
        return Err(Fault::Preview);
    }
    let options = RenderOptions {
        pixel_per_pt: Scalar::new(scale),
        render_bleed: false,
    };
    typst_render::render(page, &options)
        .encode_png()
        .map_err(|_| Fault::Preview)
}
