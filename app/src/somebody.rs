//! Whoever gave no name is called by a neutral word in the reader's language, never by their address.

use crate::text;
use domain::{
    Lang,
    matching::views::{
        Directory, MentorPage, MyRequests, PersonLine, RequestLine, RequestPage, Suggestions,
    },
    mentorships::{CharterView, MentorshipView, SideView},
};

/// A thing to show in which people are named.
pub trait Named: Sized {
    /// Calls `call` for each name in it.
    fn names(&mut self, call: &mut dyn FnMut(&mut String));

    /// The same with a word for each name that is missing.
    fn named(mut self, lang: Lang) -> Self {
        self.names(&mut |name| {
            if name.is_empty() {
                text::common::somebody(lang).clone_into(name);
            }
        });
        self
    }
}

impl<T: Named> Named for Vec<T> {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        self.iter_mut().for_each(|one| one.names(call));
    }
}

impl<T: Named> Named for Option<T> {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        self.iter_mut().for_each(|one| one.names(call));
    }
}

impl Named for MentorshipView {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        call(&mut self.other.name);
        call(&mut self.other.short);
    }
}

impl Named for CharterView {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        call(&mut self.other);
        for version in self.kept.iter_mut().chain([&mut self.current]) {
            call(&mut version.mentee.name);
            call(&mut version.mentor.name);
        }
    }
}

impl Named for SideView {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        self.pairs.names(call);
    }
}

impl Named for PersonLine {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        call(&mut self.name);
        call(&mut self.first_name);
    }
}

impl Named for Suggestions {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        for one in &mut self.best {
            one.card.who.names(call);
        }
        for line in &mut self.sent {
            line.who.names(call);
        }
    }
}

impl Named for Directory {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        for card in &mut self.mentors {
            card.who.names(call);
        }
    }
}

impl Named for MentorPage {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        self.card.who.names(call);
        self.next_best.iter_mut().for_each(call);
    }
}

impl Named for RequestLine {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        self.who.names(call);
    }
}

impl Named for MyRequests {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        for line in self.sent.iter_mut().chain(&mut self.received) {
            line.who.names(call);
        }
    }
}

impl Named for RequestPage {
    fn names(&mut self, call: &mut dyn FnMut(&mut String)) {
        self.line.who.names(call);
        self.next_best.names(call);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notifications::sentence;
    use domain::{
        PersonId,
        notifications::{NoticeFacts, NoticeKind},
    };

    #[test]
    fn a_missing_name_is_a_word_of_the_readers_language() {
        let mut words = Vec::new();
        for lang in Lang::ALL {
            let nobody = PersonLine {
                person: PersonId::new(),
                name: String::new(),
                first_name: String::new(),
                headline: String::new(),
                city: String::new(),
                country: None,
                photo: None,
                demo: false,
            };
            let facts = NoticeFacts {
                request: None,
                mentorship: None,
                person: nobody.person,
                name: String::new(),
                name_ar: String::new(),
                next: String::new(),
                next_ar: String::new(),
                until: None,
                own: None,
            };
            let named = nobody.named(lang);
            assert_eq!(named.name, named.first_name);
            assert!(sentence(lang, NoticeKind::PledgeMade, &facts).contains(&named.name));
            words.push(named.name);
        }
        words.dedup();
        assert_eq!(words.len(), 4);
    }
}
