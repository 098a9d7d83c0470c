//! Pictures that came with an opinion: the office looks at them, and shows them with the
//! problem where who gave them agreed.

use super::super::desk::{Answer, Desk};
use super::super::draft::Draft;
use super::super::sent::{Sent, number};
use crate::component::{Look, Tone, notice};
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::pages::files;
use axum::extract::Path;
use axum::response::IntoResponse;
use massline_domain::id::{Digest, OpinionId};
use massline_service::Right;
use massline_service::inbox::Letter;
use massline_service::rows::PictureRow;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// `GET /staff/inbox/{opinion}/pictures/{number}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((opinion, at)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::SortOpinions)?;
    let (opinion, at): (OpinionId, u8) = (number(&opinion)?, number(&at)?);
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let picture = desk.service.picture(campaign, staff, opinion, at).await?;
    Ok(files::picture(picture).into_response())
}

/// `POST /staff/inbox/{opinion}/pictures/{number}/{act}`: `show` or `hide`.
pub(in super::super) async fn post(
    Path((opinion, at, act)): Path<(String, String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::KeepProblems)?;
    let (opinion, at): (OpinionId, u8) = (number(&opinion)?, number(&at)?);
    let shown = match act.as_str() {
        "show" => true,
        "hide" => false,
        _ => return Err(Failure::NotFound),
    };
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let done = desk
        .service
        .show_picture(campaign, staff, opinion, at, shown)
        .await;
    match done {
        Ok(_) => {
            let done = ["picture-hidden", "picture-shown"][usize::from(shown)];
            Ok(desk.go(&format!("/staff/inbox/{opinion}"), done))
        }
        Err(error) => {
            let wrong = desk.wrong(error)?;
            super::letter::render(&desk, opinion, "", &Draft::again(form, wrong)).await
        }
    }
}

/// The pictures, small; each leads to itself.
pub(super) fn small(desk: &Desk, letter: &Letter) -> Markup {
    html! {
        @if !letter.pictures.is_empty() {
            div .pictures { @for one in &letter.pictures { (picture(desk, one)) } }
        }
    }
}

fn picture(desk: &Desk, one: &PictureRow) -> Markup {
    let path = format!("/staff/inbox/{}/pictures/{}", one.opinion, one.number);
    let path = desk.lang.path(&path);
    let alt = t_args(
        desk.lang,
        "picture-alt",
        &[("n", u64::from(one.number).into())],
    );
    html! { a href=(path) { img src=(path) alt=(alt) loading="lazy" decoding="async"; } }
}

/// Which pictures everyone sees with the problem, and the buttons that change it.
pub(super) async fn to_show(desk: &Desk, letter: &Letter) -> Result<Markup, Failure> {
    let Some(problem) = letter.row.problem.filter(|_| !letter.pictures.is_empty()) else {
        return Ok(html! {});
    };
    let (problem, _) = desk.service.problem(&desk.campaign, problem).await?;
    let lang = desk.lang;
    Ok(html! {
        h2 #pictures { (t(lang, "pictures-show-title")) }
        @if letter.may_be_shown {
            p { (t(lang, "pictures-agreed")) }
            (notice(Tone::Careful, None, html! { p { (t(lang, "pictures-look")) } }))
            @for one in &letter.pictures { (choice(desk, one, &problem.pictures)) }
        } @else {
            p { (t(lang, "pictures-not-agreed")) }
        }
    })
}

fn choice(desk: &Desk, one: &PictureRow, shown: &BTreeSet<Digest>) -> Markup {
    let lang = desk.lang;
    let path = format!("/staff/inbox/{}/pictures/{}", one.opinion, one.number);
    let button = |act: &str, look, key: &str| {
        let label = t_args(lang, key, &[("n", u64::from(one.number).into())]);
        desk.one_button(&format!("{path}/{act}"), look, &label, html! {})
    };
    html! {
        @if shown.contains(&one.digest) { (button("hide", Look::Second, "picture-hide")) }
        @else { (button("show", Look::Second, "picture-show")) }
    }
}
