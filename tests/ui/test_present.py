"""Pages ask with a key: it finds their visitor and nobody else, and nothing else can be called."""

import asyncio
import gc
import json
from types import SimpleNamespace

import pytest

from app import demo
from ui.ask.present import answering, arrive, leave, who
from ui.parts.problem import problem
from ui.teach.things.tab import available
from ui.visitor import Visitor

ECHO = answering(lambda visitor, question: {})


def told(answer):
    return json.loads(asyncio.run(answer).body)


UNKNOWN = "The server no longer knows this page; please reload it."


def visit(name="somebody"):
    visitor = Visitor()
    arrive(visitor, SimpleNamespace(session_hash=name))
    return visitor


def test_every_visitor_has_a_key_that_finds_nobody_else():
    here, there = visit("a"), visit("b")
    assert here.key != there.key
    assert len(here.key) >= 20
    assert (who(here.key), who(there.key)) == (here, there)


def test_a_visitor_who_comes_back_to_the_same_visit_has_the_same_key():
    visitor = visit()
    key = visitor.key
    arrive(visitor, SimpleNamespace(session_hash="somebody"))
    assert who(key) is visitor


def test_who_has_left_is_not_known_any_more():
    visitor = visit()
    leave(SimpleNamespace(session_hash="somebody"))
    assert told(ECHO({"key": visitor.key})) == {"problem": UNKNOWN}


def test_a_visitor_whom_gradio_forgets_is_forgotten():
    visitor = visit()
    key = visitor.key
    del visitor
    gc.collect()
    assert told(ECHO({"key": key})) == {"problem": UNKNOWN}


@pytest.mark.parametrize("key", [None, "", "somebody", 7, ["key"], {"a": 1}, True])
def test_a_wrong_key_is_one_sentence(key):
    visit("somebody")
    assert told(ECHO({"key": key})) == {"problem": UNKNOWN}


@pytest.mark.parametrize("question", [None, "words", 7, [], [{"key": "a"}]])
def test_what_is_no_question_is_one_sentence(question):
    answer = ECHO(question)
    assert told(answer) == {"problem": "The page asked for nothing; please reload it."}


def test_what_is_wrong_with_a_question_comes_back_as_a_sentence():
    def refuse(visitor, question):
        raise problem("This is no drawing.")

    visitor = visit()
    assert told(answering(refuse)({"key": visitor.key})) == {"problem": "This is no drawing."}


def test_only_what_is_meant_for_it_can_be_called():
    callable_from_outside = {
        (block.elem_id, name)
        for block in demo.blocks.values()
        for name in dir(block)
        if getattr(getattr(block, name, None), "_is_server_fn", False)
    }
    of_things = ("get_ready", "teach", "read_thing", "take_home", "save", "open_archive")
    assert callable_from_outside == {
        *(("things-part", name) for name in of_things if available()),
        ("sketchpad", "read"),
        ("inside", "explain"),
        ("inside", "unit"),
        ("inside", "damage"),
        ("inside", "change"),
        ("corrections", "prepare"),
        ("corrections", "learn"),
        ("corrections", "measure"),
        ("corrections", "export"),
        ("corrections", "parsed_archive"),
        ("teach-part", "read_symbol"),
        ("teach-part", "teach"),
        ("teach-part", "take_home"),
        ("train-home", "take_run"),
        ("sample-truth", "sample"),
    }
