//! `mentoring serve`.

use crate::{
    AppState,
    assets::Site,
    bodies::Room,
    config::{DataArgs, ServeArgs},
    connections, host,
    live::Live,
    metrics::{self, Metrics},
    post::{Post, PostError},
    private, router,
    router::TIME_LIMIT,
    state::{Clock, Imports, Settings},
    workbooks::Children,
    worker::Worker,
};
use backend::{
    Backend, Db,
    accounts::{Hasher, Passkeys},
    db::{Migrations, OpenError},
};
use domain::time;
use leptos_config::LeptosOptions;
use std::{
    io::{self, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use thiserror::Error;
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
    time::sleep,
};

/// How long running requests may take after the signal to stop: none may take longer than its own limit.
const GRACE: Duration = TIME_LIMIT.saturating_add(Duration::from_secs(5));

#[derive(Debug, Error)]
pub enum ServeError {
    #[error("the data folder cannot be made")]
    Data(#[source] io::Error),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("the reference data cannot be loaded")]
    Seed(#[from] backend::programmes::SeedError),
    #[error("the public texts cannot be loaded")]
    Texts(#[from] backend::legal::SeedError),
    #[error("the demo data cannot be loaded")]
    Demo(#[from] backend::programmes::demo::DemoError),
    #[error(
        "the database holds the demo people, whose password everybody knows: start with --demo, or name another folder with --data"
    )]
    DemoPeople,
    #[error("the output could not be written")]
    Output(#[source] io::Error),
    #[error("the site folder cannot be read")]
    Site(#[source] io::Error),
    #[error("{0} cannot be listened on")]
    Listen(SocketAddr, #[source] io::Error),
    #[error("mails cannot be sent")]
    Post(#[from] PostError),
    #[error("metrics cannot be recorded")]
    Metrics(#[source] &'static metrics_exporter_prometheus::BuildError),
}

/// Opens the database and serves until told to stop; then lets running requests end.
pub async fn serve(
    data: &DataArgs,
    args: &ServeArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), ServeError> {
    std::fs::create_dir_all(&data.data).map_err(ServeError::Data)?;
    private::tighten(&data.data, data.sqlite_file().as_deref()).map_err(ServeError::Data)?;
    let migrations = if args.no_migrate {
        Migrations::Require
    } else {
        Migrations::Apply
    };
    let db = Db::open(&data.url(), migrations).await?;
    let parallel = std::thread::available_parallelism().map_or(2, usize::from);
    let backend = Backend::new(db.clone(), Hasher::new(parallel));
    let mail_folder = data.data.join("mail");
    let post = Post::new(
        args.smtp_url.as_deref(),
        &args.mail_from,
        mail_folder.clone(),
    )?;
    let reference = reference_folder(args.reference.as_deref());
    let now = clock(args).now();
    let programme = backend::programmes::seed(&db, &reference, now).await?;
    backend::legal::seed(&db, &reference.join("texts"), now).await?;
    if args.demo {
        backend::programmes::demo::load(&backend, programme, now).await?;
    } else if backend::programmes::demo::is_loaded(&db).await? {
        return Err(ServeError::DemoPeople);
    }
    let (listener, address) = bind(args.addr).await?;
    let state = state(args, backend, address, shown_mails(args, mail_folder))?;
    let (stop, stopped) = watch::channel(false);
    if let Some(metrics) = &state.metrics {
        metrics.keep(stopped.clone());
    }
    if let Some(addr) = args.metrics_addr {
        serve_metrics(addr, state.clone(), stopped.clone()).await?;
    }
    tracing::info!(engine = db.engine(), "serving on http://{address}");
    writeln!(out, "Serving on http://{address}").map_err(ServeError::Output)?;
    if args.demo {
        crate::cli::print_sign_ins(out).map_err(ServeError::Output)?;
    }
    out.flush().map_err(ServeError::Output)?;
    let worker = Worker {
        backend: state.backend.clone(),
        post,
        base_url: state.settings.base_url.clone(),
        clock: state.clock,
    }
    .start(stopped);
    serve_site(listener, state).await;
    // The mail in hand is ended; what is left waits in the outbox.
    let _ = stop.send(true);
    let _ = worker.await;
    db.close().await;
    Ok(())
}

async fn bind(addr: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    let failed = |error| ServeError::Listen(addr, error);
    let listener = TcpListener::bind(addr).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// Serves until told to stop, then lets running requests end; live streams would never end by themselves.
async fn serve_site(listener: TcpListener, state: AppState) {
    let live = state.live.clone();
    let (tell, told) = oneshot::channel();
    let serving = connections::serve(listener, router(state), async move {
        stop_signal().await;
        tracing::info!("stopping: running requests may end");
        live.close();
        let _ = tell.send(());
    });
    let overdue = async {
        match told.await {
            Ok(()) => sleep(GRACE).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = serving => {}
        () = overdue => tracing::warn!("connections were cut that did not end in time"),
    }
}

/// The metrics on an address of their own, until `stopped`.
async fn serve_metrics(
    addr: SocketAddr,
    state: AppState,
    mut stopped: watch::Receiver<bool>,
) -> Result<(), ServeError> {
    let (listener, address) = bind(addr).await?;
    tracing::info!("metrics on http://{address}/metrics");
    let serving =
        axum::serve(listener, metrics::router(state)).with_graceful_shutdown(async move {
            let _ = stopped.changed().await;
        });
    tokio::spawn(async move {
        if let Err(error) = serving.await {
            tracing::error!(%error, "metrics are not served any more");
        }
    });
    Ok(())
}

/// The folder whose mails `/dev/mail` shows: without a mail server, and to this machine alone, since everybody's
/// sign-in links are in them.
fn shown_mails(args: &ServeArgs, folder: PathBuf) -> Option<PathBuf> {
    if args.smtp_url.is_some() {
        return None;
    }
    if !args.is_local() {
        tracing::warn!(
            folder = %folder.display(),
            "no mail server is configured (--smtp-url): mails become files, and nobody gets them"
        );
        return None;
    }
    Some(folder)
}

fn state(
    args: &ServeArgs,
    mut backend: Backend,
    address: SocketAddr,
    mail_folder: Option<PathBuf>,
) -> Result<AppState, ServeError> {
    let base_url = args.base_url(address);
    backend.passkeys = Passkeys::of_site(&base_url, args.require_second_step);
    let (root, hash_file) = site_folder(args);
    let site = Site::read(&root, &hash_file).map_err(ServeError::Site)?;
    let options = LeptosOptions::builder()
        .output_name("mentoring")
        .site_root(root.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(address)
        .hash_files(true)
        .build();
    let settings = Settings {
        secure: base_url.starts_with("https:"),
        base_url,
        host: args.base_url.as_ref().and_then(host::name_of),
        proxy_hops: args.proxy_hops,
        demo: args.demo,
        mail_folder,
    };
    let wants_metrics = args.metrics_addr.is_some() || args.metrics_token.is_some();
    let metrics = wants_metrics
        .then(|| Metrics::install(args.metrics_token.as_deref()))
        .transpose()
        .map_err(ServeError::Metrics)?;
    let clock = clock(args);
    Ok(AppState {
        live: Live::new(backend.db.clone(), clock),
        backend,
        site: Arc::new(site),
        options,
        settings: Arc::new(settings),
        clock,
        imports: Imports::new(Children::of_this_program()),
        metrics,
        room: Room::default(),
    })
}

fn clock(args: &ServeArgs) -> Clock {
    match i64::from(args.clock_ahead) {
        0 => Clock::System,
        days => Clock::Ahead(days * time::DAY),
    }
}

/// The site beside the binary (a `dist/` folder), or the one that the build leaves under `target/`.
pub(crate) fn site_folder(args: &ServeArgs) -> (PathBuf, PathBuf) {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(PathBuf::from))
        .unwrap_or_default();
    let hash_file = beside.join("hash.txt");
    let root = args.site.clone().unwrap_or_else(|| {
        [beside.join("site"), beside.join("../site")]
            .into_iter()
            .find(|folder| folder.is_dir())
            .unwrap_or_else(|| PathBuf::from("target/site"))
    });
    (root, hash_file)
}

/// The reference data: the folder that was named, the one beside the binary (a `dist/` folder), or that of the
/// repository.
pub(crate) fn reference_folder(named: Option<&Path>) -> PathBuf {
    named.map(Path::to_owned).unwrap_or_else(|| {
        std::env::current_exe()
            .ok()
            .and_then(|exe| exe.parent().map(|folder| folder.join("reference")))
            .filter(|folder| folder.is_dir())
            .unwrap_or_else(|| PathBuf::from("reference"))
    })
}

/// Ctrl-C or SIGTERM.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}
