//! The audit of what nobody touched, and the views that can be made again.

use crate::place::{Place, on_both};
use crate::scenario::{CAMPAIGN, DAY, tell};
use crate::tamper::{tables, whole_table};
use massline_store::AuditReport;

on_both!(
    an_untouched_database_has_no_findings,
    an_empty_database_has_no_findings,
    views_can_be_made_again,
    the_audit_sees_what_it_says,
);

async fn an_untouched_database_has_no_findings(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    assert_eq!(store.audit().await.unwrap().findings, []);
    store.seal(CAMPAIGN, DAY.plus(3), true).await.unwrap();
    assert_eq!(store.audit().await.unwrap().findings, []);
}

async fn an_empty_database_has_no_findings(place: Place) {
    let store = place.open().await;
    assert_eq!(store.audit().await.unwrap(), AuditReport::default());
}

async fn views_can_be_made_again(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let mut door = place.back_door().await;
    let views: Vec<_> = tables()
        .into_iter()
        .filter(|table| table.name.starts_with("view_"))
        .collect();
    assert_eq!(views.len(), 14);
    let mut before = Vec::new();
    for view in &views {
        let rows = whole_table(&mut door, view).await;
        assert!(!rows.is_empty(), "{} has rows", view.name);
        before.push(rows);
    }
    let events = store.rebuild().await.unwrap();
    assert_eq!(
        events,
        store.events_after(0, 10_000).await.unwrap().len() as u64
    );
    for (view, before) in views.iter().zip(before) {
        assert_eq!(whole_table(&mut door, view).await, before, "{}", view.name);
    }
    assert_eq!(store.audit().await.unwrap().findings, []);
}

async fn the_audit_sees_what_it_says(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let report = store.audit().await.unwrap();
    let mut door = place.back_door().await;
    assert_eq!(
        report.events,
        store.events_after(0, 10_000).await.unwrap().len() as u64
    );
    for (count, sql) in [
        (report.entries, "SELECT COUNT(*) FROM leaf"),
        (report.documents, "SELECT COUNT(*) FROM document"),
        (report.checkpoints, "SELECT COUNT(*) FROM checkpoint"),
    ] {
        assert_eq!(
            i64::try_from(count).unwrap(),
            door.number(sql).await,
            "{sql}"
        );
    }
    assert!(report.views > 0 && report.private_parts > 0);
}
