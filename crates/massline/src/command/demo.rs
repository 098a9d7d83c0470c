//! `massline demo`: a complete sample campaign, and the server: the main job in one command.

use super::serve::{announce, bind, serve};
use crate::cli::Demo;
use crate::data_dir::{DataDir, DirSettings};
use crate::demo::{Built, SLUG, build};
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_web::i18n::{t, t_args, t_code};
use massline_web::{DemoAccount, WebConfig};
use std::path::PathBuf;

pub(super) fn run(args: Demo) -> Result<u8, Failure> {
    crate::runtime()?.block_on(async {
        // The port first: nobody should wait for the building and then hear that it is taken.
        let listener = bind(args.listen).await?;
        let path = args.data.clone().unwrap_or_else(temporary);
        let settings = DirSettings {
            format: 1,
            origin: "demo.localhost/log/demo".to_owned(),
            campaign: SLUG.to_owned(),
            database: args.database.clone(),
        };
        let dir = DataDir::create(&path, settings)?;
        say(&t_args(
            lang(),
            "cli-demo-building",
            &[("dir", path.display().to_string().into())],
        ));
        let built = build::build(&dir).await?;
        let service = dir.service().await?;
        let config = WebConfig {
            campaign: SLUG.to_owned(),
            secure_cookies: false,
            flood_after: None,
            demo: Some(accounts(&built)),
        };
        let address = listener
            .local_addr()
            .map_err(|error| Failure::io("listen", &error))?;
        announce(address);
        tell(&built);
        serve(listener, service, config).await
    })?;
    Ok(0)
}

fn temporary() -> PathBuf {
    std::env::temp_dir().join(format!("massline-demo-{}", std::process::id()))
}

fn accounts(built: &Built) -> Vec<DemoAccount> {
    built
        .accounts
        .iter()
        .map(|account| DemoAccount {
            login: account.login.clone(),
            password: account.password.clone(),
            role: account.role,
            name_zh: account.name.zh.clone(),
            name_en: account.name.en.clone(),
        })
        .collect()
}

fn tell(built: &Built) {
    print(&t(lang(), "cli-demo-accounts"));
    for account in &built.accounts {
        let role = t_code(lang(), "role", account.role.code());
        let name = lang().pick(&account.name.zh, &account.name.en);
        print(&format!(
            "  {:<12} {}  {role} · {name}",
            account.login, account.password
        ));
    }
    print(&t_args(
        lang(),
        "cli-demo-receipt",
        &[("code", built.deciding_code.as_str().into())],
    ));
    print(&t_args(
        lang(),
        "cli-demo-receipt-waiting",
        &[("code", built.waiting_code.as_str().into())],
    ));
}
