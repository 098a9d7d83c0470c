//! Speaking, and what may go wrong with the form.

use crate::world::{World, browser_from};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::convert::Infallible;

const WORDS: &str = "The bus stop has no roof & the bench is <broken>";

#[tokio::test]
async fn speaking_gives_a_receipt_that_follows() {
    let world = World::new().await;
    let browser = &world.browser;
    let fields = [
        ("words", WORDS),
        ("place", "Bus stop 7"),
        ("unit", "hospital"),
        ("group", "resident"),
        ("key", "k1"),
    ];
    let receipt = browser.send("/en/speak", "/en/speak", &fields).await;
    assert_eq!(receipt.status, StatusCode::OK, "{}", receipt.text());
    receipt.must_have("This code is shown only once");
    receipt.must_have("class=\"qr\"");
    let code = receipt.code();
    assert!(code.starts_with("ML1 ") && code.len() == 38, "{code}");
    let way = browser
        .send("/en/follow", "/en/follow", &[("code", &code)])
        .await;
    assert_eq!(way.status, StatusCode::OK);
    way.must_have("Waiting to be read");
    way.must_have("Promised, not sealed yet");
    way.must_lack(WORDS);
}

#[tokio::test]
async fn the_same_form_twice_is_one_voice_and_other_words_are_another() {
    let world = World::new().await;
    let before = world
        .service
        .figures(&world.campaign)
        .await
        .unwrap()
        .opinions;
    let mut codes = Vec::new();
    for words in [WORDS, WORDS, "something else"] {
        let fields = [("words", words), ("key", "the same")];
        codes.push(
            world
                .browser
                .send("/en/speak", "/en/speak", &fields)
                .await
                .code(),
        );
    }
    assert_eq!(codes[0], codes[1], "a double tap shows the receipt again");
    assert_ne!(codes[0], codes[2], "what was typed anew is not lost");
    let after = world
        .service
        .figures(&world.campaign)
        .await
        .unwrap()
        .opinions;
    assert_eq!(after - before, 2);
}

#[tokio::test]
async fn a_wrong_form_keeps_what_was_typed() {
    let world = World::new().await;
    let empty = world
        .browser
        .send(
            "/en/speak",
            "/en/speak",
            &[("words", " \n"), ("place", "Here & <there>")],
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.must_have("Please fill this in.");
    empty.must_have("href=\"#words\"");
    empty.must_have("Here &amp; &lt;there&gt;");
    empty.must_have("<title>Error: ");
    let words = "长".repeat(5_001);
    let long = world
        .browser
        .send("/zh/speak", "/zh/speak", &[("words", &words)])
        .await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    long.must_have("5,001");
    long.must_have(&words);
    let place = "x".repeat(201);
    let place = world
        .browser
        .send(
            "/en/speak",
            "/en/speak",
            &[("words", WORDS), ("place", &place)],
        )
        .await;
    place.must_have("href=\"#place\"");
    let unit = world
        .browser
        .send(
            "/en/speak",
            "/en/speak",
            &[("words", WORDS), ("unit", "nobody")],
        )
        .await;
    assert_eq!(unit.status, StatusCode::UNPROCESSABLE_ENTITY);
    unit.must_have("href=\"#unit\"");
    let group = world
        .browser
        .send(
            "/en/speak",
            "/en/speak",
            &[("words", WORDS), ("group", "martians")],
        )
        .await;
    group.must_have("href=\"#group\"");
}

#[tokio::test]
async fn damaged_bytes_and_too_many_bytes_are_answered_clearly() {
    let world = World::new().await;
    let token = world.browser.get("/en/speak").await.hidden("csrf");
    let mut body = format!("csrf={token}&words=good+").into_bytes();
    body.extend(b"%FF%FEbad");
    let damaged = world.browser.post_bytes("/en/speak", body, &[]).await;
    assert_eq!(damaged.status, StatusCode::UNPROCESSABLE_ENTITY);
    damaged.must_have("Some characters arrived damaged");
    damaged.must_have("good \u{fffd}\u{fffd}bad");
    let raw = world
        .browser
        .post_bytes("/en/speak", b"words=\xc3\x28&csrf=\xff".to_vec(), &[])
        .await;
    assert_eq!(raw.status, StatusCode::UNPROCESSABLE_ENTITY);
    let huge = vec![b'a'; 300 * 1024];
    let huge = world.browser.post_bytes("/en/speak", huge, &[]).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    huge.must_have("more than a form can hold");
    let json = world
        .browser
        .ask(
            axum::http::Request::post("/en/speak")
                .header("content-type", "application/json")
                .body("{}".into())
                .unwrap(),
        )
        .await;
    assert_eq!(json.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn without_its_token_a_form_is_shown_again_and_nothing_is_sent() {
    let world = World::new().await;
    let before = world
        .service
        .figures(&world.campaign)
        .await
        .unwrap()
        .opinions;
    let zh_token = world.browser.get("/zh/speak").await.hidden("csrf");
    for token in ["", "0-00112233445566778899aabbccddeeff", &zh_token] {
        let answer = world
            .browser
            .post("/en/speak", &[("words", WORDS), ("csrf", token)])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{token}");
        answer.must_have("everything you typed is still here");
        answer.must_have("the bench is &lt;broken&gt;");
    }
    assert_eq!(
        world
            .service
            .figures(&world.campaign)
            .await
            .unwrap()
            .opinions,
        before
    );
}

#[tokio::test]
async fn another_sites_form_is_refused() {
    let world = World::new().await;
    let token = world.browser.get("/en/speak").await.hidden("csrf");
    let fields = [("words", WORDS), ("csrf", token.as_str())];
    for header in [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("origin", "null"),
    ] {
        let answer = world
            .browser
            .post_with("/en/speak", &fields, &[header])
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header:?}");
        answer.must_have("not sent from this site");
    }
    let ours = world
        .browser
        .post_with("/en/speak", &fields, &[("origin", "http://here.example")])
        .await;
    assert_eq!(ours.status, StatusCode::OK);
}

#[tokio::test]
async fn me_too_starts_with_the_problem() {
    let world = World::new().await;
    let path = format!("/en/speak?problem={}", world.closed.0);
    let form = world.browser.get(&path).await;
    form.must_have("About problem no. 1, “挂号要排三个小时”:");
    let other = world.browser.get("/en/speak?problem=999").await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn too_many_voices_from_one_connection_wait_and_keep_their_words() {
    use axum::body::Body;
    use axum::extract::ConnectInfo;
    use axum::http::Request;
    let world = World::new().await;
    let token = world.browser.get("/en/speak").await.hidden("csrf");
    let ask = |n: usize| {
        let peer = std::net::SocketAddr::from(([192, 0, 2, 1], 80));
        Request::post("/en/speak")
            .header("content-type", "application/x-www-form-urlencoded")
            .extension(ConnectInfo(peer))
            .body(Body::from(format!("csrf={token}&words=flood+{n}&key={n}")))
            .unwrap()
    };
    let tries = massline_service::limit::SPEAK.tries as usize;
    for n in 0..tries {
        assert_eq!(
            world.browser.ask(ask(n)).await.status,
            StatusCode::OK,
            "{n}"
        );
    }
    let last = world.browser.ask(ask(tries)).await;
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    last.must_have(&format!("flood {tries}"));
    last.must_have("Too many tries");
}

/// A form with pictures as long as may be, of which so much has arrived.
fn long_form(body: Body) -> Request<Body> {
    Request::post("/en/speak")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=xx")
        .header(header::CONTENT_LENGTH, 20_000_000)
        .body(body)
        .unwrap()
}

/// One that never arrives.
fn endless() -> Request<Body> {
    let never = futures_util::stream::pending::<Result<Vec<u8>, Infallible>>();
    long_form(Body::from_stream(never))
}

/// One that has nothing in it after all.
fn empty() -> Request<Body> {
    long_form(Body::from("--xx--\r\n"))
}

#[tokio::test]
async fn a_flood_of_pictures_leaves_room_for_words() {
    let world = World::new().await;
    let browser = &world.browser;
    let asked = browser.ask(empty()).await;
    assert_eq!(
        asked.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the control"
    );
    // Five find room, and the sixth does not.
    let held: Vec<_> = (0..6)
        .map(|_| {
            let browser = browser.clone();
            tokio::spawn(async move { browser.ask(endless()).await.status })
        })
        .collect();
    while !held.iter().any(tokio::task::JoinHandle::is_finished) {
        tokio::task::yield_now().await;
    }
    let full = browser.ask(empty()).await;
    assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE);
    full.must_have("your words are still in the form");
    let words = browser
        .send("/en/speak", "/en/speak", &[("words", WORDS)])
        .await;
    assert_eq!(words.status, StatusCode::OK, "words still come in");
    for one in held {
        one.abort();
        if let Ok(status) = one.await {
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        }
    }
    let after = browser.ask(empty()).await;
    assert_eq!(
        after.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "there is room again"
    );
}

/// What the script does: a number after which the hash begins with twenty zeros.
fn worked(challenge: &str) -> String {
    let nonce = challenge.split('.').nth(2).unwrap();
    let solved = |number: &u64| {
        let hash = massline_log::sha256(format!("{nonce}.{number}").as_bytes());
        hash[0] == 0 && hash[1] == 0 && hash[2] < 16
    };
    let number = (0..).find(solved).unwrap();
    format!("{challenge}.{number}")
}

fn data<'a>(page: &'a str, name: &str) -> &'a str {
    let start = format!("{name}=\"");
    let rest = page.split(&start).nth(1).expect(name);
    rest.split('"').next().unwrap()
}

#[tokio::test]
async fn in_a_flood_who_works_speaks_at_once_and_who_cannot_waits_a_little() {
    let world = World::new().await;
    let script = massline_web::script::work();
    let calm = world.browser.get("/en/speak").await;
    calm.must_lack("data-work");
    calm.must_lack("<script");
    // From the third voice on.
    let browser = browser_from(&world.service, Some(3));
    let said = |n: usize| format!("{WORDS}, {n}");
    for n in 0..2 {
        let words = said(n);
        let sent = browser
            .send("/en/speak", "/en/speak", &[("words", &words)])
            .await;
        assert_eq!(sent.status, StatusCode::OK);
    }
    let before = world
        .service
        .figures(&world.campaign)
        .await
        .unwrap()
        .opinions;
    let words = said(2);
    let waits = browser
        .send("/en/speak", "/en/speak", &[("words", &words)])
        .await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    waits.must_have("press the button again in 20 seconds");
    waits.must_have("the bench is &lt;broken&gt;, 2");
    // Too early: the same place.
    let place = waits.hidden("place_in_line");
    let fields = [("words", words.as_str()), ("place_in_line", &place)];
    let early = browser.send("/en/speak", "/en/speak", &fields).await;
    assert_eq!(early.hidden("place_in_line"), place);
    let after = world
        .service
        .figures(&world.campaign)
        .await
        .unwrap()
        .opinions;
    assert_eq!(before, after, "nothing was said yet");
    // The page may run the script for this, and no other.
    early.must_have(&script.path);
    assert_eq!(early.text().matches("<script").count(), 1);
    assert!(
        early
            .header("content-security-policy")
            .contains("script-src 'self'")
    );
    let proof = worked(data(&early.text(), "data-work"));
    let empty = [("words", " "), ("work", proof.as_str())];
    let wrong = browser.send("/en/speak", "/en/speak", &empty).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("words", words.as_str()),
        ("work", proof.as_str()),
        ("key", "mine"),
    ];
    let sent = browser.send("/en/speak", "/en/speak", &fields).await;
    assert_eq!(
        sent.status,
        StatusCode::OK,
        "work is not lost on a form that was wrong"
    );
    let twice = browser.send("/en/speak", "/en/speak", &fields).await;
    assert_eq!(
        twice.code(),
        sent.code(),
        "a double tap shows the receipt again"
    );
    sent.must_have("This code is shown only once");
    let words = said(3);
    let fields = [("words", words.as_str()), ("work", proof.as_str())];
    let again = browser.send("/en/speak", "/en/speak", &fields).await;
    assert_eq!(
        again.status,
        StatusCode::TOO_MANY_REQUESTS,
        "a proof is used once"
    );
}
