//! Configuration: options, else environment variables, else defaults; and where each value came from.

use crate::host;
use backend::{Db, accounts::Passkeys};
use clap::{
    ArgAction, Args, ValueEnum,
    builder::{FalseyValueParser, NonEmptyStringValueParser},
};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
};
use url::Url;

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
    /// Address of the site as people reach it, for links in mails; that of --addr when left out.
    #[arg(long, env = "MENTORING_BASE_URL", value_name = "URL", value_parser = site_url)]
    pub base_url: Option<Url>,
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
    /// Administrators and coordinators show a passkey before their role opens; needs a site with a name.
    #[arg(long, env = "MENTORING_REQUIRE_SECOND_STEP", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    pub require_second_step: bool,
    /// Load made-up people to try everything with, and the demo sign-ins.
    #[arg(long, env = "MENTORING_DEMO", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
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
    #[arg(long, env = "MENTORING_NO_MIGRATE", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    pub no_migrate: bool,
    /// Show what holds and where each value came from, secrets masked, and exit.
    #[arg(long)]
    pub print_config: bool,
}

impl ServeArgs {
    /// The site's address, without a slash at the end. `addr` is what is listened on in the end.
    pub fn base_url(&self, addr: SocketAddr) -> String {
        match &self.base_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => format!("http://{}", reachable(addr)),
        }
    }

    /// Is the site reached by a name? Passkeys are bound to one.
    pub fn has_name(&self) -> bool {
        Passkeys::of_site(&self.base_url(self.addr), false).is_possible()
    }

    /// Reached from this machine alone, for development: plain http on loopback and no other interface.
    pub fn is_local(&self) -> bool {
        self.addr.ip().is_loopback() && self.base_url.as_ref().is_none_or(is_loopback)
    }
}

fn site_url(text: &str) -> Result<Url, String> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        _ => Err("an address begins with http:// or https://".to_owned()),
    }
}

/// Every interface is reached at loopback too.
fn reachable(addr: SocketAddr) -> SocketAddr {
    let ip = match addr.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, addr.port())
}

/// Is this plain http on loopback?
pub fn is_loopback(url: &Url) -> bool {
    url.scheme() == "http" && url.host().is_some_and(|host| host::is_loopback(&host))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        serve: ServeArgs,
    }

    fn serve(arguments: &[&str]) -> ServeArgs {
        Cli::parse_from([&["serve"], arguments].concat()).serve
    }

    #[test]
    fn the_base_url_is_that_of_the_address_unless_it_is_given() {
        let base = |arguments: &[&str]| {
            let args = serve(arguments);
            args.base_url(args.addr)
        };
        assert_eq!(base(&[]), "http://127.0.0.1:3000");
        assert_eq!(base(&["--addr", "0.0.0.0:80"]), "http://127.0.0.1:80");
        assert_eq!(base(&["--addr", "[::]:4000"]), "http://[::1]:4000");
        assert_eq!(
            base(&["--base-url", "https://mem.example.org/"]),
            "https://mem.example.org"
        );
    }

    #[test]
    fn only_loopback_without_tls_is_local() {
        assert!(serve(&[]).is_local());
        assert!(serve(&["--addr", "[::1]:3000", "--base-url", "http://[::1]:3000"]).is_local());
        assert!(serve(&["--base-url", "http://localhost:3000"]).is_local());
        assert!(!serve(&["--addr", "0.0.0.0:3000"]).is_local());
        assert!(!serve(&["--base-url", "https://mem.example.org"]).is_local());
        assert!(!serve(&["--base-url", "https://localhost"]).is_local());
        assert!(!serve(&["--base-url", "http://192.0.2.1"]).is_local());
    }
}
