//! The pages, one file each: its handler, what its form sends, and its markup.

mod about;
mod charter;
mod commitment;
mod consultation;
mod criticism;
mod deeds;
mod disclosure;
mod documents;
mod escalation;
mod failure;
mod files;
mod follow;
mod front;
mod hearing;
mod indicator;
mod log;
mod log_entry;
mod log_files;
mod look_back;
mod mirror;
mod names;
mod problem;
mod problems;
mod programme;
mod reach;
mod receipt;
mod rule;
mod speak;
mod spot_check;
pub(crate) mod staff;
mod stage;
mod study;
mod themes;
mod treatment;
mod unit;
mod units;
mod values;
mod wave;

pub(crate) use failure::failure;
pub(crate) use front::front;

use crate::pictures;
use crate::site::Site;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use std::sync::Arc;

/// The routes of every language.
pub(crate) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/", get(front))
        .route(
            "/speak",
            get(speak::ask)
                .post(speak::send)
                .layer(DefaultBodyLimit::max(pictures::FORM_BYTES)),
        )
        .route("/follow", get(follow::ask).post(follow::follow))
        .route("/follow/judge", post(follow::judge))
        .route("/follow/back", post(follow::came_back))
        .route("/follow/proof", post(follow::proof_file))
        .route("/follow/erase", post(follow::ask_erase))
        .route("/follow/erase/yes", post(follow::erase))
        .route("/follow/appeal", post(follow::appeal))
        .route("/follow/withdraw", post(follow::withdraw))
        .route("/judge", get(follow::ask_to_judge))
        .route("/consultations", get(consultation::list))
        .route("/consultations/{number}", get(consultation::vote))
        .route(
            "/consultations/{number}/vote",
            post(consultation::send_vote),
        )
        .route(
            "/consultations/{number}/answers",
            get(consultation::answers),
        )
        .route(
            "/consultations/{number}/results",
            get(consultation::results),
        )
        .route(
            "/consultations/{number}/add",
            get(consultation::ask_to_add).post(consultation::add),
        )
        .route("/problems", get(problems::list))
        .route("/problems/themes", get(themes::list))
        .route("/problems/{number}", get(problem::one))
        .route(
            "/problems/{number}/pictures/{picture}",
            get(problem::pictures::one),
        )
        .route("/problems/{number}/support", post(problem::support::send))
        .route("/reach", get(reach::show))
        .route("/look-backs", get(look_back::show))
        .route("/mirrors", get(mirror::list))
        .route("/mirrors/{unit}/{number}", get(mirror::one))
        .route("/criticism", get(criticism::list))
        .route("/criticism/{unit}/{number}", get(criticism::one))
        .route("/commitments", get(commitment::list))
        .route("/treatments", get(treatment::list))
        .route("/programmes", get(programme::list))
        .route("/programmes/{number}", get(programme::one))
        .route("/values", get(values::show))
        .route("/disclosures", get(disclosure::ask).post(disclosure::send))
        .route("/disclosures/sealed", post(disclosure::send_sealed))
        .route("/deeds", get(deeds::list))
        .route("/waves", get(wave::list))
        .route("/waves/{number}", get(wave::one))
        .route("/study", get(study::list))
        .route("/study/{number}", get(study::one))
        .route("/supervision", get(spot_check::list))
        .route("/supervision/{number}", get(spot_check::one))
        .route("/rules", get(rule::list))
        .route("/rules/{number}", get(rule::one))
        .route("/stages", get(stage::overview))
        .route("/stages/{unit}", get(stage::one))
        .route("/units", get(units::tree))
        .route("/units/{code}", get(unit::one))
        .route("/log", get(log::about))
        .route("/log/{index}", get(log_entry::one))
        .route("/documents/rules/{format}", get(documents::rules))
        .route("/documents/problems/{format}", get(documents::problems))
        .route("/documents/stages/{format}", get(documents::stages))
        .route(
            "/documents/stages/{unit}/{stage}/{format}",
            get(documents::stage),
        )
        .route(
            "/documents/mirrors/{unit}/{number}/{format}",
            get(documents::mirror),
        )
        .route(
            "/documents/criticism/{unit}/{number}/{format}",
            get(documents::criticism),
        )
        .route("/about", get(about::about))
        .route("/charter", get(charter::show))
        .merge(staff::router())
}

/// What has no language: files, and what machines ask for.
pub(crate) fn without_language() -> Router<Arc<Site>> {
    Router::new()
        .route("/assets/{name}", get(files::asset))
        .route("/evidence/{digest}", get(files::evidence))
        .route("/charter.toml", get(files::charter))
        .merge(log_files::router())
}
