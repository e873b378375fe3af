"""Checks a project's claims against a corpus of any size, on Apache Spark.

    spark-submit job.py --project PROJECT --sources 'corpus/*.jsonl' --answers OUT [--claimtest PATH]
    claimtest merge -C PROJECT OUT/part-* --format json

The sources are lines of JSON: {"id": …, "text": …, "file": …, "meta": {…}}; whatever stores them, a
DataFrame with these columns becomes such lines with `df.toJSON()`. Each partition is piped through
`claimtest answer`, which reads sources and writes answers; `claimtest merge` then says what
`claimtest check` says of the same sources. Partitions may be of any size and in any order, and a task
that runs twice because a worker was lost changes nothing.

Every worker needs the `claimtest` binary and the project's folder (settings, manifest, claims; not the
sources) at the same place: on a shared disk, or sent along with `--files` and `--archives`.
"""

import argparse
import shlex

from pyspark.sql import SparkSession


def main():
    arguments = argparse.ArgumentParser(description="claimtest answer on Apache Spark")
    arguments.add_argument("--project", required=True, help="the project's folder, on every worker")
    arguments.add_argument("--sources", required=True, help="files of sources as lines of JSON")
    arguments.add_argument("--answers", required=True, help="the folder to write the answers to")
    arguments.add_argument("--claimtest", default="claimtest", help="the binary, on every worker")
    arguments.add_argument("--partitions", type=int, default=8)
    options = arguments.parse_args()

    spark = SparkSession.builder.appName("claimtest").getOrCreate()
    command = shlex.join([options.claimtest, "answer", "-C", options.project])
    sources = spark.sparkContext.textFile(options.sources, options.partitions)
    # Without `checkCode` a filter that fails would end its partition early, and nobody would know.
    answers = sources.repartition(options.partitions).pipe(command, checkCode=True)
    answers.saveAsTextFile(options.answers)
    spark.stop()


if __name__ == "__main__":
    main()
