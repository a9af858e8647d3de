"""antrean evaluate: what the log says of each officer's service times, for people to judge. No rank, no score."""

from __future__ import annotations

import argparse
import json
import re
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from babel.numbers import format_decimal, format_percent

from queue_app.cli.language import language_option
from queue_app.cli.office import office_called, open_desk, short_name
from queue_app.config import Config
from queue_app.domain.evidence import records
from queue_app.domain.evidence.evaluation import Evaluation, OfficerEvidence, Parameters, evaluate
from queue_app.domain.log.errors import BadInput
from queue_app.store.desk import Desk
from queue_app.store.evidence import cycle_words, facts, imports, snapshots, starts
from queue_app.texts import long_date, translate

LONGEST_CUT_S = 3600.0
NO_RATIO: dict[str | None, str] = {  # msgids, as all texts here
    "few": "not enough timed services; {least} are needed",
    "alone": "nobody else did these services",
    "one_day": "all on one day",
}
SIGNALS: dict[str, str] = {
    "short_services": "very short services",
    "no_show_at_once": "people absent after a single call",
    "long_gaps": "long gaps after an end while people waited",
    "out_of_order": "calls out of order",
    "own_device_surveys": "surveys from the counter's own device",
    "best_on_own_device": "surveys of nothing but the best answer from the counter's own device",
}
TITLE = "{office}, {first} to {last}: {count} officers in the order of their names"
HEADINGS = (
    "officer",
    "timed",
    "observed",
    "expected",
    "ratio",
    "90 % interval",
    "",
    "cut 10 s",
    "20 s",
    "30 s",
    "too short",
)
DIFFERS: dict[bool, str] = {True: "clearly differs", False: "not clearly different"}
ASKED = "{name}: a question about {what}: {share} of {of}; the middle officer {base}, ordinary up to {limit}."
CAVEATS = (
    "The ratio is observed over expected time with the same services, papers, hours and priority; below 1 is faster.",
    "Where the interval holds 1, nobody can say that the officer differs. Services of one day hang together in it.",
    "Too short: services under the cut of all timed ones; they are in no ratio. Beside it, the ratio with other cuts.",
    "Speed says nothing without quality beside it. This is evidence for people to judge: no rank and no score.",
    "A question is for the head of the unit to ask. It is no finding.",
)


_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", type=short_name, required=True, metavar="CODE", help="the short name of the office")
    parser.add_argument("--from", dest="first", type=_day, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=_day, required=True, metavar="YYYY-MM-DD")
    parser.add_argument(
        "--short-cut", type=_cut, metavar="SECONDS", help="in no ratio below; else as the office has it"
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    language_option(parser)
    parser.set_defaults(command=_evaluate)


def _day(text: str) -> date:
    if _DATE.fullmatch(text):  # Python takes weeks as well
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise ArgumentTypeError(f"{text} is no date as 2026-12-31")


def _cut(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (seconds := float(text)) <= LONGEST_CUT_S:
            return seconds
    raise ArgumentTypeError(f"{text} is no number of seconds from 0 to {LONGEST_CUT_S:.0f}")


def _evaluate(config: Config, arguments: argparse.Namespace) -> int:
    if arguments.last < arguments.first:
        raise BadInput(field="--to", expected=f"{arguments.first} or later")
    asked = None if arguments.short_cut is None else Parameters(short_cut_s=arguments.short_cut)
    with open_desk(config) as desk:
        names, found = evaluated(desk, arguments.office, arguments.first, arguments.last, asked)
    told = sorted(found.officers.values(), key=lambda each: (names[each.officer_id].casefold(), each.officer_id))
    if arguments.json:
        officers = [_as_json(names[each.officer_id], each) for each in told]
        sys.stdout.write(json.dumps({"officers": officers}, ensure_ascii=False, indent=2) + "\n")
    else:
        named = [(names[each.officer_id], each) for each in told]
        sys.stdout.writelines(f"{line}\n" for line in _lines(arguments, named, found.parameters))
    return 0


def evaluated(
    desk: Desk, slug: str, first: date, last: date, asked: Parameters | None = None
) -> tuple[Mapping[int, str], Evaluation]:
    """What people are called, and the evidence of own and imported visits alike, each event held to the chain.

    asked: instead of the office's own rules. Raises NotFound, BrokenLog.
    """
    office = desk.office(office_called(desk, slug))
    with desk.reading() as connection:
        names = {each.id: each.name for each in imports.people(connection, office.id)}
        started = starts.started(connection, office.id, office.time_zone)
        found = facts.from_log(connection, office.id, first, last)
        own = snapshots.parameters_from_log(connection, office.id, first, last)
        rules = replace(asked, outages=own.outages) if asked else own
        cases = records.without(found.cases, cycle_words.excluded(connection, office.id))
    return names, evaluate(cases, found.desks, rules, started=started)


def _as_json(name: str, told: OfficerEvidence) -> dict[str, object]:
    ratio = {each: getattr(told.ratio, each, None) for each in ("observed_s", "expected_s", "ratio", "low", "high")}
    flags = [each.code.value for each in told.flags]
    return {"officer": name, "n": told.n, **ratio, "share_short": told.share_short, "flags": flags}


Named = Sequence[tuple[str, OfficerEvidence]]


def _lines(arguments: argparse.Namespace, told: Named, parameters: Parameters) -> Iterator[str]:
    lang: str = arguments.lang
    first, last = (long_date(each, lang=lang) for each in (arguments.first, arguments.last))
    yield translate(lang, TITLE, office=arguments.office, first=first, last=last, count=len(told))
    yield ""
    if not told:
        yield translate(lang, "No case of these days. Is the period right?")
        return
    yield from _in_columns([tuple(translate(lang, each) if each else "" for each in HEADINGS), *(
        _row(name, each, parameters, lang) for name, each in told
    )])  # fmt: skip
    asked = [line for name, each in told for line in _asked(name, each, lang)]
    yield from ["", *asked] if asked else []
    yield ""
    yield from (f"- {translate(lang, each)}" for each in CAVEATS)


def _row(name: str, told: OfficerEvidence, parameters: Parameters, lang: str) -> tuple[str, ...]:
    ratio, short = told.ratio, f"{told.short} / {told.short_of}"
    if ratio is None:
        why = translate(lang, NO_RATIO[told.why_none], least=parameters.least)
        return name, str(told.n), "", "", "", "", why, "", "", "", short
    cuts = [_decimal(told.by_cut[cut], lang) for cut in parameters.cuts_s]
    interval = "–".join(format_decimal(each, "0.000", locale=lang) for each in (ratio.low, ratio.high))
    seconds = [f"{each:.0f} s" for each in (ratio.observed_s, ratio.expected_s)]
    differs = translate(lang, DIFFERS[ratio.differs])
    return name, str(told.n), *seconds, _decimal(ratio.ratio, lang), interval, differs, *cuts, short


def _asked(name: str, told: OfficerEvidence, lang: str) -> Iterator[str]:
    """What the head of the unit may ask about."""
    for each in told.flags:
        shares = {
            part: format_percent(getattr(each, part), "0.0 %", locale=lang) for part in ("share", "base", "limit")
        }
        yield translate(lang, ASKED, name=name, what=translate(lang, SIGNALS[each.code]), of=each.of, **shares)


def _decimal(value: float | None, lang: str) -> str:
    return "–" if value is None else format_decimal(value, "0.00", locale=lang)


def _in_columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


COMMANDS = {"evaluate": _options}
