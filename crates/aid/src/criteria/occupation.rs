//! What offices call occupations for short.

use tuntas_domain::people::OCCUPATIONS;

/// Short names, and what a KK prints. Civil servants of either status (*ASN*) are printed as PNS: the form knows no other.
const SHORT: &[(&str, &str)] = &[
    ("PNS", "PEGAWAI NEGERI SIPIL"),
    ("ASN", "PEGAWAI NEGERI SIPIL"),
    ("PEGAWAI NEGERI SIPIL (PNS)", "PEGAWAI NEGERI SIPIL"),
    ("TNI", "TENTARA NASIONAL INDONESIA"),
    ("TENTARA NASIONAL INDONESIA (TNI)", "TENTARA NASIONAL INDONESIA"),
    ("POLRI", "KEPOLISIAN RI"),
    ("POLISI", "KEPOLISIAN RI"),
    ("KEPOLISIAN RI (POLRI)", "KEPOLISIAN RI"),
    ("IRT", "MENGURUS RUMAH TANGGA"),
    ("IBU RUMAH TANGGA", "MENGURUS RUMAH TANGGA"),
    ("TIDAK BEKERJA", "BELUM/TIDAK BEKERJA"),
    ("BELUM BEKERJA", "BELUM/TIDAK BEKERJA"),
    ("PETANI", "PETANI/PEKEBUN"),
    ("NELAYAN", "NELAYAN/PERIKANAN"),
    ("PELAJAR", "PELAJAR/MAHASISWA"),
    ("MAHASISWA", "PELAJAR/MAHASISWA"),
];

/// The name by which an occupation is compared: what a KK prints for it, or itself.
pub(super) fn canonical(word: &str) -> &str {
    let long = SHORT.iter().find(|(short, _)| *short == word);
    long.map_or(word, |(_, long)| long)
}

/// Whether an occupation, by the name it is compared by, is one that a KK prints.
pub(super) fn is_known(word: &str) -> bool {
    OCCUPATIONS.contains(&word)
}
