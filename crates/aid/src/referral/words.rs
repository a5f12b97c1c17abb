//! Closed lists of words: no sentence of anybody finds its way into the journal.

use tuntas_domain::words;

words! {
    /// Why an office declines.
    DeclineReason {
        /// The programme is for others.
        CriteriaNotMet "criteria_not_met" "kriteria program tidak terpenuhi",
        /// The person needs nothing of it.
        NotNeeded "not_needed" "berdasarkan asesmen tidak memerlukan bantuan",
        /// There is no money left.
        NoBudget "no_budget" "anggaran tidak tersedia",
        /// Another office helps with it.
        HelpedElsewhere "helped_elsewhere" "telah menerima bantuan sejenis",
        /// Documents are missing.
        DocumentsMissing "documents_missing" "dokumen persyaratan tidak lengkap",
        /// The person cannot be reached.
        NoContact "no_contact" "yang bersangkutan tidak dapat dihubungi",
    }
}

words! {
    /// Why an office ends what it began.
    StopReason {
        /// The person moved away.
        MovedAway "moved_away" "pindah domisili",
        /// The person died.
        Died "died" "meninggal dunia",
        /// The money was used for something else.
        Misused "misused" "bantuan tidak digunakan sesuai peruntukan",
        /// The person cannot be reached.
        NoContact "no_contact" "yang bersangkutan tidak dapat dihubungi",
        /// The person wishes so, without taking the consent back.
        OwnWish "own_wish" "permintaan yang bersangkutan",
        /// Somebody else helps now.
        HelpedElsewhere "helped_elsewhere" "telah menerima bantuan sejenis",
    }
}

words! {
    /// Why a referral waits.
    PauseReason {
        /// The person brings documents first.
        DocumentsMissing "documents_missing" "menunggu kelengkapan dokumen",
        /// The person cannot be reached.
        NoContact "no_contact" "yang bersangkutan belum dapat dihubungi",
        /// The person asked for time.
        AskedForTime "asked_for_time" "yang bersangkutan meminta waktu",
        /// The ruling was undone: the office says whether its aid goes on. No officer says so.
        RulingReversed "ruling_reversed" "putusan dibatalkan",
    }
}

words! {
    /// Why an instalment is not paid.
    CancelReason {
        /// The one before was used for something else.
        Misused "misused" "bantuan tidak digunakan sesuai peruntukan",
        /// It is not needed any more.
        NotNeeded "not_needed" "tidak diperlukan lagi",
        /// The budget's year is over.
        YearOver "year_over" "tahun anggaran berakhir",
        /// It cannot be paid out.
        NotPayable "not_payable" "tidak dapat dibayarkan",
    }
}

words! {
    /// What a session is about.
    Topic {
        /// Counselling.
        Counselling "counselling" "konseling",
        /// Legal aid.
        Legal "legal" "bantuan hukum",
        /// Psychological help.
        Psychological "psychological" "pendampingan psikologis",
        /// Children and how to bring them up.
        Children "children" "pengasuhan anak",
        /// The business.
        Business "business" "pendampingan usaha",
    }
}

words! {
    /// Who came to a session.
    Attendance {
        /// The person came.
        Attended "attended" "hadir",
        /// The person excused themselves.
        Excused "excused" "izin",
        /// Nobody came.
        Absent "absent" "tidak hadir",
        /// The office could not hold it.
        NotHeld "not_held" "tidak dilaksanakan",
    }
}

words! {
    /// How a business does at a check-in.
    BusinessState {
        /// It grows.
        Growing "growing" "berkembang",
        /// It keeps going.
        Steady "steady" "bertahan",
        /// It has a hard time.
        Struggling "struggling" "mengalami kesulitan",
        /// It was given up.
        GivenUp "given_up" "berhenti",
        /// Nobody could be asked.
        NoContact "no_contact" "tidak dapat dihubungi",
    }
}

words! {
    /// How a referral ended well.
    Outcome {
        /// What was aimed at was reached.
        Reached "reached" "tujuan tercapai",
        /// A part of it was.
        PartlyReached "partly_reached" "tujuan tercapai sebagian",
        /// It was not.
        NotReached "not_reached" "tujuan tidak tercapai",
    }
}

words! {
    /// A look at the business, counted from the first payment.
    CheckIn {
        /// After three months.
        ThreeMonths "three_months" "3 bulan",
        /// After six months.
        SixMonths "six_months" "6 bulan",
        /// After twelve months.
        TwelveMonths "twelve_months" "12 bulan",
    }
}

words! {
    /// How it is known that a payment arrived.
    Confirmation {
        /// The bank's file says so.
        Bank "bank" "mutasi bank",
        /// The person signed the receipt (*kuitansi*).
        Receipt "receipt" "kuitansi",
    }
}

impl CheckIn {
    /// Months after the first payment.
    pub fn months(self) -> i32 {
        match self {
            Self::ThreeMonths => 3,
            Self::SixMonths => 6,
            Self::TwelveMonths => 12,
        }
    }
}
