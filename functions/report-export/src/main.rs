//! Wires `report-export` to its schedules, and to whoever invokes it for other days.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use lambda_runtime::{LambdaEvent, service_fn};
use report_export::{Outcome, ReportExport, Sns, Wanted};
use serde_json::{Value, json};
use tracing::error;
use tuntas_buckets::Bucket;
use tuntas_city::City;
use tuntas_domain::identity::KecamatanCode;
use tuntas_figures::{Calendar, Helper, Setting};
use tuntas_journal::Journal;
use tuntas_kept_keys::Kms;
use tuntas_platform::{aws, clock, settings, telemetry};
use tuntas_register::{LOW_WATER, Register};
use tuntas_reports::Press;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, register, bucket, key, topic] = settings::required([
        "CASES_TABLE",
        "REGISTER_TABLE",
        "REPORTS_BUCKET",
        "REPORT_KEY_ARN",
        "REPORT_TOPIC_ARN",
    ])?;
    let city = City::load(&settings::task_root())?;
    let config = aws::config().await;
    let dynamo = Client::new(&config);
    let s3 = aws::s3(&config);
    let function = ReportExport {
        journal: Journal::new(Table::new(dynamo.clone(), cases)),
        register: Register::new(Table::new(dynamo, register)),
        bucket: Bucket::new(s3.clone(), bucket.clone()),
        keeper: Kms::new(aws_sdk_kms::Client::new(&config), key),
        herald: Sns {
            sns: aws_sdk_sns::Client::new(&config),
            topic,
            s3,
            bucket,
        },
        calendar: calendar(&city),
        press: Arc::new(Press::new()),
        setting: setting(&city),
        kecamatan: (city.kecamatan().iter())
            .map(|kecamatan| KecamatanCode::parse(kecamatan.code))
            .collect::<Result<_, _>>()?,
    };
    // Boxed: the runtime's layers over a handler are deeper than the compiler follows by default.
    Box::pin(lambda_runtime::run(service_fn(
        move |event: LambdaEvent<Value>| {
            let function = function.clone();
            async move {
                let wanted = match Wanted::read(&event.payload) {
                    Ok(wanted) => wanted,
                    Err(refusal) => return Ok(answer(&Outcome::Refused(refusal))),
                };
                let outcome = function
                    .handle(&wanted, clock::now_or_ahead())
                    .await
                    .inspect_err(|failure| {
                        error!(error = %failure, "the report could not be made");
                    })?;
                Ok::<Value, lambda_runtime::Error>(answer(&outcome))
            }
        },
    )))
    .await
}

fn answer(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Made(reports) => json!({
            "reports": reports
                .iter()
                .map(|report| json!({
                    "folder": report.folder,
                    "from": report.period.from,
                    "to": report.period.to,
                    "files": report.files,
                }))
                .collect::<Vec<_>>(),
        }),
        Outcome::Refused(refusal) => json!({
            "refused": { "code": refusal.code(), "detail": refusal.to_string() },
        }),
    }
}

fn calendar(city: &City) -> Calendar {
    let days = city
        .holidays
        .iter()
        .flat_map(|year| year.days.iter().map(|day| day.date));
    Calendar::new(
        city.time_zone(),
        days,
        city.holidays.iter().map(|year| year.year),
        city.security.office_hours.clone(),
    )
}

fn setting(city: &City) -> Setting {
    Setting {
        city: city.region_code.clone(),
        city_name: city.name.clone(),
        sample: city.sample,
        courts: (city.courts.iter())
            .map(|court| (court.code.clone(), court.name.clone()))
            .collect(),
        kecamatan: (city.kecamatan().iter())
            .map(|kecamatan| (kecamatan.code.to_owned(), kecamatan.name.to_owned()))
            .collect(),
        letterhead: city.letterhead.clone(),
        complaint: format!(
            "{}, {}, {}",
            city.complaints.phone, city.complaints.email, city.complaints.national
        ),
        prices: city.reports.rupiah_per_thousand.clone(),
        low_water: u64::from(LOW_WATER),
        aid: (city.aid.offices.iter())
            .map(|office| {
                let helper = Helper {
                    name: office.name.clone(),
                    kinds: office.kinds.iter().copied().collect(),
                    protects: office.protects,
                };
                (office.code.to_string(), helper)
            })
            .collect(),
    }
}
