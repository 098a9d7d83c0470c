//! Public documents of entries, and members of batches.

use crate::error::Result;
use crate::write::Recorded;
use massline_domain::{Event, Who, opinion};
use massline_log::batch::Member;
use massline_log::json::canonical;
use serde_json::{Value, json};

/// The public document of an entry of its own: canonical JSON of `{by, campaign, day, event}`.
/// `by` is `system`, `public` or role and unit, never a person. An erasure's event names the
/// erased entry (`leaf`) in place of the opinion's id, which is never shown.
///
/// # Errors
/// Where the event has no canonical JSON.
pub(crate) fn document(recorded: &Recorded, erased_leaf: Option<u64>) -> Result<String> {
    let event = match &recorded.event {
        Event::Opinion(opinion::Event::Erased { authority, .. }) => {
            json!({ "type": "opinion.erased", "authority": authority, "leaf": erased_leaf })
        }
        event => event.to_json(),
    };
    let document = json!({
        "by": by(&recorded.who),
        "campaign": recorded.campaign.0,
        "day": recorded.day.to_string(),
        "event": event,
    });
    Ok(canonical(&document)?)
}

fn by(who: &Who) -> Value {
    match who {
        Who::System => json!("system"),
        Who::Public | Who::Holder { .. } => json!("public"),
        Who::Staff { role, unit, .. } => json!({ "role": role.code(), "unit": unit.as_str() }),
    }
}

/// An event as a member of a batch. `leaf` is the entry of the opinion it is about, or 0.
///
/// # Errors
/// Where the event has no canonical JSON.
pub(crate) fn member(recorded: &Recorded, salt: [u8; 32], leaf: u64) -> Result<Member> {
    let document = canonical(&recorded.event.to_json())?.into_bytes();
    Ok(Member {
        salt,
        leaf,
        document,
    })
}
