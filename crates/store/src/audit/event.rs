//! Events: the chain, what they make of the views, and what they say of everything else.

use super::{Audit, What};
use crate::chain::{EventRow, story_of};
use crate::view::{At, Needs, project};
use crate::write::{Recorded, VaultWrite};
use massline_domain::consultation::statement;
use massline_domain::id::CampaignId;
use massline_domain::{Event, item, mirror, opinion, study, user, verdict};

impl Audit {
    /// The next event, in order of `seq`.
    pub(crate) fn event(&mut self, row: EventRow) {
        self.report.events += 1;
        let (last, chain) = self.last;
        for missing in (last + 1..row.seq).take(100) {
            self.found("event", missing.to_string(), What::Missing);
        }
        if row.chained(&self.chain_key, &chain) != row.chain {
            self.found("event", row.seq.to_string(), What::Chain);
        }
        self.last = (row.seq, row.chain);
        let (seq, salt, problem) = (row.seq, row.salt, row.problem);
        match Recorded::try_from(row) {
            Ok(recorded) => {
                let event = &recorded.event;
                if event.stream() != recorded.stream || story_of(event) != problem {
                    self.found("event", seq.to_string(), What::Contradiction);
                }
                self.balances_before(&recorded);
                self.replay(&recorded);
                self.expect_entry(&recorded, salt);
            }
            Err(_) => self.found("event", seq.to_string(), What::Unreadable),
        }
    }

    /// An event whose row cannot even be read.
    pub(crate) fn unreadable_event(&mut self) {
        self.report.events += 1;
        self.last.0 += 1;
        self.found("event", self.last.0.to_string(), What::Unreadable);
    }

    /// The head must be the last event.
    pub(crate) fn head(&mut self, head: Option<(u64, [u8; 32])>) {
        if head != Some(self.last) {
            let what = if head.is_none() {
                What::Missing
            } else {
                What::Chain
            };
            self.found("head", self.last.0.to_string(), what);
        }
    }

    fn replay(&mut self, recorded: &Recorded) {
        let at = At {
            campaign: recorded.campaign,
            seq: recorded.seq,
        };
        if let Err(needs) = project(&mut self.views, at, &recorded.event) {
            // With all rows in memory nothing but the list of all problems can be asked for.
            debug_assert!(matches!(needs, Needs::Problems(_)), "{needs:?}");
        }
        match &recorded.event {
            Event::Opinion(event) => self.replay_opinion(recorded.campaign, event),
            Event::Verdict(verdict::Event::BallotCast {
                round,
                nullifier,
                comment: Some(comment),
                ..
            }) => {
                let key = VaultWrite::comment_key(*round, nullifier);
                self.texts.insert((recorded.campaign, key), *comment);
            }
            Event::Statement(event) => self.replay_statement(recorded.campaign, event),
            Event::User(
                user::Event::Added { user, account, .. }
                | user::Event::AccountChanged { user, account },
            ) => {
                self.accounts.insert((recorded.campaign, *user), *account);
            }
            Event::Mirror(mirror::Event::Written {
                paper,
                version,
                commitment,
                ..
            }) => {
                let key = VaultWrite::paper_key(paper, *version);
                self.texts.insert((recorded.campaign, key), *commitment);
            }
            Event::Criticism(event) => {
                if let Some((number, commitment)) = event.commitment() {
                    let key = VaultWrite::session_key(event.session(), number);
                    self.texts.insert((recorded.campaign, key), commitment);
                }
            }
            Event::Disclosure(event) => {
                let (number, commitment) = event.commitment();
                let key = VaultWrite::disclosure_key(event.disclosure(), number);
                self.texts.insert((recorded.campaign, key), commitment);
            }
            Event::Treatment(event) => {
                let (name, commitment) = event.commitment();
                let key = VaultWrite::treatment_key(event.treatment(), name);
                self.texts.insert((recorded.campaign, key), commitment);
            }
            Event::Study(study::Event::Added { text, .. }) => self.files.extend(text.file),
            Event::Item(item::Event::EvidenceAdded { evidence, .. }) => {
                self.files.extend(evidence.file);
            }
            _ => {}
        }
    }

    fn replay_statement(&mut self, campaign: CampaignId, event: &statement::Event) {
        let (key, commitment) = match event {
            statement::Event::Proposed {
                statement,
                commitment,
                ..
            } => (VaultWrite::statement_key(*statement), *commitment),
            statement::Event::Appealed {
                statement,
                note: Some(note),
                ..
            } => (VaultWrite::appeal_key(*statement), *note),
            statement::Event::Withdrawn { statement, .. } => {
                for key in VaultWrite::texts_of(*statement) {
                    self.texts.remove(&(campaign, key));
                }
                return;
            }
            _ => return,
        };
        self.texts.insert((campaign, key), commitment);
    }

    fn replay_opinion(&mut self, campaign: CampaignId, event: &opinion::Event) {
        let key = (campaign, VaultWrite::answer_key(event.opinion()));
        match event {
            opinion::Event::Answered { commitment, .. } => {
                self.texts.insert(key, *commitment);
            }
            opinion::Event::Erased { .. } => {
                self.texts.remove(&key);
            }
            _ => {}
        }
    }
}
