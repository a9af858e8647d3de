"""The tables of the history as files: CSV for programs, XLSX for people, who find in it what each measure means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, BinaryIO, Protocol

from queue_app.domain.evidence.counted import LEAST
from queue_app.domain.evidence.definitions import DEFINITIONS
from queue_app.reports.columns import Table
from queue_app.reports.export import About, write_book, write_csv
from queue_app.reports.history import PENDING, Subject
from queue_app.texts import long_time, translate


class Write(Protocol):
    def __call__(self, tables: Sequence[Table[Any]], file: BinaryIO, *, subject: Subject) -> None: ...


def as_csv(tables: Sequence[Table[Any]], file: BinaryIO, *, subject: Subject) -> None:
    """One table."""
    [table] = tables
    write_csv(table, file, _=partial(translate, subject.lang))


def as_xlsx(tables: Sequence[Table[Any]], file: BinaryIO, *, subject: Subject) -> None:
    """A sheet for each table, and one with what was asked and the definitions."""
    _ = partial(translate, subject.lang)
    about = About(_("History"), subject.office, subject.made_at, list(_notes(tables, subject, _)))
    write_book(tables, file, about=about, _=_)


def _notes(tables: Sequence[Table[Any]], subject: Subject, _: Callable[..., str]) -> Iterator[tuple[str, str]]:
    yield _("Office"), subject.office
    yield _("Period"), subject.period
    for name, value in subject.chosen.items():
        yield _(name), value
    yield _("Report made"), long_time(subject.made_at, subject.zone, lang=subject.lang)
    if subject.pending:
        yield _("Not in it"), _(PENDING, days=subject.pending)
    yield _("Empty fields"), _("Of fewer than {least} cases nothing is said but their number (n).", least=LEAST)
    for table in tables:
        told = DEFINITIONS[table.name]
        yield _(told.name), " ".join(map(_, (told.counts, told.unit)))
        yield _("Not in it"), _(told.left_out)
        yield _("Source"), _(told.source)


WRITE: Mapping[str, Write] = {"csv": as_csv, "xlsx": as_xlsx}
