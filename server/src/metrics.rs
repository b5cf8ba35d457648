//! What the service tells of itself to those who run it: counts and durations, never a person, a project or
//! an address as it was typed.
//!
//! Every label is one of a list known when the binary was built (a route's pattern, a method, a class of
//! statuses, a pool), so that the number of series is bounded whatever people send.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use services::outbox::Jobs;
use std::sync::Arc;
use std::time::Duration;
use store::db::Pool;

/// Upper bounds of the latency histogram, in seconds: around what pages take, up to the longest one may.
const SECONDS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0,
];

/// What tells two counts of requests apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PoolState {
    pool: &'static str,
    state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct JobState {
    state: &'static str,
}

/// A request that was answered.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Its method.
    pub method: &'a http::Method,
    /// The pattern of its route; `None` for built files and unknown addresses.
    pub route: Option<&'a str>,
    /// The status it was answered with.
    pub status: http::StatusCode,
    /// How long that took.
    pub took: Duration,
    /// SQL statements it sent.
    pub statements: u32,
}

/// The counts of this process. Cheap to clone.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Family<Route, Histogram>,
    statements: Family<Route, Counter>,
    jobs: Family<JobState, Gauge>,
    pools: Family<PoolState, Gauge>,
    database: Gauge,
}

impl Metrics {
    /// Nothing counted yet.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("mec");
        let requests = Family::default();
        let durations: Family<Route, Histogram> =
            Family::new_with_constructor(|| Histogram::new(SECONDS));
        let statements = Family::default();
        let (jobs, pools, database) = (Family::default(), Family::default(), Gauge::default());
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The program", build);
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register_with_unit(
            "http_request_duration",
            "How long an answer took",
            Unit::Seconds,
            durations.clone(),
        );
        registry.register(
            "sql_statements",
            "Statements sent by requests",
            statements.clone(),
        );
        registry.register(
            "outbox_jobs",
            "Jobs that wait, and jobs put aside after their last try",
            jobs.clone(),
        );
        registry.register(
            "database_connections",
            "Connections of a pool",
            pools.clone(),
        );
        registry.register(
            "database_up",
            "Whether the database answers",
            database.clone(),
        );
        Self(Arc::new(Inner {
            registry,
            requests,
            durations,
            statements,
            jobs,
            pools,
            database,
        }))
    }

    /// Counts a request.
    pub fn answered(&self, request: Request<'_>) {
        let route = request.route.unwrap_or("other").to_owned();
        let key = Route {
            route: route.clone(),
        };
        let counted = Answered {
            method: method(request.method),
            route,
            status: class(request.status),
        };
        self.0.requests.get_or_create(&counted).inc();
        self.0
            .durations
            .get_or_create(&key)
            .observe(request.took.as_secs_f64());
        let statements = u64::from(request.statements);
        self.0.statements.get_or_create(&key).inc_by(statements);
    }

    /// Notes the state of the database as of now; `None` when it does not answer.
    pub fn database(&self, jobs: Option<Jobs>, pools: &[Pool]) {
        self.0.database.set(i64::from(jobs.is_some()));
        for (state, count) in jobs
            .map(|jobs| [("waiting", jobs.waiting), ("dead", jobs.dead)])
            .into_iter()
            .flatten()
        {
            self.0.jobs.get_or_create(&JobState { state }).set(count);
        }
        for pool in pools {
            for (state, count) in [
                ("idle", pool.idle),
                ("busy", pool.open.saturating_sub(pool.idle)),
                ("most", pool.most),
            ] {
                let key = PoolState {
                    pool: pool.name,
                    state,
                };
                self.0.pools.get_or_create(&key).set(i64::from(count));
            }
        }
    }

    /// Everything, in the text format that Prometheus reads (OpenMetrics 1.0).
    pub fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.0.registry)?;
        Ok(text)
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

/// A method may be any word: those that we do not answer are one.
fn method(method: &http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        _ => "other",
    }
}

fn class(status: http::StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_send_makes_no_new_series() {
        let metrics = Metrics::new();
        for number in 0..50 {
            let method = http::Method::from_bytes(format!("M{number}").as_bytes()).unwrap();
            metrics.answered(Request {
                method: &method,
                route: None,
                status: http::StatusCode::NOT_FOUND,
                took: Duration::from_millis(3),
                statements: 2,
            });
        }
        let text = metrics.text().unwrap();
        let of = |name: &str| text.lines().filter(|line| line.starts_with(name)).count();
        assert_eq!(of("mec_http_requests_total"), 1, "{text}");
        assert!(text.contains(
            "mec_http_requests_total{method=\"other\",route=\"other\",status=\"4xx\"} 50"
        ));
        assert!(text.contains("mec_sql_statements_total{route=\"other\"} 100"));
        assert!(
            text.contains(
                "mec_http_request_duration_seconds_bucket{le=\"0.005\",route=\"other\"} 50"
            ),
            "{text}"
        );
    }
}
