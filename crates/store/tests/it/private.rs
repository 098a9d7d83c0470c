//! The vault and who is signed in.

use crate::author::Author;
use crate::place::{Place, on_both};
use crate::scenario::{CAMPAIGN, DAY, OTHER, tell, unit_code};
use crate::tamper::{tables, whole_table};
use massline_domain::context::Role;
use massline_domain::id::{Digest, ProblemId, RoundId, UserId};
use massline_store::{SessionRow, VaultWrite};

on_both!(
    private_parts_are_found_again,
    erased_words_are_nowhere,
    staff_sign_in_by_login,
    texts_and_files_are_read,
    sessions_end,
);

fn text_of(fields: &[massline_store::VaultField]) -> String {
    let text = fields.iter().find(|field| field.label == "text").unwrap();
    String::from_utf8(text.value.clone()).unwrap()
}

async fn private_parts_are_found_again(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    let one = author.speak("one", DAY).await;
    let two = author.speak("two 二", DAY).await;
    let found = store.opinion_by_lookup(&one.lookup).await.unwrap();
    assert_eq!(found, Some((CAMPAIGN, one.opinion, false)));
    assert_eq!(store.opinion_by_lookup(&[0; 16]).await.unwrap(), None);
    let fields = store.fields(CAMPAIGN, two.opinion).await.unwrap().unwrap();
    assert_eq!(text_of(&fields), "two 二");
    assert_eq!(store.fields(OTHER, two.opinion).await.unwrap(), None);
    let mut texts = store
        .texts(CAMPAIGN, &[two.opinion, one.opinion])
        .await
        .unwrap();
    texts.sort_by_key(|(_, fields)| text_of(fields));
    let texts: Vec<_> = texts
        .iter()
        .map(|(id, fields)| (*id, text_of(fields)))
        .collect();
    assert_eq!(
        texts,
        [
            (one.opinion, "one".to_owned()),
            (two.opinion, "two 二".to_owned())
        ]
    );

    let mut all = Vec::new();
    let mut after = None;
    loop {
        let page = store.all_words(CAMPAIGN, after, 1).await.unwrap();
        let Some((row, _)) = page.first() else { break };
        after = Some(row.opinion);
        all.extend(page);
    }
    assert_eq!(all.len(), 2);
    let waiting = store.waiting_words(CAMPAIGN).await.unwrap();
    let waiting: Vec<_> = waiting
        .iter()
        .map(|(id, fields)| (*id, text_of(fields)))
        .collect();
    assert_eq!(
        waiting,
        [
            (one.opinion, "one".to_owned()),
            (two.opinion, "two 二".to_owned())
        ]
    );
}

async fn erased_words_are_nowhere(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    author.open("first").await;
    let canary = "canary-in-the-words";
    let spoken = author.speak(canary, DAY).await;
    author.answer(spoken, "canary-in-the-answer").await;
    assert!(
        found_anywhere(&place, "canary").await,
        "the test can find a canary"
    );
    author.erase(spoken, None).await;
    assert!(!found_anywhere(&place, "canary").await);

    let found = store.opinion_by_lookup(&spoken.lookup).await.unwrap();
    assert_eq!(
        found,
        Some((CAMPAIGN, spoken.opinion, true)),
        "the receipt answers: erased"
    );
    assert_eq!(store.fields(CAMPAIGN, spoken.opinion).await.unwrap(), None);
    assert_eq!(store.texts(CAMPAIGN, &[spoken.opinion]).await.unwrap(), []);
    let key = VaultWrite::answer_key(spoken.opinion);
    assert_eq!(store.text(CAMPAIGN, &key).await.unwrap(), None);
    assert_eq!(store.audit().await.unwrap().findings, []);
}

/// Whether a text is in any live row of any table.
async fn found_anywhere(place: &Place, text: &str) -> bool {
    let mut door = place.back_door().await;
    let hex = massline_log::to_hex(text.as_bytes());
    for table in tables() {
        for row in whole_table(&mut door, &table).await {
            if row.contains(text) || row.to_lowercase().contains(&hex) {
                return true;
            }
        }
    }
    false
}

async fn staff_sign_in_by_login(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let (user, password) = store.user_by_login(CAMPAIGN, "li").await.unwrap().unwrap();
    assert_eq!((user.user, user.name.as_str()), (UserId([2; 8]), "Li Si"));
    assert_eq!(
        (user.role, user.unit.clone()),
        (Role::Supervisor, unit_code("roads"))
    );
    assert!(user.active && password == "$argon2id$other");
    assert_eq!(
        store.user(CAMPAIGN, user.user).await.unwrap(),
        Some(user.clone())
    );
    assert_eq!(store.user_by_login(CAMPAIGN, "nobody").await.unwrap(), None);
    assert_eq!(store.users(CAMPAIGN).await.unwrap().len(), 2);
    let other = store.user_by_login(OTHER, "li").await.unwrap().unwrap().0;
    assert_eq!(
        other.role,
        Role::Unit,
        "the same login in another campaign is someone else"
    );
}

async fn texts_and_files_are_read(place: Place) {
    let store = place.open().await;
    let told = tell(&store).await;
    let key = VaultWrite::answer_key(told.spoken[4].opinion);
    assert_eq!(
        store.text(CAMPAIGN, &key).await.unwrap().as_deref(),
        Some("It was done in May")
    );
    let round = RoundId {
        problem: ProblemId(1),
        number: 1,
    };
    let mut comments = store.comments(CAMPAIGN, round).await.unwrap();
    comments.sort();
    assert_eq!(
        comments,
        ["I moved", "good light", "now it shines"],
        "the last one counts"
    );
    let digest = Digest(massline_log::sha256(b"picture 1 1"));
    let file = store.file(digest).await.unwrap();
    assert_eq!(
        file,
        Some(("image/png".to_owned(), b"picture 1 1".to_vec()))
    );
    assert_eq!(store.file(Digest([0; 32])).await.unwrap(), None);
}

async fn sessions_end(place: Place) {
    let store = place.open().await;
    let session = |token: u8, user: u8, expires| SessionRow {
        token: [token; 32],
        campaign: CAMPAIGN,
        user: UserId([user; 8]),
        csrf: "secret".to_owned(),
        expires,
    };
    store.put_session(&session(1, 1, 100), 0).await.unwrap();
    store.put_session(&session(2, 1, 200), 0).await.unwrap();
    store.put_session(&session(3, 2, 300), 0).await.unwrap();
    assert_eq!(
        store.session(&[1; 32], 99).await.unwrap(),
        Some(session(1, 1, 100))
    );
    assert_eq!(
        store.session(&[1; 32], 100).await.unwrap(),
        None,
        "it has ended"
    );
    store.delete_session(&[3; 32]).await.unwrap();
    assert_eq!(store.session(&[3; 32], 0).await.unwrap(), None);
    assert_eq!(store.prune_sessions(150).await.unwrap(), 1);
    store
        .delete_sessions_of(CAMPAIGN, UserId([1; 8]))
        .await
        .unwrap();
    assert_eq!(store.session(&[2; 32], 0).await.unwrap(), None);
}
