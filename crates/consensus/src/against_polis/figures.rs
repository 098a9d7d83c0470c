//! The figures of the Polis server's mathematics, from the same votes and the server's own groups.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{agreement_of, shared};
use crate::{
    Choice, Id, MissingVotes, Side, Standing, StatementResult, Votes, analyse,
    components::principal_components,
    place::project,
    priority::set_priorities,
    ratings::Ratings,
    representative::{smoothed_share, z_of_majority},
    statements::statement_results,
    summary::{consensus, representative_statements},
};

const CONVERSATIONS: [&str; 2] = ["math/above-100-ptpts", "math/below-100-ptpts"];

/// A conversation and the server's answer.
struct Server {
    name: &'static str,
    votes: Votes,
    people: Vec<usize>,
    statements: Vec<usize>,
    math: Value,
}

fn conversations() -> Vec<Server> {
    CONVERSATIONS.into_iter().filter_map(Server::load).collect()
}

fn json(path: &str) -> Option<Value> {
    Some(serde_json::from_slice(&shared(path)?).expect("JSON"))
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a whole number")
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it.as_f64().expect("a number"))
        .collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn sorted(count: usize, id: impl Fn(usize) -> Id) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_by_key(|&index| id(index));
    indices
}

impl Server {
    fn load(name: &'static str) -> Option<Self> {
        let math = json(&format!("{name}/math-pca2.json"))?;
        let mut votes = Votes::new();
        for vote in list(&json(&format!("{name}/votes.json"))?) {
            let field = |names: [&str; 2]| {
                Id::from(number(
                    vote.get(names[0]).or(vote.get(names[1])).expect("an id"),
                ))
            };
            votes.record(
                field(["pid", "participant_id"]),
                field(["tid", "statement_id"]),
                server_choice(&vote["vote"]),
                time_of(vote),
            );
        }
        for taken_out in list(&math["mod-out"]).iter().map(number).map(Id::from) {
            // Statements that were taken out before anybody voted are no part of the matrix.
            if votes
                .statements()
                .iter()
                .any(|statement| statement.id == taken_out)
            {
                votes.set_standing(taken_out, Standing::ModeratedOut);
            }
        }
        let people = sorted(votes.participants().len(), |i| {
            votes.participants()[i].clone()
        });
        let statements = sorted(votes.statements().len(), |i| {
            votes.statements()[i].id.clone()
        });
        Some(Self {
            name,
            votes,
            people,
            statements,
            math,
        })
    }

    /// The server's group of each person.
    fn group_of(&self) -> BTreeMap<u64, usize> {
        let base = &self.math["base-clusters"];
        let members: BTreeMap<u64, Vec<u64>> = list(&base["id"])
            .iter()
            .zip(list(&base["members"]))
            .map(|(id, members)| (number(id), list(members).iter().map(number).collect()))
            .collect();
        let mut group_of = BTreeMap::new();
        for group in list(&self.math["group-clusters"]) {
            for person in list(&group["members"])
                .iter()
                .flat_map(|base| &members[&number(base)])
            {
                group_of.insert(*person, number(&group["id"]) as usize);
            }
        }
        group_of
    }

    fn id(&self, person: usize) -> u64 {
        match self.votes.participants()[person] {
            Id::Number(number) => number,
            Id::Text(_) => panic!("ids of the server are numbers"),
        }
    }

    fn results(&self) -> Vec<StatementResult> {
        let server = self.group_of();
        let groups = list(&self.math["group-clusters"]).len();
        let group_of: Vec<_> = self
            .people
            .iter()
            .map(|&person| server.get(&self.id(person)).copied())
            .collect();
        statement_results(
            &self.votes,
            &self.people,
            &self.statements,
            &group_of,
            groups,
        )
    }
}

fn time_of(vote: &Value) -> i64 {
    let time = vote.get("modified").or(vote.get("created"));
    let time = time.expect("a time");
    let text = time.as_str().and_then(|text| text.parse().ok());
    time.as_f64().or(text).expect("milliseconds") as i64
}

/// As in all exports agree is 1; only inside the server it is -1.
fn server_choice(vote: &Value) -> Choice {
    match vote.as_i64().expect("a vote") {
        1 => Choice::Agree,
        -1 => Choice::Disagree,
        0 => Choice::Pass,
        other => panic!("{other} is no vote"),
    }
}

fn close(found: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().expect("a number");
    // The server keeps some of its figures in single precision.
    assert!(
        (found - expected).abs() < 1e-5 * expected.abs().max(1.0),
        "{what}: {found}, {expected}"
    );
}

#[test]
fn directions_are_those_of_the_server() {
    for server in conversations() {
        let ratings = Ratings::new(
            &server.votes,
            &server.people,
            &server.statements,
            MissingVotes::Mean,
        );
        let components = principal_components(&ratings);
        for (ours, theirs) in components
            .directions
            .iter()
            .zip(list(&server.math["pca"]["comps"]))
        {
            let cosine: f64 = ours.iter().zip(numbers(theirs)).map(|(a, b)| a * b).sum();
            eprintln!("{}: cosine {cosine}", server.name);
            assert!(cosine.abs() > 1.0 - 1e-9, "{}: {cosine}", server.name);
        }
    }
}

#[test]
fn places_are_those_of_the_server() {
    for server in conversations() {
        let ratings = Ratings::new(
            &server.votes,
            &server.people,
            &server.statements,
            MissingVotes::Mean,
        );
        let mut components = principal_components(&ratings);
        for (ours, theirs) in components
            .directions
            .iter_mut()
            .zip(list(&server.math["pca"]["comps"]))
        {
            // The opposite sign inside the server turns its map around.
            *ours = numbers(theirs).iter().map(|part| -part).collect();
        }
        let places = project(&ratings, &components);
        let base = &server.math["base-clusters"];
        let mut compared = 0;
        for (index, members) in list(&base["members"]).iter().enumerate() {
            let [only] = list(members) else { continue };
            let at = server
                .people
                .iter()
                .position(|&person| server.id(person) == number(only))
                .expect("a known person");
            let stretch = stretch_of_the_server(&server, &ratings, at);
            close(places[at][0] * stretch, &base["x"][index], server.name);
            close(places[at][1] * stretch, &base["y"][index], server.name);
            compared += 1;
        }
        assert!(
            compared >= 15,
            "{}: only {compared} people compared",
            server.name
        );
    }
}

/// Ours counts a statement to which all said the same as silent; the server only one taken out.
fn stretch_of_the_server(server: &Server, ratings: &Ratings, at: usize) -> f64 {
    let person = server.people[at];
    let standing = |statement: usize| server.votes.statements()[statement].standing;
    let own = server
        .votes
        .of(person)
        .filter(|vote| standing(vote.0) == Standing::Active)
        .count();
    let out = (0..server.statements.len())
        .filter(|&s| standing(s) != Standing::Active)
        .count();
    let ours = ratings.rows[at].len() + ratings.silent_statements;
    (ours as f64 / (own + out) as f64).sqrt()
}

#[test]
fn votes_of_groups_and_group_aware_consensus_are_those_of_the_server() {
    for server in conversations() {
        for result in server.results() {
            let statement = result.statement.to_string();
            let found = result.group_aware_consensus.expect("groups");
            close(
                found,
                &server.math["group-aware-consensus"][&statement],
                &statement,
            );
            for group in &result.groups {
                let theirs = &server.math["group-votes"][group.group.to_string()]["votes"];
                let theirs = &theirs[&statement];
                let ours = (group.votes.agree, group.votes.disagree, group.votes.seen);
                let count = |key: &str| number(&theirs[key]) as usize;
                assert_eq!(
                    ours,
                    (count("A"), count("D"), count("S")),
                    "statement {statement}"
                );
            }
        }
    }
}

#[test]
fn representative_statements_are_those_of_the_server() {
    for server in conversations() {
        let results = server.results();
        for group in 0..list(&server.math["group-clusters"]).len() {
            let ours = representative_statements(&results, group);
            let theirs = list(&server.math["repness"][group.to_string()]);
            let ids: Vec<_> = ours.iter().map(|it| it.statement.clone()).collect();
            let their_ids: Vec<_> = theirs
                .iter()
                .map(|it| Id::from(number(&it["tid"])))
                .collect();
            assert_eq!(ids, their_ids, "{}, group {group}", server.name);
            for (ours, theirs) in ours.iter().zip(theirs) {
                let side = if theirs["repful-for"] == "agree" {
                    Side::Agree
                } else {
                    Side::Disagree
                };
                assert_eq!(ours.side, side);
                close(
                    ours.figures.probability,
                    &theirs["p-success"],
                    "probability",
                );
                close(
                    ours.figures.probability_z,
                    &theirs["p-test"],
                    "probability_z",
                );
                close(ours.figures.ratio, &theirs["repness"], "ratio");
                close(ours.figures.ratio_z, &theirs["repness-test"], "ratio_z");
            }
        }
    }
}

#[test]
fn what_most_agree_on_is_what_the_server_found() {
    for server in conversations() {
        let ours = consensus(&server.results());
        for (ours, side) in [(&ours.agree, "agree"), (&ours.disagree, "disagree")] {
            let theirs = list(&server.math["consensus"][side]);
            assert_eq!(ours.len(), theirs.len(), "{}", server.name);
            for (ours, theirs) in ours.iter().zip(theirs) {
                assert_eq!(ours.statement, Id::from(number(&theirs["tid"])));
                assert_eq!(ours.count as u64, number(&theirs["n-success"]));
                assert_eq!(ours.seen as u64, number(&theirs["n-trials"]));
                close(
                    smoothed_share(ours.count, ours.seen),
                    &theirs["p-success"],
                    "probability",
                );
                close(z_of_majority(ours.count, ours.seen), &theirs["p-test"], "z");
            }
        }
    }
}

#[test]
fn priorities_are_those_of_the_server() {
    for server in conversations() {
        let ratings = Ratings::new(
            &server.votes,
            &server.people,
            &server.statements,
            MissingVotes::Mean,
        );
        let components = principal_components(&ratings);
        let mut results = server.results();
        let meta: Vec<Id> = list(&server.math["meta-tids"])
            .iter()
            .map(|id| Id::from(number(id)))
            .collect();
        for result in &mut results {
            // The server also weighs statements that were taken out, though it never shows them.
            let is_meta = meta.contains(&result.statement);
            result.standing = if is_meta {
                Standing::Meta
            } else {
                Standing::Active
            };
        }
        set_priorities(&mut results, &ratings, &components);
        for result in &results {
            let id = result.statement.to_string();
            let theirs = &server.math["comment-priorities"][&id];
            close(result.priority.expect("one"), theirs, &id);
        }
    }
}

#[test]
fn groups_found_without_the_history_of_the_server_agree_with_its_own() {
    for server in conversations() {
        let theirs = server.group_of();
        let analysis = analyse(&server.votes);
        let pairs: Vec<_> = analysis
            .participants
            .iter()
            .filter_map(|place| match place.participant {
                Id::Number(id) => Some((place.group?, *theirs.get(&id)?)),
                Id::Text(_) => None,
            })
            .collect();
        let sizes: Vec<_> = analysis
            .summary
            .groups
            .iter()
            .map(|group| group.size)
            .collect();
        let index = agreement_of(&pairs);
        eprintln!(
            "{}: adjusted Rand index {index:.3} over {} people, groups {sizes:?}, trials {:?}",
            server.name,
            pairs.len(),
            analysis.summary.trials
        );
        // The smaller one has 19 people to compare, and the server a group of three.
        let floor = 0.85;
        assert!(index >= floor, "{}: {index} is under {floor}", server.name);
    }
}
