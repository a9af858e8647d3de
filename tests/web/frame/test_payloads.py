"""What a request carries that no struct can hold: refused as what cannot be understood, never a fault of ours."""

from __future__ import annotations

import pytest

from tests.web.admin.test_index import administrator
from tests.web.visitors import Site

ENDLESS = "[" * 3000


@pytest.mark.parametrize("body", [f'{{"a":{ENDLESS}', f'{{"a":{ENDLESS + "]" * 3000}}}'], ids=["open", "closed"])
def test_brackets_in_brackets_without_end_are_refused_of_a_stranger(site: Site, body: str) -> None:
    answer = site.visitor().browser.post("/pairing/uji/display", data=body, content_type="application/json")

    assert (answer.status_code, answer.get_json()["error"]) == (400, "malformed_request")


def test_brackets_in_brackets_without_end_are_no_layout_of_a_ticket(site: Site) -> None:
    part = '[["text",1,"left",false,"a","",' + ENDLESS

    assert administrator(site).get(f"/admin/ticket/preview.png?paper=80&lang=id&layout={part}").status_code == 400
