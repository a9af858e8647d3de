"""An office's own ticket: its layout, its words and its logo, in the preview and on paper."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from queue_app.actions.paper.jobs import PaperWish
from queue_app.domain.paper.ticket_layout import TicketLinePlan
from queue_app.printing import sample
from queue_app.printing.jobs import job_lines
from queue_app.printing.lines import Cut, Line, Picture, Text
from queue_app.store.office.now import office_now
from queue_app.store.paper import jobs
from queue_app.store.paper.tables import PrintJob
from tests.factories import MORNING, make_plan
from tests.offices import Office, found
from tests.printing.logos import give_logo, logo

LAYOUT = [
    TicketLinePlan("logo", size=2),
    TicketLinePlan("number", size=8),
    TicketLinePlan("text", text_id="Bawa KTP asli", text_en="Bring your ID"),
]


@pytest.fixture
def own(office: Office) -> Office:
    """An office with a layout of its own."""
    plan = replace(make_plan(slug="cetak", tag="-c"), ticket=LAYOUT)
    return found(office.desk.database, plan, tag="-c")


def printed(office: Office, folder: Path, lang: str) -> list[Line]:
    office.issue("AKTA", print_it=PaperWish(lang, "https://a.id"))
    (job_id,) = office.rows(PrintJob.id)
    with office.desk.reading() as connection:
        return job_lines(connection, jobs.whole(connection, job_id), 80, files_dir=folder)


def test_paper_has_the_office_s_layout_words_and_logo(own: Office, tmp_path: Path) -> None:
    give_logo(own.desk, own.office_id, tmp_path, logo(300, 300))

    picture, *rest = printed(own, tmp_path, "en")

    assert isinstance(picture, Picture)
    assert picture.image().size == (144, 144)
    assert rest == [Text("B001", 8, 8), Text("Bring your ID"), Cut()]


def test_a_logo_whose_file_is_gone_stops_no_ticket(own: Office, tmp_path: Path) -> None:
    give_logo(own.desk, own.office_id, tmp_path, logo(300, 300))
    next(tmp_path.glob("*.png")).unlink()

    assert printed(own, tmp_path, "id") == [Text("B001", 8, 8), Text("Bawa KTP asli"), Cut()]


def test_the_preview_shows_the_logo_and_may_show_a_layout_that_nobody_saved(own: Office, tmp_path: Path) -> None:
    def height(layout: list[TicketLinePlan] | None = None) -> int:
        drawn = sample.of_office(
            own.desk,
            own.office_id,
            lang="id",
            paper_width_mm=58,
            link_base="https://a.id",
            files_dir=tmp_path,
            layout=layout,
        )
        return Image.open(io.BytesIO(drawn)).height

    without = height()
    give_logo(own.desk, own.office_id, tmp_path, logo(300, 300))

    assert height() - without == 384 * 2 // 8
    assert height(layout=[TicketLinePlan("number")]) < without


def test_the_sample_is_the_first_number_of_the_first_service(office: Office) -> None:
    with office.desk.reading() as connection:
        row = office_now(connection, office.office_id)
        ticket = sample.sample(connection, row, lang="en", at=MORNING, link_base="https://a.id")

    assert (ticket.number, ticket.service, ticket.taken_at, ticket.url) == (
        "A001", "Service KTP", "Monday, 23 November 2026, 08:00 WIB", f"https://a.id/t/{sample.TOKEN}",
    )  # fmt: skip
