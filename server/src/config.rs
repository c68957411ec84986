//! Configuration: options, else environment variables, else defaults; and where each value came from.

use backend::Db;
use clap::{Args, ValueEnum, builder::NonEmptyStringValueParser};
use std::{net::SocketAddr, path::PathBuf};

/// Options that every command takes.
#[derive(Args, Clone, Debug)]
pub struct DataArgs {
    /// Folder of the database, photos and mail files.
    #[arg(
        long,
        env = "MENTORING_DATA",
        default_value = "data",
        value_name = "DIR",
        global = true
    )]
    pub data: PathBuf,
    /// sqlite:PATH or postgres://…; an SQLite file in the data folder when left out.
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        value_name = "URL",
        global = true
    )]
    pub database: Option<String>,
}

impl DataArgs {
    /// The database's address.
    pub fn url(&self) -> String {
        self.database
            .clone()
            .unwrap_or_else(|| Db::sqlite_url(&self.data))
    }

    /// The file of an SQLite database; `None` for PostgreSQL.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        let url = self.url();
        let path = url.strip_prefix("sqlite:")?;
        let path = path.strip_prefix("//").unwrap_or(path);
        Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
    }
}

/// How the log is written.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line, for production.
    Json,
}

/// Options of `serve`.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Address to listen on.
    #[arg(long, env = "MENTORING_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Folder with the built site; beside the binary when left out.
    #[arg(long, env = "MENTORING_SITE", value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Folder with the reference data to load into an empty database.
    #[arg(long, env = "MENTORING_REFERENCE", value_name = "DIR")]
    pub reference: Option<PathBuf>,
    /// Address of the site as people reach it, for links in mails.
    #[arg(
        long,
        env = "MENTORING_BASE_URL",
        default_value = "http://127.0.0.1:3000",
        value_name = "URL"
    )]
    pub base_url: String,
    /// How many proxies in front add to X-Forwarded-For; 0 trusts the connection alone.
    #[arg(long, env = "MENTORING_PROXY_HOPS", default_value_t = 0)]
    pub proxy_hops: usize,
    /// Mail server, as smtps://user:password@host or smtp://host:25; without it mails become files.
    #[arg(
        long,
        env = "MENTORING_SMTP_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub smtp_url: Option<String>,
    /// Sender of mails.
    #[arg(
        long,
        env = "MENTORING_MAIL_FROM",
        default_value = "Mentoring MeM <mentoring@example.org>",
        value_name = "ADDRESS"
    )]
    pub mail_from: String,
    /// Address for Prometheus to read /metrics from, apart from the site; not to be reached from outside.
    #[arg(long, env = "MENTORING_METRICS_ADDR", value_name = "ADDR")]
    pub metrics_addr: Option<SocketAddr>,
    /// Shows /metrics on the site to whoever sends this as a bearer token.
    #[arg(
        long,
        env = "MENTORING_METRICS_TOKEN",
        hide_env_values = true,
        value_name = "TOKEN",
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub metrics_token: Option<String>,
    /// Load made-up people to try everything with, and the demo sign-ins.
    #[arg(long, env = "MENTORING_DEMO")]
    pub demo: bool,
    /// Serve as if it were so many days later: deadlines pass, sign-ins end. With --demo only.
    #[arg(
        long,
        env = "MENTORING_CLOCK_AHEAD",
        value_name = "DAYS",
        default_value_t = 0
    )]
    pub clock_ahead: u16,
    /// Refuse to start on a database that lacks migrations, instead of applying them.
    #[arg(long, env = "MENTORING_NO_MIGRATE")]
    pub no_migrate: bool,
    /// Show what holds and where each value came from, secrets masked, and exit.
    #[arg(long)]
    pub print_config: bool,
}
