"""The two named endpoints, as a program asks them."""

import numpy as np
import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError
from PIL import Image

from tests.tools.fuzz import is_one_sentence
from tests.tools.pictures import BAD_FILES, seven, zigzag
from tests.tools.server import LEAKS
from ui.programs.api import ANSWER_VERSION
from ui.server.health import checksum
from ui.shipped import DATASETS, shipped


@pytest.fixture(scope="module")
def client(server):
    client = Client(server.url, verbose=False)
    yield client
    client.close()


def blank():
    return np.full((100, 100), 255, np.uint8)


def test_predict_answers_with_a_label_and_ten_confidences(client, picture):
    answer = client.predict(handle_file(picture), api_name="/predict")
    assert answer["label"] == "7"
    assert [each["label"] for each in answer["confidences"]] == list("0123456789")
    assert sum(each["confidence"] for each in answer["confidences"]) == pytest.approx(1, abs=1e-4)
    assert answer["reason"] is None
    left, top, right, bottom = answer["box"]
    assert 0 < left < right
    assert 0 < top < bottom
    assert answer == client.predict(handle_file(picture), "mnist", api_name="/predict")


def test_predict_has_no_label_for_blank_paper(client, tmp_path):
    Image.new("L", (100, 100), 255).save(tmp_path / "blank.png")
    answer = client.predict(handle_file(tmp_path / "blank.png"), api_name="/predict")
    assert (answer["label"], answer["reason"], answer["box"]) == (None, "blank", None)


def test_predict_says_why_there_is_no_label(client, tmp_path):
    Image.fromarray(zigzag()).save(tmp_path / "zigzag.png")
    answer = client.predict(handle_file(tmp_path / "zigzag.png"), api_name="/predict")
    assert (answer["label"], answer["reason"]) == (None, "no digit")
    assert len(answer["box"]) == 4


def test_read_answers_with_the_text_and_its_digits(client, picture):
    answer = client.predict(handle_file(picture), api_name="/read")
    assert answer["text"] == "7"
    (digit,) = answer["digits"]
    assert digit["label"] == "7"
    assert 0.5 < digit["confidence"] <= 1
    left, top, right, bottom = digit["box"]
    assert (left, top) == pytest.approx((60, 46), abs=10)
    assert (right, bottom) == pytest.approx((221, 249), abs=10)


def test_read_has_a_box_around_all_digits_and_no_reason_where_there_is_text(client, tmp_path):
    Image.fromarray(np.hstack([seven(), seven()])).save(tmp_path / "two.png")
    answer = client.predict(handle_file(tmp_path / "two.png"), api_name="/read")
    assert (answer["text"], answer["reason"]) == ("77", None)
    first, second = (digit["box"] for digit in answer["digits"])
    assert answer["box"] == [
        first[0],
        min(first[1], second[1]),
        second[2],
        max(first[3], second[3]),
    ]


@pytest.mark.parametrize(("page", "reason"), [(zigzag, "no digit"), (blank, "blank")])
def test_read_says_why_there_is_no_text(client, tmp_path, page, reason):
    Image.fromarray(page()).save(tmp_path / "page.png")
    answer = client.predict(handle_file(tmp_path / "page.png"), api_name="/read")
    assert (answer["text"], answer["digits"], answer["box"]) == ("", [], None)
    assert answer["reason"] == reason


@pytest.mark.parametrize("endpoint", ["/predict", "/read"])
def test_an_answer_tells_its_version_and_its_weights_in_rounded_numbers(client, picture, endpoint):
    answer = client.predict(handle_file(picture), api_name=endpoint)
    assert answer["version"] == ANSWER_VERSION
    assert answer["weights"] == f"mnist {checksum('mnist')}"
    for one in answer.get("confidences") or answer["digits"]:
        assert one["confidence"] == round(one["confidence"], 6)


@pytest.mark.parametrize("endpoint", ["/predict", "/read"])
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gives_one_sentence_through_the_client(client, tmp_path, endpoint, name):
    (tmp_path / name).write_bytes(BAD_FILES[name]())
    with pytest.raises(AppError) as error:
        client.predict(handle_file(tmp_path / name), api_name=endpoint)
    assert is_one_sentence(str(error.value))
    assert not LEAKS.search(str(error.value))


def test_photographs_are_named_by_both(client, tmp_path):
    image = Image.fromarray(shipped("cifar-10").validation[0][0]).resize((320, 320))
    image.save(tmp_path / "photo.png")
    answer = client.predict(handle_file(tmp_path / "photo.png"), "cifar-10", api_name="/predict")
    names = [each["label"] for each in answer["confidences"]]
    assert names == list(DATASETS["cifar-10"].classes)
    assert answer["box"] == [0, 0, 320, 320]
    assert answer["weights"] == f"cifar-10 {checksum('cifar-10')}"
    reading = client.predict(handle_file(tmp_path / "photo.png"), "cifar-10", api_name="/read")
    assert reading["text"] == (answer["label"] or "")


@pytest.mark.parametrize("endpoint", ["/predict", "/read"])
def test_an_unknown_data_set_gives_one_sentence(client, picture, endpoint):
    with pytest.raises(AppError) as error:
        client.predict(handle_file(picture), "letters", api_name=endpoint)
    assert is_one_sentence(str(error.value))
    assert not LEAKS.search(str(error.value))
    assert "letters" in str(error.value)
