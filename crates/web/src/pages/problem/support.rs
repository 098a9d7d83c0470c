//! "It is the same with me": speaking about it, which gives a receipt; or one press of a button,
//! which is counted apart.

use super::super::names;
use crate::component::{Look, actions, button, form, link_button};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{t, t_args};
use crate::participant::{self, Participant};
use crate::request::Ctx;
use axum::extract::Path;
use axum::response::Response;
use massline_domain::id::ProblemId;
use massline_service::rows::ProblemRow;
use maud::{Markup, html};

/// The name of the form, for its token.
const FORM: &str = "support";

/// What a reader can do who has met with the problem too. `supports`: whether they did.
pub(super) fn section(ctx: &Ctx, row: &ProblemRow, supports: bool) -> Markup {
    let lang = ctx.lang;
    if !ctx.campaign.row.open || row.merged_into.is_some() {
        return html! {};
    }
    let (label, wanted) = if supports {
        ("support-take-back", "no")
    } else {
        ("support-give", "yes")
    };
    let path = ctx.to(&format!("/problems/{}/support", row.problem));
    html! {
        p .measure #support { (t(lang, "me-too-why")) }
        (actions(html! {
            (link_button(Look::Main, &ctx.to(&format!("/speak?problem={}", row.problem)), &t(lang, "me-too")))
        }))
        (form(&path, Some(&ctx.token(FORM)), html! {
            input type="hidden" name="supports" value=(wanted);
            (button(Look::Second, &t(lang, label)))
            " " span .soft { (so_many(ctx, row.supporters, supports)) }
        }))
    }
}

/// How many support it, under the rule for small numbers.
fn so_many(ctx: &Ctx, supporters: u64, supports: bool) -> String {
    let lang = ctx.lang;
    let k = ctx.campaign.charter.limits.small_number;
    let mut said = if supports {
        t(lang, "support-given") + lang.pick("", " ")
    } else {
        String::new()
    };
    said += &if supporters == 0 {
        t(lang, "support-none")
    } else if names::is_few(ctx, supporters) {
        t_args(lang, "support-few", &[("k", k.into())])
    } else {
        t_args(lang, "support-many", &[("n", supporters.into())])
    };
    said
}

/// `POST /problems/{number}/support`
pub(in super::super) async fn send(
    ctx: Ctx,
    Path(number): Path<String>,
    who: Participant,
    form: FormData,
) -> Result<Response, Failure> {
    let id = number
        .parse()
        .map(ProblemId)
        .map_err(|_| Failure::NotFound)?;
    let back = format!("/problems/{id}#support");
    if form.public_trouble(&ctx, FORM).is_some() {
        // Nothing was typed that could be lost: the page has a fresh button.
        return Ok(ctx.see_other(&back));
    }
    let secure = ctx.site.config.secure_cookies;
    let token = match who.token(secure) {
        Some(token) => token,
        None => {
            ctx.service().count_participant(ctx.caller)?;
            ctx.service().new_token()
        }
    };
    let supports = form.text("supports") == "yes";
    ctx.service()
        .support(&ctx.campaign, id, token, supports, ctx.caller)
        .await?;
    Ok(participant::keep(ctx.see_other(&back), token, secure))
}
