//! *Back* leads to the same place in the same list, without any script.

use crate::world::{Stage, Who, World, get};

/// The first address in a page that begins so.
fn link(html: &str, begins: &str) -> String {
    let found = html.split("href=\"").find(|rest| rest.starts_with(begins));
    let link = found
        .and_then(|rest| rest.split_once('"'))
        .map(|(link, _)| link);
    link.unwrap_or_else(|| panic!("no link to {begins}"))
        .replace("&amp;", "&")
}

#[tokio::test]
async fn from_a_mentors_page_back_leads_to_the_same_line_of_the_same_list() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let reader = world.token(Who::Mentee);
    let read = async |path: &str| server.ask(get(path, reader)).await.2;
    let list = read("/fr/mentors?tongue=fr&page=2").await;
    let mentor = link(&list, "/fr/mentors/0");
    let (id, narrowed) = mentor.split_once('?').unwrap();
    let id = id.strip_prefix("/fr/mentors/").unwrap();
    assert_eq!(narrowed, "tongue=fr&page=2");
    assert!(list.contains(&format!("id=\"m-{id}\"")));
    let page = read(&mentor).await;
    assert_eq!(
        link(&page, "/fr/mentors?"),
        format!("/fr/mentors?tongue=fr&page=2#m-{id}")
    );
    // The form of a request leads back to the mentor's page, and that to the list.
    let form = read(&format!("/fr/mentors/{id}/request?{narrowed}")).await;
    let back = mentor.replace('&', "&amp;");
    assert!(form.contains(&format!("href=\"{back}\"")), "{back}");
}
