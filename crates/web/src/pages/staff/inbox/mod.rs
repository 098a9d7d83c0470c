//! The inbox: what people said and nobody has sorted yet, the longest waiting first.

pub(super) mod file;
pub(super) mod letter;
pub(super) mod picture;
pub(super) mod sort;

use super::desk::{Answer, Desk, Sheet, named};
use crate::component::{
    Choice, Field, InputKind, Look, Pager, actions, day, empty_state, filters, link_button,
    link_with_key, opinion_badge, pager, select, text_input,
};
use crate::i18n::{Lang, t, t_args, t_code};
use crate::pages::names;
use axum::extract::Query;
use massline_domain::clock::Limit;
use massline_domain::id::ProblemId;
use massline_service::Right;
use massline_service::condensing::Suggestion;
use massline_service::inbox::Letter;
use massline_service::rows::{OpinionFilter, OpinionRow};
use maud::{Markup, html};
use serde::Deserialize;

/// Letters on a page: as many as can be read in a few minutes.
const PER_PAGE: u32 = 20;
/// From this similarity on a suggestion stands on the list; a weaker one only on the
/// opinion's own page, where there is time to think.
const CLEAR: f32 = 0.3;
/// Where an opinion can be, in the order shown.
const PLACES: [&str; 6] = [
    "waiting",
    "in_problem",
    "answered",
    "referred",
    "refused",
    "erased",
];

/// What the list is narrowed to; part of the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Narrow {
    state: Option<String>,
    #[serde(default)]
    channel: String,
    /// The number of a problem.
    #[serde(default)]
    problem: String,
    page: Option<u32>,
}

impl Narrow {
    /// Without a word about it, those that wait; `state=` shows all.
    fn state(&self) -> &str {
        self.state.as_deref().unwrap_or("waiting")
    }

    fn filter(&self) -> OpinionFilter {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        OpinionFilter {
            state: some(self.state()),
            channel: some(&self.channel),
            problem: self.problem.parse().ok().map(ProblemId),
            oldest_first: self.state() == "waiting",
            page: self.page.unwrap_or(1),
            per_page: PER_PAGE,
        }
    }

    fn path(&self, page: u64) -> String {
        self.path_of("/staff/inbox", page)
    }

    fn path_of(&self, address: &str, page: u64) -> String {
        let escape = crate::auth::escape;
        format!(
            "{address}?state={}&channel={}&problem={}&page={page}",
            escape(self.state()),
            escape(&self.channel),
            escape(&self.problem)
        )
    }
}

/// `GET /staff/inbox`
pub(super) async fn list(desk: Desk, Query(narrow): Query<Narrow>) -> Answer {
    desk.must(Right::SortOpinions)?;
    let lang = desk.lang;
    let page = desk
        .service
        .inbox(&desk.campaign, &desk.staff, &narrow.filter())
        .await?;
    let back = narrow.path(u64::from(page.page));
    let mut letters = Vec::new();
    for (at, one) in page.rows.iter().enumerate() {
        // The next letter takes the place of the one that was sorted.
        let back = format!("{back}&at={at}");
        letters.push(card(&desk, one, &back).await?);
    }
    let at = Pager {
        page: page.page.into(),
        per_page: page.per_page.into(),
        total: page.total,
    };
    let title = t(lang, "inbox-title");
    let body = html! {
        h1 { (title) }
        (ways(&desk))
        (narrowing(&desk, &narrow))
        @if letters.is_empty() {
            (empty_state(&t(lang, "inbox-empty"), None))
        } @else {
            (keys(lang, &["next", "previous", "accept", "move", "new", "not"]))
            p .soft {
                (t(lang, "opinions-table"))
                @for (format, label) in [("xlsx", "download-xlsx"), ("docx", "download-docx")] {
                    " " a href=(lang.path(&narrow.path_of(&format!("/staff/documents/opinions/{format}"), 1))) download { (t(lang, label)) }
                }
            }
            @for letter in &letters { (letter) }
            (pager(lang, at, |page| lang.path(&narrow.path(page))))
        }
    };
    Ok(desk.page(
        &Sheet {
            title: &title,
            active: "/staff/inbox",
            wide: true,
            keys: true,
            ..Sheet::default()
        },
        body,
    ))
}

/// How many wait, other ways by which voices come in, and the machine's proposals.
fn ways(desk: &Desk) -> Markup {
    let lang = desk.lang;
    let charter = &desk.campaign.charter;
    let days = names::days(lang, charter, Limit::Sort, charter.time.sort_days);
    let says = [("n", desk.waiting.into()), ("days", days.into())];
    html! {
        p .lead { (t_args(lang, "inbox-waiting", &says)) }
        (actions(html! {
            (link_button(Look::Second, &lang.path("/staff/proposals"), &t(lang, "to-proposals")))
            (link_button(Look::Second, &lang.path("/staff/speak"), &t(lang, "to-speak-for")))
            (link_button(Look::Second, &lang.path("/staff/import"), &t(lang, "to-import")))
        }))
    }
}

fn narrowing(desk: &Desk, narrow: &Narrow) -> Markup {
    let lang = desk.lang;
    let (state, channel) = (t(lang, "ask-state"), t(lang, "ask-channel"));
    let places: Vec<Choice> = PLACES
        .iter()
        .map(|code| Choice::new(*code, t_code(lang, "place", code)))
        .collect();
    let channels: Vec<Choice> = desk
        .campaign
        .charter
        .channels
        .iter()
        .map(|one| Choice::new(&one.id, lang.pick(&one.name.zh, &one.name.en)))
        .collect();
    let all = t(lang, "all");
    let narrowed =
        narrow.state() != "waiting" || !narrow.channel.is_empty() || !narrow.problem.is_empty();
    let problem = t(lang, "inbox-problem");
    filters(
        lang,
        &lang.path("/staff/inbox"),
        narrowed,
        html! {
            (select(lang, &Field { name: "state", label: &state, ..Field::default() }, &places, Some(narrow.state()), Some(&all)))
            (select(lang, &Field { name: "channel", label: &channel, ..Field::default() }, &channels, Some(&narrow.channel), Some(&all)))
            (text_input(lang, &Field { name: "problem", label: &problem, ..Field::default() }, InputKind::Text, &narrow.problem))
        },
    )
}

async fn card(desk: &Desk, letter: &Letter, back: &str) -> Result<Markup, crate::errors::Failure> {
    let lang = desk.lang;
    let path = format!("/staff/inbox/{}", letter.row.opinion);
    let waits = letter.row.state == "waiting";
    let clear = |one: &&Suggestion| waits && one.similarity >= CLEAR;
    let suggestion = match letter.suggestions.first().filter(clear) {
        Some(best) => Some(letter::suggestion(desk, &letter.row, best, back).await?),
        None => None,
    };
    let key = match (waits, suggestion.is_some()) {
        (true, true) => "inbox-otherwise",
        (true, false) => "inbox-sort",
        (false, _) => "inbox-look",
    };
    Ok(html! {
        article .letter data-letter tabindex="-1" {
            (said(desk, letter))
            div {
                @if let Some(suggestion) = suggestion { (suggestion) }
                @else if waits { p .soft.small { (t(lang, "inbox-no-suggestion")) } }
                p .other-ways {
                    (link_with_key(Look::Second, &lang.path(&format!("{path}#other")), &t(lang, key), "m"))
                    @if waits {
                        " " (link_with_key(Look::Plain, &lang.path(&format!("/staff/problems/new?opinion={}", letter.row.opinion)), &t(lang, "letter-new-problem"), "n"))
                    }
                }
            }
        }
    })
}

/// The keys, for whoever has a keyboard; shown by the script that makes them work.
pub(super) fn keys(lang: Lang, here: &[&str]) -> Markup {
    const KEYS: [(&str, &str); 6] = [
        ("J", "next"),
        ("K", "previous"),
        ("A", "accept"),
        ("M", "move"),
        ("N", "new"),
        ("X", "not"),
    ];
    html! {
        p .keys hidden data-keys {
            (t(lang, "keys"))
            @for (key, what) in KEYS.into_iter().filter(|(_, what)| here.contains(what)) { " " span { kbd { (key) } " " (t_code(lang, "key", what)) } }
        }
    }
}

/// The words and what is known about them.
pub(super) fn said(desk: &Desk, letter: &Letter) -> Markup {
    let lang = desk.lang;
    let row = &letter.row;
    let foreign = (row.language != lang.tag()).then_some(row.language.as_str());
    html! {
        blockquote .voice {
            @match &letter.words {
                Some(words) => p lang=[foreign] { (words) },
                None => p .soft { (t(lang, "words-erased")) },
            }
            (picture::small(desk, letter))
            footer {
                (day(lang, row.said_on.0)) " · " (named(lang, &desk.campaign.charter.channels, &row.channel))
                @if !letter.place.is_empty() { " · " (letter.place) }
                @if let Some(group) = &row.group { " · " (named(lang, &desk.campaign.charter.groups, group)) }
                " · " (t(lang, if row.receipt { "holds-receipt" } else { "no-receipt" }))
                @if row.state != "waiting" { " " (opinion_badge(lang, &row.state)) }
                @else if let Some(by) = late(desk, row) { " · " strong { (by) } }
                @if !letter.unit.is_empty() { br; (t(lang, "names-unit")) " " (unit(desk, &letter.unit)) }
            }
        }
    }
}

/// The name of the unit a speaker named; their own words where there is no such unit.
fn unit(desk: &Desk, code: &str) -> String {
    code.parse()
        .map_or_else(|_| code.to_owned(), |unit| desk.unit_name(&unit))
}

/// How long it has waited beyond the charter's days.
fn late(desk: &Desk, row: &OpinionRow) -> Option<String> {
    let by = desk.campaign.charter.sort_by(row.received);
    let late = desk.today().since(by);
    (late > 0).then(|| t_args(desk.lang, "inbox-late", &[("days", late.into())]))
}
