//! Two problems made of one: which voices are about the other matter, what it will come to,
//! and only then the button.

use super::super::ask::Ask;
use super::super::desk::{Answer, Desk, Sheet};
use super::super::draft::{Draft, above, seen};
use super::super::sent::Sent;
use super::{ACTIVE, crumb, find, new, now, path, preview, unit_choices};
use crate::component::{
    Choice, Field, InputKind, Look, Tone, actions, button, form, form_get, notice, text_input,
};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date, t, t_args};
use axum::extract::{Path, Query};
use axum::response::Response;
use massline_domain::id::OpinionId;
use massline_service::grouping::{Split, SplitPreview};
use massline_service::inbox::Letter;
use massline_service::rows::{OpinionFilter, PageOf, ProblemRow};
use massline_service::{Right, ServiceError};
use maud::{Markup, html};
use serde::Deserialize;

/// Voices to choose from on one page; a search shows others.
const SHOWN: usize = 60;
/// Characters of a voice there.
const CHARS: usize = 140;

/// Words that narrow the voices down.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct Narrow {
    #[serde(default)]
    q: String,
}

/// `GET /staff/problems/{problem}/split`
pub(in super::super) async fn show(
    desk: Desk,
    Path(problem): Path<String>,
    Query(narrow): Query<Narrow>,
) -> Answer {
    desk.must(Right::KeepProblems)?;
    let (row, version) = find(&desk, &problem).await?;
    choose(&desk, &row, version, narrow.q.trim(), &Draft::new()).await
}

/// `POST /staff/problems/{problem}/split`: look at the result, go back and choose again, or
/// do it.
pub(in super::super) async fn post(Path(problem): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::KeepProblems)?;
    let (row, version) = find(&desk, &problem).await?;
    let q = form.text("q").to_owned();
    let error = match form.text("step") {
        "choose" => return choose(&desk, &row, version, &q, &Draft::typed(form)).await,
        "do" => match carry_out(&desk, &row, &form).await {
            Ok(to) => return Ok(desk.go(&to, "split")),
            Err(error) => error,
        },
        _ => match look(&desk, &row, &form).await {
            Ok((split, shown)) => return Ok(render(&desk, &row, &form, &split, &shown)),
            Err(error) => error,
        },
    };
    let wrong = desk.wrong(error)?;
    choose(&desk, &row, version, &q, &Draft::again(form, wrong)).await
}

fn split_of(desk: &Desk, form: &FormData) -> Result<Split, ServiceError> {
    let ids = form.all("moving").filter_map(|id| id.parse().ok());
    Ok(Split {
        opinions: ids.collect(),
        title: form.text("title").to_owned(),
        unit: new::unit_of(desk, form.text("unit"))?,
    })
}

async fn look(
    desk: &Desk,
    row: &ProblemRow,
    form: &FormData,
) -> Result<(Split, SplitPreview), ServiceError> {
    let split = split_of(desk, form)?;
    let shown = desk
        .service
        .split_preview(&desk.campaign, &desk.staff, row.problem, &split)
        .await?;
    Ok((split, shown))
}

async fn carry_out(desk: &Desk, row: &ProblemRow, form: &FormData) -> Result<String, ServiceError> {
    let split = split_of(desk, form)?;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let new = desk
        .service
        .split_problem(campaign, staff, row.problem, &split, seen(form))
        .await?;
    Ok(path(new))
}

async fn choose(desk: &Desk, row: &ProblemRow, version: u64, q: &str, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let (letters, hidden) = letters(desk, row, q).await?;
    let boxes: Vec<(Choice, bool)> = letters
        .iter()
        .map(|letter| {
            let id = letter.row.opinion.to_string();
            (Choice::new(id, ""), !q.is_empty())
        })
        .collect();
    let ask = Ask { lang, draft };
    let title = t(lang, "act-split");
    let label = t(lang, "split-search");
    let field = Field {
        name: "q",
        label: &label,
        ..Field::default()
    };
    let here = lang.path(&format!("{}/split", path(row.problem)));
    let unit = row.unit.as_ref().map_or("", |unit| unit.as_str());
    let body = html! {
        h1 { (title) }
        (above(lang, draft))
        p { (t(lang, "act-why-split")) }
        (now(desk, row))
        (form_get(&here, html! {
            (text_input(lang, &field, InputKind::Search, q))
            (button(Look::Second, &t(lang, "letter-search-do")))
        }))
        @if hidden > 0 {
            (notice(Tone::Plain, None, html! { p { (t_args(lang, "split-hidden", &[("n", hidden.into())])) } }))
        }
        div #form {
            (form(&here, Some(&desk.csrf), html! {
                input type="hidden" name="seen" value=(version);
                input type="hidden" name="step" value="preview";
                input type="hidden" name="q" value=(q);
                (ask.several("moving", &boxes, |choice| said(desk, &letters, &choice.value)))
                (ask.line("title", ""))
                (ask.choose("unit", &unit_choices(desk, None), unit, Some(&t(lang, "later"))))
                (actions(html! {
                    (button(Look::Main, &t(lang, "split-look")))
                    a href=(lang.path(&path(row.problem))) { (t(lang, "act-leave")) }
                }))
            }))
        }
    };
    Ok(desk.page_with(&sheet(desk, row, &title), draft, body))
}

fn sheet<'a>(desk: &Desk, row: &ProblemRow, title: &'a str) -> Sheet<'a> {
    Sheet {
        title,
        active: ACTIVE,
        crumbs: vec![crumb(desk, row.problem)],
        ..Sheet::default()
    }
}

/// The voices to choose from, and how many more there are.
async fn letters(desk: &Desk, row: &ProblemRow, q: &str) -> Result<(Vec<Letter>, usize), Failure> {
    let filter = OpinionFilter {
        problem: Some(row.problem),
        per_page: PageOf::MOST,
        page: 1,
        ..OpinionFilter::default()
    };
    let page = desk
        .service
        .inbox(&desk.campaign, &desk.staff, &filter)
        .await?;
    let beyond = usize::try_from(page.total).unwrap_or(0);
    let beyond = beyond.saturating_sub(page.rows.len());
    let mut letters = page.rows;
    letters.retain(|letter| {
        let words = letter.words.as_deref().unwrap_or_default();
        q.is_empty() || words.contains(q) || letter.place.contains(q)
    });
    let hidden = letters.len().saturating_sub(SHOWN);
    letters.truncate(SHOWN);
    Ok((letters, hidden + beyond))
}

fn said(desk: &Desk, letters: &[Letter], opinion: &str) -> Markup {
    let lang = desk.lang;
    let id: Option<OpinionId> = opinion.parse().ok();
    let letter = letters.iter().find(|one| Some(one.row.opinion) == id);
    html! {
        @if let Some(letter) = letter {
            @let foreign = (letter.row.language != lang.tag()).then_some(letter.row.language.as_str());
            span lang=[foreign] { (cut(letter.words.as_deref().unwrap_or_default())) }
            small { (date(lang, letter.row.said_on.0)) @if !letter.place.is_empty() { " · " (letter.place) } }
        }
    }
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(CHARS) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

/// What it will come to, and the button.
fn render(
    desk: &Desk,
    row: &ProblemRow,
    form_data: &FormData,
    split: &Split,
    shown: &SplitPreview,
) -> Response {
    let lang = desk.lang;
    let title = t(lang, "split-preview");
    let (stays, new) = (&shown.stays.row, &shown.new.row);
    let heads = [
        t_args(lang, "split-now", &[("n", row.problem.to_string().into())]),
        t(lang, "split-stays"),
        t(lang, "split-new"),
    ];
    let more = shown.opinions.len().saturating_sub(split.opinions.len());
    let here = lang.path(&format!("{}/split", path(row.problem)));
    let sent = |step: &str| {
        html! {
            input type="hidden" name="seen" value=(form_data.text("seen"));
            input type="hidden" name="step" value=(step);
            input type="hidden" name="q" value=(form_data.text("q"));
            input type="hidden" name="title" value=(split.title);
            input type="hidden" name="unit" value=(form_data.text("unit"));
            @for opinion in &split.opinions { input type="hidden" name="moving" value=(opinion); }
        }
    };
    let body = html! {
        h1 { (title) }
        p .lead { (t_args(lang, "split-says", &[("n", shown.opinions.len().into())])) }
        @if more > 0 { p { (t_args(lang, "split-copies", &[("n", more.into())])) } }
        (preview::compare(desk, &title, &heads, &[row, stays, new]))
        h2 { (t(lang, "split-voices-new")) }
        (preview::voices(desk, &shown.new))
        h2 { (t(lang, "split-voices-stay")) }
        (preview::voices(desk, &shown.stays))
        h2 { (t(lang, "preview-undone")) }
        ul {
            li { (t(lang, "split-undone")) }
            li { (t(lang, "preview-undone-log")) }
        }
        h2 { (t(lang, "preview-told")) }
        ul {
            li { (t_args(lang, "split-told-holders", &[("n", new.receipts.into())])) }
            @if let Some(unit) = &row.unit { li { (t_args(lang, "preview-told-unit", &[("unit", desk.unit_name(unit).into())])) } }
            @if let Some(unit) = &split.unit { li { (t_args(lang, "split-told-new-unit", &[("unit", desk.unit_name(unit).into())])) } }
            li { (t(lang, "preview-told-public")) }
        }
        div #form {
            (form(&here, Some(&desk.csrf), html! { (sent("do")) (actions(button(Look::Grave, &t(lang, "act-do-split")))) }))
            (form(&here, Some(&desk.csrf), html! { (sent("choose")) (button(Look::Plain, &t(lang, "split-back"))) }))
        }
    };
    desk.page(&sheet(desk, row, &title), body)
}
