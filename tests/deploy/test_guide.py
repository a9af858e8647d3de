"""docs/running-a-city.md: its commands are the program's, its units and settings exist, its nginx line works."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from queue_app.cli import run
from tests.servers.ports import free_port
from tests.servers.program import find_program

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/running-a-city.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Those of the guide, "" for what is typed."""
    return [
        text for told, text in re.findall(r"^```(\w*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL) if told == kind
    ]


def commands(program: str) -> list[list[str]]:
    """The words of each line that begins with this program."""
    words = [shlex.split(line, comments=True) for block in blocks("") for line in block.splitlines() if line]
    return [each for each in words if each[0].rpartition("/")[2] == program]


@pytest.mark.parametrize("words", commands("antrean"))
def test_every_command_of_the_guide_is_one_of_the_program(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run([words[1], "--help"])

    assert (ended.value.code, words[1] in capsys.readouterr().out) == (0, True)


def test_whatever_is_installed_is_shipped() -> None:
    shipped = [word for words in commands("install") for word in words if word.startswith("deploy/")]

    assert shipped
    assert [each for each in shipped if not (ROOT / each).exists()] == []


def test_the_settings_it_names_are_settings() -> None:
    known = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
    (told,) = blocks("toml")
    written = tomllib.loads(told)

    assert {name: set(keys) - set(known[name]) for name, keys in written.items()} == {"server": set(), "live": set()}
    assert set(re.findall(r"`(?:database|live|server)\.(\w+)`", GUIDE)) <= {
        key for keys in known.values() for key in keys
    }


def test_its_line_for_nginx_makes_a_file_that_nginx_takes(tmp_path: Path) -> None:
    (words,) = commands("sed")
    *edit, template, _into, _file = words
    conf, folder = tmp_path / "nginx.conf", tmp_path / "run"
    folder.mkdir()
    own = {"/run/antrean-nginx": str(folder), "@LISTEN@|80": f"@LISTEN@|127.0.0.1:{free_port()}"}
    for before, after in own.items():
        edit = [word.replace(before, after) for word in edit]
    conf.write_bytes(subprocess.run([*edit, str(ROOT / template)], capture_output=True, check=True).stdout)

    tried = subprocess.run(
        [find_program("nginx"), "-t", "-c", str(conf), "-e", "stderr"], capture_output=True, text=True, check=False
    )

    assert template == "deploy/nginx.conf.template"
    assert tried.returncode == 0, tried.stderr


def test_the_service_for_windows_is_well_formed_and_starts_what_the_guide_says() -> None:
    service = ET.parse(ROOT / "deploy/windows/antrean-service.xml").getroot()
    script = (ROOT / "deploy/windows/install-task.ps1").read_text(encoding="utf-8")

    assert (service.tag, service.findtext("arguments")) == ("service", "-m queue_app serve --port 8000")
    assert '"-m queue_app serve --port $Port"' in script
    assert "not been run on a Windows machine" in " ".join(GUIDE.split())
