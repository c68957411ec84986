//! Where to go after signing in.

use crate::Lang;

/// `next` if it is a page of this site: one slash, a language of ours, nothing a browser could read as another host.
pub fn safe_next(next: &str) -> Option<&str> {
    let path = next.strip_prefix('/')?;
    let lang = path.split(['/', '?']).next()?;
    let plain = next
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b'\\' | b'"' | b'<' | b'>'));
    (plain && Lang::from_code(lang).is_some() && !next.contains("//") && next.len() <= 512)
        .then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_this_site_are_kept() {
        assert_eq!(safe_next("/fr/requests?x=1"), Some("/fr/requests?x=1"));
        assert_eq!(safe_next("/ar"), Some("/ar"));
    }

    #[test]
    fn other_hosts_and_odd_paths_are_dropped() {
        for next in [
            "//example.com",
            "/\\example.com",
            "https://example.com/fr",
            "/fr//example.com",
            "/api/x",
            "fr/home",
            "/fr/\r\nset-cookie:x",
            "",
        ] {
            assert_eq!(safe_next(next), None, "{next}");
        }
    }
}
