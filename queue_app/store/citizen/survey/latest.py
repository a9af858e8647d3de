"""What each office published, for whoever looks at all offices: one statement, and an index is counted once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from queue_app.domain.citizen.survey import frozen
from queue_app.domain.citizen.survey.frozen import recount
from queue_app.domain.citizen.survey.ikm import Ikm
from queue_app.store.citizen.survey.publication_tables import IkmPublication
from queue_app.store.statements import Statement

_LAST = (
    select(IkmPublication.office_id, IkmPublication.period, func.max(IkmPublication.version).label("version"))
    .group_by(IkmPublication.office_id, IkmPublication.period)
    .subquery()
)
_ALL = Statement(
    select(IkmPublication.office_id, IkmPublication.period, IkmPublication.id)
    .join(
        _LAST,
        and_(
            _LAST.c.office_id == IkmPublication.office_id, _LAST.c.period == IkmPublication.period,
            _LAST.c.version == IkmPublication.version,
        ),
    )
    .order_by(IkmPublication.office_id, IkmPublication.period)
)  # fmt: skip
MOST = 1024  # texts whose index is remembered


class Listed(NamedTuple):
    """A period of an office in the version that counts now."""

    period: str
    id: int


def listed(connection: Connection) -> Mapping[int, list[Listed]]:
    """Office -> its published periods; their figures are not read."""
    found: dict[int, list[Listed]] = {}
    for office_id, period, publication_id in _ALL.rows(connection):
        found.setdefault(office_id, []).append(Listed(period, publication_id))
    return found


def index(connection: Connection, found: Listed) -> Ikm | None:
    """Its index, computed from the frozen answers as every page of it is."""
    asked = select(IkmPublication.figures).where(IkmPublication.id == found.id)
    return _computed(connection.execute(asked).scalar_one())


@lru_cache(maxsize=MOST)
def _computed(figures: str) -> Ikm | None:
    return recount(frozen.read(figures))
