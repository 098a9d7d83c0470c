//! The one writer of a store. Writes that arrive while a commit is under way wait and are
//! then committed together, so that one disk flush serves many; nothing waits for a timer.

use crate::error::{Result, StoreError};
use crate::write::{Write, Written};
use tokio::sync::{mpsc, oneshot};

/// The most writes of one commit.
const GROUP: usize = 256;
/// Writes that may wait before whoever writes has to wait too.
const QUEUE: usize = 4 * GROUP;

/// What a writer writes to: all of the writes or none, and which one was at fault.
pub(crate) trait Target: Send + Sync + 'static {
    /// Writes the group in one transaction.
    fn write_group(
        &self,
        writes: &[Write],
    ) -> impl Future<Output = std::result::Result<Vec<Written>, (Option<usize>, StoreError)>> + Send;
}

struct Job {
    write: Write,
    answer: Answer,
}

/// The door to the writer.
#[derive(Clone)]
pub(crate) struct Writer(mpsc::Sender<Job>);

impl Writer {
    /// Starts the writer on the current runtime. It ends with its last door.
    pub(crate) fn start(target: impl Target) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        tokio::spawn(run(target, receiver));
        Self(sender)
    }

    /// Writes. Durable when it returns.
    pub(crate) async fn write(&self, write: Write) -> Result<Written> {
        let (answer, answered) = oneshot::channel();
        self.0
            .send(Job { write, answer })
            .await
            .map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

async fn run(target: impl Target, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        let jobs = group.drain(..).map(|job| (job.write, job.answer));
        let (writes, answers) = jobs.unzip();
        if !commit(&target, writes, answers).await {
            // Whoever writes from now on is told that the store is closed.
            return;
        }
    }
}

type Answer = oneshot::Sender<Result<Written>>;

/// Commits the group. A write that fails is answered and taken out, and the others are
/// written without it: one bad write never fails its neighbours. It is answered last, when what
/// it ran into can be read: whoever is told "stale" reads again at once.
async fn commit(target: &impl Target, writes: Vec<Write>, answers: Vec<Answer>) -> bool {
    let mut failed = Vec::new();
    let goes_on = commit_good(target, writes, answers, &mut failed).await;
    for (to, error) in failed {
        answer(to, Err(error));
    }
    goes_on
}

async fn commit_good(
    target: &impl Target,
    mut writes: Vec<Write>,
    mut answers: Vec<Answer>,
    failed: &mut Vec<(Answer, StoreError)>,
) -> bool {
    while !writes.is_empty() {
        match target.write_group(&writes).await {
            Ok(written) => {
                for (to, written) in answers.drain(..).zip(written) {
                    answer(to, Ok(written));
                }
                return true;
            }
            Err((Some(at), error)) if error.is_about_one_write() && at < writes.len() => {
                writes.remove(at);
                failed.push((answers.remove(at), error));
            }
            Err((_, error)) if error.is_about_one_write() && writes.len() > 1 => {
                return one_by_one(target, writes, answers).await;
            }
            Err((_, error)) => {
                let (reason, goes_on) = (error.to_string(), !error.is_final());
                let mut first = Some(error);
                for to in answers.drain(..) {
                    let error = first.take();
                    answer(
                        to,
                        Err(error.unwrap_or(StoreError::Unreachable(reason.clone()))),
                    );
                }
                return goes_on;
            }
        }
    }
    true
}

/// It is not known which write is at fault: each has its own commit.
async fn one_by_one(target: &impl Target, writes: Vec<Write>, answers: Vec<Answer>) -> bool {
    let mut goes_on = true;
    for (write, to) in writes.iter().zip(answers) {
        let written = target.write_group(std::slice::from_ref(write)).await;
        let written = written.map_err(|(_, error)| error);
        goes_on &= !written.as_ref().is_err_and(StoreError::is_final);
        answer(
            to,
            written.and_then(|mut written| written.pop().ok_or(StoreError::Closed)),
        );
    }
    goes_on
}

fn answer(to: Answer, result: Result<Written>) {
    // Whoever asked may have gone; the write stands all the same.
    let _ = to.send(result);
}

#[cfg(test)]
mod tests {
    use super::*;
    use massline_domain::id::CampaignId;
    use massline_domain::{Day, Who};
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Fails in one way at one call, and counts the calls.
    struct Failing {
        at: usize,
        error: fn() -> StoreError,
        calls: AtomicUsize,
    }

    impl Target for Failing {
        async fn write_group(
            &self,
            writes: &[Write],
        ) -> std::result::Result<Vec<Written>, (Option<usize>, StoreError)> {
            if self.calls.fetch_add(1, Ordering::Relaxed) == self.at {
                return Err((None, (self.error)()));
            }
            let written = |_| Written {
                last_seq: 1,
                versions: Vec::new(),
            };
            Ok(writes.iter().map(written).collect())
        }
    }

    fn write() -> Write {
        Write {
            campaign: CampaignId(1),
            today: Day(0),
            who: Who::System,
            entropy: [0; 32],
            streams: Vec::new(),
            vault: Vec::new(),
        }
    }

    fn failing(at: usize, error: fn() -> StoreError) -> Writer {
        Writer::start(Failing {
            at,
            error,
            calls: AtomicUsize::new(0),
        })
    }

    #[tokio::test]
    async fn nothing_is_written_after_the_disk_failed() {
        let writer = failing(1, || StoreError::DiskFailed("flush".into()));
        assert!(writer.write(write()).await.is_ok());
        assert!(matches!(
            writer.write(write()).await,
            Err(StoreError::DiskFailed(_))
        ));
        assert!(matches!(
            writer.write(write()).await,
            Err(StoreError::Closed)
        ));
    }

    #[tokio::test]
    async fn writing_goes_on_after_a_full_disk_and_a_lost_connection() {
        for error in [
            || StoreError::Full,
            || StoreError::Unreachable(String::new()),
        ] {
            let writer = failing(1, error);
            assert!(writer.write(write()).await.is_ok());
            assert!(writer.write(write()).await.is_err());
            assert!(writer.write(write()).await.is_ok());
        }
    }
}
