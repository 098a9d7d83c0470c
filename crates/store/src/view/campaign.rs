//! Campaigns, units and staff.

use super::{At, Needs, UnitView, UserView, Views};
use crate::rows::CampaignRow;
use massline_domain::campaign::Event as CampaignEvent;
use massline_domain::id::{UnitCode, UserId};
use massline_domain::unit::Event as UnitEvent;
use massline_domain::user::Event as UserEvent;

pub(super) fn campaign(views: &mut Views, at: At, event: &CampaignEvent) -> Result<(), Needs> {
    if let CampaignEvent::Opened {
        slug,
        name,
        charter,
        digest,
        profile,
        day,
    } = event
    {
        let row = CampaignRow {
            id: at.campaign,
            slug: slug.clone(),
            name: name.clone(),
            charter: charter.clone(),
            digest: *digest,
            profile: *profile,
            open: true,
            opened: *day,
        };
        views.campaigns.put(at.campaign, row);
        return Ok(());
    }
    let stored = views
        .campaigns
        .get(&at.campaign)
        .map_err(|()| Needs::Campaign(at.campaign))?;
    let Some(mut row) = stored.cloned() else {
        return Ok(());
    };
    match event {
        CampaignEvent::Opened { .. } => {}
        CampaignEvent::Closed { .. } => row.open = false,
        CampaignEvent::CharterChanged {
            charter, digest, ..
        } => {
            views.must_have_all_problems(at.campaign)?;
            (row.charter, row.digest) = (charter.clone(), *digest);
            views.campaigns.put(at.campaign, row);
            return weigh_again(views, at);
        }
    }
    views.campaigns.put(at.campaign, row);
    Ok(())
}

/// Another charter has another formula of strength.
fn weigh_again(views: &mut Views, at: At) -> Result<(), Needs> {
    let here = |((campaign, _), _): &(&(_, _), _)| *campaign == at.campaign;
    let problems: Vec<_> = views
        .problems
        .rows()
        .filter(here)
        .map(|(key, row)| (*key, row.clone()))
        .collect();
    for (key, mut problem) in problems {
        let strength = views.strength(at.campaign, &problem)?;
        if problem.strength != strength {
            problem.strength = strength;
            views.problems.put(key, problem);
        }
    }
    Ok(())
}

pub(super) fn unit(views: &mut Views, at: At, event: &UnitEvent) -> Result<(), Needs> {
    match event {
        UnitEvent::Added {
            unit,
            name,
            class,
            parent,
        } => {
            let row = UnitView {
                parent: parent.clone(),
                class: class.clone(),
                name: name.clone(),
            };
            views.units.put((at.campaign, unit.clone()), row);
            Ok(())
        }
        UnitEvent::Renamed { unit, name } => {
            change_unit(views, at, unit, |row| row.name = name.clone())
        }
        UnitEvent::Moved { unit, parent } => {
            change_unit(views, at, unit, |row| row.parent = Some(parent.clone()))
        }
    }
}

fn change_unit(
    views: &mut Views,
    at: At,
    unit: &UnitCode,
    change: impl FnOnce(&mut UnitView),
) -> Result<(), Needs> {
    let key = (at.campaign, unit.clone());
    let stored = views
        .units
        .get(&key)
        .map_err(|()| Needs::Unit(at.campaign, unit.clone()))?;
    if let Some(mut row) = stored.cloned() {
        change(&mut row);
        views.units.put(key, row);
    }
    Ok(())
}

pub(super) fn user(views: &mut Views, at: At, event: &UserEvent) -> Result<(), Needs> {
    match event {
        UserEvent::Added {
            user, role, unit, ..
        } => {
            let row = UserView {
                role: *role,
                unit: unit.clone(),
                active: true,
            };
            views.users.put((at.campaign, *user), row);
            Ok(())
        }
        UserEvent::RoleChanged { user, role, unit } => change_user(views, at, *user, |row| {
            row.role = *role;
            row.unit = unit.clone();
        }),
        UserEvent::AccountChanged { .. } => Ok(()),
        UserEvent::Disabled { user } => change_user(views, at, *user, |row| row.active = false),
        UserEvent::Enabled { user } => change_user(views, at, *user, |row| row.active = true),
    }
}

fn change_user(
    views: &mut Views,
    at: At,
    user: UserId,
    change: impl FnOnce(&mut UserView),
) -> Result<(), Needs> {
    let key = (at.campaign, user);
    let stored = views
        .users
        .get(&key)
        .map_err(|()| Needs::User(at.campaign, user))?;
    if let Some(mut row) = stored.cloned() {
        change(&mut row);
        views.users.put(key, row);
    }
    Ok(())
}
