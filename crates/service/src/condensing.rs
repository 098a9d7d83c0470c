//! The index of voices: what the machine suggests to the people who sort. It never
//! decides; it is rebuilt from the vault and follows the events.

use crate::error::Result;
use crate::labelling::Decisions;
use crate::permission::{Right, Staff};
use crate::redact::redact;
use crate::service::{Campaign, Service};
use massline_condense::{Index, Voice};
use massline_domain::grouping::Grouping;
use massline_domain::id::{CampaignId, OpinionId, ProblemId};
use massline_domain::opinion::Event as OpinionEvent;
use massline_domain::traits::Traits;
use massline_domain::{Day, Event};
use massline_store::{Recorded, VaultField};
use std::collections::HashMap;
use tokio::sync::Mutex;

/// Problems suggested for one voice.
const SUGGESTED: usize = 3;
/// Shorter names of places say nothing.
const PLACE_LEAST: usize = 2;
/// Places named as the reason of a suggestion.
const PLACES_NAMED: usize = 3;
/// Characters of the nearest voice that are shown.
const NEAREST_CHARS: usize = 240;
/// Events read at once when the index catches up.
const PAGE: u32 = 5_000;

/// A problem the machine suggests for an opinion, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The problem.
    pub problem: ProblemId,
    /// Cosine similarity to its nearest voice, 0 to 1.
    pub similarity: f32,
    /// The words that tie them.
    pub words: Vec<String>,
    /// Names of places that both speak of.
    pub places: Vec<String>,
    /// The words of the nearest voice there, redacted; empty where they were erased meanwhile.
    pub nearest: String,
}

/// A group of waiting opinions that seem to be about one thing.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// A title from the voices' own words.
    pub title: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// Words that mark it.
    pub keywords: Vec<String>,
    /// The opinions, those nearest to the middle first.
    pub opinions: Vec<OpinionId>,
    /// People, copies counted once.
    pub people: usize,
}

#[derive(Default)]
pub(crate) struct Voices {
    inner: Mutex<HashMap<CampaignId, Indexed>>,
}

#[derive(Default)]
struct Indexed {
    index: Index,
    seq: u64,
    keys: HashMap<OpinionId, u64>,
    opinions: HashMap<u64, OpinionId>,
    next: u64,
    /// What people decided, which binds everything that is suggested.
    grouping: Grouping,
    /// What they decided about labels.
    decisions: Decisions,
    /// Grows with each problem listed, renamed or merged: what themes are made of.
    titles: u64,
}

/// What the index found for one voice, before the nearest one's words are read.
struct Found {
    asking: OpinionId,
    problem: ProblemId,
    similarity: f32,
    words: Vec<String>,
    nearest: Option<OpinionId>,
}

impl Service {
    /// Problems that waiting opinions may belong to, best first, for each opinion.
    pub(crate) async fn suggestions(
        &self,
        campaign: &Campaign,
        opinions: &[OpinionId],
    ) -> Result<HashMap<OpinionId, Vec<Suggestion>>> {
        let asking = self.owned(campaign, opinions).await?;
        let found = self
            .found(campaign, &asking, |grouping, opinion, problem| {
                grouping.may_join(opinion, problem)
            })
            .await?;
        let mut out: HashMap<OpinionId, Vec<Suggestion>> = HashMap::new();
        for (opinion, one) in self.explained(campaign, &asking, found).await? {
            out.entry(opinion).or_default().push(one);
        }
        Ok(out)
    }

    /// Problems near the voices of a problem that a person may take to be the same.
    pub(crate) async fn near_problems(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
        voices: &[OpinionId],
    ) -> Result<Vec<Suggestion>> {
        let asking = self.owned(campaign, voices).await?;
        let found = self
            .found(campaign, &asking, |grouping, _, other| {
                grouping.may_merge(problem, other)
            })
            .await?;
        let explained = self.explained(campaign, &asking, found).await?;
        Ok(explained.into_iter().map(|(_, one)| one).collect())
    }

    pub(crate) async fn owned(
        &self,
        campaign: &Campaign,
        opinions: &[OpinionId],
    ) -> Result<HashMap<OpinionId, OwnedVoice>> {
        let words = self.store().texts(campaign.id(), opinions).await?;
        Ok(words
            .into_iter()
            .map(|(opinion, fields)| (opinion, OwnedVoice::from_fields(&fields)))
            .collect())
    }

    /// Asks the index, and takes out everything that a person decided against.
    async fn found(
        &self,
        campaign: &Campaign,
        asking: &HashMap<OpinionId, OwnedVoice>,
        may: impl Fn(&Grouping, OpinionId, ProblemId) -> bool,
    ) -> Result<Vec<Found>> {
        let mut all = self.inner.voices.inner.lock().await;
        let indexed = all.entry(campaign.id()).or_default();
        self.catch_up(campaign, indexed).await?;
        let mut found = Vec::new();
        for (opinion, own) in asking {
            let near = indexed.index.suggest(&own.voice(), usize::MAX).into_iter();
            let allowed =
                near.filter(|one| may(&indexed.grouping, *opinion, ProblemId(one.problem)));
            found.extend(allowed.take(SUGGESTED).map(|one| Found {
                asking: *opinion,
                problem: ProblemId(one.problem),
                similarity: one.similarity,
                words: one.words,
                nearest: indexed.opinions.get(&one.nearest).copied(),
            }));
        }
        Ok(found)
    }

    /// The reasons of what was found: the nearest voice's words, and the places both name.
    async fn explained(
        &self,
        campaign: &Campaign,
        asking: &HashMap<OpinionId, OwnedVoice>,
        found: Vec<Found>,
    ) -> Result<Vec<(OpinionId, Suggestion)>> {
        let nearest: Vec<OpinionId> = found.iter().filter_map(|one| one.nearest).collect();
        let nearest = self.owned(campaign, &nearest).await?;
        let explain = |one: Found| {
            let own = asking.get(&one.asking);
            let other = one.nearest.and_then(|id| nearest.get(&id));
            let places = own
                .zip(other)
                .map(|(own, other)| own.places_shared_with(other));
            let suggestion = Suggestion {
                problem: one.problem,
                similarity: one.similarity,
                words: one.words,
                places: places.unwrap_or_default(),
                nearest: other
                    .map(|other| beginning(&redact(&other.text)))
                    .unwrap_or_default(),
            };
            (one.asking, suggestion)
        };
        Ok(found.into_iter().map(explain).collect())
    }

    /// Condenses everything that waits into proposals, the strongest first.
    ///
    /// # Errors
    /// [`crate::ServiceError::Forbidden`] for everyone but the office: proposals are made of
    /// opinions.
    pub async fn proposals(&self, campaign: &Campaign, staff: &Staff) -> Result<Vec<Proposal>> {
        staff.must(Right::SortOpinions, campaign.id())?;
        let waiting = self.store().waiting_words(campaign.id()).await?;
        let owned: Vec<OwnedVoice> = waiting
            .iter()
            .map(|(_, fields)| OwnedVoice::from_fields(fields))
            .collect();
        let ids: Vec<OpinionId> = waiting.iter().map(|(id, _)| *id).collect();
        let condensed = tokio::task::spawn_blocking(move || {
            let voices: Vec<Voice<'_>> = owned.iter().map(OwnedVoice::voice).collect();
            let condensed = massline_condense::condense(&voices, &mut |_, _| {});
            let languages: Vec<String> = owned.iter().map(|voice| voice.language.clone()).collect();
            (condensed, languages)
        })
        .await;
        let Ok((condensed, languages)) = condensed else {
            return Ok(Vec::new());
        };
        Ok(condensed
            .problems
            .into_iter()
            .map(|problem| {
                let mut order = problem.representatives.clone();
                let others = problem.members.iter().copied();
                order.extend(others.filter(|one| !problem.representatives.contains(one)));
                Proposal {
                    language: main_language(&problem.members, &languages),
                    title: problem.title,
                    keywords: problem.keywords,
                    people: problem.people,
                    opinions: order.into_iter().map(|at| ids[at]).collect(),
                }
            })
            .collect())
    }

    /// For each opinion, whether its words are a copy of one before it or of one already there.
    pub(crate) async fn copies(
        &self,
        campaign: &Campaign,
        opinions: &[OpinionId],
        there: &[OpinionId],
    ) -> Result<Vec<bool>> {
        let plain = |fields: &[VaultField]| massline_condense::copy_key(&text_of(fields, "text"));
        let mut seen: std::collections::HashSet<String> = std::collections::HashSet::new();
        for (_, fields) in self.store().texts(campaign.id(), there).await? {
            seen.insert(plain(&fields));
        }
        let new: HashMap<_, _> = self
            .store()
            .texts(campaign.id(), opinions)
            .await?
            .into_iter()
            .collect();
        Ok(opinions
            .iter()
            .map(|opinion| {
                new.get(opinion)
                    .is_some_and(|fields| !seen.insert(plain(fields)))
            })
            .collect())
    }

    /// What the words of opinions say beside what they are about, by the charter in force.
    pub(crate) async fn traits_of(
        &self,
        campaign: &Campaign,
        opinions: &[OpinionId],
    ) -> Result<HashMap<OpinionId, Traits>> {
        let texts = self.store().texts(campaign.id(), opinions).await?;
        let read = |(opinion, fields): (OpinionId, Vec<VaultField>)| {
            let of = |label| text_of(&fields, label);
            let unit = of("units").parse().ok();
            let pictured = fields
                .iter()
                .any(|field| field.label == "att" && !field.value.is_empty());
            let (words, place) = (of("text"), of("places"));
            let traits = Traits::of(&words, &place, unit, pictured, &campaign.charter);
            (opinion, traits)
        };
        Ok(texts.into_iter().map(read).collect())
    }

    /// A title and keywords in the words of these opinions.
    ///
    /// # Errors
    /// [`crate::ServiceError::Forbidden`] for everyone but the office.
    pub async fn suggested_title(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        opinions: &[OpinionId],
    ) -> Result<(String, Vec<String>)> {
        staff.must(Right::SortOpinions, campaign.id())?;
        self.title_of(campaign, opinions).await
    }

    pub(crate) async fn title_of(
        &self,
        campaign: &Campaign,
        opinions: &[OpinionId],
    ) -> Result<(String, Vec<String>)> {
        let words = self.store().texts(campaign.id(), opinions).await?;
        let owned: Vec<OwnedVoice> = words
            .iter()
            .map(|(_, fields)| OwnedVoice::from_fields(fields))
            .collect();
        let voices: Vec<Voice<'_>> = owned.iter().map(OwnedVoice::voice).collect();
        Ok(massline_condense::title_and_keywords(&voices))
    }

    /// The words that tie each of these opinions, which are in one problem, to the others.
    pub(crate) async fn tying_words(
        &self,
        campaign: &Campaign,
        opinions: &[OpinionId],
    ) -> Result<HashMap<OpinionId, Vec<String>>> {
        let mut all = self.inner.voices.inner.lock().await;
        let indexed = all.entry(campaign.id()).or_default();
        self.catch_up(campaign, indexed).await?;
        let known = opinions
            .iter()
            .filter_map(|opinion| Some((*opinion, *indexed.keys.get(opinion)?)));
        let (opinions, keys): (Vec<OpinionId>, Vec<u64>) = known.unzip();
        Ok(opinions
            .into_iter()
            .zip(indexed.index.ties(&keys))
            .collect())
    }

    /// Grows with each decision that what is learned of labels rests on.
    pub(crate) async fn decision_changes(&self, campaign: &Campaign) -> Result<u64> {
        let mut all = self.inner.voices.inner.lock().await;
        let indexed = all.entry(campaign.id()).or_default();
        self.catch_up(campaign, indexed).await?;
        Ok(indexed.decisions.changes())
    }

    /// Grows with each change of what themes are made of.
    pub(crate) async fn title_changes(&self, campaign: &Campaign) -> Result<u64> {
        let mut all = self.inner.voices.inner.lock().await;
        let indexed = all.entry(campaign.id()).or_default();
        self.catch_up(campaign, indexed).await?;
        Ok(indexed.titles)
    }

    async fn catch_up(&self, campaign: &Campaign, indexed: &mut Indexed) -> Result<()> {
        loop {
            let events = self.store().events_after(indexed.seq, PAGE).await?;
            let Some(last) = events.last().map(|event| event.seq) else {
                return Ok(());
            };
            self.follow_events(campaign, indexed, events).await?;
            indexed.seq = last;
        }
    }

    async fn follow_events(
        &self,
        campaign: &Campaign,
        indexed: &mut Indexed,
        events: Vec<Recorded>,
    ) -> Result<()> {
        let mine = events
            .into_iter()
            .filter(|event| event.campaign == campaign.id());
        let mut of_opinions: Vec<OpinionEvent> = Vec::new();
        for recorded in mine {
            indexed.grouping.apply(&recorded.event);
            indexed.decisions.apply(&recorded.event);
            indexed.titles += u64::from(crate::themes::changes_titles(&recorded.event));
            if let Event::Opinion(event) = recorded.event {
                of_opinions.push(event);
            }
        }
        let events = of_opinions;
        // Only voices that are in a problem teach; waiting ones are looked up when they are shown.
        let assigned: Vec<OpinionId> = events
            .iter()
            .filter(|event| matches!(event, OpinionEvent::Assigned { .. }))
            .map(OpinionEvent::opinion)
            .collect();
        let words: HashMap<_, _> = self
            .store()
            .texts(campaign.id(), &assigned)
            .await?
            .into_iter()
            .collect();
        for event in events {
            match event {
                OpinionEvent::Assigned {
                    opinion, problem, ..
                } => {
                    if let Some(fields) = words.get(&opinion) {
                        indexed.put(opinion, &OwnedVoice::from_fields(fields), problem);
                    }
                }
                OpinionEvent::Released { opinion, .. } | OpinionEvent::Erased { opinion, .. } => {
                    indexed.remove(opinion);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Indexed {
    fn put(&mut self, opinion: OpinionId, voice: &OwnedVoice, problem: ProblemId) {
        if let Some(key) = self.keys.get(&opinion) {
            self.index.set_problem(*key, Some(problem.0));
            return;
        }
        let key = self.next;
        self.next += 1;
        self.keys.insert(opinion, key);
        self.opinions.insert(key, opinion);
        self.index.add(key, &voice.voice(), Some(problem.0));
    }

    fn remove(&mut self, opinion: OpinionId) {
        if let Some(key) = self.keys.remove(&opinion) {
            self.opinions.remove(&key);
            self.index.remove(key);
        }
    }
}

pub(crate) struct OwnedVoice {
    pub(crate) text: String,
    place: String,
    language: String,
    day: Option<i32>,
}

impl OwnedVoice {
    fn from_fields(fields: &[VaultField]) -> Self {
        let day = text_of(fields, "period")
            .parse::<Day>()
            .ok()
            .map(|day| day.0);
        Self {
            text: text_of(fields, "text"),
            place: text_of(fields, "places"),
            language: text_of(fields, "lang"),
            day,
        }
    }

    /// Names of places given with either voice that both of them speak of.
    pub(crate) fn places_shared_with(&self, other: &Self) -> Vec<String> {
        let speaks =
            |voice: &Self, name: &str| voice.place.contains(name) || voice.text.contains(name);
        let mut shared: Vec<String> = Vec::new();
        for given in [&self.place, &other.place] {
            let names = given.split(|c: char| c.is_whitespace() || "、，,；;/".contains(c));
            for name in names.filter(|name| name.chars().count() >= PLACE_LEAST) {
                let known = shared.iter().any(|one| one.contains(name));
                if !known && speaks(self, name) && speaks(other, name) {
                    shared.push(name.to_owned());
                }
            }
        }
        shared.truncate(PLACES_NAMED);
        shared
    }

    fn voice(&self) -> Voice<'_> {
        let place = Some(self.place.as_str()).filter(|place| !place.is_empty());
        Voice {
            text: &self.text,
            title: None,
            place,
            day: self.day,
            weight: 1.0,
        }
    }
}

/// The beginning of long words: enough to see what they are about.
pub(crate) fn beginning(words: &str) -> String {
    match words.char_indices().nth(NEAREST_CHARS) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

/// The value of a field as text.
pub(crate) fn text_of(fields: &[VaultField], label: &str) -> String {
    let found = fields.iter().find(|field| field.label == label);
    found
        .map(|field| String::from_utf8_lossy(&field.value).into_owned())
        .unwrap_or_default()
}

fn main_language(members: &[usize], languages: &[String]) -> String {
    let english = members.iter().filter(|at| languages[**at] == "en").count();
    if english * 2 > members.len() {
        "en".to_owned()
    } else {
        "zh-CN".to_owned()
    }
}
