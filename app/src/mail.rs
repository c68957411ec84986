//! Mails as they are sent: subject, plain text and HTML in the reader's language, made at delivery.
//!
//! The HTML is plain and loads nothing from anywhere; the text part says the same and holds the same link.

use crate::{notifications, platform::escape, text::mail as words};
use backend::outbox::{Mail, MailContent};
use domain::{
    Lang,
    notifications::{NoticeFacts, NoticeKind, OwnFacts},
    parse::has_web_address,
    programmes::InvitationMail,
};
use serde::Deserialize;

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
        title = escape(&subject),
        paragraph = escape(&text),
        href = escape(&link),
        label = escape(action),
        small = escape(footer),
    );
    Written {
        subject,
        text: format!("{text}\n\n{action}\n{link}\n\n-- \n{footer}\n"),
        html,
    }
}

/// An invitation as it would be sent to the one whom it names. The link is each person's own, so none is in it.
pub fn invitation_example(mail: &InvitationMail, programme: &[String; 4]) -> Written {
    let content = MailContent::Invitation {
        name: mail.name.clone(),
        path: "/invitation".into(),
        programme: programme.clone(),
        side: mail.side.code().into(),
    };
    let mail = Mail {
        to: String::new(),
        lang: mail.lang.code().into(),
        content,
    };
    write(&mail, "https://…")
}

/// Subject, sentence and label of the link.
fn parts(lang: Lang, content: &MailContent) -> (String, String, &'static str) {
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
        MailContent::SignInChanged { .. } => (
            words::sign_in_changed_subject(lang),
            words::sign_in_changed_text(lang),
            words::sign_in_changed_action(lang),
        ),
        MailContent::SecondStepResetAsked { .. } => (
            words::second_step_reset_asked_subject(lang),
            words::second_step_reset_asked_text(lang),
            words::sign_in_changed_action(lang),
        ),
        MailContent::SecondStepReset { .. } => (
            words::second_step_reset_subject(lang),
            words::second_step_reset_text(lang),
            words::sign_in_action(lang),
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
        MailContent::Invitation {
            name,
            programme: names,
            side,
            ..
        } if !side.is_empty() => return invitation(lang, name, names, side),
        // Of an older program.
        MailContent::Invitation { name, .. } => {
            return (
                words::invitation_subject(lang).to_owned(),
                words::invitation_text(lang, spoken(lang, name)),
                words::invitation_action(lang),
            );
        }
        MailContent::Notice { kind, payload, .. } => return notice(lang, kind, payload),
    };
    (subject.to_owned(), text.to_owned(), action)
}

/// Who invites, to which programme and as what.
fn invitation(
    lang: Lang,
    name: &str,
    names: &[String; 4],
    side: &str,
) -> (String, String, &'static str) {
    let own = OwnFacts {
        names: names.clone(),
        ..OwnFacts::default()
    };
    let (name, programme) = (spoken(lang, name), own.name(lang));
    let text = match side {
        "mentor" => words::invited_mentor_text(lang, name, programme),
        _ => words::invited_mentee_text(lang, name, programme),
    };
    let subject = words::invited_subject(lang, programme);
    (subject, text, words::invited_action(lang))
}

/// A name as a mail may say it. One with a web address in it would make our mail carry a link of somebody else's.
fn spoken(lang: Lang, name: &str) -> &str {
    if has_web_address(name) {
        crate::text::common::somebody(lang)
    } else {
        name
    }
}

/// The same facts, with names that a mail may say; of an empty one the sentence says "somebody".
fn spoken_facts(mut facts: NoticeFacts) -> NoticeFacts {
    for name in [
        &mut facts.name,
        &mut facts.name_ar,
        &mut facts.next,
        &mut facts.next_ar,
    ] {
        if has_web_address(name) {
            name.clear();
        }
    }
    facts
}

/// A notice says by mail what it says in the app. One whose kind or facts this program does not know, since an older
/// or newer one wrote it, says that there is news.
fn notice(lang: Lang, kind: &str, payload: &serde_json::Value) -> (String, String, &'static str) {
    let sentence = NoticeKind::from_code(kind)
        .zip(NoticeFacts::deserialize(payload).ok())
        .map(|(kind, facts)| notifications::sentence(lang, kind, &spoken_facts(facts)));
    let (subject, said) = match sentence {
        Some(sentence) => (sentence.clone(), sentence),
        None => {
            let news = words::notice_subject(lang);
            (news.to_owned(), format!("{news}."))
        }
    };
    let text = words::notice_text(lang, said);
    (subject, text, words::notice_action(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_notice(lang: &str, kind: &str) -> Written {
        let facts = NoticeFacts {
            until: None,
            own: None,
            request: None,
            mentorship: None,
            person: domain::PersonId::new(),
            name: "Leïla Chraïbi".into(),
            name_ar: "ليلى الشرايبي".into(),
            next: String::new(),
            next_ar: String::new(),
        };
        let content = MailContent::Notice {
            kind: kind.into(),
            payload: serde_json::to_value(facts).unwrap(),
            path: "/notices".into(),
        };
        let mail = Mail {
            to: "a@example.org".into(),
            lang: lang.into(),
            content,
        };
        write(&mail, "https://mem.example.org")
    }

    #[test]
    fn the_mail_of_a_notice_says_what_happened_and_names_people_in_the_readers_script() {
        let accepted = a_notice("fr", "request.accepted");
        assert!(accepted.subject.contains("Leïla Chraïbi a accepté"));
        assert!(accepted.text.contains("Leïla Chraïbi a accepté"));
        let arabic = a_notice("ar", "request.accepted");
        assert!(arabic.subject.contains("ليلى الشرايبي") && !arabic.text.contains("Leïla"));
        let subjects: std::collections::BTreeSet<String> = NoticeKind::ALL
            .map(|kind| a_notice("de", kind.code()).subject)
            .into();
        assert_eq!(subjects.len(), NoticeKind::ALL.len());
    }

    #[test]
    fn a_name_with_a_web_address_in_it_is_in_no_mail() {
        let facts = NoticeFacts {
            own: None,
            request: None,
            mentorship: None,
            person: domain::PersonId::new(),
            name: "Win at prizes.example".into(),
            name_ar: "prizes.example".into(),
            next: "see prizes.example".into(),
            next_ar: String::new(),
            until: None,
        };
        let notice = MailContent::Notice {
            kind: "request.expired".into(),
            payload: serde_json::to_value(facts).unwrap(),
            path: "/notices".into(),
        };
        let contents = [notice];
        for (content, lang) in contents
            .into_iter()
            .flat_map(|one| ["fr", "ar", "en", "de"].map(move |lang| (one.clone(), lang)))
        {
            let mail = Mail {
                to: "a@example.org".into(),
                lang: lang.into(),
                content,
            };
            let Written {
                subject,
                text,
                html,
            } = write(&mail, "https://mem.example.org");
            for part in [subject, text, html] {
                assert!(!part.contains("prizes.example"), "{part}");
            }
        }
    }

    #[test]
    fn a_notice_of_an_unknown_kind_still_makes_a_mail() {
        let subject = a_notice("fr", "request.lost").subject;
        assert_eq!(subject, words::notice_subject(Lang::Fr));
    }

    #[test]
    fn an_arabic_mail_reads_from_right_to_left_and_escapes_names() {
        let mail = Mail {
            to: "a@example.org".into(),
            lang: "ar".into(),
            content: MailContent::Invitation {
                name: "<b>Salma</b>".into(),
                path: "/invitation?t=secret".into(),
                programme: ["Le cercle", "الحلقة", "The circle", "Der Kreis"].map(String::from),
                side: "mentor".into(),
            },
        };
        let written = write(&mail, "https://mem.example.org/");
        assert!(written.html.contains("dir=\"rtl\""));
        assert!(written.html.contains("&lt;b&gt;Salma"));
        assert!(written.text.contains("«الحلقة»") && written.text.contains("مرشدًا"));
        assert!(
            written
                .text
                .contains("https://mem.example.org/ar/invitation?t=secret\n")
        );
    }
}
