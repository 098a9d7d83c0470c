//! A browser without a screen: keeps its cookie, follows nothing by itself, and sends forms
//! with the hidden fields that the page gave it.

use crate::world::World;
use axum::body::Body;
use axum::http::{Request, header};
use tower::ServiceExt;

pub(crate) struct Browser<'a> {
    world: &'a World,
    pub(crate) lang: &'static str,
    cookie: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

/// A file for a form.
pub(crate) struct File<'a> {
    pub(crate) field: &'a str,
    pub(crate) name: &'a str,
    pub(crate) media: &'a str,
    pub(crate) bytes: &'a [u8],
}

impl<'a> Browser<'a> {
    pub(crate) fn new(world: &'a World, lang: &'static str) -> Self {
        Self {
            world,
            lang,
            cookie: None,
        }
    }

    /// Asks for a page of this browser's language.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        let request = Request::builder().uri(format!("/{}{path}", self.lang));
        self.send(request, Body::empty()).await
    }

    /// Sends a form as it is, without looking at any page.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        self.post_raw(path, body.join("&").into_bytes()).await
    }

    /// Sends these bytes as a form.
    pub(crate) async fn post_raw(&mut self, path: &str, body: Vec<u8>) -> Page {
        let request = Request::builder()
            .method("POST")
            .uri(format!("/{}{path}", self.lang))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    /// Sends the page's first form with this action: its hidden fields, then these.
    pub(crate) async fn submit(
        &mut self,
        page: &Page,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let hidden = page.hidden(&format!("/{}{path}", self.lang), false);
        self.post(path, &joined(&hidden, fields)).await
    }

    /// As [`Self::submit`], with the last form of this action on the page.
    pub(crate) async fn submit_last(
        &mut self,
        page: &Page,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let hidden = page.hidden(&format!("/{}{path}", self.lang), true);
        self.post(path, &joined(&hidden, fields)).await
    }

    /// As [`Self::submit`], with a file.
    pub(crate) async fn submit_file(
        &mut self,
        page: &Page,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<&File<'_>>,
    ) -> Page {
        let hidden = page.hidden(&format!("/{}{path}", self.lang), false);
        let mut body = Vec::new();
        for (name, value) in joined(&hidden, fields) {
            let part = format!(
                "--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.into_bytes());
        }
        if let Some(File {
            field,
            name,
            media,
            bytes,
        }) = file
        {
            let head = format!(
                "--xx\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: {media}\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--xx--\r\n");
        let request = Request::builder()
            .method("POST")
            .uri(format!("/{}{path}", self.lang))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=xx");
        self.send(request, Body::from(body)).await
    }

    /// Does one thing on a page of its own: asks for it, fills it in, sends it.
    pub(crate) async fn act(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "GET {path}: {}", page.body);
        if page.body.contains("multipart/form-data") {
            self.submit_file(&page, path, fields, None).await
        } else {
            self.submit(&page, path, fields).await
        }
    }

    /// As [`Self::act`]; it must work, and the page after it is shown.
    pub(crate) async fn done(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.act(path, fields).await;
        assert_eq!(answer.status, 303, "POST {path}: {}", answer.body);
        let to = answer.to(self.lang);
        let page = self.get(&to).await;
        assert_eq!(page.status, 200, "after {path}, {to}: {}", page.body);
        page
    }

    /// The token of this session's forms.
    pub(crate) async fn csrf(&mut self) -> String {
        let page = self.get("/staff").await;
        let out = format!("/{}/staff/sign-out", self.lang);
        let hidden = page.hidden(&out, false);
        hidden
            .into_iter()
            .find(|(name, _)| name == "csrf")
            .unwrap()
            .1
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let mut request = request.header(header::HOST, "test.example");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let response = self
            .world
            .app
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let (head, body) = response.into_parts();
        for cookie in head.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            self.cookie = Some(pair.to_owned()).filter(|pair| !pair.ends_with('='));
        }
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let location = head.headers.get(header::LOCATION);
        Page {
            status: head.status.as_u16(),
            location: location.map(|to| to.to_str().unwrap().to_owned()),
            headers: head.headers.clone(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.into(),
        }
    }
}

impl Page {
    /// Where it leads, without the language.
    pub(crate) fn to(&self, lang: &str) -> String {
        let to = self
            .location
            .as_deref()
            .expect("the answer leads somewhere");
        to.strip_prefix(&format!("/{lang}"))
            .expect("to the same language")
            .to_owned()
    }

    /// The hidden fields of a form with this action.
    pub(crate) fn hidden(&self, action: &str, last: bool) -> Vec<(String, String)> {
        let mark = format!("action=\"{action}\"");
        let at = if last {
            self.body.rfind(&mark)
        } else {
            self.body.find(&mark)
        };
        let at = at.unwrap_or_else(|| panic!("no form sends to {action}:\n{}", self.body));
        let form = self.body[at..].split("</form>").next().unwrap();
        form.split("<input type=\"hidden\"")
            .skip(1)
            .map(|input| (value(input, "name=\""), value(input, "value=\"")))
            .collect()
    }

    /// The code of the receipt on this page.
    pub(crate) fn code(&self) -> String {
        let at = self.body.find("<p class=\"code\"").expect("a receipt");
        let card = self.body[at..].split("</p>").next().unwrap();
        let groups = card
            .split("<span>")
            .skip(1)
            .filter_map(|part| part.split('<').next());
        groups.collect::<Vec<_>>().join(" ")
    }
}

fn joined<'b>(
    hidden: &'b [(String, String)],
    fields: &[(&'b str, &'b str)],
) -> Vec<(&'b str, &'b str)> {
    let given = |name: &str| fields.iter().any(|(field, _)| *field == name);
    let kept = hidden.iter().filter(|(name, _)| !given(name));
    let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
    kept.chain(fields.iter().copied()).collect()
}

fn value(input: &str, start: &str) -> String {
    let found = input
        .split(start)
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    found
        .unwrap_or_default()
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
