//! The rider's page.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use tuntas_domain::case::{Command, CourierStatus};
use tuntas_platform::http::HttpResponse;

use crate::support::{Office, Sent, WATI, right_code, wrong_code};

const GET: &str = "GET /v1/handovers/{token}";
const POST: &str = "POST /v1/handovers/{token}";

async fn submit(office: &Office, typed: &str) -> HttpResponse {
    let body = format!("code={typed}");
    let headers = json!({ "content-type": "application/x-www-form-urlencoded" });
    Sent {
        headers,
        ..Sent::post(POST, &body)
    }
    .to(office.function())
    .await
}

fn body(answer: &HttpResponse) -> &str {
    answer.body().unwrap()
}

#[tokio::test]
async fn the_page_as_it_is_sent() {
    let (office, _) = Office::booked().await;
    let answer = Sent::get(GET).to(office.function()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(
        answer.header_value("content-type"),
        Some("text/html; charset=utf-8")
    );
    let (head, rest) = body(&answer).split_once("<style>").unwrap();
    let (style, rest) = rest.split_once("</style>").unwrap();
    insta::assert_snapshot!(format!("{head}{rest}").replace("><", ">\n<"));
    // A browser refuses the style unless the policy names its hash.
    let hash = STANDARD.encode(digest(&SHA256, style.as_bytes()));
    assert_eq!(
        answer.header_value("content-security-policy").unwrap(),
        format!(
            "default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'"
        )
    );
}

#[tokio::test]
async fn a_form_is_answered_with_a_page_that_says_what_to_do() {
    let (office, _) = Office::booked().await;
    let wrong = submit(&office, wrong_code()).await;
    assert_eq!(wrong.status(), 422);
    assert!(body(&wrong).contains("Kode salah. Sisa percobaan: 4."));
    assert!(body(&wrong).contains("aria-invalid=\"true\" aria-describedby=\"wrong\""));
    let malformed = submit(&office, "12+34").await;
    assert_eq!(malformed.status(), 422);
    assert!(body(&malformed).contains("Kode terdiri dari 6 angka."));
    let code = right_code();
    let right = submit(&office, &format!("{}+{}", &code[..3], &code[3..])).await;
    assert_eq!(right.status(), 200);
    assert!(body(&right).contains("Terkonfirmasi."));
    let later = Sent::get(GET).to(office.function()).await;
    assert!(body(&later).contains("Terkonfirmasi.") && !body(&later).contains("<form"));
}

#[tokio::test]
async fn a_locked_or_ended_attempt_asks_for_no_code() {
    let (office, _) = Office::booked().await;
    for _ in 0..4 {
        submit(&office, wrong_code()).await;
    }
    let last = submit(&office, wrong_code()).await;
    assert_eq!(last.status(), 422);
    let locked = submit(&office, &right_code()).await;
    assert_eq!(locked.status(), 409);
    let shown = Sent::get(GET).to(office.function()).await;
    for page in [&last, &locked, &shown] {
        assert!(body(page).contains("Kode terkunci.") && !body(page).contains("<form"));
        assert!(body(page).contains("href=\"tel:+6281200000000\""));
    }
    let (office, _) = Office::booked().await;
    office
        .wish(Command::MoveCourier {
            role: WATI,
            attempt: 1,
            status: CourierStatus::Cancelled,
        })
        .await;
    let ended = Sent::get(GET).to(office.function()).await;
    assert!(body(&ended).contains("sudah berakhir") && !body(&ended).contains("<form"));
    assert_eq!(submit(&office, &right_code()).await.status(), 409);
}

#[tokio::test]
async fn an_unknown_address_is_a_page_for_people_and_a_problem_for_programs() {
    let (office, _) = Office::booked().await;
    let unknown = |headers| Sent {
        token: "x".repeat(46),
        headers,
        ..Sent::get(GET)
    };
    let page = unknown(json!({ "accept": "text/html,*/*;q=0.8" }))
        .to(office.function())
        .await;
    assert_eq!(page.status(), 404);
    assert!(body(&page).contains("Tautan tidak dikenal."));
    let problem = unknown(json!({})).to(office.function()).await;
    assert_eq!(
        problem.header_value("content-type"),
        Some("application/problem+json")
    );
}
