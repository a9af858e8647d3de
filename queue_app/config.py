"""`load(path)` reads config.toml once into frozen dataclasses.

An error names file, key, value and what was expected.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from queue_app.domain.log.errors import ConfigError
from queue_app.domain.office.file_text import decoded
from queue_app.places import find

T = TypeVar("T")
Check = tuple[str, Callable[[Any], bool]]
PUSH_SERVICES = (  # of Chrome, Firefox, Safari and Edge
    "https://fcm.googleapis.com", "https://updates.push.services.mozilla.com", "https://*.push.apple.com",
    "https://*.notify.windows.com",
)  # fmt: skip
_ORIGINS: Check = (
    'origins, as "https://*.push.apple.com"',
    lambda services: all(each.startswith(("https://", "http://")) for each in services),
)
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def setting(default: Any, expected: str, holds: Callable[[Any], bool]) -> Any:
    """A field of a section: its default, and what it must hold, in words and as a question."""
    return field(default=default, metadata={"check": (expected, holds)})


def _between(default: Any, low: float, high: float) -> Any:
    return setting(default, f"a number from {low:g} to {high:g}", lambda value: low <= value <= high)


def _one_of(default: Any, *choices: object) -> Any:
    return setting(default, "one of " + ", ".join(map(str, choices)), lambda value: value in choices)


@dataclass(frozen=True, slots=True)
class Server:
    host: str = "0.0.0.0"  # noqa: S104 - kiosks and displays are other machines
    port: int = _between(8000, 1, 65535)
    public_url: str = setting(
        "", 'empty, or "http(s)://host"', lambda url: not url or url.startswith(("http://", "https://"))
    )
    hosts: list[str] = field(default_factory=list)
    secret_file: str = "data/secret.key"  # noqa: S105 - a path
    seal_file: str = "data/seal.key"
    proxies: int = _between(0, 0, 5)
    files_dir: str = "data/files"
    drain_s: float = _between(0.0, 0, 60)
    largest_upload_mb: int = _between(200, 1, 2000)


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    url: str = "sqlite:///data/antrean.db"
    away_s: float = _between(4.0, 0, 60)


@dataclass(frozen=True, slots=True)
class Live:
    redis_url: str = setting("", 'empty, or "redis://host:port/0"', lambda url: not url or url.startswith("redis"))
    beat_s: float = _between(10.0, 0.1, 60)
    watch_s: float = _between(1.0, 0.05, 60)


@dataclass(frozen=True, slots=True)
class Privacy:
    note_days: int = _between(30, 1, 365)
    rating_days: int = _between(730, 30, 3650)
    request_days: int = _between(365, 30, 3650)
    press_key_days: int = _between(30, 8, 365)
    session_days: int = _between(30, 4, 365)


@dataclass(frozen=True, slots=True)
class Evidence:
    dispute_days: int = _between(14, 1, 90)


@dataclass(frozen=True, slots=True)
class Kiosk:
    return_s: int = _between(15, 5, 120)
    still_here_s: int = _between(45, 20, 600)
    rest_s: int = _between(60, 15, 3600)
    most_per_min: int = _between(30, 5, 1_000_000)
    most_per_min_of_address: int = _between(60, 5, 1_000_000)
    lease_size: int = _between(20, 0, 100)


@dataclass(frozen=True, slots=True)
class Display:
    fresh_s: int = _between(20, 5, 300)
    unheard_s: int = _between(10, 3, 120)


@dataclass(frozen=True, slots=True)
class Printing:
    kind: str = _one_of("dummy", "none", "dummy", "file", "network", "usb", "serial", "cups", "windows")
    paper_width_mm: int = _one_of(80, 58, 80)
    profile: str = ""
    tells_status: str = _one_of("auto", "auto", "yes", "no")
    give_up_min: int = _between(15, 1, 600)
    host: str = ""
    port: int = _between(9100, 1, 65535)
    path: str = ""
    timeout_s: float = _between(3.0, 0.1, 60)
    native_qr: bool = True
    cut: bool = True
    closes_when_done: bool = True
    usb_vendor_id: str = ""
    usb_product_id: str = ""
    serial_baudrate: int = _between(9600, 300, 921600)

    @property
    def keep(self) -> timedelta:
        """How long a ticket's paper is wanted."""
        return timedelta(minutes=self.give_up_min)


@dataclass(frozen=True, slots=True)
class SignIn:
    tries: int = _between(5, 1, 1000)
    per_s: int = _between(60, 1, 3600)
    idle_min: int = _between(60, 1, 1440)
    absolute_h: int = _between(12, 1, 72)
    second_factor: str = _one_of("offered", "offered", "required")
    step_up_min: int = _between(15, 1, 720)


def _is_safe(url: str) -> bool:
    """Whether nobody on the way hears what is said there, or there is nobody."""
    here = re.match(r"http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/|$)", url)
    return not url or url.startswith("https://") or here is not None


@dataclass(frozen=True, slots=True)
class Oidc:
    issuer: str = setting("", 'empty, or "https://..." (http only on this machine)', _is_safe)
    client_id: str = ""
    client_secret_file: str = ""
    claim: str = "preferred_username"
    matches: str = _one_of("username", "username", "nip")
    label: str = "SSO"
    second_factor: list[str] = field(default_factory=list)


def addresses(text: str) -> list[str]:
    """Mail addresses, parted by commas."""
    return [each.strip() for each in text.split(",") if each.strip()]


@dataclass(frozen=True, slots=True)
class Mail:
    host: str = ""
    port: int = _between(587, 1, 65535)
    security: str = _one_of("starttls", "starttls", "tls", "none")
    user: str = ""
    password_file: str = ""
    sender: str = ""
    heads_to: str = ""

    @property
    def keepers(self) -> list[str]:
        """Who gets the heads of the logs."""
        return addresses(self.heads_to)


@dataclass(frozen=True, slots=True)
class Complaints:
    service_to: str = ""
    integrity_to: str = ""
    identity_days: int = _between(730, 30, 3650)


@dataclass(frozen=True, slots=True)
class Recap:
    at: str = setting("18:00", 'a time of day, "18:00"', lambda text: bool(_CLOCK.fullmatch(text)))
    folder: str = ""
    lang: str = _one_of("id", "id", "en")

    @property
    def time(self) -> time:
        """From when on the recap of a day is sent, on its office's clock."""
        return time.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class Backup:
    folder: str = ""
    at: str = setting(
        "02:00", 'a time of day, "02:00", or empty', lambda text: not text or bool(_CLOCK.fullmatch(text))
    )
    key_file: str = ""
    keep_days: int = _between(14, 1, 3650)
    keep_weeks: int = _between(8, 0, 520)
    keep_months: int = _between(12, 0, 120)

    @property
    def time(self) -> time | None:
        """From when on the server makes each day's backup; None: it makes none."""
        return time.fromisoformat(self.at) if self.folder and self.at else None


@dataclass(frozen=True, slots=True)
class Push:
    is_on: bool = False
    contact: str = ""
    key_file: str = "data/push.key"
    services: list[str] = field(default_factory=lambda: list(PUSH_SERVICES), metadata={"check": _ORIGINS})


@dataclass(frozen=True, slots=True)
class Hooks:
    allow_private: bool = False
    alerts_to: str = ""


@dataclass(frozen=True, slots=True)
class City:
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    provider: str = _one_of("none", "none")


@dataclass(frozen=True, slots=True)
class Log:
    level: str = _one_of("INFO", "DEBUG", "INFO", "WARNING", "ERROR")
    format: str = _one_of("text", "text", "json")


@dataclass(frozen=True, slots=True)
class Metrics:
    is_on: bool = False
    token_file: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    server: Server = Server()
    database: DatabaseSettings = DatabaseSettings()
    live: Live = Live()
    privacy: Privacy = Privacy()
    evidence: Evidence = Evidence()
    kiosk: Kiosk = Kiosk()
    display: Display = Display()
    printing: Printing = Printing()
    sign_in: SignIn = SignIn()
    oidc: Oidc = Oidc()
    mail: Mail = Mail()
    recap: Recap = Recap()
    backup: Backup = Backup()
    complaints: Complaints = Complaints()
    push: Push = Push()
    hooks: Hooks = Hooks()
    city: City = City()
    sign: Sign = Sign()
    log: Log = Log()
    metrics: Metrics = Metrics()

    @property
    def kept_days(self) -> dict[str, int]:
        """Kinds of data whose days are a setting (domain.citizen.privacy.keeping), with them."""
        own = self.privacy
        return {
            "notes": own.note_days, "complaint_identities": self.complaints.identity_days,
            "ratings": own.rating_days, "requests": own.request_days, "press_keys": own.press_key_days,
            "sessions": own.session_days,
        }  # fmt: skip


def load(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Config:
    """The settings of `path`, or of ANTREAN_CONFIG, ./config.toml, or the one shipped, whichever comes first.

    Relative paths inside become absolute, seen from the file's folder. Raises ConfigError.
    """
    environ = os.environ if environ is None else environ
    source = path or Path(environ.get("ANTREAN_CONFIG", "") or _default_path())
    config = checked(Config, values_of(source), source)
    if url := environ.get("ANTREAN_DATABASE_URL"):
        config = replace(config, database=replace(config.database, url=url))
    return _resolved(config, source)


def checked(kind: type[T], values: Mapping[str, Any], source: Path) -> T:
    """The values as sections of `kind`. source: who is named where one is wrong. Raises ConfigError."""
    return _section(kind, values, source, "")


def _default_path() -> Path:
    here = Path("config.toml")
    return here if here.exists() else find("config.toml")


def values_of(source: Path) -> dict[str, Any]:
    """What stands in the file, not looked at yet. Raises ConfigError when it cannot be read as TOML."""
    try:
        return tomllib.loads(decoded(source.read_bytes()))
    except OSError as exc:
        raise ConfigError(file=source, key="file", value=exc.strerror, expected="a readable file") from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigError(file=source, key="file", value=exc, expected="valid TOML") from exc


def _section(kind: type[T], values: Mapping[str, Any], source: Path, prefix: str) -> T:
    hints = get_type_hints(kind)
    known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
    made: dict[str, Any] = {}
    for name, value in values.items():
        key = prefix + name
        if name not in known:
            raise ConfigError(file=source, key=key, value=value, expected="one of " + ", ".join(known))
        if is_dataclass(hints[name]):
            if not isinstance(value, dict):
                raise ConfigError(file=source, key=key, value=value, expected="a section")
            made[name] = _section(hints[name], value, source, key + ".")
        else:
            made[name] = _checked(value, hints[name], known[name].metadata.get("check"), source, key)
    return kind(**made)


def _checked(value: Any, kind: type, check: Check | None, source: Path, key: str) -> Any:
    if kind is float and type(value) is int:
        value = float(value)
    is_texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    if not (is_texts if kind == list[str] else type(value) is kind):
        names = {
            str: "a text", int: "a whole number", float: "a number", bool: "true or false",
            list[str]: 'texts, as ["one", "two"]',
        }  # fmt: skip
        raise ConfigError(file=source, key=key, value=value, expected=names[kind])
    if check and not check[1](value):
        raise ConfigError(file=source, key=key, value=value, expected=check[0])
    return value


def _resolved(config: Config, source: Path) -> Config:
    folder = source.resolve().parent
    url = config.database.url
    try:
        parsed = make_url(url)
    except ArgumentError as exc:
        raise ConfigError(file=source, key="database.url", value=url, expected="a database address") from exc
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ConfigError(file=source, key="database.url", value=url, expected="sqlite or postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        # Not put together as text: in an address, a folder's % and ? are signs of their own.
        file = str(folder / (parsed.database or "antrean.db"))
        url = URL.create("sqlite", database=file).render_as_string(hide_password=False)
    _require_provider(config.oidc, source)
    _require_services(config.push, source)
    _require_addresses(config.mail, source)
    beside = partial(_beside, source.resolve().parent)
    return replace(
        config, database=replace(config.database, url=url), mail=beside(config.mail, "password_file"),
        server=beside(config.server, "secret_file", "seal_file", "files_dir"), recap=beside(config.recap, "folder"),
        backup=beside(config.backup, "folder", "key_file"), metrics=beside(config.metrics, "token_file"),
        push=beside(config.push, "key_file"), oidc=beside(config.oidc, "client_secret_file"),
    )  # fmt: skip


def _beside(folder: Path, section: T, *names: str) -> T:
    """These paths as seen from the folder; one that is empty stays so."""
    paths = {name: str(folder / value) for name in names if (value := getattr(section, name))}
    return replace(section, **paths)  # type: ignore[type-var] # all sections are dataclasses


def _require_provider(oidc: Oidc, source: Path) -> None:
    """Whoever asks a provider has a name there."""
    if oidc.issuer and not oidc.client_id:
        raise ConfigError(file=source, key="oidc.client_id", value="", expected="the name that the provider gave")


def _require_services(push: Push, source: Path) -> None:
    """Who wakes phones says whom their services may write to."""
    if push.is_on and "@" not in push.contact:
        raise ConfigError(file=source, key="push.contact", value=push.contact, expected="a mail address")


def _require_addresses(mail: Mail, source: Path) -> None:
    """Mail that goes out has a sender and somebody who gets it."""
    for name in ("sender", "heads_to") if mail.host else ():
        if "@" not in getattr(mail, name):
            raise ConfigError(file=source, key=f"mail.{name}", value=getattr(mail, name), expected="a mail address")
