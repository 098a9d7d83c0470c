//! The opinions table (意见建议汇总表): what people said, as heard and unedited, with what
//! became of it. For the office alone: whoever is complained about never reads who said what.

use super::super::desk::{Answer, Desk, named};
use super::{Narrow, unit};
use crate::document::{Column, Document, Format, Part, Table};
use crate::errors::Failure;
use crate::i18n::{t, t_code};
use axum::extract::{Path, Query};
use massline_domain::id::ProblemId;
use massline_service::Right;
use massline_service::inbox::Letter;
use massline_service::rows::{PageOf, ProblemFilter};
use std::collections::HashMap;

/// Columns and their widths in letters.
const COLUMNS: [(&str, u16); 9] = [
    ("number", 5),
    ("said", 11),
    ("channel", 10),
    ("group", 10),
    ("unit", 12),
    ("place", 12),
    ("words", 48),
    ("state", 10),
    ("problem", 20),
];

/// `GET /staff/documents/opinions/{format}`: all opinions of the inbox's filter.
pub(in super::super) async fn show(
    desk: Desk,
    Path(format): Path<String>,
    Query(narrow): Query<Narrow>,
) -> Answer {
    desk.must(Right::SortOpinions)?;
    let format = Format::named(&format).ok_or(Failure::NotFound)?;
    let (lang, title) = (desk.lang, t(desk.lang, "opinions-title"));
    let columns = COLUMNS.map(|(code, width)| Column {
        head: t_code(lang, "opinions-column", code),
        width,
    });
    let document = Document {
        lang,
        note: desk.document_note(),
        parts: vec![
            Part::Table(Table {
                name: title.clone(),
                columns: columns.to_vec(),
                rows: rows(&desk, &narrow).await?,
            }),
            Part::Text(t(lang, "opinions-keep")),
        ],
        title,
    };
    Ok(document.download(format, &format!("opinions-{}", desk.today()))?)
}

async fn rows(desk: &Desk, narrow: &Narrow) -> Result<Vec<Vec<String>>, Failure> {
    let titles = titles(desk).await?;
    let mut filter = narrow.filter();
    (filter.per_page, filter.oldest_first) = (PageOf::MOST, true);
    let mut out: Vec<Vec<String>> = Vec::new();
    for page in 1.. {
        filter.page = page;
        let letters = desk
            .service
            .inbox(&desk.campaign, &desk.staff, &filter)
            .await?;
        for letter in &letters.rows {
            out.push(row(desk, out.len() + 1, letter, &titles));
        }
        if u64::from(page) >= letters.pages() {
            break;
        }
    }
    Ok(out)
}

fn row(
    desk: &Desk,
    number: usize,
    letter: &Letter,
    titles: &HashMap<ProblemId, String>,
) -> Vec<String> {
    let (lang, charter, row) = (desk.lang, &desk.campaign.charter, &letter.row);
    let group = row.group.as_deref();
    let problem = row.problem.and_then(|problem| titles.get(&problem));
    vec![
        number.to_string(),
        row.said_on.to_string(),
        named(lang, &charter.channels, &row.channel),
        group.map_or_else(String::new, |group| named(lang, &charter.groups, group)),
        unit(desk, &letter.unit),
        letter.place.clone(),
        match &letter.words {
            Some(words) => words.clone(),
            None => t(lang, "opinions-erased"),
        },
        t_code(lang, "place", &row.state),
        problem.cloned().unwrap_or_default(),
    ]
}

/// Number and title of every problem.
async fn titles(desk: &Desk) -> Result<HashMap<ProblemId, String>, Failure> {
    let mut filter = ProblemFilter {
        per_page: PageOf::MOST,
        ..ProblemFilter::default()
    };
    let mut out = HashMap::new();
    for page in 1.. {
        filter.page = page;
        let problems = desk.service.problems(&desk.campaign, &filter).await?;
        let pages = problems.pages();
        let named = problems.rows.into_iter();
        out.extend(named.map(|row| (row.problem, format!("{} {}", row.problem, row.title))));
        if u64::from(page) >= pages {
            break;
        }
    }
    Ok(out)
}
