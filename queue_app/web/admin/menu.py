"""The menu at the left of every page of the set-up, and what else their frame needs."""

from __future__ import annotations

from typing import Any

from flask import url_for

from queue_app.web.admin.form.fields import _
from queue_app.web.frame.auth import office_name, signed_in

# Heading -> mark, label, endpoint, way.
MENU: tuple[tuple[str, tuple[tuple[str, str, str, dict[str, Any]], ...]], ...] = (
    ("", (
        ("overview", _("Overview"), "admin.page", {}),
        ("first", _("First steps"), "admin.first_steps", {}),
    )),
    (_("Office"), (
        ("office", _("Name & address"), "admin.setting", {"setting": "office"}),
        ("order", _("Order & rules"), "admin.setting", {"setting": "order"}),
        ("targets", _("Limits"), "admin.setting", {"setting": "targets"}),
        ("texts", _("Texts"), "admin.setting", {"setting": "texts"}),
    )),
    (_("Work"), (
        ("groups", _("Groups & series"), "admin.listing", {"section": "groups"}),
        ("services", _("Services"), "admin.listing", {"section": "services"}),
        ("counters", _("Counters"), "admin.counters", {}),
        ("booking", _("Bookings"), "admin.setting", {"setting": "booking"}),
        ("officers", _("Officers"), "admin.listing", {"section": "officers"}),
    )),
    (_("Waiting room"), (
        ("zones", _("Zones"), "admin.listing", {"section": "zones"}),
        ("room", _("Look & voice"), "admin.setting", {"setting": "room"}),
        ("voice", _("Voice clips"), "admin.voice", {}),
        ("media", _("Pictures, videos & slides"), "admin.media", {}),
        ("ticket", _("Paper ticket"), "admin.ticket", {}),
    )),
    (_("Calendar"), (
        ("hours", _("Opening hours"), "admin.hours", {}),
        ("holidays", _("Holidays"), "admin.holidays", {}),
    )),
    (_("More"), (
        ("devices", _("Pair devices"), "devices.page", {}),
        ("complaint_days", _("Deadlines of complaints"), "complaint_days.page", {}),
        ("file", _("Import & export"), "admin.file", {}),
    )),
)  # fmt: skip


def frame() -> dict[str, object]:
    """For the templates of a blueprint; a refusal of whoever is not signed in has none."""
    if signed_in() is None:
        return {}
    menu = [
        (heading, [(mark, label, url_for(endpoint, **way)) for mark, label, endpoint, way in entries])
        for heading, entries in MENU
    ]
    return {"menu": menu, "office_name": office_name()}
