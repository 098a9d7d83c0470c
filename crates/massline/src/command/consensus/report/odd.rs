//! What changes without those who vote oddly.

use super::View;
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let both = view.result.both;
    let lines = both.odd.straight_lines.len();
    let together = both.odd.together.iter();
    let together: usize = together.map(|it| it.participants.len()).sum();
    html! {
        section aria-labelledby=(view.id("odd")) {
            h2 id=(view.id("odd")) { (view.t("cli-report-odd")) }
            @if lines + together == 0 {
                p { (view.t("cli-report-odd-none")) }
            } @else {
                p .lead { (view.t("cli-report-odd-note")) }
                table .measures { tbody {
                    (line(&view.t("cli-report-odd-lines"), &people(view, lines)))
                    (line(&view.t("cli-report-odd-together"), &people(view, together)))
                    (line(&view.t("cli-report-odd-change"), &change(view)))
                    (line(&view.t("cli-report-odd-groups"), &groups(view)))
                } }
            }
        }
    }
}

fn line(name: &str, value: &str) -> Markup {
    html! { tr { th scope="row" { (name) } td .number { (value) } } }
}

/// Fewer than k are not told from each other: results with and without them would show their votes.
fn people(view: &View<'_>, count: usize) -> String {
    let k = view.published.fewest_shown;
    if count > 0 && count < k {
        return view.t_args("cli-report-odd-fewer", &[("k", k.into())]);
    }
    count.to_string()
}

/// The largest change of a share of those who agree, in points, among statements seen by enough.
fn change(view: &View<'_>) -> String {
    let both = view.result.both;
    let shown = |id| {
        view.published
            .statements
            .iter()
            .any(|it| it.statement == id && !it.few_seen)
    };
    let pairs = both.with.statements.iter().zip(&both.without.statements);
    let largest = pairs
        .filter(|(with, _)| shown(with.statement.clone()))
        .filter_map(|(with, without)| {
            Some((with.agree_share?.share - without.agree_share?.share).abs())
        })
        .fold(0.0, f64::max);
    let points = format!("{:.1}", largest * 100.0);
    view.t_args("cli-report-odd-points", &[("points", points.into())])
}

fn groups(view: &View<'_>) -> String {
    let both = view.result.both;
    let count = |analysis: &massline_consensus::Analysis| {
        let shown = analysis.summary.groups.iter();
        shown
            .filter(|it| it.size >= view.published.fewest_shown)
            .count()
    };
    view.t_args(
        "cli-report-odd-from-to",
        &[
            ("with", count(&both.with).into()),
            ("without", count(&both.without).into()),
        ],
    )
}
