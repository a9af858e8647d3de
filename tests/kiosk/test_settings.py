"""The settings of `antrean-kiosk`, and how it tells of a wrong one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from kiosk import agent
from kiosk.settings import Settings, load, parser
from queue_app.config import checked, values_of
from queue_app.places import find
from tests.printing.tcp_printer import TcpPrinter, refusing_port

TOML = """
[server]
url = "http://10.0.0.5:8000"
office = "medan"
[printer]
kind = "network"
host = "10.0.0.9"
paper_width_mm = 58
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*arguments: str) -> Settings:
    return load(parser().parse_args(arguments))


def test_a_mark_that_an_editor_put_before_the_file_is_no_fault(here: Path) -> None:
    (here / "kiosk.toml").write_text(TOML, encoding="utf-8-sig")

    assert read().server.office == "medan"


def test_the_file_in_the_folder_is_read_and_the_command_line_counts_more(here: Path) -> None:
    (here / "kiosk.toml").write_text(TOML)

    found = read("--host", "10.0.0.10", "--paper-width-mm", "80")

    assert (found.server.url, found.server.office) == ("http://10.0.0.5:8000", "medan")
    assert (found.printer.kind, found.printer.host, found.printer.paper_width_mm) == ("network", "10.0.0.10", 80)


def test_the_command_line_alone_is_enough(here: Path) -> None:
    found = read("--office", "medan", "--kind", "file", "--path", "/dev/usb/lp0")

    assert (found.printer.kind, found.printer.path) == ("file", "/dev/usb/lp0")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[printer]\npaper_width_mm = 76", "kiosk.toml: printer.paper_width_mm = 76: expected one of 58, 80"),
        ("[printer]\nkinds = 'usb'", "kiosk.toml: printer.kinds = usb: expected one of kind, "),
        ("[printer]\nkind = 'none'", "kiosk.toml: printer.kind = none: expected the printer of this computer"),
        ("[server]\nurl = 'medan'", 'kiosk.toml: server.url = medan: expected "http(s)://host:port"'),
        ("[server]\nurl = 'http://a'", 'kiosk.toml: server.office = "": expected the office\'s word, e.g. "medan"'),
        ("[server", "kiosk.toml: file = "),
    ],
)
def test_a_wrong_setting_is_told_with_file_key_and_value(
    here: Path, capsys: pytest.CaptureFixture[str], written: str, told: str
) -> None:
    (here / "kiosk.toml").write_text(written)

    assert agent.main([]) == 1
    assert capsys.readouterr().err.startswith(told)


def test_a_file_that_is_named_and_not_there_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert agent.main(["--config", "other.toml"]) == 1
    assert capsys.readouterr().err.startswith("other.toml: file = ")


def test_the_test_page_comes_out_and_the_terminal_says_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with TcpPrinter(speaks=True) as printer:
        status = agent.main(["--test", "--kind", "network", "--host", printer.host, "--port", str(printer.port)])

        assert (status, len(printer.slips)) == (0, 1)
    assert "The printer says that the page is printed." in capsys.readouterr().out


def test_a_test_page_that_cannot_be_printed_says_why(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--test", "--kind", "network", "--host", "127.0.0.1", "--port", str(refusing_port())]

    assert agent.main(arguments) == 1
    assert "Nothing was printed: the printer refused the connection" in capsys.readouterr().out


def test_the_shipped_example_says_every_setting_with_its_default() -> None:
    source = find("kiosk") / "kiosk.toml"
    values = values_of(source)

    assert checked(Settings, values, source) == Settings()
    server_only = {"give_up_min"}  # how long a paper is wanted, the server says
    assert {section: {*keys} for section, keys in values.items()} == {
        section.name: {field.name for field in fields(getattr(Settings(), section.name))} - server_only
        for section in fields(Settings)
    }
