"""A proxy between the page and the app, for connections that are lost."""

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

PIECE = 65_536  # bytes


class Proxy(ThreadingTCPServer):
    """Passes bytes on, both ways, unless it is cut."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, app_url: str, quiet: float | None = None) -> None:
        """`quiet` is how many seconds a connection may be silent before it is closed."""
        super().__init__(("127.0.0.1", 0), Relay)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.app = (urlsplit(app_url).hostname, urlsplit(app_url).port)
        self.quiet = quiet
        self.is_cut = False
        self.closed = 0  # connections, because they were silent
        self.open: set[socket.socket] = set()

    def cut(self) -> None:
        """End all connections, and refuse new ones until it is restored."""
        self.is_cut = True
        for connection in list(self.open):
            close(connection)

    def restore(self) -> None:
        """Let connections through again."""
        self.is_cut = False

    def verify_request(self, request: socket.socket, client_address: object) -> bool:
        """Whether a new connection may live."""
        return not self.is_cut


class Relay(BaseRequestHandler):
    """One connection of the browser, and its continuation to the app."""

    server: Proxy

    def handle(self) -> None:
        """Pass on until one side ends, or both are silent for too long."""
        with suppress(OSError), socket.create_connection(self.server.app) as app:
            self.server.open.add(self.request)
            try:
                self.relay({self.request: app, app: self.request})
            finally:
                self.server.open.discard(self.request)

    def relay(self, other: dict[socket.socket, socket.socket]) -> None:
        while not self.server.is_cut:
            ready, _, _ = select.select(list(other), [], [], self.server.quiet)
            if not ready:
                self.server.closed += 1
                return
            for side in ready:
                piece = side.recv(PIECE)
                if not piece:
                    return
                other[side].sendall(piece)


def close(connection: socket.socket) -> None:
    """End a connection that another thread may be waiting on."""
    with suppress(OSError):  # it has ended by itself
        connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxied(app_url: str, quiet: float | None = None) -> Iterator[Proxy]:
    """A proxy to the app, for as long as it is needed."""
    with Proxy(app_url, quiet) as proxy:
        Thread(target=proxy.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield proxy
        finally:
            proxy.cut()
            proxy.shutdown()
