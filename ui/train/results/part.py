"""Results of other people's runs: links are pasted, and their curves are drawn over one's own."""

from __future__ import annotations

from typing import Any

from ui.ask.present import answering
from ui.curves.plot import curve
from ui.languages.messages import Message, t
from ui.parts.part import part
from ui.parts.problem import problem
from ui.train.results.links import MOST_NAME_CHARACTERS, Result, WrongLink, read_link
from ui.train.view import figures_of, settings_row
from ui.visitor import Visitor

MOST_LINKS = 60  # in one question


def results_part() -> None:
    """Place the field for links, and the list of what they contain."""
    part(
        {"name_characters": MOST_NAME_CHARACTERS},
        elem_id="train-results",
        markup="train/results/results.html",
        script="train/results/results.js",
        answers=[answering(read_results, megabytes=2)],
    )


def read_results(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The curves, names and figures of the `links` of the question, and what is wrong with any.

    Numbers of these runs are negative, in the order of the links.
    """
    links = question.get("links")
    if not isinstance(links, list) or not all(isinstance(link, str) for link in links):
        raise problem(t("not_there"))
    found, wrong = [], None
    for number, link in enumerate(links[:MOST_LINKS], start=1):
        try:
            found.append(_linked(-number, read_link(link)))
        except WrongLink as error:
            wrong = wrong or t("wrong_link", number=number, wrong=error.message)
    if len(links) > MOST_LINKS:
        wrong = wrong or t("too_many_links", most=MOST_LINKS)
    return {"results": found, "wrong": wrong or ""}


def _linked(number: int, result: Result) -> dict[str, Any]:
    name: Message | str = result.author or t("linked_run", number=-number)
    settings, last = result.settings, result.records[-1]
    author = {"by": result.author or f"link {-number}"}
    return {
        "curve": curve(
            result.records, name=name, number=number, colour="linked", epochs=settings.epochs
        ),
        "settings": settings.name,
        "figures": author | settings_row(settings) | figures_of(last),
    }
