//! `shenbao serve`: the same interface in the system's browser, for systems that have no WebKitGTK 4.1. A
//! server on 127.0.0.1 at a random port answers the page that was given the one-time key, and nobody
//! else; it ends when the page has been closed for a minute, or when asked.

mod bring;
mod connections;
mod exchange;
mod guard;
mod handover;

use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post, put};
use foundation::Chance as _;
use futures_util::{Stream, StreamExt as _, stream};
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use workbench::{MachineChance, Workbench, temporary_place};

use exchange::{Asked, Said, answer};
use handover::Handover;

static INTERFACE: Dir<'_> = include_dir!("$OUT_DIR/ui");

/// How long no page may be open.
const ALONE: Duration = Duration::from_secs(60);
/// Judgement: a long text in every field, and room.
const LONGEST_REQUEST: usize = 16 << 20;

/// What the server knows.
struct Served {
    workbench: Arc<Workbench>,
    /// `127.0.0.1:PORT`, the only name by which it may be called.
    host: String,
    /// Opens the interface once; none where it did.
    key: Mutex<Option<String>>,
    /// The page by which a browser was told the key.
    handover: Mutex<Option<Handover>>,
    /// Sent by its page with each request from then on.
    session: String,
    /// Pages that are open.
    pages: AtomicUsize,
    /// Grows with every request.
    requests: AtomicU64,
    leave: tokio::sync::Notify,
}

type Shared = State<Arc<Served>>;

/// Serves until nobody looks any more, and brings everything to the disk.
///
/// # Errors
/// In words for the user.
pub(crate) fn serve(workbench: &Arc<Workbench>, open_browser: bool) -> Result<(), String> {
    if INTERFACE.get_file("index.html").is_none() {
        return Err(
            "这个程序编译时没有带上界面。请在源码目录运行 make run，或安装发布的软件包。".into()
        );
    }
    let runtime = tokio::runtime::Runtime::new().map_err(|_| "不能启动本机服务。".to_owned())?;
    if workbench.another_shows_itself() {
        crate::terminal::tell("申报匣已经打开，已经请它显示出来。\n");
        return Ok(());
    }
    workbench.hold_drafts();
    workbench.keep_saving();
    runtime.block_on(run(workbench.clone(), open_browser))?;
    workbench.finish().map_err(|refusal| refusal.message)
}

async fn run(workbench: Arc<Workbench>, open_browser: bool) -> Result<(), String> {
    let fault = |_| "不能在本机打开端口。请关闭别的程序后再试。".to_owned();
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.map_err(fault)?;
    let host = listener.local_addr().map_err(fault)?.to_string();
    let served = Arc::new(Served {
        workbench,
        host: host.clone(),
        key: Mutex::default(),
        handover: Mutex::default(),
        session: random()?,
        pages: AtomicUsize::new(0),
        requests: AtomicU64::new(0),
        leave: tokio::sync::Notify::new(),
    });
    let router = Router::new()
        .route("/enter", post(guard::enter))
        .route("/ask", post(ask))
        .route("/picture", get(picture))
        .route("/thumbnail", get(thumbnail))
        .route("/keep", put(bring::bring))
        .route("/alive", get(alive))
        .route("/leave", post(leave))
        .fallback(get(file))
        .layer(middleware::from_fn_with_state(served.clone(), guard::guard))
        .layer(DefaultBodyLimit::max(LONGEST_REQUEST))
        .with_state(served.clone());
    served.invite(open_browser)?;
    let again = served.clone();
    // Where there is no chance left for a key, whoever started it again sees nothing new.
    served.workbench.when_started_again(move || drop(again.invite(open_browser)));
    // Pages hold a connection for as long as they are open: it ends with the server, not before.
    tokio::select! {
        () = connections::answer(listener, router) => {}
        () = end(&served) => {}
    }
    served.set_handover(None);
    Ok(())
}

/// 32 hexadecimal digits that nobody can guess.
fn random() -> Result<String, String> {
    let mut bytes = [0; 16];
    MachineChance.fill(&mut bytes).map_err(|_| "系统没有给出随机数。".to_owned())?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn announce(address: &str) {
    // Where nobody reads the address, the browser is still opened.
    let _ = crate::terminal::print_text(&format!("{address}\n"));
    crate::terminal::tell(
        "请在本机的浏览器里打开上面的地址（只能用一次）。关闭页面一分钟后自动结束，也可以按 Ctrl+C。\n",
    );
}

impl Served {
    /// Says where the interface opens, once, and opens it in the browser where that is wanted.
    fn invite(&self, open_browser: bool) -> Result<(), String> {
        let key = random()?;
        // Behind the mark: browsers send it nowhere.
        let address = format!("http://{}/#key={key}", self.host);
        *self.key.lock().unwrap_or_else(PoisonError::into_inner) = Some(key);
        announce(&address);
        if open_browser {
            self.open(&address)?;
        }
        Ok(())
    }

    /// Opens the browser at a page that leads to the address.
    fn open(&self, address: &str) -> Result<(), String> {
        let handover = Handover::new(address, &random()?, &temporary_place()).ok();
        let page = handover.as_ref().map(|handover| handover.page().to_owned());
        // Known before the browser is, which may use it at once.
        self.set_handover(handover);
        if page.is_none_or(|page| !workbench::open_page(&page)) {
            crate::terminal::tell("没有打开浏览器，请自行复制上面的地址。\n");
        }
        Ok(())
    }

    /// Whether this is the key; once.
    fn takes(&self, key: &str) -> bool {
        let mut wanted = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        let is_right =
            wanted.as_ref().is_some_and(|wanted| guard::is_same(key.as_bytes(), wanted.as_bytes()));
        is_right && wanted.take().is_some()
    }

    /// Keeps the page by which a browser is told the key; none once it was used.
    fn set_handover(&self, handover: Option<Handover>) {
        *self.handover.lock().unwrap_or_else(PoisonError::into_inner) = handover;
    }
}

/// Waits until the server should end.
async fn end(served: &Served) {
    tokio::select! {
        () = served.leave.notified() => {
            // The answer to whoever asked goes out first.
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        () = interrupted() => {}
        () = alone(served) => {}
    }
}

/// No page for a minute.
async fn alone(served: &Served) {
    let step = Duration::from_secs(1);
    let mut quiet = Duration::ZERO;
    let mut seen = served.requests.load(Ordering::Relaxed);
    while quiet < ALONE {
        tokio::time::sleep(step).await;
        let now = served.requests.load(Ordering::Relaxed);
        let open = served.pages.load(Ordering::Relaxed) > 0;
        quiet = if open || now != seen { Duration::ZERO } else { quiet + step };
        seen = now;
    }
}

/// Ctrl+C, or the request of the system to end.
async fn interrupted() {
    let ctrl_c = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let asked = |kind| async move {
            match signal(kind) {
                Ok(mut signal) => drop(signal.recv().await),
                Err(_) => std::future::pending().await,
            }
        };
        // The terminal that it was started from may be closed.
        tokio::select! {
            () = ctrl_c => {}
            () = asked(SignalKind::terminate()) => {}
            () = asked(SignalKind::hangup()) => {}
        }
    }
    #[cfg(windows)]
    {
        use tokio::signal::windows::{ctrl_close, ctrl_logoff, ctrl_shutdown};
        // The console may be closed, the user may log off, the machine may be shut down: Windows waits for some
        // seconds. Each call may be refused, and is waited for in vain then.
        macro_rules! asked {
            ($signal:ident) => {
                async {
                    match $signal() {
                        Ok(mut signal) => drop(signal.recv().await),
                        Err(_) => std::future::pending().await,
                    }
                }
            };
        }
        tokio::select! {
            () = ctrl_c => {}
            () = asked!(ctrl_close) => {}
            () = asked!(ctrl_logoff) => {}
            () = asked!(ctrl_shutdown) => {}
        }
    }
}

/// Any request of the one table.
async fn ask(State(served): Shared, Said(request): Said<workbench::Request>) -> Response {
    answer(move || served.workbench.answer(request).map(Json)).await
}

#[derive(Deserialize)]
struct Picture {
    draft: i64,
    form: String,
    page: usize,
    dpi: u32,
}

async fn picture(State(served): Shared, Asked(asked): Asked<Picture>) -> Response {
    answer(move || {
        let png = served.workbench.picture(asked.draft, &asked.form, asked.page, asked.dpi)?;
        Ok(([(header::CONTENT_TYPE, "image/png")], png))
    })
    .await
}

#[derive(Deserialize)]
struct Thumbnail {
    draft: i64,
    name: String,
    side: u32,
}

async fn thumbnail(State(served): Shared, Asked(asked): Asked<Thumbnail>) -> Response {
    answer(move || {
        let jpeg = served.workbench.thumbnail(asked.draft, &asked.name, asked.side)?;
        Ok(([(header::CONTENT_TYPE, "image/jpeg")], jpeg))
    })
    .await
}

/// A page that is open.
struct OpenPage(Arc<Served>);

impl Drop for OpenPage {
    fn drop(&mut self) {
        self.0.pages.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Held by each page as long as it is there.
async fn alive(State(served): Shared) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    served.pages.fetch_add(1, Ordering::Relaxed);
    let page = OpenPage(served);
    let held = stream::pending().inspect(move |_| {
        let _held = &page;
    });
    Sse::new(held).keep_alive(KeepAlive::new().interval(Duration::from_secs(5)))
}

#[derive(Deserialize)]
struct Leave {
    force: bool,
}

async fn leave(State(served): Shared, Said(Leave { force }): Said<Leave>) -> Response {
    answer(move || {
        served.workbench.finish().or_else(|refusal| if force { Ok(()) } else { Err(refusal) })?;
        served.leave.notify_one();
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Which file of the interface an address means.
fn file_at(uri: &Uri) -> &str {
    let path = uri.path().trim_start_matches('/');
    if path.is_empty() { "index.html" } else { path }
}

/// Whether a request only reads the interface, which is the same for everybody.
fn is_of_the_interface(request: &Request) -> bool {
    request.method() == Method::GET && INTERFACE.get_file(file_at(request.uri())).is_some()
}

/// A file of the interface.
async fn file(uri: Uri) -> Response {
    let path = file_at(&uri);
    let Some(file) = INTERFACE.get_file(path) else {
        return (StatusCode::NOT_FOUND, "没有这个页面。").into_response();
    };
    let kind = match path.rsplit_once('.').map(|(_, end)| end) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind)], Body::from(file.contents())).into_response()
}
