"""What each screen weighs on a first visit: its page, and everything that it asks for, as it is and as it is packed."""

from __future__ import annotations

import gzip
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, StorageState

from queue_app.domain.queue.lifecycle import State
from tests.benchmarks.place import Place, told
from tests.benchmarks.table import Figures, Row
from tests.browser.lived_in import LivedIn, lived_in_office
from tests.browser.pictures import sign_in
from tests.servers.chromium import running_chromium

# Screen -> who looks at it ("" for everyone), its address, what it aims at.
SCREENS: dict[str, tuple[str, str, Figures]] = {
    "kiosk": ("", "/kiosk/medan", {"html_kb": 90.0}),
    "display": ("", "/display/medan", {}),
    "counter": ("rina", "/counter", {}),
    "board": ("ratna", "/supervisor", {}),
    "phone": ("", "/t/{token}", {"all_gzip_kb": 40.0}),
    "setup": ("agus", "/admin", {}),
}
PACKED = ("text/", "javascript", "json", "svg")  # kinds of files that gzip makes smaller


def weights(place: Place) -> list[Row]:
    """Bytes of the demo office's screens, with nothing kept from before."""
    folder = Path(place.folder) / "weights"
    folder.mkdir()
    with told("weights of screens"), lived_in_office(folder) as office, running_chromium() as browser:
        token = office.token(State.WAITING)
        return [
            Row(f"weight of {name}", weighed(browser, office, who, address.format(token=token)), aims)
            for name, (who, address, aims) in SCREENS.items()
        ]


def weighed(browser: Browser, office: LivedIn, who: str, address: str) -> Figures:
    """The page at the address as that person has it: its HTML, and all files of a first visit, in kB (1000 bytes)."""
    context = browser.new_context(locale="id-ID", storage_state=_signed_in(browser, office, who))
    read = _files(context.new_page(), office.server.url + address)
    context.close()
    page, page_kind = read[0]
    return {
        "html_kb": len(page) / 1000,
        "html_gzip_kb": _packed(page, page_kind) / 1000,
        "all_kb": sum(len(body) for body, _kind in read) / 1000,
        "all_gzip_kb": sum(_packed(*each) for each in read) / 1000,
    }


def _signed_in(browser: Browser, office: LivedIn, who: str) -> StorageState | None:
    """What a browser holds after the sign-in, its kept files apart."""
    if not who:
        return None
    context = browser.new_context()
    page = context.new_page()
    page.goto(office.server.url + "/sign-in")
    sign_in(page, who)
    state = context.storage_state()
    context.close()
    return state


def _files(page: Page, url: str) -> list[tuple[bytes, str]]:
    """Content and kind of each file, the page first."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return [
        (each.body(), each.headers.get("content-type", ""))
        for each in answers
        if each.ok and each.request.resource_type != "xhr"
    ]


def _packed(body: bytes, kind: str) -> int:
    return len(gzip.compress(body, mtime=0)) if any(part in kind for part in PACKED) else len(body)
