//! The map: people as marks, groups as outlines.

use super::{View, card::points, letter};
use massline_web::i18n::count;
use maud::{Markup, html};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 440.0;
const MARGIN: f64 = 26.0;
/// More marks than this cover each other; of more people every second, third … is drawn.
const MOST_MARKS: usize = 1_500;

/// Somebody on the map.
#[derive(Clone, Copy)]
struct Mark {
    x: f64,
    y: f64,
    /// The place of the group among those shown; none where groups are not named.
    group: Option<usize>,
}

pub(super) fn section(view: &View<'_>) -> Markup {
    let marks = marks(view);
    let [x, y] = view.analysis.summary.variance_explained;
    let note = view.t_args("cli-report-map-note", &[("share", points(x + y).into())]);
    html! {
        section aria-labelledby=(view.id("map")) {
            h2 id=(view.id("map")) { (view.t("cli-report-map")) }
            @if marks.len() < view.published.fewest_shown.max(3) {
                p { (view.t("cli-report-map-none")) }
            } @else {
                p .lead { (note) }
                figure .map { (drawing(view, &marks)) }
                @if view.named {
                    (groups(view))
                    p .note { (view.t("cli-report-marks")) }
                }
            }
            @if view.published.groups_hidden {
                p .note { (view.t_args("cli-report-hidden-group", &[("k", view.published.fewest_shown.into())])) }
            }
        }
    }
}

/// The people in groups that are shown; where none is named, all who are in one.
fn marks(view: &View<'_>) -> Vec<Mark> {
    let shown = |group: usize| {
        view.published
            .groups
            .iter()
            .position(|it| it.group == group)
    };
    let people = view.analysis.participants.iter().filter_map(|person| {
        let group = person.group?;
        let place = shown(group);
        if view.named && place.is_none() {
            return None;
        }
        Some(Mark {
            x: person.x,
            y: person.y,
            group: place.filter(|_| view.named),
        })
    });
    people.collect()
}

fn drawing(view: &View<'_>, marks: &[Mark]) -> Markup {
    let marks = placed(marks);
    let title = view.t_args(
        "cli-report-map-title",
        &[("people", count(marks.len() as u64).into())],
    );
    let every = marks.len().div_ceil(MOST_MARKS).max(1);
    let hulls: Vec<(usize, String)> = (0..view.published.groups.len())
        .filter_map(|group| {
            let own = marks.iter().filter(|mark| mark.group == Some(group));
            let own: Vec<(f64, f64)> = own.map(|mark| (mark.x, mark.y)).collect();
            Some((group, outline(&own)?))
        })
        .collect();
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-labelledby=(view.id("map-title")) {
            title id=(view.id("map-title")) { (title) }
            rect .ground x="0" y="0" width=(WIDTH) height=(HEIGHT) {}
            @for (group, path) in &hulls {
                path class={ "hull g" (group) } d=(path) {}
            }
            @for mark in marks.iter().step_by(every) { (sign(mark)) }
            @for group in 0..view.published.groups.len() { @if view.named { (name(&marks, group)) } }
        }
    }
}

/// Places in the drawing: the same scale along both directions, everybody inside.
fn placed(marks: &[Mark]) -> Vec<Mark> {
    let range = |of: fn(&Mark) -> f64| {
        let values = || marks.iter().map(of);
        let low = values().fold(f64::INFINITY, f64::min);
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        (f64::midpoint(low, high), (high - low).max(1e-9))
    };
    let ((middle_x, wide), (middle_y, high)) = (range(|it| it.x), range(|it| it.y));
    let scale = ((WIDTH - 2.0 * MARGIN) / wide).min((HEIGHT - 2.0 * MARGIN) / high);
    let place = |mark: &Mark| Mark {
        x: WIDTH / 2.0 + (mark.x - middle_x) * scale,
        y: HEIGHT / 2.0 - (mark.y - middle_y) * scale,
        group: mark.group,
    };
    marks.iter().map(place).collect()
}

/// Groups have shapes as well as colours.
fn sign(mark: &Mark) -> Markup {
    let (x, y) = (mark.x, mark.y);
    let class = mark
        .group
        .map_or("mark g-all".to_owned(), |group| format!("mark g{group}"));
    let path = match mark.group {
        Some(1) => format!("M{:.1} {:.1}h7v7h-7z", x - 3.5, y - 3.5),
        Some(2) => format!("M{:.1} {:.1}l4.6 8h-9.2z", x, y - 4.8),
        Some(3) => format!("M{:.1} {:.1}l4.6 4.6l-4.6 4.6l-4.6 -4.6z", x, y - 4.6),
        Some(4) => format!("M{:.1} {:.1}h3v3h3v3h-3v3h-3v-3h-3v-3h3z", x - 1.5, y - 4.5),
        _ => {
            return html! { circle class=(class) cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="3.9" {} };
        }
    };
    html! { path class=(class) d=(path) {} }
}

/// The letter of a group, in the middle of it.
fn name(marks: &[Mark], group: usize) -> Markup {
    let own: Vec<&Mark> = marks.iter().filter(|it| it.group == Some(group)).collect();
    let mean = |of: fn(&Mark) -> f64| {
        own.iter().map(|mark| of(mark)).sum::<f64>() / own.len().max(1) as f64
    };
    let (x, y) = (mean(|it| it.x), mean(|it| it.y));
    html! {
        @if !own.is_empty() {
            circle class={ "seal g" (group) } cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="17" {}
            text .letter x=(format!("{x:.1}")) y=(format!("{:.1}", y + 7.5)) { (letter(group)) }
        }
    }
}

/// The convex hull as a path (Andrew's monotone chain, 1979); none of fewer than three points.
fn outline(points: &[(f64, f64)]) -> Option<String> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    sorted.dedup();
    if sorted.len() < 3 {
        return None;
    }
    let mut hull = half(sorted.iter().copied());
    hull.extend(half(sorted.iter().rev().copied()));
    let steps: Vec<String> = hull.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
    Some(format!("M{}Z", steps.join("L")))
}

/// One side of the hull without its last point.
fn half(points: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut side: Vec<(f64, f64)> = Vec::new();
    for point in points {
        while let [.., a, b] = side[..] {
            let turn = (b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0);
            if turn > 0.0 {
                break;
            }
            side.pop();
        }
        side.push(point);
    }
    side.pop();
    side
}

/// The groups as a table, which is the legend too.
fn groups(view: &View<'_>) -> Markup {
    let people = view.published.people.max(1);
    html! {
        table .groups {
            thead { tr {
                th scope="col" { (view.t("cli-report-mark")) }
                th scope="col" { (view.t("cli-report-who")) }
                th scope="col" .number { (view.t("cli-report-people")) }
                th scope="col" .number { (view.t("cli-report-share-of-people")) }
            } }
            tbody {
                @for (place, group) in view.published.groups.iter().enumerate() {
                    tr {
                        td { svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" {
                            (sign(&Mark { x: 10.0, y: 10.0, group: Some(place) }))
                        } }
                        th scope="row" { (view.group(place)) }
                        td .number { (count(group.size as u64)) }
                        td .number { (points(group.size as f64 / people as f64)) }
                    }
                }
                @let grouped: usize = view.published.groups.iter().map(|it| it.size).sum();
                @if view.published.people > grouped {
                    tr {
                        td {}
                        th scope="row" { (view.t("cli-report-rest")) }
                        td .number { (count((view.published.people - grouped) as u64)) }
                        td .number { (points((view.published.people - grouped) as f64 / people as f64)) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_has_the_corners_and_nothing_inside() {
        let points = [
            (0.0, 0.0),
            (4.0, 0.0),
            (4.0, 3.0),
            (0.0, 3.0),
            (2.0, 1.0),
            (2.0, 0.0),
        ];
        let path = outline(&points).unwrap_or_default();
        assert_eq!(path.matches('L').count(), 3, "{path}");
        assert!(!path.contains("2.0"), "{path}");
        assert_eq!(outline(&points[..2]), None);
        assert_eq!(outline(&[(1.0, 1.0); 9]), None);
    }
}
