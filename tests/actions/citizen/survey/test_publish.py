"""Publishing: what is frozen is the recount, and nothing that comes later changes it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from queue_app.actions.citizen.survey.publish import publish
from queue_app.domain.citizen.survey.frozen import recount, rows_of
from queue_app.domain.citizen.survey.ikm import Weight, ikm
from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.citizen.survey.publishing import Bar
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.publish_errors import NotPublishable
from queue_app.store.citizen.survey import publications
from queue_app.store.citizen.survey.publications import Publication
from tests.offices import Office
from tests.published import filled, keep, month


def publish_quarter(
    office: Office, code: str = "2026-Q3", *, reason: str = "", weight: Weight = Weight.NINTH
) -> Publication:
    by = office.officers["tini"]
    return publish(office.desk, office.office_id, period=read(code), weight=weight, by=by, reason=reason)


def kept(office: Office) -> list[Publication]:
    with office.desk.reading() as connection:
        return publications.all_of(connection, office.office_id)


def test_what_is_published_is_the_exact_recount_of_every_answer_to_the_last_day(office: Office) -> None:
    given = [*month(2026, 7, 12, 4), *month(2026, 8, 5, 2), filled(date(2026, 9, 30), 1)]
    keep(office, [*given, filled(date(2026, 10, 1), 1), filled(date(2026, 6, 30), 1)])

    published = publish_quarter(office)

    exact = ikm(each.values for each in given)
    counted = recount(published.frozen)
    assert exact is not None
    assert counted is not None
    assert (counted.value, published.frozen.rows) == (exact.value, rows_of(each.values for each in given))


def test_a_later_answer_changes_nothing_and_a_correction_stands_beside_the_first(office: Office) -> None:
    keep(office, month(2026, 7, 20, 4))
    first = publish_quarter(office)
    keep(office, month(2026, 8, 15, 1))

    before = kept(office)
    second = publish_quarter(office, reason="Formulir kertas Agustus")

    assert before == [first]
    assert kept(office) == [first, second]
    assert [(each.version, len(each.frozen.rows)) for each in kept(office)] == [(1, 20), (2, 35)]


def test_the_log_vouches_for_what_was_published(office: Office) -> None:
    keep(office, month(2026, 7, 20))
    published = publish_quarter(office)

    told = [each for each in office.events() if each.kind == "survey.published"]
    assert told == [
        events.SurveyPublished(
            publication_id=published.id, period="2026-Q3", version=1, sha256=published.digest,
            by_id=office.officers["tini"],
        )
    ]  # fmt: skip
    with office.desk.reading() as connection:
        assert list(publications.differences(connection, office.office_id)) == []


@pytest.mark.parametrize(
    ("code", "count", "why"), [("2026-Q4", 20, Bar.RUNNING), ("2026-11", 20, Bar.RUNNING), ("2026-Q3", 9, Bar.FEW)]
)
def test_a_period_that_runs_or_has_few_answers_is_not_published(
    office: Office, code: str, count: int, why: Bar
) -> None:
    keep(office, month(2026, 7, count))

    with pytest.raises(NotPublishable) as refused:
        publish_quarter(office, code)

    assert (refused.value.data, kept(office)) == ({"why": why}, [])


def test_a_quarter_beside_two_published_months_must_not_tell_a_small_third(office: Office) -> None:
    keep(office, [*month(2026, 7, 20), *month(2026, 8, 20), *month(2026, 9, 4)])
    for code in ("2026-07", "2026-08"):
        publish_quarter(office, code)

    with pytest.raises(NotPublishable) as refused:
        publish_quarter(office)

    assert refused.value.data == {"why": Bar.REST}


def test_a_correction_says_why_and_is_of_ten_answers_at_least(office: Office) -> None:
    keep(office, month(2026, 7, 20))
    publish_quarter(office)
    keep(office, [filled(date(2026, 7, 9), 1)])

    with pytest.raises(BadInput):
        publish_quarter(office)
    with pytest.raises(NotPublishable) as refused:
        publish_quarter(office, reason="Satu formulir")

    assert refused.value.data == {"why": Bar.CORRECTION}


@pytest.mark.parametrize("statement", ["UPDATE ikm_publication SET figures = 'x'", "DELETE FROM ikm_publication"])
def test_the_database_refuses_to_change_what_was_published(office: Office, statement: str) -> None:
    keep(office, month(2026, 7, 20))
    publish_quarter(office)

    with pytest.raises(DatabaseError), office.desk.transaction(office.office_id) as work:
        work.connection.execute(text(statement))


def test_nothing_of_a_respondent_is_frozen_but_counts(office: Office) -> None:
    keep(office, month(2026, 7, 20, service_id=office.services["KTP"], officer_id=office.officers["wati"]))

    frozen = publish_quarter(office).frozen

    assert set(frozen.rows) == {"333333333"}
    assert [(each.n, each.ikm, each.grade) for each in frozen.services] == [(20, "75.00", "C")]
    assert frozen.respondents["sex"] == {"": 20}
