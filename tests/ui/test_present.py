"""Pages ask with a key: it finds their visitor and nobody else, and nothing else can be called."""

import asyncio
import json

import pytest

from ui.ask import present
from ui.ask.present import answering
from ui.ask.visitors import Gone, visitors
from ui.parts.problem import Problem, problem
from ui.teach.things.tab import available

ECHO = answering(lambda visitor, question: {"word": question["word"]})


def asked(function, question):
    return json.loads(asyncio.run(function(question)).body)


def test_every_visitor_has_a_key_that_finds_nobody_else():
    here, there = visitors.arrive("192.0.2.1"), visitors.arrive("192.0.2.1")
    assert here.key != there.key
    assert len(here.key) >= 20
    assert (visitors.find(here.key), visitors.find(there.key)) == (here, there)


def test_a_question_is_answered_for_the_visitor_of_its_key():
    found = []
    function = answering(lambda visitor, question: found.append(visitor) or {})
    visitor = visitors.arrive("192.0.2.1")
    assert asked(function, {"key": visitor.key}) == {}
    assert found == [visitor]


@pytest.mark.parametrize("key", [None, "", "somebody", 7, ["key"], {"a": 1}, True])
def test_with_a_wrong_key_the_page_is_gone(key):
    with pytest.raises(Gone) as error:
        asked(ECHO, {"key": key, "word": "a"})
    assert error.value.status_code == 410
    assert error.value.message.endswith("please reload it.")


@pytest.mark.parametrize("question", [None, "words", 7, [], [{"key": "a"}]])
def test_what_is_no_question_is_one_sentence(question):
    with pytest.raises(Problem, match="The page asked for nothing"):
        asked(ECHO, question)


def test_what_is_wrong_with_a_question_is_raised_as_a_sentence():
    def refuse(visitor, question):
        raise problem("This is no drawing.")

    with pytest.raises(Problem) as error:
        asked(answering(refuse), {"key": visitors.arrive("192.0.2.1").key})
    assert (error.value.message, error.value.status_code) == ("This is no drawing.", 422)


def test_only_what_is_meant_for_it_can_be_called():
    import app  # places the parts of the page

    assert app.demo
    of_things = ("get_ready", "teach", "read_thing", "take_home", "save", "open_archive")
    assert set(present._answers) == {
        *(f"things-part/{name}" for name in of_things if available()),
        *("sketchpad/read", "sketchpad/network"),
        *(f"inside/{name}" for name in ("explain", "unit", "damage", "change", "trace")),
        *(
            f"corrections/{name}"
            for name in ("prepare", "learn", "measure", "export", "parsed_archive")
        ),
        *(f"teach-part/{name}" for name in ("read_symbol", "teach", "take_home")),
        "train-results/read_results",
        *("train-home/take_run", "sample-truth/sample", "header/choose", "about-network/open_tab"),
        *("garment-examples/pictures", "photograph-examples/pictures"),
        *(f"samples/{name}" for name in ("open_tab", "browse", "compared")),
        *(f"train-status/{name}" for name in ("start_run", "stop_run", "look", "prepare")),
        *(f"train-status/{name}" for name in ("use_run", "remove_run", "back_to_shipped")),
    }
