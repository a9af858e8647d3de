"""The officers' report: service times, hours at the counters, and what is counted in neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from queue_app.domain.log.errors import BadInput
from queue_app.reports import desks, duties, left_out
from queue_app.reports.columns import Table
from queue_app.reports.export import write_csv, write_xlsx
from queue_app.reports.notes import Heading
from queue_app.store.evidence import period
from queue_app.store.evidence.period import Evidence
from queue_app.store.office.catalogue import OfficeRow
from queue_app.texts import DEFAULT, translate


def write(
    connection: Connection,
    office: OfficeRow,
    *,
    first: date,
    last: date,
    folder: Path,
    made_at: datetime,
    lang: str = DEFAULT,
) -> list[Path]:
    """Writes each table as CSV, and all of them as XLSX, into `folder`, which is made if needed; answers the files.

    made_at: now, aware. Raises BadInput when the period ends before it begins, and BrokenLog where the log is not what
    was written: then there is no file.
    """
    if last < first:
        raise BadInput(field="to", expected=f">= {first}")
    found = period.read(connection, office.id, zone=office.time_zone, first=first, last=last)
    heading = Heading(office.name, office.time_zone, first, last, made_at, lang, found.end.seq, found.end.hash)
    made, _ = tables(found, lang=lang), partial(translate, lang)
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"officers_{office.slug}_{first}_{last}"
    paths = [folder / f"{stem}{each.name and '_'}{each.name}.csv" for each in made]
    for path, each in zip(paths, made, strict=True):
        with path.open("wb") as file:
            write_csv(each, file, _=_)
    book = folder / f"{stem}.xlsx"
    with book.open("wb") as file:
        write_xlsx(made, file, heading=heading, _=_)
    return [*paths, book]


def tables(found: Evidence, *, lang: str) -> Sequence[Table[Any]]:
    """In the order of the sheets."""
    _ = partial(translate, lang)
    return duties.table(found, lang=lang), desks.table(found), left_out.table(found, lang=lang, _=_)
