"""What every page needs: the language, the texts, the first state, and addresses of files that change with them."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, current_app, g, request, send_from_directory
from jinja2 import ChoiceLoader, FileSystemLoader
from sqlalchemy import Connection

from queue_app.actions.paper.jobs import PaperWish
from queue_app.config import Config
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.places import PACKAGE, find
from queue_app.screens.audience import Audience, state_of
from queue_app.screens.state import plain
from queue_app.store.desk import Desk
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.texts import DEFAULT, NAMES, language, translate, zone_label
from queue_app.web.frame.address import TEXT, Address
from queue_app.web.frame.hosts import link_base

FOLDERS = {
    "/static/": PACKAGE / "web" / "static",
    "/kiosk/page/": find("kiosk") / "page",
    "/display/page/": find("display") / "page",
    "/browser/": find("browser"),
    "/display/voice/": find("display") / "voice",
    "/display/themes/": find("display") / "themes",
}
TEXTS = {".js", ".mjs", ".css", ".svg"}
LANG_COOKIE = "antrean_lang"
YEAR_S = 365 * 24 * 3600

files = Blueprint("files", __name__)


def desk() -> Desk:
    """The desk of this program."""
    found: Desk = current_app.extensions["antrean.desk"]
    return found


def config() -> Config:
    """The settings of this program."""
    found: Config = current_app.extensions["antrean.config"]
    return found


def lang() -> str:
    """The reader's language: said in the request's body or its address, else remembered, else Indonesian."""
    return language(g.get("lang"), request.args.get("lang"), request.cookies.get(LANG_COOKIE))


def boot(
    connection: Connection, audience: Audience, office: OfficeNow, /, *, texts: Mapping[str, str], **more: Any
) -> dict[str, Any]:
    """What a page starts with: its first state, so that it is right before any socket opens, and its texts.

    connection: the one that everything else on the page is read from, or the page would mix two set-ups.
    texts: those that its scripts show, as web.frame.script_texts finds them.
    """
    told = {
        "lang": lang(),
        "texts": texts,
        "office": {
            "slug": office.slug,
            "name": office.name,
            "address": office.address,
            "time_zone": office.time_zone,
            "zone_label": zone_label(office.time_zone),
        },
        "state": state_of(connection, audience, now=desk().clock(), config=config()),
        "build": build(),
        "base": request.script_root,
        **more,
    }
    return cast("dict[str, Any]", plain(told))


@contextmanager
def public_screen(slug: str, kind: str) -> Iterator[tuple[Connection, Audience, OfficeNow]]:
    """Of a screen before which anybody may stand: one connection for all that it shows, and the office.

    Raises NotFound.
    """
    key = desk().office_called(slug)
    g.time_zone = key.time_zone
    with desk().reading() as connection:
        yield connection, Audience(kind, key, lang()), office_now(connection, key.id)


@contextmanager
def one_office(audience: Audience) -> Iterator[tuple[Connection, OfficeNow]]:
    """The same for any other page."""
    with desk().reading() as connection:
        yield connection, office_now(connection, audience.office.id)


def picture(office_id: int) -> OfficeNow:
    """The office as it is now, for what shows nothing else of it."""
    with desk().reading() as connection:
        return office_now(connection, office_id)


def at(path: str) -> str:
    """Where a path of this program is, from the root of the server: a training stands below an address of its own."""
    return request.script_root + path


def paper_wish(paper_lang: str = DEFAULT, printer_id: int | None = None) -> PaperWish:
    """A paper that staff ask for."""
    return PaperWish(paper_lang, link_base(), printer_id, server_kind=config().printing.kind)


def in_language(other: str) -> str:
    """The address of this page in another language: what was asked stays asked.

    A page that answers a form has no address of its own: the one that the form stood on.
    """
    if request.method == "GET":
        return "?" + urlencode({**request.args, "lang": other})
    own, path = request.host_url, request.referrer or ""
    stood_on = path.removeprefix(own) if path.startswith(own) else ""
    return "/" + stood_on.partition("?")[0].lstrip("/") + "?" + urlencode({"lang": other})


@cache
def asset(path: str) -> str:
    """The address of a shipped file with a mark of its content, so that it may be kept for a year."""
    folder = next(prefix for prefix in FOLDERS if path.startswith(prefix))
    return f"{path}?v={_mark(FOLDERS[folder] / path.removeprefix(folder))}"


def _mark(file: Path) -> str:
    """Of the content that lies there now: an update replaces files while the server of before still answers."""
    found = file.stat()
    return _mark_of(file, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1024)
def _mark_of(file: Path, _changed_ns: int, _size: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


@cache
def build() -> str:
    """A mark of everything that runs in browsers, so that a screen knows when it is outdated."""
    scripts = sorted(path for folder in FOLDERS.values() for path in folder.rglob("*.[jc]s*"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in scripts)).hexdigest()[:12]


def register(app: Flask) -> None:
    """Templates from all three places, and what they may call."""
    folders: list[Path] = [PACKAGE / "web" / "templates", find("kiosk") / "page", find("display") / "page"]
    app.jinja_loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
    app.context_processor(
        lambda: {
            "lang": lang(),
            "_": lambda msgid, **values: translate(lang(), msgid, **values),
            "asset": asset,
            "at": at,
            "is_training": current_app.config.get("IS_TRAINING", False),
            "in_language": in_language,
            "other_languages": [(code, name) for code, name in NAMES.items() if code != lang()],
        }
    )
    app.register_blueprint(files)
    app.before_request(_refuse_nul)
    app.after_request(_remember_language)


def _refuse_nul() -> None:
    """No address of ours holds it, and PostgreSQL would fail on it instead of finding nothing."""
    if "\x00" in request.path:
        raise NotFound(what="page")


def _remember_language(response: Response) -> Response:
    remembered = request.cookies.get(LANG_COOKIE) if response.mimetype == "text/html" else None
    asked = request.args.get("lang", remembered)
    if asked and language(asked) == asked:
        response.set_cookie(LANG_COOKIE, asked, max_age=YEAR_S, httponly=True, samesite="Lax", secure=request.is_secure)
        _keep_from_others(response)
    return response


def _keep_from_others(response: Response) -> None:
    """Some shared caches would hand the cookie to whoever asks next, and the good ones keep nothing that sets one."""
    if response.cache_control.public:
        response.cache_control.public = False
        response.cache_control.private = True


@files.get("/static/<path:name>", defaults={"prefix": "/static/"})
@files.get("/kiosk/page/<path:name>", defaults={"prefix": "/kiosk/page/"})
@files.get("/display/page/<path:name>", defaults={"prefix": "/display/page/"})
@files.get("/browser/<path:name>", defaults={"prefix": "/browser/"})
@files.get("/display/voice/<path:name>", defaults={"prefix": "/display/voice/"})
@files.get("/display/themes/<path:name>", defaults={"prefix": "/display/themes/"})
@Address(Right.OPEN, "A shipped file: script, style, sound", gives="*/*", query={"v": TEXT})
def shipped(prefix: str, name: str) -> Response:
    """A shipped file: kept for a year under the address of its content, asked for again under any other."""
    response = send_from_directory(FOLDERS[prefix], name)
    response.headers.remove("Content-Disposition")  # nobody saves it; the counter's page alone asks for fifty
    asked = request.args.get("v")
    if asked and asked == _mark(FOLDERS[prefix] / name):
        response.cache_control.no_cache = None
        response.cache_control.max_age = YEAR_S
        response.cache_control.immutable = True
    if Path(name).suffix in TEXTS:
        _compress(response)
    return response


def _compress(response: Response) -> None:
    """A third of the bytes on the office's network."""
    response.vary.add("Accept-Encoding")
    if response.status_code == HTTPStatus.OK and request.accept_encodings["gzip"]:
        response.direct_passthrough = False
        response.set_data(_compressed(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
        response.headers["ETag"] = f"W/{response.headers['ETag']}"  # the same file, other bytes


def packed(response: Response) -> Response:
    """A page, in a third of its bytes where the browser takes that.

    Not for a page that shows again what its reader was asked to send (a search, a form that came back): who can make a
    browser ask for it learns from the sizes what else is on it.
    """
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=256)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
