//! Files that a page brings itself: a browser tells no paths of what is dropped on it, so the file comes as the
//! body of a request, piece by piece, and is never held in memory.

use std::io::{self, Read};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use futures_util::StreamExt as _;
use serde::Deserialize;
use tokio::sync::mpsc::{Receiver, channel};

use super::Shared;
use super::exchange::{Asked, answer};

/// Judgement: enough that neither side waits for each piece of the other.
const PIECES_ON_THE_WAY: usize = 8;

#[derive(Deserialize)]
pub(super) struct Brought {
    draft: i64,
    token: u64,
    name: String,
    job: u32,
}

/// Keeps what comes; a page that goes away in the middle leaves nothing.
pub(super) async fn bring(
    State(served): Shared,
    Asked(Brought { draft, token, name, job }): Asked<Brought>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    let Some(length) = length.and_then(|length| length.parse().ok()) else {
        return StatusCode::LENGTH_REQUIRED.into_response();
    };
    let (send, pieces) = channel(PIECES_ON_THE_WAY);
    let workbench = served.workbench.clone();
    let kept = answer(move || {
        let mut source = Pieces { pieces, rest: Bytes::new() };
        let kept = workbench.keep_from((draft, token), (&name, &mut source, length), job)?;
        Ok(Json(kept))
    });
    let feed = async move {
        let mut stream = body.into_data_stream();
        while let Some(Ok(piece)) = stream.next().await {
            if send.send(piece).await.is_err() {
                // Refused or stopped. The rest is let go by, for the page to hear why.
                while let Some(Ok(_)) = stream.next().await {}
                break;
            }
        }
    };
    let (kept, ()) = tokio::join!(kept, feed);
    kept
}

/// The pieces as something to read from, on a thread that may wait.
struct Pieces {
    pieces: Receiver<Bytes>,
    rest: Bytes,
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.pieces.blocking_recv() {
                Some(piece) => self.rest = piece,
                None => return Ok(0),
            }
        }
        let count = self.rest.len().min(into.len());
        into[..count].copy_from_slice(&self.rest.split_to(count));
        Ok(count)
    }
}
