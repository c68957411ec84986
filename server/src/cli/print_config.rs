//! `mentoring serve --print-config`: what holds and where each value came from, secrets masked.

use super::CliError;
use crate::{
    config::{DataArgs, ServeArgs},
    serve::{reference_folder, site_folder},
};
use clap::{ArgAction, ArgMatches, Command, parser::ValueSource};
use std::io::Write;

/// One line for each option of `serve`: name, value, origin. What was not given shows what holds instead.
pub fn print(
    command: &Command,
    matches: &ArgMatches,
    data: &DataArgs,
    args: &ServeArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let Some(("serve", given)) = matches.subcommand() else {
        return Ok(());
    };
    let serve = command.find_subcommand("serve");
    let options = command
        .get_arguments()
        .chain(serve.into_iter().flat_map(Command::get_arguments));
    for option in options {
        let id = option.get_id().as_str();
        let Some(name) = option.get_long() else {
            continue;
        };
        if matches!(name, "help" | "version" | "print-config") {
            continue;
        }
        let value = given.get_raw(id).map(|values| {
            values
                .map(|value| value.to_string_lossy().into_owned())
                .collect::<Vec<_>>()
                .join(", ")
        });
        let origin = match given.value_source(id) {
            Some(ValueSource::CommandLine) => format!("--{name}"),
            Some(ValueSource::EnvVariable) => option
                .get_env()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            _ => "default".to_owned(),
        };
        let shown = match value {
            _ if matches!(option.get_action(), ArgAction::SetTrue) => {
                given.get_flag(id).to_string()
            }
            Some(value) if option.is_hide_env_values_set() => masked(&value),
            Some(value) => value,
            None => effective(name, data, args).unwrap_or_else(|| "(not set)".to_owned()),
        };
        writeln!(out, "{name:<20} {shown:<44} {origin}")?;
    }
    Ok(())
}

/// What holds for an option that was not given and has no fixed default.
fn effective(name: &str, data: &DataArgs, args: &ServeArgs) -> Option<String> {
    match name {
        "database" => Some(data.url()),
        "site" => Some(site_folder(args).0.display().to_string()),
        "reference" => Some(reference_folder(None).display().to_string()),
        "base-url" => Some(args.base_url(args.addr)),
        _ => None,
    }
}

/// An address without its password; any other secret not at all.
fn masked(value: &str) -> String {
    match url::Url::parse(value) {
        Ok(url) if url.password().is_none() && url.scheme() == "sqlite" => value.to_owned(),
        Ok(mut url) if url.has_host() => {
            if url.password().is_some() {
                let _ = url.set_password(Some("***"));
            }
            url.set_query(None);
            url.to_string()
        }
        _ => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn an_address_loses_its_password_and_a_token_everything() {
        assert_eq!(
            masked("postgres://app:s3cret@db.example.net/mentoring?password=x"),
            "postgres://app:***@db.example.net/mentoring"
        );
        assert_eq!(
            masked("sqlite:data/mentoring.sqlite"),
            "sqlite:data/mentoring.sqlite"
        );
        assert_eq!(masked("abcdef0123"), "***");
    }
}
