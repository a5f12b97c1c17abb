//! Starting and stopping.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use reqwest::Client;
use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinHandle, JoinSet},
    time::Instant,
};

use crate::{
    NotLoopback, api,
    config::{Config, Mishaps, WebhookTarget},
    handover::{self, HandoverOutcome},
    loopback,
    webhooks::{self, SentWebhook},
    world::{NoSuchOrder, OrderView, World},
};

/// How long open calls may take to end when stopping.
const FAREWELL: Duration = Duration::from_secs(2);

/// Why a simulator did not start.
#[derive(Debug)]
pub enum StartError {
    /// Asked to listen beyond the loopback interface, or to call beyond it.
    NotLoopback,
    /// The port could not be bound.
    Bind(io::Error),
    /// The HTTP client could not be set up.
    Client(reqwest::Error),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotLoopback => f.write_str("the simulator stays on the loopback interface"),
            Self::Bind(error) => write!(f, "the port could not be bound: {error}"),
            Self::Client(_) => f.write_str("the HTTP client could not be set up"),
        }
    }
}

impl std::error::Error for StartError {}

/// What all parts of a running simulator share.
pub(crate) struct Shared {
    pub(crate) api_key: String,
    pub(crate) step: Duration,
    pub(crate) require_code: bool,
    pub(crate) webhook_tries: u32,
    pub(crate) webhook_retry_wait: Duration,
    pub(crate) http: Client,
    /// True once it is stopping; hanging calls then end.
    pub(crate) stopping: watch::Sender<bool>,
    calls_per_second: Option<u32>,
    /// Beginning of the present second, and the calls in it.
    rate: Mutex<(Instant, u32)>,
    world: Mutex<World>,
    tasks: Mutex<JoinSet<()>>,
}

impl Shared {
    /// The world, never to be held across an await.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs something until it is done or the simulator stops.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        if !*self.stopping.borrow() {
            tasks.spawn(task);
        }
    }

    pub(crate) fn note_sent(&self, sent: SentWebhook) {
        tracing::info!(
            order = %sent.order_id, event = %sent.event, status = %sent.status, answer = sent.answer,
            lost = sent.lost, "webhook"
        );
        self.world().sent.push(sent);
    }

    /// Counts a call; false when there are too many in this second.
    pub(crate) fn within_rate(&self) -> bool {
        let Some(limit) = self.calls_per_second else {
            return true;
        };
        let mut rate = self.rate.lock().unwrap_or_else(PoisonError::into_inner);
        if rate.0.elapsed() >= Duration::from_secs(1) {
            *rate = (Instant::now(), 0);
        }
        rate.1 += 1;
        rate.1 <= limit
    }

    /// How long a webhook kept back waits for the next one to overtake it.
    pub(crate) fn overtake_wait(&self) -> Duration {
        self.step * 2 + Duration::from_millis(500)
    }

    fn stop(&self) {
        self.stopping.send_replace(true);
        self.tasks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .abort_all();
    }
}

/// The simulated provider.
pub struct Simulator;

impl Simulator {
    /// Starts one. With a webhook configured, the empty installation call is sent in the background.
    ///
    /// # Errors
    /// [`StartError`]
    pub async fn start(config: Config) -> Result<Handle, StartError> {
        if !config.addr.ip().is_loopback() {
            return Err(StartError::NotLoopback);
        }
        if let Some(target) = &config.webhook {
            loopback::loopback_url(&target.url).map_err(|_| StartError::NotLoopback)?;
        }
        let listener = TcpListener::bind(config.addr).await.map_err(StartError::Bind)?;
        let addr = listener.local_addr().map_err(StartError::Bind)?;
        let (stopping, mut stopped) = watch::channel(false);
        let shared = Arc::new(Shared {
            api_key: config.api_key,
            step: config.step,
            require_code: config.require_code,
            webhook_tries: config.webhook_tries,
            webhook_retry_wait: config.webhook_retry_wait,
            http: loopback::client().map_err(StartError::Client)?,
            stopping,
            calls_per_second: config.calls_per_second,
            rate: Mutex::new((Instant::now(), 0)),
            world: Mutex::new(World::new(config.seed, config.mishaps, config.webhook.clone())),
            tasks: Mutex::new(JoinSet::new()),
        });
        let router = api::router(shared.clone());
        let server = tokio::spawn(async move {
            let serve = axum::serve(listener, router).with_graceful_shutdown(async move {
                let _ = stopped.wait_for(|stopping| *stopping).await;
            });
            if let Err(error) = serve.await {
                tracing::error!(%error, "the simulator's server ended");
            }
        });
        if let Some(target) = config.webhook.filter(|target| target.ping) {
            let pinging = shared.clone();
            shared.spawn(async move {
                webhooks::ping(&pinging, &target).await;
            });
        }
        tracing::info!(%addr, "courier simulator listens");
        Ok(Handle {
            addr,
            shared,
            server: Some(server),
        })
    }
}

/// A running simulator. Dropping it stops it.
pub struct Handle {
    /// Where it listens.
    pub addr: SocketAddr,
    shared: Arc<Shared>,
    server: Option<JoinHandle<()>>,
}

impl Handle {
    /// `http://127.0.0.1:<port>`
    pub fn base_url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// All orders, oldest first.
    pub fn orders(&self) -> Vec<OrderView> {
        self.shared.world().orders.values().map(OrderView::from).collect()
    }

    /// One order, by its id or our own reference.
    pub fn order(&self, id: &str) -> Option<OrderView> {
        let world = self.shared.world();
        let number = world.number(id).ok()?;
        world.orders.get(&number).map(OrderView::from)
    }

    /// What the client asked for, personal data included: for assertions on the wire form.
    pub fn request(&self, id: &str) -> Option<serde_json::Value> {
        let world = self.shared.world();
        let number = world.number(id).ok()?;
        world.orders.get(&number).map(|order| order.request.clone())
    }

    /// How often `POST /v1/orders` was called past the key check and the rate limit.
    pub fn booking_calls(&self) -> u64 {
        self.shared.world().booking_calls
    }

    /// Every webhook sent, or lost, in order.
    pub fn webhooks(&self) -> Vec<SentWebhook> {
        self.shared.world().sent.clone()
    }

    /// Moves an order to a status, whatever its journey; `None` to its next one. The new view, or the
    /// unchanged one where there is no next status or no such status.
    ///
    /// # Errors
    /// [`NoSuchOrder`]
    pub fn advance(&self, id: &str, status: Option<&str>) -> Result<OrderView, NoSuchOrder> {
        let number = self.shared.world().number(id)?;
        if let Some(next) = status.or(self.shared.next(number)) {
            self.shared.move_to(number, next);
        }
        self.order(id).ok_or(NoSuchOrder)
    }

    /// The addressee tells the rider the hand-over code.
    ///
    /// # Errors
    /// [`NoSuchOrder`]
    pub async fn hand_over(&self, id: &str, code: &str) -> Result<HandoverOutcome, NoSuchOrder> {
        handover::tell(&self.shared, id, code).await
    }

    /// Replaces what goes wrong from now on.
    pub fn set_mishaps(&self, mishaps: Mishaps) {
        self.shared.world().mishaps = mishaps;
    }

    /// (Re)installs the webhook; the HTTP status that answered the installation call, if one was sent.
    ///
    /// # Errors
    /// [`NotLoopback`]
    pub async fn install_webhook(&self, target: WebhookTarget) -> Result<Option<u16>, NotLoopback> {
        install_webhook(&self.shared, target).await
    }

    /// Stops: no further call is taken, open ones end, riders and webhooks stop.
    pub async fn shutdown(mut self) {
        self.shared.stop();
        if let Some(mut server) = self.server.take()
            && tokio::time::timeout(FAREWELL, &mut server).await.is_err()
        {
            server.abort();
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.stop();
        if let Some(server) = self.server.take() {
            server.abort();
        }
    }
}

pub(crate) async fn install_webhook(
    shared: &Shared,
    target: WebhookTarget,
) -> Result<Option<u16>, NotLoopback> {
    loopback::loopback_url(&target.url)?;
    shared.world().webhook = Some(target.clone());
    Ok(if target.ping {
        webhooks::ping(shared, &target).await
    } else {
        None
    })
}
