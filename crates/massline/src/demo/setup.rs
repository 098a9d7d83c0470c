//! The sample campaign before its first day: units, sign-ins, and what the files tell of
//! who speaks which language and who is asked.

use super::content::{self, Content, ProblemEntry};
use super::{Account, SLUG};
use crate::command::{fresh_password, open_failure, write_secret};
use crate::data_dir::DataDir;
use crate::failure::Failure;
use massline_domain::Day;
use massline_domain::campaign::Profile;
use massline_domain::context::Role;
use massline_domain::id::{UnitCode, UserId};
use massline_domain::unit::Command as UnitCommand;
use massline_service::campaign::NewCampaign;
use massline_service::disclosure::envelope::key_pair;
use massline_service::user::NewUser;
use massline_service::{Campaign, Service, Staff};
use std::sync::Arc;

/// The unit above all others in the files.
const TOP: &str = "county";

/// The file of the secret key of the sample authority, in the data directory.
const SECRET: &str = "inspectorate.key";

/// The charter with a sealed channel to an authority whose key is made for this run.
fn charter(dir: &DataDir) -> Result<String, Failure> {
    let (secret, public) = key_pair();
    write_secret(&dir.path.join(SECRET), &secret)?;
    let channel = format!(
        "\n[sealed_channel]\nname.zh = \"苍川市纪律检查机关\"\nname.en = \"Cangchuan City Inspectorate\"\nkey = \"{public}\"\n"
    );
    Ok(format!("{}{channel}", content::CHARTER))
}

pub(super) async fn open(service: &Service, dir: &DataDir) -> Result<Arc<Campaign>, Failure> {
    let name = content::campaign_name()?;
    let charter = charter(dir)?;
    // Sealed every second, so that a receipt can be verified a moment after speaking.
    let new = NewCampaign {
        slug: SLUG.to_owned(),
        name,
        charter,
        profile: Profile::Open,
    };
    service.open_campaign(new).await.map_err(open_failure)
}

pub(super) async fn add_units(
    service: &Service,
    campaign: &Campaign,
    content: &Content,
) -> Result<(), Failure> {
    let add = content.units.iter().map(|unit| UnitCommand::Add {
        unit: unit.code.clone(),
        name: unit.name.clone(),
        class: unit.class.clone(),
        parent: unit.parent.clone(),
    });
    Ok(service.change_units(campaign, None, add.collect()).await?)
}

pub(super) async fn add_accounts(
    service: &Service,
    campaign: &Campaign,
    content: &Content,
) -> Result<(Vec<Account>, Staff), Failure> {
    let mut accounts = Vec::new();
    let mut team = staff(campaign, Role::Supervisor, top()?);
    for entry in &content.accounts {
        let password = fresh_password();
        let unit = match &entry.unit {
            Some(unit) => unit.clone(),
            None => top()?,
        };
        let new = NewUser {
            login: entry.login.clone(),
            name: crate::words::lang()
                .pick(&entry.name.zh, &entry.name.en)
                .to_owned(),
            password: password.clone(),
            role: entry.role,
            unit,
        };
        let user = service.add_user(campaign, None, &new).await?;
        if !entry.over.is_empty() {
            let over = entry.over.iter().cloned().collect();
            service.send_team(campaign, None, user, over).await?;
            let from = staff(campaign, Role::Supervisor, new.unit);
            team = Staff { user, ..from };
        }
        let (login, name) = (entry.login.clone(), entry.name.clone());
        accounts.push(Account {
            login,
            password,
            role: entry.role,
            name,
        });
    }
    Ok((accounts, team))
}

pub(super) fn top() -> Result<UnitCode, Failure> {
    TOP.parse()
        .map_err(|_| Failure::new("cli-error-other", &[("error", TOP)]))
}

pub(super) fn staff(campaign: &Campaign, role: Role, unit: UnitCode) -> Staff {
    let user = UserId(*b"the demo");
    Staff {
        campaign: campaign.id(),
        user,
        name: String::new(),
        role,
        unit,
    }
}

pub(super) fn is_english(problem: &ProblemEntry, content: &Content) -> bool {
    let mine: Vec<bool> = content
        .voices
        .iter()
        .filter(|voice| voice.problem == problem.code)
        .map(|voice| voice.lang == "en")
        .collect();
    mine.iter().filter(|english| **english).count() * 2 > mine.len()
}

/// Receipts of a problem's voices until a day: those who are asked.
pub(super) fn asked(content: &Content, problem: &ProblemEntry, until: Day) -> Vec<usize> {
    let is_asked = |at: &usize| {
        let voice = &content.voices[*at];
        voice.problem == problem.code && voice.receipt == 1 && voice.said_on <= until
    };
    (0..content.voices.len()).filter(is_asked).collect()
}

/// The running round with the fewest people asked, but at least three.
pub(super) fn shortest_running(content: &Content) -> Option<usize> {
    let running = content
        .problems
        .iter()
        .enumerate()
        .filter(|(_, one)| one.state == "judging");
    running
        .filter_map(|(at, one)| Some((asked(content, one, one.rounds.last()?.opened).len(), at)))
        .filter(|(asked, _)| *asked >= 3)
        .min()
        .map(|(_, at)| at)
}
