//! `massline charter check FILE` and `massline charter show NAME`.

use crate::cli::{CharterCheck, CharterShow};
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_domain::Charter;
use massline_web::i18n::t_args;
use std::path::Path;

/// The charters that ship with the program, by name.
const SHIPPED: [(&str, &str); 2] = [
    (
        "mass-line",
        include_str!("../../../../charters/mass-line.toml"),
    ),
    (
        "city-services",
        include_str!("../../../../charters/city-services.toml"),
    ),
];

/// The text of a shipped charter or of a file, checked.
pub(crate) fn text_of(name: &str) -> Result<String, Failure> {
    let text = match SHIPPED.iter().find(|(shipped, _)| *shipped == name) {
        Some((_, text)) => (*text).to_owned(),
        None => {
            let path = Path::new(name);
            std::fs::read_to_string(path).map_err(|error| Failure::path(path, &error))?
        }
    };
    parse(name, &text)?;
    Ok(text)
}

fn parse(name: &str, text: &str) -> Result<Charter, Failure> {
    Charter::parse(text).map_err(|error| {
        Failure::new(
            "cli-error-charter",
            &[
                ("file", name),
                ("line", &error.line.to_string()),
                ("key", &error.key),
                ("error", &error.message),
            ],
        )
    })
}

pub(super) fn check(args: CharterCheck) -> Result<u8, Failure> {
    let text =
        std::fs::read_to_string(&args.file).map_err(|error| Failure::path(&args.file, &error))?;
    let name = args.file.display().to_string();
    let charter = parse(&name, &text)?;
    let shown = lang().pick(&charter.name.zh, &charter.name.en).to_owned();
    say(&t_args(
        lang(),
        "cli-charter-good",
        &[("file", name.into()), ("name", shown.into())],
    ));
    Ok(0)
}

pub(super) fn show(args: CharterShow) -> Result<u8, Failure> {
    let found = SHIPPED.iter().find(|(shipped, _)| *shipped == args.name);
    let (_, text) = found.ok_or_else(|| {
        let known: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
        let known = known.join(", ");
        Failure::new(
            "cli-error-no-charter",
            &[("name", &args.name), ("known", &known)],
        )
    })?;
    print(text.trim_end());
    Ok(0)
}
