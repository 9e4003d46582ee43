//! Connections to the server, bounded: any program of this machine may open them, and each takes one of the files
//! that the system lets a program open, which attaching and exporting need too. A connection that has not yet shown
//! the key gives way to the next one, once it had time to; one on which nothing is asked is closed.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio::time::Instant;
use tower_service::Service as _;

/// Judgement: a quarter of the files that systems let a program open.
const MOST_UNKNOWN: usize = 256;
/// Judgement: a browser sends its request as soon as it is connected.
const SHORTEST: Duration = Duration::from_millis(100);
/// Judgement: of as many pages as anybody has open.
const MOST_KNOWN: usize = 128;
/// The head of a request has to come in this time, and the next request after the last.
const PATIENCE: Duration = Duration::from_secs(30);
/// Where the system gives no more files, a connection may be over soon.
const PAUSE: Duration = Duration::from_millis(50);

/// Whether a request with the key came on this connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<AtomicBool>);

impl Known {
    pub(super) fn is_known(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Open {
    known: Known,
    since: Instant,
    task: AbortHandle,
}

/// Answers whoever comes, for ever.
pub(super) async fn answer(listener: TcpListener, router: Router) {
    let mut open: VecDeque<Open> = VecDeque::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        make_room(&mut open).await;
        let known = Known::default();
        let task = tokio::spawn(serve(stream, router.clone(), known.clone())).abort_handle();
        open.push_back(Open { known, since: Instant::now(), task });
    }
}

/// The oldest give way, those without the key first.
async fn make_room(open: &mut VecDeque<Open>) {
    open.retain(|one| !one.task.is_finished());
    for (is_known, most) in [(false, MOST_UNKNOWN), (true, MOST_KNOWN)] {
        while open.iter().filter(|one| one.known.is_known() == is_known).count() >= most {
            let oldest = open.iter().position(|one| one.known.is_known() == is_known);
            let Some(oldest) = oldest else { break };
            let rest = SHORTEST.saturating_sub(open[oldest].since.elapsed());
            if rest.is_zero() {
                open[oldest].task.abort();
                open.remove(oldest);
            } else {
                // It may show the key meanwhile, or be over.
                tokio::time::sleep(rest).await;
                open.retain(|one| !one.task.is_finished());
            }
        }
    }
}

async fn serve(stream: TcpStream, router: Router, known: Known) {
    // The router learns from each request on which connection it came.
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(known.clone());
        let mut router = router.clone();
        async move { router.call(request).await }
    });
    // Answers are short, and somebody waits for each.
    let _ = stream.set_nodelay(true);
    // What a browser breaks off is nothing to tell of.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
