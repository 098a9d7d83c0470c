//! A new problem: from an opinion, or by hand where it was found otherwise.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::Draft;
use super::super::inbox::letter;
use super::super::sent::Sent;
use super::{ACTIVE, found, path};
use crate::component::Choice;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{Lang, t};
use axum::extract::Query;
use massline_domain::id::{OpinionId, UnitCode};
use massline_domain::problem::Command;
use massline_domain::{Day, Refusal};
use massline_service::problem::NewProblem;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};
use serde::Deserialize;

/// The opinion to begin with.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct From {
    #[serde(default)]
    opinion: String,
}

/// `GET /staff/problems/new`
pub(in super::super) async fn show(desk: Desk, Query(from): Query<From>) -> Answer {
    if desk.staff.may(Right::FindProblems) {
        return found::show(&desk).await;
    }
    desk.must(Right::KeepProblems)?;
    render(&desk, from.opinion.parse().ok(), &Draft::new()).await
}

/// `POST /staff/problems/new`
pub(in super::super) async fn post(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    if desk.staff.may(Right::FindProblems) {
        return found::post(desk, form).await;
    }
    desk.must(Right::KeepProblems)?;
    let opinion: Option<OpinionId> = form.text("opinion").parse().ok();
    match create(&desk, &form, opinion).await {
        Ok(path) => Ok(desk.go(&path, "listed")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, opinion, &Draft::again(form, wrong)).await
        }
    }
}

async fn create(
    desk: &Desk,
    form: &FormData,
    opinion: Option<OpinionId>,
) -> Result<String, ServiceError> {
    let unit = unit_of(desk, form.text("unit"))?;
    let new = from_form(desk, form, opinion.into_iter().collect());
    let problem = desk
        .service
        .list_problem(&desk.campaign, &desk.staff, &new)
        .await?;
    if let Some(unit) = unit {
        let command = Command::Assign {
            unit,
            claim_by: claim_by(desk),
        };
        desk.service
            .keep_problem(&desk.campaign, &desk.staff, problem, command, None)
            .await?;
    }
    Ok(path(problem))
}

/// What the form says of a new problem.
pub(in super::super) fn from_form(
    desk: &Desk,
    form: &FormData,
    opinions: Vec<OpinionId>,
) -> NewProblem {
    let or = |text: &str, other: &str| if text.is_empty() { other } else { text }.to_owned();
    let first = desk
        .campaign
        .charter
        .sources
        .first()
        .map_or("", |source| &source.id);
    NewProblem {
        title: form.text("title").to_owned(),
        language: or(form.text("language"), desk.lang.tag()),
        keywords: form
            .text("keywords")
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
        source: or(form.text("source"), first),
        opinions,
        not_about: Vec::new(),
    }
}

/// The unit chosen in a form, if one was.
pub(in super::super) fn unit_of(desk: &Desk, code: &str) -> Result<Option<UnitCode>, ServiceError> {
    if code.is_empty() {
        return Ok(None);
    }
    let known = desk.units.iter().find(|row| row.unit.as_str() == code);
    let unknown = || Refusal::UnknownUnit {
        found: code.chars().take(60).collect(),
    };
    Ok(Some(known.ok_or_else(unknown)?.unit.clone()))
}

/// The day by which the charter lets a unit claim.
pub(in super::super) fn claim_by(desk: &Desk) -> Day {
    desk.campaign.charter.claim_by(desk.today())
}

async fn render(desk: &Desk, opinion: Option<OpinionId>, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let (now, title, keywords, language) = start(desk, opinion).await?;
    let page = Act {
        code: "list",
        path: "/staff/problems/new".to_owned(),
        back: match opinion {
            Some(opinion) => letter::inbox_crumb(desk, opinion),
            None => (ACTIVE.to_owned(), t(lang, "work-title")),
        },
        active: ACTIVE,
        now,
        seen: None,
        with_file: false,
        grave: false,
    };
    let units = super::unit_choices(desk, None);
    let languages = Lang::ALL.map(|each| Choice::new(each.tag(), each.own_name()));
    Ok(desk.act(&page, draft, |ask| {
        html! {
            @if let Some(opinion) = opinion { input type="hidden" name="opinion" value=(opinion); }
            (ask.line("title", &title))
            (ask.choose("language", &languages, &language, None))
            (ask.maybe_line("keywords", &keywords.join(" ")))
            @if opinion.is_none() { (ask.cards("source", &sources(desk), "")) }
            (ask.choose("unit", &units, "", Some(&t(lang, "later"))))
        }
    }))
}

/// What a form about this opinion begins with.
async fn start(
    desk: &Desk,
    opinion: Option<OpinionId>,
) -> Result<(Markup, String, Vec<String>, String), Failure> {
    let Some(opinion) = opinion else {
        return Ok((
            html! {},
            String::new(),
            Vec::new(),
            desk.lang.tag().to_owned(),
        ));
    };
    let row = desk
        .service
        .letter(&desk.campaign, &desk.staff, opinion)
        .await?
        .row;
    let (title, keywords) = desk
        .service
        .suggested_title(&desk.campaign, &desk.staff, &[opinion])
        .await?;
    Ok((
        letter::now(desk, opinion).await?,
        title,
        keywords,
        row.language,
    ))
}

pub(super) fn sources(desk: &Desk) -> Vec<Choice> {
    let lang = desk.lang;
    let choice = |one: &massline_domain::charter::Named| {
        let choice = Choice::new(&one.id, lang.pick(&one.name.zh, &one.name.en));
        match &one.meaning {
            Some(meaning) => choice.with_note(lang.pick(&meaning.zh, &meaning.en)),
            None => choice,
        }
    };
    desk.campaign.charter.sources.iter().map(choice).collect()
}
