//! Importing a sheet: every row is taken, known or bad, and nothing is taken twice.

use crate::world::World;
use massline_log::code::ReceiptCode;
use massline_service::ServiceError;
use massline_service::import::{
    Collected, ImportError, ImportOptions, ImportReport, ImportSink, Sheet,
};
use massline_service::mapping::{MappedRow, Mapping};
use massline_service::table::{BadRow, BadRowReason};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::io;

type Imported = std::result::Result<ImportReport, ImportError>;

fn options(source: &str) -> ImportOptions {
    let overrides = Some("id=id,text=text,title=title,unit=unit".to_owned());
    ImportOptions {
        source: source.into(),
        overrides,
        channel: None,
        receipts: true,
    }
}

fn sheet(rows: &str) -> Sheet {
    Sheet::Upload(
        "rows.csv".into(),
        format!("id,title,text,unit\n{rows}").into_bytes(),
    )
}

async fn import(world: &World, source: &str, rows: &str) -> (ImportReport, Collected) {
    let mut sink = Collected::default();
    let done = into(world, source, rows, &mut sink).await.unwrap();
    (done, sink)
}

async fn into(world: &World, source: &str, rows: &str, sink: &mut dyn ImportSink) -> Imported {
    let (campaign, office) = (&world.campaign, Some(&world.office));
    world
        .service
        .import(campaign, office, &sheet(rows), &options(source), sink)
        .await
}

fn many(number: usize) -> String {
    (0..number)
        .map(|n| format!("r{n},,第{n}根灯杆不亮,roads\n"))
        .collect()
}

#[tokio::test]
async fn the_same_sheet_twice_is_taken_once() {
    let world = World::new().await;
    let (first, sink) = import(&world, "hotline", &many(20)).await;
    assert_eq!(
        first,
        ImportReport {
            rows: 20,
            taken: 20,
            known: 0,
            bad: 0
        }
    );
    let (second, none) = import(&world, "hotline", &many(25)).await;
    assert_eq!(
        second,
        ImportReport {
            rows: 25,
            taken: 5,
            known: 20,
            bad: 0
        }
    );
    assert_eq!(none.receipts.len(), 5);
    let (other, _) = import(&world, "mayor's box", &many(20)).await;
    assert_eq!(
        other.taken, 20,
        "the same id at another source is another row"
    );
    let ids: Vec<&str> = sink.receipts.iter().map(|(id, _)| id.as_str()).collect();
    let wanted: Vec<String> = (0..20).map(|n| format!("r{n}")).collect();
    assert_eq!(ids, wanted, "receipts are told in the order of the file");
    for (_, code) in &sink.receipts {
        assert!(world.service.follow(code, None).await.is_ok());
    }
    world.must_be_sound().await;
}

/// Breaks at the given receipt, as when a disk is full.
struct Breaking {
    left: usize,
}

impl ImportSink for Breaking {
    fn mapping(&mut self, _: &Mapping) {}
    fn progress(&mut self, _: f32, _: ImportReport) {}
    fn bad(&mut self, _: &BadRow) -> io::Result<()> {
        Ok(())
    }
    fn receipt(&mut self, _: &MappedRow, _: &ReceiptCode) -> io::Result<()> {
        self.left = self
            .left
            .checked_sub(1)
            .ok_or_else(|| io::Error::other("no space"))?;
        Ok(())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn an_import_that_broke_off_goes_on_where_it_was() {
    let world = World::new().await;
    let rows = many(700);
    let broken = into(&world, "hotline", &rows, &mut Breaking { left: 600 }).await;
    assert!(matches!(broken, Err(ImportError::Sink(_))), "{broken:?}");
    let taken = world
        .service
        .figures(&world.campaign)
        .await
        .unwrap()
        .opinions;
    assert!((1..700).contains(&taken), "{taken}");
    let (rest, _) = import(&world, "hotline", &rows).await;
    assert_eq!(
        rest,
        ImportReport {
            rows: 700,
            taken: 700 - taken,
            known: taken,
            bad: 0
        }
    );
    assert_eq!(
        world
            .service
            .figures(&world.campaign)
            .await
            .unwrap()
            .opinions,
        700
    );
}

#[tokio::test]
async fn bad_rows_come_out_with_their_reasons() {
    let world = World::new().await;
    let max = world.campaign.charter.limits.opinion_chars;
    let (long, title) = ("灯".repeat(max), "题".repeat(9));
    let rows = format!(
        "a,,,roads\nb,,路灯坏了,moon\nc,,路灯坏了,\nc,,水管坏了,\nc,,路灯坏了,\nd,{title},{long},\ne,,{long}灯,\n"
    );
    let (report, sink) = import(&world, "hotline", &rows).await;
    assert_eq!(
        report,
        ImportReport {
            rows: 7,
            taken: 1,
            known: 1,
            bad: 5
        }
    );
    let told: Vec<(u64, &BadRowReason)> = sink
        .bad
        .iter()
        .map(|bad| (bad.number, &bad.reason))
        .collect();
    let mut told_sorted = told.clone();
    told_sorted.sort_by_key(|(number, _)| *number);
    let column = |name: &str| name.to_owned();
    let found = max + title.chars().count() + 1;
    let wanted = [
        (
            1,
            BadRowReason::EmptyText {
                column: column("text"),
            },
        ),
        (
            2,
            BadRowReason::UnknownUnit {
                column: column("unit"),
                found: "moon".into(),
            },
        ),
        (4, BadRowReason::RepeatedId { found: "c".into() }),
        (
            6,
            BadRowReason::TooLong {
                column: column("words"),
                max,
                found,
            },
        ),
        (
            7,
            BadRowReason::TooLong {
                column: column("text"),
                max,
                found: max + 1,
            },
        ),
    ];
    let wanted: Vec<(u64, &BadRowReason)> = wanted
        .iter()
        .map(|(number, reason)| (*number, reason))
        .collect();
    assert_eq!(told_sorted, wanted);
}

#[tokio::test]
async fn an_ended_campaign_imports_nothing() {
    let mut world = World::new().await;
    world.end_campaign().await;
    let ended = into(&world, "hotline", &many(1), &mut Collected::default()).await;
    let closed = matches!(
        ended,
        Err(ImportError::Service(ServiceError::CampaignClosed))
    );
    assert!(closed, "{ended:?}");
}

fn row() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec!["", "路灯坏了", "水管坏了", "a, \"b\"", "\u{200b}"]);
    let unit = prop::sample::select(vec!["", "roads", "moon"]);
    (0..12u8, words, unit)
        .prop_map(|(id, words, unit)| format!("r{id},,\"{}\",{unit}\n", words.replace('"', "\"\"")))
}

/// Whatever stands in a table: each row is counted once, and a second import takes nothing.
#[test]
fn every_row_is_taken_known_or_bad() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(World::new());
    let config = Config {
        cases: 48,
        failure_persistence: None,
        ..Config::default()
    };
    let tables = (any::<u64>(), prop::collection::vec(row(), 1..30));
    let outcome = TestRunner::new(config).run(&tables, |(source, rows)| {
        let (source, number) = (source.to_string(), rows.len() as u64);
        let rows = rows.concat();
        let (first, told) = runtime.block_on(import(&world, &source, &rows));
        prop_assert_eq!(first.rows, number);
        prop_assert_eq!(first.taken + first.known + first.bad, number);
        prop_assert_eq!(told.bad.len() as u64, first.bad);
        prop_assert_eq!(told.receipts.len() as u64, first.taken);
        let (second, _) = runtime.block_on(import(&world, &source, &rows));
        prop_assert_eq!(second.taken, 0);
        prop_assert_eq!((second.rows, second.bad), (number, first.bad));
        Ok(())
    });
    outcome.unwrap();
    runtime.block_on(world.must_be_sound());
}
