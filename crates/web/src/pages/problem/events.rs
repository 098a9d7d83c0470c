//! The story of a problem: each thing that happened, who did it, and where the log says so.
//! Titles of events are texts `event-<tag>`, with what the event holds as arguments.

use super::super::names;
use super::voices::language_of;
use crate::component::{Deed, Entry, words};
use crate::i18n::{Lang, Value, date, t, t_args, t_code};
use crate::request::Ctx;
use massline_domain::context::{Role, Who};
use massline_domain::{
    Event, consultation, escalation, indicator, item, look_back, problem, verdict,
};
use massline_service::rows::{Recorded, UnitRow};
use maud::{Markup, html};

/// The entries of a story, oldest first.
pub(super) fn entries(ctx: &Ctx, units: &[UnitRow], events: &[Recorded]) -> Vec<Entry> {
    let teller = Teller { ctx, units };
    events
        .iter()
        .filter_map(|recorded| teller.entry(recorded))
        .collect()
}

struct Teller<'a> {
    ctx: &'a Ctx,
    units: &'a [UnitRow],
}

/// One event in words: a line, and what belongs to it.
struct Told {
    what: String,
    more: Option<Markup>,
    deed: Deed,
}

impl Teller<'_> {
    fn entry(&self, recorded: &Recorded) -> Option<Entry> {
        let told = match &recorded.event {
            Event::Problem(event) => self.of_problem(event),
            Event::Item(event) => Some(self.of_item(event)),
            Event::Verdict(event) => self.of_verdict(event),
            Event::Consultation(consultation::Event::Opened {
                question, language, ..
            }) => {
                let more = words(self.lang(), language, question);
                Some(self.told("event-consulted", &[], Deed::Voices).with(more))
            }
            Event::LookBack(event) => Some(self.of_look_back(event)),
            Event::Escalation(event) => Some(self.of_escalation(event)),
            Event::Indicator(event) => Some(self.of_indicator(event)),
            _ => None,
        }?;
        Some(Entry {
            day: recorded.day.0,
            who: self.who(&recorded.who, told.deed),
            what: told.what,
            more: told.more,
            log_index: recorded.leaf,
            deed: told.deed,
        })
    }

    /// Units are named; the staff of the office and of supervision is not told apart.
    fn who(&self, who: &Who, deed: Deed) -> String {
        let lang = self.lang();
        match who {
            _ if deed == Deed::People => t(lang, "who-people"),
            Who::Staff {
                unit,
                role: Role::Unit,
                ..
            } => names::unit(lang, self.units, unit),
            Who::Staff { role, .. } => t_code(lang, "role", role.code()),
            Who::System => t(lang, "who-system"),
            Who::Public | Who::Holder { .. } => t(lang, "who-people"),
        }
    }

    fn of_problem(&self, event: &problem::Event) -> Option<Told> {
        use problem::Event as E;
        Some(match event {
            E::Listed { .. } => self.told("event-listed", &[], Deed::Voices),
            E::Renamed { title, .. } => self.told(
                "event-renamed",
                &[("title", title.as_str().into())],
                Deed::Voices,
            ),
            E::Labelled {
                category: Some(code),
                ..
            } => {
                let name = names::category(self.lang(), &self.ctx.campaign, code);
                self.told("event-labelled", &[("category", name.into())], Deed::Voices)
            }
            E::Labelled { category: None, .. } => self.told("event-unlabelled", &[], Deed::Voices),
            E::Merged { into, .. } => self.told(
                "event-merged",
                &[("n", into.to_string().into())],
                Deed::Voices,
            ),
            E::Split { into, .. } => self.told(
                "event-split",
                &[("n", into.to_string().into())],
                Deed::Voices,
            ),
            E::ToldApart { other, .. } => self.told(
                "event-told-apart",
                &[("n", other.to_string().into())],
                Deed::Voices,
            ),
            E::PictureShown { .. } => self.told("event-picture-shown", &[], Deed::Voices),
            E::PictureHidden { .. } => self.told("event-picture-hidden", &[], Deed::Voices),
            E::Assigned { unit, claim_by, .. } => {
                let args = [("unit", self.unit(unit)), ("day", self.day(*claim_by))];
                self.told("event-assigned", &args, Deed::Voices)
            }
            E::Claimed { unit, .. } => {
                self.told("event-claimed", &[("unit", self.unit(unit))], Deed::Unit)
            }
            E::Referred {
                to,
                reason,
                claim_by,
                ..
            } => {
                let args = [("unit", self.unit(to)), ("day", self.day(*claim_by))];
                self.told("event-referred", &args, Deed::Unit)
                    .with(said(self.lang(), reason))
            }
            // The item that was planned tells it.
            E::Rectifying { .. } => return None,
            E::ClosingRequested { note, .. } => self
                .told("event-closing-requested", &[], Deed::Unit)
                .with(said(self.lang(), note)),
            E::Closed { .. } => self.told("event-closed", &[], Deed::People),
            E::NotFixed { .. } => self.told("event-not-fixed", &[], Deed::People),
            E::Recurred { reason, .. } => {
                let key = match reason {
                    problem::Recurrence::NewOpinion => "event-recurred-opinion",
                    problem::Recurrence::Holder => "event-recurred-holder",
                    problem::Recurrence::LookBack => "event-recurred-look-back",
                };
                let deed = match reason {
                    problem::Recurrence::LookBack => Deed::Voices,
                    _ => Deed::People,
                };
                self.told(key, &[], deed)
            }
        })
    }

    fn of_indicator(&self, event: &indicator::Event) -> Told {
        let named = |goal: &indicator::Goal| [("name", Value::from(goal.name.clone()))];
        match event {
            indicator::Event::Set { goal, .. } => {
                self.told("event-indicator-set", &named(goal), Deed::Unit)
            }
            indicator::Event::Changed { goal, .. } => {
                self.told("event-indicator-changed", &named(goal), Deed::Unit)
            }
            indicator::Event::Measured { reading, .. } => {
                let day = [("day", self.day(reading.day))];
                self.told("event-indicator-measured", &day, Deed::Unit)
            }
        }
    }

    fn of_escalation(&self, event: &escalation::Event) -> Told {
        let escalation::Event::Raised {
            matter, due, to, ..
        } = event;
        let key = match matter {
            escalation::Matter::Claim(_) => "event-escalated-claim",
            escalation::Matter::Item(_) => "event-escalated-item",
        };
        let args = [("unit", self.unit(to)), ("day", self.day(*due))];
        self.told(key, &args, Deed::Voices)
    }

    fn of_look_back(&self, event: &look_back::Event) -> Told {
        let look_back::Event::Recorded {
            after, held, words, ..
        } = event;
        let key = if *held {
            "event-looked-held"
        } else {
            "event-looked-not-held"
        };
        self.told(key, &[("days", (*after).into())], Deed::Voices)
            .with(said(self.lang(), words))
    }

    fn of_item(&self, event: &item::Event) -> Told {
        use item::Event as E;
        let number = ("n", event.item().number.into());
        let lang = self.lang();
        match event {
            E::Planned { plan, .. } => {
                let args = [number, ("day", self.day(plan.deadline))];
                self.told("event-planned", &args, Deed::Unit)
                    .with(said(lang, &plan.measure))
            }
            E::Revised { plan, .. } => self
                .told("event-revised", &[number], Deed::Unit)
                .with(said(lang, &plan.measure)),
            E::Progressed { words, .. } => self
                .told("event-progressed", &[number], Deed::Unit)
                .with(said(lang, words)),
            E::EvidenceAdded { evidence, .. } => self
                .told("event-evidence", &[number], Deed::Unit)
                .with(said(lang, &evidence.words)),
            E::DeadlineChanged {
                from, to, reason, ..
            } => {
                let args = [number, ("from", self.day(*from)), ("to", self.day(*to))];
                self.told("event-deadline", &args, Deed::Unit)
                    .with(said(lang, reason))
            }
            E::Finished { result, .. } => self
                .told("event-finished", &[number], Deed::Unit)
                .with(said(lang, result)),
            E::Cited { .. } => self.told("event-cited", &[number], Deed::Unit),
            E::Resumed { .. } => self.told("event-resumed", &[number], Deed::Unit),
        }
    }

    fn of_verdict(&self, event: &verdict::Event) -> Option<Told> {
        match event {
            verdict::Event::Opened { asked, ends_on, .. } => {
                let asked = names::people(self.ctx, u64::from(*asked));
                let args = [("asked", asked.into()), ("day", self.day(*ends_on))];
                Some(self.told("event-round-opened", &args, Deed::People))
            }
            // Single ballots are nobody's business, and the problem tells what was decided.
            verdict::Event::BallotCast { .. } | verdict::Event::Decided { .. } => None,
        }
    }

    fn told(&self, key: &str, args: &[(&str, Value<'_>)], deed: Deed) -> Told {
        Told {
            what: t_args(self.lang(), key, args),
            more: None,
            deed,
        }
    }

    fn lang(&self) -> Lang {
        self.ctx.lang
    }

    fn unit(&self, unit: &massline_domain::id::UnitCode) -> Value<'static> {
        names::unit(self.lang(), self.units, unit).into()
    }

    fn day(&self, day: massline_domain::Day) -> Value<'static> {
        date(self.lang(), day.0).into()
    }
}

impl Told {
    fn with(self, more: Markup) -> Self {
        Self {
            more: Some(more),
            ..self
        }
    }
}

fn said(lang: Lang, text: &str) -> Markup {
    html! { p { (words(lang, language_of(text), text)) } }
}
