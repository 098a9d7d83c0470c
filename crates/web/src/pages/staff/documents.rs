//! What is not public yet, as files for those who read it anyway: the unit whose it is, and the
//! supervision team sent there.

use super::desk::{Answer, Desk};
use super::{criticism, mirror};
use crate::document::Format;
use crate::errors::Failure;
use crate::pages::documents::{answer, minutes, paper};
use crate::pages::stage::parts::View;
use axum::extract::Path;

impl Desk {
    fn view(&self) -> View<'_> {
        View {
            lang: self.lang,
            campaign: &self.campaign,
            units: &self.units,
            today: self.today(),
        }
    }
}

/// `GET /staff/documents/mirrors/{unit}/{number}/{format}`: a self-examination as it stands.
pub(super) async fn paper_file(
    desk: Desk,
    Path((unit, number, ending)): Path<(String, String, String)>,
) -> Answer {
    let format = Format::named(&ending).ok_or(Failure::NotFound)?;
    let reading = mirror::read(&desk, &unit, &number).await?;
    if reading.paper.version == 0 {
        return Err(Failure::NotFound);
    }
    let (id, view) = (&reading.id, desk.view());
    let document = paper::document(&view, id, &reading.paper, &reading.content, format);
    answer(&document, format, &paper::file_name(id), &view)
}

/// `GET /staff/documents/criticism/{unit}/{number}/{format}`: the minutes as they stand.
pub(super) async fn minutes_file(
    desk: Desk,
    Path((unit, number, ending)): Path<(String, String, String)>,
) -> Answer {
    let format = Format::named(&ending).ok_or(Failure::NotFound)?;
    let heard = criticism::heard(&desk, &unit, &number).await?;
    let (id, view) = (&heard.id, desk.view());
    let document = minutes::document(&view, id, &heard.session, &heard.words);
    answer(&document, format, &minutes::file_name(id), &view)
}
