"""A link that contains a run: its settings, and its curves as text.

`?tab=train&hidden=300&result=1,0.31,0.33,91.2,90.8;2,…`: an epoch, the losses of training and
validation, and their accuracies in percent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from model.messages import MessageError
from model.training.loop import EpochRecord
from model.training.settings import SETTINGS
from ui.languages.messages import t
from ui.runs.parse import WrongSettings
from ui.runs.settings import Settings, read_settings

RESULT, AUTHOR = "result", "by"  # the keys of the curves, and of a name
MOST_EPOCHS = 30  # in a link; of more, as many at equal distances
MOST_CHARACTERS = 4000  # of a link
MOST_NAME_CHARACTERS = 30
HIGHEST_LOSS = 1e6
NAMES_OF_KEYS = {setting.key: name for name, setting in SETTINGS.items()}  # by the keys of a link


class WrongLink(MessageError):
    """A link contains no result that can be drawn; the message tells why."""


@dataclass(frozen=True)
class Result:
    """What a link contains.

    Attributes:
        settings: of the run.
        author: a name that somebody chose; "" for none.
        records: its epochs; seconds are 0.
    """

    settings: Settings
    author: str
    records: list[EpochRecord]


def query_of(settings: Settings, records: Sequence[EpochRecord]) -> str:
    """The query of a link with a run: the settings that are not the default, and its epochs."""
    shown = {one.key: one.on_page.shown(getattr(settings, name)) for name, one in SETTINGS.items()}
    usual = {one.key: one.on_page.shown(one.default) for one in SETTINGS.values()}
    changed = {key: str(value) for key, value in shown.items() if value != usual[key]}
    epochs = ";".join(map(_as_text, _some(records)))
    return urlencode({"tab": "train", **changed, RESULT: epochs}, safe=",;")


def read_link(link: str) -> Result:
    """The run that a link contains; raises WrongLink."""
    if len(link) > MOST_CHARACTERS:
        raise WrongLink(t("link_too_long", most=MOST_CHARACTERS))
    try:
        given = dict(parse_qsl(urlsplit(link.strip()).query, keep_blank_values=True))
    except ValueError:
        raise WrongLink(t("link_without_result")) from None
    if not given.get(RESULT):
        raise WrongLink(t("link_without_result"))
    named = {NAMES_OF_KEYS[key]: value for key, value in given.items() if key in NAMES_OF_KEYS}
    try:
        settings = read_settings(named)
    except WrongSettings as wrong:
        raise WrongLink(wrong.message) from None
    author = "".join(filter(str.isprintable, given.get(AUTHOR, "")))[:MOST_NAME_CHARACTERS].strip()
    return Result(settings, author, _records(given[RESULT], settings.epochs))


def _some(records: Sequence[EpochRecord]) -> list[EpochRecord]:
    """Whole epochs, at most MOST_EPOCHS of them; the last one always."""
    whole = [record for record in records if isinstance(record.epoch, int)]
    if len(whole) <= MOST_EPOCHS:
        return whole
    step = (len(whole) - 1) / (MOST_EPOCHS - 1)
    return [whole[round(place * step)] for place in range(MOST_EPOCHS)]


def _as_text(record: EpochRecord) -> str:
    losses = (record.train_loss, record.validation_loss)
    shares = (100 * record.train_accuracy, 100 * record.validation_accuracy)
    return ",".join(map(str, (record.epoch, *(f"{one:.4g}" for one in (*losses, *shares)))))


def _records(text: str, epochs: int) -> list[EpochRecord]:
    """Records from the text of a link; raises WrongLink."""
    records: list[EpochRecord] = []
    parts = text.split(";")
    if len(parts) > MOST_EPOCHS:
        raise WrongLink(t("link_damaged"))
    for part in parts:
        try:
            epoch, *figures = part.split(",")
            number, (train, validation, right, other_right) = int(epoch), map(float, figures)
        except ValueError:
            raise WrongLink(t("link_damaged")) from None
        known = number <= epochs and number > (records[-1].epoch if records else 0)
        fit = 0 <= right <= 100 and 0 <= other_right <= 100 and not (train < 0 or validation < 0)
        if not (known and fit):
            raise WrongLink(t("link_damaged"))
        train, validation = (one if one < HIGHEST_LOSS else math.nan for one in (train, validation))
        records.append(
            EpochRecord(number, train, right / 100, validation, other_right / 100, seconds=0)
        )
    return records
