"""What is wrong with a request, in one sentence that says what to do."""

import gradio as gr


class Problem(gr.Error):
    """Raised wherever a request is refused: the page and programs get the sentence as it is.

    The server's log does not mind it.

    Attributes:
        status_code: of the HTTP response.
        closing: whether the connection ends, because the rest of the request is not received.
    """

    def __init__(self, sentence: str, status_code: int = 422, *, closing: bool = False) -> None:
        super().__init__(sentence, print_exception=False)
        self.status_code, self.closing = status_code, closing

    def __str__(self) -> str:
        return self.message


def problem(sentence: str) -> Problem:
    """An error to raise."""
    return Problem(sentence)
