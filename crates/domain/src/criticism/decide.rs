//! What the rules of a criticism session say to each command.

use super::{
    Command, EDGES, Event, Held, Kind, MOST_PRESENT, Promise, Reference, Return, Said, Session,
};
use super::{Subject, Words, order, own_unit, unknown};
use crate::charter::{Between, Charter};
use crate::context::{Context, Who};
use crate::day::Day;
use crate::id::{Digest, ProblemId, SessionId, UnitCode};
use crate::machine::{Edge, Machine};
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPH_CHARS, TITLE_CHARS};
use std::collections::BTreeSet;

impl Reference {
    /// Refuses what is neither a problem of the unit nor a clause of the charter.
    pub(crate) fn must_be_known(
        &self,
        own: &BTreeSet<ProblemId>,
        charter: &Charter,
    ) -> Result<(), Refusal> {
        match self {
            Self::Problem(problem) if own.contains(problem) => Ok(()),
            Self::Problem(problem) => Err(unknown("problem", &problem.to_string())),
            Self::Clause(code) => {
                let mut clauses = charter.mirrors.iter().flat_map(|mirror| &mirror.clauses);
                if clauses.any(|clause| clause.id == *code) {
                    Ok(())
                } else {
                    Err(unknown("clause", code))
                }
            }
        }
    }
}

impl Session {
    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.state() {
            "absent" => Err(Refusal::NotThere),
            "open" => Ok(()),
            state => Err(Refusal::WrongState { state }),
        }
    }

    pub(super) fn must_be_present(&self, office: u32) -> Result<(), Refusal> {
        match self.office(office) {
            Some(_) => Ok(()),
            None => Err(unknown("office", &office.to_string())),
        }
    }

    fn must_be_said(&self, number: u32) -> Result<&Said, Refusal> {
        let found = self.one(number);
        found.ok_or_else(|| unknown("criticism", &number.to_string()))
    }

    /// Self-criticism first, and the leader first of all.
    fn must_be_ones_turn(&self, who: Kind) -> Result<(), Refusal> {
        match who {
            Kind::Own { by } => {
                self.must_be_present(by)?;
                if by != self.leader && !self.looked_at_itself(self.leader) {
                    return Err(order("leader_first"));
                }
                Ok(())
            }
            Kind::Other { by, about } => {
                self.must_be_present(by)?;
                self.must_be_present(about)?;
                if by == about {
                    return Err(order("of_another"));
                }
                let everyone = self
                    .offices()
                    .all(|(office, _)| self.looked_at_itself(office));
                if everyone {
                    Ok(())
                } else {
                    Err(order("self_first"))
                }
            }
        }
    }

    /// The number of what is said: a new one, or that of what was sent back by the same
    /// office about the same office.
    fn number(&self, again: Option<u32>, who: Kind) -> Result<u32, Refusal> {
        let Some(number) = again else {
            return Ok(u32::try_from(self.said.len()).unwrap_or(u32::MAX) + 1);
        };
        let before = self.must_be_said(number)?;
        if !before.open {
            return Err(order("not_returned"));
        }
        if before.who == who {
            Ok(number)
        } else {
            Err(order("same_again"))
        }
    }

    /// Everybody spoke of themselves, and criticised another or was criticised; nothing is left
    /// open, and the day it is held on has come.
    fn may_close(&self, today: Day) -> Result<(), Refusal> {
        if let Some(earliest) = self.day.filter(|day| *day > today) {
            let field = "criticism_day";
            return Err(Refusal::TooEarly { field, earliest });
        }
        let took_part = |office| {
            let with = |one: &Said| matches!(one.who, Kind::Other { by, about } if [by, about].contains(&office));
            self.said.iter().any(with)
        };
        let mut heard = self.offices().map(|(office, _)| office);
        let mut offices = self.offices().map(|(office, _)| office);
        let mut numbers = self.offices().map(|(office, _)| office);
        let took_on = |office| self.promises.iter().any(|one| one.by == office);
        let unanswered = |one: &Said| matches!(one.who, Kind::Other { .. }) && one.reply.is_none();
        if !offices.all(|office| self.looked_at_itself(office)) {
            return Err(order("self_first"));
        }
        if !heard.all(took_part) {
            return Err(order("not_criticised"));
        }
        if self.said.iter().any(|one| one.open) {
            return Err(order("returned_open"));
        }
        if self.said.iter().any(unanswered) {
            return Err(order("no_reply"));
        }
        if !numbers.all(took_on) {
            return Err(order("nothing_taken_on"));
        }
        Ok(())
    }

    fn opened(
        &self,
        session: SessionId,
        command: Command,
        charter: &Charter,
    ) -> Result<Event, Refusal> {
        let Command::Open {
            day,
            present,
            leader,
            around,
        } = command
        else {
            return Err(Refusal::NotThere);
        };
        if self.day.is_some() {
            return Err(Refusal::AlreadyThere);
        }
        if around.waits_for.is_some() {
            return Err(order("above_session_first"));
        }
        let offices = present
            .iter()
            .map(|office| text::line("criticism_present", office, TITLE_CHARS))
            .collect::<Result<Vec<_>, _>>()?;
        let different: BTreeSet<_> = offices.iter().collect();
        if !(2..=MOST_PRESENT).contains(&offices.len()) || different.len() < offices.len() {
            return Err(order("present"));
        }
        let all = offices.len();
        if !usize::try_from(leader).is_ok_and(|leader| (1..=all).contains(&leader)) {
            return Err(unknown("office", &leader.to_string()));
        }
        let talks = around.talks(charter);
        let heads = talks.contains(&Between::HeadsBelow);
        Ok(Event::Opened {
            session,
            day,
            present: offices,
            leader,
            below: if heads { around.below } else { Vec::new() },
            talks,
        })
    }

    fn say(
        &self,
        session: SessionId,
        (again, who, subject): (Option<u32>, Kind, Subject),
        reference: Option<Reference>,
        (words, commitment): (&Words, Digest),
        (charter, own): (&Charter, &BTreeSet<ProblemId>),
    ) -> Result<Event, Refusal> {
        self.must_have_talked()?;
        self.must_be_ones_turn(who)?;
        let number = self.number(again, who)?;
        let field = "criticism_reference";
        let reference = reference.ok_or(Refusal::Empty { field })?;
        reference.must_be_known(own, charter)?;
        text::required("criticism_text", &words.text, PARAGRAPH_CHARS)?;
        text::required("criticism_fact", &words.fact, PARAGRAPH_CHARS)?;
        Ok(Event::Said {
            session,
            number,
            who,
            subject,
            reference,
            words: self.words + 1,
            commitment,
        })
    }

    fn send_back(
        &self,
        session: SessionId,
        number: u32,
        (reason, words): (String, &str),
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        let by = from_outside(&session, context)?;
        if self.must_be_said(number)?.open {
            return Err(Refusal::Unchanged);
        }
        context.charter.check_code("return_reason", &reason)?;
        let words = text::required("criticism_missing", words, PARAGRAPH_CHARS)?;
        Ok(Event::Returned {
            session,
            number,
            by,
            reason,
            words,
            day: context.today,
        })
    }

    fn reply(
        &self,
        session: SessionId,
        number: u32,
        words: Option<(Words, Digest)>,
    ) -> Result<Event, Refusal> {
        let said = self.must_be_said(number)?;
        if matches!(said.who, Kind::Own { .. }) {
            return Err(order("to_another"));
        }
        if said.open {
            return Err(order("returned_open"));
        }
        let words = match words {
            Some((words, commitment)) => {
                text::required("criticism_reply", &words.text, PARAGRAPH_CHARS)?;
                Some((self.words + 1, commitment))
            }
            None => None,
        };
        Ok(Event::Replied {
            session,
            number,
            words,
        })
    }
}

pub(super) fn from_outside(
    session: &SessionId,
    context: &Context<'_>,
) -> Result<UnitCode, Refusal> {
    match context.who {
        Who::Staff { unit, .. } if *unit != session.unit => Ok(unit.clone()),
        _ => Err(Refusal::OwnUnit),
    }
}

impl Machine for Session {
    type Command = (SessionId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = EDGES;

    fn state(&self) -> &'static str {
        match (self.day, &self.closed) {
            (None, _) => "absent",
            (Some(_), None) => "open",
            (Some(_), Some(_)) => "closed",
        }
    }

    fn decide(
        &self,
        (session, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        if !matches!(command, Command::Return { .. } | Command::Talk { .. }) {
            own_unit(&session, context)?;
        }
        if !matches!(command, Command::Open { .. }) {
            self.must_be_open()?;
        }
        let event = match command {
            Command::Open { .. } => self.opened(session, command, context.charter)?,
            Command::Talk { talks, day } => self.talk(session, (talks, day), context)?,
            Command::Say {
                again,
                who,
                subject,
                reference,
                words,
                commitment,
                own,
            } => {
                let rules = (context.charter, &own);
                let said = (&words, commitment);
                self.say(session, (again, who, subject), reference, said, rules)?
            }
            Command::Return {
                number,
                reason,
                words,
            } => self.send_back(session, number, (reason, &words), context)?,
            Command::Reply { number, words } => self.reply(session, number, words)?,
            Command::Promise {
                by,
                until,
                words,
                commitment,
            } => {
                self.must_be_present(by)?;
                text::required("criticism_promise", &words.text, PARAGRAPH_CHARS)?;
                let earliest = context.today;
                if until < earliest {
                    let field = "criticism_until";
                    return Err(Refusal::TooEarly { field, earliest });
                }
                Event::Promised {
                    session,
                    by,
                    until,
                    words: self.words + 1,
                    commitment,
                }
            }
            Command::Close { minutes } => {
                self.may_close(context.today)?;
                Event::Closed {
                    session,
                    day: context.today,
                    minutes,
                }
            }
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        if let Some((words, _)) = event.commitment() {
            self.words = self.words.max(words);
        }
        match event.clone() {
            Event::Opened {
                day,
                present,
                leader,
                talks,
                below,
                ..
            } => {
                self.day = Some(day);
                self.present = present;
                self.leader = leader;
                self.asked = talks;
                self.below = below;
            }
            Event::Talked { by, talks, day, .. } => {
                let held = talks.into_iter().map(|talk| Held {
                    talk,
                    day,
                    by: by.clone(),
                });
                self.talks.extend(held);
            }
            Event::Said {
                number,
                who,
                subject,
                reference,
                words,
                ..
            } => {
                let returned = self.one(number).map(|one| one.returned.clone());
                let said = Said {
                    who,
                    subject,
                    reference,
                    words,
                    returned: returned.unwrap_or_default(),
                    open: false,
                    reply: None,
                };
                match self.at(number) {
                    Some(before) => *before = said,
                    None => self.said.push(said),
                }
            }
            Event::Returned {
                number,
                by,
                reason,
                words,
                day,
                ..
            } => {
                if let Some(said) = self.at(number) {
                    said.open = true;
                    said.returned.push(Return {
                        reason,
                        words,
                        day,
                        by,
                    });
                }
            }
            Event::Replied { number, words, .. } => {
                if let Some(said) = self.at(number) {
                    said.reply = Some(words.map(|(words, _)| words));
                }
            }
            Event::Promised {
                by, until, words, ..
            } => self.promises.push(Promise { by, until, words }),
            Event::Closed { day, minutes, .. } => self.closed = Some((day, minutes)),
        }
    }
}

impl Session {
    fn at(&mut self, number: u32) -> Option<&mut Said> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.said.get_mut(at)
    }
}
