//! A campaign is data: no word of the one charter stands in the code of any crate. Comments
//! and tests may explain with them; translations are data too.

use std::fs;
use std::path::{Path, PathBuf};

/// Words of the mass line campaign, and its charter's codes.
const WORDS: &[&str] = &[
    "四风",
    "形式主义",
    "官僚主义",
    "享乐主义",
    "奢靡",
    "照镜子",
    "正衣冠",
    "洗洗澡",
    "治治病",
    "民主生活会",
    "组织生活会",
    "谈心谈话",
    "对照检查",
    "督导",
    "群众路线",
    "群众提",
    "自己找",
    "上级点",
    "互相帮",
    "集体议",
    "五个进一步",
    "空对空",
    "一刀切",
    "两张皮",
    "立行立改",
    "专项整治",
    "务实",
    "清廉",
    "formalism",
    "bureaucratism",
    "hedonism",
    "extravagance",
    "four winds",
    "for-the-people",
];

/// The source without its comments. Texts in quotes stay; what stands between quotes is
/// never taken for a comment.
fn without_comments(source: &str) -> String {
    let (mut kept, mut rest) = (String::new(), source);
    while let Some(next) = rest.chars().next() {
        let (length, keep) = piece(rest).unwrap_or((next.len_utf8(), true));
        if keep {
            kept.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    kept
}

/// The comment or quoted text that begins here, its length and whether it stays.
fn piece(rest: &str) -> Option<(usize, bool)> {
    if rest.starts_with("//") {
        return Some((rest.find('\n').unwrap_or(rest.len()), false));
    }
    if rest.starts_with("/*") {
        return Some((block_comment(rest), false));
    }
    let hashes = rest
        .strip_prefix('r')
        .map(|rest| rest.len() - rest.trim_start_matches('#').len());
    if let Some(hashes) = hashes
        && rest[1 + hashes..].starts_with('"')
    {
        let end = format!("\"{}", "#".repeat(hashes));
        let start = 2 + hashes;
        let length = rest[start..]
            .find(&end)
            .map_or(rest.len(), |at| start + at + end.len());
        return Some((length, true));
    }
    if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
        return Some((
            rest[1..]
                .find('\'')
                .map_or(1, |_| rest.find("\"'").unwrap_or(0) + 2),
            true,
        ));
    }
    rest.starts_with('"').then(|| (quoted(rest), true))
}

/// Comments between `/*` and `*/` can hold one another.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a quoted text, its quotes included.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The code that runs: comments and the tests at the end of the file are left out.
fn code_of(source: &str) -> String {
    let code = without_comments(source);
    match code.find("#[cfg(test)]\nmod ") {
        Some(tests) if code[tests..].contains('{') => code[..tests].to_owned(),
        _ => code,
    }
}

/// Whether a file or folder of this name holds tests or translations.
fn is_set_apart(name: &str) -> bool {
    matches!(name, "tests" | "tests.rs" | "test" | "test.rs" | "locales")
}

fn sources_in(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let only_for_tests: Vec<String> = paths.iter().flat_map(|path| test_modules(path)).collect();
    for path in paths {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let module = name.strip_suffix(".rs").unwrap_or(name);
        if is_set_apart(name) || only_for_tests.iter().any(|test| test == module) {
            continue;
        }
        if path.is_dir() {
            sources_in(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The modules in files of their own that this file declares for tests alone.
fn test_modules(path: &Path) -> Vec<String> {
    let source = fs::read_to_string(path).unwrap_or_default();
    let declared = source.split("#[cfg(test)]\nmod ").skip(1);
    let named = declared.filter_map(|rest| rest.lines().next()?.strip_suffix(';'));
    named.map(str::to_owned).collect()
}

fn is_of_the_demo(path: &Path) -> bool {
    path.parent()
        .is_some_and(|folder| folder.ends_with("massline/src/demo"))
}

#[test]
fn no_word_of_the_campaign_is_wired_into_code() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for entry in fs::read_dir(&crates).unwrap() {
        sources_in(&entry.unwrap().path().join("src"), &mut files);
    }
    // The demo is a sample of the one charter: its content, not the house's machinery.
    files.retain(|path| !is_of_the_demo(path));
    assert!(files.len() > 50, "only {} files found", files.len());
    let mut wired = Vec::new();
    for path in files {
        // Pictures and the like hold no words.
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let is_rust = path.extension().is_some_and(|ending| ending == "rs");
        let code = if is_rust { code_of(&text) } else { text };
        let words = WORDS.iter().filter(|word| code.contains(**word));
        wired.extend(words.map(|word| format!("{}: {word}", path.display())));
    }
    assert!(
        wired.is_empty(),
        "put these into a charter or a translation:\n{}",
        wired.join("\n")
    );
}

#[test]
fn the_reader_of_code_tells_comments_from_texts() {
    let source = concat!(
        "/// 四风\n/* 照镜子 /* 督导 */ */ let a = \"形式主义 // stays\"; // 务实\n",
        "let b = r#\"清廉 \" \"#; let c = '\"'; // 一刀切\nlet d = '\\\"'; let e = \"\\\"两张皮\";\n",
        "#[cfg(test)]\nmod tests { const X: &str = \"空对空\"; }",
    );
    let code = code_of(source);
    for kept in ["形式主义 // stays", "清廉", "两张皮"] {
        assert!(code.contains(kept), "{kept} is code: {code}");
    }
    for dropped in ["四风", "照镜子", "督导", "务实", "一刀切", "空对空"] {
        assert!(!code.contains(dropped), "{dropped} is not code: {code}");
    }
}
