//! The books of a campaign: every opinion received is in exactly one place.

use crate::error::{Result, StoreError};
use massline_domain::Day;
use massline_domain::id::CampaignId;
use massline_log::entry::{Entry, Kind};
use massline_log::json::canonical;
use massline_log::sha256;
use serde_json::json;

/// Opinions received, and where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Balance {
    pub(crate) received: u64,
    pub(crate) in_problems: u64,
    pub(crate) answered: u64,
    pub(crate) referred: u64,
    pub(crate) refused: u64,
    pub(crate) waiting: u64,
    pub(crate) erased: u64,
}

impl Balance {
    /// The place for opinions in this state.
    pub(crate) fn place(&mut self, state: &str) -> Option<&mut u64> {
        Some(match state {
            "in_problem" => &mut self.in_problems,
            "answered" => &mut self.answered,
            "referred" => &mut self.referred,
            "refused" => &mut self.refused,
            "waiting" => &mut self.waiting,
            "erased" => &mut self.erased,
            _ => return None,
        })
    }

    /// # Errors
    /// [`StoreError::Unbalanced`].
    pub(crate) fn must_balance(&self, campaign: CampaignId) -> Result<()> {
        let places = [
            self.in_problems,
            self.answered,
            self.referred,
            self.refused,
            self.waiting,
            self.erased,
        ];
        let placed = places.iter().sum();
        if placed == self.received {
            Ok(())
        } else {
            Err(StoreError::Unbalanced {
                campaign: campaign.0,
                received: self.received,
                placed,
            })
        }
    }

    /// The public document of these books.
    ///
    /// # Errors
    /// Where a number is too large for JSON.
    pub(crate) fn document(&self, campaign: CampaignId, day: Day) -> Result<String> {
        let document = json!({
            "format": "massline-balance/v1",
            "campaign": campaign.0,
            "day": day.to_string(),
            "received": self.received,
            "in_problems": self.in_problems,
            "answered": self.answered,
            "referred": self.referred,
            "refused": self.refused,
            "waiting": self.waiting,
            "erased": self.erased,
        });
        Ok(canonical(&document)?)
    }

    /// The entry (0F) of these books.
    ///
    /// # Errors
    /// As [`Balance::document`].
    pub(crate) fn entry(&self, campaign: CampaignId, day: Day) -> Result<(Entry, String)> {
        let document = self.document(campaign, day)?;
        let reference = sha256(document.as_bytes());
        let mut entry = Entry::document(Kind::Balance, day_number(day), campaign.0, reference);
        entry.count = self.received;
        Ok((entry, document))
    }
}

/// The day as an entry writes it.
pub(super) fn day_number(day: Day) -> u32 {
    u32::try_from(day.0).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_that_do_not_balance_are_refused() {
        let campaign = CampaignId(3);
        let mut books = Balance {
            received: 2,
            waiting: 1,
            erased: 1,
            ..Balance::default()
        };
        assert!(books.must_balance(campaign).is_ok());
        books.received = 3;
        let refused = books.must_balance(campaign).unwrap_err();
        assert!(
            refused.to_string().contains("3 received, 2 placed"),
            "{refused}"
        );
    }
}
