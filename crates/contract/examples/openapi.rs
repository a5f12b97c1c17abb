//! Writes the OpenAPI document to standard output: `cargo run -p tuntas-contract --example openapi > docs/openapi.json`.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(tuntas_contract::openapi_json().as_bytes())
}
