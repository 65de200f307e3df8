#!/usr/bin/env python3
"""The index of search in large corpora: what it adds to a cold build, memory, the largest file and the bytes of a query.

Builds each corpus with and without search, in turn, and takes medians; the corpora are those of the peer `ketenportaal`, with
only its search put back.
"""
import argparse
import os
import re
import shutil
import subprocess
import tempfile

import bench_lib as lib


def copy(site, folder, left_out):
    """The same site in `folder`, without what `left_out` names."""
    for part in ("content", "data", "themes"):
        shutil.copytree(os.path.join(site, part), os.path.join(folder, part))
    settings = os.path.join(folder, "data/portaal.yaml")
    with open(settings, encoding="utf-8") as f:
        text, count = re.subn(r"(?m)^zonder: .*$", f"zonder: [{left_out}]", f.read())
    if count != 1:
        raise SystemExit(f"{settings}: what is left out is not on one line")
    with open(settings, "w", encoding="utf-8") as f:
        f.write(text)
    return folder


def measured(folder, out):
    """A cold build of the site in `folder`."""
    for old in (os.path.join(folder, ".ketenportaal"), out):
        lib.set_aside(old)
    return lib.quiet_run([os.environ["KETENPORTAAL"], "--root", folder, "build", "--out", out], folder)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", default="10000,50000")
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("-m", type=int, default=127)
    args = ap.parse_args()
    conf = lib.peers()["ketenportaal"]
    here = os.path.dirname(os.path.abspath(__file__))
    for n in (int(n) for n in args.sizes.split(",")):
        site = lib.site("ketenportaal", conf, n, args.m)
        os.makedirs(lib.WORK, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=lib.WORK) as work:
            searched = copy(site, os.path.join(work, "met"), "keuzelijsten, open-data")
            plain = copy(site, os.path.join(work, "zonder"), "zoeken, keuzelijsten, open-data, deelbeelden")
            out = os.path.join(work, "site")
            rows = {searched: [], plain: []}
            # The round before the first brings files and the disk's own tables into the cache, and is not counted.
            lib.forget()
            for r in range(-1, args.runs):
                for folder in (plain, searched):
                    row = measured(folder, out)
                    if r >= 0:
                        rows[folder].append(row)
            (wall, cpu, peak), (wall0, cpu0, peak0) = (
                [lib.median([row[what] for row in rows[folder]]) for what in ("wall", "cpu", "peak")]
                for folder in (searched, plain))
            print(f"{n}: search adds {cpu - cpu0:.2f} s CPU and {wall - wall0:.2f} s to a cold build of {cpu0:.2f} s CPU, "
                  f"{wall0:.2f} s; peak {peak:.0f} MiB, without search {peak0:.0f} MiB", flush=True)
            subprocess.run(["node", os.path.join(here, "search_costs.mjs"), out], check=True)


if __name__ == "__main__":
    main()
