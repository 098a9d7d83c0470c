//! The agenda of a session that is going on: its order, and how far it is.

use crate::component::{Shape, State, badge};
use crate::i18n::{Lang, t, t_args};
use massline_domain::criticism::{Kind, Session};
use maud::{Markup, html};

/// A step: its text, how much of it is done, and of how much.
struct Step {
    key: &'static str,
    done: u64,
    of: u64,
}

/// Every step in its order; the first that is not done is what comes next.
pub(super) fn agenda(lang: Lang, session: &Session) -> Markup {
    let steps = steps(session);
    let next = steps.iter().position(|step| step.done < step.of);
    html! {
        h2 { (t(lang, "agenda-title")) }
        ol .checks {
            @for (place, step) in steps.iter().enumerate() {
                @let numbers = [("done", step.done.into()), ("of", step.of.into())];
                li .check {
                    (mark(lang, place, next)) " " (t_args(lang, step.key, &numbers))
                }
            }
        }
    }
}

fn mark(lang: Lang, place: usize, next: Option<usize>) -> Markup {
    match next {
        Some(next) if place == next => badge(State::Now, Shape::Half, &t(lang, "agenda-next")),
        Some(next) if place > next => badge(State::Still, Shape::Empty, &t(lang, "agenda-later")),
        _ => badge(State::Done, Shape::Tick, &t(lang, "agenda-done")),
    }
}

fn steps(session: &Session) -> Vec<Step> {
    let number = |count: usize| count as u64;
    let all = number(session.present.len());
    let offices = || session.offices().map(|(office, _)| office);
    let own = offices().filter(|office| session.looked_at_itself(*office));
    let led = session.looked_at_itself(session.leader);
    let criticisms: Vec<_> = session
        .said
        .iter()
        .filter(|one| matches!(one.who, Kind::Other { .. }))
        .collect();
    let answered = criticisms.iter().filter(|one| one.reply.is_some());
    let took = |office: &u32| session.promises.iter().any(|one| one.by == *office);
    let (held, owed) = (
        number(session.talks.len()),
        number(session.talks_owed().count()),
    );
    let step = |key, done, of| Step { key, done, of };
    let mut steps = Vec::new();
    if held + owed > 0 {
        steps.push(step("agenda-talks", held, held + owed));
    }
    steps.extend([
        step("agenda-leader", u64::from(led), 1),
        step("agenda-own", number(own.count()), all),
        step(
            "agenda-replies",
            number(answered.count()),
            number(criticisms.len()).max(1),
        ),
        step(
            "agenda-taken-on",
            number(offices().filter(took).count()),
            all,
        ),
        step("agenda-close", 0, 1),
    ]);
    steps
}
