//! Accounts as an administrator sees them: the list with search and filters, one account, a role by form.
//!
//! Deliberately absent: anything a person wrote, and changing an account (`roles` does that).

mod sql;

use super::roles::{self, By};
use crate::{
    Backend, Error, Result, access::administrators_only, matching::Search, programmes, zones,
};
use domain::{
    Actor, CommandId, Failure, Lang, PersonId, Problem, Role, Timestamp,
    administration::{AccountCounts, AccountRow, AccountState, AccountView, GivenRole, Named},
    parse,
    permissions::RoleKind,
    profiles::Names,
    programmes::{PAGE_ROWS, Page, Place},
};

/// Shortest and longest name of an organisation.
const ORGANISATION: (usize, usize) = (2, 120);

/// What the list is narrowed to; an empty text is no filter.
#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    /// Beginnings of words of a name, in either script, or of the address.
    pub search: String,
    pub role: Option<RoleKind>,
    pub state: Option<AccountState>,
    /// Counted from 1.
    pub page: u32,
}

/// A role as a form gives it: `Role` as text, or the kind `partner` alone with the name of a new organisation.
#[derive(Clone, Debug, Default)]
pub struct RoleDraft {
    pub role: String,
    pub organisation: String,
}

/// Accounts, newest first.
///
/// A search folds names as the directory does, which no SQL of both engines can: names and addresses are read whole
/// (some 6 MB for 100,000 people) and compared here.
pub async fn people(
    backend: &Backend,
    actor: &Actor,
    filter: &PeopleFilter,
    lang: Lang,
) -> Result<Page<AccountRow>> {
    administrators_only(actor)?;
    let role = filter.role.map_or("", RoleKind::code);
    let state = filter.state.map_or("", AccountState::code);
    let mut reader = backend.db.read().await?;
    let (place, rows) = match Search::new(&filter.search) {
        None => {
            let total = count(sql::count(reader.conn(), role, state).await?);
            let place = Place::of(filter.page, total);
            let (limit, offset) = (i64::from(PAGE_ROWS), place.offset as i64);
            let rows = sql::page(reader.conn(), role, state, limit, offset).await?;
            (place, rows)
        }
        Some(search) => {
            let mut found = sql::texts(reader.conn(), role, state).await?;
            found.retain(|(_, text)| search.finds(text));
            let place = Place::of(filter.page, found.len() as u64);
            let shown = found.iter().skip(place.offset).take(PAGE_ROWS as usize);
            let shown: Vec<PersonId> = shown.map(|(person, _)| *person).collect();
            (place, sql::these(reader.conn(), &shown).await?)
        }
    };
    let shown: Vec<PersonId> = rows.iter().map(|row| row.id).collect();
    let roles = sql::roles_of(reader.conn(), &shown).await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            let roles = roles.iter().filter(|(person, _)| *person == row.id);
            Ok(AccountRow {
                person: row.id,
                roles: roles
                    .filter_map(|(_, code)| RoleKind::from_code(code))
                    .collect(),
                state: row.state()?,
                created: zones::day(row.created_at, zones::OFFICE)?,
                is_demo: row.demo,
                name: row.names.shown(lang),
                email: row.email,
            })
        })
        .collect::<Result<_>>()?;
    Ok(place.with(rows))
}

/// One account, with the roles that could be given.
pub async fn account(
    backend: &Backend,
    actor: &Actor,
    person: PersonId,
    lang: Lang,
    now: Timestamp,
) -> Result<AccountView> {
    administrators_only(actor)?;
    let programmes: Vec<_> = programmes::all(&backend.db)
        .await?
        .into_iter()
        .map(|one| Named {
            key: one.id,
            name: one.name(lang).to_owned(),
        })
        .collect();
    let mut reader = backend.db.read().await?;
    let row = sql::these(reader.conn(), &[person])
        .await?
        .pop()
        .ok_or(Failure::NotFound)?;
    let organisations: Vec<_> = sql::organisations(reader.conn())
        .await?
        .into_iter()
        .map(|(key, name)| Named { key, name })
        .collect();
    let (sign_ins, last_seen) = sql::sign_ins(reader.conn(), person, now).await?;
    let scope = |role| match role {
        Role::Coordinator(id) => name_of(&programmes, id),
        Role::Partner(id) => name_of(&organisations, id),
        Role::Administrator => String::new(),
    };
    let roles = sql::grants(reader.conn(), person)
        .await?
        .into_iter()
        .map(|grant| {
            let role = roles::role(&grant.role, grant.scope_id)
                .ok_or(Error::UnknownCode("role_grants.role"))?;
            Ok(GivenRole {
                role,
                scope: scope(role),
                on: zones::day(grant.granted_at, zones::OFFICE)?,
                by: grant.giver(lang),
            })
        })
        .collect::<Result<_>>()?;
    let day = |at: Option<Timestamp>| at.map(|at| zones::day(at, zones::OFFICE)).transpose();
    Ok(AccountView {
        person,
        state: row.state()?,
        lang: Lang::from_code(&row.lang).unwrap_or_default(),
        created: zones::day(row.created_at, zones::OFFICE)?,
        closed: day(row.deactivated_at)?,
        sign_ins: count(sign_ins),
        last_seen: day(last_seen)?,
        roles,
        programmes,
        organisations,
        is_own: actor.person == person,
        is_demo: row.demo,
        name: row.names.shown(lang),
        email: row.email,
    })
}

/// Accounts by state, and administrators who can sign in.
pub async fn account_counts(backend: &Backend, actor: &Actor) -> Result<AccountCounts> {
    administrators_only(actor)?;
    let mut reader = backend.db.read().await?;
    let (active, unverified, closed) = sql::states(reader.conn()).await?;
    let administrators = super::sql::administrators(reader.conn()).await?;
    Ok(AccountCounts {
        active: count(active),
        unverified: count(unverified),
        closed: count(closed),
        administrators: administrators.len() as u64,
    })
}

/// Gives the role that a form names.
pub async fn give_role(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    person: PersonId,
    draft: &RoleDraft,
    now: Timestamp,
) -> Result<()> {
    let by = By::Person(actor);
    by.may_change(person)?;
    if draft.role == RoleKind::Partner.code() {
        let (min, max) = ORGANISATION;
        let name = parse::line(&draft.organisation, min, max)
            .map_err(|problem| Error::field("organisation", problem))?;
        return roles::grant_new_partner(backend, by, command, person, &name, now).await;
    }
    let role = match draft.role.as_str() {
        "" => return Err(Error::field("role", Problem::Missing)),
        text => text
            .parse()
            .map_err(|_| Error::field("role", Problem::NotInList))?,
    };
    roles::grant_role(backend, by, command, person, role, now).await
}

fn name_of<K: PartialEq>(all: &[Named<K>], key: K) -> String {
    all.iter()
        .find(|one| one.key == key)
        .map(|one| one.name.clone())
        .unwrap_or_default()
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// Names in both scripts, as four columns.
#[derive(sqlx::FromRow)]
pub struct NameColumns {
    given_name: String,
    family_name: String,
    given_name_ar: String,
    family_name_ar: String,
}

impl NameColumns {
    fn shown(&self, lang: Lang) -> String {
        Names {
            given: self.given_name.clone(),
            family: self.family_name.clone(),
            given_ar: self.given_name_ar.clone(),
            family_ar: self.family_name_ar.clone(),
        }
        .shown(lang)
    }
}
