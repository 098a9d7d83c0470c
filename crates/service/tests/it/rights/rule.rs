//! Who may set, revise and repeal rules.

use super::forbidden;
use crate::world::World;
use massline_domain::id::RuleId;
use massline_domain::rule::Text;
use massline_service::Staff;
use std::collections::{BTreeMap, BTreeSet};

/// For each use case of a rule, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let (id, words) = (RuleId(1), || "夜间巡查办法".to_owned());
    let text = || Text {
        revises: None,
        title: words(),
        words: words(),
        from: world.today(),
        problems: BTreeSet::new(),
    };
    let repeal = (world.today(), words());
    let own = service.problems_for_rules(campaign, by).await;
    let set = service.set_rule(campaign, by, text()).await;
    let revised = service.revise_rule(campaign, by, id, (text(), words()), None);
    let repealed = service.repeal_rule(campaign, by, id, repeal, None);
    BTreeMap::from([
        ("problems_for_rules", forbidden(own)),
        ("set_rule", forbidden(set)),
        ("revise_rule", forbidden(revised.await)),
        ("repeal_rule", forbidden(repealed.await)),
    ])
}
