//! The desk of a member of staff who is signed in: who they are, in which campaign, and the
//! frame around their pages.

use super::draft::{Draft, Wrong};
use crate::auth;
use crate::component::Tone;
use crate::errors::Failure;
use crate::i18n::{Lang, refusal_text, t, t_args, t_if};
use crate::layout::{Flash, PageFrame, SignedIn, page, staff_nav};
use crate::pages::names;
pub(super) use crate::pages::names::named;
use crate::request::Ctx;
use crate::script;
use crate::security::allow_own_script;
use crate::site::Site;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use massline_domain::context::Role;
use massline_domain::id::UnitCode;
use massline_domain::{Day, Refusal};
use massline_service::rows::{StoreError, UnitRow};
use massline_service::{Campaign, Right, Service, ServiceError, Staff};
use maud::Markup;
use std::sync::Arc;

/// What a handler answers.
pub(super) type Answer = Result<Response, Failure>;

/// Someone who is signed in, with everything their pages need.
pub(super) struct Desk {
    pub(super) ctx: Ctx,
    pub(super) lang: Lang,
    pub(super) service: Service,
    pub(super) campaign: Arc<Campaign>,
    pub(super) staff: Staff,
    pub(super) csrf: String,
    /// All units, for names and lists.
    pub(super) units: Vec<UnitRow>,
    /// Opinions that wait, for those who sort them.
    pub(super) waiting: u64,
    /// The `done` of the query: what the last action did.
    done: Option<String>,
}

/// A page at the desk.
#[derive(Default)]
pub(super) struct Sheet<'a> {
    pub(super) title: &'a str,
    /// The navigation item it belongs to.
    pub(super) active: &'static str,
    /// The pages above it: path and label.
    pub(super) crumbs: Vec<(String, String)>,
    pub(super) wide: bool,
    /// Whether opinions on it are sorted by keys too.
    pub(super) keys: bool,
}

/// An answer that ends a request before its page is asked.
pub(super) struct Stop(Box<Response>);

impl From<Response> for Stop {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        failure.into_response().into()
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl FromRequestParts<Arc<Site>> for Desk {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Stop> {
        let ctx = Ctx::from_request_parts(parts, site).await?;
        match Self::of(&ctx).await? {
            Some(desk) => Ok(desk),
            None => Err(auth::to_sign_in(ctx.lang, &ctx.path).into()),
        }
    }
}

impl Desk {
    /// The desk of who is signed in.
    pub(super) async fn of(ctx: &Ctx) -> Result<Option<Self>, Failure> {
        let Some(session) = ctx.session.clone() else {
            return Ok(None);
        };
        let service = ctx.service().clone();
        let waiting = if session.staff.role == Role::Office {
            service.figures(&ctx.campaign).await?.in_state("waiting")
        } else {
            0
        };
        let query = ctx.path.split_once('?').map_or("", |(_, query)| query);
        let done = query.split('&').find_map(|pair| pair.strip_prefix("done="));
        Ok(Some(Self {
            ctx: ctx.clone(),
            lang: ctx.lang,
            units: service.units(&ctx.campaign).await?,
            service,
            campaign: ctx.campaign.clone(),
            staff: session.staff,
            csrf: session.csrf,
            waiting,
            done: done.map(str::to_owned),
        }))
    }

    /// A page at this desk.
    pub(super) fn page(&self, sheet: &Sheet<'_>, body: Markup) -> Response {
        self.page_with(sheet, &Draft::new(), body)
    }

    /// A page at this desk around a form.
    pub(super) fn page_with(&self, sheet: &Sheet<'_>, draft: &Draft, body: Markup) -> Response {
        let unit = self.unit_name(&self.staff.unit);
        let role = self.staff.role.code();
        let path = without_done(&self.ctx.path);
        let frame = PageFrame {
            lang: self.lang,
            site: self.ctx.name(),
            title: sheet.title,
            path: &path,
            nav: staff_nav(self.lang, role, &[("/staff/inbox", self.waiting)]),
            active: Some(sheet.active),
            crumbs: sheet.crumbs.clone(),
            signed_in: Some(SignedIn {
                name: &self.staff.name,
                role,
                unit: Some(&unit),
                csrf: &self.csrf,
            }),
            wide: sheet.wide,
            flash: self.flash(),
            log: self.ctx.log.clone(),
            has_errors: draft.wrong.is_some(),
            script: sheet.keys.then(script::keys),
        };
        let page = Html(page(&frame, body).into_string());
        let mut response = (draft.status(), page).into_response();
        if sheet.keys {
            allow_own_script(&mut response);
        }
        response
    }

    fn flash(&self) -> Option<Flash> {
        let code = self.done.as_deref()?;
        let text = t_if(self.lang, "done", code)?;
        Some(Flash {
            tone: Tone::Good,
            text,
        })
    }

    /// After something was done: to this path, with a line that says so.
    pub(super) fn go(&self, path: &str, done: &str) -> Response {
        let mark = if path.contains('?') { '&' } else { '?' };
        Redirect::to(&self.lang.path(&format!("{path}{mark}done={done}"))).into_response()
    }

    /// Goes on only with this right; the service asks again when something is written.
    pub(super) fn must(&self, right: Right) -> Result<(), Failure> {
        if self.staff.may(right) {
            Ok(())
        } else {
            Err(ServiceError::Forbidden.into())
        }
    }

    /// What is wrong with a form; an error that the form cannot cure is a page of its own.
    pub(super) fn wrong(&self, error: ServiceError) -> Result<Wrong, Failure> {
        let lang = self.lang;
        let whole = |status, text| Wrong {
            status,
            ..Wrong::field("form", text)
        };
        Ok(match error {
            ServiceError::Refused(refusal) => Wrong {
                status: status_of(&refusal),
                ..Wrong::field(field_of(&refusal), refusal_text(lang, &refusal))
            },
            ServiceError::Stale => Wrong {
                status: StatusCode::CONFLICT,
                errors: Vec::new(),
                stale: true,
            },
            ServiceError::WeakPassword { min } => Wrong::field(
                "password",
                t_args(lang, "wrong-password-short", &[("min", min.into())]),
            ),
            ServiceError::BadLogin => Wrong::field("login", t(lang, "wrong-login-name")),
            ServiceError::CampaignClosed => {
                whole(StatusCode::CONFLICT, t(lang, "wrong-campaign-closed"))
            }
            ServiceError::TooMany { seconds } => whole(
                StatusCode::TOO_MANY_REQUESTS,
                t_args(lang, "wrong-too-many", &[("seconds", seconds.into())]),
            ),
            ServiceError::Store(StoreError::Full) => {
                whole(StatusCode::SERVICE_UNAVAILABLE, t(lang, "wrong-disk-full"))
            }
            other => return Err(other.into()),
        })
    }

    /// A unit's name in the page's language; its code where it is unknown.
    pub(super) fn unit_name(&self, unit: &UnitCode) -> String {
        names::unit(self.lang, &self.units, unit)
    }

    /// What stands under the title of a document: whose it is, and of which day.
    pub(super) fn document_note(&self) -> String {
        let name = &self.campaign.charter.name;
        let day = crate::i18n::date(self.lang, self.today().0);
        format!("{} · {day}", self.lang.pick(&name.zh, &name.en))
    }

    /// Today in the campaign's calendar.
    pub(super) fn today(&self) -> Day {
        self.ctx.today()
    }
}

/// Losing a race is a conflict; anything else can be corrected in the form.
fn status_of(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::WrongState { .. }
        | Refusal::AlreadyThere
        | Refusal::NotReady { .. }
        | Refusal::Unchanged
        | Refusal::GateShut { .. } => StatusCode::CONFLICT,
        Refusal::NotYourUnit | Refusal::OwnUnit => StatusCode::FORBIDDEN,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The form's field that a refusal is about.
fn field_of(refusal: &Refusal) -> &str {
    match refusal {
        Refusal::UnknownCode { kind, .. } => kind,
        Refusal::UnknownUnit { .. } => "unit",
        Refusal::BadMerge => "into",
        Refusal::BadSplit => "moving",
        Refusal::UnitCycle => "parent",
        Refusal::OwnUnit => "over",
        other => other.field().unwrap_or("form"),
    }
}

/// The address of the page itself: what the last action did is said once.
fn without_done(path: &str) -> String {
    let Some((before, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.starts_with("done="))
        .collect();
    if kept.is_empty() {
        before.to_owned()
    } else {
        format!("{before}?{}", kept.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::without_done;

    #[test]
    fn what_was_done_is_not_part_of_the_address() {
        assert_eq!(without_done("/staff?done=x"), "/staff");
        assert_eq!(
            without_done("/staff/inbox?page=2&done=x"),
            "/staff/inbox?page=2"
        );
        assert_eq!(without_done("/staff/inbox"), "/staff/inbox");
    }
}
