//! Writes a PDF and a picture of every page of the sample documents:
//! `cargo run -p tuntas-cards --example preview -- <folder>`.

#![expect(clippy::print_stdout, reason = "a command line tool reports what it wrote")]

#[path = "../tests/it/samples.rs"]
mod samples;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tuntas_cards::{Document, Renderer};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("usage: preview <folder>")?);
    fs::create_dir_all(&folder)?;
    let renderer = Renderer::new();

    let (small, large, largest) = (samples::kk(3), samples::kk(11), samples::kk(23));
    let (card, long_card) = (samples::ktp(), samples::long_ktp());
    let (letter, margin) = (samples::notice(), samples::marriage_notice());
    let (departure, family) = (samples::departure_notice(1), samples::departure_notice(9));
    write(&renderer, &folder, "kk", Document::Kk(&small), 150.0)?;
    write(&renderer, &folder, "kk-11-members", Document::Kk(&large), 150.0)?;
    write(&renderer, &folder, "kk-23-members", Document::Kk(&largest), 150.0)?;
    write(&renderer, &folder, "ktp", Document::Ktp(&card), 600.0)?;
    write(&renderer, &folder, "ktp-long", Document::Ktp(&long_card), 600.0)?;
    write(&renderer, &folder, "notice", Document::Notice(&letter), 120.0)?;
    for (name, letter) in [
        ("notice-departure", &departure),
        ("notice-departure-family", &family),
    ] {
        write(&renderer, &folder, name, Document::Notice(letter), 120.0)?;
    }
    write(
        &renderer,
        &folder,
        "notice-marriage",
        Document::Notice(&margin),
        120.0,
    )?;
    let (asks, answers) = (samples::court_letter(), samples::police_letter());
    write(&renderer, &folder, "letter-court", Document::Letter(&asks), 80.0)?;
    write(
        &renderer,
        &folder,
        "letter-police",
        Document::Letter(&answers),
        80.0,
    )?;
    let (grant, receipt, instalments) = (
        samples::city_letter(),
        samples::receipt(),
        samples::long_receipt(),
    );
    write(&renderer, &folder, "letter-aid", Document::Letter(&grant), 80.0)?;
    write(&renderer, &folder, "receipt", Document::Receipt(&receipt), 120.0)?;
    write(
        &renderer,
        &folder,
        "receipt-long",
        Document::Receipt(&instalments),
        120.0,
    )?;
    Ok(())
}

fn write(
    renderer: &Renderer,
    folder: &Path,
    name: &str,
    document: Document<'_>,
    ppi: f64,
) -> Result<(), Box<dyn Error>> {
    let pdf = renderer.pdf(document)?;
    let path = folder.join(format!("{name}.pdf"));
    fs::write(&path, &pdf.bytes)?;
    println!(
        "{} ({} pages, {} bytes)",
        path.display(),
        pdf.pages,
        pdf.bytes.len()
    );
    for page in 0..pdf.pages {
        let path = folder.join(format!("{name}-{}.png", page + 1));
        fs::write(&path, renderer.preview_png(document, page, ppi)?)?;
        println!("{}", path.display());
    }
    Ok(())
}
