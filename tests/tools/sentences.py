"""Every sentence of the page, found in its sources: what a catalogue has to translate.

`python -m tests.tools.sentences ko` lists what `translations/ko.json` in ui/languages lacks, and
what nobody says.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser

from model.data.datasets import DATA_SETS
from tests.tools.pictures import ROOT
from ui.languages.elsewhere import ELSEWHERE

UI = ROOT / "ui"
TRANSLATIONS = UI / "languages" / "translations"
# Whatever is handed to these is shown; the second and third argument of the plural.
SAYERS = {"phrase", "problem", "WrongSettings", "QueueFull", "UnreadablePicture", "Step"}
SHOWN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
INLINE = ("a", "strong", "b", "i", "em", "code", "kbd", "span")  # as in page.js
VOID = ("br", "img", "input", "meta", "link", "path", "line", "circle", "rect", "polyline", "hr")
UNREAD = ("script", "style", "code", "pre", "kbd")
FILLED = re.compile(r"@([a-z]+)(?![\w-]*=)|\{\{(?:value\.)?(\w+)\}\}")  # places in markup
NOT_SAID = {  # names, and what the model tells programs only
    "CC BY-SA 3.0",
    "A {name} is not a picture; give a file, a Pillow image or an array.",
    "An array of shape {shape} and type {dtype} is not a picture; "
    "give (H, W), (H, W, 3) or (H, W, 4) numbers.",
    "This array contains NaN or infinite values; pass uint8 in 0..255 or floats in 0..1.",
    "This array has values from {low} to {high}, as if it had been normalised; "
    "pass uint8 in 0..255 or floats in 0..1.",
    "There is no file to read at {name}; check the name.",
}
TEMPLATE_BLOCK = re.compile(r"\{\{[#/].*?\}\}")
CALL = re.compile(r"(?<![\w.])(phrase|plural)\(")


def sentences() -> set[str]:
    """The keys that every catalogue has to have, and no others."""
    found = set(ELSEWHERE)
    for path in UI.rglob("*.html"):
        text = TEMPLATE_BLOCK.sub("", path.read_text(encoding="utf-8"))
        found |= set(of_markup(FILLED.sub(lambda match: f"{{{match[1] or match[2]}}}", text)))
    modules = [*UI.rglob("*.py"), *(ROOT / "model").rglob("*.py")]
    for path in [ROOT / "app.py", *modules]:
        if {UI / "server", UI / "programs"} & set(path.parents):
            continue  # answers to programs stay English
        found |= set(of_python(path.read_text(encoding="utf-8")))
    for path in UI.rglob("*.js"):
        found |= set(of_script(path.read_text(encoding="utf-8")))
    for dataset in DATA_SETS.values():
        said = (dataset.tagline, dataset.invitation, dataset.nothing_found, *dataset.classes)
        found |= {
            text
            for text in (*said, dataset.things, dataset.licence, dataset.authors, dataset.copies)
            if len(text) > 1
        }
    return {one for key in found - NOT_SAID for one in by_data_set(key)}


def by_data_set(key: str) -> Iterator[str]:
    """A sentence once for each data set where it names its things, for their genders differ."""
    if "{thing}" not in key and "{things}" not in key:
        yield key
        return
    for dataset in DATA_SETS.values():
        is_first = key.startswith("{things}")
        things = dataset.things if is_first else dataset.things.lower()
        yield key.replace("{things}", things).replace("{thing}", dataset.thing)


def catalogue(code: str) -> dict:
    """What stands in the file of a language."""
    return json.loads((TRANSLATIONS / f"{code}.json").read_text(encoding="utf-8"))


# ---- Markup ------------------------------------------------------------------------------------


class Node:
    """An element with its attributes and, in order, its texts and elements."""

    def __init__(self, name: str, attributes: dict[str, str | None]) -> None:
        self.name, self.attributes = name, attributes
        self.children: list[Node | str] = []

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    @property
    def is_whole(self) -> bool:
        """Whether it is one sentence with elements in it, which a translation may reorder."""
        texts = [one for one in self.children if isinstance(one, str)]
        inline = [one for one in self.children if isinstance(one, Node) and one.name in INLINE]
        return any(map(says, texts)) and any(one.text.strip() for one in inline)

    def key(self) -> str:
        """The sentence with its elements as numbered tags."""
        parts, number = [], 0
        for one in self.children:
            if isinstance(one, str):
                parts.append(one)
                continue
            number += 1
            inner = one.text if one.name in INLINE else ""
            parts.append(f"<{number}>{inner}</{number}>")
        return plain("".join(parts))

    def keys(self) -> Iterator[str]:
        """The sentences in it and in its attributes."""
        for name in SHOWN_ATTRIBUTES:
            text = plain(self.attributes.get(name) or "")
            if says(text):
                yield text
        if self.name in UNREAD or self.attributes.get("translate") == "no":
            return
        if self.is_whole:
            yield self.key()
        for one in self.children:
            if isinstance(one, Node):
                if not self.is_whole or one.name not in INLINE:
                    yield from one.keys()
            elif not self.is_whole and says(one):
                yield plain(one)


class Tree(HTMLParser):
    """Builds nodes of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.root = Node("div", {})
        self.open = [self.root]
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def of_markup(markup: str) -> Iterator[str]:
    """The sentences in markup, or the one that it is."""
    return Tree(markup).root.keys()


def plain(text: str) -> str:
    """With single spaces."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def says(text: str) -> bool:
    """Whether there is a letter in it beside its places."""
    return re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", text)) is not None


# ---- Python ------------------------------------------------------------------------------------


def of_python(source: str) -> Iterator[str]:
    """The sentences that are marked in a module, or handed to those who show them."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in SAYERS:
            for argument in node.args[:2]:
                if text := template(argument):
                    yield from of_markup(text)
        elif node.func.id == "plural":
            yield "|".join(key for one in node.args[1:] for key in of_markup(template(one)))


def template(node: ast.expr) -> str:
    """A string with the names of its values in their places; "" for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts = []
    for one in node.values:
        is_text = isinstance(one, ast.Constant)
        parts.append(str(one.value) if is_text else f"{{{place(one.value)}}}")
    return "".join(parts)


def place(value: ast.expr) -> str:
    """What a value is called: its variable's or attribute's name."""
    match value:
        case ast.Name():
            return value.id.lower()
        case ast.Attribute():
            return value.attr.strip("_").lower()
        case ast.Call(args=[first, *_]):
            return place(first)
    raise ValueError(f"Give this value a name: {ast.unparse(value)}")


# ---- Scripts -----------------------------------------------------------------------------------


def of_script(source: str) -> Iterator[str]:
    """The sentences that are marked in a script."""
    for call in CALL.finditer(source):
        strings = list(literals(source, call.end()))
        if call[1] == "phrase":
            for text in strings[:1]:
                yield from of_markup(text)
        elif strings:
            yield "|".join(key for text in strings for key in of_markup(text))


def literals(source: str, start: int) -> Iterator[str]:
    """The strings among a call's arguments, with the names of their values in their places."""
    at, depth = start, 1
    while depth:
        letter = source[at]
        if letter in "\"'`":
            end = at + 1
            while source[end] != letter:
                end += 2 if source[end] == "\\" else 1
            text = source[at + 1 : end].replace("\\u00a0", "\u00a0").replace("\\", "")
            yield re.sub(r"\$\{([^}]*)\}", lambda match: f"{{{named(match[1])}}}", text)
            at = end
        depth += (letter in "([{") - (letter in ")]}")
        at += 1


def named(expression: str) -> str:
    """What a value is called."""
    if not re.fullmatch(r"[\w.]+", expression):
        raise ValueError(f"Give this value a name: {expression}")
    return expression.rpartition(".")[2].lower()


if __name__ == "__main__":
    wanted, has = sentences(), catalogue(sys.argv[1])["sentences"]
    print(json.dumps(dict.fromkeys(sorted(wanted - has.keys()), ""), ensure_ascii=False, indent=1))
    print("Said nowhere:", json.dumps(sorted(has.keys() - wanted), ensure_ascii=False, indent=1))
