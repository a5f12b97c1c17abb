//! Closed lists that family cards print (Permendagri 109/2019, form F-1.01).

use serde::{Deserialize, Serialize};

/// Declares an enumeration with its printed Indonesian label.
macro_rules! printed {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $label:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the official list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As printed on a family card, in capitals.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// Finds a value by its printed label, whatever its case.
            pub fn from_label(label: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.label().eq_ignore_ascii_case(label.trim()))
            }
        }
    };
}
pub(crate) use printed;

printed!(
    /// *Jenis kelamin.*
    Sex {
        /// Man or boy.
        Male => "LAKI-LAKI",
        /// Woman or girl.
        Female => "PEREMPUAN",
    }
);

printed!(
    /// *Agama.*
    Religion {
        /// Islam.
        Islam => "ISLAM",
        /// Protestant.
        Kristen => "KRISTEN",
        /// Catholic.
        Katholik => "KATHOLIK",
        /// Hindu.
        Hindu => "HINDU",
        /// Buddhist.
        Budha => "BUDHA",
        /// Confucian.
        Khonghucu => "KHONGHUCU",
        /// *Penghayat kepercayaan.*
        Kepercayaan => "KEPERCAYAAN TERHADAP TUHAN YME",
    }
);

printed!(
    /// *Pendidikan akhir.*
    Education {
        /// None yet.
        NotYet => "TIDAK/BELUM SEKOLAH",
        /// Primary school unfinished.
        PrimaryUnfinished => "BELUM TAMAT SD/SEDERAJAT",
        /// Primary school.
        Primary => "TAMAT SD/SEDERAJAT",
        /// Junior secondary school.
        JuniorSecondary => "SLTP/SEDERAJAT",
        /// Senior secondary school.
        SeniorSecondary => "SLTA/SEDERAJAT",
        /// Diploma I or II.
        DiplomaTwo => "DIPLOMA I/II",
        /// Diploma III.
        DiplomaThree => "AKADEMI/DIPLOMA III/S. MUDA",
        /// Diploma IV or bachelor.
        Bachelor => "DIPLOMA IV/STRATA I",
        /// Master.
        Master => "STRATA II",
        /// Doctor.
        Doctor => "STRATA III",
    }
);

printed!(
    /// *Golongan darah.*
    BloodType {
        /// A.
        A => "A",
        /// B.
        B => "B",
        /// AB.
        Ab => "AB",
        /// O.
        O => "O",
        /// A, rhesus positive.
        APositive => "A+",
        /// A, rhesus negative.
        ANegative => "A-",
        /// B, rhesus positive.
        BPositive => "B+",
        /// B, rhesus negative.
        BNegative => "B-",
        /// AB, rhesus positive.
        AbPositive => "AB+",
        /// AB, rhesus negative.
        AbNegative => "AB-",
        /// O, rhesus positive.
        OPositive => "O+",
        /// O, rhesus negative.
        ONegative => "O-",
        /// Unknown.
        Unknown => "TIDAK TAHU",
    }
);

printed!(
    /// *Kewarganegaraan.*
    Citizenship {
        /// Indonesian.
        Wni => "WNI",
        /// Foreign.
        Wna => "WNA",
    }
);
