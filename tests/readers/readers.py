"""Reads the reports of two projects, one of them hostile, with readers that are not ours."""

import argparse
import json
import pathlib
import re
import sys
import urllib.parse

import jsonschema
import junitparser
from markdown_it import MarkdownIt
from sarif import loader

READERS = {}


def reader(*formats):
    def register(function):
        READERS.update(dict.fromkeys(formats, function))
        return function

    return register


class Report:
    """The report of one project in one format, and the same run as JSON."""

    def __init__(self, project, name):
        self.folder = OPTIONS.reports / project
        self.path = self.folder / name
        self.text = self.path.read_bytes().decode("utf-8")
        self.run = json.loads((self.folder / "json").read_text("utf-8"))
        self.failing = [it for it in self.run["claims"] if not it["holds"]]

    def source(self, file):
        return (self.folder / "files" / file).read_bytes().decode("utf-8")


@reader("json")
def reads_json(report):
    run = report.run
    assert run["version"] == 1
    assert list(run) == ["version", "summary", "claims", "copies", "diagnostics"]
    for pair in run["copies"]:
        assert len(pair["sources"]) == len(pair["percent"]) == 2 and pair["claims"] > 0
    assert run["summary"]["claims"] == len(run["claims"]) > 0
    for claim in run["claims"]:
        for answer in claim["answers"]:
            assert isinstance(answer["value"], (str, list, type(None)))
            for place in answer["evidence"]:
                text = report.source(f"seeds/{answer['source']}_text.txt").encode("utf-8")
                assert text[place["start"] : place["end"]].decode("utf-8") == place["text"]
                before = text[: place["start"]].decode("utf-8")
                assert place["line"] == before.count("\n") + 1
                assert place["column"] == len(before) - (before.rfind("\n") + 1) + 1


@reader("jsonl")
def reads_json_lines(report):
    lines = [json.loads(line) for line in report.text.split("\n")[:-1]]
    claims = [line for line in lines if line.pop("type") == "claim"]
    assert claims == report.run["claims"]
    assert lines[-1] == {"version": 1, **report.run["summary"]}


@reader("junit")
def reads_junit(report):
    suites = junitparser.JUnitXml.fromfile(str(report.path))
    cases = [case for suite in suites for case in suite]
    failed = [case for case in cases if any(isinstance(it, junitparser.Failure) for it in case.result)]
    names = {f"{case.classname}::{case.name}" for case in failed}
    assert {claim["id"] for claim in report.failing} <= names
    assert suites.failures == len(failed) and suites.tests == len(cases)
    assert len(cases) >= report.run["summary"]["claims"]


@reader("sarif")
def reads_sarif(report):
    log = json.loads(report.text)
    schema = json.loads(OPTIONS.schema.read_text("utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(log)
    # The schema itself has to be able to refuse.
    broken = {**log, "version": "1.0"}
    assert not jsonschema.validators.validator_for(schema)(schema).is_valid(broken)
    results = loader.load_sarif_file(str(report.path)).get_results()
    assert len(results) >= len(report.failing)
    prints = [it["partialFingerprints"]["claimtest/v1"] for it in results]
    assert len(set(prints)) == len(prints), "two results with one fingerprint"
    for result in results:
        for location in result["locations"] + result.get("relatedLocations", []):
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert not uri.startswith("/") and ":" not in uri, uri
            assert urllib.parse.urlparse(uri).path == uri, uri
    waived = {it["id"] for it in report.run["claims"] if any(n["rule"] == "waived" for n in it["notes"])}
    suppressed = [it for it in results if it.get("suppressions")]
    assert bool(suppressed) == any(it["failures"] for it in report.run["claims"] if it["id"] in waived)


@reader("github")
def reads_workflow_commands(report):
    commands = report.text.split("\n")
    assert commands.pop() == ""
    for command in commands:
        # As the runner reads it: the name, properties, and the message behind the second `::`.
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", command)
        assert match, command
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        if properties.get("line") != properties.get("endLine"):
            assert "col" not in properties
        for value in [*properties.values(), match[3]]:
            for escape in re.findall("%..", value):
                assert escape in ("%25", "%0D", "%0A", "%3A", "%2C"), escape
    assert sum(command.startswith("::error") for command in commands) >= len(report.failing)


@reader("markdown")
def reads_markdown(report):
    assert len(report.text) < 65_536, "it does not fit into a comment"
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(report.text)
    tags = set(re.findall(r"<([a-z0-9]+)", html))
    ours = "h2 h3 p details summary code br pre table thead tbody tr th td ul li".split()
    assert tags <= set(ours), tags - set(ours)
    assert html.count("<details>") == html.count("</details>") > 0
    assert not re.search(r"[@#]\w", re.sub(r"<pre>.*?</pre>", "", html, flags=re.S).replace("&#", "")), "a mention"


@reader("annotations")
def reads_web_annotations(report):
    page = json.loads(report.text)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = page["first"]["items"]
    assert page["total"] == len(items) > 0
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        source = urllib.parse.unquote(item["target"]["source"]["id"])
        text = report.source(source)
        quote, position = item["target"]["selector"]
        # Python counts code points, as the Web Annotation Data Model asks.
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])


@reader("claimreview")
def reads_claim_reviews(report):
    reviews = json.loads(report.text)["@graph"]
    assert [it["identifier"] for it in reviews] == [it["id"] for it in report.run["claims"]]
    for review in reviews:
        rating = review["reviewRating"]
        assert review["@type"] == "ClaimReview" and review["claimReviewed"]
        assert rating.get("ratingValue") in {"Supported": [5], "Disputed": [3], "Refuted": [1]}.get(
            rating["alternateName"], [None]
        )


@reader("human", "concise")
def reads_as_a_terminal(report):
    obeyed = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
    assert not obeyed.search(report.text)
    assert report.text.split("\n")[-2].startswith(f"{report.run['summary']['claims']} claims, ")


def main():
    failed = 0
    for project in sorted(it.name for it in OPTIONS.reports.iterdir()):
        for name, read in READERS.items():
            try:
                read(Report(project, name))
                print("ok    ", project, name)
            except Exception as error:  # noqa: BLE001 - whatever goes wrong is a failure, and the next one is read
                failed += 1
                print("FAILED", project, name, f"{type(error).__name__}: {str(error)[:2000]}")
    return 1 if failed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=pathlib.Path, required=True)
    parser.add_argument("--schema", type=pathlib.Path, required=True)
    OPTIONS = parser.parse_args()
    sys.exit(main())
