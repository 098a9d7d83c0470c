//! Labels of the charter's taxonomy, suggested: learned from what people decided in this
//! campaign, with a probability and the words that speak for them. As long as they have not
//! decided enough to learn from, the charter's signs are counted instead, without a
//! probability. A person labels; what they decided is never second-guessed, and a label they
//! took off is not suggested again.
//!
//! One problem is one example: its title and its most typical voices. Voices of one problem
//! name the same street and the same desk; as examples of their own, half of them would be
//! learned from and the other half judged, and the machine would think itself surer than it is.

use crate::condensing::text_of;
use crate::error::Result;
use crate::permission::{Right, Staff};
use crate::redact::redact;
use crate::service::{Campaign, Service, read, write};
use massline_condense::Voice;
use massline_condense::classify::{Classifier, word_meanings};
use massline_domain::event::stream;
use massline_domain::id::{CampaignId, ProblemId};
use massline_domain::opinion::Event as OpinionEvent;
use massline_domain::problem::{Event as ProblemEvent, Stage};
use massline_domain::signs::category_by_signs;
use massline_domain::{Charter, Event};
use massline_store::{PageOf, ProblemFilter, ProblemRow, ProblemSort};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, RwLock};

/// Voices of a problem that are looked at.
const READ: usize = 40;
/// Typical voices that stand beside the title.
const TYPICAL: usize = 3;
/// Signs that are shown.
const SIGNS: usize = 6;
/// Most decisions that are learned from, those on the latest problems first.
const MOST: usize = 5_000;
/// A label with fewer decisions is not learned.
const LEAST: usize = 2;

/// A label the machine suggests for a problem, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelSuggestion {
    /// The charter's code of the category.
    pub category: String,
    /// What it rests on.
    pub basis: Basis,
    /// The words that speak most for it.
    pub words: Vec<String>,
    /// The version of the problem that was read.
    pub version: u64,
}

/// What a suggestion rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis {
    /// Decisions of people, learned from.
    Decisions {
        /// How many.
        decisions: usize,
        /// How probable it is, 0 to 1.
        probability: f64,
    },
    /// Signs that the charter lists.
    Signs {
        /// The voices one of them stands in.
        voices: usize,
        /// The voices that were looked at.
        of: usize,
    },
}

/// What was learned, for each campaign.
#[derive(Default)]
pub(crate) struct Labels {
    learned: RwLock<HashMap<CampaignId, Learned>>,
    /// Held by who learns: one at a time, whatever the number of campaigns.
    turn: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Clone)]
struct Learned {
    /// [`Decisions::changes`] when it was learned.
    changes: u64,
    /// None where there was too little to learn from.
    classifier: Option<Arc<Classifier>>,
}

/// What people decided about labels, as far as it tells when to learn anew.
#[derive(Default)]
pub(crate) struct Decisions {
    labelled: HashSet<ProblemId>,
    changes: u64,
}

impl Decisions {
    /// A label given, changed or taken off; other words for a labelled problem; a voice gone
    /// from one. A voice that comes waits for the next of these: it changes no decision.
    pub(crate) fn apply(&mut self, event: &Event) {
        let changed = match event {
            Event::Problem(ProblemEvent::Labelled { problem, category }) => {
                match category {
                    Some(_) => self.labelled.insert(*problem),
                    None => self.labelled.remove(problem),
                };
                true
            }
            Event::Problem(ProblemEvent::Renamed { problem, .. }) => {
                self.labelled.contains(problem)
            }
            Event::Problem(ProblemEvent::Merged { problem, .. }) => self.labelled.remove(problem),
            Event::Opinion(
                OpinionEvent::Assigned {
                    from: Some(from), ..
                }
                | OpinionEvent::Released { from, .. }
                | OpinionEvent::Erased {
                    from: Some(from), ..
                },
            ) => self.labelled.contains(from),
            _ => false,
        };
        self.changes += u64::from(changed);
    }

    /// Counts what changed.
    pub(crate) fn changes(&self) -> u64 {
        self.changes
    }
}

/// The words of a problem, as they are in the database.
struct Told {
    title: String,
    voices: Vec<String>,
}

impl Told {
    /// What is learned from and judged: nothing in it tells who spoke.
    fn text(&self) -> String {
        let voices: Vec<Voice<'_>> = self.voices.iter().map(|text| Voice::new(text)).collect();
        let typical = massline_condense::representatives(&voices, TYPICAL);
        let mut text = redact(&self.title);
        for at in typical {
            text.push('\n');
            text.push_str(&redact(&self.voices[at]));
        }
        text
    }
}

impl Service {
    /// Labels for those of these problems that have none, where the machine is sure enough.
    /// What is not learned yet is learned beside, for whoever asks next.
    ///
    /// # Errors
    /// [`crate::ServiceError::Forbidden`] for everyone but the office, which labels.
    pub async fn label_suggestions(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problems: &[ProblemRow],
    ) -> Result<HashMap<ProblemId, LabelSuggestion>> {
        staff.must(Right::KeepProblems, campaign.id())?;
        self.learn_beside(campaign.id());
        let charter = &campaign.charter;
        let judge = match self.classifier(campaign.id()) {
            Some(classifier) => Judge::Learned(classifier),
            None if charter.categories.iter().all(|one| one.signs.is_empty()) => {
                return Ok(HashMap::new());
            }
            None => Judge::Signs(Arc::new(charter.clone())),
        };
        let mut told = Vec::new();
        for row in problems.iter().filter(|row| may_be_labelled(row)) {
            told.push((row.problem, self.told(campaign, row).await?));
        }
        let judged = tokio::task::spawn_blocking(move || judge.all(&told)).await;
        let mut suggestions = HashMap::new();
        for (problem, mut one) in judged.unwrap_or_default() {
            let known = campaign.charter.check_code("category", &one.category);
            let (version, had) = self.labels_had(campaign, problem).await?;
            if known.is_ok() && !had.contains(&one.category) {
                one.version = version;
                suggestions.insert(problem, one);
            }
        }
        Ok(suggestions)
    }

    /// Learns from the decisions of a campaign, where they changed, and comes back when that
    /// is done. Pages do not wait for it.
    ///
    /// # Errors
    /// From the store.
    pub async fn learn_labels(&self, campaign: &Campaign) -> Result<()> {
        let _turn = self.inner.labels.turn.lock().await;
        self.learn(campaign).await
    }

    /// The same in the background, unless someone is learning already.
    fn learn_beside(&self, campaign: CampaignId) {
        let Ok(turn) = Arc::clone(&self.inner.labels.turn).try_lock_owned() else {
            return;
        };
        let service = self.clone();
        tokio::spawn(async move {
            let _turn = turn;
            let learned = match service.campaign_by_id(campaign) {
                Ok(campaign) => service.learn(&campaign).await,
                Err(error) => Err(error),
            };
            if let Err(error) = learned {
                tracing::warn!(%error, "labels could not be learned; none are suggested anew");
            }
        });
    }

    async fn learn(&self, campaign: &Campaign) -> Result<()> {
        let id = campaign.id();
        // Counted before anything is read: what changes meanwhile is learned the next time.
        let changes = self.decision_changes(campaign).await?;
        let learned = read(&self.inner.labels.learned).get(&id).cloned();
        if learned.map_or(0, |learned| learned.changes) == changes {
            return Ok(());
        }
        let examples = self.labelled(campaign).await?;
        let classifier = tokio::task::spawn_blocking(move || train(&examples)).await;
        let learned = Learned {
            changes,
            classifier: classifier.ok().flatten().map(Arc::new),
        };
        write(&self.inner.labels.learned).insert(id, learned);
        Ok(())
    }

    fn classifier(&self, campaign: CampaignId) -> Option<Arc<Classifier>> {
        let learned = read(&self.inner.labels.learned);
        learned.get(&campaign)?.classifier.clone()
    }

    /// What people labelled, with the words it was about.
    async fn labelled(&self, campaign: &Campaign) -> Result<Vec<(Told, String)>> {
        let mut examples = Vec::new();
        for page in 1.. {
            let filter = ProblemFilter {
                sort: ProblemSort::Newest,
                page,
                per_page: PageOf::MOST,
                ..ProblemFilter::default()
            };
            let found = self.store().problems(campaign.id(), &filter).await?;
            for row in &found.rows {
                if let Some(category) = &row.category {
                    examples.push((self.told(campaign, row).await?, category.clone()));
                }
            }
            if u64::from(page) >= found.pages() || examples.len() >= MOST {
                break;
            }
        }
        examples.truncate(MOST);
        Ok(examples)
    }

    async fn told(&self, campaign: &Campaign, row: &ProblemRow) -> Result<Told> {
        let store = self.store();
        let mut ids = store
            .problem_opinion_ids(campaign.id(), row.problem)
            .await?;
        ids.truncate(READ);
        let mut texts: HashMap<_, _> = store
            .texts(campaign.id(), &ids)
            .await?
            .into_iter()
            .collect();
        // In the order of receipt, so that the same decisions teach the same.
        let fields = ids.iter().filter_map(|id| texts.remove(id));
        Ok(Told {
            title: row.title.clone(),
            voices: fields.map(|fields| text_of(&fields, "text")).collect(),
        })
    }

    /// The version of a problem, and the labels that people ever gave it.
    async fn labels_had(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
    ) -> Result<(u64, HashSet<String>)> {
        let name = stream::problem(problem);
        let recorded = self.store().stream(campaign.id(), &name).await?;
        let version = recorded.last().map_or(0, |last| last.version);
        let had = recorded.into_iter().filter_map(|one| match one.event {
            Event::Problem(ProblemEvent::Labelled { category, .. }) => category,
            _ => None,
        });
        Ok((version, had.collect()))
    }
}

fn may_be_labelled(row: &ProblemRow) -> bool {
    row.category.is_none() && !matches!(row.stage, Stage::Absent | Stage::Merged)
}

/// Who judges: what was learned outweighs the words of the charter, also where it is silent.
enum Judge {
    Learned(Arc<Classifier>),
    Signs(Arc<Charter>),
}

impl Judge {
    fn all(&self, told: &[(ProblemId, Told)]) -> Vec<(ProblemId, LabelSuggestion)> {
        let one = |(problem, told): &(ProblemId, Told)| Some((*problem, self.one(told)?));
        told.iter().filter_map(one).collect()
    }

    fn one(&self, told: &Told) -> Option<LabelSuggestion> {
        match self {
            Self::Learned(classifier) => by_decisions(classifier, told),
            Self::Signs(charter) => by_signs(charter, told),
        }
    }
}

fn by_decisions(classifier: &Classifier, told: &Told) -> Option<LabelSuggestion> {
    let found = classifier.predict(&told.text());
    let basis = Basis::Decisions {
        decisions: classifier.facts().examples,
        probability: found.probability,
    };
    Some(LabelSuggestion {
        category: found.label?,
        basis,
        words: found.why,
        version: 0,
    })
}

fn by_signs(charter: &Charter, told: &Told) -> Option<LabelSuggestion> {
    let voices: Vec<&str> = told.voices.iter().map(String::as_str).collect();
    let found = category_by_signs(charter, &voices)?;
    let words = found.words.iter().take(SIGNS);
    Some(LabelSuggestion {
        category: found.category.to_owned(),
        basis: Basis::Signs {
            voices: found.voices,
            of: found.of,
        },
        words: words.map(|word| (*word).to_owned()).collect(),
        version: 0,
    })
}

fn train(examples: &[(Told, String)]) -> Option<Classifier> {
    let mut decisions: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, label) in examples {
        *decisions.entry(label).or_default() += 1;
    }
    let texts: Vec<(String, &str)> = examples
        .iter()
        .filter(|(_, label)| decisions[label.as_str()] >= LEAST)
        .map(|(told, label)| (told.text(), label.as_str()))
        .collect();
    let pairs: Vec<(&str, &str)> = texts
        .iter()
        .map(|(text, label)| (text.as_str(), *label))
        .collect();
    // Too little to learn from is not an error: the machine has nothing to say yet.
    let classifier = Classifier::train_with(&pairs, Some(word_meanings()), &|_| ()).ok()?;
    classifier.threshold().is_some().then_some(classifier)
}
