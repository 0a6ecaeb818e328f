"""Photos as the page sends them: small JPEGs within the question."""

from __future__ import annotations

import base64
from typing import Any

from model.picture.decoding import Picture, UnreadablePicture, decode
from ui.languages.messages import t
from ui.parts.problem import problem

LONGEST = 600_000  # characters of a data URL
JPEG = "data:image/jpeg;base64,"


def parsed_photo(photo: Any) -> Picture:
    """The photo in a data URL; a wrong value is one sentence."""
    if not isinstance(photo, str) or len(photo) > LONGEST or not photo.startswith(JPEG):
        raise problem(t("photo_must_be_jpeg"))
    try:
        return decode(base64.b64decode(photo.removeprefix(JPEG), validate=True))
    except (UnreadablePicture, ValueError):
        raise problem(t("photo_damaged")) from None


def parsed_revision(value: Any) -> int:
    """By which number the page knows its question; a wrong value is 0."""
    return value if isinstance(value, int) else 0
