"""What the first call of a day would pay for is read before the server answers anybody."""

from __future__ import annotations

import pytest

from queue_app.store import desk
from tests.questions import questions
from tests.web.visitors import Site


def test_after_warming_a_display_costs_what_it_always_costs(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "KEY_LASTS_S", float("inf"))  # else it is asked for once a second
    site.app.extensions["antrean.live"].warm()
    site.office.desk.office_called("uji")

    costs = []
    for _ in range(2):
        with questions() as asked:
            assert site.visitor().get("/display/uji/state").status_code == 200
        costs.append(len(asked))

    assert costs[0] == costs[1]
