//! The function over tables in memory: what a citizen, a stranger and a guesser get.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::sync::Arc;

use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use case_tracking::CaseTracking;
use jiff::civil::date;
use memory_tables::MemoryTables;
use serde_json::{Value, json};
use tuntas_city::{City, Sources};
use tuntas_domain::case::{CourierStatus, Document, DocumentKind, Event, HandedTo};
use tuntas_domain::decree::{Choice, ChoiceKind, DivorceKind, Duty, DutyOrder, Role};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, DocumentId, HouseholdId, OfficerCode, PersonId};
use tuntas_domain::plan::HouseholdRef;
use tuntas_dossier::{DocumentRecord, Dossiers, Safety, Subject};
use tuntas_journal::{Actor, Journal, Lookup, LookupKey};
use tuntas_platform::http::{HttpRequest, HttpResponse, handle};
use tuntas_register::Register;
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer, sha256_hex};
use tuntas_tables::{Item, Table, Write, commit};
use uuid::Uuid;

const CASE: CaseId = CaseId(Uuid::from_u128(7));
const BROWSER: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

struct Town {
    tables: MemoryTables,
    function: CaseTracking,
}

async fn town() -> Town {
    let tables = MemoryTables::start().await.unwrap();
    let table = |name: &str| Table::new(tables.client(), name);
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
    let city = City::assemble(Sources {
        city_toml: include_str!("../../../cities/pasuruan/city.toml"),
        wilayah_csv: include_str!("../../../cities/pasuruan/wilayah.csv"),
        courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
    })
    .unwrap();
    let function = CaseTracking {
        journal: Journal::new(table("cases")),
        dossiers: Dossiers::new(table("dossiers")),
        register: Register::new(table("register")),
        keys: KeyRing::from_secret(&"k".repeat(64)).unwrap(),
        city_code: city.region_code.parse().unwrap(),
        city: Arc::new(city),
    };
    Town { tables, function }
}

impl Town {
    /// The first wish that a party has made.
    async fn kept(&self, role: Role) -> Option<Choice> {
        self.function.dossiers.choice(CASE, role, 1).await.unwrap()
    }

    /// A case whose ruling was just received, with a code for each party.
    async fn open_case(&self) {
        let journal = &self.function.journal;
        let names = Role::BOTH.map(|role| {
            let code = self.function.keys.tracking_code(CASE.0, role);
            journal.name(
                &LookupKey::Tracking(&code.lookup_hash()),
                &Lookup {
                    role: Some(role),
                    ..Lookup::case(CASE)
                },
            )
        });
        let accepted = Event::DecreeAccepted {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: DivorceKind::Gugat,
            evidence: "e".repeat(64),
            missing: vec![],
            duty: None,
        };
        self.happen("accept", "2021-09-21T02:00:00Z", accepted, names.to_vec())
            .await;
    }

    /// The ruling, repaired, holds the respondent's documents back until these duties are met.
    async fn order(&self, duties: Vec<Duty>) {
        let repaired = Event::DecreeRepaired {
            kind: DivorceKind::Talak,
            evidence: "f".repeat(64),
            missing: vec![],
            duty: Some(DutyOrder {
                role: Role::Respondent,
                duties,
            }),
        };
        self.happen("repair", "2021-09-21T03:00:00Z", repaired, vec![])
            .await;
    }

    /// Something is recorded in the case.
    async fn happen(&self, cause: &str, at: &str, event: Event, with: Vec<Write>) {
        let journal = &self.function.journal;
        let story = journal.load(CASE).await.unwrap();
        let (actor, cause) = (Actor::function("test"), CommandId::new(cause));
        journal
            .append(&story, at.parse().unwrap(), &actor, &cause, vec![event], with)
            .await
            .unwrap();
    }

    /// A party's tracking code.
    fn code(&self, role: Role) -> String {
        self.function.keys.tracking_code(CASE.0, role).expose().clone()
    }

    async fn store(&self, write: Write) {
        commit(&self.tables.client(), vec![write]).await.unwrap();
    }

    async fn get(&self, route: &str, parameter: (&str, &str), accept: &str) -> HttpResponse {
        self.send(route, parameter, json!({ "accept": accept }), None)
            .await
    }

    async fn send(
        &self,
        route: &str,
        parameter: (&str, &str),
        headers: Value,
        body: Option<&str>,
    ) -> HttpResponse {
        let event: ApiGatewayV2httpRequest = serde_json::from_value(json!({
            "routeKey": route,
            "headers": headers,
            "body": body,
            "pathParameters": { parameter.0: parameter.1 },
            "requestContext": {
                "requestId": "r-1",
                "http": { "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
        }))
        .unwrap();
        let function = self.function.clone();
        let event = lambda_runtime::LambdaEvent::new(event, lambda_runtime::Context::default());
        Box::pin(handle(event, move |request: HttpRequest| {
            let function = function.clone();
            async move {
                function
                    .handle(request, "2021-09-22T02:00:00Z".parse().unwrap())
                    .await
            }
        }))
        .await
    }

    async fn track(&self, code: &str, accept: &str) -> HttpResponse {
        self.get("GET /v1/tracking/{code}", ("code", code), accept).await
    }

    /// The party's wish, as a browser sends the form.
    async fn choose(&self, code: &str, form: &str) -> HttpResponse {
        let headers = json!({ "accept": "text/html", "content-type": "application/x-www-form-urlencoded" });
        self.send(
            "POST /v1/tracking/{code}/choice",
            ("code", code),
            headers,
            Some(form),
        )
        .await
    }

    /// The party's word about aid, as a browser sends the form.
    async fn tell(&self, code: &str, form: &str) -> HttpResponse {
        let headers = json!({ "accept": "text/html", "content-type": "application/x-www-form-urlencoded" });
        self.send(
            "POST /v1/tracking/{code}/aid",
            ("code", code),
            headers,
            Some(form),
        )
        .await
    }

    /// What stands about aid, as a program reads it.
    async fn aid(&self, code: &str) -> Value {
        body(
            &self
                .get("GET /v1/tracking/{code}/aid", ("code", code), "*/*")
                .await,
        )
    }

    /// The register was changed.
    async fn register(&self) {
        let household = HouseholdRef {
            id: HouseholdId(Uuid::from_u128(3)),
            version: 1,
        };
        let registered = Event::RegisterUpdated {
            divorced_on: date(2021, 9, 15),
            issued_on: date(2021, 9, 21),
            outcomes: tuntas_domain::decree::Parties {
                petitioner: tuntas_domain::plan::Outcome::Founded { household },
                respondent: tuntas_domain::plan::Outcome::Stayed { household },
            },
            households: vec![household],
            flags: vec![],
            cards: tuntas_domain::decree::Parties::default(),
            marriage_registry: None,
        };
        self.happen("register", "2021-09-21T02:01:00Z", registered, vec![])
            .await;
    }

    /// What the journal tells of consents: given or taken back, and the number.
    async fn consents(&self) -> Vec<(Role, bool, u16)> {
        let story = self.function.journal.load(CASE).await.unwrap();
        story
            .entries
            .iter()
            .filter_map(|entry| match &entry.event {
                Event::AidConsentGiven { role, number, .. } => Some((*role, true, *number)),
                Event::AidConsentWithdrawn { role, number, .. } => Some((*role, false, *number)),
                _ => None,
            })
            .collect()
    }

    /// What the journal tells of choices: kind and revision.
    async fn choices(&self) -> Vec<(Role, ChoiceKind, u16)> {
        let story = self.function.journal.load(CASE).await.unwrap();
        story
            .entries
            .iter()
            .filter_map(|entry| match &entry.event {
                Event::ChoiceMade {
                    role,
                    choice,
                    revision,
                    ..
                } => Some((*role, *choice, *revision)),
                _ => None,
            })
            .collect()
    }

    async fn verify(&self, document: u128) -> Value {
        let token = self.function.keys.document_token(Uuid::from_u128(document));
        body(&self.get("GET /v1/verify/{token}", ("token", &token), "*/*").await)
    }

    async fn issue(&self, document: u128, subject: Subject) {
        let record = DocumentRecord {
            kind: DocumentKind::Kk,
            issued_on: date(2021, 9, 21),
            initials: "C. W.".to_owned(),
            subject,
        };
        let id = DocumentId(Uuid::from_u128(document));
        self.store(self.function.dossiers.issue(id, &record).unwrap())
            .await;
    }
}

fn body(response: &HttpResponse) -> Value {
    serde_json::from_str(response.body().unwrap()).unwrap()
}

#[tokio::test]
async fn both_are_told_which_duties_the_ruling_waits_for() {
    for (duties, id, en) in [
        (
            vec![Duty::ChildSupport, Duty::IddahSupport, Duty::Mutah],
            "nafkah anak, nafkah iddah, mut'ah.",
            "support of the children (nafkah anak), support in the waiting period (nafkah iddah), the parting gift (mut'ah).",
        ),
        (
            vec![Duty::Mutah],
            "dipenuhi: mut'ah.",
            "are met: the parting gift (mut'ah).",
        ),
        // An old entry does not tell.
        (vec![], "dipenuhi.", "are met."),
    ] {
        let town = town().await;
        town.open_case().await;
        town.order(duties).await;
        for (role, whose) in [
            (Role::Petitioner, "dokumen mantan pasangan Anda"),
            (Role::Respondent, "dokumen Anda"),
        ] {
            let page = body(&town.track(&town.code(role), "*/*").await);
            let moments = page["timeline"].as_array().unwrap();
            let told = moments
                .iter()
                .find(|moment| moment["code"] == "duty_ordered")
                .unwrap();
            let text = |language: &str| told[language].as_str().unwrap().to_owned();
            assert!(text("id").contains(whose) && text("id").contains(id), "{told}");
            assert!(text("en").contains(en), "{told}");
        }
    }
}

#[tokio::test]
async fn a_code_opens_its_party_s_page_however_it_is_written() {
    let town = town().await;
    town.open_case().await;
    let code = town.function.keys.tracking_code(CASE.0, Role::Respondent);
    for written in [code.expose(), code.grouped(), code.expose().to_uppercase()] {
        let answer = town.track(&written, "application/json").await;
        assert_eq!(answer.status(), 200);
        let told = body(&answer);
        assert_eq!(told["timeline"][0]["code"], "decree_received");
        assert_eq!(told["timeline"][0]["at"], "2021-09-21T02:00:00Z");
        assert_eq!((&told["cost"], &told["sample"]), (&json!("Rp0"), &json!(true)));
        assert_eq!(answer.header_value("cache-control"), Some("no-store"));
        assert_eq!(answer.header_value("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header_value("x-robots-tag"), Some("noindex, nofollow"));
    }
    let page = town.track(&code.expose(), BROWSER).await;
    assert_eq!(
        page.header_value("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(page.body().unwrap().contains("Data Anda sedang diproses"));
}

/// What a party's page tells, in codes, after these events.
async fn codes_after(town: &Town, role: Role, happened: Vec<Event>) -> Vec<String> {
    for (number, event) in happened.into_iter().enumerate() {
        town.happen(&format!("c-{number}"), "2021-09-21T03:00:00Z", event, vec![])
            .await;
    }
    let told = body(&town.track(&town.code(role), "application/json").await);
    let moments = told["timeline"].as_array().unwrap().iter();
    moments
        .map(|moment| moment["code"].as_str().unwrap().to_owned())
        .collect()
}

/// Whoever looks over a shoulder sees a ride that was called off, as happens, and no reason.
#[tokio::test]
async fn a_rider_called_back_for_safety_is_one_who_was_called_off() {
    let town = town().await;
    town.open_case().await;
    let role = Role::Respondent;
    let happened = [
        Event::CourierRequested { role, attempt: 1 },
        Event::SafetyRecorded {
            role,
            officer: OfficerCode::parse("petugas-01").unwrap(),
            revision: 1,
        },
        Event::CourierRecalled { role, attempt: 1 },
        Event::CourierMoved {
            role,
            attempt: 1,
            status: CourierStatus::Cancelled,
        },
        Event::CourierRequested { role, attempt: 2 },
    ];
    assert_eq!(
        codes_after(&town, role, happened.into()).await,
        [
            "decree_received",
            "courier_requested",
            "courier_cancelled",
            "courier_requested_again"
        ]
    );
}

/// The rider who was coming for nothing is between the office and the courier.
#[tokio::test]
async fn who_has_collected_the_envelope_hears_no_more_of_its_rider() {
    let town = town().await;
    town.open_case().await;
    let role = Role::Respondent;
    let recalled = Event::CourierRecalled { role, attempt: 1 };
    let cancelled = Event::CourierMoved {
        role,
        attempt: 1,
        status: CourierStatus::Cancelled,
    };
    let collected = Event::HandedOver {
        role,
        to: HandedTo::Addressee,
        old_card_withdrawn: None,
    };
    let requested = |attempt| Event::CourierRequested { role, attempt };
    let happened = [
        requested(1),
        collected,
        recalled.clone(),
        cancelled,
        // A later change brings a new envelope, and its rider is called back.
        requested(2),
        recalled,
    ];
    let codes = codes_after(&town, role, happened.into()).await;
    assert_eq!(
        codes,
        [
            "decree_received",
            "courier_requested",
            "collected",
            "courier_requested_again",
            "courier_recalled"
        ]
    );
}

#[tokio::test]
async fn a_guesser_learns_nothing_from_how_a_guess_fails() {
    let town = town().await;
    town.open_case().await;
    let never_given = "01abcdefghjkmnpqrstvwxyz01";
    let answers = [never_given, "garbled", "", "../../etc/passwd", "é"];
    for accept in ["application/json", BROWSER] {
        let first = town.track(never_given, accept).await;
        assert_eq!(first.status(), 404);
        for guess in answers {
            assert!(town.track(guess, accept).await == first, "{guess}");
        }
    }
}

#[tokio::test]
async fn a_family_card_is_superseded_by_its_next_version() {
    let town = town().await;
    let household = HouseholdId(Uuid::from_u128(1));
    let at = |version| {
        Subject::Household(HouseholdRef {
            id: household,
            version,
        })
    };
    town.issue(1, at(1)).await;
    town.issue(2, at(2)).await;
    assert_eq!(
        town.verify(2).await["result"],
        "superseded",
        "not in the register"
    );
    let head = Item::new(format!("HH#{household}"), "HEAD").with_number("version", 2);
    town.store(Write::create("register", head)).await;
    assert_eq!(town.verify(1).await["result"], "superseded");
    let valid = town.verify(2).await;
    assert_eq!(
        valid,
        json!({
            "result": "valid",
            "kind": "kk",
            "issuedOn": "2021-09-21",
            "initials": ["C. W."],
            "label": { "id": "Asli dan berlaku", "en": "Genuine and in force" },
        })
    );
}

#[tokio::test]
async fn an_identity_card_is_superseded_by_the_next_one() {
    let town = town().await;
    let person = PersonId(Uuid::from_u128(3));
    town.issue(1, Subject::Card { person, issue: 1 }).await;
    town.issue(2, Subject::Card { person, issue: 2 }).await;
    let card = Item::new(format!("PERSON#{person}"), "CARD").with_number("issue", 2);
    town.store(Write::create("register", card)).await;
    assert_eq!(town.verify(1).await["result"], "superseded");
    assert_eq!(town.verify(2).await["result"], "valid");
}

#[tokio::test]
async fn a_letter_is_superseded_by_the_case_s_next_one() {
    let town = town().await;
    town.open_case().await;
    let letter = |number: u128| Event::DocumentsRendered {
        role: Role::Respondent,
        documents: vec![Document {
            id: DocumentId(Uuid::from_u128(number)),
            kind: DocumentKind::Notice,
            sha256: "d".repeat(64),
        }],
    };
    for number in [11, 12] {
        let subject = Subject::Letter {
            case: CASE,
            role: Some(Role::Respondent),
        };
        town.issue(number, subject).await;
        let cause = format!("letter/{number}");
        town.happen(&cause, "2021-09-21T03:00:00Z", letter(number), vec![])
            .await;
        assert_eq!(town.verify(number).await["result"], "valid");
    }
    assert_eq!(town.verify(11).await["result"], "superseded");
}

#[tokio::test]
async fn a_token_of_ours_without_a_document_is_as_false_as_a_forged_one() {
    let town = town().await;
    let absent = town.verify(9).await;
    let forged = body(
        &town
            .get("GET /v1/verify/{token}", ("token", &"A".repeat(43)), "*/*")
            .await,
    );
    assert_eq!(absent, forged);
    assert_eq!(
        (&absent["result"], &absent["initials"]),
        (&json!("false"), &Value::Null)
    );
}

#[tokio::test]
async fn the_description_of_the_api_is_public_and_may_be_kept() {
    let answer = town()
        .await
        .get("GET /v1/openapi.json", ("none", ""), "*/*")
        .await;
    assert!(body(&answer)["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(answer.header_value("cache-control"), Some("public, max-age=300"));
}

#[tokio::test]
async fn a_party_chooses_an_own_card_at_a_new_address_and_the_journal_learns_only_that() {
    let town = town().await;
    town.open_case().await;
    let code = town.code(Role::Petitioner);
    let page = town.track(&code, "text/html").await;
    assert!(page.body().unwrap().contains(&format!("{code}/choice")));
    let form = town
        .get("GET /v1/tracking/{code}/choice", ("code", &code), "text/html")
        .await;
    assert_eq!(form.status(), 200);
    let shown = form.body().unwrap();
    // Back leads to the page itself: `/v1/tracking/<code>`, without a slash behind.
    assert!(shown.contains(&format!("href=\"../{code}\"")));
    assert!(shown.contains("membuat KK sendiri") && shown.contains("35.75.04.1005") && shown.contains("Rp0"));

    let wish = "kind=own&street=Jl.+Contoh+Baru+No.+9&rt=003&rw=002&kelurahan=35.75.04.1005";
    assert_eq!(town.choose(&code, wish).await.status(), 200);
    assert_eq!(
        town.choose(&code, wish).await.status(),
        200,
        "a form sent twice is one wish"
    );
    assert_eq!(town.choices().await, [(Role::Petitioner, ChoiceKind::Own, 1)]);
    let kept = town.kept(Role::Petitioner).await;
    assert!(
        matches!(kept, Some(Choice::Own { address: Some(address) }) if address.street.as_str() == "Jl. Contoh Baru No. 9")
    );
    let story = town.function.journal.load(CASE).await.unwrap();
    assert!(!format!("{:?}", story.entries).contains("Contoh Baru"));

    // Another wish, and then the first one again: each counts.
    assert_eq!(town.choose(&code, "kind=keep").await.status(), 200);
    assert_eq!(town.choose(&code, wish).await.status(), 200);
    let revisions: Vec<u16> = town
        .choices()
        .await
        .iter()
        .map(|(_, _, revision)| *revision)
        .collect();
    assert_eq!(revisions, [1, 2, 3]);
}

#[tokio::test]
async fn the_journal_keeps_no_hash_from_which_a_wish_could_be_guessed() {
    let town = town().await;
    town.open_case().await;
    let code = town.code(Role::Petitioner);
    let wish =
        json!({ "kind": "join", "host": "3575011203120004", "relationship": "ANAK", "hostConsents": false });
    let form = "kind=join&host=3575011203120004&relationship=ANAK";
    assert_eq!(town.choose(&code, form).await.status(), 200);

    let story = town.function.journal.load(CASE).await.unwrap();
    let guessed = sha256_hex(wish.to_string().as_bytes());
    assert!(
        story
            .entries
            .iter()
            .all(|entry| !entry.command.as_str().contains(&guessed))
    );
}

#[tokio::test]
async fn whoever_changes_their_mind_without_end_is_asked_to_come_to_an_officer() {
    let town = town().await;
    town.open_case().await;
    let code = town.code(Role::Petitioner);
    for wish in ["kind=own", "kind=keep"].repeat(10) {
        assert_eq!(town.choose(&code, wish).await.status(), 200);
    }
    // The last one sent again is no new one.
    assert_eq!(town.choose(&code, "kind=keep").await.status(), 200);

    let answer = town.choose(&code, "kind=own").await;
    assert_eq!(answer.status(), 409);
    assert!(answer.body().unwrap().contains("Hubungi kami"));
    assert_eq!(town.choices().await.len(), 20);
    let page = town.track(&code, "text/html").await;
    assert!(!page.body().unwrap().contains("/choice"));
}

#[tokio::test]
async fn a_guest_cannot_consent_for_the_host() {
    let town = town().await;
    town.open_case().await;
    let code = town.code(Role::Respondent);
    let headers = json!({ "content-type": "application/json" });
    let wish =
        json!({ "kind": "join", "host": "3575011203120004", "relationship": "ANAK", "hostConsents": true });
    let answer = town
        .send(
            "POST /v1/tracking/{code}/choice",
            ("code", &code),
            headers,
            Some(&wish.to_string()),
        )
        .await;
    assert_eq!(
        (answer.status(), body(&answer)),
        (200, json!({ "state": "taken" }))
    );
    let kept = town.kept(Role::Respondent).await;
    assert!(matches!(
        kept,
        Some(Choice::Join {
            host_consents: false,
            ..
        })
    ));
}

#[tokio::test]
async fn a_city_chosen_on_the_page_is_kept_with_its_code() {
    let town = town().await;
    town.open_case().await;
    let code = town.code(Role::Petitioner);
    let answer = town.choose(&code, "kind=leave&destination=kota+malang").await;
    assert_eq!(answer.status(), 200, "{:?}", answer.body());
    let kept = town.kept(Role::Petitioner).await;
    let Some(Choice::Leave { destination, region }) = kept else {
        unreachable!("{kept:?}")
    };
    assert_eq!(destination.as_str(), "kota malang");
    assert_eq!(region.unwrap().as_str(), "35.73");
}

#[tokio::test]
async fn a_wrong_form_says_what_to_mend_and_changes_nothing() {
    let town = town().await;
    town.open_case().await;
    let code = town.code(Role::Petitioner);
    for (form, mend) in [
        ("", "Pilih salah satu."),
        ("kind=own&street=Jl.+Contoh", "Isi RT"),
        (
            "kind=own&street=Jl.+Contoh&rt=1&rw=2&kelurahan=35.73.01.1001",
            "Pilih kelurahan dari daftar.",
        ),
        ("kind=join&host=12&relationship=ANAK", "16 angka"),
        ("kind=leave", "kota atau kabupaten tujuan"),
        ("kind=leave&destination=kota+pasuruan", "masih di dalam kota"),
    ] {
        let answer = town.choose(&code, form).await;
        assert_eq!(answer.status(), 422, "{form}");
        let page = answer.body().unwrap();
        assert!(
            page.contains("role=\"alert\"") && page.contains(mend),
            "{form}: {page}"
        );
    }
    assert_eq!(town.choices().await, []);
}

#[tokio::test]
async fn once_printing_has_begun_a_choice_comes_too_late() {
    let town = town().await;
    town.open_case().await;
    let code = town.code(Role::Petitioner);
    let started = Event::PrintingStarted {
        role: Role::Petitioner,
        officer: None,
        ahead: 0,
    };
    town.happen("print", "2021-09-21T03:00:00Z", started, vec![])
        .await;
    assert!(
        !town
            .track(&code, "text/html")
            .await
            .body()
            .unwrap()
            .contains("/choice")
    );
    let answer = town.choose(&code, "kind=keep").await;
    assert_eq!(answer.status(), 409);
    assert!(answer.body().unwrap().contains("tidak dapat diubah lagi"));
    assert_eq!(town.choices().await, []);
    // The other party's own choice stays open.
    let other = town.code(Role::Respondent);
    assert_eq!(town.choose(&other, "kind=keep").await.status(), 200);
}

#[tokio::test]
async fn a_code_nobody_gave_out_opens_no_form() {
    let town = town().await;
    town.open_case().await;
    let answer = town.choose("7QK4M2ZP9TWX7QK4M2ZP9TWX7Q", "kind=keep").await;
    assert_eq!(answer.status(), 404);
    assert_eq!(town.choices().await, []);
}

const YES: &str = "word=give&office=dp3akb&aid=mentoring&after=0";
const NO: &str = "word=withdraw&office=dp3akb&aid=mentoring&after=1";

#[tokio::test]
async fn aid_is_offered_on_the_page_once_the_register_was_changed_and_until_it_is_answered() {
    let town = town().await;
    town.open_case().await;
    let (mine, theirs) = (town.code(Role::Petitioner), town.code(Role::Respondent));
    let page = async |code: &str| town.track(code, BROWSER).await.body().unwrap().to_owned();
    let offered = "Lihat tawaran bantuan";
    assert!(!page(&mine).await.contains("/aid"), "not before");
    assert_eq!(town.aid(&mine).await["offer"], "closed");
    town.register().await;
    assert!(page(&mine).await.contains(offered));
    assert_eq!(town.tell(&mine, "word=decline").await.status(), 200);
    let answered = page(&mine).await;
    assert!(!answered.contains(offered) && answered.contains("Bantuan dan persetujuan Anda"));
    assert!(page(&theirs).await.contains(offered), "each for themselves");
    assert_eq!(town.consents().await, []);
}

#[tokio::test]
async fn the_form_says_which_data_go_where_and_for_what_and_asks_office_by_office() {
    let town = town().await;
    town.open_case().await;
    town.register().await;
    let code = town.code(Role::Petitioner);
    let response = town
        .get("GET /v1/tracking/{code}/aid", ("code", &code), BROWSER)
        .await;
    let page = response.body().unwrap();
    for said in [
        "Tanpa persetujuan Anda, tidak ada data yang dikirim.",
        "Data yang dikirim: ",
        "Untuk: ",
        "UPTD PPA",
        "Bantuan modal: Dinas Koperasi",
        "Tidak, terima kasih",
        "Rp0",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert_eq!(
        page.matches("Saya setuju").count(),
        5,
        "one button for each office and aid"
    );
    assert!(
        !page.contains("checked") && !page.contains("<script"),
        "nothing is agreed to beforehand"
    );
    assert!(
        response
            .header_value("content-security-policy")
            .unwrap()
            .contains("form-action 'self'")
    );
    let english = town
        .get("GET /v1/tracking/{code}/aid", ("code", &code), "text/html")
        .await;
    assert!(english.body().unwrap().len() < 20_000);
}

/// One button each way, on the same page.
#[tokio::test]
async fn consent_is_taken_back_as_easily_as_it_was_given() {
    let town = town().await;
    town.open_case().await;
    town.register().await;
    let code = town.code(Role::Petitioner);
    let given = town.tell(&code, YES).await;
    assert_eq!(given.status(), 200);
    let page = given.body().unwrap();
    assert!(page.contains("Jawaban Anda dicatat.") && page.contains("Tarik persetujuan"));
    assert_eq!(page.matches("Saya setuju").count(), 4);
    assert_eq!(town.aid(&code).await["lines"][0]["words"], 1);
    town.tell(&code, NO).await;
    assert_eq!(
        town.consents().await,
        [(Role::Petitioner, true, 1), (Role::Petitioner, false, 1)]
    );
    let other = town.aid(&town.code(Role::Respondent)).await;
    assert_eq!(
        (&other["offer"], &other["lines"][0]["words"]),
        (&json!("open"), &json!(0))
    );
}

/// A button pressed twice, and a request that was lost on the way and comes after consent was taken back.
#[tokio::test]
async fn a_word_that_comes_late_brings_no_consent_back() {
    let town = town().await;
    town.open_case().await;
    town.register().await;
    let code = town.code(Role::Petitioner);
    for form in [YES, YES, NO, NO, YES, YES] {
        assert_eq!(town.tell(&code, form).await.status(), 200);
    }
    assert_eq!(town.aid(&code).await["lines"][0]["given"], false);
    assert_eq!(town.consents().await.len(), 2);
    town.tell(&code, "word=give&office=dp3akb&aid=mentoring&after=2")
        .await;
    assert_eq!(town.consents().await.last(), Some(&(Role::Petitioner, true, 2)));
}

#[tokio::test]
async fn a_word_before_the_registration_or_about_nobody_we_know_changes_nothing() {
    let town = town().await;
    town.open_case().await;
    let code = town.code(Role::Petitioner);
    assert_eq!(town.tell(&code, YES).await.status(), 409);
    town.register().await;
    for form in [
        "",
        "word=give",
        "word=give&office=dinas-siluman&aid=mentoring&after=0",
        "word=give&office=dp3akb&aid=capital&after=0",
        "word=give&office=dp3akb&aid=mentoring&after=x",
    ] {
        assert_eq!(town.tell(&code, form).await.status(), 422, "{form}");
    }
    assert_eq!(town.tell("nobody", YES).await.status(), 404);
    assert_eq!(town.consents().await, []);
}

/// Whatever stands beside the case about safety, both pages and all that programs get are the same to the byte.
#[tokio::test]
async fn nobody_can_see_on_a_page_that_somebody_has_to_be_protected() {
    let mut told = Vec::new();
    for protected in [true, false] {
        let town = town().await;
        town.open_case().await;
        town.register().await;
        town.store(town.function.dossiers.keep_safety(
            CASE,
            Role::Petitioner,
            Safety { protected, since: 1 },
        ))
        .await;
        let asked = Event::SafetyRecorded {
            role: Role::Petitioner,
            officer: "petugas-01".parse().unwrap(),
            revision: 1,
        };
        if protected {
            town.happen("asked", "2021-09-21T02:02:00Z", asked, vec![]).await;
        }
        let mut seen = Vec::new();
        for role in Role::BOTH {
            for accept in [BROWSER, "*/*"] {
                let code = town.code(role);
                seen.push(town.track(&code, accept).await.body().unwrap().to_owned());
                let aid = town
                    .get("GET /v1/tracking/{code}/aid", ("code", &code), accept)
                    .await;
                seen.push(aid.body().unwrap().to_owned());
            }
        }
        told.push(seen);
    }
    assert_eq!(told[0], told[1]);
}
