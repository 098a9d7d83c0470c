//! Who may import a ledger.

use crate::ledger_import::{answers, listing};
use crate::world::World;
use massline_service::ledger_import::{LedgerError, LedgerFile};
use massline_service::{ServiceError, Staff};
use std::collections::BTreeMap;

fn forbidden<T>(result: Result<T, LedgerError>) -> bool {
    matches!(result, Err(LedgerError::Service(ServiceError::Forbidden)))
}

/// For each use case of the import, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let file = || LedgerFile {
        name: "a.csv".into(),
        bytes: b"no\n1\n".to_vec(),
    };
    let (listing, answers) = (listing("roads"), answers());
    let listed = service.list_from_ledger(campaign, by, &listing, file());
    let listed = forbidden(listed.await);
    let planned = service.plan_from_ledger(campaign, by, &answers, file());
    BTreeMap::from([
        ("list_from_ledger", listed),
        ("plan_from_ledger", forbidden(planned.await)),
    ])
}
