//! The parts that pages are built of: plain functions from data to HTML.
//!
//! Each takes its texts in the page's language. Those with words of their own take the
//! language first.

mod badge;
mod choice;
mod crumbs;
mod field;
mod filter;
mod form;
mod judge;
mod loop_picture;
mod mark;
mod markdown;
mod notice;
mod pager;
mod receipt;
mod seal;
mod stat;
mod story;
mod table;
mod verdict;
mod voice;
mod way;

pub use badge::{Shape, State, badge, item_badge, opinion_badge, stage_badge};
pub use choice::{Choice, checkbox, radio_cards, select};
pub use crumbs::crumbs;
pub use field::{
    Field, InputKind, code_input, date_input, field, file_input, files_input, text_area, text_input,
};
pub use filter::filters;
pub use form::{
    Look, actions, button, button_with_key, error_summary, form, form_get, form_with_file,
    link_button, link_with_key,
};
pub use judge::judge_buttons;
pub use loop_picture::{LoopNumbers, loop_picture};
pub use mark::mark;
pub use markdown::markdown;
pub use notice::{Tone, empty_state, notice};
pub use pager::{Pager, pager};
pub use receipt::{Receipt, qr_picture, receipt_card};
pub use seal::{Seal, seal};
pub use stat::{Stat, facts, stats};
pub use story::{Deed, Entry, day, log_ref, story};
pub use table::{Column, Kind, table};
pub use verdict::{Tally, verdict};
pub use voice::{Voice, told, voice, words};
pub use way::way;
