//! Themes: the second level, above problems. Ten estates with noisy restaurants are ten problems
//! and one theme. The machine suggests them, nobody decides them, nothing hangs on them.
//!
//! They are made of what everyone reads on the problems' pages, titles and keywords, and of no
//! voice: so they tell nothing that is not public already. What was found is held in memory and
//! found anew when a problem is listed, renamed or merged.

use crate::error::Result;
use crate::service::{Campaign, Service, read, write};
use massline_condense::{Settings, Voice, themes_of};
use massline_domain::Event;
use massline_domain::id::{CampaignId, ProblemId};
use massline_domain::problem::{Event as ProblemEvent, Stage};
use massline_store::{PageOf, ProblemFilter, ProblemRow};
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// Problems that are looked at, the strongest.
const MOST: usize = 5_000;

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

/// What was found, for each campaign, with the changes of titles it was found after.
#[derive(Default)]
pub(crate) struct Themes(RwLock<HashMap<CampaignId, Kept>>);

/// What was found, and the version of what it was found in.
type Kept = (u64, Arc<Vec<Theme>>);

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
        if let Some((of, found)) = read(&self.inner.themes.0).get(&campaign.id())
            && *of == changes
        {
            return Ok(Arc::clone(found));
        }
        let rows = self.strongest(campaign).await?;
        let found = tokio::task::spawn_blocking(move || find(&rows)).await;
        let found = Arc::new(found.unwrap_or_default());
        write(&self.inner.themes.0).insert(campaign.id(), (changes, Arc::clone(&found)));
        Ok(found)
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
}

fn find(rows: &[ProblemRow]) -> Vec<Theme> {
    let told = |row: &ProblemRow| format!("{}\n{}", row.title, row.keywords.join(" "));
    let texts: Vec<String> = rows.iter().map(told).collect();
    let voices: Vec<Voice<'_>> = texts.iter().map(|text| Voice::new(text)).collect();
    let found = themes_of(&voices, &Settings::default());
    let mut themes: Vec<Theme> = found
        .into_iter()
        .map(|(theme, members)| Theme {
            words: theme.keywords,
            problems: members.into_iter().map(|at| in_theme(&rows[at])).collect(),
        })
        .collect();
    themes.sort_by_key(|theme| std::cmp::Reverse(theme.problems.len()));
    themes
}

fn in_theme(row: &ProblemRow) -> InTheme {
    InTheme {
        problem: row.problem,
        title: row.title.clone(),
        language: row.language.clone(),
    }
}
