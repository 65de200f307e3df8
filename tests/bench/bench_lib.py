"""Shared by the measuring scripts: peers, sites, one measured run, quiet moments, small statistics."""
import json
import os
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import tomllib

import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
SITES = os.path.abspath(os.environ.get("BENCH_SITES", "/tmp/ketenportaal-bench/sites"))
WORK = os.path.dirname(SITES)             # results and logs
TRASH = os.path.join(SITES, ".trash")     # to be emptied by hand, minutes before a measurement: see set_aside()
TICK = os.sysconf("SC_CLK_TCK")
CORES = os.cpu_count() or 1
LEAST_FREE = 5e9                          # bytes of disk below which nothing is measured any more
FORGET = "/proc/sys/vm/drop_caches"       # where root lets Linux forget the files it keeps


def peers():
    with open(os.path.join(HERE, "peers.toml"), "rb") as f:
        table = tomllib.load(f)
    for name, value in table.pop("env").items():
        os.environ.setdefault(name, value)
    return table


def command(text, **fill):
    return shlex.split(os.path.expandvars(text.format(**fill)))


def results(name):
    """Where rows are kept when the caller names no file."""
    return os.path.join(WORK, "results", f"{name}.jsonl")


def targets(path):
    with open(path + ".targets.json", encoding="utf-8") as f:
        return json.load(f)


def site(peer, conf, n, m, variant=""):
    """Folder of the peer's site with n practices and m job centres; written when it is not there yet, or not as corpus.py
    would write it now."""
    path = os.path.join(SITES, f"{peer}{variant and '-' + variant}-{n}-{m}")
    writer = conf.get("corpus", peer)
    try:
        made_from = targets(path).get("made_from")
    except FileNotFoundError:
        made_from = None
    if made_from != corpus.PEERS[writer].made_from():
        set_aside(path)
        extra = ["--related", variant] if variant else []
        subprocess.run([sys.executable, os.path.join(HERE, "corpus.py"), "--peer", writer, "-n", str(n), "-m", str(m),
                        "--out", path] + extra, check=True)
    return path


def set_aside_output(path, conf):
    """The site as before its first build: without output and caches."""
    for name in [conf["output"]] + conf.get("clean", []):
        set_aside(os.path.join(path, name))


def machine_busy():
    """Busy clock ticks of the whole machine so far, niced work included (it too takes time from a run)."""
    with open("/proc/stat") as f:
        v = [int(x) for x in f.readline().split()[1:]]
    return v[0] + v[1] + v[2] + v[5] + v[6]


def wait_quiet(limit=float(os.environ.get("BENCH_QUIET", "60")), share=0.15, window=1.0):
    """Wait (at most `limit` s) for a moment in which the machine is less than `share` busy."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        a = machine_busy()
        time.sleep(window)
        if (machine_busy() - a) / TICK / window / CORES < share:
            return True
    return False


def set_aside(path):
    """Take an old output away by renaming it.  Deleting it just before a run would distort that run: for minutes
    ext4 avoids the inode numbers of freshly deleted files and searches past them at every file it creates."""
    if os.path.lexists(path):
        os.makedirs(TRASH, exist_ok=True)
        os.rename(path, os.path.join(TRASH, f"{os.getpid()}-{time.monotonic_ns()}"))
        free = shutil.disk_usage(TRASH).free
        if free < LEAST_FREE:
            sys.exit(f"{free / 1e9:.1f} GB of disk are left. Empty {TRASH}, and measure again some minutes after that.")


def run(argv, cwd, timeout=1800):
    """One measured run: wall, user, sys in seconds, peak in MiB (largest process of the tree), and `others`,
    the share of the machine that other programs used meanwhile."""
    with tempfile.TemporaryFile() as err:
        busy, start = machine_busy(), time.monotonic()
        p = subprocess.Popen(argv, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=err,
                             process_group=0)
        timer = threading.Timer(timeout, os.killpg, (p.pid, signal.SIGKILL))
        timer.start()
        _, status, use = os.wait4(p.pid, 0)
        wall = time.monotonic() - start
        timer.cancel()
        busy = machine_busy() - busy
        p.returncode = os.waitstatus_to_exitcode(status)
        err.seek(max(0, err.seek(0, os.SEEK_END) - 4000))
        said = err.read().decode(errors="replace").strip()
    if p.returncode:
        raise RuntimeError(f"{' '.join(argv)}: exit {p.returncode}\n{said}")
    own = use.ru_utime + use.ru_stime
    others = max(0.0, busy / TICK - own) / (wall * CORES)
    return {"wall": wall, "user": use.ru_utime, "sys": use.ru_stime, "cpu": own, "peak": use.ru_maxrss / 1024,
            "others": round(others, 3), "said": said[-200:]}


def forget():
    """Let the kernel forget the files of earlier runs, when we may.  It keeps millions of their inodes as long as their
    bytes are cached, in lists that it walks past for every new file.  The first run after it waits for the disk, so that
    one does not count."""
    os.sync()
    if os.access(FORGET, os.W_OK):
        with open(FORGET, "w") as f:
            f.write("3")


def quiet_run(argv, cwd):
    """A measured run, after what was written is on disk and the machine is quiet."""
    os.sync()
    wait_quiet()
    return run(argv, cwd)


def output_sizes(folder):
    """Size in bytes of every file below a folder, by path from it."""
    files = (os.path.join(d, f) for d, _, fs in os.walk(folder) for f in fs)
    return {os.path.relpath(f, folder): os.path.getsize(f) for f in files}


def median(xs):
    return statistics.median(xs) if xs else float("nan")


def p95(xs):
    xs = sorted(xs)
    return xs[min(len(xs) - 1, int(0.95 * len(xs)))] if xs else float("nan")


def keep(path, row):
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "a") as f:
        f.write(json.dumps(row) + "\n")
