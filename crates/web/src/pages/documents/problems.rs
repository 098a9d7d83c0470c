//! The list of problems (问题清单) as a file.

use super::View;
use crate::document::{Document, Part, Table};
use crate::errors::Failure;
use crate::form_data::Asked;
use crate::i18n::{t, t_code};
use crate::pages::names;
use crate::pages::problems::Wanted;
use crate::request::Ctx;
use massline_service::rows::{PageOf, ProblemRow};

/// All problems that the address asks for.
pub(super) async fn document(
    view: &View<'_>,
    ctx: &Ctx,
    asked: &Asked,
) -> Result<Document, Failure> {
    let mut filter = Wanted::from(asked).filter(ctx);
    filter.per_page = PageOf::MOST;
    let mut all = Vec::new();
    for page in 1.. {
        filter.page = page;
        let found = ctx.service().problems(&ctx.campaign, &filter).await?;
        let pages = found.pages();
        all.extend(found.rows);
        if u64::from(page) >= pages {
            break;
        }
    }
    let title = t(view.lang, "documents-problems");
    Ok(Document {
        lang: view.lang,
        note: view.note(),
        parts: vec![Part::Table(table(view, ctx, title.clone(), &all))],
        title,
    })
}

/// Problems with what the public sees of each in a list.
pub(super) fn table(view: &View<'_>, ctx: &Ctx, name: String, rows: &[ProblemRow]) -> Table {
    let lang = view.lang;
    let columns = view.heads([
        ("column-number", 6),
        ("ledger-column-problem", 34),
        ("documents-unit", 14),
        ("documents-source", 12),
        ("documents-people", 10),
        ("documents-state", 14),
        ("documents-listed", 11),
        ("documents-reopened", 8),
    ]);
    let row = |row: &ProblemRow| {
        let unit = row.unit.as_ref();
        vec![
            row.problem.to_string(),
            row.title.clone(),
            unit.map_or_else(String::new, |unit| view.unit(unit)),
            names::named(lang, &ctx.campaign.charter.sources, &row.source),
            names::people(ctx, row.people),
            t_code(lang, "stage", row.stage.code()),
            row.listed.to_string(),
            row.reopened.to_string(),
        ]
    };
    Table::new(name, &columns, rows.iter().map(row).collect())
}
