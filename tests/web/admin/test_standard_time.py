"""The set-up says from when another standard counts."""

from __future__ import annotations

import re

from tests.standards import set_standard
from tests.web.admin.test_index import administrator
from tests.web.visitors import Site, Visitor


def serve_somebody(site: Site) -> None:
    site.office.issue()
    site.office.open_counter()
    site.office.served()


def beside_the_standard(visitor: Visitor, way: str = "edit/KTP", lang: str = "en") -> list[str]:
    page = visitor.get(f"/admin/services/{way}?lang={lang}").text
    found = re.search(r'id="standard_minutes-told">(.*?)</p>', page)
    return found[1].split("<br>") if found else []


def flashed(visitor: Visitor, minutes: str) -> list[str]:
    """What the page says once the standard of KTP was saved."""
    page = visitor.get("/admin/services/edit/KTP")
    form = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', page.text))
    form = {name: value for name, value in form.items() if name not in {"counters", "is_active"}}
    sent = {**form, "group": "umum", "requirements_id": "", "requirements_en": "", "is_active": "y",
            "counters": ["1"], "standard_minutes": minutes}  # fmt: skip
    answer = visitor.browser.post("/admin/services/edit/KTP", data=sent, follow_redirects=True)
    return re.findall(r'data-testid="done">(.*?)</p>', answer.text)


def test_a_change_is_said_to_count_at_once_before_anybody_was_called(site: Site) -> None:
    assert beside_the_standard(administrator(site)) == ["A change counts at once: nobody was called for it yet."]


def test_a_change_is_said_to_count_from_tomorrow_in_either_language(site: Site) -> None:
    serve_somebody(site)
    tini = administrator(site)

    told = [beside_the_standard(tini, lang=lang) for lang in ("en", "id")]

    assert told == [
        ["A change counts from Tuesday, 24 November 2026."],
        ["Perubahan mulai berlaku Selasa, 24 November 2026."],
    ]


def test_what_was_set_before_is_told_with_its_days(site: Site) -> None:
    serve_somebody(site)
    set_standard(site.office, 5)

    told = beside_the_standard(administrator(site))

    assert told[1:] == ["So far: 10 min; 5 min from 24 Nov 2026."]


def test_of_a_new_service_nothing_is_said(site: Site) -> None:
    assert beside_the_standard(administrator(site), "add") == []


def test_what_was_saved_is_told_with_the_day_from_which_it_counts(site: Site) -> None:
    serve_somebody(site)

    assert flashed(administrator(site), "5") == [
        "Service KTP: saved.",
        "Standard time that counts from Tuesday, 24 November 2026: Service KTP (5 min).",
    ]


def test_what_counts_at_once_is_told_so(site: Site) -> None:
    assert flashed(administrator(site), "5")[1:] == ["Standard time that counts at once: Service KTP (5 min)."]


def test_a_standard_that_stays_is_not_told(site: Site) -> None:
    assert flashed(administrator(site), "10") == ["Service KTP: saved."]
