//! Long work that can be stopped by Ctrl-C or a polite kill, leaving nothing half-written.

use super::outputs::Outputs;
use crate::failure::Failure;
use std::path::Path;

/// What a program ends with that was stopped by Ctrl-C (128 and the signal's number).
const INTERRUPTED: u8 = 130;

/// Does `work`, which writes into `dir`, on a thread of its own. When the person stops it,
/// `stopping` is called, and what was begun in `dir` is removed.
pub(super) fn interruptible(
    dir: &Path,
    stopping: impl FnOnce(),
    work: impl FnOnce(Outputs) -> Result<u8, Failure> + Send + 'static,
) -> Result<u8, Failure> {
    let runtime = crate::runtime()?;
    let outcome = runtime.block_on(async {
        let told = told_to_stop()?;
        let out = Outputs::new(dir)?;
        let abandon = out.abandon();
        let mut work = tokio::task::spawn_blocking(move || work(out));
        tokio::select! {
            done = &mut work => return outcome(done),
            () = told => stopping(),
        }
        if abandon.now() {
            return Err(Failure::new("cli-interrupted", &[]).with_code(INTERRUPTED));
        }
        outcome(work.await)
    });
    // The work does not end by itself; it ends with the program.
    runtime.shutdown_background();
    outcome
}

fn outcome(done: Result<Result<u8, Failure>, tokio::task::JoinError>) -> Result<u8, Failure> {
    match done {
        Ok(result) => result,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(error) => Err(Failure::io("tokio", &error.into())),
        },
    }
}

/// Ends when the person asks to stop; it listens from this call on.
#[cfg(unix)]
fn told_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let listen = |kind| signal(kind).map_err(|error| Failure::io("signal", &error));
    let mut interrupt = listen(SignalKind::interrupt())?;
    let mut terminate = listen(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends when the person asks to stop.
#[cfg(not(unix))]
fn told_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
