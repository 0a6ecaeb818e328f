"""`python -m model.predict`, as it is used from a shell."""

import contextlib
import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from PIL import Image

from model import Predictor
from model.batch import workers
from model.batch.pictures import find_pictures
from model.picture import ink
from model.predict import main
from tests.benchmarks.drawn_pictures import page_of_digits
from tests.tools.pictures import ROOT, encoded, enlarged, noise, seven, validation, zigzag
from tests.tools.waiting import wait_until

COMMAND = (sys.executable, "-m", "model.predict")
MANY = 64  # pictures that two processes share


@pytest.fixture
def pictures(tmp_path):
    """A folder of pictures, one of them in a folder below, and of what is none."""
    (tmp_path / "below").mkdir()
    Image.fromarray(seven()).save(tmp_path / "seven.png")
    Image.fromarray(seven()).save(tmp_path / "below" / "UPPER.PNG")
    Image.fromarray(zigzag()).save(tmp_path / "zigzag.png")
    Image.new("L", (50, 50), 255).save(tmp_path / "blank.png")
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "notes.txt").write_text("no picture, and not meant to be one")
    (tmp_path / ".hidden.png").write_text("no picture either")
    return tmp_path


@pytest.fixture
def many(tmp_path):
    """A folder of test digits, named in their order."""
    images, _ = validation()
    for number in range(MANY):
        page = Image.fromarray(255 - enlarged(images[number], 30))
        (tmp_path / f"{number:02}.png").write_bytes(encoded(page, "PNG"))
    return tmp_path


def shell(line, folder):
    return subprocess.run(
        ("bash", "-c", line.replace("predict", " ".join(COMMAND))),
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def command(monkeypatch, capsys, *arguments):
    """The exit code, the output and the errors of the command in this process."""
    monkeypatch.setattr("sys.argv", ["predict", *map(str, arguments)])
    with pytest.raises(SystemExit) as exit:
        main()
    captured = capsys.readouterr()
    if isinstance(exit.value.code, str):
        return 1, captured.out, exit.value.code
    return exit.value.code, captured.out, captured.err


def test_a_shell_gets_a_table_and_an_exit_code_for_what_cant_be_read(pictures):
    run = shell("predict *.png below gone.jpg 'no*.gif'", pictures)
    head, *lines = run.stdout.splitlines()
    assert head.split() == ["file", "read", "sure", "why", "not"]
    rows = {line.split()[0]: line.split()[1:] for line in lines}
    assert list(rows) == [
        *("blank.png", "seven.png", "text.png", "zigzag.png", "below/UPPER.PNG", "gone.jpg")
    ]
    assert rows["seven.png"][0] == rows["below/UPPER.PNG"][0] == "7"
    assert rows["seven.png"][1].endswith("%")
    assert rows["blank.png"][2:] == ["blank"]
    assert rows["zigzag.png"][2:] == ["no", "digit"]
    assert rows["text.png"][2:] == rows["gone.jpg"][2:] == ["unreadable"]
    told = run.stderr.splitlines()
    assert [line.split(":")[0] for line in told] == ["no*.gif", "text.png", "gone.jpg"]
    assert run.returncode == 1


def test_a_shell_that_reads_only_the_first_lines_is_told_nothing_more_and_sees_no_bar(many):
    run = shell("predict . | head -n 2", many)
    assert len(run.stdout.splitlines()) == 2
    assert run.stderr == ""


def test_csv_has_a_row_for_every_file(pictures, monkeypatch, capsys):
    code, out, _ = command(monkeypatch, capsys, pictures, "--csv")
    rows = {Path(row["file"]).name: row for row in csv.DictReader(io.StringIO(out))}
    assert len(rows) == 5
    assert rows["seven.png"]["text"] == "7"
    assert float(rows["seven.png"]["confidence"]) > 0.9
    assert rows["zigzag.png"]["reason"] == "no digit"
    assert rows["text.png"]["error"].endswith(".")
    assert code == 1


def test_json_has_the_digits_and_their_boxes(pictures, monkeypatch, capsys):
    code, out, err = command(monkeypatch, capsys, pictures / "seven.png", "--json")
    (answer,) = json.loads(out)
    reading = Predictor.from_pretrained().read(pictures / "seven.png")
    assert answer["text"] == reading.text == "7"
    assert answer["confidence"] == pytest.approx(reading.confidence, abs=1e-6)
    assert [tuple(digit["box"]) for digit in answer["digits"]] == [reading.box]
    assert (code, err) == (0, "")


@pytest.mark.parametrize("name", ["out.csv", "out.JSON"])
def test_the_ending_of_the_file_to_write_says_how(pictures, monkeypatch, capsys, name):
    out = pictures / name
    code, printed, _ = command(monkeypatch, capsys, pictures / "seven.png", "--out", out)
    assert (code, printed) == (0, "")
    text = out.read_text()
    assert text.startswith("file,text,") if name == "out.csv" else json.loads(text)


def test_a_picture_is_never_written_over(pictures, monkeypatch, capsys):
    before = (pictures / "seven.png").read_bytes()
    code, _, err = command(monkeypatch, capsys, pictures, "--out", pictures / "seven.png")
    assert code == 2
    assert "--csv or --json" in err
    assert (pictures / "seven.png").read_bytes() == before


def test_garments_are_named(pictures, monkeypatch, capsys):
    _, out, _ = command(monkeypatch, capsys, pictures / "seven.png", "--weights", "garments")
    expected = Predictor.from_pretrained(ROOT / "weights" / "fashion-mnist")
    assert expected.predict(pictures / "seven.png").label in out.splitlines()[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--weights", "nowhere"], "There are no weights in nowhere"),
        (["--out", "/dev/full", "--csv"], "/dev/full can't be written: No space left on device"),
    ],
)
def test_what_is_wrong_is_one_sentence(pictures, monkeypatch, capsys, arguments, words):
    code, out, err = command(monkeypatch, capsys, pictures / "seven.png", *arguments)
    assert (code, out) == (1, "")
    assert words in err


def test_that_the_ink_network_is_lost_is_one_sentence(tmp_path, monkeypatch, capsys):
    Image.fromarray(noise(60)).save(tmp_path / "noise.png")
    monkeypatch.setattr("model.picture.ink.WEIGHTS", tmp_path / "ink")
    ink._network.cache_clear()
    code, _, err = command(monkeypatch, capsys, tmp_path / "noise.png")
    assert code == 1
    assert err.startswith(f"There is no model.safetensors in {tmp_path / 'ink'}; make it with")


def test_a_folder_without_pictures_is_one_line(tmp_path, monkeypatch, capsys):
    code, out, err = command(monkeypatch, capsys, tmp_path)
    assert (code, out) == (1, "")
    assert err == f"{tmp_path}: there is no picture in this folder.\n"


def test_names_that_are_no_text_or_would_steer_a_terminal_are_shown(tmp_path):
    name = os.fsencode(tmp_path) + b"/\x1b[2J\xff.png"
    Path(os.fsdecode(name)).write_bytes(encoded(Image.fromarray(seven()), "PNG"))
    run = shell("predict .", tmp_path)
    assert "?[2J" in run.stdout
    assert "\x1b" not in run.stdout
    assert (run.returncode, run.stderr) == (0, "")


def test_what_is_said_of_a_bad_file_does_not_steer_a_terminal(tmp_path):
    (tmp_path / "\x1b[2J.png").write_bytes(b"no picture")
    run = shell("predict .", tmp_path)
    assert run.returncode == 1
    assert run.stderr.startswith("?[2J.png: ")
    assert "\x1b" not in run.stdout + run.stderr


def test_what_is_named_twice_is_read_once(pictures):
    files, problems = find_pictures([str(pictures / "*.png"), str(pictures), str(pictures)])
    assert len(files) == len(set(files)) == 5
    assert problems == []


def test_two_processes_read_what_one_reads_in_the_same_order(many):
    weights = ROOT / "weights" / "mnist"
    files, _ = find_pictures([str(many)])
    together = list(workers.read_all(files, weights, 2))
    assert together == list(workers.read_all(files, weights, 1))
    assert [Path(one.file) for one in together] == sorted(files)
    labels = validation()[1][:MANY]
    right = [one.text == str(label) for one, label in zip(together, labels, strict=True)]
    assert sum(right) > 60


def test_a_bar_is_drawn_on_a_terminal(many):
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    run = subprocess.run(
        (*COMMAND, str(many), "--csv", "--processes", "2"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=slave,
        check=True,
    )
    os.write(slave, b"the end")
    errors = b""
    while b"the end" not in errors:
        errors += os.read(master, 10_000)
    assert b"Reading" in errors
    assert run.stdout.count(b"\n") == 1 + MANY
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize("interrupted", [True, False], ids=["Ctrl-C", "a killed process"])
def test_an_end_before_its_time_is_one_sentence(tmp_path, interrupted):
    """The work would take a quarter of a minute; what was read until its end is kept beside."""
    page = encoded(Image.fromarray(page_of_digits(50, 1500, 1500)), "PNG")
    (tmp_path / "0.png").write_bytes(page)
    for number in range(1, 200):
        os.link(tmp_path / "0.png", tmp_path / f"{number}.png")
    out, partial = tmp_path / "out.csv", tmp_path / "out.csv.partial"
    out.write_text("of an earlier run")
    command = (*COMMAND, str(tmp_path), "--processes", "2", "--out", str(out))
    running = subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    wait_until(lambda: len(forks(running.pid)) == 2)
    if interrupted:
        os.killpg(running.pid, signal.SIGINT)
    else:
        os.kill(forks(running.pid)[0], signal.SIGKILL)
    try:
        _, err = running.communicate(timeout=120)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == (130 if interrupted else 1)
    assert err.startswith("Stopped before" if interrupted else "A process was killed")
    assert "Traceback" not in err
    assert out.read_text() == "of an earlier run"
    assert partial.read_text().startswith("file,text,")
    assert f"What was read until then is in {partial}." in err


def heed_ctrl_c():
    """What a shell starts in the background inherits that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def forks(pid):
    """The processes that read: children of a child of the command."""
    return [fork for child in children(pid) for fork in children(child)]


def children(pid):
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:  # it has ended
        return []
