//! `massline init DIR`: a new data directory with a campaign, a root unit and an
//! administrator, whose password is shown once.

use super::charter;
use super::user::fresh_password;
use crate::cli::Init;
use crate::data_dir::{DataDir, DirSettings};
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_domain::campaign::Profile;
use massline_domain::context::Role;
use massline_domain::id::UnitCode;
use massline_domain::unit::{Command as UnitCommand, Name};
use massline_service::Service;
use massline_service::campaign::{NewCampaign, OpenError};
use massline_service::user::NewUser;
use massline_web::i18n::{Lang, t, t_args};

/// Code of the unit above all others.
pub(crate) const ROOT: &str = "root";

pub(super) fn run(args: Init) -> Result<u8, Failure> {
    let text = charter::text_of(&args.charter)?;
    let settings = DirSettings {
        format: 1,
        origin: format!("{}/log/main", args.origin),
        campaign: args.campaign.clone(),
        database: args.database.clone(),
    };
    let dir = DataDir::create(&args.dir, settings)?;
    let password = fresh_password();
    crate::runtime()?.block_on(async {
        let service = dir.service().await?;
        let name = campaign_name(&args);
        let profile = if args.open {
            Profile::Open
        } else {
            Profile::Protected
        };
        let new = NewCampaign {
            slug: args.campaign.clone(),
            name,
            charter: text,
            profile,
        };
        let campaign = service.open_campaign(new).await.map_err(open_failure)?;
        first_unit(&service, &campaign, &args).await?;
        let administrator = NewUser {
            login: "admin".to_owned(),
            name: t(lang(), "role-administrator"),
            password: password.clone(),
            role: Role::Administrator,
            unit: root()?,
        };
        service.add_user(&campaign, None, &administrator).await?;
        service.seal_now(campaign.id()).await?;
        Ok::<(), Failure>(())
    })?;
    let dir = args.dir.display().to_string();
    say(&t_args(lang(), "cli-init-done", &[("dir", dir.into())]));
    print(&format!("admin {password}"));
    Ok(0)
}

pub(crate) fn root() -> Result<UnitCode, Failure> {
    ROOT.parse()
        .map_err(|_| Failure::new("cli-error-other", &[("error", ROOT)]))
}

fn campaign_name(args: &Init) -> Name {
    let or = |given: &Option<String>, lang: Lang| {
        given
            .clone()
            .unwrap_or_else(|| t(lang, "cli-init-default-name"))
    };
    Name {
        zh: or(&args.name_zh, Lang::Zh),
        en: or(&args.name_en, Lang::En),
    }
}

async fn first_unit(
    service: &Service,
    campaign: &massline_service::Campaign,
    args: &Init,
) -> Result<(), Failure> {
    let name = match &args.unit {
        Some(name) => Name {
            zh: name.clone(),
            en: name.clone(),
        },
        None => Name {
            zh: t(Lang::Zh, "cli-init-default-unit"),
            en: t(Lang::En, "cli-init-default-unit"),
        },
    };
    let class = campaign
        .charter
        .classes
        .first()
        .map(|class| class.id.clone())
        .unwrap_or_default();
    let add = UnitCommand::Add {
        unit: root()?,
        name,
        class,
        parent: None,
    };
    Ok(service.change_units(campaign, None, vec![add]).await?)
}

pub(crate) fn open_failure(error: OpenError) -> Failure {
    match error {
        OpenError::Charter(error) => {
            Failure::new("cli-error-other", &[("error", &error.to_string())])
        }
        OpenError::Service(error) => error.into(),
    }
}
