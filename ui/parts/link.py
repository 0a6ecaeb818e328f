"""Links to other sites."""


def link(url: str, text: str) -> str:
    """HTML for a link that opens a tab of its own."""
    return f"<a href='{url}' target='_blank' rel='noopener'>{text}</a>"
