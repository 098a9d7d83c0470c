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
        commit(&target, writes, answers).await;
    }
}

type Answer = oneshot::Sender<Result<Written>>;

/// Commits the group. A write that fails is answered and taken out, and the others are
/// written without it: one bad write never fails its neighbours. It is answered last, when what
/// it ran into can be read: whoever is told "stale" reads again at once.
async fn commit(target: &impl Target, writes: Vec<Write>, answers: Vec<Answer>) {
    let mut failed = Vec::new();
    commit_good(target, writes, answers, &mut failed).await;
    for (to, error) in failed {
        answer(to, Err(error));
    }
}

async fn commit_good(
    target: &impl Target,
    mut writes: Vec<Write>,
    mut answers: Vec<Answer>,
    failed: &mut Vec<(Answer, StoreError)>,
) {
    while !writes.is_empty() {
        match target.write_group(&writes).await {
            Ok(written) => {
                for (to, written) in answers.drain(..).zip(written) {
                    answer(to, Ok(written));
                }
                return;
            }
            Err((Some(at), error)) if error.is_about_one_write() && at < writes.len() => {
                writes.remove(at);
                failed.push((answers.remove(at), error));
            }
            Err((_, error)) if error.is_about_one_write() && writes.len() > 1 => {
                return one_by_one(target, writes, answers).await;
            }
            Err((_, error)) => {
                let reason = error.to_string();
                let mut first = Some(error);
                for to in answers.drain(..) {
                    let error = first.take();
                    answer(
                        to,
                        Err(error.unwrap_or(StoreError::Unreachable(reason.clone()))),
                    );
                }
                return;
            }
        }
    }
}

/// It is not known which write is at fault: each has its own commit.
async fn one_by_one(target: &impl Target, writes: Vec<Write>, answers: Vec<Answer>) {
    for (write, to) in writes.iter().zip(answers) {
        let written = target.write_group(std::slice::from_ref(write)).await;
        let written = written.map_err(|(_, error)| error);
        answer(
            to,
            written.and_then(|mut written| written.pop().ok_or(StoreError::Closed)),
        );
    }
}

fn answer(to: Answer, result: Result<Written>) {
    // Whoever asked may have gone; the write stands all the same.
    let _ = to.send(result);
}
