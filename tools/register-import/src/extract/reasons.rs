//! Why rows of an extract are not imported.

use super::Column;

/// Declares the reasons: code, the column to look at, and the rule with its mend as the operator reads it.
macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident => $code:literal, $column:expr, $sentence:literal);+ $(;)?) => {
        /// Why a row is not imported.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Reason { $($(#[$doc])* $variant),+ }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Stable code, the column `ALASAN_KODE`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The rule and the mend in Indonesian, the column `ALASAN`.
            pub fn sentence(self) -> &'static str {
                match self { $(Self::$variant => $sentence),+ }
            }

            /// Where to look, the column `KOLOM`; `None` for the row as a whole.
            pub fn column(self) -> Option<Column> {
                match self { $(Self::$variant => $column),+ }
            }
        }
    };
}

reasons! {
    /// Another number of fields than the header has columns.
    RowFields => "row_fields", None,
        "Jumlah kolom baris ini tidak sama dengan judulnya; periksa pembatas kolom dan tanda kutip.";
    /// Not digits only.
    KkDigits => "kk_digits", Some(Column::NoKk),
        "Nomor KK hanya berisi angka; tulis 16 angka tanpa spasi, titik, atau huruf.";
    /// Not sixteen digits.
    KkLength => "kk_length", Some(Column::NoKk),
        "Nomor KK terdiri atas tepat 16 angka; tulis semua angkanya dan simpan kolom ini sebagai teks.";
    /// No date inside.
    KkDateDigits => "kk_date_digits", Some(Column::NoKk),
        "Angka ke-7 sampai ke-10 nomor KK adalah tanggal dan bulan; cocokkan dengan KK.";
    /// Serial 0000.
    KkSerial => "kk_serial", Some(Column::NoKk),
        "Empat angka terakhir nomor KK mulai dari 0001; cocokkan dengan KK.";
    /// Not digits only.
    NikDigits => "nik_digits", Some(Column::Nik),
        "NIK hanya berisi angka; tulis 16 angka tanpa spasi, titik, atau huruf.";
    /// Not sixteen digits.
    NikLength => "nik_length", Some(Column::Nik),
        "NIK terdiri atas tepat 16 angka; tulis semua angkanya dan simpan kolom ini sebagai teks.";
    /// No date inside.
    NikBirthDigits => "nik_birth_digits", Some(Column::Nik),
        "Angka ke-7 sampai ke-10 NIK adalah tanggal (01-31, perempuan 41-71) dan bulan; cocokkan dengan KTP-el.";
    /// Serial 0000.
    NikSerial => "nik_serial", Some(Column::Nik),
        "Empat angka terakhir NIK mulai dari 0001; cocokkan dengan KTP-el.";
    /// Name empty, too long or not printable.
    Name => "name", Some(Column::Name),
        "Nama wajib diisi, paling banyak 60 huruf Latin; perbaiki menurut akta kelahiran.";
    /// Sex unknown.
    Sex => "sex", Some(Column::Sex),
        "Jenis kelamin adalah 1 atau LAKI-LAKI, 2 atau PEREMPUAN; tulis salah satunya.";
    /// Place of birth empty, too long or not printable.
    BirthPlace => "birth_place", Some(Column::BirthPlace),
        "Tempat lahir wajib diisi, paling banyak 60 huruf Latin; lengkapi kolomnya.";
    /// No date.
    BirthDate => "birth_date", Some(Column::BirthDate),
        "Tanggal lahir ditulis seperti 17-05-1985, 17/05/1985, atau 1985-05-17; perbaiki tanggalnya.";
    /// Before 1900 or after today.
    BirthDateRange => "birth_date_range", Some(Column::BirthDate),
        "Tanggal lahir tidak boleh sebelum tahun 1900 atau sesudah hari ini; perbaiki tahunnya.";
    /// Religion unknown.
    Religion => "religion", Some(Column::Religion),
        "Agama adalah kode 1-7 atau kata yang tercetak pada KK; tulis salah satunya.";
    /// Blood type unknown.
    BloodType => "blood_type", Some(Column::BloodType),
        "Golongan darah adalah kode 1-13 atau kata yang tercetak pada KK; kosongkan kalau tidak tahu.";
    /// Marital status unknown.
    MaritalStatus => "marital_status", Some(Column::MaritalStatus),
        "Status kawin adalah kata yang tercetak pada KK, atau kode dari daftar yang disebut dengan --marital-codes; tulis salah satunya.";
    /// Date of the marriage is no date.
    MarriageDate => "marriage_date", Some(Column::MarriageDate),
        "Tanggal kawin ditulis seperti 17-05-1985, 17/05/1985, atau 1985-05-17; kosongkan kalau tidak ada.";
    /// Date of the marriage before birth or after today.
    MarriageDateRange => "marriage_date_range", Some(Column::MarriageDate),
        "Tanggal kawin tidak boleh sebelum tanggal lahir atau sesudah hari ini; perbaiki salah satunya.";
    /// Date of the divorce is no date.
    DivorceDate => "divorce_date", Some(Column::DivorceDate),
        "Tanggal cerai ditulis seperti 17-05-1985, 17/05/1985, atau 1985-05-17; kosongkan kalau tidak ada.";
    /// Date of the divorce before birth or after today.
    DivorceDateRange => "divorce_date_range", Some(Column::DivorceDate),
        "Tanggal cerai tidak boleh sebelum tanggal lahir atau sesudah hari ini; perbaiki salah satunya.";
    /// SHDK unknown.
    Relationship => "relationship", Some(Column::Relationship),
        "Status hubungan dalam keluarga adalah kode 1-11 atau kata yang tercetak pada KK; tulis salah satunya.";
    /// Education unknown.
    Education => "education", Some(Column::Education),
        "Pendidikan adalah kode 1-10 atau kata yang tercetak pada KK; tulis salah satunya.";
    /// Occupation empty, too long or an unknown number.
    Occupation => "occupation", Some(Column::Occupation),
        "Pekerjaan adalah kode 1-89 atau kata yang tercetak pada KK; kode di atas 89 ditulis dengan kata.";
    /// Citizenship unknown.
    Citizenship => "citizenship", Some(Column::Citizenship),
        "Kewarganegaraan adalah 1 atau WNI, 2 atau WNA; tulis salah satunya.";
    /// Passport number too long or not printable.
    Passport => "passport", Some(Column::Passport),
        "Nomor paspor paling banyak 20 huruf dan angka; perbaiki atau kosongkan.";
    /// KITAS/KITAP number too long or not printable.
    StayPermit => "stay_permit", Some(Column::StayPermit),
        "Nomor KITAS/KITAP paling banyak 30 huruf dan angka; perbaiki atau kosongkan.";
    /// Father's name too long or not printable.
    FatherName => "father_name", Some(Column::FatherName),
        "Nama ayah paling banyak 60 huruf Latin; perbaiki, atau kosongkan kalau tidak tercatat.";
    /// Mother's name too long or not printable.
    MotherName => "mother_name", Some(Column::MotherName),
        "Nama ibu paling banyak 60 huruf Latin; perbaiki, atau kosongkan kalau tidak tercatat.";
    /// Street empty, too long or not printable.
    Street => "street", Some(Column::Street),
        "Alamat wajib diisi, paling banyak 120 huruf Latin; lengkapi kolomnya.";
    /// RT is no number of three digits.
    Rt => "rt", Some(Column::Rt),
        "RT adalah angka, paling banyak tiga; perbaiki, atau kosongkan kalau tidak ada.";
    /// RW is no number of three digits.
    Rw => "rw", Some(Column::Rw),
        "RW adalah angka, paling banyak tiga; perbaiki, atau kosongkan kalau tidak ada.";
    /// The four region columns make no code.
    Region => "region", Some(Column::Kelurahan),
        "NO_PROP, NO_KAB, NO_KEC, dan NO_KEL adalah kode Kemendagri (2, 2, 2, dan 4 angka), bukan kode BPS; perbaiki kodenya.";
    /// The kelurahan lies in another city.
    RegionOutside => "region_outside", Some(Column::City),
        "Kelurahan ini bukan di wilayah yang disebut dengan --region; hapus barisnya atau perbaiki kodenya.";
    /// Postcode is not five digits.
    Postcode => "postcode", Some(Column::Postcode),
        "Kode pos terdiri atas 5 angka; perbaiki atau kosongkan.";
    /// Alive or not is told by an unknown word or number.
    Vital => "vital", Some(Column::Vital),
        "STAT_HIDUP adalah 1 atau HIDUP, 2 atau MATI; tulis salah satunya, atau kosongkan.";
    /// Another row of the household has a reason of its own.
    OtherRow => "other_row", None,
        "Baris ini sendiri tidak salah, tetapi baris lain dengan NO_KK yang sama ditolak; perbaiki baris itu, lalu impor semua baris KK ini.";
    /// The rows of one household have different addresses.
    AddressDiffers => "address_differs", Some(Column::Street),
        "Alamat, RT/RW, kelurahan, atau kode pos baris ini lain daripada baris kepala keluarga; samakan dalam satu KK.";
    /// No head.
    NoHead => "no_head", Some(Column::Relationship),
        "KK ini tidak mempunyai kepala keluarga; tetapkan satu anggota dengan STAT_HBKEL 1.";
    /// More than one head.
    SeveralHeads => "several_heads", Some(Column::Relationship),
        "KK ini mempunyai lebih dari satu kepala keluarga; sisakan satu anggota dengan STAT_HBKEL 1.";
    /// The head may not head a card.
    HeadNotEligible => "head_not_eligible", Some(Column::Relationship),
        "Kepala keluarga harus berumur 17 tahun atau pernah kawin; tetapkan anggota lain sebagai kepala.";
    /// Only children.
    ChildrenAlone => "children_alone", Some(Column::NoKk),
        "Semua anggota KK ini belum 17 tahun dan belum pernah kawin; masukkan ke KK orang dewasa.";
    /// The same NIK twice on one card.
    PersonTwice => "person_twice", Some(Column::Nik),
        "NIK ini tercatat dua kali dalam KK yang sama; hapus baris yang berlebih.";
    /// More members than one transaction writes.
    TooManyMembers => "too_many_members", Some(Column::NoKk),
        "Satu KK paling banyak 96 anggota; periksa apakah NO_KK salah terisi.";
    /// Husband, wife or their head is not married.
    SpouseStatus => "spouse_status", Some(Column::MaritalStatus),
        "Suami, istri, dan kepala keluarga yang mempunyai pasangan pada KK ini harus berstatus kawin; perbaiki STAT_KWN atau STAT_HBKEL.";
    /// Husband or wife of the wrong sex.
    SpouseSex => "spouse_sex", Some(Column::Sex),
        "SUAMI adalah laki-laki dari kepala keluarga perempuan, ISTRI perempuan dari kepala keluarga laki-laki; perbaiki JENIS_KLMIN atau STAT_HBKEL.";
    /// Husband and wife name different marriages.
    CertificatesDiffer => "marriage_certificates_differ", Some(Column::MarriageCertificate),
        "Nomor akta kawin kepala keluarga tidak sama dengan pasangannya; samakan menurut buku nikah.";
    /// Two spouses of one head cannot be told apart.
    CertificatesShared => "marriage_certificates_shared", Some(Column::MarriageCertificate),
        "Kepala keluarga mempunyai beberapa pasangan; setiap pasangan memerlukan nomor akta kawin sendiri; lengkapi menurut buku nikah.";
    /// The number belongs to another household of the register.
    NumberTaken => "number_taken", Some(Column::NoKk),
        "Nomor KK ini sudah dipakai rumah tangga lain dalam register; cocokkan dengan SIAK.";
    /// A case has changed the household, and the extract does not hold that yet.
    ChangedHere => "changed_here", Some(Column::NoKk),
        "KK ini diubah perkara cerai di sini, dan SIAK belum memuatnya: tunggu sampai petugas menjawab \"entered\" pada change feed, lalu impor ekstrak yang diambil sesudah hari itu.";
    /// The register has it from a newer extract.
    Older => "older", Some(Column::NoKk),
        "Register sudah memuat KK ini dari ekstrak yang lebih baru; pakai ekstrak terbaru.";
    /// The household is closed.
    Closed => "household_closed", Some(Column::NoKk),
        "KK ini sudah ditutup dan nomornya tidak dipakai lagi; cocokkan nomor KK di SIAK.";
    /// Another head, with the same number.
    HeadChanged => "head_changed", Some(Column::Relationship),
        "Kepala keluarga lain daripada dalam register, padahal nomor KK hanya berlaku selama kepalanya sama; cocokkan STAT_HBKEL, atau terbitkan KK baru di SIAK.";
    /// Somebody of the register's card has no row.
    MemberMissing => "member_missing", Some(Column::NoKk),
        "Seorang anggota KK ini menurut register tidak ada barisnya; tambahkan barisnya, dengan STAT_HIDUP 2 kalau meninggal. Kalau ia pindah ke KK lain, sertakan semua baris KK itu dalam ekstrak yang sama.";
    /// People of it come from or go to a household that is rejected.
    MovesWith => "moves_with_rejected", Some(Column::NoKk),
        "Baris KK ini sendiri tidak salah, tetapi anggotanya pindah dari atau ke KK lain yang ditolak; perbaiki KK itu, lalu impor semuanya bersama.";
    /// A divorce with its certificate would vanish.
    DivorceOnRecord => "divorce_on_record", Some(Column::MaritalStatus),
        "Register memuat akta cerai orang ini, sedangkan baris ini tidak menyebut perkawinan sesudahnya; perbaiki STAT_KWN di SIAK, atau lengkapi TGL_KWN kalau ia kawin lagi.";
    /// The person stands on another household.
    PersonElsewhere => "person_elsewhere", Some(Column::Nik),
        "NIK ini sudah tercatat pada KK lain yang aktif; hapus dari salah satu KK. Kalau ia pindah, sertakan semua baris KK lamanya tanpa dia.";
    /// The person left the city.
    PersonDeparted => "person_departed", Some(Column::Nik),
        "Orang ini sudah tercatat pindah keluar kota atau meninggal; kedatangannya tidak dicatat lewat impor.";
}

/// Something worth a look that keeps nobody out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// Digits of the NIK disagree with sex or date of birth.
    NikDigits,
    /// The marriage certificate number has an unknown form and was not kept.
    MarriageCertificate,
    /// The divorce certificate number is not a religious court's and was not kept.
    DivorceCertificate,
    /// A parent's NIK is no NIK and was not kept.
    ParentNik,
    /// The head of the household has died, and heads it as long as no other card is made.
    HeadDied,
}

impl Warning {
    /// Every warning.
    pub const ALL: &'static [Self] = &[
        Self::NikDigits,
        Self::MarriageCertificate,
        Self::DivorceCertificate,
        Self::ParentNik,
        Self::HeadDied,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NikDigits => "nik_digits_disagree",
            Self::MarriageCertificate => "marriage_certificate_not_kept",
            Self::DivorceCertificate => "divorce_certificate_not_kept",
            Self::ParentNik => "parent_nik_not_kept",
            Self::HeadDied => "head_has_died",
        }
    }
}
