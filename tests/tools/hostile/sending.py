"""One request over one connection, and what may not be in its answer."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from tests.tools.fuzz import is_one_sentence
from tests.tools.hostile.payloads import Request
from tests.tools.server import LEAKS

ANSWER_TIMEOUT = 60.0  # seconds for an answer on a busy machine
STREAM_PATIENCE = 2.0  # seconds for the next part of a stream, which may have no end
MAX_ANSWER_BYTES = 4_000_000  # bytes of an answer that are read
OWN_PLACES = re.compile(r"/gradio_api/info|(?<= at )/(?=\.$)")  # that a sentence may name


@dataclass
class Answer:
    """Status, headers and text of an answer."""

    request: Request
    status: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)

    def follow_ups(self) -> Iterator[Request]:
        """The stream in which the answer to an event comes."""
        try:
            event = json.loads(self.text).get("event_id")
            session = json.loads(self.request.body or b"{}").get("session_hash")
        except (ValueError, AttributeError, RecursionError):
            return
        path = self.request.path.partition("?")[0].rstrip("/")
        if isinstance(event, str) and "/call/" in path:
            yield Request("GET", f"{path}/{event}")
        elif isinstance(event, str) and isinstance(session, str):
            yield Request("GET", f"/gradio_api/queue/data?session_hash={session[:64]}")


def sent(port: int, request: Request) -> Answer:
    """Send a request; of a stream only what comes without a pause is read."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_TIMEOUT)
    try:
        connection.putrequest(request.method, request.path or "/", skip_accept_encoding=True)
        for name, value in request.headers.items():
            connection.putheader(name, re.sub(r"[^\x20-\x7e]", "?", value))
        body = request.body
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        with suppress(BrokenPipeError, ConnectionResetError):  # refused before it was read
            connection.endheaders(body)
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        text = content(response, connection, headers).decode(errors="replace")
        return Answer(request, response.status, text, headers)
    finally:
        connection.close()


def content(
    response: http.client.HTTPResponse,
    connection: http.client.HTTPConnection,
    headers: dict[str, str],
) -> bytes:
    """The body of an answer, or the beginning of a stream."""
    if "event-stream" not in headers.get("content-type", ""):
        return response.read(MAX_ANSWER_BYTES)
    if connection.sock:
        connection.sock.settimeout(STREAM_PATIENCE)
    found = bytearray()
    try:
        while part := response.read1(65_536):
            found += part
            if b"close_stream" in found or b"process_completed" in found:
                break
    except TimeoutError:
        pass
    return bytes(found)


def fault_of(answer: Answer) -> str | None:
    """What is wrong with an answer, whatever was asked."""
    if answer.status >= 500:
        return f"The status is {answer.status}."
    if "Traceback" in answer.text or 'File "' in answer.text:
        return "The answer contains a traceback."
    missing = {"x-content-type-options", "content-security-policy"} - set(answer.headers)
    if missing and answer.status != 400:
        return f"The headers {sorted(missing)} are missing."
    if answer.status >= 400 and answer.request.method != "HEAD":
        return fault_of_refusal(answer.text)
    return None


def fault_of_refusal(text: str) -> str | None:
    """Whether a refusal is one sentence in JSON, without a path."""
    try:
        sentence = json.loads(text)["error"]
    except (ValueError, TypeError, KeyError):
        return "The refusal is no JSON with an error."
    if isinstance(sentence, dict):  # JSON-RPC; the library of assistants repeats what was sent
        return "The refusal says too much." if "site-packages" in text else None
    if not isinstance(sentence, str) or LEAKS.search(sentence):
        return "The refusal is no sentence, or says too much."
    if not is_one_sentence(OWN_PLACES.sub("", sentence)):
        return f"The refusal is not one sentence: {sentence!r}"
    return None
