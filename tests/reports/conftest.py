"""A factory for rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from queue_app.reports.columns import OfficerRow
from queue_app.store.office.tables import Employment


@pytest.fixture
def make_row() -> Callable[..., OfficerRow]:
    """A row of dull defaults."""

    def make(
        name: str = "Rina Simanjuntak",
        nip: str | None = "198904122015032901",
        service: str = "Perekaman KTP-el",
        median_s: float | None = 480,
        p90_s: float | None = 671.99,
        within_pct: float | None = 100 * 13 / 15,
    ) -> OfficerRow:
        return OfficerRow(
            name=name, nip=nip, employment=Employment.PNS if nip else Employment.NON_ASN, service=service,
            standard_minutes=10, count=17, timed=15, excluded=2, forgotten=1, inaccurate=2, transferred=3,
            median_s=median_s, p90_s=p90_s, within_pct=within_pct,
        )  # fmt: skip

    return make
