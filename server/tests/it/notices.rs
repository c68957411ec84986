//! Following a notice reads it, without any script.

use crate::world::{Stage, Who, World, get};

/// The addresses in the list of notices, the newest first.
fn links(html: &str) -> Vec<String> {
    html.split("href=\"")
        .filter_map(|rest| rest.split_once('"'))
        .map(|(link, _)| link.to_owned())
        .filter(|link| link.contains("?notice="))
        .collect()
}

#[tokio::test]
async fn the_link_of_a_notice_reads_it_for_its_own_person() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    let mentee = world.token(Who::Mentee);
    let count = async || {
        let (_, _, html) = server.ask(get("/fr/notices", mentee)).await;
        html.matches("row is-unread").count()
    };
    let (_, _, list) = server.ask(get("/fr/notices", mentee)).await;
    let (links, before) = (links(&list), count().await);
    assert_eq!(links.len(), before);
    for who in [None, world.token(Who::Mentor)] {
        server.ask(get(&links[0], who)).await;
    }
    assert_eq!(count().await, before);
    for _ in 0..2 {
        server.ask(get(&links[0], mentee)).await;
        assert_eq!(count().await, before - 1);
    }
    let (_, id) = links[1].split_once("?notice=").unwrap();
    let asked = format!("/api/notifications/unread?notice={id}");
    server.ask(get(&asked, mentee)).await;
    assert_eq!(count().await, before - 2, "as a browser with scripts asks");
}
