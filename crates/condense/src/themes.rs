//! Themes: the second level, above problems. Ten estates with noisy restaurants are ten
//! problems and one theme. What is compared is the issue alone: the names of places and bodies
//! are left out, and meaning counts as much as words.

use crate::centroid::Sum;
use crate::collection::Collection;
use crate::leiden::{Graph, communities, in_units};
use crate::lists::Lists;
use crate::meaning::{Meanings, cosine, in_steps};
use crate::neighbours::Search;
use crate::pieces::groups;
use crate::settings::Settings;
use crate::topic::Topic;
use crate::vectors::{Entry, Vector, Vectors, dot};
use crate::{Problem, Theme};

/// Words kept of what a problem is about.
const LONGEST_ISSUE: usize = 48;

/// A theme holds together while its problems are on average at least this similar.
const RESOLUTION: f32 = 0.12;

/// From so many on, voices that are in no problem are left out: themes are for reading.
const MOST_UNITS: usize = 300_000;

/// Keywords that make up a theme's title.
const TITLE_WORDS: usize = 3;

/// The themes found, and which of them each problem and each lone voice is in.
pub(crate) struct Themes {
    pub(crate) themes: Vec<Theme>,
    pub(crate) of_problem: Vec<Option<usize>>,
    /// Voices that are in no problem and in a theme.
    pub(crate) of_lone: Vec<(usize, usize)>,
}

/// A problem, or a voice that is in none.
struct Unit {
    /// Its nodes.
    nodes: Vec<u32>,
    /// The voices.
    size: usize,
    strength: f64,
}

/// Groups problems and the voices that are in none by what they are about.
pub(crate) fn themes(
    collection: &Collection,
    meanings: &Meanings,
    problems: &[Problem],
    settings: &Settings,
) -> Themes {
    let (units, lone) = units(collection, problems);
    let issues = issues(collection, &units);
    let directions = directions(meanings, &units);
    let row = |at: usize| &directions[at * meanings.dims()..(at + 1) * meanings.dims()];
    let near_settings = Settings {
        min_similarity: 0.15,
        ..settings.clone()
    };
    let near = Search {
        vectors: &issues,
        lists: &Lists::new(&issues, collection.vocabulary.len()),
        nearby: None,
        judge: &|a, b| likeness(dot(issues.get(a), issues.get(b)), cosine(row(a), row(b))),
        settings: &near_settings,
    }
    .nearest(&mut |_| {});
    let edges = (0u32..).zip(&near).flat_map(|(unit, others)| {
        others
            .iter()
            .map(move |&(other, alike)| (unit, other, in_units(alike)))
    });
    let graph = Graph::new(units.len(), edges.collect());
    let found = communities(&graph, in_units(RESOLUTION));
    described(collection, &issues, &units, &lone, problems.len(), &found)
}

/// Half by the words, half by what they mean; nothing without a word in common.
fn likeness(words: f32, meaning: f32) -> f32 {
    0.5 * words + 0.5 * meaning.max(0.0)
}

/// First the problems, then the voices in none; and for these their positions.
fn units(collection: &Collection, problems: &[Problem]) -> (Vec<Unit>, Vec<usize>) {
    let mut in_problem = vec![false; collection.node_of.len()];
    let mut units: Vec<Unit> = Vec::with_capacity(problems.len());
    for problem in problems {
        let nodes = problem
            .members
            .iter()
            .filter_map(|&voice| collection.node_of[voice]);
        let mut nodes: Vec<u32> = nodes.collect();
        nodes.sort_unstable();
        nodes.dedup();
        problem
            .members
            .iter()
            .for_each(|&voice| in_problem[voice] = true);
        units.push(Unit {
            nodes,
            size: problem.size,
            strength: problem.strength,
        });
    }
    let free = collection.node_of.iter().enumerate();
    let free = free.filter_map(|(voice, node)| Some((voice, (*node)?)));
    let lone: Vec<(usize, u32)> = free.filter(|(voice, _)| !in_problem[*voice]).collect();
    if units.len() + lone.len() > MOST_UNITS {
        return (units, Vec::new());
    }
    units.extend(lone.iter().map(|&(_, node)| Unit {
        nodes: vec![node],
        size: 1,
        strength: 1.0,
    }));
    (units, lone.into_iter().map(|(voice, _)| voice).collect())
}

/// What each is about, in words, without names.
fn issues(collection: &Collection, units: &[Unit]) -> Vectors {
    let mut sum = Sum::new(collection.vocabulary.len());
    let mut issues = Vectors::with_capacity(units.len(), units.len() * 16);
    for unit in units {
        for &node in &unit.nodes {
            sum.add(collection.vectors.get(node as usize));
        }
        let words = sum.heaviest().into_iter();
        let issue: Vec<Entry> = words
            .filter(|&(word, _)| !collection.vocabulary.is_name(word))
            .take(LONGEST_ISSUE)
            .collect();
        let issue = Vector::heaviest(issue, LONGEST_ISSUE).unit();
        issues.push(issue.iter().copied());
        sum.clear();
    }
    issues
}

/// What each means: the mean of its nodes' meanings, one behind the other.
fn directions(meanings: &Meanings, units: &[Unit]) -> Vec<i8> {
    let mut rows = Vec::with_capacity(units.len() * meanings.dims());
    for unit in units {
        let mut sum = vec![0.0f32; meanings.dims()];
        for &node in &unit.nodes {
            let row = meanings.get(node as usize);
            sum.iter_mut()
                .zip(row)
                .for_each(|(to, part)| *to += f32::from(*part));
        }
        let length = sum.iter().map(|part| part * part).sum::<f32>().sqrt();
        rows.extend(sum.into_iter().map(|part| in_steps(part / length.max(1.0))));
    }
    rows
}

/// The themes of at least two units, strongest first.
fn described(
    collection: &Collection,
    issues: &Vectors,
    units: &[Unit],
    lone: &[usize],
    problems: usize,
    communities: &[u32],
) -> Themes {
    let mut sum = Sum::new(collection.vocabulary.len());
    let mut found: Vec<(Theme, Vec<u32>)> = Vec::new();
    for members in groups(communities)
        .into_iter()
        .filter(|group| group.len() > 1)
    {
        members
            .iter()
            .for_each(|&unit| sum.add(issues.get(unit as usize)));
        let keywords = Topic::of(&sum, members.len(), &collection.vocabulary).keywords();
        sum.clear();
        let of = |part: fn(&Unit) -> f64| -> f64 {
            members
                .iter()
                .map(|&unit| part(&units[unit as usize]))
                .sum()
        };
        let theme = Theme {
            title: keywords
                .iter()
                .take(TITLE_WORDS)
                .cloned()
                .collect::<Vec<_>>()
                .join(" · "),
            keywords,
            problems: members
                .iter()
                .map(|&u| u as usize)
                .filter(|u| *u < problems)
                .collect(),
            size: members.iter().map(|&unit| units[unit as usize].size).sum(),
            strength: (of(|unit| unit.strength) * 100.0).round() / 100.0,
        };
        found.push((theme, members));
    }
    found.sort_by(|(a, first), (b, second)| {
        b.strength.total_cmp(&a.strength).then(first.cmp(second))
    });
    let mut themes = Themes {
        themes: Vec::with_capacity(found.len()),
        of_problem: vec![None; problems],
        of_lone: Vec::new(),
    };
    for (number, (theme, members)) in found.into_iter().enumerate() {
        for unit in members.into_iter().map(|unit| unit as usize) {
            match unit.checked_sub(problems) {
                None => themes.of_problem[unit] = Some(number),
                Some(at) => themes.of_lone.push((lone[at], number)),
            }
        }
        themes.themes.push(theme);
    }
    themes
}
