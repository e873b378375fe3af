"""Runs the example's job on a local cluster of two worker processes, and kills one if asked to.

In `local-cluster` mode every executor is a Java process of its own, as it is on many machines. The one
that is killed is killed while it runs a task; Spark starts another, and runs its tasks again.
"""

import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
JOB = HERE.parent.parent / "examples" / "spark" / "job.py"


def sources(root, out):
    """The project's sources as lines of JSON, in four files."""
    out.mkdir(exist_ok=True)
    files = sorted((root / "seeds").rglob("*.txt"))
    parts = [open(out / f"{part}.jsonl", "w", encoding="utf-8") for part in range(4)]
    for number, file in enumerate(files):
        line = {
            "id": file.stem,
            "file": file.relative_to(root).as_posix(),
            "text": file.read_bytes().decode("utf-8"),
        }
        print(json.dumps(line, ensure_ascii=False), file=parts[number % 4])
    for part in parts:
        part.close()


def children(pid):
    """All processes below `pid`: those of this run, and nobody else's."""
    table = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in table.stdout.splitlines()]
    below, found = {str(pid)}, []
    grown = True
    while grown:
        grown = False
        for own, parent, *args in rows:
            if parent in below and own not in below:
                below.add(own)
                found.append((int(own), " ".join(args)))
                grown = True
    return found


def kill_one(pid, done, killed):
    """Kills one executor of the job as soon as a task runs on it."""
    while not done.is_set():
        below = children(pid)
        executors = [own for own, args in below if "CoarseGrainedExecutorBackend" in args]
        is_busy = any(" answer -C " in args for _, args in below)
        if len(executors) >= 2 and is_busy:
            os.kill(executors[0], signal.SIGKILL)
            killed.append(executors[0])
            return
        time.sleep(0.02)


def main():
    arguments = argparse.ArgumentParser()
    for name in ["project", "root", "claimtest", "answers", "kill"]:
        arguments.add_argument(f"--{name}", required=True)
    options = arguments.parse_args()
    corpus = pathlib.Path(options.root).parent / "corpus"
    if not corpus.exists():
        sources(pathlib.Path(options.root), corpus)
    command = [os.environ["PYSPARK_PYTHON"], str(JOB)]
    command += ["--project", options.project, "--claimtest", options.claimtest, "--partitions", "12"]
    command += ["--sources", f"{corpus}/*.jsonl", "--answers", options.answers]
    environment = dict(os.environ)
    environment["PYSPARK_SUBMIT_ARGS"] = (
        "--master local-cluster[2,1,1024] --conf spark.ui.enabled=false "
        "--conf spark.driver.bindAddress=127.0.0.1 --conf spark.driver.host=127.0.0.1 pyspark-shell"
    )
    job = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    done, killed = threading.Event(), []
    watch = threading.Thread(target=kill_one, args=(job.pid, done, killed))
    if options.kill == "yes":
        watch.start()
    _, errors = job.communicate()
    done.set()
    if options.kill == "yes":
        watch.join()
        if not killed:
            sys.exit("no executor was killed: the test shows nothing")
        print(f"killed executor {killed[0]} in the middle of a task")
    if job.returncode:
        sys.exit(errors)


if __name__ == "__main__":
    main()
