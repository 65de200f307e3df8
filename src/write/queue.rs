//! Files on their way to the disk: one thread makes their folders, and all write.
//!
//! A folder is changed by one thread at a time, and most pages have a folder of their own in one and the same: a second thread that makes
//! one there waits, and takes the time of a processor while it does. So who finds another at work there leaves its file behind and writes
//! one whose folder is ready, in which nobody is in its way.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// At most so many bytes wait; who has more makes its own folder, as with many cores.
const MOST: usize = 1 << 20;

/// Files that wait, of which `J` says what each is; `R` is what came of writing one.
pub(super) struct Queue<J, R>(Mutex<State<J, R>>);

struct State<J, R> {
    /// Whether a thread is making folders. It goes on until no file waits for one.
    is_making: bool,
    /// Files without a folder.
    waiting: Vec<(J, Vec<u8>)>,
    /// Files whose folder is there.
    ready: Vec<(J, Vec<u8>)>,
    /// Bytes of both.
    bytes: usize,
    /// Buffers of files that were written, to be used again.
    spare: Vec<Vec<u8>>,
    done: Vec<R>,
}

impl<J, R> Queue<J, R> {
    /// An empty queue.
    pub(super) fn new() -> Self {
        let (waiting, ready, spare, done) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self(Mutex::new(State { is_making: false, waiting, ready, bytes: 0, spare, done }))
    }

    /// Takes the bytes of a file and writes what can be written now: this file, others, or none when another thread will. `file` is an
    /// empty buffer afterwards. `folder` makes the folder of a file, or says what came of it when it cannot.
    pub(super) fn put(
        &self,
        job: J,
        file: &mut Vec<u8>,
        folder: impl Fn(&J) -> Option<R>,
        write: impl Fn(&J, &[u8]) -> R,
    ) {
        let mut state = self.lock();
        let spare = state.spare.pop().unwrap_or_default();
        let mut bytes = mem::replace(file, spare);
        if state.is_making && state.bytes + bytes.len() > MOST {
            drop(state);
            let result = folder(&job).unwrap_or_else(|| write(&job, &bytes));
            bytes.clear();
            state = self.lock();
            state.done.push(result);
            state.spare.push(bytes);
            return;
        }
        state.bytes += bytes.len();
        state.waiting.push((job, bytes));
        if !state.is_making {
            state.is_making = true;
            while !state.waiting.is_empty() {
                let batch = mem::take(&mut state.waiting);
                drop(state);
                let made: Vec<_> = batch.into_iter().map(|(job, bytes)| (folder(&job), job, bytes)).collect();
                state = self.lock();
                for (failed, job, bytes) in made {
                    match failed {
                        Some(result) => {
                            state.bytes -= bytes.len();
                            state.done.push(result);
                        }
                        None => state.ready.push((job, bytes)),
                    }
                }
            }
            state.is_making = false;
        }
        while let Some((job, mut bytes)) = state.ready.pop() {
            state.bytes -= bytes.len();
            drop(state);
            let result = write(&job, &bytes);
            bytes.clear();
            state = self.lock();
            state.done.push(result);
            state.spare.push(bytes);
        }
    }

    /// What came of all files, in no order. Asked when no thread puts any more.
    pub(super) fn done(self) -> Vec<R> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).done
    }

    fn lock(&self) -> MutexGuard<'_, State<J, R>> {
        // Nothing that can go wrong is done while it is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn a_file_is_left_to_the_thread_that_makes_folders() {
        let queue = Queue::new();
        let (begun, left) = (Barrier::new(2), Barrier::new(2));
        let slow = |&job: &usize| {
            if job == 0 {
                begun.wait();
                left.wait();
            }
            None
        };
        let write = |&job: &usize, bytes: &[u8]| (job, bytes.len());
        std::thread::scope(|scope| {
            let first = scope.spawn(|| queue.put(0, &mut b"eerste".to_vec(), slow, write));
            begun.wait();
            let mut file = b"tweede!".to_vec();
            queue.put(1, &mut file, slow, write);
            assert!(file.is_empty() && queue.lock().done.is_empty());
            // One that is too large to wait is written at once.
            queue.put(2, &mut vec![b'x'; MOST], slow, write);
            assert_eq!(queue.lock().done, [(2, MOST)]);
            left.wait();
            first.join().expect("no panic");
        });
        let done: BTreeSet<_> = queue.done().into_iter().collect();
        assert_eq!(done, BTreeSet::from([(0, 6), (1, 7), (2, MOST)]));
    }

    #[test]
    fn every_file_is_written_once_and_after_its_folder() {
        let queue = Queue::new();
        let made = Mutex::new(BTreeSet::new());
        // Of some the folder cannot be made.
        let folder = |&job: &usize| {
            made.lock().expect("no panic").insert(job);
            (job % 7 == 0).then_some((job, false))
        };
        let write = |&job: &usize, bytes: &[u8]| {
            assert_eq!(bytes, job.to_string().as_bytes());
            assert!(made.lock().expect("no panic").contains(&job));
            (job, true)
        };
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let queue = &queue;
                scope.spawn(move || {
                    let mut buffer = Vec::new();
                    for job in (thread * 1000)..(thread * 1000 + 1000) {
                        buffer.clear();
                        buffer.extend_from_slice(job.to_string().as_bytes());
                        queue.put(job, &mut buffer, folder, write);
                    }
                });
            }
        });
        assert_eq!(queue.lock().bytes, 0);
        let mut done = queue.done();
        done.sort_unstable();
        let all: Vec<_> = (0..4000).map(|job| (job, job % 7 != 0)).collect();
        assert_eq!(done, all);
    }
}
