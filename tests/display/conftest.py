"""A real browser on the real page; the test plays the server at the other end of the wire (wire.js)."""

from __future__ import annotations

import functools
import json
import threading
import tomllib
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page

from queue_app.domain.hall import speech
from queue_app.domain.hall.room import RoomRules
from queue_app.web.display import _stylesheet
from tests.factories import moment_at
from tests.servers.chromium import MORNING, stop_clock
from tests.servers.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]
VOICE = ROOT / "display" / "voice"
FOLDERS = {
    "/static/vendor/socket.io.min.js": Path(__file__).parent / "wire.js",
    "/static": ROOT / "queue_app" / "web" / "static",
    "/display": ROOT / "display",
    "/browser": ROOT / "browser",
}
TEMPLATES = [ROOT / "display" / "page", ROOT / "queue_app" / "web" / "templates"]
PAGES = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
START = moment_at("2026-11-22T01:05:00Z")
LONGEST_S = 60  # of speech in one test
# Web Audio as far as the display uses it, on the page's own (fast) clock.
LOUDSPEAKER = """
window.AudioContext = function () {
    const context = { state: "running", sampleRate: 22050, destination: {}, resume: () => Promise.resolve() };
    Object.defineProperty(context, "currentTime", { get: () => Date.now() / 1000 });
    context.decodeAudioData = (data, done) => done({ duration: 0.4, sampleRate: 22050 });
    context.createBufferSource = () => {
        const source = { buffer: null, onended: null, timer: null, connect() {} };
        source.stop = () => clearTimeout(source.timer);
        source.start = at => {
            const ends_ms = (at - context.currentTime + source.buffer.duration) * 1000;
            source.timer = setTimeout(() => { if (source.onended) { source.onended(); } }, ends_ms);
        };
        return source;
    };
    return context;
};
"""

State = dict[str, Any]


class Site(ThreadingHTTPServer):
    """Serves the shipped files, and as the display's page whatever the test last set."""

    daemon_threads = True
    answers: dict[str, tuple[str, str]]  # path -> media type and text

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(SimpleHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        found = self.server.answers.get(self.path.partition("?")[0])
        if found is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", f"{found[0]}; charset=utf-8")
        self.end_headers()
        self.wfile.write(found[1].encode())

    def translate_path(self, path: str) -> str:
        prefix = next((prefix for prefix in FOLDERS if path.startswith(prefix)), "/static")
        return f"{FOLDERS[prefix]}{path.removeprefix(prefix)}"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has in the class above
        """Say nothing: the tests speak for themselves."""


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with Site(("127.0.0.1", 0), Handler) as server:
        server.answers = {}
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_default_timeout(PATIENCE_S * 1000)
    yield context.new_page()
    context.close()


@functools.cache
def pack(lang: str = "id") -> dict[str, dict[str, Any]]:
    """A shipped voice's clips as pack.toml names them: clip -> file, text and seconds."""
    listed = (ROOT / "display" / "voice" / lang / "pack.toml").read_text(encoding="utf-8")
    clips: dict[str, dict[str, Any]] = tomllib.loads(listed)["clips"]
    return clips


def shipped(*languages: str) -> dict[str, dict[str, dict[str, str]]]:
    """The packs of boot.voice with every clip at its own address."""
    return {
        lang: {"clips": {name: f"/display/voice/{lang}/{clip['file']}" for name, clip in pack(lang).items()}}
        for lang in languages
    }


def make_voice(**parts: Any) -> dict[str, Any]:
    """boot.voice. One short clip stands in for every word, so that a sentence takes four seconds."""
    short = {"id": {"clips": dict.fromkeys(pack(), "/display/voice/id/a.mp3")}}
    sample = {"seq": None, **call("A001", 1)}
    usual = {"packs": short, "pauses": speech.PAUSES, "repeat": 1, "rate_pct": 100, "chime": True, "sample": sample}
    return {**usual, "browser_voice": False, **parts}


def make_state(seq: int = 100, **parts: Any) -> State:
    """A display state as the server sends it; quiet and empty unless told otherwise."""
    quiet: State = {
        "calling": [], "last": [], "waiting": [], "announcements": [], "over": [], "closed": [], "shut": None,
    }  # fmt: skip
    calls = parts.get("announcements", [])
    newest = max((each["seq"] for each in calls), default=seq)
    state = {"seq": seq, "cursor": newest, "now": START, "setup": 1, "slides": "", **quiet, **parts}
    listed = [{name: value for name, value in each.items() if name != "say"} for each in calls]
    state |= {"announcements": listed, "say": {str(each["seq"]): each["say"] for each in calls}}
    return {**state, "mark": json.dumps([value for name, value in sorted(state.items()) if name not in ("seq", "now")])}


def call(number: str, counter: int, *languages: str) -> dict[str, Any]:
    """What is said of a call, in these languages; Indonesian unless told otherwise."""
    say = [
        {"lang": lang, "phrases": speech.sentence(number, counter, reading="digits", lang=lang)}
        for lang in languages or ("id",)
    ]
    return {"number": number, "counter": counter, "say": say}


def make_announcement(
    seq: int, number: str = "A001", counter: int = 2, *, age_s: float = 1, is_heard: bool = False
) -> dict[str, Any]:
    """One whose turn came `age_s` ago, or is to come where that is negative; with its phrases, as it is spoken."""
    return {
        "seq": seq,
        "starts_at": START - round(age_s * 1000),
        "is_heard": is_heard,
        **call(number, counter),
    }


class Screen:
    """The display's page in the browser, with the server's end of its wire."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site

    def open(self, state: State, *, room: dict[str, Any] | None = None, **boot: Any) -> None:
        """Open the page. room: what differs from the usual look."""
        office = {"slug": "medan", "name": "Disdukcapil Kota Medan", "time_zone": "Asia/Jakarta", "zone_label": "WIB"}
        look: dict[str, Any] = {
            "theme": "dark",
            "logo": None,
            "languages": ["id"],
            "texts": {"id": {"Counter {number}": "Loket {number}", "{hour}:{minute}": "{hour}.{minute}"}},
            "ticker": [{"lang": "id", "text": "Nomor terlewat?"}],
            "ticker_moves": False,
            "slide_s": 12,
        }
        look |= room or {}
        theme_url = f"/display/themes/{look['theme']}/theme.css"
        given: dict[str, Any] = {
            "lang": "id",
            "texts": {},
            "office": office,
            "fresh_s": 20,
            "voice": make_voice(),
            "room": {**look, "theme_url": theme_url, "colours_url": "/display/medan/theme.css"},
            "zone": "",
            "zone_name": None,
            "speaks": True,
            "slides_url": "/display/medan/slides",
            "look": "one-look",
            "state": state,
        } | boot
        html = PAGES.get_template("display.html").render(lang="id", boot=given, _=str, asset=str)
        self.site.answers["/display/medan"] = ("text/html", html)
        self.site.answers["/display/medan/theme.css"] = ("text/css", _stylesheet(RoomRules(theme=look["theme"])))
        self.page.goto(f"{self.site.url}/display/medan")

    def slides(self, *slides: dict[str, Any]) -> None:
        """What the server answers when the display asks for its slides."""
        self.site.answers["/display/medan/slides"] = ("application/json", json.dumps({"slides": slides}))

    def emitted(self, event: str) -> list[dict[str, Any]]:
        """The messages of this kind that the page has sent."""
        sent: list[dict[str, Any]] = self.page.evaluate(
            "event => wire.sent.filter(each => each[0] === event).map(each => each[1])", event
        )
        return sent

    def fire(self, event: str, message: object = None) -> None:
        """Let an event arrive: state, beat, connect, disconnect."""
        self.page.evaluate("([event, message]) => wire.fire(event, message)", [event, message])

    def rejoin(self, state: State) -> None:
        """A network drop and the state that answers the next join."""
        self.fire("disconnect")
        self.page.evaluate("state => { wire.answers.join = {state: state}; }", state)
        self.fire("connect")

    def begun(self) -> list[int]:
        """The seq of every announcement whose turn has come, in order."""
        seqs: list[int] = self.page.evaluate("Antrean.player.log.map(entry => entry.seq)")
        return seqs

    def wait_until_quiet(self) -> None:
        self.page.wait_for_function("!Antrean.player.isBusy()")

    def stop_clock(self, at: str = MORNING) -> None:
        """Before it is opened: time passes only where the test lets it, for the voice, too, which only counts."""
        self.page.add_init_script(LOUDSPEAKER)
        stop_clock(self.page, at)

    def run_until_quiet(self) -> None:
        """Lets the stopped clock go on until everything is said."""
        for _ in range(LONGEST_S):
            if not self.page.evaluate("Antrean.player.isBusy()"):
                return
            self.page.clock.run_for(1000)
        pytest.fail("it speaks and speaks")

    def await_fonts(self) -> None:
        """Waits for the fonts, with which the texts are laid out anew."""
        self.page.evaluate("document.fonts.ready")


@pytest.fixture
def screen(page: Page, site: Site) -> Screen:
    """A screen before anything is told: slides that another test left would begin the beat anew when they arrive."""
    site.answers.clear()
    return Screen(page, site)


@pytest.fixture
def still(screen: Screen) -> Screen:
    """A screen whose clock the test moves on."""
    screen.stop_clock()
    return screen
