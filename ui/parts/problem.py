"""What is wrong with a request, in one message that says what to do."""

import gradio as gr

from model.messages import Message


class Problem(gr.Error):
    """Raised wherever a request is refused: the page gets the message, programs get it in English.

    The server's log does not mind it.

    Attributes:
        says: the message; what only programs are told is a plain English sentence.
        status_code: of the HTTP response.
        closing: whether the connection ends, because the rest of the request is not received.
    """

    def __init__(
        self, says: Message | str, status_code: int = 422, *, closing: bool = False
    ) -> None:
        super().__init__(str(says), print_exception=False)
        self.says, self.status_code, self.closing = says, status_code, closing

    def __str__(self) -> str:
        return self.message


def problem(says: Message | str) -> Problem:
    """An error to raise."""
    return Problem(says)
