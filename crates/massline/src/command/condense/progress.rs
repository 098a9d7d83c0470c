//! How far the work is: one bar that moves evenly from the first to the last second.

use crate::words::lang;
use indicatif::{ProgressBar, ProgressStyle};
use massline_condense::Phase;
use massline_web::i18n::t_code;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Parts of the work. Their shares of the time were measured on 100,000 and on a
/// million voices, which agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Input,
    Condensing(Phase),
    Output,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Condensing(phase) => phase.name(),
            Self::Output => "output",
        }
    }

    fn weight(self) -> f64 {
        match self {
            Self::Input => 3.0,
            Self::Condensing(Phase::Reading) => 14.0,
            Self::Condensing(Phase::Comparing) => 33.0,
            Self::Condensing(Phase::Grouping) => 28.0,
            Self::Condensing(Phase::Describing) => 20.0,
            Self::Output => 2.0,
        }
    }
}

/// All steps in their order, where the voices are condensed so many times.
fn plan(passes: usize) -> Vec<Step> {
    let phases = [
        Phase::Reading,
        Phase::Comparing,
        Phase::Grouping,
        Phase::Describing,
    ];
    let condensing = (0..passes).flat_map(|_| phases.map(Step::Condensing));
    let steps = std::iter::once(Step::Input).chain(condensing);
    steps.chain([Step::Output]).collect()
}

/// Most of a step that is taken to be done by the clock alone.
const BY_THE_CLOCK: f64 = 0.95;

/// Where in the plan the work is.
struct Course {
    plan: Vec<Step>,
    /// The step being done, as a place in the plan.
    at: usize,
    /// The share of it that is known to be done.
    share: f64,
    since: Duration,
    shown: f64,
    seconds: BTreeMap<&'static str, f64>,
}

impl Course {
    fn new(passes: usize) -> Self {
        Self {
            plan: plan(passes),
            at: 0,
            share: 0.0,
            since: Duration::ZERO,
            shown: 0.0,
            seconds: BTreeMap::new(),
        }
    }

    /// The work tells where it is.
    fn tell(&mut self, step: Step, share: f64, now: Duration) {
        if self.plan.get(self.at) != Some(&step) {
            self.end_step(now);
            let later = self.plan.iter().skip(self.at);
            let next = later.take_while(|planned| **planned != step).count();
            self.at = (self.at + next).min(self.plan.len());
        }
        self.share = share.clamp(0.0, 1.0);
    }

    fn end_step(&mut self, now: Duration) {
        if let Some(step) = self.plan.get(self.at) {
            let spent = now.saturating_sub(self.since).as_secs_f64();
            *self.seconds.entry(step.name()).or_default() += spent;
            self.at += 1;
        }
        self.since = now;
        self.share = 0.0;
    }

    /// The share of all the work that is done; never less than it was. A step that does not
    /// tell how far it is moves by the clock, as fast as those before it did.
    fn position(&mut self, now: Duration) -> f64 {
        let weight = |steps: &[Step]| -> f64 { steps.iter().map(|step| step.weight()).sum() };
        let before = weight(self.plan.get(..self.at).unwrap_or(&self.plan));
        let own = self.plan.get(self.at).map_or(0.0, |step| step.weight());
        let expected = own * self.since.as_secs_f64() / before.max(1.0);
        let elapsed = now.saturating_sub(self.since).as_secs_f64();
        let done = if self.share > 0.0 || expected <= 0.0 {
            self.share
        } else {
            (elapsed / expected).min(BY_THE_CLOCK)
        };
        let position = (before + own * done) / weight(&self.plan);
        self.shown = self.shown.max(position.min(1.0));
        self.shown
    }
}

/// The bar on a terminal, and the seconds of each step.
#[derive(Clone)]
pub(super) struct Progress {
    bar: ProgressBar,
    began: Instant,
    course: Arc<Mutex<Course>>,
}

/// Marks of the bar.
const MARKS: f64 = 1000.0;
const TICK: Duration = Duration::from_millis(100);

impl Progress {
    /// For voices that are condensed so many times. Nothing is shown but on a terminal.
    pub(super) fn new(passes: usize) -> Self {
        let bar = ProgressBar::new(MARKS as u64);
        let style = ProgressStyle::with_template("{msg} {bar:30} {percent} % {eta}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        let progress = Self {
            bar,
            began: Instant::now(),
            course: Arc::new(Mutex::new(Course::new(passes))),
        };
        if !progress.bar.is_hidden() {
            let clock = progress.clone();
            std::thread::spawn(move || clock.run());
        }
        progress
    }

    fn run(&self) {
        while !self.bar.is_finished() {
            let position = self.course().position(self.began.elapsed());
            self.bar.set_position((position * MARKS) as u64);
            std::thread::sleep(TICK);
        }
    }

    fn course(&self) -> MutexGuard<'_, Course> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The work tells which step it does, and the share of it that is done.
    pub(super) fn tell(&self, step: Step, share: f32) {
        self.course().tell(step, share.into(), self.began.elapsed());
        if !self.bar.is_hidden() {
            self.bar
                .set_message(t_code(lang(), "cli-phase", step.name()));
        }
    }

    /// The seconds of each step so far, the present one as if it ended now.
    pub(super) fn seconds(&self) -> BTreeMap<&'static str, f64> {
        let mut course = self.course();
        course.end_step(self.began.elapsed());
        course.seconds.clone()
    }

    /// Takes the bar away, so that words can follow.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn the_bar_moves_as_the_time_does_and_ends_at_the_end() {
        for passes in [1, 2] {
            let mut course = Course::new(passes);
            let (mut now, mut last) = (0.0, 0.0);
            let all: f64 = plan(passes).iter().map(|step| step.weight()).sum();
            for step in plan(passes) {
                for tenth in 0..=10_u32 {
                    let at = now + step.weight() * f64::from(tenth) / 10.0;
                    course.tell(step, f64::from(tenth) / 10.0, Duration::from_secs_f64(at));
                    let position = course.position(Duration::from_secs_f64(at));
                    assert!((position - at / all).abs() < 0.01, "{step:?} {position}");
                    assert!(position >= last);
                    last = position;
                }
                now += step.weight();
            }
            assert!((last - 1.0).abs() < 1e-9);
            let seconds = course.seconds.get("reading").copied().unwrap_or_default();
            #[expect(clippy::cast_precision_loss, reason = "one or two")]
            let expected = Step::Condensing(Phase::Reading).weight() * passes as f64;
            assert!((seconds - expected).abs() < 1e-6, "{seconds}");
        }
    }

    #[test]
    fn a_step_that_tells_nothing_moves_by_the_clock_and_never_to_its_end() {
        let mut course = Course::new(1);
        course.tell(Step::Input, 1.0, after(3));
        course.tell(Step::Condensing(Phase::Reading), 0.0, after(3));
        let half = course.position(after(10));
        assert!((half - 0.10).abs() < 0.001, "{half}");
        let late = course.position(after(4000));
        assert!(late > 0.15 && late < 0.17, "{late}");
    }

    #[test]
    fn what_was_shown_is_never_taken_back() {
        let mut course = Course::new(1);
        course.tell(Step::Condensing(Phase::Comparing), 0.9, after(9));
        let before = course.position(after(9));
        course.tell(Step::Condensing(Phase::Comparing), 0.1, after(9));
        assert!(course.position(after(9)) >= before);
    }
}
