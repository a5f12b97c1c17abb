//! A receipt (*kuitansi*), A5 landscape.

use std::fmt;

use serde::Serialize;

use crate::OfficeHead;

/// A receipt: who received how much from whom, for what. Whoever receives it signs it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Whose money it is: from the highest body down; the last line is the address.
    pub letterhead: Vec<String>,
    /// Nomor.
    pub number: String,
    /// Sudah terima dari.
    pub received_from: String,
    /// Uang sejumlah, in words.
    pub amount_in_words: String,
    /// The same amount, such as `Rp4.000.000`.
    pub amount: String,
    /// Untuk pembayaran.
    pub purpose: String,
    /// How it is paid; empty prints as a dash.
    pub paid_by: String,
    /// Reference in the remark of the transfer.
    pub reference: String,
    /// Place of writing.
    pub place: String,
    /// Date in prose.
    pub date: String,
    /// The same date written DD-MM-YYYY; the date of the PDF.
    pub issued_on: String,
    /// Who receives the money.
    pub recipient: String,
    /// Who answers for the office.
    pub head: OfficeHead,
    /// Address behind the QR symbol, printable ASCII, up to 300 characters.
    pub verify_url: String,
    /// A few characters of the token, for comparing by eye.
    pub verify_token_hint: String,
    /// Marks the receipt CONTOH / BUKAN DOKUMEN RESMI.
    pub sample: bool,
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt").finish_non_exhaustive()
    }
}
