//! `massline serve`: the server.

use crate::cli::Serve;
use crate::data_dir::DataDir;
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_service::Service;
use massline_service::sealing::Sealer;
use massline_web::WebConfig;
use massline_web::i18n::{t, t_args};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub(super) fn run(args: Serve) -> Result<u8, Failure> {
    let dir = DataDir::open(&args.data.data, args.data.database)?;
    crate::runtime()?.block_on(async {
        let listener = bind(args.listen).await?;
        let service = dir.service().await?;
        let config = WebConfig {
            campaign: dir.settings.campaign.clone(),
            secure_cookies: args.https,
            flood_after: args.flood_after,
            demo: None,
        };
        service.campaign(&config.campaign)?;
        let address = listener
            .local_addr()
            .map_err(|error| Failure::io("listen", &error))?;
        print(&format!("http://{address}/"));
        serve(listener, service, config).await
    })?;
    Ok(0)
}

/// Takes the port, or says that it is in use.
pub(crate) async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        let key = match error.kind() {
            std::io::ErrorKind::AddrInUse => "cli-error-port",
            _ => "cli-error-listen",
        };
        let text = [
            ("address", address.to_string()),
            ("error", error.to_string()),
        ];
        let text: Vec<(&'static str, &str)> = text
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        Failure::new(key, &text)
    })
}

/// Serves until the process is told to stop; then requests under way are finished and
/// what waits is sealed where the profile allows it.
pub(crate) async fn serve(
    listener: TcpListener,
    service: Service,
    config: WebConfig,
) -> Result<(), Failure> {
    let (stop, stopped) = watch::channel(false);
    let sealing = spawn(seal_every_second(service.clone(), stopped.clone()));
    let counting = spawn(count_every_minute(service.clone(), stopped));
    let app =
        massline_web::app(service, config).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, app)
        .with_graceful_shutdown(told_to_stop())
        .await;
    let _ = stop.send(true);
    let _ = tokio::join!(sealing, counting);
    served.map_err(|error| Failure::io("serve", &error))?;
    say(&t(lang(), "cli-serve-stopped"));
    Ok(())
}

fn spawn(task: impl Future<Output = ()> + Send + 'static) -> tokio::task::JoinHandle<()> {
    tokio::spawn(task)
}

async fn seal_every_second(service: Service, mut stopped: watch::Receiver<bool>) {
    let mut sealer = Sealer::default();
    while pause(Duration::from_secs(1), &mut stopped).await {
        if let Err(error) = service.seal_due(&mut sealer).await {
            tracing::error!(%error, "sealing");
        }
    }
    if let Err(error) = service.seal_due(&mut sealer).await {
        tracing::error!(%error, "sealing before the stop");
    }
}

async fn count_every_minute(service: Service, mut stopped: watch::Receiver<bool>) {
    while pause(Duration::from_secs(60), &mut stopped).await {
        if let Err(error) = service.count_due_rounds().await {
            tracing::error!(%error, "counting rounds");
        }
        if let Err(error) = service.raise_escalations().await {
            tracing::error!(%error, "raising escalations");
        }
        if let Err(error) = service.count_readers(false).await {
            tracing::error!(%error, "counting readers");
        }
    }
    if let Err(error) = service.count_readers(true).await {
        tracing::error!(%error, "counting readers before the stop");
    }
}

/// Waits; false when the server stops.
async fn pause(time: Duration, stopped: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = tokio::time::sleep(time) => true,
        _ = stopped.changed() => false,
    }
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

/// Says where the server is, for people.
pub(crate) fn announce(address: SocketAddr) {
    let url = format!("http://{address}");
    for (key, path) in [("cli-serve-zh", "/zh/"), ("cli-serve-en", "/en/")] {
        print(&t_args(
            lang(),
            key,
            &[("url", format!("{url}{path}").into())],
        ));
    }
}
