//! Parts that several pages show of consultations.

use super::path;
use crate::component::{day, words};
use crate::i18n::{Lang, t, t_args};
use crate::request::Ctx;
use massline_service::consultation::results::Agreed;
use massline_service::rows::{ConsultationRow, ItemRow, StatementRow};
use maud::{Markup, html};

/// One consultation in a list.
pub(in crate::pages) fn card(ctx: &Ctx, row: &ConsultationRow) -> Markup {
    let lang = ctx.lang;
    let path = path(row.consultation);
    let open = row.closed.is_none() && ctx.campaign.row.open;
    html! {
        li .card {
            h3 { a href=(ctx.to(&path)) { (words(lang, &row.language, &row.question)) } }
            p .meta {
                @match row.closed {
                    None => { span { (t(lang, "consult-since")) " " (day(lang, row.opened.0)) } }
                    Some(closed) => { span { (t(lang, "consult-until")) " " (day(lang, closed.0)) } }
                }
                @if let Some(problem) = row.problem {
                    a href=(ctx.to(&format!("/problems/{problem}"))) { (t_args(lang, "problem-number", &[("n", problem.to_string().into())])) }
                }
                @if open { a href=(ctx.to(&format!("{path}/results"))) { (t(lang, "consult-to-results")) } }
            }
        }
    }
}

/// What people agree on, as a list.
pub(in crate::pages) fn agreed(lang: Lang, agreed: &[Agreed]) -> Markup {
    html! {
        ul .agreed {
            @for one in agreed {
                li {
                    a href=(lang.path(&format!("{}/results", path(one.statement.consultation)))) { (words(lang, &one.language, &one.words)) }
                    br; small .soft { (by(lang, one)) }
                }
            }
        }
    }
}

/// The statements that an item cites; nothing where it cites none.
pub(in crate::pages) fn cites(lang: Lang, item: &ItemRow, cited: &[StatementRow]) -> Markup {
    let of = cited
        .iter()
        .filter(|row| item.cites.contains(&row.statement));
    let of: Vec<&StatementRow> = of.collect();
    html! {
        @if !of.is_empty() {
            h4 { (t(lang, "item-cites")) }
            ul {
                @for row in of {
                    li { a href=(lang.path(&format!("{}/results", path(row.statement.consultation)))) { (words(lang, &row.language, row.words.as_deref().unwrap_or_default())) } }
                }
            }
        }
    }
}

/// Who agrees.
pub(in crate::pages) fn by(lang: Lang, one: &Agreed) -> String {
    if one.groups == 0 {
        t(lang, "agreed-most")
    } else {
        t_args(lang, "agreed-groups", &[("n", one.groups.into())])
    }
}
