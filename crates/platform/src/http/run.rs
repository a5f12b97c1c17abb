//! From a handler to a function.

use super::{HttpError, HttpRequest, HttpResponse, Problem};
use crate::{
    clock,
    failure::{Ended, MARGIN, chain, isolate},
};
use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use lambda_runtime::{LambdaEvent, service_fn};
use std::{convert::Infallible, future::Future, time::Instant};
use tracing::{Instrument as _, error, field::Empty, info, info_span};

/// Serves an HTTP API for the life of the function. A panic, an internal error and a handler that takes too long
/// are answered as problems and logged once; nothing of their cause is told.
pub async fn run<H, F>(handler: H) -> Result<(), lambda_runtime::Error>
where
    H: Fn(HttpRequest) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<HttpResponse, HttpError>> + Send + 'static,
{
    // Boxed: the runtime's layers over a handler are deeper than the compiler follows by default.
    Box::pin(lambda_runtime::run(service_fn(move |event| {
        let answer = handle(event, handler.clone());
        async move { Ok::<_, Infallible>(answer.await) }
    })))
    .await
}

/// Answers one request.
pub async fn handle<H, F>(event: LambdaEvent<ApiGatewayV2httpRequest>, handler: H) -> HttpResponse
where
    H: Fn(HttpRequest) -> F + Send + 'static,
    F: Future<Output = Result<HttpResponse, HttpError>> + Send + 'static,
{
    let request_id = event
        .payload
        .request_context
        .request_id
        .clone()
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| event.context.request_id.clone());
    let span = info_span!("request", request_id, route = Empty, client_id = Empty);
    async {
        let started = Instant::now();
        let response = answer(event, handler, &request_id).await;
        let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        info!(status = response.status(), milliseconds, "answered");
        response
    }
    .instrument(span.clone())
    .await
}

async fn answer<H, F>(
    event: LambdaEvent<ApiGatewayV2httpRequest>,
    handler: H,
    request_id: &str,
) -> HttpResponse
where
    H: Fn(HttpRequest) -> F + Send + 'static,
    F: Future<Output = Result<HttpResponse, HttpError>> + Send + 'static,
{
    let limit = clock::until(event.context.deadline, clock::now()).map(|left| left.saturating_sub(MARGIN));
    let request = match HttpRequest::from_event(event.payload) {
        Ok(request) => request,
        Err(problem) => return problem.into(),
    };
    let span = tracing::Span::current();
    span.record("route", request.route());
    if let Some(caller) = request.caller() {
        span.record("client_id", caller.client_id.as_str());
    }
    match isolate(async move { handler(request).await }, limit).await {
        Ended::Returned(Ok(response)) => response,
        Ended::Returned(Err(HttpError::Problem(problem))) => {
            info!(code = problem.code(), "refused");
            problem.into()
        }
        Ended::Returned(Err(HttpError::Internal(cause))) => {
            error!(outcome = "failed", error = chain(&*cause), "request failed");
            Problem::internal(request_id).into()
        }
        Ended::Panicked => {
            error!(outcome = "panicked", "request failed");
            Problem::internal(request_id).into()
        }
        Ended::TimedOut => {
            error!(outcome = "timed_out", "request failed");
            Problem::unavailable(5).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use tuntas_contract::ProblemCode;

    fn event(body: &str) -> LambdaEvent<ApiGatewayV2httpRequest> {
        let request = json!({
            "routeKey": "POST /v1/decrees",
            "headers": {},
            "requestContext": {
                "requestId": "r-1",
                "http": { "method": "POST", "path": "/v1/decrees", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
            "body": body,
        });
        LambdaEvent::new(
            serde_json::from_value(request).unwrap(),
            lambda_runtime::Context::default(),
        )
    }

    async fn obey(request: HttpRequest) -> Result<HttpResponse, HttpError> {
        match request.body() {
            b"panic" => panic!("with a secret"),
            b"break" => Err(std::io::Error::other("with a secret"))?,
            b"refuse" => Err(tuntas_contract::Problem::new(ProblemCode::NotFound))?,
            b"hang" => std::future::pending::<()>().await,
            _ => {}
        }
        Ok(HttpResponse::empty(204))
    }

    fn told(response: &HttpResponse) -> Value {
        serde_json::from_str(response.body().unwrap()).unwrap()
    }

    #[tokio::test]
    async fn an_answer_passes_through() {
        assert_eq!(handle(event("work"), obey).await.status(), 204);
        let refused = handle(event("refuse"), obey).await;
        assert_eq!(
            (refused.status(), &told(&refused)["code"]),
            (404, &json!("not_found"))
        );
    }

    #[tokio::test]
    async fn our_own_faults_tell_only_the_id_of_the_request() {
        for fault in ["panic", "break"] {
            let response = handle(event(fault), obey).await;
            assert_eq!(
                told(&response),
                json!({
                    "type": "urn:tuntas:problem:internal_error",
                    "title": "Something failed on our side",
                    "status": 500,
                    "code": "internal_error",
                    "detail": ProblemCode::InternalError.remedy(),
                    "requestId": "r-1",
                }),
                "{fault}"
            );
            assert_eq!(response.header_value("cache-control"), Some("no-store"));
        }
    }

    #[tokio::test]
    async fn a_body_too_large_never_reaches_the_handler() {
        let body = "x".repeat(tuntas_contract::MAX_BODY_BYTES + 1);
        let response = handle(event(&body), |_| async { panic!("must not be called") }).await;
        assert_eq!(response.status(), 413);
    }

    #[tokio::test]
    async fn a_handler_that_hangs_is_answered_before_lambda_gives_up() {
        let mut event = event("hang");
        event.context.deadline = u64::try_from(clock::now().as_millisecond() + 600).unwrap();
        let response = handle(event, obey).await;
        assert_eq!(
            (response.status(), response.header_value("retry-after")),
            (503, Some("5"))
        );
    }
}
