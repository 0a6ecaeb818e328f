"""The package that pip makes of the repository, installed elsewhere."""

import os
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.tools.pictures import ROOT, encoded, tall_seven

PARTS = ("model", "weights")
FILES = ("pyproject.toml", "LICENSE")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with nothing but the installed package."""
    source, place = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in PARTS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    for name in FILES:
        shutil.copy(ROOT / name, source)
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", place / "wheel", source)
    (wheel,) = (place / "wheel").iterdir()
    pip("install", "--no-deps", "--target", place / "packages", wheel)
    return place / "packages"


def pip(*arguments):
    command = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)
    subprocess.run(command, check=True)


def run(installed, *command):
    """What a command prints that finds the installed package and not the repository."""
    done = subprocess.run(
        command,
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def seven(tmp_path):
    path = tmp_path / "seven.png"
    path.write_bytes(encoded(tall_seven(), "PNG"))
    return path


def test_the_command_reads_a_picture(installed, seven):
    code, said = run(installed, sys.executable, installed / "bin" / "digitpad", "read", seven)
    assert code == 0, said
    assert "7" in said.splitlines()[-1]


def test_a_program_imports_it(installed, seven):
    program = (
        "import digitpad; from digitpad import Predictor; "
        f"print(digitpad.__file__, Predictor.from_pretrained().read({str(seven)!r}).text)"
    )
    code, said = run(installed, sys.executable, "-c", program)
    assert (code, said.split()) == (0, [str(installed / "digitpad" / "__init__.py"), "7"])


def test_the_page_is_not_in_it(installed):
    assert not (installed / "ui").exists()
    assert not (installed / "app.py").exists()
    assert (installed / "digitpad" / "shipped" / "mnist" / "model.safetensors").is_file()


def test_what_is_published_from_it_has_the_licence(installed):
    program = "from digitpad.weights.hub import licence; print(licence().decode()[:11])"
    assert run(installed, sys.executable, "-c", program) == (0, "MIT License\n")


@pytest.mark.parametrize("word", ["read", "evaluate", "train", "teach", "export", "publish"])
def test_every_command_has_help_under_its_own_name(installed, word):
    command = (sys.executable, installed / "bin" / "digitpad")
    assert word in run(installed, *command)[1]
    code, said = run(installed, *command, word, "--help")
    assert code == 0
    assert said.startswith(f"usage: digitpad {word} ")


def test_it_trains_a_network_that_reads(installed, seven, tmp_path):
    digitpad, options = installed / "bin" / "digitpad", ("--recipe", "tutorial", "--epochs", "3")
    folders = ("--out", tmp_path / "mine", "--checkpoint", tmp_path / "checkpoint")
    images = ("--images", "shipped", "--device", "cpu")
    code, said = run(installed, sys.executable, digitpad, "train", *options, *images, *folders)
    assert code == 0, said
    code, said = run(
        installed, sys.executable, digitpad, "read", seven, "--weights", tmp_path / "mine"
    )
    assert (code, said.split()[-2]) == (0, "7"), said


def test_an_unknown_command_is_one_sentence(installed):
    code, said = run(installed, sys.executable, installed / "bin" / "digitpad", "raed")
    assert code == 1
    assert said.startswith("digitpad: there is no command 'raed'; use one of read, ")


def test_it_requires_what_the_page_requires_but_no_server():
    lines = (ROOT / "requirements.txt").read_text().split()
    of_the_server = ("gradio", "httptools", "uvloop", "sys_platform", "!=", '"win32"')
    of_training = ("torchvision",)
    wanted = [line for line in lines if not line.startswith(of_the_server + of_training)]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["dependencies"] == wanted


def test_extras_are_what_the_tests_require():
    lines = (ROOT / "tests/requirements.txt").read_text().splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = {one for extra in project["optional-dependencies"].values() for one in extra}
    of_the_page = ["torchvision>=0.29,<0.31"]  # it trains, too
    assert extras == {line for line in lines if line[:1] != "#"}.union(of_the_page)


def test_every_package_of_the_repository_is_installed(installed):
    ours = {path.parent.relative_to(ROOT / "model") for path in (ROOT / "model").rglob("*.py")}
    theirs = {
        path.parent.relative_to(installed / "digitpad")
        for path in installed.rglob("*.py")
        if (installed / "digitpad") in path.parents
    }
    assert theirs == ours
