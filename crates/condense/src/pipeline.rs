//! A whole collection, from voices to ranked problems.

use std::collections::{BTreeMap, BTreeSet};

use crate::collection::Collection;
use crate::decisions::{Bound, Decisions};
use crate::describe::describe_each;
use crate::leiden::{Graph, communities, in_units};
use crate::lists::Lists;
use crate::meaning::Meanings;
use crate::near_copies::near_copies;
use crate::neighbours::{Near, Search};
use crate::pieces::join_pieces;
use crate::places_near::Nearby;
use crate::sameness::Judge;
use crate::settings::Settings;
use crate::themes::themes;
use crate::ties::{NOTHING, Ties};
use crate::{Assignment, Condensed, MIN_SIZE, Phase, Theme, Voice};

/// Groups voices into problems. `progress` is told each phase and its share done (0 to 1).
///
/// Every voice is in at most one problem; a voice without words, or like no other, is in none.
pub fn condense(voices: &[Voice<'_>], progress: &mut dyn FnMut(Phase, f32)) -> Condensed {
    condense_with(voices, &Settings::default(), progress)
}

/// [`condense`] with other numbers than the default.
pub fn condense_with(
    voices: &[Voice<'_>],
    settings: &Settings,
    progress: &mut dyn FnMut(Phase, f32),
) -> Condensed {
    condense_decided(voices, &Decisions::default(), settings, progress)
}

/// [`condense_with`] bound by what people have decided.
pub fn condense_decided(
    voices: &[Voice<'_>],
    decisions: &Decisions,
    settings: &Settings,
    progress: &mut dyn FnMut(Phase, f32),
) -> Condensed {
    progress(Phase::Reading, 0.0);
    let decided = decisions.of_voices(voices.len());
    let collection = Collection::read(voices, &decided, settings, &mut |share| {
        progress(Phase::Reading, share)
    });
    progress(Phase::Comparing, 0.0);
    let (vectors, words) = (&collection.vectors, collection.vocabulary.len());
    let meanings = Meanings::of(vectors, &collection.vocabulary, settings);
    let judge = Judge::new(&collection, &meanings, settings);
    let near = Search {
        vectors,
        lists: &Lists::new(vectors, words),
        nearby: Nearby::new(&collection.spots).as_ref(),
        judge: &judge,
        settings,
    }
    .nearest(&mut |share| progress(Phase::Comparing, share));
    progress(Phase::Grouping, 0.0);
    let alike = near_copies(vectors, &collection.regions, &collection.spots, settings);
    let bound = Bound::new(decisions, &collection.node_of);
    let mut edges = edges(&near, &alike);
    drop((near, alike));
    // What people decided asks for the edges once more; else they are not kept.
    let mut kept = Vec::new();
    if !bound.is_empty() {
        edges = bound.allowed(edges);
        kept.clone_from(&edges);
    }
    let graph = Graph::new(vectors.len(), edges);
    let found = communities(&graph, in_units(settings.resolution));
    drop(graph);
    let judge = |a: usize, b: usize| judge.similarity(a, b);
    let found = join_pieces(vectors, found, words, &judge, settings);
    let found = bound.enforce(&found, &kept);
    progress(Phase::Grouping, 1.0);
    let grouped = grouped(&collection, &found, &decided);
    let mut condensed = describe_all(voices, &collection, grouped, settings, progress);
    add_themes(&mut condensed, &collection, &meanings, settings);
    condensed
}

/// The themes of texts that are each a matter of its own, such as problems told by their titles,
/// strongest first: for each theme its description and the positions of its texts. Texts that
/// are like no other are in none.
pub fn themes_of(texts: &[Voice<'_>], settings: &Settings) -> Vec<(Theme, Vec<usize>)> {
    let alone = vec![None; texts.len()];
    let collection = Collection::read(texts, &alone, settings, &mut |_| {});
    let meanings = Meanings::of(&collection.vectors, &collection.vocabulary, settings);
    let found = themes(&collection, &meanings, &[], settings);
    let mut members = vec![Vec::new(); found.themes.len()];
    for (text, theme) in found.of_lone {
        members[theme].push(text);
    }
    found.themes.into_iter().zip(members).collect()
}

/// Two voices are joined when either is among the other's nearest, or both are near copies.
fn edges(near: &[Near], alike: &[(u32, u32, f32)]) -> Vec<(u32, u32, i64)> {
    let nearest = (0u32..).zip(near).flat_map(|(voice, others)| {
        others
            .iter()
            .map(move |&(other, similarity)| (voice, other, similarity))
    });
    let count = near.iter().map(Vec::len).sum::<usize>() + alike.len();
    let mut edges = Vec::with_capacity(count);
    let all = nearest.chain(alike.iter().copied());
    edges.extend(all.map(|(a, b, similarity)| (a, b, in_units(similarity))));
    edges
}

fn add_themes(
    condensed: &mut Condensed,
    collection: &Collection,
    meanings: &Meanings,
    settings: &Settings,
) {
    let found = themes(collection, meanings, &condensed.problems, settings);
    for (problem, theme) in condensed.problems.iter_mut().zip(found.of_problem) {
        problem.theme = theme;
        for &voice in &problem.members {
            condensed.assignments[voice].theme = theme;
        }
    }
    for (voice, theme) in found.of_lone {
        condensed.assignments[voice].theme = Some(theme);
    }
    condensed.themes = found.themes;
}

/// The voices of each problem, ascending. What a person put into a problem is in it, be it
/// the only voice there, and be it without any word.
fn grouped(
    collection: &Collection,
    communities: &[u32],
    decided: &[Option<u64>],
) -> Vec<Vec<usize>> {
    let node_of = collection.node_of.iter();
    let found: Vec<Option<usize>> = node_of
        .map(|node| node.map(|node| communities[node as usize] as usize))
        .collect();
    let mut of_problem: BTreeMap<u64, usize> = BTreeMap::new();
    for (problem, group) in decided.iter().zip(&found) {
        of_problem.extend(problem.zip(*group));
    }
    let mut count = communities
        .iter()
        .max()
        .map_or(0, |&last| last as usize + 1);
    for problem in decided.iter().flatten() {
        of_problem.entry(*problem).or_insert_with(|| {
            count += 1;
            count - 1
        });
    }
    let mut members = vec![Vec::new(); count];
    for (voice, (problem, group)) in decided.iter().zip(found).enumerate() {
        if let Some(group) = group.or_else(|| Some(of_problem[&(*problem)?])) {
            members[group].push(voice);
        }
    }
    let kept: BTreeSet<usize> = of_problem.into_values().collect();
    let groups = members.into_iter().enumerate();
    groups
        .filter(|(group, voices)| voices.len() >= MIN_SIZE || kept.contains(group))
        .map(|(_, voices)| voices)
        .collect()
}

fn describe_all(
    voices: &[Voice<'_>],
    collection: &Collection,
    members: Vec<Vec<usize>>,
    settings: &Settings,
    progress: &mut dyn FnMut(Phase, f32),
) -> Condensed {
    progress(Phase::Describing, 0.0);
    let mut described = describe_each(voices, collection, members, settings, &mut |share| {
        progress(Phase::Describing, share);
    });
    described.sort_by(|(a, _), (b, _)| {
        let by_strength = b.strength.total_cmp(&a.strength);
        by_strength
            .then(b.size.cmp(&a.size))
            .then(a.members.cmp(&b.members))
    });
    let mut assignments = vec![
        Assignment {
            problem: None,
            similarity: 0.0,
            theme: None,
        };
        voices.len()
    ];
    let mut ties = vec![NOTHING; voices.len()];
    for (number, (problem, memberships)) in described.iter().enumerate() {
        for (&voice, membership) in problem.members.iter().zip(memberships) {
            assignments[voice] = Assignment {
                problem: Some(number),
                similarity: membership.similarity,
                theme: None,
            };
            ties[voice] = membership.tie;
        }
    }
    Condensed {
        assignments,
        problems: described.into_iter().map(|(problem, _)| problem).collect(),
        themes: Vec::new(),
        ties: Ties::new(ties, &collection.vocabulary),
    }
}
