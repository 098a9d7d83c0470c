//! The leaders' own steps: for each office of the unit that stood in its session or wrote of
//! itself, its self-examination, its part in the session, and what it took on in public.

use crate::component::{Column, Kind, Shape, State, badge, table};
use crate::errors::Failure;
use crate::i18n::{Lang, t, t_args};
use crate::request::Ctx;
use massline_domain::commitment::Commitment;
use massline_domain::criticism::Session;
use massline_domain::id::{PaperId, SessionId, UnitCode};
use massline_domain::mirror::{Paper, Stage};
use maud::{Markup, html};

/// The steps of each office; nothing where no office took one.
pub(super) async fn section(ctx: &Ctx, unit: &UnitCode) -> Result<Markup, Failure> {
    let lang = ctx.lang;
    let service = ctx.service();
    let mut sessions = service.criticism_sessions(&ctx.campaign).await?;
    sessions.retain(|(id, _)| id.unit == *unit);
    let mut papers = service.papers(&ctx.campaign).await?;
    papers.retain(|(id, paper)| id.unit == *unit && paper.office.is_some());
    let mut commitments = service.commitments(&ctx.campaign).await?;
    commitments.retain(|(_, one)| one.unit.as_ref() == Some(unit) && !one.is_at_once());
    let mut offices: Vec<&str> = Vec::new();
    let present = sessions.iter().flat_map(|(_, one)| one.offices());
    let wrote = papers.iter().filter_map(|(_, one)| one.office.as_deref());
    for office in present.map(|(_, office)| office).chain(wrote) {
        if !offices.contains(&office) {
            offices.push(office);
        }
    }
    let columns = [
        Column::new(Kind::Text, t(lang, "leaders-office")),
        Column::new(Kind::Text, t(lang, "leaders-paper")),
        Column::new(Kind::Text, t(lang, "leaders-session")),
        Column::new(Kind::Text, t(lang, "leaders-commitments")),
    ];
    let rows: Vec<Vec<Markup>> = offices
        .iter()
        .map(|office| {
            let leads = sessions.last().and_then(|(_, one)| one.office(one.leader)) == Some(*office);
            vec![
                html! { (office) @if leads { " " span .small.soft { (t(lang, "criticism-leader")) } } },
                paper(ctx, office, &papers),
                session(ctx, office, &sessions),
                taken_on(lang, office, commitments.iter().map(|(_, one)| one)),
            ]
        })
        .collect();
    Ok(html! {
        @if !rows.is_empty() {
            h2 #leaders { (t(lang, "leaders-title")) }
            p .small.soft { (t(lang, "leaders-lead")) }
            (table(&t(lang, "leaders-title"), &columns, &rows))
        }
    })
}

fn none(lang: Lang) -> Markup {
    badge(State::Still, Shape::Empty, &t(lang, "leaders-not-yet"))
}

fn paper(ctx: &Ctx, office: &str, papers: &[(PaperId, Paper)]) -> Markup {
    let lang = ctx.lang;
    let own = papers
        .iter()
        .filter(|(_, paper)| paper.office.as_deref() == Some(office));
    let Some((id, paper)) = own.max_by_key(|(_, paper)| paper.stage) else {
        return none(lang);
    };
    match paper.stage {
        Stage::Published => html! {
            a href=(ctx.to(&format!("/mirrors/{}/{}", id.unit, id.number))) { (t(lang, "leaders-published")) }
        },
        Stage::Accepted => badge(State::Done, Shape::Tick, &t(lang, "leaders-accepted")),
        _ => badge(State::Now, Shape::Half, &t(lang, "leaders-being-written")),
    }
}

fn session(ctx: &Ctx, office: &str, sessions: &[(SessionId, Session)]) -> Markup {
    let lang = ctx.lang;
    let stood = |one: &Session| one.offices().any(|(_, name)| name == office);
    let Some((id, found)) = sessions.iter().rev().find(|(_, one)| stood(one)) else {
        return none(lang);
    };
    let href = ctx.to(&format!("/criticism/{id}"));
    let key = if found.closed.is_some() {
        "leaders-spoke"
    } else {
        "leaders-in-session"
    };
    html! { a href=(href) { (t(lang, key)) } }
}

fn taken_on<'c>(
    lang: Lang,
    office: &str,
    commitments: impl Iterator<Item = &'c Commitment>,
) -> Markup {
    let (mut all, mut kept) = (0_u64, 0_u64);
    for one in commitments {
        if one.promise.as_ref().is_some_and(|it| it.office == office) {
            all += 1;
            kept += u64::from(one.outcome().is_some_and(|outcome| outcome.kept));
        }
    }
    if all == 0 {
        return none(lang);
    }
    let numbers = [("all", all.into()), ("kept", kept.into())];
    html! { (t_args(lang, "leaders-kept", &numbers)) }
}
