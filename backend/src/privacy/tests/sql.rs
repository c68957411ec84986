//! SQL of the tests of privacy: traces to leave, and the looking for them in every table there is.

use crate::db::{Conn, execute, fetch_all, fetch_scalar, fetch_scalars};
use domain::{PersonId, ProgrammeId, SignInId, Timestamp};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

pub async fn name(
    mut conn: Conn<'_>,
    person: PersonId,
    family: &str,
    given_ar: &str,
    phone: &str,
    written: &str,
) -> sqlx::Result<u64> {
    execute!(
        conn.reborrow(),
        "update profiles set family_name = $2, given_name_ar = $3, phone = $4, bio = $5, headline = $5, company = $5
         where person_id = $1",
        person,
        family,
        given_ar,
        phone,
        written
    )?;
    execute!(
        conn,
        "update projects set sought = $2 where person_id = $1",
        person,
        written
    )
}

/// Rows of the tables that no use case of this test fills.
pub async fn traces(
    mut conn: Conn<'_>,
    programme: ProgrammeId,
    person: PersonId,
    other: PersonId,
    written: &str,
) -> sqlx::Result<()> {
    let email = format!("{person}@example.org");
    execute!(
        conn.reborrow(),
        "update people set password_hash = '$argon2id$test' where id = $1",
        person
    )?;
    execute!(
        conn.reborrow(),
        "insert into photos (person_id, size, webp) values ($1, 64, $2)",
        person,
        vec![1_u8, 2, 3]
    )?;
    execute!(
        conn.reborrow(),
        "insert into profile_regions (person_id, region) values ($1, 'MA-03')",
        person
    )?;
    // Somebody else's sign-up with her address, before she had an account.
    execute!(
        conn.reborrow(),
        "insert into mail_links (id, token_hash, purpose, email, payload, created_at, expires_at)
         values ($1, $2, 'sign_up', $3, '{}', 0, 0)",
        Uuid::now_v7(),
        vec![7_u8; 32],
        email.as_str()
    )?;
    execute!(
        conn.reborrow(),
        "insert into imports (id, programme_id, by_person, side, file_name, dry_run, report, rejected_csv, created_at)
         values ($1, $2, $3, 'mentees', 'list.csv', true, $4, $5, 0)",
        Uuid::now_v7(),
        programme,
        other,
        format!("{{\"seen\":\"{email}\"}}"),
        format!("Nom;Courriel\r\nX;{email}\r\nAutre;autre@example.org\r\n")
    )?;
    let checked = Uuid::now_v7();
    execute!(
        conn.reborrow(),
        "insert into imports (id, programme_id, by_person, side, file_name, dry_run, report, rejected_csv, created_at)
         values ($1, $2, $3, 'mentees', 'list.csv', true, '', '', 0)",
        checked,
        programme,
        other
    )?;
    execute!(
        conn.reborrow(),
        "insert into checked_files (import_id, person_id, encoding, invite, hash, size, created_at)
         values ($1, $2, '', false, $3, 3, 0)",
        checked,
        other,
        vec![0_u8; 32]
    )?;
    execute!(
        conn.reborrow(),
        "insert into checked_file_pieces (import_id, number, bytes) values ($1, 0, $2)",
        checked,
        email.as_bytes()
    )?;
    execute!(
        conn.reborrow(),
        "insert into conflicts (person_id, company, created_at) values ($1, $2, 0)",
        person,
        written
    )?;
    let third = Uuid::now_v7();
    execute!(
        conn.reborrow(),
        "insert into people (id, email, lang, theme, demo, created_at) values ($1, 'third@example.org', 'fr', 'system', false, 0)",
        third
    )?;
    execute!(
        conn.reborrow(),
        "insert into blocked_pairs (person_a, person_b, by_person, created_at, reason) values ($1, $2, $3, 0, $4)",
        person,
        third,
        other,
        format!("raison du bureau {written}")
    )?;
    execute!(
        conn.reborrow(),
        "insert into confirmations (programme_id, person_id, confirmed_by, confirmed_at) values ($1, $2, $3, 0)",
        programme,
        person,
        other
    )?;
    execute!(
        conn.reborrow(),
        "insert into office_notes (id, programme_id, person_id, written_by, text, created_at)
         values ($1, $2, $3, $4, $5, 0)",
        Uuid::now_v7(),
        programme,
        person,
        other,
        format!("note du bureau {written}")
    )?;
    execute!(
        conn.reborrow(),
        "insert into office_suggestions (programme_id, mentee_id, mentor_id, created_at) values ($1, $2, $3, 0)",
        programme,
        person,
        other
    )?;
    execute!(
        conn,
        "insert into notice_choices (person_id, kind, mail) values ($1, 'role.granted', false)",
        person
    )?;
    Ok(())
}

pub async fn sign_in(
    conn: Conn<'_>,
    id: SignInId,
    person: PersonId,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into sign_ins (id, token_hash, person_id, device, created_at, seen_at, expires_at, renew,
             proved_at)
         values ($1, $2, $3, 'navigateur à effacer', $4, $4, $4, false, $4)",
        id,
        id.0.as_bytes().to_vec(),
        person,
        now
    )
}

pub async fn charter_text(conn: Conn<'_>, programme: ProgrammeId, lang: &str) -> sqlx::Result<u64> {
    execute!(
        conn,
        "insert into charter_texts (programme_id, version, lang, body, published_at) values ($1, 1, $2, '# But', 0)",
        programme,
        lang
    )
}

/// Table and column of every text there is.
pub async fn texts(conn: Conn<'_>) -> sqlx::Result<Vec<(String, String)>> {
    let text = match conn {
        Conn::Sqlite(_) => {
            "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c
             where m.type = 'table' and m.name not like '_sqlx%' and lower(c.type) = 'text'"
        }
        Conn::Postgres(_) => {
            "select table_name::text, column_name::text from information_schema.columns
             where table_schema = 'public' and table_name not like '\\_sqlx%' and data_type = 'text'"
        }
    };
    fetch_all!(conn, (String, String), text)
}

pub async fn values(conn: Conn<'_>, table: &str, column: &str) -> sqlx::Result<Vec<String>> {
    let text = format!("select {column} from {table} where {column} is not null");
    fetch_scalars!(conn, String, AssertSqlSafe(text))
}

/// Columns that name people: by a foreign key, or by what they are called.
pub async fn naming(conn: Conn<'_>) -> sqlx::Result<Vec<(String, String)>> {
    let text = match conn {
        Conn::Sqlite(_) => {
            "select m.name, k.\"from\" from sqlite_master m, pragma_foreign_key_list(m.name) k
             where m.type = 'table' and k.\"table\" = 'people'
             union select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c
             where m.type = 'table' and (c.name like '%person%' or c.name like '%actor%') order by 1, 2"
        }
        Conn::Postgres(_) => {
            "select k.table_name::text, k.column_name::text from information_schema.key_column_usage k
             join information_schema.referential_constraints r on r.constraint_name = k.constraint_name
             join information_schema.constraint_column_usage u on u.constraint_name = r.constraint_name
             where u.table_name = 'people'
             union select table_name::text, column_name::text from information_schema.columns
             where table_schema = 'public' and (column_name like '%person%' or column_name like '%actor%')
             order by 1, 2"
        }
    };
    fetch_all!(conn, (String, String), text)
}

/// Columns that hold addresses.
pub async fn addresses(conn: Conn<'_>) -> sqlx::Result<Vec<(String, String)>> {
    let texts = texts(conn).await?;
    let mut named: Vec<_> = texts
        .into_iter()
        .filter(|(_, column)| column.contains("email") || column.contains("address"))
        .collect();
    named.sort();
    Ok(named)
}

/// Pieces of files that wait to be imported.
pub async fn checked_pieces(conn: Conn<'_>) -> sqlx::Result<i64> {
    fetch_scalar!(conn, i64, "select count(*) from checked_file_pieces")
}
