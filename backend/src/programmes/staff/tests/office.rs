//! What the office narrows, orders, takes away and writes itself.

use super::*;
use domain::{
    CommandId,
    notifications::NoticeKind,
    programmes::{EXPORT_ROWS, NOTE_MAX},
};

/// The demo, its coordinator, and somebody who coordinates another programme.
async fn desk_of(db: &Db) -> (Backend, ProgrammeId, Actor, Actor) {
    let (backend, programme) = with_demo(db).await;
    let elsewhere = actor(vec![Role::Coordinator(ProgrammeId::new())]);
    let mut office = actor(vec![Role::Coordinator(programme)]);
    // A person with a name, who signs what they write.
    office.person = found(&backend, &office, "mentor@example.org").await;
    (backend, programme, office, elsewhere)
}

async fn found(backend: &Backend, actor: &Actor, search: &str) -> PersonId {
    let filter = Filter {
        search: search.into(),
        ..Filter::default()
    };
    let found = people(backend, actor, &filter, Lang::Fr).await.unwrap();
    found.shown.list.page.rows[0].person
}

/// A mentee without a mentor, who wants one.
async fn unmatched(backend: &Backend, actor: &Actor) -> PersonId {
    let filter = Filter {
        group: Some(MemberGroup::WithoutMentor),
        ..Filter::default()
    };
    let members = people(backend, actor, &filter, Lang::Fr).await.unwrap();
    for member in members.shown.list.page.rows {
        let page = person(backend, actor, member.person, Lang::Fr, NOW).await;
        if !page.unwrap().shown.proposals.is_empty() {
            return member.person;
        }
    }
    panic!("nobody in the demo could be helped");
}

on_both_engines! {
    async fn each_chip_counts_what_its_list_shows(db: Db) {
        let (backend, _, office, _) = desk_of(&db).await;
        let salma = found(&backend, &office, "mentee@example.org").await;
        let mut tx = db.write().await.unwrap();
        sql::members::never_came(tx.conn(), salma).await.unwrap();
        sql::members::forget_languages(tx.conn(), salma).await.unwrap();
        tx.commit().await.unwrap();
        let list = async |filter: &Filter| people(&backend, &office, filter, Lang::Fr).await.unwrap().shown;
        for search in ["", "a"] {
            for side in [None, Some(Side::Mentor), Some(Side::Mentee)] {
                let all = list(&Filter { side, search: search.into(), ..Filter::default() }).await;
                for group in MemberGroup::ALL {
                    let filter = Filter { side, group: Some(group), search: search.into(), ..Filter::default() };
                    let narrowed = list(&filter).await;
                    assert_eq!(all.list.counts.of(group.code()), narrowed.list.page.total, "{group:?} {side:?}");
                    assert!(narrowed.list.page.rows.iter().all(|row| row.progress.is_in(group)));
                    let its = narrowed.sides.of(side.map_or("", Side::code));
                    assert_eq!(its, narrowed.list.page.total);
                }
            }
        }
        let all = list(&Filter::default()).await;
        assert_eq!((all.list.counts.of("never_came"), all.list.counts.of("unfinished")), (1, 1));
        assert!(all.list.counts.of("without_mentor") > 20);
        let today = today(&backend, &office, "", Lang::Fr, NOW).await.unwrap().shown;
        assert_eq!((today.never_came, today.unfinished_profiles), (1, 1));
        assert_eq!(today.mentees_without_mentor, all.list.counts.of("without_mentor"));

        let requests = async |state: &str, search: &str| {
            let filter = Filter { state: state.into(), search: search.into(), ..Filter::default() };
            requests(&backend, &office, &filter, Lang::Fr, NOW).await.unwrap().shown
        };
        let pairs = async |phase: &str, search: &str| {
            let filter = Filter { phase: phase.into(), search: search.into(), ..Filter::default() };
            pairs(&backend, &office, &filter, Lang::Fr).await.unwrap().shown
        };
        for search in ["", "zineb"] {
            let counts = requests("", search).await.counts;
            for state in ["", "open", "due_soon", "expired", "expired_lately", "accepted", "declined", "withdrawn"] {
                assert_eq!(counts.of(state), requests(state, search).await.page.total, "{state}");
            }
            let counts = pairs("", search).await.counts;
            for phase in ["", "open", "without_charter", "half_signed", "awaiting_pledge", "active", "closed"] {
                assert_eq!(counts.of(phase), pairs(phase, search).await.page.total, "{phase}");
            }
        }
    }

    async fn lists_are_narrowed_by_country_sector_and_federation(db: Db) {
        let (backend, _, office, _) = desk_of(&db).await;
        let all = people(&backend, &office, &Filter::default(), Lang::Fr).await.unwrap().shown;
        let facets = all.list.facets;
        assert!(facets.countries.len() > 3 && facets.sectors.len() > 3 && !facets.federations.is_empty());
        let names: Vec<_> = facets.countries.iter().map(|it| crate::matching::fold(&it.name)).collect();
        assert!(names.is_sorted());
        let (country, sector) = (&facets.countries[0], &facets.sectors[0]);
        let federation = &facets.federations[0];
        for filter in [
            Filter { country: country.code.clone(), ..Filter::default() },
            Filter { sector: sector.code.clone(), ..Filter::default() },
            Filter { federation: federation.code.clone(), ..Filter::default() },
        ] {
            let found = people(&backend, &office, &filter, Lang::Fr).await.unwrap().shown.list;
            assert!(found.page.total > 0 && found.page.total < 240);
            assert_eq!(found.counts.of(""), found.page.total);
            let also = Filter { search: "a".into(), ..filter.clone() };
            let also = people(&backend, &office, &also, Lang::Fr).await.unwrap().shown.list;
            assert!(also.page.total <= found.page.total);
            if !filter.country.is_empty() {
                assert_eq!(found.page.total, country.members);
                assert!(found.page.rows.iter().all(|row| row.country == country.name));
            }
            let requests = requests(&backend, &office, &filter, Lang::Fr, NOW).await.unwrap().shown;
            let pairs = pairs(&backend, &office, &filter, Lang::Fr).await.unwrap().shown;
            assert_eq!(requests.counts.of(""), requests.page.total);
            assert_eq!(pairs.counts.of(""), pairs.page.total);
        }
        let nowhere = Filter { country: "zz".into(), ..Filter::default() };
        assert_eq!(pairs(&backend, &office, &nowhere, Lang::Fr).await.unwrap().shown.page.total, 0);
    }

    async fn columns_order_the_list_folded(db: Db) {
        let (backend, programme, office, _) = desk_of(&db).await;
        member_named(&db, programme, "Élodie").await;
        let by = |sort: &str| Filter { sort: sort.into(), ..Filter::default() };
        let rows = async |sort: &str| people(&backend, &office, &by(sort), Lang::Fr).await.unwrap().shown.list.page.rows;
        let fold = crate::matching::fold;
        let rising = rows("name").await;
        assert!(rising.iter().map(|row| fold(&row.name)).is_sorted());
        let falling = rows("-name").await;
        assert!(falling.iter().rev().map(|row| fold(&row.name)).is_sorted());
        assert!(rows("city").await.iter().map(|row| fold(&row.city)).is_sorted());
        assert!(rows("joined").await.iter().map(|row| row.joined).is_sorted());
        assert!(rows("-joined").await.iter().rev().map(|row| row.joined).is_sorted());
        assert_eq!(rows("nonsense").await, rows("").await);
        let made = requests(&backend, &office, &by("-made"), Lang::Fr, NOW).await.unwrap().shown.page.rows;
        assert!(made.iter().rev().map(|row| row.made).is_sorted());
        let mentors = requests(&backend, &office, &by("mentor"), Lang::Fr, NOW).await.unwrap().shown.page.rows;
        assert!(mentors.iter().map(|row| fold(&row.mentor)).is_sorted());
        let mentees = pairs(&backend, &office, &by("mentee"), Lang::Fr).await.unwrap().shown.page.rows;
        assert!(mentees.iter().map(|row| fold(&row.mentee)).is_sorted());
    }

    async fn pairs_begin_with_open_ones(db: Db) {
        let (backend, _, office, _) = desk_of(&db).await;
        let mut seen = Vec::new();
        for page in 1..=3 {
            let filter = Filter { page, ..Filter::default() };
            seen.extend(pairs(&backend, &office, &filter, Lang::Fr).await.unwrap().shown.page.rows);
        }
        let closed: Vec<_> = seen.iter().map(|pair| pair.phase == PairPhase::Closed).collect();
        assert!(closed.is_sorted() && closed.iter().filter(|is_closed| **is_closed).count() == 6);
    }

    async fn the_office_confirms_whom_it_saw_and_who_came(db: Db) {
        let (backend, _, office, elsewhere) = desk_of(&db).await;
        let salma = found(&backend, &office, "mentee@example.org").await;
        let mut tx = db.write().await.unwrap();
        sql::members::forget_confirmations(tx.conn()).await.unwrap();
        sql::members::never_came(tx.conn(), salma).await.unwrap();
        tx.commit().await.unwrap();
        let to_confirm = async || today(&backend, &office, "", Lang::Fr, NOW).await.unwrap().shown.to_confirm;
        assert_eq!(to_confirm().await, 239);
        let zineb = office.person;
        let (command, people) = (CommandId::new(), [salma, zineb, PersonId::new()]);
        let refused = confirm(&backend, &elsewhere, CommandId::new(), "", &people, NOW).await;
        assert_eq!(refused.unwrap_err().failure(), Failure::NotFound);
        for _ in 0..2 {
            assert_eq!(confirm(&backend, &office, command, "", &people, NOW).await.unwrap(), 1);
        }
        assert_eq!(to_confirm().await, 238);
        let page = person(&backend, &office, zineb, Lang::Fr, NOW).await.unwrap().shown;
        assert_eq!(page.confirmation.unwrap().by, "Zineb El Mokri");
        let too_many = vec![zineb; 26];
        assert!(confirm(&backend, &office, CommandId::new(), "", &too_many, NOW).await.is_err());
        let refused = take_confirmation_back(&backend, &elsewhere, CommandId::new(), zineb, NOW).await;
        assert!(refused.is_err());
        take_confirmation_back(&backend, &office, CommandId::new(), zineb, NOW).await.unwrap();
        assert_eq!(to_confirm().await, 239);
        assert_eq!(person(&backend, &office, zineb, Lang::Fr, NOW).await.unwrap().shown.confirmation, None);
    }

    async fn a_persons_page_has_the_address_requests_pair_and_notes(db: Db) {
        let (backend, _, office, elsewhere) = desk_of(&db).await;
        let row = &pairs(&backend, &office, &Filter::default(), Lang::Fr).await.unwrap().shown.page.rows[0];
        let page = person(&backend, &office, row.mentee_id, Lang::Fr, NOW).await.unwrap().shown;
        assert!(page.email.ends_with("@example.org"));
        assert_eq!(page.pairs[0].id, row.id);
        assert!(page.requests.iter().any(|request| request.mentor_id == row.mentor_id));
        assert!(page.requests.iter().all(|request| request.mentee_id == row.mentee_id));
        assert!(page.proposals.is_empty() && page.notes.is_empty());
        let note = async |actor: &Actor, command, text: &str| {
            add_note(&backend, actor, command, row.mentee_id, text, NOW).await
        };
        let refused = note(&office, CommandId::new(), " ").await.unwrap_err();
        assert!(matches!(refused.failure(), Failure::Invalid(problems) if problems[0].field == "text"));
        assert!(note(&office, CommandId::new(), &"é".repeat(NOTE_MAX + 1)).await.is_err());
        assert!(note(&elsewhere, CommandId::new(), "Bonjour").await.is_err());
        let command = CommandId::new();
        for _ in 0..2 {
            note(&office, command, "A appelé le 12, <b>pressé</b>.").await.unwrap();
        }
        note(&office, CommandId::new(), "Rappelé.").await.unwrap();
        let notes = person(&backend, &office, row.mentee_id, Lang::Fr, NOW).await.unwrap().shown.notes;
        let told: Vec<_> = notes.iter().map(|note| (note.by.as_str(), note.text.as_str())).collect();
        assert_eq!(told, [("Zineb El Mokri", "Rappelé."), ("Zineb El Mokri", "A appelé le 12, <b>pressé</b>.")]);
    }

    async fn the_office_brings_a_suggested_mentor_to_a_mentees_notice_once(db: Db) {
        let (backend, _, office, elsewhere) = desk_of(&db).await;
        let mentee = unmatched(&backend, &office).await;
        let page = person(&backend, &office, mentee, Lang::Fr, NOW).await.unwrap().shown;
        let best = page.proposals[0].suggestion.clone();
        assert!(!best.assessment.reasons.is_empty());
        let mentor = best.card.who.person;
        let suggest = async |actor: &Actor, mentor| {
            suggest_mentor(&backend, actor, CommandId::new(), mentee, mentor, NOW).await
        };
        assert_eq!(suggest(&elsewhere, mentor).await.unwrap_err().failure(), Failure::NotFound);
        // Only whom the mentee is shown too.
        assert!(suggest(&office, PersonId::new()).await.is_err());
        for _ in 0..2 {
            suggest(&office, mentor).await.unwrap();
        }
        let as_mentee = Actor { person: mentee, roles: vec![] };
        let notices = crate::notifications::list(&backend, &as_mentee, 1).await.unwrap().lines;
        let told: Vec<_> = notices.iter().filter(|line| line.kind == NoticeKind::MentorSuggested).collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].facts.path(), format!("/mentors/{mentor}"));
        assert_eq!(told[0].facts.name, best.card.who.name);
        let page = person(&backend, &office, mentee, Lang::Fr, NOW).await.unwrap().shown;
        let suggested = page.proposals.iter().find(|it| it.suggestion.card.who.person == mentor);
        assert!(suggested.unwrap().suggested.is_some());
    }

    async fn a_list_is_taken_away_as_it_is_narrowed_and_that_is_recorded(db: Db) {
        let (backend, _, office, elsewhere) = desk_of(&db).await;
        let filter = Filter { side: Some(Side::Mentor), sort: "name".into(), page: 3, ..Filter::default() };
        let take = async |actor: &Actor, list, filter: &Filter| {
            export(&backend, actor, list, Format::Csv, filter, Lang::Fr, NOW).await
        };
        let Exported::People(rows) = take(&office, Export::People, &filter).await.unwrap() else {
            panic!("another list")
        };
        assert_eq!((rows.rows.len(), rows.total), (60, 60));
        assert!(rows.rows.iter().all(|row| row.progress.side == Side::Mentor));
        assert!(rows.rows.iter().map(|row| crate::matching::fold(&row.name)).is_sorted());
        assert!(rows.rows.len() < EXPORT_ROWS as usize);
        let open = Filter { state: "open".into(), ..Filter::default() };
        assert_eq!(take(&office, Export::Requests, &open).await.unwrap().rows(), (27, 27));
        let active = Filter { phase: "active".into(), search: "a".into(), ..Filter::default() };
        assert!(take(&office, Export::Pairs, &active).await.unwrap().rows().0 <= 20);
        assert_eq!(take(&elsewhere, Export::People, &filter).await.unwrap_err().failure(), Failure::NotFound);
        let mut reader = db.read().await.unwrap();
        assert_eq!(sql::office::count_exports(reader.conn()).await.unwrap(), 3);
    }
}

#[test]
fn no_cell_of_a_file_is_run_by_a_spreadsheet() {
    let rows = [vec![
        "=HYPERLINK(\"x\")".to_owned(),
        "Leïla; \"B\"".to_owned(),
    ]];
    let file = Format::Csv.write(&["Nom", "Ville"], &rows).unwrap();
    let text = String::from_utf8(file).unwrap();
    assert_eq!(
        text,
        "\u{feff}Nom;Ville\r\n\"'=HYPERLINK(\"\"x\"\")\";\"Leïla; \"\"B\"\"\"\r\n"
    );
    let file = Format::Xlsx.write(&["Nom", "Ville"], &rows).unwrap();
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(file)).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0)
        .unwrap()
        .unwrap();
    let cell = |line, column| sheet.get_value((line, column)).unwrap().to_string();
    assert_eq!(
        [cell(0, 0), cell(1, 0), cell(1, 1)],
        ["Nom", "'=HYPERLINK(\"x\")", "Leïla; \"B\""]
    );
}

on_both_engines! {
    async fn a_member_of_two_programmes_is_shown_in_the_one_that_the_page_names(db: Db) {
        let (backend, first, mut office, _) = desk_of(&db).await;
        let second = programmes::create(&db, "OTHER", ["Autre"; 4], NOW)
            .await
            .unwrap();
        office.roles.push(Role::Coordinator(second));
        let mentee = unmatched(&backend, &office).await;
        let named = |code| Named {
            person: mentee,
            programme: code,
        };
        let refused = person(&backend, &office, named("OTHER"), Lang::Fr, NOW)
            .await
            .unwrap_err();
        assert_eq!(refused.failure(), Failure::NotFound, "no member there yet");
        let mut tx = db.write().await.unwrap();
        sql::members::join(tx.conn(), second, mentee, Side::Mentor, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        add_note(
            &backend,
            &office,
            CommandId::new(),
            named("OTHER"),
            "Autre dossier",
            NOW,
        )
        .await
        .unwrap();
        confirm_one(&backend, &office, CommandId::new(), named("OTHER"), NOW)
            .await
            .unwrap();
        for (code, side, notes) in [
            ("CIRCLE", Side::Mentee, 0),
            ("OTHER", Side::Mentor, 1),
            ("", Side::Mentee, 0),
        ] {
            let found = person(&backend, &office, named(code), Lang::Fr, NOW)
                .await
                .unwrap();
            let shown: Vec<_> = found
                .programmes
                .iter()
                .filter(|it| it.is_shown)
                .map(|it| it.code.as_str())
                .collect();
            let sides: Vec<_> = found.shown.progresses.iter().map(|it| it.side).collect();
            assert_eq!(
                (shown, sides),
                (
                    vec![if code.is_empty() { "CIRCLE" } else { code }],
                    vec![side]
                ),
                "{code}"
            );
            assert_eq!(
                (found.programmes.len(), found.shown.notes.len()),
                (2, notes),
                "{code}"
            );
        }
        let only_first = Actor {
            roles: vec![Role::Coordinator(first)],
            ..office.clone()
        };
        let refused = person(&backend, &only_first, named("OTHER"), Lang::Fr, NOW)
            .await
            .unwrap_err();
        assert_eq!(refused.failure(), Failure::NotFound);
        let command = CommandId::new();
        for _ in 0..2 {
            programmes::take_out(&backend, &office, command, named("OTHER"), NOW)
                .await
                .unwrap();
        }
        assert!(
            person(&backend, &office, named("OTHER"), Lang::Fr, NOW)
                .await
                .is_err()
        );
        assert!(
            person(&backend, &office, named("CIRCLE"), Lang::Fr, NOW)
                .await
                .is_ok()
        );
    }

    async fn a_search_finds_expertise_and_towns_in_any_script(db: Db) {
        let (backend, programme, office, _) = desk_of(&db).await;
        let mentor = found(&backend, &office, "mentor@example.org").await;
        let mut tx = db.write().await.unwrap();
        sql::members::live_in(tx.conn(), mentor, "Casablanca")
            .await
            .unwrap();
        sql::members::offer(tx.conn(), mentor, "CUSTOMS")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let finds = async |text: &str| {
            let filter = Filter {
                search: text.into(),
                side: Some(Side::Mentor),
                ..Filter::default()
            };
            let part = lists::members_in(&backend, programme, &filter)
                .await
                .unwrap();
            part.iter().any(|row| row.person_id == mentor)
        };
        for text in [
            "douane",
            "الدار البيضاء",
            "CASABLANCA",
            "customs",
            "جمارك",
            "Zineb douane",
        ] {
            assert!(finds(text).await, "{text}");
        }
        assert!(!finds("xylophone").await && !finds("douane xylophone").await);
    }
}
