"""What the page's teaching asks of the server: bounded, checked, and for one visitor alone."""

import base64
import io
import zipfile
from functools import cache

import gradio as gr
import numpy as np
import pytest
from PIL import Image, PngImagePlugin
from PIL.PngImagePlugin import PngInfo

from model.picture.files.opening import opened as opens
from tests.tools.pictures import encoded as encoded_file
from tests.tools.pictures import seven, validation
from ui.shipped import shipped
from ui.teach.examples import MAX_EXAMPLES, export, parsed_archive
from ui.teach.hand.learning import learn, measure, replay
from ui.teach.learning import MAX_CLASSES
from ui.teach.symbols.teaching import read_symbol, take_home, teach
from ui.visitor import Visitor


def encoded(image):
    return base64.b64encode(np.ascontiguousarray(image).tobytes()).decode()


BLANK = encoded(np.zeros((28, 28), np.uint8))
TOO_MANY = [str(number) for number in range(MAX_CLASSES + 1)]
JPEG = "data:image/jpeg;base64,"


@pytest.fixture
def example():
    return {"input": encoded(shipped("mnist").predict(seven()).model_input), "label": 1}


def test_a_correction_changes_one_visitors_answers(example):
    one, other = Visitor(), Visitor()
    assert learn(one, {"examples": [example]})["count"] == 1
    assert one.predictor.predict(seven()).label == "1"
    assert other.predictor.predict(seven()).label == "7"
    assert shipped("mnist").predict(seven()).label == "7"
    learn(one, {"examples": []})
    assert one.predictor.predict(seven()).label == "7"


def test_the_meter_counts_examples_and_test_pictures(example):
    visitor = Visitor()
    with pytest.raises(gr.Error, match="nothing to measure"):
        measure(visitor, {"examples": [example]})
    learn(visitor, {"examples": [example]})
    found = measure(visitor, {"examples": [example]})
    assert (found["examples"], found["before"], found["tests"]) == (1, 0, 10_000)
    assert found["tests_before"] - found["tests_after"] <= 0.002


def test_the_same_drawing_called_two_things_is_a_contradiction(example):
    both = [example, example | {"label": 4}]
    assert learn(Visitor(), {"examples": both})["contradicting"] == [0, 1]
    assert learn(Visitor(), {"examples": [example, example]})["contradicting"] == []


@pytest.mark.parametrize(
    "examples",
    [None, "x", [1], [{}], [{"input": "AAAA", "label": 1}], [{"input": BLANK, "label": 10}]],
)
def test_wrong_examples_are_one_sentence(examples):
    with pytest.raises(gr.Error) as error:
        learn(Visitor(), {"examples": examples})
    assert str(error.value.message).endswith(".")


def test_too_many_examples_are_one_sentence(example):
    with pytest.raises(gr.Error, match=f"At most {MAX_EXAMPLES}"):
        learn(Visitor(), {"examples": [example] * (MAX_EXAMPLES + 1)})


def test_an_archive_comes_back_as_it_was(example):
    visitor = Visitor()
    archive = export(visitor, {"examples": [example]})["archive"]
    assert parsed_archive(visitor, {"archive": archive})["examples"] == [example]


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("labels.csv", "a" * 5_000_000)
    return base64.b64encode(buffer.getvalue()).decode()


def without_table():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("001.png", b"x")
    return base64.b64encode(buffer.getvalue()).decode()


def zipped(files, table, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("labels.csv", "file,label\n" + "".join(f"{row},7\n" for row in table))
    return base64.b64encode(buffer.getvalue()).decode()


def png_with_text(size=28, text=0):
    """A PNG whose text unpacks to so many bytes."""
    words = PngInfo()
    for part in range(text // 1_000_000):
        words.add_text(str(part), "a" * 1_000_000, zip=True)
    return encoded_file(Image.new("L", (size, size)), "PNG", pnginfo=words)


@cache
def hostile():
    """Archives that are short, and cost much where nothing is bounded."""
    png, padded = png_with_text(text=63_000_000), png_with_text() + bytes(90_000)
    many = {f"{number}.png": padded for number in range(MAX_EXAMPLES)}
    return {
        "one picture named 200 times": zipped({"a.png": png}, ["a.png"] * MAX_EXAMPLES),
        "more in all than examples take": zipped(many, many),
        "more files than examples": zipped({str(number): b"" for number in range(2000)}, []),
        "another way to pack": zipped({"a.png": png}, ["a.png"], zipfile.ZIP_LZMA),
        "a file of five megabytes": zipped({"a.png": bytes(5_000_000)}, ["a.png"]),
        "a picture of another size": zipped({"a.png": png_with_text(29)}, ["a.png"]),
        "a long table": zipped({}, ["a.png"] * 20_000),
        "too long": "A" * 1_000_004,
    }


@pytest.mark.parametrize("name", hostile())
def test_an_archive_that_costs_too_much_is_one_sentence(name, monkeypatch):
    """The first of these, in 1.6 kB, took 96 seconds."""
    opened = []
    monkeypatch.setattr("ui.teach.archive.opened", lambda *given: opened.append(1) or opens(*given))
    with pytest.raises(gr.Error, match="no archive of examples"):
        parsed_archive(Visitor(), {"archive": hostile()[name]})
    assert len(opened) <= 1


def test_text_in_the_pictures_of_an_archive_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(PngImagePlugin, "_safe_zlib_decompress", None)
    png = png_with_text(text=2_000_000)
    files = {f"{number}.png": png for number in range(MAX_EXAMPLES)}
    found = parsed_archive(Visitor(), {"archive": zipped(files, files)})
    assert len(found["examples"]) == MAX_EXAMPLES


def test_one_example_more_than_may_be_is_another_sentence():
    png = png_with_text()
    files = {f"{number}.png": png for number in range(MAX_EXAMPLES + 5)}
    with pytest.raises(gr.Error, match=f"At most {MAX_EXAMPLES} examples"):
        parsed_archive(Visitor(), {"archive": zipped(files, files)})


@pytest.mark.parametrize("archive", [None, 3, "!", "AAAA", bomb(), without_table()])
def test_a_wrong_archive_is_one_sentence(archive):
    with pytest.raises(gr.Error, match="no archive of examples"):
        parsed_archive(Visitor(), {"archive": archive})


def test_however_an_archive_is_damaged_it_is_one_sentence_or_read(example):
    visitor = Visitor()
    whole = base64.b64decode(export(visitor, {"examples": [example]})["archive"])
    refused = []
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        try:
            parsed_archive(visitor, {"archive": base64.b64encode(damaged).decode()})
        except gr.Error as error:
            refused.append(str(error.message))
    assert len(refused) > len(whole) / 2
    assert all(sentence.endswith(".") for sentence in refused)


def test_what_was_corrected_before_another_data_set_was_chosen_is_not_learned_for_it(example):
    visitor = Visitor(dataset="fashion-mnist")
    answer = learn(visitor, {"dataset": "mnist", "examples": [example]})
    assert (answer["dataset"], answer["count"]) == ("fashion-mnist", 0)
    assert visitor.hands == {}


def test_a_head_is_reminded_of_the_pictures_of_its_own_data_set():
    garments = replay(shipped("fashion-mnist"))
    _, labels = shipped("fashion-mnist").replay
    assert len(garments.labels) == len(labels)
    assert replay(shipped("mnist")).features.shape[0] != len(labels)


def symbols():
    images, labels = validation()
    return [
        {"input": encoded(image), "label": index}
        for index, digit in enumerate((3, 4))
        for image in images[labels == digit][:4]
    ]


def test_symbols_are_taught_with_a_confusion_and_a_curve():
    visitor = Visitor()
    answer = teach(visitor, {"classes": ["a", "b"], "examples": symbols()})
    assert answer["ready"]
    assert np.sum(answer["confusion"]) == 8
    assert [row["count"] for row in answer["curve"]] == [1, 2, 3]
    assert all(str(row["verdict"]).startswith("It reads ") for row in answer["curve"])
    assert visitor.symbols.classes == ("a", "b")
    assert visitor.predictor is shipped("mnist")


def test_until_there_is_one_of_each_nothing_is_taught():
    visitor = Visitor()
    assert teach(visitor, {"classes": ["a", "b"], "examples": symbols()[:4]}) == {"ready": False}
    assert teach(visitor, {"classes": ["a"], "examples": symbols()[:4]}) == {"ready": False}
    assert visitor.symbols is None
    with pytest.raises(gr.Error, match="Nothing has been taught"):
        take_home(visitor, {})


@pytest.mark.parametrize(
    "classes",
    [None, [3], [""], ["a" * 21, "b"], ["a", "a "], TOO_MANY],
)
def test_wrong_names_are_one_sentence(classes):
    with pytest.raises(gr.Error) as error:
        teach(Visitor(), {"classes": classes, "examples": []})
    assert str(error.value.message).endswith(".")


@pytest.mark.parametrize("photo", [3, "x", f"{JPEG}AAAA", f"{JPEG}!"])
def test_a_wrong_photo_is_one_sentence(photo):
    with pytest.raises(gr.Error) as error:
        read_symbol(Visitor(), {"revision": 1, "photo": photo}).work()
    assert str(error.value.message).endswith(".")
