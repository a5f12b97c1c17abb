//! Which documents a party gets, and what they share.

use jiff::civil::Date;
use tuntas_city::City;
use tuntas_domain::case::{Document, DocumentKind};
use tuntas_domain::identity::{CaseId, DocumentId, KelurahanCode};
use tuntas_dossier::{DocumentRecord, Subject};
use tuntas_tables::Write;

use crate::{CardRender, Failure};

/// Names of a kelurahan and its kecamatan, in capitals.
pub(crate) struct Place {
    pub(crate) kelurahan: String,
    pub(crate) kecamatan: String,
}

impl Place {
    pub(crate) fn of(city: &City, code: &KelurahanCode) -> Self {
        match city.kelurahan(code.as_str()) {
            Some(found) => Self {
                kelurahan: found.name.to_uppercase(),
                kecamatan: found.kecamatan_name.to_uppercase(),
            },
            None => Self {
                kelurahan: code.to_string(),
                kecamatan: code.kecamatan().to_string(),
            },
        }
    }
}

/// The address behind a QR symbol.
pub(crate) struct Qr {
    pub(crate) url: String,
    token: String,
}

impl Qr {
    /// The last characters of the token, for comparing by eye.
    pub(crate) fn hint(&self) -> String {
        let skip = self.token.chars().count().saturating_sub(8);
        self.token.chars().skip(skip).collect()
    }
}

/// The documents of one side as they come off the press: a party's, or those about the marriage.
pub(crate) struct Bundle<'a> {
    shop: &'a CardRender,
    case: CaseId,
    cause: u32,
    side: &'static str,
    issued_on: Date,
    initials: String,
    pub(crate) documents: Vec<Document>,
    pub(crate) writes: Vec<Write>,
}

impl<'a> Bundle<'a> {
    pub(crate) fn new(
        shop: &'a CardRender,
        case: CaseId,
        cause: u32,
        side: &'static str,
        issued_on: Date,
        initials: String,
    ) -> Self {
        Self {
            shop,
            case,
            cause,
            side,
            issued_on,
            initials,
            documents: Vec::new(),
            writes: Vec::new(),
        }
    }

    fn id(&self, kind: DocumentKind) -> DocumentId {
        let kind = match kind {
            DocumentKind::Kk => "kk",
            DocumentKind::Ktp => "ktp",
            DocumentKind::Notice => "notice",
        };
        self.case
            .document(&format!("{}/{}/{kind}", self.cause, self.side))
    }

    /// Where the QR of a document leads.
    pub(crate) fn qr(&self, kind: DocumentKind) -> Qr {
        let token = self.shop.keys.document_token(self.id(kind).0);
        Qr {
            url: format!("{}/v1/verify/{token}", self.shop.public_url),
            token,
        }
    }

    /// Stores a document and makes it verifiable.
    pub(crate) async fn add(
        &mut self,
        kind: DocumentKind,
        subject: Subject,
        pdf: Vec<u8>,
    ) -> Result<(), Failure> {
        let id = self.id(kind);
        let sha256 = self.shop.archive.store(pdf).await?;
        let record = DocumentRecord {
            kind,
            issued_on: self.issued_on,
            initials: self.initials.clone(),
            subject,
        };
        self.writes.push(self.shop.dossiers.issue(id, &record)?);
        self.documents.push(Document { id, kind, sha256 });
        Ok(())
    }
}
