from __future__ import annotations

from dataclasses import dataclass

import pytest

from queue_app.store.office.tables import Office, Series, Service
from queue_app.store.rows import columns, field_names


@dataclass(frozen=True, slots=True)
class Named:
    id: int
    code: str


@dataclass(frozen=True, slots=True)
class Lettered:
    named: Named
    letter: str
    minutes: int
    office_id: int


def test_a_field_is_the_column_of_its_name_in_the_first_table_that_has_one() -> None:
    assert columns(Named, Service) == (Service.id, Service.code)
    assert columns(Named, Office, Service) == (Office.id, Service.code)


def test_a_field_that_is_called_otherwise_is_given() -> None:
    found = columns(Lettered, Series, Service, named=columns(Named, Service), minutes=Service.standard_minutes)

    assert found == (Service.id, Service.code, Series.letter, Service.standard_minutes, Series.office_id)


def test_a_field_without_a_column_is_refused() -> None:
    with pytest.raises(AttributeError, match="no column for minutes in Series, Service"):
        columns(Lettered, Series, Service, named=())


def test_a_column_for_no_field_is_refused() -> None:
    with pytest.raises(TypeError, match="Named has no colour"):
        columns(Named, Service, colour=Service.code)


def test_the_fields_of_a_dataclass_are_told_in_their_order() -> None:
    assert field_names(Lettered, without=["letter"]) == ("named", "minutes", "office_id")
