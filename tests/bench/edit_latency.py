#!/usr/bin/env python3
"""Edit latency in watch mode: from saving a file until the changed HTML is served; `tests/bench/run edit` is the usual call.

    edit_latency.py --peer hugo [--mode default] [--sizes 1000] [-m 127] [--edits 15] [--kinds body,title,data,template,burst]

Kinds of edit (each on another page, each with a new unique stamp):
  body      a sentence in one practice           -> that page
  title     the title of one practice            -> that page, and `title-list`: the theme's list page that holds it
  data      one value in the job-centre data     -> that centre's page
  template  the footer in the base template      -> one practice page
  burst     a sentence in 20 practices, saved as fast as possible -> the first and the last of them; afterwards the
            others are looked at too, and count as missed when they stay as they were
A file is written in place with one write.  The clock starts before the (first) write; it stops when responses with the
stamp have been read whole.  Pages are polled every --poll ms, one connection per request.  Before each edit the
script waits until the server has used no processor time for 0.4 s.  Files are restored at the end.
"""
import argparse
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time

import bench_lib as lib

BURST = 20     # practices saved at once


def get(port, url, timeout=60):
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as s:
        s.sendall(f"GET {url} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nAccept: text/html\r\n\r\n".encode())
        parts = []
        while chunk := s.recv(1 << 18):
            parts.append(chunk)
    return b"".join(parts)


def tree(pid):
    """The process and all below it."""
    below = {}
    for p in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{p}/stat") as f:
                below.setdefault(int(f.read().rsplit(")", 1)[1].split()[1]), []).append(int(p))
        except OSError:
            pass
    todo, out = [pid], []
    while todo:
        p = todo.pop()
        out.append(p)
        todo += below.get(p, [])
    return out


def ticks(pids):
    total = 0
    for p in pids:
        try:
            with open(f"/proc/{p}/stat") as f:
                v = f.read().rsplit(")", 1)[1].split()
            total += int(v[11]) + int(v[12])
        except OSError:
            pass
    return total


def peak(pids):
    best = 0
    for p in pids:
        try:
            with open(f"/proc/{p}/status") as f:
                best = max(best, int(re.search(r"VmHWM:\s+(\d+)", f.read()).group(1)))
        except (OSError, AttributeError):
            pass
    return best / 1024


def settle(pid, still=0.4, limit=120):
    end = time.monotonic() + limit
    pids = tree(pid)
    last, since = ticks(pids), time.monotonic()
    while time.monotonic() < end:
        time.sleep(0.05)
        now = ticks(pids)
        if now != last:
            last, since = now, time.monotonic()
        elif time.monotonic() - since >= still:
            return


def rewrite(path, text):
    fd = os.open(path, os.O_WRONLY | os.O_TRUNC)
    os.write(fd, text)
    os.close(fd)


def wait_for(port, wanted, poll, limit):
    """Seconds until each of wanted (url -> stamp) is served; missing ones get None."""
    start, seen = time.monotonic(), {}
    while len(seen) < len(wanted) and time.monotonic() - start < limit:
        for url, stamp in wanted.items():
            if url not in seen:
                try:
                    if stamp in get(port, url):
                        seen[url] = time.monotonic() - start
                except OSError:
                    pass
        time.sleep(poll)
    return seen


def edits_of(kind, targets, serial):
    """One edit of a kind: what to do to which files, and where to look for which stamp.  Gives files (name, pattern,
    replacement), wanted (url -> stamp, waited for), later (the same, looked at afterwards)."""
    practices = targets["practices"]
    t = practices[serial % len(practices)]
    mark = f"-{kind[0]}{serial:04d}x{os.getpid()}".encode()
    if kind == "title":
        # The first line that holds the title is in the front matter.
        title, stamp = t["title"].encode(), b"stand" + mark
        return [(t["file"], re.escape(title) + rb"(?: stand[\w-]*)?", title + b" " + stamp)], {t["url"]: stamp, t["list"]: stamp}, {}
    word = {"body": b"versie", "burst": b"versie", "data": b"stempel", "template": b"sjabloon"}[kind]
    pattern, stamp = word + rb"-[0-9a-z]+", word + mark
    if kind == "burst":
        some = [practices[(serial + k) % len(practices)] for k in range(BURST)]
        ends = (some[0]["url"], some[-1]["url"])
        return ([(p["file"], pattern, stamp) for p in some], {url: stamp for url in ends},
                {p["url"]: stamp for p in some if p["url"] not in ends})
    if kind == "body":
        return [(t["file"], pattern, stamp)], {t["url"]: stamp}, {}
    return [(targets[kind]["file"], pattern, stamp)], {targets[kind].get("url", t["url"]): stamp}, {}


def start(conf, args, path, targets, log):
    """A server of the site, from nothing; with the seconds until it answered."""
    lib.set_aside_output(path, conf)
    first = targets["practices"][0]["url"]
    begin = time.monotonic()
    server = subprocess.Popen(lib.command(conf["serve"][args.mode], port=args.port), cwd=path, stdin=subprocess.DEVNULL,
                              stdout=log, stderr=log, process_group=0)
    try:
        while True:
            if server.poll() is not None:
                raise SystemExit(f"the server stopped: see {log.name}")
            try:
                if b" 200 " in get(args.port, first)[:20]:
                    return server, time.monotonic() - begin
            except OSError:
                pass
            if time.monotonic() - begin > 180:
                raise SystemExit(f"the server does not answer: see {log.name}")
            time.sleep(0.05)
    except BaseException:
        stop(server)
        raise


def stop(server):
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def measure(args, conf, n):
    """Prints and keeps a row per kind of edit."""
    path = lib.site(args.peer, conf, n, args.m, args.variant)
    targets = lib.targets(path)
    if len(targets["practices"]) < BURST:
        raise SystemExit("too few practices to edit: take a size of 200 or more")
    os.makedirs(lib.WORK, exist_ok=True)
    log = open(os.path.join(lib.WORK, f"serve-{args.peer}-{args.mode}.log"), "wb")
    server, ready = start(conf, args, path, targets, log)
    before = {}
    rows = []
    serial = 0
    phase = random.Random(7)     # edits come at no fixed phase of a server's own timer
    try:
        settle(server.pid)
        for kind in args.kinds.split(","):
            times, lists, missed, others = [], [], 0, []
            kind_start = time.monotonic()
            for e in range(args.edits):
                if e >= 3 and time.monotonic() - kind_start > args.budget:
                    break
                files, wanted, later = edits_of(kind, targets, serial)
                serial += len(files)
                saves = []
                for name, pattern, new in files:
                    file = os.path.join(path, name)
                    with open(file, "rb") as f:
                        text = f.read()
                    before.setdefault(file, text)
                    changed = re.sub(pattern, new, text, count=1)
                    if changed == text:
                        raise SystemExit(f"{file}: nothing to edit")
                    saves.append((file, changed))
                for u in wanted:
                    get(args.port, u)
                settle(server.pid)
                lib.wait_quiet(limit=float(os.environ.get("BENCH_QUIET", "5")), window=0.5)
                time.sleep(phase.random() * 0.6)
                busy, own, pids = lib.machine_busy(), ticks(tree(server.pid)), tree(server.pid)
                at = time.monotonic()
                for file, changed in saves:
                    rewrite(file, changed)
                wrote = time.monotonic() - at
                seen = {u: wrote + s for u, s in wait_for(args.port, wanted, args.poll / 1000, args.limit).items()}
                span = time.monotonic() - at
                others.append(max(0, lib.machine_busy() - busy - ticks(pids) + own) / lib.TICK / span / lib.CORES)
                missed += len(wanted) - len(seen)
                if later:
                    missed += len(later) - len(wait_for(args.port, later, args.poll / 1000, 5))
                if kind == "title":
                    page, in_list = (seen.get(u) for u in wanted)
                    times += [page] if page is not None else []
                    lists += [in_list] if in_list is not None else []
                elif len(seen) == len(wanted):
                    times.append(max(seen.values()))
            rows.append((kind, times, missed, lib.median(others)))
            if lists:
                rows.append(("title-list", lists, missed, lib.median(others)))
            for file, text in before.items():
                rewrite(file, text)
            before.clear()
            settle(server.pid)
        mem = peak(tree(server.pid))
    finally:
        for file, text in before.items():
            rewrite(file, text)
        stop(server)
        log.close()
    for what, xs, missed, others in rows:
        lib.keep(args.results, {"peer": args.peer, "mode": args.mode, "n": n, "m": args.m, "variant": args.variant,
                                "kind": what, "times": xs, "missed": missed, "ready": ready, "peak": mem, "others": others})
        ms = [x * 1000 for x in xs]
        print(f"| {n} | {args.peer} {args.mode} | {what} | {len(xs)} | {lib.median(ms):.0f} | {lib.p95(ms):.0f} | "
              f"{min(ms, default=float('nan')):.0f} | {missed} | {ready:.1f} | {mem:.0f} | {others:.2f} |", flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--peer", required=True)
    ap.add_argument("--mode", default="default")
    ap.add_argument("--sizes", default="1000")
    ap.add_argument("-m", type=int, default=127)
    ap.add_argument("--edits", type=int, default=15)
    ap.add_argument("--kinds", default="body,title,data,template,burst")
    ap.add_argument("--poll", type=float, default=3.0, help="milliseconds between polls")
    ap.add_argument("--budget", type=float, default=120, help="stop a kind after this many seconds (at least 3 edits)")
    ap.add_argument("--limit", type=float, default=60, help="give up on one edit after this many seconds")
    ap.add_argument("--port", type=int, default=8731)
    ap.add_argument("--variant", default="")
    ap.add_argument("--results", default=lib.results("edit"))
    args = ap.parse_args()

    def end(*_):     # so that the server is stopped and files are restored
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(1)
    signal.signal(signal.SIGTERM, end)
    conf = lib.peers()[args.peer]
    print("| N | peer | edit | edits | median ms | p95 ms | best ms | missed | ready s | peak MiB | others |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for n in map(int, args.sizes.split(",")):
        measure(args, conf, n)


if __name__ == "__main__":
    main()
