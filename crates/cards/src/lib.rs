//! Typesets the documents of a case: the family card (KK), the print file of the ID card (KTP-el) and the
//! letter to another city's registry; letters of offices, and receipts.
//!
//! The crate is pure: the same document gives the same bytes, in any process and at any time. Templates and
//! fonts (those of `tuntas-typesetting`) are part of the binary; a template can reach no file, no network and no clock. What is printed comes
//! in as ready strings, is handed to the templates as JSON data and is only ever set as text, so a name that
//! looks like markup prints as that name.
//!
//! The PDFs follow PDF/A-2a and PDF/UA-1: archivable, tagged, with all fonts inside. They carry no signature.
//!
//! ```
//! use tuntas_cards::{OfficeHead, RenderError, Renderer};
//! # use tuntas_cards::{KkMember, KkSheet};
//! # fn sheet() -> KkSheet {
//! #     let dash = String::new;
//! #     KkSheet {
//! #         number: "3575012109210001".into(), head_name: "CONTOH WATI".into(), address: "JL. CONTOH".into(),
//! #         rt: "003".into(), rw: "002".into(), postcode: None, kelurahan: "GADINGREJO".into(),
//! #         kecamatan: "GADINGREJO".into(), city: "KOTA PASURUAN".into(), province: "JAWA TIMUR".into(),
//! #         issued_on: "24-09-2021".into(),
//! #         office: OfficeHead { title: "KEPALA DINAS".into(), name: "CONTOH".into(), nip: dash() },
//! #         members: vec![KkMember {
//! #             name: "CONTOH WATI".into(), nik: "3575014101900001".into(), sex: "PEREMPUAN".into(),
//! #             birth_place: dash(), birth_date: dash(), religion: dash(), education: dash(),
//! #             occupation: dash(), blood_type: dash(), marital_status: dash(),
//! #             marriage_or_divorce_date: None, relationship: dash(), citizenship: dash(), passport: None,
//! #             kitas: None, father: dash(), mother: dash(),
//! #         }],
//! #         verify_url: "https://contoh.example/v1/verify/abc".into(), verify_token_hint: "abc".into(),
//! #         complaint: "contoh@contoh.example".into(), sample: true,
//! #     }
//! # }
//! # fn main() -> Result<(), RenderError> {
//! let renderer = Renderer::new();
//! let pdf = renderer.kk(&sheet())?;
//! assert_eq!(pdf.pages, 1);
//! # Ok(())
//! # }
//! ```

mod data;
mod error;
mod kk;
mod ktp;
mod notice;
mod office;
mod office_letter;
mod qr;
mod receipt;
mod renderer;

pub use error::RenderError;
pub use kk::{KkMember, KkSheet, MAX_MEMBERS, ROWS_PER_PAGE};
pub use ktp::KtpCard;
pub use notice::{
    Letterhead, Mover, NoticeLetter, NoticeMarriage, NoticePerson, Recipient, Relocation, Ruling,
};
pub use office::OfficeHead;
pub use office_letter::{House, OfficeLetter, Passage};
pub use receipt::Receipt;
pub use renderer::{Document, Pdf, Renderer};
pub use tuntas_typesetting::MAX_FIELD_CHARS;
