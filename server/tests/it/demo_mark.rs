//! Every page of the app says that its people are made up, for as long as they are.

use crate::world::{Stage, Who, World, get};

const MARK: &str = "banner--demo";

#[tokio::test]
async fn pages_of_members_and_of_staff_are_marked_as_demo() {
    let world = World::new().await;
    let server = world.server(Stage::Signed).await;
    for (who, path) in [
        (Who::Mentee, "/fr/home"),
        (Who::Mentor, "/ar/me"),
        (Who::Coordinator, "/fr/coordinator"),
        (Who::Partner, "/de/partner"),
    ] {
        let (status, _, body) = server.ask(get(path, world.token(who))).await;
        assert_eq!(status, 200, "{path}");
        assert!(body.contains(MARK), "{path}");
    }
}
