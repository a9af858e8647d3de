"""Pictures of what citizens see beside kiosk and display: tablet, their own page, and the promises of the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import expect

from queue_app.domain.office.plan import SpecialDayPlan
from queue_app.domain.queue.lifecycle import State
from tests.browser.lived_in import TODAY
from tests.browser.pictures import (
    HD,
    LANGUAGES,
    LAPTOP,
    PHONE,
    Camera,
)  # fmt: skip
from tests.browser.pictures_kiosk import kiosk_of_closed_office

OPEN_PAGES = (  # name, address, languages: for whoever has a link
    ("home", "/", LANGUAGES),
    ("error", "/no-such-page", LANGUAGES),
    ("standard", "/standards/medan/KTP", LANGUAGES),
    ("standard-none", "/standards/medan/IKD", ("id",)),
    ("maklumat", "/maklumat/medan", LANGUAGES),
)


def citizen(camera: Camera) -> None:
    """A ticket in each state; one of Friday was left over."""
    seen = [state for state in State if state is not State.TRANSFERRED]  # who waits again
    tokens = {state: camera.office.token(state) for state in seen}
    tokens[State.EXPIRED] = camera.office.token(State.EXPIRED, day=TODAY - timedelta(days=3))
    for state, token in tokens.items():
        assert token, f"nobody is {state} in this morning"
        for lang in LANGUAGES:
            with camera.screen(f"/t/{token}?lang={lang}", PHONE) as page:
                camera.shoot(page, f"citizen-{state}-{lang}", whole=True)


def open_pages(camera: Camera) -> None:
    for name, path, languages in OPEN_PAGES:
        for lang in languages:
            with camera.screen(f"{path}?lang={lang}", LAPTOP) as page:
                camera.shoot(page, f"{name}-{lang}", whole=True)
    with camera.screen("/standards/medan/KTP?lang=id", PHONE) as page:
        camera.shoot(page, "standard-id", whole=True)


def closed_office(camera: Camera) -> None:
    """The whole office, on a day of its own."""
    retreat = SpecialDayPlan(TODAY, "Rapat kerja tahunan")
    camera.office.set_up(lambda plan: replace(plan, special_days=[*plan.special_days, retreat]))
    kiosk_of_closed_office(camera)
    with camera.screen("/display/medan", HD) as page:
        page.wait_for_selector("#hero")
        camera.shoot(page, "display-closed-office")
    with camera.signed_in("ratna", "/supervisor") as page:
        expect(page.get_by_test_id("office-closed")).to_be_visible()
        camera.shoot(page, "supervisor-closed-office-id", whole=True)
