//! The same document is the same file, byte for byte: retries find their own work already done.

use tuntas_cards::Renderer;

use crate::samples;

#[test]
fn rendering_again_gives_the_same_bytes() {
    let renderer = Renderer::new();
    let sheet = samples::kk(11);
    let first = renderer.kk(&sheet).unwrap();
    // Other work in between, so that nothing is simply remembered.
    for members in 1..8 {
        renderer.kk(&samples::kk(members)).unwrap();
        renderer.ktp(&samples::long_ktp()).unwrap();
    }
    assert!(renderer.kk(&sheet).unwrap() == first);
}

#[test]
fn another_renderer_gives_the_same_bytes() {
    let (one, two) = (Renderer::new(), Renderer::new());
    let (sheet, card, letter) = (samples::kk(3), samples::ktp(), samples::notice());
    assert!(one.kk(&sheet).unwrap() == two.kk(&sheet).unwrap());
    assert!(one.ktp(&card).unwrap() == two.ktp(&card).unwrap());
    assert!(one.notice(&letter).unwrap() == two.notice(&letter).unwrap());
}

#[test]
fn renderers_at_work_side_by_side_do_not_disturb_each_other() {
    let renderer = Renderer::new();
    let wanted: Vec<_> = (1..5)
        .map(|members| renderer.kk(&samples::kk(members)).unwrap())
        .collect();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for (members, pdf) in (1..5).zip(&wanted) {
                    assert!(renderer.kk(&samples::kk(members)).unwrap() == *pdf);
                }
            });
        }
    });
}

#[test]
fn another_content_is_another_file() {
    let renderer = Renderer::new();
    let sheet = samples::kk(3);
    let mut other = sheet.clone();
    other.members[2].blood_type = "B-".into();
    assert!(renderer.kk(&sheet).unwrap() != renderer.kk(&other).unwrap());
}
