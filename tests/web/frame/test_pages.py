"""Every kind of page, in both languages, with nothing left untranslated and nothing from elsewhere."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from queue_app.domain.log.rights import Role
from queue_app.texts import translate
from queue_app.web.frame.pages import asset
from tests.factories import moment_at
from tests.web.visitors import Site, Visitor

PAGES = ["/", "/sign-in", "/kiosk/uji", "/display/uji", "/counter", "/supervisor", "/t/{token}", "/no-such-page"]
TITLES = {
    "/": "Antrean",
    "/sign-in": "{Sign in} · Antrean",
    "/kiosk/uji": "{Take a number} · Kantor Uji",
    "/display/uji": "{Waiting room} · Kantor Uji",
    "/counter": "{Counter} · Kantor Uji",
    "/supervisor": "{Supervisor} · Kantor Uji",
    "/t/{token}": "A001 · {You are next. Please be ready.}",
    "/no-such-page": "{Sorry} · Antrean",
}


class Parts(HTMLParser):
    """What a browser would load, run and show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self.boot: dict[str, Any] = {}
        self.lang = ""
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.lang = self.lang or (values.get("lang") or "" if tag == "html" else "")
        self.addresses += [str(values[name]) for name in ("src", "href", "action") if values.get(name)]
        self.inline += [name for name in values if name == "style" or name.startswith("on")]
        self._in = "boot" if values.get("id") == "boot" else tag
        if tag == "style" or (tag == "script" and "src" not in values and self._in != "boot"):
            self.inline.append(tag)

    def handle_data(self, data: str) -> None:
        if self._in == "boot" and data.strip():
            self.boot = json.loads(data)
            self._in = ""


STAFF_PAGES = {
    Role.SUPERVISOR: [
        "/sign-in",
        "/counter",
        "/supervisor",
        "/stations",
        "/paper",
        "/numbers",
        "/preview",
        "/staffing",
        "/waits",
        "/account",
    ],
    Role.ADMINISTRATOR: ["/admin", "/admin/texts", "/admin/devices"],
    Role.AUDITOR: ["/journal"],
    Role.INSPECTOR: ["/complaints"],
}
PUBLIC_PAGES = [
    "/", "/kiosk/uji", "/display/uji", "/t/{token}", "/standards/uji/KTP", "/maklumat/uji", "/figures/uji",
    "/promises/uji", "/no-such-page",
]  # fmt: skip


def opened(visitor: Visitor, page: str, site: Site) -> str:
    token = site.office.issue().token if "{token}" in page else ""
    return visitor.get(page.format(token=token)).text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_page_speaks_the_readers_language(site: Site, page: str, lang: str) -> None:
    text = opened(site.signed_in("tini", lang=lang), page, site)

    title = re.sub(r"{(.+?)}", lambda found: translate(lang, found[1]), TITLES[page])
    assert f"<title>{title}</title>" in text
    assert Parts(text).lang == (lang if "kiosk" not in page else "id")  # a kiosk begins in Indonesian for each citizen
    assert re.findall(r">[^<]*{\w+}[^<]*<", text.split('id="boot"')[0]) == []


def test_a_browser_translates_the_pages_of_citizens_and_none_of_staff(site: Site) -> None:
    """Where it translates a page that is drawn anew all the time, it says twice or not at all what has changed."""
    translatable = []
    for role, pages in [*STAFF_PAGES.items(), (Role.SUPERVISOR, PUBLIC_PAGES)]:
        site.give_role("tini", role)
        texts = {page: opened(site.signed_in("tini"), page, site) for page in pages}
        translatable += [page for page, text in texts.items() if not re.search(r"<html [^>]*translate=.no", text)]

    assert translatable == PUBLIC_PAGES


@pytest.mark.parametrize("page", PAGES)
def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing_inline(site: Site, page: str) -> None:
    parts = Parts(opened(site.signed_in("tini"), page, site))

    assert parts.inline == []
    assert [each for each in parts.addresses if re.match(r"[a-z]+:|//", each)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_of_a_page_is_there_and_may_be_kept(site: Site, page: str) -> None:
    visitor = site.signed_in("tini")
    files = [each for each in Parts(opened(visitor, page, site)).addresses if re.match(r"/(\w+/)+\w[^/]*\.\w+", each)]

    kept = {each: visitor.get(each).headers.get("Cache-Control", "none") for each in files}

    assert files
    assert [each for each in files if not re.search(r"\?v=[0-9a-f]{12}$", each)] == []
    assert {path: value for path, value in kept.items() if "max-age=31536000" not in value} == {}


def test_a_file_under_a_name_that_does_not_change_is_asked_for_again(site: Site) -> None:
    answer = site.visitor().get("/static/base.css")

    assert answer.headers["Cache-Control"] == "no-cache"
    assert site.visitor().get("/static/base.css", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("page", PAGES)
def test_every_page_carries_the_security_headers(site: Site, page: str) -> None:
    headers = site.signed_in("tini").get(page).headers

    rules = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert (rules["default-src"], rules["object-src"], rules["frame-ancestors"]) == ("'self'", "'none'", "'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("same-origin", "no-store")


@pytest.mark.parametrize("page", ["/kiosk/uji", "/display/uji", "/counter", "/supervisor", "/t/{token}"])
def test_a_page_starts_with_the_state_of_now(site: Site, page: str) -> None:
    site.office.issue()
    visitor = site.signed_in("tini")
    seq = site.office.founded + len(site.office.events()) + ("{token}" in page)

    boot = Parts(opened(visitor, page, site)).boot

    assert (boot["state"]["seq"], boot["state"]["now"]) == (seq, moment_at("2026-11-23T01:00:00Z"))
    assert boot["office"] == {
        "slug": "uji", "name": "Kantor Uji", "address": "Jl. Percobaan No. 1", "time_zone": "Asia/Jakarta",
        "zone_label": "WIB",
    }  # fmt: skip


def test_a_language_once_chosen_is_remembered(site: Site) -> None:
    visitor = site.visitor()

    languages = [Parts(visitor.get(path).text).lang for path in ("/", "/?lang=en", "/", "/?lang=xx", "/?lang=id", "/")]

    assert languages == ["id", "en", "en", "en", "id", "id"]


@pytest.mark.parametrize("path", ["/kiosk/%00", "/display/x%00y", "/t/%00", "/t/%00/state", "/t/" + "x" * 5000, "/%ff"])
def test_an_address_of_nothing_gives_404(site: Site, path: str) -> None:
    assert site.visitor().get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/static/../config.py", "/static/%2e%2e/%2e%2e/config.py", "/display/voice//etc/passwd"]
)
def test_no_file_outside_the_shipped_folders_is_given(site: Site, path: str) -> None:
    assert site.visitor().get(path).status_code in {404, 308}


def test_a_wrong_method_is_told_in_the_readers_language(site: Site) -> None:
    answer = site.visitor(lang="en").get("/counter/call-next", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json) == (
        405, {"error": "http_405", "message": "This address does not take this kind of request."},
    )  # fmt: skip


def test_a_health_check_answers_without_a_session(site: Site) -> None:
    assert site.visitor().get("/healthz").json == {"is_alive": True}


def test_a_script_is_sent_compressed_to_whoever_can_read_that(site: Site) -> None:
    visitor = site.visitor()
    asked = {"Accept-Encoding": "gzip"}
    plain = visitor.get("/static/counter.js")
    packed = visitor.get("/static/counter.js", headers=asked)
    again = visitor.get("/static/counter.js", headers={**asked, "If-None-Match": packed.headers["ETag"]})

    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert again.status_code == 304


def test_what_is_compressed_already_is_sent_as_it_is(site: Site) -> None:
    font = site.visitor().get("/static/fonts/atkinson-400.woff2", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in font.headers


def test_another_language_keeps_what_was_asked(site: Site) -> None:
    page = site.signed_in("tini").get("/preview?day=2026-11-20&kind=ageing").text

    assert 'href="?day=2026-11-20&amp;kind=ageing&amp;lang=en"' in page


def test_a_file_of_another_version_than_was_asked_for_is_not_kept(site: Site) -> None:
    """During an update a page of before asks for a file of after: kubermatic/dashboard #1072."""
    kept = [
        site.visitor().get(path).cache_control.immutable
        for path in (asset("/static/base.css"), "/static/base.css?v=0123456789ab", "/static/base.css")
    ]

    assert kept == [True, False, False]
