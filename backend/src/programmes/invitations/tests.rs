//! Whom an import brought, before and after their answer.

use super::*;
use crate::{
    Backend,
    accounts::{Hasher, Origin},
    on_both_engines, outbox,
    profiles::import::{InProcess, Invitations, Mode, Options, import},
    programmes::{self, staff},
};
use domain::{
    Role,
    accounts::EmailAddress,
    profiles::ImportAs,
    programmes::{InvitationAnswer, Member, Standing},
};
use std::{io::Cursor, net::IpAddr, path::Path};

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const EVERYBODY: Whom = Whom::Everybody(None);

struct Stage {
    backend: Backend,
    programme: ProgrammeId,
    office: Actor,
}

fn origin() -> Origin {
    Origin {
        peer: IpAddr::from([127, 0, 0, 1]),
        device: "Firefox".into(),
        lang: Lang::Fr,
        known_by: None,
    }
}

async fn person(backend: &Backend, email: &str) -> PersonId {
    let email = EmailAddress::parse(email).unwrap();
    accounts::create_person(backend, &email, None, Lang::Fr, NOW)
        .await
        .unwrap()
}

impl Stage {
    async fn new(db: Db) -> Self {
        let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
        let programme = programmes::seed(&db, &reference, NOW).await.unwrap();
        let backend = Backend::new(db, Hasher::new(1));
        let office = Actor {
            person: person(&backend, "office@example.org").await,
            roles: vec![Role::Coordinator(programme)],
        };
        let mut tx = backend.db.write().await.unwrap();
        sql::testing::coordinator(tx.conn(), office.person, programme, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self {
            backend,
            programme,
            office,
        }
    }

    async fn import_mentor(&self, email: &str, invitations: Invitations) {
        let file = format!(
            "Prénom;Nom;Courriel;Pays;Secteur;Langues;Expertises;Capacité\n\
             Nora;Tahiri;{email};Maroc;Artisanat;Arabe;Cybersécurité;2\n"
        );
        let options = Options {
            role: ImportAs::Mentors,
            programme: self.programme,
            mode: Mode::Write,
            invitations,
            encoding: None,
            workbooks: std::sync::Arc::new(InProcess),
            by: Some(self.office.person),
            now: NOW,
        };
        let source = Cursor::new(file.into_bytes());
        import(&self.backend.db, source, &options, None, &mut |_| {})
            .await
            .unwrap();
    }

    async fn members(&self) -> domain::programmes::Members {
        staff::people(
            &self.backend,
            &self.office,
            &staff::Filter::default(),
            Lang::Fr,
        )
        .await
        .unwrap()
        .shown
    }

    async fn standing(&self) -> Option<Standing> {
        let rows: Vec<Member> = self.members().await.list.page.rows;
        rows.first().map(|member| member.progress.standing)
    }

    /// Mentors that mentees of the programme are shown.
    async fn listed(&self) -> usize {
        let pool = self
            .backend
            .mentors
            .current(&self.backend.db, self.programme, NOW);
        pool.await.unwrap().known.len()
    }

    /// The token of the latest invitation's link.
    async fn link(&self) -> String {
        let mails = outbox::take_due(&self.backend.db, NOW, 99).await.unwrap();
        let path = mails.iter().rev().find_map(|due| match &due.mail.content {
            MailContent::Invitation { path, .. } => Some(path.clone()),
            _ => None,
        });
        path.unwrap()
            .strip_prefix("/invitation?t=")
            .unwrap()
            .to_owned()
    }

    async fn answer_link(&self, token: &str, answer: InvitationAnswer) -> Result<Answered> {
        let command = CommandId::new();
        answer_link(&self.backend, token, command, answer, &origin(), NOW).await
    }
}

on_both_engines! {
    async fn nobody_imported_is_listed_before_they_said_yes(db: Db) {
        let stage = Stage::new(db).await;
        stage.import_mentor("nora@example.net", Invitations::None).await;
        assert_eq!((stage.standing().await, stage.listed().await), (Some(Standing::Imported), 0));
        let shown = preview(&stage.backend.db, &stage.office, stage.programme, &EVERYBODY).await.unwrap();
        let [mail] = &shown.mails[..] else { panic!("{shown:?}") };
        assert_eq!((mail.lang, mail.side, mail.people, &*mail.name), (Lang::Ar, Side::Mentor, 1, "Nora"));
        assert_eq!((shown.people, shown.notices), (1, 0));
        let whom = (&EVERYBODY, 1);
        let invited = invite(&stage.backend.db, &stage.office, CommandId::new(), stage.programme, whom, NOW);
        assert_eq!(invited.await.unwrap(), 1);
        assert_eq!((stage.standing().await, stage.listed().await), (Some(Standing::Invited), 0));

        let token = stage.link().await;
        let asked = by_link(&stage.backend, &token, Lang::Fr, NOW).await.unwrap();
        assert_eq!((asked.side, asked.programme.as_str(), asked.name.as_str()), (Side::Mentor, "Le cercle du mentorat", "Nora"));
        assert_eq!(stage.standing().await, Some(Standing::Invited), "looking answers nothing");

        let answered = stage.answer_link(&token, InvitationAnswer::Accept).await.unwrap();
        let Answered::SignedIn(session) = answered else { panic!("{answered:?}") };
        assert!(accounts::viewer(&stage.backend, &session.token, NOW).await.unwrap().is_some());
        assert_eq!((stage.standing().await, stage.listed().await), (Some(Standing::Agreed), 1));
        assert!(stage.answer_link(&token, InvitationAnswer::Refuse).await.is_err(), "once");
    }

    async fn a_mentor_who_only_signs_in_is_there_and_not_listed(db: Db) {
        let stage = Stage::new(db).await;
        stage.import_mentor("nora@example.net", Invitations::Send).await;
        let token = stage.link().await;
        let mut tx = stage.backend.db.write().await.unwrap();
        let nora = sql::testing::came(tx.conn(), "nora@example.net", NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((stage.standing().await, stage.listed().await), (Some(Standing::Came), 0));
        let nora = Actor { person: nora, roles: vec![] };
        let asked = waiting(&stage.backend, &nora, Lang::Fr).await.unwrap();
        assert_eq!(asked.len(), 1);
        let yes = InvitationAnswer::Accept;
        answer(&stage.backend, &nora, CommandId::new(), &asked[0].code, Side::Mentor, yes, NOW).await.unwrap();
        assert_eq!((stage.standing().await, stage.listed().await), (Some(Standing::Agreed), 1));
        assert!(by_link(&stage.backend, &token, Lang::Fr, NOW).await.is_err(), "answered already");
    }

    async fn a_no_leaves_no_listing_and_tells_the_office(db: Db) {
        let stage = Stage::new(db).await;
        stage.import_mentor("nora@example.net", Invitations::Send).await;
        let token = stage.link().await;
        let refused = stage.answer_link(&token, InvitationAnswer::Refuse).await.unwrap();
        assert_eq!(refused, Answered::Refused);
        assert_eq!((stage.standing().await, stage.listed().await), (Some(Standing::Refused), 0));
        let told = crate::notifications::list(&stage.backend, &stage.office, 1).await.unwrap().lines;
        assert_eq!((told[0].kind, told[0].facts.name.as_str()), (NoticeKind::InvitationRefused, "Nora Tahiri"));
        assert!(stage.answer_link(&token, InvitationAnswer::Accept).await.is_err());
        // Nobody is asked again, whatever file they stand in.
        stage.import_mentor("nora@example.net", Invitations::Send).await;
        assert_eq!(uninvited(&stage.backend.db, &stage.office, stage.programme).await.unwrap(), 0);
        assert_eq!(stage.standing().await, Some(Standing::Refused));
    }

    async fn an_account_in_use_becomes_a_member_by_its_yes_alone(db: Db) {
        let stage = Stage::new(db).await;
        let nora = person(&stage.backend, "nora@example.net").await;
        stage.import_mentor("nora@example.net", Invitations::Send).await;
        let members = stage.members().await;
        assert_eq!((members.list.page.total, members.asked.len()), (0, 1));
        assert_eq!((members.asked[0].email.as_str(), members.asked[0].standing), ("nora@example.net", Standing::Invited));
        let mut reader = stage.backend.db.read().await.unwrap();
        let names = sql::names(reader.conn(), nora).await.unwrap();
        drop(reader);
        assert!(names.is_none_or(|names| names.0.is_empty()), "the file wrote into a profile");

        let nora = Actor { person: nora, roles: vec![] };
        let stranger = Actor { person: PersonId::new(), roles: vec![] };
        let yes = InvitationAnswer::Accept;
        for (actor, side) in [(&stranger, Side::Mentor), (&nora, Side::Mentee)] {
            let said = answer(&stage.backend, actor, CommandId::new(), programmes::DEFAULT_CODE, side, yes, NOW).await;
            assert_eq!(said.unwrap_err().failure(), Failure::NotFound);
        }
        let command = CommandId::new();
        for _ in 0..2 {
            let side = Side::Mentor;
            answer(&stage.backend, &nora, command, programmes::DEFAULT_CODE, side, yes, NOW).await.unwrap();
        }
        let members = stage.members().await;
        assert_eq!((members.list.page.rows[0].progress.standing, members.asked.len()), (Standing::Agreed, 0));
        assert_eq!(stage.listed().await, 1);
    }

    async fn only_the_office_invites(db: Db) {
        let stage = Stage::new(db).await;
        stage.import_mentor("nora@example.net", Invitations::None).await;
        for roles in [vec![], vec![Role::Administrator], vec![Role::Coordinator(ProgrammeId::new())]] {
            let stranger = Actor { person: PersonId::new(), roles };
            let asked = preview(&stage.backend.db, &stranger, stage.programme, &EVERYBODY).await;
            assert_eq!(asked.unwrap_err().failure(), Failure::NotFound);
            let whom = (&EVERYBODY, 1);
            let asked = invite(&stage.backend.db, &stranger, CommandId::new(), stage.programme, whom, NOW).await;
            assert_eq!(asked.unwrap_err().failure(), Failure::NotFound);
        }
    }

    async fn a_link_of_another_kind_answers_nothing(db: Db) {
        let stage = Stage::new(db).await;
        stage.import_mentor("nora@example.net", Invitations::Send).await;
        let token = stage.link().await;
        let followed = accounts::follow_link(&stage.backend, CommandId::new(), &token, "", None, &origin(), NOW).await;
        assert!(followed.is_err(), "an invitation is no sign-in link");
        assert_eq!(stage.standing().await, Some(Standing::Invited));
    }
}
