//! The rows of server functions.

use super::{
    Answer::{self, *},
    How, Row,
};
use crate::world::Stage;

// Columns:                  nobody  mentee     mentor     stranger   coordin.   other c.   partner    admin
const ANYONE: [Answer; 8] = [Done; 8];
/// Open to anybody, and refused for what was typed.
const REFUSED: [Answer; 8] = [Rules; 8];
/// Open to anybody, and not there.
const NOBODYS: [Answer; 8] = [NotFound; 8];
/// About oneself.
const MEMBERS: [Answer; 8] = [SignIn, Done, Done, Done, Done, Done, Done, Done];
/// About oneself, and refused for what was typed.
const TYPED: [Answer; 8] = [SignIn, Rules, Rules, Rules, Rules, Rules, Rules, Rules];
/// Mentors of one's own programme, as a member or as its office.
const MEMBERS_AND_OFFICE: [Answer; 8] =
    [SignIn, Done, Done, Done, Done, Done, Forbidden, Forbidden];
const PROGRAMME: [Answer; 8] = [SignIn, Done, Done, Done, Done, NotFound, NotFound, NotFound];
const PAIR: [Answer; 8] = [
    SignIn, Done, Done, NotFound, NotFound, NotFound, NotFound, NotFound,
];
const MENTEE: [Answer; 8] = [
    SignIn, Done, Forbidden, NotFound, NotFound, NotFound, NotFound, NotFound,
];
const MENTOR: [Answer; 8] = [
    SignIn, Forbidden, Done, NotFound, NotFound, NotFound, NotFound, NotFound,
];
/// Each coordinator about their own programme.
const COORDINATORS: [Answer; 8] = [
    SignIn, NotFound, NotFound, NotFound, Done, Done, NotFound, NotFound,
];
const COORDINATOR: [Answer; 8] = [
    SignIn, NotFound, NotFound, NotFound, Done, NotFound, NotFound, NotFound,
];
const STAFF: [Answer; 8] = [SignIn, NotFound, NotFound, NotFound, Done, Done, Done, Done];
const ADMINISTRATOR: [Answer; 8] = [
    SignIn, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Done,
];

fn reads(name: &'static str, query: &str, answers: [Answer; 8]) -> Row {
    Row {
        name,
        stage: Stage::Signed,
        path: format!("{name}?{query}"),
        how: How::Get,
        answers,
    }
}

fn writes(name: &'static str, stage: Stage, fields: &'static str, answers: [Answer; 8]) -> Row {
    Row {
        name,
        stage,
        path: name.to_owned(),
        how: How::Form(fields),
        answers,
    }
}

pub fn rows() -> Vec<Row> {
    [
        accounts(),
        administration(),
        profiles(),
        legal(),
        matching(),
        mentorships(),
        notifications(),
        trust(),
        privacy(),
        staff(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn accounts() -> Vec<Row> {
    let form = |name, fields, answers| writes(name, Stage::Signed, fields, answers);
    vec![
        form(
            "/api/accounts/sign_up",
            "command={command}&email=new%40example.net&given_name=Amal&family_name=Rifai&side=mentee",
            ANYONE,
        ),
        form(
            "/api/accounts/sign_in",
            "command={command}&email=mentee%40example.org&password=wrong",
            REFUSED,
        ),
        form(
            "/api/accounts/ask_for_link",
            "command={command}&email=mentee%40example.org",
            ANYONE,
        ),
        form(
            "/api/accounts/ask_for_reset",
            "command={command}&email=mentee%40example.org",
            ANYONE,
        ),
        reads("/api/accounts/show_link", "token=none", REFUSED),
        form(
            "/api/accounts/follow_link",
            "command={command}&token=none",
            REFUSED,
        ),
        form(
            "/api/accounts/reset_password",
            "command={command}&token=none&new_password=a-long-new-password",
            REFUSED,
        ),
        form("/api/accounts/sign_out", "command={command}", ANYONE),
        form(
            "/api/accounts/sign_out_everywhere",
            "command={command}",
            MEMBERS,
        ),
        form(
            "/api/accounts/prove",
            "command={command}&current_password=wrong",
            TYPED,
        ),
        reads("/api/accounts/show_asked", "", ANYONE),
        form(
            "/api/accounts/send_again",
            "command={command}&asked={command}&email=new%40example.net",
            NOBODYS,
        ),
        form("/api/accounts/ask_to_prove", "command={command}", MEMBERS),
        form("/api/accounts/resume", "command={command}", MEMBERS),
        // Somebody else's is left alone: see the test of the matrix.
        form(
            "/api/accounts/end_sign_in",
            "command={command}&id={sign-in of mentee}",
            MEMBERS,
        ),
        reads("/api/accounts/show_sign_ins", "", MEMBERS),
        reads("/api/accounts/show_settings", "", MEMBERS),
        reads("/api/accounts/show_security", "", MEMBERS),
        form(
            "/api/accounts/rename_passkey",
            "command={command}&id={mentorship}&name=\
             01234567890123456789012345678901234567890123456789012345678901",
            TYPED,
        ),
        // Of somebody else's nothing is taken away.
        form(
            "/api/accounts/remove_passkey",
            "command={command}&id={mentorship}",
            MEMBERS,
        ),
        form(
            "/api/accounts/use_recovery_code",
            "command={command}&recovery_code=0000",
            TYPED,
        ),
        reads("/api/accounts/show_resets", "", ADMINISTRATOR),
        form(
            "/api/accounts/open_reset",
            "command={command}&email=mentee%40example.org",
            ADMINISTRATOR,
        ),
        form(
            "/api/accounts/confirm_reset",
            "command={command}&id={mentorship}",
            [
                SignIn, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, NotFound,
            ],
        ),
        form(
            "/api/accounts/refuse_reset",
            "command={command}&id={mentorship}",
            [
                SignIn, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, NotFound,
            ],
        ),
        form(
            "/api/accounts/save_settings",
            "command={command}&lang=fr&theme=dark",
            MEMBERS,
        ),
        form(
            "/api/accounts/change_password",
            "command={command}&current_password=wrong&new_password=a-long-new-password",
            TYPED,
        ),
        form(
            "/api/accounts/change_address",
            "command={command}&email=new%40example.net&current_password=wrong",
            TYPED,
        ),
    ]
}

fn administration() -> Vec<Row> {
    let form = |name, fields, answers| writes(name, Stage::Signed, fields, answers);
    vec![
        reads("/api/administration/overview", "", ADMINISTRATOR),
        reads("/api/administration/people", "q=mentee", ADMINISTRATOR),
        reads(
            "/api/administration/person",
            "person={mentee}",
            ADMINISTRATOR,
        ),
        form(
            "/api/administration/give_role",
            "command={command}&person={mentee}&role=administrator",
            ADMINISTRATOR,
        ),
        form(
            "/api/administration/take_role",
            "command={command}&person={mentee}&role=administrator",
            ADMINISTRATOR,
        ),
        form(
            "/api/administration/close_account",
            "command={command}&person={mentee}",
            ADMINISTRATOR,
        ),
        form(
            "/api/administration/end_sign_ins",
            "command={command}&person={mentee}",
            ADMINISTRATOR,
        ),
        form(
            "/api/administration/reopen_account",
            "command={command}&person={mentee}",
            ADMINISTRATOR,
        ),
        reads("/api/administration/mail", "", ADMINISTRATOR),
        reads("/api/administration/journal", "kind=", ADMINISTRATOR),
        form(
            "/api/administration/retry_mail",
            "command={command}&mail=all",
            ADMINISTRATOR,
        ),
        reads("/api/administration/weights", "code=CIRCLE", ADMINISTRATOR),
        form(
            "/api/administration/set_weights",
            "command={command}&code=CIRCLE&needs=40&sector=20&region=10&language=10&experience=10&hours=10",
            ADMINISTRATOR,
        ),
    ]
}

fn profiles() -> Vec<Row> {
    let own = |name, fields, answers| writes(name, Stage::Signed, fields, answers);
    vec![
        reads("/api/profiles/show_step", "step=who", MEMBERS),
        reads("/api/profiles/show_me", "", MEMBERS),
        own(
            "/api/profiles/choose_sides",
            "command={command}&sides[0]=mentee",
            MEMBERS,
        ),
        own("/api/profiles/save_who", "command={command}", TYPED),
        own("/api/profiles/save_place", "command={command}", TYPED),
        own("/api/profiles/save_project", "command={command}", TYPED),
        own("/api/profiles/save_offer", "command={command}", TYPED),
        own(
            "/api/profiles/save_ties",
            "command={command}&federation=nowhere",
            TYPED,
        ),
        own(
            "/api/profiles/save_time",
            "command={command}&slots[0]=never",
            TYPED,
        ),
        reads("/api/profiles/list_reference", "kind=Sector", ADMINISTRATOR),
        own(
            "/api/profiles/save_reference",
            "command={command}&kind=sector&code=TESTS&name_fr=Essais&name_ar=Essais&name_en=Essais&name_de=Essais&active=1",
            ADMINISTRATOR,
        ),
    ]
}

fn legal() -> Vec<Row> {
    vec![
        reads("/api/legal/show_text", "text=Privacy", ANYONE),
        reads("/api/legal/list_texts", "", ADMINISTRATOR),
        writes(
            "/api/legal/save_text",
            Stage::Signed,
            "command={command}&text=privacy&lang=fr&version=1&body=Essai",
            ADMINISTRATOR,
        ),
    ]
}

fn matching() -> Vec<Row> {
    let asked = |name, fields, answers| writes(name, Stage::Asked, fields, answers);
    vec![
        reads("/api/matching/suggest", "", MEMBERS),
        reads("/api/matching/directory", "", MEMBERS_AND_OFFICE),
        reads("/api/matching/mentor", "mentor={mentor}", PROGRAMME),
        asked(
            "/api/matching/ask",
            "command={command}&mentor={mentor}&message=A+request+that+is+long+enough+to+be+sent.",
            TYPED,
        ),
        reads("/api/matching/my_requests", "", MEMBERS),
        reads("/api/matching/request", "request={request}", PAIR),
        asked(
            "/api/matching/accept",
            "command={command}&request={request}",
            MENTOR,
        ),
        asked(
            "/api/matching/decline",
            "command={command}&request={request}&reason=no_time",
            MENTOR,
        ),
        asked(
            "/api/matching/withdraw",
            "command={command}&request={request}",
            MENTEE,
        ),
    ]
}

fn mentorships() -> Vec<Row> {
    vec![
        reads("/api/home/show", "", MEMBERS),
        reads("/api/mentorships/list", "", MEMBERS),
        reads("/api/mentorships/side", "side=give", MEMBERS),
        reads("/api/mentorships/show", "id={mentorship}", PAIR),
        reads("/api/mentorships/read_charter", "id={mentorship}", PAIR),
        writes(
            "/api/mentorships/propose_terms",
            Stage::Paired,
            "command={command}&mentorship={mentorship}&base=1&aims=Other+aims+of+the+two.&rhythm=weekly&months=6\
             &channel=phone&confidentiality=by_agreement",
            PAIR,
        ),
        writes(
            "/api/mentorships/sign_charter",
            Stage::Paired,
            "command={command}&mentorship={mentorship}&hash={hash}&text_lang=fr",
            PAIR,
        ),
        reads("/api/circle/chain", "", MEMBERS),
        writes(
            "/api/circle/make_pledge",
            Stage::Signed,
            "command={command}&mentorship={mentorship}&form=hours&hours=10&by=2027-06-01",
            MENTEE,
        ),
    ]
}

fn notifications() -> Vec<Row> {
    let own = |name, fields| writes(name, Stage::Signed, fields, MEMBERS);
    vec![
        reads("/api/notifications/list", "page=1", MEMBERS),
        reads("/api/notifications/unread", "", ANYONE),
        own("/api/notifications/mark_all_read", "command={command}"),
        reads("/api/notifications/choices", "", MEMBERS),
        own("/api/notifications/choose", "command={command}"),
    ]
}

fn trust() -> Vec<Row> {
    let form = |name, fields, answers| writes(name, Stage::Signed, fields, answers);
    vec![
        // About the mentor, who is the stranger's fellow mentor.
        form(
            "/api/trust/declare",
            "command={command}&other={mentor}&kind=family",
            [
                SignIn, Done, NotFound, NotFound, NotFound, NotFound, NotFound, NotFound,
            ],
        ),
        // One's own word alone.
        form(
            "/api/trust/take_back",
            "command={command}&other={mentor}",
            MEMBERS,
        ),
        reads("/api/trust/blocks", "person={mentee}", COORDINATOR),
        form(
            "/api/trust/block",
            "command={command}&person={mentee}&other={mentor}&reason=A+reason",
            COORDINATOR,
        ),
        form(
            "/api/trust/unblock",
            "command={command}&person={mentee}&other={mentor}",
            COORDINATOR,
        ),
    ]
}

fn privacy() -> Vec<Row> {
    vec![
        reads("/api/privacy/my_data", "", MEMBERS),
        // The only administrator stays.
        writes(
            "/api/privacy/erase",
            Stage::Signed,
            "command={command}&understood=on",
            [SignIn, Done, Done, Done, Done, Done, Done, Rules],
        ),
    ]
}

fn staff() -> Vec<Row> {
    vec![
        reads("/api/impact/overview", "", STAFF),
        reads("/api/programmes/today", "", COORDINATORS),
        reads("/api/programmes/people", "", COORDINATORS),
        reads("/api/programmes/inviting", "", COORDINATORS),
        reads("/api/programmes/invitations", "", MEMBERS),
        // Nobody here was asked.
        writes(
            "/api/programmes/answer",
            Stage::Signed,
            "command={command}&answer=accept&programme=CIRCLE&side=mentor",
            [
                SignIn, NotFound, NotFound, NotFound, NotFound, NotFound, NotFound, NotFound,
            ],
        ),
        writes(
            "/api/programmes/invite",
            Stage::Signed,
            "command={command}&seen=0",
            COORDINATORS,
        ),
        writes(
            "/api/programmes/leave",
            Stage::Signed,
            "command={command}&programme={programme}",
            [
                SignIn, Done, Done, Done, NotFound, NotFound, NotFound, NotFound,
            ],
        ),
        writes(
            "/api/programmes/take_out",
            Stage::Signed,
            "command={command}&person={mentee}",
            COORDINATOR,
        ),
        writes(
            "/api/programmes/confirm",
            Stage::Signed,
            "command={command}&people%5B%5D={mentee}",
            COORDINATORS,
        ),
        writes(
            "/api/programmes/confirm_one",
            Stage::Signed,
            "command={command}&person={mentee}",
            COORDINATOR,
        ),
        writes(
            "/api/programmes/note",
            Stage::Signed,
            "command={command}&person={mentee}&text=Bonjour",
            COORDINATOR,
        ),
        // The mentee of the pair has a mentor: nobody is suggested.
        writes(
            "/api/programmes/suggest",
            Stage::Signed,
            "command={command}&person={mentee}&mentor={mentor}",
            [
                SignIn, NotFound, NotFound, NotFound, Rules, NotFound, NotFound, NotFound,
            ],
        ),
        reads("/api/programmes/person", "person={mentee}", COORDINATOR),
        reads("/api/programmes/requests", "", COORDINATORS),
        reads("/api/programmes/pairs", "", COORDINATORS),
        reads("/api/programmes/import", "import={import}", COORDINATOR),
        reads("/api/programmes/imports", "", COORDINATORS),
    ]
}
