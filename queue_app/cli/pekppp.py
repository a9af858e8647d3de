"""antrean pekppp: what the evidence of a year supports of the office's evaluation, and the pieces of it."""

from __future__ import annotations

import argparse
import json
import sys
from argparse import ArgumentTypeError
from pathlib import Path

from queue_app.cli.language import language_option
from queue_app.cli.office import office_called, open_desk, short_name
from queue_app.config import Config
from queue_app.reports.pekppp import pack, words
from queue_app.screens.pekppp import Pekppp, pekppp
from queue_app.texts import translate


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=year_of, required=True, metavar="YYYY")
    parser.add_argument("--office", type=short_name, metavar="SLUG", help="else the only one there is")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--zip", type=Path, metavar="FILE.zip", help="also write the pieces into this file")
    language_option(parser)
    parser.set_defaults(command=_pekppp)


def year_of(text: str) -> int:
    """A year from 2000 to 2999. Raises ArgumentTypeError."""
    if text.isascii() and text.isdecimal() and 2000 <= int(text) < 3000:
        return int(text)
    raise ArgumentTypeError(f"{text} is no year as 2026")


def _pekppp(config: Config, arguments: argparse.Namespace) -> int:
    lang = arguments.lang
    with open_desk(config) as desk:
        office = desk.office(office_called(desk, arguments.office))
        found = pekppp(desk, office, arguments.year, public_url=config.server.public_url)
        if arguments.zip:
            with desk.reading() as connection:
                gathered = pack.gathered(connection, office.id, found, lang=lang)
            arguments.zip.write_bytes(pack.pack(gathered))
    if arguments.json:
        told = {"office": office.slug, **words.as_json(found, lang)}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        _write(found, lang)
    return 0


def _write(found: Pekppp, lang: str) -> None:
    for line in found.lines:
        name = f"{line.indicator.number:2} {line.indicator.name.said(lang)}"
        sys.stdout.write(f"{name}: {words.level(line, lang)}\n")
        sys.stdout.writelines(f"     {each}\n" for each in words.grounds(line, lang))
        if line.lifts is not None:
            sys.stdout.write(f"     -> {words.lifts(line, lang)}\n")
    told = translate(lang, "{count} of {of} indicators have a level here.", count=found.shown, of=len(found.lines))
    sys.stdout.write(f"\n{told}\n")


COMMANDS = {"pekppp": _options}
