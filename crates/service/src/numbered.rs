//! Things that a campaign numbers from 1, such as rules, waves and programmes: listed, read,
//! acted on and counted on in one way.

use crate::error::Result;
use crate::permission::Staff;
use crate::service::{Campaign, Loaded, Service};
use massline_domain::event::stream;
use massline_domain::id::{
    CommitmentId, DocumentId, ProgrammeId, RuleId, SpotCheckId, TreatmentId, WaveId,
};
use massline_domain::{
    Event, Machine, Who, commitment, programme, rule, spot_check, study, treatment, wave,
};
use massline_store::{Thing, VaultWrite};

/// The number of such a thing.
pub(crate) trait Numbered: Copy + Ord {
    /// What is wanted of it.
    type Order;
    /// The thing.
    type State: Machine<Command = (Self, Self::Order), Event: Into<Event> + TryFrom<Event>>;
    /// Its kind among the things of the store.
    const KIND: &'static str;

    /// The thing with this number.
    fn of(number: u32) -> Self;
    /// The number.
    fn number(self) -> u32;
    /// Its stream.
    fn stream(self) -> String;
    /// Out of the store.
    fn state(thing: Thing) -> Option<Self::State>;
}

macro_rules! numbered {
    ($($id:ident, $kind:literal, $thing:ident($state:ty), $order:ty, $stream:path;)*) => {$(
        impl Numbered for $id {
            type Order = $order;
            type State = $state;
            const KIND: &'static str = $kind;

            fn of(number: u32) -> Self {
                Self(number)
            }

            fn number(self) -> u32 {
                self.0
            }

            fn stream(self) -> String {
                $stream(self)
            }

            fn state(thing: Thing) -> Option<$state> {
                match thing {
                    Thing::$thing(state) => Some(state),
                    _ => None,
                }
            }
        }
    )*};
}

numbered! {
    RuleId, "rule", Rule(rule::Rule), rule::Command, stream::rule;
    CommitmentId, "commitment", Commitment(commitment::Commitment), commitment::Command, stream::commitment;
    TreatmentId, "treatment", Treatment(treatment::Treatment), treatment::Command, stream::treatment;
    WaveId, "wave", Wave(wave::Wave), wave::Command, stream::wave;
    ProgrammeId, "programme", Programme(programme::Programme), programme::Command, stream::programme;
    DocumentId, "study", Study(study::Document), study::Command, stream::study;
    SpotCheckId, "spot_check", SpotCheck(spot_check::SpotCheck), spot_check::Command, stream::spot_check;
}

impl Service {
    /// All of a kind, by number.
    pub(crate) async fn numbered<N: Numbered>(
        &self,
        campaign: &Campaign,
    ) -> Result<Vec<(N, N::State)>> {
        let things = self.store().things(campaign.id(), N::KIND).await?;
        let one = |(name, thing): (String, Thing)| {
            let number = name.parse().ok()?;
            Some((N::of(number), N::state(thing)?))
        };
        let mut all: Vec<_> = things.into_iter().filter_map(one).collect();
        all.sort_by_key(|(id, _)| *id);
        Ok(all)
    }

    /// The number that the next of a kind gets.
    pub(crate) async fn next_number<N: Numbered>(&self, campaign: &Campaign) -> Result<N> {
        let all = self.numbered::<N>(campaign).await?;
        let last = all.last().map_or(0, |(id, _)| id.number());
        Ok(N::of(last + 1))
    }

    /// One of a kind, as its events make it; untouched where there is none.
    pub(crate) async fn load_numbered<N: Numbered>(
        &self,
        campaign: &Campaign,
        id: N,
    ) -> Result<Loaded<N::State>> {
        self.load(campaign.id(), id.stream()).await
    }

    /// Decides what is wanted of one of them, and writes it. `seen` is the version that a form
    /// was filled in on.
    pub(crate) async fn order<N: Numbered>(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        (id, seen): (N, Option<u64>),
        order: N::Order,
    ) -> Result<()> {
        let loaded = self.load_numbered(campaign, id).await?;
        loaded.must_be_version(seen)?;
        let write = (loaded, order, Vec::new());
        self.write_order(campaign, &staff.who(), id, write).await
    }

    /// The same on what was loaded already, with private parts.
    pub(crate) async fn write_order<N: Numbered>(
        &self,
        campaign: &Campaign,
        who: &Who,
        id: N,
        (loaded, order, vault): (Loaded<N::State>, N::Order, Vec<VaultWrite>),
    ) -> Result<()> {
        let context = self.context(campaign, who);
        let events = loaded.state.decide((id, order), &context)?;
        self.append(campaign, who, vec![loaded.write(events)], vault)
            .await?;
        Ok(())
    }
}
