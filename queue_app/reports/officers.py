"""Service times of officers, one row for each officer and service. Sorted by name: the order says nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from queue_app.domain.log.errors import BadInput
from queue_app.domain.queue.performance import Served, summarise
from queue_app.reports.columns import OfficerRow
from queue_app.reports.export import write_csv, write_xlsx
from queue_app.reports.notes import Heading
from queue_app.store.office.catalogue import OfficeRow
from queue_app.store.queue import served as evidence
from queue_app.store.queue.served import Duty, ServedLeg
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
    """Writes the report as CSV and as XLSX into `folder`, which is made if needed; answers both files.

    made_at: now, aware. Raises BadInput when the period ends before it begins.
    """
    if last < first:
        raise BadInput(field="to", expected=f">= {first}")
    found = read(connection, office.id, first=first, last=last, lang=lang)
    heading = Heading(office.name, office.time_zone, first=first, last=last, made_at=made_at, lang=lang)
    _ = partial(translate, lang)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"officers_{office.slug}_{first}_{last}.{kind}" for kind in ("csv", "xlsx")]
    with paths[0].open("wb") as csv_file, paths[1].open("wb") as xlsx_file:
        write_csv(found, csv_file, _=_)
        write_xlsx(found, xlsx_file, heading=heading, _=_)
    return paths


def read(connection: Connection, office_id: int, *, first: date, last: date, lang: str) -> list[OfficerRow]:
    """The rows of the office for the tickets of business dates `first` to `last`, both included."""
    legs = evidence.served_legs(connection, office_id, first=first, last=last)
    passed_on = evidence.transfers(connection, office_id, first=first, last=last)
    return rows(legs, passed_on, lang=lang)


def rows(legs: Iterable[ServedLeg], transfers: Mapping[Duty, int], *, lang: str) -> list[OfficerRow]:
    """One row for each duty with at least one leg, by officer's name, then service's name. Never a sum over services.

    Officers of the same name stay apart.
    """
    served = evidence.by_duty(legs)
    duties = sorted(served.keys() | transfers.keys(), key=lambda duty: _place(duty, lang))
    return [_row(duty, served.get(duty, []), transferred=transfers.get(duty, 0), lang=lang) for duty in duties]


def _place(duty: Duty, lang: str) -> tuple[str, int, str, int]:
    return duty.officer.casefold(), duty.officer_id, duty.service(lang).casefold(), duty.service_id


def _row(duty: Duty, legs: list[Served], *, transferred: int, lang: str) -> OfficerRow:
    summary = summarise(legs, standard_s=60 * duty.standard_minutes)
    return OfficerRow(
        name=duty.officer,
        nip=duty.nip,
        employment=duty.employment,
        service=duty.service(lang),
        standard_minutes=duty.standard_minutes,
        count=summary.count,
        timed=summary.timed,
        excluded=summary.excluded,
        forgotten=sum(1 for leg in legs if leg.started_on != leg.finished_on),
        inaccurate=sum(1 for leg in legs if leg.inaccurate is not None),
        transferred=transferred,
        median_s=summary.median_s,
        p90_s=summary.p90_s,
        within_pct=summary.within_pct,
    )
