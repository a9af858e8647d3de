"""What may be typed to find a ticket of today."""

from __future__ import annotations

from time import process_time

import pytest

from queue_app.screens.search import TYPED


@pytest.mark.parametrize("signs", [" ", "-", "0", "- ", "a"])
def test_a_long_line_without_a_number_is_answered_at_once(signs: str) -> None:
    began = process_time()

    found = TYPED.fullmatch((signs * 100_000 + "x").strip())

    assert (found, process_time() - began < 1) == (None, True)
