"""What is typed to find a ticket of today is read in one walk."""

from __future__ import annotations

from time import process_time

import pytest

from queue_app.domain.queue import numbering


@pytest.mark.parametrize("signs", [" ", "-", "0", "- ", "a"])
def test_a_long_line_without_a_number_is_answered_at_once(signs: str) -> None:
    began = process_time()

    found = numbering.typed(signs * 100_000 + "x")

    assert (found, process_time() - began < 1) == (None, True)
