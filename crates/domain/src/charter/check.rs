//! Reading a charter, with errors that name line and key and say what to do.

use super::place::{Place, line_at};
use super::{Charter, Gate, Grade, Named, Specific, TalkRule, Work};
use crate::clock::Calendar;
use crate::unit::Name;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Why a text is not a charter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {key}: {message}")]
pub struct CharterError {
    /// Line in the file, from 1.
    pub line: usize,
    /// The key it is about.
    pub key: String,
    /// What is wrong and what to do.
    pub message: String,
}

pub(super) fn parse(text: &str) -> Result<Charter, CharterError> {
    let charter: Charter = toml::from_str(text).map_err(|error| from_toml(text, &error))?;
    check(&charter).map_err(|(place, message)| CharterError {
        line: place.line(text),
        key: place.to_string(),
        message,
    })?;
    Ok(charter)
}

fn from_toml(text: &str, error: &toml::de::Error) -> CharterError {
    let line = line_at(text, error.span().map_or(0, |span| span.start));
    let quoted = error.message().split('`').nth(1).unwrap_or_default();
    let (key, message) = if error.message().starts_with("missing field") {
        (quoted, "this key is missing; add it".to_owned())
    } else if error.message().starts_with("unknown variant") {
        (quoted, unknown_name(error.message()))
    } else if error.message().starts_with("unknown field") {
        (quoted, unknown_key(error.message()))
    } else {
        let content = text.lines().nth(line - 1).unwrap_or_default();
        let key = content.split('=').next().unwrap_or_default().trim();
        (key, error.message().to_owned())
    };
    CharterError {
        line,
        key: key.chars().take(60).collect(),
        message,
    }
}

/// The parser lists the keys that would be known here; say what to do with them.
fn unknown_key(message: &str) -> String {
    let known = message.split_once(", ").map_or("", |(_, known)| known);
    format!("this key is not known here; remove it or correct its name ({known})")
}

/// Names come from a closed set, such as the conditions of a gate.
fn unknown_name(message: &str) -> String {
    let known = message.split_once(", ").map_or("", |(_, known)| known);
    format!("this name is not known here; write one of the known ones ({known})")
}

type Wrong = (Place, String);

fn wrong(place: Place, message: impl Into<String>) -> Result<(), Wrong> {
    Err((place, message.into()))
}

fn check(charter: &Charter) -> Result<(), Wrong> {
    plain(&Place::of("id"), &charter.id)?;
    both_languages(&Place::of("name"), &charter.name)?;
    both_languages(&Place::of("purpose"), &charter.purpose)?;
    if let Some(channel) = &charter.sealed_channel {
        let place = Place::of("sealed_channel");
        both_languages(&place.key("name"), &channel.name)?;
        if channel.key_bytes().is_none() {
            let message = "write the authority's public X25519 key as 64 hexadecimal digits";
            return wrong(place.key("key"), message);
        }
    }
    for scope in scopes(charter) {
        unique_and_complete(&scope)?;
    }
    something_of_each(charter)?;
    references(charter)?;
    bounds(charter)
}

/// Something with an id, and the texts people read.
struct Entry<'a> {
    place: Place,
    id: &'a str,
    texts: Vec<(Place, &'a Name)>,
}

impl<'a> Entry<'a> {
    fn new(place: Place, id: &'a str, name: &'a Name, meaning: Option<&'a Name>) -> Self {
        let mut texts = vec![(place.key("name"), name)];
        texts.extend(meaning.map(|meaning| (place.key("meaning"), meaning)));
        Self { place, id, texts }
    }
}

fn named(list: Place, entries: &[Named]) -> Vec<Entry<'_>> {
    entries
        .iter()
        .enumerate()
        .map(|(n, one)| Entry::new(list.number(n), &one.id, &one.name, one.meaning.as_ref()))
        .collect()
}

fn work<'a>(list: &Place, work: &'a [Work]) -> Vec<Entry<'a>> {
    let entry = |(n, one): (usize, &'a Work)| {
        Entry::new(list.number(n), &one.id, &one.name, one.meaning.as_ref())
    };
    work.iter().enumerate().map(entry).collect()
}

fn grades<'a>(list: &Place, all: &'a [Grade]) -> Vec<Entry<'a>> {
    let entry = |(n, one): (usize, &'a Grade)| {
        Entry::new(list.number(n), &one.id, &one.name, one.meaning.as_ref())
    };
    all.iter().enumerate().map(entry).collect()
}

fn talks<'a>(list: &Place, all: &'a [TalkRule]) -> Vec<Entry<'a>> {
    let entry = |(n, one): (usize, &'a TalkRule)| {
        Entry::new(list.number(n), &one.id, &one.name, one.meaning.as_ref())
    };
    all.iter().enumerate().map(entry).collect()
}

fn specifics<'a>(list: &Place, all: &'a [Specific]) -> Vec<Entry<'a>> {
    let entry =
        |(n, one): (usize, &'a Specific)| Entry::new(list.number(n), &one.id, &one.name, None);
    all.iter().enumerate().map(entry).collect()
}

fn gates<'a>(list: &Place, gates: &'a [Gate]) -> Vec<Entry<'a>> {
    let entry = |(n, one): (usize, &'a Gate)| {
        Entry::new(list.number(n), &one.id, &one.name, one.meaning.as_ref())
    };
    gates.iter().enumerate().map(entry).collect()
}

/// All things with ids, grouped by where an id must be the only one of its kind. Work and
/// gates are looked up across stages, so their ids differ across stages too.
fn scopes(charter: &Charter) -> Vec<Vec<Entry<'_>>> {
    let (value, category) = (Place::of("value"), Place::of("category"));
    let (mirror, class, stage) = (Place::of("mirror"), Place::of("class"), Place::of("stage"));
    let values = charter.values.iter().enumerate().map(|(n, one)| {
        let place = value.number(n);
        let criteria = place.key("criteria");
        let mut entry = Entry::new(place, &one.id, &one.name, None);
        let criterion = |(n, name)| (criteria.number(n), name);
        entry
            .texts
            .extend(one.criteria.iter().enumerate().map(criterion));
        entry
    });
    let categories =
        charter.categories.iter().enumerate().map(|(n, one)| {
            Entry::new(category.number(n), &one.id, &one.name, one.meaning.as_ref())
        });
    let mirrors = charter.mirrors.iter().enumerate();
    let classes = charter.classes.iter().enumerate();
    let stages = || charter.stages.iter().enumerate();
    let work = stages().flat_map(|(n, one)| work(&stage.number(n).key("work"), &one.work));
    let gates = stages().flat_map(|(n, one)| gates(&stage.number(n).key("gate"), &one.gate));
    let mut scopes = vec![
        named(Place::of("channel"), &charter.channels),
        named(Place::of("group"), &charter.groups),
        named(Place::of("source"), &charter.sources),
        named(Place::of("refusal_reason"), &charter.refusal_reasons),
        named(Place::of("indicator"), &charter.indicators),
        named(Place::of("return_reason"), &charter.return_reasons),
        named(Place::of("substitution"), &charter.substitutions),
        specifics(&Place::of("specific"), &charter.specifics),
        grades(&Place::of("treatment"), &charter.treatments),
        talks(&Place::of("talk"), &charter.talks),
        values.collect(),
        categories.collect(),
        classes
            .map(|(n, one)| Entry::new(class.number(n), &one.id, &one.name, None))
            .collect(),
        stages()
            .map(|(n, one)| Entry::new(stage.number(n), &one.id, &one.name, None))
            .collect(),
        work.collect(),
        gates.collect(),
    ];
    scopes.extend(
        mirrors
            .clone()
            .map(|(n, one)| named(mirror.number(n).key("clause"), &one.clauses)),
    );
    scopes.push(
        mirrors
            .map(|(n, one)| Entry::new(mirror.number(n), &one.id, &one.name, None))
            .collect(),
    );
    scopes
}

fn unique_and_complete(scope: &[Entry<'_>]) -> Result<(), Wrong> {
    let mut seen = BTreeSet::new();
    for entry in scope {
        let id = entry.place.key("id");
        plain(&id, entry.id)?;
        if !seen.insert(entry.id) {
            let message = format!("the id \"{}\" stands twice; give each its own", entry.id);
            return wrong(id, message);
        }
        for (place, name) in &entry.texts {
            both_languages(place, name)?;
        }
    }
    Ok(())
}

fn plain(place: &Place, id: &str) -> Result<(), Wrong> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if id.is_empty() || id.len() > 40 || !id.chars().all(good) {
        let message = "write 1 to 40 lower-case Latin letters, digits, - or _";
        return wrong(place.clone(), message);
    }
    Ok(())
}

fn both_languages(place: &Place, name: &Name) -> Result<(), Wrong> {
    for (key, text) in [("zh", &name.zh), ("en", &name.en)] {
        if text.trim().is_empty() {
            return wrong(place.key(key), "write the text in this language too");
        }
    }
    Ok(())
}

fn something_of_each(charter: &Charter) -> Result<(), Wrong> {
    let needed = [
        ("channel", charter.channels.is_empty()),
        ("source", charter.sources.is_empty()),
        ("refusal_reason", charter.refusal_reasons.is_empty()),
        ("class", charter.classes.is_empty()),
    ];
    match needed.into_iter().find(|(_, missing)| *missing) {
        Some((key, _)) => wrong(Place::of(key), format!("define at least one [[{key}]]")),
        None => Ok(()),
    }
}

fn references(charter: &Charter) -> Result<(), Wrong> {
    let work = charter.stages.iter().flat_map(|stage| &stage.work);
    let work: BTreeSet<&str> = work.map(|work| work.id.as_str()).collect();
    for (n, class) in charter.classes.iter().enumerate() {
        let list = Place::of("class").number(n).key("asked");
        let mut seen = BTreeSet::new();
        for (m, asked) in class.asked.iter().enumerate() {
            if !work.contains(asked.as_str()) {
                let message = format!("no stage defines the work \"{asked}\"");
                return wrong(list.number(m), message);
            }
            if !seen.insert(asked) {
                let message = format!("\"{asked}\" is asked twice; ask it once");
                return wrong(list.number(m), message);
            }
        }
    }
    for (n, stage) in charter.stages.iter().enumerate() {
        for (m, work) in stage.work.iter().enumerate() {
            let list = Place::of("stage")
                .number(n)
                .key("work")
                .number(m)
                .key("talks");
            let unknown = |id: &&String| !charter.talks.iter().any(|talk| talk.id == **id);
            if let Some(id) = work.talks.iter().find(unknown) {
                return wrong(list, format!("no [[talk]] has the id \"{id}\""));
            }
        }
    }
    for (n, category) in charter.categories.iter().enumerate() {
        if let Some(cure) = &category.cure
            && !charter.values.iter().any(|value| value.id == *cure)
        {
            let message = format!("no [[value]] has the id \"{cure}\"");
            return wrong(Place::of("category").number(n).key("cure"), message);
        }
    }
    Ok(())
}

fn bounds(charter: &Charter) -> Result<(), Wrong> {
    let (limits, time, strength) = (
        Place::of("limits"),
        Place::of("time"),
        Place::of("strength"),
    );
    let verdict = Place::of("verdict");
    let (rule, weights, days) = (&charter.verdict, &charter.strength, &charter.time);
    let chars = i64::try_from(charter.limits.opinion_chars).unwrap_or(i64::MAX);
    within(&Place::of("version"), charter.version, 1..=1_000_000)?;
    within(&limits.key("opinion_chars"), chars, 20..=100_000)?;
    within(
        &limits.key("small_number"),
        charter.limits.small_number,
        1..=100,
    )?;
    within(
        &limits.key("sorted_percent"),
        charter.limits.sorted_percent,
        0..=100,
    )?;
    within(
        &limits.key("problem_percent"),
        charter.limits.problem_percent,
        0..=100,
    )?;
    within(&time.key("reply_days"), days.reply_days, 0..=366)?;
    // The clocks of the world lie between UTC-12 and UTC+14.
    within(
        &time.key("utc_offset_minutes"),
        days.utc_offset_minutes,
        -720..=840,
    )?;
    within(&time.key("claim_days"), days.claim_days, 1..=366)?;
    within(&time.key("sort_days"), days.sort_days, 1..=366)?;
    within(&verdict.key("fixed_percent"), rule.fixed_percent, 1..=100)?;
    within(&verdict.key("window_days"), rule.window_days, 1..=366)?;
    within(&strength.key("person"), weights.person, 1..=1_000)?;
    within(&strength.key("unit"), weights.unit, 0..=1_000)?;
    within(&strength.key("harmed"), weights.harmed, 0..=1_000)?;
    within(&strength.key("channel"), weights.channel, 0..=1_000)?;
    within(&strength.key("month"), weights.month, 0..=1_000)?;
    within(&strength.key("reopened"), weights.reopened, 0..=1_000)?;
    let stubborn = Place::of("stubborn");
    within(&stubborn.key("month"), charter.stubborn.month, 0..=100)?;
    within(
        &stubborn.key("reopened"),
        charter.stubborn.reopened,
        0..=100,
    )?;
    word_lists(charter)?;
    within(&time.key("remind_days"), days.remind_days, 0..=366)?;
    within(&time.key("escalate_days"), days.escalate_days, 1..=366)?;
    within(&time.key("quiet_days"), days.quiet_days, 1..=366)?;
    calendar(&charter.calendar)?;
    look_back(&time.key("look_back_days"), &days.look_back_days)
}

/// Some day of the week is worked, and no day is both off and worked.
fn calendar(calendar: &Calendar) -> Result<(), Wrong> {
    let place = Place::of("calendar");
    if calendar.weekend.len() > 6 {
        return wrong(place.key("weekend"), "leave at least one day to work");
    }
    let both = calendar.worked.intersection(&calendar.holidays).next();
    if let Some(day) = both {
        let message = format!("{day} is a holiday too; list it once");
        return wrong(place.key("worked"), message);
    }
    Ok(())
}

/// A list of words says something in both languages or is not there; what is weighed is
/// there.
fn word_lists(charter: &Charter) -> Result<(), Wrong> {
    let harm = &charter.harm_words;
    if charter.strength.harmed > 0 && harm.is_empty() {
        let message = "list the words that tell of harm in [harm_words], or weigh them 0";
        return wrong(Place::of("strength").key("harmed"), message);
    }
    for (key, list) in [
        ("harm_words", harm),
        ("first_hand_words", &charter.first_hand_words),
        ("stock_phrases", &charter.stock_phrases),
    ] {
        if !list.is_empty() {
            words(&Place::of(key).key("zh"), &list.zh)?;
            words(&Place::of(key).key("en"), &list.en)?;
        }
    }
    for (n, one) in charter.categories.iter().enumerate() {
        if !one.signs.is_empty() {
            let list = Place::of("category").number(n).key("signs");
            words(&list.key("zh"), &one.signs.zh)?;
            words(&list.key("en"), &one.signs.en)?;
        }
    }
    for (n, one) in charter.specifics.iter().enumerate() {
        let list = Place::of("specific").number(n).key("words");
        words(&list.key("zh"), &one.words.zh)?;
        words(&list.key("en"), &one.words.en)?;
    }
    Ok(())
}

fn words(list: &Place, words: &[String]) -> Result<(), Wrong> {
    if words.is_empty() {
        return wrong(list.clone(), "write words of this language too");
    }
    let mut seen = BTreeSet::new();
    for (n, word) in words.iter().enumerate() {
        let place = list.number(n);
        if !word.chars().any(char::is_alphanumeric) || word.chars().count() > 40 {
            return wrong(place, "write a word or a phrase of at most 40 characters");
        }
        if !seen.insert(word) {
            return wrong(place, format!("\"{word}\" stands twice; write it once"));
        }
    }
    Ok(())
}

fn within(place: &Place, found: impl Into<i64>, allowed: RangeInclusive<i64>) -> Result<(), Wrong> {
    if allowed.contains(&found.into()) {
        return Ok(());
    }
    let (least, most) = allowed.into_inner();
    wrong(
        place.clone(),
        format!("write a number from {least} to {most}"),
    )
}

fn look_back(list: &Place, days: &[u16]) -> Result<(), Wrong> {
    let mut before = 0;
    for (n, day) in days.iter().enumerate() {
        within(&list.number(n), *day, 1..=3_660)?;
        if *day <= before {
            return wrong(list.number(n), "write the days in rising order, each once");
        }
        before = *day;
    }
    Ok(())
}
