//! What is done with a wave: opened, looked back upon, its lessons published and answered.

use super::PATH;
use crate::component::Choice;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{t, t_code};
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing};
use crate::pages::staff::sent::{Sent, number};
use crate::pages::wave::lessons;
use axum::extract::Path;
use massline_domain::Refusal;
use massline_domain::id::{UnitCode, WaveId};
use massline_domain::unit::Name;
use massline_domain::wave::Kind;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// What is done, and with which wave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    New,
    Reflect(WaveId),
    Publish(WaveId),
    Answer(WaveId),
}

impl What {
    fn of(wave: &str, act: &str) -> Result<Self, Failure> {
        let id = WaveId(number(wave)?);
        match act {
            "reflect" => Ok(Self::Reflect(id)),
            "publish" => Ok(Self::Publish(id)),
            "answer" => Ok(Self::Answer(id)),
            _ => Err(Failure::NotFound),
        }
    }

    fn path(self) -> String {
        match self {
            Self::New => format!("{PATH}/new"),
            Self::Reflect(id) => format!("{PATH}/{}/reflect", id.0),
            Self::Publish(id) => format!("{PATH}/{}/publish", id.0),
            Self::Answer(id) => format!("{PATH}/{}/answer", id.0),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::New => "wave-new",
            Self::Reflect(_) => "wave-reflect",
            Self::Publish(_) => "wave-publish",
            Self::Answer(_) => "wave-answer",
        }
    }

    fn required(self) -> &'static [&'static str] {
        match self {
            Self::New => &["wave_zh", "wave_en", "units"],
            Self::Reflect(_) => &["lesson_kind", "lesson"],
            Self::Publish(_) => &[],
            Self::Answer(_) => &["lessons_taken"],
        }
    }

    fn right(self) -> Right {
        match self {
            Self::New | Self::Publish(_) => Right::LeadWaves,
            Self::Reflect(_) => Right::ReadWork,
            Self::Answer(_) => Right::WorkForUnit,
        }
    }
}

/// `GET /staff/waves/new`
pub(in super::super) async fn show_new(desk: Desk) -> Answer {
    render(&desk, What::New, &Draft::new()).await
}

/// `POST /staff/waves/new`
pub(in super::super) async fn post_new(sent: Sent) -> Answer {
    carry(sent, What::New).await
}

/// `GET /staff/waves/{wave}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((wave, act)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::ReadWork)?;
    render(&desk, What::of(&wave, &act)?, &Draft::new()).await
}

/// `POST /staff/waves/{wave}/{act}`
pub(in super::super) async fn post(
    Path((wave, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    sent.desk.must(Right::ReadWork)?;
    carry(sent, What::of(&wave, &act)?).await
}

async fn carry(sent: Sent, what: What) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(what.right())?;
    if let Some(wrong) = missing(desk.lang, &form, what.required()) {
        return render(&desk, what, &Draft::again(form, wrong)).await;
    }
    match done(&desk, what, &form).await {
        Ok(()) => Ok(desk.go(PATH, what.code())),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, what, &Draft::again(form, wrong)).await
        }
    }
}

async fn done(desk: &Desk, what: What, form: &FormData) -> Result<(), ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let text = |name: &str| form.text(name).to_owned();
    match what {
        What::New => {
            let name = Name {
                zh: text("wave_zh"),
                en: text("wave_en"),
            };
            let units = form.all("units").filter_map(|code| code.parse().ok());
            let opened = service.open_wave(campaign, staff, name, units.collect());
            opened.await.map(|_| ())
        }
        What::Reflect(id) => {
            let field = "lesson_kind";
            let kind = Kind::from_code(form.text(field)).ok_or(Refusal::Empty { field })?;
            let lesson = (kind, text("lesson"));
            service.reflect_on_wave(campaign, staff, id, lesson).await
        }
        What::Publish(id) => service.publish_lessons(campaign, staff, id, None).await,
        What::Answer(_) => {
            service
                .answer_lessons(campaign, staff, text("lessons_taken"))
                .await
        }
    }
}

/// What stands above the form: the lessons that are published or answered.
async fn now(desk: &Desk, what: What) -> Result<Markup, Failure> {
    let waves = desk.service.waves(&desk.campaign).await?;
    let shown = match what {
        What::New | What::Reflect(_) => None,
        What::Publish(id) => Some(id),
        What::Answer(id) => id.0.checked_sub(1).map(WaveId),
    };
    if let What::Answer(id) = what {
        let own = waves.iter().find(|(one, _)| *one == id);
        if !own.is_some_and(|(_, wave)| wave.units.contains(&desk.staff.unit)) {
            return Err(ServiceError::Forbidden.into());
        }
    }
    let found = waves.iter().find(|(one, _)| Some(*one) == shown);
    Ok(html! { @if let Some((_, wave)) = found { (lessons(desk.lang, &desk.units, wave)) } })
}

async fn render(desk: &Desk, what: What, draft: &Draft) -> Answer {
    desk.must(what.right())?;
    let lang = desk.lang;
    let page = Act {
        code: what.code(),
        path: what.path(),
        back: (PATH.to_owned(), t(lang, "waves-title")),
        active: "/staff/stages",
        now: now(desk, what).await?,
        seen: None,
        with_file: false,
        grave: matches!(what, What::Publish(_)),
    };
    let free = match what {
        What::New => desk.service.units_without_wave(&desk.campaign).await?,
        _ => std::collections::BTreeSet::new(),
    };
    let choice = |unit: &UnitCode| (Choice::new(unit.as_str(), desk.unit_name(unit)), false);
    let units: Vec<(Choice, bool)> = free.iter().map(choice).collect();
    let kinds: Vec<Choice> = Kind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), t_code(lang, "lesson", kind.code())))
        .collect();
    Ok(desk.act(&page, draft, |ask| {
        html! {
            @match what {
                What::New => {
                    (ask.line("wave_zh", "")) (ask.line("wave_en", ""))
                    (ask.several("units", &units, |choice| html! { (choice.label) }))
                }
                What::Reflect(_) => { (ask.cards("lesson_kind", &kinds, "")) (ask.paragraph("lesson", "")) }
                What::Publish(_) => {}
                What::Answer(_) => { (ask.paragraph("lessons_taken", "")) }
            }
        }
    }))
}
