//! The study library for everyone: what there is to read, who is to read it, what units noted,
//! and how many read it, by day and without knowing who.

use super::names;
use crate::caller::Reader;
use crate::component::{Column, Kind, day, empty_state, facts, markdown, table, told, words};
use crate::errors::Failure;
use crate::i18n::{Lang, count, t, t_args};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::id::{DocumentId, ProblemId};
use massline_domain::study::{Document, Question, Text};
use massline_service::rows::UnitRow;
use maud::{Markup, html};

/// Days of which the number of readers is shown.
const DAYS: usize = 14;

/// `GET /study`
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let all = ctx.service().documents(&ctx.campaign).await?;
    let title = t(lang, "study-title");
    let columns = [
        Column::new(Kind::Text, t(lang, "study-document")),
        Column::new(Kind::Text, t(lang, "study-for")),
        Column::new(Kind::Number, t(lang, "study-notes")),
        Column::new(Kind::Number, t(lang, "study-readers")),
    ];
    let row = |(id, one): &(DocumentId, Document)| {
        let text = one.text.as_ref()?;
        let href = ctx.to(&format!("/study/{}", id.0));
        Some(vec![
            html! {
                a href=(href) { (words(lang, &text.language, &text.title)) }
                p .small.soft { (text.source) }
            },
            html! { (who_reads(&ctx, one).unwrap_or_else(|| html! { "–" })) },
            html! { (count(one.notes.len() as u64)) },
            html! { (few(&ctx, one.read())) },
        ])
    };
    let rows: Vec<Vec<Markup>> = all.iter().filter_map(row).collect();
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "study-lead")) }
        @if rows.is_empty() { (empty_state(&t(lang, "study-none"), None)) }
        @else { (table(&title, &columns, &rows)) }
        p .small.soft { (t(lang, "study-counted")) }
    };
    let page = Page::new(title.clone()).active("/units").wide();
    Ok(ctx.page(page.crumb("/stages", t(lang, "stages-title")), body))
}

/// `GET /study/{number}`
pub(super) async fn one(
    ctx: Ctx,
    Path(number): Path<u32>,
    reader: Reader,
) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let id = DocumentId(number);
    let found = ctx.service().document(&ctx.campaign, id).await?;
    if let Some(reader) = reader.0 {
        ctx.service().document_read(&ctx.campaign, id, reader);
    }
    let units = ctx.service().units(&ctx.campaign).await?;
    let text = found.text.as_ref().ok_or(Failure::NotFound)?;
    let title = text.title.clone();
    let body = html! {
        h1 { (words(lang, &text.language, &title)) }
        (about(&ctx, &units, &found, text))
        article .document lang=(text.language) { (markdown(&text.words)) }
        (notes(lang, &units, &found, &|path| ctx.to(path)))
        (questions(lang, &units, &found.questions))
        (readers(&ctx, &found))
    };
    let page = Page::new(title).active("/units");
    Ok(ctx.page(page.crumb("/study", t(lang, "study-title")), body))
}

/// What to read about a problem; nothing where there is nothing.
pub(super) async fn section(ctx: &Ctx, problem: ProblemId) -> Result<Markup, Failure> {
    let lang = ctx.lang;
    let mut all = ctx.service().documents(&ctx.campaign).await?;
    let is_about = |text: &Text| text.problems.contains(&problem);
    all.retain(|(_, one)| one.text.as_ref().is_some_and(is_about));
    Ok(html! {
        @if !all.is_empty() {
            h2 { (t(lang, "study-about-problem")) }
            ul {
                @for (id, one) in &all {
                    @if let Some(text) = &one.text {
                        li { a href=(ctx.to(&format!("/study/{}", id.0))) { (words(lang, &text.language, &text.title)) } }
                    }
                }
            }
        }
    })
}

/// A number of readers; few are not told.
fn few(ctx: &Ctx, readers: u64) -> Markup {
    let small = u64::from(ctx.campaign.charter.limits.small_number);
    html! {
        @if readers == 0 { "–" }
        @else if readers < small { (t_args(ctx.lang, "study-few", &[("k", small.into())])) }
        @else { (count(readers)) }
    }
}

fn who_reads(ctx: &Ctx, one: &Document) -> Option<Markup> {
    let (lang, charter) = (ctx.lang, &ctx.campaign.charter);
    let assigned = one.assigned.as_ref()?;
    let classes = charter.classes.iter();
    let classes = classes.filter(|class| assigned.classes.contains(&class.id));
    let names: Vec<&str> = classes
        .map(|class| names::pick(lang, &class.name))
        .collect();
    let stage = charter
        .stages
        .iter()
        .find(|stage| stage.id == assigned.stage);
    let stage = stage.map_or("", |stage| names::pick(lang, &stage.name));
    Some(html! {
        (names.join(lang.pick("、", ", ")))
        p .small.soft { (stage) " · " (t(lang, "study-by")) " " (day(lang, assigned.by.0)) }
    })
}

fn about(ctx: &Ctx, units: &[UnitRow], one: &Document, text: &Text) -> Markup {
    let lang = ctx.lang;
    let mut pairs = vec![(t(lang, "study-source"), html! { (text.source) })];
    if let Some(unit) = &one.unit {
        let by = names::unit(lang, units, unit);
        pairs.push((
            t(lang, "study-added"),
            html! { (by) " · " (day(lang, one.added.0)) },
        ));
    }
    if let Some(reads) = who_reads(ctx, one) {
        pairs.push((t(lang, "study-for"), reads));
    }
    if !text.problems.is_empty() {
        let links = html! {
            @for problem in &text.problems {
                a href=(ctx.to(&format!("/problems/{problem}"))) { (t_args(lang, "problem-number", &[("n", problem.to_string().into())])) } " "
            }
        };
        pairs.push((t(lang, "study-problems"), links));
    }
    if let Some(file) = &text.file {
        let link = html! { a href=(format!("/evidence/{file}")) { (t(lang, "study-file")) } };
        pairs.push((t(lang, "study-pdf"), link));
    }
    facts(&pairs)
}

/// What units noted.
pub(super) fn notes(
    lang: Lang,
    units: &[UnitRow],
    one: &Document,
    to: &impl Fn(&str) -> String,
) -> Markup {
    html! {
        h2 #notes { (t(lang, "study-notes")) }
        @if one.notes.is_empty() { p { (t(lang, "study-notes-none")) } }
        @for note in &one.notes {
            h3 { (names::unit(lang, units, &note.unit)) " · " (note.office) }
            p .small.soft {
                (day(lang, note.day.0))
                @if let Some(problem) = note.problem {
                    " · " a href=(to(&format!("/problems/{problem}"))) { (t_args(lang, "problem-number", &[("n", problem.to_string().into())])) }
                }
            }
            (told(lang, &note.words))
        }
    }
}

/// Open questions, and their answers.
pub(super) fn questions(lang: Lang, units: &[UnitRow], all: &[Question]) -> Markup {
    html! {
        h2 #questions { (t(lang, "study-questions")) }
        @if all.is_empty() { p { (t(lang, "study-questions-none")) } }
        @for question in all {
            section {
                p .small.soft { (names::unit(lang, units, &question.unit)) " · " (day(lang, question.day.0)) }
                (told(lang, &question.words))
                @for (unit, answer, on) in &question.answers {
                    blockquote {
                        p .small.soft { (names::unit(lang, units, unit)) " · " (day(lang, on.0)) }
                        (told(lang, answer))
                    }
                }
            }
        }
    }
}

/// How many read it, by day.
fn readers(ctx: &Ctx, one: &Document) -> Markup {
    let lang = ctx.lang;
    let columns = [
        Column::new(Kind::Day, t(lang, "study-day")),
        Column::new(Kind::Number, t(lang, "study-readers")),
    ];
    let days = one.readers.iter().rev().take(DAYS);
    let rows: Vec<Vec<Markup>> = days
        .map(|(on, readers)| vec![day(lang, on.0), few(ctx, u64::from(*readers))])
        .collect();
    html! {
        h2 { (t(lang, "study-readers")) }
        @if rows.is_empty() { p { (t(lang, "study-readers-none")) } }
        @else { (table(&t(lang, "study-readers"), &columns, &rows)) }
        p .small.soft { (t(lang, "study-counted")) }
    }
}
