//! The study library: documents, who is to read them, notes, questions, and readers counted by
//! day without knowing who.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::public_file::PublicFile;
use crate::service::{Campaign, Service, again};
use massline_domain::copying::{Shared, shared};
use massline_domain::id::{CampaignId, DocumentId, UnitCode};
use massline_domain::study::{Command, Document, Text};
use massline_domain::{Day, Who};
use massline_store::VaultWrite;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

/// Most readers remembered in a day; further ones are counted without being told apart.
const MOST_READERS: usize = 200_000;

/// Who read what today, in each campaign by its own calendar. A caller comes as a code made under
/// a key that is thrown away with the day, is held in memory only, and is gone when the day is
/// over.
#[derive(Debug, Default)]
pub(crate) struct Readers(Mutex<HashMap<CampaignId, Today>>);

#[derive(Debug, Default)]
struct Today {
    day: Day,
    seen: HashSet<(Read, [u8; 16])>,
    counts: HashMap<Read, u32>,
}

impl Readers {
    fn read(&self, day: Day, campaign: CampaignId, what: Read, caller: [u8; 16]) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let today = all.entry(campaign).or_insert_with(|| Today {
            day,
            ..Today::default()
        });
        // A day that is over waits to be written; until then nothing new is counted into it.
        if today.day != day {
            return;
        }
        let new = today.seen.len() >= MOST_READERS || today.seen.insert((what.clone(), caller));
        *today.counts.entry(what).or_default() += u32::from(new);
    }

    /// What was counted on a day that is over, or on any day where the server stops.
    fn take(&self, campaign: CampaignId, now: Day, stops: bool) -> Option<(Day, Counts)> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let over = |today: &Today| today.day < now || stops;
        if !all.get(&campaign).is_some_and(over) {
            return None;
        }
        let today = all.remove(&campaign)?;
        let mut counts: Counts = today.counts.into_iter().collect();
        counts.sort();
        Some((today.day, counts))
    }
}

/// What is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Read {
    /// A document of the study library.
    Document(DocumentId),
    /// What a unit told the public of its stages.
    Stages(UnitCode),
}

/// How many read each of them.
type Counts = Vec<(Read, u32)>;

/// What a unit's note shares with the document or another note.
#[derive(Debug, Clone)]
pub struct Alike {
    /// Whose note.
    pub unit: UnitCode,
    /// With whose; none where it is the document itself.
    pub with: Option<UnitCode>,
    /// The passages.
    pub shared: Shared,
}

impl Service {
    /// All documents, the newest first. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn documents(&self, campaign: &Campaign) -> Result<Vec<(DocumentId, Document)>> {
        let mut all = self.numbered(campaign).await?;
        all.reverse();
        Ok(all)
    }

    /// One document. For everyone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn document(&self, campaign: &Campaign, id: DocumentId) -> Result<Document> {
        let loaded = self.load_numbered(campaign, id).await?;
        if loaded.state.text.is_none() {
            return Err(ServiceError::NotFound);
        }
        Ok(loaded.state)
    }

    /// Somebody opened a document; `caller` is a code made under a key of this day.
    pub fn document_read(&self, campaign: &Campaign, id: DocumentId, caller: [u8; 16]) {
        let today = self.today(campaign);
        let readers = &self.inner.readers;
        readers.read(today, campaign.id(), Read::Document(id), caller);
    }

    /// Somebody read what a unit told of its stages; `caller` as for documents.
    pub fn stages_read(&self, campaign: &Campaign, unit: &UnitCode, caller: [u8; 16]) {
        let (today, what) = (self.today(campaign), Read::Stages(unit.clone()));
        let readers = &self.inner.readers;
        readers.read(today, campaign.id(), what, caller);
    }

    /// Writes down how many read what on the day that is over; on the running day too where the
    /// server stops. Tells of how many things that were read.
    ///
    /// # Errors
    /// From the store.
    pub async fn count_readers(&self, stops: bool) -> Result<u32> {
        let mut written = 0;
        for campaign in self.campaigns() {
            let today = self.today(&campaign);
            let taken = self.inner.readers.take(campaign.id(), today, stops);
            let Some((day, counts)) = taken else { continue };
            for (what, readers) in counts {
                match what {
                    Read::Document(document) => {
                        let command = Command::Count { day, readers };
                        self.on_document(&campaign, &Who::System, document, command, Vec::new())
                            .await?;
                        written += 1;
                    }
                    Read::Stages(unit) => {
                        let counted = self.count_stage_readers(&campaign, &unit, (day, readers));
                        written += u32::from(counted.await?);
                    }
                }
            }
        }
        Ok(written)
    }

    /// The office adds a document, or a unit one of its own; with a PDF file if there is one.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`] with what is missing.
    pub async fn add_document(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        mut text: Text,
        file: Option<PublicFile>,
    ) -> Result<DocumentId> {
        staff.must(Right::AddDocuments, campaign.id())?;
        text.file = file.as_ref().map(PublicFile::digest);
        let vault: Vec<_> = file.into_iter().map(PublicFile::write).collect();
        again!({
            let id = self.next_number::<DocumentId>(campaign).await?;
            let (who, command) = (staff.who(), Command::Add(text.clone()));
            let added = self.on_document(campaign, &who, id, command, vault.clone());
            added.await.map(|()| id)
        })
    }

    /// The office says who is to read it; a unit notes; anybody of the staff asks and answers.
    ///
    /// # Errors
    /// As [`Service::add_document`].
    pub async fn study(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: DocumentId,
        command: Command,
    ) -> Result<()> {
        staff.must(Right::ReadWork, campaign.id())?;
        let command = match command {
            Command::Note {
                office,
                words,
                problem,
                ..
            } => {
                let rows = self.problems_of(campaign, &staff.unit).await?;
                let own = rows.iter().map(|row| row.problem).collect();
                Command::Note {
                    office,
                    words,
                    problem,
                    own,
                }
            }
            other => other,
        };
        self.on_document(campaign, &staff.who(), id, command, Vec::new())
            .await
    }

    /// What notes of the units that a team reads share with the document and with other notes.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for everyone but a team.
    pub async fn note_copies(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: DocumentId,
    ) -> Result<Vec<Alike>> {
        staff.must(Right::Supervise, campaign.id())?;
        let read = self.units_read(campaign, staff).await?;
        let document = self.document(campaign, id).await?;
        let text = document.text.as_ref().map_or("", |text| &text.words);
        let mut alike = Vec::new();
        for (at, note) in document.notes.iter().enumerate() {
            if !read.contains(&note.unit) {
                continue;
            }
            let others = document.notes.iter().enumerate();
            let others = others.filter(|(other, _)| *other != at);
            let others = others.map(|(_, other)| (Some(other.unit.clone()), other.words.as_str()));
            for (with, words) in others.chain([(None, text)]) {
                let shared = shared(&note.words, words);
                if !shared.passages.is_empty() {
                    let unit = note.unit.clone();
                    alike.push(Alike { unit, with, shared });
                }
            }
        }
        Ok(alike)
    }

    async fn on_document(
        &self,
        campaign: &Campaign,
        who: &Who,
        id: DocumentId,
        command: Command,
        vault: Vec<VaultWrite>,
    ) -> Result<()> {
        let loaded = self.load_numbered(campaign, id).await?;
        self.write_order(campaign, who, id, (loaded, command, vault))
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: CampaignId = CampaignId(1);
    const DOCUMENT: DocumentId = DocumentId(1);

    #[test]
    fn a_reader_counts_once_a_day_and_is_forgotten_with_it() {
        let (readers, today) = (Readers::default(), Day(20_000));
        for caller in [1, 2, 1, 1] {
            readers.read(today, HERE, Read::Document(DOCUMENT), [caller; 16]);
        }
        let (take, next) = (|day, stops| readers.take(HERE, day, stops), today.plus(1));
        assert_eq!(take(today, false), None, "the day is not over");
        assert_eq!(
            take(next, false),
            Some((today, vec![(Read::Document(DOCUMENT), 2)]))
        );
        assert_eq!(take(next, true), None, "nothing is left");
        readers.read(next, HERE, Read::Document(DOCUMENT), [1; 16]);
        assert_eq!(
            take(next, true),
            Some((next, vec![(Read::Document(DOCUMENT), 1)]))
        );
    }
}
