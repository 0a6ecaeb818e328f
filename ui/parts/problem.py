"""Errors of requests: one message that says what is wrong and what to do."""

import gradio as gr

from model.messages import Message


class Problem(gr.Error):
    """Raised to refuse a request. The page shows the message; programs get it in English.

    It is not logged.

    Attributes:
        says: the message; a plain English sentence if only programs get it.
        status_code: of the HTTP response.
        closing: whether to close the connection, as the rest of the request is not read.
    """

    def __init__(
        self, says: Message | str, status_code: int = 422, *, closing: bool = False
    ) -> None:
        super().__init__(str(says), print_exception=False)
        self.says, self.status_code, self.closing = says, status_code, closing

    def __str__(self) -> str:
        return self.message


def problem(says: Message | str) -> Problem:
    """An error with a message, to raise."""
    return Problem(says)
