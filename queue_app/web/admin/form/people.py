"""Officers: the fields of an account, the list of them, and what may be done with one."""

from __future__ import annotations

from datetime import date
from typing import Any

from queue_app.domain.office.plan import OfficePlan
from queue_app.texts import translate
from queue_app.web.admin.form.fields import Blank, Check, Choice, Line, Nip, Options, _
from queue_app.web.admin.form.forms import Part
from queue_app.web.admin.form.section import NONE, ROLES, STAFF, Column, Section, held, in_words
from queue_app.web.frame.pages import lang

ACCOUNT = (_("Close the account"), _("Open the account"))
SHOWN_OF_NIP = 4


def _masked(_plan: OfficePlan, officer: Any, _today: date) -> str:
    """A NIP that colleagues beside the screen cannot read: its last digits only."""
    return f"··· {officer.nip[-SHOWN_OF_NIP:]}" if officer.nip else NONE


SECTIONS: dict[str, Section] = {
    "officers": Section(
        "officer", _("Officers"), _("Add an officer"),
        (
            Part(_("Account"), (
                Blank("username", _("User name"), Line, _("Small letters and digits. It never changes."), when="add",
                      options={"render_kw": {"autocomplete": "off", "autocapitalize": "none"}}),
                Blank("password", _("First password"), Line, _("At least 10 characters. Tell it to nobody else."),
                      when="add", options={"is_needed": True, "render_kw": {"autocomplete": "off"}}),
                Blank("name", _("Name"), Line, _("As colleagues and reports show it.")),
                Blank("role", _("Role"), Choice, names=ROLES),
                Blank("may_pick", _("May call out of order, with a reason"), Check, looks="whole"),
                Blank("is_active", _("The account is open"), Check, when="edit", looks="whole"),
            )),
            Part(_("Employment"), (
                Blank("employment", _("Status"), Options, looks="row", names=STAFF),
                Blank("nip", _("NIP or NI PPPK"), Nip, _("18 digits; empty for those who are not ASN."),
                      options={"render_kw": {"inputmode": "numeric", "autocomplete": "off"}}),
            )),
        ),
        lambda each: str(each.name),
        _("Who signs in, with which role. A NIP is shown in full in its own form only."),
        (
            Column(_("Name"), held("name"), "name"),
            Column(_("User name"), held("username")),
            Column(_("Role"), in_words("role", ROLES)),
            Column(_("Status"), in_words("employment", STAFF)),
            Column(_("NIP"), _masked, "nip"),
            Column(_("Out of order"), lambda _plan, each, _today: translate(lang(), "may") if each.may_pick else ""),
        ),
        switch=ACCOUNT,
    ),
}  # fmt: skip
