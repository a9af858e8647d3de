"""antrean import-visits."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from queue_app.actions.evidence import imports
from queue_app.actions.evidence.imports import Asked, Imported
from queue_app.cli.language import language_option
from queue_app.cli.office import open_desk, short_name
from queue_app.config import Config
from queue_app.domain.evidence import imported_file
from queue_app.domain.evidence.import_faults import RowFault
from queue_app.domain.log.import_errors import FaultyVisits, OfficeServes, OtherZone
from queue_app.refusals import sentence
from queue_app.store import schema
from queue_app.texts import long_date, translate

MOST_TOLD = 30  # faults
STEPS: dict[str, str] = {  # msgids
    imports.READ: "Reading the file",
    imports.WRITE: "Writing the log",
    imports.SUM_UP: "Summing up the days",
}
NEW_SERVICE = "New service {code}: standard time {minutes} min, within which eight of ten were served; not in use."
NEW_OFFICE = "Nobody can sign in at {office} yet: write people with passwords into what “antrean setup export” prints."
BAR = 30  # signs
DRAW_EVERY_S = 0.1


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="what another system wrote; see README")
    parser.add_argument("--office", type=short_name, required=True, metavar="CODE", help="the short name of the office")
    parser.add_argument("--create-office", action="store_true", help="the office too, and services that it lacks")
    parser.add_argument("--timezone", metavar="ZONE", type=zone_called, help="the office's: Asia/Jakarta is usual")
    parser.add_argument("--now", action="store_true", help="also a very large file while counters are open")
    language_option(parser)
    parser.set_defaults(command=_import)


def zone_called(name: str) -> str:
    """The zone of that name, as the line of a command has it."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:  # OSError: a folder of zones, as "Asia"
        raise argparse.ArgumentTypeError(f"there is no time zone {name}") from exc


def _import(config: Config, arguments: argparse.Namespace) -> int:
    lang: str = arguments.lang
    asked = Asked(
        arguments.office, time_zone=arguments.timezone, creates=arguments.create_office, is_now=arguments.now,
        tell=_bar(lang),
    )  # fmt: skip
    content = content_of(arguments.file)
    if arguments.create_office:
        schema.prepare(config.database.url)
    try:
        with open_desk(config) as desk:
            done = imports.import_visits(desk, content, asked)
    except (FaultyVisits, OfficeServes, OtherZone) as exc:
        faults: list[RowFault] = exc.data.get("faults", [])  # type: ignore[assignment]
        sys.stderr.writelines(f"{line}\n" for line in fault_lines(faults, lang))
        sys.stderr.write(f"{sentence(exc, lang=lang)}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in _lines(done, lang))
    return 0


def content_of(path: Path) -> bytes:
    """No more of a file than shows that it is too large."""
    with path.open("rb") as file:
        return file.read(imported_file.MOST_MB * imported_file.MB + 1)


def fault_lines(faults: Sequence[RowFault], lang: str) -> Iterator[str]:
    """The first of them, each with its line, and how many more there are."""
    for each in faults[:MOST_TOLD]:
        reason = translate(lang, each.message, **{**each.values, **_dated(each.values, lang)})
        yield translate(lang, "line {line}: {reason}", line=each.line, reason=reason) if each.line else reason
    if more := len(faults) - MOST_TOLD:
        yield from [translate(lang, "and {count} more faults", count=more)] if more > 0 else []


def _dated(values: Mapping[str, object], lang: str) -> dict[str, object]:
    return {"day": long_date(date.fromisoformat(str(values["day"])), lang=lang)} if "day" in values else {}


def _lines(done: Imported, lang: str) -> Iterator[str]:
    """What became of the file."""
    if done.is_same:
        yield translate(lang, "{office}: this file was imported before. Nothing was changed.", office=done.office)
        return
    if done.first is not None and done.last is not None:
        first, last = (long_date(each, lang=lang) for each in (done.first, done.last))
        told = {"office": done.office, "visits": done.visits, "first": first, "last": last}
        yield translate(lang, "{office}: {visits} visits were imported, from {first} to {last}.", **told)
    if done.known:
        yield translate(lang, "{count} visits had been imported from another file; they count once.", count=done.known)
    if done.people:
        names = ", ".join(f"{name} ({username})" for name, username in done.people)
        yield translate(lang, "New as people who no longer work here and cannot sign in: {names}", names=names)
    for code, minutes in done.services:
        yield translate(
            lang,
            "New service {code}: standard time {minutes} min, within which eight of ten were served; not in use.",
            code=code, minutes=minutes,
        )  # fmt: skip
    if done.is_new_office:
        yield translate(lang, NEW_OFFICE, office=done.office)
    if done.unread:
        yield translate(lang, "Columns that were not read: {names}", names=", ".join(done.unread))
    if done.visits:
        yield translate(lang, "Others had to wait {seconds} s meanwhile.", seconds=f"{done.held_s:.1f}")


def _bar(lang: str) -> Callable[[str, int, int], None]:
    """Where somebody watches, how far it is."""
    drawn_at = 0.0

    def draw(step: str, done: int, of: int) -> None:
        nonlocal drawn_at
        if done < of and time.monotonic() - drawn_at < DRAW_EVERY_S:
            return
        drawn_at = time.monotonic()
        filled = BAR * done // max(of, 1)
        end = "\n" if done >= of else "\r"
        sys.stderr.write(
            f"{translate(lang, STEPS[step]):<20} [{'#' * filled:<{BAR}}] {100 * done // max(of, 1):3} %{end}"
        )
        sys.stderr.flush()

    return draw if sys.stderr.isatty() else lambda _step, _done, _of: None


COMMANDS = {"import-visits": _options}
