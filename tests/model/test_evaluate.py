"""Evaluation counts what it should: refusals are wrong, numbers are compared without spaces."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from model import MLP, Predictor
from model.evaluate import main
from model.evaluation.answers import Answer, digit_errors
from model.evaluation.answers import answer as answer_all
from model.evaluation.labelled import WrongTable, labelled_pictures
from model.evaluation.report import report
from model.evaluation.verdicts import (
    VERDICT_BATCH,
    confusion_matrix,
    judge,
    save_verdicts,
    stored_verdicts,
)
from model.weights.errors import WeightsDamaged
from model.weights.storage import save_network
from tests.tools.pictures import WEIGHTS, encoded, enlarged, validation


def answer(predictor, table):
    return answer_all(predictor, labelled_pictures(predictor, table))


@pytest.fixture
def table(tmp_path):
    """Ten MNIST digits by two writers, one blank sheet and one file that is no picture."""
    images, labels = validation()
    rows = ["file,label,kind,writer"]
    for index in range(10):
        (tmp_path / f"{index}.png").write_bytes(
            encoded(Image.fromarray(enlarged(images[index])), "PNG")
        )
        rows.append(f"{index}.png,{labels[index]},paint,w{index % 2}")
    (tmp_path / "blank.png").write_bytes(encoded(Image.new("L", (50, 50), 255), "PNG"))
    (tmp_path / "text.png").write_text("no picture")
    rows += ["blank.png,3,photo,w0", "text.png,4,photo,w1"]
    path = tmp_path / "labels.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def test_refused_and_unreadable_pictures_are_wrong(table):
    answers = answer(Predictor.from_pretrained(), table)
    photos = [one for one in answers if one.kind == "photo"]
    assert [one.is_right for one in photos] == [False, False]
    assert sum(one.is_right for one in answers if one.kind == "paint") == 10


def test_garments_are_measured_by_their_names(tmp_path):
    names = {3: "Dress", 9: "Ankle boot"}
    with np.load(WEIGHTS.parent / "fashion-mnist" / "validation.npz") as stored:
        images, labels = stored["images"], stored["labels"]
    rows = ["file,label,kind"]
    for label, name in names.items():
        image = images[np.flatnonzero(labels == label)[0]]
        (tmp_path / f"{label}.png").write_bytes(
            encoded(Image.fromarray(255 - enlarged(image)), "PNG")
        )
        rows.append(f"{label}.png,{name},product")
    (tmp_path / "labels.csv").write_text("\n".join(rows) + "\n")
    predictor = Predictor.from_pretrained(WEIGHTS.parent / "fashion-mnist")
    answers = answer(predictor, tmp_path / "labels.csv")
    assert [one.read for one in answers] == list(names.values())
    assert "digit error rate" not in report(answers)


def test_the_command_prints_a_line_per_kind(table, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["evaluate", str(table)])
    main()
    lines = capsys.readouterr().out.splitlines()
    assert any(line.split()[:4] == ["paint", "10", "10", "100.00%"] for line in lines)
    assert any(line.split()[:5] == ["photo", "2", "0", "0.00%", "2"] for line in lines)


def test_a_missing_table_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.argv", ["evaluate", str(tmp_path / "none.csv")])
    with pytest.raises(SystemExit, match="There is no file"):
        main()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"file,label\na.png\n", "Line 2 of .* has no file or no label"),
        (b"file;label;kind\na.png;3;paint\n", "Line 2 of .* with commas between"),
        ("file,label\nü.png,3\n".encode("cp1252"), "no CSV in UTF-8"),
        (b"file,label\n", "names no pictures"),
        (b"file,label\na.png,7\n\ngone.png,7\n", r"Line 4 of .*: there is no file .*gone\.png"),
        (b"file,label\nb.png,7\nc.png,1\nd.png,1\n", "Line 2 of .*b.png .nor .* 2 other lines"),
        (b"file,label\na.png,three\n", "Line 2 of .*, a.png: the label 'three' is none of .* 9"),
        (b"file,label\na.png,-3\n", "Line 2 of .*, a.png: the label '-3' is none of"),
        (b"file,label\n" + 300 * b"x" + b",3\n", "Line 2 of .*: there is no file"),
    ],
    ids=[
        *("short row", "semicolons", "another encoding", "no rows", "a missing file"),
        *("three missing files", "a word", "a sign", "a long name"),
    ],
)
def test_a_table_that_can_not_be_used_is_one_sentence(monkeypatch, tmp_path, content, words):
    (tmp_path / "a.png").write_bytes(encoded(Image.new("L", (50, 50), 255), "PNG"))
    (tmp_path / "labels.csv").write_bytes(content)
    monkeypatch.setattr("sys.argv", ["evaluate", str(tmp_path / "labels.csv")])
    monkeypatch.setattr(Predictor, "predict", None)  # nothing is read before
    with pytest.raises(SystemExit, match=f"{words}.*\\.$") as ended:
        main()
    assert "\n" not in str(ended.value.code)


def test_a_folder_of_class_folders_is_measured_like_a_table(tmp_path, monkeypatch, capsys):
    images, labels = validation()
    for index in range(10):
        folder = tmp_path / "photos" / str(labels[index]) / "of anna"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{index}.png").write_bytes(
            encoded(Image.fromarray(enlarged(images[index])), "PNG")
        )
    (tmp_path / "photos" / "notes.txt").write_text("no picture")
    monkeypatch.setattr("sys.argv", ["evaluate", str(tmp_path / "photos")])
    main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:4] == ["photos", "10", "10", "100.00%"]
    pictures = labelled_pictures(Predictor.from_pretrained(), tmp_path / "photos")
    assert [one.label for one in pictures] == sorted(str(label) for label in labels[:10])


def test_a_class_with_a_slash_is_a_folder_in_a_folder(tmp_path):
    garments = Predictor.from_pretrained(WEIGHTS.parent / "fashion-mnist")
    for name in ("T-shirt/top", "Ankle boot"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.png").write_bytes(b"")
    found = [one.label for one in labelled_pictures(garments, tmp_path)]
    assert found == ["Ankle boot", "T-shirt/top"]
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "a.png").write_bytes(b"")
    with pytest.raises(WrongTable, match=r"'2026', which is none of the classes T-shirt/top, .*;"):
        labelled_pictures(garments, tmp_path)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("three/a.png", "three/a.png lies in the folder 'three', which is none of the classes 0"),
        ("a.png", "a.png lies in no folder of a class"),
        ("3/a.txt", "There are no pictures in"),
    ],
)
def test_a_folder_that_can_not_be_used_is_one_sentence(tmp_path, monkeypatch, name, words):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr("sys.argv", ["evaluate", str(tmp_path)])
    with pytest.raises(SystemExit, match=f"{words}.*\\.$"):
        main()


def test_a_table_as_excel_saves_it_is_read(table):
    table.write_bytes("\ufeff".encode() + table.read_bytes().replace(b"\n", b"\r\n"))
    assert len(answer(Predictor.from_pretrained(), table)) == 12


def test_weights_that_are_not_there_are_one_sentence(monkeypatch, table, tmp_path):
    monkeypatch.setattr("sys.argv", ["evaluate", str(table), "--weights", str(tmp_path / "none")])
    with pytest.raises(SystemExit, match="There are no weights in"):
        main()


def test_a_card_without_a_place_for_figures_is_told_before_anything_is_read(
    monkeypatch, tmp_path, table, capsys
):
    save_network(MLP((8,)), tmp_path)
    (tmp_path / "README.md").write_text("# Mine\n")
    options = ["--weights", str(tmp_path), "--card"]
    monkeypatch.setattr("sys.argv", ["evaluate", str(table), *options])
    with pytest.raises(SystemExit, match=r"no place for figures in .*README\.md"):
        main()
    assert capsys.readouterr().out == ""


def test_two_data_sets_at_once_are_one_sentence(monkeypatch):
    monkeypatch.setattr("sys.argv", ["evaluate", "mnist", "fashion-mnist"])
    with pytest.raises(SystemExit, match="measure mnist and fashion-mnist in turn"):
        main()


@pytest.mark.parametrize(
    ("label", "read", "errors"),
    [("2026", "2026", 0), ("2026", "226", 1), ("12", "", 2), ("1", "71", 1)],
)
def test_digit_errors_are_edits(label, read, errors):
    assert digit_errors(label, read) == errors


def test_whole_numbers_report_a_digit_error_rate():
    text = report(
        [
            Answer(Path("a"), "2026", "numbers", "", "2020", is_number=True),
            Answer(Path("b"), "11", "numbers", "", "11", is_number=True),
        ]
    )
    assert "1/6" in text


def test_pictures_of_nothing_are_right_where_nothing_is_read_and_have_no_digit_error_rate():
    read = ("", "7")
    text = report([Answer(Path("a"), "", "blank", "", one, is_number=True) for one in read])
    assert text.splitlines()[1].split()[:3] == ["blank", "2", "1"]
    assert "digit error rate" not in text


def test_confusion_matrix_agrees_with_counting_by_hand():
    matrix = confusion_matrix(np.array([0, 0, 1]), np.array([0, 1, 1]), classes=2)
    assert matrix.tolist() == [[1, 1], [0, 1]]


def test_verdicts_are_those_of_the_network():
    predictor = Predictor.from_pretrained()
    images, labels = (part[: VERDICT_BATCH + 20] for part in validation())  # in more than one pass
    verdicts = judge(predictor, images, labels)
    by_hand = predictor.classify(images)
    assert np.array_equal(verdicts.predicted, by_hand.argmax(axis=1))
    assert verdicts.accuracy == np.mean(by_hand.argmax(axis=1) == labels)


def test_verdicts_that_are_stored_come_back(tmp_path):
    images, labels = (part[:50] for part in validation())
    assert stored_verdicts(tmp_path, labels, 10) is None
    verdicts = judge(Predictor.from_pretrained(), images, labels)
    save_verdicts(verdicts, tmp_path)
    for name in ("labels", "predicted", "confidences"):
        stored = getattr(stored_verdicts(tmp_path, labels, 10), name)
        assert np.array_equal(stored, getattr(verdicts, name))
    with pytest.raises(WeightsDamaged, match=r"verdicts in verdicts\.npz"):
        stored_verdicts(tmp_path, labels[::-1], 10)


def test_misses_are_drawn_on_a_sheet(table, tmp_path, monkeypatch, capsys):
    sheet = tmp_path / "misses.png"
    monkeypatch.setattr("sys.argv", ["evaluate", str(table), "--sheet", str(sheet)])
    main()
    assert "2 misses" in capsys.readouterr().out
    with Image.open(sheet) as image:
        assert np.ptp(np.asarray(image)) > 100
