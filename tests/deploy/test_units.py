"""systemd's own word on the units that are shipped."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = ("antrean.service", "antrean@.service", "antrean-migrate.service", "antrean.target")
SERVING = ("antrean.service", "antrean@.service")
PROGRAM = "/opt/antrean/bin/antrean"
MOST_EXPOSED = 2.5  # of 10, as systemd-analyze counts

pytestmark = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="asks systemd-analyze")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """As on a machine where the program is installed: an instance of the worker, and something to start."""
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8").replace(PROGRAM, "/bin/true")
        (tmp_path / name.replace("@", "@8001")).write_text(text, encoding="utf-8")
    return tmp_path


def analyzed(units: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {"SYSTEMD_UNIT_PATH": f"{units}:", "PATH": "/usr/bin:/bin"}
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, env=env, check=False)


@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_no_fault_in_a_unit(units: Path, name: str) -> None:
    said = analyzed(units, "verify", "--man=no", str(units / name.replace("@", "@8001")))

    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


@pytest.mark.parametrize("name", SERVING)
def test_a_server_is_little_exposed(units: Path, name: str) -> None:
    said = analyzed(units, "security", "--offline=yes", str(units / name.replace("@", "@8001")))
    found = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said.stdout)

    assert found, said.stderr
    assert float(found[1]) <= MOST_EXPOSED


@pytest.mark.parametrize("name", UNITS[:-1])
def test_settings_stand_where_its_user_may_write_what_they_lead_to(name: str) -> None:
    """Paths in config.toml are seen from its folder: beside /etc nobody could make the database or the key."""
    unit = (DEPLOY / name).read_text(encoding="utf-8")

    assert re.findall(r"^Environment=ANTREAN_CONFIG=(.+)/config\.toml$", unit, re.MULTILINE) == ["/var/lib/antrean"]
    assert re.findall(r"^StateDirectory=(.+)$", unit, re.MULTILINE) == ["antrean"]
