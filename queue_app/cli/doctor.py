"""antrean doctor, and antrean uat: what is wrong, and a sheet on which people sign what they saw and heard."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from queue_app.cli.language import language_option
from queue_app.cli.office import office_called, open_desk, short_name
from queue_app.config import Config
from queue_app.doctor.checkup import Checkup, examine
from queue_app.doctor.finding import LEVELS, Level, as_json
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import system_clock
from queue_app.texts import long_time, translate

STATUS: dict[Level, int] = {Level.OK: 0, Level.WARNING: 1, Level.FAULT: 2}
SIGNS: dict[Level, str] = {Level.OK: "  ", Level.WARNING: "! ", Level.FAULT: "X "}


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full", action="store_true", help="also what takes minutes: the whole log, large files")
    parser.add_argument("--json", action="store_true", help="for programs")
    language_option(parser)
    parser.set_defaults(command=_doctor, refused=STATUS[Level.FAULT])


def _doctor(config: Config, arguments: argparse.Namespace) -> int:
    found = examine(config, now=system_clock(), lang=arguments.lang, is_full=arguments.full)
    if arguments.json:
        told = [as_json(each.name, each.found, arguments.lang, found.zone) for each in found.told]
        whole = {"at": found.at.isoformat(), "version": found.version, "level": found.level, "findings": told}
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
    else:
        _write(found, arguments.lang)
    return STATUS[found.level]


def _write(found: Checkup, lang: str) -> None:
    sys.stdout.write(f"Antrean {found.version} · {long_time(found.at, found.zone, lang=lang)}\n\n")
    for name, each in found.told:
        title = f"{translate(lang, LEVELS[each.level])} · {translate(lang, name)}"
        sys.stdout.write(f"{SIGNS[each.level]}{title}: {each.said(lang, found.zone)}\n")
        if todo := each.advised(lang, found.zone):
            sys.stdout.write(f"     -> {todo}\n")
    counts = {level: found.count(level) for level in Level}
    told = translate(
        lang, "Faults: {faults}. Warnings: {warnings}. All right: {fine}.", faults=counts[Level.FAULT],
        warnings=counts[Level.WARNING], fine=counts[Level.OK],
    )  # fmt: skip
    sys.stdout.write(f"\n{told}\n")


def _sheet_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", type=short_name, metavar="SLUG", help="else the only one there is")
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="else uat-SLUG-DATE.pdf here")
    language_option(parser)
    parser.set_defaults(command=_sheet)


def _sheet(config: Config, arguments: argparse.Namespace) -> int:
    from queue_app.reports import uat_sheet  # noqa: PLC0415 - brings what draws PDFs, which `doctor` does without

    lang, now = arguments.lang, system_clock()
    with open_desk(config) as desk, desk.reading() as connection:
        office_id = office_called(desk, arguments.office)
        found = examine(config, now=now, lang=lang, only=office_id)
        seen = uat_sheet.gathered(
            connection, office_id, found, backups=config.backup.folder, seal_file=config.server.seal_file, lang=lang
        )
    out = arguments.out or Path(uat_sheet.file_name(seen.office.slug, business_date(now, seen.office.time_zone)))
    out.write_bytes(uat_sheet.drawn(seen, lang=lang))
    sys.stdout.write(f"{out}\n")
    return 0


COMMANDS = {"doctor": _options, "uat": _sheet_options}
