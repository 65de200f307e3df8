#!/usr/bin/env python3
"""The index of search in large corpora: processor time, memory, the largest file and the bytes of a query.

Builds each corpus once with `--timings`; what search takes is its stage (putting the index together and writing it), and what
reading the pages adds to making them is in the stage `render`.
"""
import argparse
import os
import resource
import subprocess
import tempfile

import bench_lib as lib


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", default="10000,50000")
    ap.add_argument("-m", type=int, default=127)
    args = ap.parse_args()
    conf = lib.peers()["ketenportaal"]
    here = os.path.dirname(os.path.abspath(__file__))
    for n in (int(n) for n in args.sizes.split(",")):
        site = lib.site("ketenportaal", conf, n, args.m)
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "site")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run = subprocess.run([os.environ["KETENPORTAAL"], "--root", site, "build", "--out", out, "--timings"],
                                 capture_output=True, text=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            stages = [line.strip() for line in run.stdout.splitlines() if line.split()[-1:] in (["search"], ["render"])]
            print(f"{n}: whole build {cpu:.2f} s CPU, peak {after.ru_maxrss / 1024:.0f} MiB; {', '.join(stages)}")
            subprocess.run(["node", os.path.join(here, "search_costs.mjs"), out], check=True)


if __name__ == "__main__":
    main()
