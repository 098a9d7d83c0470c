//! Asks the pages as a browser does: forms with their tokens, one request at a time.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt;

#[derive(Clone)]
pub(crate) struct Browser {
    app: Router,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The value of the first hidden field with this name.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let text = self.text();
        let rest = text
            .split(&start)
            .nth(1)
            .unwrap_or_else(|| panic!("no field {name}"));
        rest.split('"').next().unwrap().to_owned()
    }

    pub(crate) fn must_have(&self, what: &str) {
        assert!(
            self.text().contains(what),
            "no \"{what}\" in\n{}",
            self.text()
        );
    }

    pub(crate) fn must_lack(&self, what: &str) {
        assert!(
            !self.text().contains(what),
            "\"{what}\" in\n{}",
            self.text()
        );
    }

    /// The code on the receipt.
    pub(crate) fn code(&self) -> String {
        let text = self.text();
        let groups = text
            .split("aria-labelledby=\"receipt-code\"")
            .nth(1)
            .expect("a receipt");
        let groups = groups.split("</p>").next().unwrap();
        let groups: Vec<&str> = groups
            .split("<span>")
            .skip(1)
            .filter_map(|rest| rest.split('<').next())
            .collect();
        groups.join(" ")
    }
}

impl Browser {
    pub(crate) fn new(app: Router) -> Self {
        Self { app }
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = to_bytes(body, 10_000_000).await.unwrap().to_vec();
        Answer {
            status: head.status,
            headers: head.headers,
            body,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, fields, &[]).await
    }

    pub(crate) async fn post_with(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        self.post_bytes(path, body.join("&").into_bytes(), headers)
            .await
    }

    pub(crate) async fn post_bytes(
        &self,
        path: &str,
        body: Vec<u8>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "here.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Fills in the form on a page and sends it to an action of the same language.
    pub(crate) async fn send(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let form = self.get(page).await;
        let token = form.hidden("csrf");
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .copied()
            .chain([("csrf", token.as_str())])
            .collect();
        self.post(action, &fields).await
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
