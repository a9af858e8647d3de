from __future__ import annotations

import string
from importlib import import_module
from pkgutil import iter_modules

import pytest

from queue_app.domain import log
from queue_app.domain.log.errors import CounterTaken, QueueError

NAMES = [each.name for each in iter_modules(log.__path__) if each.name.endswith("errors")]
MODULES = [import_module(f"{log.__name__}.{name}") for name in NAMES]
ALL: list[type[QueueError]] = [QueueError, *QueueError.__subclasses__()]


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [cls.code for cls in ALL]

    assert sorted(set(codes)) == sorted(codes)


def test_no_error_hides_outside_the_tree() -> None:
    said = [value for module in MODULES for value in vars(module).values()]
    found = {value for value in said if isinstance(value, type) and issubclass(value, Exception)}

    assert found == set(ALL)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.code)
def test_every_message_is_one_line_that_fills_with_named_data(cls: type[QueueError]) -> None:
    names = [name for _text, name, _spec, _conversion in string.Formatter().parse(cls().message_id) if name is not None]

    message = str(cls(**dict.fromkeys(names, "X")))

    assert message
    assert "{" not in message


def test_an_error_tells_its_data_in_words_and_keeps_it() -> None:
    error = CounterTaken(counter=2, officer="Rina", since="08.00")

    assert str(error) == "Counter 2 is held by Rina since 08.00."
    assert error.data == {"counter": 2, "officer": "Rina", "since": "08.00"}


def test_a_value_that_was_not_given_stays_a_placeholder() -> None:
    assert str(CounterTaken(counter=2)) == "Counter 2 is held by {officer} since {since}."


def test_braces_in_the_data_are_only_text() -> None:
    assert str(CounterTaken(counter="{officer}", officer="{0}", since="{")) == (
        "Counter {officer} is held by {0} since {."
    )
