//! `mentoring user`: accounts and roles, for whoever runs the machine.

use super::{CliError, open_present};
use crate::{config::DataArgs, state::Clock};
use backend::{
    Backend,
    accounts::{
        self, Hasher,
        operator::{self, NamedRole},
    },
};
use clap::{ArgAction, Args, Subcommand, ValueEnum, builder::FalseyValueParser};
use domain::{Failure, Lang, Problem, Refusal, accounts::EmailAddress};
use std::io::{BufRead, Write};

#[derive(Subcommand, Debug)]
pub enum UserCommand {
    /// Make an account; its address counts as verified.
    Create {
        email: String,
        /// Language of the account: fr, ar, en or de.
        #[arg(long, env = "MENTORING_LANG", default_value = "fr")]
        lang: String,
        /// Read the password from standard input; without it the person signs in by a link sent to them.
        #[arg(long, env = "MENTORING_PASSWORD_STDIN", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
        password_stdin: bool,
    },
    /// Give a role, or take it away.
    Role(RoleArgs),
    /// Close an account and end its sign-ins.
    Deactivate { email: String },
    /// Take the passkeys and recovery codes of somebody away who lost them, and end their sign-ins.
    ResetSecondStep { email: String },
}

#[derive(Args, Debug)]
pub struct RoleArgs {
    email: String,
    #[arg(value_enum)]
    role: RoleName,
    /// Code of the programme of a coordinator.
    #[arg(
        long,
        env = "MENTORING_PROGRAMME",
        value_name = "CODE",
        required_if_eq("role", "coordinator")
    )]
    programme: Option<String>,
    /// Name of the organisation of a partner; it is made when it is new.
    #[arg(
        long,
        env = "MENTORING_ORGANISATION",
        value_name = "NAME",
        required_if_eq("role", "partner")
    )]
    organisation: Option<String>,
    /// Take the role away.
    #[arg(long, env = "MENTORING_REVOKE", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    revoke: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Coordinator,
    Partner,
    Administrator,
}

pub async fn user(
    data: &DataArgs,
    command: UserCommand,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
    let backend = Backend::new(open_present(data).await?, Hasher::new(1));
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
            let password = password_stdin.then(password).transpose()?;
            let made =
                accounts::create_person(&backend, &email, password.as_deref(), lang, now).await;
            made.map_err(|error| known(error, &email))?;
            writeln!(out, "Created {}.", email.as_str())?;
        }
        UserCommand::Role(args) => role(&backend, &args, out).await?,
        UserCommand::Deactivate { email } => {
            let email = address(&email)?;
            let done = operator::deactivate(&backend, &email, now).await;
            done.map_err(|error| known(error, &email))?;
            writeln!(out, "Deactivated {}.", email.as_str())?;
        }
        UserCommand::ResetSecondStep { email } => {
            let email = address(&email)?;
            let done = operator::reset_second_step(&backend, &email, now).await;
            done.map_err(|error| known(error, &email))?;
            writeln!(out, "{} signs in without a passkey, once.", email.as_str())?;
        }
    }
    backend.db.close().await;
    Ok(())
}

async fn role(
    backend: &Backend,
    args: &RoleArgs,
    out: &mut (dyn Write + Send),
) -> Result<(), CliError> {
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
        (operator::revoke(backend, &email, &role, now).await, "lost")
    } else {
        (operator::grant(backend, &email, &role, now).await, "has")
    };
    done.map_err(|error| known(error, &email))?;
    writeln!(out, "{} now {word} the role.", email.as_str())?;
    Ok(())
}

fn address(text: &str) -> Result<EmailAddress, CliError> {
    backend::accounts::read_address(text)
        .map_err(|_| CliError::Usage(format!("{text} is not an address")))
}

fn password() -> Result<String, CliError> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn wrong(problem: Option<&Problem>) -> String {
    match problem {
        Some(Problem::Missing) => "is missing".to_owned(),
        Some(Problem::TooShort { min }) => format!("needs at least {min} characters"),
        Some(Problem::TooLong { max }) => format!("may have at most {max} characters"),
        Some(Problem::BreachedPassword) => {
            "is one of the most common of published breaches; choose another".to_owned()
        }
        Some(Problem::GuessablePassword) => {
            "is a run of keys, one thing repeated, or what anybody knows; choose another".to_owned()
        }
        _ => "cannot be used".to_owned(),
    }
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
        Failure::Refused(Refusal::LastAdministrator) => CliError::Usage(format!(
            "{} is the last administrator; make another one first",
            email.as_str()
        )),
        Failure::Refused(Refusal::Deactivated) => {
            CliError::Usage(format!("the account {} is closed", email.as_str()))
        }
        Failure::Invalid(problems) => {
            let problem = problems.first().map(|field| &field.problem);
            CliError::Usage(format!("the password {}", wrong(problem)))
        }
        _ => error.into(),
    }
}
