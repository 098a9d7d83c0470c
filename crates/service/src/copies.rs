//! The copy-paste mirror for what a unit tells the public: plans, progress, results, and what it
//! says of its stages, compared with the same of all units. Evidence for a supervision team that
//! reads the unit, never a verdict.

use crate::error::Result;
use crate::permission::Staff;
use crate::service::{Campaign, Service};
use massline_domain::copying::{Runs, Shared, phrases, shared};
use massline_domain::id::{ItemId, UnitCode};
use massline_store::ItemRow;

/// The most likenesses that are shown.
const MOST: usize = 40;
/// Of the texts that share a run with one, so many are compared with it to the end.
const COMPARED: usize = 5;

/// Where a text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The plan of an item.
    Plan(ItemId),
    /// What was told of an item, the result included.
    Told(ItemId),
    /// What the public was told of a stage, by the charter's code.
    Stage(String),
}

impl Place {
    /// The stable code used in translations.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Plan(_) => "plan",
            Self::Told(_) => "told",
            Self::Stage(_) => "stage",
        }
    }

    fn is_of_item(&self, item: ItemId) -> bool {
        matches!(self, Self::Plan(id) | Self::Told(id) if *id == item)
    }
}

/// A text that a unit told the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The unit.
    pub unit: UnitCode,
    /// Where it stands.
    pub place: Place,
    /// The words.
    pub words: String,
}

/// Two texts that share passages.
#[derive(Debug, Clone)]
pub struct Likeness {
    /// The text that is read.
    pub here: Told,
    /// The one it shares them with.
    pub there: Told,
    /// What they share.
    pub shared: Shared,
}

/// What the mirror shows of a unit.
#[derive(Debug, Clone)]
pub struct ToldCopies {
    /// The most alike first.
    pub alike: Vec<Likeness>,
    /// Phrases that say nothing, with how often they stand in what the unit told.
    pub phrases: Vec<(String, usize)>,
    /// Texts of the unit.
    pub read: usize,
    /// All texts they were compared with.
    pub compared: usize,
}

fn of_item(item: &ItemRow) -> [Told; 2] {
    let plan = &item.plan;
    let mut said = vec![
        plan.cause.as_str(),
        &plan.shows,
        &plan.goal,
        &plan.measure,
        &plan.for_whom,
        &plan.relying_on,
        &plan.who_am_i,
    ];
    said.extend(plan.whys.iter().map(String::as_str));
    let mut told: Vec<&str> = item.progress.iter().map(|(_, words)| &**words).collect();
    told.extend(item.result.as_deref());
    let one = |place, words: Vec<&str>| Told {
        unit: item.unit.clone(),
        place,
        words: words.join("\n"),
    };
    [
        one(Place::Plan(item.item), said),
        one(Place::Told(item.item), told),
    ]
}

/// What is alike in the texts of this unit and all others, and in its own about other matters.
fn alike(unit: &UnitCode, all: &[Told]) -> Vec<Likeness> {
    let runs = Runs::of(all.iter().map(|one| one.words.as_str()));
    let mut found = Vec::new();
    for (at, here) in all.iter().enumerate().filter(|(_, one)| one.unit == *unit) {
        let near = runs.alike(&here.words).into_iter();
        let others = near.filter(|(place, _)| *place != at && is_another(here, &all[*place]));
        let compared = others.take(COMPARED).map(|(place, _)| &all[place]);
        let likeness = |there: &Told| Likeness {
            here: here.clone(),
            shared: shared(&here.words, &there.words),
            there: there.clone(),
        };
        let best = compared.map(likeness).max_by_key(|one| one.shared.percent);
        found.extend(best.filter(|one| !one.shared.passages.is_empty()));
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.shared.percent));
    found.truncate(MOST);
    found
}

/// Whether it is about another matter: what is told of an item may repeat its plan.
fn is_another(here: &Told, there: &Told) -> bool {
    match &here.place {
        Place::Plan(item) | Place::Told(item) => !there.place.is_of_item(*item),
        Place::Stage(_) => true,
    }
}

impl Service {
    /// What a unit told the public that stands elsewhere too, for a team that reads the unit.
    ///
    /// # Errors
    /// [`crate::ServiceError::Forbidden`].
    pub async fn told_copies(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        unit: &UnitCode,
    ) -> Result<ToldCopies> {
        self.must_supervise(campaign, staff, unit).await?;
        let items = self.all_items(campaign, None).await?;
        let mut all: Vec<Told> = items.iter().flat_map(|(item, _)| of_item(item)).collect();
        for way in self.stages(campaign).await? {
            let told = way.way.steps.iter().filter_map(|step| {
                Some(Told {
                    unit: way.unit.unit.clone(),
                    place: Place::Stage(step.stage.clone()),
                    words: step.report.as_ref()?.words.clone(),
                })
            });
            all.extend(told);
        }
        all.retain(|one| !one.words.trim().is_empty());
        let own: Vec<&str> = all
            .iter()
            .filter(|one| one.unit == *unit)
            .map(|one| one.words.as_str())
            .collect();
        let text = own.join("\n");
        let stock = &campaign.charter.stock_phrases;
        let said = [&stock.zh, &stock.en].into_iter();
        let found = said.flat_map(|list| phrases(&text, list));
        Ok(ToldCopies {
            phrases: found.map(|(one, times)| (one.to_owned(), times)).collect(),
            read: own.len(),
            compared: all.len() - own.len(),
            alike: alike(unit, &all),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use massline_domain::id::ProblemId;

    fn told(unit: &str, problem: u64, words: &str) -> Told {
        let problem = ProblemId(problem);
        Told {
            unit: unit.parse().unwrap(),
            place: Place::Plan(ItemId { problem, number: 1 }),
            words: words.to_owned(),
        }
    }

    #[test]
    fn a_plan_that_stands_elsewhere_is_found_and_its_own_result_is_not() {
        let copied = "成立由主要负责人任组长的工作专班，每月召开一次推进会，逐项销号。";
        let own = Told {
            place: Place::Told(ItemId {
                problem: ProblemId(1),
                number: 1,
            }),
            ..told("roads", 1, copied)
        };
        let all = [
            told("roads", 1, copied),
            own,
            told(
                "roads",
                2,
                "六月三日夜里两个人走完滨河路，换了十一盏灯，拍照留档。",
            ),
            told("water", 3, &format!("水厂的事：{copied}")),
            told("water", 4, "旧管子先关后换，换一段通一段。"),
        ];
        let found = alike(&"roads".parse().unwrap(), &all);
        let pairs: Vec<(&Place, &str)> = found
            .iter()
            .map(|one| (&one.here.place, one.there.unit.as_str()))
            .collect();
        assert_eq!(pairs, [(&all[0].place, "water"), (&all[1].place, "water")]);
        assert!(found[0].shared.percent > 90);
        assert!(alike(&"school".parse().unwrap(), &all).is_empty());
    }
}
