#!/usr/bin/env python3
"""Cold, unchanged and edited builds of every peer beside the physical floor; `tests/bench/run build` is the usual call.

    build_bench.py [--peers ketenportaal,hugo] [--sizes 1000,10000] [-m 127] [--runs 5] [--results FILE]

In every round each peer is run in turn (and the floor on Hugo's site, or else the first peer's), so the ratios of one
round belong together. A peer may make pages that others do not have, so the floor also runs on each peer's own sources and output:
`own floor`, what that peer cannot go below.
  cold       output and caches removed, file cache warm
  unchanged  the same command again over its own output
  edited     the same again after one sentence of one practice changed (another practice each round)
Rows are appended to --results (JSON lines); the table of medians is printed as Markdown.
"""
import argparse
import os
import subprocess

import bench_lib as lib


def floor_steps(path, output, tmp):
    """The floor's programs on one site: name -> argv."""
    f, manifest, dest = os.environ["FLOOR"], path + ".manifest", tmp
    with open(manifest, "w") as m:
        subprocess.run([f, "list", os.path.join(path, output)], stdout=m, stderr=subprocess.DEVNULL, check=True)
    src = os.path.join(path, "content")
    return {"floor-stat": [f, "stat", src], "floor-io": [f, "io", src, manifest, dest],
            "floor-markdown": [f, "markdown", src], "floor-all": [f, "all", src, manifest, dest]}


def edited_run(argv, path, out, target, stamp):
    """A run after one sentence of a practice changed; the practice is put back."""
    file = os.path.join(path, target["file"])
    with open(file, "rb") as f:
        before = f.read()
    if before.count(b"versie-0000") != 1:
        raise SystemExit(f"{file}: nothing to edit")
    try:
        with open(file, "wb") as f:
            f.write(before.replace(b"versie-0000", stamp))
        row = lib.quiet_run(argv, path)
    finally:
        with open(file, "wb") as f:
            f.write(before)
    page = os.path.join(out, target["url"].strip("/"), "index.html")
    with open(page, "rb") as f:
        if stamp not in f.read():
            raise SystemExit(f"{page}: the edit does not show")
    return row


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--peers", default="ketenportaal,hugo")
    ap.add_argument("--sizes", default="1000,10000")
    ap.add_argument("-m", type=int, default=127)
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("--variant", default="", help="how related pages are found: builtin or none (corpus.py --related)")
    ap.add_argument("--no-floor", action="store_true")
    ap.add_argument("--results", default=lib.results("build"))
    args = ap.parse_args()
    table = lib.peers()
    names = args.peers.split(",")
    print("| N | M | peer | build | wall s | cpu s | peak MiB | wall / hugo | wall / floor-all | cpu / floor-all | wall / own floor | others | files | MB out |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    for n in map(int, args.sizes.split(",")):
        rows = {}
        facts = {}
        measured = [name for name in names if n <= table[name].get("max", 10 ** 9)]
        sites = {name: lib.site(name, table[name], n, args.m, args.variant) for name in measured}

        def record(who, kind, row):
            if r < 0:
                return
            rows.setdefault((who, kind), []).append(row)
            lib.keep(args.results, {"n": n, "m": args.m, "peer": who, "variant": args.variant, "kind": kind, **row})

        # The round before the first brings files, programs and the disk's own tables into the cache, and is not counted.
        lib.forget()
        for r in range(-1, args.runs):
            for name, path in sites.items():
                conf = table[name]
                out = os.path.join(path, conf["output"])
                build = lib.command(conf["build"])
                lib.set_aside_output(path, conf)
                record(name, "cold", lib.quiet_run(build, path))
                if r < 0:
                    continue
                record(name, "unchanged", lib.quiet_run(build, path))
                practices = lib.targets(path)["practices"]
                if practices:
                    stamp = f"versie-e{r:04}x{os.getpid()}".encode()
                    record(name, "edited", edited_run(build, path, out, practices[r % len(practices)], stamp))
                if name not in facts:
                    sizes = lib.output_sizes(out).values()
                    facts[name] = (len(sizes), sum(sizes) / 1e6)
            if sites and not args.no_floor:
                model = "hugo" if "hugo" in sites else measured[0]
                tmp = os.path.join(lib.SITES, "floor-out")
                for what, argv in floor_steps(sites[model], table[model]["output"], tmp).items():
                    lib.set_aside(tmp)
                    record(what, "floor", lib.quiet_run(argv, lib.SITES))
                for name, path in sites.items():
                    lib.set_aside(tmp)
                    own = floor_steps(path, table[name]["output"], tmp)["floor-all"]
                    record(name, "own floor", lib.quiet_run(own, lib.SITES))
                lib.set_aside(tmp)
        for (who, kind), rs in rows.items():
            def ratio(k, base):
                return f"{lib.median([a[k] / b[k] for a, b in zip(rs, rows[base])]):.2f}" if base in rows else "-"
            if kind == "own floor":
                continue
            files, mb = facts.get(who, ("", 0))
            floor = ("floor-all", "floor")
            print(f"| {n} | {args.m} | {who} | {kind} | {lib.median([x['wall'] for x in rs]):.3f} | "
                  f"{lib.median([x['cpu'] for x in rs]):.3f} | {lib.median([x['peak'] for x in rs]):.0f} | "
                  f"{ratio('wall', ('hugo', kind))} | {ratio('wall', floor)} | {ratio('cpu', floor)} | "
                  f"{ratio('wall', (who, 'own floor'))} | "
                  f"{lib.median([x['others'] for x in rs]):.2f} | {files} | {mb:.1f} |", flush=True)


if __name__ == "__main__":
    main()
