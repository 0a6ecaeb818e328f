"""What went wrong, in one sentence."""

import gradio as gr


class Problem(gr.Error):
    """An error whose text is the sentence itself, as programs get it; Gradio's is in quotes."""

    def __str__(self) -> str:
        return self.message


def problem(sentence: str) -> Problem:
    """An error to raise: the page and the API show the sentence, the server's log does not mind."""
    return Problem(sentence, print_exception=False)
