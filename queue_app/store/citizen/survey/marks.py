"""That a ticket has answered: a mark that only the seal's key makes again, and that goes when no more is taken."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, select

from queue_app.store.citizen.survey.sowing import sow
from queue_app.store.citizen.survey.tables import SurveyMark

_MARKS: Table = SurveyMark.__table__  # type: ignore[assignment]


def is_set(connection: Connection, mark: bytes) -> bool:
    """Whether such answers were taken already."""
    return connection.execute(select(SurveyMark.office_id).where(SurveyMark.mark == mark)).first() is not None


def put(connection: Connection, office_id: int, mark: bytes, *, forget_on: date) -> bool:
    """Whether the mark was not there yet; it is now."""
    if is_set(connection, mark):
        return False
    row = {"mark": mark, "office_id": office_id, "forget_on": forget_on}
    sow(connection, _MARKS, _of_day(office_id, forget_on), [row])
    return True


def sow_day(connection: Connection, office_id: int, forget_on: date) -> None:
    """Those that go on one day, once more."""
    sow(connection, _MARKS, _of_day(office_id, forget_on))


def _of_day(office_id: int, forget_on: date) -> ColumnElement[bool]:
    return and_(SurveyMark.office_id == office_id, SurveyMark.forget_on == forget_on)


def forget(connection: Connection, office_id: int, *, today: date) -> int:
    """Those of days of which nothing is taken any more; answers how many."""
    over = (SurveyMark.office_id == office_id, SurveyMark.forget_on <= today)
    return connection.execute(delete(SurveyMark).where(*over)).rowcount
