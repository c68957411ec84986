//! What a live stream says: how many notices are unread, and the kind of what changed; never a private word.

/// The kind of a stream's first message: nothing new, only where things stand.
pub const STANDING: &str = "standing";
/// The kind of a message when too much was missed to tell one by one: read everything again.
pub const REFRESH: &str = "refresh";

/// One message, as [`read`] takes it apart: `3 charter.signed`.
pub fn write(unread: u64, kind: &str) -> String {
    format!("{unread} {kind}")
}

/// The unread count and the kind; `None` for what is no message.
pub fn read(message: &str) -> Option<(u64, &str)> {
    let (unread, kind) = message.split_once(' ')?;
    Some((unread.parse().ok()?, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(read(&write(3, "notice.given")), Some((3, "notice.given")));
        assert_eq!(read("notice.given"), None);
        assert_eq!(read("-1 notice.given"), None);
    }
}
