//! What partners see: counts, from which no person can be told.

mod sql;

use crate::{Backend, Result};
use domain::{
    Actor, Failure, Lang,
    impact::{self, Count, Group, Overview},
};

/// The funnel of all programmes, and where mentees' projects are meant for. For partners and for the office.
pub async fn overview(backend: &Backend, actor: &Actor, lang: Lang) -> Result<Overview> {
    if !(actor.is_partner() || actor.coordinates_any() || actor.is_administrator()) {
        return Err(Failure::NotFound.into());
    }
    let mut reader = backend.db.read().await?;
    let (mentees, asked, accepted, signed, pledged, mentors) = sql::funnel(reader.conn()).await?;
    let regions = sql::regions(reader.conn()).await?;
    let stages = [mentees, asked, accepted, signed, pledged].map(number);
    let mut funnel = [Count::Hidden; 5];
    for (place, count) in funnel.iter_mut().zip(impact::funnel(&stages)) {
        *place = count;
    }
    let counts: Vec<u64> = regions.iter().map(|row| number(row.4)).collect();
    let regions = regions
        .into_iter()
        .zip(impact::groups(&counts))
        .map(|((fr, ar, en, de, _), count)| Group {
            name: match lang {
                Lang::Fr => fr,
                Lang::Ar => ar,
                Lang::En => en,
                Lang::De => de,
            },
            count,
        })
        .collect();
    let mentors = match impact::groups(&[number(mentors)])[..] {
        [count] => count,
        _ => Count::Hidden,
    };
    Ok(Overview {
        funnel,
        mentors,
        regions,
    })
}

fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{accounts::Hasher, on_both_engines, programmes};
    use domain::{OrganisationId, PersonId, Role, Timestamp};
    use std::path::Path;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    on_both_engines! {
        async fn a_partner_sees_counts_and_others_nothing(db: Db) {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
            let programme = programmes::seed(&db, &folder, NOW).await.unwrap();
            let backend = Backend::new(db, Hasher::new(1));
            programmes::demo::load(&backend, programme, NOW).await.unwrap();
            let mut actor = Actor { person: PersonId::new(), roles: vec![] };
            let refused = overview(&backend, &actor, Lang::Fr).await.unwrap_err();
            assert_eq!(refused.failure(), Failure::NotFound);
            actor.roles.push(Role::Partner(OrganisationId::new()));
            let seen = overview(&backend, &actor, Lang::Fr).await.unwrap();
            assert_eq!(seen.funnel[0], Count::Shown(180));
            assert_eq!(seen.mentors, Count::Shown(60));
            assert_eq!(seen.regions.len(), 12);
        }

        async fn closed_accounts_are_in_no_count(db: Db) {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
            let programme = programmes::seed(&db, &folder, NOW).await.unwrap();
            let backend = Backend::new(db, Hasher::new(1));
            programmes::demo::load(&backend, programme, NOW).await.unwrap();
            let mut writer = backend.db.write().await.unwrap();
            sql::deactivate_everybody(writer.conn(), NOW).await.unwrap();
            writer.commit().await.unwrap();
            let actor = Actor { person: PersonId::new(), roles: vec![Role::Administrator] };
            let seen = overview(&backend, &actor, Lang::Fr).await.unwrap();
            assert_eq!((seen.funnel[0], seen.mentors), (Count::Shown(0), Count::Shown(0)));
            assert!(seen.regions.iter().all(|region| region.count == Count::Shown(0)));
        }
    }
}
