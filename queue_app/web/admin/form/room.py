"""Look and voice of the waiting room: the blanks of its form. Tables only."""

from __future__ import annotations

from dataclasses import asdict, replace

from queue_app.domain.hall.room import LANGUAGES, NUMBERINGS, READINGS, THEMES
from queue_app.domain.office.plan import OfficePlan
from queue_app.web.admin.form.fields import Blank, Check, Choice, Line, Number, Options, _
from queue_app.web.admin.form.forms import Part
from queue_app.web.admin.form.section import Values, translated

COUNTS: dict[str, str] = {"1": _("Once"), "2": _("Twice"), "3": _("Three times")}


def values(plan: OfficePlan) -> Values:
    return {**asdict(plan.room), "repeat": str(plan.room.repeat)}


def with_room(plan: OfficePlan, values: Values) -> OfficePlan:
    """The plan with this look and voice; its slides are chosen on the page of the playlist."""
    return replace(plan, room=replace(plan.room, **{**values, "repeat": int(values["repeat"])}))


def _counts(_plan: OfficePlan) -> list[tuple[str, str]]:
    return translated(COUNTS, list(COUNTS))


PARTS = (
    Part(_("Look"), (
        Blank("theme", _("Theme"), Options, looks="row", names=THEMES),
        Blank("accent", _("Colour of the office"), Line, _("As #1c5d99. Empty: the theme's own."), looks="short",
              options={"render_kw": {"autocomplete": "off", "spellcheck": "false"}}),
    )),
    Part(_("Voice"), (
        Blank("languages", _("Languages"), Choice, names=LANGUAGES,
              help=_("A language of your region is spoken once all its clips are recorded: see “Voice clips”.")),
        Blank("repeat", _("How often each is said"), Choice, choices=_counts),
        Blank("reading", _("Numbers are read"), Options, names=READINGS),
        Blank("rate_pct", _("Speed in per cent"), Number, _("100: as recorded. From 70 to 130."), looks="short"),
        Blank("chime", _("A chime before each call"), Check, looks="whole"),
        Blank("browser_voice", _("Use the voice of the display's browser where it has one"), Check, looks="whole",
              help=_("It says counters' names more freely, but sounds different on every device.")),
    ), _("Calls are spoken by the displays, one after another in each hall.")),
    Part(_("Between the calls"), (
        Blank("slide_s", _("Seconds that a picture or a slide stays"), Number, looks="short"),
        Blank("ticker_moves", _("The running text moves"), Check, looks="whole",
              help=_("Without it its lines take turns, which is easier to read.")),
    ), _("Which pictures, videos and slides are shown beside the calls, the page “Pictures, videos & slides” says.")),
    Part(_("Numbers"), (
        Blank("numbering", _("Where citizens take their number"), Options, names=NUMBERINGS),
    )),
)  # fmt: skip
