//! Pages over HTTP with many opinions in the database, beside the smallest answer.

use super::{SLUG, campaign, fill, line, now};
use crate::failure::Failure;
use massline_web::WebConfig;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use tokio::net::TcpListener;

const PATHS: [&str; 4] = ["/zh/", "/zh/problems", "/zh/speak", "/en/units"];
const ROUNDS: usize = 200;

pub(super) async fn run(dir: &Path, rows: u32) -> Result<(), Failure> {
    let (_dir, service, campaign) = campaign(dir).await?;
    fill(&service, &campaign, rows.min(20_000)).await?;
    let config = WebConfig {
        campaign: SLUG.to_owned(),
        secure_cookies: false,
        ..WebConfig::default()
    };
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(|error| Failure::io("listen", &error))?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::io("listen", &error))?;
    let app =
        massline_web::app(service, config).into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let measured = tokio::task::spawn_blocking(move || measure(address)).await;
    server.abort();
    measured
        .unwrap_or(Ok(()))
        .map_err(|error| Failure::io("http", &error))
}

fn measure(address: SocketAddr) -> std::io::Result<()> {
    let plain = milliseconds(address, "/healthz")?;
    for path in PATHS {
        let ours = milliseconds(address, path)?;
        line(
            &format!("page {path}"),
            ours,
            "ms",
            "the smallest answer (/healthz)",
            plain,
        );
    }
    Ok(())
}

/// Median time of one request over a new connection.
fn milliseconds(address: SocketAddr, path: &str) -> std::io::Result<f64> {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let began = now();
        let mut stream = TcpStream::connect(address)?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        if !answer.starts_with(b"HTTP/1.1 200") {
            return Err(std::io::Error::other(format!("{path} does not answer 200")));
        }
        times.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[ROUNDS / 2])
}
