//! `massline import opinions FILE`: voices from a spreadsheet into a campaign.

use crate::cli::ImportOpinions;
use crate::data_dir::DataDir;
use crate::failure::Failure;
use crate::words::{lang, print, say};
use indicatif::{ProgressBar, ProgressStyle};
use massline_log::code::ReceiptCode;
use massline_service::import::{ImportError, ImportOptions, ImportReport, ImportSink, Sheet};
use massline_service::mapping::{Field, MappedRow, Mapping};
use massline_service::table::{BadRow, BadRowsFile};
use massline_web::i18n::{t, t_args, t_code};
use std::fs::{File, OpenOptions};
use std::io;
use std::path::PathBuf;

pub(super) fn run(args: ImportOpinions) -> Result<u8, Failure> {
    let dir = DataDir::open(&args.data.data, args.data.database)?;
    let bad_rows = args.bad_rows.unwrap_or_else(|| {
        let mut name = args.file.clone().into_os_string();
        name.push(".bad.csv");
        name.into()
    });
    let mut sink = Files::new(bad_rows, args.receipts.clone())?;
    let options = ImportOptions {
        source: args.source,
        overrides: args.map,
        channel: args.channel,
        receipts: args.receipts.is_some(),
    };
    let sheet = Sheet::Path(args.file.clone());
    let file = args.file.display().to_string();
    let report = crate::runtime()?.block_on(async {
        let service = dir.service().await?;
        let campaign = service.campaign(&args.campaign)?;
        let report = service
            .import(&campaign, None, &sheet, &options, &mut sink)
            .await
            .map_err(|error| failure(&file, error))?;
        service.seal_now(campaign.id()).await?;
        Ok::<_, Failure>(report)
    })?;
    sink.finish(&report)?;
    Ok(u8::from(
        report.rows > 0 && report.taken + report.known == 0,
    ))
}

fn failure(file: &str, error: ImportError) -> Failure {
    match error {
        ImportError::Service(error) => error.into(),
        ImportError::Sink(error) => Failure::io(file, &error),
        ImportError::Table(error) => {
            Failure::new("cli-error-other", &[("error", &error.to_string())])
        }
    }
}

/// Bad rows to a file that is made with the first of them, receipts to another.
struct Files {
    bad_path: PathBuf,
    bad: Option<BadRowsFile<File>>,
    receipts: Option<(PathBuf, csv::Writer<File>)>,
    bar: ProgressBar,
}

impl Files {
    fn new(bad_path: PathBuf, receipts: Option<PathBuf>) -> Result<Self, Failure> {
        let receipts = match receipts {
            Some(path) => {
                let file = open_private(&path).map_err(|error| Failure::path(&path, &error))?;
                Some((path, csv::Writer::from_writer(file)))
            }
            None => None,
        };
        let bar = ProgressBar::new(1000);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {percent} % {msg} {eta}") {
            bar.set_style(style);
        }
        Ok(Self {
            bad_path,
            bad: None,
            receipts,
            bar,
        })
    }

    fn finish(self, report: &ImportReport) -> Result<(), Failure> {
        self.bar.finish_and_clear();
        let shown = |path: &PathBuf| path.display().to_string();
        if let Some(bad) = self.bad {
            bad.finish()
                .map_err(|error| Failure::path(&self.bad_path, &error))?;
            print(&t_args(
                lang(),
                "cli-import-bad-file",
                &[("file", shown(&self.bad_path).into())],
            ));
        }
        if let Some((path, mut receipts)) = self.receipts {
            receipts
                .flush()
                .map_err(|error| Failure::path(&path, &error))?;
            print(&t_args(
                lang(),
                "cli-import-receipts-file",
                &[("file", shown(&path).into())],
            ));
        }
        let counts = [
            ("rows", report.rows.into()),
            ("taken", report.taken.into()),
            ("known", report.known.into()),
            ("bad", report.bad.into()),
        ];
        print(&t_args(lang(), "cli-import-done", &counts));
        Ok(())
    }
}

/// Whoever reads receipt codes can act as the speakers: only the owner may.
fn open_private(path: &PathBuf) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

impl ImportSink for Files {
    fn mapping(&mut self, mapping: &Mapping) {
        say(&t(lang(), "cli-import-mapping"));
        for (field, column, why) in mapping.describe() {
            let shown = [
                ("field", t_code(lang(), "field", field.code()).into()),
                ("column", column.into()),
                ("why", t_code(lang(), "mapping-why", why.code()).into()),
            ];
            say(&format!(
                "  {}",
                t_args(lang(), "cli-import-column", &shown)
            ));
        }
    }

    fn progress(&mut self, share: f32, report: ImportReport) {
        self.bar.set_position((f64::from(share) * 1000.0) as u64);
        self.bar.set_message(report.rows.to_string());
    }

    fn bad(&mut self, row: &BadRow) -> io::Result<()> {
        if self.bad.is_none() {
            let heading = |name: &str| t_code(lang(), "bad-row-heading", name);
            let headings = ["row", "line", "code", "reason", "raw"].map(heading);
            let headings = headings.each_ref().map(String::as_str);
            self.bad = Some(BadRowsFile::new(File::create(&self.bad_path)?, headings)?);
        }
        let words = t_code(lang(), "bad-row", row.reason.code());
        match &mut self.bad {
            Some(file) => file.write(row, &words),
            None => Ok(()),
        }
    }

    fn receipt(&mut self, row: &MappedRow, code: &ReceiptCode) -> io::Result<()> {
        let Some((_, file)) = &mut self.receipts else {
            return Ok(());
        };
        let id = row
            .get(Field::Id)
            .map_or_else(|| row.row.number.to_string(), str::to_owned);
        file.write_record([id, code.to_string()])
            .map_err(io::Error::other)
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some((path, file)) = &mut self.receipts {
            file.flush()?;
            File::open(&*path)?.sync_all()?;
        }
        Ok(())
    }
}
