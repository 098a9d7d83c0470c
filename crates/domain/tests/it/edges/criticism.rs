//! The edges of a criticism session.

use super::{Driver, Step, by, check, check_apply};
use crate::criticism::{close, open, other, own, promise, reply, send_back, session, talk, team};
use crate::world::housing;
use massline_domain::criticism::{Command, Session};
use massline_domain::id::SessionId;

pub(super) struct Drive;

type Tried = (SessionId, Command);

fn unit(command: Command) -> Step<Tried> {
    by(&housing(), (session(), command))
}

fn complete() -> Vec<Step<Tried>> {
    let all = [
        open(),
        own(2),
        own(1),
        other(1, 2),
        reply(3, false),
        promise(1),
        promise(2),
    ];
    all.into_iter().map(unit).collect()
}

impl Driver for Drive {
    type M = Session;
    const TAGS: &'static [&'static str] = &[
        "criticism.opened",
        "criticism.talked",
        "criticism.said",
        "criticism.returned",
        "criticism.replied",
        "criticism.promised",
        "criticism.closed",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let mut closed = complete();
        closed.push(unit(close()));
        vec![("absent", vec![]), ("open", complete()), ("closed", closed)]
    }

    fn attempts(tag: &str, _: &Session) -> Vec<Step<Tried>> {
        vec![match tag {
            "criticism.opened" => unit(open()),
            "criticism.talked" => unit(talk()),
            "criticism.said" => unit(other(2, 1)),
            "criticism.returned" => by(&team(), (session(), send_back(3))),
            "criticism.replied" => unit(reply(3, true)),
            "criticism.promised" => unit(promise(1)),
            _ => unit(close()),
        }]
    }
}

#[test]
fn every_edge_of_a_criticism_session_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_criticism_sessions_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
