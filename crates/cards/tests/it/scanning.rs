//! The QR symbols, scanned from the printed page.

use image::GrayImage;
use tuntas_cards::{Document, RenderError, Renderer};

use crate::samples;

/// What a printer of this resolution would put on paper, in grey.
fn printed(document: Document<'_>, page: usize, ppi: f64) -> GrayImage {
    let png = Renderer::new().preview_png(document, page, ppi).unwrap();
    image::load_from_memory(&png).unwrap().to_luma8()
}

/// Contents of all symbols found in the picture.
fn scan(picture: &GrayImage) -> Vec<String> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        picture
            .get_pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap())
            .0[0]
    });
    prepared
        .detect_grids()
        .iter()
        .filter_map(|grid| Some(grid.decode().ok()?.1))
        .collect()
}

#[test]
fn every_page_of_a_family_card_leads_to_its_verification() {
    let sheet = samples::kk(11);
    for page in 0..2 {
        assert_eq!(
            scan(&printed(Document::Kk(&sheet), page, 200.0)),
            [samples::VERIFY_URL]
        );
    }
}

#[test]
fn a_letter_leads_to_its_verification() {
    assert_eq!(
        scan(&printed(Document::Notice(&samples::notice()), 0, 300.0)),
        [samples::VERIFY_URL]
    );
}

#[test]
fn a_letter_of_an_office_and_a_receipt_lead_to_their_verification() {
    assert_eq!(
        scan(&printed(Document::Receipt(&samples::receipt()), 0, 300.0)),
        [samples::VERIFY_URL]
    );
    for letter in [
        samples::court_letter(),
        samples::police_letter(),
        samples::city_letter(),
    ] {
        assert_eq!(
            scan(&printed(Document::Letter(&letter), 0, 300.0)),
            [samples::VERIFY_URL]
        );
    }
}

#[test]
fn an_id_card_printed_at_300_dots_per_inch_can_be_scanned() {
    for card in [samples::ktp(), samples::long_ktp()] {
        assert_eq!(
            scan(&printed(Document::Ktp(&card), 0, 300.0)),
            [samples::VERIFY_URL]
        );
    }
}

#[test]
fn the_longest_address_a_card_accepts_can_still_be_scanned() {
    let mut card = samples::ktp();
    card.verify_url = format!("https://contoh.example/{}", "aZ9-".repeat(42));
    assert_eq!(card.verify_url.len(), 191);
    assert_eq!(
        scan(&printed(Document::Ktp(&card), 0, 300.0)),
        [card.verify_url.as_str()]
    );
}

#[test]
fn a_sheet_takes_an_address_of_300_characters() {
    let mut sheet = samples::kk(1);
    sheet.verify_url = format!("https://contoh.example/{}z", "aZ9-".repeat(69));
    assert_eq!(sheet.verify_url.len(), 300);
    assert_eq!(
        scan(&printed(Document::Kk(&sheet), 0, 300.0)),
        [sheet.verify_url.as_str()]
    );
    sheet.verify_url.push('z');
    assert_eq!(Renderer::new().kk(&sheet).unwrap_err(), RenderError::VerifyUrl);
}

#[test]
fn an_address_too_long_for_a_scannable_symbol_is_an_error() {
    let mut card = samples::ktp();
    card.verify_url = format!("https://contoh.example/{}", "a".repeat(200));
    assert_eq!(Renderer::new().ktp(&card).unwrap_err(), RenderError::VerifyUrl);
}

#[test]
fn there_is_no_picture_of_a_page_that_does_not_exist_or_of_a_monstrous_size() {
    let renderer = Renderer::new();
    let card = samples::ktp();
    for (page, ppi) in [
        (1, 150.0),
        (0, 0.0),
        (0, -1.0),
        (0, f64::NAN),
        (0, f64::INFINITY),
        (0, 9600.0),
    ] {
        assert_eq!(
            renderer.preview_png(&card, page, ppi).unwrap_err(),
            RenderError::Preview,
            "{page} {ppi}"
        );
    }
}
