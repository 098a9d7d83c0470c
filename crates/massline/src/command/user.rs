//! `massline user add|list|password`: the operator's way to users.

use super::init::ROOT;
use crate::cli::{UserAdd, UserList, UserPassword};
use crate::data_dir::DataDir;
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_domain::context::Role;
use massline_service::ports::{Random, SystemRandom};
use massline_service::user::NewUser;
use massline_web::i18n::{t_args, t_code};

/// A password that can be read out on the phone: 20 characters without look-alikes.
pub(crate) fn fresh_password() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; 20];
    SystemRandom.fill(&mut bytes);
    bytes
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect()
}

pub(super) fn add(args: UserAdd) -> Result<u8, Failure> {
    let role = Role::from_code(&args.role).ok_or_else(|| {
        let known = Role::ALL.map(Role::code).join(", ");
        Failure::new("cli-error-role", &[("role", &args.role), ("known", &known)])
    })?;
    let dir = DataDir::open(&args.data.data, args.data.database)?;
    let password = fresh_password();
    let unit = args.unit.unwrap_or_else(|| ROOT.to_owned());
    let unit = unit
        .parse()
        .map_err(|error: massline_domain::id::IdError| {
            Failure::new("cli-error-other", &[("error", &error.to_string())])
        })?;
    crate::runtime()?.block_on(async {
        let service = dir.service().await?;
        let campaign = service.campaign(&args.campaign)?;
        let name = args
            .name
            .unwrap_or_else(|| t_code(lang(), "role", role.code()));
        let login = args.login.clone();
        let new = NewUser {
            login,
            name,
            password: password.clone(),
            role,
            unit,
        };
        service.add_user(&campaign, None, &new).await?;
        Ok::<(), Failure>(())
    })?;
    say(&t_args(
        lang(),
        "cli-user-added",
        &[("login", args.login.clone().into())],
    ));
    print(&format!("{} {password}", args.login));
    Ok(0)
}

pub(super) fn list(args: UserList) -> Result<u8, Failure> {
    let dir = DataDir::open(&args.data.data, args.data.database)?;
    let users = crate::runtime()?.block_on(async {
        let service = dir.service().await?;
        let campaign = service.campaign(&args.campaign)?;
        Ok::<_, Failure>(service.users(&campaign, None).await?)
    })?;
    for user in users {
        let state = if user.active { "active" } else { "disabled" };
        print(&format!(
            "{}\t{}\t{}\t{state}",
            user.login,
            user.role.code(),
            user.unit
        ));
    }
    Ok(0)
}

pub(super) fn password(args: UserPassword) -> Result<u8, Failure> {
    let dir = DataDir::open(&args.data.data, args.data.database)?;
    let password = fresh_password();
    crate::runtime()?.block_on(async {
        let service = dir.service().await?;
        let campaign = service.campaign(&args.campaign)?;
        let users = service.users(&campaign, None).await?;
        let found = users.iter().find(|user| user.login == args.login);
        let user = found
            .ok_or_else(|| Failure::new("cli-error-no-user", &[("login", &args.login)]))?
            .user;
        service
            .set_password(&campaign, None, user, password.clone())
            .await?;
        Ok::<(), Failure>(())
    })?;
    print(&format!("{} {password}", args.login));
    Ok(0)
}
