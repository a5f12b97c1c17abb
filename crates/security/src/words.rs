//! Closed lists of words.

use tuntas_domain::words;

words! {
    /// What is to be secured. Seizures before and after the ruling are different things and recorded apart.
    Activity {
        /// A hearing (*sidang*), Perma 5/2020 Pasal 10(6).
        Hearing "hearing" "sidang",
        /// A site inspection (*pemeriksaan setempat, descente*).
        SiteInspection "site_inspection" "pemeriksaan setempat (descente)",
        /// Seizure of joint property before or with the case (*sita marital*): it stays with whoever holds it.
        MaritalSeizure "marital_seizure" "sita marital",
        /// Seizure to carry out a ruling (*sita eksekusi*), HIR 197.
        ExecutionSeizure "execution_seizure" "sita eksekusi",
        /// Execution itself (*eksekusi*), such as an eviction, HIR 200(11).
        Execution "execution" "eksekusi",
    }
}

words! {
    /// How soon an answer is needed: the *sifat* of the court's letter. The queue is in this order.
    Urgency {
        /// *Segera.*
        Immediate "immediate" "Segera",
        /// *Penting.*
        Important "important" "Penting",
        /// *Biasa.*
        Ordinary "ordinary" "Biasa",
    }
}

words! {
    /// How much may go wrong, as the court sees it.
    Risk {
        /// Resistance is expected.
        High "high" "tinggi",
        /// Unrest is possible.
        Medium "medium" "sedang",
        /// Nothing speaks for unrest.
        Low "low" "rendah",
    }
}

words! {
    /// Why. A closed list, so that nothing of the divorce finds its way to the police in a sentence.
    RiskReason {
        /// Many people may come.
        Crowd "crowd" "perkiraan kehadiran massa",
        /// Somebody will not let it happen.
        Resistance "resistance" "perkiraan perlawanan di lokasi",
        /// Threats were made.
        Threats "threats" "adanya ancaman sebelumnya",
        /// There may be weapons.
        Weapons "weapons" "dugaan adanya senjata",
        /// People live in or use the object.
        Occupied "occupied" "objek masih dihuni atau digunakan",
        /// It failed before.
        FailedBefore "failed_before" "pelaksanaan sebelumnya gagal",
    }
}

words! {
    /// Why the police decline.
    DeclineReason {
        /// Nobody can be spared that day.
        NoStrength "no_strength" "kekuatan personel pada hari tersebut telah habis",
        /// The place belongs to another police office.
        NotOurArea "not_our_area" "lokasi berada di luar wilayah hukum kami",
        /// It cannot be done safely now.
        NotSafe "not_safe" "situasi keamanan belum memungkinkan",
        /// Something of higher rank happens that day.
        HigherDuty "higher_duty" "adanya tugas kepolisian yang lebih mendesak",
    }
}

words! {
    /// What the police need to know of the court before they can answer.
    HoldReason {
        /// The legal basis is unclear.
        BasisUnclear "basis_unclear" "dasar hukum belum jelas",
        /// The place cannot be found.
        PlaceUnclear "place_unclear" "lokasi belum jelas",
        /// The object is unclear.
        ObjectUnclear "object_unclear" "objek belum jelas",
        /// It was asked for twice.
        Duplicate "duplicate" "permohonan ganda",
    }
}

words! {
    /// Why the court needs nobody any more.
    CancelGround {
        /// The parties have settled.
        Settled "settled" "para pihak telah berdamai",
        /// It takes place another time; another request will come.
        Postponed "postponed" "pelaksanaan ditunda",
        /// The request was a mistake.
        Mistaken "mistaken" "kekeliruan permohonan",
        /// The order was lifted.
        OrderLifted "order_lifted" "penetapan telah dicabut",
    }
}

words! {
    /// What came of it.
    Outcome {
        /// It was done and stayed quiet (*aman*).
        Safe "safe" "aman dan terkendali",
        /// It was not done (*ditunda*).
        Postponed "postponed" "ditunda",
        /// Something happened (*insiden*).
        Incident "incident" "terjadi insiden",
    }
}

words! {
    /// A reminder of what is agreed.
    Reminder {
        /// A day before.
        DayBefore "day_before" "satu hari sebelumnya",
        /// Two hours before.
        TwoHours "two_hours" "dua jam sebelumnya",
    }
}

impl Urgency {
    /// Place in the queue: the first is the most urgent.
    pub fn rank(self) -> u8 {
        match self {
            Self::Immediate => 0,
            Self::Important => 1,
            Self::Ordinary => 2,
        }
    }
}

impl Activity {
    /// Whether it is about a thing, which then has to be named.
    pub fn has_object(self) -> bool {
        !matches!(self, Self::Hearing)
    }

    /// Whether it needs an order of the court (*penetapan*).
    pub fn needs_order(self) -> bool {
        matches!(
            self,
            Self::MaritalSeizure | Self::ExecutionSeizure | Self::Execution
        )
    }

    /// Whether the debtor has to be warned first (*aanmaning*, HIR 196).
    pub fn needs_warning(self) -> bool {
        matches!(self, Self::ExecutionSeizure | Self::Execution)
    }
}

impl Reminder {
    /// How long before the beginning.
    pub fn before(self) -> jiff::SignedDuration {
        match self {
            Self::DayBefore => jiff::SignedDuration::from_hours(24),
            Self::TwoHours => jiff::SignedDuration::from_hours(2),
        }
    }
}
