//! HTML as a browser reads it, as far as the tests of markup ask.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Closes whatever it could stand in, then is an element and an attribute that no page of ours has.
pub const MARK: &str = "\"'--></title></textarea></style></script><zz-mark zz-a=\"x\">";

/// What was read of a page.
#[derive(Default)]
pub struct Page {
    /// Elements and attributes that came from [`MARK`]; none in a page that is right.
    pub marked: Vec<String>,
    pub title: String,
    pub textareas: Vec<String>,
    /// Addresses of links.
    pub links: Vec<String>,
    /// All text and all values of attributes.
    pub text: String,
}

impl Page {
    pub fn read(html: &str) -> Self {
        let mut page = Self::default();
        let mut emitter = DefaultEmitter::default();
        // `<title>`, `<textarea>` and `<script>` are read by rules of their own.
        emitter.naively_switch_states(true);
        let mut inside = String::new();
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => {
                    inside = text(&tag.name);
                    page.note(&inside);
                    for (name, value) in &tag.attributes {
                        let (name, value) = (text(name), text(value));
                        page.note(&name);
                        if inside == "a" && name == "href" {
                            page.links.push(value.clone());
                        }
                        page.text.push_str(&value);
                    }
                    if inside == "textarea" {
                        page.textareas.push(String::new());
                    }
                }
                Token::EndTag(tag) => {
                    page.note(&text(&tag.name));
                    inside.clear();
                }
                Token::String(words) => {
                    let words = text(&words);
                    match &*inside {
                        "title" => page.title.push_str(&words),
                        "textarea" => {
                            let last = page.textareas.last_mut();
                            last.unwrap().push_str(&words);
                        }
                        _ => {}
                    }
                    page.text.push_str(&words);
                }
                _ => {}
            }
        }
        page
    }

    fn note(&mut self, name: &str) {
        if name.contains("zz-") {
            self.marked.push(name.to_owned());
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn what_closes_its_element_is_seen() {
    for html in [
        format!("<title>{MARK}</title>"),
        format!("<textarea>{MARK}</textarea>"),
        format!("<input value=\"{MARK}\">"),
        format!("<script>let a = '{MARK}'</script>"),
        format!("<p>{MARK}</p>"),
        format!("<!--{MARK}-->"),
    ] {
        assert!(!Page::read(&html).marked.is_empty(), "{html}");
    }
    let escaped = app::platform::escape(MARK);
    let page = Page::read(&format!(
        "<title>{escaped}</title><textarea>{escaped}</textarea><p title=\"{escaped}\">{escaped}</p>"
    ));
    assert!(page.marked.is_empty());
    assert_eq!(
        (page.title.as_str(), page.textareas[0].as_str()),
        (MARK, MARK)
    );
}
