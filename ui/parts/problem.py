"""What went wrong, in one sentence."""

import gradio as gr


def problem(sentence: str) -> gr.Error:
    """An error to raise: the page and the API show the sentence, the server's log does not mind."""
    return gr.Error(sentence, print_exception=False)
