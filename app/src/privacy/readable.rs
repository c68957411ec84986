//! Somebody's data as a page that any browser opens, without this site: in words of their language, on the clock of their
//! time zone. Everything in it is text, whatever somebody wrote.

use super::{names, values};
use crate::text::{Lang, common, privacy as t};
use backend::privacy::{Export, Section};
use std::fmt::Write as _;

/// The whole document.
pub fn readable(export: &Export, lang: Lang, made_on: &str) -> String {
    let title = t::title(lang);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{}</head>\n<body>\n",
        lang.code(),
        lang.dir(),
        element("title", &format!("{title} – {}", common::app_name(lang))),
    );
    page.push_str(&element("h1", title));
    page.push_str(&element("p", &t::made_on(lang, made_on)));
    let zone = export.zone.as_str();
    page.push_str(&element("p", &t::on_the_clock_of(lang, zone)));
    for section in export.sections.iter().filter(|it| !it.rows.is_empty()) {
        write_section(&mut page, export, section, lang);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn write_section(page: &mut String, export: &Export, section: &Section, lang: Lang) {
    page.push_str("<section>\n");
    page.push_str(&element("h2", names::table(lang, section.table)));
    for (place, row) in section.rows.iter().enumerate() {
        if place > 0 {
            page.push_str("<hr>\n");
        }
        page.push_str("<dl>\n");
        for (name, words) in values::cells(export, section, row, lang) {
            let (name, words) = (escaped(name), escaped(&words));
            let _ = writeln!(page, "<dt>{name}</dt><dd dir=\"auto\">{words}</dd>");
        }
        page.push_str("</dl>\n");
    }
    page.push_str("</section>\n");
}

/// An element whose content is this text and nothing else.
fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escaped(text))
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
    use crate::text::{circle, matching, profiles};
    use backend::{privacy::told, profiles::reference::ReferenceName};
    use domain::{Timestamp, profiles::ReferenceKind};

    const MARKUP: &str = "</title></dd><script>alert(\"x\")</script>&'";

    fn export(sections: Vec<Section>) -> Export {
        Export {
            sections,
            photo: None,
            made_at: Timestamp(0),
            zone: "Asia/Dubai".into(),
            labels: vec![ReferenceName {
                kind: ReferenceKind::Sector,
                code: "AGRI".into(),
                parent: None,
                name: "Food & farming".into(),
                time_zones: Vec::new(),
                active: true,
            }],
        }
    }

    fn section(table: &'static str, columns: &'static [&'static str], values: &[&str]) -> Section {
        Section {
            table,
            columns,
            rows: vec![values.iter().map(|value| Some((*value).into())).collect()],
        }
    }

    #[test]
    fn markup_in_every_field_of_every_table_is_text() {
        let mut sections: Vec<Section> = told()
            .map(|(table, columns)| section(table, columns, &vec![MARKUP; columns.len()]))
            .collect();
        sections.push(section("a_later_table", &["a_later_column"], &[MARKUP]));
        let fields: usize = sections.iter().map(|it| it.columns.len()).sum();
        let mut export = export(sections);
        export.zone = MARKUP.into();
        export.labels[0].name = MARKUP.into();
        for lang in Lang::ALL {
            let page = readable(&export, lang, MARKUP);
            assert!(
                !page.contains("<script") && !page.contains("\"x\""),
                "{page}"
            );
            assert_eq!(page.matches("</title>").count(), 1);
            assert_eq!(
                page.matches("</dd>").count(),
                page.matches("<dd dir=\"auto\">").count()
            );
            // All but the kind of a notice and the currency of an amount, which another field says.
            assert_eq!(page.matches("<dd").count(), fields - 2);
        }
    }

    #[test]
    fn it_has_a_title_its_language_and_its_direction() {
        for lang in Lang::ALL {
            let page = readable(&export(Vec::new()), lang, "28");
            let head = format!("<html lang=\"{}\" dir=\"{}\">", lang.code(), lang.dir());
            assert!(page.contains(&head), "{page}");
            let title = format!("{} – {}", t::title(lang), common::app_name(lang));
            assert!(page.contains(&element("title", &title)));
        }
    }

    #[test]
    fn codes_are_words_and_moments_are_on_the_persons_clock() {
        let sections = vec![
            section("profile_sectors", &["sector"], &["AGRI"]),
            section(
                "projects",
                &["stage", "investment_minor", "currency"],
                &["idea", "420000000", "MAD"],
            ),
            section(
                "requests",
                &["state", "reason", "created_at"],
                &["declined", "too_early", "2026-11-18T21:06:40Z"],
            ),
            section("pledges", &["form", "by_day"], &["talk", "2027-07-01"]),
            section("profiles", &["mentee", "circular"], &["true", "undecided"]),
        ];
        let export = export(sections);
        for lang in Lang::ALL {
            let page = readable(&export, lang, "28");
            for word in [
                "Food &amp; farming",
                profiles::stage_idea(lang),
                matching::state_declined(lang),
                matching::reason_too_early(lang),
                circle::talk_form(lang),
                t::value_yes(lang),
                t::value_undecided(lang),
                "01:06",
                "2027",
                "MAD",
            ] {
                assert!(page.contains(word), "{word} is missing: {page}");
            }
            for code in [
                "AGRI",
                ">idea",
                "420000000",
                ">declined<",
                "too_early",
                "T21:06",
                "2027-07-01",
                ">true<",
            ] {
                assert!(!page.contains(code), "{code}: {page}");
            }
        }
    }

    #[test]
    fn every_table_and_column_has_a_name_in_every_language() {
        for (table, columns) in told() {
            for lang in Lang::ALL {
                assert_ne!(names::table(lang, table), table);
                for column in columns {
                    let is_named = names::is_named(column);
                    assert!(is_named, "{table}.{column} has no name");
                }
            }
        }
    }
}
