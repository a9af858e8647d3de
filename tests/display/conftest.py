"""A real browser on the real page; the test plays the server at the other end of the wire (wire.js)."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
VOICE = ROOT / "display" / "voice" / "id"
FOLDERS = {
    "/static/vendor/socket.io.min.js": Path(__file__).parent / "wire.js",
    "/static": ROOT / "queue_app" / "web" / "static",
    "/display": ROOT / "display",
}
START = "2026-11-22T01:05:00.000Z"

State = dict[str, Any]


class Site(ThreadingHTTPServer):
    """Serves the shipped files, and as the display's page whatever the test last set."""

    daemon_threads = True
    html = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(SimpleHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        if self.path != "/display/medan":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.html.encode())

    def translate_path(self, path: str) -> str:
        prefix = next((prefix for prefix in FOLDERS if path.startswith(prefix)), "/static")
        return f"{FOLDERS[prefix]}{path.removeprefix(prefix)}"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has in the class above
        """Say nothing: the tests speak for themselves."""


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with Site(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


def pack() -> dict[str, dict[str, str]]:
    """The shipped voice's clips as pack.toml names them: clip -> file and text."""
    clips: dict[str, dict[str, str]] = tomllib.loads((VOICE / "pack.toml").read_text(encoding="utf-8"))["clips"]
    return clips


def make_state(seq: int = 100, **parts: Any) -> State:
    """A display state as the server sends it; quiet and empty unless told otherwise."""
    quiet: State = {"calling": [], "last": [], "waiting": [], "announcements": [], "closed": []}
    return {"seq": seq, "now": START, **quiet, **parts}


def make_announcement(seq: int, number: str = "A001", counter: int = 2, *, age_s: float = 1) -> dict[str, Any]:
    return {"seq": seq, "number": number, "counter": counter, "age_s": age_s}


class Screen:
    """The display's page in the browser, with the server's end of its wire."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site

    def open(self, state: State, **boot: Any) -> None:
        """Open the page. One short clip stands in for every word, so that a sentence takes four seconds."""
        files = dict.fromkeys(pack(), "a.mp3")
        office = {"slug": "medan", "name": "Disdukcapil Kota Medan", "zone": "Asia/Jakarta", "zone_label": "WIB"}
        given: dict[str, Any] = {
            "lang": "id",
            "texts": {"Counter {number}": "Loket {number}", "{hour}:{minute}": "{hour}.{minute}"},
            "office": office,
            "fresh_s": 20,
            "voice": {"lang": "id", "base": "/display/voice/id/", "repeat": 1, "clips": files},
            "state": state,
        } | boot
        loader = Environment(loader=FileSystemLoader(ROOT / "display" / "page"), autoescape=True)
        self.site.html = loader.get_template("display.html").render(lang="id", boot=given, _=str, asset=str)
        self.page.goto(f"{self.site.url}/display/medan")

    def fire(self, event: str, message: object = None) -> None:
        """Let an event arrive: state, beat, connect, disconnect."""
        self.page.evaluate("([event, message]) => wire.fire(event, message)", [event, message])

    def rejoin(self, state: State) -> None:
        """A network drop and the state that answers the next join."""
        self.fire("disconnect")
        self.page.evaluate("state => { wire.answer = {state: state}; }", state)
        self.fire("connect")

    def begun(self) -> list[int]:
        """The seq of every announcement whose turn has come, in order."""
        seqs: list[int] = self.page.evaluate("Antrean.player.log.map(entry => entry.seq)")
        return seqs

    def wait_until_quiet(self) -> None:
        self.page.wait_for_function("!Antrean.player.isBusy()", timeout=20_000)


@pytest.fixture
def screen(page: Page, site: Site) -> Screen:
    return Screen(page, site)
