//! Inviting many: what is shown before is what leaves.

use super::*;
use crate::{
    outbox,
    profiles::import::{InProcess, Invitations, Mode, Options, import},
};
use domain::{
    CommandId, Refusal,
    profiles::ImportAs,
    programmes::{InvitationsView, LeftOut},
};
use std::{io::Cursor, sync::Arc};

struct Stage {
    backend: Backend,
    programme: ProgrammeId,
    office: Actor,
}

const MENTORS: &str = "Prénom;Nom;Courriel;Pays;Secteur;Langues;Expertises;Capacité\n\
    Nora;Tahiri;nora@example.net;Maroc;Artisanat;Arabe;Cybersécurité;2\n\
    Omar;Tahiri;omar@example.net;Maroc;Artisanat;Français;Cybersécurité;2\n\
    Paul;Roux;paul@example.net;France;Artisanat;Français;Cybersécurité;2\n";
const MENTEES: &str = "Prénom;Nom;Courriel;Pays;Secteur;Langues;Besoins;Titre du projet;Stade\n\
    Omar;Tahiri;omar@example.net;Maroc;Artisanat;Français;Cybersécurité;Tapis;Idée\n";

impl Stage {
    async fn new(db: &Db) -> Self {
        let (backend, programme) = with_demo(db).await;
        let stage = Self {
            backend,
            programme,
            office: actor(vec![Role::Coordinator(programme)]),
        };
        for (role, file) in [(ImportAs::Mentors, MENTORS), (ImportAs::Mentees, MENTEES)] {
            let options = Options {
                role,
                programme: stage.programme,
                mode: Mode::Write,
                invitations: Invitations::None,
                encoding: None,
                workbooks: Arc::new(InProcess),
                by: None,
                now: NOW,
            };
            let source = Cursor::new(file.as_bytes());
            import(db, source, &options, None, &mut |_| {})
                .await
                .unwrap();
        }
        stage
    }

    async fn shown(&self, filter: &Filter, chosen: &[PersonId]) -> InvitationsView {
        let found = inviting(&self.backend, &self.office, filter, chosen, Lang::Fr).await;
        found.unwrap().shown
    }

    async fn invite(&self, filter: &Filter, chosen: &[PersonId], seen: u64) -> Result<u64> {
        let (command, chosen) = (CommandId::new(), (chosen, seen));
        invite(&self.backend, &self.office, command, filter, chosen, NOW).await
    }

    async fn waiting(&self, side: Option<Side>) -> Vec<PersonId> {
        let filter = Filter {
            side,
            ..to_invite()
        };
        let found = people(&self.backend, &self.office, &filter, Lang::Fr).await;
        let rows = found.unwrap().shown.list.page.rows;
        rows.into_iter().map(|member| member.person).collect()
    }

    async fn mails(&self) -> usize {
        outbox::take_due(&self.backend.db, NOW, 99)
            .await
            .unwrap()
            .len()
    }
}

fn to_invite() -> Filter {
    Filter {
        group: Some(MemberGroup::ToInvite),
        ..Filter::default()
    }
}

on_both_engines! {
    async fn what_is_shown_before_is_what_leaves(db: Db) {
        let stage = Stage::new(&db).await;
        let today = today(&stage.backend, &stage.office, "", Lang::Fr, NOW).await.unwrap().shown;
        assert_eq!((today.to_invite, stage.waiting(None).await.len()), (4, 4));
        let shown = stage.shown(&Filter::default(), &[]).await;
        let mails: Vec<_> = shown.mails.iter().map(|it| (it.lang, it.side, it.people)).collect();
        assert_eq!(mails, [(Lang::Ar, Side::Mentor, 1), (Lang::Fr, Side::Mentee, 1), (Lang::Fr, Side::Mentor, 2)]);
        assert_eq!((shown.people, shown.notices), (4, 0));
        assert_eq!(shown.left_out, [(LeftOut::TakesPart, 240)]);
        assert_eq!(stage.mails().await, 0, "looking sends nothing");

        let refused = stage.invite(&Filter::default(), &[], 3).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::Refused(Refusal::Conflict));
        assert_eq!(stage.mails().await, 0);
        let command = CommandId::new();
        for _ in 0..2 {
            let (all, chosen) = (Filter::default(), (&[] as &[PersonId], 4));
            assert_eq!(invite(&stage.backend, &stage.office, command, &all, chosen, NOW).await.unwrap(), 4);
        }
        assert_eq!((stage.mails().await, stage.waiting(None).await.len()), (4, 0));
        let shown = stage.shown(&Filter::default(), &[]).await;
        assert_eq!((shown.people, shown.left_out), (0, vec![(LeftOut::TakesPart, 240), (LeftOut::Asked, 4)]));
    }

    async fn only_those_of_the_list_or_those_ticked_are_invited(db: Db) {
        let stage = Stage::new(&db).await;
        let in_france = Filter { country: "FR".into(), ..Filter::default() };
        let shown = stage.shown(&in_france, &[]).await;
        assert_eq!((shown.people, shown.mails[0].name.as_str()), (1, "Paul"));
        assert!(matches!(shown.left_out[..], [(LeftOut::TakesPart, _)]));
        let searched = Filter { search: "nora@example.net".into(), ..Filter::default() };
        assert_eq!(stage.shown(&searched, &[]).await.people, 1);
        assert_eq!(stage.invite(&in_france, &[], 1).await.unwrap(), 1);

        // Omar waits on both sides; asked as a mentor, he still waits as a mentee.
        let mentees = stage.waiting(Some(Side::Mentee)).await;
        let as_mentor = Filter { side: Some(Side::Mentor), ..to_invite() };
        assert_eq!(stage.shown(&as_mentor, &mentees).await.people, 1);
        assert_eq!(stage.invite(&as_mentor, &mentees, 1).await.unwrap(), 1);
        assert_eq!(stage.waiting(Some(Side::Mentee)).await, mentees);
        assert_eq!(stage.waiting(Some(Side::Mentor)).await.len(), 1);
        assert_eq!(stage.shown(&to_invite(), &[]).await.people, 2);

        let nobody = stage.shown(&Filter::default(), &[PersonId::new()]).await;
        assert_eq!((nobody.people, nobody.left_out), (0, vec![]));
        let many: Vec<PersonId> = (0..26).map(|_| PersonId::new()).collect();
        let refused = stage.invite(&Filter::default(), &many, 0).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::Invalid(vec![]));
    }
}
