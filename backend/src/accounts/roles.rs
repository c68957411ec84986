//! Roles and the closing of accounts. Nobody gives themselves a role; the last administrator cannot be removed.

use super::{new_password, operator, sign_ins, sql};
use crate::{
    Backend, Result,
    access::administrators_only,
    db::{Begun, CommandTx, Conn},
    events::{self, NewEvent},
    notifications::notify,
    programmes::{Leaving, depart},
};
use domain::{
    Actor, CommandId, Failure, Lang, OrganisationId, PersonId, ProgrammeId, Refusal, Role,
    Timestamp,
    accounts::EmailAddress,
    mentorships::Ending,
    notifications::{NoticeFacts, NoticeKind, OwnFacts},
    permissions::RoleKind,
};
use uuid::Uuid;

/// Who orders: a signed-in administrator, or whoever runs the program on the server itself.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    Person(&'a Actor),
    Operator,
}

impl By<'_> {
    fn person(self) -> Option<PersonId> {
        match self {
            By::Person(actor) => Some(actor.person),
            By::Operator => None,
        }
    }

    /// Administrators only, and never about themselves.
    pub(super) fn may_change(self, subject: PersonId) -> Result<()> {
        let By::Person(actor) = self else {
            return Ok(());
        };
        administrators_only(actor)?;
        if actor.person == subject {
            return Err(Refusal::OwnAccount.into());
        }
        Ok(())
    }
}

/// Gives a role; giving it twice changes nothing.
pub async fn grant_role(
    backend: &Backend,
    by: By<'_>,
    command: CommandId,
    person: PersonId,
    role: Role,
    now: Timestamp,
) -> Result<()> {
    let Some(mut tx) = begin_grant(backend, by, command, person, now).await? else {
        return Ok(());
    };
    let (code, scope) = parts(role);
    if !sql::scope_exists(tx.conn(), code, scope).await? {
        return Err(Failure::NotFound.into());
    }
    give(&mut tx, by, person, role.kind(), scope, now).await?;
    finish(tx, by, person, "account.role_granted", code, now).await
}

/// Makes somebody a partner on behalf of the organisation with this name, which is made when there is none.
pub(super) async fn grant_new_partner(
    backend: &Backend,
    by: By<'_>,
    command: CommandId,
    person: PersonId,
    organisation: &str,
    now: Timestamp,
) -> Result<()> {
    let Some(mut tx) = begin_grant(backend, by, command, person, now).await? else {
        return Ok(());
    };
    operator::sql::insert_organisation(tx.conn(), Uuid::now_v7(), organisation, now).await?;
    let scope = operator::sql::organisation(tx.conn(), organisation)
        .await?
        .ok_or(Failure::NotFound)?;
    let kind = RoleKind::Partner;
    give(&mut tx, by, person, kind, scope, now).await?;
    finish(tx, by, person, "account.role_granted", kind.code(), now).await
}

/// Gives a role and says so, unless the person has it.
async fn give(
    tx: &mut CommandTx,
    by: By<'_>,
    person: PersonId,
    kind: RoleKind,
    scope: Uuid,
    now: Timestamp,
) -> Result<()> {
    if sql::grant(tx.conn(), person, kind.code(), scope, by.person(), now).await? == 0 {
        return Ok(());
    }
    let own = OwnFacts {
        role: Some(kind),
        names: sql::scope_names(tx.conn(), scope).await?,
        to: home(kind).to_owned(),
    };
    let facts = NoticeFacts::own(person, own);
    notify(tx.conn(), person, NoticeKind::RoleGranted, &facts, now).await
}

/// Where somebody with this role works.
const fn home(kind: RoleKind) -> &'static str {
    match kind {
        RoleKind::Coordinator => "/coordinator",
        RoleKind::Partner => "/partner",
        RoleKind::Administrator => "/admin",
    }
}

/// Says what became of an account.
async fn tell(
    tx: &mut CommandTx,
    person: PersonId,
    kind: NoticeKind,
    to: &str,
    now: Timestamp,
) -> Result<()> {
    let own = OwnFacts {
        to: to.to_owned(),
        ..OwnFacts::default()
    };
    let facts = NoticeFacts::own(person, own);
    notify(tx.conn(), person, kind, &facts, now).await
}

/// The transaction that gives a role, the person locked; only somebody who can sign in gets one.
async fn begin_grant(
    backend: &Backend,
    by: By<'_>,
    command: CommandId,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<CommandTx>> {
    by.may_change(person)?;
    let Some(mut tx) = begin(backend, by, command, "account.grant_role", now).await? else {
        return Ok(None);
    };
    lock(tx.conn(), person).await?;
    if !sql::is_active(tx.conn(), person).await? {
        return Err(Refusal::Deactivated.into());
    }
    Ok(Some(tx))
}

/// Takes a role back; taking what is not there changes nothing.
pub async fn revoke_role(
    backend: &Backend,
    by: By<'_>,
    command: CommandId,
    person: PersonId,
    role: Role,
    now: Timestamp,
) -> Result<()> {
    by.may_change(person)?;
    let Some(mut tx) = begin(backend, by, command, "account.revoke_role", now).await? else {
        return Ok(());
    };
    lock(tx.conn(), person).await?;
    if role == Role::Administrator {
        keep_one_administrator(&mut tx, person, by).await?;
    }
    let (code, scope) = parts(role);
    if sql::revoke(tx.conn(), person, code, scope).await? > 0 {
        let own = OwnFacts {
            role: Some(role.kind()),
            names: sql::scope_names(tx.conn(), scope).await?,
            to: "/me".into(),
        };
        let facts = NoticeFacts::own(person, own);
        notify(tx.conn(), person, NoticeKind::RoleRevoked, &facts, now).await?;
    }
    finish(tx, by, person, "account.role_revoked", code, now).await
}

/// Closes an account, ends its sessions, mentorships and open requests; nothing is erased. Opened again, it finds no
/// pair again: the others went on.
pub async fn deactivate(
    backend: &Backend,
    by: By<'_>,
    command: CommandId,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    by.may_change(person)?;
    let leaving = Leaving {
        person,
        from: None,
        ending: Ending::AccountClosed,
        by: by.person(),
    };
    let offers = leaving.offers(backend, now).await?;
    let Some(mut tx) = begin(backend, by, command, "account.deactivate", now).await? else {
        return Ok(());
    };
    lock(tx.conn(), person).await?;
    keep_one_administrator(&mut tx, person, by).await?;
    if sql::is_active(tx.conn(), person).await? {
        // Before it is closed: nobody writes to a closed account.
        tell(&mut tx, person, NoticeKind::AccountClosed, "/help", now).await?;
    }
    sql::set_deactivated(tx.conn(), person, Some(now)).await?;
    sign_ins::end_ways_in(tx.conn(), person, None).await?;
    depart(&mut tx, leaving, &offers, now).await?;
    finish(tx, by, person, "account.deactivated", "", now).await
}

/// Ends a person's sign-ins and every way in that is prepared, and leaves the account open: for a lost telephone.
pub async fn end_sign_ins(
    backend: &Backend,
    by: By<'_>,
    command: CommandId,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    by.may_change(person)?;
    let Some(mut tx) = begin(backend, by, command, "account.end_sign_ins", now).await? else {
        return Ok(());
    };
    lock(tx.conn(), person).await?;
    sign_ins::end_ways_in(tx.conn(), person, None).await?;
    finish(tx, by, person, "account.sign_ins_ended", "", now).await
}

/// Opens a closed account again.
pub async fn reactivate(
    backend: &Backend,
    by: By<'_>,
    command: CommandId,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    by.may_change(person)?;
    let Some(mut tx) = begin(backend, by, command, "account.reactivate", now).await? else {
        return Ok(());
    };
    lock(tx.conn(), person).await?;
    if sql::is_erased(tx.conn(), person).await? {
        return Err(Failure::NotFound.into());
    }
    let was_closed = !sql::is_active(tx.conn(), person).await?;
    sql::set_deactivated(tx.conn(), person, None).await?;
    if was_closed {
        tell(&mut tx, person, NoticeKind::AccountReopened, "/home", now).await?;
    }
    finish(tx, by, person, "account.reactivated", "", now).await
}

/// Makes an account from the command line, its address taken as proved. Without a password its owner asks for a link
/// by mail. Refused when the address has an account.
pub async fn create_person(
    backend: &Backend,
    email: &EmailAddress,
    password: Option<&str>,
    lang: Lang,
    now: Timestamp,
) -> Result<PersonId> {
    let hash = match password {
        Some(password) => {
            let password = new_password::read("password", password, &[email.as_str()])?;
            Some(backend.hasher.hash(password.as_str().to_owned()).await?)
        }
        None => None,
    };
    let mut tx = backend.db.write().await?;
    let person = PersonId::new();
    if sql::insert_person(tx.conn(), person, email.as_str(), lang.code(), now).await? == 0 {
        return Err(Refusal::Conflict.into());
    }
    sql::verify(tx.conn(), person, hash.as_deref(), now).await?;
    crate::profiles::ensure(tx.conn(), person, now).await?;
    let event = NewEvent {
        at: now,
        kind: "account.created",
        actor: None,
        person: Some(person),
        subject: Some(person.0),
        payload: "operator",
    };
    events::record(tx.conn(), event).await?;
    tx.commit().await?;
    Ok(person)
}

/// Whose address this is; for the command line.
pub async fn find_person(backend: &Backend, email: &EmailAddress) -> Result<Option<PersonId>> {
    let mut reader = backend.db.read().await?;
    Ok(sql::account(reader.conn(), email.as_str())
        .await?
        .map(|(person, _)| person))
}

/// A role as it is stored.
fn parts(role: Role) -> (&'static str, Uuid) {
    let scope = match role {
        Role::Coordinator(programme) => programme.0,
        Role::Partner(organisation) => organisation.0,
        Role::Administrator => Uuid::nil(),
    };
    (role.kind().code(), scope)
}

/// A stored role.
pub(super) fn role(code: &str, scope: Uuid) -> Option<Role> {
    Some(match RoleKind::from_code(code)? {
        RoleKind::Coordinator => Role::Coordinator(ProgrammeId(scope)),
        RoleKind::Partner => Role::Partner(OrganisationId(scope)),
        RoleKind::Administrator => Role::Administrator,
    })
}

async fn begin(
    backend: &Backend,
    by: By<'_>,
    command: CommandId,
    kind: &'static str,
    now: Timestamp,
) -> Result<Option<CommandTx>> {
    match backend
        .db
        .begin::<()>(command, by.person(), kind, now)
        .await?
    {
        Begun::Repeated(()) => Ok(None),
        Begun::Fresh(tx) => Ok(Some(tx)),
    }
}

async fn lock(conn: Conn<'_>, person: PersonId) -> Result<()> {
    if sql::lock_person(conn, person).await? == 0 {
        return Err(Failure::NotFound.into());
    }
    Ok(())
}

/// Locks the administrators, so that two cannot remove each other at the same moment; and an administrator must
/// still be one when the lock is held.
pub(crate) async fn keep_one_administrator(
    tx: &mut CommandTx,
    leaving: PersonId,
    by: By<'_>,
) -> Result<()> {
    sql::lock_administrators(tx.conn()).await?;
    let all = sql::administrators(tx.conn()).await?;
    if by.person().is_some_and(|person| !all.contains(&person)) {
        return Err(Failure::Forbidden.into());
    }
    if all == [leaving] {
        return Err(Refusal::LastAdministrator.into());
    }
    Ok(())
}

/// The person's sessions get a new token with their next request.
async fn finish(
    mut tx: CommandTx,
    by: By<'_>,
    person: PersonId,
    kind: &str,
    role: &str,
    now: Timestamp,
) -> Result<()> {
    sql::renew_sign_ins(tx.conn(), person).await?;
    tracing::info!(kind, role, about = %person, by = by.person().map(tracing::field::display), "an account changed");
    events::record(
        tx.conn(),
        NewEvent {
            at: now,
            kind,
            actor: by.person(),
            person: Some(person),
            subject: Some(person.0),
            payload: role,
        },
    )
    .await?;
    tx.finish(()).await
}
