//! Problem (问题): what a set of opinions is about. The last edge, to `closed`, is walked
//! only by a [`Judgement`], which only a decided round of the people can give.

mod edges;
mod event;
mod stage;

pub use event::{Event, Recurrence};
pub use stage::Stage;

use crate::context::{Context, Who};
use crate::day::Day;
use crate::id::{Digest, ProblemId, RoundId, UnitCode};
use crate::item::Item;
use crate::machine::{Edge, Machine};
use crate::refusal::Refusal;
use crate::text;
use crate::verdict::{Judgement, Outcome};
use std::collections::BTreeSet;

/// The state of one problem.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// Where it is.
    pub stage: Stage,
    /// The unit that has it.
    pub unit: Option<UnitCode>,
    /// Rounds opened so far.
    pub rounds: u32,
    /// How often it was open again.
    pub reopened: u32,
    /// The round that is open, or the one that closed it.
    pub round: Option<RoundId>,
    /// Units that said it is not theirs, since the office last gave it to one.
    pub referred: BTreeSet<UnitCode>,
    /// Problems that it is not the same as, a person said.
    pub apart: BTreeSet<ProblemId>,
    /// Pictures of speakers that are shown with it.
    pub pictures: BTreeSet<Digest>,
}

/// What can be wanted of a problem.
#[derive(Debug, Clone)]
pub enum Command {
    /// Write it down as a problem.
    List {
        /// A line that says it.
        title: String,
        /// `zh-CN` or `en`: the language of the title.
        language: String,
        /// Words that mark it.
        keywords: Vec<String>,
        /// The charter's code of how it was found.
        source: String,
    },
    /// Give it another title.
    Rename {
        /// The new line.
        title: String,
    },
    /// Mark it with a category of the charter, or with none. A person decides.
    Label {
        /// The charter's code of the category.
        category: Option<String>,
    },
    /// It is the same as another problem.
    Merge {
        /// The one that stays.
        into: ProblemId,
        /// Whether that one is listed and not merged.
        into_lives: bool,
    },
    /// Some of its voices are about another matter, which becomes a problem of its own.
    Split {
        /// The new one.
        into: ProblemId,
        /// How many voices go there.
        moving: usize,
        /// How many stay.
        staying: usize,
    },
    /// It is not the same as another problem, whatever the machine suggests.
    TellApart {
        /// The other one, which exists.
        other: ProblemId,
    },
    /// Show a picture that came with an opinion to everyone who reads the problem.
    ShowPicture {
        /// SHA-256 of it.
        picture: Digest,
        /// Whether who gave it agreed to that.
        agreed: bool,
    },
    /// Show it no longer.
    HidePicture {
        /// SHA-256 of it.
        picture: Digest,
    },
    /// Give it to a unit.
    Assign {
        /// The unit, which exists.
        unit: UnitCode,
        /// The unit must claim or refer it by this day.
        claim_by: Day,
    },
    /// The unit takes it as its own.
    Claim,
    /// The unit says whose it is instead; never into nowhere.
    Refer {
        /// The named other unit, which exists.
        to: UnitCode,
        /// Why.
        reason: String,
        /// The other unit must claim or refer it by this day.
        claim_by: Day,
    },
    /// A first or further item was planned.
    ItemPlanned,
    /// The unit says it is done and asks the people.
    RequestClosing {
        /// The items as they are.
        items: Vec<Item>,
        /// What the unit says to the people who judge.
        note: String,
    },
    /// The people have judged.
    Judge(Judgement),
    /// After closing, the same is there again.
    Recur {
        /// What is seen again.
        reason: Recurrence,
    },
}

impl Problem {
    /// Decides for the problem with this number.
    ///
    /// # Errors
    /// A [`Refusal`] where the rules say no.
    pub fn decide_for(
        &self,
        problem: ProblemId,
        command: Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::List {
                title,
                language,
                keywords,
                source,
            } => self.list(problem, &title, language, keywords, source, context)?,
            Command::Rename { title } => {
                self.must_live()?;
                Event::Renamed {
                    problem,
                    title: text::line("title", &title, text::TITLE_CHARS)?,
                }
            }
            Command::Label { category } => {
                self.must_live()?;
                if let Some(code) = &category {
                    context.charter.check_code("category", code)?;
                }
                Event::Labelled { problem, category }
            }
            Command::Merge { into, into_lives } => self.merge(problem, into, into_lives)?,
            Command::Split {
                into,
                moving,
                staying,
            } => self.split(problem, into, moving, staying)?,
            Command::TellApart { other } => self.tell_apart(problem, other)?,
            Command::ShowPicture { picture, agreed } => {
                self.show_picture(problem, picture, agreed)?
            }
            Command::HidePicture { picture } => self.hide_picture(problem, picture)?,
            Command::Assign { unit, claim_by } => {
                self.must_be(&[Stage::Listed, Stage::Assigned])?;
                not_before("claim_by", claim_by, context.today)?;
                Event::Assigned {
                    problem,
                    unit,
                    claim_by,
                }
            }
            Command::Claim => {
                self.must_be(&[Stage::Assigned])?;
                let unit = self.acting_unit(context)?;
                Event::Claimed {
                    problem,
                    unit,
                    day: context.today,
                }
            }
            Command::Refer {
                to,
                reason,
                claim_by,
            } => self.refer(problem, to, &reason, claim_by, context)?,
            Command::ItemPlanned => return self.item_planned(problem, context),
            Command::RequestClosing { items, note } => {
                self.request_closing(problem, &items, &note, context)?
            }
            Command::Judge(judgement) => self.judge(problem, &judgement, context)?,
            Command::Recur { reason } => self.recur(problem, reason, context)?,
        };
        Ok(vec![event])
    }

    fn list(
        &self,
        problem: ProblemId,
        title: &str,
        language: String,
        keywords: Vec<String>,
        source: String,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        if self.stage != Stage::Absent {
            return Err(Refusal::AlreadyThere);
        }
        context.charter.check_code("source", &source)?;
        text::check_language(&language)?;
        let title = text::line("title", title, text::TITLE_CHARS)?;
        Ok(Event::Listed {
            problem,
            title,
            language,
            keywords,
            source,
            day: context.today,
        })
    }

    fn merge(
        &self,
        problem: ProblemId,
        into: ProblemId,
        into_lives: bool,
    ) -> Result<Event, Refusal> {
        self.must_be(&[Stage::Listed, Stage::Assigned])?;
        if problem == into || !into_lives {
            return Err(Refusal::BadMerge);
        }
        Ok(Event::Merged { problem, into })
    }

    /// Nobody takes voices away while the people judge; and a problem that all voices leave
    /// is not split, it is renamed.
    fn split(
        &self,
        problem: ProblemId,
        into: ProblemId,
        moving: usize,
        staying: usize,
    ) -> Result<Event, Refusal> {
        self.must_live()?;
        if self.stage == Stage::Judging {
            return Err(self.wrong_state());
        }
        if problem == into || moving == 0 || staying == 0 {
            return Err(Refusal::BadSplit);
        }
        Ok(Event::Split { problem, into })
    }

    fn tell_apart(&self, problem: ProblemId, other: ProblemId) -> Result<Event, Refusal> {
        self.must_live()?;
        if problem == other || self.apart.contains(&other) {
            return Err(Refusal::AlreadyThere);
        }
        Ok(Event::ToldApart { problem, other })
    }

    /// Whoever gave a picture says whether others may see it; nobody says it for them.
    fn show_picture(
        &self,
        problem: ProblemId,
        picture: Digest,
        agreed: bool,
    ) -> Result<Event, Refusal> {
        self.must_live()?;
        if !agreed {
            return Err(Refusal::NotAgreed);
        }
        if self.pictures.contains(&picture) {
            return Err(Refusal::AlreadyThere);
        }
        Ok(Event::PictureShown { problem, picture })
    }

    fn hide_picture(&self, problem: ProblemId, picture: Digest) -> Result<Event, Refusal> {
        self.must_live()?;
        if !self.pictures.contains(&picture) {
            return Err(Refusal::NotThere);
        }
        Ok(Event::PictureHidden { problem, picture })
    }

    fn refer(
        &self,
        problem: ProblemId,
        to: UnitCode,
        reason: &str,
        claim_by: Day,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        // Where the cause lies is often seen only after it was claimed.
        self.must_be(&[Stage::Assigned, Stage::Claimed])?;
        let from = self.acting_unit(context)?;
        if from == to {
            return Err(Refusal::AlreadyThere);
        }
        // Nobody passes it round: the office gives it to one of them.
        if self.referred.contains(&to) {
            return Err(Refusal::OutOfOrder {
                what: "referred_before",
            });
        }
        not_before("claim_by", claim_by, context.today)?;
        let reason = text::required("reason", reason, text::PARAGRAPH_CHARS)?;
        Ok(Event::Referred {
            problem,
            from,
            to,
            reason,
            claim_by,
        })
    }

    fn item_planned(
        &self,
        problem: ProblemId,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        self.acting_unit(context)?;
        match self.stage {
            Stage::Claimed | Stage::Reopened => Ok(vec![Event::Rectifying { problem }]),
            Stage::Rectifying => Ok(Vec::new()),
            _ => Err(self.wrong_state()),
        }
    }

    fn request_closing(
        &self,
        problem: ProblemId,
        items: &[Item],
        note: &str,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.must_be(&[Stage::Rectifying])?;
        let unit = self.acting_unit(context)?;
        if items.is_empty() {
            return Err(Refusal::NotReady { what: "no_item" });
        }
        items.iter().try_for_each(Item::ready_for_judgement)?;
        let note = text::required("note", note, text::PARAGRAPH_CHARS)?;
        let round = RoundId {
            problem,
            number: self.rounds + 1,
        };
        Ok(Event::ClosingRequested {
            problem,
            unit,
            round,
            note,
            day: context.today,
        })
    }

    fn judge(
        &self,
        problem: ProblemId,
        judgement: &Judgement,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.must_be(&[Stage::Judging])?;
        if self.round != Some(judgement.round()) {
            return Err(self.wrong_state());
        }
        let (round, tally, day) = (judgement.round(), judgement.tally(), context.today);
        Ok(match judgement.outcome() {
            Outcome::Fixed => Event::Closed {
                problem,
                round,
                tally,
                day,
            },
            Outcome::NotFixed => Event::NotFixed {
                problem,
                round,
                tally,
                day,
            },
        })
    }

    fn recur(
        &self,
        problem: ProblemId,
        reason: Recurrence,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.must_be(&[Stage::Closed])?;
        let round = self.round.ok_or_else(|| self.wrong_state())?;
        Ok(Event::Recurred {
            problem,
            round,
            reason,
            day: context.today,
        })
    }

    /// The unit of the acting member of staff, if the problem is with it.
    fn acting_unit(&self, context: &Context<'_>) -> Result<UnitCode, Refusal> {
        match (context.who, &self.unit) {
            (Who::Staff { unit, .. }, Some(mine)) if unit == mine => Ok(unit.clone()),
            _ => Err(Refusal::NotYourUnit),
        }
    }

    fn must_be(&self, stages: &[Stage]) -> Result<(), Refusal> {
        if stages.contains(&self.stage) {
            Ok(())
        } else {
            Err(self.wrong_state())
        }
    }

    fn must_live(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Absent => Err(Refusal::NotThere),
            Stage::Merged => Err(self.wrong_state()),
            _ => Ok(()),
        }
    }

    fn wrong_state(&self) -> Refusal {
        Refusal::WrongState {
            state: self.stage.code(),
        }
    }
}

fn not_before(field: &'static str, day: Day, earliest: Day) -> Result<(), Refusal> {
    if day < earliest {
        Err(Refusal::TooEarly { field, earliest })
    } else {
        Ok(())
    }
}

impl Machine for Problem {
    type Command = (ProblemId, Command);
    type Event = Event;

    const EDGES: &'static [Edge] = edges::EDGES;

    fn state(&self) -> &'static str {
        self.stage.code()
    }

    fn decide(
        &self,
        (problem, command): Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        self.decide_for(problem, command, context)
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Listed { .. } => self.stage = Stage::Listed,
            Event::Renamed { .. } | Event::Labelled { .. } => {}
            Event::Merged { .. } => self.stage = Stage::Merged,
            Event::Split { into: other, .. } | Event::ToldApart { other, .. } => {
                self.apart.insert(*other);
            }
            Event::PictureShown { picture, .. } => drop(self.pictures.insert(*picture)),
            Event::PictureHidden { picture, .. } => drop(self.pictures.remove(picture)),
            Event::Assigned { unit, .. } => {
                self.stage = Stage::Assigned;
                self.unit = Some(unit.clone());
                self.referred.clear();
            }
            Event::Referred { from, to, .. } => {
                self.stage = Stage::Assigned;
                self.unit = Some(to.clone());
                self.referred.insert(from.clone());
            }
            Event::Claimed { .. } => self.stage = Stage::Claimed,
            Event::Rectifying { .. } => self.stage = Stage::Rectifying,
            Event::ClosingRequested { round, .. } => {
                self.stage = Stage::Judging;
                self.rounds = round.number;
                self.round = Some(*round);
            }
            Event::Closed { .. } => self.stage = Stage::Closed,
            Event::NotFixed { .. } | Event::Recurred { .. } => {
                self.stage = Stage::Reopened;
                self.reopened += 1;
            }
        }
    }
}
