//! The columns there are: for each member of the API's body, the names by which a file may call it.

use std::sync::LazyLock;

use tuntas_contract::decree::MAX_CHILDREN;

/// What stands under a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words.
    Text,
    /// A number of which every digit counts: NIK, telephone, postcode.
    Digits,
    /// A day of the calendar.
    Date,
    /// *Cerai gugat* or *cerai talak*.
    Divorce,
    /// A side of the case.
    Role,
    /// Ground of custody.
    Basis,
    /// Yes or no.
    Flag,
    /// Degrees.
    Degrees,
    /// Names between semicolons.
    List,
    /// A name of a list of the API.
    Name,
}

/// One column.
#[derive(Debug)]
pub(crate) struct Field {
    /// JSON pointer of the member in the body.
    pub(crate) pointer: String,
    pub(crate) kind: Kind,
    /// Our own name: the members with points between.
    pub(crate) own: String,
    /// The name in SIPP or after its manner, first the one that is recommended.
    pub(crate) sipp: Vec<String>,
}

/// One column, for the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnName {
    /// The name in SIPP or after its manner.
    pub sipp: String,
    /// Our own name.
    pub own: String,
    /// JSON pointer of the member in the body of the API.
    pub pointer: String,
}

/// All columns in the order of the body. Of numbered ones, such as those of children, the first.
pub fn column_names() -> impl Iterator<Item = ColumnName> {
    let later_child = |field: &&Field| {
        field
            .pointer
            .strip_prefix("/children/")
            .is_none_or(|rest| rest.starts_with("0/"))
    };
    FIELDS.iter().filter(later_child).map(|field| ColumnName {
        sipp: field.sipp.first().cloned().unwrap_or_default(),
        own: field.own.clone(),
        pointer: field.pointer.clone(),
    })
}

/// Every column.
pub(crate) static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(all);

/// Of the decree as a whole: own name, kind, names of SIPP.
const OF_THE_DECREE: [(&str, Kind, &[&str]); 15] = [
    ("reference", Kind::Text, &["perkara_id", "referensi"]),
    ("caseNumber", Kind::Text, &["nomor_perkara", "no_perkara"]),
    (
        "kind",
        Kind::Divorce,
        &[
            "jenis_perkara_nama",
            "jenis_perkara_id",
            "jenis_perkara",
            "jenis_cerai",
        ],
    ),
    ("rulingDate", Kind::Date, &["tanggal_putusan", "tgl_putusan"]),
    ("finality.bhtDate", Kind::Date, &["tanggal_bht", "tgl_bht"]),
    (
        "finality.ikrarDate",
        Kind::Date,
        &["tgl_ikrar_talak", "tanggal_ikrar_talak"],
    ),
    (
        "finality.akta.number",
        Kind::Text,
        &["nomor_akta_cerai", "no_akta_cerai"],
    ),
    (
        "finality.akta.date",
        Kind::Date,
        &["tgl_akta_cerai", "tanggal_akta_cerai"],
    ),
    (
        "marriage.certificateNumber",
        Kind::Text,
        &["no_kutipan_akta_nikah", "nomor_kutipan_akta_nikah"],
    ),
    ("marriage.date", Kind::Date, &["tgl_nikah", "tanggal_nikah"]),
    ("marriage.office", Kind::Text, &["kua_tempat_nikah"]),
    ("marriage.region", Kind::Text, &["kode_wilayah_nikah"]),
    ("dutyOrder.party", Kind::Role, &["kewajiban_pihak"]),
    ("dutyOrder.duties", Kind::List, &["kewajiban"]),
    // SIPP knows the day of the excerpt better than that of the marriage; it is taken where the other is missing.
    (
        "marriage.date",
        Kind::Date,
        &["tgl_kutipan_akta_nikah", "tanggal_kutipan_akta_nikah"],
    ),
];

/// Of a party, under `petitioner.` and `respondent.`, and under `pihak1_` and `pihak2_` and its other names.
const OF_A_PARTY: [(&str, Kind, &[&str]); 26] = [
    (
        "nik",
        Kind::Digits,
        &["nomor_indentitas", "nomor_identitas", "nik"],
    ),
    ("passport", Kind::Text, &["paspor", "nomor_paspor"]),
    ("name", Kind::Text, &["nama"]),
    ("birthDate", Kind::Date, &["tanggal_lahir", "tgl_lahir"]),
    ("domicile.kind", Kind::Name, &["domisili"]),
    ("domicile.region", Kind::Text, &["kode_wilayah"]),
    ("domicile.name", Kind::Text, &["nama_wilayah"]),
    (
        "contact.phone",
        Kind::Digits,
        &["telepon", "no_telepon", "hp", "no_hp"],
    ),
    ("contact.address", Kind::Text, &["alamat"]),
    ("contact.kelurahan", Kind::Text, &["kelurahan", "kode_kelurahan"]),
    ("contact.postcode", Kind::Digits, &["kode_pos"]),
    ("contact.latitude", Kind::Degrees, &["lintang"]),
    ("contact.longitude", Kind::Degrees, &["bujur"]),
    ("contact.note", Kind::Text, &["catatan"]),
    ("protected", Kind::Flag, &["perlindungan"]),
    ("choice.kind", Kind::Name, &["pilihan"]),
    ("choice.address.street", Kind::Text, &["pilihan_alamat"]),
    ("choice.address.rt", Kind::Digits, &["pilihan_rt"]),
    ("choice.address.rw", Kind::Digits, &["pilihan_rw"]),
    ("choice.address.kelurahan", Kind::Text, &["pilihan_kelurahan"]),
    ("choice.address.postcode", Kind::Digits, &["pilihan_kode_pos"]),
    ("choice.host", Kind::Digits, &["pilihan_no_kk"]),
    ("choice.relationship", Kind::Text, &["pilihan_hubungan"]),
    ("choice.hostConsents", Kind::Flag, &["pilihan_bersedia"]),
    ("choice.destination", Kind::Text, &["pilihan_tujuan"]),
    ("choice.region", Kind::Text, &["pilihan_kode_wilayah"]),
];

/// Of a child, under `children.1.` and `anak1_`.
const OF_A_CHILD: [(&str, Kind, &[&str]); 5] = [
    (
        "nik",
        Kind::Digits,
        &["nik", "nomor_indentitas", "nomor_identitas"],
    ),
    ("name", Kind::Text, &["nama"]),
    ("birthDate", Kind::Date, &["tanggal_lahir", "tgl_lahir"]),
    ("custody.parent", Kind::Role, &["asuh"]),
    ("custody.basis", Kind::Basis, &["dasar_asuh"]),
];

const PARTIES: [(&str, [&str; 3]); 2] = [
    ("petitioner", ["pihak1", "penggugat", "pemohon"]),
    ("respondent", ["pihak2", "tergugat", "termohon"]),
];

fn all() -> Vec<Field> {
    let mut fields = Vec::new();
    let mut add = |own: String, pointer: String, kind: Kind, sipp: Vec<String>| {
        fields.push(Field {
            pointer,
            kind,
            own,
            sipp,
        });
    };
    let pointer = |own: &str| format!("/{}", own.replace('.', "/"));
    for (own, kind, sipp) in OF_THE_DECREE {
        let sipp = sipp.iter().map(|name| (*name).to_owned()).collect();
        add(own.to_owned(), pointer(own), kind, sipp);
    }
    for (party, prefixes) in PARTIES {
        for (own, kind, sipp) in OF_A_PARTY {
            let own = format!("{party}.{own}");
            let names = prefixes
                .iter()
                .flat_map(|prefix| sipp.iter().map(move |name| format!("{prefix}_{name}")))
                .collect();
            let at = pointer(&own);
            add(own, at, kind, names);
        }
    }
    for child in 0..MAX_CHILDREN {
        let number = child + 1;
        for (own, kind, sipp) in OF_A_CHILD {
            let names = sipp.iter().map(|name| format!("anak{number}_{name}")).collect();
            let at = format!("/children/{child}{}", pointer(own));
            add(format!("children.{number}.{own}"), at, kind, names);
        }
    }
    fields
}
