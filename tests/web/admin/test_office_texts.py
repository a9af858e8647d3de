"""The office's own words, where citizens read them: kiosk, display, paper, and the page of its pledge."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from queue_app.actions.office import setup
from queue_app.actions.paper import jobs
from queue_app.actions.paper.jobs import PaperWish
from queue_app.domain.office.plan import TextPlan
from tests.web.visitors import Site


@pytest.fixture
def told(site: Site) -> Site:
    texts = [
        TextPlan("notice", "Blangko tersedia.", ""),
        TextPlan("ticket_footer", "Simpan tiket ini.", "Keep this ticket."),
        TextPlan("maklumat", "Kami berjanji.", "We promise."),
    ]
    setup.change(site.office.desk, site.office.office_id, by=None, edit=lambda plan: replace(plan, texts=texts))
    return site


def test_the_kiosk_and_the_display_show_the_notice(told: Site) -> None:
    visitor = told.visitor()

    assert '"notice": {"en": "Blangko tersedia.", "id": "Blangko tersedia."}' in visitor.get("/kiosk/uji").text
    assert _boot(visitor.get("/display/uji").text)["room"]["ticker"][0]["text"] == "Blangko tersedia."


def test_an_office_without_a_notice_shows_none(site: Site) -> None:
    visitor = site.visitor(lang="en")

    assert '"notice": null' in visitor.get("/kiosk/uji").text
    ticker = _boot(visitor.get("/display/uji").text)["room"]["ticker"]
    assert ticker[0] == {"lang": "en", "text": "Missed your number? Please speak to an officer."}


@pytest.mark.parametrize(("lang", "text"), [("id", "Kami berjanji."), ("en", "We promise.")])
def test_everyone_reads_the_pledge(told: Site, lang: str, text: str) -> None:
    assert text in told.visitor(lang=lang).get("/maklumat/uji").text


def test_the_paper_of_a_ticket_carries_the_footer(told: Site) -> None:
    told.office.issue(print_it=PaperWish("id", "http://antrean.test"))

    job = jobs.take_job(told.office.desk, told.office.office_id)

    assert job is not None
    assert (job.footer_id, job.footer_en) == ("Simpan tiket ini.", "Keep this ticket.")


def test_the_start_page_leads_to_a_pledge_that_there_is(told: Site) -> None:
    assert 'href="/maklumat/uji"' in told.visitor().get("/").text


def test_the_start_page_of_an_office_without_a_pledge_leads_to_none(site: Site) -> None:
    assert "/maklumat/" not in site.visitor().get("/").text


def _boot(page: str) -> dict[str, Any]:
    found = re.search(r'id="boot">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    boot: dict[str, Any] = json.loads(html.unescape(found[1]))
    return boot
