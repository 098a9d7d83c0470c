//! A statement with what all and each group said to it: drawing and table in one.

use super::{View, letter};
use massline_consensus::{PublishedStatement, Share, Side};
use massline_web::i18n::count;
use maud::{Markup, html};

/// Words as they may stand on a page: without what no text has.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter(|&sign| !sign.is_control() || sign == '\n')
        .collect()
}

/// The words of a statement, or its number.
pub(super) fn words(view: &View<'_>, statement: &PublishedStatement) -> String {
    let numbered = || {
        let id = clean(&statement.statement.to_string());
        view.t_args("cli-report-statement", &[("id", id.into())])
    };
    statement.text.as_deref().map_or_else(numbered, clean)
}

/// A share in whole points.
pub(super) fn points(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// A share with its range.
pub(super) fn with_range(share: Share) -> Markup {
    html! {
        b { (points(share.share)) } " "
        span .range { (format!("{:.0}–{:.0}", share.low * 100.0, share.high * 100.0)) }
    }
}

/// One row of a card.
struct Row {
    name: String,
    short: String,
    class: String,
    /// Share and votes; none where they are not shown.
    shown: Option<(Share, usize)>,
    /// The side that sets the group apart.
    apart: Option<Side>,
}

/// A card; `side` is what is counted: agreeing, or disagreeing.
pub(super) fn card(
    view: &View<'_>,
    statement: &PublishedStatement,
    side: Side,
    note: Option<String>,
) -> Markup {
    let counted = match side {
        Side::Agree => view.t("cli-report-agree"),
        Side::Disagree => view.t("cli-report-disagree"),
    };
    let of = |agree: Option<Share>, disagree: Option<Share>| match side {
        Side::Agree => agree,
        Side::Disagree => disagree,
    };
    let mut rows = vec![Row {
        name: view.t("cli-report-all"),
        short: view.t("cli-report-all"),
        class: "g-all".to_owned(),
        shown: of(statement.agree_share, statement.disagree_share)
            .map(|share| (share, statement.all.seen)),
        apart: None,
    }];
    if view.named {
        rows.extend(
            statement
                .groups
                .iter()
                .enumerate()
                .map(|(place, cell)| Row {
                    name: view.group(place),
                    short: letter(place),
                    class: format!("g{place}"),
                    shown: cell.as_ref().and_then(|cell| {
                        let share = of(cell.agree_share, cell.disagree_share)?;
                        Some((share, cell.votes.seen))
                    }),
                    apart: cell.as_ref().and_then(|cell| cell.representative_for),
                }),
        );
    }
    html! {
        article .card {
            h3 { (words(view, statement)) }
            @if let Some(note) = note { p .note { (note) } }
            @if statement.few_seen { p .note .few { (view.t("cli-report-few-seen")) } }
            table .shares {
                thead { tr {
                    th scope="col" { (view.t("cli-report-who")) }
                    th .bar-head aria-hidden="true" { span .scale { span { "0" } span { "50" } span { "100" } } }
                    th scope="col" { (counted) " " span .range { (view.t("cli-report-range-95")) } }
                    th scope="col" .number { (view.t("cli-report-seen")) }
                } }
                tbody { @for row in &rows { (line(view, row)) } }
            }
        }
    }
}

fn line(view: &View<'_>, row: &Row) -> Markup {
    html! {
        tr class=(row.class) {
            th scope="row" { abbr title=(row.name) { (row.short) } @if let Some(side) = row.apart { (said(view, side)) } }
            @match row.shown {
                Some((share, votes)) => {
                    td .bar aria-hidden="true" { (bar(share)) }
                    td { (with_range(share)) }
                    td .number { (count(votes as u64)) }
                }
                None => td .hidden-cell colspan="3" { (view.t("cli-report-not-shown")) }
            }
        }
    }
}

fn said(view: &View<'_>, side: Side) -> Markup {
    let (sign, words) = match side {
        Side::Agree => ("✓", view.t("cli-report-for")),
        Side::Disagree => ("✗", view.t("cli-report-not-for")),
    };
    html! { " " span .said role="img" aria-label=(words) title=(words) { (sign) } }
}

/// The range as a bar and the share as a mark on a line from 0 to 100.
fn bar(share: Share) -> Markup {
    let at = |value: f64| format!("{:.1}%", value * 100.0);
    let width = format!("{:.1}%", (share.high - share.low) * 100.0);
    html! {
        svg width="100%" height="18" focusable="false" {
            rect .rail x="0" y="7" width="100%" height="4" {}
            line .half x1="50%" x2="50%" y1="2" y2="16" {}
            rect .reach x=(at(share.low)) y="5" width=(width) height="8" rx="4" {}
            circle .at cx=(at(share.share)) cy="9" r="4.5" {}
        }
    }
}
