"""The two named endpoints, as a program asks them."""

import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError
from PIL import Image

from tests.tools.fuzz import is_one_sentence
from tests.tools.pictures import BAD_FILES, zigzag
from tests.tools.server import LEAKS


@pytest.fixture(scope="module")
def client(server):
    client = Client(server.url, verbose=False)
    yield client
    client.close()


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


@pytest.mark.parametrize("endpoint", ["/predict", "/read"])
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gives_one_sentence_through_the_client(client, tmp_path, endpoint, name):
    (tmp_path / name).write_bytes(BAD_FILES[name]())
    with pytest.raises(AppError) as error:
        client.predict(handle_file(tmp_path / name), api_name=endpoint)
    assert is_one_sentence(str(error.value))
    assert not LEAKS.search(str(error.value))


def test_an_unknown_data_set_gives_one_sentence(client, picture):
    with pytest.raises(AppError) as error:
        client.predict(handle_file(picture), "letters", api_name="/predict")
    assert is_one_sentence(str(error.value))
    assert not LEAKS.search(str(error.value))
    assert "letters" in str(error.value)
