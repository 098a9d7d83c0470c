//! Signing in, and who may sign in.

use crate::world::{PASSWORD, World, new_user, refusal, unit};
use massline_domain::Refusal;
use massline_domain::context::Role;
use massline_service::session::SESSION_SECONDS;
use massline_service::{ServiceError, limit};

impl World {
    async fn sign_in(&self, login: &str, password: &str) -> massline_service::Result<String> {
        let signed = self
            .service
            .sign_in(&self.campaign, login, password, None)
            .await;
        signed.map(|(token, _)| token)
    }

    async fn signed_in(&self, token: &str) -> bool {
        self.service.session(token).await.unwrap().is_some()
    }
}

#[tokio::test]
async fn a_wrong_password_an_unknown_login_and_a_disabled_user_are_not_told_apart() {
    let world = World::new().await;
    let (service, campaign) = (&world.service, &world.campaign);
    let water = world.water.user;
    service
        .set_active(campaign, Some(&world.administrator), water, false)
        .await
        .unwrap();
    let mut told = Vec::new();
    for (login, password) in [
        ("office", "wrong"),
        ("nobody", PASSWORD),
        ("water", PASSWORD),
    ] {
        let error = world.sign_in(login, password).await.unwrap_err();
        assert!(
            matches!(error, ServiceError::WrongLogin),
            "{login}: {error:?}"
        );
        told.push(error.to_string());
    }
    told.dedup();
    assert_eq!(told.len(), 1);
    let (_, session) = service
        .sign_in(campaign, " office ", PASSWORD, None)
        .await
        .unwrap();
    assert_eq!(session.staff, world.office);
}

#[tokio::test]
async fn a_session_ends_by_itself_by_signing_out_and_with_the_right_to_sign_in() {
    let world = World::new().await;
    let (service, campaign) = (&world.service, &world.campaign);
    let first = world.sign_in("roads", PASSWORD).await.unwrap();
    let second = world.sign_in("roads", PASSWORD).await.unwrap();
    assert_ne!(first, second);
    service.sign_out(&first).await.unwrap();
    assert!(!world.signed_in(&first).await && world.signed_in(&second).await);
    world.clock.advance(SESSION_SECONDS);
    assert!(!world.signed_in(&second).await);

    let third = world.sign_in("roads", PASSWORD).await.unwrap();
    let admin = Some(&world.administrator);
    service
        .set_active(campaign, admin, world.roads.user, false)
        .await
        .unwrap();
    assert!(!world.signed_in(&third).await);
    service
        .set_active(campaign, admin, world.roads.user, true)
        .await
        .unwrap();
    assert!(!world.signed_in(&third).await, "an old cookie stays dead");
    assert!(!world.signed_in("made up").await);
}

#[tokio::test]
async fn a_changed_password_ends_the_sessions_and_a_weak_one_is_refused() {
    let world = World::new().await;
    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    let token = world.sign_in("office", PASSWORD).await.unwrap();
    let set = async |password: &str| {
        service
            .set_password(campaign, Some(office), office.user, password.into())
            .await
    };
    assert!(matches!(
        set("short").await,
        Err(ServiceError::WeakPassword { .. })
    ));
    assert!(world.signed_in(&token).await);
    set("another long password").await.unwrap();
    assert!(!world.signed_in(&token).await);
    assert!(matches!(
        world.sign_in("office", PASSWORD).await,
        Err(ServiceError::WrongLogin)
    ));
    world
        .sign_in("office", "another long password")
        .await
        .unwrap();
    world.must_be_sound().await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let world = World::new().await;
    let (service, campaign, admin) = (&world.service, &world.campaign, &world.administrator);
    let by = Some(admin);
    let disabled = service.set_active(campaign, by, admin.user, false).await;
    assert_eq!(refusal(disabled), Refusal::LastAdministrator);
    let changed = service
        .change_role(campaign, by, admin.user, Role::Office, unit("county"))
        .await;
    assert_eq!(refusal(changed), Refusal::LastAdministrator);
    let second = new_user("second", Role::Administrator, "county");
    service.add_user(campaign, by, &second).await.unwrap();
    service
        .set_active(campaign, by, admin.user, false)
        .await
        .unwrap();
}

#[tokio::test]
async fn logins_are_taken_once_and_well_formed() {
    let world = World::new().await;
    let (service, campaign, by) = (&world.service, &world.campaign, Some(&world.administrator));
    for login in ["office", "", "two words", "李四", &"x".repeat(41)] {
        let added = service
            .add_user(campaign, by, &new_user(login, Role::Unit, "water"))
            .await;
        assert!(
            matches!(added, Err(ServiceError::BadLogin)),
            "{login}: {added:?}"
        );
    }
    let nowhere = service
        .add_user(campaign, by, &new_user("x", Role::Unit, "moon"))
        .await;
    assert_eq!(
        refusal(nowhere),
        Refusal::UnknownUnit {
            found: "moon".into()
        }
    );
}

#[tokio::test]
async fn guessing_has_to_wait_and_signing_in_does_not() {
    let world = World::new().await;
    for _ in 0..2 * limit::SIGN_IN.tries {
        world.sign_in("office", PASSWORD).await.unwrap();
    }
    for _ in 0..limit::SIGN_IN.tries {
        assert!(world.sign_in("office", "wrong").await.is_err());
    }
    let told = world.sign_in("office", PASSWORD).await;
    assert!(
        matches!(told, Err(ServiceError::TooMany { .. })),
        "{told:?}"
    );
    world.sign_in("roads", PASSWORD).await.unwrap();
    // An address over its limit does not use up the tries of other people's logins.
    let caller = Some([3; 16]);
    let (service, campaign) = (&world.service, &world.campaign);
    for _ in 0..5 * limit::SIGN_IN.tries {
        assert!(
            service
                .sign_in(campaign, "water", "wrong", caller)
                .await
                .is_err()
        );
    }
    world.clock.advance(limit::SIGN_IN.seconds);
    world.sign_in("office", PASSWORD).await.unwrap();
}
