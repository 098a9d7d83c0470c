//! Every component in both languages, written to the system's temporary directory
//! (`massline-gallery/`) to be looked at, and checked for what no page may lack.

mod front;
mod problem;
mod public;
mod staff;

use crate::i18n::Lang;
use crate::layout::{LogState, PageFrame, page, public_nav};
use crate::style;
use maud::Markup;
use std::collections::BTreeSet;

const TODAY: i32 = 20_780;

/// One text in both languages.
type Said = (&'static str, &'static str);

fn say(lang: Lang, said: Said) -> String {
    lang.pick(said.0, said.1).to_owned()
}

fn public_page(lang: Lang, path: &str, title: Said, wide: bool, body: Markup) -> String {
    let frame = PageFrame {
        lang,
        site: lang.pick(
            "临川县群众路线教育实践活动",
            "Linchuan County: Closer to the People",
        ),
        title: lang.pick(title.0, title.1),
        path,
        nav: public_nav(lang),
        active: Some(path),
        wide,
        log: Some(LogState {
            size: 12_034,
            root: "7fd3 91c0 a2e8".to_owned(),
            day: TODAY,
        }),
        ..PageFrame::default()
    };
    page(&frame, body).into_string()
}

fn pages(lang: Lang) -> Vec<(&'static str, String)> {
    vec![
        ("front", front::page(lang)),
        ("speak", public::speak(lang)),
        ("receipt", public::receipt(lang)),
        ("judge", public::judge(lang)),
        ("problems", problem::list(lang)),
        ("problem", problem::one(lang)),
        ("ledger", staff::ledger(lang)),
        ("charts", staff::charts(lang)),
    ]
}

#[test]
fn the_gallery_is_whole_and_sound() {
    let dir = std::env::temp_dir().join("massline-gallery");
    std::fs::create_dir_all(dir.join("assets")).unwrap();
    for asset in [style::style(), style::mark()] {
        std::fs::write(dir.join(asset.path.trim_start_matches('/')), asset.content).unwrap();
    }
    for lang in Lang::ALL {
        for (name, html) in pages(lang) {
            check(name, &html);
            std::fs::write(dir.join(format!("{name}-{}.html", lang.prefix())), html).unwrap();
        }
    }
}

/// What every page must hold to.
fn check(name: &str, html: &str) {
    let size = html.len() + style::STYLE.len();
    assert!(size < 100_000, "{name} weighs {size} bytes with its styles");
    for forbidden in [
        "style=\"",
        "<script",
        "<style",
        "http://",
        "javascript:",
        "onclick",
    ] {
        assert!(!html.contains(forbidden), "{name} holds {forbidden}");
    }
    for one in [
        "<h1",
        "<main",
        "<title",
        "<header class=\"masthead",
        "<footer class=\"colophon",
    ] {
        let found = html.matches(one).count() - svg_titles(html, one);
        assert_eq!(found, 1, "{name} has one {one}");
    }
    let ids: Vec<&str> = values(html, " id=\"").collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "{name} uses an id twice: {ids:?}");
    let references = [
        " for=\"",
        "aria-describedby=\"",
        "aria-labelledby=\"",
        "href=\"#",
    ];
    for reference in references.iter().flat_map(|start| values(html, start)) {
        for id in reference.split(' ') {
            assert!(
                known.contains(id),
                "{name} points to #{id}, which is not there"
            );
        }
    }
    for tag in html.split('<').filter_map(|rest| rest.split('>').next()) {
        assert!(
            tag.matches(" class=").count() < 2,
            "{name} says class twice in <{tag}>"
        );
    }
    let key = values(html, ">").find(|text| text.contains("-sub-") || text.starts_with("nav-"));
    assert_eq!(key, None, "{name} shows a key");
}

/// Drawings have titles too.
fn svg_titles(html: &str, tag: &str) -> usize {
    if tag == "<title" {
        html.matches("<title id=").count()
    } else {
        0
    }
}

fn values<'a>(html: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(start)
        .skip(1)
        .filter_map(|rest| rest.split(['"', '<']).next())
}
