//! The audit: log, events, vault and views are replayed, and what does not fit is named.

use super::desk::{Answer, Desk, Sheet};
use super::sent::Sent;
use crate::component::{Look, Tone, notice};
use crate::i18n::{Lang, t, t_args, t_code};
use axum::response::Response;
use massline_service::Right;
use massline_service::rows::AuditReport;
use maud::{Markup, html};

/// Findings shown; the command line shows all.
const SHOWN: usize = 100;

/// `GET /staff/audit`
pub(super) async fn show(desk: Desk) -> Answer {
    desk.must(Right::Audit)?;
    Ok(render(&desk, &html! {}))
}

/// `POST /staff/audit`: reads everything once, so it is a button and not a link.
pub(super) async fn run(sent: Sent) -> Answer {
    let desk = sent.desk;
    desk.must(Right::Audit)?;
    let report = desk.service.audit(Some(&desk.staff)).await?;
    Ok(render(&desk, &result(desk.lang, &report)))
}

fn render(desk: &Desk, result: &Markup) -> Response {
    let lang = desk.lang;
    let title = t(lang, "audit-title");
    let body = html! {
        h1 { (title) }
        (result)
        p { (t(lang, "audit-why")) }
        (desk.one_button("/staff/audit", Look::Main, &t(lang, "audit-run"), html! {}))
        p .soft { (t(lang, "audit-yourself")) " " a href=(lang.path("/log")) { (t(lang, "nav-to-log")) } }
    };
    desk.page(
        &Sheet {
            title: &title,
            active: "/staff/audit",
            ..Sheet::default()
        },
        body,
    )
}

fn result(lang: Lang, report: &AuditReport) -> Markup {
    let findings = report.findings.len();
    let counts = [
        ("findings", findings.into()),
        ("events", report.events.into()),
        ("entries", report.entries.into()),
        ("documents", report.documents.into()),
        ("private", report.private_parts.into()),
        ("views", report.views.into()),
        ("checkpoints", report.checkpoints.into()),
    ];
    let clean = findings == 0;
    let (tone, key) = if clean {
        (Tone::Good, "cli-audit-clean")
    } else {
        (Tone::Bad, "audit-findings")
    };
    let first = (!clean).then(|| t(lang, "audit-bad"));
    html! {
        div role="status" #result {
            (notice(tone, first.as_deref(), html! {
                p { (t_args(lang, key, &counts)) }
                @if !clean {
                    ul { @for finding in report.findings.iter().take(SHOWN) { li { code { (finding.table) " " (finding.key) } " " (t_code(lang, "audit-what", finding.what.code())) } } }
                }
            }))
        }
    }
}
