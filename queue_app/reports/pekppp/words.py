"""The evaluation's grounds and levels as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from queue_app.domain.citizen.pekppp.indicators import ASPECTS
from queue_app.domain.citizen.pekppp.levels import Ground
from queue_app.screens.pekppp import Line, Pekppp
from queue_app.texts import short_date, translate

HEADINGS = ("No.", "Aspect", "Indicator", "Level", "Rests on", "Asked for next")
NO_EVIDENCE = "no evidence here"


def ground(found: Ground, lang: str) -> str:
    """What a level rests on, in a sentence."""
    return translate(lang, found.message, **_dated(found.values, lang))


def _dated(values: Mapping[str, object], lang: str) -> dict[str, object]:
    return {name: short_date(each, lang=lang) if isinstance(each, date) else each for name, each in values.items()}


def grounds(line: Line, lang: str) -> list[str]:
    """Everything that a level rests on."""
    return [ground(each, lang) for each in line.found.grounds]


def level(line: Line, lang: str) -> str:
    """The level, or that there is no evidence; never a 0 that nobody saw."""
    return translate(lang, NO_EVIDENCE) if line.found.level is None else str(line.found.level)


def lifts(line: Line, lang: str) -> str:
    """What the next level asks for."""
    if line.lifts is None:
        return ""
    words = line.lifts.said(lang)
    return translate(lang, "level {level}: {words}", level=(line.found.level or 0) + 1, words=words)


def rows(found: Pekppp, lang: str) -> Iterator[tuple[str, ...]]:
    """The table with its headings, an indicator a row."""
    yield tuple(translate(lang, each) for each in HEADINGS)
    for line in found.lines:
        one = line.indicator
        yield (
            str(one.number), ASPECTS[one.aspect].said(lang), one.name.said(lang), level(line, lang),
            "; ".join(grounds(line, lang)), lifts(line, lang),
        )  # fmt: skip


def as_json(found: Pekppp, lang: str) -> dict[str, object]:
    """For programs. level: null where there is no evidence."""
    return {
        "form": found.form.version,
        "rule": found.form.rule,
        "year": found.held.year,
        "until": found.held.until.isoformat(),
        "indicators": [
            {
                "number": line.indicator.number,
                "aspect": line.indicator.aspect,
                "name": line.indicator.name.said(lang),
                "level": line.found.level,
                "rests_on": grounds(line, lang),
                "next": None if line.lifts is None else line.lifts.said(lang),
            }
            for line in found.lines
        ],
    }
