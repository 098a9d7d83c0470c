//! Writing a paper: one part for each mirror of the charter, then causes and measures. It
//! can be kept as a draft or put before the team; whatever is missing, no word is lost.

use super::{PATH, paper_id, read};
use crate::component::{Choice, Field, actions, form, text_area};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{Lang, refusal_text, t, t_args, t_if};
use crate::pages::mirror::parts;
use crate::pages::names;
use crate::pages::staff::ask::Ask;
use crate::pages::staff::desk::{Answer as Page, Desk, Sheet};
use crate::pages::staff::draft::{Draft, Wrong, above, seen};
use crate::pages::staff::sent::Sent;
use axum::extract::Path;
use axum::http::StatusCode;
use massline_domain::Refusal;
use massline_domain::charter::{Charter, Mirror};
use massline_domain::mirror::{Answer, Content};
use massline_domain::text::PARAGRAPH_CHARS;
use massline_service::mirror::Reading;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// `GET /staff/mirrors/{unit}/{number}/write`
pub(in super::super) async fn show(desk: Desk, Path((unit, of)): Path<(String, String)>) -> Page {
    must_be_own(&desk, &unit)?;
    let reading = read(&desk, &unit, &of).await?;
    Ok(render(&desk, &reading, &Draft::new()))
}

/// `POST /staff/mirrors/{unit}/{number}/write`
pub(in super::super) async fn post(Path((unit, of)): Path<(String, String)>, sent: Sent) -> Page {
    let Sent { desk, form } = sent;
    must_be_own(&desk, &unit)?;
    let id = paper_id(&unit, &of)?;
    let content = content(&desk.campaign.charter, &form);
    let submit = form.text("do") == "submit";
    let missing = |content: &Content| match is_short(&desk) {
        true => missing_list(desk.lang, content),
        false => missing(desk.lang, &desk.campaign.charter, content),
    };
    if submit && let Some(wrong) = missing(&content) {
        let reading = read(&desk, &unit, &of).await?;
        return Ok(render(&desk, &reading, &Draft::again(form, wrong)));
    }
    let office = Some(form.text("office").to_owned());
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let written = (office, content);
    let done = desk
        .service
        .write_paper(campaign, staff, &id, written, submit, seen(&form));
    match done.await {
        Ok(()) => {
            let done = if submit {
                "mirror-submit"
            } else {
                "mirror-write"
            };
            Ok(desk.go(&format!("{PATH}/{id}"), done))
        }
        Err(error) => {
            let wrong = desk.wrong(error)?;
            let reading = read(&desk, &unit, &of).await?;
            Ok(render(&desk, &reading, &Draft::again(form, wrong)))
        }
    }
}

fn must_be_own(desk: &Desk, unit: &str) -> Result<(), Failure> {
    desk.must(Right::WorkForUnit)?;
    if desk.staff.unit.as_str() == unit {
        Ok(())
    } else {
        Err(ServiceError::Forbidden.into())
    }
}

/// What was typed, as a paper.
fn content(charter: &Charter, form: &FormData) -> Content {
    let answer = |mirror: &Mirror| {
        let field = |part: &str| format!("{part}-{}", mirror.id);
        let all = |part: &str| {
            let name = field(part);
            form.all(&name).map(str::to_owned).collect::<Vec<_>>()
        };
        let problems = all("problems").into_iter();
        let problems = problems.filter_map(|number| number.parse().ok());
        Answer {
            mirror: mirror.id.clone(),
            clauses: all("clauses"),
            problems: problems.map(massline_domain::id::ProblemId).collect(),
            words: form.text(&field("words")).to_owned(),
        }
    };
    Content {
        answers: {
            // A list is no paper with empty answers.
            let mirrors = charter.mirrors.iter().filter(|_| !form.has("mirror_list"));
            mirrors.map(answer).collect()
        },
        list: form.text("mirror_list").to_owned(),
        causes: form.text("mirror_causes").to_owned(),
        measures: form.text("mirror_measures").to_owned(),
    }
}

/// Whether a short list is all that this unit writes.
fn is_short(desk: &Desk) -> bool {
    let own = desk.units.iter().find(|row| row.unit == desk.staff.unit);
    own.is_some_and(|row| desk.campaign.charter.asks_for_list(&row.class))
}

fn missing_list(lang: Lang, content: &Content) -> Option<Wrong> {
    let field = "mirror_list";
    let empty = refusal_text(lang, &Refusal::Empty { field });
    (content.matters().next().is_none()).then(|| Wrong::field(field, empty))
}

/// Everything that must be there before the team reads it, all of it at once.
fn missing(lang: Lang, charter: &Charter, content: &Content) -> Option<Wrong> {
    let empty = refusal_text(
        lang,
        &Refusal::Empty {
            field: "mirror_words",
        },
    );
    let mut errors = Vec::new();
    for (mirror, answer) in charter.mirrors.iter().zip(&content.answers) {
        let name = names::pick(lang, &mirror.name);
        let colon = lang.pick("：", ": ");
        if answer.words.trim().is_empty() {
            errors.push((
                format!("words-{}", mirror.id),
                format!("{name}{colon}{empty}"),
            ));
        }
        if answer.clauses.is_empty() && !mirror.clauses.is_empty() {
            let text = t(lang, "mirror-no-clause");
            errors.push((
                format!("clauses-{}", mirror.id),
                format!("{name}{colon}{text}"),
            ));
        }
    }
    for (field, words) in [
        ("mirror_causes", &content.causes),
        ("mirror_measures", &content.measures),
    ] {
        if words.trim().is_empty() {
            errors.push((field.to_owned(), empty.clone()));
        }
    }
    (!errors.is_empty()).then_some(Wrong {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        errors,
        stale: false,
    })
}

fn render(desk: &Desk, reading: &Reading, draft: &Draft) -> axum::response::Response {
    let lang = desk.lang;
    let ask = Ask { lang, draft };
    let stored = &reading.content;
    let title = if reading.paper.version == 0 && reading.id.number > 1 {
        t(lang, "mirror-begin-office")
    } else {
        parts::name(lang, &desk.unit_name(&reading.id.unit), &reading.paper)
    };
    let office = reading.paper.office.as_deref().unwrap_or_default();
    let inside = html! {
        input type="hidden" name="seen" value=(reading.seen);
        @if reading.id.number > 1 { (ask.line("office", office)) }
        @if is_short(desk) { (ask.words("mirror_list", &stored.list, 9, PARAGRAPH_CHARS)) }
        @else {
            @for mirror in &desk.campaign.charter.mirrors { (part(desk, reading, mirror, draft)) }
            (ask.paragraph("mirror_causes", &stored.causes))
            (ask.paragraph("mirror_measures", &stored.measures))
        }
        (actions(html! {
            button .button type="submit" name="do" value="submit" { (t(lang, "mirror-do-submit")) }
            button .button.second type="submit" name="do" value="draft" { (t(lang, "mirror-do-draft")) }
        }))
    };
    let path = lang.path(&format!("{PATH}/{}/write", reading.id));
    let body = html! {
        h1 { (title) }
        (above(lang, draft))
        (super::evidence::last_return(desk, reading))
        p { (t(lang, if is_short(desk) { "mirror-list-lead" } else { "mirror-write-lead" })) }
        @if !is_short(desk) && !desk.campaign.charter.substitutions.is_empty() {
            details open {
                summary { (t(lang, "mirror-substitutions")) }
                ul { @for one in &desk.campaign.charter.substitutions { li { (names::pick(lang, &one.name)) } } }
            }
        }
        (form(&path, Some(&desk.csrf), inside))
    };
    let sheet = Sheet {
        title: &title,
        active: PATH,
        crumbs: vec![(PATH.to_owned(), t(lang, "staff-mirrors-title"))],
        ..Sheet::default()
    };
    desk.page_with(&sheet, draft, body)
}

/// One mirror: its clauses, the unit's problems, what one sees.
fn part(desk: &Desk, reading: &Reading, mirror: &Mirror, draft: &Draft) -> Markup {
    let lang = desk.lang;
    let stored = reading
        .content
        .answer(&mirror.id)
        .cloned()
        .unwrap_or_default();
    let field = |part: &str| format!("{part}-{}", mirror.id);
    let clauses: Vec<(Choice, bool)> = mirror
        .clauses
        .iter()
        .map(|one| {
            let mut choice = Choice::new(&one.id, names::pick(lang, &one.name));
            if let Some(meaning) = &one.meaning {
                choice = choice.with_note(names::pick(lang, meaning));
            }
            (choice, stored.clauses.contains(&one.id))
        })
        .collect();
    let problems: Vec<(Choice, bool)> = reading
        .problems
        .iter()
        .map(|row| {
            let number = row.problem.to_string();
            let label = format!("{number} · {}", row.title);
            (
                Choice::new(number, label),
                stored.problems.contains(&row.problem),
            )
        })
        .collect();
    let words = field("words");
    let hint = t_if(lang, "ask-hint", "mirror-words");
    let given = Field {
        name: &words,
        label: &t(lang, "ask-mirror-words"),
        hint: hint.as_deref(),
        error: draft.error(&words),
        optional: false,
    };
    html! {
        h2 { (names::pick(lang, &mirror.name)) }
        (boxes(&t(lang, "mirror-cites"), &field("clauses"), &clauses, draft, true))
        @if !problems.is_empty() {
            details open[problems.len() <= 6] {
                summary { (t_args(lang, "mirror-which-problems", &[("n", (problems.len() as u64).into())])) }
                (boxes(&t(lang, "mirror-answers"), &field("problems"), &problems, draft, false))
            }
        }
        (text_area(lang, &given, draft.value(&words, &stored.words), 7, PARAGRAPH_CHARS as u64))
    }
}

fn boxes(
    legend: &str,
    name: &str,
    choices: &[(Choice, bool)],
    draft: &Draft,
    notes: bool,
) -> Markup {
    let error = draft.error(name);
    html! {
        fieldset .field .wrong[error.is_some()] id=(name) tabindex="-1" {
            legend { (legend) }
            @if let Some(error) = error { p .error { (error) } }
            div .choices {
                @for (choice, stored) in choices {
                    label .choice {
                        input type="checkbox" name=(name) value=(choice.value)
                            checked[draft.ticked(name, &choice.value, *stored)];
                        span {
                            (choice.label)
                            @if notes && let Some(note) = &choice.note { small { (note) } }
                        }
                    }
                }
            }
        }
    }
}
