//! Names that look like markup, letters from everywhere, and noise.

use std::sync::LazyLock;

use proptest::prelude::*;
use tuntas_cards::{MAX_FIELD_CHARS, RenderError, Renderer};

use crate::reading::{text_of, without_space};
use crate::samples;

static RENDERER: LazyLock<Renderer> = LazyLock::new(Renderer::new);

const MARKUP: [&str; 8] = [
    r#"#panic("x")"#,
    "*TEBAL* _MIRING_ `KODE`",
    "$x^2$ @rujukan <label>",
    r#""KUTIP" 'TUNGGAL'"#,
    r"\ \u{41} \n",
    "= JUDUL == DUA - BUTIR + SATU / ISTILAH: X",
    "[ISI] {let a = 1} // KOMENTAR /* BLOK */",
    r#"#read("/etc/passwd")#import"#,
];

#[test]
fn a_name_that_looks_like_markup_prints_as_it_is() {
    for name in MARKUP {
        let mut sheet = samples::kk(2);
        sheet.head_name = name.into();
        sheet.address = name.into();
        sheet.office.title = name.into();
        sheet.complaint = name.into();
        sheet.members[0].name = name.into();
        sheet.members[1].mother = name.into();
        let text = text_of(&RENDERER.kk(&sheet).unwrap().bytes);
        // Head, address, title, complaint channel, head again over the signature, two in the tables.
        assert_eq!(text.matches(&without_space(name)).count(), 7, "{name} in {text}");

        let mut card = samples::ktp();
        card.name = name.into();
        assert!(
            text_of(&RENDERER.ktp(&card).unwrap().bytes).contains(&without_space(name)),
            "{name}"
        );

        let mut letter = samples::notice();
        letter.person.as_mut().unwrap().name = name.into();
        letter.subject = name.into();
        letter.copies = vec![name.into()];
        let text = text_of(&RENDERER.notice(&letter).unwrap().bytes);
        assert_eq!(text.matches(&without_space(name)).count(), 3, "{name} in {text}");
    }
}

#[test]
fn quotes_and_hyphens_are_not_prettified() {
    let mut card = samples::ktp();
    card.name = r#"NUR'AINI "CONTOH" A--B..."#.into();
    assert!(text_of(&RENDERER.ktp(&card).unwrap().bytes).contains(r#"NUR'AINI"CONTOH"A--B..."#));
}

#[test]
fn accented_letters_and_curly_apostrophes_have_glyphs() {
    let mut card = samples::ktp();
    card.name = "RENÉ D’CONTOH ŠÖDERŁUND Ñ ḤĀ".into();
    assert!(text_of(&RENDERER.ktp(&card).unwrap().bytes).contains("RENÉD’CONTOHŠÖDERŁUNDÑḤĀ"));
}

#[test]
fn a_letter_without_a_glyph_stops_the_card_instead_of_leaving_a_box() {
    for (name, code_point) in [
        ("王 CONTOH", 0x738b),
        ("CONTOH 🙂", 0x1f642),
        ("CON\u{0}TOH", 0),
        ("A\u{202e}B", 0x202e),
    ] {
        let mut sheet = samples::kk(2);
        sheet.members[1].name = name.into();
        assert_eq!(
            RENDERER.kk(&sheet).unwrap_err(),
            RenderError::Unprintable {
                field: "members[1].name".into(),
                code_point
            }
        );
    }
}

#[test]
fn an_error_never_repeats_the_value() {
    let mut card = samples::ktp();
    card.name = "RAHASIACONTOH".repeat(25);
    card.verify_url = "https://contoh.example/v".into();
    let error = RENDERER.ktp(&card).unwrap_err();
    assert_eq!(error, RenderError::TooLong { field: "nama".into() });
    assert!(!format!("{error} {error:?}").contains("RAHASIA"));
}

#[test]
fn a_document_in_a_log_line_shows_no_one() {
    let (sheet, card, letter) = (samples::kk(2), samples::ktp(), samples::notice());
    let shown = format!(
        "{sheet:?} {:?} {card:?} {letter:?} {:?}",
        sheet.members[0], letter.person
    );
    for private in ["CONTOH", "3575", "JL.", "Jl.", "PA.Pas"] {
        assert!(!shown.contains(private), "{private} in {shown}");
    }
}

#[test]
fn a_field_of_unreasonable_length_is_refused_before_any_typesetting() {
    let mut sheet = samples::kk(1);
    sheet.address = "A".repeat(MAX_FIELD_CHARS + 1);
    assert_eq!(
        RENDERER.kk(&sheet).unwrap_err(),
        RenderError::TooLong {
            field: "address".into()
        }
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_document_or_a_typed_error_but_never_a_panic(
        name in any::<String>(), address in "\\PC{0,120}", nik in "[ -~]{0,40}", url in "[ -~é]{0,250}",
    ) {
        let mut sheet = samples::kk(1);
        sheet.head_name.clone_from(&name);
        sheet.members[0].name.clone_from(&name);
        sheet.members[0].nik.clone_from(&nik);
        sheet.address.clone_from(&address);
        let _ = RENDERER.kk(&sheet);

        let mut card = samples::ktp();
        card.name.clone_from(&name);
        card.address.clone_from(&address);
        card.nik.clone_from(&nik);
        card.verify_url = url;
        let _ = RENDERER.ktp(&card);

        let mut letter = samples::notice();
        letter.person.as_mut().unwrap().name = name;
        letter.person.as_mut().unwrap().address = Some(address);
        let _ = RENDERER.notice(&letter);
    }

    #[test]
    fn printable_latin_names_of_legal_length_always_print(name in "[A-Z][A-Zéñö’.,'\\-]{0,11}( [A-Zé#$*_@\"\\\\]{1,12}){0,3}") {
        let mut card = samples::ktp();
        card.name.clone_from(&name);
        let text = text_of(&RENDERER.ktp(&card).unwrap().bytes);
        prop_assert!(text.contains(&without_space(&name)), "{} in {}", name, text);
    }
}
