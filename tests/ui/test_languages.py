"""Every catalogue has the same messages, each with its values, tags and plurals; all are used."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.messages import ENGLISH, MessageError, t, text
from model.messages.icu import Place, formatted, parsed, pieces
from tests.tools import messages
from tests.tools.messages import MESSAGES, of_python, of_script, places, tags
from ui.languages import catalogues
from ui.languages.messages import says

OTHERS = sorted(set(MESSAGES) - {catalogues.DEFAULT_LANGUAGE})
# Of the languages that are here or may come, as Unicode CLDR 48 has them for cardinal numbers.
CATEGORIES = {
    ("ja", "ko", "zh", "th", "vi", "id"): ("other",),
    ("en", "de", "nl", "sv", "tr", "el", "hu"): ("one", "other"),
    ("es", "fr", "it", "pt"): ("one", "many", "other"),
    ("pl", "ru", "uk", "cs"): ("one", "few", "many", "other"),
}
OF_ALL_CATALOGUES = {"language_name", "use_by_programs"}  # which are read from each of them
PLURALS = {code: set(names) for codes, names in CATEGORIES.items() for code in codes}


@pytest.fixture(scope="module")
def used() -> list[messages.Use]:
    return messages.uses()


@pytest.mark.parametrize("code", OTHERS)
def test_no_message_is_missing_and_none_is_stale(code: str) -> None:
    assert ENGLISH.keys() - MESSAGES[code].keys() == set()
    assert MESSAGES[code].keys() - ENGLISH.keys() == set()


def test_every_message_is_used_and_every_key_is_there(used) -> None:
    assert [use for use in used if use.key not in ENGLISH] == []
    explained = {f"glossary_{tag}" for message in ENGLISH.values() for tag in tags(message)}
    unused = ENGLISH.keys() - {use.key for use in used} - explained - OF_ALL_CATALOGUES
    assert unused == set()


def test_messages_get_their_values_and_no_others(used) -> None:
    given = [use for use in used if use.values is not None]
    assert [use for use in given if use.values != places(ENGLISH[use.key])] == []
    assert len(given) > 600


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_left_empty_or_in_english(code: str) -> None:
    said = MESSAGES[code]
    assert [key for key, message in said.items() if not message.strip()] == []
    # A single word may be the same in both languages, and so may a list of names.
    long = [key for key, one in ENGLISH.items() if len(re.findall(r"\b[a-z]+\b", one)) > 4]
    assert [key for key in long if said[key] == ENGLISH[key]] == []


@pytest.mark.parametrize("code", OTHERS)
def test_values_and_tags_are_those_of_the_english_message(code: str) -> None:
    wrong = [
        key
        for key, message in MESSAGES[code].items()
        if (places(message), tags(message)) != (places(ENGLISH[key]), tags(ENGLISH[key]))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", MESSAGES)
def test_every_plural_and_choice_has_the_forms_of_the_language(code: str) -> None:
    for key, message in MESSAGES[code].items():
        kinds = {one.name: one for one in pieces(parsed(message)) if isinstance(one, Place)}
        for place in pieces(parsed(ENGLISH[key])):
            if not isinstance(place, Place) or place.kind not in ("plural", "select"):
                continue
            own = kinds[place.name]
            assert own.kind == place.kind, key
            wanted = PLURALS[code] if place.kind == "plural" else set(place.forms)
            assert set(own.forms) == wanted, key


def test_no_text_is_written_past_the_catalogues() -> None:
    found = []
    for kind, unlisted in (
        (".html", messages.unlisted_in_markup),
        (".js", messages.unlisted_in_script),
        (".py", messages.unlisted_in_python),
    ):
        for path in messages.sources(kind):
            if messages.MODEL in path.parents:
                continue  # the library and its commands speak English
            found += [(path.name, one) for one in unlisted(path.read_text(encoding="utf-8"))]
    assert found == []


def test_text_past_the_catalogues_is_found_in_markup_python_and_scripts() -> None:
    assert messages.unlisted_in_markup('<p title="Ink">See {{x}}</p>') == ["Ink", "See {{x}}"]
    assert messages.unlisted_in_markup('<p data-t="ink"></p><code>x yz</code>') == []
    assert messages.unlisted_in_python('raise problem("Draw it first.")\nx = "<p>Ink</p>"')
    assert messages.unlisted_in_script('say(node, "Draw it first.")') == ["Draw it first."]
    assert messages.unlisted_in_script('say(node, t("draw_first"), "title")') == []


def test_uses_are_found_in_python_and_scripts() -> None:
    python = 't("a", count=len(x), of=y); label("b"); t("c", **values); other("d")'
    assert list(of_python(python)) == [
        ("a", frozenset({"count", "of"})), ("b", frozenset()), ("c", None),
    ]  # fmt: skip
    script = 't("a"); say(x, t("b", { n, of: f(x, y) })); t("c", values); at("d")'
    assert list(of_script(script)) == [
        ("a", frozenset()), ("b", frozenset({"n", "of"})), ("c", None),
    ]  # fmt: skip


def test_a_message_is_formatted_in_english() -> None:
    pattern = "{n, plural, one {# mark} other {# marks}} on <b>{what}</b>"
    assert formatted(pattern, {"n": 1, "what": "it"}) == "1 mark on it"
    assert formatted(pattern, {"n": 1012, "what": "it"}) == "1,012 marks on it"
    assert formatted("{x, select, a {A} other {the {y}}}", {"x": "b", "y": 2.0}) == "the 2"
    assert formatted("{x, number}, {x, number, ::.00} %", {"x": 1234.5}) == "1,234.5, 1,234.50 %"
    assert (
        formatted("it's '{'that'}', l''{x}, 5 > 3 < 4", {"x": 1}) == "it's {that}, l'1, 5 > 3 < 4"
    )
    for broken in ("{x", "x}", "<b>x", "{x, plural, one {x}"):
        with pytest.raises(ValueError, match=r"lacks|wrong place"):
            parsed(broken)
    with pytest.raises(KeyError):
        formatted("{x}", {})


def test_messages_contain_messages_and_lists() -> None:
    run = t("run_name", number=3)
    assert str(t("run_loading", name=run)) == "Run 3: loading the images …"
    assert text([run, "7", t("no_digit")]) == "Run 3 · 7 · no digit"
    error = MessageError(t("file_too_large", size=50, most=40))
    assert str(error) == "This file has 50 MB; a picture may have 40 MB at most."
    assert error.message == {"key": "file_too_large", "size": 50, "most": 40}


def test_markup_holds_a_message_as_its_key_or_as_json() -> None:
    assert says(t("no_digit")) == 'data-t="no_digit"'
    markup = says(t("this_is", own='"<b>'), "title")
    assert markup.startswith("data-t-title=")
    assert "<b>" not in markup
    assert messages.english(f"<p {markup}></p>") == 'This is "<b>'


def test_a_catalogue_is_served_and_what_is_none_is_not() -> None:
    client = TestClient(Starlette(routes=[catalogues.route]))
    address = f"/languages/{catalogues.CATALOGUES_VERSION}"
    for code, content in MESSAGES.items():
        answer = client.get(f"{address}/{code}.json")
        assert answer.json() == content
        assert "immutable" in answer.headers["cache-control"]
    assert MESSAGES["en"].keys() > {"too_many_pixels", "no_digit"}, "the model's and the page's"
    for name in ("README.md", "..%2Fmessages.py", "xx.json"):
        assert client.get(f"{address}/{name}").status_code == 404
