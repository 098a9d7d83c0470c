//! Pictures of the sample campaign: what people gave, and what units show as evidence.

use super::build::Builder;
use super::content::Content;
use massline_domain::id::ItemId;
use massline_domain::item::Evidence;
use massline_service::ServiceError;
use massline_service::public_file::{Media, PublicFile};
use serde::Deserialize;

/// Drawn for the demo, of no real street.
const DRAWN: [(&str, &[u8]); 4] = [
    (
        "lamps-dark",
        include_bytes!("../../demo/pictures/lamps-dark.png"),
    ),
    (
        "lamp-near",
        include_bytes!("../../demo/pictures/lamp-near.png"),
    ),
    (
        "lamps-torch",
        include_bytes!("../../demo/pictures/lamps-torch.png"),
    ),
    (
        "lamps-lit",
        include_bytes!("../../demo/pictures/lamps-lit.png"),
    ),
];

/// A picture that came with a voice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PictureEntry {
    pub(super) voice: String,
    file: Drawn,
    /// Whether its giver agreed that it is shown, and the office shows it.
    pub(super) shown: bool,
}

impl PictureEntry {
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.file.bytes()
    }
}

/// One of the pictures that were drawn for the demo.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Drawn(Vec<u8>);

impl Drawn {
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.clone()
    }
}

impl TryFrom<String> for Drawn {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let found = DRAWN.iter().find(|(known, _)| *known == name);
        found
            .map(|(_, bytes)| Self(bytes.to_vec()))
            .ok_or_else(|| format!("there is no picture {name}"))
    }
}

impl Builder {
    /// A piece of evidence, with its picture where there is one.
    pub(super) async fn show(
        &self,
        content: &Content,
        problem: usize,
        item: usize,
        piece: usize,
    ) -> Result<(), ServiceError> {
        let shown = &content.problems[problem].items[item].evidence[piece];
        let evidence = Evidence {
            kind: shown.kind,
            words: shown.text.of(self.english[problem]),
            link: None,
            file: None,
        };
        let file = match &shown.picture {
            Some(drawn) => Some(PublicFile::of(drawn.bytes(), &Media::PICTURES).await?),
            None => None,
        };
        let staff = self.unit_of(&content.problems[problem])?;
        let id = ItemId {
            problem: self.number(problem)?,
            number: u32::try_from(item + 1).unwrap_or(u32::MAX),
        };
        self.service
            .add_evidence(&self.campaign, &staff, id, evidence, file, None)
            .await
    }

    /// The office shows those pictures of a new problem whose givers agreed.
    pub(super) async fn show_pictures(
        &self,
        content: &Content,
        problem: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.problems[problem];
        for (at, voice) in content.voices.iter().enumerate() {
            let given = content.pictures_of(voice);
            let here = voice.problem == entry.code && given.iter().any(|one| one.shown);
            let Some(receipt) = self.receipts.get(&at).filter(|_| here) else {
                continue;
            };
            for number in (1..).take(given.len()) {
                let (campaign, office) = (&self.campaign, &self.office);
                self.service
                    .show_picture(campaign, office, receipt.opinion, number, true)
                    .await?;
            }
        }
        Ok(())
    }
}
