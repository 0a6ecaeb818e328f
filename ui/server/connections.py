"""Timeouts of connections, and the shutdown of the server."""

from __future__ import annotations

import asyncio
import signal
import threading

import gradio as gr
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ui.gradio_internals import server_of

SECONDS_FOR_HEADERS = 20.0
LONGEST_HEADERS = 65_536  # bytes, the request line among them
SECONDS_TO_FINISH = 15  # for running requests at shutdown


class Connection(HttpToolsProtocol):
    """A connection that is closed if its headers are not complete in time."""

    _deadline: asyncio.TimerHandle | None = None
    _header_bytes = 0

    def connection_made(  # type: ignore[override]  # as in uvicorn
        self, transport: asyncio.Transport
    ) -> None:
        """Start the timeout for a request."""
        super().connection_made(transport)
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timeout."""
        self._expect_nothing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Receive a part of a request; closes the connection if the headers are too long."""
        if self._deadline:
            self._header_bytes += len(data)
        super().data_received(data)
        if self._deadline and self._header_bytes > LONGEST_HEADERS:
            self.transport.abort()

    def on_message_begin(self) -> None:
        """Start the timeout for the headers of a request."""
        super().on_message_begin()
        self._expect_headers()

    def on_headers_complete(self) -> None:
        """Stop the timeout."""
        self._expect_nothing()
        super().on_headers_complete()

    def _expect_headers(self) -> None:
        if self._deadline is None:
            self._header_bytes = 0
            self._deadline = self.loop.call_later(SECONDS_FOR_HEADERS, self.transport.abort)

    def _expect_nothing(self) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline = None


def serve(page: gr.Blocks) -> None:
    """Serve a page that was launched without a thread lock, until SIGTERM or Ctrl-C.

    Running requests are finished first, within SECONDS_TO_FINISH.
    """
    server = server_of(page)
    server.config.http_protocol_class = Connection
    server.config.ws_protocol_class = None
    server.config.timeout_graceful_shutdown = SECONDS_TO_FINISH
    asked_to_end = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: asked_to_end.set())
    while not asked_to_end.wait(1):  # on Windows a wait without a timeout can't be interrupted
        pass
    server.should_exit = True
    server.thread.join(SECONDS_TO_FINISH + 5)
