//! Units (单位): the bodies that are examined. They form a tree; each has a class, and the
//! charter says what is asked of a class (no one cut for all).

use crate::context::Context;
use crate::id::UnitCode;
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use crate::text::{self, TITLE_CHARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// One body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its name.
    pub name: Name,
    /// The charter's code of its class.
    pub class: String,
    /// The unit above it; none for the root.
    pub parent: Option<UnitCode>,
}

/// All units of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitTree {
    units: BTreeMap<UnitCode, Unit>,
}

/// What can be wanted of the tree.
#[derive(Debug, Clone)]
pub enum Command {
    /// Add a unit below another, or the root.
    Add {
        /// Its code.
        unit: UnitCode,
        /// Its name.
        name: Name,
        /// Its class.
        class: String,
        /// The unit above.
        parent: Option<UnitCode>,
    },
    /// Give it another name.
    Rename {
        /// Which.
        unit: UnitCode,
        /// The new name.
        name: Name,
    },
    /// Put it below another unit.
    Move {
        /// Which.
        unit: UnitCode,
        /// The new unit above.
        parent: UnitCode,
    },
}

/// What happened to the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "unit.added")]
    Added {
        unit: UnitCode,
        name: Name,
        class: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<UnitCode>,
    },
    #[serde(rename = "unit.renamed")]
    Renamed { unit: UnitCode, name: Name },
    #[serde(rename = "unit.moved")]
    Moved { unit: UnitCode, parent: UnitCode },
}

impl UnitTree {
    /// The unit with this code.
    #[must_use]
    pub fn get(&self, unit: &UnitCode) -> Option<&Unit> {
        self.units.get(unit)
    }

    /// All units in order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = (&UnitCode, &Unit)> {
        self.units.iter()
    }

    /// Whether `unit` is `above` or lies somewhere below it.
    #[must_use]
    pub fn is_within(&self, unit: &UnitCode, above: &UnitCode) -> bool {
        let mut at = Some(unit);
        // A tree has no more levels than units; the bound holds even for damaged data.
        for _ in 0..=self.units.len() {
            match at {
                Some(code) if code == above => return true,
                Some(code) => at = self.units.get(code).and_then(|unit| unit.parent.as_ref()),
                None => return false,
            }
        }
        false
    }

    fn must_have(&self, unit: &UnitCode) -> Result<&Unit, Refusal> {
        self.units.get(unit).ok_or_else(|| Refusal::UnknownUnit {
            found: unit.to_string(),
        })
    }

    fn add(
        &self,
        unit: UnitCode,
        name: &Name,
        class: String,
        parent: Option<UnitCode>,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        if self.units.contains_key(&unit) {
            return Err(Refusal::AlreadyThere);
        }
        context.charter.check_code("class", &class)?;
        match &parent {
            Some(parent) => {
                self.must_have(parent)?;
            }
            None if self.units.is_empty() => {}
            None => return Err(Refusal::Empty { field: "parent" }),
        }
        Ok(Event::Added {
            unit,
            name: checked(name)?,
            class,
            parent,
        })
    }

    fn move_below(&self, unit: UnitCode, parent: UnitCode) -> Result<Event, Refusal> {
        self.must_have(&unit)?;
        self.must_have(&parent)?;
        if self.is_within(&parent, &unit) {
            return Err(Refusal::UnitCycle);
        }
        Ok(Event::Moved { unit, parent })
    }
}

/// A name needs at least one language; the other falls back to it.
fn checked(name: &Name) -> Result<Name, Refusal> {
    let zh = text::optional_line("name_zh", &name.zh, TITLE_CHARS)?;
    let en = text::optional_line("name_en", &name.en, TITLE_CHARS)?;
    match (zh, en) {
        (None, None) => Err(Refusal::Empty { field: "name_zh" }),
        (Some(zh), None) => Ok(Name { en: zh.clone(), zh }),
        (None, Some(en)) => Ok(Name { zh: en.clone(), en }),
        (Some(zh), Some(en)) => Ok(Name { zh, en }),
    }
}

impl Machine for UnitTree {
    type Command = Command;
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("empty", "unit.added", "tree"),
        edge("tree", "unit.added", "tree"),
        edge("tree", "unit.renamed", "tree"),
        edge("tree", "unit.moved", "tree"),
    ];

    fn state(&self) -> &'static str {
        if self.units.is_empty() {
            "empty"
        } else {
            "tree"
        }
    }

    fn decide(&self, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::Add {
                unit,
                name,
                class,
                parent,
            } => self.add(unit, &name, class, parent, context)?,
            Command::Rename { unit, name } => {
                self.must_have(&unit)?;
                Event::Renamed {
                    unit,
                    name: checked(&name)?,
                }
            }
            Command::Move { unit, parent } => self.move_below(unit, parent)?,
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Added {
                unit,
                name,
                class,
                parent,
            } => {
                let added = Unit {
                    name: name.clone(),
                    class: class.clone(),
                    parent: parent.clone(),
                };
                self.units.insert(unit.clone(), added);
            }
            Event::Renamed { unit, name } => {
                if let Some(unit) = self.units.get_mut(unit) {
                    unit.name = name.clone();
                }
            }
            Event::Moved { unit, parent } => {
                if let Some(unit) = self.units.get_mut(unit) {
                    unit.parent = Some(parent.clone());
                }
            }
        }
    }
}
