//! Files on their way to the disk: one thread writes, and the others go on making files.
//!
//! A folder is changed by one thread at a time. A second one that tries is put to sleep by the system, and waking it takes longer
//! than making a page. So who finds another at work leaves its file behind and makes the next.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// At most so many bytes wait; who has more writes at the same time as another, as with many cores.
const MOST: usize = 1 << 20;

/// Files that wait, of which `J` says what each is; `R` is what came of writing one.
pub(super) struct Queue<J, R>(Mutex<State<J, R>>);

struct State<J, R> {
    /// Whether a thread is writing. It goes on until nothing waits.
    is_writing: bool,
    waiting: Vec<(J, Vec<u8>)>,
    /// Bytes of the files that wait.
    bytes: usize,
    /// Buffers of files that were written, to be used again.
    spare: Vec<Vec<u8>>,
    done: Vec<R>,
}

impl<J, R> Queue<J, R> {
    /// An empty queue.
    pub(super) fn new() -> Self {
        let (waiting, spare, done) = (Vec::new(), Vec::new(), Vec::new());
        Self(Mutex::new(State { is_writing: false, waiting, bytes: 0, spare, done }))
    }

    /// Writes a file, and those that others left meanwhile. Or leaves it to the thread that is writing: then there is nothing yet, and
    /// `file` is an empty buffer.
    pub(super) fn put(&self, job: J, file: &mut Vec<u8>, write: impl Fn(&J, &[u8]) -> R) -> Option<R> {
        let mut state = self.lock();
        if state.is_writing {
            if state.bytes + file.len() > MOST {
                drop(state);
                return Some(write(&job, file));
            }
            let spare = state.spare.pop().unwrap_or_default();
            state.bytes += file.len();
            state.waiting.push((job, mem::replace(file, spare)));
            return None;
        }
        state.is_writing = true;
        drop(state);
        let own = write(&job, file);
        let mut state = self.lock();
        while let Some((job, mut bytes)) = state.waiting.pop() {
            state.bytes -= bytes.len();
            drop(state);
            let result = write(&job, &bytes);
            bytes.clear();
            state = self.lock();
            state.done.push(result);
            state.spare.push(bytes);
        }
        state.is_writing = false;
        Some(own)
    }

    /// What came of the files that were left to another thread, in no order. Asked when no thread puts any more.
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
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_file_is_left_to_the_thread_that_writes() {
        let queue = Queue::new();
        let (begun, left) = (Barrier::new(2), Barrier::new(2));
        let slow = |&job: &usize, bytes: &[u8]| {
            if job == 0 {
                begun.wait();
                left.wait();
            }
            (job, bytes.to_vec())
        };
        std::thread::scope(|scope| {
            let first = scope.spawn(|| queue.put(0, &mut b"eerste".to_vec(), slow));
            begun.wait();
            let mut file = b"tweede".to_vec();
            assert_eq!(queue.put(1, &mut file, slow), None);
            assert!(file.is_empty());
            // One that is too large to wait is written at once.
            let large = queue.put(2, &mut vec![b'x'; MOST], slow);
            assert_eq!(large.map(|(job, bytes)| (job, bytes.len())), Some((2, MOST)));
            left.wait();
            assert_eq!(first.join().expect("no panic"), Some((0, b"eerste".to_vec())));
        });
        assert_eq!(queue.done(), [(1, b"tweede".to_vec())]);
    }

    #[test]
    fn every_file_is_written_once() {
        let queue = Queue::new();
        let (written, told) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let write = |&job: &usize, bytes: &[u8]| {
            assert_eq!(bytes, job.to_string().as_bytes());
            written.fetch_add(1, Ordering::Relaxed);
        };
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let (queue, told) = (&queue, &told);
                scope.spawn(move || {
                    let mut buffer = Vec::new();
                    for job in (thread * 1000)..(thread * 1000 + 1000) {
                        buffer.clear();
                        buffer.extend_from_slice(job.to_string().as_bytes());
                        told.fetch_add(usize::from(queue.put(job, &mut buffer, write).is_some()), Ordering::Relaxed);
                    }
                });
            }
        });
        assert_eq!((written.into_inner(), told.into_inner() + queue.done().len()), (4000, 4000));
    }
}
