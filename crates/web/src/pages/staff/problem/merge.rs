//! One problem made of two: which other one, what it will come to, and only then the
//! button. The machine may suggest which problems are the same; a person says whether.

use super::super::desk::{Answer, Desk, Sheet};
use super::super::draft::{Draft, above, seen};
use super::super::inbox::letter::search;
use super::super::sent::Sent;
use super::{ACTIVE, crumb, find, now, path, preview};
use crate::auth::escape;
use crate::component::{
    Field, InputKind, Look, actions, button, form, form_get, link_button, stage_badge, text_input,
    words,
};
use crate::errors::Failure;
use crate::i18n::{percent, t, t_args};
use axum::extract::{Path, Query};
use massline_domain::Refusal;
use massline_domain::id::ProblemId;
use massline_domain::problem::Command;
use massline_service::condensing::Suggestion;
use massline_service::grouping::MergePreview;
use massline_service::rows::ProblemRow;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};
use serde::Deserialize;

/// The other problem, once it is known, or what to look for.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct With {
    #[serde(default)]
    into: String,
    #[serde(default)]
    q: String,
}

/// `GET /staff/problems/{problem}/merge`
pub(in super::super) async fn show(
    desk: Desk,
    Path(problem): Path<String>,
    Query(with): Query<With>,
) -> Answer {
    desk.must(Right::KeepProblems)?;
    let (row, version) = find(&desk, &problem).await?;
    if with.into.trim().is_empty() {
        return choose(&desk, &row, &with.q, &Draft::new()).await;
    }
    match look(&desk, row.problem, &with.into).await {
        Ok(shown) => Ok(render(&desk, &row, version, &shown)),
        Err(error) => {
            let draft = Draft::wrong(desk.wrong(error)?);
            choose(&desk, &row, &with.q, &draft).await
        }
    }
}

/// `POST /staff/problems/{problem}/merge`
pub(in super::super) async fn post(Path(problem): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::KeepProblems)?;
    let (row, version) = find(&desk, &problem).await?;
    let done = async {
        let into = number_of(form.text("into"))?;
        // A merge moves every voice: both office hands must have seen the same problem.
        if seen(&form) != Some(version) {
            return Err(ServiceError::Stale);
        }
        desk.service
            .merge_problems(&desk.campaign, &desk.staff, row.problem, into)
            .await?;
        Ok(into)
    };
    match done.await {
        Ok(into) => Ok(desk.go(&path(into), "merge")),
        Err(error) => {
            let draft = Draft::again(form, desk.wrong(error)?);
            choose(&desk, &row, "", &draft).await
        }
    }
}

/// `POST /staff/problems/{problem}/apart`: the two are not the same.
pub(in super::super) async fn apart(Path(problem): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::KeepProblems)?;
    let (row, _) = find(&desk, &problem).await?;
    let done = async {
        let command = Command::TellApart {
            other: number_of(form.text("other"))?,
        };
        desk.service
            .keep_problem(&desk.campaign, &desk.staff, row.problem, command, None)
            .await
    };
    match done.await {
        Ok(()) => Ok(desk.go(&format!("{}/merge", path(row.problem)), "apart")),
        Err(error) => {
            let draft = Draft::again(form, desk.wrong(error)?);
            choose(&desk, &row, "", &draft).await
        }
    }
}

fn number_of(text: &str) -> Result<ProblemId, ServiceError> {
    let number = text.trim().trim_start_matches('#').parse();
    Ok(ProblemId(
        number.map_err(|_| Refusal::Empty { field: "into" })?,
    ))
}

async fn look(desk: &Desk, problem: ProblemId, into: &str) -> Result<MergePreview, ServiceError> {
    let into = number_of(into)?;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    desk.service
        .merge_preview(campaign, staff, problem, into)
        .await
}

/// Which problem it is the same as.
async fn choose(desk: &Desk, row: &ProblemRow, q: &str, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let same = desk
        .service
        .same_problems(campaign, staff, row.problem)
        .await?;
    let mut suggested = Vec::new();
    for one in &same {
        suggested.push(suggestion(desk, row, one).await?);
    }
    let found = if q.trim().is_empty() {
        Vec::new()
    } else {
        search(desk, q).await?
    };
    let found: Vec<&ProblemRow> = found
        .iter()
        .filter(|one| one.problem != row.problem)
        .collect();
    let title = t(lang, "act-merge");
    let label = t(lang, "letter-search");
    let field = Field {
        name: "q",
        label: &label,
        ..Field::default()
    };
    let body = html! {
        h1 { (title) }
        (above(lang, draft))
        p { (t(lang, "act-why-merge")) }
        (now(desk, row))
        h2 { (t(lang, "merge-suggested")) }
        @if suggested.is_empty() { p { (t(lang, "merge-none-suggested")) } }
        @for one in &suggested { (one) }
        h2 { (t(lang, "merge-other")) }
        (form_get(&lang.path(&format!("{}/merge", path(row.problem))), html! {
            (text_input(lang, &field, InputKind::Search, q))
            (button(Look::Second, &t(lang, "letter-search-do")))
        }))
        @if !q.trim().is_empty() && found.is_empty() { p { (t(lang, "letter-nothing-found")) } }
        @for one in &found {
            div .suggested {
                p { (link(desk, one)) " " (stage_badge(lang, one.stage.code())) }
                (look_button(desk, row, one.problem, Look::Second))
            }
        }
    };
    let sheet = Sheet {
        title: &title,
        active: ACTIVE,
        crumbs: vec![crumb(desk, row.problem)],
        ..Sheet::default()
    };
    Ok(desk.page_with(&sheet, draft, body))
}

fn link(desk: &Desk, row: &ProblemRow) -> Markup {
    super::link(desk, row)
}

fn look_button(desk: &Desk, row: &ProblemRow, into: ProblemId, look: Look) -> Markup {
    let address = format!(
        "{}/merge?into={}",
        path(row.problem),
        escape(&into.to_string())
    );
    link_button(look, &desk.lang.path(&address), &t(desk.lang, "merge-look"))
}

async fn suggestion(desk: &Desk, row: &ProblemRow, one: &Suggestion) -> Result<Markup, Failure> {
    let lang = desk.lang;
    let (other, _) = desk.service.problem(&desk.campaign, one.problem).await?;
    let similarity = percent(f64::from(one.similarity));
    Ok(html! {
        div .suggested {
            p {
                small { (t(lang, "machine-suggests")) }
                br; (link(desk, &other)) " " (stage_badge(lang, other.stage.code()))
            }
            p .soft.small {
                (t_args(lang, "machine-similarity", &[("similarity", similarity.into())]))
                @if !one.words.is_empty() {
                    " " (t_args(lang, "machine-words", &[("words", one.words.join(lang.pick("、", ", ")).into())]))
                }
            }
            (actions(html! {
                (look_button(desk, row, other.problem, Look::Second))
                (desk.one_button(&format!("{}/apart", path(row.problem)), Look::Plain, &t(lang, "merge-not-same"), html! {
                    input type="hidden" name="other" value=(other.problem);
                }))
            }))
        }
    })
}

/// What it will come to, and the button.
fn render(
    desk: &Desk,
    row: &ProblemRow,
    version: u64,
    shown: &MergePreview,
) -> axum::response::Response {
    let lang = desk.lang;
    let title = t(lang, "merge-preview");
    let (from, into) = (&shown.from.row, &shown.into.row);
    let number = |row: &ProblemRow| ("n", row.problem.to_string().into());
    let heads = [
        t_args(lang, "merge-goes", &[number(from)]),
        t_args(lang, "merge-stays", &[number(into)]),
        t(lang, "merge-together"),
    ];
    let told = [("n", from.receipts.into())];
    let body = html! {
        h1 { (title) }
        p .lead { (t_args(lang, "merge-says", &[("from", from.problem.to_string().into()), ("into", into.problem.to_string().into())])) }
        p { b { (words(lang, &into.language, &into.title)) } }
        (preview::compare(desk, &title, &heads, &[from, into, &shown.result.row]))
        h2 { (t(lang, "preview-voices")) }
        (preview::voices(desk, &shown.result))
        h2 { (t(lang, "preview-undone")) }
        ul {
            li { (t_args(lang, "merge-undone-number", &[number(from)])) }
            li { (t(lang, "merge-undone-title")) }
            li { (t(lang, "preview-undone-log")) }
        }
        h2 { (t(lang, "preview-told")) }
        ul {
            li { (t_args(lang, "merge-told-holders", &told)) }
            @if let Some(unit) = &into.unit { li { (t_args(lang, "preview-told-unit", &[("unit", desk.unit_name(unit).into())])) } }
            @if let Some(unit) = from.unit.as_ref().filter(|unit| into.unit.as_ref() != Some(unit)) {
                li { (t_args(lang, "merge-told-other-unit", &[("unit", desk.unit_name(unit).into())])) }
            }
            li { (t(lang, "preview-told-public")) }
            @if shown.reopens { li .late { (t(lang, "merge-reopens")) } }
        }
        div #form {
            (form(&lang.path(&format!("{}/merge", path(row.problem))), Some(&desk.csrf), html! {
                input type="hidden" name="seen" value=(version);
                input type="hidden" name="into" value=(into.problem);
                (actions(html! {
                    (button(Look::Grave, &t(lang, "act-do-merge")))
                    a href=(lang.path(&path(row.problem))) { (t(lang, "act-leave")) }
                }))
            }))
        }
    };
    let sheet = Sheet {
        title: &title,
        active: ACTIVE,
        crumbs: vec![crumb(desk, row.problem)],
        ..Sheet::default()
    };
    desk.page(&sheet, body)
}
