//! Sheets name units, channels and groups in words; the campaign knows codes.

use crate::service::Campaign;
use massline_domain::charter::Named;
use massline_store::UnitRow;
use std::collections::HashMap;

/// Codes by code and by name in either language, case and space ignored.
#[derive(Debug, Clone, Default)]
pub struct Names {
    units: HashMap<String, String>,
    channels: HashMap<String, String>,
    groups: HashMap<String, String>,
}

impl Names {
    /// The names of a campaign.
    #[must_use]
    pub fn new(campaign: &Campaign, units: &[UnitRow]) -> Self {
        let mut names = Self {
            units: HashMap::new(),
            channels: of(&campaign.charter.channels),
            groups: of(&campaign.charter.groups),
        };
        for unit in units {
            let code = unit.unit.to_string();
            for name in [&code, &unit.name.zh, &unit.name.en] {
                names.units.insert(plain(name), code.clone());
            }
        }
        names
    }

    /// The unit's code.
    #[must_use]
    pub fn unit(&self, name: &str) -> Option<String> {
        self.units.get(&plain(name)).cloned()
    }

    /// The channel's code.
    #[must_use]
    pub fn channel(&self, name: &str) -> Option<String> {
        self.channels.get(&plain(name)).cloned()
    }

    /// The group's code.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<String> {
        self.groups.get(&plain(name)).cloned()
    }
}

fn of(named: &[Named]) -> HashMap<String, String> {
    let each = named.iter().flat_map(|one| {
        [&one.id, &one.name.zh, &one.name.en].map(|name| (plain(name), one.id.clone()))
    });
    each.collect()
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}
