//! Logs: one flat JSON object a line on standard output, so that `CloudWatch` Logs Insights can filter by any
//! field (`filter case_id = "..."`).
//!
//! A line has `timestamp`, `level`, `message`, `target` and `function`, then the fields of every span it happened
//! in (outermost first) and its own fields. Never log a NIK, a name, an address, a telephone number, a body, a
//! code or a token: identifiers and outcomes only.

use crate::{clock, failure::chain, settings};
use serde_json::{Map, Value};
use std::{
    error::Error,
    fmt,
    io::{self, Write as _},
    panic,
    sync::OnceLock,
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    span,
};
use tracing_subscriber::{
    EnvFilter, Layer, fmt::MakeWriter, layer::Context, layer::SubscriberExt as _, registry::LookupSpan,
};

/// Crates that write whole requests and answers into their debug and trace events. They stay at `info` however
/// `TUNTAS_LOG` is set, because those bodies hold personal data.
const NEVER_BELOW_INFO: [&str; 9] = [
    "aws_config",
    "aws_sdk_dynamodb",
    "aws_sdk_s3",
    "aws_sdk_secretsmanager",
    "aws_sdk_sqs",
    "aws_smithy_runtime",
    "aws_smithy_runtime_api",
    "hyper",
    "lambda_runtime",
];

static FUNCTION: OnceLock<String> = OnceLock::new();

/// Starts logging for the function of that name, at the level of `TUNTAS_LOG` (a tracing filter; default
/// `info`). Call it first in `main`; a second call changes nothing.
///
/// Panics are logged with their place. Their message is logged only when it is a literal of the program: a
/// formatted one could hold data.
pub fn init(function: &str) {
    if FUNCTION.set(function.to_owned()).is_err() {
        return;
    }
    let layer = JsonLines {
        function: function.to_owned(),
        writer: io::stdout,
    };
    let subscriber = tracing_subscriber::registry()
        .with(layer.with_filter(filter(&settings::optional("LOG").unwrap_or_default())));
    let _ = tracing::subscriber::set_global_default(subscriber);
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let literal = panic.payload().downcast_ref::<&'static str>().copied();
        tracing::error!(place, reason = literal.unwrap_or("not shown"), "panicked");
    }));
}

/// Name of the running function; `None` before [`init`].
pub(crate) fn function() -> Option<&'static str> {
    FUNCTION.get().map(String::as_str)
}

fn filter(wanted: &str) -> EnvFilter {
    let wanted = if wanted.is_empty() { "info" } else { wanted };
    let filter = EnvFilter::builder().parse_lossy(wanted);
    NEVER_BELOW_INFO
        .into_iter()
        .filter_map(|name| format!("{name}=info").parse().ok())
        .fold(filter, EnvFilter::add_directive)
}

/// Writes each event as one line.
struct JsonLines<W> {
    function: String,
    writer: W,
}

impl<S, W> Layer<S> for JsonLines<W>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    W: for<'writer> MakeWriter<'writer> + 'static,
{
    fn on_new_span(&self, attributes: &span::Attributes<'_>, id: &span::Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            let mut fields = Fields::default();
            attributes.record(&mut fields);
            span.extensions_mut().insert(fields);
        }
    }

    fn on_record(&self, id: &span::Id, values: &span::Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(fields) = span.extensions_mut().get_mut::<Fields>()
        {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut line = Map::new();
        if let Some(scope) = context.event_scope(event) {
            for span in scope.from_root() {
                if let Some(fields) = span.extensions().get::<Fields>() {
                    line.extend(fields.0.clone());
                }
            }
        }
        let mut fields = Fields::default();
        event.record(&mut fields);
        line.extend(fields.0);
        let metadata = event.metadata();
        let message = line.remove("message").unwrap_or_default();
        // Written last, so that no field of an event can stand in for them.
        for (name, value) in [
            ("timestamp", Value::from(clock::now().to_string())),
            ("level", metadata.level().as_str().into()),
            ("message", message),
            ("target", metadata.target().into()),
            ("function", self.function.as_str().into()),
        ] {
            line.insert(name.to_owned(), value);
        }
        let mut line = Value::Object(line).to_string();
        line.push('\n');
        // One write for one line: lines of concurrent tasks never mix. A log that cannot be written must not
        // stop the work.
        let _ = self.writer.make_writer_for(metadata).write_all(line.as_bytes());
    }
}

/// The fields of a span or an event.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, field: &Field, value: impl Into<Value>) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field, format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, value);
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        self.put(field, chain(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};
    use tracing::{info, info_span, subscriber::with_default};

    /// The lines logged by `work` under the filter `wanted`.
    fn logged(wanted: &str, work: impl FnOnce()) -> Vec<Value> {
        #[derive(Clone, Default)]
        struct Buffer(Arc<Mutex<Vec<u8>>>);
        impl io::Write for Buffer {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.lock().unwrap().write(bytes)
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let buffer = Buffer::default();
        let writer = buffer.clone();
        let layer = JsonLines {
            function: "card-render".into(),
            writer: move || writer.clone(),
        };
        with_default(
            tracing_subscriber::registry().with(layer.with_filter(filter(wanted))),
            work,
        );
        let bytes = buffer.0.lock().unwrap().clone();
        let text = String::from_utf8(bytes).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn a_line_is_flat_and_knows_its_case() {
        let lines = logged("", || {
            let span = info_span!("record", case_id = "c-1", attempt = tracing::field::Empty);
            let _inside = span.enter();
            span.record("attempt", 2);
            info!(pages = 2, late = false, "rendered\nfirst card");
        });
        let [line] = &*lines else { panic!("{lines:?}") };
        for (field, value) in [
            ("level", Value::from("INFO")),
            ("message", "rendered\nfirst card".into()),
            ("function", "card-render".into()),
            ("target", "tuntas_platform::telemetry::tests".into()),
            ("case_id", "c-1".into()),
            ("attempt", 2.into()),
            ("pages", 2.into()),
            ("late", false.into()),
        ] {
            assert_eq!(line[field], value, "{field}");
        }
        let timestamp: jiff::Timestamp = line["timestamp"].as_str().unwrap().parse().unwrap();
        assert!(timestamp.as_second() > 1_600_000_000);
    }

    #[test]
    fn no_field_can_pose_as_the_function() {
        let lines = logged("", || info!(function = "other", level = "none", "hello"));
        assert_eq!(
            (&lines[0]["function"], &lines[0]["level"]),
            (&"card-render".into(), &"INFO".into())
        );
    }

    #[test]
    fn errors_are_told_with_their_causes() {
        #[derive(Debug, thiserror::Error)]
        #[error("not saved")]
        struct NotSaved(#[source] io::Error);
        let error = NotSaved(io::Error::other("reset"));
        let lines = logged("", || info!(error = &error as &dyn Error, "gave up"));
        assert_eq!(lines[0]["error"], "not saved: reset");
    }

    #[test]
    fn a_debugging_filter_never_lets_bodies_through() {
        let lines = logged("trace", || {
            tracing::trace!(target: "lambda_runtime", body = "a decree", "event");
            tracing::debug!(target: "aws_smithy_runtime::client::http", "request body");
            tracing::debug!(target: "tuntas_journal", "appending");
        });
        let targets: Vec<_> = lines
            .iter()
            .map(|line| line["target"].as_str().unwrap())
            .collect();
        assert_eq!(targets, ["tuntas_journal"]);
    }

    #[test]
    fn a_wrong_filter_falls_back_to_what_can_be_read() {
        let lines = logged("warn,tuntas_journal=loud", || {
            info!("quiet");
            tracing::warn!("heard");
        });
        assert_eq!(lines.len(), 1);
    }
}
