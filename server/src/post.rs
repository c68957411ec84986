//! How a written mail leaves: through a mail server, or, where none is configured, as a file in the data folder.

use app::mail::Written;
use domain::administration::MailTrouble;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
};
use std::{io, path::PathBuf, time::Duration};
use thiserror::Error;
use tokio::time::timeout;
use uuid::Uuid;

#[derive(Debug, Error)]
pub enum PostError {
    #[error("the address of the mail server cannot be used")]
    Server(#[source] lettre::transport::smtp::Error),
    #[error("an address is malformed")]
    Address(#[from] lettre::address::AddressError),
    #[error("the mail could not be put together")]
    Message(#[from] lettre::error::Error),
    #[error("the mail server did not take it")]
    Send(#[source] lettre::transport::smtp::Error),
    #[error("the mail server did not answer within {} s", .0.as_secs())]
    Late(Duration),
    #[error("the mail server answers with an error")]
    Silent,
    #[error("the mail could not be written")]
    File(#[from] io::Error),
}

impl PostError {
    /// What an administrator is told of it.
    pub fn trouble(&self) -> MailTrouble {
        match self {
            PostError::Address(_) => MailTrouble::Address,
            PostError::Message(_) => MailTrouble::Message,
            PostError::Send(cause) if cause.is_permanent() => MailTrouble::Refused,
            PostError::Send(cause) if cause.is_transient() => MailTrouble::Busy,
            PostError::Silent => MailTrouble::Busy,
            PostError::Send(_) | PostError::Server(_) | PostError::Late(_) => {
                MailTrouble::Unreachable
            }
            PostError::File(_) => MailTrouble::Folder,
        }
    }
}

/// Where mails go.
#[derive(Clone)]
pub enum Post {
    Server {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        from: Mailbox,
        patience: Duration,
    },
    Folder {
        folder: PathBuf,
        from: Mailbox,
    },
}

/// How long a mail may take: a server that hangs must not hold up the mails after it beyond their lease.
pub const PATIENCE: Duration = Duration::from_secs(20);

impl Post {
    pub fn new(smtp_url: Option<&str>, from: &str, folder: PathBuf) -> Result<Self, PostError> {
        let from: Mailbox = from.parse()?;
        Ok(match smtp_url {
            Some(url) => Post::Server {
                transport: AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(PostError::Server)?
                    .build(),
                from,
                patience: PATIENCE,
            },
            None => Post::Folder { folder, from },
        })
    }

    /// Delivers one mail; `id` names its file and its message.
    pub async fn deliver(&self, id: Uuid, to: &str, mail: Written) -> Result<(), PostError> {
        let (Post::Server { from, .. } | Post::Folder { from, .. }) = self;
        let message = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, to.parse()?))
            .message_id(Some(format!("<{id}@{}>", from.email.domain())))
            .subject(mail.subject)
            .multipart(MultiPart::alternative_plain_html(mail.text, mail.html))?;
        match self {
            Post::Server {
                transport,
                patience,
                ..
            } => {
                timeout(*patience, transport.send(message))
                    .await
                    .map_err(|_| PostError::Late(*patience))?
                    .map_err(PostError::Send)?;
            }
            Post::Folder { folder, .. } => {
                tokio::fs::create_dir_all(folder).await?;
                // Written aside and renamed: a reader never sees half a mail.
                let part = folder.join(format!("{id}.part"));
                tokio::fs::write(&part, message.formatted()).await?;
                tokio::fs::rename(&part, folder.join(format!("{id}.eml"))).await?;
            }
        }
        Ok(())
    }

    /// Does the mail server answer, or can the folder be written to? Sends nothing.
    pub async fn check(&self) -> Result<(), PostError> {
        match self {
            Post::Server {
                transport,
                patience,
                ..
            } => {
                let answers = timeout(*patience, transport.test_connection())
                    .await
                    .map_err(|_| PostError::Late(*patience))?
                    .map_err(PostError::Send)?;
                answers.then_some(()).ok_or(PostError::Silent)
            }
            Post::Folder { folder, .. } => {
                tokio::fs::create_dir_all(folder).await?;
                let probe = folder.join(".doctor");
                tokio::fs::write(&probe, b"x").await?;
                Ok(tokio::fs::remove_file(&probe).await?)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn a_mail_server_that_says_nothing_is_given_up() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let mut post = Post::new(Some(&url), "MeM <mem@example.org>", PathBuf::new()).unwrap();
        if let Post::Server { patience, .. } = &mut post {
            *patience = Duration::from_millis(20);
        }
        let mail = Written {
            subject: "s".into(),
            text: "t".into(),
            html: "h".into(),
        };
        let late = post
            .deliver(Uuid::now_v7(), "salma@example.org", mail)
            .await;
        assert!(matches!(late, Err(PostError::Late(_))), "{late:?}");
        let late = post.check().await;
        assert!(matches!(late, Err(PostError::Late(_))), "{late:?}");
    }
}
