//! Why a command did not do what was asked: one clear line in the user's language.

use massline_service::ServiceError;
use massline_store::StoreError;
use massline_web::i18n::{Lang, Value, t_args, t_code};
use std::path::Path;

/// A failure with the key of its text and what the text names.
#[derive(Debug)]
pub(crate) struct Failure {
    key: &'static str,
    args: Vec<(&'static str, String)>,
    code: u8,
}

impl Failure {
    /// A failure with a text.
    pub(crate) fn new(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        let args = args
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        Self { key, args, code: 1 }
    }

    /// A file or socket could not be used.
    pub(crate) fn io(what: &str, error: &std::io::Error) -> Self {
        Self::new(
            "cli-error-io",
            &[("what", what), ("error", &error.to_string())],
        )
    }

    /// A path could not be used.
    pub(crate) fn path(path: &Path, error: &std::io::Error) -> Self {
        Self::io(&path.display().to_string(), error)
    }

    /// Ends with another exit code than 1.
    pub(crate) fn with_code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        self.code
    }

    /// The line to show.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let args: Vec<(&str, Value<'_>)> = self
            .args
            .iter()
            .map(|(name, value)| (*name, value.as_str().into()))
            .collect();
        t_args(lang, self.key, &args)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let detail = error.to_string();
        let key = match error {
            StoreError::Full => "cli-error-full",
            StoreError::NewerVersion { .. } => "cli-error-newer",
            _ => "cli-error-store",
        };
        Self::new(key, &[("error", &detail)])
    }
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Store(error) => error.into(),
            ServiceError::Refused(refusal) => {
                let text = t_code(crate::words::lang(), "refusal", refusal.code());
                let field = refusal.field().unwrap_or_default();
                Self::new("cli-error-refused", &[("reason", &text), ("field", field)])
            }
            error => Self::new("cli-error-other", &[("error", &error.to_string())]),
        }
    }
}
