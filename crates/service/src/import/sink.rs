//! Where an import tells what happens.

use super::ImportReport;
use crate::mapping::{Field, MappedRow, Mapping};
use crate::table::BadRow;
use massline_log::code::ReceiptCode;
use std::io;

/// Listens to an import.
pub trait ImportSink: Send {
    /// How the columns are read.
    fn mapping(&mut self, mapping: &Mapping);
    /// The share of the file that is read, 0 to 1, and the counts so far.
    fn progress(&mut self, share: f32, report: ImportReport);
    /// A row that is not taken.
    ///
    /// # Errors
    /// Where it cannot be written: the import stops, nothing is lost.
    fn bad(&mut self, row: &BadRow) -> io::Result<()>;
    /// The receipt of a row that is about to be taken. Of two for one id the last counts.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn receipt(&mut self, row: &MappedRow, code: &ReceiptCode) -> io::Result<()>;
    /// Everything told so far must be on the disk when this returns.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn flush(&mut self) -> io::Result<()>;
}

/// Keeps everything in memory: for uploads, whose size is bounded, and for tests.
#[derive(Debug, Default)]
pub struct Collected {
    /// How the columns were read.
    pub mapping: Option<Mapping>,
    /// Rows that were not taken.
    pub bad: Vec<BadRow>,
    /// Receipts: the row's id (or number) and the code.
    pub receipts: Vec<(String, String)>,
}

impl ImportSink for Collected {
    fn mapping(&mut self, mapping: &Mapping) {
        self.mapping = Some(mapping.clone());
    }

    fn progress(&mut self, _: f32, _: ImportReport) {}

    fn bad(&mut self, row: &BadRow) -> io::Result<()> {
        self.bad.push(row.clone());
        Ok(())
    }

    fn receipt(&mut self, row: &MappedRow, code: &ReceiptCode) -> io::Result<()> {
        let id = row
            .get(Field::Id)
            .map_or_else(|| row.row.number.to_string(), str::to_owned);
        self.receipts.push((id, code.to_string()));
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
