//! Where a party's documents are, in a sentence; what the person can do; what comes next.

use tuntas_city::Office;
use tuntas_contract::Bilingual;
use tuntas_domain::case::{Case, CourierStatus, Stage, Track, TrackStage};
use tuntas_domain::decree::{Missing, Role};

/// The stage in one sentence.
pub(crate) fn headline(case: &Case, role: Role) -> Bilingual {
    let track = &case.tracks[role];
    let (id, en) = match track.stage() {
        TrackStage::Waiting => waiting(case),
        TrackStage::Registered => (
            "Data kependudukan Anda sudah diperbarui.",
            "Your civil records have been updated.",
        ),
        TrackStage::Rendered if case.withholds(role) => (
            "Dokumen Anda siap, tetapi ditahan menurut putusan.",
            "Your documents are ready, but the ruling holds them back.",
        ),
        TrackStage::NothingDue => (
            "Perceraian dicatat. Tidak ada dokumen yang perlu diterbitkan untuk Anda.",
            "The divorce was recorded. No document needs to be issued for you.",
        ),
        TrackStage::Rendered => (
            "KK dan KTP-el Anda siap dicetak.",
            "Your family card (KK) and ID card (KTP-el) are ready to be printed.",
        ),
        TrackStage::Printed => (
            "KK dan KTP-el Anda sudah dicetak.",
            "Your family card (KK) and ID card (KTP-el) have been printed.",
        ),
        TrackStage::CourierComing => match status(track) {
            Some(CourierStatus::Searching) => ("Kurir sedang dicari.", "We are looking for a courier."),
            _ => (
                "Kurir menuju kantor untuk mengambil amplop Anda.",
                "A courier is on the way to the office for your envelope.",
            ),
        },
        TrackStage::OnTheWay => match status(track) {
            Some(CourierStatus::OnHold) => (
                "Pengantaran amplop Anda tertunda di jalan.",
                "Your delivery is held up on the way.",
            ),
            _ => (
                "Amplop Anda sedang diantar.",
                "Your envelope is on its way to you.",
            ),
        },
        TrackStage::DeliveryUnconfirmed => (
            "Kurir menyatakan amplop sudah diserahkan.",
            "The courier says the envelope was handed over.",
        ),
        TrackStage::Delivered => ("Amplop Anda sudah diterima.", "You have received your envelope."),
        TrackStage::AtOffice => match status(track) {
            Some(CourierStatus::Lost) => (
                "Kurir melaporkan amplop Anda hilang atau rusak.",
                "The courier reported your envelope lost or damaged.",
            ),
            Some(CourierStatus::Returning) => (
                "Amplop Anda dibawa kembali ke kantor.",
                "Your envelope is on its way back to the office.",
            ),
            _ => ("Amplop Anda ada di kantor.", "Your envelope is at the office."),
        },
        TrackStage::NoticeReady => (
            "Surat pemberitahuan untuk Dukcapil di daerah Anda siap dikirim.",
            "A letter to the civil registry where you live is ready to be sent.",
        ),
        TrackStage::NoticeSent => (
            "Surat pemberitahuan sudah dikirim ke Dukcapil di daerah Anda.",
            "A letter has been sent to the civil registry where you live.",
        ),
    };
    Bilingual::new(id, en)
}

/// Before the register has been changed.
fn waiting(case: &Case) -> (&'static str, &'static str) {
    match case.stage() {
        Stage::Held => (
            "Petugas sedang memeriksa data Anda.",
            "An officer is checking your data.",
        ),
        Stage::Returned => (
            "Menunggu perbaikan data dari Pengadilan Agama.",
            "Waiting for the religious court to repair the file.",
        ),
        Stage::Closed => (
            "Perkara ini ditutup tanpa perubahan data.",
            "This case was closed without a change to your records.",
        ),
        Stage::AwaitingFinality if case.missing.contains(&Missing::Bht) => (
            "Menunggu putusan berkekuatan hukum tetap.",
            "Waiting for the ruling to become final.",
        ),
        Stage::AwaitingFinality if case.missing.contains(&Missing::Ikrar) => (
            "Menunggu ikrar talak.",
            "Waiting for the talak to be pronounced in court.",
        ),
        Stage::AwaitingFinality => (
            "Menunggu akta cerai dari Pengadilan Agama.",
            "Waiting for the divorce certificate from the religious court.",
        ),
        Stage::Empty | Stage::Accepted | Stage::Registered | Stage::Completed => (
            "Data Anda sedang diproses Dispendukcapil.",
            "The civil registry is processing your data.",
        ),
    }
}

/// What the person can do now, or need not do.
pub(crate) fn advice(case: &Case, role: Role, office: &Office) -> Bilingual {
    let track = &case.tracks[role];
    let (id, en) = match track.stage() {
        TrackStage::Waiting if case.stage() == Stage::Held => (
            "Anda tidak perlu mengantre. Untuk bertanya, gunakan saluran di bawah.",
            "You need not queue. To ask about it, use a channel below.",
        ),
        TrackStage::Waiting if case.stage() == Stage::AwaitingFinality => (
            "Pengadilan Agama melengkapi data ini. Anda tidak perlu datang ke kantor kami.",
            "The religious court completes this. You need not come to our office.",
        ),
        TrackStage::Waiting if matches!(case.stage(), Stage::Returned | Stage::Closed) => (
            "Untuk bertanya, gunakan saluran di bawah. Anda tidak perlu membayar apa pun.",
            "To ask about it, use a channel below. You need not pay anything.",
        ),
        TrackStage::Rendered if case.withholds(role) => (
            "Penuhi kewajiban nafkah menurut putusan. Pengadilan Agama memberi tahu kami, lalu dokumen diantar.",
            "Meet the support duties of the ruling. The religious court tells us, and the documents are brought to you.",
        ),
        TrackStage::Waiting | TrackStage::Registered | TrackStage::Rendered | TrackStage::NothingDue => {
            ("Anda tidak perlu melakukan apa pun.", "You need not do anything.")
        }
        TrackStage::Printed | TrackStage::CourierComing => (
            "Kurir membawa amplop tersegel ke alamat Anda. Siapkan tanda pengenal.",
            "A courier brings the sealed envelope to your address. Have proof of identity ready.",
        ),
        TrackStage::OnTheWay => (
            "Siapkan tanda pengenal. Terima amplop hanya bila masih tersegel.",
            "Have proof of identity ready. Accept the envelope only if it is still sealed.",
        ),
        TrackStage::DeliveryUnconfirmed => (
            "Kode serah terima belum dimasukkan. Bila Anda belum menerima amplop, segera hubungi kami.",
            "The hand-over code has not been entered. If you have not received the envelope, call us at once.",
        ),
        TrackStage::Delivered => (
            "Periksa isinya. Bila ada yang keliru, hubungi kami; perbaikan juga gratis.",
            "Check what is inside. If something is wrong, call us; corrections are free, too.",
        ),
        TrackStage::AtOffice => match status(track) {
            Some(CourierStatus::Lost) => (
                "Petugas menindaklanjuti. Anda tidak perlu membayar apa pun.",
                "An officer is following it up. You need not pay anything.",
            ),
            Some(CourierStatus::Returning) => (
                "Setelah tiba, petugas dapat memesan kurir lagi.",
                "Once it is back, an officer can send another courier.",
            ),
            _ => {
                return Bilingual::new(
                    format!(
                        "Petugas dapat memesan kurir lagi, atau ambil sendiri di {}.",
                        office.address
                    ),
                    format!(
                        "An officer can send another courier, or collect it yourself at {}.",
                        office.address
                    ),
                );
            }
        },
        TrackStage::NoticeReady | TrackStage::NoticeSent => (
            "KK dan KTP-el Anda diterbitkan oleh Dukcapil di daerah tempat tinggal Anda.",
            "Your family card and ID card are issued by the civil registry where you live.",
        ),
    };
    Bilingual::new(id, en)
}

/// What is still to come if all goes well.
pub(crate) fn upcoming(case: &Case, role: Role) -> Vec<Bilingual> {
    let register = Bilingual::new("Data kependudukan diperbarui", "Civil records updated");
    let print = Bilingual::new("KK dan KTP-el dicetak", "Family card and ID card printed");
    let deliver = Bilingual::new(
        "Diantar kurir ke alamat Anda",
        "Brought to your address by courier",
    );
    let receive = Bilingual::new("Diterima", "Received");
    let notify = Bilingual::new(
        "Dukcapil di daerah Anda diberi tahu",
        "Civil registry where you live informed",
    );
    match case.tracks[role].stage() {
        TrackStage::Waiting if case.stage() == Stage::Closed => vec![],
        TrackStage::Waiting => vec![register, print, deliver, receive],
        TrackStage::Registered if is_elsewhere(&case.tracks[role]) => vec![notify],
        TrackStage::Registered | TrackStage::Rendered => vec![print, deliver, receive],
        TrackStage::Printed | TrackStage::CourierComing | TrackStage::AtOffice => vec![deliver, receive],
        TrackStage::OnTheWay | TrackStage::DeliveryUnconfirmed => vec![receive],
        TrackStage::NoticeReady => vec![notify],
        TrackStage::Delivered | TrackStage::NoticeSent | TrackStage::NothingDue => vec![],
    }
}

fn is_elsewhere(track: &Track) -> bool {
    track
        .outcome
        .as_ref()
        .is_some_and(|outcome| outcome.household().is_none())
}

fn status(track: &Track) -> Option<CourierStatus> {
    track.delivery().map(|delivery| delivery.status)
}
