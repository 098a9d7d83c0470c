//! What is public, as the files that offices hand around: a stage report, the register of
//! rules, the list of problems, a published self-examination, the minutes of a closed session.

pub(super) mod minutes;
pub(super) mod paper;
mod problems;
mod rules;
mod stage;
mod stages;

use super::stage::parts::View;
use super::{criticism, names};
use crate::document::{Document, Format};
use crate::errors::Failure;
use crate::form_data::Asked;
use crate::i18n::{Lang, date, t};
use crate::request::Ctx;
use axum::extract::Path;
use axum::response::Response;
use massline_domain::id::{PaperId, UnitCode};
use massline_service::rows::UnitRow;
use maud::{Markup, html};

impl Ctx {
    fn view<'a>(&'a self, units: &'a [UnitRow]) -> View<'a> {
        View {
            lang: self.lang,
            campaign: &self.campaign,
            units,
            today: self.today(),
        }
    }
}

impl View<'_> {
    /// What stands under the title of a document: whose it is, and of which day.
    fn note(&self) -> String {
        let name = names::pick(self.lang, &self.campaign.charter.name);
        format!("{name} · {}", date(self.lang, self.today.0))
    }

    /// Heads of columns with their widths in letters.
    fn heads<const N: usize>(&self, columns: [(&str, u16); N]) -> Vec<(String, u16)> {
        let head = |(key, width): (&str, u16)| (t(self.lang, key), width);
        columns.map(head).to_vec()
    }
}

/// The links under which a document is loaded.
pub(super) fn links(lang: Lang, path: impl Fn(&str) -> String) -> Markup {
    let link = |format: &str, key: &str| {
        html! { a href=(lang.path(&path(format))) download { (t(lang, key)) } }
    };
    html! {
        p .no-print {
            (t(lang, "download")) " "
            (link("xlsx", "download-xlsx")) " · " (link("docx", "download-docx"))
        }
    }
}

fn format(ending: &str) -> Result<Format, Failure> {
    Format::named(ending).ok_or(Failure::NotFound)
}

/// The answer that holds a document, under a name of ASCII letters with the day.
pub(super) fn answer(
    document: &Document,
    format: Format,
    name: &str,
    view: &View<'_>,
) -> Result<Response, Failure> {
    Ok(document.download(format, &format!("{name}-{}", view.today))?)
}

/// `GET /documents/rules/{format}`: the register of rules.
pub(super) async fn rules(ctx: Ctx, Path(ending): Path<String>) -> Result<Response, Failure> {
    let format = format(&ending)?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let view = ctx.view(&units);
    let document = rules::document(&view, &ctx).await?;
    answer(&document, format, "rules", &view)
}

/// `GET /documents/problems/{format}`: the problems that the list is narrowed to.
pub(super) async fn problems(
    ctx: Ctx,
    Path(ending): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    let format = format(&ending)?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let view = ctx.view(&units);
    let document = problems::document(&view, &ctx, &asked).await?;
    answer(&document, format, "problems", &view)
}

/// `GET /documents/stages/{format}`: where all units are.
pub(super) async fn stages(ctx: Ctx, Path(ending): Path<String>) -> Result<Response, Failure> {
    let format = format(&ending)?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let view = ctx.view(&units);
    let ways = ctx.service().stages(&ctx.campaign).await?;
    answer(&stages::document(&view, &ways), format, "stages", &view)
}

/// `GET /documents/stages/{unit}/{stage}/{format}`: the report of one unit on one stage.
pub(super) async fn stage(
    ctx: Ctx,
    Path((unit, stage, ending)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let format = format(&ending)?;
    let unit: UnitCode = unit.parse().map_err(|_| Failure::NotFound)?;
    let mut stages = ctx.campaign.charter.stages.iter();
    let stage = stages
        .find(|one| one.id == stage)
        .ok_or(Failure::NotFound)?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let view = ctx.view(&units);
    let (way, _) = ctx.service().stage_of(&ctx.campaign, &unit).await?;
    let work = stage::Work::of(&ctx, &unit).await?;
    let document = stage::document(&view, &way, stage, &work);
    answer(&document, format, &format!("stage-{unit}"), &view)
}

/// `GET /documents/mirrors/{unit}/{number}/{format}`: a self-examination that is published.
pub(super) async fn mirror(
    ctx: Ctx,
    Path((unit, number, ending)): Path<(String, u32, String)>,
) -> Result<Response, Failure> {
    let format = format(&ending)?;
    let unit: UnitCode = unit.parse().map_err(|_| Failure::NotFound)?;
    let id = PaperId { unit, number };
    let papers = ctx.service().papers(&ctx.campaign).await?;
    let found = papers.into_iter().find(|(one, _)| *one == id);
    let (_, paper) = found.ok_or(Failure::NotFound)?;
    let (_, content) = paper.published.as_ref().ok_or(Failure::NotFound)?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let view = ctx.view(&units);
    let document = paper::document(&view, &id, &paper, content, format);
    answer(&document, format, &paper::file_name(&id), &view)
}

/// `GET /documents/criticism/{unit}/{number}/{format}`: the minutes of a closed session.
pub(super) async fn criticism(
    ctx: Ctx,
    Path((unit, number, ending)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let format = format(&ending)?;
    let id = criticism::session_id(&unit, &number)?;
    let session = ctx.service().criticism_session(&ctx.campaign, &id).await?;
    let (_, minutes) = session.closed.as_ref().ok_or(Failure::NotFound)?;
    let words = minutes.iter().cloned().collect();
    let units = ctx.service().units(&ctx.campaign).await?;
    let view = ctx.view(&units);
    let document = minutes::document(&view, &id, &session, &words);
    answer(&document, format, &minutes::file_name(&id), &view)
}
