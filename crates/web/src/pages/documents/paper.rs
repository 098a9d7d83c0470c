//! A self-examination (对照检查材料) as a file: to be read as a text, to be compared as a table.

use super::View;
use crate::document::{Document, Format, Part, Table};
use crate::i18n::{date, t, t_args};
use crate::pages::mirror::parts::name;
use crate::pages::names;
use massline_domain::charter::Mirror;
use massline_domain::id::{PaperId, ProblemId};
use massline_domain::mirror::{Answer, Content, Paper};

/// The name of the file, without its day and ending.
pub(in crate::pages) fn file_name(id: &PaperId) -> String {
    format!("self-examination-{}-{}", id.unit, id.number)
}

/// The columns of a paper one after the other; as a workbook a row for each.
pub(in crate::pages) fn document(
    view: &View<'_>,
    id: &PaperId,
    paper: &Paper,
    content: &Content,
    format: Format,
) -> Document {
    let lang = view.lang;
    let unit = view.unit(&id.unit);
    let title = name(lang, &unit, paper);
    let mut parts = match format {
        Format::Docx => read(view, content),
        Format::Xlsx => vec![Part::Table(compared(view, title.clone(), content))],
    };
    if let Some((on, words)) = paper.reply.as_ref().filter(|_| paper.published.is_some()) {
        parts.push(Part::Text(format!(
            "{} {}",
            t(lang, "mirror-reply"),
            date(lang, on.0)
        )));
        parts.extend(Part::text(words));
    }
    let office = paper.office.clone().unwrap_or_default();
    let last = paper.submitted.last().map(|one| date(lang, one.1.0));
    let day = last.unwrap_or_else(|| date(lang, view.today.0));
    parts.push(Part::Signed(format!(
        "{unit}{}{office}\n{day}",
        lang.pick("", " ")
    )));
    Document {
        lang,
        title,
        note: view.note(),
        parts,
    }
}

fn answered<'a>(view: &View<'a>, content: &'a Content) -> Vec<(&'a Mirror, &'a Answer)> {
    let mirrors = view.campaign.charter.mirrors.iter();
    let answers = mirrors.filter_map(|mirror| Some((mirror, content.answer(&mirror.id)?)));
    answers.collect()
}

fn read(view: &View<'_>, content: &Content) -> Vec<Part> {
    let lang = view.lang;
    let mut parts = Vec::new();
    for (mirror, answer) in answered(view, content) {
        parts.push(Part::Heading(names::pick(lang, &mirror.name).to_owned()));
        parts.extend(Part::text(&answer.words));
        let colon = lang.pick("：", ": ");
        let cited = [
            ("mirror-cites", clauses(view, mirror, answer)),
            ("mirror-answers", problems(view, &answer.problems)),
        ];
        let cited = cited.into_iter().filter(|(_, words)| !words.is_empty());
        parts.extend(
            cited.map(|(key, words)| Part::Text(format!("{}{colon}{words}", t(lang, key)))),
        );
    }
    for (key, words) in ends(content) {
        if let Some(words) = Part::text(words) {
            parts.extend([Part::Heading(t(lang, key)), words]);
        }
    }
    parts
}

fn compared(view: &View<'_>, name: String, content: &Content) -> Table {
    let lang = view.lang;
    let columns = view.heads([
        ("documents-mirror", 16),
        ("mirror-cites", 24),
        ("mirror-answers", 14),
        ("documents-says", 70),
    ]);
    let row = |(mirror, answer): (&Mirror, &Answer)| {
        vec![
            names::pick(lang, &mirror.name).to_owned(),
            clauses(view, mirror, answer),
            problems(view, &answer.problems),
            answer.words.clone(),
        ]
    };
    let rows = answered(view, content).into_iter().map(row);
    let ends = ends(content)
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(key, words)| vec![t(lang, key), String::new(), String::new(), words.to_owned()]);
    Table::new(name, &columns, rows.chain(ends).collect())
}

fn ends(content: &Content) -> [(&'static str, &str); 3] {
    [
        ("mirror-list", &content.list),
        ("mirror-causes", &content.causes),
        ("mirror-measures", &content.measures),
    ]
}

fn clauses(view: &View<'_>, mirror: &Mirror, answer: &Answer) -> String {
    let named = answer
        .clauses
        .iter()
        .map(|code| names::named(view.lang, &mirror.clauses, code));
    named.collect::<Vec<_>>().join(view.lang.pick("、", ", "))
}

fn problems(view: &View<'_>, problems: &[ProblemId]) -> String {
    let args = |problem: &ProblemId| [("n", problem.0.into())];
    let named = problems
        .iter()
        .map(|one| t_args(view.lang, "mirror-problem", &args(one)));
    named.collect::<Vec<_>>().join(view.lang.pick("、", ", "))
}
