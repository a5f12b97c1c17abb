//! HTTP requests from API Gateway (HTTP API, payload version 2.0), their answers and problem details.
//!
//! A handler gets a [`HttpRequest`] and returns an [`HttpResponse`], or an [`HttpError`]: a [`Problem`] is what
//! the caller did or must know; any other error becomes a 500 whose cause is logged and not told.

mod page;
mod problem;
mod request;
mod response;
mod run;

pub use problem::{HttpError, Problem};
pub use request::{Caller, HttpRequest};
pub use response::HttpResponse;
pub use run::{handle, run};
