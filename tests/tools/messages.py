"""The catalogues, and where the page's sources use them."""

import ast
import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from model.messages import Message, t, text
from model.messages.icu import Place, Tag, parsed, pieces
from tests.tools.pictures import ROOT
from ui.languages.catalogues import MESSAGES

UI, MODEL = ROOT / "ui", ROOT / "model"
# Answers to programs and previews of links are English; the vendored script is none of ours.
OUTSIDE = (UI / "server", UI / "programs", UI / "page" / "document", UI / "languages" / "vendor")
ATTRIBUTES = ("aria-label", "aria-valuetext", "title", "placeholder", "alt")
MARKED = re.compile(r'data-t(?:-[\w-]+)?="([a-z]\w*)"')
SCRIPT_CALL = re.compile(r'(?<![\w.])t\("(\w+)"')
SCRIPT_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
FILLED = {"label", "t"}  # functions whose first argument is a key
FOR_PROGRAMS = {"Problem", "OSError"}  # errors that no visitor causes


class Use(NamedTuple):
    """A message in a source: where, its key, and its values; None where they are not told."""

    where: str
    key: str
    values: frozenset[str] | None


def places(message: str) -> set[str]:
    """The names of the values of a message."""
    return {one.name for one in pieces(parsed(message)) if isinstance(one, Place)}


def tags(message: str) -> set[str]:
    """The names of the tags in a message."""
    return {one.name for one in pieces(parsed(message)) if isinstance(one, Tag)}


def sources(kind: str) -> Iterator[Path]:
    """All files of a kind whose text the page shows."""
    for path in [ROOT / "app.py", *sorted(UI.rglob("*")), *sorted(MODEL.rglob("*.py"))]:
        if path.suffix == kind and not set(OUTSIDE) & set(path.parents):
            yield path


# ---- Uses --------------------------------------------------------------------------------------


def uses() -> list[Use]:
    """Every message that a source names with `t`, with `label`, or in markup."""
    found = []
    for path in sources(".py"):
        source = path.read_text(encoding="utf-8")
        found += [Use(str(path.relative_to(ROOT)), *one) for one in of_python(source)]
        found += [Use(str(path.relative_to(ROOT)), key, None) for key in MARKED.findall(source)]
    for path in sources(".js"):
        source = path.read_text(encoding="utf-8")
        found += [Use(str(path.relative_to(ROOT)), *one) for one in of_script(source)]
    for path in sources(".html"):
        keys = MARKED.findall(path.read_text(encoding="utf-8"))
        found += [Use(str(path.relative_to(ROOT)), key, frozenset()) for key in keys]
    return found


def of_python(source: str) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Keys and values in the calls of a module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in FILLED and node.args and isinstance(node.args[0], ast.Constant):
            names = [keyword.arg for keyword in node.keywords]
            yield node.args[0].value, None if None in names else frozenset(names)


def of_script(source: str) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Keys and values in the calls of a script."""
    for call in SCRIPT_CALL.finditer(source):
        rest = source[call.end() :]
        if rest.startswith(")"):
            yield call[1], frozenset()
        elif values := re.match(r",\s*\{([^}]*)\}\s*\)", rest):
            names = [one.split(":")[0].strip() for one in outermost(values[1])]
            yield call[1], frozenset(filter(None, names))
        else:
            yield call[1], None


def outermost(values: str) -> list[str]:
    """The parts of a list between commas that lie in no brackets."""
    depth, parts = 0, [""]
    for letter in values:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


# ---- Text past the catalogues ------------------------------------------------------------------


class _Words(HTMLParser):
    """Finds text and attributes with words in markup that no catalogue has."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ignored = 0
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.found += [named[name] for name in ATTRIBUTES if is_words(named.get(name) or "")]
        self.ignored += tag in ("style", "script", "code") or named.get("translate") == "no"

    def handle_endtag(self, tag: str) -> None:
        self.ignored = 0

    def handle_data(self, data: str) -> None:
        if is_words(data) and not self.ignored:
            self.found.append(data.strip())


def is_words(text: str) -> bool:
    """Whether letters stand beside each other, other than in a place of a template."""
    filled = re.sub(r"\{\{.*?\}\}|\{[^}]*\}|@[\w-]+", "", text)
    return re.search(r"[A-Za-z]{2}", filled) is not None


def unlisted_in_markup(markup: str) -> list[str]:
    """What markup says by itself."""
    return _Words(markup).found


def unlisted_in_script(source: str) -> list[str]:
    """Strings of a script that look like a sentence or a label; errors are for programmers."""
    plain = re.sub(r"//.*|throw new Error\(.*", "", source)
    quoted = SCRIPT_STRING.findall(plain)
    templates = re.findall(r"`([^`]*)`", plain) + re.findall(r"'([^'\n]*)'", plain)
    in_markup = [word for one in templates if "<" in one for word in unlisted_in_markup(one)]
    return in_markup + [one for one in quoted if re.match(r"[A-Z][a-z]+( [a-z]|[.!?]$)", one)]


def unlisted_in_python(source: str) -> list[str]:
    """Strings of a module that look like a sentence, or like markup with words in it."""
    tree = ast.parse(source)
    documentation = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for_programs = {
        argument
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
        if ast.unparse(node.exc.func) in FOR_PROGRAMS
        for argument in node.exc.args
    }
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if node in documentation | for_programs:
            continue
        is_markup = re.search(r">[^<>{}]*[A-Za-z]{2}[^<>{}]*<", node.value)
        if is_markup or re.fullmatch(r"[A-Z][a-z]+,? [a-z][^<>\n]*[.…?]", node.value):
            found.append(node.value)
    return found


# ---- English -----------------------------------------------------------------------------------


class _English(HTMLParser):
    """The text of markup with its messages in English."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, code in attrs:
            if name.startswith("data-t") and name[6:] in ("", *(f"-{one}" for one in ATTRIBUTES)):
                self.parts.append(english_of(code or ""))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def english_of(code: str) -> str:
    """What an attribute of markup says: a key, or JSON."""
    code = html.unescape(code)
    return text(json.loads(code) if code[:1] in '["{' else t(code))


def english(markup: str) -> str:
    """All that markup says, its attributes too, with spaces between."""
    return re.sub(r"[ \n]+", " ", " ".join(_English(markup).parts)).strip()


__all__ = ["MESSAGES", "Message", "english", "english_of", "places", "tags", "uses"]
