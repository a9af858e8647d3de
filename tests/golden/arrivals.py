"""People before a kiosk."""

from __future__ import annotations

from tests.golden.story import SLUG, Story

SERVICES = ("KTP", "KK", "REK", "AKL", "LEG", "KIA", "PDH", "AMB", "IKD", "AKM", "KON")
PRIORITIES = (None, None, "lansia", None, None, None, "disabilitas", None, None, "membawa_anak_kecil")


def press(story: Story, number: int, *, kiosk: str = "kiosk-low") -> None:
    """One more person takes a number, some in English, with company or with priority."""
    service = story.number("services", SERVICES[number % len(SERVICES)])
    lang, party = ("en", 2) if number % 7 == 0 else ("id", 1)
    asked = {"key": f"golden-press-{kiosk}-{number:04}", "service_id": service, "lang": lang, "party": party}
    story.post(kiosk, f"/kiosk/{SLUG}/tickets", {**asked, "priority": PRIORITIES[number % len(PRIORITIES)]})
