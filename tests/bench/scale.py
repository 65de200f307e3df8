#!/usr/bin/env python3
"""How cold builds grow with the site: processor time and memory per page; `tests/bench/run scale` is the usual call.

    scale.py [--peer ketenportaal] [--sizes 1000,10000,50000] [-m 127] [--runs 3] [--results FILE]

A page is an HTML file of the output.  `growth` is the processor time per page over that of the first size: 1.00 means
that twice the pages cost twice the time.  The sizes are run in turn, so a busy moment does not fall on one size only.
"""
import argparse
import os

import bench_lib as lib


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--peer", default="ketenportaal")
    ap.add_argument("--sizes", default="1000,10000,50000")
    ap.add_argument("-m", type=int, default=127)
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--results", default=lib.results("scale"))
    args = ap.parse_args()
    conf = lib.peers()[args.peer]
    sizes = [int(n) for n in args.sizes.split(",") if int(n) <= conf.get("max", 10 ** 9)]
    sites = {n: lib.site(args.peer, conf, n, args.m) for n in sizes}
    rows, pages = {n: [] for n in sizes}, {}
    # The round before the first brings files and the disk's own tables into the cache, and is not counted.
    lib.forget()
    for r in range(-1, args.runs):
        for n, path in sites.items():
            lib.set_aside_output(path, conf)
            row = lib.quiet_run(lib.command(conf["build"]), path)
            if r < 0:
                continue
            rows[n].append(row)
            pages[n] = sum(name.endswith(".html") for name in lib.output_sizes(os.path.join(path, conf["output"])))
            lib.keep(args.results, {"n": n, "m": args.m, "peer": args.peer, "kind": "cold", "pages": pages[n], **row})
    print("| N | peer | pages | wall s | cpu s | cpu ms / page | growth | peak MiB | KiB / page | others |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    first = None
    for n, rs in rows.items():
        wall, cpu, peak, others = (lib.median([r[k] for r in rs]) for k in ("wall", "cpu", "peak", "others"))
        each = cpu / pages[n] * 1000
        first = first or each
        print(f"| {n} | {args.peer} | {pages[n]} | {wall:.3f} | {cpu:.3f} | {each:.3f} | {each / first:.2f} | {peak:.0f} | "
              f"{peak * 1024 / pages[n]:.1f} | {others:.2f} |")


if __name__ == "__main__":
    main()
