"""The settings of `antrean-kiosk`: kiosk.toml, and what the command line says instead."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

from queue_app import config
from queue_app.config import Printing, setting
from queue_app.domain.log.errors import ConfigError

FILE = Path("kiosk.toml")
COMMAND_LINE = Path("the command line")


@dataclass(frozen=True, slots=True)
class Server:
    url: str = setting(
        "http://127.0.0.1:8000", '"http(s)://host:port"', lambda url: url.startswith(("http://", "https://"))
    )
    office: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    folder: str = "data/kiosk"


@dataclass(frozen=True, slots=True)
class Offline:
    page_port: int = setting(0, "0 to 65535", lambda port: 0 <= port <= 65535)


@dataclass(frozen=True, slots=True)
class Settings:
    server: Server = Server()
    printer: Printing = field(default_factory=Printing)
    station: Station = Station()
    offline: Offline = Offline()

    @property
    def folder(self) -> Path:
        return Path(self.station.folder)


def parser() -> argparse.ArgumentParser:
    """The command line. What it says counts more than kiosk.toml."""
    made = argparse.ArgumentParser(
        prog="antrean-kiosk",
        description="Prints the tickets of one office on this computer's printer. The server's address, the office and "
        "the printer stand in kiosk.toml (see README), or here.",
    )
    made.add_argument("--config", type=Path, metavar="FILE.toml", help="instead of ./kiosk.toml")
    made.add_argument("--url", help="address of the server, e.g. http://192.168.1.10:8000")
    made.add_argument("--office", help="the office's word in the address of its kiosk, /kiosk/<office>")
    made.add_argument("--kind", help="of the printer: network, usb, serial, cups, windows, file, dummy")
    made.add_argument("--host", help="network: address of the printer")
    made.add_argument("--port", type=int, help="network: its TCP port")
    made.add_argument("--path", help="file, serial: the device; cups, windows: the queue's name")
    made.add_argument("--paper-width-mm", type=int, help="58 or 80")
    made.add_argument("--folder", help="where the pairing and what was not told yet are kept")
    made.add_argument(
        "--page-port", type=int, help="where this computer's browser opens the kiosk, also offline; 0: off"
    )
    made.add_argument("--test", action="store_true", help="print a test page, tell how it went, and end")
    return made


# Section -> settings that the command line may say.
SAID = {
    "server": ("url", "office"),
    "printer": ("kind", "host", "port", "path", "paper_width_mm"),
    "station": ("folder",),
    "offline": ("page_port",),
}


def load(asked: argparse.Namespace) -> Settings:
    """The settings, checked. Raises ConfigError with file, key, value and what was expected."""
    source = asked.config or FILE
    values = config.values_of(source) if asked.config or FILE.exists() else {}
    config.checked(Settings, values, source)
    for section, keys in SAID.items():
        said = {key: getattr(asked, key) for key in keys if getattr(asked, key) is not None}
        values[section] = {**values.get(section, {}), **said}
    return _complete(config.checked(Settings, values, COMMAND_LINE), source, asked)


def _complete(found: Settings, source: Path, asked: argparse.Namespace) -> Settings:
    if found.printer.kind == "none":
        raise ConfigError(file=source, key="printer.kind", value="none", expected="the printer of this computer")
    if not found.server.office and not asked.test:
        raise ConfigError(file=source, key="server.office", value='""', expected='the office\'s word, e.g. "medan"')
    return found
