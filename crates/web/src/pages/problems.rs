//! The list of problems: what can be narrowed, sorted and searched is part of the address.

use super::{documents, names};
use crate::component::{
    Choice, Field, InputKind, Pager, checkbox, empty_state, filters, pager, select, stage_badge,
    text_input, words,
};
use crate::errors::Failure;
use crate::form_data::Asked;
use crate::i18n::{t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::problem::Stage;
use massline_service::rows::{ProblemFilter, ProblemRow, ProblemSort, UnitRow};
use maud::{Markup, html};

const PER_PAGE: u32 = 18;
/// Codes of the orders, the first is the usual one.
const SORTS: [(&str, ProblemSort); 3] = [
    ("strength", ProblemSort::Strength),
    ("newest", ProblemSort::Newest),
    ("deadline", ProblemSort::Deadline),
];

/// What the address asks for.
pub(super) struct Wanted {
    search: String,
    stage: Option<Stage>,
    unit: String,
    category: String,
    overdue: bool,
    sort: ProblemSort,
    page: u32,
}

impl From<&Asked> for Wanted {
    fn from(asked: &Asked) -> Self {
        let sort = SORTS.iter().find(|(code, _)| *code == asked.text("sort"));
        Self {
            search: asked.text("q").chars().take(80).collect(),
            stage: Stage::from_code(asked.text("stage")),
            unit: asked.text("unit").to_owned(),
            category: asked.text("category").to_owned(),
            overdue: asked.text("overdue") == "yes",
            sort: sort.map_or(ProblemSort::Strength, |(_, sort)| *sort),
            page: asked.parsed("page").unwrap_or(1).clamp(1, 100_000),
        }
    }
}

impl Wanted {
    pub(super) fn filter(&self, ctx: &Ctx) -> ProblemFilter {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        ProblemFilter {
            stage: self.stage,
            unit: self.unit.parse().ok(),
            category: some(&self.category),
            language: None,
            search: some(&self.search),
            overdue_on: self.overdue.then(|| ctx.today()),
            sort: self.sort,
            page: self.page,
            per_page: PER_PAGE,
        }
    }

    fn is_narrowed(&self) -> bool {
        self.is_chosen() || !self.search.is_empty()
    }

    /// Whether anything beside the search is not as it usually is.
    fn is_chosen(&self) -> bool {
        let words = [&self.unit, &self.category];
        let chosen = words.iter().any(|text| !text.is_empty());
        chosen || self.overdue || self.stage.is_some() || self.sort != ProblemSort::Strength
    }

    /// The address of another page of the same list.
    fn href(&self, page: u64) -> String {
        let mut pairs = vec![("sort", self.sort_code().to_owned())];
        let texts = [
            ("q", &self.search),
            ("unit", &self.unit),
            ("category", &self.category),
        ];
        let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
        pairs.extend(texts.map(|(name, text)| (name, crate::auth::escape(text))));
        pairs.extend(self.stage.map(|stage| ("stage", stage.code().to_owned())));
        pairs.extend(self.overdue.then(|| ("overdue", "yes".to_owned())));
        pairs.push(("page", page.to_string()));
        let pairs: Vec<String> = pairs
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("?{}", pairs.join("&"))
    }

    fn sort_code(&self) -> &'static str {
        SORTS
            .iter()
            .find(|(_, sort)| *sort == self.sort)
            .map_or("strength", |(code, _)| code)
    }
}

pub(super) async fn list(ctx: Ctx, asked: Asked) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let wanted = Wanted::from(&asked);
    let found = ctx
        .service()
        .problems(&ctx.campaign, &wanted.filter(&ctx))
        .await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let pages = Pager {
        page: u64::from(found.page),
        per_page: u64::from(found.per_page),
        total: found.total,
    };
    let title = t(lang, "problems-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "problems-lead")) }
        p { a href=(ctx.to("/problems/themes")) { (t(lang, "problems-by-theme")) } " · " a href=(ctx.to("/look-backs")) { (t(lang, "problems-to-held")) } }
        (filters(lang, &ctx.to("/problems"), wanted.is_narrowed(), questions(&ctx, &units, &wanted)))
        @if found.rows.is_empty() {
            (empty_state(&t(lang, if wanted.is_narrowed() { "problems-none-such" } else { "problems-none" }), None))
        } @else {
            h2 .hidden { (t(lang, "problems-found")) }
            ul .cards { @for row in &found.rows { (card(&ctx, &units, row)) } }
            (pager(lang, pages, |page| wanted.href(page)))
            (documents::links(lang, |format| format!("/documents/problems/{format}{}", wanted.href(1))))
        }
    };
    Ok(ctx.page(Page::new(title.clone()).active("/problems").wide(), body))
}

fn questions(ctx: &Ctx, units: &[UnitRow], wanted: &Wanted) -> Markup {
    let lang = ctx.lang;
    let all = t(lang, "filter-all");
    let ask = |name: &'static str,
               label: &str,
               choices: &[Choice],
               chosen: &str,
               nothing: Option<&str>| {
        let field = Field {
            name,
            label,
            optional: false,
            ..Field::default()
        };
        select(lang, &field, choices, Some(chosen), nothing)
    };
    let stages: Vec<Choice> = Stage::SHOWN
        .iter()
        .map(|stage| Choice::new(stage.code(), t_code(lang, "stage", stage.code())))
        .collect();
    let unit_choices: Vec<Choice> = units
        .iter()
        .map(|row| Choice::new(row.unit.as_str(), names::pick(lang, &row.name)))
        .collect();
    let categories: Vec<Choice> = ctx
        .campaign
        .charter
        .categories
        .iter()
        .map(|one| Choice::new(one.id.clone(), names::pick(lang, &one.name)))
        .collect();
    let sorts: Vec<Choice> = SORTS
        .iter()
        .map(|(code, _)| Choice::new(*code, t_code(lang, "sort", code)))
        .collect();
    let stage = wanted.stage.map_or("", Stage::code);
    html! {
        div .span {
            (text_input(lang, &Field { name: "q", label: &t(lang, "filter-search"), optional: false, ..Field::default() }, InputKind::Search, &wanted.search))
        }
        details open[wanted.is_chosen()] {
            summary { (t(lang, "filter-more")) }
            div .more {
                (ask("stage", &t(lang, "filter-stage"), &stages, stage, Some(&all)))
                (ask("unit", &t(lang, "filter-unit"), &unit_choices, &wanted.unit, Some(&all)))
                (ask("category", &t(lang, "filter-category"), &categories, &wanted.category, Some(&all)))
                (ask("sort", &t(lang, "filter-sort"), &sorts, wanted.sort_code(), None))
                (checkbox(lang, &Field { name: "overdue", label: &t(lang, "filter-overdue"), optional: true, ..Field::default() }, wanted.overdue))
            }
        }
    }
}

/// One problem in a list below a heading of this page.
pub(super) fn card(ctx: &Ctx, units: &[UnitRow], row: &ProblemRow) -> Markup {
    let lang = ctx.lang;
    let path = format!("/problems/{}", row.problem);
    html! {
        li .card {
            h3 { a href=(ctx.to(&path)) { (words(lang, &row.language, &row.title)) } }
            p { (stage_badge(lang, row.stage.code())) }
            p .meta {
                span { (t_args(lang, "problem-number", &[("n", row.problem.to_string().into())])) }
                span { (names::voices(ctx, row.people)) }
                @if let Some(unit) = &row.unit { span { (names::unit(lang, units, unit)) } }
                @if row.not_held { span { (t(lang, "problem-not-held-short")) } }
            }
        }
    }
}
