//! The way of one opinion, step by step, and what its speaker can do now.

use super::super::names;
use super::super::problem::items::before_and_after;
use super::FORM;
use crate::component::{
    Field, Look, Tone, actions, button, checkbox, day, facts, form, judge_buttons, log_ref, notice,
    opinion_badge, text_area, way, words,
};
use crate::errors::Failure;
use crate::i18n::{t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::http::StatusCode;
use axum::response::Response;
use massline_domain::Day;
use massline_domain::id::ProblemId;
use massline_domain::item::Evidence;
use massline_domain::problem::Stage;
use massline_domain::verdict::Choice;
use massline_service::reading::Ending;
use massline_service::receipt::Followed;
use massline_service::rows::{ProblemRow, RoundRow};
use maud::{Markup, html};

/// Most characters of a comment on a ballot.
const COMMENT_CHARS: u64 = 1_000;

/// What the last action did, above the way.
pub(super) struct Done {
    pub(super) tone: Tone,
    pub(super) text: String,
    pub(super) status: StatusCode,
    /// The comment that could not be taken, to be shown again.
    pub(super) comment: String,
}

impl Done {
    /// It did what it should.
    pub(super) fn well(text: String) -> Self {
        Self {
            tone: Tone::Good,
            text,
            status: StatusCode::OK,
            comment: String::new(),
        }
    }

    /// It did not; what was typed stays.
    pub(super) fn not(failure: &Failure, ctx: &Ctx, comment: &str) -> Self {
        Self {
            tone: Tone::Bad,
            text: failure.sentence(ctx.lang),
            status: failure.status(),
            comment: comment.to_owned(),
        }
    }
}

/// The page of the opinion of this code.
pub(super) async fn page(
    ctx: &Ctx,
    code: &str,
    followed: &Followed,
    done: Option<Done>,
) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let title = t(lang, "way-title");
    let told = steps(ctx, followed).await?;
    let pictures = pictures(ctx, followed).await?;
    let comment = done.as_ref().map_or("", |done| done.comment.as_str());
    let body = html! {
        h1 { (title) }
        @if let Some(done) = &done { (notice(done.tone, None, html! { p { (done.text) } })) }
        @if let Some((round, cast)) = &followed.ballot {
            (ballot(ctx, code, followed.problem.as_ref(), (round, *cast), comment, &pictures))
        }
        (told)
        (moves(ctx, followed))
        @if let Some(problem) = &followed.problem { (its_problem(ctx, code, problem)) }
        (proof(ctx, code, followed))
        (erase_door(ctx, code, followed))
    };
    let page = Page::new(title.clone()).active("/follow").at("/follow");
    let status = done.map_or(StatusCode::OK, |done| done.status);
    Ok(ctx.page(page.status(status), body))
}

/// A form with the code, to this action.
pub(super) fn code_form(ctx: &Ctx, action: &str, code: &str, inside: Markup) -> Markup {
    form(
        &ctx.to(action),
        Some(&ctx.token(FORM)),
        html! {
            input type="hidden" name="code" value=(code);
            (inside)
        },
    )
}

/// What there is to look at before judging.
async fn pictures(ctx: &Ctx, followed: &Followed) -> Result<Markup, Failure> {
    let judged = followed
        .problem
        .as_ref()
        .filter(|_| followed.ballot.is_some());
    let Some(problem) = judged else {
        return Ok(html! {});
    };
    let campaign = &followed.campaign;
    let pieces = ctx.service().before_and_after(campaign, problem.problem);
    let pieces = pieces.await?;
    let all: Vec<&(Day, Evidence)> = pieces.iter().collect();
    Ok(before_and_after(ctx.lang, &all))
}

fn ballot(
    ctx: &Ctx,
    code: &str,
    problem: Option<&ProblemRow>,
    (round, cast): (&RoundRow, Option<Choice>),
    comment: &str,
    pictures: &Markup,
) -> Markup {
    let lang = ctx.lang;
    html! {
        section #ballot {
            h2 { (t(lang, "ballot-title")) }
            @if let Some(row) = problem {
                p .lead { (words(lang, &row.language, &row.title)) }
                p { a href=(ctx.to(&format!("/problems/{}#items", row.problem))) { (t(lang, "ballot-see")) } }
            }
            (pictures)
            p { (t(lang, if cast.is_some() { "ballot-again" } else { "ballot-ask" })) " " (t(lang, "ballot-until")) " " (day(lang, round.ends_on.0)) }
            (code_form(ctx, "/follow/judge", code, html! {
                (text_area(lang, &Field { name: "comment", label: &t(lang, "ballot-comment"), hint: Some(&t(lang, "ballot-comment-hint")), error: None, optional: true }, comment, 2, COMMENT_CHARS))
                (judge_buttons(lang, cast.map(Choice::code)))
            }))
            p .soft { (t(lang, "ballot-secret")) }
        }
    }
}

async fn steps(ctx: &Ctx, followed: &Followed) -> Result<Markup, Failure> {
    let lang = ctx.lang;
    let row = &followed.opinion;
    let mut pairs = vec![
        (t(lang, "way-now"), opinion_badge(lang, &row.state)),
        (t(lang, "way-received"), day(lang, row.received.0)),
        (t(lang, "way-log"), sealed(ctx, followed)),
    ];
    if row.state == "waiting" {
        let by = followed.campaign.charter.sort_by(row.received);
        pairs.push((t(lang, "way-sorted-by"), day(lang, by.0)));
    }
    if let Some(answer) = &followed.answer {
        pairs.push((t(lang, "way-answer"), html! { span .said { (answer) } }));
    }
    match ctx
        .service()
        .ending(&followed.campaign, row.opinion)
        .await?
    {
        Some(Ending::Referred(to)) => pairs.push((t(lang, "way-referred"), html! { (to) })),
        Some(Ending::Refused(reason)) => {
            let reasons = &followed.campaign.charter.refusal_reasons;
            pairs.push((
                t(lang, "way-refused"),
                html! { (names::named(lang, reasons, &reason)) },
            ));
        }
        None => {}
    }
    Ok(html! { h2 { (t(lang, "way-steps")) } (facts(&pairs)) })
}

fn sealed(ctx: &Ctx, followed: &Followed) -> Markup {
    let lang = ctx.lang;
    html! {
        @match followed.opinion.leaf {
            Some(index) => { (t(lang, "way-sealed")) " " (log_ref(lang, index)) },
            None => (t(lang, "way-not-sealed")),
        }
    }
}

/// The problems it was in before, and why it left each.
fn moves(ctx: &Ctx, followed: &Followed) -> Markup {
    let lang = ctx.lang;
    let number = |problem: ProblemId| {
        let label = t_args(lang, "problem-number", &[("n", problem.to_string().into())]);
        html! { a href=(ctx.to(&format!("/problems/{problem}"))) { (label) } }
    };
    html! {
        @if !followed.moves.is_empty() {
            h2 { (t(lang, "moves-title")) }
            ul .dated {
                @for one in &followed.moves {
                    li {
                        (day(lang, one.day.0)) " " (t_code(lang, "moved", one.why.code())) " "
                        (number(one.from))
                        @match one.to {
                            Some(to) => { " → " (number(to)) },
                            None => { " → " (t(lang, "moved-waits")) },
                        }
                    }
                }
            }
        }
    }
}

fn its_problem(ctx: &Ctx, code: &str, row: &ProblemRow) -> Markup {
    let lang = ctx.lang;
    let path = format!("/problems/{}", row.problem);
    html! {
        h2 { (t(lang, "way-problem")) }
        p .lead { a href=(ctx.to(&path)) { (words(lang, &row.language, &row.title)) } }
        (way(lang, row.stage.code()))
        p { (names::voices(ctx, row.people)) }
        @if row.stage == Stage::Closed {
            h3 { (t(lang, "back-title")) }
            p { (t(lang, "back-why")) }
            (code_form(ctx, "/follow/back", code, button(Look::Second, &t(lang, "back-button"))))
        }
    }
}

fn proof(ctx: &Ctx, code: &str, followed: &Followed) -> Markup {
    let lang = ctx.lang;
    let erased = followed.opinion.state == "erased";
    html! {
        h2 { (t(lang, "proof-title")) }
        p { (t(lang, "proof-what")) }
        (code_form(ctx, "/follow/proof", code, html! {
            @if !erased {
                (checkbox(lang, &Field { name: "opening", label: &t(lang, "proof-opening"), hint: Some(&t(lang, "proof-opening-hint")), error: None, optional: true }, false))
            }
            (button(Look::Second, &t(lang, "proof-button")))
        }))
        p .soft { (t_args(lang, "proof-check", &[("file", "RECEIPT.json".into())])) " " a href=(ctx.to("/log#verify")) { (t(lang, "proof-how")) } }
    }
}

fn erase_door(ctx: &Ctx, code: &str, followed: &Followed) -> Markup {
    let lang = ctx.lang;
    html! {
        @if followed.opinion.state != "erased" {
            h2 { (t(lang, "erase-title")) }
            p { (t(lang, "erase-what")) }
            (code_form(ctx, "/follow/erase", code, actions(button(Look::Grave, &t(lang, "erase-ask")))))
        }
    }
}
