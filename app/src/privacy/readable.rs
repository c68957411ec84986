//! Somebody's data as a page that any browser opens, without this site.

use super::names;
use crate::text::{Lang, privacy as t};
use backend::privacy::{Export, Section};
use std::fmt::Write as _;

/// The whole document.
pub fn readable(export: &Export, lang: Lang, made_on: &str) -> String {
    let title = escaped(t::title(lang));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head><meta charset=\"utf-8\"></head>\n\
         <body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        lang.code(),
        lang.dir(),
        escaped(&t::made_on(lang, made_on)),
    );
    for section in &export.sections {
        if !section.rows.is_empty() {
            write_section(&mut page, section, lang);
        }
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn write_section(page: &mut String, section: &Section, lang: Lang) {
    let _ = writeln!(
        page,
        "<h2>{}</h2>",
        escaped(names::table(lang, section.table))
    );
    for row in &section.rows {
        page.push_str("<dl>\n");
        for (column, value) in section.columns.iter().zip(row) {
            let value = value.as_deref().unwrap_or_default();
            if !value.is_empty() {
                let name = escaped(names::column(lang, column));
                let _ = writeln!(
                    page,
                    "<dt>{name}</dt><dd dir=\"auto\">{}</dd>",
                    escaped(value)
                );
            }
        }
        page.push_str("</dl>\n<hr>\n");
    }
}

/// The text as HTML shows it.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;

    #[test]
    fn what_somebody_typed_is_no_markup() {
        let export = Export {
            sections: vec![Section {
                table: "profiles",
                columns: &["given_name", "bio", "a_later_column"],
                rows: vec![vec![
                    Some("</title><script>".into()),
                    Some("<b>\"x\" & 'y'".into()),
                    Some("1".into()),
                ]],
            }],
            photo: None,
            made_at: Timestamp(0),
        };
        for lang in Lang::ALL {
            let page = readable(&export, lang, "28");
            assert!(
                !page.contains("<script>") && !page.contains("<b>"),
                "{page}"
            );
            assert!(page.contains("&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;"));
            assert!(page.contains(names::column(lang, "bio")));
            assert!(page.contains("a_later_column"));
        }
    }
}
