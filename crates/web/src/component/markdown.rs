//! Markdown (CommonMark) as HTML that can do nothing: raw HTML is shown as text, pictures become
//! links, and links go to the web or stay on this server.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// The text as HTML. Headings begin at the third level, below those of the page.
#[must_use]
pub fn markdown(text: &str) -> Markup {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, parser.map(harmless));
    PreEscaped(out)
}

fn harmless(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(tag) => Event::Start(start(tag)),
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    }
}

fn start(tag: Tag<'_>) -> Tag<'_> {
    match tag {
        Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }
        | Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        } => Tag::Link {
            link_type,
            dest_url: safe(dest_url),
            title,
            id,
        },
        Tag::Heading { level, .. } => Tag::Heading {
            level: lower(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        },
        other => other,
    }
}

fn lower(level: pulldown_cmark::HeadingLevel) -> pulldown_cmark::HeadingLevel {
    use pulldown_cmark::HeadingLevel::{H1, H2, H3, H4, H5, H6};
    match level {
        H1 => H3,
        H2 => H4,
        H3 => H5,
        H4 | H5 | H6 => H6,
    }
}

/// Nothing but the web, and pages of this server.
fn safe(address: CowStr<'_>) -> CowStr<'_> {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let here = address.starts_with('/') && !address.starts_with("//");
    if web || here {
        address
    } else {
        CowStr::Borrowed("#")
    }
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn markdown_can_do_nothing() {
        let text = "# 学\n\n**重点** <script>alert(1)</script>\n\n<img src=x onerror=y>\n\n\
            ![图](https://a.example/p.png) [坏](javascript:alert(1)) [好](https://a.example/) [里](//b.example)";
        let html = markdown(text).into_string();
        assert!(html.contains("<h3>学</h3>") && html.contains("<strong>重点</strong>"));
        assert!(
            !html.contains("<script") && !html.contains("<img"),
            "{html}"
        );
        assert!(
            !html.contains("javascript:") && !html.contains("\"//b"),
            "{html}"
        );
        assert!(html.contains("href=\"https://a.example/\""), "{html}");
        assert!(html.contains("href=\"https://a.example/p.png\""), "{html}");
    }
}
