//! Following one's opinion with the code of the receipt: its way, the ballot, the proof,
//! "it came back", and erasing. The code is only ever sent in a form, never in an address.

mod act;
mod erase;
mod proof;
mod statement;
mod way;

pub(super) use act::{came_back, judge};
pub(super) use erase::{ask_erase, erase};
pub(super) use proof::proof_file;
pub(super) use statement::{send as appeal, take_back as withdraw};

use super::disclosure;
use super::problems::card;
use crate::component::{Field, Look, Tone, button, code_input, error_summary, form, notice};
use crate::errors::Failure;
use crate::form_data::{FormData, Trouble};
use crate::i18n::{t, t_code};
use crate::pages::names;
use crate::request::{Ctx, Page};
use axum::http::StatusCode;
use axum::response::Response;
use massline_domain::clock::Limit;
use massline_domain::problem::Stage;
use massline_service::ServiceError;
use massline_service::rows::ProblemFilter;
use maud::{Markup, html};

/// Problems being judged that are shown.
const JUDGED_SHOWN: u32 = 12;
/// The name of these forms, for their tokens.
pub(super) const FORM: &str = "follow";

/// Why the form for the code is shown again.
enum Said {
    Nothing,
    Trouble(Trouble),
    Error(Failure),
}

/// Which of the two pages with a form for the code.
#[derive(Clone, Copy)]
enum Door {
    Follow,
    Judge,
}

pub(super) async fn ask(ctx: Ctx) -> Response {
    door(&ctx, Door::Follow, "", Said::Nothing)
}

/// The page that explains judging, with the same form and what is judged now.
pub(super) async fn ask_to_judge(ctx: Ctx) -> Result<Response, Failure> {
    let filter = ProblemFilter {
        stage: Some(Stage::Judging),
        per_page: JUDGED_SHOWN,
        ..ProblemFilter::default()
    };
    let judged = ctx.service().problems(&ctx.campaign, &filter).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let below = html! {
        @if !judged.rows.is_empty() {
            h2 { (t(ctx.lang, "judging-now")) }
            ul .cards { @for row in &judged.rows { (card(&ctx, &units, row)) } }
        }
    };
    Ok(door_above(&ctx, Door::Judge, "", Said::Nothing, below))
}

pub(super) async fn follow(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let door_of = if form.text("door") == "judge" {
        Door::Judge
    } else {
        Door::Follow
    };
    let code = form.text("code");
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return Ok(door(&ctx, door_of, code, Said::Trouble(trouble)));
    }
    match ctx.service().follow(code, ctx.caller).await {
        Ok(followed) => way::page(&ctx, code, &followed, None).await,
        // A receipt may be that of a statement; the try was counted already.
        Err(ServiceError::UnknownReceipt) => {
            Ok(match ctx.service().follow_statement(code, None).await {
                Ok(followed) => statement::page(&ctx, code, &followed, None),
                Err(ServiceError::UnknownReceipt) => disclosed(&ctx, door_of, code).await,
                Err(error) => door(&ctx, door_of, code, Said::Error(error.into())),
            })
        }
        Err(error) => Ok(door(&ctx, door_of, code, Said::Error(error.into()))),
    }
}

/// A receipt may be that of a disclosure; the try was counted already.
async fn disclosed(ctx: &Ctx, door_of: Door, code: &str) -> Response {
    match ctx.service().follow_disclosure(code, None).await {
        Ok(found) => disclosure::followed(ctx, &found),
        Err(error) => door(ctx, door_of, code, Said::Error(error.into())),
    }
}

/// The form for the code again, after something else was tried with it.
fn back_to_door(ctx: &Ctx, code: &str, failure: Failure) -> Response {
    door(ctx, Door::Follow, code, Said::Error(failure))
}

/// The same, because the form it came with is too old.
fn expired(ctx: &Ctx, code: &str, trouble: Trouble) -> Response {
    door(ctx, Door::Follow, code, Said::Trouble(trouble))
}

fn door(ctx: &Ctx, door: Door, code: &str, said: Said) -> Response {
    door_above(ctx, door, code, said, html! {})
}

fn door_above(ctx: &Ctx, door: Door, code: &str, said: Said, below: Markup) -> Response {
    let lang = ctx.lang;
    let (title, lead, path) = match door {
        Door::Follow => (t(lang, "follow-title"), t(lang, "follow-lead"), "/follow"),
        Door::Judge => (t(lang, "judge-title"), t(lang, "judge-lead"), "/judge"),
    };
    let page = Page::new(title.clone()).active("/follow").at(path);
    let (page, above, error) = match said {
        Said::Nothing => (page, html! {}, None),
        Said::Trouble(trouble) => {
            let text = t_code(lang, "trouble", trouble.code());
            let above = notice(Tone::Careful, None, html! { p { (text) } });
            (page.wrong(StatusCode::UNPROCESSABLE_ENTITY), above, None)
        }
        Said::Error(failure) => (
            page.wrong(failure.status()),
            html! {},
            Some(failure.sentence(lang)),
        ),
    };
    let errors: Vec<(&str, String)> = error.iter().map(|text| ("code", text.clone())).collect();
    let body = html! {
        h1 { (title) }
        (error_summary(lang, &errors))
        (above)
        p .lead { (lead) }
        (code_form(ctx, door, code, error.as_deref()))
        @match door {
            Door::Follow => (no_receipt(ctx)),
            Door::Judge => (how_judging_works(ctx)),
        }
        (below)
    };
    ctx.page(page, body)
}

fn code_form(ctx: &Ctx, door: Door, code: &str, error: Option<&str>) -> Markup {
    let lang = ctx.lang;
    let hint = t(lang, "follow-code-hint");
    let label = t(lang, "follow-code");
    let field = Field {
        name: "code",
        label: &label,
        hint: Some(&hint),
        error,
        optional: false,
    };
    form(
        &ctx.to("/follow"),
        Some(&ctx.token(FORM)),
        html! {
            @if let Door::Judge = door { input type="hidden" name="door" value="judge"; }
            (code_input(lang, &field, code))
        @if error.is_some() && !code.trim().is_empty() {
            p .hint { (t(lang, "follow-typed")) " " code { (in_groups(code)) } }
        }
            (button(Look::Main, &t(lang, match door { Door::Follow => "follow-go", Door::Judge => "judge-go" })))
        },
    )
}

/// The code as it stands on the receipt, to compare group by group.
fn in_groups(code: &str) -> String {
    let signs: Vec<char> = code
        .to_uppercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let version = if signs.starts_with(&['M', 'L', '1']) {
        3
    } else {
        0
    };
    let (version, rest) = signs.split_at(version);
    let groups = std::iter::once(version).chain(rest.chunks(4));
    let groups: Vec<String> = groups
        .map(|group| group.iter().take(40).collect())
        .collect();
    groups[..groups.len().min(20)].join(" ").trim().to_owned()
}

fn no_receipt(ctx: &Ctx) -> Markup {
    let lang = ctx.lang;
    html! {
        h2 { (t(lang, "follow-lost-title")) }
        p { (t(lang, "follow-lost")) }
        p { a href=(ctx.to("/problems")) { (t(lang, "receipt-see-problems")) } }
    }
}

/// Who is asked, what counts, and how it decides, with the numbers of the charter.
fn how_judging_works(ctx: &Ctx) -> Markup {
    let lang = ctx.lang;
    let charter = &ctx.campaign.charter;
    let percent = u64::from(charter.verdict.fixed_percent);
    let days = names::days(lang, charter, Limit::Judge, charter.verdict.window_days);
    html! {
        h2 { (t(lang, "judging-title")) }
        ol {
            li { (t(lang, "judging-who")) }
            li { (crate::i18n::t_args(lang, "judging-window", &[("days", days.into())])) }
            li { (crate::i18n::t_args(lang, "judging-rule", &[("percent", percent.into())])) }
            li { (t(lang, "judging-silence")) }
            li { (t(lang, "judging-secret")) }
            li { (t(lang, "judging-again")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_groups;

    #[test]
    fn a_typed_code_is_shown_as_on_the_receipt() {
        assert_eq!(in_groups(" ml1-7k3m9qxt 2h"), "ML1 7K3M 9QXT 2H");
        assert_eq!(in_groups("7k3m9"), "7K3M 9");
        assert_eq!(in_groups("!"), "");
        assert!(in_groups(&"x".repeat(10_000)).len() < 200);
    }
}
