"""A report on its page: the sentences of the letter, and what whoever reads it may do with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import render_template, request

from queue_app.domain.evidence import periods
from queue_app.domain.evidence.cycle import LOCKED_ALONE, LONGEST_TEXT, OPENED
from queue_app.domain.evidence.letter import Letter
from queue_app.domain.evidence.targets import ASPECTS, LONGEST, MEASURES
from queue_app.domain.log.errors import MalformedRequest
from queue_app.reports.evaluation import told
from queue_app.reports.evaluation.words import SERVICES, STATES, Words, realisation
from queue_app.screens import evaluations
from queue_app.screens.evaluations import Page, Records
from queue_app.store.evidence.letters import Whose
from queue_app.texts import duration, long_period
from queue_app.web.evidence import plot
from queue_app.web.frame.address import Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import config, desk, lang

SEEN: Schema = {"type": "string", "pattern": "^[0-9]{1,9}$", "description": "The revision that was read"}
TEXT: Schema = {"type": "string", "maxLength": LONGEST_TEXT}
NUMBER = 9  # digits
EMPTY_ROWS = 2  # of the targets, below those that are typed


def form(**properties: Schema) -> Schema:
    """A form of these blanks; what is left out is read as empty, and refused where something is needed."""
    return {"type": "object", "properties": properties}


def typed(name: str) -> str:
    """What stands in a blank of the form."""
    return request.form.get(name, "")


def seen() -> int:
    """The revision that was read. Raises MalformedRequest."""
    text = typed("seen")
    if not (text.isascii() and text.isdecimal() and len(text) <= NUMBER):
        raise MalformedRequest
    return int(text)


def whose(officer_id: int, code: str) -> Whose:
    """Which report of the reader's own office. Raises NotFound."""
    return Whose(officer().office_id, officer_id, periods.read(code), config().evidence.dispute_days)


def words(letter: Letter) -> Words:
    """Of the reader's language, and the office's zone."""
    return Words(lang(), letter.office.time_zone)


def letter_page(page: Page, *, side: str, base: str, message: str = "", kept: Mapping[str, str] | None = None) -> str:
    """side: who reads it, "own", "team" or "unit". base: where its forms go. kept: what was typed, and not taken."""
    letter, says = page.letter, words(page.letter)
    ratio = letter.figures.ratio
    return render_template(
        "evidence/letter.html",
        office_name=office_name(), side=side, base=base, message=message, kept=kept or {}, page=page, letter=letter,
        period=long_period(letter.period.code, lang=lang()), state=says.of(STATES, page.state),
        shows_nip=side != "unit", w=says, told=told, columns=SERVICES,
        line=plot.line(ratio) if ratio else None,
        realisation=realisation, aspects=ASPECTS, measures=MEASURES, longest=LONGEST, most=LONGEST_TEXT,
        empty_rows=EMPTY_ROWS, locked_alone=LOCKED_ALONE, opened_for=OPENED,
        dispute_days=config().evidence.dispute_days, rows=rows(page, says),
        is_own_of_reader=letter.officer.id == officer().officer_id,
    )  # fmt: skip


def rows(page: Page, says: Words) -> list[dict[str, Any]]:
    """The disputes of the letter with the numbers of those that wait for a decision."""
    waiting = iter(page.waiting)
    return [
        {
            "about": about,
            "reason": reason,
            "decided": decided,
            "id": next(waiting).id if each.decision is None else None,
        }
        for each, (about, reason, decided) in zip(page.letter.disputes, told.disputes(page.letter, says), strict=True)
    ]


def records_page(page: Page, found: Records, *, side: str, base: str) -> str:
    """The records of one day, each with its time, its doubts, and whether it counts."""
    says = words(page.letter)
    return render_template(
        "evidence/records.html",
        office_name=office_name(), side=side, base=base, page=page, letter=page.letter, found=found, w=says,
        period=long_period(page.letter.period.code, lang=lang()), reasons=told.REASONS, most=LONGEST_TEXT,
        lasted=lambda seconds: duration(seconds, lang=lang()),
    )  # fmt: skip


def day_asked() -> date | None:
    """The day of the query, if it is one."""
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None


def page_of(asked: Whose) -> Page:
    """Raises NotFound, BrokenLog."""
    return evaluations.page(desk(), asked)
