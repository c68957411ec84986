//! SQL of the reference lists.

use crate::db::{Conn, execute, fetch_all_in, fetch_optional, fetch_scalars};
use domain::profiles::{CountryCode, ReferenceItem};

/// Kind, code, parent, names in French, Arabic, English and German, time zones joined by `|`, active.
pub type ItemRow = (
    String,
    String,
    Option<String>,
    String,
    String,
    String,
    String,
    String,
    bool,
);

pub async fn of_kinds(conn: Conn<'_>, kinds: &[&str]) -> sqlx::Result<Vec<ItemRow>> {
    fetch_all_in!(
        conn,
        ItemRow,
        "select kind, code, parent, name_fr, name_ar, name_en, name_de, time_zones, active
         from reference_items where kind in {list} order by kind, position, code",
        kinds
    )
}

pub async fn codes(conn: Conn<'_>, kind: &str) -> sqlx::Result<Vec<String>> {
    fetch_scalars!(
        conn,
        String,
        "select code from reference_items where kind = $1",
        kind
    )
}

pub async fn zones(conn: Conn<'_>, country: &CountryCode) -> sqlx::Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(
        conn,
        (String,),
        "select time_zones from reference_items where kind = 'country' and code = $1",
        country.as_str()
    )?;
    Ok(found.map(|(zones,)| zones))
}

/// A new entry goes to the end of its list.
pub async fn save(conn: Conn<'_>, item: &ReferenceItem) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into reference_items (kind, code, parent, name_fr, name_ar, name_en, name_de, time_zones, active,
            position)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9,
            (select coalesce(max(position), 0) + 1 from reference_items where kind = $1)
         where true
         on conflict (kind, code) do update set parent = excluded.parent, name_fr = excluded.name_fr,
            name_ar = excluded.name_ar, name_en = excluded.name_en, name_de = excluded.name_de,
            time_zones = excluded.time_zones, active = excluded.active",
        item.kind.code(),
        item.code.as_str(),
        item.parent.as_deref(),
        item.name_fr.as_str(),
        item.name_ar.as_str(),
        item.name_en.as_str(),
        item.name_de.as_str(),
        item.time_zones.join("|"),
        item.active
    )
}
