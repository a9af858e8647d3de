"""Kept PDFs of locked reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select

from queue_app.domain.log.events import PdfFrozen
from queue_app.store.evidence.cycle_tables import Evaluation
from queue_app.store.evidence.frozen_tables import FrozenPdf
from queue_app.store.log.row_check import MISSING, UNKNOWN, Difference
from queue_app.store.log.tables import LoggedEvent


class Kept(NamedTuple):
    """sign_at: JSON, as the row has it."""

    content: bytes
    sha256: str
    sign_at: str


_ONE = select(FrozenPdf.content, FrozenPdf.sha256, FrozenPdf.sign_at).where(
    FrozenPdf.evaluation_id == bindparam("report"), FrozenPdf.lang == bindparam("said")
)
_ALL = (
    select(Evaluation.officer_id, Evaluation.period, FrozenPdf.lang, FrozenPdf.content, FrozenPdf.sha256)
    .join(Evaluation, Evaluation.id == FrozenPdf.evaluation_id)
    .where(Evaluation.office_id == bindparam("office"))
)
_TOLD = (
    select(LoggedEvent.data)
    .where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.kind == PdfFrozen.kind)
    .order_by(LoggedEvent.seq)
)


def find(connection: Connection, report_id: int, lang: str) -> Kept | None:
    """The file of a report in one language."""
    row = connection.execute(_ONE, {"report": report_id, "said": lang}).one_or_none()
    return Kept(*row) if row else None


def keep(connection: Connection, report_id: int, lang: str, kept: Kept, *, at: datetime) -> None:
    """For ever."""
    row = {"evaluation_id": report_id, "lang": lang, **kept._asdict(), "made_at": at}
    connection.execute(insert(FrozenPdf), row)


def differences(connection: Connection, office_id: int) -> Iterator[Difference]:
    """Each file that is gone, is not what the log vouches for, or is vouched for by nothing."""
    told = {}
    for (data,) in connection.execute(_TOLD, {"office": office_id}):
        event = json.loads(data)
        told[event["officer_id"], event["period"], event["lang"]] = event["sha256"]
    kept = {
        (officer_id, period, lang): (hashlib.sha256(content).hexdigest(), sha256)
        for officer_id, period, lang, content, sha256 in connection.execute(_ALL, {"office": office_id})
    }
    for key in sorted(told.keys() | kept.keys()):
        row = " ".join(map(str, key))
        if key not in told or key not in kept:
            yield Difference(FrozenPdf.__tablename__, row, MISSING if key in told else UNKNOWN, told.get(key), None)
            continue
        for name, found in zip(("content", "sha256"), kept[key], strict=True):
            if found != told[key]:
                yield Difference(FrozenPdf.__tablename__, row, name, told[key], found)
