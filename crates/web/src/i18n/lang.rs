//! Which language a page is in.

/// A language of the interface. The first part of each page's path names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both languages, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The first part of a page's path: `zh` or `en`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The BCP 47 tag for `lang` attributes and data: `zh-CN` or `en`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }

    /// The language whose path prefix this is.
    #[must_use]
    pub fn from_prefix(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.prefix() == prefix)
    }

    /// The language whose tag this is.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(tag))
    }

    /// The best language for an `Accept-Language` header (RFC 9110 §12.5.4), or
    /// `fallback` where it asks for neither.
    #[must_use]
    pub fn negotiate(header: &str, fallback: Self) -> Self {
        let mut best: Option<(Self, f32)> = None;
        for wish in header.split(',') {
            let Some((lang, quality)) = parse_wish(wish) else {
                continue;
            };
            if quality > 0.0 && best.is_none_or(|(_, found)| quality > found) {
                best = Some((lang, quality));
            }
        }
        best.map_or(fallback, |(lang, _)| lang)
    }

    /// The path of a page in this language. `path` starts with a slash and names no
    /// language: `/problems?page=2` becomes `/zh/problems?page=2`.
    #[must_use]
    pub fn path(self, path: &str) -> String {
        format!("/{}{path}", self.prefix())
    }

    /// One of two texts that data holds in both languages.
    #[must_use]
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// One wish of the header: `en-GB;q=0.8`.
fn parse_wish(wish: &str) -> Option<(Lang, f32)> {
    let mut parts = wish.split(';');
    let tag = parts.next()?.trim().to_ascii_lowercase();
    let lang = Lang::from_prefix(tag.split('-').next()?)?;
    let quality = parts
        .filter_map(|part| part.trim().strip_prefix("q="))
        .next()
        .map_or(Some(1.0), |text| text.trim().parse::<f32>().ok())?;
    Some((lang, quality.clamp(0.0, 1.0)))
}
