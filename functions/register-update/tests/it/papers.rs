//! The documents that come of it, and what their QR says.

use journal_relay::Queue;
use tuntas_domain::case::{Command, CorrectedField, DocumentKind, EventKind, ReturnReason, Stage, Whom};
use tuntas_domain::decree::{Choice, Decree};
use tuntas_domain::household::Household;
use tuntas_domain::identity::AktaCeraiNumber;
use tuntas_domain::people::{Education, Relationship};
use tuntas_domain::plan::{CorrectedValue, Decision, Hold, Outcome, Reversal};

use crate::town::{CASE, P, R, Town, address, decree, now, sample_register};

const KK: DocumentKind = DocumentKind::Kk;
const KTP: DocumentKind = DocumentKind::Ktp;

async fn kinds(town: &Town, role: tuntas_domain::decree::Role) -> Vec<DocumentKind> {
    let documents = town.story().await.case.tracks[role].documents.clone();
    documents.into_iter().map(|document| document.kind).collect()
}

#[tokio::test]
async fn a_late_choice_makes_the_papers_of_before_out_of_date() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    town.print_shop().await;
    let old = [town.document(R, KK).await, town.document(R, KTP).await];
    let hers = town.document(P, KK).await;
    for document in old.iter().chain([&hers]) {
        assert_eq!(town.verdict(document).await, "valid");
    }

    let choice = Choice::Own {
        address: Some(address("35.75.03.1003")),
    };
    town.choose(R, choice).await;
    town.carry_on().await;
    assert_eq!(
        kinds(&town, R).await,
        [],
        "what waits to be printed is taken away"
    );
    town.print_shop().await;

    for document in &old {
        assert_eq!(town.verdict(document).await, "superseded");
    }
    for kind in [KK, KTP] {
        let new = town.document(R, kind).await;
        assert_eq!(town.verdict(&new).await, "valid");
        assert!(town.text(&new).contains("JL.CONTOHBARUNO.9"), "{kind:?}");
    }
    assert_eq!(town.verdict(&hers).await, "valid", "hers are not touched");
    assert_eq!(town.document(P, KK).await, hers);
}

#[tokio::test]
async fn a_message_of_an_earlier_change_prints_nothing_into_a_later_round() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    let choice = Choice::Own {
        address: Some(address("35.75.03.1003")),
    };
    town.choose(R, choice).await;
    town.carry_on().await;
    let told = town.messages(Queue::Render).await;
    assert_eq!(told.len(), 2);

    // The message of the registration was held up.
    for message in told.iter().rev() {
        town.shop.handle(*message, now()).await.unwrap();
    }
    let story = town.story().await;
    assert_eq!(story.count(EventKind::DocumentsRendered), 2, "once for each");
    let his = town.document(R, KK).await;
    assert!(town.text(&his).contains("JL.CONTOHBARUNO.9"));
    assert_eq!(town.verdict(&his).await, "valid");
    assert_eq!(town.verdict(&town.document(P, KK).await).await, "valid");
}

#[tokio::test]
async fn what_the_identity_card_does_not_print_makes_only_the_family_card_new() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    town.print_shop().await;
    let (kk, ktp) = (town.document(P, KK).await, town.document(P, KTP).await);
    // The envelope has reached her, so that nothing of the first round is due any more.
    town.hand_over(P).await;

    let value = CorrectedValue::Education(Education::Master);
    town.correct(Whom::Party { role: P }, CorrectedField::Education, value)
        .await;
    town.carry_on().await;
    town.print_shop().await;

    assert_eq!(kinds(&town, P).await, [KK]);
    assert_eq!(town.verdict(&kk).await, "superseded");
    assert_eq!(town.verdict(&ktp).await, "valid");
    assert_eq!(town.verdict(&town.document(P, KK).await).await, "valid");
}

#[tokio::test]
async fn after_a_reversal_the_papers_say_married_again() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    town.print_shop().await;
    let divorced = [town.document(P, KK).await, town.document(R, KTP).await];
    assert!(town.text(&divorced[0]).contains("CERAIHIDUPTERCATAT"));

    town.reverse(Reversal::Review).await;
    town.carry_on().await;
    town.print_shop().await;

    for document in &divorced {
        assert_eq!(town.verdict(document).await, "superseded");
    }
    for role in [P, R] {
        let (kk, ktp) = (town.document(role, KK).await, town.document(role, KTP).await);
        let (kk_text, ktp_text) = (town.text(&kk), town.text(&ktp));
        assert_eq!(kk_text.matches("KAWINTERCATAT").count(), 2, "both spouses");
        assert!(ktp_text.contains("KAWIN"));
        for text in [kk_text, ktp_text] {
            assert!(!text.contains("CERAI"), "{text}");
        }
        for document in [kk, ktp] {
            assert_eq!(town.verdict(&document).await, "valid");
        }
    }
}

#[tokio::test]
async fn nobody_prints_for_a_spouse_whom_no_register_here_knows() {
    let (mut decree, mut households) = (decree("gugat-without-children"), sample_register());
    let home = without_spouse_nik(&decree, &mut households);
    // He was never on her card.
    let his = decree.parties[R].nik.take().unwrap();
    home.members.retain(|member| member.person.nik != his);
    home.members[0].relationship = Relationship::Head;
    let town = Box::pin(Town::of(households)).await;
    town.import_numbers().await;
    town.accept(&decree).await;
    town.carry_on().await;
    assert_eq!(town.story().await.case.stage(), Stage::Held);
    town.decide(Decision::AcceptForeignSpouse { role: R }).await;
    town.carry_on().await;
    town.print_shop().await;
    let story = town.story().await;
    assert_eq!(story.case.tracks[R].outcome, Some(Outcome::NothingDue));
    assert_eq!(kinds(&town, R).await, []);
    assert_eq!(kinds(&town, P).await, [KK, KTP]);
}

/// Her card, whose record of the marriage does not say who he is.
fn without_spouse_nik<'a>(decree: &Decree, households: &'a mut [Household]) -> &'a mut Household {
    let hers = decree.parties[P].nik.as_ref().unwrap();
    let home = (households.iter_mut())
        .find(|home| home.member(hers).is_some())
        .unwrap();
    for member in &mut home.members {
        if member.person.nik == *hers {
            member.person.marriages[0].spouse = None;
        }
    }
    home
}

#[tokio::test]
async fn a_spouse_without_nik_who_is_on_the_card_waits_for_the_court_to_add_it() {
    let (mut decree, mut households) = (decree("gugat-without-children"), sample_register());
    without_spouse_nik(&decree, &mut households);
    let his = decree.parties[R].nik.take();
    let town = Box::pin(Town::of(households)).await;
    town.import_numbers().await;
    town.accept(&decree).await;
    town.carry_on().await;
    let held = Hold::PartyHasNik { role: R };
    assert_eq!(town.story().await.case.hold, Some(held));

    let give_back = Command::Return {
        officer: town.claim().await,
        now: now(),
        reason: ReturnReason::WrongParty,
    };
    town.act(give_back, vec![]).await;
    decree.parties[R].nik = his;
    let repair = Command::Repair {
        kind: decree.kind,
        evidence: "b".repeat(64),
        missing: vec![],
        duty: None,
    };
    let returned = town.dossiers().decree(CASE).await.unwrap().unwrap();
    let mended = town.dossiers().replace(CASE, &returned, &decree).unwrap();
    town.act(repair, mended).await;
    town.carry_on().await;
    town.print_shop().await;
    for role in [P, R] {
        assert_eq!(kinds(&town, role).await, [KK, KTP]);
    }
    let [hers, his] = [P, R].map(|role| decree.parties[role].nik.clone().unwrap());
    let (hers, his) = (town.home(&hers).await, town.home(&his).await);
    assert_ne!(hers.id, his.id);
}

#[tokio::test]
async fn the_registry_that_recorded_the_marriage_hears_of_its_end_and_of_its_return() {
    let (town, mut decree) = (Town::new().await, decree("gugat-with-custody"));
    decree.marriage.region = Some("35.14".parse().unwrap());
    town.registered(&decree).await;
    town.print_shop().await;
    let notice = town.story().await.case.marriage_notice.unwrap();
    let text = town.text(notice.document.as_ref().unwrap());
    for expected in [
        "KepalaDinasKependudukandanPencatatanSipilKabupatenPasuruan",
        "0112/034/V/2014",
        "CONTOHDEWILESTARI",
        "CONTOHAGUSWIBOWO",
        "membuatcatatanpinggir",
    ] {
        assert!(text.contains(expected), "{expected} is missing from: {text}");
    }
    for identity in decree.parties.iter().filter_map(|(_, party)| party.nik.as_ref()) {
        assert!(!text.contains(identity.as_str()));
    }

    town.act(Command::SendMarriageNotice, vec![]).await;
    town.reverse(Reversal::Annulment).await;
    town.carry_on().await;
    town.print_shop().await;
    let again = town.story().await.case.marriage_notice.unwrap();
    assert_ne!(again.document, notice.document);
    let text = town.text(again.document.as_ref().unwrap());
    assert!(text.contains("membatalkancatatanpinggir"), "{text}");
}

#[tokio::test]
async fn a_letter_of_correction_says_what_is_right() {
    let (town, mut decree) = (Town::new().await, decree("gugat-with-custody"));
    decree.marriage.region = Some("35.14".parse().unwrap());
    town.registered(&decree).await;
    town.print_shop().await;
    let whom = Whom::Party { role: P };
    let number = CorrectedValue::DivorceCertificate(AktaCeraiNumber::parse("0199/AC/2026/PA.Pas").unwrap());
    town.correct(whom, CorrectedField::DivorceCertificate, number)
        .await;
    let day = CorrectedValue::DivorceDate(jiff::civil::date(2026, 8, 21));
    town.correct(whom, CorrectedField::DivorceDate, day).await;
    town.carry_on().await;
    town.print_shop().await;

    let notice = town.story().await.case.marriage_notice.unwrap();
    let text = town.text(notice.document.as_ref().unwrap());
    for right in ["Ralat", "0199/AC/2026/PA.Pas", "21Agustus2026"] {
        assert!(text.contains(right), "{right} is missing from: {text}");
    }
    assert!(!text.contains("0143/AC/2026/PA.Pas"));
}

#[tokio::test]
async fn a_registry_elsewhere_is_told_when_the_divorce_is_undone() {
    let (town, decree) = (Town::new().await, decree("non-resident-respondent"));
    town.registered(&decree).await;
    town.print_shop().await;
    let first = town.document(R, DocumentKind::Notice).await;
    assert!(town.text(&first).contains("CERAIHIDUPTERCATAT"));

    town.reverse(Reversal::Cassation).await;
    town.carry_on().await;
    town.print_shop().await;
    let second = town.document(R, DocumentKind::Notice).await;
    assert_ne!(second.id, first.id);
    let text = town.text(&second);
    assert!(text.contains("putusankasasi"), "{text}");
    assert!(text.contains("KAWINTERCATAT"), "{text}");
}
