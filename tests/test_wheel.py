"""The wheel holds the kiosk's program and page, and the program runs from it on a computer without the repository."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RUN = "import sys; from queue_app.__main__ import kiosk; sys.exit(kiosk())"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it lies in the site-packages of a kiosk's computer."""
    made, folder = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(made)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = made.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def antrean_kiosk(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as that computer starts it; libraries come from this one, the program from the wheel alone."""
    path = ":".join([str(unpacked), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    return subprocess.run(
        [sys.executable, "-S", "-c", RUN, *arguments], cwd=unpacked, env={"PYTHONPATH": path}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


def test_the_program_of_the_wheel_prints_its_test_page(unpacked: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.bin"

    done = antrean_kiosk(unpacked, "--test", "--kind", "file", "--path", str(paper))

    assert (done.returncode, b"A001" in paper.read_bytes()) == (0, True), done.stderr


@pytest.mark.parametrize("folder", ["kiosk/page", "browser"])
def test_the_page_of_the_kiosk_is_in_it_whole(unpacked: Path, folder: str) -> None:
    here = {path.name for path in (ROOT / folder).iterdir()}

    assert {path.name for path in (unpacked / "queue_app" / folder).iterdir()} == here
