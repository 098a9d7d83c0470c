//! What a page knows of its request: language, campaign, who is signed in; and how it makes
//! its answer.

use crate::auth;
use crate::errors::Failure;
use crate::flood::Flood;
use crate::i18n::Lang;
use crate::layout::{LogState, PageFrame, SignedIn, page, public_nav};
use crate::script;
use crate::security::allow_own_script;
use crate::site::Site;
use crate::style::Asset;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use massline_domain::Day;
use massline_service::session::Session;
use massline_service::{Campaign, Service};
use maud::Markup;
use std::sync::Arc;

/// The surroundings of one request. Every page takes it.
#[derive(Clone)]
pub(crate) struct Ctx {
    /// The language of the page.
    pub(crate) lang: Lang,
    /// The campaign it belongs to.
    pub(crate) campaign: Arc<Campaign>,
    /// Who is signed in.
    pub(crate) session: Option<Session>,
    /// A hash of who asks, for rate limits.
    pub(crate) caller: Option<[u8; 16]>,
    /// The path with its query, without the language.
    pub(crate) path: String,
    /// `http://host` or `https://host`, as the reader sees it.
    pub(crate) base: String,
    /// What all requests share.
    pub(crate) site: Arc<Site>,
    pub(crate) log: Option<LogState>,
}

/// What a page says of itself to the frame around it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    title: String,
    active: Option<&'static str>,
    crumbs: Vec<(String, String)>,
    wide: bool,
    has_errors: bool,
    status: StatusCode,
    path: Option<String>,
    script: Option<&'static Asset>,
}

impl Page {
    /// A page with this title.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// The item of the navigation it belongs to.
    pub(crate) fn active(self, path: &'static str) -> Self {
        Self {
            active: Some(path),
            ..self
        }
    }

    /// A way up from here; the nearest last.
    pub(crate) fn crumb(mut self, path: impl Into<String>, label: impl Into<String>) -> Self {
        self.crumbs.push((path.into(), label.into()));
        self
    }

    /// Lists and tables use the whole width.
    pub(crate) fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// What it asks can be answered by keys too: it may run the script for that.
    pub(crate) fn keys(self) -> Self {
        Self {
            script: Some(script::keys()),
            ..self
        }
    }

    /// Its form may ask for a proof of work: it may run the script for that while there is a
    /// flood.
    pub(crate) fn works(self, flood: &Flood) -> Self {
        let script = flood.asks().then(script::work);
        Self { script, ..self }
    }

    /// A form on it was not right: the title says so and the status is this.
    pub(crate) fn wrong(self, status: StatusCode) -> Self {
        Self {
            has_errors: true,
            status,
            ..self
        }
    }

    /// Another status than 200.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Where the link to the other language leads, where this page answers a form and its
    /// own address cannot be asked for.
    pub(crate) fn at(self, path: impl Into<String>) -> Self {
        Self {
            path: Some(path.into()),
            ..self
        }
    }
}

impl Ctx {
    /// The use cases.
    pub(crate) fn service(&self) -> &Service {
        &self.site.service
    }

    /// Today in the campaign's calendar.
    pub(crate) fn today(&self) -> Day {
        self.service().today(&self.campaign)
    }

    /// The campaign's name.
    pub(crate) fn name(&self) -> &str {
        let name = &self.campaign.row.name;
        self.lang.pick(&name.zh, &name.en)
    }

    /// A path of this language: `/speak` becomes `/zh/speak`.
    pub(crate) fn to(&self, path: &str) -> String {
        self.lang.path(path)
    }

    /// A token for a public form.
    pub(crate) fn token(&self, form: &str) -> String {
        self.site.tokens.issue(self.lang, form)
    }

    /// The answer to a form that did what it should: the browser asks for this page.
    pub(crate) fn see_other(&self, path: &str) -> Response {
        Redirect::to(&self.to(path)).into_response()
    }

    /// A whole page. `body` brings the one `h1`.
    pub(crate) fn page(&self, about: Page, body: Markup) -> Response {
        let frame = PageFrame {
            lang: self.lang,
            site: self.name(),
            title: &about.title,
            path: about.path.as_deref().unwrap_or(&self.path),
            nav: public_nav(self.lang),
            active: about.active,
            crumbs: about.crumbs,
            signed_in: self.session.as_ref().map(signed_in),
            wide: about.wide,
            flash: None,
            log: self.log.clone(),
            has_errors: about.has_errors,
            script: about.script,
        };
        let page = Html(page(&frame, body).into_string());
        let mut response = (about.status, page).into_response();
        if about.script.is_some() {
            allow_own_script(&mut response);
        }
        response
    }

    /// The surroundings of this request in this language, and what went wrong in finding
    /// out who is signed in.
    pub(crate) async fn of(
        site: Arc<Site>,
        lang: Lang,
        parts: &Parts,
    ) -> Result<(Self, Option<Failure>), Failure> {
        let campaign = site.service.campaign(&site.config.campaign)?;
        let (session, failure) = match auth::token_of(parts, site.config.secure_cookies) {
            None => (None, None),
            Some(token) => match site.service.session(&token).await {
                Ok(session) => (session, None),
                Err(error) => (None, Some(error.into())),
            },
        };
        let ctx = Self {
            lang,
            session: session.filter(|session| session.staff.campaign == campaign.id()),
            campaign,
            caller: site.callers.of(parts),
            path: path_without_language(parts),
            base: base(&site, parts),
            log: site.log_state().await,
            site,
        };
        Ok((ctx, failure))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = Failure;

    /// The frame puts it there before any page is asked.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(Failure::NotFound)
    }
}

fn signed_in(session: &Session) -> SignedIn<'_> {
    SignedIn {
        name: &session.staff.name,
        role: session.staff.role.code(),
        unit: None,
        csrf: &session.csrf,
    }
}

fn path_without_language(parts: &Parts) -> String {
    let whole = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let rest = Lang::ALL
        .iter()
        .filter_map(|lang| whole.strip_prefix('/')?.strip_prefix(lang.prefix()))
        .find(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    match rest {
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        Some(rest) => format!("/{rest}"),
        None => "/".to_owned(),
    }
}

/// What a receipt's QR code leads to begins with this. The host is what the reader typed;
/// it stands only on the reader's own page.
fn base(site: &Site, parts: &Parts) -> String {
    let host = parts
        .headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let scheme = if site.config.secure_cookies {
        "https"
    } else {
        "http"
    };
    format!("{scheme}://{}", host.unwrap_or("localhost"))
}
