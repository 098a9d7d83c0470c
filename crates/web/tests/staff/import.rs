//! A spreadsheet of voices: looked at, then taken in; rows that cannot be taken are listed.

use crate::browser::File;
use crate::world::World;

const SHEET: &str = "编号,内容,时间,地点,联系电话\n\
    A1,路灯坏了三个月,2026-10-03,南门路,13800000000\n\
    A2,,2026-10-04,北门路,\n\
    A3,公交站没有雨棚,2026-10-05,东门,\n";

#[tokio::test]
async fn a_sheet_is_looked_at_then_taken_in_once() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "zh").await;
    let page = office.get("/staff/import").await;
    let sheet = File {
        field: "sheet",
        name: "热线.csv",
        media: "text/csv",
        bytes: SHEET.as_bytes(),
    };
    let looked = office
        .submit_file(&page, "/staff/import", &[("do", "look")], Some(&sheet))
        .await;
    assert_eq!(looked.status, 200, "{}", looked.body);
    assert!(
        looked.body.contains("<table") && looked.body.contains("内容"),
        "{}",
        looked.body
    );
    assert_eq!(
        world
            .service
            .figures(&world.campaign)
            .await
            .unwrap()
            .opinions,
        0,
        "only looked at"
    );
    let take = [("do", "take"), ("channel", "phone")];
    let taken = office
        .submit_file(&looked, "/staff/import", &take, Some(&sheet))
        .await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert!(
        taken.body.contains("bad-rows.csv"),
        "the bad row can be downloaded"
    );
    assert_eq!(
        world
            .service
            .figures(&world.campaign)
            .await
            .unwrap()
            .opinions,
        2
    );
    office
        .submit_file(&looked, "/staff/import", &take, Some(&sheet))
        .await;
    assert_eq!(
        world
            .service
            .figures(&world.campaign)
            .await
            .unwrap()
            .opinions,
        2,
        "known already"
    );
    let inbox = office.get("/staff/inbox?state=").await;
    assert!(
        !inbox.body.contains("13800000000"),
        "who spoke is not taken in"
    );
}

#[tokio::test]
async fn a_wrong_column_or_file_is_named_and_the_form_kept() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "en").await;
    let page = office.get("/staff/import").await;
    let sheet = File {
        field: "sheet",
        name: "a.csv",
        media: "text/csv",
        bytes: SHEET.as_bytes(),
    };
    let fields = [
        ("do", "look"),
        ("map-text", "没有的列"),
        ("sheet_source", "hotline 2026"),
    ];
    let answer = office
        .submit_file(&page, "/staff/import", &fields, Some(&sheet))
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("没有的列") && answer.body.contains("value=\"hotline 2026\""));
    let none = office
        .submit_file(&page, "/staff/import", &[("do", "look")], None)
        .await;
    assert_eq!(none.status, 422);
    let pdf = File {
        field: "sheet",
        name: "a.pdf",
        media: "application/pdf",
        bytes: b"%PDF-1.7 not a table",
    };
    let answer = office
        .submit_file(&page, "/staff/import", &[("do", "look")], Some(&pdf))
        .await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    let huge = vec![b'a'; 9_000_000];
    let huge = File {
        field: "sheet",
        name: "a.csv",
        media: "text/csv",
        bytes: &huge,
    };
    assert_eq!(
        office
            .submit_file(&page, "/staff/import", &[], Some(&huge))
            .await
            .status,
        413
    );
}
