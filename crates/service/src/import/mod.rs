//! Importing opinions from a sheet: resumable, idempotent on the source's id, and no row is
//! lost: each is taken, known already, or goes to the bad rows with its reason.

mod names;
mod sink;

pub use names::Names;
pub use sink::{Collected, ImportSink};

use crate::error::ServiceError;
use crate::mapping::{Field, MappedRow, Mapping, RowNote, RowReader};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service};
use crate::speak::{Prepared, Speech};
use crate::table::{BadRow, BadRowReason, Table, TableError};
use massline_domain::{Refusal, Who};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

/// Rows written in one transaction.
const CHUNK: usize = 500;

/// The sheet.
#[derive(Debug, Clone)]
pub enum Sheet {
    /// A file on this machine.
    Path(PathBuf),
    /// An upload: its name and bytes.
    Upload(String, Vec<u8>),
}

/// How to read it.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Name of the source; together with the id it makes a row known.
    pub source: String,
    /// `text=COLUMN,time=COLUMN,…` where the guess is wrong.
    pub overrides: Option<String>,
    /// The charter's code of the channel of rows that do not name one.
    pub channel: Option<String>,
    /// Whether receipt codes are handed to the sink, to be given to the speakers.
    pub receipts: bool,
}

/// What came of an import. `rows = taken + known + bad`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Rows read.
    pub rows: u64,
    /// Opinions taken in now.
    pub taken: u64,
    /// Rows that were taken in before.
    pub known: u64,
    /// Rows that could not be taken.
    pub bad: u64,
}

/// Why an import stopped. What was taken before stays taken; run it again to go on.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is no table, or a column that was named is not there.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Bad rows or receipts could not be written.
    #[error("cannot write: {0}")]
    Sink(#[from] std::io::Error),
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl Sheet {
    fn open(&self) -> std::result::Result<Table, TableError> {
        match self {
            Self::Path(path) => Table::open(path),
            Self::Upload(name, bytes) => Table::from_bytes(name, bytes.clone()),
        }
    }

    /// How the columns would be read, for a person to check first.
    ///
    /// # Errors
    /// [`TableError`].
    pub fn mapping(&self, overrides: Option<&str>) -> std::result::Result<Mapping, TableError> {
        let table = self.open()?;
        let guess = Mapping::guess(table.headers(), table.sample());
        match overrides {
            Some(overrides) => guess.with_overrides(overrides),
            None => Ok(guess),
        }
    }
}

/// One row on its way in.
struct Arrival {
    row: MappedRow,
    key: [u8; 32],
}

/// What one import remembers while it runs.
struct Run<'a> {
    campaign: &'a Campaign,
    options: &'a ImportOptions,
    names: Names,
    /// Ids seen in this file, with the hash of their row's words.
    seen: HashMap<[u8; 32], [u8; 32]>,
    report: ImportReport,
}

impl Service {
    /// Imports opinions. `by` is `None` only for the operator on the command line.
    ///
    /// # Errors
    /// [`ImportError`]; rows that cannot be taken are no errors, they go to the sink.
    pub async fn import(
        &self,
        campaign: &Campaign,
        by: Option<&Staff>,
        sheet: &Sheet,
        options: &ImportOptions,
        sink: &mut dyn ImportSink,
    ) -> std::result::Result<ImportReport, ImportError> {
        if let Some(staff) = by {
            staff.must(Right::SortOpinions, campaign.id())?;
        }
        if !campaign.row.open {
            return Err(ServiceError::CampaignClosed.into());
        }
        if let Some(channel) = &options.channel {
            campaign
                .charter
                .check_code("channel", channel)
                .map_err(ServiceError::from)?;
        }
        let mapping = sheet.mapping(options.overrides.as_deref())?;
        sink.mapping(&mapping);
        let dates = mapping.learn_dates(sheet.open()?);
        let reader = RowReader::new(mapping, dates, campaign.charter.limits.opinion_chars)?;
        let names = Names::new(campaign, &self.units(campaign).await?);
        let mut run = Run {
            campaign,
            options,
            names,
            seen: HashMap::new(),
            report: ImportReport::default(),
        };
        let mut table = sheet.open()?;
        loop {
            let arrivals = run.read_chunk(&mut table, &reader, sink)?;
            if arrivals.is_empty() {
                break;
            }
            self.take_chunk(&mut run, arrivals, sink).await?;
            sink.progress(table.progress(), run.report);
        }
        Ok(run.report)
    }

    async fn take_chunk(
        &self,
        run: &mut Run<'_>,
        arrivals: Vec<Arrival>,
        sink: &mut dyn ImportSink,
    ) -> std::result::Result<(), ImportError> {
        let keys: Vec<[u8; 32]> = arrivals.iter().map(|arrival| arrival.key).collect();
        let known: HashSet<[u8; 32]> = self
            .store()
            .known_source_keys(run.campaign.id(), &keys)
            .await
            .map_err(ServiceError::from)?
            .into_iter()
            .collect();
        let mut streams = Vec::new();
        let mut vault = Vec::new();
        for arrival in arrivals {
            if known.contains(&arrival.key) {
                run.report.known += 1;
                continue;
            }
            let speech = run.speech(&arrival);
            match self.prepare(run.campaign, &speech, &[], &Who::System) {
                Ok(prepared) => {
                    if run.options.receipts {
                        sink.receipt(&arrival.row, &prepared.code)?;
                    }
                    let Prepared {
                        stream,
                        vault: private,
                        ..
                    } = prepared;
                    streams.push(stream);
                    vault.extend(private);
                }
                Err(ServiceError::Refused(refusal)) => {
                    let bad = arrival.row.refuse(reason_of(refusal));
                    run.bad(&bad, sink)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        let taken = streams.len() as u64;
        // Codes are on the disk before the opinions are taken, so that none is lost between.
        sink.flush()?;
        if taken > 0 {
            self.append(run.campaign, &Who::System, streams, vault)
                .await?;
        }
        run.report.taken += taken;
        Ok(())
    }
}

impl Run<'_> {
    /// Reads until a chunk of rows is full; bad rows go to the sink on the way.
    fn read_chunk(
        &mut self,
        table: &mut Table,
        reader: &RowReader,
        sink: &mut dyn ImportSink,
    ) -> std::io::Result<Vec<Arrival>> {
        let mut arrivals = Vec::with_capacity(CHUNK);
        while arrivals.len() < CHUNK {
            let Some(row) = table.next() else { break };
            self.report.rows += 1;
            match row
                .and_then(|row| reader.read(row))
                .and_then(|row| self.arrival(row))
            {
                Ok(Some(arrival)) => arrivals.push(arrival),
                Ok(None) => self.report.known += 1,
                Err(bad) => self.bad(&bad, sink)?,
            }
        }
        Ok(arrivals)
    }

    /// The row with its key; nothing where the very same row stood in this file before.
    fn arrival(&mut self, row: MappedRow) -> std::result::Result<Option<Arrival>, BadRow> {
        if let Some(unit) = row.get(Field::Unit)
            && self.names.unit(unit).is_none()
        {
            let (column, found) = ("unit".to_owned(), unit.to_owned());
            return Err(row.refuse(BadRowReason::UnknownUnit { column, found }));
        }
        let key = self.key(&row);
        let words: [u8; 32] = Sha256::digest(row.text.as_bytes()).into();
        let seen = self.seen.contains_key(&key);
        // The first row with an id stands, also against later ones.
        match *self.seen.entry(key).or_insert(words) {
            first if first != words => {
                let id = row.get(Field::Id).unwrap_or_default().to_owned();
                Err(row.refuse(BadRowReason::RepeatedId { found: id }))
            }
            _ if seen => Ok(None),
            _ => Ok(Some(Arrival { row, key })),
        }
    }

    /// Names the row at its source: by its id, or else by its place and content.
    fn key(&self, row: &MappedRow) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"massline/source/v1");
        hash.update(self.options.source.as_bytes());
        hash.update([0]);
        // An id whose last digits a spreadsheet program has lost does not tell rows apart.
        let id = row
            .get(Field::Id)
            .filter(|_| !row.notes.contains(&RowNote::DamagedId));
        match id {
            Some(id) => hash.update(id.as_bytes()),
            None => {
                hash.update(row.row.number.to_be_bytes());
                hash.update(row.text.as_bytes());
            }
        }
        hash.finalize().into()
    }

    fn speech(&self, arrival: &Arrival) -> Speech {
        let row = &arrival.row;
        let given = |field: Field| row.get(field).unwrap_or_default();
        let title = given(Field::Title);
        let words = if title.is_empty() || row.text.starts_with(title) {
            row.text.clone()
        } else {
            format!("{title}\n{}", row.text)
        };
        let channel = self.names.channel(given(Field::Channel));
        Speech {
            language: language_of(given(Field::Language), &words).to_owned(),
            words,
            place: given(Field::Place).to_owned(),
            group: self.names.group(given(Field::Group)).unwrap_or_default(),
            unit: self.names.unit(given(Field::Unit)).unwrap_or_default(),
            channel: channel
                .or_else(|| self.options.channel.clone())
                .unwrap_or_else(|| {
                    self.campaign
                        .charter
                        .channels
                        .first()
                        .map(|one| one.id.clone())
                        .unwrap_or_default()
                }),
            said_on: row.day,
            receipt: self.options.receipts,
            source_key: Some(arrival.key),
            ..Speech::default()
        }
    }

    fn bad(&mut self, bad: &BadRow, sink: &mut dyn ImportSink) -> std::io::Result<()> {
        self.report.bad += 1;
        sink.bad(bad)
    }
}

/// Why the rules refuse a row that could be read.
fn reason_of(refusal: Refusal) -> BadRowReason {
    let column = refusal.field().unwrap_or("words").to_owned();
    match refusal {
        Refusal::TooLong { max, found, .. } => BadRowReason::TooLong { column, max, found },
        _ => BadRowReason::EmptyText { column },
    }
}

/// The language a row names, or else that of most of its letters.
fn language_of(named: &str, words: &str) -> &'static str {
    let named = named.to_ascii_lowercase();
    if named.starts_with("zh") || named.starts_with('中') || named.starts_with('汉') {
        return "zh-CN";
    }
    if named.starts_with("en") || named.starts_with('英') {
        return "en";
    }
    let han = words
        .chars()
        .filter(|c| matches!(c, '\u{3400}'..='\u{9fff}'))
        .count();
    let latin = words.chars().filter(char::is_ascii_alphabetic).count();
    // A Chinese word is about two characters, an English one about five letters.
    if han * 5 >= latin * 2 { "zh-CN" } else { "en" }
}

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn the_language_is_named_or_seen() {
        assert_eq!(language_of("", "路灯坏了"), "zh-CN");
        assert_eq!(language_of("", "The street light is out"), "en");
        assert_eq!(language_of("", "WIFI坏了, 三天了 please"), "zh-CN");
        assert_eq!(language_of("English", "路"), "en");
    }
}
