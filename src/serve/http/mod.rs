//! Answers the requests of a preview, from memory.
//!
//! What to answer is decided by [`respond`]. Here are its connections: as little of HTTP as a preview needs, with one request a connection,
//! no bodies, and a limit to everything.

mod request;
mod respond;

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::preview::{News, Preview};
pub(super) use request::Address;
use request::Request;
use respond::{Body, Response, head_of, respond};

/// At most this many connections wait for a request or take in an answer at once; streams have a limit of their own. One more
/// ends the oldest: whoever keeps connections open and says nothing does not keep others out.
const MAX_CONNECTIONS: usize = 128;
/// At most this many threads: those of all connections and streams, and of connections that were just ended.
const MAX_THREADS: usize = 3 * MAX_CONNECTIONS;
/// Longest request line and headers, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// What ends the headers.
const END: &[u8] = b"\r\n\r\n";
/// How much of a refused body is let go by.
const MAX_SKIPPED: u64 = 1024 * 1024;
/// How long a browser may take to ask, or to take in an answer. Browsers open connections before they need them.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a stream without news shows that it lives.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Time before connections are accepted again when that failed.
const RECOVERY: Duration = Duration::from_millis(100);

/// The connections that wait for a request or take in an answer, oldest first.
#[derive(Default)]
struct Open {
    connections: Mutex<VecDeque<Arc<TcpStream>>>,
}

impl Open {
    fn all(&self) -> MutexGuard<'_, VecDeque<Arc<TcpStream>>> {
        // Whole after every change, so what another thread left is good.
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a connection, and ends the oldest when there are too many: its thread then finds it closed.
    fn enter(self: &Arc<Self>, connection: TcpStream) -> Held {
        let connection = Arc::new(connection);
        let mut all = self.all();
        all.push_back(connection.clone());
        if all.len() > MAX_CONNECTIONS
            && let Some(oldest) = all.pop_front()
        {
            // One that the browser closed is as good as ended.
            let _ = oldest.shutdown(Shutdown::Both);
        }
        Held { open: self.clone(), connection }
    }
}

/// A connection, counted until it ends or becomes a stream.
struct Held {
    open: Arc<Open>,
    connection: Arc<TcpStream>,
}

impl Held {
    /// Counts this connection no more.
    fn leave(&self) {
        self.open.all().retain(|other| !Arc::ptr_eq(other, &self.connection));
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Answers requests on a port, for ever.
pub(super) fn serve(listener: &TcpListener, preview: &Arc<Preview>, address: &Address) -> ! {
    // Every thread holds a clone, so the count is that of the threads, however they end.
    let open = Arc::new(Open::default());
    loop {
        match listener.accept() {
            Ok((connection, _)) if Arc::strong_count(&open) <= MAX_THREADS => {
                let held = open.enter(connection);
                let (preview, address) = (preview.clone(), address.clone());
                let task = move || {
                    // That the browser went away is the usual end.
                    let _ = answer(&held, &preview, &address);
                };
                // When there can be no thread the connection is closed, and the browser tries again.
                let _ = thread::Builder::new().name("voorvertoning".to_owned()).spawn(task);
            }
            Ok(_) => {}
            // Too many open files, or the like: it passes.
            Err(_) => thread::sleep(RECOVERY),
        }
    }
}

/// Answers the one request of a connection. Browsers open as many as they need, and on one computer that costs nothing.
fn answer(held: &Held, preview: &Preview, address: &Address) -> io::Result<()> {
    let connection = &*held.connection;
    connection.set_nonblocking(false)?;
    connection.set_nodelay(true)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let head = read_head(connection)?;
    let request = Request::parse(&head);
    let response = match &request {
        Some(request) => respond(request, &preview.snapshot(), address),
        None => Response::text(400, "Dit verzoek is niet goed geschreven."),
    };
    let with_body = request.is_none_or(|request| request.method != "HEAD");
    match (&response.body, with_body) {
        (Body::Events, true) => {
            held.leave();
            let stream = preview.open_stream();
            let end = tell(connection, &response, stream, preview);
            preview.close_stream(stream);
            end
        }
        (body, _) => {
            let bytes = if let Body::Bytes(bytes) = body { bytes.as_ref() } else { &[] };
            send(connection, &response, bytes, with_body)
        }
    }
}

/// Reads up to the empty line that ends the headers; what comes after it, or is too long, is not read.
fn read_head(mut connection: &TcpStream) -> io::Result<Vec<u8>> {
    let start = Instant::now();
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while head.len() < MAX_HEAD && start.elapsed() < PATIENCE {
        // What is left of it: a read may wait as long as that.
        connection.set_read_timeout(Some(PATIENCE.saturating_sub(start.elapsed()).max(Duration::from_millis(1))))?;
        let count = connection.read(&mut buffer)?;
        let seen = head.len().saturating_sub(END.len());
        head.extend_from_slice(&buffer[..count]);
        if let Some(at) = head[seen..].windows(END.len()).position(|part| part == END) {
            head.truncate(seen + at);
            return Ok(head);
        }
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    // An empty head is no request, so this is answered as one that is badly written.
    Ok(Vec::new())
}

fn send(mut connection: &TcpStream, response: &Response, bytes: &[u8], with_body: bool) -> io::Result<()> {
    let mut out = head_of(response, Some(bytes.len())).into_bytes();
    if with_body {
        out.extend_from_slice(bytes);
    }
    connection.write_all(&out)?;
    // Closing while something is unread would take the answer back; so a body is let go by, within reason.
    connection.shutdown(Shutdown::Write)?;
    io::copy(&mut connection.take(MAX_SKIPPED), &mut io::sink()).map(drop)
}

/// Tells a browser of changes until it goes away.
fn tell(mut connection: &TcpStream, response: &Response, stream: u64, preview: &Preview) -> io::Result<()> {
    connection.write_all(head_of(response, None).as_bytes())?;
    let mut told = None;
    loop {
        match preview.wait(stream, told, HEARTBEAT) {
            News::State(snapshot) => {
                connection.write_all(snapshot.events().as_bytes())?;
                told = Some(snapshot.version);
            }
            News::Nothing => connection.write_all(b":\n\n")?,
            News::Displaced => return Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
