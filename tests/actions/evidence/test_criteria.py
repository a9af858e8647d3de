"""Criteria of recognition: published as of today, and withdrawn only for what is to come."""

from __future__ import annotations

from datetime import date

import pytest

from queue_app.actions.evidence import criteria
from queue_app.domain.evidence.recognition import Criterion
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.store.evidence import criteria as rows
from tests.offices import Office

TODAY = date(2026, 11, 23)  # of the tests' clock


def publish(office: Office, measure: str = "stay", limit_pct: int = 80) -> int:
    by = office.officers["tini"]
    return criteria.publish(office.desk, office.office_id, measure=measure, limit_pct=limit_pct, group="", by=by)


def kept(office: Office) -> list[Criterion]:
    with office.desk.reading() as connection:
        return rows.criteria(connection, office.office_id)


def test_a_criterion_is_published_on_the_day_on_which_it_is_set(office: Office) -> None:
    number = publish(office)

    assert kept(office) == [Criterion(number, "stay", 80, "", TODAY)]
    assert office.events() == [
        events.CriterionSet(
            criterion_id=number, measure="stay", limit_pct=80, group="", published_on="2026-11-23",
            by_id=office.officers["tini"],
        )
    ]  # fmt: skip


def test_one_that_is_withdrawn_keeps_its_days(office: Office) -> None:
    number, by = publish(office), office.officers["tini"]

    criteria.withdraw(office.desk, office.office_id, criterion_id=number, by=by)

    assert kept(office) == [Criterion(number, "stay", 80, "", TODAY, withdrawn_on=TODAY)]
    assert [each.kind for each in office.events()] == ["criterion.set", "criterion.withdrawn"]
    with pytest.raises(NotFound):
        criteria.withdraw(office.desk, office.office_id, criterion_id=number, by=by)


def test_what_no_criterion_can_be_is_refused_and_not_kept(office: Office) -> None:
    with pytest.raises(BadInput):
        publish(office, limit_pct=0)

    assert (kept(office), office.events()) == ([], [])
