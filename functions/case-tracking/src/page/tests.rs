//! The pages as a citizen, a stranger and a forger meet them.

use jiff::Timestamp;
use jiff::civil::date;
use tuntas_city::{City, Sources};
use tuntas_contract::AidStanding;
use tuntas_domain::case::{ConsentSource, CourierStatus, Document, DocumentKind, Event, HandedTo, replay};
use tuntas_domain::decree::{DivorceKind, Missing, Parties, Role};
use tuntas_domain::identity::{AidKind, CaseId, CityCode, CourtCode, DocumentId, HouseholdId};
use tuntas_domain::plan::{Hold, HouseholdRef, Outcome};
use tuntas_dossier::{DocumentRecord, Subject};
use tuntas_platform::http::HttpResponse;
use tuntas_signatures::{Algorithm, Handover, Jwks, KeyRing, Signer};
use uuid::Uuid;

use crate::negotiation::Language::{self, English, Indonesian};
use crate::tracking::View;
use crate::{page, verification};

const CASE: CaseId = CaseId(Uuid::from_u128(7));
const MINE: Role = Role::Petitioner;
const THEIRS: Role = Role::Respondent;

fn pasuruan() -> City {
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
    City::assemble(Sources {
        city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
        wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
        courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
    })
    .unwrap()
}

fn keys() -> KeyRing {
    KeyRing::from_secret(&"k".repeat(64)).unwrap()
}

fn accepted(missing: Vec<Missing>) -> Event {
    Event::DecreeAccepted {
        court: CourtCode::parse("PA.Pas").unwrap(),
        kind: DivorceKind::Gugat,
        evidence: "e".repeat(64),
        missing,
        duty: None,
    }
}

fn registered() -> Event {
    let household = HouseholdRef {
        id: HouseholdId(Uuid::from_u128(1)),
        version: 2,
    };
    Event::RegisterUpdated {
        divorced_on: date(2021, 9, 15),
        issued_on: date(2021, 9, 21),
        outcomes: Parties {
            petitioner: Outcome::Founded { household },
            respondent: Outcome::Elsewhere {
                region: CityCode::parse("35.14").unwrap(),
            },
        },
        households: vec![household],
        flags: vec![],
        cards: Parties::default(),
        marriage_registry: None,
    }
}

fn consented() -> Event {
    Event::AidConsentGiven {
        role: MINE,
        office: "dp3akb".parse().unwrap(),
        aid: AidKind::Mentoring,
        number: 1,
        source: ConsentSource::Citizen,
        evidence: None,
    }
}

fn rendered(role: Role, kinds: &[DocumentKind]) -> Event {
    let document = |kind: &DocumentKind| Document {
        id: DocumentId(Uuid::from_u128(9)),
        kind: *kind,
        sha256: "d".repeat(64),
    };
    Event::DocumentsRendered {
        role,
        documents: kinds.iter().map(document).collect(),
    }
}

fn moved(role: Role, status: CourierStatus) -> Event {
    Event::CourierMoved {
        role,
        attempt: 1,
        status,
    }
}

/// Up to the courier on the way to the petitioner, with the respondent's notice in between.
fn on_the_way() -> Vec<Event> {
    vec![
        accepted(vec![]),
        registered(),
        rendered(THEIRS, &[DocumentKind::Notice]),
        rendered(MINE, &[DocumentKind::Kk, DocumentKind::Ktp]),
        Event::DocumentsPrinted { role: MINE },
        Event::CourierRequested {
            role: MINE,
            attempt: 1,
        },
        Event::HandedOver {
            role: THEIRS,
            to: HandedTo::Registry,
            old_card_withdrawn: None,
        },
        Event::CourierBooked {
            role: MINE,
            attempt: 1,
            order: "ORDER-1".into(),
            fare: None,
        },
        moved(MINE, CourierStatus::Assigned),
        moved(MINE, CourierStatus::Picked),
    ]
}

fn view_of(events: &[Event], role: Role) -> View {
    let from: Timestamp = "2021-09-21T02:00:00Z".parse().unwrap();
    let at = |minute: usize| from + jiff::SignedDuration::from_mins(i64::try_from(minute).unwrap() * 7);
    let timed = events
        .iter()
        .enumerate()
        .map(|(minute, event)| (at(minute), event));
    View::new(&pasuruan(), &keys(), CASE, role, &replay(events), timed)
}

fn tracking(events: &[Event], role: Role, language: Language) -> String {
    html(&page::tracking(&pasuruan(), language, &view_of(events, role)))
}

fn html(response: &HttpResponse) -> String {
    response.body().unwrap().to_owned()
}

fn codes(view: &View) -> Vec<&str> {
    view.tracking
        .timeline
        .iter()
        .map(|moment| moment.code.as_str())
        .collect()
}

#[test]
fn a_citizen_follows_the_envelope_to_the_door() {
    let view = view_of(&on_the_way(), MINE);
    assert_eq!(
        codes(&view),
        [
            "decree_received",
            "register_updated",
            "documents_ready",
            "documents_printed",
            "courier_requested",
            "courier_found",
            "courier_has_envelope"
        ]
    );
    let page = tracking(&on_the_way(), MINE, Indonesian);
    assert!(page.contains("<h1>Amplop Anda sedang diantar.</h1>"), "{page}");
    assert!(page.contains("21 September 2021 pukul 09.00 WIB"), "{page}");
    assert!(page.contains("datetime=\"2021-09-21T02:00:00Z\""), "{page}");
    assert_eq!(page.matches("aria-current=\"step\"").count(), 1);
    let current = page.split("aria-current=\"step\"").nth(1).unwrap();
    assert!(current.starts_with(">Kurir membawa amplop Anda."), "{current}");
    assert!(tracking(&on_the_way(), MINE, English).contains("<h1>Your envelope is on its way to you.</h1>"));
}

#[test]
fn neither_party_learns_how_far_the_other_one_is() {
    let without_theirs: Vec<Event> = on_the_way()
        .into_iter()
        .filter(|event| {
            !matches!(
                event,
                Event::DocumentsRendered { role: THEIRS, .. } | Event::HandedOver { role: THEIRS, .. }
            )
        })
        .collect();
    let (with, without) = (view_of(&on_the_way(), MINE), view_of(&without_theirs, MINE));
    assert_eq!(codes(&with), codes(&without));
    assert_eq!(
        (&with.tracking.headline, &with.advice),
        (&without.tracking.headline, &without.advice)
    );

    let other = view_of(&on_the_way(), THEIRS);
    assert_eq!(
        codes(&other),
        [
            "decree_received",
            "register_updated",
            "notice_ready",
            "notice_sent"
        ]
    );
    assert_eq!(
        (&other.tracking.handover_code, &other.tracking.courier),
        (&None, &None)
    );
    let page = tracking(&on_the_way(), THEIRS, Indonesian);
    for word in ["kurir", "Kurir", "35.14"] {
        assert!(!page.split("<footer>").next().unwrap().contains(word), "{word}");
    }
}

#[test]
fn the_code_is_shown_only_while_a_rider_may_ask_for_it() {
    let code = keys()
        .handover_code(Handover {
            case: CASE.0,
            role: MINE,
            attempt: 1,
        })
        .expose();
    let shown = |more: &[Event]| {
        let events: Vec<Event> = on_the_way().into_iter().chain(more.iter().cloned()).collect();
        let view = view_of(&events, MINE);
        let page = tracking(&events, MINE, Indonesian);
        assert_eq!(
            page.contains("class=\"digits\""),
            view.tracking.handover_code.is_some()
        );
        if let Some(code) = &view.tracking.handover_code {
            assert!(page.contains(&format!("{} {}", &code[..3], &code[3..])), "{page}");
        }
        view.tracking.handover_code
    };
    assert_eq!(shown(&[]), Some(code.clone()));
    assert_eq!(
        shown(&[moved(MINE, CourierStatus::Delivered)]),
        Some(code.clone())
    );
    let confirmed = Event::HandoverConfirmed {
        role: MINE,
        attempt: 1,
    };
    assert_eq!(shown(std::slice::from_ref(&confirmed)), None);
    assert_eq!(shown(&[moved(MINE, CourierStatus::Delivered), confirmed]), None);
    for over in [
        CourierStatus::Returning,
        CourierStatus::Returned,
        CourierStatus::Cancelled,
        CourierStatus::Lost,
    ] {
        assert_eq!(shown(&[moved(MINE, over)]), None, "{over:?}");
    }
    let again = Event::CourierRequested {
        role: MINE,
        attempt: 2,
    };
    let second = shown(&[moved(MINE, CourierStatus::Returned), again]);
    assert!(second.is_some() && second != Some(code));
}

#[test]
fn a_held_case_says_who_looks_at_it_and_not_why() {
    let held = Event::Held {
        hold: Hold::NameMismatch { role: THEIRS },
    };
    let events = [accepted(vec![]), held.clone(), held];
    for language in [Indonesian, English] {
        let page = tracking(&events, MINE, language);
        assert!(page.contains(language.say(
            "Petugas sedang memeriksa data Anda.",
            "An officer is checking your data."
        )));
        assert!(page.contains("(0343) 421717"));
        for inner in ["name", "mismatch", "nama", "respondent", "Tergugat"] {
            assert!(!page.split("<main>").nth(1).unwrap().contains(inner), "{inner}");
        }
    }
    assert_eq!(
        codes(&view_of(&events, MINE)),
        ["decree_received", "being_checked"]
    );
    assert!(
        !serde_json::to_string(&view_of(&events, MINE).tracking)
            .unwrap()
            .contains("mismatch")
    );
}

#[test]
fn before_the_ruling_is_final_the_page_says_what_the_court_still_does() {
    for (missing, headline) in [
        (
            vec![Missing::Bht, Missing::Ikrar, Missing::Akta],
            "Menunggu putusan berkekuatan hukum tetap.",
        ),
        (vec![Missing::Ikrar, Missing::Akta], "Menunggu ikrar talak."),
        (vec![Missing::Akta], "Menunggu akta cerai dari Pengadilan Agama."),
        (vec![], "Data Anda sedang diproses Dispendukcapil."),
    ] {
        assert_eq!(view_of(&[accepted(missing)], MINE).tracking.headline.id, headline);
    }
}

/// Every state a page can be in.
fn every_page() -> Vec<HttpResponse> {
    let mut stories: Vec<Vec<Event>> = (1..=on_the_way().len())
        .map(|n| on_the_way()[..n].to_vec())
        .collect();
    for status in [
        CourierStatus::ToDrop,
        CourierStatus::OnHold,
        CourierStatus::Delivered,
        CourierStatus::Returning,
        CourierStatus::Returned,
        CourierStatus::Lost,
    ] {
        stories.push(on_the_way().into_iter().chain([moved(MINE, status)]).collect());
    }
    for more in [
        Event::HandoverCodeWrong {
            role: MINE,
            attempt: 1,
        },
        Event::CourierRefused {
            role: MINE,
            attempt: 1,
            code: "no_balance".into(),
        },
        Event::HandedOver {
            role: MINE,
            to: HandedTo::Addressee,
            old_card_withdrawn: Some(true),
        },
    ] {
        stories.push(on_the_way().into_iter().chain([more]).collect());
    }
    stories.push(vec![
        accepted(vec![Missing::Akta]),
        Event::FinalityCompleted {
            evidence: "f".into(),
            missing: vec![],
        },
    ]);
    stories.push(vec![
        accepted(vec![]),
        Event::Held {
            hold: Hold::ChoiceNeeded,
        },
    ]);

    let city = pasuruan();
    let record = DocumentRecord {
        kind: DocumentKind::Kk,
        issued_on: date(2021, 9, 21),
        initials: "C. W.".into(),
        subject: Subject::Household(HouseholdRef {
            id: HouseholdId(Uuid::from_u128(1)),
            version: 1,
        }),
    };
    let mut pages = Vec::new();
    for language in [Indonesian, English] {
        for (story, role) in stories.iter().flat_map(|story| [(story, MINE), (story, THEIRS)]) {
            pages.push(page::tracking(&city, language, &view_of(story, role)));
        }
        for verdict in [
            verification::issued(&record, true),
            verification::issued(&record, false),
            verification::unknown(),
        ] {
            pages.push(page::verification(&city, language, &verdict));
        }
        pages.push(page::missing(&city, language));
        for (story, heard) in [
            (vec![accepted(vec![])], page::Heard::Unread),
            (vec![accepted(vec![]), registered()], page::Heard::Nothing),
            (vec![accepted(vec![]), registered()], page::Heard::Refused),
            (
                vec![accepted(vec![]), registered(), consented()],
                page::Heard::Taken,
            ),
        ] {
            let case = replay(&story);
            let offered =
                (city.aid.offered()).map(|(office, kind)| (&office.code, office.name.as_str(), kind));
            let standing = AidStanding::new(case.aid_offer(MINE), &case.aid[MINE], offered);
            let view = page::AidView { heard, standing };
            pages.push(page::aid(&city, language, 200, "code", &view));
        }
    }
    pages
}

#[test]
fn every_page_is_free_kind_small_and_closed() {
    for response in every_page() {
        let page = html(&response);
        for needed in [
            "CONTOH",
            "Rp0",
            "(0343) 421717",
            "lapor.go.id",
            "name=\"viewport\"",
            "<main>",
            "<h1>",
        ] {
            assert!(page.contains(needed), "{needed}: {page}");
        }
        let lower = page.to_lowercase();
        for never in [
            "janda",
            "duda",
            "widow",
            "<script",
            "src=",
            "url(",
            "@import",
            "order-1",
            "no_balance",
        ] {
            assert!(!lower.contains(never), "{never}: {page}");
        }
        assert!(page.len() < 20_000, "{} bytes", page.len());
        let header = |name| response.header_value(name).unwrap_or_default().to_owned();
        let policy = header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'sha256-"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(header("x-robots-tag"), "noindex, nofollow");
        assert_eq!(
            (header("cache-control"), header("referrer-policy")),
            ("no-store".into(), "no-referrer".into())
        );
    }
}

#[test]
fn the_policy_admits_exactly_the_style_sheet_in_the_page() {
    use base64::Engine as _;
    let response = page::missing(&pasuruan(), Indonesian);
    let page = html(&response);
    let style = page
        .split("<style>")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, style.as_bytes());
    let hash = base64::engine::general_purpose::STANDARD.encode(hash);
    let policy = response.header_value("content-security-policy").unwrap();
    assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
}

#[test]
fn a_city_outside_the_sample_says_nothing_of_contoh() {
    let mut city = pasuruan();
    city.sample = false;
    let real = html(&page::missing(&city, Indonesian));
    assert!(!real.contains("CONTOH"));
    // What a city writes about itself is text, never markup.
    city.office.name = "<b onclick=x>&\"".into();
    city.complaints.email = "a\"onfocus=x@example".into();
    let hostile = html(&page::missing(&city, Indonesian));
    assert!(hostile.contains("&lt;b onclick=x&gt;&amp;"), "{hostile}");
    assert!(!hostile.contains("a\"onfocus"), "{hostile}");
}

#[test]
fn a_stranger_who_scans_a_document_learns_three_things() {
    let record = DocumentRecord {
        kind: DocumentKind::Ktp,
        issued_on: date(2021, 9, 21),
        initials: "<i>".into(),
        subject: Subject::Household(HouseholdRef {
            id: HouseholdId(Uuid::from_u128(1)),
            version: 1,
        }),
    };
    let city = pasuruan();
    let valid = html(&page::verification(
        &city,
        Indonesian,
        &verification::issued(&record, true),
    ));
    for told in [
        "Asli dan berlaku",
        "KTP elektronik (KTP-el)",
        "21 September 2021",
        "&lt;i&gt;",
        "✓",
    ] {
        assert!(valid.contains(told), "{told}: {valid}");
    }
    let replaced = html(&page::verification(
        &city,
        English,
        &verification::issued(&record, false),
    ));
    assert!(
        replaced.contains("Genuine, but replaced by a newer one"),
        "{replaced}"
    );
    let forged = html(&page::verification(&city, Indonesian, &verification::unknown()));
    assert!(
        forged.contains("Bukan dokumen dari kami") && !forged.contains("<dl>"),
        "{forged}"
    );
}
