"""The display in small beside its settings."""

from __future__ import annotations

import pytest

from queue_app.domain.log.rights import Role
from tests.web.admin.test_index import administrator
from tests.web.visitors import Site

SHIFTED = "The colour is shifted a little, so that the number can be read."


@pytest.mark.parametrize(
    ("lang", "theme", "accent", "told"),
    [
        ("id", "dark", "", "Sangat mudah dibaca: huruf hitam, kontras 11,1 banding 1."),
        ("en", "light", "%231C5D99", "Easy to read: white letters, contrast 6.8 to 1."),
        ("en", "contrast", "%23808080", f"Very easy to read: black letters, contrast 7.3 to 1. {SHIFTED}"),
    ],
)
def test_how_well_a_call_is_read_is_told_in_words(site: Site, lang: str, theme: str, accent: str, told: str) -> None:
    answer = administrator(site, lang=lang).get(f"/admin/room/look/state?theme={theme}&accent={accent}")

    assert answer.json
    assert answer.json["told"] == told
    assert f"/themes/{theme}/theme.css" in answer.json["theme_url"]


@pytest.mark.parametrize("query", ["", "theme=pink", "theme=dark&accent=red", "theme=dark&accent=%23fff"])
def test_a_look_that_is_none_is_refused(site: Site, query: str) -> None:
    assert administrator(site).get(f"/admin/room/look/state?{query}").status_code == 400


def test_the_display_in_small_stands_in_our_own_pages_and_no_other_page_in_any(site: Site) -> None:
    site.pairs_devices()
    tini = administrator(site)

    pages = [tini.get(path) for path in ("/admin/room/miniature", "/admin/room")]

    assert [page.headers["X-Frame-Options"] for page in pages] == ["SAMEORIGIN", "DENY"]
    assert ["frame-ancestors 'self'" in page.headers["Content-Security-Policy"] for page in pages] == [True, False]
    assert ["/browser/still.js" in pages[0].text, "/browser/line.js" in pages[0].text] == [True, False]


def test_only_who_sets_the_office_up_sees_it(site: Site) -> None:
    site.give_role("joko", Role.SUPERVISOR)

    assert site.signed_in("joko").get("/admin/room/miniature").status_code == 403
