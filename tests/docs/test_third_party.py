"""THIRD-PARTY.md lists each file of others that is shipped, with its terms, and none that is not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from hatch_build import CARRIED
from tests.docs.pages import ROOT

PAGE = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
STATIC = ROOT / "queue_app" / "web" / "static"
LONGEST_LINE = 1000  # of what somebody wrote; a script that a machine made smaller has longer ones


def rows() -> list[list[str]]:
    """The cells of every row whose first cell names files."""
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in re.findall(r"^\| `.*$", PAGE, re.MULTILINE)]


def files(cell: str) -> list[str]:
    """The files that the paths of a cell stand for."""
    return sorted(
        found.relative_to(ROOT).as_posix() for path in re.findall(r"`([^`]+)`", cell) for found in ROOT.glob(path)
    )


def shipped() -> list[Path]:
    """Every file of a wheel."""
    carried = [ROOT / name for name in ("queue_app", *CARRIED)]
    return [file for each in carried for file in ([each] if each.is_file() else each.rglob("*")) if _is_carried(file)]


def _is_carried(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts


def is_written_by_hand(file: Path) -> bool:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return False
    return all(len(line) <= LONGEST_LINE for line in lines)


def test_every_shipped_file_that_nobody_wrote_here_is_listed_once() -> None:
    listed = [name for cells in rows() for name in files(cells[0])]
    wanted = sorted(each.relative_to(ROOT).as_posix() for each in shipped() if not is_written_by_hand(each))

    folders = tuple(f"{each}/" for each in ("queue_app", *CARRIED))
    assert sorted(name for name in listed if name.startswith(folders)) == wanted


def test_every_row_names_files_that_are_there() -> None:
    assert [cells[0] for cells in rows() if not files(cells[0])] == []


def test_every_text_of_terms_that_is_shipped_is_named_and_no_other() -> None:
    named = set(re.findall(r"`(\S+/LICENSE-\S+)`", PAGE))

    assert named == {each.relative_to(ROOT).as_posix() for each in shipped() if each.name.startswith("LICENSE-")}


def test_version_and_terms_are_those_of_the_list_beside_the_files() -> None:
    kept = tomllib.loads((STATIC / "vendor" / "vendor.toml").read_text(encoding="utf-8"))["file"]
    told = {cells[0].strip("`"): (cells[1], cells[2]) for cells in rows()}

    for each in kept:
        path = f"queue_app/web/static/{each['path']}"
        assert told[path] == (f"{each['name']} {each['version']}", each["licence"])
