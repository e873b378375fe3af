"""Carries out action.yml and .pre-commit-hooks.yaml, and the examples of both, with programs that are not ours."""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*command, cwd, expect=0, **variables):
    """What a command says on both streams; it must end with the code that is expected."""
    environment = {**os.environ, "PATH": f"{OPTIONS.program.parent}:{os.environ['PATH']}", **variables}
    environment.pop("CI", None)
    done = subprocess.run(command, cwd=cwd, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == expect, f"{command} ended with {done.returncode}, not {expect}:\n{done.stdout}"
    return done.stdout


def tool(name):
    return str(pathlib.Path(sys.executable).parent / name)


def project(folder):
    """A new project under version control; its claims hold."""
    run("claimtest", "init", cwd=folder)
    for command in ("init -q", "config user.email a@example.org", "config user.name A", "add -A"):
        run("git", *command.split(), cwd=folder)
    return folder


def examples(page):
    """The blocks of YAML in a page."""
    text = (ROOT / page).read_text("utf-8")
    return [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)]


def validate(schema, document, folder):
    file = folder / "document.json"
    file.write_text(json.dumps(document))
    run(tool("check-jsonschema"), "--builtin-schema", schema, str(file), cwd=folder)


def workflows():
    return [it for page in ("README.md", "docs/ci.md") for it in examples(page) if "jobs" in it]


@test
def the_action_and_the_workflows_of_the_guide_are_valid(folder):
    # YAML reads a workflow's `on` as true.
    validate("vendor.github-actions", yaml.safe_load((ROOT / "action.yml").read_text("utf-8")), folder)
    assert len(workflows()) >= 2
    for workflow in workflows():
        workflow["on"] = workflow.pop(True)
        validate("vendor.github-workflows", workflow, folder)


@test
def workflows_give_the_action_what_it_takes(folder):
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    used = [
        step
        for workflow in workflows()
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if "/claimtest@" in step.get("uses", "")
    ]
    assert used
    for step in used:
        assert set(step.get("with", {})) <= set(inputs), step


class Runner:
    """As much of a runner as the action's shell steps see."""

    def __init__(self, folder):
        self.folder = folder
        self.action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
        self.temp = folder / "runner"
        self.bin = folder / "bin"
        for made in (self.temp, self.bin):
            made.mkdir()
        self.stub("cargo", f'echo "cargo $*"; mkdir -p "$ROOT/bin"; cp {OPTIONS.program} "$ROOT/bin/"')
        self.stub("gh", 'echo "gh $*"; cat "$MARKDOWN"')

    def stub(self, name, script):
        (self.bin / name).write_text(f"#!/bin/sh\n{script}\n")
        (self.bin / name).chmod(0o755)

    def steps(self, project, inputs=None):
        """Runs the shell steps; what each said, the code of the last, and the files of the runner."""
        values = {f"inputs.{name}": it.get("default", "") for name, it in self.action["inputs"].items()}
        values.update({f"inputs.{name}": value for name, value in (inputs or {}).items()})
        values.update({
            "runner.temp": str(self.temp),
            "github.action_path": str(ROOT),
            "github.repository": "desk/claims",
            "github.event.pull_request.number": "7",
        })
        files = {name: self.temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        said = {}
        for step in self.action["runs"]["steps"]:
            if "run" not in step:
                continue
            assert "${{" not in step["run"], "an expression in a script is an injection"
            environment = {
                name: re.sub(r"\$\{\{ (.*?) \}\}", lambda match: values[match[1]], value)
                for name, value in step["env"].items()
            }
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=project if "working-directory" in step else self.folder,
                env={**os.environ, "PATH": f"{self.bin}:{os.environ['PATH']}", "CI": "true", **environment}
                | {name: str(file) for name, file in files.items()},
                text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )
            said[step["name"]] = (done.returncode, done.stdout)
            if step.get("id"):
                outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
                values.update({f"steps.{step['id']}.outputs.{name}": value for name, value in outputs.items()})
        return said, files["GITHUB_STEP_SUMMARY"].read_text(), outputs


@test
def the_steps_of_the_action_do_what_they_say(folder):
    runner = Runner(folder)
    claims = folder / "project"
    claims.mkdir()
    project(claims)
    said, summary, outputs = runner.steps(claims)
    assert f"--path {ROOT}" in said["Install the tool"][1]
    assert said["Check"] == (0, ""), said["Check"]
    assert summary.startswith("## ✓ All claims hold")
    assert said["Conclude"][0] == 0
    sarif = json.loads(pathlib.Path(outputs["sarif"]).read_text("utf-8"))
    assert sarif["runs"][0]["results"] == []

    text = (claims / "claims/example.toml").read_text("utf-8")
    (claims / "claims/example.toml").write_text(text.replace("{6 March 2023}", "{5 March 2023}"), "utf-8")
    said, summary, outputs = runner.steps(claims, {"summary": "false"})
    code, annotations = said["Check"]
    assert code == 0, "the later steps run also where a claim fails"
    assert annotations.startswith("::error file=claims/example.toml,line=")
    assert summary == ""
    assert "gh pr comment 7 " in said["Comment on the pull request"][1]
    assert "## ✗ Not all claims hold" in said["Comment on the pull request"][1]
    assert said["Conclude"][0] == 1 and outputs["exit-code"] == "1"

    # Words may hold spaces, and what is no claim is an error of its own.
    said, _, outputs = runner.steps(claims, {"arguments": "--fail-on\nshort\nno such claim\n"})
    assert "no claim matches `no such claim`" in said["Check"][1] and outputs["exit-code"] == "2"


@test
def a_commit_that_breaks_a_claim_is_stopped(folder):
    hooks = folder / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    run(tool("pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml", cwd=hooks)
    for command in ("init -q", "config user.email a@example.org", "config user.name A", "add -A", "commit -qm hooks"):
        run("git", *command.split(), cwd=hooks)
    revision = run("git", "rev-parse", "HEAD", cwd=hooks).strip()

    configurations = [it for it in examples("README.md") + examples("docs/ci.md") if "repos" in it]
    ids = {hook["id"] for it in configurations for repo in it["repos"] for hook in repo["hooks"]}
    assert ids == {"claimtest", "claimtest-system"}, ids
    claims = folder / "project"
    claims.mkdir()
    project(claims)
    for configuration in configurations:
        # Nothing is built here: what is under test is what the hook does.
        for repo in configuration["repos"]:
            repo.update(repo=str(hooks), rev=revision, hooks=[{**hook, "id": "claimtest-system"} for hook in repo["hooks"]])
        (claims / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
        run(tool("pre-commit"), "validate-config", ".pre-commit-config.yaml", cwd=claims)
    home = {"PRE_COMMIT_HOME": str(folder / "cache")}
    run("git", "add", "-A", cwd=claims)
    run(tool("pre-commit"), "install", cwd=claims, **home)
    assert "Passed" in run("git", "commit", "-m", "claims", cwd=claims, **home)

    notice = claims / "seeds/notice.txt"
    notice.write_text(notice.read_text("utf-8").replace("1,200", "900"), "utf-8")
    run("git", "add", "-A", cwd=claims)
    said = run("git", "commit", "-m", "a number", cwd=claims, expect=1, **home)
    assert "seeds/notice.txt" in said and "has changed since it was locked" in said, said
    # What no claim rests on is no reason to check.
    run("git", "reset", "-q", "--hard", cwd=claims)
    (claims / "README.md").write_text("claims\n")
    run("git", "add", "-A", cwd=claims)
    assert "Skipped" in run("git", "commit", "-m", "a word", cwd=claims, **home)


def main():
    failed = 0
    for function in TESTS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(pathlib.Path(folder))
                print("ok    ", function.__name__)
            except Exception as error:  # noqa: BLE001 - whatever goes wrong is a failure, and the next one is run
                failed += 1
                print("FAILED", function.__name__, f"{type(error).__name__}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=lambda path: pathlib.Path(path).resolve(), required=True)
    OPTIONS = parser.parse_args()
    sys.exit(main())
