//! Who may speak to the server: a page of ours that has the key. It came with the address, behind `#`, which browsers
//! send to nobody; the page shows it once and gets another for it, which it keeps to itself and sends as a header. A
//! cookie would go to every server of this machine, whatever its port. Another page in the same browser has another
//! origin, and a name that leads here from outside is another host. The interface itself is no secret.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};

use super::connections::Known;
use super::exchange::Said;
use super::{Served, Shared, is_of_the_interface};

/// As strict as in the window (tauri.conf.json).
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// In which a page sends what it got for the key.
const SESSION: &str = "x-shenbao-session";

pub(super) async fn guard(State(served): Shared, request: Request, next: Next) -> Response {
    if !is_ours(&served, &request) {
        return (StatusCode::FORBIDDEN, "这个地址只供本机的申报匣页面使用。").into_response();
    }
    let may = if is_of_the_interface(&request) || request.uri().path() == "/enter" {
        true
    } else {
        let has_session = has_session(&served, request.headers());
        if has_session {
            served.requests.fetch_add(1, Ordering::Relaxed);
            if let Some(known) = request.extensions().get::<Known>() {
                known.set();
            }
        }
        has_session
    };
    let mut response = if may { next.run(request).await } else { stranger() };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Host and Origin. Only reading goes without an origin: browsers send none when an address is opened.
fn is_ours(served: &Arc<Served>, request: &Request) -> bool {
    let headers = request.headers();
    let host = headers.get(header::HOST).is_some_and(|host| *host == served.host);
    let origin = match headers.get(header::ORIGIN) {
        Some(origin) => *origin == format!("http://{}", served.host),
        None => request.method() == Method::GET,
    };
    // Browsers that are new enough say where a request comes from, also where they send no origin.
    let site = headers.get("sec-fetch-site");
    let site = site.is_none_or(|site| *site == "same-origin" || *site == "none");
    // The page that leads to the address is a file, which has no origin. Whoever leads a browser to the interface has
    // not got in.
    let is_led_here = is_of_the_interface(request)
        && headers.get("sec-fetch-mode").is_some_and(|mode| *mode == "navigate")
        && headers.get("sec-fetch-dest").is_some_and(|dest| *dest == "document");
    host && origin && (site || is_led_here)
}

fn has_session(served: &Arc<Served>, headers: &HeaderMap) -> bool {
    headers.get(SESSION).is_some_and(|told| is_same(told.as_bytes(), served.session.as_bytes()))
}

/// In a time that does not tell how much of it is right.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    let differing = one.iter().zip(other).fold(0, |bits, (one, other)| bits | (one ^ other));
    one.len() == other.len() && differing == 0
}

#[derive(Deserialize)]
pub(super) struct Entering {
    key: String,
}

#[derive(Serialize)]
struct Entered {
    session: String,
}

/// The key becomes a session, once: whoever reads it later, in the list of processes or on the screen, is late.
pub(super) async fn enter(
    State(served): Shared,
    Extension(known): Extension<Known>,
    Said(Entering { key }): Said<Entering>,
) -> Response {
    if !served.takes(&key) {
        return stranger();
    }
    served.requests.fetch_add(1, Ordering::Relaxed);
    known.set();
    served.set_handover(None);
    Json(Entered { session: served.session.clone() }).into_response()
}

fn stranger() -> Response {
    let message =
        "请用 shenbao serve 显示的地址打开。那个地址只能用一次；用过的，请重新运行 shenbao serve。";
    (StatusCode::UNAUTHORIZED, message).into_response()
}
