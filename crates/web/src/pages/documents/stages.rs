//! Where all units are (活动进展情况表) as a file.

use super::View;
use crate::document::{Document, Part, Table};
use crate::i18n::t;
use crate::pages::names;
use crate::pages::stage::in_order;
use crate::pages::stage::parts::standing;
use massline_service::stage::UnitWay;

/// Wide columns need a width; stages share what the page has.
const STAGE: u16 = 16;

/// A row for each unit, in the order of the tree, a column for each stage.
pub(super) fn document(view: &View<'_>, ways: &[UnitWay]) -> Document {
    let lang = view.lang;
    let stages = &view.campaign.charter.stages;
    let mut columns = view.heads([("stages-unit", 20)]);
    columns.extend(
        stages
            .iter()
            .map(|stage| (names::pick(lang, &stage.name).to_owned(), STAGE)),
    );
    let row = |(way, depth): (&UnitWay, u8)| {
        let indent = "\u{3000}".repeat(usize::from(depth));
        let mut cells = vec![format!("{indent}{}", names::pick(lang, &way.unit.name))];
        cells.extend(stages.iter().map(|stage| {
            let (_, _, key, note) = standing(view, way, stage);
            let words = t(lang, key);
            note.map_or(words.clone(), |note| format!("{words}\n{note}"))
        }));
        cells
    };
    let rows = in_order(view.units, ways).into_iter().map(row).collect();
    let title = t(lang, "documents-stages");
    Document {
        lang,
        note: view.note(),
        parts: vec![
            Part::Table(Table::new(title.clone(), &columns, rows)),
            Part::Text(t(lang, "documents-no-ranking")),
        ],
        title,
    }
}
