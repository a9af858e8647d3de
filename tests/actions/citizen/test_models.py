"""The nightly training: once a date, in a process of its own, and nothing that fails takes the model that is in use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from queue_app.actions.citizen import models, promises
from queue_app.actions.citizen.models import renew_model, train
from queue_app.actions.office import setup
from queue_app.apart import Work
from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.training import Order, Trained, Why
from queue_app.domain.queue.routing import Policy
from queue_app.store.citizen import models as rows
from queue_app.store.citizen.tables import WaitModel, WaitPromise
from tests.actions.evidence.test_imports import take_in
from tests.offices import Office

TOLD = Work("tests.domain.citizen.small_training", "small", memory_mb=2048, seconds=60)
BROKEN = Work("tests.domain.citizen.small_training", "broken")


@pytest.fixture
def past(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Three days of November with forty imported visits each."""
    monkeypatch.setattr(models, "ENOUGH_LEGS", 100)
    monkeypatch.setattr(models, "TRAINING", TOLD)
    take_in(office, *(visit(day, place) for day in (16, 17, 18) for place in range(40)))
    return office


def visit(day: int, place: int) -> str:
    came, called, ended = (f"2026-11-{day}T{8 + at // 60:02}:{at % 60:02}:00" for at in (
        place * 3, place * 4 + 2, place * 4 + 6))  # fmt: skip
    return f"{day * 100 + place},KTP,0,Wati,{came},{called},{ended},completed"


def told(office: Office) -> list[rows.ModelRow]:
    with office.desk.reading() as connection:
        return rows.rows(connection, office.office_id, most=9)


def renew(office: Office) -> Trained | None:
    return renew_model(office.desk, office.office_id)


def test_an_office_with_enough_behind_it_has_a_model_from_the_night_on(past: Office) -> None:
    with past.desk.reading() as connection:
        assert rows.loaded(connection, past.office_id) is None

    renew(past)

    (row,) = told(past)
    assert (row.made_on, row.first_day, row.last_day, row.legs, row.is_in_use, row.figures.why) == (
        date(2026, 11, 23), date(2026, 11, 16), date(2026, 11, 18), 120, True, Why.FIRST,
    )  # fmt: skip
    with past.desk.reading() as connection:
        found = rows.loaded(connection, past.office_id)
    assert found is not None
    assert (found.id, list(found.model.features)) == (row.id, row.features)


def test_it_is_trained_once_a_date(past: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    renew(past)
    monkeypatch.setattr(models, "train", None)

    assert renew(past) is None


def test_a_young_office_has_none(office: Office) -> None:
    assert (renew(office), told(office)) == (None, [])


def test_a_training_that_fails_leaves_the_model_in_use_and_is_told(
    past: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    renew(past)
    monkeypatch.setattr(models, "TRAINING", BROKEN)
    past.clock.tick(days=1)

    renew(past)

    failed, first = told(past)
    assert (failed.figures.why, failed.is_in_use, first.is_in_use) == (Why.FAILED, False, True)
    assert "as a faulty release would" in caplog.text
    assert "the model of waits was not trained; the one before goes on" in caplog.text


def test_of_old_nights_only_the_figures_stay(past: Office) -> None:
    found = train(past.desk, past.office_id)
    assert found is not None
    order = Order(Policy(), None)
    for day in range(rows.KEPT + 1):
        with past.desk.transaction(past.office_id) as work:
            rows.add(work.connection, past.office_id, date(2026, 11, 24) + timedelta(days=day), found, order)

    data, in_use = past.rows(WaitModel.data), past.rows(WaitModel.is_in_use)

    assert [each is not None for each in data] == [False, False] + [True] * rows.KEPT
    assert in_use == [False] * (rows.KEPT + 1) + [True]


def test_a_round_promises_by_the_model_and_names_it(past: Office) -> None:
    renew(past)
    past.open_counter()
    past.issue()

    found = promises.renew(past.desk, past.office_id)

    (promise,) = found.waiting.values()
    assert (found.how, promise.how, promise.model_id) == (How.LEARNED, How.LEARNED, told(past)[0].id)
    assert past.rows(WaitPromise.model_id) == [promise.model_id]


def call_by(office: Office, policy: Policy) -> None:
    setup.change(office.desk, office.office_id, by=None, edit=lambda plan: replace(plan, policy=policy))


def test_after_another_order_was_chosen_the_simulator_promises_until_enough_were_called_by_it(past: Office) -> None:
    renew(past)
    past.open_counter()
    past.issue()
    call_by(past, Policy(kind="arrival"))

    at_once = promises.renew(past.desk, past.office_id)
    past.clock.tick(days=1)

    assert (at_once.how, renew(past)) == (How.EARLY, None)
    assert [each.made_on for each in told(past)] == [date(2026, 11, 23)]


def test_of_days_on_which_people_were_called_by_another_order_nothing_is_learned(past: Office) -> None:
    before = renew(past)
    assert before is not None
    with past.desk.reading() as connection:
        in_use = rows.in_use(connection, past.office_id)

    other = Order.learned_next(Policy(kind="arrival"), in_use)

    assert other == Order(Policy(kind="arrival"), date(2026, 11, 23))
    assert Order.learned_next(Policy(), in_use) == Order(Policy(), None)
