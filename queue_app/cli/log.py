"""antrean verify-log."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Container, Iterator
from itertools import islice

from queue_app.cli.office import open_desk
from queue_app.config import Config
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.kept_errors import RowsDiffer
from queue_app.store import whole_check
from queue_app.store.log import chain, reading
from queue_app.store.log.row_check import MISSING, UNKNOWN, Difference
from queue_app.store.office import catalogue

MOST_TOLD = 20
WHOLE_ROWS = {MISSING: "the log tells of it, and it is gone", UNKNOWN: "the log tells nothing of it"}
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
    verify(config, None)
    with open_desk(config) as desk, desk.reading() as connection:
        offices = {each.slug: each for each in catalogue.offices(connection)}
        for slug, seq, kept in arguments.expect:
            if slug not in offices:
                raise NotFound(what="office")
            chain.check_kept(connection, offices[slug].id, slug, seq=seq, kept=kept)
            sys.stdout.write(f"{slug}: event {seq} is the one that was kept elsewhere\n")
    return 0


def verify(config: Config, slugs: Container[str] | None) -> None:
    """Checks log and rows of these offices, or of all, and tells each head. Raises BrokenLog, RowsDiffer."""
    with open_desk(config) as desk, desk.reading() as connection:
        for office in catalogue.offices(connection):
            if slugs is not None and office.slug not in slugs:
                continue
            require_same(office.slug, whole_check.differences(connection, office.id, progress(office.slug)))
            sys.stdout.write(f"{told(office.slug, *reading.head(connection, office.id))}\n")


def require_same(slug: str, differences: Iterator[Difference]) -> None:
    """Writes the first differences between rows and log. Raises RowsDiffer where there is one, and BrokenLog."""
    found = list(islice(differences, MOST_TOLD + 1))
    sys.stderr.writelines(f"{slug}: {line(each)}\n" for each in found[:MOST_TOLD])
    if found:
        raise RowsDiffer(office=slug, count=f"{MOST_TOLD}+" if found[MOST_TOLD:] else len(found))


def line(found: Difference) -> str:
    """One difference, as it is told to whoever looks for what was done to the database."""
    what = WHOLE_ROWS.get(found.field) or f"{found.field} is {found.kept}, the log tells {found.told}"
    return f"{found.table} {found.row}: {what}"


def progress(slug: str) -> Callable[[str], None]:
    """Where somebody watches, how far it is: years of an office take minutes."""

    def write(how_far: str) -> None:
        sys.stderr.write(f"{slug}: {how_far}\r")
        sys.stderr.flush()

    return write if sys.stderr.isatty() else lambda _how_far: None


def told(slug: str, seq: int, head: str) -> str:
    """The head of an office's log in one line."""
    return f"{slug}: {seq} events, head {head}"


COMMANDS = {"verify-log": _options}
