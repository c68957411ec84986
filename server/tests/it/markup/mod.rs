//! What a person types never becomes markup: in any field, on any page that shows it, for any viewer, and in the form
//! that comes back after a refusal.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod html;
mod returned;

use crate::world::{FORM, NOW, Server, Stage, Who, World, file_form, get, post};
use axum::body::Body;
use domain::{CommandId, Lang};
use html::{MARK, Page};
use http::{Request, StatusCode, header};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Pages looked at for each viewer beside those that links lead to; `{mark}` is the markup.
const STARTS: [&str; 23] = [
    "/fr",
    "/fr/home",
    "/fr/me",
    "/fr/me/account",
    "/fr/profile/who",
    "/fr/profile/place",
    "/fr/profile/project",
    "/fr/profile/ties",
    "/fr/profile/time",
    "/fr/mentors?q={mark}",
    "/fr/mentors/{mark}",
    "/fr/coordinator",
    "/fr/coordinator/people?q={mark}&programme={mark}",
    "/fr/coordinator/invite?q={mark}",
    "/fr/coordinator/import?running={mark}&programme=",
    "/fr/coordinator/requests?q={mark}&state={mark}",
    "/fr/partner",
    "/fr/admin/people?q={mark}&role={mark}",
    "/fr/admin/reference?kind=sector&item=MARKED",
    "/fr/admin/reference?kind={mark}&item={mark}",
    "/fr/sign-in?next={mark}",
    "/fr/link?t={mark}",
    "/fr/{mark}",
];
/// Pages of one form (`/fr/mentors/:id` with all its queries) that are looked at.
const ALIKE: usize = 4;

fn encode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// A form as a browser without script posts it; `{mark}` in its fields is the markup.
fn form(world: &World, path: &str, who: Who, fields: &str) -> Request<Body> {
    let fields = world.fill(fields).replace("{mark}", &encode(MARK));
    let mut request = post(path, world.token(who), FORM, fields);
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, "text/html".parse().unwrap());
    request
}

/// Posts what must be taken.
async fn typed(world: &World, server: &Server, who: Who, path: &str, fields: &str) {
    let fields = format!("command={{command}}&page=/fr/home&{fields}");
    let (status, _, body) = server.ask(form(world, path, who, &fields)).await;
    let said = body.split("error-summary").nth(1).unwrap_or_default();
    let said: String = said.chars().take(400).collect();
    assert_eq!(status, StatusCode::SEE_OTHER, "{path} for {who:?}: {said}");
}

/// The markup in whatever people can type, and in the files they send.
async fn type_it_everywhere(world: &World, server: &Server) {
    let backend = &server.backend;
    backend::programmes::create(&backend.db, "MARKED", [MARK; 4], NOW)
        .await
        .unwrap();
    for who in [Who::Mentee, Who::Mentor, Who::Stranger] {
        for (step, fields) in [
            (
                "who",
                "given_name={mark}&family_name={mark}&given_name_ar={mark}&family_name_ar={mark}\
                 &headline={mark}&phone=%2B212612345678",
            ),
            (
                "place",
                "country=MA&city={mark}&time_zone=Africa/Casablanca&languages[0]=fr:fluent",
            ),
            // Of another company than the others, or nobody could ask them.
            ("ties", "regions[0]=MA-01&company={mark}{who}"),
            ("time", "bio={mark}"),
        ] {
            typed(
                world,
                server,
                who,
                &format!("/api/profiles/save_{step}"),
                &fields.replace("{who}", &format!("{who:?}")),
            )
            .await;
        }
    }
    let project = "title={mark}&stage=idea&sought={mark}&needs[0]=EXPORT";
    typed(
        world,
        server,
        Who::Mentee,
        "/api/profiles/save_project",
        project,
    )
    .await;
    let entry = "kind=sector&code=MARKED&name_fr={mark}&name_ar={mark}&name_en={mark}&name_de={mark}&active=1";
    typed(
        world,
        server,
        Who::Administrator,
        "/api/profiles/save_reference",
        entry,
    )
    .await;
    let role = "person={mentee}&role=partner&organisation={mark}";
    typed(
        world,
        server,
        Who::Administrator,
        "/api/administration/give_role",
        role,
    )
    .await;
    let newcomer = "email=new%40example.net&given_name={mark}&family_name={mark}&side=mentee";
    typed(
        world,
        server,
        Who::Anonymous,
        "/api/accounts/sign_up",
        newcomer,
    )
    .await;
    import(world, server).await;
    requests(world, server).await;
}

/// A list whose name, headings and cells are markup: one row is taken, one is rejected.
async fn import(world: &World, server: &Server) {
    let cell = MARK.replace('"', "\"\"");
    let file = format!(
        "Prénom;Nom;E-mail;Pays;Ville;Secteur;Langues;Expertise offerte;Capacité;\"{cell}\"\n\
         \"{cell}\";\"{cell}\";marked@example.net;Maroc;\"{cell}\";Énergie et renouvelables;français;Démarrage à l'export;2;\n\
         \"{cell}\";\"{cell}\";\"{cell}\";\"{cell}\";\"{cell}\";\"{cell}\";\"{cell}\";\"{cell}\";\"{cell}\";\n"
    );
    let fields = [
        ("side", "mentors"),
        ("mode", "write"),
        ("page", "/fr/coordinator/import"),
        ("file", &*file),
    ];
    let sent = file_form("/imports", world.token(Who::Coordinator), &fields);
    let (status, target, _) = server.ask(sent).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(target.starts_with("/fr/coordinator/import/"), "{target}");
}

/// A request with markup that was declined with markup, and a pair whose aims are markup.
async fn requests(world: &World, server: &Server) {
    let backend = &server.backend;
    let (mentee, _) = world.actor(server, Who::Mentee).await;
    let (stranger, _) = world.actor(server, Who::Stranger).await;
    let message = format!("{MARK} {MARK}");
    let request = backend::matching::ask(
        backend,
        &mentee,
        CommandId::new(),
        (stranger.person, ""),
        &message,
        NOW,
    )
    .await
    .unwrap();
    let decline = format!("request={request}&reason=no_time&note={{mark}}");
    typed(
        world,
        server,
        Who::Stranger,
        "/api/matching/decline",
        &decline,
    )
    .await;
    typed(
        world,
        server,
        Who::Mentor,
        "/api/matching/accept",
        "request={request}",
    )
    .await;
    let pairs = backend::mentorships::list(backend, &mentee, Lang::Fr, NOW)
        .await
        .unwrap();
    let terms = format!(
        "mentorship={}&base=0&aims={{mark}}&rhythm=weekly&months=6&channel=phone&confidentiality=by_agreement",
        pairs[0].id
    );
    typed(
        world,
        server,
        Who::Mentee,
        "/api/mentorships/propose_terms",
        &terms,
    )
    .await;
}

/// The address without its query, ids replaced: pages of one form.
fn form_of(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let segments = path.split('/').map(|segment| {
        let is_id = segment.len() > 20 || segment.contains('%');
        if is_id { ":" } else { segment }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Follows all links from the starts; the pages that show the markup, each as a text.
async fn look_everywhere(
    world: &World,
    server: &Server,
    who: Who,
) -> (BTreeSet<String>, Vec<String>) {
    let mut waiting: VecDeque<String> = STARTS
        .iter()
        .map(|start| start.replace("{mark}", &encode(MARK).replace('+', "%20")))
        .collect();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let (mut shown, mut wrong) = (BTreeSet::new(), Vec::new());
    while let Some(path) = waiting.pop_front() {
        let mut request = get(&path, world.token(who));
        let headers = request.headers_mut();
        headers.insert(header::ACCEPT, "text/html".parse().unwrap());
        let (_, _, body) = server.ask(request).await;
        let page = Page::read(&body);
        if !page.marked.is_empty() {
            wrong.push(format!("{path} for {who:?}: {:?}", page.marked));
        }
        if page.text.contains(MARK) {
            shown.insert(form_of(&path));
        }
        for link in page.links {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            let count = alike.entry(form_of(&link)).or_default();
            if link.starts_with("/fr/") && *count < ALIKE && seen.insert(link.clone()) {
                *count += 1;
                waiting.push_back(link);
            }
        }
    }
    (shown, wrong)
}

#[tokio::test]
async fn no_page_makes_markup_of_what_somebody_typed() {
    let world = World::new().await;
    let server = world.server(Stage::Asked).await;
    type_it_everywhere(&world, &server).await;
    let (mut shown, mut wrong) = (BTreeSet::new(), Vec::new());
    for who in Who::ALL {
        let (pages, faults) = look_everywhere(&world, &server, who).await;
        shown.extend(pages);
        wrong.extend(faults);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The markup was there to be seen.
    for page in [
        "/fr/home",
        "/fr/me",
        "/fr/profile/time",
        "/fr/mentors",
        "/fr/mentors/:",
        "/fr/requests/:",
        "/fr/mentorships/:",
        "/fr/mentorships/:/charter",
        "/fr/mentorships/:/terms",
        "/fr/chain",
        "/fr/notices",
        "/fr/coordinator/people",
        "/fr/coordinator/people/:",
        "/fr/coordinator/import/:",
        "/fr/admin/people",
        "/fr/admin/people/:",
        "/fr/admin/reference",
    ] {
        assert!(shown.contains(page), "{page} is not among {shown:#?}");
    }
    server.close().await;
}

#[tokio::test]
async fn titles_and_textareas_say_what_was_typed() {
    let world = World::new().await;
    let server = world.server(Stage::Asked).await;
    type_it_everywhere(&world, &server).await;
    let html = |path: &str, who| get(&world.fill(path), world.token(who));
    let (_, _, mentor) = server.ask(html("/fr/mentors/{mentor}", Who::Mentee)).await;
    assert!(
        Page::read(&mentor)
            .title
            .starts_with(&format!("{MARK} {MARK}")),
        "{mentor}"
    );
    let (_, _, step) = server.ask(html("/fr/profile/time", Who::Mentor)).await;
    assert_eq!(Page::read(&step).textareas, [MARK]);
    server.close().await;
}
