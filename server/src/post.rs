//! How a written mail leaves: through a mail server, or, where none is configured, as a file in the data folder.

use app::mail::Written;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
};
use std::{io, path::PathBuf};
use thiserror::Error;
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
    #[error("the mail could not be written")]
    File(#[from] io::Error),
}

/// Where mails go.
#[derive(Clone)]
pub enum Post {
    Server {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        from: Mailbox,
    },
    Folder {
        folder: PathBuf,
        from: Mailbox,
    },
}

impl Post {
    pub fn new(smtp_url: Option<&str>, from: &str, folder: PathBuf) -> Result<Self, PostError> {
        let from: Mailbox = from.parse()?;
        Ok(match smtp_url {
            Some(url) => Post::Server {
                transport: AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(PostError::Server)?
                    .build(),
                from,
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
            Post::Server { transport, .. } => {
                transport.send(message).await.map_err(PostError::Send)?;
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
}
