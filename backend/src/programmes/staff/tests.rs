//! What a coordinator sees, and that nobody else does.

use super::*;
use crate::{Db, Error, accounts::Hasher, on_both_engines, programmes::demo};
use domain::{
    OrganisationId, PersonId, Role,
    programmes::{PairPhase, PairRow},
};
use std::path::Path;

mod inviting;
mod office;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

async fn with_demo(db: &Db) -> (Backend, ProgrammeId) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
    let programme = programmes::seed(db, &folder, NOW).await.unwrap();
    let backend = Backend::new(db.clone(), Hasher::new(1));
    demo::load(&backend, programme, NOW).await.unwrap();
    (backend, programme)
}

fn actor(roles: Vec<Role>) -> Actor {
    Actor {
        person: PersonId::new(),
        roles,
    }
}

/// Everything that a list of this filter shows: its total, then each page's number and how many stand on it.
macro_rules! all_pages {
    ($list:expr) => {{
        let mut pages = Vec::new();
        let mut page = 1;
        loop {
            let found = $list(page).await;
            assert_eq!(found.page, page);
            pages.push(found.rows.len());
            if page == found.pages() {
                assert_eq!(pages.iter().sum::<usize>() as u64, found.total);
                break (found.total, pages);
            }
            page += 1;
        }
    }};
}

on_both_engines! {
    async fn people_are_narrowed_by_side_and_profile(db: Db) {
        let (backend, programme) = with_demo(&db).await;
        let actor = actor(vec![Role::Coordinator(programme)]);
        let people = async |filter: Filter| people(&backend, &actor, &filter, Lang::Fr).await.unwrap().shown.list.page;
        let of = |side, group| async move |page| people(Filter { side, group, page, ..Filter::default() }).await;
        assert_eq!(all_pages!(of(Some(Side::Mentor), None)), (60, vec![25, 25, 10]));
        assert_eq!(all_pages!(of(Some(Side::Mentee), None)).0, 180);
        assert_eq!(all_pages!(of(None, None)).0, 240);
        assert_eq!(all_pages!(of(None, Some(MemberGroup::Unfinished))), (0, vec![0]));
        let salma = Filter { search: "MENTEE@example.org".into(), ..Filter::default() };
        let page = people(salma).await;
        assert_eq!((page.total, page.rows[0].name.as_str()), (1, "Salma Benali"));
        let mut tx = db.write().await.unwrap();
        sql::members::forget_languages(tx.conn(), page.rows[0].person).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(all_pages!(of(None, Some(MemberGroup::Unfinished))).0, 1);
        assert_eq!(all_pages!(of(Some(Side::Mentor), Some(MemberGroup::Unfinished))).0, 0);
        let today = today(&backend, &actor, "", Lang::Fr, NOW).await.unwrap().shown;
        assert_eq!((today.mentors, today.mentees, today.unfinished_profiles), (60, 180, 1));
    }

    async fn requests_are_narrowed_by_state(db: Db) {
        let (backend, programme) = with_demo(&db).await;
        let actor = actor(vec![Role::Coordinator(programme)]);
        let in_state = |state: &'static str| {
            let (backend, actor) = (&backend, &actor);
            async move |page| {
                let filter = Filter { state: state.into(), page, ..Filter::default() };
                let page = requests(backend, actor, &filter, Lang::Ar, NOW).await.unwrap().shown.page;
                assert!(page.rows.iter().all(|row| state.is_empty() || row.state == state));
                page
            }
        };
        let mut total = 0;
        for state in ["open", "accepted", "declined", "withdrawn", "expired"] {
            total += all_pages!(in_state(state)).0;
        }
        assert_eq!(all_pages!(in_state("open")), (27, vec![25, 2]));
        assert_eq!(all_pages!(in_state("")).0, total);
        assert_eq!(all_pages!(in_state("nonsense")).0, 0);
    }

    async fn pairs_are_narrowed_by_phase(db: Db) {
        let (backend, programme) = with_demo(&db).await;
        let actor = actor(vec![Role::Coordinator(programme)]);
        let in_phase = |phase: &'static str| {
            let (backend, actor) = (&backend, &actor);
            async move |page| {
                let filter = Filter { phase: phase.into(), page, ..Filter::default() };
                let page = pairs(backend, actor, &filter, Lang::Fr).await.unwrap().shown.page;
                assert!(page.rows.iter().all(|row| phase.is_empty() || row.phase.code() == phase));
                page
            }
        };
        let mut total = 0;
        for phase in PairPhase::ALL {
            total += all_pages!(in_phase(phase.code())).0;
        }
        assert_eq!(all_pages!(in_phase("half_signed")).0, 8);
        assert_eq!(all_pages!(in_phase("")).0, total);
        assert_eq!(all_pages!(in_phase("nonsense")).0, 0);
    }

    async fn what_today_counts_is_what_its_lists_show(db: Db) {
        let (backend, programme) = with_demo(&db).await;
        let actor = actor(vec![Role::Coordinator(programme)]);
        let today = today(&backend, &actor, "", Lang::Fr, NOW).await.unwrap().shown;
        assert_eq!((today.open_requests, today.without_charter, today.without_pledge, today.active), (27, 18, 8, 20));
        let requests = async |state: &str| {
            let filter = Filter { state: state.into(), ..Filter::default() };
            requests(&backend, &actor, &filter, Lang::Fr, NOW).await.unwrap().shown.page
        };
        let soon = requests("due_soon").await;
        assert_eq!(soon.total, today.due_soon);
        assert!(soon.total > 0 && soon.total < today.open_requests);
        assert!(soon.rows.iter().all(|row| row.state == "open"));
        assert_eq!(requests("open").await.total, today.open_requests);
        let lately = requests("expired_lately").await;
        assert_eq!(lately.total, today.expired_this_week);
        assert!(lately.total > 0 && lately.total < requests("expired").await.total);
        let pairs = async |phase: &str| {
            let filter = Filter { phase: phase.into(), ..Filter::default() };
            pairs(&backend, &actor, &filter, Lang::Fr).await.unwrap().shown.page.total
        };
        assert_eq!(pairs("without_charter").await, today.without_charter);
        assert_eq!(pairs("awaiting_pledge").await, today.without_pledge);
        assert_eq!(pairs("active").await, today.active);
    }

    async fn a_search_takes_no_account_of_accents_and_case(db: Db) {
        let (backend, programme) = with_demo(&db).await;
        let actor = actor(vec![Role::Coordinator(programme)]);
        let searched = |text: &str| Filter { search: text.into(), ..Filter::default() };
        for spelling in ["Zineb Mokri", "zïneb mokri", "MOKRI, ZINÉB"] {
            let found = pairs(&backend, &actor, &searched(spelling), Lang::Fr).await.unwrap().shown.page;
            assert!(found.total >= 1, "{spelling}");
            assert!(found.rows.iter().any(|pair| pair.mentor == "Zineb El Mokri"));
            let both = |pair: &PairRow| format!("{} {}", pair.mentee, pair.mentor);
            assert!(found.rows.iter().map(both).all(|names| names.contains("Zineb") && names.contains("Mokri")));
            let half = Filter { phase: "half_signed".into(), ..searched(spelling) };
            let half = pairs(&backend, &actor, &half, Lang::Fr).await.unwrap().shown.page;
            assert!(half.rows.iter().all(|pair| pair.phase == PairPhase::HalfSigned));
        }
        let elodie = member_named(&db, programme, "Élodie").await;
        for spelling in ["élodie", "ELODIE", "Élo"] {
            let found = people(&backend, &actor, &searched(spelling), Lang::Fr).await.unwrap().shown.list.page;
            assert!(found.rows.iter().any(|member| member.person == elodie), "{spelling}");
            let mentors = Filter { side: Some(Side::Mentor), ..searched(spelling) };
            let mentors = people(&backend, &actor, &mentors, Lang::Fr).await.unwrap().shown.list.page;
            assert!(mentors.rows.iter().all(|member| member.person != elodie));
        }
        let all = requests(&backend, &actor, &Filter::default(), Lang::Fr, NOW).await.unwrap().shown.page;
        let mentee = &all.rows[0].mentee;
        let found = requests(&backend, &actor, &searched(mentee), Lang::Fr, NOW).await.unwrap().shown.page;
        assert!(found.total >= 1 && found.total < all.total);
        assert!(found.rows.iter().all(|one| &one.mentee == mentee || &one.mentor == mentee));
        for nothing in ["%", "_", "nobody is called this"] {
            let found = people(&backend, &actor, &searched(nothing), Lang::Fr).await.unwrap().shown.list.page;
            assert_eq!(found.total, 0, "{nothing}");
        }
    }

    async fn a_page_past_the_last_is_the_last(db: Db) {
        let (backend, programme) = with_demo(&db).await;
        let actor = actor(vec![Role::Coordinator(programme)]);
        let filter = |search: &str, page| Filter { page, search: search.into(), ..Filter::default() };
        let last = people(&backend, &actor, &filter("", 900), Lang::Fr).await.unwrap().shown.list.page;
        assert_eq!((last.page, last.total, last.rows.len()), (10, 240, 15));
        let found = people(&backend, &actor, &filter("a", 900), Lang::Fr).await.unwrap().shown.list.page;
        assert!(found.page > 1 && found.page == found.pages() && !found.rows.is_empty());
        let first = people(&backend, &actor, &filter("a", 0), Lang::Fr).await.unwrap().shown.list.page;
        assert_eq!((first.page, first.rows.len(), first.total), (1, 25, found.total));
        let none = people(&backend, &actor, &filter("nobody", 900), Lang::Fr).await.unwrap().shown.list.page;
        assert_eq!((none.page, none.total, none.rows.len()), (1, 0, 0));
        let last = pairs(&backend, &actor, &filter("", u32::MAX), Lang::Fr).await.unwrap().shown.page;
        assert_eq!((last.page, last.total, last.rows.len()), (3, 52, 2));
        let last = requests(&backend, &actor, &filter("", 900), Lang::Fr, NOW).await.unwrap().shown.page;
        assert!(last.page == last.pages() && !last.rows.is_empty());
    }

    async fn whoever_coordinates_two_programmes_chooses(db: Db) {
        let (backend, first) = with_demo(&db).await;
        let names = ["Autre", "آخر", "Other", "Anderes"];
        let second = programmes::create(&db, "OTHER", names, NOW).await.unwrap();
        let both = actor(vec![Role::Coordinator(second), Role::Coordinator(first)]);
        let shown = async |code: &str| {
            let filter = Filter { programme: code.into(), ..Filter::default() };
            let found = people(&backend, &both, &filter, Lang::En).await?;
            Ok::<_, Error>((found.shown.list.page.total, found.programmes))
        };
        let (total, choices) = shown("").await.unwrap();
        assert_eq!(total, 240);
        let choices: Vec<_> = choices.iter().map(|one| (one.code.as_str(), one.name.as_str(), one.is_shown)).collect();
        assert_eq!(choices, [("CIRCLE", "The mentoring circle", true), ("OTHER", "Other", false)]);
        assert_eq!(shown("OTHER").await.unwrap().0, 0);
        assert_eq!(shown("NONE").await.unwrap_err().failure(), Failure::NotFound);
        assert_eq!(today(&backend, &both, "OTHER", Lang::Fr, NOW).await.unwrap().shown.mentors, 0);
        let only_second = actor(vec![Role::Coordinator(second)]);
        assert_eq!(coordinated(&backend, &only_second, "").await.unwrap(), second);
        let refused = coordinated(&backend, &only_second, "CIRCLE").await.unwrap_err();
        assert_eq!(refused.failure(), Failure::NotFound);
        let salma = member_named(&db, first, "Salma").await;
        assert!(person(&backend, &both, salma, Lang::Fr, NOW).await.is_ok());
        assert!(person(&backend, &only_second, salma, Lang::Fr, NOW).await.is_err());
        let elsewhere = Named { person: salma, programme: "OTHER" };
        let refused = person(&backend, &both, elsewhere, Lang::Fr, NOW).await.unwrap_err();
        assert_eq!(refused.failure(), Failure::NotFound, "no member there");
        for code in ["CIRCLE", "NONE"] {
            let filter = Filter { programme: code.into(), ..Filter::default() };
            let refused = invite(&backend, &only_second, domain::CommandId::new(), &filter, (&[], 0), NOW).await.unwrap_err();
            assert_eq!(refused.failure(), Failure::NotFound);
            let refused = inviting(&backend, &only_second, &filter, &[], Lang::Fr).await.unwrap_err();
            assert_eq!(refused.failure(), Failure::NotFound);
            assert!(imports(&backend, &only_second, code, Lang::Fr).await.is_err());
        }
    }

    async fn a_member_is_shown_with_the_project_and_the_names_of_codes(db: Db) {
        let (backend, programme) = with_demo(&db).await;
        let actor = actor(vec![Role::Coordinator(programme)]);
        let salma = Filter { search: "mentee@example.org".into(), ..Filter::default() };
        let salma = people(&backend, &actor, &salma, Lang::Fr).await.unwrap().shown.list.page.rows[0].person;
        let page = person(&backend, &actor, salma, Lang::Ar, NOW).await.unwrap().shown;
        assert_eq!(page.card.person, salma);
        assert!(!page.card.languages.is_empty() && !page.card.needs.is_empty());
        let project = page.project.unwrap();
        assert!(!project.title.is_empty());
        let sector = project.sector.unwrap();
        let name = page.labels.name(domain::profiles::ReferenceKind::Sector, sector.as_str());
        assert_ne!(name, sector.as_str());
    }

    async fn to_others_the_programme_is_not_there(db: Db) {
        let (backend, _) = with_demo(&db).await;
        let found = Filter::default();
        let elsewhere = Role::Coordinator(ProgrammeId::new());
        for roles in [vec![], vec![elsewhere], vec![Role::Administrator], vec![Role::Partner(OrganisationId::new())]] {
            let actor = actor(roles);
            let refused = people(&backend, &actor, &found, Lang::Fr).await.unwrap_err();
            assert_eq!(refused.failure(), Failure::NotFound);
            assert!(today(&backend, &actor, "", Lang::Fr, NOW).await.is_err());
            assert!(requests(&backend, &actor, &found, Lang::Fr, NOW).await.is_err());
            assert!(pairs(&backend, &actor, &found, Lang::Fr).await.is_err());
            assert!(imports(&backend, &actor, "CIRCLE", Lang::Fr).await.is_err());
        }
    }
}

/// A mentee of the programme, given this name.
async fn member_named(db: &Db, programme: ProgrammeId, given: &str) -> PersonId {
    let mut tx = db.write().await.unwrap();
    let rows = sql::members::people(
        tx.conn(),
        programme,
        &Narrow::default(),
        of_mentees(),
        sql::members::ORDER,
        (1, 0),
    )
    .await
    .unwrap();
    let person = rows[0].person_id;
    sql::members::rename(tx.conn(), person, given)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    person
}

const fn of_mentees() -> sql::members::Wanted {
    sql::members::Wanted {
        side: Some(Side::Mentee),
        group: None,
    }
}
