"""Events for Gradio's functions, from the page and from programs: validated and rewritten.

Gradio does not validate events and answers a wrong one with a traceback. A rewritten event contains
only known fields and names an existing function.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from ui.gradio_internals import BlocksConfigDict
from ui.parts.problem import Problem

SESSION = re.compile(r"[\w-]{1,64}")  # of a client, chosen by itself
MARKS = ("meta",)  # keys that mark a value as a file; in "event_data" also "path"
WRONG_QUESTION = "This is no question to a function of the page; please see /gradio_api/info."


class Events:
    """Validates events against the functions of the page.

    Args:
        config: the configuration of the page.
    """

    def __init__(self, config: BlocksConfigDict) -> None:
        functions = config["dependencies"]
        self._inputs = {one["id"]: len(one["inputs"]) for one in functions if one["backend_fn"]}
        self._names = {one["api_name"]: one["id"] for one in functions if one["id"] in self._inputs}
        self._public = {one["id"] for one in functions if one.get("api_visibility") == "public"}
        self._parts = {one["id"] for one in config["components"]}

    def checked(self, body: bytes, path: str) -> bytes:
        """The body of a valid event, rewritten; raises Problem for any other.

        Args:
            body: a JSON object; may name a function by "fn_index".
            path: of the request; may end with the name of a function.
        """
        *_, way, api_name = path.split("/")
        known = self._inputs if way == "run" else self._public  # the page uses no queue
        try:
            asked = without(MARKS, json.loads(body))
        except (ValueError, RecursionError):
            raise Problem(WRONG_QUESTION, 400) from None
        if not isinstance(asked, dict) or not isinstance(asked.get("data"), list):
            raise Problem(WRONG_QUESTION, 400)
        number = asked.get("fn_index", self._names.get(api_name))
        if not _is_number(number) or number not in known:
            raise Problem("The page has no such function; please see /gradio_api/info.", 404)
        if len(asked["data"]) > self._inputs[number]:
            raise Problem(WRONG_QUESTION, 400)
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
    """A copy of a JSON value without the keys in `names`, at any depth."""
    if isinstance(value, dict):
        return {name: without(names, one) for name, one in value.items() if name not in names}
    if isinstance(value, list):
        return [without(names, one) for one in value]
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and SESSION.fullmatch(value) is not None
