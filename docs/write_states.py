"""Write browser/states.js: the JSDoc type of every screen's state, from the Structs that the screens are made of.

    python -m docs.write_states

The file holds comments only and no page loads it: it is for people, and for editors that read JSDoc.
"""

from __future__ import annotations

import dataclasses
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from enum import Enum
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from docs.rooms import ROOT
from queue_app import screens
from queue_app.screens.state import Moment, Shown

STATES = ROOT / "browser" / "states.js"
HEAD = """\
// What each screen shows, field by field, for people and editors. No page loads this file.
// Written from the Structs in queue_app/screens: .venv/bin/python -m docs.write_states

/** @typedef {number} Moment milliseconds since 1970, UTC */
"""
PLAIN: dict[object, str] = {
    Moment: "Moment", int: "number", float: "number", str: "string", bool: "boolean", NoneType: "null",
}  # fmt: skip


class Property(NamedTuple):
    name: str
    kind: Any
    is_optional: bool = False  # left out where it says nothing


def states() -> str:
    """The whole file."""
    shown = [each for each in _structs() if _properties(each)]
    more = sorted(set(_others(shown)), key=lambda kind: kind.__name__)
    return "\n".join([HEAD, *map(_typedef, [*shown, *more])])


def _structs() -> Iterator[type]:
    """Every part of every screen, by file and in the order in which it stands there."""
    for module in (import_module(f"{screens.__name__}.{each.name}") for each in pkgutil.iter_modules(screens.__path__)):
        for found in vars(module).values():
            if inspect.isclass(found) and issubclass(found, Shown) and found.__module__ == module.__name__:
                yield found


def _others(shown: list[type]) -> Iterator[type]:
    """Words and parts of other floors that screens show as they are."""
    for prop in (prop for each in shown for prop in _properties(each)):
        found = [each for each in _named(prop.kind) if not issubclass(each, Shown)]
        yield from found
        yield from _others([each for each in found if not issubclass(each, Enum)])


def _named(kind: Any) -> Iterator[type]:
    """The classes in it."""
    if kind not in PLAIN and inspect.isclass(kind) and not get_origin(kind):
        yield kind
    elif kind not in PLAIN:
        for part in get_args(kind):
            yield from _named(part)


def _properties(kind: type) -> list[Property]:
    if issubclass(kind, msgspec.Struct):
        config = kind.__struct_config__
        tag = [Property(config.tag_field, Literal[config.tag])] if config.tag_field else []
        return [*tag, *(Property(each.name, each.type, not each.required) for each in msgspec.structs.fields(kind))]
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        return [Property(each.name, hints[each.name]) for each in dataclasses.fields(kind)]
    return []


def _typedef(kind: type) -> str:
    words = [f" * {line}".rstrip() for line in inspect.cleandoc(kind.__doc__ or "").splitlines()]
    return "\n".join(["/**", *words, *([" *"] if words else []), *(f" * {line}" for line in _lines(kind)), " */", ""])


def _lines(kind: type) -> Iterator[str]:
    if issubclass(kind, Enum):
        yield f"@typedef {{{_words(kind)}}} {kind.__name__}"
        return
    yield f"@typedef {{Object}} {kind.__name__}"
    for name, shape, is_optional in _properties(kind):
        told = _typed(shape)
        yield f"@property {{{told.removesuffix('|null')}}} [{name}]" if is_optional else f"@property {{{told}}} {name}"


def _words(words: Iterable[object]) -> str:
    return "|".join(f'"{each}"' for each in words)


def _typed(kind: Any) -> str:
    if kind in PLAIN:
        return PLAIN[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return "|".join(map(_typed, parts))
    if origin is Literal:
        return _words(parts)
    if origin in (list, tuple):
        return f"Array<{_typed(parts[0])}>"
    if origin is dict:
        return f"Object<{', '.join(map(_typed, parts))}>"
    return str(kind.__name__)


if __name__ == "__main__":
    STATES.write_text(states(), encoding="utf-8")
