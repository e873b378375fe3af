"""Measures commands in turn, A B C A B C …, and prints one Markdown table.

Times are medians. The last column is how many times as long a tool takes as `claimtest` does for the
same claims: the median of the ratios of each round, so that a machine whose speed drifts does not matter.
"""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent


def run(command, output):
    """Runs one process; returns wall seconds, processor seconds and peak memory in MiB."""
    with open(output, "wb") as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        raise RuntimeError(f"exit code {code}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def version(command):
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return (re.search(r"\d+(\.\d+)+", said) or [None])[0]
    except OSError:
        return None


def named(path, tool):
    """How many different passages a tool named, or how many claims hold."""
    text = pathlib.Path(path).read_text(encoding="utf-8", errors="replace")
    if tool.startswith("claimtest"):
        return text.count('"holds": true')
    if tool.startswith(("rg", "grep")):
        return len(set(text.splitlines()))
    if tool.startswith("reading"):
        return ""
    return int(text)


def output(kind, tool):
    """The file that a tool's output goes to."""
    return f"{kind}-{re.sub('[^a-z0-9]+', '-', tool.lower())}.out"


def main():
    arguments = argparse.ArgumentParser()
    for name in ["work", "tools", "claimtest", "read", "title"]:
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--size", type=float, default=1, help="claims × MB")
    options = arguments.parse_args()
    work, tools = pathlib.Path(options.work), pathlib.Path(options.tools)
    python, rg = tools / "venv/bin/python", tools / "bin/rg"
    own = version([options.claimtest, "--version"])
    of = lambda package: version([python, "-m", "pip", "show", package])
    check = lambda kind, *more: [options.claimtest, "check", "-C", work / kind, "--format", "json", "--no-propose", *more]
    patterns = lambda kind: ["-f", work / kind / "patterns.txt", work / kind / "corpus.txt"]
    peer = lambda name, kind: [python, HERE / "peer.py", name, work / kind]
    reading = lambda kind: [options.read, work / kind / "seeds"]
    named_alone = lambda kind: check(kind, "--no-cache", "--config", work / kind / "named.toml")
    rows = [
        ("exact", "claimtest", check("exact", "--no-cache"), own),
        ("exact", "claimtest, named", named_alone("exact"), own),
        ("exact", "reading the files", reading("exact"), own),
        ("exact", "reading one file", ["wc", "-l", work / "exact/corpus.txt"], version(["wc", "--version"])),
        ("exact", "rg -o -F -f", [rg, "-o", "-F", "--no-filename", "-N", *patterns("exact")], version([rg, "--version"])),
        ("exact", "grep -o -F -f", ["env", "LC_ALL=C", "grep", "-o", "-F", *patterns("exact")], version(["grep", "--version"])),
        ("exact", "Vectorscan (hyperscan)", peer("hyperscan", "exact"), of("hyperscan")),
        ("exact", "aho-corasick, overlapping", peer("ahocorasick", "exact"), of("ahocorasick_rs")),
        ("count", "claimtest", check("count", "--no-cache"), own),
        ("count", "rg -o -w -F -f", [rg, "-o", "-w", "-F", "-N", *patterns("count")], version([rg, "--version"])),
        ("altered", "claimtest", check("altered", "--no-cache"), own),
        ("altered", "claimtest, named", named_alone("altered"), own),
        ("altered", "rapidfuzz, cited texts only", peer("rapidfuzz-cited", "altered"), of("rapidfuzz")),
    ]
    if options.size <= 1000:
        rows.append(("altered", "rapidfuzz, all texts", peer("rapidfuzz", "altered"), of("rapidfuzz")))
    times = {row[:2]: [] for row in rows}
    missing = {}
    for _ in range(options.runs):
        for kind, tool, command, known in rows:
            if (kind, tool) in missing:
                continue
            try:
                if known is None:
                    raise RuntimeError("not installed")
                times[kind, tool].append(run(command, work / output(kind, tool)))
            except (OSError, RuntimeError) as error:
                missing[kind, tool] = str(error)
    print(f"{options.title}; {options.runs} runs in turn, whole processes\n")
    print("| claims | tool | version | wall s | processor s | peak MiB | named | × wall | × processor |")
    print("|---|---|---|---|---|---|---|---|---|")
    for kind, tool, _, known in rows:
        if (kind, tool) in missing:
            print(f"| {kind} | {tool} | {known or ''} | {missing[kind, tool]} | | | | | |")
            continue
        wall, cpu, peak = (statistics.median(column) for column in zip(*times[kind, tool]))
        base = times[kind, "claimtest"]
        ratio = lambda at: statistics.median(a[at] / b[at] for a, b in zip(times[kind, tool], base))
        n_named = named(work / output(kind, tool), tool)
        print(
            f"| {kind} | `{tool}` | {known} | {wall:.3f} | {cpu:.3f} | {peak:.0f} | {n_named} "
            f"| {ratio(0):.2f} | {ratio(1):.2f} |"
        )


if __name__ == "__main__":
    main()
