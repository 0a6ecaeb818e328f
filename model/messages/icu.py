"""ICU MessageFormat in English, as far as the catalogues use it.

Arguments, `{count, number}` and `{share, number, ::.00}` with fixed decimals, `plural`, `select`,
and `<tags>`, which plain text leaves out. As in ICU, a doubled apostrophe is one, and a single one
before `{`, `}`, `<`, `>` or `#` begins a quotation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

QUOTED = "{}<>#"


@dataclass(frozen=True)
class Place:
    """Where a value is put.

    Attributes:
        name: of the value.
        kind: "", "number", "plural" or "select".
        style: of a number, "" or "::.00" with as many zeros as decimals.
        forms: of a plural or select, what is said in each case.
    """

    name: str
    kind: str = ""
    style: str = ""
    forms: Mapping[str, "Pattern"] = field(default_factory=dict)


@dataclass(frozen=True)
class Tag:
    """A part of the text that is an element of the page."""

    name: str
    content: "Pattern"


class Count:
    """The number of the plural around it."""


Pattern = tuple[str | Place | Tag | Count, ...]


def formatted(pattern: str, values: Mapping[str, Any]) -> str:
    """The text of a pattern; raises KeyError where a value is missing."""
    return _text(parsed(pattern), values, None)


def pieces(pattern: Pattern) -> Iterator[Place | Tag]:
    """All places and tags of a pattern, those within others too."""
    for piece in pattern:
        if isinstance(piece, Place):
            yield piece
            for form in piece.forms.values():
                yield from pieces(form)
        elif isinstance(piece, Tag):
            yield piece
            yield from pieces(piece.content)


@cache
def parsed(pattern: str) -> Pattern:
    """The pieces of a pattern; raises ValueError where it is none."""
    parser = _Parser(pattern)
    found = parser.pattern()
    if parser.at < len(pattern):
        raise ValueError(f"{pattern!r} contains {pattern[parser.at]!r} in a wrong place.")
    return found


def _text(pattern: Pattern, values: Mapping[str, Any], count: Any) -> str:
    parts = []
    for piece in pattern:
        if isinstance(piece, Place):
            parts.append(_value(piece, values, count))
        elif isinstance(piece, Tag):
            parts.append(_text(piece.content, values, count))
        else:
            parts.append(_number(count) if isinstance(piece, Count) else piece)
    return "".join(parts)


def _value(place: Place, values: Mapping[str, Any], count: Any) -> str:
    value = values[place.name]
    if place.kind == "plural":
        form = place.forms.get(f"={value}") or place.forms.get("one" if value == 1 else "other")
        return _text(form or place.forms["other"], values, value)
    if place.kind == "select":
        return _text(place.forms.get(str(value)) or place.forms["other"], values, count)
    if place.kind == "number":
        return _number(value, place.style)
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


def _number(value: float, style: str = "") -> str:
    if style:
        return f"{value:,.{style.count('0')}f}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")


class _Parser:
    """Reads a pattern from its start to its end."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def pattern(self, in_plural: bool = False) -> Pattern:
        """Pieces, until the text ends or a brace or tag does that was open before."""
        found: list[str | Place | Tag | Count] = []
        while self.at < len(self.text) and not self.sees("}") and not self.sees("</"):
            if self.sees("{"):
                found.append(self.place())
            elif self.sees("<") and self.text[self.at + 1 : self.at + 2].isalpha():
                found.append(self.tag(in_plural))
            elif in_plural and self.sees("#"):
                self.at += 1
                found.append(Count())
            else:
                found.append(self.letters(in_plural))
        return tuple(found)

    def sees(self, text: str) -> bool:
        """Whether a text comes next."""
        return self.text.startswith(text, self.at)

    def take(self, text: str) -> None:
        """Pass what has to come next."""
        if not self.sees(text):
            raise ValueError(f"{self.text!r} lacks {text!r} at {self.at}.")
        self.at += len(text)

    def until(self, ends: str) -> str:
        """What comes before one of these letters, without the space around it."""
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in ends:
            self.at += 1
        return self.text[start : self.at].strip()

    def letters(self, in_plural: bool) -> str:
        """Plain text with its quotations undone."""
        found = []
        while self.at < len(self.text):
            letter, following = self.text[self.at], self.text[self.at + 1 : self.at + 2]
            is_tag = letter == "<" and (following == "/" or following.isalpha())
            if is_tag or letter in "{}" or (letter == "#" and in_plural):
                break
            if letter == "'" and following == "'":
                self.at += 1
            elif letter == "'" and following and following in QUOTED:
                end = self.text.find("'", self.at + 1)
                found.append(self.text[self.at + 1 : end])
                self.at = end + 1
                continue
            found.append(letter)
            self.at += 1
        return "".join(found)

    def place(self) -> Place:
        """A place with its braces."""
        self.take("{")
        name, kind, style = self.until(",}"), "", ""
        forms: dict[str, Pattern] = {}
        if self.sees(","):
            self.take(",")
            kind = self.until(",}")
        if self.sees(","):
            self.take(",")
            if kind == "number":
                style = self.until("}")
            else:
                forms = self.forms(kind == "plural")
        self.take("}")
        return Place(name, kind, style, forms)

    def forms(self, in_plural: bool) -> dict[str, Pattern]:
        """The cases of a plural or select."""
        found: dict[str, Pattern] = {}
        while case := self.until("{}"):
            self.take("{")
            found[case] = self.pattern(in_plural)
            self.take("}")
        return found

    def tag(self, in_plural: bool) -> Tag:
        """A tag with what it contains."""
        self.take("<")
        name = self.until(">")
        self.take(">")
        content = self.pattern(in_plural)
        self.take(f"</{name}>")
        return Tag(name, content)
