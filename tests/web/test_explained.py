"""The page that explains the measures is there for everybody who works at the office, in both languages."""

from __future__ import annotations

import pytest

from queue_app.domain.evidence.explained import MEASURES
from tests.web.visitors import Site


@pytest.mark.parametrize("username", ["wati", "tini"])
def test_everybody_of_the_office_reads_what_is_measured(site: Site, username: str) -> None:
    page = site.signed_in(username).get("/evidence/explained").text

    assert page.count('data-testid="measure"') == len(MEASURES)
    assert "14 hari setelah menerima rancangan" in page


def test_a_stranger_is_led_to_the_sign_in(site: Site) -> None:
    assert site.visitor().get("/evidence/explained").location == "/sign-in?next=/evidence/explained"
