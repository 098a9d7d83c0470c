//! Users: added and managed by administrators; everyone changes their own password.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff as SignedIn};
use crate::service::{Campaign, Loaded, Service};
use crate::session::hash_password;
use massline_domain::context::Role;
use massline_domain::event::stream;
use massline_domain::id::{UnitCode, UserId};
use massline_domain::user::{Command, Staff};
use massline_domain::{Who, text};
use massline_store::{UserRow, VaultWrite, account_digest};

/// Someone to be added.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The name to sign in with.
    pub login: String,
    /// The name to show: an office rather than a person.
    pub name: String,
    /// The password in clear.
    pub password: String,
    /// What they may do.
    pub role: Role,
    /// In which unit.
    pub unit: UnitCode,
}

impl Service {
    /// Adds a user. `by` is `None` only for the operator on the command line.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::BadLogin`] (also where it is taken),
    /// [`ServiceError::WeakPassword`], unknown units.
    pub async fn add_user(
        &self,
        campaign: &Campaign,
        by: Option<&SignedIn>,
        new: &NewUser,
    ) -> Result<UserId> {
        let who = self.manager(campaign, by)?;
        self.must_have_unit(campaign, new.unit.as_str()).await?;
        let login = checked_login(&new.login)?;
        let name = text::required("name", &new.name, text::TITLE_CHARS)?;
        let user = UserId(self.random());
        let password = self.hash(new.password.clone()).await?;
        let account = account_digest(user, &login, &name, &password)?;
        let command = Command::Add {
            user,
            role: new.role,
            unit: new.unit.clone(),
            account,
        };
        let vault = vec![VaultWrite::Account {
            user,
            login,
            name,
            password,
        }];
        self.on_staff(campaign, &who, command, vault).await?;
        Ok(user)
    }

    /// Gives a user another role or unit.
    ///
    /// # Errors
    /// As [`Service::add_user`]; refused where nobody could manage users afterwards.
    pub async fn change_role(
        &self,
        campaign: &Campaign,
        by: Option<&SignedIn>,
        user: UserId,
        role: Role,
        unit: UnitCode,
    ) -> Result<()> {
        let who = self.manager(campaign, by)?;
        self.must_have_unit(campaign, unit.as_str()).await?;
        self.on_staff(
            campaign,
            &who,
            Command::ChangeRole { user, role, unit },
            Vec::new(),
        )
        .await
    }

    /// Lets a user sign in, or not.
    ///
    /// # Errors
    /// As [`Service::change_role`].
    pub async fn set_active(
        &self,
        campaign: &Campaign,
        by: Option<&SignedIn>,
        user: UserId,
        active: bool,
    ) -> Result<()> {
        let who = self.manager(campaign, by)?;
        let command = if active {
            Command::Enable { user }
        } else {
            Command::Disable { user }
        };
        self.on_staff(campaign, &who, command, Vec::new()).await?;
        if !active {
            // Or an old cookie would be good again on the day they are let in again.
            self.store().delete_sessions_of(campaign.id(), user).await?;
        }
        Ok(())
    }

    /// Sets a password: an administrator (or operator) for anyone, everyone for themselves.
    ///
    /// # Errors
    /// As [`Service::add_user`].
    pub async fn set_password(
        &self,
        campaign: &Campaign,
        by: Option<&SignedIn>,
        user: UserId,
        password: String,
    ) -> Result<()> {
        let who = match by {
            Some(staff) if staff.campaign == campaign.id() && staff.user == user => staff.who(),
            by => self.manager(campaign, by)?,
        };
        let row = self.store().user(campaign.id(), user).await?;
        let UserRow { login, name, .. } = row.ok_or(ServiceError::NotFound)?;
        let password = self.hash(password).await?;
        let account = account_digest(user, &login, &name, &password)?;
        let vault = vec![VaultWrite::Account {
            user,
            login,
            name,
            password,
        }];
        self.on_staff(
            campaign,
            &who,
            Command::ChangeAccount { user, account },
            vault,
        )
        .await?;
        Ok(self.store().delete_sessions_of(campaign.id(), user).await?)
    }

    /// All users of a campaign.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn users(&self, campaign: &Campaign, by: Option<&SignedIn>) -> Result<Vec<UserRow>> {
        self.manager(campaign, by)?;
        Ok(self.store().users(campaign.id()).await?)
    }

    fn manager(&self, campaign: &Campaign, by: Option<&SignedIn>) -> Result<Who> {
        match by {
            None => Ok(Who::System),
            Some(staff) => {
                staff.must(Right::ManageUsers, campaign.id())?;
                Ok(staff.who())
            }
        }
    }

    async fn hash(&self, password: String) -> Result<String> {
        let (salt, cost) = (self.random(), self.inner.settings.password_cost);
        let hashed =
            tokio::task::spawn_blocking(move || hash_password(&password, &salt, cost)).await;
        hashed.unwrap_or(Err(ServiceError::Forbidden))
    }

    async fn on_staff(
        &self,
        campaign: &Campaign,
        who: &Who,
        command: Command,
        vault: Vec<VaultWrite>,
    ) -> Result<()> {
        let loaded: Loaded<Staff> = self.load(campaign.id(), stream::STAFF.to_owned()).await?;
        let context = self.context(campaign, who);
        let events = massline_domain::Machine::decide(&loaded.state, command, &context)?;
        match self
            .append(campaign, who, vec![loaded.write(events)], vault)
            .await
        {
            Err(ServiceError::Store(massline_store::StoreError::Duplicate { .. })) => {
                Err(ServiceError::BadLogin)
            }
            result => result.map(|_| ()),
        }
    }
}

fn checked_login(login: &str) -> Result<String> {
    let login = login.trim();
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if login.is_empty() || login.len() > 40 || !login.chars().all(good) {
        return Err(ServiceError::BadLogin);
    }
    Ok(login.to_owned())
}
