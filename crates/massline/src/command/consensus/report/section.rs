//! The sections of the page that are words, lists and tables.

use super::View;
use super::card::{card, points, with_range, words};
use super::pick;
use massline_consensus::{MissingVotes, PublishedStatement, Side, Spread, Standing, Verdict};
use massline_web::i18n::count;
use maud::{Markup, html};

/// How many statements the table of all has.
const TABLE: usize = 200;

/// What can be said of the groups, first of all.
pub(super) fn verdict(view: &View<'_>) -> Markup {
    let stability = view.result.stability;
    let (code, head, why) = match stability.verdict {
        Verdict::Stable => (
            "stable",
            "cli-report-verdict-stable",
            "cli-report-verdict-stable-why",
        ),
        Verdict::Tendency => (
            "tendency",
            "cli-report-verdict-tendency",
            "cli-report-verdict-tendency-why",
        ),
        Verdict::NoStableGroups => (
            "none",
            "cli-report-verdict-no-stable-groups",
            "cli-report-verdict-no-stable-groups-why",
        ),
    };
    let groups = view.published.groups.len();
    html! {
        section class={ "verdict is-" (code) } aria-labelledby=(view.id("verdict")) {
            h2 id=(view.id("verdict")) { (view.t_args(head, &[("groups", groups.into())])) }
            p { (view.t(why)) }
            table .measures {
                thead { tr {
                    th scope="col" { (view.t("cli-report-measure")) }
                    th scope="col" .number { (view.t("cli-report-value")) }
                    th scope="col" .number { (view.t("cli-report-range")) }
                } }
                tbody {
                    (measure(&view.t("cli-report-again-people"), stability.people))
                    (measure(&view.t("cli-report-again-statements"), stability.statements))
                }
            }
            p .note { (view.t("cli-report-again-scale")) }
        }
    }
}

fn measure(name: &str, spread: Option<Spread>) -> Markup {
    html! {
        tr {
            th scope="row" { (name) }
            @if let Some(spread) = spread {
                td .number { (format!("{:.2}", spread.mean)) }
                td .number { (format!("{:.2}–{:.2}", spread.low, spread.high)) }
            } @else {
                td .number { "–" }
                td .number { "–" }
            }
        }
    }
}

/// A section of cards, or what is said where there are none.
fn cards(
    view: &View<'_>,
    name: &str,
    head: &str,
    lead: &str,
    none: &str,
    cards: &[Markup],
) -> Markup {
    html! {
        section aria-labelledby=(view.id(name)) {
            h2 id=(view.id(name)) { (view.t(head)) }
            @if cards.is_empty() {
                p { (view.t(none)) }
            } @else {
                p .lead { (view.t(lead)) }
                @for card in cards { (card) }
            }
        }
    }
}

pub(super) fn unites(view: &View<'_>) -> Markup {
    let agreed: Vec<Markup> = pick::unites(view.published, view.named, true)
        .into_iter()
        .map(|it| card(view, it, Side::Agree, score(view, it)))
        .collect();
    let rejected: Vec<Markup> = pick::unites(view.published, view.named, false)
        .into_iter()
        .map(|it| card(view, it, Side::Disagree, None))
        .collect();
    let lead = if view.named {
        "cli-report-unites-note"
    } else {
        "cli-report-unites-note-all"
    };
    html! {
        (cards(view, "unites", "cli-report-unites", lead, "cli-report-unites-none", &agreed))
        @if !rejected.is_empty() {
            section aria-labelledby=(view.id("against")) {
                h2 id=(view.id("against")) { (view.t("cli-report-against")) }
                @for card in &rejected { (card) }
            }
        }
    }
}

fn score(view: &View<'_>, statement: &PublishedStatement) -> Option<String> {
    let score = statement.group_aware_consensus.filter(|_| view.named)?;
    let text = format!("{score:.2}");
    Some(view.t_args("cli-report-score", &[("score", text.into())]))
}

pub(super) fn divides(view: &View<'_>) -> Markup {
    if !view.named {
        return html! {};
    }
    let found: Vec<Markup> = pick::divides(view.published)
        .into_iter()
        .map(|it| card(view, it, Side::Agree, None))
        .collect();
    cards(
        view,
        "divides",
        "cli-report-divides",
        "cli-report-divides-note",
        "cli-report-divides-none",
        &found,
    )
}

pub(super) fn uncertain(view: &View<'_>) -> Markup {
    let found: Vec<Markup> = pick::uncertain(view.published)
        .into_iter()
        .map(|it| {
            let share = points(pick::passes(it));
            let note = view.t_args("cli-report-passed", &[("share", share.into())]);
            card(view, it, Side::Agree, Some(note))
        })
        .collect();
    cards(
        view,
        "uncertain",
        "cli-report-uncertain",
        "cli-report-uncertain-note",
        "cli-report-uncertain-none",
        &found,
    )
}

/// For each group what it says more than others.
pub(super) fn apart(view: &View<'_>) -> Markup {
    if !view.named {
        return html! {};
    }
    html! {
        section aria-labelledby=(view.id("apart")) {
            h2 id=(view.id("apart")) { (view.t("cli-report-sets-apart")) }
            p .lead { (view.t("cli-report-sets-apart-note")) }
            @for (place, group) in view.published.groups.iter().enumerate() {
                h3 class={ "group-name g" (place) } { (view.group(place)) }
                @let lines = apart_of(view, place, group.group);
                @if lines.is_empty() {
                    p { (view.t("cli-report-sets-apart-none")) }
                } @else {
                    ul .apart { @for line in &lines { li { (line) } } }
                }
            }
        }
    }
}

fn apart_of(view: &View<'_>, place: usize, group: usize) -> Vec<Markup> {
    let Some(summary) = view.analysis.summary.groups.get(group) else {
        return Vec::new();
    };
    let listed = summary.representative.iter().filter(|it| it.significant);
    let line = |it: &massline_consensus::RepresentativeStatement| {
        let statement = view.published.statements.iter();
        let statement = statement
            .into_iter()
            .find(|one| one.statement == it.statement)?;
        let cell = statement.groups.get(place)?.as_ref()?;
        let (said, here, all) = match it.side {
            Side::Agree => ("cli-report-agree", cell.agree_share, statement.agree_share),
            Side::Disagree => (
                "cli-report-disagree",
                cell.disagree_share,
                statement.disagree_share,
            ),
        };
        Some(html! {
            (words(view, statement)) br;
            span .fine {
                (view.t(said)) " "
                @if let Some(share) = here { (with_range(share)) }
                " · " (view.t("cli-report-all")) " "
                @if let Some(share) = all { (with_range(share)) }
            }
        })
    };
    listed.filter_map(line).collect()
}

/// All statements, those with most votes first.
pub(super) fn all(view: &View<'_>) -> Markup {
    let mut statements: Vec<&PublishedStatement> = view.published.statements.iter().collect();
    statements.sort_by_key(|it| std::cmp::Reverse(it.all.seen));
    let note = if statements.len() <= TABLE {
        view.t("cli-report-table-all")
    } else {
        statements.truncate(TABLE);
        view.t_args(
            "cli-report-table-note",
            &[
                ("shown", count(TABLE as u64).into()),
                ("all", count(view.analysis.statements.len() as u64).into()),
            ],
        )
    };
    html! {
        section aria-labelledby=(view.id("all")) {
            h2 id=(view.id("all")) { (view.t("cli-report-table")) }
            p .lead { (note) }
            div .scroll tabindex="0" role="region" aria-labelledby=(view.id("all")) {
                table .all {
                    thead { tr {
                        th scope="col" { (view.t("cli-report-words")) }
                        th scope="col" { (view.t("cli-report-agree")) }
                        th scope="col" { (view.t("cli-report-disagree")) }
                        th scope="col" .number { (view.t("cli-report-pass")) }
                        th scope="col" .number { (view.t("cli-report-seen")) }
                        @if view.named { @for place in 0..view.published.groups.len() {
                            th scope="col" class={ "g" (place) } { (view.group(place)) }
                        } }
                    } }
                    tbody { @for statement in &statements { (row(view, statement)) } }
                }
            }
        }
    }
}

fn row(view: &View<'_>, statement: &PublishedStatement) -> Markup {
    let standing = match statement.standing {
        Standing::Active => None,
        Standing::Meta => Some(view.t("cli-report-about-people")),
        Standing::ModeratedOut => Some(view.t("cli-report-taken-out")),
    };
    html! {
        tr {
            th scope="row" {
                (words(view, statement))
                @if let Some(standing) = standing { " " span .tag { (standing) } }
                @if statement.few_seen { " " span .tag { (view.t("cli-report-few-seen")) } }
            }
            td { @if let Some(share) = statement.agree_share { (with_range(share)) } }
            td { @if let Some(share) = statement.disagree_share { (with_range(share)) } }
            td .number { (points(pick::passes(statement))) }
            td .number { (count(statement.all.seen as u64)) }
            @if view.named { @for cell in &statement.groups {
                td { @match cell.as_ref().and_then(|cell| cell.agree_share) {
                    Some(share) => (with_range(share)),
                    None => span .fine { (view.t("cli-report-not-shown")) }
                } }
            } }
        }
    }
}

pub(super) fn method(view: &View<'_>) -> Markup {
    let by_words = view.result.by_words;
    html! {
        section .method aria-labelledby=(view.id("method")) {
            h2 id=(view.id("method")) { (view.t("cli-report-method")) }
            p { (view.t("cli-report-method-votes")) }
            p { (view.t("cli-report-method-groups")) }
            p { (view.t("cli-report-method-ranges")) }
            @if view.analysis.summary.missing_votes == MissingVotes::Pass {
                p { (view.t("cli-report-method-passes")) }
            }
            @if by_words > 0 {
                p { (view.t_args("cli-report-method-meta", &[("count", by_words.into())])) }
            }
            p { (view.t("cli-report-method-more")) }
        }
    }
}
