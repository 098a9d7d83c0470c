//! The Fluent files, compiled in, and looking texts up in them.

use super::{Lang, count};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

/// A value that a text takes in: a number or a string.
pub type Value<'a> = FluentValue<'a>;

type Bundle = FluentBundle<FluentResource>;

/// Lists the files of one language. A test compares the list with the directory.
macro_rules! locale_files {
    ($dir:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../locales/", $dir, "/", $name)))),+]
    };
}

/// The files of each language, with their names.
pub(super) const ZH_FILES: &[(&str, &str)] = locale_files!("zh-CN":
    "about.ftl",
    "charter.ftl",
    "cli-report.ftl",
    "cli.ftl",
    "common.ftl",
    "consultation.ftl",
    "criticism.ftl",
    "documents.ftl",
    "escalations.ftl",
    "failures.ftl",
    "figures.ftl",
    "follow.ftl",
    "front.ftl",
    "indicators.ftl",
    "log.ftl",
    "look-backs.ftl",
    "mirrors.ftl",
    "problems.ftl",
    "refusals.ftl",
    "rules.ftl",
    "supervision.ftl",
    "study.ftl",
    "waves.ftl",
    "hearing.ftl",
    "disclosures.ftl",
    "programmes.ftl",
    "deeds.ftl",
    "treatments.ftl",
    "commitments.ftl",
    "speak.ftl",
    "stages.ftl",
    "staff-desk.ftl",
    "staff-form.ftl",
    "staff-import.ftl",
    "staff-inbox.ftl",
    "staff-mirrors.ftl",
    "staff-people.ftl",
    "staff-stages.ftl",
    "staff-work.ftl",
    "units.ftl",
);
pub(super) const EN_FILES: &[(&str, &str)] = locale_files!("en":
    "about.ftl",
    "charter.ftl",
    "cli-report.ftl",
    "cli.ftl",
    "common.ftl",
    "consultation.ftl",
    "criticism.ftl",
    "documents.ftl",
    "escalations.ftl",
    "failures.ftl",
    "figures.ftl",
    "follow.ftl",
    "front.ftl",
    "indicators.ftl",
    "log.ftl",
    "look-backs.ftl",
    "mirrors.ftl",
    "problems.ftl",
    "refusals.ftl",
    "rules.ftl",
    "supervision.ftl",
    "study.ftl",
    "waves.ftl",
    "hearing.ftl",
    "disclosures.ftl",
    "programmes.ftl",
    "deeds.ftl",
    "treatments.ftl",
    "commitments.ftl",
    "speak.ftl",
    "stages.ftl",
    "staff-desk.ftl",
    "staff-form.ftl",
    "staff-import.ftl",
    "staff-inbox.ftl",
    "staff-mirrors.ftl",
    "staff-people.ftl",
    "staff-stages.ftl",
    "staff-work.ftl",
    "units.ftl",
);

static ZH: LazyLock<Bundle> = LazyLock::new(|| build(Lang::Zh, ZH_FILES));
static EN: LazyLock<Bundle> = LazyLock::new(|| build(Lang::En, EN_FILES));

/// The text with this key.
#[must_use]
pub fn t(lang: Lang, key: &str) -> String {
    look_up(lang, key, None)
}

/// The text with this key, with its arguments.
#[must_use]
pub fn t_args(lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> String {
    let args: FluentArgs<'_> = args
        .iter()
        .map(|(name, value)| (*name, value.clone()))
        .collect();
    look_up(lang, key, Some(&args))
}

/// The text for a code of data (a stage, a role, a refusal): the key is
/// `<family>-<code>`, with underscores of the code as hyphens. A code without a text,
/// which a newer charter may bring, is shown as it is.
#[must_use]
pub fn t_code(lang: Lang, family: &str, code: &str) -> String {
    let key = format!("{family}-{}", code.replace('_', "-"));
    if bundle(lang).has_message(&key) {
        t(lang, &key)
    } else {
        code.to_owned()
    }
}

/// The same with arguments.
#[must_use]
pub fn t_code_args(lang: Lang, family: &str, code: &str, args: &[(&'static str, Value)]) -> String {
    t_args(lang, &format!("{family}-{}", code.replace('_', "-")), args)
}

/// As [`t_code`], but nothing where there is no such text: for hints that not every
/// thing has.
#[must_use]
pub fn t_if(lang: Lang, family: &str, code: &str) -> Option<String> {
    let key = format!("{family}-{}", code.replace('_', "-"));
    bundle(lang).has_message(&key).then(|| t(lang, &key))
}

fn bundle(lang: Lang) -> &'static Bundle {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

fn look_up(lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = bundle(lang);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    // What goes wrong here is an argument that is not there; the text then shows its
    // name, and the test of arguments finds it.
    let mut problems = Vec::new();
    bundle
        .format_pattern(pattern, args, &mut problems)
        .into_owned()
}

/// Builds one language. Files that do not parse, and keys defined twice, are found by a
/// test, so what parsed is taken here.
fn build(lang: Lang, files: &[(&str, &str)]) -> Bundle {
    let tag = lang
        .tag()
        .parse::<unic_langid::LanguageIdentifier>()
        .unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // Isolating marks are for mixed writing directions; both languages run left to right.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) if number.value >= 0.0 && number.value.fract() == 0.0 => {
            Some(count(number.value as u64))
        }
        _ => None,
    }));
    for (_, text) in files {
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        if bundle.add_resource(resource).is_err() {
            tracing::error!(lang = lang.tag(), "a text is defined twice");
        }
    }
    bundle
}
