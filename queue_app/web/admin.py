"""The administrator's pages: their addresses, and the first of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, render_template, url_for

from queue_app.actions import devices
from queue_app.domain.plan import OfficePlan
from queue_app.domain.room import SLIDES
from queue_app.texts import long_date, translate, zone_label
from queue_app.web import (
    admin_calendar,
    admin_counters,
    admin_file,
    admin_lists,
    admin_media,
    admin_menu,
    admin_settings,
    admin_standards,
    admin_ticket,
    admin_voice,
)
from queue_app.web.admin_doubts import Doubt, doubts
from queue_app.web.admin_forms import current
from queue_app.web.admin_sections import SECTIONS
from queue_app.web.admin_settings import SETTINGS
from queue_app.web.auth import officer
from queue_app.web.pages import desk, lang

blueprint = Blueprint("admin", __name__)
LARGE = 512 * 1024  # bytes of a set-up file
BODY_LIMITS = {  # endpoint -> bytes of a request; every other address has the application's own limit
    "admin.file_look": LARGE + 4096,
    "admin.file_apply": 2 * LARGE,  # the same text once more, as a form's field writes it
    "admin.counters": LARGE,  # a cell for each counter and service
    "admin.standard_add": LARGE,  # 14 components of up to 5,000 characters
    "admin.standard_edit": LARGE,
    "admin.setting": 64 * 1024,
    "admin.voice_upload": admin_voice.LARGEST,
    "admin.ticket": 64 * 1024,
}
UPLOADS = ("admin.media_upload", "admin.media_logo")  # each a file of any size, counted while it is read


def page() -> str:
    plan = current()
    day = admin_lists.today(plan)
    found = doubts(plan, day, paired={each.kind for each in devices.screens(desk(), officer().office_id).paired})
    return render_template(
        "admin/overview.html", here="overview", plan=plan, zone=zone_label(plan.zone), tiles=_tiles(plan),
        faults=[_line(each) for each in found if each.is_fault],
        doubts=[_line(each) for each in found if not each.is_fault],
    )  # fmt: skip


def _tiles(plan: OfficePlan) -> list[tuple[str, int, str]]:
    """What there is in use: its name, how many, and its page."""
    counted: dict[str, Sequence[Any]] = {
        "services": plan.services,
        "counters": plan.counters,
        "officers": plan.officers,
    }
    return [
        (translate(lang(), SECTIONS[name].title), sum(each.is_active for each in things), url_for_section(name))
        for name, things in counted.items()
    ]


def url_for_section(name: str) -> str:
    return url_for("admin.counters") if name == "counters" else url_for("admin.listing", section=name)


def _line(doubt: Doubt) -> tuple[str, str, str]:
    """The words, the address of the page that mends it, and what to do there."""
    days = {name: long_date(value, lang=lang()) for name, value in doubt.values.items() if isinstance(value, date)}
    text = translate(lang(), doubt.text, **{**doubt.values, **days})
    return text, url_for(doubt.endpoint, **dict(doubt.way)), doubt.step


def _any(names: Iterable[str]) -> str:
    return "any(" + ", ".join(f'"{name}"' for name in names) + ")"


_LISTED = _any(["groups", "services", "zones", "officers"])
_SECTION = _any(SECTIONS)
_VOICES = _any(admin_voice.NAMES)
_ROW = f"int(max={2**31 - 1})"
BOTH = ("GET", "POST")
ROUTES: tuple[tuple[str, str, Callable[..., Any], tuple[str, ...]], ...] = (  # address, endpoint, view, methods
    ("", "page", page, ("GET",)),
    (f"/<{_any(SETTINGS)}:setting>", "setting", admin_settings.page, BOTH),
    (f"/<{_LISTED}:section>", "listing", admin_lists.listing, ("GET",)),
    (f"/<{_SECTION}:section>/add", "add", admin_lists.add, BOTH),
    (f"/<{_SECTION}:section>/edit/<path:key>", "edit", admin_lists.edit, BOTH),
    (f"/<{_SECTION}:section>/use/<path:key>", "use", admin_lists.use, ("POST",)),
    (f"/<{_SECTION}:section>/move/<path:key>", "move", admin_lists.move, ("POST",)),
    (f"/<{_SECTION}:section>/remove/<path:key>", "remove", admin_lists.remove, ("POST",)),
    ("/officers/password/<key>", "password", admin_lists.password, ("POST",)),
    ("/counters", "counters", admin_counters.page, BOTH),
    ("/hours", "hours", admin_calendar.hours, BOTH),
    ("/holidays", "holidays", admin_calendar.holidays, ("GET",)),
    ("/holidays/<int:year>", "holidays", admin_calendar.holidays, ("GET",)),
    ("/holidays/<int:year>", "take_over", admin_calendar.take_over, ("POST",)),
    ("/services/standard/<code>", "standards", admin_standards.versions, ("GET",)),
    ("/services/standard/<code>/add", "standard_add", admin_standards.add, BOTH),
    ("/services/standard/<code>/<day>", "standard_edit", admin_standards.edit, BOTH),
    ("/services/standard/<code>/<day>/remove", "standard_remove", admin_standards.remove, ("POST",)),
    ("/ticket", "ticket", admin_ticket.page, BOTH),
    ("/ticket/preview.png", "ticket_preview", admin_ticket.preview, ("GET",)),
    ("/voice", "voice", admin_voice.page, ("GET",)),
    (f"/voice/<{_VOICES}:language>", "voice", admin_voice.page, ("GET",)),
    (f"/voice/<{_VOICES}:language>/words.csv", "voice_words", admin_voice.words, ("GET",)),
    (f"/voice/<{_VOICES}:language>/upload", "voice_upload", admin_voice.upload, ("POST",)),
    (f"/voice/<{_VOICES}:language>/restore/<name>", "voice_restore", admin_voice.restore, ("POST",)),
    ("/media", "media", admin_media.page, ("GET",)),
    ("/media/upload", "media_upload", admin_media.upload, ("POST",)),
    ("/media/logo", "media_logo", admin_media.upload_logo, ("POST",)),
    (f"/media/<{_ROW}:media_id>", "media_edit", admin_media.edit, ("POST",)),
    (f"/media/<{_ROW}:media_id>/move", "media_move", admin_media.move, ("POST",)),
    (f"/media/<{_ROW}:media_id>/remove", "media_remove", admin_media.remove, ("POST",)),
    (f"/media/slides/<{_any(SLIDES)}:sheet>", "slide", admin_media.slide, ("POST",)),
    ("/file", "file", admin_file.page, ("GET",)),
    ("/file/set-up.toml", "file_download", admin_file.download, ("GET",)),
    ("/file/look", "file_look", admin_file.look, ("POST",)),
    ("/file/apply", "file_apply", admin_file.apply, ("POST",)),
)
for _address, _endpoint, _view, _methods in ROUTES:
    blueprint.add_url_rule(f"/admin{_address}", _endpoint, _view, methods=list(_methods))


blueprint.context_processor(admin_menu.frame)
