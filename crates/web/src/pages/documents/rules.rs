//! The register of rules (制度汇编) as a file.

use super::View;
use crate::document::{Document, Part, Table};
use crate::errors::Failure;
use crate::i18n::t;
use crate::pages::rule::standing;
use crate::request::Ctx;
use massline_domain::id::RuleId;
use massline_domain::rule::Rule;

/// A table of all rules, and the text of each.
pub(super) async fn document(view: &View<'_>, ctx: &Ctx) -> Result<Document, Failure> {
    let rules = ctx.service().rules(&ctx.campaign).await?;
    let title = t(view.lang, "rules-title");
    let mut parts = vec![Part::Table(table(view, title.clone(), &rules))];
    for (id, rule) in &rules {
        parts.extend(text(id, rule));
    }
    Ok(Document {
        lang: view.lang,
        note: view.note(),
        title,
        parts,
    })
}

/// Rules with owner, state, day and problems.
pub(super) fn table(view: &View<'_>, name: String, rules: &[(RuleId, Rule)]) -> Table {
    let columns = view.heads([
        ("rules-number", 6),
        ("rules-name", 30),
        ("rules-owner", 16),
        ("rules-state", 10),
        ("rules-from", 12),
        ("rule-problems", 14),
    ]);
    let row = |(id, rule): &(RuleId, Rule)| {
        let text = rule.text()?;
        let problems: Vec<String> = text.problems.iter().map(ToString::to_string).collect();
        Some(vec![
            id.0.to_string(),
            text.title.clone(),
            view.unit(rule.owner.as_ref()?),
            t(view.lang, standing(rule, view.today).2),
            text.from.to_string(),
            problems.join(view.lang.pick("、", ", ")),
        ])
    };
    Table::new(name, &columns, rules.iter().filter_map(row).collect())
}

fn text(id: &RuleId, rule: &Rule) -> Vec<Part> {
    let Some(text) = rule.text() else {
        return Vec::new();
    };
    let head = Part::Heading(format!("{} {}", id.0, text.title));
    let words = std::iter::once(head).chain(Part::text(&text.words));
    words.collect()
}
