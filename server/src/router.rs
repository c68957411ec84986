//! All routes and the middleware around them.

use crate::{
    AppState, bodies, context, exports, headers, host, imports, live, metrics, my_data, pages,
    passkeys, photos, pwa, refusals, requests, search,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, State},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http::{StatusCode, header};
use std::time::Duration;
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    limit::RequestBodyLimitLayer, services::ServeDir, timeout::TimeoutLayer,
};

/// Largest body of any request; files have their own limit below this.
const BODY_LIMIT: usize = 24 * 1024 * 1024;
pub(crate) const TIME_LIMIT: Duration = Duration::from_secs(30);
/// A file may come over a slow line.
const UPLOAD_TIME_LIMIT: Duration = Duration::from_secs(5 * 60);

/// The whole application as a service.
pub fn router(state: AppState) -> Router {
    // Pages that wait for data spawn tasks. leptos sets this up only with its own list of routes, which is not used
    // here. It fails when it was done before, in tests.
    let _ = any_spawner::Executor::init_tokio();
    let files = |folder: &str| ServeDir::new(state.site.root.join(folder)).precompressed_br();
    let uploads = Router::new()
        .route("/imports", post(imports::take))
        .route("/imports/checked", post(imports::take_checked))
        .route("/photos", post(photos::take))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            UPLOAD_TIME_LIMIT,
        ));
    let dynamic = Router::new()
        .route("/", get(pages::choose_language))
        .route(
            "/api/{*function}",
            get(pages::server_function).post(pages::server_function),
        )
        .route("/api/passkeys/{what}/ask", post(passkeys::ask))
        .route("/api/passkeys/{what}", post(passkeys::answer))
        .route("/api/recovery-codes", post(passkeys::new_codes))
        .route("/text/{file}", get(text_table))
        .route("/imports/{id}", get(imports::rejected))
        .route("/exports", post(exports::take))
        .route("/photos/{person}/{file}", get(photos::show))
        .route("/my-data.zip", get(my_data::take_along))
        .route("/live", get(live::listen))
        .fallback(pages::page)
        // Until the head of the answer: a live stream goes on.
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIME_LIMIT,
        ))
        .merge(uploads)
        // 2 MB otherwise; `BODY_LIMIT` holds for every route, and each form's own limit below it.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(state.clone(), context::provide))
        .layer(
            CompressionLayer::new()
                .br(true)
                .gzip(true)
                .quality(CompressionLevel::Precise(5)),
        )
        .layer(from_fn(requests::name_route));
    Router::new()
        .nest_service("/pkg", files("pkg"))
        .nest_service("/fonts", files("fonts"))
        .nest_service("/icons", files("icons"))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::on_site))
        .route("/sw.js", get(pwa::service_worker))
        .route("/robots.txt", get(search::robots))
        .route("/sitemap.xml", get(search::sitemap))
        .route("/{lang}/app.webmanifest", get(pwa::manifest))
        .nest_service("/screenshots", files("screenshots"))
        .merge(root_files(&state))
        .merge(dev_mail(&state))
        .fallback_service(dynamic.with_state(state.clone()))
        .layer(from_fn_with_state(state.room.clone(), bodies::count))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(state.clone(), host::check))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(state.clone(), refusals::explain))
        .layer(from_fn_with_state(state.clone(), headers::secure))
        .layer(from_fn(requests::observe))
        .with_state(state)
}

/// The mail page of development, where mails are files.
fn dev_mail(state: &AppState) -> Router<AppState> {
    match &state.settings.mail_folder {
        Some(folder) => {
            crate::dev_mail::routes(folder.clone(), state.site.assets.stylesheet.clone())
        }
        None => Router::new(),
    }
}

/// Files that must lie at the root of the site.
fn root_files(state: &AppState) -> Router<AppState> {
    const NAMES: [&str; 10] = [
        "icons.svg",
        "favicon.svg",
        "favicon-32.png",
        "apple-touch-icon.png",
        "lattice.svg",
        "logo.svg",
        "watchdog.js",
        "register-sw.js",
        "offline.js",
        "passkeys.js",
    ];
    NAMES.into_iter().fold(Router::new(), |router, name| {
        let file =
            tower_http::services::ServeFile::new(state.site.root.join(name)).precompressed_br();
        router.route_service(&format!("/{name}"), file)
    })
}

/// The texts of one language; the name changes with them.
async fn text_table(Path(file): Path<String>) -> Response {
    let wanted = format!("/text/{file}");
    match domain::Lang::ALL
        .into_iter()
        .find(|lang| app::text::file(*lang) == wanted)
    {
        Some(lang) => (
            [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
            app::text::table(lang),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn ready(State(state): State<AppState>) -> Response {
    match state.backend.db.ping().await {
        Ok(()) => "ready".into_response(),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer",
        )
            .into_response(),
    }
}
