//! The pages of the staff, under `/{lang}/staff`. Each shows what its role may see; whoever
//! is not signed in is asked to, and comes back to the page they wanted.
//!
//! Where to look: `desk` is who is signed in and the frame of their pages; `sent` a form
//! they sent; `ask` and `act` how forms are asked and shown again; the rest is one page
//! each.

mod act;
mod ask;
mod audit;
mod commitment;
mod consultation;
mod copies;
mod criticism;
mod desk;
mod disclosure;
mod documents;
mod draft;
mod hearing;
mod home;
mod import;
mod inbox;
mod indicator;
mod item;
mod ledger;
mod look_back;
mod mirror;
mod password;
mod problem;
mod programme;
mod proposals;
mod rule;
mod sent;
mod sign_in;
mod speak_for;
mod spot_check;
mod stage;
mod study;
mod treatment;
mod units;
mod upload;
mod users;
mod wave;

use crate::pictures;
use crate::site::Site;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, get, post};
use massline_service::public_file::FILE_BYTES;
use std::sync::Arc;

/// Bytes of a form around its file.
const AROUND: usize = 256 * 1024;

type Routes = Router<Arc<Site>>;

/// The routes of the staff.
pub(crate) fn router() -> Routes {
    Router::new()
        .route("/staff", get(home::show))
        .route("/staff/sign-in", get(sign_in::show).post(sign_in::post))
        .route("/staff/sign-out", post(sign_in::sign_out))
        .route("/staff/password", get(password::show).post(password::post))
        .route("/staff/audit", get(audit::show).post(audit::run))
        .merge(voices())
        .merge(consultations())
        .merge(problems())
        .merge(items())
        .merge(stages())
        .merge(look_backs())
        .merge(mirrors())
        .merge(rules())
        .merge(commitments())
        .merge(treatments())
        .merge(waves())
        .merge(spot_checks())
        .merge(studies())
        .merge(criticism())
        .merge(indicators())
        .merge(administration())
}

/// Opinions: read, sorted, written down, imported.
fn voices() -> Routes {
    Router::new()
        .route("/staff/inbox", get(inbox::list))
        .route("/staff/documents/opinions/{format}", get(inbox::file::show))
        .route("/staff/inbox/{opinion}", get(inbox::letter::show))
        .route("/staff/inbox/{opinion}/accept", post(inbox::letter::accept))
        .route("/staff/inbox/{opinion}/apart", post(inbox::letter::apart))
        .route(
            "/staff/inbox/{opinion}/{act}",
            get(inbox::sort::show).post(inbox::sort::post),
        )
        .route("/staff/proposals", get(proposals::list))
        .route(
            "/staff/proposals/{opinion}",
            get(proposals::one::show).post(proposals::one::post),
        )
        .route(
            "/staff/speak",
            with_file(
                get(speak_for::show).post(speak_for::post),
                pictures::FORM_BYTES,
            ),
        )
        .route(
            "/staff/inbox/{opinion}/pictures/{number}",
            get(inbox::picture::show),
        )
        .route(
            "/staff/inbox/{opinion}/pictures/{number}/{act}",
            post(inbox::picture::post),
        )
        .route(
            "/staff/import",
            with_file(get(import::show).post(import::post), import::SHEET_BYTES),
        )
}

/// Consultations: opened, seeded, what people add looked at, ended.
fn consultations() -> Routes {
    use consultation::{new, one, seed};
    Router::new()
        .route("/staff/consultations", get(consultation::list))
        .route("/staff/consultations/new", get(new::show).post(new::post))
        .route("/staff/consultations/{consultation}", get(one::show))
        .route(
            "/staff/consultations/{consultation}/seed",
            get(seed::show).post(seed::post),
        )
        .route(
            "/staff/consultations/{consultation}/close",
            get(new::show_close).post(new::post_close),
        )
        .route(
            "/staff/consultations/{consultation}/{statement}/{act}",
            post(one::post),
        )
}

fn problems() -> Routes {
    Router::new()
        .route("/staff/problems", get(problem::list::show))
        .route(
            "/staff/problems/new",
            get(problem::new::show).post(problem::new::post),
        )
        .route("/staff/cases/{problem}", get(problem::cases::show))
        .route("/staff/problems/{problem}", get(problem::work::show))
        .route(
            "/staff/problems/{problem}/merge",
            get(problem::merge::show).post(problem::merge::post),
        )
        .route(
            "/staff/problems/{problem}/apart",
            post(problem::merge::apart),
        )
        .route(
            "/staff/problems/{problem}/split",
            get(problem::split::show).post(problem::split::post),
        )
        .route(
            "/staff/problems/{problem}/{act}",
            get(problem::show_act).post(problem::post_act),
        )
        .route(
            "/staff/ledger/import",
            get(ledger::import::show).post(ledger::import::post),
        )
        .route("/staff/ledger", get(ledger::show))
        .route("/staff/ledger.csv", get(ledger::file::csv))
        .route(
            "/staff/documents/mirrors/{unit}/{number}/{format}",
            get(documents::paper_file),
        )
        .route(
            "/staff/documents/criticism/{unit}/{number}/{format}",
            get(documents::minutes_file),
        )
        .route(
            "/staff/documents/ledger/{format}",
            get(ledger::file::document),
        )
}

fn items() -> Routes {
    let evidence = get(item::evidence::show).post(item::evidence::post);
    Router::new()
        .route(
            "/staff/problems/{problem}/items/new",
            get(item::plan::show).post(item::plan::post),
        )
        .route(
            "/staff/problems/{problem}/items/{item}/revise",
            get(item::plan::show_revise).post(item::plan::post_revise),
        )
        .route(
            "/staff/problems/{problem}/items/{item}/evidence",
            with_file(evidence, FILE_BYTES),
        )
        .route(
            "/staff/problems/{problem}/items/{item}/{act}",
            get(item::work::show).post(item::work::post),
        )
}

fn mirrors() -> Routes {
    Router::new()
        .route("/staff/mirrors", get(mirror::list))
        .route("/staff/mirrors/{unit}/{number}", get(mirror::one))
        .route(
            "/staff/mirrors/{unit}/{number}/write",
            get(mirror::write::show).post(mirror::write::post),
        )
        .route(
            "/staff/mirrors/{unit}/{number}/{act}",
            get(mirror::act::show).post(mirror::act::post),
        )
}

fn criticism() -> Routes {
    Router::new()
        .route("/staff/criticism", get(criticism::list))
        .route(
            "/staff/criticism/new",
            get(criticism::act::show_new).post(criticism::act::post_new),
        )
        .route("/staff/criticism/{unit}/{number}", get(criticism::one))
        .route(
            "/staff/criticism/{unit}/{number}/{act}",
            get(criticism::act::show).post(criticism::act::post),
        )
}

fn rules() -> Routes {
    Router::new()
        .route("/staff/rules", get(rule::list))
        .route(
            "/staff/rules/new",
            get(rule::act::show_new).post(rule::act::post_new),
        )
        .route(
            "/staff/rules/{rule}/{act}",
            get(rule::act::show).post(rule::act::post),
        )
}

fn commitments() -> Routes {
    Router::new()
        .route("/staff/commitments", get(commitment::list))
        .route(
            "/staff/commitments/new",
            get(commitment::act::show_new).post(commitment::act::post_new),
        )
        .route(
            "/staff/commitments/at-once",
            get(commitment::act::show_at_once).post(commitment::act::post_at_once),
        )
        .route(
            "/staff/commitments/{commitment}/{act}",
            get(commitment::act::show).post(commitment::act::post),
        )
}

fn treatments() -> Routes {
    Router::new()
        .route("/staff/treatments", get(treatment::list))
        .route(
            "/staff/treatments/new",
            get(treatment::act::show_new).post(treatment::act::post_new),
        )
        .route("/staff/treatments/{treatment}", get(treatment::one))
        .route(
            "/staff/treatments/{treatment}/{act}",
            get(treatment::act::show).post(treatment::act::post),
        )
}

fn waves() -> Routes {
    Router::new()
        .route("/staff/copies/{unit}", get(copies::show))
        .route("/staff/programmes", get(programme::list))
        .route(
            "/staff/programmes/new",
            get(programme::act::show_new).post(programme::act::post_new),
        )
        .route(
            "/staff/programmes/{programme}/{act}",
            get(programme::act::show).post(programme::act::post),
        )
        .route("/staff/disclosures", get(disclosure::list))
        .route("/staff/disclosures/envelopes", get(disclosure::envelopes))
        .route(
            "/staff/disclosures/{disclosure}/answer",
            get(disclosure::show).post(disclosure::post),
        )
        .route("/staff/hearing", get(hearing::show).post(hearing::post))
        .route("/staff/waves", get(wave::list))
        .route(
            "/staff/waves/new",
            get(wave::act::show_new).post(wave::act::post_new),
        )
        .route(
            "/staff/waves/{wave}/{act}",
            get(wave::act::show).post(wave::act::post),
        )
}

fn studies() -> Routes {
    Router::new()
        .route("/staff/study", get(study::list))
        .route(
            "/staff/study/new",
            get(study::act::show_new).post(study::act::post_new),
        )
        .route("/staff/study/{document}", get(study::one))
        .route(
            "/staff/study/{document}/{act}",
            get(study::act::show).post(study::act::post),
        )
}

fn spot_checks() -> Routes {
    Router::new()
        .route("/staff/spot-checks", get(spot_check::list))
        .route(
            "/staff/spot-checks/new",
            get(spot_check::act::show_new).post(spot_check::act::post_new),
        )
        .route(
            "/staff/spot-checks/{check}/draw",
            post(spot_check::act::draw),
        )
        .route(
            "/staff/spot-checks/{check}/{target}",
            get(spot_check::act::show).post(spot_check::act::post),
        )
}

fn stages() -> Routes {
    Router::new()
        .route("/staff/stages", get(stage::show))
        .route(
            "/staff/stages/{unit}/{act}",
            get(stage::act::show).post(stage::act::post),
        )
}

fn indicators() -> Routes {
    Router::new()
        .route("/staff/indicators/{subject}", get(indicator::show))
        .route(
            "/staff/indicators/{subject}/new",
            get(indicator::act::show_new).post(indicator::act::post_new),
        )
        .route(
            "/staff/indicators/{subject}/{number}/table",
            get(indicator::table::show).post(indicator::table::post),
        )
        .route(
            "/staff/indicators/{subject}/{number}/{act}",
            get(indicator::act::show).post(indicator::act::post),
        )
}

fn look_backs() -> Routes {
    Router::new()
        .route("/staff/look-backs", get(look_back::show))
        .route(
            "/staff/look-backs/{problem}/{after}",
            get(look_back::act::show).post(look_back::act::post),
        )
}

fn administration() -> Routes {
    Router::new()
        .route("/staff/users", get(users::list))
        .route(
            "/staff/users/new",
            get(users::show_new).post(users::post_new),
        )
        .route("/staff/users/{user}", get(users::change::one))
        .route(
            "/staff/users/{user}/{act}",
            get(users::change::show).post(users::change::post),
        )
        .route("/staff/units", get(units::list))
        .route(
            "/staff/units/new",
            get(units::change::show_new).post(units::change::post_new),
        )
        .route(
            "/staff/units/{unit}/{act}",
            get(units::change::show).post(units::change::post),
        )
}

/// A route that takes a file of this many bytes.
fn with_file(route: MethodRouter<Arc<Site>>, bytes: usize) -> MethodRouter<Arc<Site>> {
    route.layer(DefaultBodyLimit::max(bytes + AROUND))
}
