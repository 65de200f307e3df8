//! The physical floor of a site build on this machine, on real sources and with the sizes of a real output.
//!
//!   floor list DIR                    print "<size>\t<relative path>" of every file below DIR (a manifest)
//!   floor stat SRC                    walk SRC and stat every file             (floor of a build with no change)
//!   floor read SRC                    walk SRC and read every file
//!   floor markdown SRC                read every file, parse every .md to HTML in memory
//!   floor write MANIFEST DEST         make DEST: every folder and file of the manifest, with its size
//!   floor io SRC MANIFEST DEST        read + write
//!   floor all SRC MANIFEST DEST       markdown + write                        (floor of a cold build)
//!   floor serve FILE.md PORT          serve FILE.md as HTML, re-rendered on every save (floor of edit latency)
//!
//! THREADS (default 2) threads.  One line of figures goes to standard error.

use pulldown_cmark::{html, Options, Parser};
use std::collections::BTreeSet;
use std::ffi::CString;
use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Instant;

fn threads() -> usize {
    std::env::var("THREADS").ok().and_then(|v| v.parse().ok()).unwrap_or(2)
}

/// Every file below `root`, the folders shared out over the threads.
fn walk(root: &Path) -> Vec<PathBuf> {
    let dirs = Mutex::new(vec![root.to_path_buf()]);
    let busy = AtomicUsize::new(0);
    let files = Mutex::new(Vec::new());
    std::thread::scope(|s| {
        for _ in 0..threads() {
            s.spawn(|| {
                let mut found = Vec::new();
                loop {
                    let dir = {
                        let mut d = dirs.lock().unwrap();
                        let next = d.pop();
                        if next.is_some() {
                            busy.fetch_add(1, Relaxed);
                        } else if busy.load(Relaxed) == 0 {
                            break;
                        }
                        next
                    };
                    let Some(dir) = dir else {
                        std::thread::yield_now();
                        continue;
                    };
                    let mut below = Vec::new();
                    for e in fs::read_dir(&dir).unwrap().flatten() {
                        match e.file_type() {
                            Ok(t) if t.is_dir() => below.push(e.path()),
                            Ok(t) if t.is_file() => found.push(e.path()),
                            _ => {}
                        }
                    }
                    let mut d = dirs.lock().unwrap();
                    d.extend(below);
                    busy.fetch_sub(1, Relaxed);
                }
                files.lock().unwrap().extend(found);
            });
        }
    });
    files.into_inner().unwrap()
}

/// Run `job` on every item, in runs of 16 taken by whichever thread is free.
fn share<T: Sync, S>(items: &[T], start: impl Fn() -> S + Sync, job: impl Fn(&mut S, &T) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|s| {
        for _ in 0..threads() {
            s.spawn(|| {
                let mut state = start();
                loop {
                    let from = next.fetch_add(16, Relaxed);
                    if from >= items.len() {
                        break;
                    }
                    for item in &items[from..items.len().min(from + 16)] {
                        job(&mut state, item);
                    }
                }
            });
        }
    });
}

fn read_into(path: &Path, buf: &mut Vec<u8>) {
    buf.clear();
    fs::File::open(path).and_then(|mut f| f.read_to_end(buf)).unwrap();
}

fn render(text: &str, out: &mut String) {
    let body = match text.get(..3) {
        Some(mark @ ("---" | "+++")) => text[3..].find(mark).map_or(text, |at| &text[at + 6..]),
        _ => text,
    };
    out.clear();
    let opts = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    html::push_html(out, Parser::new_ext(body, opts));
}

/// Read every file below `src`; with `parse`, render the Markdown ones too.  (files, bytes in, bytes of HTML)
fn read_all(src: &Path, parse: bool) -> (usize, u64, u64) {
    let files = walk(src);
    let (bytes, made) = (AtomicU64::new(0), AtomicU64::new(0));
    share(
        &files,
        || (Vec::with_capacity(1 << 16), String::with_capacity(1 << 16)),
        |(buf, out), path| {
            read_into(path, buf);
            bytes.fetch_add(buf.len() as u64, Relaxed);
            if parse && path.extension().is_some_and(|x| x == "md") {
                render(std::str::from_utf8(buf).unwrap(), out);
                made.fetch_add(out.len() as u64, Relaxed);
            }
        },
    );
    (files.len(), bytes.into_inner(), made.into_inner())
}

fn c(path: &Path) -> CString {
    CString::new(path.as_os_str().as_bytes()).unwrap()
}

/// Make `dest` with the folders, files and sizes of the manifest.  Files are opened relative to their folder's
/// descriptor, so the kernel walks one name per file.
fn write_all(manifest: &Path, dest: &Path) -> (usize, u64) {
    let text = fs::read_to_string(manifest).unwrap();
    let mut files: Vec<(&Path, &str, usize)> = text
        .lines()
        .map(|l| {
            let (size, path) = l.split_once('\t').unwrap();
            let path = Path::new(path);
            (path.parent().unwrap(), path.file_name().unwrap().to_str().unwrap(), size.parse().unwrap())
        })
        .collect();
    files.sort();
    let mut dirs = BTreeSet::new();
    for (dir, _, _) in &files {
        dirs.extend(dir.ancestors());
    }
    fs::create_dir(dest).expect("DEST must not exist");
    let depth = |d: &Path| d.components().count();
    for level in 1..=dirs.iter().map(|d| depth(d)).max().unwrap_or(0) {
        let these: Vec<_> = dirs.iter().filter(|d| depth(d) == level).collect();
        share(&these, || (), |_, d| fs::create_dir(dest.join(d)).unwrap());
    }
    let mut groups: Vec<&[(&Path, &str, usize)]> = files.chunk_by(|a, b| a.0 == b.0).collect();
    groups.sort_by_key(|g| g[0].0);
    let payload: Vec<u8> = (0..1usize << 20).map(|i| b' ' + (i * 7919 % 90) as u8).collect();
    let bytes = AtomicU64::new(0);
    share(
        &groups,
        || (),
        |_, group| unsafe {
            let dir = libc::open(c(&dest.join(group[0].0)).as_ptr(), libc::O_PATH | libc::O_DIRECTORY);
            assert!(dir >= 0);
            for (_, name, size) in group.iter() {
                let name = CString::new(*name).unwrap();
                let fd = libc::openat(dir, name.as_ptr(), libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL, 0o644);
                assert!(fd >= 0, "{}", io::Error::last_os_error());
                let mut left = *size;
                while left > 0 {
                    let n = libc::write(fd, payload.as_ptr().cast(), left.min(payload.len()));
                    assert!(n > 0, "{}", io::Error::last_os_error());
                    left -= n as usize;
                }
                libc::close(fd);
                bytes.fetch_add(*size as u64, Relaxed);
            }
            libc::close(dir);
        },
    );
    (files.len(), bytes.into_inner())
}

fn serve(file: &Path, port: u16) {
    let page = |out: &mut String| {
        let mut buf = Vec::new();
        read_into(file, &mut buf);
        render(std::str::from_utf8(&buf).unwrap_or(""), out);
    };
    let html = Arc::new(RwLock::new(String::new()));
    page(&mut html.write().unwrap());
    let fd = unsafe {
        let fd = libc::inotify_init1(libc::IN_CLOEXEC);
        let dir = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        assert!(libc::inotify_add_watch(fd, c(dir).as_ptr(), libc::IN_CLOSE_WRITE | libc::IN_MOVED_TO) >= 0);
        fd
    };
    let shown = html.clone();
    std::thread::spawn(move || {
        let listener = std::net::TcpListener::bind(("127.0.0.1", port)).unwrap();
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut request = [0u8; 4096];
            let _ = stream.read(&mut request);
            let body = shown.read().unwrap();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    let mut events = [0u8; 4096];
    let mut out = String::new();
    while unsafe { libc::read(fd, events.as_mut_ptr().cast(), events.len()) } > 0 {
        page(&mut out);
        std::mem::swap(&mut *html.write().unwrap(), &mut out);
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let arg =
        |i: usize| PathBuf::from(args.get(i).unwrap_or_else(|| panic!("see the head of main.rs for the arguments")));
    let start = Instant::now();
    let said = match args.first().map(String::as_str) {
        Some("list") => {
            let root = arg(1);
            let mut files = walk(&root);
            files.sort();
            let mut out = io::BufWriter::new(io::stdout().lock());
            for f in &files {
                writeln!(out, "{}\t{}", f.metadata().unwrap().len(), f.strip_prefix(&root).unwrap().display()).unwrap();
            }
            format!("{} files", files.len())
        }
        Some("stat") => {
            let files = walk(&arg(1));
            let newest = AtomicU64::new(0);
            share(
                &files,
                || (),
                |_, f| {
                    let t = f.metadata().unwrap().modified().unwrap();
                    newest.fetch_max(t.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs(), Relaxed);
                },
            );
            format!("{} files", files.len())
        }
        Some(what @ ("read" | "markdown")) => {
            let (n, bytes, made) = read_all(&arg(1), what == "markdown");
            format!("{n} files, {bytes} bytes read, {made} bytes of HTML")
        }
        Some("write") => {
            let (n, bytes) = write_all(&arg(1), &arg(2));
            format!("{n} files, {bytes} bytes written")
        }
        Some(what @ ("io" | "all")) => {
            let (n, bytes, made) = read_all(&arg(1), what == "all");
            let read = start.elapsed();
            let (m, out) = write_all(&arg(2), &arg(3));
            format!("{n} files, {bytes} bytes read, {made} bytes of HTML in {read:?}; {m} files, {out} bytes written")
        }
        Some("serve") => return serve(&arg(1), args[2].parse().unwrap()),
        _ => panic!("see the head of main.rs for the arguments"),
    };
    eprintln!("{said}; {:?}", start.elapsed());
}
