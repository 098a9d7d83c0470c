//! Speaking: an opinion comes in and a receipt goes out. The promise is signed only after
//! the words are durably stored.

use crate::error::{Result, ServiceError};
use crate::limit;
use crate::public_file::{Media, PublicFile};
use crate::service::{Campaign, Service};
use massline_domain::id::{Digest, OpinionId};
use massline_domain::opinion::{Command, Opinion, Receive};
use massline_domain::{Day, Refusal, Who, event::stream, text};
use massline_log::code::ReceiptCode;
use massline_log::commit::{self, Keys, LABELS};
use massline_log::promise::Promise;
use massline_store::{StreamWrite, VaultField, VaultWrite, pictures_root};

/// What someone says, and what they choose to add.
#[derive(Debug, Clone, Default)]
pub struct Speech {
    /// The words.
    pub words: String,
    /// Where, in words.
    pub place: String,
    /// The charter's code of the group, or empty.
    pub group: String,
    /// The code of the unit it is about, or empty.
    pub unit: String,
    /// The charter's code of the channel.
    pub channel: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// The day it was said, where it was written down elsewhere earlier.
    pub said_on: Option<Day>,
    /// Whether the speaker gets the receipt.
    pub receipt: bool,
    /// A key that names the row at its source, so that importing twice takes it once.
    pub source_key: Option<[u8; 32]>,
    /// Pictures that show it, as they came, at most [`MOST_PICTURES`]. They are painted again
    /// before they are kept; the office sees them.
    pub pictures: Vec<Vec<u8>>,
    /// Whether the speaker agrees that the office shows them to everyone with the problem.
    pub pictures_may_be_shown: bool,
}

/// What the speaker holds. The code is shown once and stored nowhere.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The code.
    pub code: ReceiptCode,
    /// The signed promise that the opinion will be in the log.
    pub promise: String,
    /// The opinion's id, for staff pages.
    pub opinion: OpinionId,
    /// The day it was received.
    pub day: Day,
}

/// Everything that one opinion adds to a write.
pub(crate) struct Prepared {
    pub(crate) stream: StreamWrite,
    pub(crate) vault: Vec<VaultWrite>,
    pub(crate) code: ReceiptCode,
    pub(crate) commitment: [u8; 32],
    pub(crate) opinion: OpinionId,
    pub(crate) received: Day,
}

/// The most characters of a place.
pub const PLACE_CHARS: usize = 200;
/// The most pictures of an opinion.
pub const MOST_PICTURES: usize = 3;
/// The value of the field `consent` of who agrees that pictures are shown.
const CONSENT: &str = "pictures";

impl Service {
    /// Takes in one opinion.
    ///
    /// `caller` is a hash of where the request came from under a key thrown away hourly; it
    /// is counted and not stored.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for words that are empty or too long and for codes the
    /// charter does not define, for too many pictures and for files that are none;
    /// [`ServiceError::CampaignClosed`]; [`ServiceError::TooMany`].
    pub async fn speak(
        &self,
        campaign: &Campaign,
        speech: Speech,
        who: &Who,
        caller: Option<[u8; 16]>,
    ) -> Result<Receipt> {
        if let Some(caller) = caller {
            self.count_try(caller, limit::SPEAK)?;
        }
        if !campaign.row.open {
            return Err(ServiceError::CampaignClosed);
        }
        if !speech.unit.is_empty() {
            self.must_have_unit(campaign, &speech.unit).await?;
        }
        let pictures = painted(&speech.pictures).await?;
        let prepared = self.prepare(campaign, &speech, &pictures, who)?;
        let Prepared {
            code,
            commitment,
            opinion,
            received: day,
            ..
        } = prepared;
        // Who wrote it down for whom would tie staff to speaker: the event says only "public".
        self.append(
            campaign,
            &Who::Public,
            vec![prepared.stream],
            prepared.vault,
        )
        .await?;
        let promise = self.promise(campaign, &commitment, day)?;
        Ok(Receipt {
            code,
            promise,
            opinion,
            day,
        })
    }

    /// Makes the receipt's code and everything that hangs on it; writes nothing.
    pub(crate) fn prepare(
        &self,
        campaign: &Campaign,
        speech: &Speech,
        pictures: &[PublicFile],
        who: &Who,
    ) -> Result<Prepared> {
        text::optional("place", &speech.place, PLACE_CHARS)?;
        let code = ReceiptCode(self.random());
        let opinion = OpinionId(self.random());
        let keys = Keys::derive(&code, self.origin());
        // Asked once: at midnight event and promise would differ.
        let received = self.inner.clock.day(0);
        let context = self.context(campaign, who);
        let fields = private_fields(speech, pictures, &keys, context.today);
        let parts = fields
            .iter()
            .map(|field| commit::field_commitment(&field.label, &field.salt, &field.value))
            .collect::<std::result::Result<Vec<[u8; 32]>, _>>()?;
        let commitment = commit::commitment(&parts)?;
        let receive = Receive {
            opinion,
            words: &speech.words,
            commitment: Digest(commitment),
            channel: speech.channel.clone(),
            group: Some(speech.group.clone()).filter(|group| !group.is_empty()),
            language: speech.language.clone(),
            log_day: received,
            said_on: speech.said_on,
            receipt: speech.receipt,
        };
        let events = Opinion::default().decide_for(opinion, Command::Receive(receive), &context)?;
        let stream = StreamWrite {
            stream: stream::opinion(opinion),
            expected: 0,
            events: events.into_iter().map(Into::into).collect(),
        };
        let mut vault = vec![VaultWrite::Opinion {
            opinion,
            lookup: keys.lookup(),
            source_key: speech.source_key,
            fields,
        }];
        vault.extend(
            (1..)
                .zip(pictures)
                .map(|(number, picture)| VaultWrite::Picture {
                    opinion,
                    number,
                    media: picture.media().name().to_owned(),
                    bytes: picture.bytes().to_vec(),
                }),
        );
        Ok(Prepared {
            stream,
            vault,
            code,
            commitment,
            opinion,
            received,
        })
    }

    /// The signed promise for a commitment. Ed25519 is deterministic: asking twice gives
    /// the same bytes.
    pub(crate) fn promise(
        &self,
        campaign: &Campaign,
        commitment: &[u8; 32],
        received: Day,
    ) -> Result<String> {
        let promise = Promise {
            origin: self.origin().to_owned(),
            commitment: *commitment,
            campaign: campaign.id().0,
            day: u32::try_from(received.0).unwrap_or(0),
        };
        Ok(promise.sign(&self.inner.promise_key)?)
    }

    pub(crate) fn count_try(&self, caller: [u8; 16], allowance: limit::Allowance) -> Result<()> {
        let now = self.inner.clock.unix_seconds();
        self.inner
            .limiter
            .count(caller, allowance, now)
            .map_err(|seconds| ServiceError::TooMany { seconds })
    }
}

/// The pictures without anything that tells of who took them, where and with what.
async fn painted(pictures: &[Vec<u8>]) -> Result<Vec<PublicFile>> {
    let (max, found) = (MOST_PICTURES, pictures.len());
    if found > max {
        let field = "pictures";
        return Err(Refusal::TooLong { field, max, found }.into());
    }
    let mut painted = Vec::with_capacity(found);
    for bytes in pictures {
        painted.push(PublicFile::of(bytes.clone(), &Media::PICTURES).await?);
    }
    Ok(painted)
}

/// Whether these private fields say that the pictures may be shown.
pub(crate) fn agrees(fields: &[VaultField]) -> bool {
    let consent = fields.iter().find(|field| field.label == "consent");
    consent.is_some_and(|field| field.value == CONSENT.as_bytes())
}

/// Always the full set of labels, so that what is absent does not show.
fn private_fields(
    speech: &Speech,
    pictures: &[PublicFile],
    keys: &Keys,
    today: Day,
) -> Vec<VaultField> {
    let digests: Vec<Digest> = pictures.iter().map(PublicFile::digest).collect();
    let value = |label: &str| -> Vec<u8> {
        match label {
            "att" => pictures_root(&digests),
            "consent" if speech.pictures_may_be_shown && !digests.is_empty() => CONSENT.into(),
            "channel" => speech.channel.clone().into_bytes(),
            "lang" => speech.language.clone().into_bytes(),
            "owner_pk" => keys.owner_public().to_vec(),
            "period" => speech.said_on.unwrap_or(today).to_string().into_bytes(),
            "places" => text::clean(&speech.place).into_bytes(),
            "text" => text::clean(&speech.words).into_bytes(),
            "units" => speech.unit.clone().into_bytes(),
            _ => Vec::new(),
        }
    };
    LABELS
        .iter()
        .map(|label| VaultField {
            label: (*label).to_owned(),
            salt: keys.salt(label),
            value: value(label),
        })
        .collect()
}
