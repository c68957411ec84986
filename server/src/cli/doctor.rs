//! `mentoring doctor`: is everything there that serving needs?

use super::{CliError, open_present};
use crate::{
    config::{DataArgs, ServeArgs, is_loopback},
    post::Post,
    serve::{reference_folder, site_folder},
};
use backend::outbox;
use std::io::Write;
use url::Url;

/// The first release of the IANA data with Morocco's permanent UTC+0 of 20 September 2026.
const TZ_NEEDED: &str = "2026c";

/// What one check found.
type Finding = Result<String, String>;

pub async fn doctor(
    data: &DataArgs,
    args: &ServeArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let findings = [
        ("configuration", configuration(data, args)),
        ("site", site(args)),
        ("reference data", reference(args)),
        ("database", database(data).await),
        ("mail", mail(data, args).await),
        ("time zones", time_zones(backend::zones::tz_release())),
    ];
    let mut bad = 0;
    for (name, finding) in findings {
        match finding {
            Ok(text) => writeln!(out, "ok   {name}: {text}")?,
            Err(text) => {
                bad += 1;
                writeln!(out, "BAD  {name}: {text}")?;
            }
        }
    }
    match bad {
        0 => Ok(()),
        count => Err(CliError::No(format!("{count} check(s) failed"))),
    }
}

fn configuration(data: &DataArgs, args: &ServeArgs) -> Finding {
    let base = args.base_url(args.addr);
    let url = Url::parse(&base).map_err(|error| format!("the base URL {base} is none: {error}"))?;
    if url.scheme() != "https" && !is_loopback(&url) {
        return Err(format!(
            "{base} is not behind TLS: sign-ins would travel in the clear"
        ));
    }
    if !data.data.is_dir() {
        return Err(format!(
            "there is no folder {}; name it with --data, or make it with `mentoring migrate`",
            data.data.display()
        ));
    }
    let probe = data.data.join(".doctor");
    std::fs::write(&probe, b"x")
        .and_then(|()| std::fs::remove_file(&probe))
        .map_err(|error| format!("{} cannot be written to: {error}", data.data.display()))?;
    Ok(format!("{base}, data in {}", data.data.display()))
}

fn site(args: &ServeArgs) -> Finding {
    let (root, _) = site_folder(args);
    if root.join("pkg").is_dir() {
        Ok(root.display().to_string())
    } else {
        Err(format!(
            "{} has no folder pkg: build the site, or name it with --site",
            root.display()
        ))
    }
}

fn reference(args: &ServeArgs) -> Finding {
    let folder = reference_folder(args.reference.as_deref());
    backend::profiles::reference_files::load_reference_csv(&folder)
        .map(|items| format!("{} entries in {}", items.len(), folder.display()))
        .map_err(|error| error.to_string())
}

async fn database(data: &DataArgs) -> Finding {
    let db = open_present(data)
        .await
        .map_err(|error| super::with_causes(&error))?;
    let verdict = db.check().await.map_err(|error| error.to_string())?;
    let engine = db.engine();
    db.close().await;
    if verdict == "ok" {
        Ok(format!("{engine}, up to date"))
    } else {
        Err(format!("{engine}: {verdict}"))
    }
}

/// The way out for mails, and those that did not find it.
async fn mail(data: &DataArgs, args: &ServeArgs) -> Finding {
    if args.smtp_url.is_none() && !args.is_local() {
        return Err(
            "no mail server is configured (--smtp-url): nobody would get a mail".to_owned(),
        );
    }
    let folder = data.data.join("mail");
    let post = Post::new(args.smtp_url.as_deref(), &args.mail_from, folder.clone())
        .map_err(|error| super::with_causes(&error))?;
    if data.data.is_dir() {
        post.check()
            .await
            .map_err(|error| super::with_causes(&error))?;
    }
    let db = open_present(data)
        .await
        .map_err(|error| super::with_causes(&error))?;
    let dead = outbox::backlog(&db)
        .await
        .map_err(|error| error.to_string())?
        .dead;
    db.close().await;
    let way = match post {
        Post::Server { .. } => "the mail server answers".to_owned(),
        Post::Folder { .. } => format!("mails become files in {}", folder.display()),
    };
    match dead {
        0 => Ok(way),
        count => Err(format!("{way}, but {count} mail(s) were given up")),
    }
}

/// Releases sort by name: four digits and a letter.
fn time_zones(release: Option<&str>) -> Finding {
    match release {
        Some(release) if release >= TZ_NEEDED => Ok(release.to_owned()),
        Some(release) => Err(format!(
            "the tz data is {release}; {TZ_NEEDED} or later is needed for Morocco's UTC+0"
        )),
        None => Err("the release of the tz data is not known".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::time_zones;

    #[test]
    fn tz_data_of_before_the_change_in_morocco_is_too_old() {
        assert!(time_zones(Some("2025b")).is_err());
        assert!(time_zones(Some("2026b")).is_err());
        assert!(time_zones(Some("2026c")).is_ok());
        assert!(time_zones(Some("2027a")).is_ok());
        assert!(time_zones(None).is_err());
    }

    #[test]
    fn this_program_has_current_tz_data() {
        assert!(time_zones(backend::zones::tz_release()).is_ok());
    }
}
