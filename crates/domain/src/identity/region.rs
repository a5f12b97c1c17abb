//! Region codes of the Ministry of Home Affairs (Kemendagri). The statistics office (BPS) uses another
//! system; its codes do not fit these types.

use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, KkNumber, string_identifier};

macro_rules! region_code {
    ($(#[$doc:meta])* $name:ident, $lengths:expr, $form:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        string_identifier!($name);

        impl $name {
            /// Parses the dotted notation.
            ///
            /// # Errors
            /// Code `region_code_form`.
            pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
                let lengths: &[usize] = &$lengths;
                let parts: Vec<&str> = text.split('.').collect();
                let fits = parts.len() == lengths.len()
                    && parts
                        .iter()
                        .zip(lengths)
                        .all(|(part, length)| part.len() == *length && part.bytes().all(|b| b.is_ascii_digit()));
                if fits {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(InvalidIdentifier {
                        code: "region_code_form",
                        rule: concat!("a Kemendagri code of this level has the form ", $form, ", N a digit"),
                        mend: "use the dotted Kemendagri code, not the BPS code",
                    })
                }
            }

            /// The dotted code.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

region_code!(
    /// A city or regency (*kota/kabupaten*), e.g. `35.75`.
    CityCode,
    [2, 2],
    "NN.NN"
);
region_code!(
    /// A district (*kecamatan*), e.g. `35.75.01`. KK numbers are issued per kecamatan.
    KecamatanCode,
    [2, 2, 2],
    "NN.NN.NN"
);
region_code!(
    /// An urban village (*kelurahan*, fourth part starting with 1) or village (*desa*, 2), e.g. `35.75.01.1001`.
    KelurahanCode,
    [2, 2, 2, 4],
    "NN.NN.NN.NNNN"
);

impl KelurahanCode {
    /// The kecamatan this kelurahan belongs to.
    pub fn kecamatan(&self) -> KecamatanCode {
        KecamatanCode(self.0[..8].to_owned())
    }

    /// The city this kelurahan belongs to.
    pub fn city(&self) -> CityCode {
        CityCode(self.0[..5].to_owned())
    }
}

impl KecamatanCode {
    /// The kecamatan that issued a KK number, by its first six digits.
    pub fn issuing(number: &KkNumber) -> Self {
        let digits = number.as_str();
        Self(format!("{}.{}.{}", &digits[..2], &digits[2..4], &digits[4..6]))
    }

    /// The six digits that begin a KK number issued in this kecamatan.
    pub fn digits(&self) -> String {
        self.0.replace('.', "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kelurahan_knows_its_kecamatan_and_city() {
        let code = KelurahanCode::parse("35.75.01.1001").unwrap();
        assert_eq!(code.kecamatan().as_str(), "35.75.01");
        assert_eq!(code.kecamatan().digits(), "357501");
        assert_eq!(code.city().as_str(), "35.75");
        let number = KkNumber::parse("3575012109210001").unwrap();
        assert_eq!(KecamatanCode::issuing(&number), code.kecamatan());
    }

    #[test]
    fn bps_codes_do_not_pass() {
        assert!(KelurahanCode::parse("3575010001").is_err());
        assert!(KecamatanCode::parse("3575010").is_err());
        assert!(CityCode::parse("35.7é").is_err());
    }
}
