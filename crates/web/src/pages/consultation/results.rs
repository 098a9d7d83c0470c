//! What a consultation comes to: where all groups agree, where they differ, and every statement
//! with its numbers, as far as they are not small.

use super::{below, find, path};
use crate::component::{
    Column, Kind, Look, Pager, Tone, actions, link_button, notice, pager, table, words,
};
use crate::errors::Failure;
use crate::form_data::Asked;
use crate::i18n::{Lang, count, t, t_args, t_code};
use crate::request::Ctx;
use axum::extract::Path;
use axum::response::Response;
use massline_service::consultation::results::{Group, Results, Said, Side, StatementResult};
use massline_service::reading::Count;
use maud::{Markup, html};

/// Statements in each short list; all are in the table.
const LISTED: usize = 12;
/// Statements on a page of the table.
const PER_PAGE: usize = 30;

/// `GET /consultations/{number}/results`
pub(in super::super) async fn show(
    ctx: Ctx,
    Path(number): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    let row = find(&ctx, &number).await?;
    let (lang, id) = (ctx.lang, row.consultation);
    let results = ctx.service().results(&ctx.campaign, id).await?;
    let title = t(lang, "results-title");
    let open = row.closed.is_none() && ctx.campaign.row.open;
    let body = html! {
        h1 { (title) }
        p .lead { (words(lang, &row.language, &row.question)) }
        p { (people(lang, results.people)) }
        (few(lang, &results))
        @if results.groups.is_empty() {
            (listed(lang, &results, "results-most-agree", &results.agreed))
            (listed(lang, &results, "results-most-reject", &results.rejected))
        } @else {
            (listed(lang, &results, "results-all-agree", &results.agreed))
            (listed(lang, &results, "results-all-reject", &results.rejected))
            (divided(lang, &results))
            (groups(lang, &results))
        }
        (all(&ctx, &results, asked.parsed("page").unwrap_or(1), &ctx.to(&format!("{}/results", path(id)))))
        (formula(lang))
        @if open { (actions(link_button(Look::Main, &ctx.to(&path(id)), &t(lang, "results-vote")))) }
        @if let Some(problem) = row.problem {
            p { a href=(ctx.to(&format!("/problems/{problem}"))) { (t(lang, "vote-problem")) } }
        }
    };
    Ok(ctx.page(below(&ctx, &row, &title).wide(), body))
}

fn people(lang: Lang, people: Count) -> String {
    match people {
        Count::Exact(n) => t_args(lang, "results-people", &[("n", n.into())]),
        Count::Under(k) => t_args(lang, "results-people-few", &[("k", k.into())]),
    }
}

/// What a reader must know before drawing conclusions.
fn few(lang: Lang, results: &Results) -> Markup {
    let key = match results.people {
        Count::Exact(0) => return html! {},
        Count::Under(_) => "results-few",
        _ if results.groups_hidden => "results-hidden",
        _ if results.groups.is_empty() => "results-one-group",
        _ if results.weak => "results-weak",
        _ => return html! {},
    };
    notice(Tone::Plain, None, html! { p { (t(lang, key)) } })
}

fn listed(lang: Lang, results: &Results, key: &str, which: &[usize]) -> Markup {
    html! {
        @if !which.is_empty() {
            h2 { (t(lang, key)) }
            ul .agreed { @for at in which.iter().take(LISTED) { li { (text(lang, &results.statements[*at])) } } }
            (more(lang, which))
        }
    }
}

/// That there are more, where there are.
fn more(lang: Lang, which: &[usize]) -> Markup {
    let left = which.len().saturating_sub(LISTED);
    html! { @if left > 0 { p .soft { (t_args(lang, "results-more", &[("n", left.into())])) } } }
}

fn text(lang: Lang, one: &StatementResult) -> Markup {
    words(lang, &one.language, &one.words)
}

fn divided(lang: Lang, results: &Results) -> Markup {
    html! {
        @if !results.divided.is_empty() {
            h2 { (t(lang, "results-divided")) }
            ul .agreed {
                @for at in results.divided.iter().take(LISTED) {
                    @let one = &results.statements[*at];
                    li { (text(lang, one)) br; small .soft { (sides(lang, one)) } }
                }
            }
            (more(lang, &results.divided))
        }
    }
}

/// "Group 1 agrees, group 2 disagrees".
fn sides(lang: Lang, one: &StatementResult) -> String {
    let said = one.groups.iter().enumerate().filter_map(|(at, said)| {
        let side = side_code(said.side()?);
        let args = [("n", (at + 1).into()), ("side", side.into())];
        Some(t_args(lang, "group-says", &args))
    });
    said.collect::<Vec<_>>().join(lang.pick("；", "; "))
}

fn side_code(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
        Side::Divided => "divided",
    }
}

fn group_name(lang: Lang, at: usize) -> String {
    t_args(lang, "group-name", &[("n", (at + 1).into())])
}

fn groups(lang: Lang, results: &Results) -> Markup {
    html! {
        h2 { (t(lang, "results-groups")) }
        p .soft { (t(lang, "results-groups-what")) }
        ul .cards {
            @for (at, group) in results.groups.iter().enumerate() { (group_card(lang, results, at, group)) }
        }
    }
}

fn group_card(lang: Lang, results: &Results, at: usize, group: &Group) -> Markup {
    html! {
        li .card {
            h3 { (group_name(lang, at)) }
            p { (t_args(lang, "group-people", &[("n", group.people.into())])) }
            @if !group.apart.is_empty() {
                p .soft.small { (t(lang, "group-apart")) }
                ul {
                    @for (which, agrees) in &group.apart {
                        li { b { (t_code(lang, "vote", if *agrees { "agree" } else { "disagree" })) } " " (text(lang, &results.statements[*which])) }
                    }
                }
            }
        }
    }
}

fn all(ctx: &Ctx, results: &Results, page: usize, to: &str) -> Markup {
    let lang = ctx.lang;
    let at = Pager {
        page: page.clamp(1, results.statements.len().div_ceil(PER_PAGE).max(1)) as u64,
        per_page: PER_PAGE as u64,
        total: results.statements.len() as u64,
    };
    let first = (at.page as usize - 1) * PER_PAGE;
    let mut columns = vec![
        Column::new(Kind::Text, t(lang, "column-statement")),
        Column::new(Kind::Text, t(lang, "column-everyone")),
    ];
    let groups = (0..results.groups.len()).map(|at| Column::new(Kind::Text, group_name(lang, at)));
    columns.extend(groups);
    let row = |one: &StatementResult| {
        let mut cells = vec![text(lang, one), everyone(lang, one)];
        cells.extend(one.groups.iter().map(|said| group_cell(lang, *said)));
        cells
    };
    let shown = results.statements.iter().skip(first).take(PER_PAGE);
    let rows: Vec<Vec<Markup>> = shown.map(row).collect();
    html! {
        @if !rows.is_empty() {
            h2 #all { (t(lang, "results-all")) }
            (table(&t(lang, "results-caption"), &columns, &rows))
            @if at.pages() > 1 { (pager(lang, at, |page| format!("{to}?page={page}#all"))) }
        }
    }
}

fn everyone(lang: Lang, one: &StatementResult) -> Markup {
    let Some(answers) = &one.answers else {
        return html! { span .soft { (t(lang, "too-few")) } };
    };
    let parts = [
        ("agree", answers.agree),
        ("disagree", answers.disagree),
        ("pass", answers.pass),
    ];
    html! {
        @if let [Count::Exact(agree), Count::Exact(disagree), Count::Exact(pass)] = parts.map(|(_, count)| count) { (bar([agree, disagree, pass])) }
        @for (place, (code, people)) in parts.into_iter().enumerate() {
            @if place > 0 { (lang.pick("，", ", ")) }
            (t_code(lang, "vote", code)) " " (number(lang, people))
        }
    }
}

fn number(lang: Lang, people: Count) -> String {
    match people {
        Count::Exact(people) => count(people),
        Count::Under(k) => t_args(lang, "fewer-than", &[("k", k.into())]),
    }
}

fn group_cell(lang: Lang, said: Said) -> Markup {
    let side = |side| t_code(lang, "side", side_code(side));
    match said {
        Said::Few => html! { span .soft { (t(lang, "too-few")) } },
        Said::Only(said) => html! { (side(said)) },
        Said::Numbers(tally, said) => html! {
            (bar([tally.agree, tally.disagree, tally.pass]))
            (side(said)) " "
            small .soft { (t_args(lang, "group-counts", &[("agree", tally.agree.into()), ("disagree", tally.disagree.into()), ("pass", tally.pass.into())])) }
        },
    }
}

/// Agreeing, disagreeing and passing as parts of one bar; the numbers stand beside it.
fn bar(parts: [u64; 3]) -> Markup {
    let all: u64 = parts.iter().sum();
    let share = |part: u64| part as f64 * 100.0 / all.max(1) as f64;
    let colours = ["c4", "c2", "c5"];
    let mut from = 0.0;
    let pieces: Vec<(f64, f64, &str)> = parts
        .iter()
        .zip(colours)
        .map(|(part, colour)| {
            let piece = (from, share(*part), colour);
            from += piece.1;
            piece
        })
        .collect();
    html! {
        svg .shares width="100%" height="10" aria-hidden="true" focusable="false" {
            @for (from, width, colour) in pieces {
                rect class=(colour) x=(format!("{from:.2}%")) y="0" width=(format!("{width:.2}%")) height="10" {}
            }
        }
    }
}

/// Every number has its formula.
fn formula(lang: Lang) -> Markup {
    html! {
        details {
            summary { (t(lang, "results-how")) }
            ul {
                li { (t(lang, "results-how-groups")) }
                li { (t(lang, "results-how-side")) }
                li { (t(lang, "results-how-all")) }
                li { (t(lang, "results-how-small")) }
            }
        }
    }
}
