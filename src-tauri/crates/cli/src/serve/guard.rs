//! Who may speak to the server: the browser that has the key, from a page of ours. Another page in the
//! same browser has another origin, and a name that leads here from outside is another host.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Served, Shared};

/// As strict as in the window (tauri.conf.json).
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

pub(super) async fn guard(State(served): Shared, request: Request, next: Next) -> Response {
    if !is_ours(&served, &request) {
        return (StatusCode::FORBIDDEN, "这个地址只供本机的申报匣页面使用。").into_response();
    }
    served.requests.fetch_add(1, Ordering::Relaxed);
    let mut response = match request.uri() {
        uri if uri.path() == "/" && uri.query().is_some_and(|q| q.starts_with("key=")) => {
            enter(&served, uri)
        }
        _ if has_cookie(&served, request.headers()) => next.run(request).await,
        _ => stranger(),
    };
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
    host && origin && site
}

fn has_cookie(served: &Arc<Served>, headers: &HeaderMap) -> bool {
    let ours = format!("{}={}", cookie_name(served), served.session);
    headers.get_all(header::COOKIE).iter().any(|value| {
        value.to_str().is_ok_and(|text| text.split(';').any(|part| part.trim() == ours))
    })
}

/// The key becomes a cookie, once.
fn enter(served: &Arc<Served>, uri: &Uri) -> Response {
    let right = uri.query() == Some(&format!("key={}", served.key));
    if !right || served.key_used.swap(true, Ordering::Relaxed) {
        return stranger();
    }
    let cookie = cookie_name(served);
    let cookie = format!("{cookie}={}; HttpOnly; SameSite=Strict; Path=/", served.session);
    let cookie = HeaderValue::from_str(&cookie).expect("hexadecimal digits may stand in a header");
    let to = HeaderValue::from_static("/");
    let headers = HeaderMap::from_iter([(header::SET_COOKIE, cookie), (header::LOCATION, to)]);
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// Browsers do not part cookies by port: two servers must not share one.
fn cookie_name(served: &Arc<Served>) -> String {
    let port = served.host.rsplit(':').next().unwrap_or_default();
    format!("shenbao-{port}")
}

fn stranger() -> Response {
    let message =
        "请用 shenbao serve 显示的地址打开。那个地址只能用一次；用过的，请重新运行 shenbao serve。";
    (StatusCode::UNAUTHORIZED, message).into_response()
}
