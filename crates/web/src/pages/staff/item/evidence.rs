//! Showing something: how it was, how it is now, a paper, a number; with a file if there is
//! one.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::{Draft, Wrong, missing, seen};
use super::super::problem::{ACTIVE, crumb, path};
use super::super::sent::Sent;
use super::find_item;
use crate::component::Choice;
use crate::form_data::FormData;
use crate::i18n::{t, t_code};
use axum::extract::Path;
use axum::http::StatusCode;
use massline_domain::Refusal;
use massline_domain::item::{Evidence, EvidenceKind};
use massline_service::item::{EVIDENCE_MEDIA, EvidenceFile};
use massline_service::{Right, ServiceError};
use maud::html;

/// `GET /staff/problems/{problem}/items/{item}/evidence`
pub(in super::super) async fn show(
    desk: Desk,
    Path((problem, item)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::WorkForUnit)?;
    render(&desk, &problem, &item, &Draft::new()).await
}

/// `POST /staff/problems/{problem}/items/{item}/evidence`
pub(in super::super) async fn post(
    Path((problem, item)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    let found = find_item(&desk, &problem, &item).await?;
    if let Some(wrong) = missing(desk.lang, &form, &["kind", "evidence"]) {
        return render(&desk, &problem, &item, &Draft::again(form, wrong)).await;
    }
    let file = form.file("file").map(|upload| EvidenceFile {
        media: media_of(&upload.bytes, &upload.media),
        bytes: upload.bytes.to_vec(),
    });
    let (campaign, staff, item_id) = (&desk.campaign, &desk.staff, found.item.item);
    let added = match evidence(&form) {
        Ok(evidence) => {
            desk.service
                .add_evidence(campaign, staff, item_id, evidence, file, seen(&form))
                .await
        }
        Err(refusal) => Err(refusal.into()),
    };
    let wrong = match added {
        Ok(()) => return Ok(desk.go(&path(found.problem.problem), "evidence")),
        Err(ServiceError::Refused(Refusal::UnknownCode { kind: "media", .. })) => Wrong {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            ..Wrong::field("file", t(desk.lang, "work-evidence-media"))
        },
        Err(error) => desk.wrong(error)?,
    };
    render(&desk, &problem, &item, &Draft::again(form, wrong)).await
}

fn evidence(form: &FormData) -> Result<Evidence, Refusal> {
    let kind = EvidenceKind::from_code(form.text("kind"));
    Ok(Evidence {
        kind: kind.ok_or(Refusal::Empty { field: "kind" })?,
        words: form.text("evidence").to_owned(),
        link: Some(form.text("link").trim().to_owned()).filter(|link| !link.is_empty()),
        file: None,
    })
}

/// The media type by the content's first bytes: what a browser claims may be wrong. What
/// is none of those taken keeps the claim only where that is refused anyway.
fn media_of(bytes: &[u8], claimed: &str) -> String {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let known = if starts(b"\xff\xd8\xff") {
        "image/jpeg"
    } else if starts(b"\x89PNG\r\n\x1a\n") {
        "image/png"
    } else if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        "image/webp"
    } else if starts(b"%PDF-") {
        "application/pdf"
    } else if EVIDENCE_MEDIA.contains(&claimed) {
        "application/octet-stream"
    } else {
        claimed
    };
    known.to_owned()
}

async fn render(desk: &Desk, problem: &str, item: &str, draft: &Draft) -> Answer {
    let found = find_item(desk, problem, item).await?;
    let lang = desk.lang;
    let page = Act {
        code: "evidence",
        path: format!(
            "{}/items/{}/evidence",
            path(found.problem.problem),
            found.item.item.number
        ),
        back: crumb(desk, found.problem.problem),
        active: ACTIVE,
        now: super::now(desk, &found),
        seen: Some(found.version),
        with_file: true,
        grave: false,
    };
    let kinds: Vec<Choice> = EvidenceKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), t_code(lang, "evidence-kind", kind.code())))
        .collect();
    Ok(desk.act(&page, draft, |ask| {
        html! {
            (ask.cards("kind", &kinds, ""))
            (ask.paragraph("evidence", ""))
            (ask.file("file", &EVIDENCE_MEDIA.join(","), true))
            (ask.maybe_line("link", ""))
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::media_of;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(media_of(b"\x89PNG\r\n\x1a\n...", "text/html"), "image/png");
        assert_eq!(
            media_of(b"<script>", "image/png"),
            "application/octet-stream"
        );
        assert_eq!(media_of(b"<script>", "text/html"), "text/html");
        assert_eq!(media_of(b"RIFF1234WEBPVP8 ", ""), "image/webp");
        assert_eq!(media_of(b"", "application/pdf"), "application/octet-stream");
    }
}
