//! The demo with one pair that has done the main job, somebody of every kind signed in, and the router to ask.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use axum::{Router, body::Body};
use backend::{
    Backend, Db,
    accounts::{self, Hasher, Passkeys, operator},
    db::Migrations,
    mentorships::charter,
    programmes::{self, demo, invitations},
};
use domain::{
    Actor, CommandId, Lang, MentorshipId, PersonId, RequestId, SignInId, Timestamp,
    accounts::EmailAddress, mentorships::TermsDraft, profiles::WhoDraft,
    programmes::InvitationAnswer,
};
use http::{HeaderValue, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use server::{
    AppState,
    assets::Site,
    bodies::Room,
    live::Live,
    metrics::Metrics,
    state::{Clock, Imports, Settings},
    workbooks::Children,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;
use tower::ServiceExt;

pub const NOW: Timestamp = Timestamp(1_795_000_000_000);
const BASE_URL: &str = "http://127.0.0.1:3000";
/// Where passkeys are made: an address that is a number has none.
pub const NAMED: &str = "http://localhost:3000";
/// What only the two of the pair may read, wherever it appears.
pub const PRIVATE: [&str; 4] = [MESSAGE, AIMS, MENTEE_PHONE, MENTOR_PHONE];
const MESSAGE: &str = "Words that were meant for one mentor and for nobody else.";
const AIMS: &str = "Aims that stand in the charter of the two.";
const MENTEE_PHONE: &str = "+212612340001";
const MENTOR_PHONE: &str = "+212612340002";
/// Makes the stranger a mentor of the programme; the second row is rejected.
const IMPORT_FILE: &str = "Prénom;Nom;E-mail;Pays;Secteur;Langues;Expertise offerte;Capacité\n\
    Amal;Rifai;stranger@example.net;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2\n\
    Omar;Tazi;not-an-address;Maroc;Énergie et renouvelables;français;Démarrage à l'export;2\n";

/// Who asks, in the order of the columns of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Anonymous,
    /// The two of the pair that all rows are about.
    Mentee,
    Mentor,
    /// A mentor of the same programme, but not of this pair.
    Stranger,
    Coordinator,
    OtherCoordinator,
    Partner,
    Administrator,
}

impl Who {
    pub const ALL: [Who; 8] = [
        Who::Anonymous,
        Who::Mentee,
        Who::Mentor,
        Who::Stranger,
        Who::Coordinator,
        Who::OtherCoordinator,
        Who::Partner,
        Who::Administrator,
    ];

    pub const fn is_of_the_pair(self) -> bool {
        matches!(self, Who::Mentee | Who::Mentor)
    }

    const fn email(self) -> Option<&'static str> {
        match self {
            Who::Anonymous => None,
            Who::Mentee => Some("mentee@example.org"),
            Who::Mentor => Some("mentor@example.org"),
            Who::Stranger => Some("stranger@example.net"),
            Who::Coordinator => Some("coordinator@example.org"),
            Who::OtherCoordinator => Some("other@example.net"),
            Who::Partner => Some("partner@example.org"),
            Who::Administrator => Some("admin@example.org"),
        }
    }
}

/// How far the pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The mentee asked, the mentor has not answered.
    Asked,
    /// Accepted; terms are written, nobody signed.
    Paired,
    /// Both signed; the pledge is due.
    Signed,
}

/// Databases of every stage, and what rows name in braces.
pub struct World {
    folder: TempDir,
    tokens: Vec<(Who, String)>,
    names: Vec<(&'static str, String)>,
}

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::open(folder.path(), Migrations::Apply, None, BASE_URL).await;
        people(&server.backend).await;
        let mut world = Self {
            folder,
            tokens: Vec::new(),
            names: Vec::new(),
        };
        for who in Who::ALL {
            if let Some(email) = who.email() {
                world.tokens.push((who, server.sign_in(email).await));
            }
        }
        world.pair(&server).await;
        server.backend.db.close().await;
        world
    }

    /// A server of its own, on a copy of the database of that stage.
    pub async fn server(&self, stage: Stage) -> Server {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(self.file(stage), folder.path().join("mentoring.sqlite")).unwrap();
        let mails = Some(folder.path().join("mail"));
        let mut server = Server::open(folder.path(), Migrations::Require, mails, BASE_URL).await;
        server.folder = Some(folder);
        server
    }

    /// A server that sends its mails.
    pub async fn production(&self) -> Server {
        Server::open(self.folder.path(), Migrations::Require, None, BASE_URL).await
    }

    /// A server behind TLS.
    pub async fn secure(&self) -> Server {
        let url = "https://mem.example.org";
        Server::open(self.folder.path(), Migrations::Require, None, url).await
    }

    /// The text with every `{name}` replaced.
    pub fn fill(&self, text: &str) -> String {
        let command = CommandId::new().to_string();
        self.names.iter().fold(
            text.replace("{command}", &command),
            |text, (name, value)| text.replace(&format!("{{{name}}}"), value),
        )
    }

    pub fn token(&self, who: Who) -> Option<&str> {
        self.tokens
            .iter()
            .find(|(other, _)| *other == who)
            .map(|(_, token)| token.as_str())
    }

    fn file(&self, stage: Stage) -> PathBuf {
        self.folder.path().join(format!("{stage:?}.sqlite"))
    }

    async fn keep(&self, server: &Server, stage: Stage) {
        let file = self.file(stage);
        backend::db::backup(&server.backend.db, &file)
            .await
            .unwrap();
    }

    pub async fn actor(&self, server: &Server, who: Who) -> (Actor, SignInId) {
        let token = self.token(who).unwrap();
        let found = backend::accounts::viewer(&server.backend, token, NOW).await;
        let session = found.unwrap().unwrap();
        (session.actor, session.sign_in)
    }

    /// The main job, from request to signed charter.
    async fn pair(&mut self, server: &Server) {
        let backend = &server.backend;
        let (mentee, sign_in) = self.actor(server, Who::Mentee).await;
        let (mentor, _) = self.actor(server, Who::Mentor).await;
        give_phone(backend, &mentee, MENTEE_PHONE).await;
        give_phone(backend, &mentor, MENTOR_PHONE).await;
        let photo = self.photos(backend, &mentee, &mentor).await;
        let import = self.import(server).await;
        let request = ask(backend, &mentee, mentor.person).await;
        self.keep(server, Stage::Asked).await;
        let mentorship = accept(backend, &mentor, request).await;
        let hash = write_terms(backend, &mentee, mentorship).await;
        self.keep(server, Stage::Paired).await;
        for actor in [&mentee, &mentor] {
            let command = CommandId::new();
            charter::sign(backend, actor, command, mentorship, &hash, Lang::Fr, NOW)
                .await
                .unwrap();
        }
        self.keep(server, Stage::Signed).await;
        let programmes = programmes::all(&backend.db).await.unwrap();
        self.names.extend([
            ("programme", programmes[0].id.to_string()),
            ("sign-in of mentee", sign_in.to_string()),
            ("mentee", mentee.person.to_string()),
            ("mentor", mentor.person.to_string()),
            ("request", request.to_string()),
            ("mentorship", mentorship.to_string()),
            ("hash", hash),
            ("import", import),
        ]);
        self.names.extend(photo);
    }

    /// Both get a picture; the addresses are what rows name.
    async fn photos(
        &self,
        backend: &Backend,
        mentee: &Actor,
        mentor: &Actor,
    ) -> [(&'static str, String); 2] {
        let picture = std::fs::read(repository().join("public/apple-touch-icon.png")).unwrap();
        let mut paths = Vec::new();
        for actor in [mentee, mentor] {
            let (command, picture) = (CommandId::new(), picture.clone());
            backend::profiles::keep_photo(backend, actor, command, picture, NOW)
                .await
                .unwrap();
            let profile = backend::profiles::own(backend, actor, NOW).await.unwrap();
            let hash = profile.photo.unwrap();
            paths.push(domain::profiles::photo_path(actor.person, &hash, 192));
        }
        let mentor = paths.pop().unwrap();
        let mentee = paths.pop().unwrap();
        [("photo of mentee", mentee), ("photo of mentor", mentor)]
    }

    /// An import that invites the stranger as a mentor, with a rejected row; the stranger says yes.
    async fn import(&self, server: &Server) -> String {
        let token = self.token(Who::Coordinator);
        let answer = server.send(import_form(token)).await;
        let stranger = self.token(Who::Stranger).unwrap();
        let session = accounts::viewer(&server.backend, stranger, NOW).await;
        let stranger = session.unwrap().unwrap().actor;
        let asked = invitations::waiting(&server.backend, &stranger, Lang::Fr).await;
        for one in asked.unwrap() {
            let (command, yes) = (CommandId::new(), InvitationAnswer::Accept);
            let said = invitations::answer(
                &server.backend,
                &stranger,
                command,
                &one.code,
                one.side,
                yes,
                NOW,
            );
            said.await.unwrap();
        }
        let target = answer.headers()[header::LOCATION].to_str().unwrap();
        target.rsplit('/').next().unwrap().to_owned()
    }
}

/// The program on one data folder.
pub struct Server {
    pub backend: Backend,
    pub state: AppState,
    router: Router,
    /// Removed with the server, when it is the server's own.
    folder: Option<TempDir>,
}

impl Server {
    async fn open(
        folder: &Path,
        migrations: Migrations,
        mail_folder: Option<PathBuf>,
        base_url: &str,
    ) -> Self {
        let db = Db::open(&Db::sqlite_url(folder), migrations).await.unwrap();
        let mut backend = Backend::new(db, Hasher::new(2));
        backend.passkeys = Passkeys::of_site(NAMED, false);
        let root = repository().join("public");
        let site = Site::read(&root, &folder.join("hash.txt")).unwrap();
        let settings = Settings {
            base_url: base_url.into(),
            host: server::host::name_of(&base_url.parse().unwrap()),
            proxy_hops: 0,
            demo: true,
            mail_folder,
            secure: base_url.starts_with("https:"),
        };
        let state = AppState {
            backend: backend.clone(),
            site: Arc::new(site),
            options: leptos_config::LeptosOptions::builder()
                .output_name("mentoring")
                .build(),
            settings: Arc::new(settings),
            clock: Clock::Fixed(NOW),
            live: Live::new(backend.db.clone(), Clock::Fixed(NOW)),
            imports: Imports::new(Children::of(env!("CARGO_BIN_EXE_mentoring").into())),
            metrics: None,
            room: Room::default(),
        };
        Self {
            backend,
            router: server::router(state.clone()),
            state,
            folder: None,
        }
    }

    /// The same server with its metrics recorded, on the site behind this token.
    pub fn measured(mut self, token: Option<&str>) -> Self {
        self.state.metrics = Some(Metrics::install(token).unwrap());
        self.router = server::router(self.state.clone());
        self
    }

    /// The same server with room for so many bytes of bodies.
    pub fn with_room(mut self, bytes: usize) -> Self {
        self.state.room = Room::of(bytes);
        self.router = server::router(self.state.clone());
        self
    }

    /// The same server, which asks its staff for a second step.
    pub fn strict(self) -> Self {
        self.asking(true)
    }

    /// And one that does not any more.
    pub fn lenient(self) -> Self {
        self.asking(false)
    }

    fn asking(mut self, is_required: bool) -> Self {
        self.backend.passkeys = Passkeys::of_site(NAMED, is_required);
        self.state.backend = self.backend.clone();
        self.router = server::router(self.state.clone());
        self
    }

    /// Does this stand anywhere in the files of its database?
    pub fn holds(&self, text: &str) -> bool {
        let folder = self.folder.as_ref().unwrap().path();
        let files = std::fs::read_dir(folder).unwrap();
        let files = files.map(|file| file.unwrap().path());
        let files = files.filter(|file| file.is_file());
        let mut files = files.map(|file| std::fs::read(file).unwrap());
        files.any(|bytes| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        })
    }

    /// As a browser sends it: with the name of the site, unless it says another.
    pub async fn send(&self, mut request: Request<Body>) -> Response<Body> {
        let base_url: url::Url = self.state.settings.base_url.parse().unwrap();
        let name =
            HeaderValue::from_str(&base_url[url::Position::BeforeHost..url::Position::AfterPort]);
        request
            .headers_mut()
            .entry(header::HOST)
            .or_insert(name.unwrap());
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Status, where it leads if it leads on, and the body.
    pub async fn ask(&self, request: Request<Body>) -> (StatusCode, String, String) {
        let (head, body) = self.send(request).await.into_parts();
        let target = head
            .headers
            .get(header::LOCATION)
            .and_then(|target| target.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (head.status, target, text)
    }

    async fn sign_in(&self, email: &str) -> String {
        let body = format!(
            "command={}&email={}&password={}",
            CommandId::new(),
            email.replace('@', "%40"),
            demo::PASSWORD
        );
        let answer = self
            .send(post("/api/accounts/sign_in", None, FORM, body))
            .await;
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        let value = cookie.strip_prefix("session=").unwrap();
        value.split(';').next().unwrap().to_owned()
    }

    pub async fn close(self) {
        self.backend.db.close().await;
        drop(self.folder);
    }
}

pub const FORM: &str = "application/x-www-form-urlencoded";
pub const FILE: &str = "multipart/form-data; boundary=edge";

pub fn get(path: &str, token: Option<&str>) -> Request<Body> {
    head(token).uri(path).body(Body::empty()).unwrap()
}

pub fn post(path: &str, token: Option<&str>, kind: &str, body: String) -> Request<Body> {
    head(token)
        .method("POST")
        .uri(path)
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body))
        .unwrap()
}

/// A form with fields and a file.
pub fn file_form(path: &str, token: Option<&str>, fields: &[(&str, &str)]) -> Request<Body> {
    let parts: String = fields
        .iter()
        .map(|(name, value)| {
            let file = if *name == "file" {
                "; filename=\"people.csv\""
            } else {
                ""
            };
            format!(
                "--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"
            )
        })
        .collect();
    post(path, token, FILE, format!("{parts}--edge--\r\n"))
}

pub fn import_form(token: Option<&str>) -> Request<Body> {
    let fields = [
        ("side", "mentors"),
        ("mode", "write"),
        ("invite", "on"),
        ("page", "/fr/coordinator/import"),
        ("file", IMPORT_FILE),
    ];
    file_form("/imports", token, &fields)
}

pub fn head(token: Option<&str>) -> http::request::Builder {
    let head = Request::builder().header(header::ACCEPT, "application/json");
    match token {
        Some(token) => head.header(header::COOKIE, format!("session={token}")),
        None => head,
    }
}

fn repository() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The demo's people, a stranger to the pair, and the coordinator of a second programme.
async fn people(backend: &Backend) {
    let db = &backend.db;
    let programme = programmes::seed(db, &repository().join("reference"), NOW)
        .await
        .unwrap();
    let texts = repository().join("reference/texts");
    backend::legal::seed(db, &texts, NOW).await.unwrap();
    demo::load(backend, programme, NOW).await.unwrap();
    programmes::create(db, "OTHER", ["Autre"; 4], NOW)
        .await
        .unwrap();
    for who in [Who::Stranger, Who::OtherCoordinator] {
        let email = EmailAddress::parse(who.email().unwrap()).unwrap();
        let password = Some(demo::PASSWORD);
        accounts::create_person(backend, &email, password, Lang::Fr, NOW)
            .await
            .unwrap();
        if who == Who::OtherCoordinator {
            let role = operator::NamedRole::Coordinator {
                programme: "OTHER".into(),
            };
            operator::grant(backend, &email, &role, NOW).await.unwrap();
        }
    }
}

async fn give_phone(backend: &Backend, actor: &Actor, phone: &str) {
    let names = backend::profiles::own(backend, actor, NOW)
        .await
        .unwrap()
        .names;
    let draft = WhoDraft {
        given_name: names.given,
        family_name: names.family,
        given_name_ar: names.given_ar,
        family_name_ar: names.family_ar,
        headline: String::new(),
        phone: phone.into(),
    };
    backend::profiles::save_who(backend, actor, CommandId::new(), draft, NOW)
        .await
        .unwrap();
}

async fn ask(backend: &Backend, mentee: &Actor, mentor: PersonId) -> RequestId {
    let command = CommandId::new();
    backend::matching::ask(backend, mentee, command, (mentor, ""), MESSAGE, NOW)
        .await
        .unwrap()
}

async fn accept(backend: &Backend, mentor: &Actor, request: RequestId) -> MentorshipId {
    let command = CommandId::new();
    backend::matching::accept(backend, mentor, command, request, NOW)
        .await
        .unwrap()
}

/// Writes the pair's terms and returns the hash that is signed.
async fn write_terms(backend: &Backend, mentee: &Actor, id: MentorshipId) -> String {
    let draft = TermsDraft {
        aims: AIMS.into(),
        rhythm: "monthly".into(),
        months: "9".into(),
        channel: "video".into(),
        confidentiality: "between_us".into(),
    };
    charter::propose(backend, mentee, CommandId::new(), id, 0, &draft, NOW)
        .await
        .unwrap();
    charter::read(backend, mentee, id, Lang::Fr)
        .await
        .unwrap()
        .hash
}
