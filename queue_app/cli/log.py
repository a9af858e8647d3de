"""antrean verify-log."""

from __future__ import annotations

import argparse
import re
import sys

from queue_app.cli.office import open_desk
from queue_app.config import Config
from queue_app.domain.log.errors import NotFound
from queue_app.store.log import chain
from queue_app.store.office import catalogue

HASH = re.compile("[0-9a-f]{64}")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--expect", type=_expected, action="append", default=[], metavar="OFFICE:SEQ:HASH",
        help="a head that was kept elsewhere: on a recap, in a mail, in a backup; may be said several times",
    )  # fmt: skip
    parser.set_defaults(command=_verify)


def _expected(text: str) -> tuple[str, int, str]:
    office, seq, found = text.split(":")
    if not HASH.fullmatch(found.lower()) or int(seq) < 1:  # before the first event every log is alike
        raise ValueError(text)
    return office, int(seq), found.lower()


def _verify(config: Config, arguments: argparse.Namespace) -> int:
    with open_desk(config) as desk, desk.reading() as connection:
        offices = {each.slug: each for each in catalogue.offices(connection)}
        for office in offices.values():
            seq, head = chain.verify(connection, office.id)
            sys.stdout.write(f"{told(office.slug, seq, head)}\n")
        for slug, seq, kept in arguments.expect:
            if slug not in offices:
                raise NotFound(what="office")
            chain.check_kept(connection, offices[slug].id, slug, seq=seq, kept=kept)
            sys.stdout.write(f"{slug}: event {seq} is the one that was kept elsewhere\n")
    return 0


def told(slug: str, seq: int, head: str) -> str:
    """The head of an office's log in one line."""
    return f"{slug}: {seq} events, head {head}"


COMMANDS = {"verify-log": _options}
