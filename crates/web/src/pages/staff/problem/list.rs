//! All problems, for whoever works on them: by state, unit and search, the strongest or the
//! most urgent first. A unit sees its own first.

use super::super::desk::{Answer, Desk, Sheet};
use super::super::inbox::keys;
use super::{ACTIVE, label, link, unit_choices};
use crate::auth::escape;
use crate::component::{
    Choice, Column, Field, InputKind, Kind, Look, Pager, actions, empty_state, filters,
    link_button, pager, select, stage_badge, table, text_input,
};
use crate::i18n::{t, t_code};
use axum::extract::Query;
use massline_domain::context::Role;
use massline_domain::problem::Stage;
use massline_service::Right;
use massline_service::rows::{ProblemFilter, ProblemRow, ProblemSort};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::HashMap;

/// The orders that can be chosen.
const SORTS: [(&str, ProblemSort); 3] = [
    ("strength", ProblemSort::Strength),
    ("deadline", ProblemSort::Deadline),
    ("newest", ProblemSort::Newest),
];

/// In the address: problems without a category. No category is called that.
const NO_CATEGORY: &str = "-";

/// What the list is narrowed to; part of the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(in super::super) struct Narrow {
    #[serde(default)]
    stage: String,
    unit: Option<String>,
    #[serde(default)]
    category: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    overdue: String,
    page: Option<u32>,
}

impl Narrow {
    /// A unit looks at its own problems until it asks for others.
    fn unit<'a>(&'a self, desk: &'a Desk) -> &'a str {
        match &self.unit {
            Some(unit) => unit,
            None if desk.staff.role == Role::Unit => desk.staff.unit.as_str(),
            None => "",
        }
    }

    fn filter(&self, desk: &Desk) -> ProblemFilter {
        let sort = SORTS.iter().find(|(code, _)| *code == self.sort);
        ProblemFilter {
            stage: Stage::from_code(&self.stage),
            unit: self.unit(desk).parse().ok(),
            category: match self.category.as_str() {
                "" => None,
                NO_CATEGORY => Some(String::new()),
                code => Some(code.to_owned()),
            },
            search: Some(self.q.trim().to_owned()).filter(|q| !q.is_empty()),
            overdue_on: (self.overdue == "yes").then(|| desk.today()),
            sort: sort.map_or_else(ProblemSort::default, |(_, sort)| *sort),
            page: self.page.unwrap_or(1),
            ..ProblemFilter::default()
        }
    }

    fn path(&self, desk: &Desk, page: u64) -> String {
        format!(
            "/staff/problems?stage={}&unit={}&category={}&q={}&sort={}&overdue={}&page={page}",
            escape(&self.stage),
            escape(self.unit(desk)),
            escape(&self.category),
            escape(&self.q),
            escape(&self.sort),
            escape(&self.overdue),
        )
    }
}

/// `GET /staff/problems`
pub(in super::super) async fn show(desk: Desk, Query(narrow): Query<Narrow>) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let page = desk
        .service
        .problems(&desk.campaign, &narrow.filter(&desk))
        .await?;
    // Suggestions stand where one labels one problem after the other, and nowhere else.
    let suggested = if narrow.category == NO_CATEGORY {
        label::suggested(&desk, &page.rows).await?
    } else {
        HashMap::new()
    };
    let back = narrow.path(&desk, page.page.into());
    let suggest = |row: &ProblemRow| {
        let one = suggested.get(&row.problem);
        one.map(|one| label::suggestion(&desk, row, one, Some(&back)))
    };
    let title = t(lang, "work-title");
    let at = Pager {
        page: page.page.into(),
        per_page: page.per_page.into(),
        total: page.total,
    };
    let body = html! {
        h1 { (title) }
        @if desk.staff.may(Right::KeepProblems) {
            (actions(link_button(Look::Second, &lang.path("/staff/problems/new"), &t(lang, "do-new"))))
        } @else if desk.staff.may(Right::FindProblems) {
            (actions(link_button(Look::Second, &lang.path("/staff/problems/new"), &t(lang, "do-found"))))
        }
        p { a href=(lang.path("/problems/themes")) { (t(lang, "problems-by-theme")) } }
        (narrowing(&desk, &narrow))
        @if page.rows.is_empty() {
            (empty_state(&t(lang, "work-empty"), None))
        } @else {
            @if !suggested.is_empty() { (keys(lang, &["next", "previous", "accept"])) }
            (table(&t(lang, "work-caption"), &columns(&desk), &rows(&desk, &page.rows, suggest)))
            (pager(lang, at, |page| lang.path(&narrow.path(&desk, page))))
        }
    };
    Ok(desk.page(
        &Sheet {
            title: &title,
            active: ACTIVE,
            wide: true,
            keys: !suggested.is_empty(),
            ..Sheet::default()
        },
        body,
    ))
}

fn narrowing(desk: &Desk, narrow: &Narrow) -> Markup {
    let lang = desk.lang;
    let labels =
        ["state", "unit", "search", "sort", "category"].map(|name| t_code(lang, "ask", name));
    let field = |name, label| Field {
        name,
        label,
        optional: true,
        ..Field::default()
    };
    let plain = |name, label| Field {
        optional: false,
        ..field(name, label)
    };
    let stages: Vec<Choice> = Stage::SHOWN
        .iter()
        .map(|stage| Choice::new(stage.code(), t_code(lang, "stage", stage.code())))
        .collect();
    let sorts: Vec<Choice> = SORTS
        .iter()
        .map(|(code, _)| Choice::new(*code, t_code(lang, "sort", code)))
        .collect();
    let all = t(lang, "all");
    let overdue = t(lang, "ask-overdue");
    let narrowed = narrow.unit.is_some()
        || ![
            &narrow.stage,
            &narrow.category,
            &narrow.q,
            &narrow.sort,
            &narrow.overdue,
        ]
        .iter()
        .all(|text| text.is_empty());
    let mut categories = label::categories(desk);
    categories.push(Choice::new(NO_CATEGORY, t(lang, "without-category")));
    filters(
        lang,
        &lang.path(ACTIVE),
        narrowed,
        html! {
            (select(lang, &plain("stage", &labels[0]), &stages, Some(&narrow.stage), Some(&all)))
            (select(lang, &plain("unit", &labels[1]), &unit_choices(desk, None), Some(narrow.unit(desk)), Some(&all)))
            (select(lang, &plain("category", &labels[4]), &categories, Some(&narrow.category), Some(&all)))
            (text_input(lang, &plain("q", &labels[2]), InputKind::Search, &narrow.q))
            (select(lang, &plain("sort", &labels[3]), &sorts, Some(&narrow.sort), None))
            (crate::component::checkbox(lang, &field("overdue", &overdue), narrow.overdue == "yes"))
        },
    )
}

fn columns(desk: &Desk) -> Vec<Column> {
    let lang = desk.lang;
    vec![
        Column::new(Kind::Key, t(lang, "column-number")),
        Column::new(Kind::Text, t(lang, "ask-problem")),
        Column::new(Kind::Text, t(lang, "ask-state")),
        Column::new(Kind::Text, t(lang, "ask-unit")),
        Column::new(Kind::Number, t(lang, "work-strength")),
        Column::new(Kind::Day, t(lang, "column-due")),
    ]
}

fn rows(
    desk: &Desk,
    problems: &[ProblemRow],
    suggest: impl Fn(&ProblemRow) -> Option<Markup>,
) -> Vec<Vec<Markup>> {
    let lang = desk.lang;
    problems
        .iter()
        .map(|row| {
            vec![
                html! { (row.problem) },
                html! { (link(desk, row)) @if let Some(one) = suggest(row) { (one) } },
                stage_badge(lang, row.stage.code()),
                html! { @if let Some(unit) = &row.unit { (desk.unit_name(unit)) } @else { "–" } },
                html! { (super::work::strength(desk, row)) },
                due(desk, row),
            ]
        })
        .collect()
}

/// The next day that binds somebody, marked where it is past.
pub(in super::super) fn due(desk: &Desk, row: &ProblemRow) -> Markup {
    let lang = desk.lang;
    let day = match row.stage {
        Stage::Assigned => row.claim_by,
        Stage::Rectifying | Stage::Reopened => row.deadline,
        _ => None,
    };
    html! {
        @match day {
            Some(day) => {
                (crate::component::day(lang, day.0))
                @if day < desk.today() { br; strong .late { (t(lang, "overdue")) } }
            }
            None => "–",
        }
    }
}
