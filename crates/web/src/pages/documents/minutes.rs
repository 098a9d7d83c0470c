//! The minutes of a criticism session (民主生活会会议记录) as a file.

use super::View;
use crate::document::{Document, Part, Table};
use crate::i18n::{date, t, t_args, t_code};
use crate::pages::criticism::{name, reference_words, speaker, subject_code, talk_words};
use massline_domain::criticism::{Said, Session, Words};
use massline_domain::id::SessionId;
use std::collections::BTreeMap;

/// The name of the file, without its day and ending.
pub(in crate::pages) fn file_name(id: &SessionId) -> String {
    format!("minutes-{}-{}", id.unit, id.number)
}

/// Who was present, what was said with facts, references and replies, and what was taken on.
pub(in crate::pages) fn document(
    view: &View<'_>,
    id: &SessionId,
    session: &Session,
    words: &BTreeMap<u32, Words>,
) -> Document {
    let lang = view.lang;
    let unit = view.unit(&id.unit);
    let mut parts = vec![Part::Heading(t(lang, "criticism-present"))];
    parts.extend(session.offices().map(|(number, office)| {
        let leads = number == session.leader;
        let leader = if leads {
            t(lang, "criticism-leader")
        } else {
            String::new()
        };
        Part::Text(format!("{number}. {office}{leader}"))
    }));
    let days = [
        ("criticism-day", session.day),
        (
            "criticism-closed-on",
            session.closed.as_ref().map(|(day, _)| *day),
        ),
    ];
    for (key, day) in days {
        let day = day.map(|day| {
            format!(
                "{}{}{}",
                t(lang, key),
                lang.pick("：", ": "),
                date(lang, day.0)
            )
        });
        parts.extend(day.map(Part::Text));
    }
    if !session.talks.is_empty() {
        parts.push(Part::Table(talks(view, session)));
    }
    parts.push(Part::Table(said(view, session, words)));
    parts.push(Part::Table(promises(view, session, words)));
    let last = session.closed.as_ref().map_or(view.today, |(day, _)| *day);
    parts.push(Part::Signed(format!("{unit}\n{}", date(lang, last.0))));
    Document {
        lang,
        title: t_args(
            lang,
            "documents-minutes-of",
            &[("session", name(lang, &unit, id).into())],
        ),
        note: view.note(),
        parts,
    }
}

fn talks(view: &View<'_>, session: &Session) -> Table {
    let columns = view.heads([("documents-talk", 70), ("documents-talk-day", 14)]);
    let rows = session.talks.iter().map(|held| {
        let words = talk_words(view.lang, session, &held.talk, &|unit: &_| view.unit(unit));
        vec![words, held.day.to_string()]
    });
    Table::new(t(view.lang, "criticism-talks"), &columns, rows.collect())
}

fn said(view: &View<'_>, session: &Session, words: &BTreeMap<u32, Words>) -> Table {
    let lang = view.lang;
    let columns = view.heads([
        ("documents-speaks", 22),
        ("documents-subject", 8),
        ("documents-says", 40),
        ("criticism-fact", 30),
        ("criticism-reference", 16),
        ("criticism-reply", 24),
    ]);
    let text = |number: u32| words.get(&number).map_or("", |words| words.text.as_str());
    let row = |(number, one): (u32, &Said)| {
        let fact = words
            .get(&one.words)
            .map_or("", |words| words.fact.as_str());
        let reply = match one.reply {
            Some(Some(reply)) => text(reply).to_owned(),
            Some(None) => t(lang, "criticism-no-reply"),
            None => String::new(),
        };
        vec![
            speaker(lang, session, number, one),
            t_code(lang, "criticism-subject", subject_code(one.subject)),
            text(one.words).to_owned(),
            fact.to_owned(),
            reference_words(lang, &view.campaign.charter, &one.reference),
            reply,
        ]
    };
    let rows = (1..).zip(&session.said).map(row).collect();
    Table::new(t(lang, "documents-said"), &columns, rows)
}

fn promises(view: &View<'_>, session: &Session, words: &BTreeMap<u32, Words>) -> Table {
    let lang = view.lang;
    let columns = view.heads([
        ("commitments-office", 20),
        ("commitments-what", 60),
        ("commitments-due", 12),
    ]);
    let rows = session.promises.iter().map(|one| {
        let text = words
            .get(&one.words)
            .map_or("", |words| words.text.as_str());
        vec![
            session.office(one.by).unwrap_or_default().to_owned(),
            text.to_owned(),
            one.until.to_string(),
        ]
    });
    Table::new(t(lang, "criticism-promises"), &columns, rows.collect())
}
