//! Self-examinations: written by a unit about itself, read, returned and accepted by a
//! supervision team, replied to and published. Until then nobody else reads their words.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Loaded, Service};
use massline_domain::copying::{Shared, phrases, shared};
use massline_domain::event::stream;
use massline_domain::id::{Digest, PaperId, ProblemId, UnitCode};
use massline_domain::mirror::{Command, Content, Coverage, Event, Paper, Stage};
use massline_domain::problem;
use massline_domain::{Day, Machine, Refusal};
use massline_store::{ProblemFilter, ProblemRow, StoreError, Thing, VaultWrite, text_commitment};
use std::collections::BTreeSet;

/// The most problems of a unit that a paper can answer.
const MOST_PROBLEMS: u32 = 100;

/// A paper as its unit or its supervision team reads it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Which.
    pub id: PaperId,
    /// Where it is.
    pub paper: Paper,
    /// The version that forms carry.
    pub seen: u64,
    /// What it says.
    pub content: Content,
    /// What it said when it was submitted before.
    pub before: Option<Content>,
    /// The problems of the unit.
    pub problems: Vec<ProblemRow>,
    /// What it covers.
    pub coverage: Coverage,
}

/// A paper that shares passages with the one that is read.
#[derive(Debug, Clone)]
pub struct Likeness {
    /// The other paper.
    pub other: PaperId,
    /// What they share.
    pub shared: Shared,
}

/// What the copy-paste mirror shows: evidence for who reads, never a verdict.
#[derive(Debug, Clone)]
pub struct Copies {
    /// Papers that share passages, the most alike first.
    pub alike: Vec<Likeness>,
    /// Phrases that say nothing, with how often they stand there.
    pub phrases: Vec<(String, usize)>,
    /// Papers it was compared with.
    pub compared: usize,
}

impl Service {
    /// All papers and where they are, by unit. For everyone; without words that are not
    /// published.
    ///
    /// # Errors
    /// From the store.
    pub async fn papers(&self, campaign: &Campaign) -> Result<Vec<(PaperId, Paper)>> {
        let things = self.store().things(campaign.id(), "mirror").await?;
        let paper = |(name, thing): (String, Thing)| match thing {
            Thing::Mirror(paper) => Some((name.parse().ok()?, paper)),
            _ => None,
        };
        Ok(things.into_iter().filter_map(paper).collect())
    }

    /// A paper for its own unit, or for a team that reads the unit. The unit sees what it
    /// wrote last, the team what was submitted.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`]; [`ServiceError::NotFound`] for a team before anything was
    /// submitted.
    pub async fn read_paper(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &PaperId,
    ) -> Result<Reading> {
        let own = staff.may(Right::WorkForUnit) && staff.unit == id.unit;
        if own {
            staff.must(Right::WorkForUnit, campaign.id())?;
        } else {
            self.must_supervise(campaign, staff, &id.unit).await?;
        }
        let loaded = self.load_paper(campaign, id).await?;
        let paper = loaded.state;
        let mut submitted = paper.submitted.iter().map(|(version, _)| *version).rev();
        let read = if own && paper.version > 0 {
            Some(paper.version)
        } else {
            submitted.next()
        };
        let content = match read {
            Some(version) => self.content(campaign, id, version).await?,
            None if own => Content::default(),
            None => return Err(ServiceError::NotFound),
        };
        let earlier = paper.submitted.iter().rev().map(|(version, _)| *version);
        let earlier = earlier.into_iter().find(|version| Some(*version) < read);
        let before = match earlier {
            Some(version) => Some(self.content(campaign, id, version).await?),
            None => None,
        };
        let problems = self.problems_of(campaign, &id.unit).await?;
        let coverage = content.coverage(&campaign.charter, &numbers(&problems));
        Ok(Reading {
            id: id.clone(),
            paper,
            seen: loaded.version,
            content,
            before,
            problems,
            coverage,
        })
    }

    /// A unit keeps what it wrote, and puts it before the team if it says so.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`] with what is missing,
    /// [`ServiceError::Stale`].
    pub async fn write_paper(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &PaperId,
        written: (Option<String>, Content),
        submit: bool,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let loaded = self.load_paper(campaign, id).await?;
        loaded.must_be_version(seen)?;
        let (office, content) = written;
        let own = numbers(&self.problems_of(campaign, &id.unit).await?);
        let value = serde_json::to_string(&content).map_err(damaged)?;
        let salt = self.random();
        let key = VaultWrite::paper_key(id, loaded.state.version + 1);
        let commitment: Digest = text_commitment(&key, &salt, &value)?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let write = Command::Write {
            office,
            content: content.clone(),
            commitment,
            own,
        };
        let mut paper = loaded.state.clone();
        let mut events = paper.decide((id.clone(), write), &context)?;
        events.iter().for_each(|event| paper.apply(event));
        if submit {
            let short = self.writes_list(campaign, &id.unit).await?;
            let submit = Command::Submit { content, short };
            events.extend(paper.decide((id.clone(), submit), &context)?);
        }
        let vault = vec![VaultWrite::Text { key, salt, value }];
        self.append(campaign, &who, vec![loaded.write(events)], vault)
            .await?;
        Ok(())
    }

    /// A team sends a paper back for rewriting.
    ///
    /// # Errors
    /// As [`Service::write_paper`]; [`ServiceError::Forbidden`] for everyone but a team that
    /// reads this unit.
    pub async fn return_paper(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &PaperId,
        (reason, words, rewrite_by, substitutions): (String, String, Day, Vec<String>),
        seen: Option<u64>,
    ) -> Result<()> {
        self.must_supervise(campaign, staff, &id.unit).await?;
        let command = Command::Return {
            reason,
            words,
            rewrite_by,
            substitutions,
        };
        self.on_paper(campaign, staff, id, command, seen).await
    }

    /// A team accepts a paper.
    ///
    /// # Errors
    /// As [`Service::return_paper`].
    pub async fn accept_paper(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &PaperId,
        note: String,
        seen: Option<u64>,
    ) -> Result<()> {
        self.must_supervise(campaign, staff, &id.unit).await?;
        self.on_paper(campaign, staff, id, Command::Accept { note }, seen)
            .await
    }

    /// A unit replies to what the team says, before everyone reads it.
    ///
    /// # Errors
    /// As [`Service::write_paper`].
    pub async fn reply_to_paper(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &PaperId,
        words: String,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        self.on_paper(campaign, staff, id, Command::Reply { words }, seen)
            .await
    }

    /// A unit lets everyone read its paper, as it was accepted.
    ///
    /// # Errors
    /// As [`Service::write_paper`]; refused before the days for a reply are over.
    pub async fn publish_paper(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &PaperId,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        if staff.unit != id.unit {
            return Err(Refusal::NotYourUnit.into());
        }
        let version = self.load_paper(campaign, id).await?.state.version;
        let content = match version {
            0 => Content::default(),
            version => self.content(campaign, id, version).await?,
        };
        self.on_paper(campaign, staff, id, Command::Publish { content }, seen)
            .await
    }

    /// What a submitted paper shares with all others, for the team that reads it.
    ///
    /// # Errors
    /// As [`Service::read_paper`].
    pub async fn paper_copies(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &PaperId,
    ) -> Result<Copies> {
        self.must_supervise(campaign, staff, &id.unit).await?;
        let text = self.read_paper(campaign, staff, id).await?.content.text();
        let mut others = self.papers(campaign).await?;
        others.retain(|(other, paper)| other != id && paper.stage >= Stage::Submitted);
        let mut alike = Vec::new();
        let compared = others.len();
        for (other, paper) in others {
            // Also what was rewritten since: it may be what was copied from.
            let mut most = Shared::default();
            for (version, _) in &paper.submitted {
                let theirs = self.content(campaign, &other, *version).await?.text();
                let found = shared(&text, &theirs);
                if found.percent >= most.percent && !found.passages.is_empty() {
                    most = found;
                }
            }
            if !most.passages.is_empty() {
                let shared = most;
                alike.push(Likeness { other, shared });
            }
        }
        alike.sort_by_key(|one| std::cmp::Reverse(one.shared.percent));
        let stock = &campaign.charter.stock_phrases;
        let said = [&stock.zh, &stock.en].into_iter();
        let found = said.flat_map(|list| phrases(&text, list));
        Ok(Copies {
            alike,
            phrases: found.map(|(one, times)| (one.to_owned(), times)).collect(),
            compared,
        })
    }

    async fn on_paper(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: &PaperId,
        command: Command,
        seen: Option<u64>,
    ) -> Result<()> {
        let loaded = self.load_paper(campaign, id).await?;
        loaded.must_be_version(seen)?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let events: Vec<Event> = loaded.state.decide_for(id.clone(), command, &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], Vec::new())
            .await?;
        Ok(())
    }

    /// What a published paper covers of the charter's clauses and of the unit's problems. For
    /// everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn paper_coverage(
        &self,
        campaign: &Campaign,
        unit: &UnitCode,
        content: &Content,
    ) -> Result<Coverage> {
        let own = numbers(&self.problems_of(campaign, unit).await?);
        Ok(content.coverage(&campaign.charter, &own))
    }

    /// Whether a unit writes a short list and no paper.
    ///
    /// # Errors
    /// From the store.
    pub async fn writes_list(&self, campaign: &Campaign, unit: &UnitCode) -> Result<bool> {
        let units = self.units(campaign).await?;
        let row = units.iter().find(|row| row.unit == *unit);
        Ok(row.is_some_and(|row| campaign.charter.asks_for_list(&row.class)))
    }

    async fn load_paper(&self, campaign: &Campaign, id: &PaperId) -> Result<Loaded<Paper>> {
        self.load(campaign.id(), stream::mirror(id)).await
    }

    async fn content(&self, campaign: &Campaign, id: &PaperId, version: u32) -> Result<Content> {
        let key = VaultWrite::paper_key(id, version);
        let text = self.store().text(campaign.id(), &key).await?;
        serde_json::from_str(&text.ok_or(ServiceError::NotFound)?).map_err(damaged)
    }

    /// The problems that a unit has or had to answer for.
    pub(crate) async fn problems_of(
        &self,
        campaign: &Campaign,
        unit: &UnitCode,
    ) -> Result<Vec<ProblemRow>> {
        let filter = ProblemFilter {
            unit: Some(unit.clone()),
            per_page: MOST_PROBLEMS,
            ..ProblemFilter::default()
        };
        let mut rows = self.store().problems(campaign.id(), &filter).await?.rows;
        rows.retain(|row| row.stage != problem::Stage::Merged);
        Ok(rows)
    }
}

fn numbers(problems: &[ProblemRow]) -> BTreeSet<ProblemId> {
    problems.iter().map(|row| row.problem).collect()
}

fn damaged(error: serde_json::Error) -> ServiceError {
    ServiceError::Store(StoreError::damaged(format!(
        "a paper cannot be read: {error}"
    )))
}
