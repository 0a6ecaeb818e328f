"""Workflows, lock, Dockerfile, audit, the Space's front matter: files that no other test reads."""

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tools.pictures import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def requirements(*lines):
    """Name and requirement of each line that is not a comment."""
    parsed = (Requirement(line) for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(requirement.name): requirement for requirement in parsed}


def locked():
    """The pinned version of each package in requirements.lock."""
    pins = re.findall(r"^(\S+)==(\S+) \\$", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


def unlocked():
    """The versions that the Dockerfile takes from PyTorch's own index."""
    dockerfile = (ROOT / "ui/server/image/Dockerfile").read_text()
    return dict(re.findall(r"\b(torch|torchvision)==(\S+)", dockerfile))


def wanted():
    return requirements(*(ROOT / "requirements.txt").read_text().splitlines())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_grants_what_its_jobs_name_and_keeps_no_credentials(path):
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"]
        checkouts = [step for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
        assert checkouts
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path):
    used = re.findall(r"uses: (.+)", path.read_text())
    assert used
    for action in used:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_only_codeql_may_write():
    writing = [path.name for path in WORKFLOWS if ": write" in path.read_text()]
    assert writing == ["codeql.yml"]


def test_what_the_workflows_run_exists():
    modules = {
        name
        for path in WORKFLOWS
        for name in re.findall(r"python -m ((?:tests|model)\.[\w.]+)", path.read_text())
    }
    assert modules
    missing = [name for name in modules if find_spec(name) is None]
    assert not missing


@pytest.mark.parametrize("name", wanted())
def test_image_contains_a_version_that_the_requirements_allow(name):
    version = (locked() | unlocked()).get(name)
    assert version, f"{name} is missing; run .ci/lock"
    assert wanted()[name].specifier.contains(version), f"{version} is too old or new; run .ci/lock"


def test_image_can_export_to_onnx():
    tests = requirements(*(ROOT / "tests/requirements.txt").read_text().splitlines())
    assert tests["onnx"].specifier.contains(locked()["onnx"])


def test_every_package_of_the_lock_has_sums_and_none_is_for_cuda():
    text = "\n".join(
        line for line in (ROOT / "requirements.lock").read_text().splitlines() if line[:1] != "#"
    )
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"\S+==\S+ \\\n", entry), entry
        assert HASH.search(entry), entry
    assert not [name for name in locked() if re.match("nvidia|cuda|triton|torch", name)]


def test_lock_names_no_registry():
    assert "://" not in (ROOT / "requirements.lock").read_text()


def test_image_gets_only_packages_with_the_sums_of_the_lock_besides_pytorch():
    dockerfile = (ROOT / "ui/server/image/Dockerfile").read_text().replace("\\\n", "")
    installs = [line for line in re.split(r"&&|\n", dockerfile) if "pip install" in line]
    assert len(installs) == 2
    assert re.search(r"--no-deps .*torch==\S+ torchvision==\S+\s*$", installs[0])
    assert "--require-hashes --requirement requirements.lock" in installs[1]


def test_space_runs_a_gradio_that_the_requirements_allow():
    front_matter = yaml.safe_load((ROOT / "README.md").read_text().split("---\n")[1])
    assert wanted()["gradio"].specifier.contains(front_matter["sdk_version"])


FINE = {"name": "gradio", "version": "6.31.0", "vulns": []}
KNOWN = {"name": "pillow", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
SKIPPED = {"name": "torch", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("packages", "options", "code", "line"),
    [
        ([FINE], [], 0, "0 known advisories on 1 packages."),
        ([FINE], ["--must-check"], 0, "0 known advisories on 1 packages."),
        ([FINE, KNOWN], [], 1, "pillow 1: CVE-1, fixed in 2"),
        ([FINE, SKIPPED], [], 0, "NOT CHECKED: 1 packages of requirements.lock"),
        ([FINE, SKIPPED], ["--must-check"], 1, "NOT CHECKED: 1 packages of requirements.lock"),
        (None, [], 0, "NOT CHECKED: requirements.lock; pip-audit gave no answer."),
        (None, ["--must-check"], 1, "NOT CHECKED: requirements.lock; pip-audit gave no answer."),
    ],
)
def test_audit_says_what_it_did_not_check(tmp_path, packages, options, code, line):
    answer = "" if packages is None else json.dumps({"dependencies": packages})
    (tmp_path / "pip_audit.py").write_text(f"print({answer!r})")
    audit = subprocess.run(
        [sys.executable, ROOT / ".ci/audit", *options],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert audit.returncode == code
    assert line in audit.stdout
    assert ("NOT CHECKED" in audit.stdout) == ("NOT CHECKED" in line)
