"""Every catalogue translates every sentence of the page, with all its places, tags and plurals."""

import re
from collections import Counter

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.tools.sentences import catalogue, of_markup, of_python, of_script, sentences
from ui.languages import catalogues

CODES = sorted(set(catalogues.LANGUAGES) - {catalogues.ENGLISH})
# Of the languages that are here or may come, as Unicode CLDR 48 has them for cardinal numbers.
CATEGORIES = {
    ("ja", "ko", "zh", "th", "vi", "id"): ("other",),
    ("de", "nl", "sv", "tr", "el", "hu"): ("one", "other"),
    ("es", "fr", "it", "pt"): ("one", "many", "other"),
    ("pl", "ru", "uk", "cs"): ("one", "few", "many", "other"),
}
PLURALS = {code: set(names) for codes, names in CATEGORIES.items() for code in codes}
PLACE = re.compile(r"\{\w+\}")
TAG = re.compile(r"</?\d+>")


def forms(said: str | dict[str, str]) -> list[str]:
    """All that may be said for one sentence."""
    return [said] if isinstance(said, str) else list(said.values())


@pytest.fixture(scope="module")
def wanted() -> set[str]:
    """What a catalogue has to translate."""
    return sentences()


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_is_missing_and_none_is_in_vain(code: str, wanted: set[str]) -> None:
    has = catalogue(code)["sentences"]
    assert wanted - has.keys() == set()
    assert has.keys() - wanted == set()


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_left_empty_or_in_english(code: str) -> None:
    said = catalogue(code)["sentences"].items()
    assert [key for key, one in said if not all(text.strip() for text in forms(one))] == []
    # A single word may be the same in both languages, and so may a list of names.
    long = [(key, one) for key, one in said if len(re.findall(r"\b[a-z]+\b", key)) > 3]
    assert [key for key, one in long if key in forms(one)] == []


@pytest.mark.parametrize("code", CODES)
def test_places_and_tags_are_those_of_the_english_sentence(code: str) -> None:
    wrong = []
    for key, said in catalogue(code)["sentences"].items():
        many = key.split("|")[-1]
        for text in forms(said):
            optional = {"{count}"} if "|" in key else set()  # "one epoch"
            places = set(PLACE.findall(text)) | optional, set(PLACE.findall(many)) | optional
            tags = Counter(TAG.findall(text)), Counter(TAG.findall(many))
            if places[0] != places[1] or tags[0] != tags[1]:
                wrong.append((key, text))
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_every_plural_form_of_the_language_is_there(code: str) -> None:
    for key, said in catalogue(code)["sentences"].items():
        if isinstance(said, dict):
            assert "|" in key, key
            assert set(said) == PLURALS[code], key
        elif "|" in key:
            assert PLURALS[code] == {"other"}, key


def test_a_catalogue_is_served_and_what_is_none_is_not() -> None:
    client = TestClient(Starlette(routes=[catalogues.route]))
    address = f"/languages/{catalogues.VERSION}"
    for code in CODES:
        answer = client.get(f"{address}/{code}.json")
        assert answer.json() == catalogue(code)
        assert "immutable" in answer.headers["cache-control"]
    for name in ("en.json", "README.md", "..%2Fphrase.py", "xx.json"):
        assert client.get(f"{address}/{name}").status_code == 404


def test_sentences_are_found_in_markup_python_and_scripts() -> None:
    markup = '<p title="Ink">See <a href="/">the {thing}</a>.</p><code>x y</code><i>3 %</i>'
    assert list(of_markup(markup)) == ["Ink", "See <1>the {thing}</1>."]
    python = 'phrase(f"{len(ink):,} of {run.name}"); plural(n, f"{n} mark", f"{n} marks")'
    assert list(of_python(python)) == ["{ink} of {name}", "{n} mark|{n} marks"]
    script = "phrase(on ? 'no' : `x`); say(phrase(`${run.name} reads, ${share}`)); other('no')"
    assert list(of_script(script))[-1] == "{name} reads, {share}"
