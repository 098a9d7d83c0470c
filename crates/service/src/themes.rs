//! Themes: the second level, above problems. Ten estates with noisy restaurants are ten problems
//! and one theme. The machine suggests them, nobody decides them, nothing hangs on them.
//!
//! Which problems belong together is found from their titles and some of their voices, without
//! the names of places and units. A theme is named only by words that stand in its problems'
//! titles or keywords, so that it tells nothing that is not public already. What was found is
//! held in memory and found anew when a problem is listed, renamed, merged or split.

use crate::condensing::text_of;
use crate::error::Result;
use crate::service::{Campaign, Service, read, write};
use massline_condense::{Names, Settings, Voice, themes_of};
use massline_domain::Event;
use massline_domain::id::{CampaignId, ProblemId};
use massline_domain::problem::{Event as ProblemEvent, Stage};
use massline_store::{PageOf, ProblemFilter, ProblemRow};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, RwLock};

/// Problems that are looked at, the strongest.
const MOST: usize = 2_000;
/// Voices of each that are read.
const READ: usize = 12;

/// What several problems are about, wherever that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The words that mark it, the strongest first; names of places and bodies are left out.
    pub words: Vec<String>,
    /// Its problems, the strongest first.
    pub problems: Vec<InTheme>,
}

/// A problem in a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTheme {
    /// Its number.
    pub problem: ProblemId,
    /// Its title.
    pub title: String,
    /// `zh-CN` or `en`.
    pub language: String,
}

/// What was found, for each campaign.
#[derive(Default)]
pub(crate) struct Themes {
    known: RwLock<HashMap<CampaignId, Found>>,
    /// Held while themes are found: whoever comes meanwhile waits and takes what was found.
    turn: tokio::sync::Mutex<()>,
}

struct Found {
    /// The changes of titles it was found after.
    changes: u64,
    themes: Arc<Vec<Theme>>,
}

impl Themes {
    fn known(&self, campaign: CampaignId, changes: u64) -> Option<Arc<Vec<Theme>>> {
        let known = read(&self.known);
        let found = known
            .get(&campaign)
            .filter(|found| found.changes == changes)?;
        Some(Arc::clone(&found.themes))
    }
}

/// Whether themes may be others after this event.
pub(crate) fn changes_titles(event: &Event) -> bool {
    matches!(
        event,
        Event::Problem(
            ProblemEvent::Listed { .. }
                | ProblemEvent::Renamed { .. }
                | ProblemEvent::Merged { .. }
        )
    )
}

impl Service {
    /// The themes of a campaign's problems, those with the most problems first. A machine's
    /// suggestion.
    ///
    /// # Errors
    /// From the store.
    pub async fn themes(&self, campaign: &Campaign) -> Result<Arc<Vec<Theme>>> {
        let changes = self.title_changes(campaign).await?;
        if let Some(themes) = self.inner.themes.known(campaign.id(), changes) {
            return Ok(themes);
        }
        let _turn = self.inner.themes.turn.lock().await;
        if let Some(themes) = self.inner.themes.known(campaign.id(), changes) {
            return Ok(themes);
        }
        let told = self.told_of_all(campaign).await?;
        let found = tokio::task::spawn_blocking(move || find(&told)).await;
        let themes = Arc::new(found.unwrap_or_default());
        let found = Found {
            changes,
            themes: Arc::clone(&themes),
        };
        write(&self.inner.themes.known).insert(campaign.id(), found);
        Ok(themes)
    }

    async fn strongest(&self, campaign: &Campaign) -> Result<Vec<ProblemRow>> {
        let mut rows = Vec::new();
        for page in 1.. {
            let filter = ProblemFilter {
                page,
                per_page: PageOf::MOST,
                ..ProblemFilter::default()
            };
            let found = self.store().problems(campaign.id(), &filter).await?;
            let last = u64::from(page) >= found.pages();
            rows.extend(found.rows);
            if last || rows.len() >= MOST {
                break;
            }
        }
        rows.retain(|row| row.stage != Stage::Merged);
        rows.truncate(MOST);
        Ok(rows)
    }

    async fn told_of_all(&self, campaign: &Campaign) -> Result<Told> {
        let rows = self.strongest(campaign).await?;
        let store = self.store();
        let units = store.units(campaign.id()).await?.into_iter();
        let mut names: Vec<String> = units.flat_map(|row| [row.name.zh, row.name.en]).collect();
        let mut texts = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut ids = store
                .problem_opinion_ids(campaign.id(), row.problem)
                .await?;
            ids.truncate(READ);
            let mut text = row.title.clone();
            for (_, fields) in store.texts(campaign.id(), &ids).await? {
                text.push('\n');
                text.push_str(&text_of(&fields, "text"));
                names.push(text_of(&fields, "places"));
            }
            texts.push(text);
        }
        Ok(Told { rows, texts, names })
    }
}

/// What themes are found from.
struct Told {
    rows: Vec<ProblemRow>,
    /// Title and voices of each.
    texts: Vec<String>,
    /// Names of places that people gave, and of units: not what a theme is about.
    names: Vec<String>,
}

/// Each language by itself: which words are common is another question in each.
fn find(told: &Told) -> Vec<Theme> {
    let languages: BTreeSet<&str> = told.rows.iter().map(|row| row.language.as_str()).collect();
    let of = languages.into_iter().flat_map(|one| find_in(told, one));
    let mut themes: Vec<Theme> = of.collect();
    themes.sort_by_key(|theme| std::cmp::Reverse(theme.problems.len()));
    themes
}

fn find_in(told: &Told, language: &str) -> Vec<Theme> {
    let all = told.rows.iter().zip(&told.texts);
    let of = all.filter(|(row, _)| row.language == language);
    let (rows, voices): (Vec<&ProblemRow>, Vec<Voice<'_>>) =
        of.map(|(row, text)| (row, Voice::new(text))).unzip();
    let settings = Settings {
        names: Names::new(told.names.iter().map(String::as_str)),
        ..Settings::default()
    };
    let theme = |(theme, members): (massline_condense::Theme, Vec<usize>)| {
        let rows: Vec<&ProblemRow> = members.iter().map(|at| rows[*at]).collect();
        Theme {
            words: public_words(theme.keywords, &rows),
            problems: rows.into_iter().map(in_theme).collect(),
        }
    };
    let found = themes_of(&voices, &settings).into_iter().map(theme);
    found.filter(|theme| !theme.words.is_empty()).collect()
}

/// Those words that stand in what everyone reads of these problems.
fn public_words(words: Vec<String>, rows: &[&ProblemRow]) -> Vec<String> {
    let shown: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.title, row.keywords.join(" ")).to_lowercase())
        .collect();
    let known = |word: &String| {
        let word = word.to_lowercase();
        shown.iter().any(|text| text.contains(&word))
    };
    words.into_iter().filter(known).collect()
}

fn in_theme(row: &ProblemRow) -> InTheme {
    InTheme {
        problem: row.problem,
        title: row.title.clone(),
        language: row.language.clone(),
    }
}
