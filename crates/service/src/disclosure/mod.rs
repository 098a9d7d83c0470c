//! Disclosures through the sealed channel: sealed at once for the authority that the charter
//! names, answered by it, followed with a receipt. Nobody else reads what they say.

pub mod envelope;

use crate::error::{Result, ServiceError};
use crate::limit;
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Loaded, Service};
use massline_domain::disclosure::{Command, Disclosure, Outcome};
use massline_domain::event::stream;
use massline_domain::id::Digest;
use massline_domain::text;
use massline_domain::{Day, Machine as _, Refusal, Who};
use massline_log::code::ReceiptCode;
use massline_log::commit::Keys;
use massline_store::{Thing, VaultWrite, text_commitment};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An envelope as the authority takes it away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Which disclosure.
    pub disclosure: Digest,
    /// The day it came.
    pub day: Day,
    /// See [`envelope`].
    pub envelope: String,
}

/// An envelope that was sealed before it came here: the server never sees the words, nor the
/// receipt's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ready {
    /// Made from the receipt's code.
    pub disclosure: Digest,
    /// See [`envelope`].
    pub envelope: String,
}

impl Ready {
    /// Seals words on the machine of who has something to say: for the authority with this public
    /// key, on the server whose log has this origin. The code is theirs to keep.
    ///
    /// # Errors
    /// [`envelope::EnvelopeError::Key`].
    pub fn seal(
        origin: &str,
        public: &[u8; 32],
        code: &ReceiptCode,
        words: &str,
    ) -> std::result::Result<Self, envelope::EnvelopeError> {
        let disclosure = id_of(&Keys::derive(code, origin));
        let envelope = envelope::seal(public, &disclosure, words)?;
        Ok(Self {
            disclosure,
            envelope,
        })
    }
}

/// What the holder of a receipt sees.
#[derive(Debug, Clone)]
pub struct FollowedDisclosure {
    /// The campaign it was made in.
    pub campaign: Arc<Campaign>,
    /// How it stands.
    pub disclosure: Disclosure,
    /// The words of each answer, in order.
    pub answers: Vec<String>,
}

fn id_of(keys: &Keys) -> Digest {
    let named = [b"massline/disclosure/v1".as_slice(), &keys.lookup()].concat();
    Digest(massline_log::sha256(&named))
}

impl Service {
    /// Takes in a disclosure, from anyone. It is sealed before anything is stored.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where the charter has no sealed channel;
    /// [`ServiceError::Refused`] for no or too many words; [`ServiceError::TooMany`].
    pub async fn disclose(
        &self,
        campaign: &Campaign,
        words: &str,
        caller: Option<[u8; 16]>,
    ) -> Result<ReceiptCode> {
        let key = self.channel_of(campaign, caller)?;
        let most = campaign.charter.limits.opinion_chars;
        let words = text::required("disclosure", words, most)?;
        let code = ReceiptCode(self.random());
        let id = id_of(&Keys::derive(&code, self.origin()));
        let sealed = envelope::seal(&key, &id, &words).map_err(|_| ServiceError::NotFound)?;
        self.receive_disclosure(campaign, id, sealed).await?;
        Ok(code)
    }

    /// Takes in a disclosure that was sealed elsewhere: the JSON of a [`Ready`].
    ///
    /// # Errors
    /// As [`Service::disclose`]; [`ServiceError::Refused`] for what is no envelope, and for one
    /// that is here already.
    pub async fn disclose_sealed(
        &self,
        campaign: &Campaign,
        ready: &str,
        caller: Option<[u8; 16]>,
    ) -> Result<()> {
        self.channel_of(campaign, caller)?;
        let no_envelope = || Refusal::UnknownCode {
            kind: "envelope",
            found: ready.chars().take(60).collect(),
        };
        let ready: Ready = serde_json::from_str(ready.trim()).map_err(|_| no_envelope())?;
        // A character takes at most four bytes.
        let most = 4 * campaign.charter.limits.opinion_chars;
        if !envelope::is_one(&ready.envelope, most) {
            return Err(no_envelope().into());
        }
        self.receive_disclosure(campaign, ready.disclosure, ready.envelope)
            .await
    }

    /// The key of the sealed channel, for who may send something through it now.
    fn channel_of(&self, campaign: &Campaign, caller: Option<[u8; 16]>) -> Result<[u8; 32]> {
        if let Some(caller) = caller {
            self.count_try(caller, limit::SPEAK)?;
        }
        let channel = campaign.charter.sealed_channel.as_ref();
        let key = channel.and_then(|channel| channel.key_bytes());
        key.ok_or(ServiceError::NotFound)
    }

    async fn receive_disclosure(
        &self,
        campaign: &Campaign,
        id: Digest,
        sealed: String,
    ) -> Result<()> {
        let (commitment, write) = self.private(id, 0, sealed)?;
        let loaded: Loaded<Disclosure> = self.load(campaign.id(), stream::disclosure(id)).await?;
        let who = Who::Public;
        let context = self.context(campaign, &who);
        let command = Command::Receive { commitment };
        let events = loaded.state.decide((id, command), &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], vec![write])
            .await?;
        Ok(())
    }

    /// How many disclosures there are, and how many of them are answered. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn disclosures_counted(&self, campaign: &Campaign) -> Result<(u64, u64)> {
        let all = self.all_disclosures(campaign).await?;
        let answered = all.iter().filter(|(_, one)| !one.answers.is_empty());
        Ok((all.len() as u64, answered.count() as u64))
    }

    /// All disclosures, the latest first, without what they say. For the authority alone.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn disclosures(
        &self,
        campaign: &Campaign,
        staff: &Staff,
    ) -> Result<Vec<(Digest, Disclosure)>> {
        staff.must(Right::Inspect, campaign.id())?;
        let mut all = self.all_disclosures(campaign).await?;
        all.sort_by_key(|(id, one)| (std::cmp::Reverse(one.received), id.0));
        Ok(all)
    }

    /// The envelopes, to be opened elsewhere with the secret key. For the authority alone.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn envelopes(&self, campaign: &Campaign, staff: &Staff) -> Result<Vec<Envelope>> {
        let mut found = Vec::new();
        for (disclosure, one) in self.disclosures(campaign, staff).await? {
            let key = VaultWrite::disclosure_key(disclosure, 0);
            let envelope = self.store().text(campaign.id(), &key).await?;
            if let (Some(day), Some(envelope)) = (one.received, envelope) {
                found.push(Envelope {
                    disclosure,
                    day,
                    envelope,
                });
            }
        }
        Ok(found)
    }

    /// The authority tells who made a disclosure what it does with it.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`], [`ServiceError::Stale`].
    pub async fn answer_disclosure(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: Digest,
        (outcome, words): (Outcome, &str),
    ) -> Result<()> {
        staff.must(Right::Inspect, campaign.id())?;
        let loaded: Loaded<Disclosure> = self.load(campaign.id(), stream::disclosure(id)).await?;
        let number = u32::try_from(loaded.state.answers.len()).unwrap_or(u32::MAX) + 1;
        let (commitment, write) = self.private(id, number, words.to_owned())?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let command = Command::Answer {
            outcome,
            words: words.to_owned(),
            commitment,
        };
        let events = loaded.state.decide((id, command), &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], vec![write])
            .await?;
        Ok(())
    }

    /// What became of a disclosure, by its receipt.
    ///
    /// # Errors
    /// [`ServiceError::UnknownReceipt`], [`ServiceError::TooMany`].
    pub async fn follow_disclosure(
        &self,
        code: &str,
        caller: Option<[u8; 16]>,
    ) -> Result<FollowedDisclosure> {
        if let Some(caller) = caller {
            self.count_try(caller, limit::RECEIPT)?;
        }
        let code: ReceiptCode = code.parse()?;
        let id = id_of(&Keys::derive(&code, self.origin()));
        for campaign in self.campaigns() {
            let loaded: Loaded<Disclosure> =
                self.load(campaign.id(), stream::disclosure(id)).await?;
            if loaded.state.state() == "absent" {
                continue;
            }
            let mut answers = Vec::new();
            for (number, _) in (1..).zip(&loaded.state.answers) {
                let key = VaultWrite::disclosure_key(id, number);
                answers.extend(self.store().text(campaign.id(), &key).await?);
            }
            return Ok(FollowedDisclosure {
                campaign,
                disclosure: loaded.state,
                answers,
            });
        }
        Err(ServiceError::UnknownReceipt)
    }

    async fn all_disclosures(&self, campaign: &Campaign) -> Result<Vec<(Digest, Disclosure)>> {
        let things = self.store().things(campaign.id(), "disclosure").await?;
        let one = |(name, thing): (String, Thing)| match thing {
            Thing::Disclosure(state) => Some((name.parse().ok()?, state)),
            _ => None,
        };
        Ok(things.into_iter().filter_map(one).collect())
    }

    fn private(&self, id: Digest, number: u32, value: String) -> Result<(Digest, VaultWrite)> {
        let key = VaultWrite::disclosure_key(id, number);
        let salt = self.random();
        let commitment = text_commitment(&key, &salt, &value)?;
        Ok((commitment, VaultWrite::Text { key, salt, value }))
    }
}

/// A file of envelopes, one JSON object a line, as the authority takes it away.
///
/// # Errors
/// [`Refusal::UnknownCode`] naming the first line that is none.
pub fn read_envelopes(text: &str) -> std::result::Result<Vec<Envelope>, Refusal> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let parse = |line: &str| {
        serde_json::from_str(line).map_err(|_| Refusal::UnknownCode {
            kind: "envelope",
            found: line.chars().take(60).collect(),
        })
    };
    lines.map(parse).collect()
}
