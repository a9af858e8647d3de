"""An office that takes bookings."""

from __future__ import annotations

import pytest

from tests.bookings import take_bookings
from tests.web.visitors import Site


@pytest.fixture
def booked_site(site: Site) -> Site:
    take_bookings(site.office)
    return site
