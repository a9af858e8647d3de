"""antrean ikm: the index of PermenPANRB 14/2017 from a file of answers, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

from queue_app.cli.language import language_option
from queue_app.config import Config
from queue_app.domain.citizen.survey import csv_file
from queue_app.domain.citizen.survey.csv_faults import FormFault
from queue_app.domain.citizen.survey.grades import performance, shown
from queue_app.domain.citizen.survey.ikm import Ikm, Unsur, Weight, ikm
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017, UNSUR
from queue_app.domain.evidence.imported_file import MB
from queue_app.texts import translate

MOST_TOLD = 30  # faults
_MEAN = Decimal("0.001")  # as the regulation's processing table has NRR
NUMBERS = {each.code: each.number for each in SKM_2017.questions}
NAMES = {each.code: each.name for each in SKM_2017.questions}
HEADINGS = ("", "answered", "sum of values", "NRR", "weighted NRR", "NRR × 25", "grade")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="u1 to u9, or the codes of the unsur; a form a row")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument(
        "--weight", choices=[each.value for each in Weight], default=Weight.NINTH.value,
        help="of one unsur: 1/9 exactly, or as it was printed",
    )  # fmt: skip
    parser.add_argument(
        "--encoding", choices=[each.value for each in csv_file.Encoding], default=csv_file.Encoding.UTF_8.value,
        help="of the file; it is never guessed",
    )  # fmt: skip
    parser.add_argument(
        "--order", choices=[each.value for each in csv_file.Order], default=csv_file.Order.LIST.value,
        help="what u8 and u9 mean: pengaduan, sarpras as in the regulation's list, or as in its annex, swapped",
    )  # fmt: skip
    parser.add_argument("--population", type=_people, metavar="N", help="how many were served; narrows the interval")
    language_option(parser)
    parser.set_defaults(command=_ikm)


def _people(text: str) -> int:
    with suppress(ValueError):
        if (people := int(text)) > 0:
            return people
    raise ArgumentTypeError(f"{text} is no number of people")


def _ikm(_config: Config, arguments: argparse.Namespace) -> int:
    with arguments.file.open("rb") as file:
        content = file.read(csv_file.MOST_MB * MB + 1)
    encoding, order = csv_file.Encoding(arguments.encoding), csv_file.Order(arguments.order)
    forms = csv_file.read(content, encoding=encoding, order=order)
    values = [row.values for row in forms.rows]
    index = None if forms.faults else ikm(values, Weight(arguments.weight), population=arguments.population)
    if index is None:
        why = _fault_lines(forms.faults, arguments.lang) if forms.faults else _silent(values, arguments.lang)
        sys.stderr.writelines(f"{arguments.file}: {line}\n" for line in why)
        return 1
    if forms.unread:
        told = translate(arguments.lang, "Columns that were not read: {names}", names=", ".join(forms.unread))
        sys.stderr.write(f"{told}\n")
    if arguments.json:
        sys.stdout.write(json.dumps(as_json(index, Weight(arguments.weight)), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(index, arguments.weight, arguments.lang))
    return 0


def _fault_lines(faults: list[FormFault], lang: str) -> Iterator[str]:
    """The first of them, each with its line, and how many more there are."""
    for each in faults[:MOST_TOLD]:
        reason = translate(lang, each.message, **each.values)
        yield translate(lang, "line {line}: {reason}", line=each.line, reason=reason) if each.line else reason
    if (more := len(faults) - MOST_TOLD) > 0:
        yield translate(lang, "and {count} more faults", count=more)


def _silent(values: list[Mapping[str, int]], lang: str) -> Iterator[str]:
    """Of which unsur nobody said anything."""
    unanswered = (code for code in UNSUR if not any(code in each for each in values))
    for name in (NAMES[code] for code in unanswered):
        yield translate(lang, "Nobody answered {unsur}. An index needs an answer to each of the nine.", unsur=name)


def as_json(index: Ikm, weight: Weight) -> dict[str, object]:
    """For programs: numbers as texts, so that no reader rounds them again."""
    return {
        "ikm": str(index.shown),
        "grade": index.grade,
        "performance": performance(index.grade, "id"),
        "n": index.n,
        "weight": weight.value,
        "interval": None if index.low is None else {"level": "0.95", "low": str(index.low), "high": str(index.high)},
        "unsur": {code: _unsur_json(code, each) for code, each in index.unsur.items()},
    }


def _unsur_json(code: str, unsur: Unsur) -> dict[str, object]:
    return {
        "number": NUMBERS[code],
        "n": unsur.n,
        "total": unsur.total,
        "nrr": str(shown(unsur.nrr, _MEAN)),
        "weighted": str(shown(unsur.weighted, _MEAN)),
        "ikm": str(unsur.shown),
        "grade": unsur.grade,
    }


def _lines(index: Ikm, weight: str, lang: str) -> Iterator[str]:
    rows = [tuple(translate(lang, each) if each else "" for each in HEADINGS)]
    rows += [_cells(code, unsur) for code, unsur in index.unsur.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        right = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join([name.ljust(widths[0]), *right])
    yield ""
    told = {"ikm": index.shown, "grade": index.grade, "words": performance(index.grade, lang), "n": index.n}
    yield translate(lang, "IKM {ikm}, grade {grade} ({words}), from {n} forms; weight {weight}.", **told, weight=weight)
    if index.low is not None:
        low, high = index.low, index.high
        yield translate(lang, "Between {low} and {high} in 95 of 100 surveys like this.", low=low, high=high)


def _cells(code: str, unsur: Unsur) -> tuple[str, ...]:
    means = (str(shown(each, _MEAN)) for each in (unsur.nrr, unsur.weighted))
    name = f"{NUMBERS[code]} {NAMES[code]}"
    return name, str(unsur.n), str(unsur.total), *means, str(unsur.shown), unsur.grade


COMMANDS = {"ikm": _options}
