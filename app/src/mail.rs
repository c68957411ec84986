//! Mails as they are sent: subject, plain text and HTML in the reader's language, made at delivery.
//!
//! The HTML is plain and loads nothing from anywhere; the text part says the same and holds the same link.

use crate::text::mail as words;
use backend::outbox::{Mail, MailContent};
use domain::Lang;

/// A mail ready to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Writes a mail; `base_url` is the site's address without a slash at the end.
pub fn write(mail: &Mail, base_url: &str) -> Written {
    let lang = Lang::from_code(&mail.lang).unwrap_or_default();
    let (subject, text, action) = parts(lang, &mail.content);
    let link = format!(
        "{}/{}{}",
        base_url.trim_end_matches('/'),
        lang.code(),
        mail.content.path()
    );
    let footer = words::footer(lang);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\" dir=\"{dir}\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body dir=\"{dir}\">\n<h1>{title}</h1>\n<p>{paragraph}</p>\n<p><a href=\"{href}\">{label}</a></p>\n\
         <hr>\n<p><small>{small}</small></p>\n</body>\n</html>\n",
        code = lang.code(),
        dir = lang.dir(),
        title = escape(subject),
        paragraph = escape(&text),
        href = escape(&link),
        label = escape(action),
        small = escape(footer),
    );
    Written {
        subject: subject.to_owned(),
        text: format!("{text}\n\n{action}\n{link}\n\n-- \n{footer}\n"),
        html,
    }
}

/// Subject, sentence and label of the link.
fn parts(lang: Lang, content: &MailContent) -> (&'static str, String, &'static str) {
    let (subject, text, action) = match content {
        MailContent::VerifyAddress { .. } => (
            words::verify_subject(lang),
            words::verify_text(lang),
            words::verify_action(lang),
        ),
        MailContent::SignInLink { .. } => (
            words::sign_in_subject(lang),
            words::sign_in_text(lang),
            words::sign_in_action(lang),
        ),
        MailContent::ResetPassword { .. } => (
            words::reset_subject(lang),
            words::reset_text(lang),
            words::reset_action(lang),
        ),
        MailContent::AlreadyRegistered { .. } => (
            words::known_subject(lang),
            words::known_text(lang),
            words::sign_in_action(lang),
        ),
        MailContent::NoAccount { .. } => (
            words::unknown_subject(lang),
            words::unknown_text(lang),
            words::unknown_action(lang),
        ),
        MailContent::PasswordChanged { .. } => (
            words::password_subject(lang),
            words::password_text(lang),
            words::reset_action(lang),
        ),
        MailContent::ConfirmNewAddress { .. } => (
            words::new_address_subject(lang),
            words::new_address_text(lang),
            words::address_action(lang),
        ),
        MailContent::AddressChanging { .. } => (
            words::old_address_subject(lang),
            words::old_address_text(lang),
            words::address_action(lang),
        ),
        MailContent::Invitation { name, .. } => {
            return (
                words::invitation_subject(lang),
                words::invitation_text(lang, name),
                words::invitation_action(lang),
            );
        }
        MailContent::Notice { payload, .. } => {
            let name = payload
                .get("name")
                .and_then(|name| name.as_str())
                .unwrap_or_default();
            return (
                words::notice_subject(lang),
                words::notice_text(lang, name),
                words::notice_action(lang),
            );
        }
    };
    (subject, text.to_owned(), action)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_mail_reads_from_right_to_left_and_escapes_names() {
        let mail = Mail {
            to: "a@example.org".into(),
            lang: "ar".into(),
            content: MailContent::Invitation {
                name: "<b>Salma</b>".into(),
                path: "/sign-in-link".into(),
            },
        };
        let written = write(&mail, "https://mem.example.org/");
        assert!(written.html.contains("dir=\"rtl\""));
        assert!(written.html.contains("&lt;b&gt;Salma"));
        assert!(
            written
                .text
                .contains("https://mem.example.org/ar/sign-in-link\n")
        );
    }
}
