//! Connections to the site: taken, given a limit of time to say what they want, and let to their end when the server
//! stops.
//!
//! `axum::serve` would do all but the limit: without one, whoever opens connections and never ends a request's head
//! holds them for ever.

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1::Builder};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{net::SocketAddr, pin::pin, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    time::sleep,
};
use tower::ServiceExt;

/// The head of a request must be there within this time; a connection that asks for nothing is closed after it.
pub const HEAD_LIMIT: Duration = Duration::from_secs(30);
/// Before the next try when no connection can be taken, such as when no more files can be open.
const PAUSE: Duration = Duration::from_secs(1);

/// Serves until `stop`, then takes no more connections and lets running requests end.
pub async fn serve(listener: TcpListener, site: Router, stop: impl Future<Output = ()>) {
    let running = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut stop => break,
        };
        match taken {
            Ok((stream, peer)) => keep(stream, peer, site.clone(), HEAD_LIMIT, &running),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    running.shutdown().await;
}

/// One connection, to its end.
fn keep(
    stream: TcpStream,
    peer: SocketAddr,
    site: Router,
    head_limit: Duration,
    running: &GracefulShutdown,
) {
    // Without TCP_NODELAY every streamed page waits 44 ms for an acknowledgement.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY could not be set");
    }
    let site = site.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head_limit)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(site));
    let connection = running.watch(connection);
    tokio::spawn(async move {
        // The other side may leave at any moment: that is no news.
        if let Err(error) = connection.await {
            tracing::trace!(%error, "a connection broke");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn a_head_that_never_ends_is_given_up_and_an_answer_is_not() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let site = Router::new().fallback(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| {
            // Longer than the limit of the head.
            sleep(Duration::from_millis(150)).await;
            peer.ip().to_string()
        });
        let running = GracefulShutdown::new();
        let client = async {
            let mut slow = TcpStream::connect(address).await.unwrap();
            slow.write_all(b"GET / HTTP/1.1\r\nHost: x").await.unwrap();
            let mut answer = String::new();
            slow.read_to_string(&mut answer).await.unwrap();
            assert!(!answer.contains("200"), "{answer}");
            let mut quick = TcpStream::connect(address).await.unwrap();
            let request = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            quick.write_all(request).await.unwrap();
            quick.read_to_string(&mut answer).await.unwrap();
            assert!(answer.contains("127.0.0.1"), "{answer}");
        };
        let server = async {
            loop {
                let (stream, peer) = listener.accept().await.unwrap();
                let limit = Duration::from_millis(50);
                keep(stream, peer, site.clone(), limit, &running);
            }
        };
        tokio::select! {
            () = client => {}
            () = server => {}
        }
    }
}
