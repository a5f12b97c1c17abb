//! Invented people of an invented family, for tests, benches and examples.

use tuntas_cards::{
    House, KkMember, KkSheet, KtpCard, Letterhead, Mover, NoticeLetter, NoticeMarriage, NoticePerson,
    OfficeHead, OfficeLetter, Passage, Receipt, Recipient, Relocation, Ruling,
};

/// As long as a real verification address gets.
pub(crate) const VERIFY_URL: &str = "https://abcdefghij.execute-api.ap-southeast-3.amazonaws.com/v1/verify/Zk3vQm1xN0pYc2dUQmFhS2x3RzB4bFE2dWpFZ2s";
pub(crate) const COMPLAINT: &str = "(0343) 000000, pengaduan@contoh.example, SP4N-LAPOR (lapor.go.id)";

pub(crate) fn office_head() -> OfficeHead {
    OfficeHead {
        title: "KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KOTA PASURUAN".into(),
        name: "CONTOH PEJABAT, S.H., M.Si.".into(),
        nip: "000000000000000000".into(),
    }
}

/// Member number `index` (from 0) of the invented family; all values differ from member to member.
pub(crate) fn member(index: usize) -> KkMember {
    let pick = |values: &[&str]| values[index % values.len()].to_owned();
    KkMember {
        name: format!(
            "{} {}",
            pick(&["CONTOH WATI", "BAMBANG CONTOH", "SITI CONTOH", "CONTOH BUDI"]),
            roman(index + 1)
        ),
        nik: format!("35750141019{:05}", 10_000 + index),
        sex: pick(&["PEREMPUAN", "LAKI-LAKI"]),
        birth_place: pick(&["PASURUAN", "PROBOLINGGO", "BANYUWANGI"]),
        birth_date: format!(
            "{:02}-{:02}-19{:02}",
            index % 28 + 1,
            index % 12 + 1,
            60 + index % 40
        ),
        religion: "ISLAM".into(),
        education: pick(&[
            "SLTA/SEDERAJAT",
            "AKADEMI/DIPLOMA III/S. MUDA",
            "TIDAK/BELUM SEKOLAH",
        ]),
        occupation: pick(&[
            "MENGURUS RUMAH TANGGA",
            "KARYAWAN SWASTA",
            "PELAJAR/MAHASISWA",
            "BURUH NELAYAN/PERIKANAN",
        ]),
        blood_type: pick(&["O", "TIDAK TAHU", "AB+"]),
        marital_status: pick(&["CERAI HIDUP TERCATAT", "BELUM KAWIN"]),
        marriage_or_divorce_date: index.is_multiple_of(2).then(|| "16-09-2021".into()),
        relationship: if index == 0 {
            "KEPALA KELUARGA".into()
        } else {
            pick(&["FAMILI LAIN", "ANAK"])
        },
        citizenship: "WNI".into(),
        passport: (index == 1).then(|| "X0000001".into()),
        kitas: None,
        father: format!("BAPAK CONTOH {}", roman(index + 1)),
        mother: format!("IBU CONTOH {}", roman(index + 1)),
    }
}

/// Names hold no digits, so the invented people are numbered the Roman way.
fn roman(number: usize) -> String {
    let tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"][number / 10 % 10];
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10];
    format!("{tens}{ones}")
}

pub(crate) fn kk(members: usize) -> KkSheet {
    let members: Vec<_> = (0..members).map(member).collect();
    KkSheet {
        number: "3575012109210001".into(),
        head_name: members.first().map_or_else(String::new, |head| head.name.clone()),
        address: "JL. CONTOH MAWAR GANG III NO. 12".into(),
        rt: "003".into(),
        rw: "002".into(),
        postcode: None,
        kelurahan: "GADINGREJO".into(),
        kecamatan: "GADINGREJO".into(),
        city: "KOTA PASURUAN".into(),
        province: "JAWA TIMUR".into(),
        issued_on: "24-09-2021".into(),
        office: office_head(),
        members,
        verify_url: VERIFY_URL.into(),
        verify_token_hint: "Zk3v-Qm1x".into(),
        complaint: COMPLAINT.into(),
        sample: true,
    }
}

pub(crate) fn ktp() -> KtpCard {
    KtpCard {
        province: "JAWA TIMUR".into(),
        city: "KOTA PASURUAN".into(),
        nik: "3575014101900001".into(),
        name: "CONTOH WATI".into(),
        birth_place: "PASURUAN".into(),
        birth_date: "01-01-1990".into(),
        sex: "PEREMPUAN".into(),
        blood_type: "O".into(),
        address: "JL. CONTOH MAWAR GANG III NO. 12".into(),
        rt_rw: "003/002".into(),
        kelurahan: "GADINGREJO".into(),
        kecamatan: "PANGGUNGREJO".into(),
        religion: "ISLAM".into(),
        marital_status: "CERAI HIDUP".into(),
        occupation: "MENGURUS RUMAH TANGGA".into(),
        citizenship: "WNI".into(),
        valid_until: "SEUMUR HIDUP".into(),
        issued_place: "KOTA PASURUAN".into(),
        issued_on: "24-09-2021".into(),
        verify_url: VERIFY_URL.into(),
        complaint: COMPLAINT.into(),
        sample: true,
    }
}

/// A card with a name of 60 characters, the most since Permendagri 73/2022, and everything else long too.
pub(crate) fn long_ktp() -> KtpCard {
    KtpCard {
        name: "SITI CONTOH NURHALIZAH PUTRI AMALIA KUSUMANINGRAT RAHAYUNING".into(),
        birth_place: "KABUPATEN KEPULAUAN TANIMBAR".into(),
        address: "PERUMAHAN CONTOH GRIYA ASRI PERMAI BLOK AA-12 NOMOR 117 GANG MAWAR MELATI TIMUR".into(),
        kelurahan: "CONTOH KRATONHARJO PANGGUNGREJO SELATAN".into(),
        religion: "KEPERCAYAAN TERHADAP TUHAN YME".into(),
        occupation: "ANGGOTA LEMBAGA TINGGI NEGARA CONTOH LAINNYA".into(),
        issued_place: "KABUPATEN KEPULAUAN TANIMBAR".into(),
        ..ktp()
    }
}

pub(crate) fn notice() -> NoticeLetter {
    NoticeLetter {
        letterhead: Letterhead {
            government: "PEMERINTAH KOTA PASURUAN".into(),
            office: "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL".into(),
            address: "Jl. Contoh No. 1, Kota Pasuruan".into(),
            contact: "Telepon (0343) 000000, surat@contoh.example".into(),
        },
        number: "470/0001/CONTOH/2021".into(),
        place: "Pasuruan".into(),
        date: "24 September 2021".into(),
        issued_on: "24-09-2021".into(),
        nature: "Biasa".into(),
        attachment: String::new(),
        subject: "Pemberitahuan perceraian penduduk".into(),
        recipient: Recipient {
            office: "Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Malang".into(),
            place: "Malang".into(),
        },
        announcement:
            "Kami beritahukan bahwa perkawinan penduduk di bawah ini telah berakhir karena putusan \
                       pengadilan yang berkekuatan hukum tetap."
                .into(),
        person: Some(NoticePerson {
            name: "BAMBANG CONTOH SATU".into(),
            nik: "3575010101880002".into(),
            birth_place: Some("Pasuruan".into()),
            birth_date: "1 Januari 1988".into(),
            address: Some(
                "Jl. Contoh Kenanga No. 7, RT 001/RW 004, Kel. Contohrejo, Kec. Contoh, Kota Malang".into(),
            ),
        }),
        relocation: None,
        marriage: None,
        ruling: Ruling {
            court: "Pengadilan Agama Pasuruan".into(),
            case_number: "0123/Pdt.G/2021/PA.Pas".into(),
            ruling_date: "1 September 2021".into(),
            final_on: "16 September 2021".into(),
            certificate_number: "0140/AC/2021/PA.Pas".into(),
            certificate_date: "20 September 2021".into(),
            divorce_date: "15 September 2021".into(),
        },
        new_status: Some("CERAI HIDUP TERCATAT".into()),
        request: "Mohon Saudara mencatat perubahan tersebut sesuai ketentuan yang berlaku.".into(),
        office: OfficeHead {
            title: "Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Pasuruan".into(),
            ..office_head()
        },
        copies: vec!["Ketua Pengadilan Agama Pasuruan".into(), "Arsip".into()],
        verify_url: VERIFY_URL.into(),
        verify_token_hint: "Zk3v-Qm1x".into(),
        complaint: COMPLAINT.into(),
        sample: true,
    }
}

/// A letter to the registry of the place where somebody moves to, with so many who go along.
pub(crate) fn departure_notice(along: usize) -> NoticeLetter {
    let member = |name: &str, relationship: &str, serial: usize| Mover {
        nik: format!("357501010188{serial:04}"),
        name: name.to_owned(),
        relationship: relationship.to_owned(),
        card_number: None,
    };
    let mut members = vec![member("CONTOH WATI SATU", "ISTRI", 2)];
    members.extend((0..along).map(|place| member("CONTOH PUTRI ANAK", "ANAK", place + 3)));
    if along > 1 {
        members[along].relationship = "CUCU".into();
        members[along].card_number = Some("3575010101100009".into());
    }
    NoticeLetter {
        subject: "Pemberitahuan perceraian dan kepindahan penduduk".into(),
        person: Some(NoticePerson {
            name: "CONTOH WATI SATU".into(),
            nik: "3575010101880002".into(),
            birth_place: None,
            birth_date: "1 Januari 1988".into(),
            address: None,
        }),
        relocation: Some(Relocation {
            card_number: "3575010101100001".into(),
            origin: "Jl. Contoh Kenanga No. 7, RT 001/RW 004, Kelurahan Contohrejo, Kecamatan Contoh, Kota Pasuruan, \
                     Jawa Timur 67100"
                .into(),
            destination: "rumah orang tua, Kota Malang (kode wilayah 35.73)".into(),
            class: Some("Antarkabupaten/kota dalam satu provinsi".into()),
            kind: "Anggota keluarga".into(),
            recorded_on: "24 September 2021".into(),
            members,
        }),
        request: "Mohon Saudara mencatat perubahan tersebut sesuai ketentuan yang berlaku.".into(),
        ..notice()
    }
}

/// A letter to the registry that recorded the marriage.
pub(crate) fn marriage_notice() -> NoticeLetter {
    NoticeLetter {
        person: None,
        marriage: Some(NoticeMarriage {
            husband: "BAMBANG CONTOH SATU".into(),
            wife: "CONTOH WATI SATU".into(),
            certificate_number: "0123/045/VI/2010".into(),
            date: "12 Juni 2010".into(),
            office: "KUA Contohrejo".into(),
        }),
        new_status: None,
        request: "Mohon Saudara membuat catatan pinggir pada akta perkawinan tersebut.".into(),
        ..notice()
    }
}

/// A court asks the police to secure a seizure.
pub(crate) fn court_letter() -> OfficeLetter {
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    OfficeLetter {
        house: House::Court,
        letterhead: [
            "MAHKAMAH AGUNG REPUBLIK INDONESIA",
            "DIREKTORAT JENDERAL BADAN PERADILAN AGAMA",
            "PENGADILAN TINGGI AGAMA SURABAYA",
            "PENGADILAN AGAMA PASURUAN",
            "Jl. Contoh Keadilan No. 1, Kota Pasuruan - Telp. (0343) 000000",
        ]
        .map(str::to_owned)
        .to_vec(),
        number: "17/PAN.PA.W13-A00/HK2.6/XI/2026".into(),
        place: "Pasuruan".into(),
        date: "24 November 2026".into(),
        issued_on: "24-11-2026".into(),
        nature: "Penting".into(),
        attachment: String::new(),
        subject: "Permohonan Bantuan Pengamanan Sita Marital".into(),
        recipient: Recipient {
            office: "Kepala Kepolisian Resor Pasuruan Kota".into(),
            place: "Pasuruan".into(),
        },
        body: vec![
            Passage::Greeting("Assalamu'alaikum Wr. Wb.".into()),
            Passage::List(
                "Berdasarkan:".into(),
                vec![
                    "Pasal 197 HIR;".into(),
                    "Peraturan Mahkamah Agung Nomor 5 Tahun 2020 tentang Protokol Persidangan dan Keamanan dalam \
                     Lingkungan Pengadilan;"
                        .into(),
                    "Penetapan Nomor 0318/Pdt.G/2026/PA.Pas tanggal 20 November 2026 dalam perkara Nomor \
                     0318/Pdt.G/2026/PA.Pas,"
                        .into(),
                ],
            ),
            Passage::Paragraph(
                "dengan ini kami mohon bantuan pengamanan dari jajaran Saudara pada pelaksanaan sita marital sebagai \
                 berikut:"
                    .into(),
            ),
            Passage::Facts(vec![
                fact("Hari, tanggal", "Selasa, 1 Desember 2026"),
                fact("Pukul", "09.00 s.d. 12.00 WIB"),
                fact("Tempat", "Jl. Contoh Melati No. 7, RT 003/RW 002, Kelurahan Gadingrejo"),
                fact("Objek", "Tanah dan bangunan, SHM Nomor 123/Contoh, luas 120 m2"),
                fact("Nama pada objek", "CONTOH BUDI; CONTOH WATI"),
                fact("Tingkat risiko", "Sedang: perkiraan kehadiran massa; objek masih dihuni atau digunakan"),
                fact("Personel", "10 (sepuluh) orang"),
                fact("Narahubung", "CONTOH JURUSITA, Jurusita, +6281200000001"),
            ]),
            Passage::Paragraph(
                "Demikian permohonan ini kami sampaikan. Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih."
                    .into(),
            ),
            Passage::Greeting("Wassalamu'alaikum Wr. Wb.".into()),
        ],
        on_behalf_of: String::new(),
        signer: OfficeHead {
            title: "Panitera".into(),
            name: "NAMA PANITERA (CONTOH)".into(),
            nip: "000000000000000000".into(),
        },
        copies: vec![
            "Ketua Pengadilan Agama Pasuruan (sebagai laporan)".into(),
            "Arsip".into(),
        ],
        verify_url: VERIFY_URL.into(),
        verify_token_hint: "Zk3v-Qm1x".into(),
        sample: true,
    }
}

/// The police answer.
pub(crate) fn police_letter() -> OfficeLetter {
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    OfficeLetter {
        house: House::Police,
        letterhead: [
            "KEPOLISIAN NEGARA REPUBLIK INDONESIA",
            "DAERAH JAWA TIMUR",
            "RESOR PASURUAN KOTA",
            "Jl. Contoh Bhayangkara No. 1, Kota Pasuruan 67100",
        ]
        .map(str::to_owned)
        .to_vec(),
        number: "B/9/XI/PAM.3.3./2026/Res Pasuruan Kota".into(),
        nature: "BIASA".into(),
        subject: "Jawaban permohonan bantuan pengamanan sita marital".into(),
        recipient: Recipient {
            office: "Ketua Pengadilan Agama Pasuruan".into(),
            place: "Pasuruan".into(),
        },
        body: vec![
            Passage::List(
                "Rujukan:".into(),
                vec![
                    "Undang-Undang Nomor 2 Tahun 2002 tentang Kepolisian Negara Republik Indonesia;".into(),
                    "Surat Pengadilan Agama Pasuruan Nomor 17/PAN.PA.W13-A00/HK2.6/XI/2026 tanggal 24 November 2026 \
                     perihal Permohonan Bantuan Pengamanan Sita Marital;"
                        .into(),
                    "Surat Perintah Nomor Sprin/412/XI/PAM.3.3./2026.".into(),
                ],
            ),
            Passage::Paragraph(
                "Sehubungan dengan rujukan tersebut di atas, bersama ini diberitahukan kepada Ketua bahwa permohonan \
                 bantuan pengamanan dapat kami penuhi dengan kekuatan sebagai berikut:"
                    .into(),
            ),
            Passage::Facts(vec![
                fact("Satuan", "Satuan Samapta, Peleton I"),
                fact("Kekuatan", "12 (dua belas) personel"),
                fact("Perwira pengendali", "IPTU CONTOH PERWIRA, +6281200000002"),
                fact("Hari, tanggal", "Selasa, 1 Desember 2026"),
                fact("Pukul", "09.00 s.d. 12.00 WIB"),
            ]),
            Passage::Paragraph("Demikian untuk menjadi maklum.".into()),
        ],
        on_behalf_of: "KEPALA KEPOLISIAN RESOR PASURUAN KOTA".into(),
        signer: OfficeHead {
            title: "KEPALA BAGIAN OPERASI".into(),
            name: "NAMA KABAG OPS (CONTOH)".into(),
            nip: "000000000000000000".into(),
        },
        copies: vec![
            "Kapolres Pasuruan Kota (sebagai laporan)".into(),
            "Kasat Samapta Polres Pasuruan Kota".into(),
            "Arsip".into(),
        ],
        ..court_letter()
    }
}

/// An office of the city tells somebody that aid is granted.
pub(crate) fn city_letter() -> OfficeLetter {
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    OfficeLetter {
        house: House::City,
        letterhead: [
            "PEMERINTAH KOTA PASURUAN",
            "DINAS PEMBERDAYAAN PEREMPUAN, PERLINDUNGAN ANAK DAN KELUARGA BERENCANA",
            "Jl. Contoh Srikandi No. 2, Kota Pasuruan 67100",
        ]
        .map(str::to_owned)
        .to_vec(),
        number: "400.2/7/423.104/2026".into(),
        nature: "Rahasia".into(),
        subject: "Pemberitahuan Pemberian Bantuan Modal".into(),
        recipient: Recipient {
            office: "CONTOH WATI SATU".into(),
            place: "Tempat".into(),
        },
        body: vec![
            Passage::Greeting("Dengan hormat,".into()),
            Passage::Facts(vec![fact("Jumlah bantuan", "Rp6.000.000 (enam juta rupiah)")]),
            Passage::Paragraph("Bantuan ini bukan pinjaman.".into()),
        ],
        copies: vec!["Arsip".into()],
        ..court_letter()
    }
}

/// Somebody receives an instalment.
pub(crate) fn receipt() -> Receipt {
    Receipt {
        letterhead: city_letter().letterhead,
        number: "KW-400.2/7/423.104/2026".into(),
        received_from: "Dinas Sosial Kota Pasuruan".into(),
        amount_in_words: "Empat juta rupiah".into(),
        amount: "Rp4.000.000".into(),
        purpose: "Bantuan modal usaha, angsuran ke-1 dari 2, tahun anggaran 2026".into(),
        paid_by: "Transfer ke BANK CONTOH, rekening berakhir 6789".into(),
        reference: "TA7Q2M0X9K4RDE".into(),
        place: "Pasuruan".into(),
        date: "24 November 2026".into(),
        issued_on: "24-11-2026".into(),
        recipient: "CONTOH WATI SATU".into(),
        head: OfficeHead {
            title: "Kepala Dinas".into(),
            ..office_head()
        },
        verify_url: VERIFY_URL.into(),
        verify_token_hint: "Zk3v-Qm1x".into(),
        sample: true,
    }
}

/// The longest values that a receipt meets.
pub(crate) fn long_receipt() -> Receipt {
    let words = ["triliun ", "miliar ", "juta ", "ribu ", ""];
    let words = words.map(|step| format!("sembilan ratus sembilan puluh sembilan {step}"));
    Receipt {
        amount_in_words: format!("{}rupiah", words.concat()),
        amount: "Rp999.999.999.999.999".into(),
        received_from:
            "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana (DP3AKB) Kota Pasuruan"
                .into(),
        purpose: format!(
            "Bantuan modal usaha, angsuran ke-12 dari 12; {}, tahun anggaran 2026",
            "Program ".repeat(15)
        ),
        recipient: "CONTOH NAMA PANJANG SEKALI BINTI CONTOH AYAH BERNAMA PANJANG SEKALI JUGA".into(),
        head: office_head(),
        ..receipt()
    }
}
