//! `mentoring user`: accounts and roles, for whoever runs the machine.

use super::{CliError, open_present};
use crate::{config::DataArgs, state::Clock};
use backend::{
    Db,
    accounts::{
        Hasher,
        operator::{self, NamedRole},
    },
};
use clap::{Args, Subcommand, ValueEnum};
use domain::{Failure, Lang, Refusal, accounts::EmailAddress};
use std::io::{BufRead, Write};

#[derive(Subcommand, Debug)]
pub enum UserCommand {
    /// Make an account; its address counts as verified.
    Create {
        email: String,
        /// Language of the account: fr, ar, en or de.
        #[arg(long, default_value = "fr")]
        lang: String,
        /// Read the password from standard input; without it the person signs in by a link sent to them.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Give a role, or take it away.
    Role(RoleArgs),
    /// Close an account and end its sign-ins.
    Deactivate { email: String },
}

#[derive(Args, Debug)]
pub struct RoleArgs {
    email: String,
    #[arg(value_enum)]
    role: RoleName,
    /// Code of the programme of a coordinator.
    #[arg(long, value_name = "CODE", required_if_eq("role", "coordinator"))]
    programme: Option<String>,
    /// Name of the organisation of a partner; it is made when it is new.
    #[arg(long, value_name = "NAME", required_if_eq("role", "partner"))]
    organisation: Option<String>,
    /// Take the role away.
    #[arg(long)]
    revoke: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Coordinator,
    Partner,
    Administrator,
}

/// Shortest password, as on the page.
const PASSWORD_MIN: usize = 10;

pub async fn user(
    data: &DataArgs,
    command: UserCommand,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let db = open_present(data).await?;
    let now = Clock::System.now();
    match command {
        UserCommand::Create {
            email,
            lang,
            password_stdin,
        } => {
            let email = address(&email)?;
            let lang = Lang::from_code(&lang)
                .ok_or_else(|| CliError::Usage("the language is fr, ar, en or de".into()))?;
            let hash = match password_stdin {
                true => Some(Hasher::new(1).hash(password()?).await?),
                false => None,
            };
            let made = operator::create(&db, &email, lang, hash.as_deref(), now).await;
            made.map_err(|error| known(error, &email))?;
            writeln!(out, "Created {}.", email.as_str())?;
        }
        UserCommand::Role(args) => role(&db, &args, out).await?,
        UserCommand::Deactivate { email } => {
            let email = address(&email)?;
            let done = operator::deactivate(&db, &email, now).await;
            done.map_err(|error| known(error, &email))?;
            writeln!(out, "Deactivated {}.", email.as_str())?;
        }
    }
    db.close().await;
    Ok(())
}

async fn role(db: &Db, args: &RoleArgs, out: &mut (dyn Write + Send)) -> Result<(), CliError> {
    let email = address(&args.email)?;
    let now = Clock::System.now();
    let role = match args.role {
        RoleName::Coordinator => NamedRole::Coordinator {
            programme: args.programme.clone().unwrap_or_default(),
        },
        RoleName::Partner => NamedRole::Partner {
            organisation: args.organisation.clone().unwrap_or_default(),
        },
        RoleName::Administrator => NamedRole::Administrator,
    };
    let (done, word) = if args.revoke {
        (operator::revoke(db, &email, &role, now).await, "lost")
    } else {
        (operator::grant(db, &email, &role, now).await, "has")
    };
    done.map_err(|error| known(error, &email))?;
    writeln!(out, "{} now {word} the role.", email.as_str())?;
    Ok(())
}

fn address(text: &str) -> Result<EmailAddress, CliError> {
    EmailAddress::parse(text).map_err(|_| CliError::Usage(format!("{text} is not an address")))
}

fn password() -> Result<String, CliError> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.chars().count() < PASSWORD_MIN {
        return Err(CliError::Usage(format!(
            "the password needs at least {PASSWORD_MIN} characters"
        )));
    }
    Ok(password)
}

/// Failures that the input is the cause of.
fn known(error: backend::Error, email: &EmailAddress) -> CliError {
    match error.failure() {
        Failure::NotFound => CliError::Usage(format!(
            "there is no account {}, or no such programme",
            email.as_str()
        )),
        Failure::Refused(Refusal::Conflict) => {
            CliError::Usage(format!("{} has an account already", email.as_str()))
        }
        _ => error.into(),
    }
}
