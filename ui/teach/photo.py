"""Photos in questions of the page, as small JPEGs."""

from __future__ import annotations

import base64
from typing import Any

from model.picture.decoding import Picture, UnreadablePicture, decode
from ui.languages.messages import t
from ui.parts.problem import problem

MAX_PHOTO_CHARACTERS = 600_000  # of a data URL
JPEG = "data:image/jpeg;base64,"


def parsed_photo(photo: Any) -> Picture:
    """The photo in a data URL; raises gr.Error for a wrong value."""
    if not isinstance(photo, str) or not photo.startswith(JPEG):
        raise problem(t("photo_must_be_jpeg"))
    if len(photo) > MAX_PHOTO_CHARACTERS:
        raise problem(t("photo_must_be_jpeg"))
    try:
        return decode(base64.b64decode(photo.removeprefix(JPEG), validate=True))
    except (UnreadablePicture, ValueError):
        raise problem(t("photo_damaged")) from None


def parsed_revision(value: Any) -> int:
    """The revision number of a question; 0 for a wrong value."""
    return value if isinstance(value, int) else 0
