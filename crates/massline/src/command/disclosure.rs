//! `massline disclosure key FILE` and `massline disclosure open --key FILE ENVELOPES`: for the
//! authority, on its own machine; `massline disclosure seal` for who has something to say and
//! trusts no server with the words. Nothing here touches a campaign's data.

use crate::cli::{DisclosureKey, DisclosureOpen, DisclosureSeal};
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_log::code::ReceiptCode;
use massline_service::disclosure::envelope::{key_pair, open as open_envelope};
use massline_service::disclosure::{Ready, read_envelopes};
use massline_service::ports::{Random as _, SystemRandom};
use massline_web::i18n::{t, t_args};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

pub(super) fn key(args: DisclosureKey) -> Result<u8, Failure> {
    let (secret, public) = key_pair();
    write_secret(&args.file, &secret)?;
    say(&t(lang(), "cli-disclosure-key-made"));
    print(&public);
    Ok(0)
}

/// Writes a file that was not there, readable by its owner alone.
pub(crate) fn write_secret(path: &Path, secret: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let written = options
        .open(path)
        .and_then(|mut file| writeln!(file, "{secret}"));
    written.map_err(|error| Failure::path(path, &error))
}

pub(super) fn open(args: DisclosureOpen) -> Result<u8, Failure> {
    let read =
        |path: &Path| std::fs::read_to_string(path).map_err(|error| Failure::path(path, &error));
    let secret = read(&args.key)?;
    let envelopes = read_envelopes(&read(&args.envelopes)?)
        .map_err(|_| Failure::new("cli-disclosure-no-envelopes", &[]))?;
    let mut closed = 0;
    for one in envelopes {
        match open_envelope(&secret, &one.disclosure, &one.envelope) {
            Ok(words) => {
                let line = serde_json::json!({
                    "disclosure": one.disclosure, "day": one.day, "words": words,
                });
                print(&line.to_string());
            }
            Err(_) => closed += 1,
        }
    }
    if closed > 0 {
        let number = closed.to_string();
        return Err(Failure::new("cli-disclosure-closed", &[("n", &number)]));
    }
    Ok(0)
}

/// The envelope goes to standard output, the code to whoever sits there, on standard error.
pub(super) fn seal(args: DisclosureSeal) -> Result<u8, Failure> {
    let words =
        std::fs::read_to_string(&args.file).map_err(|error| Failure::path(&args.file, &error))?;
    let no_key = || Failure::new("cli-disclosure-no-key", &[]);
    let key = massline_log::from_hex(args.key.trim()).and_then(|key| key.try_into().ok());
    let mut code = ReceiptCode([0; 15]);
    SystemRandom.fill(&mut code.0);
    let ready = Ready::seal(
        args.origin.trim(),
        &key.ok_or_else(no_key)?,
        &code,
        words.trim(),
    );
    let ready = ready.map_err(|_| no_key())?;
    let envelope = serde_json::json!({
        "disclosure": ready.disclosure, "envelope": ready.envelope,
    });
    print(&envelope.to_string());
    let code = code.to_string();
    say(&t_args(
        lang(),
        "cli-disclosure-code",
        &[("code", code.into())],
    ));
    Ok(0)
}
