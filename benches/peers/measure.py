"""Measures commands in turn, A B C A B C …, and prints one Markdown table of medians."""

import argparse
import os
import pathlib
import re
import resource
import statistics
import subprocess
import time

FUZZY = """
import json, sys
from rapidfuzz.fuzz import partial_ratio_alignment
folder = sys.argv[1]
claims = [json.loads(line) for line in open(folder + "/claims.jsonl")]
n = 0
for claim in claims:
    id = claim["source"]
    text = open(f"{folder}/seeds/{int(id) // 1000:03}/{id}.txt").read()
    n += partial_ratio_alignment(claim["text"], text, score_cutoff=70) is not None
print(n)
"""


def run(command, output):
    """Runs one process; returns wall seconds, processor seconds and peak memory in MiB."""
    with open(output, "wb") as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        raise RuntimeError(f"exit code {code}: {' '.join(map(str, command))}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def version(command):
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return (re.search(r"\d+(\.\d+)+", said) or [said.strip()])[0]
    except OSError:
        return None


def named(path, kind):
    """How many different passages a tool named, or how many claims hold."""
    text = pathlib.Path(path).read_text(encoding="utf-8", errors="replace")
    if kind == "claimtest":
        return text.count('"holds": true')
    if kind == "rapidfuzz":
        return int(text)
    return len(set(text.splitlines()))


def main():
    arguments = argparse.ArgumentParser()
    for name in ["work", "tools", "claimtest", "title"]:
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    work, tools = pathlib.Path(options.work), pathlib.Path(options.tools)
    python, rg = tools / "venv/bin/python", tools / "bin/rg"
    fuzzy = work / "fuzzy.py"
    fuzzy.write_text(FUZZY, encoding="utf-8")
    check = lambda kind: [options.claimtest, "check", "-C", work / kind, "--format", "json", "--no-propose"]
    patterns = lambda kind: ["-f", work / kind / "patterns.txt", work / kind / "corpus.txt"]
    rows = [
        ("exact", "claimtest", check("exact"), version([options.claimtest, "--version"])),
        ("exact", "rg -o -F -f", [rg, "-o", "-F", "--no-filename", "-N", *patterns("exact")], version([rg, "--version"])),
        ("exact", "grep -o -F -f", ["env", "LC_ALL=C", "grep", "-o", "-F", *patterns("exact")], version(["grep", "--version"])),
        ("count", "claimtest", check("count"), version([options.claimtest, "--version"])),
        ("count", "rg -o -w -F -f", [rg, "-o", "-w", "-F", "-N", *patterns("count")], version([rg, "--version"])),
        ("altered", "claimtest", check("altered"), version([options.claimtest, "--version"])),
        ("altered", "rapidfuzz", [python, fuzzy, work / "altered"], version([python, "-m", "pip", "show", "rapidfuzz"])),
    ]
    times = {row[:2]: [] for row in rows}
    missing = {}
    for _ in range(options.runs):
        for kind, tool, command, known in rows:
            try:
                if known is None:
                    raise RuntimeError("not installed")
                times[kind, tool].append(run(command, work / f"{kind}-{tool.split()[0]}.out"))
            except (OSError, RuntimeError) as error:
                missing[kind, tool] = str(error)
    print(f"{options.title}; medians of {options.runs} runs in turn, whole processes\n")
    print("| claims | tool | version | wall s | processor s | peak MiB | named | × claimtest |")
    print("|---|---|---|---|---|---|---|---|")
    base = {}
    for kind, tool, _, known in rows:
        if (kind, tool) in missing:
            print(f"| {kind} | {tool} | {known or ''} | {missing[kind, tool][:60]} | | | | |")
            continue
        wall, cpu, peak = (statistics.median(column) for column in zip(*times[kind, tool]))
        if tool == "claimtest":
            base[kind] = wall
        n_named = named(work / f"{kind}-{tool.split()[0]}.out", tool.split()[0])
        ratio = f"{wall / base[kind]:.2f}" if kind in base else ""
        print(f"| {kind} | `{tool}` | {known} | {wall:.3f} | {cpu:.3f} | {peak:.0f} | {n_named} | {ratio} |")


if __name__ == "__main__":
    main()
