//! The columns of an extract, by the names SIAK gives them.

/// Declares the columns with their names: the first is SIAK's, the others are accepted too.
macro_rules! columns {
    ($($(#[$doc:meta])* $variant:ident $kind:ident => [$($name:literal),+]),+ $(,)?) => {
        /// A column that is read. Every other column of an extract is passed over.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Column { $($(#[$doc])* $variant),+ }

        impl Column {
            /// Every column.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Names it may have, SIAK's first.
            pub fn names(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($name),+]),+ }
            }

            /// Whether an extract without it is refused.
            pub fn is_required(self) -> bool {
                match self { $(Self::$variant => columns!(@$kind)),+ }
            }
        }
    };
    (@required) => { true };
    (@optional) => { false };
}

columns! {
    /// NIK.
    Nik required => ["NIK"],
    /// Number of the family card.
    NoKk required => ["NO_KK"],
    /// Full name.
    Name required => ["NAMA_LGKP"],
    /// Sex.
    Sex required => ["JENIS_KLMIN"],
    /// Place of birth.
    BirthPlace required => ["TMPT_LHR"],
    /// Date of birth.
    BirthDate required => ["TGL_LHR"],
    /// Religion.
    Religion required => ["AGAMA"],
    /// Blood type.
    BloodType optional => ["GOL_DRH"],
    /// Marital status.
    MaritalStatus required => ["STAT_KWN"],
    /// Number of the marriage certificate.
    MarriageCertificate optional => ["NO_AKTA_KWN"],
    /// Date of the marriage.
    MarriageDate optional => ["TGL_KWN"],
    /// Whether there is a divorce certificate.
    HasDivorceCertificate optional => ["AKTA_CRAI"],
    /// Number of the divorce certificate.
    DivorceCertificate optional => ["NO_AKTA_CRAI"],
    /// Date of the divorce.
    DivorceDate optional => ["TGL_CRAI"],
    /// Relationship to the head (SHDK).
    Relationship required => ["STAT_HBKEL"],
    /// Education.
    Education required => ["PDDK_AKH"],
    /// Occupation.
    Occupation required => ["JENIS_PKRJN"],
    /// NIK of the mother.
    MotherNik optional => ["NIK_IBU"],
    /// NIK of the father.
    FatherNik optional => ["NIK_AYAH"],
    /// Name of the mother.
    MotherName optional => ["NAMA_LGKP_IBU"],
    /// Name of the father.
    FatherName optional => ["NAMA_LGKP_AYAH"],
    /// Citizenship.
    Citizenship optional => ["KEWARGANEGARAAN", "KWRNGRN"],
    /// Passport number.
    Passport optional => ["NO_PASPOR"],
    /// KITAS/KITAP number.
    StayPermit optional => ["NO_KITAS", "NO_KITAP"],
    /// Street and number.
    Street required => ["ALAMAT"],
    /// RT.
    Rt required => ["NO_RT"],
    /// RW.
    Rw required => ["NO_RW"],
    /// Province.
    Province required => ["NO_PROP"],
    /// City or regency.
    City required => ["NO_KAB"],
    /// Kecamatan.
    Kecamatan required => ["NO_KEC"],
    /// Kelurahan.
    Kelurahan required => ["NO_KEL"],
    /// Postcode.
    Postcode optional => ["KODE_POS"],
    /// Whether the person lives.
    Vital optional => ["STAT_HIDUP"],
}

impl Column {
    /// SIAK's name.
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }
}

/// Where each column stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    places: Vec<Option<usize>>,
    /// How many columns the file has, read or not.
    pub count: usize,
}

/// A header that will not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Columns are missing.
    #[error("the header has no column {}", .0.join(", "))]
    Missing(Vec<&'static str>),
    /// A column stands in it twice.
    #[error("the header has the column {0} twice")]
    Twice(&'static str),
}

impl Columns {
    /// Finds the columns in a header, in whatever order, whatever their case.
    ///
    /// # Errors
    /// [`HeaderError`].
    pub fn find<'a>(header: impl IntoIterator<Item = &'a str>) -> Result<Self, HeaderError> {
        let titles: Vec<String> = header.into_iter().map(title).collect();
        let mut places = Vec::new();
        let mut missing = Vec::new();
        for column in Column::ALL {
            let mut found = (0..titles.len()).filter(|&at| column.names().contains(&titles[at].as_str()));
            let place = found.next();
            if found.next().is_some() {
                return Err(HeaderError::Twice(column.name()));
            }
            if place.is_none() && column.is_required() {
                missing.push(column.name());
            }
            places.push(place);
        }
        if missing.is_empty() {
            Ok(Self {
                places,
                count: titles.len(),
            })
        } else {
            Err(HeaderError::Missing(missing))
        }
    }

    /// Columns that the file does not have.
    pub fn missing(&self) -> impl Iterator<Item = Column> {
        Column::ALL
            .iter()
            .copied()
            .filter(|column| self.place(*column).is_none())
    }

    /// Where a column stands, from 0; `None` if the file has none.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }
}

fn title(text: &str) -> String {
    text.trim().to_ascii_uppercase().replace([' ', '-', '.'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<&'static str> {
        Column::ALL.iter().map(|column| column.name()).collect()
    }

    #[test]
    fn the_header_decides_where_columns_stand() {
        let mut header = all();
        header.reverse();
        header.insert(0, "no urut");
        let columns = Columns::find(header.iter().copied()).unwrap();
        for column in Column::ALL {
            assert_eq!(header[columns.place(*column).unwrap()], column.name());
        }
        assert_eq!(columns.count, header.len());
        let lower = Columns::find(["nik ", "no kk"]);
        assert!(
            matches!(lower, Err(HeaderError::Missing(names)) if !names.contains(&"NIK") && !names.contains(&"NO_KK"))
        );
    }

    #[test]
    fn an_optional_column_may_be_missing_and_no_column_may_come_twice() {
        let required = Column::ALL.iter().filter(|column| column.is_required());
        let columns = Columns::find(required.map(|column| column.name())).unwrap();
        assert_eq!(columns.place(Column::BloodType), None);
        let mut twice = all();
        twice.push("KWRNGRN");
        assert_eq!(Columns::find(twice), Err(HeaderError::Twice("KEWARGANEGARAAN")));
    }
}
