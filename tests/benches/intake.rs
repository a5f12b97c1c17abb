//! Cold start and warm handling time of `decree-intake`, against the Lambda runtime API itself: this program plays
//! the Lambda service for the compiled function, with the tables and buckets of a running local cloud.
//!
//! ```text
//! cargo xtask demo --keep
//! cargo build --release --package decree-intake
//! TUNTAS_LOCAL_CLOUD=$PWD/.local/demo/cloud.json \
//!   cargo bench --profile dev --workspace --features tuntas-tests/deployed --bench intake -- FUNCTION
//! ```
//!
//! `FUNCTION` is the path of the program; `target/release/decree-intake` if left out. Figures of the local cloud
//! include the emulator's time for every AWS call, so they are an upper bound for the function's own work.
#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::any;
use axum::{Router, http::Uri};
use serde_json::{Value, json};
use tokio::sync::{Mutex, mpsc};
use tuntas_local_cloud::LocalCloud;
use tuntas_tests::Sample;

const COLD_STARTS: usize = 10;
const WARM_REQUESTS: usize = 40;

/// What the function asks the Lambda service for.
struct Service {
    /// Invocations to hand out.
    events: Mutex<mpsc::Receiver<Value>>,
    /// Tells when the function asks for its next invocation.
    asked: mpsc::Sender<Instant>,
    /// Answers of the function.
    answers: mpsc::Sender<(Instant, Value)>,
    /// The real endpoint of the AWS calls, and what was called there.
    endpoint: String,
    http: reqwest::Client,
    calls: Mutex<BTreeMap<String, usize>>,
}

async fn serve(State(service): State<Arc<Service>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if path.ends_with("/invocation/next") {
        let _ = service.asked.send(Instant::now()).await;
        let event = service.events.lock().await.recv().await;
        let Some(event) = event else {
            return std::future::pending().await;
        };
        let deadline = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap() + Duration::from_secs(20);
        return Response::builder()
            .header(
                "lambda-runtime-aws-request-id",
                "00000000-0000-0000-0000-000000000001",
            )
            .header("lambda-runtime-deadline-ms", deadline.as_millis().to_string())
            .header(
                "lambda-runtime-invoked-function-arn",
                "arn:aws:lambda:ap-southeast-3:000000000000:function:bench",
            )
            .body(Body::from(event.to_string()))
            .unwrap();
    }
    let now = Instant::now();
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    if path.starts_with("/2018-06-01/runtime/") {
        let answer = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        let _ = service.answers.send((now, answer)).await;
        return Response::builder().status(202).body(Body::empty()).unwrap();
    }
    forward(&service, parts.method, &parts.uri, &parts.headers, bytes).await
}

/// Passes an AWS call on, and counts it.
async fn forward(
    service: &Service,
    method: axum::http::Method,
    uri: &Uri,
    headers: &axum::http::HeaderMap,
    body: Bytes,
) -> Response {
    let target = headers
        .get("x-amz-target")
        .and_then(|target| target.to_str().ok());
    let name = target.map_or_else(
        || format!("S3 {method}"),
        |target| target.rsplit('.').next().unwrap_or(target).to_owned(),
    );
    *service.calls.lock().await.entry(name).or_default() += 1;
    let url = format!(
        "{}{}",
        service.endpoint,
        uri.path_and_query().map_or("/", |path| path.as_str())
    );
    let answer = service
        .http
        .request(method, url)
        .headers(headers.clone())
        .body(body)
        .send()
        .await
        .unwrap();
    let mut response = Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        if name != "transfer-encoding" {
            response = response.header(name, value);
        }
    }
    response.body(Body::from(answer.bytes().await.unwrap())).unwrap()
}

/// One decree as API Gateway hands it over, signed by the court.
fn event(cloud: &LocalCloud, number: usize) -> Value {
    let mut decree = Sample::named("not-yet-bht").decree;
    let run = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_millis();
    decree["caseNumber"] = json!(format!("{}/Pdt.G/{}/PA.Pas", 10_000 + number, 1990 + run % 36));
    decree["reference"] = json!(format!("BENCH-{run}-{number}"));
    decree["finality"] = json!({});
    let body = decree.to_string();
    let signature = cloud
        .court_signer("PA.Pas")
        .unwrap()
        .sign_detached(body.as_bytes())
        .unwrap();
    json!({
        "version": "2.0", "routeKey": "POST /v1/decrees", "rawPath": "/v1/decrees", "rawQueryString": "",
        "headers": { "idempotency-key": format!("bench-{run}-{number}"), "tuntas-signature": signature },
        "requestContext": {
            "accountId": "000000000000", "apiId": "bench", "stage": "$default", "requestId": "bench", "routeKey": "POST /v1/decrees",
            "http": { "method": "POST", "path": "/v1/decrees", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1" },
            "authorizer": { "jwt": { "claims": { "client_id": "bench", "scope": "tuntas/decrees.write court/PA.Pas" }, "scopes": [] } },
        },
        "body": body, "isBase64Encoded": false,
    })
}

fn summary(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!(
        "{what:<34} p50 {:>7.1} ms   p99 {:>7.1} ms   (n={})",
        at(50),
        at(99),
        times.len()
    );
}

#[tokio::main]
async fn main() {
    let program = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let program = program.map_or_else(|| root.join("target/release/decree-intake"), PathBuf::from);
    let Ok(cloud) = LocalCloud::from_env() else {
        println!("no local cloud is running, so there is nothing to measure (see the head of this file)");
        return;
    };
    let (mut cold, mut first, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    let mut calls = BTreeMap::new();
    let mut number = 0;
    for start in 0..COLD_STARTS {
        let (send, events) = mpsc::channel(1);
        let (asked, mut asks) = mpsc::channel(8);
        let (answers, mut answered) = mpsc::channel(8);
        let service = Arc::new(Service {
            events: Mutex::new(events),
            asked,
            answers,
            endpoint: cloud.endpoint.clone(),
            http: cloud.http_client().unwrap(),
            calls: Mutex::default(),
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .fallback(any(serve))
            .with_state(Arc::clone(&service));
        let server = tokio::spawn(async move { axum::serve(listener, router).await });
        let begin = Instant::now();
        let mut function = tokio::process::Command::new(&program)
            .env_clear()
            .env("AWS_LAMBDA_RUNTIME_API", address.to_string())
            .env("AWS_LAMBDA_FUNCTION_NAME", "bench")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_ENDPOINT_URL", format!("http://{address}"))
            .env("AWS_REGION", &cloud.region)
            .env("AWS_ACCESS_KEY_ID", &cloud.access_key_id)
            .env("AWS_SECRET_ACCESS_KEY", &cloud.secret_access_key)
            .env("LAMBDA_TASK_ROOT", root.join(".local/functions/decree-intake"))
            .env("TUNTAS_CASES_TABLE", cloud.output("CasesTable").unwrap())
            .env("TUNTAS_DOSSIERS_TABLE", cloud.output("DossiersTable").unwrap())
            .env("TUNTAS_EVIDENCE_BUCKET", cloud.output("EvidenceBucket").unwrap())
            .env(
                "TUNTAS_COURT_FILES_BUCKET",
                cloud.output("CourtFilesBucket").unwrap(),
            )
            .env("TUNTAS_SECRET_ARN", cloud.output("SecretArn").unwrap())
            .env("TUNTAS_PUBLIC_URL", "http://bench.localhost")
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        cold.push(asks.recv().await.unwrap() - begin);
        service.calls.lock().await.clear();
        for request in 0..=(WARM_REQUESTS / COLD_STARTS) {
            number += 1;
            let sent = Instant::now();
            send.send(event(&cloud, number)).await.unwrap();
            let (at, answer) = answered.recv().await.unwrap();
            assert_eq!(answer["statusCode"], 202, "{answer}");
            asks.recv().await.unwrap();
            if request == 0 { &mut first } else { &mut warm }.push(at - sent);
            if start == 0 && request == 1 {
                calls.clone_from(&*service.calls.lock().await);
            }
            service.calls.lock().await.clear();
        }
        let _ = function.kill().await;
        server.abort();
    }
    println!("{}", program.display());
    summary("cold start until ready", cold);
    summary("first decree after a cold start", first);
    summary("warm decree", warm);
    println!("AWS calls of one warm decree: {calls:?}");
}
