"""What commands write is checked before the work, and is there as a whole or not at all."""

import os
from contextlib import suppress

import pytest
from PIL import Image

from model import evaluate, export, predict, teach
from model.outputs import partial_of, whole_file
from model.predictor import Predictor
from model.training import command
from model.training.options import parse_options
from tests.tools.pictures import ROOT, seven

WEIGHTS = ROOT / "weights" / "mnist"


@pytest.fixture
def place(tmp_path):
    """A folder with a picture, a table that names it, a file and folders."""
    Image.fromarray(seven()).save(tmp_path / "seven.png")
    (tmp_path / "labels.csv").write_text("file,label\nseven.png,7\n")
    (tmp_path / "file").write_text("precious")
    (tmp_path / "folder" / "below").mkdir(parents=True)
    return tmp_path


# The command, its arguments as words, and whether what it writes is a folder.
COMMANDS = {
    "train --out": (command.main, "--recipe tutorial --epochs 1 --data-dir nowhere --out", True),
    "train --checkpoint": (
        command.main,
        "--recipe tutorial --data-dir nowhere --out new --checkpoint",
        False,
    ),
    "teach --out": (teach.main, "folder --out", True),
    "evaluate --sheet": (evaluate.main, "labels.csv --sheet", False),
    "export --out": (export.main, f"{WEIGHTS} --out", False),
    "predict --out": (predict.main, "seven.png --csv --out", False),
}
UNWRITABLE = {
    "below a file": ("file/x.png", None),
    "far below a file": ("file/x/y.png", None),
    "a folder of the system": ("/proc/x.png", None),
    "below one that can't be made": ("/proc/x/y.png", None),
    "a name that is too long": ("x" * 250 + ".png", None),
    "a folder for a file": ("folder.png", False),
    "a file for a folder": ("file", True),
    "a folder with folders for a new one": ("folder", True),
    "the current folder": (".", True),
    "the root": ("/", True),
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("where", UNWRITABLE)
def test_what_can_not_be_written_is_one_sentence_before_the_work(
    place, monkeypatch, capsys, name, where
):
    main, words, is_folder = COMMANDS[name]
    path, of_folders = UNWRITABLE[where]
    if of_folders not in (None, is_folder):
        pytest.skip("it is what is wanted")
    if path == "folder.png":
        (place / "folder.png").mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setattr(Predictor, "from_pretrained", None)  # no work is done
    monkeypatch.setattr("sys.argv", ["command", *words.split(), path])
    before = tree(place)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    sentence = capsys.readouterr().err.splitlines()[-1]
    assert f": error: {path} can't be written: " in sentence
    assert sentence.endswith(".")
    assert tree(place) == before


def tree(folder):
    return sorted(str(path) for path in folder.rglob("*"))


def test_a_place_whose_folders_are_missing_is_fine_and_nothing_is_left_by_looking(
    place, monkeypatch
):
    monkeypatch.chdir(place)
    before = tree(place)
    options = parse_options(["--out", "new/er/out", "--checkpoint", "other/one.pt"])
    assert str(options.out) == "new/er/out"
    assert tree(place) == before


@pytest.mark.parametrize("name", ["evaluate --sheet", "export --out", "predict --out"])
def test_a_file_is_written_into_folders_that_are_made(place, monkeypatch, name):
    main, words, _ = COMMANDS[name]
    monkeypatch.chdir(place)
    monkeypatch.setattr("sys.argv", ["command", *words.split(), "new/er/x.png"])
    with suppress(SystemExit):
        main()
    assert (place / "new" / "er" / "x.png").stat().st_size > 50
    assert os.listdir(place / "new" / "er") == ["x.png"]


def interrupted(file):
    with whole_file(file) as path:
        path.write_text("half of")
        raise KeyboardInterrupt


def test_a_file_that_is_not_written_to_its_end_leaves_the_old_one(place):
    with pytest.raises(KeyboardInterrupt):
        interrupted(place / "file")
    assert (place / "file").read_text() == "precious"
    assert partial_of(place / "file").read_text() == "half of"
    with whole_file(place / "file") as path:
        path.write_text("all of it")
    assert (place / "file").read_text() == "all of it"
    assert not partial_of(place / "file").exists()


def test_what_a_link_names_is_written_and_the_link_stays(place):
    (place / "link").symlink_to("file")
    with whole_file(place / "link") as path:
        path.write_text("new")
    assert (place / "link").is_symlink()
    assert (place / "file").read_text() == "new"


def test_a_device_or_a_pipe_is_written_to_and_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with whole_file(pipe) as path:
        assert path == pipe
    assert pipe.is_fifo()


def test_a_sheet_that_is_no_png_is_one_sentence_before_the_work(place, monkeypatch, capsys):
    monkeypatch.setattr(Predictor, "from_pretrained", None)
    monkeypatch.setattr("sys.argv", ["evaluate", str(place / "labels.csv"), "--sheet", "x.doc"])
    with pytest.raises(SystemExit) as ended:
        evaluate.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith("end in .png.")
