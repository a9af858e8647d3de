"""Every text that somebody may read is in both catalogues, with the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kiosk.alone import front as kiosk_front
from kiosk.alone import issuing as kiosk_issuing
from kiosk.alone import office as kiosk_office
from kiosk.alone import paper as kiosk_paper
from queue_app import __file__ as package_file
from queue_app import escalation, reminders
from queue_app.actions.citizen.privacy import own as own_data
from queue_app.actions.office import heads
from queue_app.actions.office.wizard import KINDS
from queue_app.actions.queue import overtaken
from queue_app.cli import backtest as cli_backtest
from queue_app.cli import evaluation as cli_evaluation
from queue_app.cli import ikm as cli_ikm
from queue_app.cli import imports as cli_imports
from queue_app.doctor import checkup, finding
from queue_app.domain.citizen import usual
from queue_app.domain.citizen.booking import standing as booking_standing
from queue_app.domain.citizen.causes import CAUSES
from queue_app.domain.citizen.complaints import states
from queue_app.domain.citizen.complaints import words as brought
from queue_app.domain.citizen.forum import words as forum_words
from queue_app.domain.citizen.pekppp import levels as pekppp_levels
from queue_app.domain.citizen.privacy import keeping
from queue_app.domain.citizen.privacy import requests as privacy_requests
from queue_app.domain.citizen.privacy import words as privacy_words
from queue_app.domain.citizen.survey import csv_faults
from queue_app.domain.evidence import explained, gaps, import_faults, leave, outages, targets
from queue_app.domain.evidence.definitions import DEFINITIONS
from queue_app.domain.hall import room
from queue_app.domain.hall.hues import HUES
from queue_app.domain.hall.pictograms import PICTOGRAMS
from queue_app.domain.log import (  # so that their refusals are in the tree
    cycle_errors,  # noqa: F401
    history_errors,  # noqa: F401
    import_errors,  # noqa: F401
    kept_errors,  # noqa: F401
    leave_errors,  # noqa: F401
    move_errors,  # noqa: F401
    privacy_errors,  # noqa: F401
    schema_errors,  # noqa: F401
    time_errors,  # noqa: F401
    training_errors,  # noqa: F401
)
from queue_app.domain.log.errors import QueueError
from queue_app.domain.office import first_steps, hours
from queue_app.domain.office.faults import FAULTS
from queue_app.domain.office.hooks import kinds as hook_kinds
from queue_app.domain.office.hooks import pacing as hook_pacing
from queue_app.domain.office.standards import COMPONENTS
from queue_app.domain.paper import jobs, ticket_layout
from queue_app.domain.queue import alerts, paper_list
from queue_app.domain.queue.lease import slips
from queue_app.domain.queue.numbering import SOURCES
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.domain.queue.routing import PLAIN, REASONS
from queue_app.reports import complaint_form, desks, duties, history, left_out, recap_pdf, uat_sheet
from queue_app.reports.evaluation import tables
from queue_app.reports.evaluation import words as evaluation_words
from queue_app.reports.evaluation import words as letter_words
from queue_app.reports.notes import NOTES
from queue_app.reports.pekppp import pack as pekppp_pack
from queue_app.reports.pekppp import words as pekppp_words
from queue_app.reports.survey import poster, rtl
from queue_app.reports.survey import words as survey_words
from queue_app.screens import board_officers, clock, equipment, figures, notices, recap, slides, visit, wishes
from queue_app.store.hall import presence
from queue_app.texts import LANGUAGES
from queue_app.web import evidence_tokens, numbers, preview, promise_words, staffing_words
from queue_app.web import recap as web_recap
from queue_app.web.booking import own as booking_own
from queue_app.web.booking import reception as booking_reception
from queue_app.web.calendar import asked as calendar_asked
from queue_app.web.city import page as city_page
from queue_app.web.forum import staff as staff_forums
from queue_app.web.frame import navigation
from queue_app.web.frame.errors import HTTP_MESSAGES, TROUBLES
from queue_app.web.history import asked
from queue_app.web.history import figures as history_figures
from queue_app.web.history import notes as history_notes
from queue_app.web.history import words as history_words
from queue_app.web.hooks import words as hook_words
from queue_app.web.ikm import changes as ikm_changes
from queue_app.web.ikm import plan as ikm_plan
from queue_app.web.journal import words as journal_words
from queue_app.web.people import courses
from queue_app.web.privacy import register as privacy_register
from queue_app.web.privacy import table_names
from queue_app.web.reference import reading as reference
from queue_app.web.survey import forms as survey_forms
from queue_app.web.survey import imports as survey_imports
from queue_app.web.survey import staff as survey_staff
from queue_app.web.voice import at_kiosk as voice_at_kiosk
from queue_app.web.voice import form as voice_form
from queue_app.web.voice import status as voice_status

PACKAGE = Path(package_file).parent
ROOT = PACKAGE.parent
SCRIPTS = [
    *(PACKAGE / "web" / "static").glob("*.js"),
    *(ROOT / "kiosk" / "page").glob("*.js"),
    *(ROOT / "display" / "page").glob("*.js"),
    *(ROOT / "browser").glob("*.js"),
]
PAGES = [*PACKAGE.rglob("*.html"), *(ROOT / "kiosk").rglob("*.html"), *(ROOT / "display").rglob("*.html")]
MODULES = [*PACKAGE.rglob("*.py"), *(ROOT / "kiosk").glob("*.py")]
TEXT = r"\"((?:[^\"\\]|\\.)+)\"|'((?:[^'\\]|\\.)+)'"
# A text is marked by a call, or stands in a table whose field goes through such a call.
MARKS = [
    (SCRIPTS, rf"\bt\(\s*(?:{TEXT})"),
    (SCRIPTS, rf"\blabel: (?:{TEXT})"),
    (PAGES, rf"\b_\(\s*(?:{TEXT})"),
    (MODULES, rf"\btranslate\([\w.()]+, (?:{TEXT})"),
    (MODULES, rf"\btext = HTTP_MESSAGES\.get\(status, (?:{TEXT})"),
    (MODULES, rf"\b_\((?:{TEXT})"),
    (MODULES, rf"NotFound\(what=(?:{TEXT})"),
]


def marked() -> Iterator[str]:
    for files, mark in MARKS:
        for file in files:
            for double, single in re.findall(mark, file.read_text(encoding="utf-8")):
                yield (double or single).replace("\\'", "'").replace('\\"', '"')


def kinds(of: type[QueueError]) -> Iterator[type[QueueError]]:
    yield of
    for kind in of.__subclasses__():
        yield from kinds(kind)


def in_tables() -> Iterator[str]:
    """Texts that stand in the program's own tables."""
    yield from (kind().message_id for kind in kinds(QueueError))
    yield from (*PICTOGRAMS.values(), *(each.name for each in HUES.values()), *(text for _, text in TROUBLES.values()))
    yield from [*REASONS.values(), *PLAIN.values(), *CATEGORIES.values(), *HTTP_MESSAGES.values()]
    for table in (
        first_steps.SAID,
        evaluation_words.HEADINGS,
        evaluation_words.LABELS,
        evaluation_words.STATES,
        evaluation_words.SAID,
    ):
        yield from table.values()
    yield from [*evaluation_words.LEFT_OUT.values(), *evaluation_words.SIGNALS.values(), *evaluation_words.SERVICES]
    yield from evaluation_words.DISPUTES
    yield from (*leave.KINDS.values(), *leave.STATES.values(), *outages.KINDS.values(), *calendar_asked.FAULTS.values())
    yield from (*targets.ASPECTS.values(), *(each.name for each in targets.MEASURES.values()))
    yield from (text for _code, *texts in explained.MEASURES for text in texts)
    yield from [*alerts.WORDS.values(), *alerts.NAMES.values(), *CAUSES.values(), *gaps.GAPS.values()]
    yield from [*gaps.TOPICS.values(), *courses.FAULTS.values()]
    yield from [*hours.CLOSED.values(), *hours.CLOSINGS.values(), *hours.OPENS.values(), *hours.EXPECTED.values()]
    yield from (label for section in navigation.SECTIONS for label in section.values())
    yield from usual.LEVELS.values()
    yield from [*overtaken.HAPPENED.values(), overtaken.ON_PAPER]
    for words in (preview.NAMES, preview.MEANINGS, preview.NUMBERS, preview.CLASS_NAMES):
        yield from words.values()
    yield from [*staffing_words.COLUMNS, *staffing_words.TELLINGS]
    yield from [*staffing_words.MORE.values(), *staffing_words.SAID.values()]
    yield from [
        *preview.SIDES,
        *numbers.TABS.values(),
        *notices.TITLES.values(),
        *presence.SOUNDS.values(),
        *equipment.NAMES.values(),
    ]
    yield from [*FAULTS.values(), *(each.name for each in COMPONENTS.values()), *(name for name, _ in KINDS.values())]
    for table in (journal_words.WORDS, journal_words.GROUPS, journal_words.SETUP, journal_words.DETAILS):
        yield from table.values()
    yield from (*journal_words.WITHOUT.values(), *journal_words.BELOW.values())
    yield from [*jobs.CONDITIONS.values(), *jobs.PAPER_LEFT.values(), *jobs.DECISIONS.values()]
    yield from (text for table in journal_words.CODES.values() for text in table.values())
    yield from [*import_faults.FAULTS.values(), *cli_imports.STEPS.values()]
    yield from [cli_imports.NEW_SERVICE, cli_imports.NEW_OFFICE, cli_evaluation.TITLE, cli_evaluation.ASKED]
    yield from (*filter(None, cli_evaluation.HEADINGS), *cli_evaluation.CAVEATS)
    yield from (*filter(None, cli_backtest.HEADINGS), *filter(None, cli_ikm.HEADINGS), *csv_faults.FAULTS.values())
    yield from [*cli_evaluation.NO_RATIO.values(), *cli_evaluation.SIGNALS.values(), *cli_evaluation.DIFFERS.values()]
    yield from [kiosk_front.NEVER_SEEN, kiosk_paper.MARK, kiosk_issuing.CANNOT_WRITE, kiosk_office.NO_NUMBERS]
    yield from [*paper_list.FAULTS.values(), *slips.FAULTS.values(), *(label for label, _ in numbers.BLANKS.values())]
    yield from [*ticket_layout.PARTS.values(), *ticket_layout.ALIGNS.values(), *SOURCES.values()]
    for table in (room.THEMES, room.READINGS, room.LANGUAGES, room.SLIDES, room.NUMBERINGS):
        yield from table.values()
    yield from [
        *slides.TITLES.values(),
        *slides.LINES.values(),
        *slides.DAYS,
        *figures.LABELS.values(),
        *visit.AGAIN.values(),
        *wishes.TOLD.values(),
    ]
    yield from [heads.SUBJECT, heads.TEXT, heads.ATTACHED, recap.NO_COUNTS, *recap.OUTCOMES, *recap.HAPPENED.values()]
    yield from [clock.BACK, clock.FORWARD, *recap_pdf.SAID.values(), *recap_pdf.COLUMNS]
    for words in (letter_words.HEADINGS, letter_words.LABELS, letter_words.STATES, letter_words.LEFT_OUT):
        yield from words.values()
    yield from [*letter_words.SIGNALS.values(), *letter_words.SAID.values(), *letter_words.UNSUR.values()]
    yield from [*letter_words.SERVICES, *letter_words.DISPUTES, *(column.title for column in tables.COLUMNS)]
    yield from (label for label, _expected in evidence_tokens.BLANKS.values())
    yield from [*web_recap.FAILED.values(), web_recap.LOST]
    yield from [board_officers.NO_TIMES, *board_officers.WHY.values()]
    yield from (column.title for columns in (duties.COLUMNS, desks.COLUMNS, left_out.COLUMNS) for column in columns)
    yield from [duties.TITLE, desks.TITLE, left_out.TITLE, left_out.ON_PAPER, left_out.GOING_ON, left_out.PRIORITY]
    yield from (text for pair in NOTES for text in pair)
    yield from of_history()
    yield from of_promises()
    yield from of_published()
    yield from of_voices()


def of_the_doctor() -> Iterator[str]:
    yield from (*finding.LEVELS.values(), *(each.name for each in checkup.CHECKS))
    yield from (*uat_sheet.TITLES.values(), *uat_sheet.SAID.values(), *uat_sheet.COUNTERS, *uat_sheet.KEPT)
    yield from (*uat_sheet.SIGNERS, *(text for tests in uat_sheet.TESTS.values() for text in tests))


def of_hooks() -> Iterator[str]:
    """What other programs are told."""
    for table in (hook_kinds.KINDS, hook_kinds.PAUSES, hook_pacing.FAULTS, hook_words.GROUPS, hook_words.BLANKS):
        yield from table.values()
    yield from (title for title, _sort in city_page.SORTS.values())
    yield from (text for group in reference.GROUPS for text in (group.title, group.says))
    yield from (hook_words.SENT, hook_words.TEST, hook_words.PRIVATE, hook_words.LOOK_AFTER, hook_words.STEP)


def of_voices() -> Iterator[str]:
    """What citizens say, book and bring, and what is kept of it."""
    yield from (text for each in keeping.KINDS.values() for text in (each.name, each.why, each.how))
    yield from (each.source for each in privacy_requests.TERMS.values())
    yield from [
        privacy_register.FAULT,
        *own_data.STAYS.values(),
        *own_data.ERASES.values(),
        *table_names.NAMES.values(),
    ]
    for told in (privacy_words.KINDS, privacy_words.OUTCOMES, privacy_words.STEPS, privacy_words.MOODS):
        yield from told.values()
    yield from [*pekppp_levels.GROUNDS.values(), *pekppp_words.HEADINGS, pekppp_words.NO_EVIDENCE]
    yield from pekppp_pack.PLAN_HEADINGS
    yield from escalation.TEXTS.values()
    yield from (*booking_standing.MSGIDS.values(), reminders.SUBJECT, reminders.TEXT, reminders.AFTER)
    yield from [*survey_staff.CHANNELS.values(), *survey_staff.SCORES.values(), *survey_forms.FAULTS.values()]
    yield from [*survey_forms.LETTERS, *survey_imports.ENCODINGS.values(), *survey_imports.ORDERS.values()]
    yield from of_hooks()


def of_published() -> Iterator[str]:
    for table in (
        survey_words.PERIODS, survey_words.TITLES, survey_words.HIDDEN, survey_words.BARS, survey_words.FIELDS,
        survey_words.YES_NO, survey_words.CHANNELS, survey_words.WEIGHTS, survey_words.TERMS, survey_words.STANDINGS,
    ):  # fmt: skip
        yield from table.values()
    yield from (*ikm_changes.KINDS.values(), *ikm_changes.VERDICTS.values(), *ikm_changes.FAULTS.values())
    yield from (*ikm_plan.FAULTS.values(), rtl.TITLE, *rtl.COLUMNS, poster.TITLE, *poster.THANKS)
    yield from of_bookings()
    yield from of_the_doctor()


def of_bookings() -> Iterator[str]:
    for words in (booking_own.DONE, booking_reception.DONE, booking_reception.BLANKS):
        yield from words.values()
    yield from booking_reception.STATES.values()


def of_promises() -> Iterator[str]:
    columns = (promise_words.COUNTS, promise_words.KEPT, promise_words.LOSSES, promise_words.BESIDE)
    yield from (column.title for table in columns for column in table)
    yield from (*promise_words.PUBLIC_HEADS, *promise_words.STAFF_HEADS)
    yield from (*promise_words.HOW.values(), *promise_words.GIVEN.values())
    yield from (*promise_words.WHY.values(), *promise_words.TRAININGS)


def of_history() -> Iterator[str]:
    for each in DEFINITIONS.values():
        yield from (each.name, each.counts, each.unit, each.left_out, each.source)
    for table in (
        history.TITLES,
        history_words.BY,
        history_figures.SHARES,
        history_figures.HEATS,
        history_notes.FAULTS,
    ):
        yield from table.values()
    yield from [
        *history.FUNNEL,
        *history.ENDS,
        *history_figures.QUANTILES,
        history_words.TOO_FEW,
        history_figures.HALF,
        history_figures.NO_HOURS,
    ]
    yield from (label for label, _days in asked.SPANS.values())
    yield from (title for titles in history.QUANTILES.values() for title in titles)
    columns = (history.FIRST, history.LAST, *history.PART_COLUMNS, *history.COUNT_COLUMNS, *history.EACH_COLUMNS)
    yield from (column.title for column in columns)
    yield from (*history.SHARE_TITLES, "Half hour from", "Hour of arrival", "hour", "span of days", "counter")


def of_the_voice() -> Iterator[str]:
    for table in (voice_form.WHO, voice_form.FAULTS, voice_status.TOLD, voice_status.SCORES, voice_at_kiosk.ASKS):
        yield from table.values()
    yield from (*complaint_form.WHO, voice_status.RATED, voice_at_kiosk.WITHOUT_WORDS, voice_at_kiosk.NO_SERVICE)
    for of_forums in (forum_words.KINDS, forum_words.GROUPS, forum_words.STANDINGS, forum_words.BECAME):
        yield from of_forums.values()
    yield staff_forums.FAULT
    of_complaints = (brought.TRACKS, brought.KINDS, brought.CATEGORIES, brought.GROUPS, brought.VIAS, brought.STAGES)
    for names in (*of_complaints, brought.COUNTINGS, brought.DONE, states.NAMES):
        yield from names.values()


def state_names() -> Iterator[str]:
    for script in SCRIPTS:
        for table in re.findall(r"STATE_NAME = {(.+?)}", script.read_text(encoding="utf-8")):
            yield from re.findall(r'"([^"]+)"', table)


USED = sorted({*marked(), *in_tables(), *of_the_voice(), *state_names()})


def catalogue(lang: str) -> dict[str, str]:
    """msgid -> text as it stands in the file, empty where it is missing."""
    with (PACKAGE / "translations" / lang / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_the_search_finds_texts_of_every_kind() -> None:
    assert {
        "Call next", "Take a number", "Skip to the content", "QUEUE NUMBER", "ticket", "Please sign in.",
        "The request could not be understood.", "Median (minutes)", "In service", "Aged 60 or over",
    } <= set(USED)  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_that_is_used_is_in_the_catalogue(lang: str) -> None:
    known = catalogue(lang)

    assert [text for text in USED if text not in known] == []


def test_no_indonesian_text_is_missing() -> None:
    assert [msgid for msgid, text in catalogue("id").items() if not text] == []


def test_both_catalogues_have_the_same_texts() -> None:
    assert list(catalogue("id")) == list(catalogue("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_has_the_placeholders_of_its_msgid(lang: str) -> None:
    wrong = {
        msgid: text for msgid, text in catalogue(lang).items() if text and placeholders(text) != placeholders(msgid)
    }

    assert wrong == {}


def test_no_text_waits_for_a_page_that_is_gone() -> None:
    assert [msgid for msgid in catalogue("id") if msgid not in USED] == []
