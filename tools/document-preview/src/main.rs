//! Draws the first page of each given PDF as a PNG beside it: `document-preview FILE.pdf…`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool talks to its terminal"
)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

/// Longest side of a preview, in pixels.
const LONGEST_SIDE: f32 = 1600.0;

fn preview(file: &Path) -> Result<PathBuf, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let pdf = Pdf::new(Arc::new(bytes)).map_err(|_| "not a readable PDF".to_owned())?;
    let page = pdf.pages().first().ok_or("no page")?;
    let (width, height) = page.render_dimensions();
    let scale = LONGEST_SIDE / width.max(height);
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
        ..RenderSettings::default()
    };
    let drawn = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &settings,
    );
    let png = drawn.into_png().map_err(|error| error.to_string())?;
    let to = file.with_extension("png");
    std::fs::write(&to, png).map_err(|error| error.to_string())?;
    Ok(to)
}

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for file in std::env::args_os().skip(1).map(PathBuf::from) {
        match preview(&file) {
            Ok(png) => println!("{}", png.display()),
            Err(error) => {
                eprintln!("{}: {error}", file.display());
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
