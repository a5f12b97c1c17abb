//! Sheets and cards: sizes, pages, rows.

use tuntas_cards::{RenderError, Renderer};

use crate::reading::{page_sizes, text_of_page};
use crate::samples;

fn close(found: (f32, f32), wanted: (f32, f32)) -> bool {
    (found.0 - wanted.0).abs() < 0.01 && (found.1 - wanted.1).abs() < 0.01
}

#[test]
fn a_family_card_prints_on_plain_a4_laid_on_its_side() {
    let pdf = Renderer::new().kk(&samples::kk(11)).unwrap();
    for size in page_sizes(&pdf.bytes) {
        assert!(close(size, (297.0, 210.0)), "{size:?}");
    }
}

#[test]
fn an_id_card_file_is_exactly_one_card_face() {
    let renderer = Renderer::new();
    for card in [samples::ktp(), samples::long_ktp()] {
        let sizes = page_sizes(&renderer.ktp(&card).unwrap().bytes);
        assert_eq!(sizes.len(), 1);
        assert!(close(sizes[0], (85.60, 53.98)), "{sizes:?}");
    }
}

#[test]
fn a_letter_is_one_upright_a4_sheet() {
    let sizes = page_sizes(&Renderer::new().notice(&samples::notice()).unwrap().bytes);
    assert_eq!(sizes.len(), 1);
    assert!(close(sizes[0], (210.0, 297.0)), "{sizes:?}");
}

#[test]
fn a_letter_of_an_office_is_one_upright_a4_sheet() {
    for letter in [
        samples::court_letter(),
        samples::police_letter(),
        samples::city_letter(),
    ] {
        let sizes = page_sizes(&Renderer::new().letter(&letter).unwrap().bytes);
        assert_eq!(sizes.len(), 1, "{}", letter.number);
        assert!(close(sizes[0], (210.0, 297.0)), "{sizes:?}");
    }
}

#[test]
fn a_receipt_is_half_a_sheet_however_much_it_says() {
    for receipt in [samples::receipt(), samples::long_receipt()] {
        let sizes = page_sizes(&Renderer::new().receipt(&receipt).unwrap().bytes);
        assert_eq!(sizes.len(), 1);
        assert!(close(sizes[0], (210.0, 148.0)), "{sizes:?}");
    }
}

#[test]
fn ten_members_fill_a_page_and_the_eleventh_opens_the_next() {
    let renderer = Renderer::new();
    for (members, pages) in [(1, 1), (10, 1), (11, 2), (23, 3)] {
        let pdf = renderer.kk(&samples::kk(members)).unwrap();
        assert_eq!(pdf.pages, pages, "{members} members");
        assert_eq!(page_sizes(&pdf.bytes).len(), pages, "{members} members");
    }
}

#[test]
fn row_numbers_and_members_continue_over_the_pages() {
    for (members, pages) in [(11, 2), (23, 3)] {
        let sheet = samples::kk(members);
        let pdf = Renderer::new().kk(&sheet).unwrap();
        for page in 0..pages {
            let text = text_of_page(&pdf.bytes, page);
            assert!(
                text.contains(&format!("Halaman{}dari{pages}", page + 1)),
                "page {page}"
            );
            assert!(text.contains(&sheet.number), "each page says whose it is");
            for (index, member) in sheet.members.iter().enumerate() {
                let here = index / 10 == page as usize;
                assert_eq!(text.contains(&member.nik), here, "member {index} on page {page}");
                // Number and name stand side by side in the first table, both parents in the second.
                let row = format!("{}{}{}", index + 1, member.name.replace(' ', ""), member.nik);
                assert_eq!(text.contains(&row), here, "row {row} on page {page}");
                let parents = format!("{}{}", member.father, member.mother).replace(' ', "");
                assert_eq!(text.contains(&parents), here, "parents of {index} on page {page}");
            }
        }
        let last = text_of_page(&pdf.bytes, pages - 1);
        let empty: String = (members + 1..=10 * pages as usize)
            .map(|row| row.to_string())
            .collect();
        assert!(last.contains(&empty), "empty rows are printed and numbered");
    }
}

#[test]
fn a_card_without_members_is_refused_and_so_is_an_absurdly_large_one() {
    let renderer = Renderer::new();
    assert_eq!(renderer.kk(&samples::kk(0)).unwrap_err(), RenderError::NoMembers);
    assert_eq!(
        renderer.kk(&samples::kk(101)).unwrap_err(),
        RenderError::TooManyMembers { count: 101 }
    );
}

#[test]
fn a_value_beyond_all_shrinking_is_an_error_and_never_a_second_card_face() {
    let mut card = samples::ktp();
    card.address = "PERUMAHAN CONTOH ".repeat(20);
    assert_eq!(
        Renderer::new().ktp(&card).unwrap_err(),
        RenderError::TooLong {
            field: "alamat".into()
        }
    );

    let mut sheet = samples::kk(1);
    sheet.members[0].father = "BAPAKCONTOH".repeat(20);
    assert_eq!(
        Renderer::new().kk(&sheet).unwrap_err(),
        RenderError::TooLong {
            field: "nama ayah".into()
        }
    );
}

#[test]
fn a_name_of_sixty_letters_without_a_space_still_fits_everywhere() {
    let name = "CONTOHNAMA".repeat(6);
    let renderer = Renderer::new();

    let mut card = samples::ktp();
    card.name.clone_from(&name);
    assert!(text_of_page(&renderer.ktp(&card).unwrap().bytes, 0).contains(&name));

    let mut sheet = samples::kk(10);
    sheet.head_name.clone_from(&name);
    for member in &mut sheet.members {
        member.name.clone_from(&name);
        member.father.clone_from(&name);
        member.mother.clone_from(&name);
    }
    let pdf = renderer.kk(&sheet).unwrap();
    assert_eq!(pdf.pages, 1);
    // Head of the form, signature, ten members with their parents.
    assert_eq!(text_of_page(&pdf.bytes, 0).matches(&name).count(), 32);

    let mut letter = samples::notice();
    letter.person.as_mut().unwrap().name.clone_from(&name);
    assert!(text_of_page(&renderer.notice(&letter).unwrap().bytes, 0).contains(&name));
}

#[test]
fn a_date_that_does_not_exist_is_not_printed() {
    let mut sheet = samples::kk(1);
    for date in ["31-02-2021", "2021-09-24", ""] {
        sheet.issued_on = date.into();
        assert_eq!(Renderer::new().kk(&sheet).unwrap_err(), RenderError::Date);
    }
}

#[test]
fn a_letter_may_run_over_to_a_second_sheet_but_not_to_a_third() {
    let renderer = Renderer::new();
    let mut letter = samples::notice();
    letter.copies = vec!["Instansi Contoh".into(); 20];
    let pdf = renderer.notice(&letter).unwrap();
    assert_eq!(pdf.pages, 2);
    assert!(text_of_page(&pdf.bytes, 1).contains("Halaman2dari2"));

    letter.copies = vec!["Instansi Contoh".into(); 120];
    assert!(matches!(
        renderer.notice(&letter).unwrap_err(),
        RenderError::Pages {
            expected: 2,
            found: 3..
        }
    ));
}

#[test]
fn fields_that_are_not_known_print_as_a_dash() {
    let mut sheet = samples::kk(1);
    let member = &mut sheet.members[0];
    member.religion = String::new();
    member.blood_type = String::new();
    let filled = text_of_page(&Renderer::new().kk(&samples::kk(1)).unwrap().bytes, 0)
        .matches('-')
        .count();
    let emptied = text_of_page(&Renderer::new().kk(&sheet).unwrap().bytes, 0)
        .matches('-')
        .count();
    assert_eq!(emptied, filled + 2);
}
