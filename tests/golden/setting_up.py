"""The administrator's days before the recorded morning: holidays, pictures, voice, paper and devices."""

from __future__ import annotations

from tests.golden.caller import Caller
from tests.golden.story import FOUNDED, PLAYED, PLAYED_PEOPLE, PLAYED_SEED, SLUG, Story, come_in, pair, plan_file
from tests.golden.uploads import film, picture, tone

PLACE = {"zone": "", "printer_id": ""}
FORMS: tuple[tuple[str, dict[str, str]], ...] = (
    ("/admin/holidays/2026", {}),
    ("/admin/holidays/2027", {}),
    ("/admin/media/slides/figures", {"way": "down"}),
    ("/admin/officers/password/hendra", {"password": "sandi-baru-2026"}),
    ("/admin/zones/move/lantai-2", {"way": "up"}),
    ("/admin/seasons/add", {"template": "ramadan", "first": "2028-01-28", "last": "2028-02-26"}),
    ("/admin/officers/add", {"username": "Rina S", "password": "x"}),  # at fault
    ("/journal/check", {}),
)
UPLOADS: tuple[tuple[str, bytes], ...] = (
    ("/admin/media/logo", picture(120, 120)),
    ("/admin/media/upload?title=KTP%20digital", picture(64, 36)),
    ("/admin/media/upload?title=Profil", film()),
    ("/admin/media/upload?title=Salah", b"%PDF-1.7"),
    ("/admin/voice/id/upload?name=satu", tone()),
)


def found(story: Story) -> None:
    """The office on its first day."""
    story.house.clock.now = FOUNDED
    story.house.found(plan_file(story.house.file.parent))
    story.house.chance.begin("first day")
    come_in(story, "agus")
    for path, fields in FORMS:
        story.form("agus", path, **fields)
    for path, content in UPLOADS:
        story.upload("agus", path, content)
    _change_by_file(story)


def _change_by_file(story: Story) -> None:
    """The whole set-up is downloaded, changed and read back."""
    text = story.callers["agus"].do(story.house, "GET", "/admin/file/set-up.toml").text
    faulty = text.replace("standard_minutes = 15", 'standard_minutes = "x"', 1)
    changed = text.replace("recalls_before_no_show = 2", "recalls_before_no_show = 1")
    assert faulty != text != changed
    for file in (faulty, changed):
        story.file("agus", "/admin/file/look", file)
    story.form("agus", "/admin/file/apply", text=changed, found="1")


def play(story: Story) -> None:
    """The first morning, by the simulator."""
    story.house.clock.now = PLAYED
    story.house.chance.begin("first morning")
    story.told.append(story.house.play(seed=PLAYED_SEED, people=PLAYED_PEOPLE))


def pair_devices(story: Story) -> None:
    """Two kiosks, two displays, a survey tablet and a printer; one more screen shows its code still."""
    pair(story, "printer", "printer")
    printer = str(story.number("printers", "printer"))
    pair(story, "kiosk", "kiosk", **{**PLACE, "printer_id": printer})
    pair(story, "kiosk", "kiosk-low", **PLACE, is_low="y")
    pair(story, "display", "display", **{**PLACE, "zone": "lantai-1"})
    pair(story, "display", "display-all", **PLACE, is_silent="y")
    pair(story, "survey", "survey")
    story.callers["survey-2"] = Caller("survey-2")
    story.post("survey-2", f"/pairing/{SLUG}/survey")
