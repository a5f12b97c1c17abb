//! Turning a row of the table of operations into OpenAPI.

use std::collections::BTreeMap;

use serde_json::Value;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, HeaderBuilder, Ref, RefOr, Required, Response, ResponseBuilder};

use super::{AID_OFFICER, OAUTH, OFFICER, POLICE, WEBHOOK};
use crate::problem::ProblemCode::{
    AidOfficerUnknown, BodyEmpty, BodyTooLarge, IdempotencyKeyInvalid, IdempotencyKeyMissing,
    IdempotencyKeyReused, OfficerUnknown, PoliceUnknown, ScopeMissing, SignatureAlgorithm, SignatureInvalid,
    SignatureMalformed, SignatureMissing, SignatureUnknownKey, Unauthenticated,
};
use crate::problem::{FieldError, PROBLEM_MEDIA_TYPE, Problem, ProblemCode};

/// Who may call.
pub(super) enum Caller {
    /// Anybody.
    Anybody,
    /// A client with these scopes.
    Scopes(&'static [&'static str]),
    /// A client with these scopes, whose court signs the body.
    Signing(&'static [&'static str]),
    /// An officer with one of these scopes, beside the one that names the officer.
    Officer(&'static [&'static str]),
    /// An officer of the police with one of these scopes, beside the one that names the officer.
    Police(&'static [&'static str]),
    /// An officer of an aid office with one of these scopes, beside the one that names the officer.
    Aid(&'static [&'static str]),
    /// One of several callers, each with all of these scopes.
    OneOf(&'static [&'static [&'static str]]),
    /// The courier's provider.
    Courier,
}

impl Caller {
    /// What can be wrong with what was sent, whatever it asks for.
    fn refusals_of_what_is_sent(&self) -> &'static [ProblemCode] {
        match self {
            Self::Signing(_) => &[
                BodyEmpty,
                BodyTooLarge,
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                IdempotencyKeyReused,
                SignatureMissing,
                SignatureMalformed,
                SignatureAlgorithm,
                SignatureUnknownKey,
                SignatureInvalid,
            ],
            Self::Anybody
            | Self::Scopes(_)
            | Self::Officer(_)
            | Self::Police(_)
            | Self::Aid(_)
            | Self::OneOf(_)
            | Self::Courier => &[],
        }
    }

    /// What can be wrong with the access token.
    fn refusals_of_the_token(&self) -> &'static [ProblemCode] {
        match self {
            Self::Scopes(_) | Self::Signing(_) | Self::OneOf(_) => &[Unauthenticated, ScopeMissing],
            Self::Officer(_) => &[Unauthenticated, ScopeMissing, OfficerUnknown],
            Self::Police(_) => &[Unauthenticated, ScopeMissing, PoliceUnknown],
            Self::Aid(_) => &[Unauthenticated, ScopeMissing, AidOfficerUnknown],
            Self::Anybody | Self::Courier => &[],
        }
    }
}

/// A parameter in the path, the query or a header.
pub(super) struct Given {
    pub(super) name: &'static str,
    pub(super) place: ParameterIn,
    pub(super) required: bool,
    pub(super) about: &'static str,
    pub(super) example: Value,
}

/// A body that is sent or answered.
pub(super) struct Body {
    pub(super) media_type: &'static str,
    /// Name of the type; `None` for plain text, HTML and free-form objects.
    pub(super) schema: Option<&'static str>,
    pub(super) example: Option<Value>,
}

/// An answer that is no refusal.
pub(super) struct Answer {
    pub(super) status: &'static str,
    pub(super) about: &'static str,
    pub(super) bodies: Vec<Body>,
    /// Headers with what they hold.
    pub(super) headers: &'static [(&'static str, &'static str)],
}

/// How an operation is called.
#[derive(Clone, Copy)]
pub(super) enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

impl Method {
    /// For rows that either read or act.
    pub(super) fn of(post: bool) -> Self {
        if post { Self::Post } else { Self::Get }
    }
}

/// One operation.
pub(super) struct Operation {
    pub(super) path: &'static str,
    pub(super) method: Method,
    pub(super) id: &'static str,
    pub(super) tag: &'static str,
    pub(super) summary: &'static str,
    pub(super) about: &'static str,
    pub(super) caller: Caller,
    pub(super) given: Vec<Given>,
    pub(super) body: Option<Body>,
    pub(super) answers: Vec<Answer>,
    pub(super) refusals: &'static [ProblemCode],
}

impl Operation {
    pub(super) fn method(&self) -> HttpMethod {
        match self.method {
            Method::Get => HttpMethod::Get,
            Method::Post => HttpMethod::Post,
            Method::Patch => HttpMethod::Patch,
            Method::Delete => HttpMethod::Delete,
        }
    }

    pub(super) fn build(self) -> utoipa::openapi::path::Operation {
        let mut operation = OperationBuilder::new()
            .tag(self.tag)
            .operation_id(Some(self.id))
            .summary(Some(self.summary))
            .description(Some(self.about));
        operation = match self.caller {
            // An empty requirement: the operation is public.
            Caller::Anybody => operation.security(SecurityRequirement::default()),
            Caller::Scopes(scopes) | Caller::Signing(scopes) => {
                operation.security(SecurityRequirement::new(OAUTH, scopes.iter().copied()))
            }
            Caller::Officer(scopes) => operation.securities(Some(
                scopes
                    .iter()
                    .map(|scope| SecurityRequirement::new(OAUTH, [*scope, OFFICER])),
            )),
            Caller::Police(scopes) => operation.securities(Some(
                scopes
                    .iter()
                    .map(|scope| SecurityRequirement::new(OAUTH, [*scope, POLICE])),
            )),
            Caller::Aid(scopes) => operation.securities(Some(
                scopes
                    .iter()
                    .map(|scope| SecurityRequirement::new(OAUTH, [*scope, AID_OFFICER])),
            )),
            Caller::OneOf(callers) => operation.securities(Some(
                callers
                    .iter()
                    .map(|scopes| SecurityRequirement::new(OAUTH, scopes.iter().copied())),
            )),
            Caller::Courier => operation.security(SecurityRequirement::new(WEBHOOK, [""; 0])),
        };
        for given in self.given {
            operation = operation.parameter(given.build());
        }
        if let Some(body) = self.body {
            let mut request = RequestBodyBuilder::new().required(Some(Required::True));
            request = request.content(body.media_type, body.content());
            operation = operation.request_body(Some(request.build()));
        }
        for answer in self.answers {
            operation = operation.response(answer.status, answer.build());
        }
        let refusals = [
            self.caller.refusals_of_what_is_sent(),
            self.refusals,
            self.caller.refusals_of_the_token(),
        ]
        .concat();
        for (status, codes) in by_status(&refusals) {
            operation = operation.response(status.to_string(), refusal(&codes));
        }
        operation.build()
    }
}

impl Given {
    fn build(self) -> Parameter {
        let kind = if self.example.is_number() {
            Type::Integer
        } else {
            Type::String
        };
        ParameterBuilder::new()
            .name(self.name)
            .parameter_in(self.place)
            .required(if self.required {
                Required::True
            } else {
                Required::False
            })
            .description(Some(self.about))
            .schema(Some(ObjectBuilder::new().schema_type(kind)))
            .example(Some(self.example))
            .build()
    }
}

impl Body {
    fn content(self) -> utoipa::openapi::Content {
        let schema = match self.schema {
            Some(name) => RefOr::Ref(Ref::from_schema_name(name)),
            None if self.media_type == "application/json" => of_type(Type::Object),
            None => of_type(Type::String),
        };
        ContentBuilder::new()
            .schema(Some(schema))
            .example(self.example)
            .build()
    }
}

impl Answer {
    fn build(self) -> Response {
        let mut response = ResponseBuilder::new().description(self.about);
        for body in self.bodies {
            response = response.content(body.media_type, body.content());
        }
        for (name, about) in self.headers {
            response = response.header(
                *name,
                HeaderBuilder::new()
                    .schema(Some(of_type(Type::String)))
                    .description(Some(*about))
                    .build(),
            );
        }
        response.build()
    }
}

fn of_type(kind: Type) -> RefOr<Schema> {
    RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(kind).build()))
}

fn by_status(codes: &[ProblemCode]) -> BTreeMap<u16, Vec<ProblemCode>> {
    let mut groups: BTreeMap<u16, Vec<ProblemCode>> = BTreeMap::new();
    for code in codes {
        groups.entry(code.status()).or_default().push(*code);
    }
    groups
}

/// One answer per status, with an example for each code it can carry.
fn refusal(codes: &[ProblemCode]) -> Response {
    let lines: Vec<String> = codes
        .iter()
        .map(|code| format!("- `{code}`: {}. {}", code.title(), code.remedy()))
        .collect();
    let examples = codes.iter().map(|code| {
        let value = serde_json::to_value(example(*code)).ok();
        let example = ExampleBuilder::new().summary(code.title()).value(value);
        (code.as_str(), RefOr::T(example.build()))
    });
    let content = ContentBuilder::new()
        .schema(Some(RefOr::Ref::<Schema>(Ref::from_schema_name("Problem"))))
        .examples_from_iter(examples)
        .build();
    ResponseBuilder::new()
        .description(lines.join("\n"))
        .content(PROBLEM_MEDIA_TYPE, content)
        .build()
}

fn example(code: ProblemCode) -> Problem {
    let fault = |field: &str, code: &'static str, rule: &'static str, mend: &'static str| FieldError {
        field: field.to_owned(),
        code: code.into(),
        rule: rule.into(),
        mend: mend.into(),
    };
    match code {
        ProblemCode::DecreeInvalid => Problem::new(code).with_errors(vec![
            fault(
                "/petitioner/nik",
                "nik_length",
                "a NIK has exactly 16 digits",
                "send all 16 digits as printed on the KTP-el",
            ),
            fault(
                "/finality/bhtDate",
                "bht_before_ruling",
                "the BHT date is not before the ruling",
                "check the BHT date and the ruling date",
            ),
        ]),
        ProblemCode::WrongCode => Problem::new(code).with_attempts_left(4),
        ProblemCode::InternalError => Problem::new(code).with_request_id("JKJaXmPLvHcESHA="),
        code => Problem::new(code),
    }
}
