"""antrean backtest: what a recorded past would have been told at each visit, and how far it would have held."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from queue_app.cli.imports import content_of, fault_lines, zone_called
from queue_app.cli.language import language_option
from queue_app.config import Config
from queue_app.domain.citizen.estimate import LEVELS
from queue_app.domain.citizen.learned.backtest import after_days, backtest
from queue_app.domain.citizen.learned.foretold import Foretold
from queue_app.domain.citizen.learned.learning import by_day
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.scores import Scores, scored, waits
from queue_app.domain.citizen.learned.staying import staying
from queue_app.domain.evidence import imported_file
from queue_app.domain.evidence.imported_row import Row
from queue_app.reports.spreadsheet import plain_csv
from queue_app.texts import translate

COLUMNS = ("visit", "p50", "p80", "p90")
CURVE_DAYS = (1, 3, 5, 14)
HEADINGS = ("", "calls", "error of the median", "pinball loss of 80 %", "80 % held", "90 % held")
EIGHTY, NINETY = LEVELS.index(0.8), LEVELS.index(0.9)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--history", type=Path, required=True, metavar="A.csv", help="visits to learn from")
    parser.add_argument(
        "--replay", type=Path, required=True, metavar="B.csv", help="visits to foretell, in their order"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="PREDICTIONS.csv", help="visit, p50, p80, p90 in seconds"
    )
    parser.add_argument("--curve", action="store_true", help="also tell what 1, 3, 5 and 14 days of history are worth")
    parser.add_argument("--timezone", metavar="ZONE", type=zone_called, default="Asia/Jakarta", help="the office's")
    language_option(parser)
    parser.set_defaults(command=_backtest)


def _backtest(_config: Config, arguments: argparse.Namespace) -> int:
    lang, time_zone = arguments.lang, ZoneInfo(arguments.timezone)
    history, replay = (_rows(path, arguments) for path in (arguments.history, arguments.replay))
    if history is None or replay is None:
        return 1
    if not any(row.called_at for row in history):
        told_why = translate(lang, "{file}: nobody was called, so nothing can be learned.", file=arguments.history)
        sys.stderr.write(f"{told_why}\n")
        return 1
    services, staff = _numbers(row.service for row in history + replay), _numbers(row.staff for row in history + replay)
    learned, asked = ([_passed(row, services, staff) for row in rows] for rows in (history, replay))
    told = list(backtest(learned, asked, standard_s={}, zone=time_zone))
    _write(arguments.out, told, replay)
    names = {number: name for name, number in services.items()}
    sys.stdout.writelines(f"{line}\n" for line in _table(lang, _figures(lang, told, names)))
    if arguments.curve:
        worth = _curve(lang, learned, asked, time_zone)
        sys.stdout.writelines(f"{line}\n" for line in ["", *_table(lang, worth)])
    return 0


def _rows(path: Path, arguments: argparse.Namespace) -> list[Row] | None:
    """The visits of the file, or None where it is faulty; each fault is told."""
    parsed = imported_file.parse(content_of(path), time_zone=arguments.timezone, now=datetime.now(UTC))
    sys.stderr.writelines(f"{path}: {line}\n" for line in fault_lines(parsed.faults, arguments.lang))
    return None if parsed.faults else parsed.rows


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)), start=1)}


def _passed(row: Row, services: Mapping[str, int], staff: Mapping[str, int]) -> Passed:
    called_at = row.called_at.timestamp() if row.called_at else None
    return Passed(
        row.line, services[row.service], row.is_priority, row.issued_at.timestamp(), called_at,
        row.finished_at.timestamp(), staff[row.staff] if row.staff and row.called_at else None,
    )  # fmt: skip


def _write(path: Path, told: Sequence[Foretold], replay: Sequence[Row]) -> None:
    """In the order of the replayed file."""
    visits = {row.line: row.visit for row in replay}
    in_order = sorted(told, key=lambda each: int(each.leg.key))
    rows = [[visits[int(each.leg.key)], *(f"{value:.1f}" for value in each.estimate[1:])] for each in in_order]
    path.write_text(plain_csv([COLUMNS, *rows]), encoding="utf-8", newline="")


Figures = Iterator[tuple[str, Scores | None]]


def _figures(lang: str, told: Sequence[Foretold], names: Mapping[int, str]) -> Figures:
    """Of all, and of those with somebody ahead: together and by service, weighted by the patience of all."""
    behind = [each for each in told if each.ahead]
    patience = staying(*waits([each.pair() for each in told]))
    yield translate(lang, "all"), scored([each.pair() for each in told], patience)
    yield translate(lang, "somebody ahead"), scored([each.pair() for each in behind], patience)
    for service, name in sorted(names.items(), key=lambda entry: entry[1]):
        yield name, scored([each.pair() for each in behind if each.leg.service_id == service], patience)


def _curve(lang: str, history: Sequence[Passed], replay: Sequence[Passed], time_zone: ZoneInfo) -> Figures:
    """Of those with somebody ahead, after so many days of history."""
    known = len(by_day(history, time_zone))
    for days in (each for each in CURVE_DAYS if each <= known):
        told = after_days(history, replay, standard_s={}, zone=time_zone, days=days)
        yield translate(lang, "{days} days", days=days), scored([each.pair() for each in told if each.ahead])


def _table(lang: str, figures: Figures) -> Iterator[str]:
    rows = [tuple(translate(lang, each) if each else "" for each in HEADINGS)]
    rows += [(name, *_cells(scores)) for name, scores in figures if scores]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        yield "  ".join(
            [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))]
        )


def _cells(scores: Scores) -> tuple[str, ...]:
    seconds = (f"{value:.1f} s" for value in (scores.mae_s, scores.pinball_s[EIGHTY]))
    return str(scores.count), *seconds, *(f"{scores.held[level]:.3f}" for level in (EIGHTY, NINETY))


COMMANDS = {"backtest": _options}
