"""Questions to Gradio's functions, from the page and from programs: checked, then rewritten.

Gradio takes every value on trust and answers a wrong one with a traceback. Of a question only the
fields that are known remain, and the function that it names exists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from ui.gradio_internals import BlocksConfigDict
from ui.parts.problem import Problem

SESSION = re.compile(r"[\w-]{1,64}")  # by which a client names itself
MARKS = ("meta",)  # by which Gradio knows values that are files; in "event_data" also by "path"
WRONG = "This is no question to a function of the page; please see /gradio_api/info."


class Events:
    """Knows the functions of the page: their numbers, names and how many values they take."""

    def __init__(self, config: BlocksConfigDict) -> None:
        functions = config["dependencies"]
        self._inputs = {one["id"]: len(one["inputs"]) for one in functions if one["backend_fn"]}
        self._names = {one["api_name"]: one["id"] for one in functions if one["id"] in self._inputs}
        self._public = {one["id"] for one in functions if one.get("api_visibility") == "public"}
        self._parts = {one["id"] for one in config["components"]}

    def checked(self, body: bytes, path: str) -> bytes:
        """The question that is handed on; raises Problem.

        Args:
            body: a JSON object; may name a function by "fn_index".
            path: of the request; may end with the name of a function.
        """
        *_, way, api_name = path.split("/")
        known = self._inputs if way == "run" else self._public  # the page needs no queue
        try:
            asked = without(MARKS, json.loads(body))
        except (ValueError, RecursionError):
            raise Problem(WRONG, 400) from None
        if not isinstance(asked, dict) or not isinstance(asked.get("data"), list):
            raise Problem(WRONG, 400)
        number = asked.get("fn_index", self._names.get(api_name))
        if not _is_number(number) or number not in known:
            raise Problem("The page has no such function; please see /gradio_api/info.", 404)
        if len(asked["data"]) > self._inputs[number]:
            raise Problem(WRONG, 400)
        session, trigger = asked.get("session_hash"), asked.get("trigger_id")
        news = without(("path",), asked.get("event_data"))
        checked = {
            "data": asked["data"],
            "fn_index": number,
            "session_hash": session if _is_name(session) else None,
            "trigger_id": trigger if _is_number(trigger) and trigger in self._parts else None,
            "event_data": news if isinstance(news, dict) else {},
        }
        return json.dumps(checked).encode()


def without(names: Collection[str], value: Any) -> Any:
    """A copy of a JSON value without the members of these names, at any depth."""
    if isinstance(value, dict):
        return {name: without(names, one) for name, one in value.items() if name not in names}
    if isinstance(value, list):
        return [without(names, one) for one in value]
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and SESSION.fullmatch(value) is not None
