//! Promise and deed (说到与做到): what a unit said it would do, and what became of it. Counted from
//! what everyone can read; nothing is weighed.

use crate::error::Result;
use crate::service::{Campaign, Service};
use massline_domain::Day;
use massline_domain::commitment::Commitment;
use massline_domain::id::UnitCode;
use massline_domain::item::{RuleAnswer, Stage};
use massline_domain::rule::Rule;
use massline_store::{ClosingRow, ItemRow};
use std::collections::BTreeMap;

/// What became of items. Each item is counted once in the first five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Items {
    /// Done by the first day that was named.
    pub in_time: u64,
    /// Done by a day that it was given instead.
    pub by_other_day: u64,
    /// Done after its day.
    pub after_day: u64,
    /// Not done; its day is to come.
    pub to_come: u64,
    /// Not done; its day is past.
    pub late: u64,
    /// Given another day, done or not.
    pub moved: u64,
}

impl Items {
    /// All items.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.in_time + self.by_other_day + self.after_day + self.to_come + self.late
    }

    fn count(&mut self, item: &ItemRow, today: Day) {
        let moved = item.deadline_changes > 0;
        self.moved += u64::from(moved);
        let done = item.finished.filter(|_| item.stage == Stage::Done);
        let place = match done {
            Some(day) if day > item.deadline => &mut self.after_day,
            Some(_) if moved => &mut self.by_other_day,
            Some(_) => &mut self.in_time,
            None if item.deadline < today => &mut self.late,
            None => &mut self.to_come,
        };
        *place += 1;
    }
}

/// What became of commitments, without what was put right at once. Each is counted once in the
/// first five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Commitments {
    /// Kept by its day, as the office says.
    pub kept: u64,
    /// Kept after its day.
    pub kept_late: u64,
    /// Not kept, as the office says.
    pub not_kept: u64,
    /// Open; its day is to come.
    pub to_come: u64,
    /// Open; its day is past.
    pub late: u64,
    /// Where a supervision team saw at least once that it was not as the office said.
    pub doubted: u64,
}

impl Commitments {
    /// All commitments.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.kept + self.kept_late + self.not_kept + self.to_come + self.late
    }

    fn count(&mut self, one: &Commitment, today: Day) {
        self.doubted += u64::from(one.looks.iter().any(|look| !look.holds));
        let place = match one.outcome() {
            Some(outcome) if !outcome.kept => &mut self.not_kept,
            Some(_) if one.is_kept_late() => &mut self.kept_late,
            Some(_) => &mut self.kept,
            None if one.is_late(today) => &mut self.late,
            None => &mut self.to_come,
        };
        *place += 1;
    }
}

/// What a unit said and did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deeds {
    /// Its items.
    pub items: Items,
    /// Its commitments.
    pub commitments: Commitments,
    /// Closings by the people that stand.
    pub closed: u64,
    /// Closings that did not hold.
    pub not_held: u64,
    /// Items done that named a rule.
    pub rules_named: u64,
    /// Those whose rule stands in the register.
    pub rules_registered: u64,
}

impl Deeds {
    /// Whether nothing was said and nothing done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Counts all of it, by unit.
fn count(
    items: &[ItemRow],
    commitments: &[Commitment],
    closings: &[ClosingRow],
    rules: &[Rule],
    today: Day,
) -> BTreeMap<UnitCode, Deeds> {
    let mut all: BTreeMap<UnitCode, Deeds> = BTreeMap::new();
    for item in items {
        let deeds = all.entry(item.unit.clone()).or_default();
        deeds.items.count(item, today);
        let named = item.rule.as_ref().is_some_and(RuleAnswer::is_rule);
        if named && item.stage == Stage::Done {
            deeds.rules_named += 1;
            let problem = item.item.problem;
            let registered = rules.iter().any(|rule| rule.ends(&item.unit, problem));
            deeds.rules_registered += u64::from(registered);
        }
    }
    for one in commitments.iter().filter(|one| !one.is_at_once()) {
        if let Some(unit) = &one.unit {
            let deeds = all.entry(unit.clone()).or_default();
            deeds.commitments.count(one, today);
        }
    }
    for closing in closings {
        if let Some(unit) = &closing.unit {
            let deeds = all.entry(unit.clone()).or_default();
            let place = if closing.stands {
                &mut deeds.closed
            } else {
                &mut deeds.not_held
            };
            *place += 1;
        }
    }
    all
}

impl Service {
    /// What every unit said and did; units that said nothing are left out. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn deeds(&self, campaign: &Campaign) -> Result<BTreeMap<UnitCode, Deeds>> {
        let items = self.all_items(campaign, None).await?.into_iter();
        let items: Vec<ItemRow> = items.map(|(item, _)| item).collect();
        self.counted(campaign, &items).await
    }

    /// What one unit said and did. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn deeds_of(&self, campaign: &Campaign, unit: &UnitCode) -> Result<Deeds> {
        let items = self.items_of(campaign, unit).await?.into_iter();
        let items: Vec<ItemRow> = items.map(|(item, _)| item).collect();
        let mut all = self.counted(campaign, &items).await?;
        Ok(all.remove(unit).unwrap_or_default())
    }

    async fn counted(
        &self,
        campaign: &Campaign,
        items: &[ItemRow],
    ) -> Result<BTreeMap<UnitCode, Deeds>> {
        let commitments = self.commitments(campaign).await?.into_iter();
        let commitments: Vec<Commitment> = commitments.map(|(_, one)| one).collect();
        let rules = self.rules(campaign).await?.into_iter();
        let rules: Vec<Rule> = rules.map(|(_, rule)| rule).collect();
        let closings = self.store().closings(campaign.id()).await?;
        let today = self.today(campaign);
        Ok(count(items, &commitments, &closings, &rules, today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(deadline: i32, changes: u32, finished: Option<i32>) -> ItemRow {
        ItemRow {
            item: massline_domain::id::ItemId {
                problem: massline_domain::id::ProblemId(1),
                number: 1,
            },
            unit: "roads".parse().unwrap(),
            plan: massline_domain::item::Plan::default(),
            stage: if finished.is_some() {
                Stage::Done
            } else {
                Stage::Working
            },
            deadline: Day(deadline),
            deadline_changes: changes,
            result: None,
            rule: None,
            evidence: Vec::new(),
            progress: Vec::new(),
            cites: Vec::new(),
            planned: Day(1),
            finished: finished.map(Day),
        }
    }

    #[test]
    fn each_item_is_counted_once_by_the_day_it_was_done_on() {
        let items = [
            item(10, 0, Some(10)),
            item(10, 0, Some(11)),
            item(30, 2, Some(30)),
            item(30, 1, Some(31)),
            item(19, 0, None),
            item(20, 1, None),
        ];
        let all = count(&items, &[], &[], &[], Day(20));
        let deeds = all[&"roads".parse().unwrap()];
        let expected = Items {
            in_time: 1,
            by_other_day: 1,
            after_day: 2,
            to_come: 1,
            late: 1,
            moved: 3,
        };
        assert_eq!(deeds.items, expected);
        assert_eq!(deeds.items.all(), items.len() as u64);
    }
}
